// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/zip_archive.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QtEndian>

#include <algorithm>
#include <limits>
#include <vector>

#include <zlib.h>

namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

constexpr qint64 kChunk = 4 * 1024 * 1024;
constexpr quint32 kLocal = 0x04034b50;
constexpr quint32 kCentral = 0x02014b50;
constexpr quint32 kEnd = 0x06054b50;
constexpr quint32 kEnd64 = 0x06064b50;
constexpr quint32 kLocator64 = 0x07064b50;
constexpr quint16 kVersion = 45;
constexpr quint16 kUtf8 = 0x0800;
constexpr quint16 kDate = (1 << 5) | 1; // 1 January 1980: the same bytes on every day
constexpr quint32 kIn64 = 0xffffffff;
constexpr quint64 kMaxEntries = 100'000;

template<class Int> void append(QByteArray &bytes, Int value)
{
    Int little = qToLittleEndian(value);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

template<class Int> Int at(const QByteArray &bytes, qsizetype offset)
{
    if (offset < 0 || offset + qsizetype(sizeof(Int)) > bytes.size())
        return 0;
    return qFromLittleEndian<Int>(bytes.constData() + offset);
}

quint32 crcOf(quint32 crc, const QByteArray &bytes)
{
    return static_cast<quint32>(crc32(crc, reinterpret_cast<const Bytef *>(bytes.constData()), static_cast<uInt>(bytes.size())));
}

// Raw deflate, as archives hold it.
QByteArray deflated(const QByteArray &bytes)
{
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray packed(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(bytes.size()))), Qt::Uninitialized);
    QByteArray source = bytes; // zlib wants it mutable
    stream.next_in = reinterpret_cast<Bytef *>(source.data());
    stream.avail_in = static_cast<uInt>(source.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int status = deflate(&stream, Z_FINISH);
    packed.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return status == Z_STREAM_END ? packed : QByteArray();
}

std::optional<QByteArray> inflated(const QByteArray &packed, qint64 size)
{
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return std::nullopt;
    QByteArray bytes(size, Qt::Uninitialized);
    QByteArray source = packed;
    stream.next_in = reinterpret_cast<Bytef *>(source.data());
    stream.avail_in = static_cast<uInt>(source.size());
    stream.next_out = reinterpret_cast<Bytef *>(bytes.data());
    stream.avail_out = static_cast<uInt>(bytes.size());
    const int status = inflate(&stream, Z_FINISH);
    const bool isWhole = status == Z_STREAM_END && stream.total_out == static_cast<uLong>(size);
    inflateEnd(&stream);
    return isWhole ? std::optional(bytes) : std::nullopt;
}

Problem damaged(const QString &detail)
{
    return Problem(ProblemCode::FileDamaged, Words::tr("The archive is damaged or no archive.")).withDetail(detail);
}

struct Directory
{
    quint64 offset = 0;
    quint64 size = 0;
    quint64 entries = 0;
};

Result<Directory> directoryOf(QIODevice &archive)
{
    const qint64 tailSize = std::min<qint64>(archive.size(), 65'557 + 20);
    if (!archive.seek(archive.size() - tailSize))
        return std::unexpected(damaged(archive.errorString()));
    const QByteArray tail = archive.read(tailSize);
    QByteArray mark;
    append(mark, kEnd);
    const qsizetype end = tail.lastIndexOf(mark);
    if (end < 0 || end + 22 > tail.size())
        return std::unexpected(damaged(QStringLiteral("no end record")));
    Directory directory{at<quint32>(tail, end + 16), at<quint32>(tail, end + 12), at<quint16>(tail, end + 10)};
    const bool isLarge = directory.offset == kIn64 || directory.entries == 0xffff;
    if (isLarge && end >= 20 && at<quint32>(tail, end - 20) == kLocator64) {
        const quint64 record = at<quint64>(tail, end - 12);
        if (record > quint64(archive.size()) || !archive.seek(qint64(record)))
            return std::unexpected(damaged(QStringLiteral("end record of ZIP64")));
        const QByteArray bytes = archive.read(56);
        if (at<quint32>(bytes, 0) != kEnd64)
            return std::unexpected(damaged(QStringLiteral("end record of ZIP64")));
        directory = {at<quint64>(bytes, 48), at<quint64>(bytes, 40), at<quint64>(bytes, 32)};
    }
    const quint64 size = quint64(archive.size());
    if (directory.offset > size || directory.size > size - directory.offset || directory.entries > kMaxEntries)
        return std::unexpected(damaged(QStringLiteral("directory out of bounds")));
    return directory;
}

struct Found
{
    QString name;
    quint16 method = 0;
    quint32 crc = 0;
    quint64 packed = 0;
    quint64 size = 0;
    quint64 offset = 0;
};

Result<std::vector<Found>> readDirectory(QIODevice &archive)
{
    SC_TRY_ASSIGN(directory, directoryOf(archive));
    if (!archive.seek(qint64(directory.offset)))
        return std::unexpected(damaged(archive.errorString()));
    const QByteArray bytes = archive.read(qint64(directory.size));
    std::vector<Found> all;
    qsizetype place = 0;
    for (quint64 i = 0; i < directory.entries; ++i) {
        if (place + 46 > bytes.size() || at<quint32>(bytes, place) != kCentral)
            return std::unexpected(damaged(QStringLiteral("entry %1").arg(i)));
        const int nameLength = at<quint16>(bytes, place + 28);
        const int extraLength = at<quint16>(bytes, place + 30);
        const int commentLength = at<quint16>(bytes, place + 32);
        Found found{QString::fromUtf8(bytes.mid(place + 46, nameLength)),
                    at<quint16>(bytes, place + 10),
                    at<quint32>(bytes, place + 16),
                    at<quint32>(bytes, place + 20),
                    at<quint32>(bytes, place + 24),
                    at<quint32>(bytes, place + 42)};
        const QByteArray extra = bytes.mid(place + 46 + nameLength, extraLength);
        for (qsizetype e = 0; e + 4 <= extra.size(); e += 4 + at<quint16>(extra, e + 2)) {
            if (at<quint16>(extra, e) != 1)
                continue;
            qsizetype field = e + 4;
            for (quint64 *value : {&found.size, &found.packed, &found.offset}) {
                if (*value == kIn64) {
                    *value = at<quint64>(extra, field);
                    field += 8;
                }
            }
        }
        all.push_back(std::move(found));
        place += 46 + nameLength + extraLength + commentLength;
    }
    return all;
}

} // namespace

Result<> ZipWriter::put(const QByteArray &bytes)
{
    if (m_file.write(bytes) == bytes.size())
        return {};
    return std::unexpected(Problem(ProblemCode::InsufficientStorage, Words::tr("“%1” could not be written.").arg(m_file.fileName()))
                               .withDetail(m_file.errorString()));
}

QByteArray ZipWriter::localHeader(const Entry &entry)
{
    QByteArray bytes;
    append(bytes, kLocal);
    append(bytes, kVersion);
    append(bytes, kUtf8);
    append(bytes, quint16(entry.isDeflated ? 8 : 0));
    append(bytes, quint16(0));
    append(bytes, kDate);
    append(bytes, entry.crc);
    append(bytes, kIn64);
    append(bytes, kIn64);
    append(bytes, quint16(entry.name.size()));
    append(bytes, quint16(20));
    bytes += entry.name;
    append(bytes, quint16(1)); // sizes of ZIP64
    append(bytes, quint16(16));
    append(bytes, entry.size);
    append(bytes, entry.packed);
    return bytes;
}

Result<> ZipWriter::add(const QString &name, const QByteArray &bytes)
{
    Entry entry{name.toUtf8(), crcOf(0, bytes), 0, quint64(bytes.size()), quint64(m_file.pos()), true};
    const QByteArray packed = deflated(bytes);
    entry.packed = quint64(packed.size());
    SC_TRY(put(localHeader(entry)));
    SC_TRY(put(packed));
    m_entries.push_back(std::move(entry));
    return {};
}

Result<> ZipWriter::addFile(const QString &name, const QString &path, const CancelToken &cancel)
{
    QFile in(path);
    if (!in.open(QIODevice::ReadOnly))
        return std::unexpected(
            Problem(ProblemCode::MediaMissing, Words::tr("“%1” cannot be read.").arg(path)).withDetail(in.errorString()));
    Entry entry{name.toUtf8(), 0, 0, 0, quint64(m_file.pos()), false};
    SC_TRY(put(localHeader(entry)));
    while (!in.atEnd()) {
        if (cancel.isCancelled())
            return std::unexpected(Problem(ProblemCode::Cancelled, Words::tr("The export was cancelled. Nothing was written.")));
        const QByteArray chunk = in.read(kChunk);
        if (chunk.isEmpty())
            return std::unexpected(Problem(ProblemCode::FileDamaged, Words::tr("“%1” cannot be read to its end.").arg(path)));
        entry.crc = crcOf(entry.crc, chunk);
        entry.size += quint64(chunk.size());
        SC_TRY(put(chunk));
    }
    entry.packed = entry.size;
    const qint64 end = m_file.pos();
    if (!m_file.seek(qint64(entry.offset)))
        return std::unexpected(damaged(m_file.errorString()));
    SC_TRY(put(localHeader(entry))); // with what is known now
    if (!m_file.seek(end))
        return std::unexpected(damaged(m_file.errorString()));
    m_entries.push_back(std::move(entry));
    return {};
}

Result<> ZipWriter::finish()
{
    const quint64 start = quint64(m_file.pos());
    QByteArray bytes;
    for (const Entry &entry : m_entries) {
        append(bytes, kCentral);
        append(bytes, kVersion);
        append(bytes, kVersion);
        append(bytes, kUtf8);
        append(bytes, quint16(entry.isDeflated ? 8 : 0));
        append(bytes, quint16(0));
        append(bytes, kDate);
        append(bytes, entry.crc);
        append(bytes, kIn64);
        append(bytes, kIn64);
        append(bytes, quint16(entry.name.size()));
        append(bytes, quint16(28));
        append(bytes, quint16(0));
        append(bytes, quint16(0));
        append(bytes, quint16(0));
        append(bytes, quint32(0));
        append(bytes, kIn64);
        bytes += entry.name;
        append(bytes, quint16(1));
        append(bytes, quint16(24));
        append(bytes, entry.size);
        append(bytes, entry.packed);
        append(bytes, entry.offset);
    }
    const quint64 size = quint64(bytes.size());
    append(bytes, kEnd64);
    append(bytes, quint64(44));
    append(bytes, kVersion);
    append(bytes, kVersion);
    append(bytes, quint32(0));
    append(bytes, quint32(0));
    append(bytes, quint64(m_entries.size()));
    append(bytes, quint64(m_entries.size()));
    append(bytes, size);
    append(bytes, start);
    append(bytes, kLocator64);
    append(bytes, quint32(0));
    append(bytes, start + size);
    append(bytes, quint32(1));
    append(bytes, kEnd);
    append(bytes, quint16(0));
    append(bytes, quint16(0));
    append(bytes, quint16(std::min<size_t>(m_entries.size(), 0xffff)));
    append(bytes, quint16(std::min<size_t>(m_entries.size(), 0xffff)));
    append(bytes, quint32(std::min<quint64>(size, kIn64)));
    append(bytes, quint32(std::min<quint64>(start, kIn64)));
    append(bytes, quint16(0));
    return put(bytes);
}

Result<std::vector<ZipEntry>> zipEntries(QIODevice &archive)
{
    SC_TRY_ASSIGN(found, readDirectory(archive));
    std::vector<ZipEntry> entries;
    entries.reserve(found.size());
    for (Found &one : found)
        entries.push_back({std::move(one.name), one.size});
    return entries;
}

Result<QByteArray> zipContent(QIODevice &archive, const QString &name, qint64 maxBytes)
{
    SC_TRY_ASSIGN(all, readDirectory(archive));
    const auto found = std::ranges::find(all, name, &Found::name);
    if (found == all.end())
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, Words::tr("The archive has no “%1”.").arg(name)));
    if (found->size > quint64(maxBytes) || found->packed > quint64(maxBytes) + 65'536)
        return std::unexpected(
            Problem(ProblemCode::FileTooLarge, Words::tr("“%1” in the archive is larger than %2 MB.").arg(name).arg(maxBytes >> 20)));
    if (found->offset > quint64(archive.size()) || !archive.seek(qint64(found->offset)))
        return std::unexpected(damaged(QStringLiteral("offset")));
    const QByteArray header = archive.read(30);
    if (at<quint32>(header, 0) != kLocal || !archive.seek(qint64(found->offset) + 30 + at<quint16>(header, 26) + at<quint16>(header, 28)))
        return std::unexpected(damaged(QStringLiteral("local header")));
    const QByteArray packed = archive.read(qint64(found->packed));
    if (quint64(packed.size()) != found->packed)
        return std::unexpected(damaged(QStringLiteral("cut off")));
    const auto bytes = found->method == 0   ? std::optional(packed)
                       : found->method == 8 ? inflated(packed, qint64(found->size))
                                            : std::nullopt;
    if (!bytes || quint64(bytes->size()) != found->size || crcOf(0, *bytes) != found->crc)
        return std::unexpected(damaged(QStringLiteral("content of %1").arg(name)));
    return *bytes;
}

} // namespace sc::interchange

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/packed_bytes.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDataStream>
#include <QtCore/QIODevice>

namespace sc::audio {

namespace {

constexpr qint64 kHeaderSize = 4 + 2 + 4;
constexpr qint64 kSumSize = 2;
constexpr qint64 kBestRatio = 1100; // zlib cannot do better than about 1032 : 1

} // namespace

Problem damagedBytes(const QString &why)
{
    return Problem(ProblemCode::FileDamaged,
                   QCoreApplication::translate("sc::audio", "Stored data of the song's analysis is damaged. Analyse the song again."))
        .withDetail(why);
}

QByteArray packBytes(quint32 magic, quint16 version, const QByteArray &content)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    // zlib checks the packed part; the sum checks the rest.
    stream << magic << version << qCompress(content, 6);
    stream << qChecksum(QByteArrayView(bytes));
    return bytes;
}

Result<QByteArray> unpackBytes(quint32 magic, quint16 version, const QByteArray &bytes, qint64 most)
{
    if (bytes.size() < kHeaderSize + 4 + kSumSize)
        return std::unexpected(damagedBytes(QStringLiteral("too short")));
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_4);
    quint32 foundMagic = 0;
    quint16 foundVersion = 0;
    quint32 packedSize = 0;
    quint32 size = 0;
    stream >> foundMagic >> foundVersion >> packedSize >> size;
    if (foundMagic != magic || foundVersion != version)
        return std::unexpected(damagedBytes(QStringLiteral("unknown form")));
    if (kHeaderSize + qint64(packedSize) + kSumSize != bytes.size())
        return std::unexpected(damagedBytes(QStringLiteral("wrong length")));
    QDataStream sumReader(bytes.last(kSumSize));
    quint16 sum = 0;
    sumReader >> sum;
    if (sum != qChecksum(QByteArrayView(bytes).chopped(kSumSize)))
        return std::unexpected(damagedBytes(QStringLiteral("checksum")));
    if (qint64(size) > most || qint64(size) > (qint64(packedSize) + 64) * kBestRatio)
        return std::unexpected(damagedBytes(QStringLiteral("more than its bytes can hold")));
    const QByteArray content = size == 0 ? QByteArray() : qUncompress(bytes.mid(kHeaderSize, packedSize));
    if (content.size() != qint64(size))
        return std::unexpected(damagedBytes(QStringLiteral("packed data")));
    return content;
}

} // namespace sc::audio

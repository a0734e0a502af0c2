// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/embedded_texts.h"

#include "core/media/media_problems.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QtEndian>

#include <array>
#include <functional>
#include <limits>

namespace sc::media {

namespace {

constexpr std::array<char, 8> kSignature = {'\x89', 'P', 'N', 'G', '\r', '\n', '\x1a', '\n'};
constexpr qsizetype kFrame = 12;         // length, type and check sum of a chunk
constexpr qsizetype kMaxKey = 79;        // bytes, by the specification
constexpr qsizetype kMaxPacked = 131072; // deflate makes at most a thousand times as much of it

// CRC-32 as in annex D of the PNG specification.
constexpr std::array<quint32, 256> crcTable()
{
    std::array<quint32, 256> table{};
    for (quint32 n = 0; n < table.size(); ++n) {
        quint32 c = n;
        for (int k = 0; k < 8; ++k)
            c = c & 1 ? 0xEDB88320U ^ (c >> 1) : c >> 1;
        table[n] = c;
    }
    return table;
}

quint32 crcOf(const QByteArray &bytes)
{
    static constexpr auto kTable = crcTable();
    quint32 crc = 0xFFFFFFFFU;
    for (const char byte : bytes)
        crc = kTable[(crc ^ static_cast<uchar>(byte)) & 0xFF] ^ (crc >> 8);
    return ~crc;
}

QByteArray chunkOf(const QByteArray &type, const QByteArray &data)
{
    const QByteArray body = type + data;
    QByteArray number(4, Qt::Uninitialized);
    qToBigEndian(static_cast<quint32>(data.size()), number.data());
    const QByteArray length = number;
    qToBigEndian(crcOf(body), number.data());
    return length + body + number;
}

struct Chunk
{
    QByteArray type;
    QByteArray data; // views into the file
    QByteArray whole;
};

// Every chunk in order until IEND; false where they do not hold together.
bool eachChunk(const QByteArray &png, const std::function<void(const Chunk &)> &visit)
{
    if (!isPng(png))
        return false;
    qsizetype at = kSignature.size();
    for (bool isFirst = true; at + kFrame <= png.size(); isFirst = false) {
        const qint64 length = qFromBigEndian<quint32>(png.constData() + at);
        if (length > png.size() - at - kFrame)
            return false;
        const Chunk chunk{QByteArray::fromRawData(png.constData() + at + 4, 4), QByteArray::fromRawData(png.constData() + at + 8, length),
                          QByteArray::fromRawData(png.constData() + at, length + kFrame)};
        if (isFirst && chunk.type != "IHDR")
            return false;
        visit(chunk);
        if (chunk.type == "IEND")
            return true;
        at += length + kFrame;
    }
    return false;
}

// Of a zlib stream; nothing for a broken one, and for more than is wanted.
QByteArray unpacked(const QByteArray &packed)
{
    if (packed.size() > kMaxPacked)
        return {};
    QByteArray withSize(4, Qt::Uninitialized); // what qUncompress() wants in front: a first guess
    qToBigEndian(static_cast<quint32>(packed.size() * 4), withSize.data());
    const QByteArray text = qUncompress(withSize + packed);
    return text.size() > kMaxEmbeddedText ? QByteArray() : text;
}

bool isTextChunk(const Chunk &chunk)
{
    return chunk.type == "tEXt" || chunk.type == "zTXt" || chunk.type == "iTXt";
}

QString keyOf(const Chunk &chunk)
{
    return QString::fromLatin1(chunk.data.left(std::max<qsizetype>(0, chunk.data.indexOf('\0'))));
}

std::optional<QString> internationalText(const QByteArray &data, qsizetype keyEnd)
{
    if (keyEnd + 3 > data.size())
        return std::nullopt;
    const bool isPacked = data.at(keyEnd + 1) == 1;
    const qsizetype languageEnd = data.indexOf('\0', keyEnd + 3);
    const qsizetype translatedEnd = languageEnd < 0 ? -1 : data.indexOf('\0', languageEnd + 1);
    if (translatedEnd < 0)
        return std::nullopt;
    const QByteArray text = data.mid(translatedEnd + 1);
    return QString::fromUtf8(isPacked ? unpacked(text) : text);
}

std::optional<QString> textOf(const Chunk &chunk)
{
    const qsizetype keyEnd = chunk.data.indexOf('\0');
    if (keyEnd < 1 || keyEnd > kMaxKey || chunk.data.size() > kMaxEmbeddedText)
        return std::nullopt;
    if (chunk.type == "tEXt")
        return QString::fromLatin1(chunk.data.mid(keyEnd + 1));
    if (chunk.type == "zTXt")
        return QString::fromLatin1(unpacked(chunk.data.mid(keyEnd + 2)));
    return internationalText(chunk.data, keyEnd);
}

bool isLatin1(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() != 0 && c.unicode() < 256; });
}

QByteArray textChunk(const QString &key, const QString &text)
{
    const QByteArray keyBytes = key.toLatin1().left(kMaxKey);
    if (isLatin1(text))
        return chunkOf("tEXt", keyBytes + '\0' + text.toLatin1());
    // Not packed, no language, no translated key.
    return chunkOf("iTXt", keyBytes + QByteArray(5, '\0') + text.toUtf8());
}

Problem brokenPng(const QString &path)
{
    return brokenPictures(path, QCoreApplication::translate("sc::media", "The parts of the PNG do not hold together."));
}

} // namespace

bool isPng(const QByteArray &head)
{
    return head.startsWith(QByteArrayView(kSignature.data(), kSignature.size()));
}

Result<EmbeddedTexts> readPngTexts(const QByteArray &png, const QString &path)
{
    EmbeddedTexts texts;
    const bool isWhole = eachChunk(png, [&](const Chunk &chunk) {
        if (!isTextChunk(chunk))
            return;
        if (const auto text = textOf(chunk); text && !text->isEmpty() && !texts.contains(keyOf(chunk)))
            texts.insert(keyOf(chunk), *text);
    });
    if (!isWhole)
        return std::unexpected(brokenPng(path));
    return texts;
}

Result<QByteArray> pngWithTexts(const QByteArray &png, const EmbeddedTexts &texts, const QString &path)
{
    QByteArray written(kSignature.data(), kSignature.size());
    written.reserve(png.size());
    const bool isWhole = eachChunk(png, [&](const Chunk &chunk) {
        if (!isTextChunk(chunk) || !texts.contains(keyOf(chunk)))
            written += chunk.whole;
        if (chunk.type != "IHDR")
            return;
        // In front of the pixels, where readers look that do not want those.
        for (auto text = texts.begin(); text != texts.end(); ++text)
            written += textChunk(text.key(), text.value());
    });
    if (!isWhole)
        return std::unexpected(brokenPng(path));
    return written;
}

} // namespace sc::media

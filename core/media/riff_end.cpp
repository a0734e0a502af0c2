// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/riff_end.h"

#include <QtCore/QByteArray>
#include <QtCore/QIODevice>
#include <QtCore/QtEndian>

#include <algorithm>

namespace sc::media {

namespace {

constexpr qint64 kFirstChunk = 12; // behind "RIFF", a size and "WAVE"
constexpr qint64 kChunkHeader = 8;
constexpr int kMostChunks = 1000; // no recorder writes as many; each costs a seek
constexpr quint32 kUnknownSize = 0xFFFFFFFF;

bool isChunkName(QByteArrayView name)
{
    return std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) >= 0x20; });
}

// "ds64" says how long the sound of a file beyond 4 GB is (EBU Tech 3306).
qint64 longDataSize(QIODevice &device)
{
    constexpr qint64 kFields = 16; // two sizes: of the file, of the sound
    const QByteArray fields = device.read(kFields);
    return fields.size() == kFields ? qFromLittleEndian<qint64>(fields.constData() + 8) : 0;
}

} // namespace

qint64 endOfRiff(QIODevice &device)
{
    const qint64 size = device.size();
    qint64 position = kFirstChunk;
    qint64 longSize = 0;
    for (int chunk = 0; chunk < kMostChunks; ++chunk) {
        const QByteArray header = device.seek(position) ? device.read(kChunkHeader) : QByteArray();
        if (header.size() < kChunkHeader)
            return size;
        if (!isChunkName(QByteArrayView(header).first(4)))
            return position;
        const auto claimed = qFromLittleEndian<quint32>(header.constData() + 4);
        const bool isSound = header.startsWith("data");
        if (header.startsWith("ds64"))
            longSize = longDataSize(device);
        qint64 length = claimed;
        if (isSound && (claimed == 0 || claimed == kUnknownSize)) {
            if (longSize <= 0)
                return size; // recorded without an end: all that follows is sound
            length = longSize;
        }
        if (length > size - position - kChunkHeader)
            return size;
        position += kChunkHeader + length + length % 2;
    }
    return std::min(position, size);
}

} // namespace sc::media

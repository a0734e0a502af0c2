// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/mpeg_frames.h"

#include <array>
#include <cstdint>

namespace sc::media {

namespace {

constexpr int kFramesInARow = 3;

struct FrameHeader
{
    qsizetype length = 0; // bytes; 0 = no frame starts here
    quint32 family = 0;   // what stays the same from frame to frame
};

std::uint8_t byteAt(QByteArrayView bytes, qsizetype at)
{
    return static_cast<std::uint8_t>(bytes[at]);
}

// kbit/s by version (MPEG-1, MPEG-2 and 2.5), layer (1, 2, 3) and index.
constexpr std::array<std::array<std::array<int, 15>, 3>, 2> kBitRates = {{
    {{{0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
      {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
      {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}}},
    {{{0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
      {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
      {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}}},
}};
constexpr std::array<int, 3> kSampleRates = {44100, 48000, 32000};

FrameHeader mp3Header(QByteArrayView bytes, qsizetype at)
{
    if (at + 4 > bytes.size() || byteAt(bytes, at) != 0xFF || (byteAt(bytes, at + 1) & 0xE0) != 0xE0)
        return {};
    const int version = (byteAt(bytes, at + 1) >> 3) & 3; // 3 = MPEG-1, 2 = MPEG-2, 0 = MPEG-2.5
    const int layer = 4 - ((byteAt(bytes, at + 1) >> 1) & 3);
    const int rateIndex = byteAt(bytes, at + 2) >> 4;
    const int sampleIndex = (byteAt(bytes, at + 2) >> 2) & 3;
    if (version == 1 || layer == 4 || rateIndex == 0 || rateIndex == 15 || sampleIndex == 3)
        return {};
    const bool isFirst = version == 3;
    const int bitRate = kBitRates[isFirst ? 0 : 1][size_t(layer - 1)][size_t(rateIndex)] * 1000;
    const int sampleRate = kSampleRates[size_t(sampleIndex)] >> (isFirst ? 0 : version == 2 ? 1 : 2);
    const int padding = (byteAt(bytes, at + 2) >> 1) & 1;
    qsizetype length = 0;
    if (layer == 1)
        length = (12 * bitRate / sampleRate + padding) * 4;
    else
        length = (layer == 3 && !isFirst ? 72 : 144) * bitRate / sampleRate + padding;
    return {length, quint32(version << 8 | layer << 4 | sampleIndex)};
}

FrameHeader adtsHeader(QByteArrayView bytes, qsizetype at)
{
    if (at + 7 > bytes.size() || byteAt(bytes, at) != 0xFF || (byteAt(bytes, at + 1) & 0xF6) != 0xF0)
        return {};
    const int sampleIndex = (byteAt(bytes, at + 2) >> 2) & 15;
    const qsizetype length = ((byteAt(bytes, at + 3) & 3) << 11) | (byteAt(bytes, at + 4) << 3) | (byteAt(bytes, at + 5) >> 5);
    if (sampleIndex > 12 || length < 8)
        return {};
    return {length, quint32(byteAt(bytes, at + 1) << 8 | (byteAt(bytes, at + 2) & 0xFC))};
}

template<class ReadHeader> bool runsFrom(QByteArrayView bytes, qsizetype at, bool toFileEnd, ReadHeader readHeader)
{
    const FrameHeader first = readHeader(bytes, at);
    if (first.length == 0)
        return false;
    FrameHeader header = first;
    for (int frames = 1; frames < kFramesInARow; ++frames) {
        at += header.length;
        if (at >= bytes.size())
            return toFileEnd && (frames > 1 || at == bytes.size());
        header = readHeader(bytes, at);
        if (header.length == 0 || header.family != first.family)
            return false;
    }
    return true;
}

} // namespace

MpegAudio findMpegAudio(QByteArrayView bytes, bool toFileEnd)
{
    for (qsizetype at = 0; at + 4 <= bytes.size(); ++at) {
        if (byteAt(bytes, at) != 0xFF)
            continue;
        if (runsFrom(bytes, at, toFileEnd, adtsHeader))
            return MpegAudio::Adts;
        if (runsFrom(bytes, at, toFileEnd, mp3Header))
            return MpegAudio::Mp3;
    }
    return MpegAudio::None;
}

} // namespace sc::media

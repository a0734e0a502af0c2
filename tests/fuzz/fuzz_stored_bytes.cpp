// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as what the library stores of a song: waveform, spectrum picture, likeness profile, fingerprint. The first byte
// chooses which, and whether the checksum at the end is made right first, so that what it guards is reached too.
#include "core/audio/fingerprint.h"
#include "core/audio/likeness.h"
#include "core/audio/sound_facts.h"
#include "core/audio/waveform.h"

#include <QtCore/QByteArray>

#include <cstddef>
#include <cstdint>

namespace {

QByteArray withRightSum(QByteArray bytes)
{
    if (bytes.size() < 3)
        return bytes;
    const quint16 sum = qChecksum(QByteArrayView(bytes).chopped(2));
    bytes[bytes.size() - 2] = static_cast<char>(sum >> 8);
    bytes[bytes.size() - 1] = static_cast<char>(sum & 0xff);
    return bytes;
}

// What is accepted reads back the same from what it is written as.
template<class Read> void check(const QByteArray &bytes, Read read)
{
    const auto value = read(bytes);
    if (!value)
        return;
    const auto back = read(toBytes(*value));
    if (!back || !(*back == *value))
        __builtin_trap();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    QByteArray bytes(reinterpret_cast<const char *>(data) + 1, static_cast<qsizetype>(size) - 1);
    if (data[0] & 4)
        bytes = withRightSum(bytes);
    switch (data[0] & 3) {
    case 0:
        check(bytes, sc::audio::waveformFromBytes);
        break;
    case 1:
        check(bytes, sc::audio::spectrumPictureFromBytes);
        break;
    case 2:
        check(bytes, sc::audio::likenessProfileFromBytes);
        break;
    default: {
        const double similarity = sc::audio::fingerprintSimilarity(bytes, bytes);
        if (!(similarity >= 0 && similarity <= 1))
            __builtin_trap();
    }
    }
    return 0;
}

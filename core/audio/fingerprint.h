// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"

#include <QtCore/QByteArray>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace sc::audio {

// Chromaprint (AcoustID) of the first two minutes of a song: 32 bits every 124 ms that say how its notes move. Stored
// compressed and checked.

// Listens while a song is decoded. Any rate from 1 kHz on; samples after the second minute cost nothing.
class Fingerprinter
{
public:
    explicit Fingerprinter(int sampleRate);
    ~Fingerprinter();
    Fingerprinter(const Fingerprinter &) = delete;
    Fingerprinter &operator=(const Fingerprinter &) = delete;

    void push(std::span<const float> mono);
    [[nodiscard]] QByteArray finish(); // empty for silence and under three seconds

private:
    struct Engine;
    std::unique_ptr<Engine> m_engine;
    std::int64_t m_left; // samples still to be heard
    float m_peak = 0;
    std::vector<std::int16_t> m_block;
};

// Share of equal bits at the best alignment within eight seconds: 1 = the same recording, above 0.95 whatever its coding;
// different songs lie near 0.55. 0 when one is empty or damaged, or when less than three seconds overlap.
[[nodiscard]] double fingerprintSimilarity(const QByteArray &a, const QByteArray &b);

struct FingerprintPair
{
    size_t first = 0; // places in the list, first < second
    size_t second = 0;
    double similarity = 0;
};
// All pairs of a library that are at least `least` (0.9..1) alike, sorted by place. Compares only songs that share some
// of their fingerprints' values, so that 100 000 take seconds, not days. Cancelled: what was found by then.
[[nodiscard]] std::vector<FingerprintPair> similarPairs(std::span<const QByteArray> prints, double least = 0.95,
                                                        const CancelToken &cancel = {});

} // namespace sc::audio

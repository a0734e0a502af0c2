// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/fingerprint.h"

#include "core/audio/packed_bytes.h"

#include <chromaprint.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace sc::audio {

namespace {

constexpr int kSeconds = 120;
constexpr std::ptrdiff_t kReach = 65;        // items, eight seconds
constexpr std::ptrdiff_t kLeastOverlap = 24; // items, three seconds
constexpr qint64 kMostItems = 4096;
constexpr quint32 kMagic = 0x53434650; // "SCFP"
constexpr quint16 kVersion = 1;
constexpr size_t kKeys = 48;
constexpr size_t kMostSharers = 400; // a value in more songs than this tells nothing

using Items = std::vector<std::uint32_t>;

// Each value as its difference to the one before, plane by plane of bytes: neighbours differ in few bits.
QByteArray bytesOf(std::span<const std::uint32_t> items)
{
    QByteArray content;
    for (int shift = 0; shift < 32; shift += 8) {
        std::uint32_t last = 0;
        for (const std::uint32_t item : items) {
            content.append(static_cast<char>((item ^ last) >> shift));
            last = item;
        }
    }
    return packBytes(kMagic, kVersion, content);
}

// Not by the library's own decoder, which reads past the end of damaged fingerprints.
Items itemsOf(const QByteArray &bytes)
{
    const auto content = unpackBytes(kMagic, kVersion, bytes, kMostItems * 4);
    if (!content || content->size() % 4 != 0)
        return {};
    Items items(static_cast<size_t>(content->size() / 4));
    qsizetype at = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        for (std::uint32_t &item : items)
            item |= std::uint32_t(static_cast<std::uint8_t>((*content)[at++])) << shift;
    }
    for (size_t i = 1; i < items.size(); ++i)
        items[i] ^= items[i - 1];
    return items;
}

double similarityOf(const Items &a, const Items &b)
{
    const auto sizeA = std::ssize(a);
    const auto sizeB = std::ssize(b);
    double best = 0;
    for (std::ptrdiff_t offset = -kReach; offset <= kReach; ++offset) {
        const std::ptrdiff_t from = std::max<std::ptrdiff_t>(0, -offset);
        const std::ptrdiff_t to = std::min(sizeA, sizeB - offset);
        const std::ptrdiff_t overlap = to - from;
        if (overlap < kLeastOverlap)
            continue;
        std::int64_t different = 0;
        for (std::ptrdiff_t i = from; i < to; ++i)
            different += std::popcount(a[static_cast<size_t>(i)] ^ b[static_cast<size_t>(i + offset)]);
        // What one has and the other lacks counts as chance, so that a jingle is not its song; a cut start or end is forgiven.
        const std::ptrdiff_t missing = std::max<std::ptrdiff_t>(0, std::max(sizeA, sizeB) - overlap - kReach);
        const double equal = 32.0 * static_cast<double>(overlap) - static_cast<double>(different) + 16.0 * static_cast<double>(missing);
        best = std::max(best, equal / (32.0 * static_cast<double>(overlap + missing)));
    }
    return best;
}

std::uint32_t scattered(std::uint32_t value)
{
    value = (value ^ (value >> 16)) * 0x7feb352dU;
    value = (value ^ (value >> 15)) * 0x846ca68bU;
    return value ^ (value >> 16);
}

// The values that come first in an order of their own: two copies of a recording choose nearly the same (Broder 1997).
Items keysOf(Items items)
{
    for (std::uint32_t &item : items)
        item = scattered(item);
    std::ranges::sort(items);
    items.erase(std::ranges::unique(items).begin(), items.end());
    items.resize(std::min(items.size(), kKeys));
    return items;
}

} // namespace

struct Fingerprinter::Engine
{
    explicit Engine(int sampleRate) : context(chromaprint_new(CHROMAPRINT_ALGORITHM_DEFAULT))
    {
        if (context && !chromaprint_start(context, sampleRate, 1)) {
            chromaprint_free(context);
            context = nullptr;
        }
    }
    ~Engine()
    {
        if (context)
            chromaprint_free(context);
    }
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    ChromaprintContext *context; // null for rates that the library refuses
};

Fingerprinter::Fingerprinter(int sampleRate) : m_engine(std::make_unique<Engine>(sampleRate)), m_left(std::int64_t(kSeconds) * sampleRate)
{
}

Fingerprinter::~Fingerprinter() = default;

void Fingerprinter::push(std::span<const float> mono)
{
    if (!m_engine->context || m_left <= 0 || mono.empty())
        return;
    const auto count = static_cast<size_t>(std::min<std::int64_t>(m_left, std::ssize(mono)));
    m_block.resize(count);
    for (size_t i = 0; i < count; ++i) {
        const float sample = std::clamp(mono[i], -1.0F, 1.0F);
        m_peak = std::max(m_peak, std::abs(sample));
        m_block[i] = static_cast<std::int16_t>(std::lrint(sample * 32767));
    }
    chromaprint_feed(m_engine->context, m_block.data(), static_cast<int>(count));
    m_left -= static_cast<std::int64_t>(count);
}

QByteArray Fingerprinter::finish()
{
    constexpr float kSilence = 1e-4F;
    if (!m_engine->context || m_peak < kSilence || !chromaprint_finish(m_engine->context))
        return {};
    std::uint32_t *raw = nullptr;
    int count = 0;
    if (!chromaprint_get_raw_fingerprint(m_engine->context, &raw, &count))
        return {};
    QByteArray bytes;
    if (count > 0)
        bytes = bytesOf({raw, static_cast<size_t>(count)});
    chromaprint_dealloc(raw);
    return bytes;
}

double fingerprintSimilarity(const QByteArray &a, const QByteArray &b)
{
    return similarityOf(itemsOf(a), itemsOf(b));
}

std::vector<FingerprintPair> similarPairs(std::span<const QByteArray> prints, double least, const CancelToken &cancel)
{
    std::vector<std::pair<std::uint32_t, std::uint32_t>> places; // key, song
    for (size_t song = 0; song < prints.size() && !cancel.isCancelled(); ++song) {
        for (const std::uint32_t key : keysOf(itemsOf(prints[song])))
            places.emplace_back(key, static_cast<std::uint32_t>(song));
    }
    std::ranges::sort(places);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> candidates;
    for (size_t from = 0; from < places.size();) {
        size_t to = from;
        while (to < places.size() && places[to].first == places[from].first)
            ++to;
        for (size_t i = from; i < to && to - from <= kMostSharers; ++i) {
            for (size_t k = i + 1; k < to; ++k)
                candidates.emplace_back(places[i].second, places[k].second);
        }
        from = to;
    }
    std::ranges::sort(candidates);
    std::vector<FingerprintPair> pairs;
    for (size_t from = 0; from < candidates.size() && !cancel.isCancelled();) {
        const auto [first, second] = candidates[from];
        const size_t before = from;
        while (from < candidates.size() && candidates[from] == candidates[before])
            ++from;
        const double similarity = similarityOf(itemsOf(prints[first]), itemsOf(prints[second]));
        if (similarity >= least)
            pairs.push_back({first, second, similarity});
    }
    return pairs;
}

} // namespace sc::audio

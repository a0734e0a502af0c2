// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/mixer.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sc::playback {

namespace {

constexpr int kChannels = 2;

std::vector<float> clickSound(int sampleRate, double hertz, double level)
{
    std::vector<float> sound(static_cast<size_t>(sampleRate / 25));
    for (size_t i = 0; i < sound.size(); ++i) {
        const double t = static_cast<double>(i) / sampleRate;
        sound[i] = static_cast<float>(level * std::exp(-t * 120) * std::sin(2 * std::numbers::pi * hertz * t));
    }
    return sound;
}

} // namespace

Mixer::Mixer(int sampleRate)
    : m_sampleRate(sampleRate), m_beatSound(clickSound(sampleRate, 1318.5, 0.45)), m_downbeatSound(clickSound(sampleRate, 1975.5, 0.6))
{
}

void Mixer::setSong(std::unique_ptr<SongStream> song)
{
    m_song = std::move(song);
    m_leadOf.reset();
    m_piece.clear();
}

void Mixer::setBeats(std::span<const Beat> beats)
{
    m_clicks.clear();
    m_clicks.reserve(beats.size());
    for (const Beat &beat : beats)
        m_clicks.push_back({beat.time.toSamples(m_sampleRate), beat.isDownbeat()});
}

Result<> Mixer::prepareLoopLead(const PlayRoute &route)
{
    if (!route.loop || !m_song || m_leadOf == route.loop->start)
        return {};
    const std::int64_t frames = std::min<std::int64_t>(m_sampleRate / 250, route.loop->length() / 2);
    m_lead.assign(static_cast<size_t>(frames * kChannels), 0.f);
    m_leadOf = route.loop->start;
    return m_song->read(route.loop->start - frames, m_lead);
}

Result<> Mixer::mixStraight(const PlayRoute &route, std::int64_t first, std::span<float> out)
{
    std::ranges::fill(out, 0.f);
    if (m_song)
        SC_TRY(m_song->read(first, out));
    if (!route.loop || !m_song)
        return {};
    const std::int64_t leadFrames = std::ssize(m_lead) / kChannels;
    const std::int64_t fadeStart = route.loop->end - leadFrames;
    const std::int64_t count = std::ssize(out) / kChannels;
    for (std::int64_t i = std::max<std::int64_t>(0, fadeStart - first); i < count; ++i) {
        const std::int64_t inFade = first + i - fadeStart;
        const float weight = static_cast<float>(inFade + 1) / static_cast<float>(leadFrames);
        for (std::int64_t c = 0; c < kChannels; ++c) {
            float &sample = out[static_cast<size_t>(i * kChannels + c)];
            sample += (m_lead[static_cast<size_t>(inFade * kChannels + c)] - sample) * weight;
        }
    }
    return {};
}

// Afterwards the piece ends with `sample`, or holds it already.
Result<> Mixer::readPieceWith(std::int64_t sample, std::int64_t lowest)
{
    if (sample >= m_pieceStart && sample < m_pieceStart + std::ssize(m_piece) / kChannels)
        return {};
    m_pieceStart = std::max(lowest, sample + 1 - m_sampleRate / 2);
    m_piece.assign(static_cast<size_t>((sample + 1 - m_pieceStart) * kChannels), 0.f);
    return m_song ? m_song->read(m_pieceStart, m_piece) : Result<>();
}

Result<> Mixer::mixBackward(const PlayRoute &route, std::int64_t elapsed, std::span<float> out)
{
    Result<> outcome;
    const std::int64_t lowest = route.loop ? route.loop->start : 0;
    for (std::int64_t i = 0; i < std::ssize(out) / kChannels; ++i) {
        const std::int64_t sample = route.programAt(elapsed + i);
        if (sample < 0) {
            out[static_cast<size_t>(i * kChannels)] = out[static_cast<size_t>(i * kChannels + 1)] = 0;
            continue;
        }
        if (Result<> read = readPieceWith(sample, std::min(lowest, sample)); !read) {
            outcome = std::move(read);
            m_song.reset();
        }
        const size_t from = static_cast<size_t>((sample - m_pieceStart) * kChannels);
        out[static_cast<size_t>(i * kChannels)] = m_piece[from];
        out[static_cast<size_t>(i * kChannels + 1)] = m_piece[from + 1];
    }
    return outcome;
}

void Mixer::addClicks(std::int64_t first, std::span<float> out) const
{
    const std::int64_t count = std::ssize(out) / kChannels;
    const std::int64_t longest = std::ssize(m_beatSound);
    auto click = std::ranges::upper_bound(m_clicks, first - longest, {}, &Click::sample);
    for (; click != m_clicks.end() && click->sample < first + count; ++click) {
        const std::vector<float> &sound = click->isDownbeat ? m_downbeatSound : m_beatSound;
        const std::int64_t from = std::max<std::int64_t>(0, click->sample - first);
        const std::int64_t until = std::min(count, click->sample - first + longest);
        for (std::int64_t i = from; i < until; ++i) {
            const float value = sound[static_cast<size_t>(first + i - click->sample)];
            out[static_cast<size_t>(i * kChannels)] += value;
            out[static_cast<size_t>(i * kChannels + 1)] += value;
        }
    }
}

Result<> Mixer::mix(const PlayRoute &route, std::int64_t elapsed, std::span<float> out)
{
    Result<> outcome = prepareLoopLead(route);
    const std::int64_t count = std::ssize(out) / kChannels;
    for (std::int64_t done = 0; done < count;) {
        const std::int64_t part = std::min(count - done, route.untilWrap(elapsed + done));
        const std::span<float> piece = out.subspan(static_cast<size_t>(done * kChannels), static_cast<size_t>(part * kChannels));
        const std::int64_t first = route.programAt(elapsed + done);
        if (Result<> mixed = mixStraight(route, first, piece); !mixed) {
            outcome = std::move(mixed);
            m_song.reset();
        }
        if (m_hasMetronome)
            addClicks(first, piece);
        done += part;
    }
    return outcome;
}

} // namespace sc::playback

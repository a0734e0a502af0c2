// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/program_sound.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sc::render {

namespace {
constexpr std::int64_t kBlock = 8192; // frames
}

ProgramSound::ProgramSound(std::unique_ptr<playback::SongStream> song, SampleSpan span, const Mastering &mastering)
    : m_song(std::move(song)), m_span(span), m_gain(static_cast<float>(std::pow(10.0, mastering.gainDb / 20))), m_next(span.first)
{
    if (mastering.ceilingDb)
        m_limiter = std::make_unique<TruePeakLimiter>(kSoundChannels, kSoundRate, *mastering.ceilingDb);
}

Result<std::unique_ptr<ProgramSound>> ProgramSound::open(const playback::SongPlacement &song, SampleSpan span, const Mastering &mastering)
{
    SC_TRY_ASSIGN(stream, playback::SongStream::open(song, kSoundRate));
    return std::unique_ptr<ProgramSound>(new ProgramSound(std::move(stream), span, mastering));
}

Result<> ProgramSound::fill()
{
    const std::int64_t frames = std::min(kBlock, m_span.end - m_next);
    if (frames <= 0) {
        if (m_limiter)
            m_limiter->finish(m_ready);
        m_isFinished = true;
        return {};
    }
    m_block.resize(static_cast<size_t>(frames * kSoundChannels));
    SC_TRY(m_song->read(m_next, m_block));
    m_next += frames;
    if (m_gain != 1.F)
        std::ranges::transform(m_block, m_block.begin(), [this](float v) { return v * m_gain; });
    if (m_limiter)
        m_limiter->push(m_block, m_ready);
    else
        std::ranges::transform(m_block, std::back_inserter(m_ready), [](float v) { return std::clamp(v, -1.F, 1.F); });
    return {};
}

Result<std::span<const float>> ProgramSound::read(std::int64_t frames)
{
    m_ready.erase(m_ready.begin(), m_ready.begin() + static_cast<std::ptrdiff_t>(m_used));
    const auto wanted = static_cast<size_t>(std::max<std::int64_t>(0, frames) * kSoundChannels);
    while (m_ready.size() < wanted && !m_isFinished) {
        m_used = 0;
        SC_TRY(fill());
    }
    m_used = std::min(wanted, m_ready.size());
    return std::span<const float>(m_ready).first(m_used);
}

Result<Loudness> measureSound(const playback::SongPlacement &song, SampleSpan span, const Mastering &mastering, const CancelToken &cancel)
{
    SC_TRY_ASSIGN(sound, ProgramSound::open(song, span, mastering));
    LoudnessGauge gauge(kSoundChannels, kSoundRate);
    for (;;) {
        if (cancel.isCancelled())
            return std::unexpected(Problem(ProblemCode::Cancelled, QCoreApplication::translate("sc::render", "The export was cancelled.")));
        SC_TRY_ASSIGN(samples, sound->read(kBlock));
        if (samples.empty())
            return gauge.loudness();
        gauge.push(samples);
    }
}

} // namespace sc::render

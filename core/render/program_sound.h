// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/playback/song_stream.h"
#include "core/render/loudness.h"
#include "core/render/true_peak_limiter.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace sc::render {

inline constexpr int kSoundRate = 48000; // Hz, stereo
inline constexpr int kSoundChannels = 2;

// What is done to the song's level on its way into a movie.
struct Mastering
{
    double gainDb = 0;
    std::optional<double> ceilingDb; // true peak; nothing = no limiter
};

// A stretch of the program in samples at 48 kHz.
struct SampleSpan
{
    std::int64_t first = 0;
    std::int64_t end = 0;
};

// The program's sound from one sample to another, mastered. One owner thread.
class ProgramSound
{
public:
    // MEDIA_MISSING and the other problems of a song that cannot be read.
    [[nodiscard]] static Result<std::unique_ptr<ProgramSound>> open(const playback::SongPlacement &song, SampleSpan span,
                                                                    const Mastering &mastering);

    // The next `frames` samples, fewer at the end. Holds until the next call.
    [[nodiscard]] Result<std::span<const float>> read(std::int64_t frames);
    [[nodiscard]] std::optional<Ticks> damagedAt() const { return m_song->damagedAt(); } // program time

private:
    ProgramSound(std::unique_ptr<playback::SongStream> song, SampleSpan span, const Mastering &mastering);
    [[nodiscard]] Result<> fill();

    std::unique_ptr<playback::SongStream> m_song;
    SampleSpan m_span;
    float m_gain;
    std::unique_ptr<TruePeakLimiter> m_limiter;
    std::int64_t m_next = 0; // of the song's stream
    std::vector<float> m_block;
    std::vector<float> m_ready;
    size_t m_used = 0; // of m_ready
    bool m_isFinished = false;
};

// How loud the program is so mastered. CANCELLED when told.
[[nodiscard]] Result<Loudness> measureSound(const playback::SongPlacement &song, SampleSpan span, const Mastering &mastering,
                                            const CancelToken &cancel);

} // namespace sc::render

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/ticks.h"

#include <QtCore/QString>

#include <memory>
#include <span>
#include <vector>

namespace sc::media {

// Reads one file's sound from the start as interleaved float, NaN and Inf replaced by 0. Encoder delay and padding
// are skipped where the file tells them, so song time 0 is the first sample the maker meant.
// One owner thread at a time.
class AudioReader
{
public:
    struct Options
    {
        int sampleRate = 0; // 0 = the file's own
        int channels = 0; // 0 = the file's own; 2 makes stereo (surround folded down without overload)
    };

    // Problems as probeFile().
    [[nodiscard]] static Result<std::unique_ptr<AudioReader>> open(const QString &path, const Options &options);
    [[nodiscard]] static Result<std::unique_ptr<AudioReader>> open(const QString &path); // the file's own rate and channels
    virtual ~AudioReader() = default;

    [[nodiscard]] virtual int sampleRate() const = 0;
    [[nodiscard]] virtual int channels() const = 0;
    [[nodiscard]] virtual Ticks claimedDuration() const = 0; // of the container; a guess

    // The next block (about 4096 frames x channels), empty at the end. The span holds until the next call.
    // Damage in mid-file ends the sound there: then damagedAt() tells where.
    [[nodiscard]] virtual Result<std::span<const float>> read() = 0;
    [[nodiscard]] virtual std::optional<Ticks> damagedAt() const = 0;
    // Samples read so far that were no numbers (NaN, Inf) and became 0.
    [[nodiscard]] virtual std::int64_t replacedSamples() const = 0;
    // Next read() starts exactly at this frame (sample-exact; decodes forward from an earlier point).
    [[nodiscard]] virtual Result<> seek(std::int64_t frame) = 0;
};

// A whole song in memory: interleaved, at most `maxSeconds` (FILE_TOO_LARGE beyond).
struct AudioBuffer
{
    int sampleRate = 0;
    int channels = 0;
    std::vector<float> samples;
    [[nodiscard]] std::int64_t frames() const { return channels > 0 ? std::ssize(samples) / channels : 0; }
};
[[nodiscard]] Result<AudioBuffer> readAll(const QString &path, const AudioReader::Options &options, double maxSeconds);

} // namespace sc::media

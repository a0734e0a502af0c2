// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/ticks.h"

#include <QtCore/QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

// The song laid on the program's time line, as stereo samples.
namespace sc::playback {

// Where and how loud the song lies under the picture.
struct SongPlacement
{
    QString file; // absolute; empty = no song
    Ticks offset; // program time of the song's first sample; may be negative
    double gainDb = 0;
    bool operator==(const SongPlacement &) const = default;
};

// Stereo at one sample rate, addressed by program sample. Reading on in order is cheap; a jump costs a seek.
// One owner thread at a time.
class SongStream
{
public:
    // Problems of media::AudioReader::open(); without a file a stream of silence.
    [[nodiscard]] static Result<std::unique_ptr<SongStream>> open(const SongPlacement &placement, int sampleRate);
    ~SongStream();

    // Fills `out` (left, right, left, ...) with the program samples from `first` on: silence where there is no song.
    [[nodiscard]] Result<> read(std::int64_t first, std::span<float> out);
    // Program time from which the song is silent because its file is damaged there.
    [[nodiscard]] std::optional<Ticks> damagedAt() const;

private:
    class Private;
    explicit SongStream(std::unique_ptr<Private> priv);
    std::unique_ptr<Private> d;
};

} // namespace sc::playback

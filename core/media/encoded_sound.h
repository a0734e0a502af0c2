// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/result.h"
#include "core/base/ticks.h"
#include "core/media/movie_format.h"

#include <functional>
#include <memory>
#include <span>

namespace sc::media {

struct SoundFormat
{
    AudioCodec codec = AudioCodec::Aac;
    int sampleRate = 48000;
    int channels = 2;
    qint64 bitRate = 256'000; // of AAC and Opus
};

// A movie's whole sound, encoded before the pictures are, in memory (about 2 MB a minute): so it can be heard and measured as
// players will hear it before it is written, and a song's own packets can go into a movie untouched. Immutable.
class EncodedSound
{
public:
    // The next samples, interleaved; empty at the end.
    using SampleSource = std::function<Result<std::span<const float>>()>;
    using SampleSink = std::function<void(std::span<const float>)>;

    [[nodiscard]] static Result<std::shared_ptr<const EncodedSound>> encode(const SoundFormat &format, const SampleSource &source,
                                                                            const CancelToken &cancel = {});
    // The packets of a file's sound as they are. `at`: where its first sample lies in the movie, may be negative; what ends
    // before 0, but for one packet that decoders need, or begins at `length` or later is left out. INVALID_PARAMETER when `container` does
    // not take the codec, naming it.
    [[nodiscard]] static Result<std::shared_ptr<const EncodedSound>> copy(const QString &file, Container container, Ticks at, Ticks length,
                                                                          const CancelToken &cancel = {});
    // Whether copy() would work, by the codec alone; its name, or the problem.
    [[nodiscard]] static Result<QString> canCopy(const QString &file, Container container);
    ~EncodedSound();
    EncodedSound(const EncodedSound &) = delete;
    EncodedSound &operator=(const EncodedSound &) = delete;

    // What a player makes of it, interleaved.
    [[nodiscard]] Result<> decode(const SampleSink &sink) const;
    [[nodiscard]] int sampleRate() const;
    [[nodiscard]] int channels() const;

    class Private; // for core/media alone
    [[nodiscard]] const Private &data() const { return *d; }

private:
    explicit EncodedSound(std::unique_ptr<Private> priv);
    std::unique_ptr<Private> d;
};

} // namespace sc::media

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/audio_reader.h"

#include "core/base/log.h"
#include "core/media/audio_converter.h"
#include "core/media/audio_decoder.h"
#include "core/media/media_problems.h"

#include <QtCore/QCoreApplication>

#include <numeric>

namespace sc::media {

namespace {

constexpr size_t kBlockFrames = 4096;
constexpr std::int64_t kReadOnSeconds = 2; // a seek not further ahead reads on instead of jumping
constexpr double kFilterSeconds = 0.1;     // of the resampler, generously

class FileAudioReader final : public AudioReader
{
public:
    FileAudioReader(std::unique_ptr<MediaInput> input, std::unique_ptr<AudioDecoder> decoder, int sampleRate, int channels)
        : m_input(std::move(input)),
          m_decoder(std::move(decoder)),
          m_sampleRate(sampleRate),
          m_channels(channels),
          m_converter(sampleRate, channels)
    {
        const int common = std::gcd(m_decoder->sampleRate(), m_sampleRate);
        m_inUnit = m_decoder->sampleRate() / common;
        m_outUnit = m_sampleRate / common;
    }

    [[nodiscard]] int sampleRate() const override { return m_sampleRate; }
    [[nodiscard]] int channels() const override { return m_channels; }
    [[nodiscard]] Ticks claimedDuration() const override { return m_input->claimedDuration(); }
    [[nodiscard]] Result<std::span<const float>> read() override;
    [[nodiscard]] std::optional<Ticks> damagedAt() const override { return m_damagedAt; }
    [[nodiscard]] std::int64_t replacedSamples() const override { return m_decoder->replacedSamples(); }
    [[nodiscard]] Result<> seek(std::int64_t frame) override;

private:
    [[nodiscard]] Result<> fill();
    [[nodiscard]] Result<> restart();
    [[nodiscard]] Result<> jumpTo(std::int64_t frame);

    std::unique_ptr<MediaInput> m_input; // before the decoder, which looks into it
    std::unique_ptr<AudioDecoder> m_decoder;
    int m_sampleRate;
    int m_channels;
    AudioConverter m_converter;
    std::int64_t m_inUnit = 1; // so many samples in are exactly m_outUnit out
    std::int64_t m_outUnit = 1;
    std::vector<float> m_block;
    std::int64_t m_next = 0;    // frame that read() gives first, when nothing is skipped
    std::int64_t m_toSkip = 0;  // frames to drop before
    std::int64_t m_inStart = 0; // decoded samples before this one are not converted
    bool m_isAtEnd = false;
    std::optional<Ticks> m_damagedAt;
};

// One block's worth of converted sound into m_block; less only at the end.
Result<> FileAudioReader::fill()
{
    m_block.clear();
    while (!m_isAtEnd && m_block.size() < kBlockFrames * size_t(m_channels)) {
        AVFrame *piece = m_decoder->next();
        int status = 0;
        if (!piece) {
            m_isAtEnd = true;
            status = m_converter.flush(m_block);
            if (const auto sample = m_decoder->damagedAt())
                m_damagedAt = Ticks::fromSamples(*sample, m_decoder->sampleRate());
        } else if (m_decoder->position() + piece->nb_samples > m_inStart) {
            const auto skip = std::max<std::int64_t>(0, m_inStart - m_decoder->position());
            status = m_converter.append(piece, static_cast<int>(skip), m_block);
        }
        if (status < 0)
            return std::unexpected(noSoundReadable(m_input->path(), errorText(status)));
    }
    return {};
}

Result<std::span<const float>> FileAudioReader::read()
{
    for (;;) {
        SC_TRY(fill());
        const auto frames = std::int64_t(m_block.size()) / m_channels;
        const std::int64_t dropped = std::min(frames, m_toSkip);
        m_toSkip -= dropped;
        m_next += frames;
        if (dropped < frames || m_isAtEnd)
            return std::span<const float>(m_block).subspan(size_t(dropped) * size_t(m_channels));
    }
}

Result<> FileAudioReader::seek(std::int64_t frame)
{
    frame = std::max<std::int64_t>(0, frame);
    const std::int64_t ahead = frame - m_next;
    if (ahead < 0 || ahead > kReadOnSeconds * m_sampleRate)
        SC_TRY(jumpTo(frame));
    m_toSkip = frame - m_next;
    return {};
}

// Starts converting at a sample that lies on a frame of the output's grid, early enough for the resampler to settle,
// so that the result is the one that reading from the start gives.
Result<> FileAudioReader::jumpTo(std::int64_t frame)
{
    const auto settle = std::int64_t(kFilterSeconds * m_sampleRate);
    const std::int64_t unit = std::max<std::int64_t>(0, frame - settle) / m_outUnit;
    if (!m_decoder->canSeek() && frame >= m_next && !m_isAtEnd)
        return {};
    if (m_decoder->canSeek() && unit > 0 && m_decoder->seekBefore(unit * m_inUnit)) {
        m_inStart = unit * m_inUnit;
        m_next = unit * m_outUnit;
    } else {
        SC_TRY(restart());
    }
    m_converter.reset();
    m_isAtEnd = false;
    m_damagedAt.reset();
    return {};
}

Result<> FileAudioReader::restart()
{
    SC_TRY_ASSIGN(input, MediaInput::open(m_input->path()));
    SC_TRY_ASSIGN(decoder, AudioDecoder::open(*input));
    m_decoder = std::move(decoder);
    m_input = std::move(input);
    m_inStart = 0;
    m_next = 0;
    return {};
}

} // namespace

Result<std::unique_ptr<AudioReader>> AudioReader::open(const QString &path, const Options &options)
{
    SC_TRY_ASSIGN(input, MediaInput::open(path));
    SC_TRY_ASSIGN(decoder, AudioDecoder::open(*input));
    const int sampleRate = options.sampleRate > 0 ? options.sampleRate : decoder->sampleRate();
    const int channels = options.channels > 0 ? options.channels : decoder->channels();
    return std::make_unique<FileAudioReader>(std::move(input), std::move(decoder), sampleRate, channels);
}

Result<std::unique_ptr<AudioReader>> AudioReader::open(const QString &path)
{
    return open(path, Options{});
}

Result<AudioBuffer> readAll(const QString &path, const AudioReader::Options &options, double maxSeconds)
{
    SC_TRY_ASSIGN(reader, AudioReader::open(path, options));
    AudioBuffer buffer{reader->sampleRate(), reader->channels(), {}};
    const auto limit = size_t(maxSeconds * buffer.sampleRate) * size_t(buffer.channels);
    for (;;) {
        SC_TRY_ASSIGN(block, reader->read());
        if (block.empty())
            break;
        if (buffer.samples.size() + block.size() > limit) {
            return std::unexpected(
                Problem(ProblemCode::FileTooLarge,
                        QCoreApplication::translate("sc::media", "%1 is longer than %2 minutes, which is more than can be held at once.")
                            .arg(quotedName(path))
                            .arg(maxSeconds / 60.0, 0, 'g', 4))
                    .withEntity(QStringLiteral("file"), path)
                    .withAction(QStringLiteral("choose.file"), QCoreApplication::translate("sc::media", "Choose another file")));
        }
        try {
            buffer.samples.insert(buffer.samples.end(), block.begin(), block.end());
        } catch (const std::bad_alloc &) {
            return std::unexpected(noMemory(path));
        }
    }
    return buffer;
}

} // namespace sc::media

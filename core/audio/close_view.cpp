// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/close_view.h"

#include "core/audio/downmix.h"
#include "core/audio/fft.h"
#include "core/audio/mel_bands.h"
#include "core/media/audio_reader.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <bit>
#include <cmath>
#include <new>

namespace sc::audio {

namespace {

constexpr int kMostColumns = 20000;
constexpr int kMostBands = 1024;
constexpr double kWindowSeconds = 0.0655;      // at most; the next power of two below
constexpr double kCloseStepSeconds = 0.005;    // columns shorter than this get half the window
constexpr int kMostWindows = 8;                // averaged into one column
constexpr double kMostSampleSeconds = 10 * 60; // of samples at once

Problem cancelled()
{
    return Problem(ProblemCode::Cancelled, QCoreApplication::translate("sc::audio", "Reading the file was cancelled."));
}

Problem noMemory()
{
    return Problem(ProblemCode::OutOfMemory,
                   QCoreApplication::translate("sc::audio", "There is not enough memory to show this part of the file."));
}

// Mono samples of one stretch of a file, moved along in rising order. Silence before the song and after its end.
class MonoWindow
{
public:
    MonoWindow(media::AudioReader &reader, const CancelToken &cancel)
        : m_reader(reader), m_cancel(cancel), m_downmix(reader.channels(), reader.sampleRate())
    {
    }

    [[nodiscard]] Result<> start(std::int64_t frame)
    {
        m_start = std::max<std::int64_t>(0, frame);
        return m_reader.seek(m_start);
    }

    // `count` samples from `frame` on, which must not lie before those asked for last.
    [[nodiscard]] Result<std::span<const float>> at(std::int64_t frame, size_t count)
    {
        const std::int64_t end = frame + static_cast<std::int64_t>(count);
        while (!m_isAtEnd && m_start + std::ssize(m_samples) < end) {
            if (m_cancel.isCancelled())
                return std::unexpected(cancelled());
            SC_TRY_ASSIGN(block, m_reader.read());
            m_isAtEnd = block.empty();
            const std::span<const float> mono = m_downmix.push(block);
            m_samples.insert(m_samples.end(), mono.begin(), mono.end());
            drop(frame);
        }
        m_window.assign(count, 0.0F);
        const std::int64_t from = std::max(frame, m_start);
        const std::int64_t to = std::min(end, m_start + std::ssize(m_samples));
        if (from < to)
            std::copy(m_samples.begin() + (from - m_start), m_samples.begin() + (to - m_start), m_window.begin() + (from - frame));
        return std::span<const float>(m_window);
    }

private:
    void drop(std::int64_t before)
    {
        constexpr std::int64_t kWorthIt = 1 << 16;
        const std::int64_t count = std::min(before - m_start, std::ssize(m_samples));
        if (count < kWorthIt)
            return;
        m_samples.erase(m_samples.begin(), m_samples.begin() + count);
        m_start += count;
    }

    media::AudioReader &m_reader;
    const CancelToken &m_cancel;
    Downmix m_downmix;
    std::vector<float> m_samples; // from m_start on
    std::vector<float> m_window;
    std::int64_t m_start = 0;
    bool m_isAtEnd = false;
};

Result<SpectrumView> readSpectrum(const QString &path, TickRange range, int columns, int bands, const CancelToken &cancel)
{
    SC_TRY_ASSIGN(reader, media::AudioReader::open(path));
    const int rate = reader->sampleRate();
    const double step = range.length().toSeconds() * rate / columns; // samples a column
    const auto whole = static_cast<int>(std::bit_floor(static_cast<unsigned>(std::max(256.0, rate * kWindowSeconds))));
    const int size = step < kCloseStepSeconds * rate ? whole / 2 : whole;
    const int windows = std::clamp(static_cast<int>(std::lround(step / (size / 2.0))), 1, kMostWindows);
    const double first = range.start.toSeconds() * rate;
    const auto startOf = [&](int column, int window) {
        return std::llround(first + step * (column + (window + 0.5) / windows)) - size / 2;
    };

    SpectrumView view{range.start, Ticks(std::max<std::int64_t>(1, range.length().value() / columns)), bands, {}};
    view.values.reserve(static_cast<size_t>(columns) * static_cast<size_t>(bands));
    RealFft fft(size);
    const std::vector<float> hann = hannWindow(size);
    const MelBands mel(bands, rate, size);
    std::vector<float> power(static_cast<size_t>(size / 2 + 1));
    std::vector<float> levels(static_cast<size_t>(bands));
    MonoWindow sound(*reader, cancel);
    SC_TRY(sound.start(startOf(0, 0)));
    const float scale = 16.0F / (static_cast<float>(size) * static_cast<float>(size)) / static_cast<float>(windows);
    for (int column = 0; column < columns; ++column) {
        std::ranges::fill(power, 0.0F);
        for (int window = 0; window < windows; ++window) {
            if (cancel.isCancelled())
                return std::unexpected(cancelled());
            SC_TRY_ASSIGN(samples, sound.at(startOf(column, window), static_cast<size_t>(size)));
            std::ranges::transform(samples, hann, fft.input().begin(), std::multiplies<float>());
            const std::span<const std::complex<float>> bins = fft.run();
            for (size_t i = 0; i < bins.size(); ++i)
                power[i] += scale * std::norm(bins[i]);
        }
        mel.apply(power, levels);
        std::ranges::transform(levels, std::back_inserter(view.values), levelByte);
    }
    return view;
}

Result<SampleView> readSamples(const QString &path, TickRange range, const CancelToken &cancel)
{
    SC_TRY_ASSIGN(reader, media::AudioReader::open(path));
    const int rate = reader->sampleRate();
    const std::int64_t first = mulDivFloor(std::max<std::int64_t>(0, range.start.value()), rate, Ticks::kPerSecond);
    const std::int64_t end = mulDivFloor(range.end.value() - 1, rate, Ticks::kPerSecond) + 1;
    SampleView view{Ticks::fromSamples(first, rate), rate, {}, {}, {}};
    if (end <= first)
        return view;
    if (static_cast<double>(end - first) > kMostSampleSeconds * rate)
        return std::unexpected(Problem(ProblemCode::FileTooLarge,
                                       QCoreApplication::translate("sc::audio", "Only ten minutes of samples can be read at once.")));
    SC_TRY(reader->seek(first));
    const auto channels = static_cast<size_t>(reader->channels());
    while (std::ssize(view.mono) < end - first) {
        if (cancel.isCancelled())
            return std::unexpected(cancelled());
        SC_TRY_ASSIGN(block, reader->read());
        if (block.empty())
            break;
        const size_t wanted = static_cast<size_t>(end - first) - view.mono.size();
        for (size_t i = 0; i + channels <= block.size() && i / channels < wanted; i += channels) {
            float sum = 0;
            for (size_t c = 0; c < channels; ++c)
                sum += block[i + c];
            view.mono.push_back(sum / static_cast<float>(channels));
            if (channels > 1) {
                view.left.push_back(block[i]);
                view.right.push_back(block[i + 1]);
            }
        }
    }
    return view;
}

} // namespace

Result<SpectrumView> spectrumOf(const QString &path, TickRange range, int columns, int bands, const CancelToken &cancel)
{
    if (range.isEmpty() || columns < 1 || bands < 1)
        return SpectrumView{range.start, {}, std::max(0, bands), {}};
    try {
        return readSpectrum(path, range, std::min(columns, kMostColumns), std::min(bands, kMostBands), cancel);
    } catch (const std::bad_alloc &) {
        return std::unexpected(noMemory());
    }
}

Result<SampleView> samplesOf(const QString &path, TickRange range, const CancelToken &cancel)
{
    try {
        return readSamples(path, range, cancel);
    } catch (const std::bad_alloc &) {
        return std::unexpected(noMemory());
    }
}

} // namespace sc::audio

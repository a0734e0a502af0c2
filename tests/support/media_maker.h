// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtGui/QImage>

#include <cstdint>
#include <span>
#include <vector>

// Real media for the tests, made while they run: sounds with known samples, movies whose frames carry their number.
namespace sc::test {

// Runs the ffmpeg program; empty when it worked, else what it said. `input` goes to its standard input.
[[nodiscard]] QString runFfmpeg(const QStringList &arguments, const QByteArray &input = {});

enum class WavFormat { Int16, Float32 };

[[nodiscard]] bool writeFile(const QString &path, const QByteArray &bytes);
[[nodiscard]] QByteArray readFile(const QString &path);
// A plain RIFF file of interleaved samples.
[[nodiscard]] QByteArray wavBytes(std::span<const float> samples, int sampleRate, int channels, WavFormat format = WavFormat::Int16);
[[nodiscard]] bool writeWav(const QString &path, std::span<const float> samples, int sampleRate, int channels,
                            WavFormat format = WavFormat::Int16);

// Interleaved quiet noise-free sine.
[[nodiscard]] std::vector<float> sine(double seconds, int sampleRate, int channels, double hertz = 440, double level = 0.5);
// Silence with a short loud burst at each of `clicks` (frames).
[[nodiscard]] std::vector<float> clickTrack(std::int64_t frames, int channels, const std::vector<std::int64_t> &clicks);
// First frame from `from` on whose first channel exceeds half of the loudest; -1 when there is none.
[[nodiscard]] std::int64_t findClick(std::span<const float> samples, int channels, std::int64_t from = 0);

// A picture that carries `number` (16 bits) in black and white bars, and the number it carries, also after coding.
[[nodiscard]] QImage numberedImage(int number, const QSize &size = {256, 64});
[[nodiscard]] int numberOf(const QImage &image);
// A movie of numbered frames through the ffmpeg program; empty when it worked. `rate` as "30000/1001".
[[nodiscard]] QString makeNumberedMovie(const QString &path, int frames, const QString &rate, const QStringList &encoder);

} // namespace sc::test

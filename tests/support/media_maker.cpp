// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/media_maker.h"

#include <QtCore/QDataStream>
#include <QtCore/QFile>
#include <QtCore/QIODevice>
#include <QtCore/QProcess>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sc::test {

namespace {

constexpr int kBits = 16;
constexpr int kProcessLimitMs = 60000;

} // namespace

QString runFfmpeg(const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.setProgram(QStringLiteral("ffmpeg"));
    process.setArguments(
        QStringList{QStringLiteral("-hide_banner"), QStringLiteral("-loglevel"), QStringLiteral("error"), QStringLiteral("-y")} +
        arguments);
    process.start();
    if (!process.waitForStarted())
        return QStringLiteral("ffmpeg could not be started: ") + process.errorString();
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(kProcessLimitMs))
        return QStringLiteral("ffmpeg did not end");
    if (process.exitCode() == 0)
        return {};
    const QByteArray said = process.readAllStandardError();
    return said.isEmpty() ? QStringLiteral("ffmpeg failed") : QString::fromUtf8(said);
}

bool writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray wavBytes(std::span<const float> samples, int sampleRate, int channels, WavFormat format)
{
    const bool isFloat = format == WavFormat::Float32;
    const int sampleBytes = isFloat ? 4 : 2;
    const auto dataBytes = quint32(samples.size()) * quint32(sampleBytes);
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setByteOrder(QDataStream::LittleEndian);
    out.setFloatingPointPrecision(QDataStream::SinglePrecision);
    out.writeRawData("RIFF", 4);
    out << quint32(36 + dataBytes);
    out.writeRawData("WAVEfmt ", 8);
    out << quint32(16) << quint16(isFloat ? 3 : 1) << quint16(channels) << quint32(sampleRate);
    out << quint32(sampleRate * channels * sampleBytes) << quint16(channels * sampleBytes) << quint16(sampleBytes * 8);
    out.writeRawData("data", 4);
    out << dataBytes;
    for (const float sample : samples) {
        if (isFloat)
            out << sample;
        else
            out << qint16(std::lround(std::clamp(sample, -1.0F, 1.0F) * 32767.0F));
    }
    return bytes;
}

bool writeWav(const QString &path, std::span<const float> samples, int sampleRate, int channels, WavFormat format)
{
    return writeFile(path, wavBytes(samples, sampleRate, channels, format));
}

std::vector<float> sine(double seconds, int sampleRate, int channels, double hertz, double level)
{
    const auto frames = std::int64_t(std::llround(seconds * sampleRate));
    std::vector<float> samples;
    samples.reserve(size_t(frames) * size_t(channels));
    for (std::int64_t frame = 0; frame < frames; ++frame) {
        const double phase = 2 * std::numbers::pi * hertz * double(frame) / sampleRate;
        samples.insert(samples.end(), size_t(channels), float(level * std::sin(phase)));
    }
    return samples;
}

std::vector<float> clickTrack(std::int64_t frames, int channels, const std::vector<std::int64_t> &clicks)
{
    constexpr int kClickFrames = 24;
    std::vector<float> samples(size_t(frames) * size_t(channels), 0.0F);
    for (const std::int64_t click : clicks) {
        for (std::int64_t frame = click; frame < std::min(frames, click + kClickFrames); ++frame)
            std::fill_n(samples.begin() + frame * channels, channels, 0.9F);
    }
    return samples;
}

std::int64_t findClick(std::span<const float> samples, int channels, std::int64_t from)
{
    float loudest = 0;
    for (const float sample : samples)
        loudest = std::max(loudest, std::abs(sample));
    for (std::int64_t frame = from; frame < std::ssize(samples) / channels; ++frame) {
        if (loudest > 0 && std::abs(samples[size_t(frame * channels)]) > loudest / 2)
            return frame;
    }
    return -1;
}

QImage numberedImage(int number, const QSize &size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    for (int bit = 0; bit < kBits; ++bit) {
        const int left = size.width() * bit / kBits;
        const int right = size.width() * (bit + 1) / kBits;
        if (number >> bit & 1)
            painter.fillRect(left, 0, right - left, size.height(), Qt::white);
    }
    return image;
}

int numberOf(const QImage &image)
{
    int number = 0;
    for (int bit = 0; bit < kBits; ++bit) {
        const int x = image.width() * (2 * bit + 1) / (2 * kBits);
        if (qGray(image.pixel(x, image.height() / 2)) > 127)
            number |= 1 << bit;
    }
    return number;
}

QString makeNumberedMovie(const QString &path, int frames, const QString &rate, const QStringList &encoder)
{
    QByteArray raw;
    for (int number = 0; number < frames; ++number) {
        const QImage image = numberedImage(number).convertToFormat(QImage::Format_Grayscale8);
        for (int line = 0; line < image.height(); ++line)
            raw.append(reinterpret_cast<const char *>(image.constScanLine(line)), image.width());
    }
    QStringList arguments = {QStringLiteral("-f"), QStringLiteral("rawvideo"), QStringLiteral("-pix_fmt"), QStringLiteral("gray"),
                             QStringLiteral("-s"), QStringLiteral("256x64"),   QStringLiteral("-r"),       rate,
                             QStringLiteral("-i"), QStringLiteral("-")};
    return runFfmpeg(arguments + encoder + QStringList{path}, raw);
}

} // namespace sc::test

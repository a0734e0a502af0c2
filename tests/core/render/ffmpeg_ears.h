// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/playback/program_fixture.h"
#include "tests/support/media_maker.h"

#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>

#include <cmath>
#include <numbers>
#include <optional>
#include <random>

// Movies as the ffmpeg program sees and hears them: nothing of ours looks at what we wrote.
namespace sc::test {

struct FfmpegRun
{
    int exitCode = -1;
    QString errors;
    QString output;
};

inline FfmpegRun ffmpeg(const QStringList &arguments, const char *level = "error")
{
    QProcess process;
    process.start(QStringLiteral("ffmpeg"), QStringList{QStringLiteral("-hide_banner"), QStringLiteral("-nostats"),
                                                        QStringLiteral("-loglevel"), QLatin1String(level), QStringLiteral("-y")} +
                                                arguments);
    if (!process.waitForFinished(240'000))
        return {-1, QStringLiteral("ffmpeg did not end"), {}};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardError()), QString::fromUtf8(process.readAllStandardOutput())};
}

// Decodes everything; what it had to complain about. Empty is good.
inline QString decodingErrors(const QString &movie)
{
    const FfmpegRun run = ffmpeg({QStringLiteral("-i"), movie, QStringLiteral("-map"), QStringLiteral("0"), QStringLiteral("-dn"),
                                  QStringLiteral("-f"), QStringLiteral("null"), QStringLiteral("-")});
    return run.exitCode == 0 ? run.errors : run.errors + QStringLiteral(" (exit %1)").arg(run.exitCode);
}

inline int decodedFrames(const QString &movie)
{
    const FfmpegRun run = ffmpeg({QStringLiteral("-i"), movie, QStringLiteral("-map"), QStringLiteral("0:v:0"), QStringLiteral("-fps_mode"),
                                  QStringLiteral("passthrough"), QStringLiteral("-f"), QStringLiteral("framecrc"), QStringLiteral("-")});
    int frames = 0;
    for (const QString &line : run.output.split(u'\n')) {
        if (!line.isEmpty() && !line.startsWith(u'#'))
            ++frames;
    }
    return frames;
}

struct EbuR128
{
    double lufs = -100;
    double peak = -100; // dBTP
};

inline std::optional<EbuR128> ebuR128(const QString &movie)
{
    const FfmpegRun run =
        ffmpeg({QStringLiteral("-i"), movie, QStringLiteral("-vn"), QStringLiteral("-af"),
                QStringLiteral("ebur128=peak=true:framelog=verbose"), QStringLiteral("-f"), QStringLiteral("null"), QStringLiteral("-")},
               "info");
    // Of the summary at the end.
    const QString summary = run.errors.mid(run.errors.lastIndexOf(QStringLiteral("Summary:")));
    static const QRegularExpression loudness(QStringLiteral(R"(I:\s+(-?[\d.]+) LUFS)"));
    static const QRegularExpression peak(QStringLiteral(R"(Peak:\s+(-?[\d.]+) dBFS)"));
    const QRegularExpressionMatch lufs = loudness.match(summary);
    const QRegularExpressionMatch dbtp = peak.match(summary);
    if (!lufs.hasMatch() || !dbtp.hasMatch())
        return std::nullopt;
    return EbuR128{lufs.captured(1).toDouble(), dbtp.captured(1).toDouble()};
}

// Something like music, stereo: chords with a beat of noise, so that there are peaks to limit. `level` 1 is full scale.
inline std::vector<float> bangingSong(double seconds, int rate, double level)
{
    std::mt19937 random(7);
    std::normal_distribution<float> noise(0.F, 0.35F);
    std::vector<float> samples(static_cast<size_t>(seconds * rate) * 2);
    for (size_t i = 0; i < samples.size() / 2; ++i) {
        const double t = static_cast<double>(i) / rate;
        double value = 0;
        for (const double hertz : {110.0, 164.8, 220.0, 277.2})
            value += 0.12 * std::sin(2 * std::numbers::pi * hertz * t);
        const double beat = std::fmod(t, 0.5);
        value += std::exp(-beat * 30) * static_cast<double>(noise(random)) * 1.6;
        const double wide = 0.04 * std::sin(2 * std::numbers::pi * 441.0 * t);
        samples[2 * i] = static_cast<float>(std::clamp((value + wide) * level, -1.0, 1.0));
        samples[2 * i + 1] = static_cast<float>(std::clamp((value - wide) * level, -1.0, 1.0));
    }
    return samples;
}

} // namespace sc::test

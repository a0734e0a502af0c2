// SPDX-License-Identifier: GPL-3.0-or-later
// peer_beats aubio|qm OUT_DIR FILE...: what the free trackers hear in the same files, written as OUT_DIR/NAME.json in the form
// the song corpus is scored in: tempo, beats, onsets (aubio), downbeats (qm). aubio as its command line drives it; qm-dsp as
// Mixxx does, with the two frames that Mixxx leaves out at the start counted again.
#include "core/media/audio_reader.h"

#include <aubio/aubio.h>
#include <dsp/onsets/DetectionFunction.h>
#include <dsp/tempotracking/DownBeat.h>
#include <dsp/tempotracking/TempoTrackV2.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <memory>
#include <vector>

namespace {

constexpr double kLongestSong = 3 * 3600;

struct Sound
{
    int sampleRate = 0;
    std::vector<float> mono;
};

struct Heard
{
    double bpm = 0;
    std::vector<double> beats;
    std::vector<double> downbeats;
    std::vector<double> onsets;
};

sc::Result<Sound> load(const QString &path)
{
    SC_TRY_ASSIGN(buffer, sc::media::readAll(path, {}, kLongestSong));
    Sound sound{buffer.sampleRate, std::vector<float>(static_cast<size_t>(buffer.frames()))};
    const auto channels = static_cast<size_t>(buffer.channels);
    for (size_t i = 0; i < sound.mono.size(); ++i) {
        for (size_t c = 0; c < channels; ++c)
            sound.mono[i] += buffer.samples[i * channels + c] / static_cast<float>(channels);
    }
    return sound;
}

// Over four beats, because single intervals are whole frames.
double medianTempo(const std::vector<double> &beats)
{
    constexpr size_t kSpan = 4;
    std::vector<double> steps;
    for (size_t i = kSpan; i < beats.size(); ++i)
        steps.push_back((beats[i] - beats[i - kSpan]) / double(kSpan));
    if (steps.empty())
        return 0;
    std::nth_element(steps.begin(), steps.begin() + std::ssize(steps) / 2, steps.end());
    return 60 / steps[steps.size() / 2];
}

struct AubioDelete
{
    void operator()(aubio_tempo_t *tempo) const { del_aubio_tempo(tempo); }
    void operator()(aubio_onset_t *onset) const { del_aubio_onset(onset); }
    void operator()(fvec_t *vector) const { del_fvec(vector); }
};

// Calls `process` with each hop of the sound, the last one filled up with zeros.
template<class Process> void eachHop(const Sound &sound, uint_t hop, Process process)
{
    const std::unique_ptr<fvec_t, AubioDelete> in(new_fvec(hop));
    for (size_t from = 0; from < sound.mono.size(); from += hop) {
        for (uint_t i = 0; i < hop; ++i)
            in->data[i] = from + i < sound.mono.size() ? sound.mono[from + i] : 0.0F;
        process(in.get());
    }
}

Heard hearAubio(const Sound &sound)
{
    Heard heard;
    const std::unique_ptr<fvec_t, AubioDelete> out(new_fvec(2));
    const std::unique_ptr<aubio_tempo_t, AubioDelete> tempo(new_aubio_tempo("default", 1024, 512, static_cast<uint_t>(sound.sampleRate)));
    eachHop(sound, 512, [&](const fvec_t *in) {
        aubio_tempo_do(tempo.get(), in, out.get());
        if (out->data[0] != 0.0F)
            heard.beats.push_back(double(aubio_tempo_get_last_s(tempo.get())));
    });
    const std::unique_ptr<aubio_onset_t, AubioDelete> onset(new_aubio_onset("default", 512, 256, static_cast<uint_t>(sound.sampleRate)));
    eachHop(sound, 256, [&](const fvec_t *in) {
        aubio_onset_do(onset.get(), in, out.get());
        if (out->data[0] != 0.0F)
            heard.onsets.push_back(double(aubio_onset_get_last_s(onset.get())));
    });
    heard.bpm = medianTempo(heard.beats);
    return heard;
}

Heard hearQm(const Sound &sound)
{
    constexpr size_t kSkipped = 2;     // the start of the sound itself looks like an onset
    constexpr size_t kDecimation = 16; // of the sound in which bars are looked for
    const auto step = static_cast<size_t>(std::lround(sound.sampleRate * 0.01161));
    const size_t window = std::bit_ceil(static_cast<size_t>(sound.sampleRate / 50));
    DetectionFunction function(DFConfig{.stepSize = static_cast<unsigned>(step),
                                        .frameLength = static_cast<unsigned>(window),
                                        .DFType = DF_COMPLEXSD,
                                        .dbRise = 3,
                                        .adaptiveWhitening = false,
                                        .whiteningRelaxCoeff = -1,
                                        .whiteningFloor = -1});
    const size_t barStep = step - step % kDecimation;
    DownBeat bars(static_cast<float>(sound.sampleRate), kDecimation, barStep);
    std::vector<double> frame(window);
    std::vector<double> values;
    for (size_t at = 0; at < sound.mono.size(); at += step) {
        for (size_t i = 0; i < window; ++i) {
            const std::ptrdiff_t from = static_cast<std::ptrdiff_t>(at + i) - static_cast<std::ptrdiff_t>(window / 2);
            frame[i] = from >= 0 && from < std::ssize(sound.mono) ? double(sound.mono[static_cast<size_t>(from)]) : 0;
        }
        values.push_back(function.processTimeDomain(frame.data()));
    }
    for (size_t at = 0; at + barStep <= sound.mono.size(); at += barStep)
        bars.pushAudioBlock(sound.mono.data() + at);

    Heard heard;
    while (!values.empty() && values.back() <= 0)
        values.pop_back();
    // Fewer than this and the tracker reads beyond its own arrays.
    if (values.size() < 640 + kSkipped)
        return heard;
    values.erase(values.begin(), values.begin() + kSkipped);
    TempoTrackV2 tracker(static_cast<float>(sound.sampleRate), step);
    std::vector<double> periods(values.size()); // of every frame
    std::vector<double> tempi;
    tracker.calculateBeatPeriod(values, periods, tempi);
    std::vector<double> frames;
    tracker.calculateBeats(values, periods, frames);
    std::vector<double> barFrames;
    for (const double beat : frames) {
        heard.beats.push_back(((beat + kSkipped) - 0.5) * static_cast<double>(step) / sound.sampleRate);
        barFrames.push_back((beat + kSkipped) * static_cast<double>(step) / static_cast<double>(barStep));
    }
    size_t length = 0;
    const float *low = bars.getBufferedAudio(length);
    std::vector<int> downbeats;
    bars.findDownBeats(low, length, barFrames, downbeats);
    for (const int beat : downbeats)
        heard.downbeats.push_back(heard.beats[static_cast<size_t>(beat)]);
    heard.bpm = medianTempo(heard.beats);
    return heard;
}

QJsonArray arrayOf(const std::vector<double> &times)
{
    QJsonArray array;
    for (const double time : times)
        array.append(std::round(time * 1e6) / 1e6);
    return array;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const bool isAubio = arguments.value(1) == QLatin1String("aubio");
    if (arguments.size() < 4 || (!isAubio && arguments[1] != QLatin1String("qm"))) {
        std::fputs("peer_beats aubio|qm OUT_DIR FILE...\n", stderr);
        return 1;
    }
    int failed = 0;
    for (const QString &path : arguments.mid(3)) {
        QElapsedTimer timer;
        timer.start();
        const auto sound = load(path);
        if (!sound) {
            std::fprintf(stderr, "%s: %s\n", qPrintable(path), qPrintable(sound.error().toLogLine()));
            ++failed;
            continue;
        }
        const Heard heard = isAubio ? hearAubio(*sound) : hearQm(*sound);
        QJsonObject json{
            {QStringLiteral("file"), path},
            {QStringLiteral("beats"), arrayOf(heard.beats)},
            {QStringLiteral("tempo"), QJsonObject{{QStringLiteral("bpm"), heard.bpm > 0 ? QJsonValue(heard.bpm) : QJsonValue()}}}};
        json.insert(isAubio ? QStringLiteral("onsets") : QStringLiteral("downbeats"), arrayOf(isAubio ? heard.onsets : heard.downbeats));
        json.insert(QStringLiteral("elapsed_s"), static_cast<double>(timer.nsecsElapsed()) * 1e-9);
        QFile file(QDir(arguments[2]).filePath(QFileInfo(path).completeBaseName() + QStringLiteral(".json")));
        if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(json).toJson(QJsonDocument::Compact)) < 0) {
            std::fprintf(stderr, "cannot write %s\n", qPrintable(file.fileName()));
            return 1;
        }
    }
    return failed == 0 ? 0 : 2;
}

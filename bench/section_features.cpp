// SPDX-License-Identifier: GPL-3.0-or-later
// section_features FILE...: prints one JSON line a song with its bars as the section finder sees them, for fit_sections.
#include "bench/per_file.h"
#include "core/audio/analysis_builder.h"
#include "core/audio/analyzer.h"
#include "core/audio/bar_features.h"
#include "core/audio/onset_functions.h"
#include "core/audio/song_listener.h"
#include "core/media/audio_reader.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>

namespace {

using namespace sc::audio;

QJsonArray numbers(const std::array<float, 12> &values)
{
    QJsonArray json;
    for (const float value : values)
        json.append(double(value));
    return json;
}

sc::Result<QJsonObject> measure(const QString &path)
{
    SC_TRY_ASSIGN(reader, sc::media::AudioReader::open(path));
    SongListener listener(reader->channels(), reader->sampleRate(), featuresOf(AnalysisLevel::Standard));
    for (;;) {
        SC_TRY_ASSIGN(block, reader->read());
        if (block.empty())
            break;
        listener.push(block);
    }
    const SongFeatures features = listener.finish();
    const Analysis analysis = buildAnalysis(features, {AnalysisLevel::Standard, {}}, [](double, const Analysis &) { return true; });
    const std::vector<double> onsets = pickOnsets(makeOnsetFunctions(features.frames));
    const std::vector<double> edges = barEdges(analysis.map.grid.beats(), analysis.beatConfidence, features, onsets);
    QJsonArray bars;
    for (const BarFeatures &bar : barFeatures(edges, features, onsets)) {
        bars.append(QJsonObject{{QStringLiteral("start"), bar.start},
                                {QStringLiteral("end"), bar.end},
                                {QStringLiteral("timbre"), numbers(bar.timbre)},
                                {QStringLiteral("chroma"), numbers(bar.chroma)},
                                {QStringLiteral("loudness"), double(bar.loudness)},
                                {QStringLiteral("low"), double(bar.low)},
                                {QStringLiteral("high"), double(bar.high)},
                                {QStringLiteral("onsets"), double(bar.onsets)},
                                {QStringLiteral("tonal"), double(bar.tonal)},
                                {QStringLiteral("crash"), double(bar.crash)}});
    }
    return QJsonObject{{QStringLiteral("file"), path},
                       {QStringLiteral("song"), QFileInfo(path).completeBaseName()},
                       {QStringLiteral("duration"), analysis.duration.toSeconds()},
                       {QStringLiteral("bars"), bars}};
}

} // namespace

int main(int argc, char *argv[])
{
    return sc::bench::printPerFile(argc, argv, measure);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// label_features FILE...: prints one JSON line a song with the measures that labels are said by, the labels
// and the embedding, for tests/corpus/fit_labels.py and score_labels.py.
#include "core/audio/label_features.h"
#include "bench/per_file.h"
#include "core/audio/analysis_builder.h"
#include "core/audio/analyzer.h"
#include "core/audio/song_listener.h"
#include "core/media/audio_reader.h"

#include <QtCore/QFileInfo>

namespace {

sc::Result<QJsonObject> measure(const QString &path)
{
    using namespace sc::audio;
    SC_TRY_ASSIGN(reader, sc::media::AudioReader::open(path));
    SongListener listener(reader->channels(), reader->sampleRate(), featuresOf(AnalysisLevel::Standard));
    for (;;) {
        SC_TRY_ASSIGN(block, reader->read());
        if (block.empty())
            break;
        listener.push(block);
    }
    SongFeatures features = listener.finish();
    const Analysis analysis = buildAnalysis(features, {AnalysisLevel::Standard, {}}, [](double, const Analysis &) { return true; });
    const OnsetFunctions onsets = makeOnsetFunctions(features.frames);
    QJsonObject values;
    for (const LabelFeature &feature : labelFeatures(analysis, features, onsets))
        values.insert(QLatin1String(feature.name.data(), static_cast<qsizetype>(feature.name.size())),
                      feature.value ? QJsonValue(*feature.value) : QJsonValue());
    QJsonArray embedding;
    for (const float value : analysis.embedding)
        embedding.append(double(value));
    return QJsonObject{{QStringLiteral("file"), path},
                       {QStringLiteral("embedding"), embedding},
                       {QStringLiteral("song"), QFileInfo(path).completeBaseName()},
                       {QStringLiteral("features"), values},
                       {QStringLiteral("labels"), toJson(analysis.labels)}};
}

} // namespace

int main(int argc, char *argv[])
{
    return sc::bench::printPerFile(argc, argv, measure);
}

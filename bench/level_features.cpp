// SPDX-License-Identifier: GPL-3.0-or-later
// level_features FILE...: prints one JSON line a song with every pulse that the beat tracker weighs and what speaks for it,
// for tests/corpus/fit_levels.py.
#include "bench/per_file.h"
#include "core/audio/metrical_level.h"
#include "core/audio/onset_functions.h"
#include "core/audio/pulse_finder.h"
#include "core/audio/song_listener.h"
#include "core/media/audio_reader.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>

#include <cmath>

namespace {

sc::Result<QJsonObject> measure(const QString &path)
{
    using namespace sc::audio;
    SC_TRY_ASSIGN(reader, sc::media::AudioReader::open(path));
    SongListener listener(reader->channels(), reader->sampleRate(), Feature::Rhythm | Feature::Key);
    for (;;) {
        SC_TRY_ASSIGN(block, reader->read());
        if (block.empty())
            break;
        listener.push(block);
    }
    const SongFeatures features = listener.finish();
    const OnsetFunctions onsets = makeOnsetFunctions(features.frames);
    QJsonArray candidates;
    for (const LevelCandidate &candidate : weighLevels(allLevels(onsets, {}), onsets, features.slow)) {
        QJsonArray beats;
        for (const double frame : candidate.frames)
            beats.append(std::round((frame / kFrameRate - kOnsetDelay) * 1e4) / 1e4);
        QJsonArray evidence;
        for (const double value : candidate.evidence)
            evidence.append(value);
        candidates.append(QJsonObject{{QStringLiteral("bpm"), candidate.bpm},
                                      {QStringLiteral("score"), candidate.score},
                                      {QStringLiteral("beats"), beats},
                                      {QStringLiteral("evidence"), evidence}});
    }
    return QJsonObject{{QStringLiteral("file"), path},
                       {QStringLiteral("song"), QFileInfo(path).completeBaseName()},
                       {QStringLiteral("clarity"), onsets.clarity},
                       {QStringLiteral("candidates"), candidates}};
}

} // namespace

int main(int argc, char *argv[])
{
    return sc::bench::printPerFile(argc, argv, measure);
}

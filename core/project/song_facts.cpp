// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/song_facts.h"

#include "core/base/text.h"

#include <QtCore/QFileInfo>

namespace sc::project {

timeline::Song songFacts(const audio::Analysis &analysis, const QString &file, const QString &title, const QString &artist)
{
    timeline::Song song;
    const QString tidied = tidyText(title, 500);
    song.title = tidied.isEmpty() ? tidyText(QFileInfo(file).completeBaseName(), 500) : tidied;
    song.artist = tidyText(artist, 500);
    song.sampleRate = analysis.sampleRate;
    song.channels = analysis.channels;
    song.bpm = analysis.tempo.value.value_or(0);
    song.key = analysis.key.value.value_or(QString());
    song.timeSignature = analysis.timeSignature.value.value_or(QString());
    song.loudnessLufs = analysis.integratedLufs;
    song.map = analysis.map;
    if (song.map.duration <= Ticks())
        song.map.duration = analysis.duration;
    return song;
}

} // namespace sc::project

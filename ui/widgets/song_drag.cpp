// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/song_drag.h"

#include <QtCore/QMimeData>

namespace sc::ui {

std::vector<TrackId> songsOf(const QMimeData &data)
{
    std::vector<TrackId> songs;
    const QList<QByteArray> lines = data.data(QLatin1String(kSongsMimeType)).split('\n');
    for (const QByteArray &line : lines) {
        if (!line.isEmpty())
            songs.emplace_back(QString::fromUtf8(line));
    }
    return songs;
}

void putSongs(QMimeData &data, const std::vector<TrackId> &songs)
{
    QByteArray lines;
    for (const TrackId &song : songs)
        lines += song.text().toUtf8() + '\n';
    data.setData(QLatin1String(kSongsMimeType), lines);
}

} // namespace sc::ui

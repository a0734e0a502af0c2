// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"

#include <QtCore/QCache>
#include <QtGui/QPixmap>

namespace sc::ui {

// Covers and overviews of the rows on screen, made when first asked for and kept while there is room.
class TrackPictures
{
public:
    explicit TrackPictures(const library::Library &library);

    // Square with its corners cut, `px` a side; null when the song has none.
    [[nodiscard]] QPixmap cover(const library::Track &track, int px, double cornerRadius, double devicePixelRatio);
    [[nodiscard]] const std::vector<audio::WaveformPoint> &overview(const TrackId &track);
    void forget(const TrackId &track);
    void forgetAll();

private:
    const library::Library &m_library;
    QCache<QString, QPixmap> m_covers;
    QCache<QString, std::vector<audio::WaveformPoint>> m_overviews;
};

} // namespace sc::ui

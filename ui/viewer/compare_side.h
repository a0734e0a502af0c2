// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/take.h"

#include <QtGui/QImage>

namespace sc::project {
class ProjectSession;
}

namespace sc::ui {

// One picture or movie that is looked at beside others.
struct CompareSide
{
    QString file; // absolute; empty where `picture` is all there is
    QSize size;   // px, upright
    bool isMovie = false;
    Ticks length;          // of the movie
    qint64 frames = 1;     // exact
    int rateNumerator = 0; // frames a second
    int rateDenominator = 1;
    QString title;  // "Take 4"
    QString detail; // "seed 77 100 482"
    QImage picture; // shown instead of the file: the live preview of a job that runs

    [[nodiscard]] Ticks frameLength() const;     // 0 for a still
    [[nodiscard]] qint64 frameAt(Ticks t) const; // 0..frames - 1
    [[nodiscard]] Ticks timeOf(qint64 frame) const;
    bool operator==(const CompareSide &) const = default;
};

[[nodiscard]] CompareSide compareSideOf(const project::ProjectSession &session, const timeline::Take &take, const QString &title,
                                        const QString &detail = {});

} // namespace sc::ui

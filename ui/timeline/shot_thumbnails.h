// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/compositor.h"
#include "ui/timeline/clip_index.h"
#include "ui/timeline/shot_painter.h"

#include <QtCore/QCache>
#include <QtCore/QObject>
#include <QtCore/QSet>

#include <functional>
#include <memory>

namespace sc::ui {

// The little pictures of the shots lane. Rendered on one worker thread at exactly the lane's size, kept by content: an
// edit elsewhere or a zoom needs no new picture. What is asked for last is made first, what was never drawn never.
class ShotThumbnails : public QObject
{
    Q_OBJECT

public:
    explicit ShotThumbnails(QObject *parent = nullptr);
    ~ShotThumbnails() override;

    // `shape`: width by height of the project's picture.
    void setHeight(int logicalPixels, double devicePixelRatio, QSize shape);

    // Where the takes of an open project lie; empty: every shot shows its card. Asked on this thread, once for each picture.
    void setMedia(std::function<playback::ShotMedia(const timeline::Clip &)> mediaOf);
    void forget(); // files came or went

    // The pictures of a clip (indices into the timeline's clips and scenes); missing ones are null and on their way.
    [[nodiscard]] std::array<QPixmap, kThumbPhases> of(const timeline::Timeline &timeline, int clip, int scene, int phases);

Q_SIGNALS:
    void ready(const sc::ClipId &clip); // one more picture of it: repaint

private:
    class Worker;
    struct Wanted;
    [[nodiscard]] playback::ProgramMedia mediaOf(const timeline::Clip &clip) const;

    std::function<playback::ShotMedia(const timeline::Clip &)> m_mediaOf;
    std::shared_ptr<playback::MediaStore> m_store; // open files of the worker
    QSize m_size;                                  // device px
    double m_ratio = 1;
    QCache<QByteArray, QPixmap> m_pixmaps; // cost in kB
    QSet<QByteArray> m_pending;
    std::shared_ptr<Worker> m_worker;
};

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/clip_index.h"
#include "ui/timeline/shot_painter.h"

#include <QtCore/QCache>
#include <QtCore/QObject>
#include <QtCore/QSet>

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

    void setTimeline(const timeline::Timeline &timeline);
    void setHeight(int logicalPixels, double devicePixelRatio);

    // The pictures of an entry of the index of that timeline; missing ones are null and on their way.
    [[nodiscard]] std::array<QPixmap, kThumbPhases> of(const ClipIndex::Entry &entry, int phases);

Q_SIGNALS:
    void ready(); // some more pictures: repaint

private:
    class Worker;
    struct Wanted;
    [[nodiscard]] QByteArray keyOf(const ClipIndex::Entry &entry, int phase) const;

    std::shared_ptr<const timeline::Timeline> m_timeline;
    QSize m_size; // device px
    double m_ratio = 1;
    QCache<QByteArray, QPixmap> m_pixmaps; // cost in kB
    QSet<QByteArray> m_pending;
    std::shared_ptr<Worker> m_worker;
};

} // namespace sc::ui

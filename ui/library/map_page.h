// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "ui/library/likeness_words.h"

#include <QtCore/QFutureWatcher>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QStackedLayout;

namespace sc::ui {

class EmptyState;
class LikenessMap;
class TextLabel;
class TrackPictures;

// The likeness map with its weights; the places are worked out in the background.
class MapPage : public QWidget
{
    Q_OBJECT

public:
    MapPage(library::Library &library, TrackPictures &pictures, QWidget *parent = nullptr);
    ~MapPage() override;
    void refresh(); // when the songs or weights have changed
    [[nodiscard]] LikenessMap &map() const { return *m_map; }
    [[nodiscard]] bool isWorking() const { return m_watcher.isRunning(); }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    using Places = std::vector<audio::LikenessIndex::Place>;
    void take();

    library::Library &m_library;
    LikenessMap *m_map;
    LikenessWeights *m_weights;
    QWidget *m_side;
    EmptyState *m_empty;
    QWidget *m_busy;
    QStackedLayout *m_pages;
    QTimer m_soon;
    QFutureWatcher<Places> m_watcher;
    bool m_isStale = false; // asked again while it worked
};

} // namespace sc::ui

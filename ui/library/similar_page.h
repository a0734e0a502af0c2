// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "ui/library/likeness_words.h"
#include "ui/library/track_model.h"
#include "ui/library/track_pictures.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QListView;
class QStackedLayout;

namespace sc::ui {

class EmptyState;
class TextLabel;

// The songs most alike to one, each with its score and what made it; what counts how much is set beside the list.
class SimilarPage : public QWidget
{
    Q_OBJECT

public:
    SimilarPage(const library::Library &library, TrackPictures &pictures, QWidget *parent = nullptr);
    void showFor(const TrackId &track);
    void refresh();
    [[nodiscard]] const std::vector<library::Library::SimilarTrack> &found() const { return m_found; }
    [[nodiscard]] LikenessWeights &weights() const { return *m_weights; }
    [[nodiscard]] const TrackId &track() const { return m_track; }

Q_SIGNALS:
    void selected(const sc::TrackId &track);
    void opened(const sc::TrackId &track);
    void previewWanted();
    void left(); // back to the list

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Delegate;
    const library::Library &m_library;
    TrackId m_track;
    TrackModel m_model;
    std::vector<library::Library::SimilarTrack> m_found;
    TextLabel *m_title;
    LikenessWeights *m_weights;
    QWidget *m_side;
    QListView *m_list;
    EmptyState *m_empty;
    QStackedLayout *m_pages;
    QTimer m_soon; // sliders move in many steps
};

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"
#include "ui/library/track_model.h"
#include "ui/library/track_pictures.h"

#include <QtWidgets/QWidget>

class QAbstractItemView;
class QKeyEvent;
class QStackedLayout;

namespace sc::ui {

class EmptyState;
class ErrorState;
class TrackGrid;
class TrackTable;

// The songs of a view as a list or as covers, with one selection for both; or what stands there instead: the shapes of
// rows while nothing is read yet, words when there are no songs, a problem with its ways out.
class SongList : public QWidget
{
    Q_OBJECT

public:
    SongList(TrackModel::Read read, TrackPictures &pictures, QWidget *parent = nullptr);

    void showSongs(std::vector<TrackId> ids); // keeps what is picked and where the list stands as far as it can
    void showLoading(); // the shapes of rows, as before anything was read
    void showEmpty(const QString &icon, const QString &title, const QString &sentence);
    void showFirstUse(const QString &title, const QString &sentence); // with the offer to import
    void showProblem(const QString &title, const Problem &problem);
    void setGrid(bool grid);
    [[nodiscard]] bool isGrid() const { return m_isGrid; }
    void setPlaying(const TrackId &track);

    void select(const TrackId &track); // alone; quiet when it is not shown
    void setPicked(const std::vector<TrackId> &tracks);
    [[nodiscard]] std::vector<TrackId> picked() const;
    [[nodiscard]] TrackId current() const;
    void focusSongs();

    [[nodiscard]] TrackModel &model() { return m_model; }
    [[nodiscard]] const TrackModel &model() const { return m_model; }
    [[nodiscard]] TrackTable &table() const { return *m_table; }
    [[nodiscard]] TrackGrid &grid() const { return *m_grid; }

Q_SIGNALS:
    void currentChanged(const sc::TrackId &track);
    void pickedChanged();
    void opened();
    void previewWanted();
    void removeWanted();
    void editWanted();
    void rateWanted(int rating);
    void typed(const QString &text); // a letter while the list has the focus: the search takes it
    void menuWanted(const QPoint &globalPosition);
    void importWanted();
    void problemActionChosen(const sc::Problem &problem, const QString &actionId);

private:
    void onKey(QKeyEvent *event);
    [[nodiscard]] QAbstractItemView *view() const;

    TrackModel m_model;
    TrackTable *m_table;
    TrackGrid *m_grid;
    EmptyState *m_empty;
    EmptyState *m_first; // with the offer to import
    QWidget *m_skeleton;
    QWidget *m_error = nullptr;
    QStackedLayout *m_pages;
    bool m_isGrid = false;
    bool m_isQuiet = false; // selection is being put back
};

} // namespace sc::ui

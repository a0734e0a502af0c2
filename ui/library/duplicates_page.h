// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "ui/library/track_pictures.h"

#include <QtWidgets/QWidget>

class QListView;
class QStackedLayout;

namespace sc::ui {

class EmptyState;

// Songs that are the same recording, group by group, the best copy first. Removing one keeps its file.
class DuplicatesPage : public QWidget
{
    Q_OBJECT

public:
    DuplicatesPage(library::Library &library, TrackPictures &pictures, QWidget *parent = nullptr);
    ~DuplicatesPage() override;
    void refresh(); // looks in the background
    [[nodiscard]] int groupCount() const;
    [[nodiscard]] QListView &list() const { return *m_list; }
    [[nodiscard]] static QRect keepButtonIn(const QRect &headRow); // "Keep the best"

Q_SIGNALS:
    void counted(int groups);
    void selected(const sc::TrackId &track);
    void opened(const sc::TrackId &track);
    void previewWanted();
    void removeWanted(const std::vector<sc::TrackId> &tracks);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Rows;
    class Delegate;
    void keepBest(int group);
    void take(Result<std::vector<library::DuplicateGroup>> groups);

    library::Library &m_library;
    Rows *m_rows;
    QListView *m_list;
    EmptyState *m_empty;
    QWidget *m_busy;
    QStackedLayout *m_pages;
    bool m_isLooking = false;
    bool m_isStale = false; // asked again while it looked
};

} // namespace sc::ui

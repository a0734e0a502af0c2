// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/track_model.h"
#include "ui/library/track_pictures.h"
#include "ui/widgets/app_context.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QStackedLayout;

namespace sc::ui {

class CollectionsPanel;
class EmptyState;
class FieldChoice;
class ImportStrip;
class Panel;
class PreviewPanel;
class RefusedFiles;
class SearchField;
class TextLabel;
class TrackTable;

// All songs: shelves, search as you type, the table, what an import does, and the chosen song below.
class LibraryScreen : public QWidget
{
    Q_OBJECT

public:
    explicit LibraryScreen(AppContext &context, QWidget *parent = nullptr);
    ~LibraryScreen() override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    [[nodiscard]] Panel *buildList();
    void connectLibrary();
    void addActions();
    void reload();
    void applySearch();
    void showCurrent();
    void refreshCounts();
    void openMenu(const TrackId &track, const QPoint &at);
    void remove(const TrackId &track);

    AppContext &m_context;
    TrackPictures m_pictures;
    TrackModel m_model;
    CollectionsPanel *m_collections = nullptr;
    FieldChoice *m_shelf = nullptr; // instead of the panel in a narrow window
    SearchField *m_search = nullptr;
    TextLabel *m_summary = nullptr;
    ImportStrip *m_strip = nullptr;
    TrackTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedLayout *m_pages = nullptr;
    PreviewPanel *m_preview = nullptr;
    RefusedFiles *m_refused = nullptr;
    QTimer m_searchSoon;
};

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/gallery_desk.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"

namespace sc::ui {

class CleanUpDialog;
class EmptyState;
class FilterPanel;
class GalleryBar;
class LikenessSearch;
class MoreFilters;
class Panel;
class ProgressBar;
class PushButton;
class SelectionBar;
class ShotChooser;
class TagPopover;
class TakeFiles;
class TextLabel;

// Filters on the left, takes on the right, what can be done with the selected ones in a bar over them.
class GalleryPage : public QWidget
{
    Q_OBJECT

public:
    explicit GalleryPage(GalleryDesk &desk, QWidget *parent = nullptr);
    ~GalleryPage() override;

    [[nodiscard]] GalleryDesk &desk() const { return m_desk; }
    [[nodiscard]] GalleryView &view() const { return *m_view; }
    [[nodiscard]] GalleryModel &model() const { return *m_model; }
    [[nodiscard]] GalleryBar &bar() const { return *m_bar; }
    [[nodiscard]] FilterPanel &filters() const { return *m_filters; }
    [[nodiscard]] SelectionBar &selectionBar() const { return *m_selection; }
    [[nodiscard]] TakeFiles &files() const { return *m_files; }
    [[nodiscard]] CleanUpDialog &cleanUp();

    // What keys and buttons act on: the selected takes, else the current one.
    [[nodiscard]] std::vector<TakeId> targets() const;

    // What the actions do.
    void approve();
    void reject(); // all rejected already: takes it back
    void rate(int stars);
    void editTags(QWidget *anchor = nullptr);
    void compare();
    void exportFiles();
    void remove();
    void chooseCurrent();
    void applyTo();
    void moveTo();
    void findSimilar();
    void findSameMaking();
    void share();
    void bringIn();
    void exportNotes();
    void openCleanUp();
    void openMoreFilters(QWidget *anchor);
    void showInTimeline();
    void generateMore(); // for the shots of the takes
    void toggleStack();
    void setList(bool list);
    void focusSearch();
    void clearSelection();
    void openMenu(const QPoint &globalPosition);
    void toggleFilters(); // in a narrow window

Q_SIGNALS:
    void lookRequested(const sc::TakeId &take);
    void compareRequested(const std::vector<sc::TakeId> &takes);
    void reviewRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void connectView();
    void takePicked();
    void refreshState();
    void layOut();
    void similarTo(const TakeId &take);

    GalleryDesk &m_desk;
    GalleryModel *m_model;
    FilterPanel *m_filters;
    Panel *m_panel;
    GalleryBar *m_bar;
    GalleryView *m_view;
    SelectionBar *m_selection;
    EmptyState *m_empty;
    EmptyState *m_noMatch;
    QWidget *m_busy;
    ProgressBar *m_progress;
    TextLabel *m_busyWords;
    LikenessSearch *m_likeness;
    TakeFiles *m_files;
    MoreFilters *m_more = nullptr;
    TagPopover *m_tags = nullptr;
    CleanUpDialog *m_cleanUp = nullptr;
    ShotChooser *m_shots = nullptr;
    TakeId m_alike;
    bool m_filtersOpen = false; // as a drawer
};

} // namespace sc::ui

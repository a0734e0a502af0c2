// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/gallery_desk.h"
#include "ui/widgets/overlay.h"

class QVBoxLayout;

namespace sc::ui {

class FilterRow;
class PushButton;
class SearchField;
class TextLabel;

// Asks before takes that shots show are deleted, and names the shots. Takes that nothing shows are deleted without asking: undo
// brings them back.
class DeleteAsk : public Overlay
{
    Q_OBJECT

public:
    explicit DeleteAsk(QWidget *window);
    // `shots`: titles of those that show one of the takes.
    void ask(int takes, const QStringList &shots, bool isShared);

Q_SIGNALS:
    void accepted(bool alsoChosen); // false: only those that no shot shows
};

// What could go, with its size: takes that nobody wanted, of all of them or of rejected ones, and files that belong to no take.
// Chosen, approved, rated, tagged and noted takes, and those of saved versions, are never offered.
class CleanUpDialog : public Overlay
{
    Q_OBJECT

public:
    CleanUpDialog(GalleryDesk &desk, QWidget *window);
    void openFresh();
    [[nodiscard]] PushButton *act() const { return m_act; }
    void setRemoves(bool takes, bool onlyRejected, bool files);

private:
    void refresh();
    void run();

    GalleryDesk &m_desk;
    generation::CleanUp m_all;
    generation::CleanUp m_rejected;
    FilterRow *m_takes = nullptr;
    FilterRow *m_onlyRejected = nullptr;
    FilterRow *m_files = nullptr;
    TextLabel *m_sum = nullptr;
    PushButton *m_act = nullptr;
    QVBoxLayout *m_rows;
};

// A shot to be chosen by number or name: what takes are applied or moved to.
class ShotChooser : public Overlay
{
    Q_OBJECT

public:
    ShotChooser(GalleryDesk &desk, QWidget *window);
    void ask(const QString &title, bool withPool);
    [[nodiscard]] SearchField *search() const { return m_search; }

Q_SIGNALS:
    void chosen(const sc::ClipId &clip); // empty: the pool

private:
    void refill();

    GalleryDesk &m_desk;
    TextLabel *m_title;
    SearchField *m_search;
    QVBoxLayout *m_rows;
    std::vector<ClipId> m_shown;
    bool m_withPool = false;
};

} // namespace sc::ui

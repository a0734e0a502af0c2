// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/characters/character_desk.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

class CardGrid;
class CharacterPage;
class EmptyState;
class IconButton;
class IdentityPanel;
class Panel;
class PushButton;
class QuickCharacter;
class SearchField;
class Segment;
class SheetDialog;
class TextLabel;

// People, animals and things that come back: all of them as cards, the open one with its pictures and where it is on screen, and
// who it is. Applied to the shots that are selected on the timeline.
class CharactersScreen : public QWidget
{
    Q_OBJECT

public:
    // `editor` is the timeline screen's and outlives this one.
    CharactersScreen(AppContext &context, TimelineEditor &editor, QWidget *parent = nullptr);

    [[nodiscard]] CharacterDesk &desk() { return m_desk; }
    [[nodiscard]] CardGrid &grid() const { return *m_grid; }
    [[nodiscard]] CharacterPage &page() const { return *m_page; }
    [[nodiscard]] IdentityPanel &identity() const { return *m_identity; }
    [[nodiscard]] SearchField &search() const { return *m_search; }

    // What the actions do.
    void quick(const QStringList &pictures = {});
    void bringFromShared();
    void apply(); // the open one, or several in turn, to the selected shots
    void takeOutOfShots();
    void duplicate();
    void share();
    void remove();
    void exportTrainingSet(const QString &folder = {}); // empty: asks
    void startTest();                                   // poses, as the last order said
    void orderSheet(generation::SheetProfile profile);
    void showShots(); // selects them, in Scenes
    void goToShot(const ClipId &clip);
    void focusSearch();
    void toggleIdentity(); // in a narrow window

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildGrid();
    void buildEmpty();
    void connectAll();
    void registerActions();
    void refresh();
    void refreshSheets();
    void layOut();
    [[nodiscard]] std::vector<CharacterId> chosen() const; // selected cards, in the order of the grid
    void openMenu(QWidget *anchor);
    void confirmRemove(const generation::Character &character, const Problem &problem);

    AppContext &m_context;
    CharacterDesk m_desk;
    Panel *m_gridPanel = nullptr;
    CharacterPage *m_page = nullptr;
    IdentityPanel *m_identity = nullptr;
    Panel *m_nothing = nullptr;
    EmptyState *m_empty = nullptr;
    CardGrid *m_grid = nullptr;
    SearchField *m_search = nullptr;
    Segment *m_scope = nullptr;
    TextLabel *m_count = nullptr;
    IconButton *m_sort = nullptr;
    PushButton *m_quickButton = nullptr;
    PushButton *m_sharedButton = nullptr;
    SheetDialog *m_sheetDialog = nullptr;
    QuickCharacter *m_quick = nullptr;
    bool m_byUse = false;        // else by name
    bool m_identityOpen = false; // as a drawer
};

} // namespace sc::ui

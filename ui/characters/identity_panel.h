// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/characters/character_desk.h"
#include "ui/widgets/panel.h"

class QLineEdit;

namespace sc::ui {

class FieldChoice;
class IconButton;
class LineField;
class LoraRows;
class PushButton;
class Segment;
class TextField;
class TextLabel;
class WordChips;

// Who the open character is: name, words, seed, LoRAs, what it adds to a prompt; and into which shots it goes.
class IdentityPanel : public Panel
{
    Q_OBJECT

public:
    explicit IdentityPanel(CharacterDesk &desk, QWidget *parent = nullptr);
    void refresh();
    void refreshApply();                                    // the selection of shots or of characters changed
    void setChosen(const std::vector<CharacterId> &chosen); // of several *apply* goes in turn

    [[nodiscard]] LineField *name() const { return m_name; }
    [[nodiscard]] TextField *description() const { return m_description; }
    [[nodiscard]] WordChips *triggers() const { return m_triggers; }
    [[nodiscard]] PushButton *applyButton() const { return m_apply; }
    [[nodiscard]] PushButton *testButton() const { return m_test; }

Q_SIGNALS:
    void applyRequested();
    void testRequested();
    void sheetRequested();

private:
    QWidget *buildFields();
    QWidget *buildFoot();
    void connectFields();
    void submit(const std::function<void(generation::Character &)> &change, const std::function<void(const Problem &)> &wrong);

    CharacterDesk &m_desk;
    std::vector<CharacterId> m_chosen;
    TextLabel *m_saved = nullptr;
    LineField *m_name = nullptr;
    FieldChoice *m_colour = nullptr;
    TextField *m_description = nullptr;
    TextLabel *m_triggerProblem = nullptr;
    WordChips *m_triggers = nullptr;
    TextField *m_notes = nullptr;
    Segment *m_seedKind = nullptr;
    QLineEdit *m_seed = nullptr;
    IconButton *m_dice = nullptr;
    TextLabel *m_seedProblem = nullptr;
    LoraRows *m_loras = nullptr;
    TextLabel *m_adds = nullptr;
    TextLabel *m_addsCount = nullptr;
    TextLabel *m_where = nullptr;
    PushButton *m_apply = nullptr;
    PushButton *m_test = nullptr;
};

} // namespace sc::ui

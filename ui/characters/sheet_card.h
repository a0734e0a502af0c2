// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/characters/character_desk.h"
#include "ui/widgets/panel.h"

namespace sc::ui {

class BusyRing;
class IconButton;
class PushButton;
class TextLabel;

// The test sheet of the open character: cells fill as results come; each is approved (and becomes a reference) or rejected.
// Arrow keys move, A approves, X rejects.
class SheetCard : public QWidget
{
    Q_OBJECT

public:
    explicit SheetCard(CharacterDesk &desk, QWidget *parent = nullptr);
    void refresh();

    enum class CellState { Waiting, Running, Undecided, Approved, Rejected, Failed };
    [[nodiscard]] CellState stateOf(const generation::Job &job) const;
    [[nodiscard]] QRect cellRect(int index) const; // in this card
    [[nodiscard]] QRect verdictRect(int index, bool approves) const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class Cells;
    [[nodiscard]] QString statusWords() const;

    CharacterDesk &m_desk;
    BusyRing *m_ring;
    TextLabel *m_title;
    TextLabel *m_status;
    PushButton *m_approveRest;
    IconButton *m_pause;
    IconButton *m_close;
    Cells *m_cells;
};

} // namespace sc::ui

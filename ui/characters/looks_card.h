// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/characters/character_desk.h"
#include "ui/widgets/panel.h"

class QVBoxLayout;

namespace sc::ui {

class IconButton;
class TextLabel;

// Costumes and ages of the open character: picture, name, words, in how many shots. The first is the usual one.
class LooksCard : public Plate
{
    Q_OBJECT

public:
    explicit LooksCard(CharacterDesk &desk, QWidget *parent = nullptr);
    void refresh();
    void addLook();
    void editLook(int index); // in a popover; -1: a new one
    void makeUsual(int index);
    void removeLook(int index); // CONFLICT naming the shots that use it

private:
    class Row;
    [[nodiscard]] int shotsWith(const QString &look, bool isUsual) const;

    CharacterDesk &m_desk;
    TextLabel *m_count;
    IconButton *m_add;
    QVBoxLayout *m_rows;
};

} // namespace sc::ui

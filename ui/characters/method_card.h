// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/characters/character_desk.h"
#include "ui/widgets/panel.h"

class QRadioButton;
class QSlider;

namespace sc::ui {

class PushButton;
class TextLabel;

// How the open character comes into a picture. A method that lacks something can be read but not chosen; its reason stands at
// the right.
class MethodCard : public Plate
{
    Q_OBJECT

public:
    explicit MethodCard(CharacterDesk &desk, QWidget *parent = nullptr);
    void refresh();
    [[nodiscard]] QRadioButton *radio(generation::CharacterMethod method) const;

Q_SIGNALS:
    void compareRequested(); // each method in a test beside the others

private:
    struct Row
    {
        generation::CharacterMethod method;
        QRadioButton *radio;
        TextLabel *state;
        QWidget *sign;
    };
    void choose(generation::CharacterMethod method);
    void takeWeight();

    CharacterDesk &m_desk;
    std::vector<Row> m_rows;
    TextLabel *m_weightName;
    TextLabel *m_weightRange;
    TextLabel *m_weightValue;
    QSlider *m_weight;
    PushButton *m_compare;
};

} // namespace sc::ui

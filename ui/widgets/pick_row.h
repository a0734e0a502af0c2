// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QAbstractButton>

namespace sc::ui {

// A row of a list of which several can be picked: check mark, word, number. With three states a second press turns
// "with" into "without".
class PickRow : public QAbstractButton
{
    Q_OBJECT

public:
    enum class State { Off, On, Without };
    PickRow(const QString &text, int count, bool hasWithout, QWidget *parent = nullptr); // count < 0: none shown
    void setState(State state);                                                          // quiet
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QSize sizeHint() const override { return {160, 28}; }

Q_SIGNALS:
    void stateChanged(sc::ui::PickRow::State state); // by the person

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_count;
    bool m_hasWithout;
    State m_state = State::Off;
};

} // namespace sc::ui

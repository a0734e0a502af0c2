// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QLineEdit;

namespace sc::ui {

class GenerateDesk;
class IconButton;
class PushButton;
class TextLabel;

// The seed: locked it is the shot's own, open each take gets a fresh one. A dice, the last take's, and words turned into a number when
// that is asked for.
class SeedRow : public QWidget
{
    Q_OBJECT

public:
    explicit SeedRow(GenerateDesk &desk, QWidget *parent = nullptr);
    void refresh();
    [[nodiscard]] QLineEdit *edit() const { return m_edit; }
    [[nodiscard]] IconButton *dice() const { return m_dice; }
    [[nodiscard]] IconButton *lock() const { return m_lock; }
    [[nodiscard]] IconButton *last() const { return m_last; }
    [[nodiscard]] PushButton *hashOffer() const { return m_offer; }

private:
    void takeText();
    void store(qint64 seed);
    void leaveOpen();
    void showWrong(bool wrong, const QString &sentence = {});

    GenerateDesk &m_desk;
    QLineEdit *m_edit;
    IconButton *m_dice;
    IconButton *m_lock;
    IconButton *m_last;
    TextLabel *m_problem;
    PushButton *m_offer;
    QWidget *m_wrong;
};

} // namespace sc::ui

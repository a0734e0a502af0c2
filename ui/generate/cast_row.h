// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

namespace sc::ui {

class GenerateDesk;
class PushButton;

// Characters and style template of the shot as chips, with the way to add one and to take it out.
class CastRow : public QWidget
{
    Q_OBJECT

public:
    explicit CastRow(GenerateDesk &desk, QWidget *parent = nullptr);
    void refresh();

private:
    void openAdd(QWidget *anchor);
    GenerateDesk &m_desk;
    QString m_shown; // what the chips say: they are made anew only when that changes
};

} // namespace sc::ui

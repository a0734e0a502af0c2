// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

#include <functional>

class QHBoxLayout;

namespace sc::ui {

class PushButton;

// Small acts of one family side by side in a well: half, double, 3:2, 4:3.
class ActionStrip : public QWidget
{
    Q_OBJECT

public:
    explicit ActionStrip(QWidget *parent = nullptr);
    PushButton *addAction(const QString &text, const QString &tooltip, const std::function<void()> &run);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QHBoxLayout *m_row;
};

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QAbstractButton>

namespace sc::ui {

// Acts at once. 30x18 px, its words stand beside it as a label.
class Switch : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Switch(const QString &name, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override { return {30, 24}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_knob = 0; // 0 off .. 1 on
};

} // namespace sc::ui

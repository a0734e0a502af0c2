// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

namespace sc::ui {

// The shapes of song rows while the list is read for the first time; shown after 200 ms of waiting, shimmering unless
// motion is reduced.
class SkeletonRows : public QWidget
{
    Q_OBJECT

public:
    explicit SkeletonRows(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QTimer m_turn;
    double m_phase = 0;
    bool m_isDue = false;
};

} // namespace sc::ui

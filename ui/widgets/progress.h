// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

namespace sc::ui {

// 4 px, blue to purple. Unknown length: a soft part moves along.
class ProgressBar : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressBar(QWidget *parent = nullptr);
    void setFraction(double fraction); // 0..1; negative = not known
    [[nodiscard]] double fraction() const { return m_fraction; }
    [[nodiscard]] QSize sizeHint() const override { return {120, 4}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void setTurning(bool turning);

    double m_fraction = 0;
    double m_phase = 0;
    QTimer m_turn;
};

// The ring of something that runs: purple share of a circle, or a quarter that goes round when the share is not known.
class BusyRing : public QWidget
{
    Q_OBJECT

public:
    explicit BusyRing(int side = 16, QWidget *parent = nullptr);
    void setFraction(double fraction); // as above

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    double m_fraction = -1;
    double m_phase = 0;
    QTimer m_turn;
};

} // namespace sc::ui

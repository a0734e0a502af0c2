// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QPainter;

namespace sc::ui {

// A shape of what will come: white 6 to 11 %, a wave of light running through it by `phase` (0..1) and place.
void drawSkeleton(QPainter &painter, const QRectF &shape, const Theme &theme, double phase, double corner = 4);

// The clock of a widget's skeletons: repaints it while something is awaited. Shown after 200 ms of waiting, so that what
// comes at once never flickers; still when motion is reduced.
class Shimmer : public QObject
{
    Q_OBJECT

public:
    explicit Shimmer(QWidget *host);
    void setAwaiting(bool awaiting);
    [[nodiscard]] bool isAwaiting() const { return m_awaiting; }
    [[nodiscard]] bool isShown() const { return m_awaiting && m_due; }
    [[nodiscard]] double phase() const { return m_phase; }

private:
    QWidget *m_host;
    QTimer m_turn;
    QTimer m_wait;
    double m_phase = 0;
    bool m_awaiting = false;
    bool m_due = false;
};

// Lines of words that are on their way; the last one is shorter.
class SkeletonLines : public QWidget
{
    Q_OBJECT

public:
    explicit SkeletonLines(int lines, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_lines;
    Shimmer m_shimmer;
};

} // namespace sc::ui

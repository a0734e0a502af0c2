// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QAbstractButton>

namespace sc::ui {

// A small word that filters or describes. Checkable ones are blue when on; removable ones end in a cross and send
// removed(); a dot says where it comes from.
class Chip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Chip(const QString &text, QWidget *parent = nullptr);

    void setRemovable(bool removable);
    void setDot(const QColor &colour); // invalid = none
    void setIconName(const QString &name);
    void setTall(bool tall);                            // 26 px, for filter bars
    void setInk(const QColor &ink, const QColor &fill); // tinted, for moods and genres

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void removed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] QRect crossRect() const;

    QString m_iconName;
    QColor m_dot;
    QColor m_ink;
    QColor m_fill;
    bool m_removable = false;
    bool m_tall = false;
};

// A state: icon plus word on a dark plate that reads on any picture.
class Badge : public QWidget
{
    Q_OBJECT

public:
    enum class State { Planned, Queued, Generating, Ready, Stale, Failed, Missing };
    explicit Badge(State state, const QString &text = {}, QWidget *parent = nullptr); // empty = the state's word

    void setState(State state, const QString &text = {}, double fraction = 0); // fraction of Generating, 0..1
    [[nodiscard]] QSize sizeHint() const override;
    // For screens that paint: draws a badge with its top left at `at`, gives its width. No word when `iconOnly`.
    static double draw(QPainter &painter, QPointF at, State state, const QString &text, double fraction, bool iconOnly,
                       const QWidget *themed);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    State m_state;
    QString m_text;
    double m_fraction = 0;
};

} // namespace sc::ui

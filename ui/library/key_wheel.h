// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/collections.h"

#include <QtWidgets/QWidget>

#include <array>

namespace sc::ui {

// The 24 keys on the Camelot wheel: minor inside, major outside, neighbours mix. Picks a key, or shows how many songs
// each has. Arrows go round and across, Enter picks.
class KeyWheel : public QWidget
{
    Q_OBJECT

public:
    explicit KeyWheel(QWidget *parent = nullptr);

    void setCounts(const std::vector<library::LibraryStats::Share> &keys); // shown as strength and number
    void setPicked(const QString &camelot, bool withCompatible);           // empty = none
    [[nodiscard]] const QString &picked() const { return m_picked; }
    [[nodiscard]] QSize sizeHint() const override { return {220, 220}; }

Q_SIGNALS:
    void pickedChanged(const QString &camelot); // by the person; empty when taken away

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QString placeAt(QPointF position) const;
    [[nodiscard]] QString spoken(const QString &camelot) const;
    [[nodiscard]] int countOf(const QString &camelot) const;
    void setCurrent(const QString &camelot);

    std::array<int, 24> m_counts{};
    int m_most = 0; // 0: no counts are shown
    QString m_picked;
    QStringList m_fitting;
    QString m_current; // of the keyboard
    QString m_hover;
};

} // namespace sc::ui

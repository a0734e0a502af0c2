// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/take.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

// The six things that are looked at by itself, each with its measure against the limit. What stands out comes first, in words and
// warning colour; it never judges.
class CheckRows : public QWidget
{
    Q_OBJECT

public:
    struct Row
    {
        QString name;
        double share = 0; // 0..1 of the bar, the limit at kLimitPlace
        QString value;
        bool isFlagged = false;
        bool isUnknown = false;
    };
    static constexpr double kLimitPlace = 0.6;

    explicit CheckRows(QWidget *parent = nullptr);
    void show(const timeline::Take &take);
    [[nodiscard]] static std::vector<Row> rowsOf(const timeline::Take &take);
    [[nodiscard]] static QString summaryOf(const timeline::Take &take); // "1 of 6 wants a look"
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<Row> m_rows;
    QString m_summary;
    bool m_isFlagged = false;
};

} // namespace sc::ui

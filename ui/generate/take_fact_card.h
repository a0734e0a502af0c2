// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

#include <vector>

namespace sc::ui {

// What one of two compared takes was made with: its letter, its name, how many values differ, and the rows that there is room for.
class TakeFactCard : public QWidget
{
    Q_OBJECT

public:
    explicit TakeFactCard(int place, QWidget *parent = nullptr); // 0 = A
    struct Row
    {
        QString label;
        QString value;
        bool differs = false;
    };
    void show(const QString &name, const QString &summary, std::vector<Row> rows);
    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows; }
    [[nodiscard]] QSize sizeHint() const override { return {300, 98}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_place;
    QString m_name;
    QString m_summary;
    std::vector<Row> m_rows;
};

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/templates/template_desk.h"
#include "ui/widgets/panel.h"

namespace sc::ui {

// How the takes of the open style were judged: the share large, twelve weeks, the project as a dashed line, then by model.
class StatisticsCard : public Plate
{
    Q_OBJECT

public:
    explicit StatisticsCard(TemplateDesk &desk, QWidget *parent = nullptr);
    void refresh();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintWeeks(QPainter &painter, const QRectF &box) const;

    TemplateDesk &m_desk;
    generation::StyleStatistics m_statistics;
    QString m_name;
};

// What a grid card shows of it: "71 %" and the bar, or that there are too few.
[[nodiscard]] QString shareWords(const generation::ApprovedShare &share);

} // namespace sc::ui

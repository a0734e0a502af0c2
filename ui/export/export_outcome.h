// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/export_job.h"
#include "ui/widgets/panel.h"

#include <vector>

namespace sc::ui {

struct OutcomeRow
{
    QString icon;
    QString name;
    QString what;
    QString size; // about, right; empty: not known
};

// The files an export will write, from what is chosen now.
[[nodiscard]] std::vector<OutcomeRow> outcomeOf(const timeline::Timeline &timeline, const render::ExportJob &job);

// "What you get": those files in a card.
class ExportOutcome : public Plate
{
    Q_OBJECT

public:
    explicit ExportOutcome(QWidget *parent = nullptr);
    void setRows(std::vector<OutcomeRow> rows, const QString &promise);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<OutcomeRow> m_rows;
    QString m_promise;
};

} // namespace sc::ui

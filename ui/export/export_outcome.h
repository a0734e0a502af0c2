// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_settings.h"
#include "ui/widgets/panel.h"

#include <vector>

namespace sc::ui {

struct OutcomeRow
{
    QString icon;
    QString name;
    QString what;
};

// The files an export will write, from what is chosen now.
[[nodiscard]] std::vector<OutcomeRow> outcomeOf(const timeline::Timeline &timeline, const ExportSettings &settings);

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

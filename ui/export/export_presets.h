// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_settings.h"
#include "ui/widgets/panel.h"

#include <map>

namespace sc::ui {

// What a project can become, in groups.
class ExportPresets : public Panel
{
    Q_OBJECT

public:
    explicit ExportPresets(QWidget *parent = nullptr);
    void setCurrent(ExportKind kind);
    void setDetails(const QString &finalCut, const QString &movie); // the second lines
    void setNarrow(bool narrow);

Q_SIGNALS:
    void chosen(sc::ui::ExportKind kind);

private:
    class Row;
    std::map<ExportKind, Row *> m_rows;
};

} // namespace sc::ui

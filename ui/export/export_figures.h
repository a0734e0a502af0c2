// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/text_label.h"

#include <vector>

namespace sc::ui {

struct ExportFigure
{
    QString value;
    QString unit;
    Ink ink = Ink::Primary;
};

// The numbers of a cut in one row: value large, what it counts small below.
class ExportFigures : public QWidget
{
    Q_OBJECT

public:
    explicit ExportFigures(QWidget *parent = nullptr);
    void setFigures(std::vector<ExportFigure> figures);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<ExportFigure> m_figures;
};

} // namespace sc::ui

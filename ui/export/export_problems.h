// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_runner.h"
#include "ui/widgets/panel.h"

#include <functional>
#include <vector>

class QVBoxLayout;

namespace sc::ui {

class TextLabel;

// One thing to know before carrying a cut out.
struct Preflight
{
    enum class Level { Error, Warning, Info, Good };
    Level level = Level::Warning;
    QString title;
    QString text;
    Ticks at; // where to look
};

// Off-beat cuts, overlaps, gaps too short to be meant, a song that is missing.
[[nodiscard]] std::vector<Preflight> preflightOf(const timeline::Timeline &timeline, bool songMissing);

// The right column: what stands in the way, and what was exported last.
class ExportProblems : public Panel
{
    Q_OBJECT

public:
    explicit ExportProblems(QWidget *parent = nullptr);
    void setProblems(const std::vector<Preflight> &problems);
    void setRuns(const QList<ExportRun> &runs);

Q_SIGNALS:
    void showRequested(sc::Ticks at);

private:
    TextLabel *m_count;
    QVBoxLayout *m_cards;
    QVBoxLayout *m_runs;
    Plate *m_runsCard;
};

} // namespace sc::ui

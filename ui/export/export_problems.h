// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/export_log.h"
#include "core/timeline/problems.h"
#include "ui/widgets/panel.h"

#include <functional>
#include <optional>
#include <vector>

class QVBoxLayout;

namespace sc::ui {

class PushButton;
class TextLabel;

// One thing to know before carrying a cut out, with its ways out.
struct Preflight
{
    enum class Level { Error, Warning, Info, Good };
    Level level = Level::Warning;
    QString title;
    QString text;
    std::optional<Ticks> at;                  // where to look
    std::optional<timeline::FindingKind> fix; // that the program can mend
    QString fixText;                          // "Close the gaps"
    std::vector<ClipId> without;              // shots that have no take yet: can be generated
};

struct PreflightFacts
{
    std::vector<timeline::MissingFile> missing; // files that are gone
    timeline::MediaLengthOf mediaLength;        // of the takes; empty: nothing is said of transitions beyond them
    std::vector<ClipId> without;                // live shots without a take
    QString destination;                        // exists already, or has had its name cleaned
    bool isReplaced = false;
    QString cleanedName; // what the project's name became for the file; empty: nothing was changed
};

// What would keep the export from being what was meant, worst first: one entry a kind of trouble.
[[nodiscard]] std::vector<Preflight> preflightOf(const timeline::Timeline &timeline, const PreflightFacts &facts);

// The right column: what stands in the way with its mending, and what was exported last.
class ExportProblems : public Panel
{
    Q_OBJECT

public:
    explicit ExportProblems(QWidget *parent = nullptr);
    void setProblems(const std::vector<Preflight> &problems);
    void setRuns(const std::vector<project::ExportRecord> &runs);
    void setReadOnly(bool readOnly); // nothing can be mended

Q_SIGNALS:
    void showRequested(sc::Ticks at);
    void fixRequested(const std::vector<sc::timeline::FindingKind> &kinds);
    void generateRequested(const std::vector<sc::ClipId> &clips);
    void againRequested(const sc::project::ExportRecord &record);

private:
    TextLabel *m_count;
    PushButton *m_fixAll;
    QVBoxLayout *m_cards;
    QVBoxLayout *m_runs;
    Plate *m_runsCard;
    std::vector<Preflight> m_problems;
    bool m_isReadOnly = false;
};

} // namespace sc::ui

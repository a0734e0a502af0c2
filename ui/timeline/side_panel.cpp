// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/side_panel.h"

#include "core/base/timecode.h"
#include "core/timeline/normalise.h"
#include "core/timeline/report.h"
#include "ui/timeline/edit_commands.h"
#include "ui/timeline/position_text.h"
#include "ui/timeline/row_list.h"
#include "ui/widgets/buttons.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

QString signedNumber(double value, int decimals)
{
    return (value > 0 ? QStringLiteral("+") : QString()) + QLocale().toString(value, 'f', decimals);
}

QVBoxLayout *pageLayout(QStackedWidget *pages)
{
    auto *page = new QWidget(pages);
    pages->addWidget(page);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(4, 4, 4, 10);
    layout->setSpacing(4);
    return layout;
}

QHBoxLayout *footer(QVBoxLayout *into)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 2, 8, 0);
    row->setSpacing(8);
    into->addLayout(row);
    return row;
}

} // namespace

SidePanel::SidePanel(TimelineEditor *editor, QWidget *parent) : Panel(parent), m_editor(editor), m_tabs(new QTabBar(this))
{
    m_tabs->addTab(tr("Audit"));
    m_tabs->addTab(tr("History"));
    m_tabs->addTab(tr("Problems"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setAccessibleName(tr("Audit, history and problems"));
    auto *pages = new QStackedWidget(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(8, 0, 8, 0);
    top->addWidget(m_tabs);
    top->addStretch();
    layout->addLayout(top);
    layout->addWidget(new Hairline(this));
    layout->addWidget(pages, 1);
    buildAudit(pages);
    buildHistory(pages);
    buildProblems(pages);
    connect(m_tabs, &QTabBar::currentChanged, pages, &QStackedWidget::setCurrentIndex);
    connect(editor, &TimelineEditor::timelineSettled, this, [this] {
        refreshAudit();
        refreshProblems();
        refreshHistory();
    });
    connect(editor, &TimelineEditor::historyChanged, this, &SidePanel::refreshHistory);
    refreshAudit();
    refreshHistory();
    refreshProblems();
}

void SidePanel::showPage(Page page)
{
    m_tabs->setCurrentIndex(int(page));
}

void SidePanel::buildAudit(QStackedWidget *pages)
{
    QVBoxLayout *layout = pageLayout(pages);
    m_audit = new RowList(tr("Cuts and their distance from the beat"), this);
    layout->addWidget(m_audit, 1);
    QHBoxLayout *bottom = footer(layout);
    m_auditSummary = new TextLabel({}, TextStyle::Caption, Ink::Secondary, this);
    bottom->addWidget(m_auditSummary, 1);
    m_align = new PushButton(tr("Align all"), ControlKind::Default, this);
    m_align->setButtonSize(ButtonSize::Small);
    m_align->setToolTip(tr("Moves every cut that is off the beat to the frame nearest to its beat"));
    bottom->addWidget(m_align);
    connect(m_align, &QAbstractButton::clicked, this, [this] { edit::alignCutsToBeats(*m_editor); });
    connect(m_audit, &RowList::rowChosen, this, [this](const QVariant &value) { goTo(ClipId(value.toString())); });
}

void SidePanel::buildHistory(QStackedWidget *pages)
{
    QVBoxLayout *layout = pageLayout(pages);
    m_history = new RowList(tr("Edits so far"), this);
    layout->addWidget(m_history, 1);
    QHBoxLayout *bottom = footer(layout);
    bottom->addWidget(new TextLabel(tr("A click goes back to that state"), TextStyle::Caption, Ink::Tertiary, this), 1);
    m_savePoint = new PushButton(tr("Save point"), ControlKind::Default, this);
    m_savePoint->setButtonSize(ButtonSize::Small);
    m_savePoint->setIconName(QStringLiteral("marker"));
    bottom->addWidget(m_savePoint);
    connect(m_savePoint, &QAbstractButton::clicked, this, [this] { edit::savePoint(*m_editor); });
    connect(m_history, &RowList::rowChosen, this, [this](const QVariant &value) {
        if (!m_editor->session())
            return;
        if (const Result<> went = m_editor->session()->goToHistory(value.toLongLong()); !went)
            m_editor->report(went.error());
    });
}

void SidePanel::buildProblems(QStackedWidget *pages)
{
    QVBoxLayout *layout = pageLayout(pages);
    m_problems = new RowList(tr("Problems of the timeline"), this);
    layout->addWidget(m_problems, 1);
    m_verdict = new TextLabel({}, TextStyle::Caption, Ink::Secondary, this);
    footer(layout)->addWidget(m_verdict, 1);
    connect(m_problems, &RowList::rowChosen, this, [this](const QVariant &value) { goTo(ClipId(value.toString())); });
}

void SidePanel::goTo(const ClipId &clip)
{
    const timeline::Clip *found = timeline::findClip(m_editor->timeline(), clip);
    if (!found)
        return;
    m_editor->selectClip(clip);
    edit::goToTime(*m_editor, found->start);
}

void SidePanel::refreshAudit()
{
    const planning::AuditReport &audit = m_editor->audit();
    std::vector<planning::CutError> cuts = audit.cuts;
    std::ranges::stable_sort(cuts, std::ranges::greater(),
                             [](const planning::CutError &cut) { return cut.onBeat || !cut.beat ? 0.0 : std::abs(cut.errorFrames); });
    std::vector<ListRow> rows;
    for (const planning::CutError &cut : cuts) {
        ListRow row;
        const bool off = cut.beat && !cut.onBeat;
        row.icon = off ? QStringLiteral("warning") : QStringLiteral("check");
        row.iconInk = off ? Ink::Warning : Ink::Success;
        row.title = cut.clip.isEmpty() ? tr("End") : cut.clip;
        row.detail = tr("cut at %1").arg(positionText(m_editor->beats(), cut.cut, m_editor->frameRate()));
        row.figure = cut.beat ? tr("%1 fr, %2 ms").arg(signedNumber(cut.errorFrames, 1), signedNumber(cut.errorMs, 0)) : tr("no beat");
        row.figureInk = off ? Ink::Warning : Ink::Secondary;
        row.value = cut.clipId.text();
        rows.push_back(row);
    }
    m_audit->setRows(rows);
    m_tabs->setTabText(int(Page::Audit), audit.offBeat > 0 ? tr("Audit %1").arg(audit.offBeat) : tr("Audit"));
    m_align->setVisible(audit.offBeat > 0);
    if (audit.cuts.empty())
        m_auditSummary->setText(tr("No cuts yet"));
    else if (m_editor->beats().empty())
        m_auditSummary->setText(tr("The song has no beats to compare with"));
    else if (audit.offBeat == 0)
        m_auditSummary->setText(tr("All %n cuts sit on a beat", nullptr, int(audit.cuts.size())));
    else
        m_auditSummary->setText(
            tr("%1 of %2 off, worst %3 fr").arg(audit.offBeat).arg(audit.cuts.size()).arg(audit.worstFrames, 0, 'f', 1));
}

void SidePanel::refreshHistory()
{
    std::vector<ListRow> rows;
    if (const project::ProjectSession *session = m_editor->session()) {
        const std::vector<project::HistoryEntry> history = session->history();
        const auto firstUndone = std::ranges::find_if(history, &project::HistoryEntry::undone);
        for (auto it = history.begin(); it != history.end(); ++it) {
            ListRow row;
            const bool current = it + 1 == firstUndone;
            row.icon = it->savePoint ? QStringLiteral("marker") : it->undone ? QStringLiteral("redo") : QStringLiteral("check");
            row.iconInk = it->savePoint ? Ink::Cyan : current ? Ink::Blue : Ink::Tertiary;
            row.title = it->name;
            row.figure = QDateTime::fromString(it->at, Qt::ISODateWithMs).toLocalTime().toString(QStringLiteral("HH:mm"));
            row.figureInk = Ink::Tertiary;
            row.faded = it->undone;
            row.value = it->id;
            rows.push_back(row);
        }
        ListRow opened;
        opened.icon = QStringLiteral("folder");
        opened.title = tr("Before the first edit");
        opened.value = qint64(0);
        rows.insert(rows.begin(), opened);
        // The newest on top, where the eye is.
        std::ranges::reverse(rows);
    }
    m_history->setRows(rows);
    m_savePoint->setEnabled(m_editor->hasProject());
}

void SidePanel::refreshProblems()
{
    const timeline::Timeline &t = m_editor->timeline();
    std::vector<ListRow> rows;
    int problems = 0;
    const auto add = [&](const QString &title, const QString &detail, const ClipId &clip, bool isProblem) {
        problems += isProblem ? 1 : 0;
        rows.push_back({isProblem ? QStringLiteral("error") : QStringLiteral("info"),
                        isProblem ? Ink::Danger : Ink::Info,
                        title,
                        detail,
                        {},
                        Ink::Secondary,
                        false,
                        clip.text()});
    };
    for (const timeline::Breach &breach : timeline::validate(t))
        add(breach.text, {}, breach.entityKind == u"clip" ? ClipId(breach.entityId) : ClipId(), true);
    const timeline::TimelineReport report = timeline::timelineReport(t);
    for (const timeline::ReportGap &gap : report.gaps) {
        const QString place =
            tr("%1 long at %2")
                .arg(formatClock(gap.range.length(), 2), positionText(m_editor->beats(), gap.range.start, m_editor->frameRate()));
        const QString title = gap.before.isEmpty()  ? tr("Gap before %1").arg(gap.afterName)
                              : gap.after.isEmpty() ? tr("Gap after %1").arg(gap.beforeName)
                                                    : tr("Gap between %1 and %2").arg(gap.beforeName, gap.afterName);
        add(gap.isProblem() ? tr("Flash: %1").arg(title) : title, place, gap.before.isEmpty() ? gap.after : gap.before, gap.isProblem());
    }
    std::ranges::stable_partition(rows, [](const ListRow &row) { return row.iconInk == Ink::Danger; });
    m_problems->setRows(rows);
    m_tabs->setTabText(int(Page::Problems), problems > 0 ? tr("Problems %1").arg(problems) : tr("Problems"));
    m_verdict->setText(report.clips > 0 ? report.verdict : tr("Nothing to check yet"));
}

} // namespace sc::ui

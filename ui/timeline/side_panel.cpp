// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/side_panel.h"

#include "ui/timeline/audit_panel.h"
#include "ui/timeline/edit_commands.h"
#include "ui/timeline/problem_watch.h"
#include "ui/timeline/problems_panel.h"
#include "ui/timeline/row_list.h"
#include "ui/widgets/buttons.h"

#include <QtCore/QDateTime>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>

#include <algorithm>

namespace sc::ui {

namespace {

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

SidePanel::SidePanel(TimelineEditor *editor, QWidget *parent)
    : Panel(parent), m_editor(editor), m_watch(new ProblemWatch(editor, this)), m_tabs(new QTabBar(this))
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
    m_audit = new AuditPanel(editor, pages);
    pages->addWidget(m_audit);
    buildHistory(pages);
    pages->addWidget(new ProblemsPanel(editor, m_watch, pages));
    connect(m_tabs, &QTabBar::currentChanged, pages, &QStackedWidget::setCurrentIndex);
    connect(editor, &TimelineEditor::timelineSettled, this, &SidePanel::refreshHistory);
    connect(editor, &TimelineEditor::historyChanged, this, &SidePanel::refreshHistory);
    connect(m_watch, &ProblemWatch::reportChanged, this, &SidePanel::refreshCounts);
    refreshCounts();
    refreshHistory();
}

void SidePanel::showPage(Page page)
{
    m_tabs->setCurrentIndex(int(page));
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

void SidePanel::refreshCounts()
{
    const int off = m_editor->audit().offBeat;
    m_tabs->setTabText(int(Page::Audit), off > 0 ? tr("Audit %1").arg(off) : tr("Audit"));
    const timeline::ProblemReport &report = m_watch->report();
    const int problems = report.count(timeline::Severity::Error) + report.count(timeline::Severity::Warning);
    m_tabs->setTabText(int(Page::Problems), problems > 0 ? tr("Problems %1").arg(problems) : tr("Problems"));
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

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/problems_panel.h"

#include "ui/theme/colour.h"
#include "ui/timeline/edit_commands.h"
#include "ui/timeline/fix_commands.h"
#include "ui/timeline/media_relinker.h"
#include "ui/timeline/position_text.h"
#include "ui/timeline/problem_watch.h"
#include "ui/timeline/row_list.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>

#include <algorithm>

namespace sc::ui {

namespace {

using timeline::Finding;
using timeline::FindingKind;
using timeline::Severity;

QString iconOf(const Finding &finding)
{
    if (finding.kind == FindingKind::MissingMedia)
        return QStringLiteral("missing");
    switch (finding.severity()) {
    case Severity::Error:
        return QStringLiteral("error");
    case Severity::Warning:
        return QStringLiteral("warning");
    case Severity::Info:
        return QStringLiteral("info");
    }
    return {};
}

QString amountText(const Finding &finding)
{
    const QLocale locale;
    if (finding.kind != FindingKind::OffBeat)
        return QCoreApplication::translate("sc::ui::ProblemsPanel", "%1 s")
            .arg(locale.toString(finding.range.length().toSeconds(), 'f', 2));
    const QString sign = finding.errorFrames > 0 ? QStringLiteral("+") : QString();
    return QCoreApplication::translate("sc::ui::ProblemsPanel", "%1 fr").arg(sign + locale.toString(finding.errorFrames, 'f', 1));
}

Ink inkOf(Severity severity)
{
    return severity == Severity::Error ? Ink::Danger : severity == Severity::Warning ? Ink::Warning : Ink::Info;
}

} // namespace

ProblemsPanel::ProblemsPanel(TimelineEditor *editor, ProblemWatch *watch, QWidget *parent)
    : QWidget(parent),
      m_editor(editor),
      m_watch(watch),
      m_list(new RowList(tr("Problems of the timeline"), this)),
      m_verdict(new TextLabel({}, TextStyle::Caption, Ink::Secondary, this)),
      m_relink(new PushButton(tr("Relink folder..."), ControlKind::Default, this)),
      m_fixSelected(new PushButton(tr("Fix selected"), ControlKind::Default, this)),
      m_fixAll(new PushButton(tr("Fix all"), ControlKind::Default, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 6, 4, 8);
    layout->setSpacing(4);
    auto *filters = new QHBoxLayout;
    filters->setContentsMargins(6, 0, 6, 0);
    filters->setSpacing(4);
    for (Chip *&filter : m_filters) {
        filter = new Chip({}, this);
        filter->setCheckable(true);
        filter->setChecked(true);
        filters->addWidget(filter);
        connect(filter, &QAbstractButton::toggled, this, &ProblemsPanel::refresh);
    }
    filters->addStretch();
    layout->addLayout(filters);
    layout->addWidget(m_list, 1);
    m_verdict->setWrap(false);
    auto *verdict = new QHBoxLayout;
    verdict->setContentsMargins(8, 0, 8, 0);
    verdict->addWidget(m_verdict, 1);
    layout->addLayout(verdict);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(8, 0, 8, 0);
    bottom->setSpacing(6);
    m_relink->setButtonSize(ButtonSize::Small);
    m_relink->setIconName(QStringLiteral("missing"));
    bottom->addWidget(m_relink);
    bottom->addStretch();
    for (PushButton *button : {m_fixSelected, m_fixAll}) {
        button->setButtonSize(ButtonSize::Small);
        bottom->addWidget(button);
    }
    layout->addLayout(bottom);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    connect(m_list, &RowList::rowChosen, this, [this](const QVariant &value) { reveal(value.toInt()); });
    connect(m_list, &RowList::actionTriggered, this, [this](const QVariant &value) { act(value.toInt()); });
    MediaRelinker *relinker = watch->relinker();
    connect(m_relink, &QAbstractButton::clicked, this, [this, relinker] {
        if (relinker->isRunning())
            relinker->cancel();
        else
            relinker->askForFolder(window());
    });
    connect(relinker, &MediaRelinker::progressed, this, [this](double part) {
        m_searched = part;
        refreshSearch();
    });
    connect(relinker, &MediaRelinker::runningChanged, this, [this] {
        m_searched = 0;
        refreshSearch();
    });
    connect(m_list, &RowList::selectionChangedByHand, this, &ProblemsPanel::refreshButtons);
    connect(m_fixSelected, &QAbstractButton::clicked, this, [this] { edit::fixProblems(*m_editor, selected()); });
    connect(m_fixAll, &QAbstractButton::clicked, this, [this] { edit::fixAllProblems(*m_editor); });
    connect(watch, &ProblemWatch::reportChanged, this, [this] {
        if (isVisible())
            refresh();
    });
    tintFilters();
    refresh();
}

void ProblemsPanel::showEvent(QShowEvent *)
{
    refresh();
}

void ProblemsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        tintFilters();
    QWidget::changeEvent(event);
}

void ProblemsPanel::tintFilters()
{
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
        Chip *filter = m_filters[size_t(severity)];
        filter->setDot(inkColour(themeOf(this), inkOf(severity)));
    }
}

void ProblemsPanel::refresh()
{
    const timeline::ProblemReport &report = m_watch->report();
    const std::array<QString, 3> words = {tr("Errors %1").arg(report.count(Severity::Error)),
                                          tr("Warnings %1").arg(report.count(Severity::Warning)),
                                          tr("Notes %1").arg(report.count(Severity::Info))};
    for (size_t i = 0; i < m_filters.size(); ++i)
        m_filters[i]->setText(words[i]);
    m_shown.clear();
    for (int i = 0; i < int(report.findings.size()); ++i) {
        if (m_filters[size_t(report.findings[size_t(i)].severity())]->isChecked())
            m_shown.push_back(i);
    }
    m_list->setRows(int(m_shown.size()), [this](int index) {
        const int number = m_shown[size_t(index)];
        const Finding &finding = m_watch->report().findings[size_t(number)];
        ListRow row;
        row.icon = iconOf(finding);
        row.iconInk = inkOf(finding.severity());
        const QString place = positionText(m_editor->beats(), finding.range.start, m_editor->frameRate());
        row.title = finding.otherName.isEmpty() ? finding.name : tr("%1 | %2").arg(finding.otherName, finding.name);
        row.detail = tr("%1, at %2").arg(timeline::findingKindTitle(finding.kind), place);
        if (finding.kind == FindingKind::MissingMedia || finding.kind == FindingKind::Rule)
            row.detail = finding.detail;
        else
            row.figure = amountText(finding);
        if (row.title.isEmpty())
            row.title = timeline::findingKindTitle(finding.kind);
        row.figureInk = finding.severity() == Severity::Info ? Ink::Secondary : inkOf(finding.severity());
        row.tip = timeline::findingText(finding, m_editor->frameRate()) +
                  (finding.kind == FindingKind::MissingMedia ? u'\n' + finding.detail : u'\n' + tr("at %1").arg(place));
        if (timeline::hasFix(finding.kind))
            row.tip += u'\n' + tr("Fix: %1").arg(timeline::fixTitle(finding, m_editor->frameRate()));
        row.locked = finding.locked;
        row.value = number;
        if (timeline::hasFix(finding.kind))
            row.action = tr("Fix");
        else if (finding.kind == FindingKind::MissingMedia)
            row.action = tr("Locate");
        return row;
    });
    m_verdict->setText(m_editor->hasProject() ? timeline::verdictOf(report) : QString());
    refreshButtons();
    refreshSearch();
}

void ProblemsPanel::refreshButtons()
{
    const timeline::ProblemReport &report = m_watch->report();
    int fixable = 0;
    for (const FindingKind kind : timeline::kindsOfFixAll())
        fixable += report.count(kind);
    m_fixAll->setText(fixable > 0 ? tr("Fix all %1").arg(fixable) : tr("Fix all"));
    m_fixAll->setDisabledReason(fixable > 0 ? QString() : tr("There is nothing that a program can fix"));
    const std::vector<Finding> chosen = selected();
    const bool any = std::ranges::any_of(chosen, [](const Finding &finding) { return timeline::hasFix(finding.kind); });
    m_fixSelected->setDisabledReason(any ? QString() : tr("Choose problems in the list that have a fix"));
    m_fixSelected->setToolTip(chosen.size() == 1 ? timeline::fixTitle(chosen.front(), m_editor->frameRate()) : m_fixSelected->toolTip());
}

void ProblemsPanel::refreshSearch()
{
    const bool isRunning = m_watch->relinker()->isRunning();
    m_relink->setVisible(isRunning || m_watch->report().count(FindingKind::MissingMedia) > 0);
    m_relink->setText(isRunning ? tr("Stop, %1 % searched").arg(int(m_searched * 100)) : tr("Relink folder..."));
    m_relink->setToolTip(isRunning ? QString() : tr("Look for all missing files below a folder, by their content"));
}

void ProblemsPanel::act(int number)
{
    const auto &findings = m_watch->report().findings;
    if (number >= int(findings.size()))
        return;
    const Finding finding = findings[size_t(number)];
    if (finding.kind == FindingKind::MissingMedia)
        m_watch->relinker()->askForFile(window(), finding.detail);
    else
        edit::fixProblems(*m_editor, {finding});
}

std::vector<Finding> ProblemsPanel::selected() const
{
    const auto &findings = m_watch->report().findings;
    std::vector<Finding> chosen;
    for (const QVariant &value : m_list->selectedValues()) {
        if (value.toInt() < int(findings.size()))
            chosen.push_back(findings[size_t(value.toInt())]);
    }
    return chosen;
}

void ProblemsPanel::reveal(int finding)
{
    const auto &findings = m_watch->report().findings;
    if (finding >= int(findings.size()))
        return;
    const Finding &shown = findings[size_t(finding)];
    if (timeline::findClip(m_editor->timeline(), shown.clip))
        m_editor->selectClip(shown.clip);
    edit::goToTime(*m_editor, shown.range.start);
}

} // namespace sc::ui

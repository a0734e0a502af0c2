// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/audit_panel.h"

#include "ui/timeline/beat_histogram.h"
#include "ui/timeline/edit_commands.h"
#include "ui/timeline/fix_commands.h"
#include "ui/timeline/position_text.h"
#include "ui/timeline/row_list.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"

#include <QtCore/QLocale>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QBoxLayout>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sc::ui {

namespace {

using planning::CutError;

constexpr int kLeastForPicture = 230;

enum class Order { ByError, ByTime, ByName };

QString signedNumber(double value, int decimals)
{
    return (value > 0 ? QStringLiteral("+") : QString()) + QLocale().toString(value, 'f', decimals);
}

} // namespace

AuditPanel::AuditPanel(TimelineEditor *editor, QWidget *parent)
    : QWidget(parent),
      m_editor(editor),
      m_histogram(new BeatHistogram(this)),
      m_order(new FieldChoice(tr("Order of the cuts"), this)),
      m_list(new RowList(tr("Cuts and their distance from the beat"), this)),
      m_summary(new TextLabel({}, TextStyle::Caption, Ink::Secondary, this)),
      m_copy(new IconButton(QStringLiteral("stack"), tr("Copy as a table (CSV)"), this)),
      m_fixSelected(new PushButton(tr("Fix selected"), ControlKind::Default, this)),
      m_fixAll(new PushButton(tr("Fix all"), ControlKind::Default, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 6, 4, 8);
    layout->setSpacing(4);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(6, 0, 6, 0);
    top->addWidget(m_histogram);
    layout->addLayout(top);
    auto *second = new QHBoxLayout;
    second->setContentsMargins(8, 0, 6, 0);
    second->setSpacing(6);
    second->addWidget(m_summary, 1);
    second->addWidget(m_order);
    layout->addLayout(second);
    layout->addWidget(m_list, 1);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(8, 0, 8, 0);
    bottom->setSpacing(6);
    m_copy->setSide(24);
    m_copy->setIconSize(14);
    bottom->addWidget(m_copy);
    bottom->addStretch();
    for (PushButton *button : {m_fixSelected, m_fixAll}) {
        button->setButtonSize(ButtonSize::Small);
        bottom->addWidget(button);
    }
    layout->addLayout(bottom);
    m_order->setOptions(
        {{tr("Worst first"), int(Order::ByError)}, {tr("By time"), int(Order::ByTime)}, {tr("By name"), int(Order::ByName)}});
    m_order->setFixedSize(104, 24);
    m_fixAll->setToolTip(tr("Moves every cut that is off the beat to the frame nearest to its beat"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    connect(m_order, &FieldChoice::currentChanged, this, &AuditPanel::refresh);
    connect(m_copy, &QAbstractButton::clicked, this, &AuditPanel::copyTable);
    connect(m_fixSelected, &QAbstractButton::clicked, this, [this] { edit::fixProblems(*m_editor, findingsOf(selectedOff())); });
    connect(m_fixAll, &QAbstractButton::clicked, this, [this] { edit::fixAllCuts(*m_editor); });
    connect(m_list, &RowList::selectionChangedByHand, this, &AuditPanel::refreshButtons);
    connect(m_list, &RowList::actionTriggered, this,
            [this](const QVariant &value) { edit::fixProblems(*m_editor, findingsOf({value.toInt()})); });
    connect(m_list, &RowList::rowChosen, this, [this](const QVariant &value) {
        const std::vector<CutError> &cuts = m_editor->audit().cuts;
        if (value.toInt() >= int(cuts.size()))
            return;
        const CutError cut = cuts[size_t(value.toInt())];
        m_editor->selectClip(cut.clipId);
        edit::goToTime(*m_editor, cut.cut);
    });
    connect(editor, &TimelineEditor::timelineSettled, this, [this] {
        if (isVisible())
            refresh();
    });
    refresh();
}

void AuditPanel::showEvent(QShowEvent *)
{
    refresh();
}

// In a low window the list is worth more than the picture; its words stay in the tooltip of the summary.
void AuditPanel::resizeEvent(QResizeEvent *)
{
    m_histogram->setVisible(height() >= kLeastForPicture);
}

void AuditPanel::sortCuts()
{
    const std::vector<CutError> &cuts = m_editor->audit().cuts;
    m_sorted.resize(cuts.size());
    std::iota(m_sorted.begin(), m_sorted.end(), 0);
    switch (Order(m_order->value().toInt())) {
    case Order::ByError:
        std::ranges::stable_sort(m_sorted, std::ranges::greater(), [&](int i) {
            const CutError &cut = cuts[size_t(i)];
            return cut.isOff() ? std::abs(cut.errorFrames) : 0.0;
        });
        break;
    case Order::ByTime:
        break;
    case Order::ByName:
        std::ranges::stable_sort(m_sorted, [&](int a, int b) { return cuts[size_t(a)].clip.localeAwareCompare(cuts[size_t(b)].clip) < 0; });
        break;
    }
}

void AuditPanel::refresh()
{
    const planning::AuditReport &audit = m_editor->audit();
    sortCuts();
    m_list->setRows(int(m_sorted.size()), [this](int index) {
        const int number = m_sorted[size_t(index)];
        const CutError &cut = m_editor->audit().cuts[size_t(number)];
        ListRow row;
        row.icon = cut.isOff() ? QStringLiteral("warning") : cut.beat ? QStringLiteral("check") : QStringLiteral("info");
        row.iconInk = cut.isOff() ? Ink::Warning : cut.beat ? Ink::Success : Ink::Tertiary;
        row.title = cut.clip.isEmpty() ? tr("End") : cut.clip;
        QStringList detail{tr("cut at %1").arg(positionText(m_editor->beats(), cut.cut, m_editor->frameRate()))};
        if (cut.beat)
            detail += cut.downbeat && cut.downbeat->time == cut.beat->time
                          ? tr("downbeat %1").arg(cut.beat->bar)
                          : tr("beat %1.%2").arg(cut.beat->bar).arg(cut.beat->beatInBar) +
                                (cut.downbeat ? tr(", downbeat %1").arg(cut.downbeat->bar) : QString());
        if (cut.onHalfBeat)
            detail += tr("half-beat");
        if (!cut.bound)
            detail += tr("unbound");
        row.detail = detail.join(QStringLiteral(", "));
        row.figure = cut.beat ? tr("%1 fr, %2 ms").arg(signedNumber(cut.errorFrames, 1), signedNumber(cut.errorMs, 0)) : tr("no beat");
        row.figureInk = cut.isOff() ? Ink::Warning : Ink::Secondary;
        row.locked = cut.locked;
        row.value = number;
        if (cut.isOff())
            row.action = tr("Fix");
        return row;
    });
    m_histogram->setBars(planning::errorHistogram(audit));
    m_summary->setToolTip(m_histogram->accessibleDescription());
    if (audit.cuts.empty())
        m_summary->setText(tr("No cuts yet"));
    else if (m_editor->beats().empty())
        m_summary->setText(tr("The song has no beats to compare with"));
    else if (audit.offBeat == 0)
        m_summary->setText(tr("All %n cuts sit on a beat", nullptr, int(audit.cuts.size())));
    else
        m_summary->setText(
            tr("%1 of %2 off, worst %3 fr").arg(audit.offBeat).arg(audit.cuts.size()).arg(QLocale().toString(audit.worstFrames, 'f', 1)));
    refreshButtons();
}

void AuditPanel::refreshButtons()
{
    const planning::AuditReport &audit = m_editor->audit();
    m_fixAll->setText(audit.offBeat > 0 ? tr("Fix all %1").arg(audit.offBeat) : tr("Fix all"));
    m_fixAll->setDisabledReason(audit.offBeat > 0 ? QString() : tr("No cut is off its beat"));
    m_fixSelected->setDisabledReason(selectedOff().empty() ? tr("Choose cuts in the list that are off their beat") : QString());
    m_copy->setEnabled(!audit.cuts.empty());
}

std::vector<int> AuditPanel::selectedOff() const
{
    const std::vector<CutError> &cuts = m_editor->audit().cuts;
    std::vector<int> off;
    for (const QVariant &value : m_list->selectedValues()) {
        if (value.toInt() < int(cuts.size()) && cuts[size_t(value.toInt())].isOff())
            off.push_back(value.toInt());
    }
    return off;
}

std::vector<timeline::Finding> AuditPanel::findingsOf(const std::vector<int> &cuts) const
{
    const timeline::ProblemReport report =
        timeline::findProblems(m_editor->timeline(), {.beats = m_editor->beats(), .missing = {}, .rules = false});
    std::vector<timeline::Finding> found;
    for (const int number : cuts) {
        const CutError &cut = m_editor->audit().cuts[size_t(number)];
        for (const timeline::Finding &finding : report.findings) {
            if (finding.kind == timeline::FindingKind::OffBeat && finding.range.start == cut.cut)
                found.push_back(finding);
        }
    }
    return found;
}

void AuditPanel::copyTable() const
{
    QGuiApplication::clipboard()->setText(planning::auditCsv(m_editor->audit(), m_editor->frameRate()));
}

} // namespace sc::ui

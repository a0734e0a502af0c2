// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_problems.h"

#include "core/base/text.h"
#include "core/base/timecode.h"
#include "core/planning/beat_audit.h"
#include "core/timeline/report.h"
#include "ui/theme/icons.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QUrl>
#include <QtGui/QDesktopServices>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QScrollArea>

namespace sc::ui {

namespace {

constexpr int kNamed = 3; // of several, how many are named
constexpr qsizetype kShownRuns = 3;

// Icon on the left, words, one button.
class ProblemCard : public Plate
{
public:
    ProblemCard(const Preflight &problem, const std::function<void()> &show) : Plate(Level::Card), m_level(problem.level)
    {
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(38, 10, 12, 10);
        column->setSpacing(2);
        column->addWidget(new TextLabel(problem.title, TextStyle::Strong));
        auto *text = new TextLabel(problem.text, TextStyle::Body, Ink::Secondary);
        text->setWrap(true);
        column->addWidget(text);
        if (!show)
            return;
        column->addSpacing(6);
        auto *button = new PushButton(ExportProblems::tr("Show"));
        button->setButtonSize(ButtonSize::Small);
        connect(button, &QPushButton::clicked, this, show);
        column->addWidget(button, 0, Qt::AlignLeft);
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        Plate::paintEvent(event);
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        const auto [icon, ink] = m_level == Preflight::Level::Error     ? std::pair("error", theme.semantic.danger)
                                 : m_level == Preflight::Level::Warning ? std::pair("warning", theme.semantic.warning)
                                 : m_level == Preflight::Level::Info    ? std::pair("info", theme.semantic.info)
                                                                        : std::pair("check", theme.semantic.success);
        drawIcon(painter, QLatin1String(icon), QRectF(12, 11, 17, 17), ink);
    }

private:
    Preflight::Level m_level;
};

void clear(QVBoxLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->widget() != nullptr)
            item->widget()->deleteLater();
        delete item;
    }
}

Preflight offBeatProblem(const planning::AuditReport &audit)
{
    QStringList named;
    Ticks first;
    for (const planning::CutError &cut : audit.cuts) {
        if (!cut.isOff())
            continue;
        if (named.isEmpty())
            first = cut.cut;
        if (named.size() < kNamed)
            named.append(ExportProblems::tr("%1 by %2%3 frames")
                             .arg(cut.clip, cut.errorFrames > 0 ? QStringLiteral("+") : QString())
                             .arg(cut.errorFrames, 0, 'f', 1));
    }
    const QString more = audit.offBeat > named.size()
                             ? ExportProblems::tr(" and %n more", nullptr, audit.offBeat - static_cast<int>(named.size()))
                             : QString();
    return {Preflight::Level::Warning, ExportProblems::tr("%n cut(s) off the beat", nullptr, audit.offBeat),
            named.join(QStringLiteral(", ")) + more, first};
}

void addGaps(std::vector<Preflight> &problems, const timeline::TimelineReport &report, FrameRate rate)
{
    std::vector<const timeline::ReportGap *> flashes;
    int longer = 0;
    for (const timeline::ReportGap &gap : report.gaps) {
        if (gap.isProblem())
            flashes.push_back(&gap);
        else
            ++longer;
    }
    for (const timeline::ReportGap *gap : flashes)
        problems.push_back({Preflight::Level::Warning,
                            ExportProblems::tr("A gap of %n frame(s)", nullptr, static_cast<int>(rate.frameAt(gap->range.length()))),
                            ExportProblems::tr("Between %1 and %2 at %3.")
                                .arg(gap->beforeName, gap->afterName, formatTimecode(rate.frameAt(gap->range.start), rate)),
                            gap->range.start});
    if (longer > 0) {
        const auto first =
            std::find_if(report.gaps.begin(), report.gaps.end(), [](const timeline::ReportGap &gap) { return !gap.isProblem(); });
        problems.push_back({Preflight::Level::Info, ExportProblems::tr("%n gap(s) stay black", nullptr, longer),
                            ExportProblems::tr("The first begins at %1.").arg(formatTimecode(rate.frameAt(first->range.start), rate)),
                            first->range.start});
    }
}

} // namespace

std::vector<Preflight> preflightOf(const timeline::Timeline &timeline, bool songMissing)
{
    std::vector<Preflight> problems;
    const FrameRate rate = timeline.project.frameRate;
    if (songMissing)
        problems.push_back({Preflight::Level::Error, ExportProblems::tr("The song's file is gone"), timeline.project.song->media.path, {}});
    const timeline::TimelineReport report = timeline::timelineReport(timeline);
    for (const timeline::ReportOverlap &overlap : report.overlaps)
        problems.push_back({Preflight::Level::Error, ExportProblems::tr("Two shots overlap"),
                            ExportProblems::tr("%1 and %2.").arg(overlap.firstName, overlap.secondName), overlap.range.start});
    const planning::AuditReport audit = planning::auditBeats(timeline);
    if (audit.offBeat > 0)
        problems.push_back(offBeatProblem(audit));
    addGaps(problems, report, rate);
    return problems;
}

ExportProblems::ExportProblems(QWidget *parent)
    : Panel(parent),
      m_count(new TextLabel({}, TextStyle::CaptionStrong, Ink::Warning)),
      m_cards(new QVBoxLayout),
      m_runs(new QVBoxLayout),
      m_runsCard(new Plate(Plate::Level::Card))
{
    setFixedWidth(376);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 0, 12, 12);
    column->setSpacing(space::kGutter);
    auto *head = makePanelHeader(tr("Before you export"), column);
    head->setContentsMargins(2, 0, 0, 0);
    head->insertWidget(1, m_count);
    auto *list = new QWidget;
    auto *listRows = new QVBoxLayout(list);
    listRows->setContentsMargins(0, 0, 0, 0);
    m_cards->setSpacing(space::kGutter);
    listRows->addLayout(m_cards);
    listRows->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(list);
    list->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    column->addWidget(scroll, 1);
    auto *card = new QVBoxLayout(m_runsCard);
    card->setContentsMargins(12, 11, 12, 8);
    card->setSpacing(0);
    card->addWidget(new TextLabel(tr("Last exports"), TextStyle::Strong));
    card->addLayout(m_runs);
    column->addWidget(m_runsCard);
}

void ExportProblems::setProblems(const std::vector<Preflight> &problems)
{
    clear(m_cards);
    m_count->setText(problems.empty() ? QString() : QString::number(problems.size()));
    for (const Preflight &problem : problems)
        m_cards->addWidget(new ProblemCard(problem, [this, at = problem.at] { Q_EMIT showRequested(at); }));
    if (problems.empty())
        m_cards->addWidget(
            new ProblemCard({Preflight::Level::Good, tr("Ready to go"), tr("No gaps, and every cut is on its beat."), {}}, {}));
}

void ExportProblems::setRuns(const QList<ExportRun> &runs)
{
    clear(m_runs);
    m_runsCard->setVisible(!runs.isEmpty());
    for (const ExportRun &run : runs.first(std::min(runs.size(), kShownRuns))) {
        auto *row = new QWidget;
        row->setFixedHeight(28);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        auto *name = new TextLabel(QFileInfo(run.file).fileName());
        name->setElide(Qt::ElideMiddle);
        name->setToolTip(QDir::toNativeSeparators(run.file).toHtmlEscaped());
        line->addWidget(name, 1);
        const QDateTime at = QDateTime::fromString(run.at, Qt::ISODateWithMs).toLocalTime();
        line->addWidget(new TextLabel(QLocale().toString(at, QStringLiteral("d MMM HH:mm")), TextStyle::CaptionLight, Ink::Secondary));
        line->addWidget(new TextLabel(humanSize(run.bytes), TextStyle::CaptionLight, Ink::Secondary));
        auto *folder = new IconButton(QStringLiteral("folder"), tr("Show in its folder"));
        folder->setSide(24);
        folder->setIconSize(14);
        folder->setEnabled(QFileInfo::exists(run.file));
        connect(folder, &QAbstractButton::clicked, this,
                [file = run.file] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).absolutePath())); });
        line->addWidget(folder);
        m_runs->addWidget(row);
    }
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_problems.h"

#include "core/base/text.h"
#include "core/timeline/problem_fixes.h"
#include "ui/theme/icons.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtCore/QUrl>
#include <QtGui/QDesktopServices>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QScrollArea>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kNamed = 2; // of several, how many are told in full
constexpr size_t kShownRuns = 4;

// Icon on the left, words, then its buttons in `buttons`.
class ProblemCard : public Plate
{
public:
    explicit ProblemCard(const Preflight &problem) : Plate(Level::Card), m_level(problem.level)
    {
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(38, 10, 12, 10);
        column->setSpacing(2);
        auto *title = new TextLabel(problem.title, TextStyle::Strong);
        title->setWrap(true);
        column->addWidget(title);
        auto *text = new TextLabel(problem.text, TextStyle::Body, Ink::Secondary);
        text->setWrap(true);
        column->addWidget(text);
        column->addSpacing(6);
        auto *buttons = new QWidget;
        m_buttons = new FlowLayout(buttons);
        column->addWidget(buttons);
        setAccessibleName(problem.title + QStringLiteral(". ") + problem.text);
    }
    void addButton(const QString &text, ControlKind kind, const std::function<void()> &run)
    {
        auto *button = new PushButton(text, kind);
        button->setButtonSize(ButtonSize::Small);
        connect(button, &QPushButton::clicked, this, run);
        m_buttons->addWidget(button);
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
    FlowLayout *m_buttons = nullptr;
};

Preflight::Level levelOf(timeline::Severity severity)
{
    return severity == timeline::Severity::Error     ? Preflight::Level::Error
           : severity == timeline::Severity::Warning ? Preflight::Level::Warning
                                                     : Preflight::Level::Info;
}

// All troubles of a kind in one card.
Preflight cardOf(timeline::FindingKind kind, const std::vector<const timeline::Finding *> &of, FrameRate rate)
{
    Preflight card;
    card.level = levelOf(timeline::severityOf(kind));
    card.title = of.size() == 1
                     ? timeline::findingKindTitle(kind)
                     : QStringLiteral("%1 · %2").arg(timeline::findingKindTitle(kind), QLocale().toString(qulonglong(of.size())));
    QStringList told;
    for (size_t i = 0; i < of.size() && i < kNamed; ++i)
        told << timeline::findingText(*of[i], rate);
    if (of.size() > kNamed)
        told << ExportProblems::tr("And %n more.", nullptr, static_cast<int>(of.size()) - kNamed);
    card.text = told.join(u'\n');
    card.at = of.front()->range.start;
    if (timeline::hasFix(kind)) {
        card.fix = kind;
        card.fixText = timeline::fixTitle(kind);
    }
    return card;
}

void addFindings(std::vector<Preflight> &cards, const timeline::Timeline &timeline, const PreflightFacts &facts)
{
    const std::vector<Beat> beats = timeline::timelineBeats(timeline);
    const timeline::ProblemReport report = timeline::findProblems(timeline, {beats, facts.missing, true, facts.mediaLength});
    for (const timeline::FindingKind kind : timeline::kFindingKinds) {
        std::vector<const timeline::Finding *> of;
        for (const timeline::Finding &finding : report.findings) {
            if (finding.kind == kind)
                of.push_back(&finding);
        }
        if (!of.empty())
            cards.push_back(cardOf(kind, of, timeline.project.frameRate));
    }
}

QString whenText(const QString &at)
{
    const QDateTime time = QDateTime::fromString(at, Qt::ISODateWithMs).toLocalTime();
    const qint64 days = time.date().daysTo(QDate::currentDate());
    if (days == 0)
        return ExportProblems::tr("today %1").arg(QLocale().toString(time, QStringLiteral("HH:mm")));
    return days == 1 ? ExportProblems::tr("yesterday") : QLocale().toString(time, QStringLiteral("d MMM"));
}

// Where it lies, with the file marked where the system's file manager knows how.
void reveal(const QString &path)
{
    const QFileInfo info(path);
    QDesktopServices::openUrl(QUrl::fromLocalFile(info.isDir() ? info.absoluteFilePath() : info.absolutePath()));
}

} // namespace

std::vector<Preflight> preflightOf(const timeline::Timeline &timeline, const PreflightFacts &facts)
{
    std::vector<Preflight> cards;
    addFindings(cards, timeline, facts);
    if (!facts.without.empty()) {
        Preflight card;
        card.title = ExportProblems::tr("%n shot(s) have no take", nullptr, static_cast<int>(facts.without.size()));
        card.text = ExportProblems::tr("They go out as name cards of the right length.");
        if (const timeline::Clip *first = timeline::findClip(timeline, facts.without.front()))
            card.at = first->start;
        card.without = facts.without;
        cards.push_back(card);
    }
    if (!facts.cleanedName.isEmpty())
        cards.push_back({Preflight::Level::Info,
                         ExportProblems::tr("The name is changed for the file"),
                         ExportProblems::tr("%1 becomes %2.").arg(timeline.project.name, facts.cleanedName),
                         {},
                         {},
                         {},
                         {}});
    if (facts.isReplaced)
        cards.push_back({Preflight::Level::Info,
                         ExportProblems::tr("%1 is there already").arg(QFileInfo(facts.destination).fileName()),
                         ExportProblems::tr("It stays until the new one is whole, then it is replaced."),
                         {},
                         {},
                         {},
                         {}});
    std::ranges::stable_sort(cards, {}, &Preflight::level);
    return cards;
}

ExportProblems::ExportProblems(QWidget *parent)
    : Panel(parent),
      m_count(new TextLabel({}, TextStyle::CaptionStrong, Ink::Warning)),
      m_fixAll(new PushButton(QString())),
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
    m_fixAll->setButtonSize(ButtonSize::Small);
    m_fixAll->setObjectName(QStringLiteral("fixAll"));
    head->addWidget(m_fixAll);
    connect(m_fixAll, &QPushButton::clicked, this, [this] {
        std::vector<timeline::FindingKind> kinds;
        for (const Preflight &problem : m_problems) {
            if (problem.fix)
                kinds.push_back(*problem.fix);
        }
        Q_EMIT fixRequested(kinds);
    });
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
    list->setMinimumWidth(1); // buttons that are too wide go below one another instead
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

void ExportProblems::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
}

void ExportProblems::setProblems(const std::vector<Preflight> &problems)
{
    m_problems = problems;
    clearLayout(m_cards);
    m_count->setText(problems.empty() ? QString() : QString::number(problems.size()));
    const auto fixes = std::ranges::count_if(problems, [](const Preflight &problem) { return problem.fix.has_value(); });
    m_fixAll->setVisible(fixes > 1 && !m_isReadOnly);
    m_fixAll->setText(tr("Fix %n for me", nullptr, static_cast<int>(fixes)));
    for (const Preflight &problem : problems) {
        auto *card = new ProblemCard(problem);
        if (problem.fix && !m_isReadOnly)
            card->addButton(problem.fixText, ControlKind::Default, [this, kind = *problem.fix] { Q_EMIT fixRequested({kind}); });
        if (!problem.without.empty())
            card->addButton(tr("Generate missing"), ControlKind::Default,
                            [this, clips = problem.without] { Q_EMIT generateRequested(clips); });
        if (problem.at)
            card->addButton(tr("Show"), ControlKind::Quiet, [this, at = *problem.at] { Q_EMIT showRequested(at); });
        m_cards->addWidget(card);
    }
    if (problems.empty())
        m_cards->addWidget(new ProblemCard({Preflight::Level::Good,
                                            tr("Ready to go"),
                                            tr("No gaps, every shot has its take, and every cut is on its beat."),
                                            {},
                                            {},
                                            {},
                                            {}}));
}

void ExportProblems::setRuns(const std::vector<project::ExportRecord> &runs)
{
    clearLayout(m_runs);
    m_runsCard->setVisible(!runs.empty());
    for (size_t i = 0; i < runs.size() && i < kShownRuns; ++i) {
        const project::ExportRecord &run = runs[i];
        auto *row = new QWidget;
        row->setFixedHeight(28);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(8);
        const bool isDone = run.end == project::ExportEnd::Done;
        auto *name = new TextLabel(run.preset.isEmpty() ? QFileInfo(run.destination).fileName() : run.preset, TextStyle::Body,
                                   isDone ? Ink::Primary : Ink::Secondary);
        QStringList tip{QDir::toNativeSeparators(run.destination)};
        tip += run.notices;
        name->setToolTip(tip.join(u'\n').toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
        line->addWidget(name, 1);
        line->addWidget(new TextLabel(whenText(run.startedAt), TextStyle::CaptionLight, Ink::Secondary));
        line->addWidget(new TextLabel(isDone                                     ? humanSize(run.bytes)
                                      : run.end == project::ExportEnd::Cancelled ? tr("cancelled")
                                                                                 : tr("failed"),
                                      TextStyle::CaptionLight, run.end == project::ExportEnd::Failed ? Ink::Danger : Ink::Secondary));
        auto *button = new IconButton(isDone ? QStringLiteral("folder") : QStringLiteral("redo"),
                                      isDone ? tr("Show in its folder") : tr("Export again"));
        button->setSide(24);
        button->setIconSize(14);
        button->setEnabled(!isDone || QFileInfo::exists(run.destination));
        connect(button, &QAbstractButton::clicked, this, [this, run, isDone] {
            if (isDone)
                reveal(run.destination);
            else
                Q_EMIT againRequested(run);
        });
        line->addWidget(button);
        m_runs->addWidget(row);
    }
}

} // namespace sc::ui

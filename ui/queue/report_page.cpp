// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/report_page.h"

#include "core/base/text.h"
#include "core/generation/still_choice.h"
#include "core/project/project_session.h"
#include "core/project/take_shelf.h"
#include "ui/queue/job_words.h"
#include "ui/queue/night_chart.h"
#include "ui/servers/time_words.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/panel.h"

#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollArea>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kSide = 348;
constexpr int kHead = 146;
constexpr int kGap = space::kGutter;
constexpr int kNarrow = 1120;

// The day before at six in the evening.
QString lastEvening()
{
    const QDateTime now = QDateTime::currentDateTime();
    return QDateTime(now.date().addDays(now.time().hour() < 18 ? -1 : 0), QTime(18, 0)).toUTC().toString(Qt::ISODateWithMs);
}

} // namespace

ReportPage::ReportPage(AppContext &context, GenerationFeed &feed, QueueDesk &desk, JobPictures &pictures, QWidget *parent)
    : QWidget(parent), m_context(context), m_feed(feed), m_desk(desk), m_pictures(pictures)
{
    build();
}

void ReportPage::build()
{
    m_headPanel = new Panel(this);
    auto *head = new QVBoxLayout(m_headPanel);
    head->setContentsMargins(18, 12, 18, 12);
    head->setSpacing(2);
    auto *row = new QHBoxLayout;
    m_headline = new TextLabel({}, TextStyle::Display, Ink::Primary, m_headPanel);
    row->addWidget(m_headline, 1);
    auto *earlier = new PushButton(tr("Earlier reports"), ControlKind::Quiet, m_headPanel);
    row->addWidget(earlier);
    head->addLayout(row);
    m_when = new TextLabel({}, TextStyle::Body, Ink::Secondary, m_headPanel);
    head->addWidget(m_when);
    head->addStretch();
    auto *figures = new QHBoxLayout;
    figures->setSpacing(12);
    for (const QString &words :
         {tr("takes made"), tr("pictures"), tr("videos"), tr("failed"), tr("from first to last"), tr("of GPU time"), tr("stored")}) {
        auto *column = new QVBoxLayout;
        column->setSpacing(0);
        m_figures.push_back(new TextLabel({}, TextStyle::Figure, Ink::Primary, m_headPanel));
        column->addWidget(m_figures.back());
        column->addWidget(new TextLabel(words, TextStyle::CaptionLight, Ink::Secondary, m_headPanel));
        figures->addLayout(column, 1);
    }
    m_figures[0]->setInk(Ink::Success);
    head->addLayout(figures);

    m_nightPanel = new Panel(this);
    auto *night = new QVBoxLayout(m_nightPanel);
    night->setContentsMargins(0, 0, 0, 8);
    night->setSpacing(0);
    auto *nightHead = new QHBoxLayout;
    nightHead->setContentsMargins(14, 10, 14, 4);
    nightHead->setSpacing(8);
    nightHead->addWidget(new TextLabel(tr("The night"), TextStyle::BodyStrong, Ink::Primary, m_nightPanel));
    nightHead->addWidget(new TextLabel(tr("by server and batch"), TextStyle::Body, Ink::Secondary, m_nightPanel), 1);
    nightHead->addWidget(new TextLabel(tr("red: failed"), TextStyle::CaptionLight, Ink::Tertiary, m_nightPanel));
    night->addLayout(nightHead);
    m_night = new NightChart(m_feed, m_nightPanel);
    night->addWidget(m_night, 1);

    m_takesPanel = new Panel(this);
    auto *takes = new QVBoxLayout(m_takesPanel);
    takes->setContentsMargins(14, 8, 14, 8);
    takes->setSpacing(6);
    auto *takesHead = new QHBoxLayout;
    takesHead->setSpacing(8);
    takesHead->addWidget(new TextLabel(tr("New takes"), TextStyle::BodyStrong, Ink::Primary, m_takesPanel));
    m_takesWords = new TextLabel({}, TextStyle::Body, Ink::Secondary, m_takesPanel);
    takesHead->addWidget(m_takesWords, 1);
    takes->addLayout(takesHead);
    m_takes = new TakeGrid(m_feed, m_pictures, m_takesPanel);
    takes->addWidget(m_takes, 1);

    m_sidePanel = new Panel(this);
    auto *side = new QVBoxLayout(m_sidePanel);
    side->setContentsMargins(12, 10, 12, 12);
    side->setSpacing(8);
    m_sideTitle = new TextLabel(tr("For you"), TextStyle::BodyStrong, Ink::Primary, m_sidePanel);
    side->addWidget(m_sideTitle);
    auto *scroll = new QScrollArea(m_sidePanel);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    auto *host = new QWidget;
    scroll->setWidget(host);
    host->setAutoFillBackground(false); // setWidget() turned it on
    m_cardBox = new QVBoxLayout(host);
    m_cardBox->setContentsMargins(0, 0, 0, 0);
    m_cardBox->setSpacing(8);
    side->addWidget(scroll, 1);
    auto *buttons = new QHBoxLayout;
    m_review = new PushButton({}, ControlKind::Primary, m_sidePanel);
    m_review->setIconName(QStringLiteral("eye"));
    m_review->setButtonSize(ButtonSize::Large);
    auto *close = new PushButton(tr("Close"), ControlKind::Default, m_sidePanel);
    close->setButtonSize(ButtonSize::Large);
    buttons->addWidget(m_review, 1);
    buttons->addWidget(close);
    side->addLayout(buttons);
    connect(close, &QAbstractButton::clicked, this, &ReportPage::closed);
    connect(m_review, &QAbstractButton::clicked, this, [this] { Q_EMIT m_context.reviewRequested(); });
    connect(earlier, &QAbstractButton::clicked, this, &ReportPage::openEarlier);
    connect(m_takes, &TakeGrid::jobChosen, this, &ReportPage::jobRequested);
}

void ReportPage::openEarlier()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Since yesterday evening"), this, &ReportPage::showNight);
    menu->addAction(tr("The last three days"), this,
                    [this] { showSince(QDateTime::currentDateTimeUtc().addDays(-3).toString(Qt::ISODateWithMs)); });
    menu->addAction(tr("The last week"), this,
                    [this] { showSince(QDateTime::currentDateTimeUtc().addDays(-7).toString(Qt::ISODateWithMs)); });
    menu->addAction(tr("All"), this, [this] { showSince({}); });
    menu->popup(m_headPanel->mapToGlobal(QPoint(m_headPanel->width() - 180, 44)));
}

void ReportPage::showNight()
{
    showSince(lastEvening());
}

void ReportPage::showSince(const QString &isoUtc)
{
    m_since = isoUtc;
    const auto report = queueReport(m_feed.service().store(), isoUtc);
    if (!reported(m_context, report))
        return;
    m_report = *report;
    const int asked = m_report.completed + m_report.failed + m_report.cancelled + m_report.open;
    m_headline->setText(m_report.completed + m_report.failed == 0
                            ? tr("Nothing was made in this time")
                            : tr("%1 of %2 takes are ready").arg(m_report.takes).arg(std::max(m_report.takes, asked - m_report.cancelled)));
    const QDateTime from = timeFrom(m_report.firstStart);
    const QDateTime to = timeFrom(m_report.lastEnd);
    m_when->setText(
        from.isValid() ? tr("%1 to %2. The last ended %3 ago.")
                             .arg(clockWords(from), clockWords(to), spanWords(static_cast<double>(to.secsTo(QDateTime::currentDateTime()))))
                       : tr("No job ended since %1.").arg(isoUtc.isEmpty() ? tr("the beginning") : clockWords(timeFrom(isoUtc))));
    double busy = 0;
    for (const ServerReport &server : m_report.servers)
        busy += server.busyS;
    qint64 stored = 0;
    std::vector<QString> made;
    for (const Job &job : m_feed.service().jobs()) {
        if (job.status != JobStatus::Completed || job.finishedAt < m_report.since)
            continue;
        made.push_back(job.id.text());
        stored += QFileInfo(m_pictures.takeFile(job)).size();
    }
    m_figures[0]->setText(QLocale().toString(m_report.takes));
    m_figures[1]->setText(QLocale().toString(m_report.pictures));
    m_figures[2]->setText(QLocale().toString(m_report.videos));
    m_figures[3]->setText(QLocale().toString(m_report.failed));
    m_figures[3]->setInk(m_report.failed > 0 ? Ink::Danger : Ink::Primary);
    m_figures[4]->setText(from.isValid() ? shortSpan(static_cast<double>(from.secsTo(to))) : QStringLiteral("-"));
    m_figures[5]->setText(shortSpan(busy));
    m_figures[6]->setText(stored > 0 ? humanSize(stored) : QStringLiteral("-"));
    m_night->showSince(m_report.since);
    m_takes->setJobs(made);
    m_takesWords->setText(made.empty() ? tr("none in this time") : tr("the newest first"));
    m_review->setText(tr("Review %n take(s)", nullptr, m_report.takes));
    m_review->setEnabled(m_report.takes > 0 && m_context.session() != nullptr);
    gatherCards();
    showCards();
    resizeEvent(nullptr);
}

void ReportPage::gatherCards()
{
    m_cards.clear();
    for (const FailureReport &failure : m_report.failures) {
        ReportCard card;
        card.level = ReportCard::Level::Error;
        QueueDesk::Ids ids;
        QStringList names;
        for (const QString &id : failure.jobs) {
            if (const Job *job = m_feed.service().job(JobId(id)); job && job->status == JobStatus::Failed) {
                ids.emplace_back(id);
                names.append(jobName(*job));
            }
        }
        if (ids.empty())
            continue;
        card.title = tr("%n failed: %1", nullptr, static_cast<int>(ids.size())).arg(failure.text);
        card.text = names.mid(0, 4).join(QStringLiteral(", ")) + (names.size() > 4 ? tr(" and %1 more").arg(names.size() - 4) : QString());
        card.actions.emplace_back(tr("Try again"), [this, ids] {
            if (m_desk.retry(ids))
                showSince(m_since);
        });
        card.actions.emplace_back(tr("Open"), [this, id = ids.front().text()] { Q_EMIT jobRequested(id); });
        m_cards.push_back(std::move(card));
    }
    QueueDesk::Ids blocked;
    QueueDesk::Ids held;
    for (const Job &job : m_feed.service().jobs()) {
        if (job.status == JobStatus::Blocked)
            blocked.push_back(job.id);
        else if (job.status == JobStatus::Paused)
            held.push_back(job.id);
    }
    const std::vector<StillChoice> choices = openChoices(m_feed.service().jobs());
    if (const auto ready = std::ranges::count_if(choices, &StillChoice::canChoose); ready > 0)
        m_cards.push_back({ReportCard::Level::Warning,
                           tr("A picture is to be chosen for %n shot(s)", nullptr, static_cast<int>(ready)),
                           tr("Their videos start from it."),
                           {{tr("Choose"), [this] { Q_EMIT choiceRequested(); }}}});
    if (!blocked.empty()) {
        const Job *first = m_feed.service().job(blocked.front());
        m_cards.push_back({ReportCard::Level::Warning,
                           tr("%n job(s) cannot start", nullptr, static_cast<int>(blocked.size())),
                           first && first->problem() ? first->problem()->text() : QString(),
                           {{tr("Open"), [this, id = blocked.front().text()] { Q_EMIT jobRequested(id); }}}});
    }
    if (!held.empty())
        m_cards.push_back({ReportCard::Level::Warning,
                           tr("%n job(s) are held", nullptr, static_cast<int>(held.size())),
                           tr("They start when you let them go on."),
                           {{tr("Let them go on"), [this, held] {
                                 if (m_desk.goOn(held))
                                     showSince(m_since);
                             }}}});
    for (const ServerState &state : m_feed.servers()) {
        if (state.kind == ServerState::Kind::Offline)
            m_cards.push_back({ReportCard::Level::Warning,
                               tr("%1 is offline").arg(state.server.name),
                               state.problem ? state.problem->text() : QString(),
                               {{tr("Servers"), [this] { Q_EMIT m_context.screenRequested(ScreenId::Servers); }}}});
    }
    if (m_report.retried > 0)
        m_cards.push_back({ReportCard::Level::Info,
                           tr("%n take(s) needed more than one attempt", nullptr, m_report.retried),
                           tr("Nothing was made twice."),
                           {}});
    for (const Batch &batch : m_report.batches)
        m_cards.push_back({ReportCard::Level::Info,
                           tr("Batch %1").arg(batch.name),
                           tr("%1: %2 of %3").arg(batchStatusWord(batch.status)).arg(batch.completed).arg(batch.total),
                           {}});
}

void ReportPage::showCards()
{
    clearLayout(m_cardBox);
    m_sideTitle->setText(m_cards.empty() ? tr("For you: nothing") : tr("For you: %1").arg(m_cards.size()));
    for (const ReportCard &card : m_cards) {
        auto *plate = new Plate(Plate::Level::Card, m_sidePanel);
        auto *layout = new QVBoxLayout(plate);
        layout->setContentsMargins(12, 9, 12, 9);
        layout->setSpacing(4);
        auto *title = new TextLabel(card.title, TextStyle::Strong,
                                    card.level == ReportCard::Level::Error     ? Ink::Danger
                                    : card.level == ReportCard::Level::Warning ? Ink::Warning
                                                                               : Ink::Primary,
                                    plate);
        title->setWrap(true);
        layout->addWidget(title);
        auto *text = new TextLabel(card.text, TextStyle::Body, Ink::Secondary, plate);
        text->setWrap(true);
        text->setVisible(!card.text.isEmpty());
        layout->addWidget(text);
        if (!card.actions.empty()) {
            auto *buttons = new QHBoxLayout;
            for (const auto &[words, act] : card.actions) {
                auto *button =
                    new PushButton(words, &words == &card.actions.front().first ? ControlKind::Default : ControlKind::Quiet, plate);
                connect(button, &QAbstractButton::clicked, this, act, Qt::QueuedConnection);
                buttons->addWidget(button);
            }
            buttons->addStretch(1);
            layout->addLayout(buttons);
        }
        m_cardBox->addWidget(plate);
    }
    m_cardBox->addStretch(1);
}

void ReportPage::resizeEvent(QResizeEvent *)
{
    const bool narrow = width() < kNarrow;
    const int side = narrow ? 300 : kSide;
    const int left = width() - side - kGap;
    m_headPanel->setGeometry(0, 0, left, kHead);
    const bool low = height() < 640;
    const int night = low ? 0 : std::min(m_night->wantedHeight() + 50, height() * 38 / 100);
    m_nightPanel->setVisible(!low);
    m_nightPanel->setGeometry(0, kHead + kGap, left, night);
    const int top = kHead + kGap + (low ? 0 : night + kGap);
    m_takesPanel->setGeometry(0, top, left, height() - top);
    m_sidePanel->setGeometry(left + kGap, 0, side, height());
}

} // namespace sc::ui

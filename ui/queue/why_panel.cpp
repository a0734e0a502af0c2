// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/why_panel.h"

#include "core/base/json.h"
#include "core/comfy/family.h"
#include "core/generation/job_request.h"
#include "core/generation/server_check.h"
#include "ui/queue/job_words.h"
#include "ui/queue/lane_chart.h"
#include "ui/servers/time_words.h"
#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QScrollArea>

#include <algorithm>
#include <cmath>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kMostServers = 6;

// A server's bar: until free, load, run, risk, all on one axis.
class BarRow : public QWidget
{
public:
    BarRow(const ServerBar &bar, double mostS, QWidget *parent) : QWidget(parent), m_bar(bar), m_mostS(mostS)
    {
        setFixedHeight(bar.fits ? 60 : 44);
        setAccessibleName(QStringLiteral("%1, %2, %3").arg(bar.server, bar.figure, bar.words));
        setToolTip(bar.words);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(rect()).adjusted(0, 1, 0, -1);
        if (m_bar.isChosen) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.state.fill);
            painter.drawRoundedRect(box, 9, 9);
        }
        double left = 12;
        if (m_bar.isChosen) {
            drawIcon(painter, QStringLiteral("check"), QRectF(left, 9, 14, 14), theme.text.blue);
            left += 20;
        }
        painter.setFont(theme.fonts.controlStrong);
        painter.setPen(m_bar.fits ? theme.text.primary : theme.text.secondary);
        painter.drawText(QRectF(left, 7, width() - left - 120, 18), Qt::AlignLeft | Qt::AlignVCenter, m_bar.server);
        painter.setFont(m_bar.fits ? theme.fonts.controlStrong : theme.fonts.control);
        painter.drawText(QRectF(width() - 132, 7, 120, 18), Qt::AlignRight | Qt::AlignVCenter, m_bar.figure);
        double textTop = 24;
        if (m_bar.fits) {
            const double scale = (width() - 24) / std::max(1.0, m_mostS);
            double x = 12;
            const auto piece = [&](double seconds, const QColor &colour, bool hatched) {
                const double wide = seconds * scale;
                if (wide < 1)
                    return;
                const QRectF place(x, 28, wide - 1, 12);
                if (hatched) {
                    paintHatch(painter, place, colour, 3);
                } else {
                    painter.setPen(Qt::NoPen);
                    painter.setBrush(colour);
                    painter.drawRoundedRect(place, 3, 3);
                }
                x += wide;
            };
            piece(m_bar.freeS, withAlpha(theme.text.primary, 0.22), false);
            piece(m_bar.loadS, theme.text.primary, true);
            piece(m_bar.runS, m_bar.isChosen ? theme.brand.blue : withAlpha(theme.text.blue, 0.6), false);
            piece(m_bar.riskS, withAlpha(theme.semantic.warning, 0.7), false);
            textTop = 42;
        }
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.secondary);
        painter.drawText(QRectF(12, textTop, width() - 24, 15), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(painter.font()).elidedText(m_bar.words, Qt::ElideRight, width() - 24));
    }

private:
    ServerBar m_bar;
    double m_mostS;
};

// A rule of the order: a check where it decided nothing against the job.
class RuleRow : public QWidget
{
public:
    RuleRow(const QString &icon, Ink ink, const QString &text, const QString &effect, QWidget *parent)
        : QWidget(parent), m_icon(icon), m_ink(ink), m_text(text), m_effect(effect)
    {
        setFixedHeight(22);
        setAccessibleName(text);
        setToolTip(text);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        drawIcon(painter, m_icon, QRectF(0, 4, 14, 14), inkColour(theme, m_ink));
        painter.setFont(theme.fonts.captionLight);
        const double room = m_effect.isEmpty() ? 0 : QFontMetricsF(painter.font()).horizontalAdvance(m_effect) + 8;
        painter.setPen(theme.text.tertiary);
        painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter, m_effect);
        painter.setFont(theme.fonts.body);
        painter.setPen(theme.text.secondary);
        painter.drawText(QRectF(22, 0, width() - 22 - room, 22), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(painter.font()).elidedText(m_text, Qt::ElideRight, width() - 22 - room));
    }

private:
    QString m_icon;
    Ink m_ink;
    QString m_text;
    QString m_effect;
};

QString clockAfter(double seconds)
{
    return exactClock(QDateTime::currentDateTime().addMSecs(static_cast<qint64>(seconds * 1000)));
}

const PlanJob *planJob(const QueuePlan &plan, const JobId &id)
{
    const auto found = std::ranges::find(plan.jobs, id, &PlanJob::id);
    return found == plan.jobs.end() ? nullptr : &*found;
}

} // namespace

std::vector<ServerBar> serverBars(const Job &job, const GenerationFeed &feed)
{
    std::vector<ServerBar> bars;
    const QueuePlan &plan = feed.plan();
    const PlanJob *planned = planJob(plan, job.id);
    const PlannedRun *run = feed.plannedRun(job.id);
    std::vector<ServerOutlook> outlook;
    if (planned)
        outlook = outlookOf(plan, *planned);
    for (const ServerState &state : feed.servers()) {
        ServerBar bar;
        bar.server = state.server.name;
        const auto found = std::ranges::find_if(
            outlook, [&](const ServerOutlook &each) { return plan.servers[static_cast<size_t>(each.server)].id == state.server.id; });
        bar.isChosen = run ? plan.servers[static_cast<size_t>(run->server)].id == state.server.id : job.server == state.server.id;
        if (found != outlook.end() && found->fits && found->isUsable) {
            bar.fits = true;
            // Of the chosen one the plan knows when its turn comes; of the others when they are free.
            bar.freeS = bar.isChosen && run ? run->startS : found->freeS;
            bar.loadS = bar.isChosen && run ? run->loadS : found->loadS;
            bar.runS = found->runS;
            bar.riskS = found->riskS;
            bar.figure = clockAfter(bar.freeS + bar.loadS + bar.runS);
            QStringList words;
            words.append(bar.freeS > 0 ? WhyPanel::tr("free in %1").arg(spanWords(bar.freeS)) : WhyPanel::tr("free now"));
            words.append(bar.loadS > 0 ? WhyPanel::tr("load %1").arg(spanWords(bar.loadS)) : WhyPanel::tr("no load"));
            words.append(spanWords(bar.runS));
            if (bar.riskS >= 1)
                words.append(WhyPanel::tr("%1 for its failures").arg(spanWords(bar.riskS)));
            bar.words = words.join(QStringLiteral(", "));
        } else if (job.isWithServer() && bar.isChosen) {
            bar.fits = true;
            bar.runS = feed.endsIn(job).value_or(0);
            bar.figure = clockAfter(bar.runS);
            bar.words = WhyPanel::tr("it runs here, %1 left").arg(spanWords(bar.runS));
        } else if (job.isFinished() && bar.isChosen) {
            bar.figure = jobStatusWord(job.status).toLower();
            bar.words = WhyPanel::tr("it ran here for %1").arg(spanWords(secondsBetween(job.startedAt, job.finishedAt)));
        } else if (state.kind != ServerState::Kind::Online) {
            bar.figure = stateWords(state).toLower();
            bar.words = state.problem ? state.problem->text() : WhyPanel::tr("it gets no jobs now");
        } else if (job.pinned && job.preferredServer != state.server.id) {
            bar.figure = WhyPanel::tr("left out");
            bar.words = WhyPanel::tr("the job is meant for another server only");
        } else if (state.isPractice) {
            bar.figure = WhyPanel::tr("left out");
            bar.words = WhyPanel::tr("only for what is sent there");
        } else if (state.nodes) {
            const auto problem = job.isFinished() ? std::nullopt : whyNot(job, *state.nodes);
            bar.figure = problem ? WhyPanel::tr("does not fit") : QString();
            bar.words = problem ? problem->text() : QString();
        }
        bars.push_back(std::move(bar));
    }
    std::ranges::stable_sort(bars, [](const ServerBar &a, const ServerBar &b) {
        return std::tuple(!a.isChosen, !a.fits, a.freeS + a.loadS + a.runS) < std::tuple(!b.isChosen, !b.fits, b.freeS + b.loadS + b.runS);
    });
    return bars;
}

WhyPanel::WhyPanel(GenerationFeed &feed, QueueDesk &desk, QWidget *parent) : Panel(parent), m_feed(feed), m_desk(desk)
{
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    m_host = new QWidget;
    scroll->setWidget(m_host);
    m_host->setAutoFillBackground(false); // setWidget() turned it on
    whole->addWidget(scroll);
    m_body = new QVBoxLayout(m_host);
    m_body->setContentsMargins(16, 12, 16, 12);
    m_body->setSpacing(2);
}

void WhyPanel::showJob(const JobId &id)
{
    const Job *job = m_feed.service().job(id);
    if (!job)
        return;
    const std::vector<ServerBar> bars = serverBars(*job, m_feed);
    gatherWhatIfs(*job);
    QString state = id.text() + QString::number(static_cast<int>(job->status));
    for (const ServerBar &bar : bars)
        state += bar.server + bar.figure.left(5) + bar.words.section(QStringLiteral(", "), 1);
    for (const WhatIf &what : m_whatIfs)
        state += what.title + QString::number(qRound(what.differenceS / 5));
    if (state == m_shown)
        return;
    m_shown = state;
    clearLayout(m_body);
    addReason(m_body, *job, bars);
    m_body->addSpacing(8);
    m_body->addWidget(new Hairline(m_host));
    m_body->addSpacing(6);
    addRules(m_body, *job);
    if (!m_whatIfs.empty()) {
        m_body->addSpacing(8);
        m_body->addWidget(new Hairline(m_host));
        m_body->addSpacing(6);
        addWhatIfs(m_body, *job);
    }
    m_body->addStretch(1);
    for (int i = 0; i < m_body->count(); ++i) { // at once, not with the next event
        if (QWidget *widget = m_body->itemAt(i)->widget())
            widget->show();
    }
}

void WhyPanel::addReason(QVBoxLayout *into, const Job &job, const std::vector<ServerBar> &bars)
{
    const auto story = m_feed.service().store().storyOf(job.id);
    QString reason;
    QString at;
    if (story) {
        for (const Decision &line : *story) {
            if (line.kind == u"assigned") {
                reason = line.reason;
                at = line.at;
            }
        }
    }
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Why here, why now"), TextStyle::Title, Ink::Primary, m_host), 1);
    head->addWidget(new TextLabel(at.isEmpty() ? tr("as planned now") : tr("decided %1").arg(exactClock(timeFrom(at))),
                                  TextStyle::CaptionLight, Ink::Tertiary, m_host));
    into->addLayout(head);
    const PlannedRun *run = m_feed.plannedRun(job.id);
    if (run && !job.isWithServer()) {
        const auto next = std::ranges::find_if(bars, [](const ServerBar &bar) { return !bar.isChosen && bar.fits; });
        reason = run->reason;
        if (next != bars.end() && !bars.empty()) {
            const double ahead = (next->freeS + next->loadS + next->runS) - (bars.front().freeS + bars.front().loadS + bars.front().runS);
            if (ahead >= 1)
                reason = tr("%1 is done with it %2 before the next best, %3.").arg(bars.front().server, spanWords(ahead), next->server);
        }
    }
    if (reason.isEmpty())
        reason = stateLine(job, m_feed);
    auto *words = new TextLabel(reason, TextStyle::Body, Ink::Primary, m_host);
    words->setWrap(true);
    into->addWidget(words);
    into->addSpacing(4);
    double most = 1;
    for (const ServerBar &bar : bars)
        most = std::max(most, bar.freeS + bar.loadS + bar.runS + bar.riskS);
    int shown = 0;
    for (const ServerBar &bar : bars) {
        if (++shown > kMostServers) {
            into->addWidget(new TextLabel(tr("and %1 more").arg(bars.size() - kMostServers), TextStyle::Caption, Ink::Tertiary, m_host));
            break;
        }
        into->addWidget(new BarRow(bar, most, m_host));
    }
    if (bars.empty())
        into->addWidget(new TextLabel(tr("There is no server yet."), TextStyle::Body, Ink::Warning, m_host));
    else
        into->addWidget(new TextLabel(tr("grey: until free   hatched: load   blue: run   amber: risk"), TextStyle::CaptionLight,
                                      Ink::Tertiary, m_host));
}

void WhyPanel::addRules(QVBoxLayout *into, const Job &job)
{
    into->addWidget(new TextLabel(tr("Why before or after the others"), TextStyle::Strong, Ink::Primary, m_host));
    const auto rule = [&](bool good, const QString &text, const QString &effect = {}) {
        into->addWidget(new RuleRow(good ? QStringLiteral("check") : QStringLiteral("info"), good ? Ink::Success : Ink::Secondary, text,
                                    effect, m_host));
    };
    int before = 0;
    int fronted = 0;
    int higher = 0;
    int others = 0;
    for (const Job &other : m_feed.service().jobs()) {
        if (!other.isWaiting() || other.id == job.id)
            continue;
        ++others;
        before += comesBefore(other, job) ? 1 : 0;
        fronted += other.front > job.front ? 1 : 0;
        higher += other.front == job.front && other.priority > job.priority ? 1 : 0;
    }
    if (!job.isWaiting()) {
        rule(true, tr("It does not wait any more"));
        return;
    }
    rule(fronted == 0, job.front > 0  ? tr("It was put in front of all")
                       : fronted == 0 ? tr("Nothing was put in front of it")
                                      : tr("%n job(s) were put in front of all", nullptr, fronted));
    rule(higher == 0, higher == 0 ? tr("Priority %1, none that waits has more").arg(job.priority)
                                  : tr("Priority %1; %2 have more").arg(job.priority).arg(higher));
    rule(before == 0,
         before == 0 ? tr("First in the order of the queue") : tr("Place %1 of %2 in the order").arg(before + 1).arg(others + 1));
    for (const QString &needed : job.dependsOn) {
        const Job *other = m_feed.service().job(JobId(needed));
        if (other)
            rule(other->status == JobStatus::Completed, other->status == JobStatus::Completed
                                                            ? tr("What it needs is done: %1").arg(jobName(*other))
                                                            : tr("It needs %1 first").arg(jobName(*other)));
    }
    const PlannedRun *run = m_feed.plannedRun(job.id);
    if (run) {
        int overtaken = 0;
        for (const PlannedRun &other : m_feed.forecast().runs) {
            const Job *it = m_feed.service().job(other.job);
            overtaken += it && other.startS < run->startS && comesBefore(job, *it) ? 1 : 0;
        }
        if (overtaken > 0)
            rule(false, tr("Others go first where its server has their models loaded"), tr("passed by %1").arg(overtaken));
        else if (run->loadS <= 0)
            rule(true, tr("Its models are loaded there, nothing has to be read"));
    }
    if (m_desk.fairShare())
        rule(false, tr("Fair share: projects take turns inside one priority"));
}

void WhyPanel::gatherWhatIfs(const Job &job)
{
    m_whatIfs.clear();
    const PlannedRun *now = m_feed.plannedRun(job.id);
    const PlanJob *planned = planJob(m_feed.plan(), job.id);
    if (!now || !planned)
        return;
    const double present = now->endS();
    const auto tryOut = [&](const QueuePlan &plan) { return plannedRun(plan, job.id); };
    const auto add = [&](const QString &title, const QString &detail, const std::optional<PlannedRun> &run, const QString &button,
                         const std::function<void()> &act) {
        if (run && std::abs(run->endS() - present) >= 1)
            m_whatIfs.push_back({title, detail, run->endS(), run->endS() - present, button, act});
    };
    QueueDesk *desk = &m_desk;
    const JobId id = job.id;
    add(tr("Run it next"), tr("those before it start later"), tryOut(withJobFirst(m_feed.plan(), id)), tr("Run next"),
        [desk, id] { (void)desk->runNext({id}); });
    if (const auto size = smallerSize(job)) {
        RunKey smaller = planned->run;
        smaller.pixels = qint64(size->width()) * size->height();
        const QString params = withSize(job.params, *size);
        add(tr("%1 x %2 instead").arg(size->width()).arg(size->height()), tr("less memory, less detail"),
            tryOut(withRun(m_feed.plan(), id, smaller)), tr("Use %1").arg(size->width()),
            [desk, id, params] { (void)desk->edit(id, {.prompt = {}, .negative = {}, .params = params, .maxAttempts = {}}); });
    }
    const comfy::ModelFamily *family = comfy::FamilyTable::builtIn().find(job.family);
    const comfy::FamilyPreset *fast = family ? family->preset(QStringLiteral("fast")) : nullptr;
    if (fast && planned->run.steps > fast->steps) {
        RunKey quick = planned->run;
        quick.steps = fast->steps;
        QJsonObject params = parseJsonObject(job.params.toUtf8(), QStringLiteral("params")).value_or(QJsonObject());
        params.insert(QStringLiteral("steps"), fast->steps);
        const QString text = QString::fromUtf8(toCompactJson(params));
        add(tr("%1 steps instead of %2").arg(fast->steps).arg(planned->run.steps), tr("as the fast preset has them"),
            tryOut(withRun(m_feed.plan(), id, quick)), tr("Use %1").arg(fast->steps),
            [desk, id, text] { (void)desk->edit(id, {.prompt = {}, .negative = {}, .params = text, .maxAttempts = {}}); });
    }
    for (size_t i = 0; i < m_feed.plan().servers.size() && m_whatIfs.size() < 5; ++i) {
        const PlanServer &server = m_feed.plan().servers[i];
        if (!(planned->fits & (quint64(1) << i)) || !server.usable || static_cast<int>(i) == now->server)
            continue;
        add(tr("Only on %1").arg(server.name), tr("it waits for that server alone"), tryOut(withJobOnlyAt(m_feed.plan(), id, server.id)),
            tr("Pin"), [desk, id, at = server.id] { (void)desk->sendTo({id}, at, true); });
    }
    const PlanServer &chosen = m_feed.plan().servers[static_cast<size_t>(now->server)];
    add(tr("%1 goes offline").arg(chosen.name), tr("it moves by itself"), tryOut(withoutServer(m_feed.plan(), chosen.id)), QString(), {});
}

void WhyPanel::addWhatIfs(QVBoxLayout *into, const Job &)
{
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("What if"), TextStyle::Strong, Ink::Primary, m_host), 1);
    head->addWidget(new TextLabel(tr("tried on the plan, nothing moves yet"), TextStyle::CaptionLight, Ink::Tertiary, m_host));
    into->addLayout(head);
    for (const WhatIf &what : m_whatIfs) {
        auto *row = new QWidget(m_host);
        row->setFixedHeight(44);
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(8);
        auto *texts = new QVBoxLayout;
        texts->setSpacing(0);
        texts->addStretch();
        texts->addWidget(new TextLabel(what.title, TextStyle::Control, Ink::Primary, row));
        texts->addWidget(new TextLabel(what.detail, TextStyle::CaptionLight, Ink::Secondary, row));
        texts->addStretch();
        layout->addLayout(texts, 1);
        auto *times = new QVBoxLayout;
        times->setSpacing(0);
        times->addStretch();
        auto *clock = new TextLabel(clockAfter(what.endS), TextStyle::Strong, Ink::Primary, row);
        const bool sooner = what.differenceS < 0;
        auto *difference =
            new TextLabel(sooner ? tr("- %1").arg(spanWords(-what.differenceS)) : tr("+ %1").arg(spanWords(what.differenceS)),
                          TextStyle::CaptionLight, sooner ? Ink::Success : Ink::Warning, row);
        for (TextLabel *label : {clock, difference}) {
            label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
            label->setFixedWidth(92);
            times->addWidget(label);
        }
        times->addStretch();
        layout->addLayout(times);
        auto *button = new PushButton(what.button, ControlKind::Quiet, row);
        button->setFixedWidth(76);
        button->setVisible(true);
        if (what.run)
            connect(button, &QAbstractButton::clicked, this, what.run);
        else
            button->setEnabled(false);
        layout->addWidget(button);
        into->addWidget(row);
    }
}

} // namespace sc::ui

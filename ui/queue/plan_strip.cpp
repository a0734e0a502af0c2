// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/plan_strip.h"

#include "core/generation/job_request.h"
#include "ui/servers/time_words.h"
#include "ui/theme/colour.h"
#include "ui/theme/plates.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>

namespace sc::ui {

using namespace generation;

namespace {

constexpr double kMostWait = 0.4; // share of the strip that the time before may take
constexpr int kBar = 30;

struct Piece
{
    QString words;
    double seconds = 0;
    bool isPlanned = false;
    bool isWork = false;
    bool isBad = false;
};

} // namespace

PlanStrip::PlanStrip(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(sizeHint().height());
}

void PlanStrip::show(const Job &job, const GenerationFeed &feed)
{
    m_phases.clear();
    m_marks.clear();
    const QDateTime now = QDateTime::currentDateTime();
    const QDateTime queued = timeFrom(job.queuedAt.isEmpty() ? job.createdAt : job.queuedAt);
    const QDateTime started = timeFrom(job.startedAt);
    const QDateTime ended = timeFrom(job.finishedAt);
    const auto since = [&](const QDateTime &a, const QDateTime &b) {
        return a.isValid() && b.isValid() ? std::max(0.0, static_cast<double>(a.msecsTo(b)) / 1000) : 0.0;
    };
    std::vector<Piece> pieces;
    double nowAfter = -1; // s from the beginning; negative: over
    QDateTime begin = queued;
    const RunKey run = runKeyOf(job);
    if (job.isFinished()) {
        const QDateTime done = timeFrom(job.doneAt);
        pieces.push_back({tr("Waited"), since(queued, started.isValid() ? started : ended), false, false, false});
        if (started.isValid())
            pieces.push_back({job.status == JobStatus::Completed
                                  ? tr("Made, %1").arg(spanWords(since(started, done.isValid() ? done : ended)))
                                  : jobStatusWord(job.status),
                              since(started, done.isValid() ? done : ended), false, true, job.status == JobStatus::Failed});
        if (done.isValid())
            pieces.push_back({tr("Stored"), since(done, ended), false, false, false});
        m_title =
            job.status == JobStatus::Completed ? tr("A take after %1").arg(spanWords(since(queued, ended))) : jobStatusWord(job.status);
        m_source = job.serverName;
    } else if (job.isWithServer()) {
        const double left = feed.endsIn(job).value_or(job.estimateS);
        const QDateTime from = started.isValid() ? started : now;
        pieces.push_back({tr("Waited"), since(queued, from), false, false, false});
        pieces.push_back({tr("Runs"), since(from, now), false, true, false});
        pieces.push_back({tr("%1 left").arg(spanWords(left)), left, true, true, false});
        nowAfter = pieces[0].seconds + pieces[1].seconds;
        m_title = tr("A take in %1").arg(spanWords(left));
    } else if (const PlannedRun *planned = feed.plannedRun(job.id)) {
        const double start = std::max(0.0, planned->startS - since(feed.madeAt(), now));
        pieces.push_back({tr("Waited"), since(queued, now), false, false, false});
        pieces.push_back({tr("Waits"), start, true, false, false});
        if (planned->loadS > 0)
            pieces.push_back({tr("Loads models, %1").arg(spanWords(planned->loadS)), planned->loadS, true, false, false});
        pieces.push_back({run.steps > 0 ? tr("Samples, %1 steps, %2").arg(run.steps).arg(spanWords(planned->runS))
                                        : tr("Runs, %1").arg(spanWords(planned->runS)),
                          planned->runS, true, true, false});
        nowAfter = pieces[0].seconds;
        m_title = tr("A take in %1").arg(spanWords(start + planned->loadS + planned->runS));
    } else {
        pieces.push_back({tr("Waits"), std::max(1.0, since(queued, now)), false, false, job.status == JobStatus::Blocked});
        nowAfter = pieces[0].seconds;
        m_title = job.status == JobStatus::Paused    ? tr("Held")
                  : job.status == JobStatus::Blocked ? tr("Cannot start as things are")
                                                     : tr("No time can be said yet");
    }
    if (!job.isFinished()) {
        const PlannedRun *planned = feed.plannedRun(job.id);
        const ServerId server = job.isWithServer() ? job.server
                                : planned          ? feed.plan().servers[static_cast<size_t>(planned->server)].id
                                                   : ServerId();
        const int runs = feed.plan().figures.run(server, run).count;
        m_source = runs > 0 ? tr("learned from %n run(s) like it", nullptr, runs) : tr("nothing like it ran there yet: a guess");
    }
    double total = 0;
    for (const Piece &piece : pieces)
        total += piece.seconds;
    if (total <= 0)
        return update();
    // Waiting before now is cut short, so that what matters has room.
    const double rest = total - pieces.front().seconds;
    const double waited = rest > 0 ? std::min(pieces.front().seconds / total, kMostWait) : 1.0;
    double at = 0;
    double passed = 0;
    const auto shareOf = [&](size_t i) { return i == 0 ? waited : rest > 0 ? pieces[i].seconds / rest * (1 - waited) : 0; };
    m_marks.push_back({0, exactClock(begin), tr("queued"), false});
    for (size_t i = 0; i < pieces.size(); ++i) {
        const double share = shareOf(i);
        const double before = passed;
        m_phases.push_back({pieces[i].words, at, at + share, pieces[i].isPlanned, pieces[i].isWork, pieces[i].isBad});
        passed += pieces[i].seconds;
        const QDateTime end = begin.addMSecs(static_cast<qint64>(passed * 1000));
        if (nowAfter >= 0 && nowAfter >= before - 1e-6 && nowAfter <= passed + 1e-6 && std::ranges::none_of(m_marks, &Mark::isNow)) {
            const double inside = pieces[i].seconds > 0 ? (nowAfter - before) / pieces[i].seconds : 0;
            m_marks.push_back({at + share * inside, exactClock(now), tr("now"), true});
        }
        at += share;
        if (i + 1 == pieces.size() && (nowAfter < 0 || nowAfter < passed - 0.5))
            m_marks.push_back({1, exactClock(end),
                               job.status == JobStatus::Failed      ? tr("failed")
                               : job.status == JobStatus::Cancelled ? tr("cancelled")
                                                                    : tr("a take"),
                               false});
        else if (pieces[i + (i + 1 < pieces.size() ? 1 : 0)].isWork && !pieces[i].isWork && passed > nowAfter + 0.5)
            m_marks.push_back({at, exactClock(end), nowAfter >= 0 ? tr("starts") : tr("started"), false});
    }
    setAccessibleName(m_title);
    update();
}

void PlanStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double whole = width();
    for (const Phase &phase : m_phases) {
        const QRectF box(phase.from * whole, 0, std::max(0.0, (phase.to - phase.from) * whole - 2), kBar);
        if (box.width() < 1)
            continue;
        QPainterPath shape;
        shape.addRoundedRect(box, 6, 6);
        if (phase.isBad) {
            painter.fillPath(shape, theme.state.dangerFill);
        } else if (phase.isWork) {
            painter.fillPath(shape, withAlpha(theme.brand.purple, phase.isPlanned ? 0.22 : 0.5));
            if (phase.isPlanned)
                drawDashedFrame(painter, box, withAlpha(theme.text.purple, 0.6), 6);
        } else {
            painter.fillPath(shape, withAlpha(theme.text.primary, phase.isPlanned ? 0.06 : 0.1));
        }
        if (box.width() < 34)
            continue;
        painter.setFont(theme.fonts.caption);
        painter.setPen(phase.isBad ? theme.semantic.danger : theme.text.primary);
        painter.drawText(box.adjusted(8, 0, -6, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(painter.font()).elidedText(phase.words, Qt::ElideRight, box.width() - 14));
    }
    // Now and the ends first: where there is no room the others go.
    std::vector<Mark> marks = m_marks;
    std::ranges::stable_sort(marks, [](const Mark &a, const Mark &b) { return a.isNow > b.isNow; });
    std::vector<QRectF> taken;
    for (const Mark &mark : marks) {
        const double x = mark.at * whole;
        if (mark.isNow)
            painter.fillRect(QRectF(std::min(x, whole - 2) - 0.75, -1, 1.5, kBar + 4), theme.accent.playhead);
        const QRectF place(std::clamp(x - 34, 0.0, whole - 68), kBar + 4, 68, 32);
        if (std::ranges::any_of(taken, [&](const QRectF &other) { return other.intersects(place); }))
            continue;
        taken.push_back(place);
        const int alignment = place.left() <= 0 ? Qt::AlignLeft : place.right() >= whole - 0.5 ? Qt::AlignRight : Qt::AlignHCenter;
        painter.setFont(theme.fonts.captionMono);
        painter.setPen(mark.isNow ? theme.text.cyan : theme.text.primary);
        painter.drawText(QRectF(place.left(), place.top(), place.width(), 15), alignment | Qt::AlignVCenter, mark.clock);
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.secondary);
        painter.drawText(QRectF(place.left(), place.top() + 15, place.width(), 15), alignment | Qt::AlignVCenter, mark.words);
    }
}

} // namespace sc::ui

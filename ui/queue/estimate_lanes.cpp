// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/estimate_lanes.h"

#include "core/generation/fit_table.h"
#include "ui/queue/lane_chart.h"
#include "ui/servers/time_words.h"
#include "ui/theme/colour.h"
#include "ui/theme/plates.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <array>

namespace sc::ui {

using namespace generation;

namespace {
constexpr int kLane = 48;
constexpr int kReach = 600; // starts that are looked ahead
constexpr int kGap = 26;    // px of the person's time, which nobody knows

double endOf(const EstimateLanes::ServerLane &lane)
{
    double end = 0;
    for (const EstimateLanes::Piece &piece : lane.pieces)
        end = std::max(end, piece.to);
    return end;
}

} // namespace

QColor laneColour(const Theme &theme, size_t server)
{
    const std::array<QColor, 4> colours = {theme.semantic.success, theme.brand.purple, theme.semantic.info, theme.semantic.warning};
    return mix(colours[server % colours.size()], theme.surface.background, 0.2);
}

EstimateLanes::EstimateLanes(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Estimate by server"));
}

QSize EstimateLanes::sizeHint() const
{
    return {300, static_cast<int>(m_lanes.size()) * kLane + (hasChoice() ? 18 : 4)};
}

void EstimateLanes::add(const Forecast &ahead, const QHash<QString, const Job *> &ours, bool afterChoice)
{
    for (const PlannedRun &run : ahead.runs) {
        ServerLane &lane = m_lanes[static_cast<size_t>(run.server)];
        const Job *job = ours.value(run.job.text());
        if (run.loadS > 0)
            lane.pieces.push_back({run.startS, run.startS + run.loadS, afterChoice, job ? Piece::Kind::Load : Piece::Kind::Busy});
        const bool isVideo = job && job->kind == JobKind::Video;
        lane.pieces.push_back({run.startS + run.loadS, run.endS(), afterChoice,
                               !job      ? Piece::Kind::Busy
                               : isVideo ? Piece::Kind::Video
                                         : Piece::Kind::Picture});
        if (!job)
            continue;
        (isVideo ? lane.videos : lane.pictures) += 1;
        lane.endS = std::max(lane.endS, run.endS());
        m_places.insert(run.job.text(), {run.server, true, run.runS});
    }
}

double EstimateLanes::lastOfOurs() const
{
    double last = 0;
    for (const ServerLane &lane : m_lanes)
        last = std::max(last, lane.endS);
    return last;
}

double EstimateLanes::xOf(const Piece &piece, double seconds) const
{
    const double machines = m_gapAt < 0 ? width() : width() - kGap;
    return seconds / m_mostS * machines + (piece.isAfterChoice ? kGap : 0);
}

std::optional<double> EstimateLanes::show(const GenerationFeed &feed, const std::vector<Job> &draft)
{
    m_lanes.clear();
    m_places.clear();
    m_gapAt = -1;
    QueuePlan plan = feed.plan();
    std::vector<FitTable::Place> places;
    for (const PlanServer &server : plan.servers) {
        const ServerState *state = feed.server(server.id);
        places.push_back({server.id, server.usable, false, state ? state->nodes : nullptr});
    }
    FitTable fits;
    fits.setPlaces(places);
    QHash<QString, const Job *> ours;
    std::vector<PlanJob> later; // behind the choice
    double rank = 1e9;
    bool all = true;
    for (const Job &job : draft) {
        const FitTable::Fit fit = fits.fitOf(job);
        all = all && fit.fits != 0;
        m_places.insert(job.id.text(), {-1, fit.fits != 0, 0});
        PlanJob each;
        each.id = job.id;
        each.project = job.bundle;
        each.priority = job.priority;
        each.rank = ++rank;
        each.models = fit.models;
        each.run = fit.run;
        each.fits = fit.fits;
        each.preferred = job.preferredServer;
        (job.awaitsChoice ? later : plan.jobs).push_back(each);
        ours.insert(job.id.text(), &job);
    }
    for (const PlanServer &server : plan.servers) {
        ServerLane lane;
        lane.name = server.name;
        for (const double left : server.busy)
            lane.pieces.push_back({0, left, false, Piece::Kind::Busy});
        m_lanes.push_back(std::move(lane));
    }
    const Forecast ahead = forecast(plan, kReach);
    add(ahead, ours, false);
    double last = ahead.isWhole ? lastOfOurs() : ahead.endS;
    if (!later.empty()) {
        m_gapAt = last;
        for (size_t i = 0; i < plan.servers.size(); ++i)
            plan.servers[i].busy = {std::max(m_gapAt, endOf(m_lanes[i]))};
        plan.jobs = std::move(later);
        const Forecast behind = forecast(plan, kReach);
        add(behind, ours, true);
        last = behind.isWhole ? lastOfOurs() : behind.endS;
    }
    m_mostS = std::max(10.0, last);
    updateGeometry();
    setFixedHeight(sizeHint().height());
    update();
    return last > 0 && all ? std::optional(last) : std::nullopt;
}

void EstimateLanes::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (size_t i = 0; i < m_lanes.size(); ++i) {
        const ServerLane &lane = m_lanes[i];
        const double top = static_cast<double>(i) * kLane;
        const QColor own = laneColour(theme, i);
        painter.setPen(Qt::NoPen);
        painter.setBrush(own);
        painter.drawEllipse(QPointF(4, top + 10), 4, 4);
        painter.setFont(theme.fonts.controlStrong);
        painter.setPen(theme.text.primary);
        painter.drawText(QRectF(14, top, width() - 80, 20), Qt::AlignLeft | Qt::AlignVCenter, lane.name);
        const double after = 14 + QFontMetricsF(painter.font()).horizontalAdvance(lane.name) + 8;
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.secondary);
        QStringList what;
        if (lane.pictures > 0)
            what.append(tr("%n picture(s)", nullptr, lane.pictures));
        if (lane.videos > 0)
            what.append(tr("%n video(s)", nullptr, lane.videos));
        painter.drawText(QRectF(after, top, width() - after - 60, 20), Qt::AlignLeft | Qt::AlignVCenter,
                         what.isEmpty() ? tr("none of these") : what.join(QStringLiteral(", ")));
        if (lane.endS > 0) {
            painter.setFont(theme.fonts.control);
            painter.setPen(theme.text.primary);
            painter.drawText(QRectF(width() - 80, top, 80, 20), Qt::AlignRight | Qt::AlignVCenter,
                             clockWords(QDateTime::currentDateTime().addMSecs(static_cast<qint64>(lane.endS * 1000))));
        }
        const QRectF bed(0, top + 22, width(), 18);
        drawWell(painter, bed, theme, 5);
        for (const Piece &piece : lane.pieces) {
            const double left = xOf(piece, piece.from);
            const double right = std::min(bed.width(), xOf(piece, piece.to));
            if (right - left < 1)
                continue;
            const QRectF box(left, bed.top() + 2, right - left - 0.5, bed.height() - 4);
            if (piece.kind == Piece::Kind::Load) {
                paintHatch(painter, box, theme.text.primary, 2);
                continue;
            }
            painter.setPen(Qt::NoPen);
            painter.setBrush(piece.kind == Piece::Kind::Busy      ? withAlpha(theme.text.primary, 0.16)
                             : piece.kind == Piece::Kind::Picture ? theme.brand.blue
                                                                  : own);
            painter.drawRoundedRect(box, 2, 2);
        }
    }
    if (!hasChoice() || m_lanes.empty())
        return;
    const double left = xOf({}, m_gapAt);
    const QRectF words(std::clamp(left - 40, 0.0, width() - 106.0), static_cast<double>(m_lanes.size()) * kLane - 2, 106, 16);
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.blue);
    painter.drawText(words, Qt::AlignHCenter | Qt::AlignVCenter, tr("gap: you choose"));
    painter.fillRect(QRectF(left + kGap / 2.0 - 0.75, 20, 1.5, words.top() - 20), withAlpha(theme.brand.blue, 0.6));
}

} // namespace sc::ui

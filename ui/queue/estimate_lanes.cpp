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
} // namespace

EstimateLanes::EstimateLanes(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Estimate by server"));
}

QSize EstimateLanes::sizeHint() const
{
    return {300, static_cast<int>(m_lanes.size()) * kLane + 4};
}

std::optional<double> EstimateLanes::show(const GenerationFeed &feed, const std::vector<Job> &draft)
{
    m_lanes.clear();
    QueuePlan plan = feed.plan();
    std::vector<FitTable::Place> places;
    for (const PlanServer &server : plan.servers) {
        const ServerState *state = feed.server(server.id);
        places.push_back({server.id, server.usable, false, state ? state->nodes : nullptr});
    }
    FitTable fits;
    fits.setPlaces(places);
    QHash<QString, const Job *> ours;
    double rank = 1e9;
    bool all = true;
    for (const Job &job : draft) {
        const FitTable::Fit fit = fits.fitOf(job);
        all = all && fit.fits != 0;
        PlanJob each;
        each.id = job.id;
        each.project = job.bundle;
        each.priority = job.priority;
        each.rank = ++rank;
        each.models = fit.models;
        each.run = fit.run;
        each.fits = fit.fits;
        each.preferred = job.preferredServer;
        plan.jobs.push_back(each);
        ours.insert(job.id.text(), &job);
    }
    for (const PlanServer &server : plan.servers) {
        ServerLane lane;
        lane.name = server.name;
        for (const double left : server.busy)
            lane.pieces.push_back({0, left, Piece::Kind::Busy});
        m_lanes.push_back(std::move(lane));
    }
    const Forecast ahead = forecast(plan, kReach);
    double last = 0;
    for (const PlannedRun &run : ahead.runs) {
        ServerLane &lane = m_lanes[static_cast<size_t>(run.server)];
        const Job *job = ours.value(run.job.text());
        if (run.loadS > 0)
            lane.pieces.push_back({run.startS, run.startS + run.loadS, job ? Piece::Kind::Load : Piece::Kind::Busy});
        const bool isVideo = job && job->kind == JobKind::Video;
        lane.pieces.push_back({run.startS + run.loadS, run.endS(),
                               !job      ? Piece::Kind::Busy
                               : isVideo ? Piece::Kind::Video
                                         : Piece::Kind::Picture});
        if (job) {
            (isVideo ? lane.videos : lane.pictures) += 1;
            lane.endS = std::max(lane.endS, run.endS());
            last = std::max(last, run.endS());
        }
    }
    if (!ahead.isWhole)
        last = std::max(last, ahead.endS);
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
    const std::array<QColor, 4> colours = {theme.semantic.success, theme.brand.purple, theme.semantic.info, theme.semantic.warning};
    for (size_t i = 0; i < m_lanes.size(); ++i) {
        const ServerLane &lane = m_lanes[i];
        const double top = static_cast<double>(i) * kLane;
        const QColor own = mix(colours[i % colours.size()], theme.surface.background, 0.2);
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
            const double left = piece.from / m_mostS * bed.width();
            const double right = std::min(bed.width(), piece.to / m_mostS * bed.width());
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
}

} // namespace sc::ui

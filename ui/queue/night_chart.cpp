// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/night_chart.h"

#include "ui/queue/job_words.h"
#include "ui/queue/lane_chart.h"
#include "ui/servers/time_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"

#include <QtCore/QMap>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <cmath>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kNames = 126;
constexpr int kAxis = 24;
constexpr int kLane = 54;
constexpr int kGap = 7;
constexpr int kCell = 176;
constexpr int kCellGap = 10;
constexpr int kCaption = 22;
constexpr qint64 kJoinMs = 10LL * 60 * 1000; // jobs of one batch this near each other are one block

} // namespace

NightChart::NightChart(GenerationFeed &feed, QWidget *parent) : QWidget(parent), m_feed(feed)
{
    setAccessibleName(tr("The night by server"));
}

int NightChart::wantedHeight() const
{
    return kAxis + static_cast<int>(std::max<size_t>(1, m_lanes.size())) * (kLane + kGap);
}

void NightChart::showSince(const QString &isoUtc)
{
    QHash<QString, QString> names;
    if (const auto batches = m_feed.service().store().batches()) {
        for (const Batch &batch : *batches)
            names.insert(batch.id.text(), batch.name);
    }
    std::vector<const Job *> ended;
    for (const Job &job : m_feed.service().jobs()) {
        if ((job.status == JobStatus::Completed || job.status == JobStatus::Failed) && job.finishedAt >= isoUtc && !job.startedAt.isEmpty())
            ended.push_back(&job);
    }
    std::ranges::stable_sort(ended, {}, [](const Job *job) { return job->startedAt; });
    QMap<QString, NightLane> lanes;
    m_from = m_to = {};
    for (const Job *job : ended) {
        const QDateTime from = timeFrom(job->startedAt);
        const QDateTime to = timeFrom(job->finishedAt);
        m_from = !m_from.isValid() || from < m_from ? from : m_from;
        m_to = !m_to.isValid() || to > m_to ? to : m_to;
        NightLane &lane = lanes[job->serverName];
        lane.server = job->serverName;
        const bool failed = job->status == JobStatus::Failed;
        (failed ? lane.failed : lane.completed) += 1;
        const QString batch = names.value(job->batch.text());
        const bool joins = !failed && !lane.blocks.empty() && !lane.blocks.back().isFailure && lane.blocks.back().batch == batch &&
                           lane.blocks.back().to.msecsTo(from) < kJoinMs;
        if (!joins)
            lane.blocks.push_back({from, to, batch, 0, failed});
        lane.blocks.back().to = std::max(lane.blocks.back().to, to);
        lane.blocks.back().takes += failed ? 0 : 1;
    }
    m_lanes = {lanes.cbegin(), lanes.cend()};
    updateGeometry();
    update();
}

void NightChart::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_lanes.empty()) {
        painter.setFont(theme.fonts.body);
        painter.setPen(theme.text.secondary);
        painter.drawText(rect(), Qt::AlignCenter, tr("No server worked in this time."));
        return;
    }
    const double span = std::max(60.0, static_cast<double>(m_from.secsTo(m_to)) * 1.08);
    const double wide = width() - kNames - 14;
    const auto x = [&](const QDateTime &at) { return kNames + static_cast<double>(m_from.msecsTo(at)) / 1000 / span * wide; };
    const double step = axisStep(span / wide, 70);
    painter.setFont(theme.fonts.captionMono);
    const double first = m_from.time().msecsSinceStartOfDay() / 1000.0;
    for (double at = std::ceil(first / step) * step - first; at < span; at += step) {
        const double left = kNames + at / span * wide;
        painter.setPen(theme.text.tertiary);
        painter.drawText(QRectF(left - 30, 2, 60, 16), Qt::AlignCenter,
                         m_from.addMSecs(static_cast<qint64>(at * 1000)).toString(QStringLiteral("HH:mm")));
    }
    const double laneHeight = std::min<double>(kLane, (height() - kAxis) / static_cast<double>(m_lanes.size()) - kGap);
    for (size_t i = 0; i < m_lanes.size(); ++i) {
        const NightLane &lane = m_lanes[i];
        const QRectF bed(kNames, kAxis + static_cast<double>(i) * (laneHeight + kGap), wide, laneHeight);
        drawWell(painter, bed, theme, 7);
        painter.setFont(theme.fonts.controlStrong);
        painter.setPen(theme.text.primary);
        painter.drawText(QRectF(14, bed.center().y() - 17, kNames - 22, 17), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(painter.font()).elidedText(lane.server, Qt::ElideRight, kNames - 22));
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.secondary);
        painter.drawText(QRectF(14, bed.center().y() + 1, kNames - 22, 15), Qt::AlignLeft | Qt::AlignVCenter,
                         tr("%1 of %2 takes").arg(lane.completed).arg(lane.completed + lane.failed));
        for (const Block &block : lane.blocks) {
            const double left = x(block.from);
            const QRectF box(left, bed.top() + 4, std::max(3.0, x(block.to) - left - 1), bed.height() - 8);
            QPainterPath shape;
            shape.addRoundedRect(box, 6, 6);
            painter.fillPath(shape, block.isFailure ? theme.state.dangerFill : theme.surface.hover);
            if (block.isFailure || box.width() < 40)
                continue;
            painter.setFont(theme.fonts.captionStrong);
            painter.setPen(theme.text.primary);
            const QString name = block.batch.isEmpty() ? tr("Single jobs") : block.batch;
            painter.drawText(QRectF(box.left() + 8, box.top() + 5, box.width() - 12, 15), Qt::AlignLeft | Qt::AlignVCenter,
                             QFontMetricsF(painter.font()).elidedText(name, Qt::ElideRight, box.width() - 12));
            painter.setFont(theme.fonts.captionLight);
            painter.setPen(theme.text.secondary);
            painter.drawText(QRectF(box.left() + 8, box.top() + 20, box.width() - 12, 15), Qt::AlignLeft | Qt::AlignVCenter,
                             tr("%n take(s)", nullptr, block.takes));
        }
    }
    const double end = x(m_to);
    painter.fillRect(QRectF(end - 0.75, kAxis - 4, 1.5, height() - kAxis), theme.accent.playhead);
}

TakeGrid::TakeGrid(GenerationFeed &feed, JobPictures &pictures, QWidget *parent)
    : QAbstractScrollArea(parent), m_feed(feed), m_pictures(pictures)
{
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    setAccessibleName(tr("New takes"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&pictures, &JobPictures::ready, viewport(), qOverload<>(&QWidget::update));
}

void TakeGrid::setJobs(std::vector<QString> ids)
{
    std::ranges::stable_sort(ids, std::greater(), [this](const QString &id) {
        const Job *job = m_feed.service().job(JobId(id));
        return job ? job->finishedAt : QString();
    });
    m_jobs = std::move(ids);
    layOut();
}

int TakeGrid::columns() const
{
    return std::max(1, (viewport()->width() + kCellGap) / (kCell + kCellGap));
}

QRect TakeGrid::cellRect(int index) const
{
    const int perRow = columns();
    const int width = (viewport()->width() - (perRow - 1) * kCellGap) / perRow;
    const int height = width * 9 / 16 + kCaption;
    return {index % perRow * (width + kCellGap), index / perRow * (height + kCellGap) - verticalScrollBar()->value(), width, height};
}

void TakeGrid::layOut()
{
    const int rows = (static_cast<int>(m_jobs.size()) + columns() - 1) / columns();
    const int whole = rows * (cellRect(0).height() + kCellGap);
    verticalScrollBar()->setRange(0, std::max(0, whole - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    viewport()->update();
}

void TakeGrid::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void TakeGrid::mouseReleaseEvent(QMouseEvent *event)
{
    for (int i = 0; i < static_cast<int>(m_jobs.size()); ++i) {
        if (cellRect(i).contains(event->position().toPoint()))
            return Q_EMIT jobChosen(m_jobs[static_cast<size_t>(i)]);
    }
}

void TakeGrid::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(viewport());
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    if (m_jobs.empty()) {
        painter.setFont(theme.fonts.body);
        painter.setPen(theme.text.secondary);
        painter.drawText(viewport()->rect(), Qt::AlignCenter, tr("Takes that are made appear here."));
    }
    for (int i = 0; i < static_cast<int>(m_jobs.size()); ++i) {
        const QRect cell = cellRect(i);
        if (!cell.intersects(viewport()->rect()))
            continue;
        const Job *job = m_feed.service().job(JobId(m_jobs[static_cast<size_t>(i)]));
        if (!job)
            continue;
        const QRectF place(cell.left(), cell.top(), cell.width(), cell.height() - kCaption);
        const QPixmap picture = m_pictures.of(*job, (place.size() * devicePixelRatioF()).toSize());
        QPainterPath shape;
        shape.addRoundedRect(place, radius::kThumb, radius::kThumb);
        painter.save();
        painter.fillPath(shape, theme.state.chip);
        if (picture.isNull()) {
            drawIconCentred(painter, job->kind == JobKind::Video ? QStringLiteral("video") : QStringLiteral("image"), place, 20,
                            theme.text.tertiary);
        } else {
            painter.setClipPath(shape);
            const QSizeF scaled = QSizeF(picture.size()).scaled(place.size(), Qt::KeepAspectRatioByExpanding);
            painter.drawPixmap(QRectF(place.center() - QPointF(scaled.width() / 2, scaled.height() / 2), scaled), picture, picture.rect());
        }
        painter.restore();
        painter.setFont(theme.fonts.control);
        painter.setPen(theme.text.primary);
        painter.drawText(QRectF(cell.left() + 2, place.bottom() + 3, cell.width() - 4, kCaption - 3), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(painter.font()).elidedText(jobName(*job), Qt::ElideRight, cell.width() - 4));
    }
}

} // namespace sc::ui

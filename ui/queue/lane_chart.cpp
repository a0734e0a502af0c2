// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/lane_chart.h"

#include "ui/servers/time_words.h"
#include "ui/theme/colour.h"
#include "ui/theme/glow.h"
#include "ui/theme/plates.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kHead = 108; // names
constexpr int kTop = 30;   // axis
constexpr int kGap = 8;
constexpr int kMostLane = 54;
constexpr int kLeastLane = 30;
constexpr int kMostShown = 6;           // lanes before they get lower
constexpr double kLeastSpan = 30;       // s
constexpr double kMostSpan = 48 * 3600; // s
constexpr std::array<double, 14> kSteps = {10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200};

double secondsFromNow(const QString &iso, const QDateTime &now)
{
    return static_cast<double>(now.msecsTo(QDateTime::fromString(iso, Qt::ISODateWithMs))) / 1000;
}

} // namespace

double axisStep(double secondsPerPixel, double labelPixels)
{
    const auto found = std::ranges::find_if(kSteps, [&](double step) { return step / secondsPerPixel >= labelPixels; });
    return found == kSteps.end() ? kSteps.back() : *found;
}

void paintHatch(QPainter &painter, const QRectF &box, const QColor &colour, double corner)
{
    painter.save();
    QPainterPath shape;
    shape.addRoundedRect(box, corner, corner);
    painter.setClipPath(shape);
    painter.fillRect(box, withAlpha(colour, 0.05));
    painter.setPen(QPen(withAlpha(colour, 0.18), 3));
    for (double x = box.left() - box.height(); x < box.right() + box.height(); x += 7)
        painter.drawLine(QPointF(x, box.bottom() + 2), QPointF(x + box.height() + 4, box.top() - 2));
    painter.restore();
}

std::vector<Lane> lanesOf(const GenerationFeed &feed, double fromS, double toS)
{
    std::vector<Lane> lanes;
    QHash<QString, size_t> places;
    for (const ServerState &state : feed.servers()) {
        Lane lane;
        lane.server = state.server.id;
        lane.name = state.server.name;
        lane.isOff = state.kind != ServerState::Kind::Online;
        QStringList models;
        for (const QString &file : state.loaded.mid(0, 2))
            models.append(shortModel(file));
        lane.about = lane.isOff ? stateWords(state) : models.isEmpty() ? QString() : models.join(QStringLiteral(", "));
        places.insert(state.server.id.text(), lanes.size());
        lanes.push_back(std::move(lane));
    }
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const Job &job : feed.service().jobs()) {
        const auto at = places.constFind(job.server.text());
        if (at == places.constEnd() || job.startedAt.isEmpty())
            continue;
        LaneBlock block;
        block.job = job.id.text();
        block.from = secondsFromNow(job.startedAt, now);
        if (job.isWithServer()) {
            const auto left = feed.endsIn(job);
            block.kind = LaneBlock::Kind::Running;
            block.to = std::max(2.0, left.value_or(10));
        } else {
            const QString end = job.doneAt.isEmpty() ? job.finishedAt : job.doneAt;
            if (end.isEmpty())
                continue;
            block.kind = job.status == JobStatus::Completed ? LaneBlock::Kind::Done : LaneBlock::Kind::Failed;
            block.to = secondsFromNow(end, now);
        }
        if (block.to >= fromS && block.from <= toS)
            lanes[*at].blocks.push_back(block);
    }
    const double passed = static_cast<double>(feed.madeAt().msecsTo(QDateTime::currentDateTime())) / 1000;
    for (const PlannedRun &run : feed.forecast().runs) {
        const auto at = places.constFind(feed.plan().servers[static_cast<size_t>(run.server)].id.text());
        const double start = std::max(0.0, run.startS - passed);
        if (at == places.constEnd() || start > toS)
            continue;
        if (run.loadS > 0)
            lanes[*at].blocks.push_back({LaneBlock::Kind::Load, start, start + run.loadS, run.job.text()});
        lanes[*at].blocks.push_back({LaneBlock::Kind::Planned, start + run.loadS, start + run.loadS + run.runS, run.job.text()});
    }
    return lanes;
}

LaneChart::LaneChart(GenerationFeed &feed, JobPictures &pictures, const ShotNumbers &numbers, QWidget *parent)
    : QWidget(parent), m_feed(feed), m_pictures(pictures), m_numbers(numbers)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Servers over time"));
    connect(&pictures, &JobPictures::ready, this, qOverload<>(&QWidget::update));
}

QSize LaneChart::sizeHint() const
{
    return {600, heightFor(static_cast<int>(std::max<size_t>(1, m_lanes.size())))};
}

int LaneChart::heightFor(int servers) const
{
    const int shown = std::clamp(servers, 1, kMostShown);
    const int lane = shown <= 3 ? kMostLane : shown == 4 ? 44 : kLeastLane;
    return kTop + servers * (std::min(lane, kMostLane) + kGap) + 4;
}

void LaneChart::refresh()
{
    if (!m_isOwnRange) { // what runs and the next eight or so are in sight
        double ahead = 60;
        const auto &runs = m_feed.forecast().runs;
        for (size_t i = 0; i < runs.size() && i < 8; ++i)
            ahead = std::max(ahead, runs[i].endS());
        for (const Job &job : m_feed.service().jobs()) {
            if (job.isWithServer())
                ahead = std::max(ahead, m_feed.endsIn(job).value_or(0));
        }
        ahead = std::min(ahead, 6 * 3600.0) * 1.15;
        m_to = ahead;
        // Of what was made as much as there is, a quarter of the width at least.
        double oldest = 0;
        const QDateTime now = QDateTime::currentDateTimeUtc();
        for (const Job &job : m_feed.service().jobs()) {
            const double start = job.startedAt.isEmpty() ? 0 : -secondsFromNow(job.startedAt, now);
            if (start < ahead * 0.85)
                oldest = std::max(oldest, start);
            else
                oldest = ahead * 0.85;
        }
        m_from = -std::clamp(oldest * 1.1, ahead * 0.25, ahead * 0.85);
    }
    m_lanes = lanesOf(m_feed, m_from, m_to);
    update();
}

double LaneChart::xOf(double seconds) const
{
    return kHead + (seconds - m_from) / (m_to - m_from) * (width() - kHead - 12);
}

double LaneChart::secondsAt(double x) const
{
    return m_from + (x - kHead) / std::max(1.0, static_cast<double>(width() - kHead - 12)) * (m_to - m_from);
}

QRectF LaneChart::laneRect(int lane) const
{
    const auto count = static_cast<double>(std::max<size_t>(1, m_lanes.size()));
    const double height = std::clamp((this->height() - kTop - 4) / count - kGap, 18.0, static_cast<double>(kMostLane));
    return {static_cast<double>(kHead), kTop + lane * (height + kGap), static_cast<double>(width() - kHead - 12), height};
}

QRectF LaneChart::blockBox(const Lane &, int index, const LaneBlock &block) const
{
    const QRectF lane = laneRect(index);
    const double left = std::max(lane.left(), xOf(block.from) + 1);
    const double right = std::min(lane.right(), xOf(block.to) - 1);
    return {left, lane.top() + 4, std::max(2.0, right - left), lane.height() - 8};
}

void LaneChart::paintAxis(QPainter &painter, const Theme &theme) const
{
    const double perPixel = (m_to - m_from) / std::max(1, width() - kHead - 12);
    const double step = axisStep(perPixel, 74);
    const QDateTime now = QDateTime::currentDateTime();
    const double nowS = QTime(0, 0).msecsTo(now.time()) / 1000.0;
    const QString format = step < 60 ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm");
    painter.setFont(theme.fonts.captionMono);
    const double nowX = xOf(0);
    for (double at = std::ceil((m_from + nowS) / step) * step - nowS; at < m_to; at += step) {
        const double x = xOf(at);
        painter.fillRect(QRectF(x, kTop - 4, 1, height() - kTop), withAlpha(theme.text.primary, 0.05));
        if (std::abs(x - nowX) < 46)
            continue;
        painter.setPen(theme.text.tertiary);
        painter.drawText(QRectF(x - 40, 7, 80, 16), Qt::AlignCenter, now.addMSecs(static_cast<qint64>(at * 1000)).toString(format));
    }
}

void LaneChart::paintBlock(QPainter &painter, const QRectF &box, const LaneBlock &block, const Theme &theme)
{
    const Job *job = m_feed.service().job(JobId(block.job));
    if (block.kind == LaneBlock::Kind::Load)
        return paintHatch(painter, box, theme.text.primary, 5);
    QPainterPath shape;
    shape.addRoundedRect(box, 6, 6);
    const QString number = job ? m_numbers.of(*job) : QString();
    double textLeft = box.left() + 8;
    QColor ink = theme.text.primary;
    if (block.kind == LaneBlock::Kind::Planned) {
        painter.fillPath(shape, withAlpha(theme.text.primary, 0.045));
        drawDashedFrame(painter, box, withAlpha(theme.text.primary, 0.22), 6);
        ink = theme.text.secondary;
    } else if (block.kind == LaneBlock::Kind::Failed) {
        painter.fillPath(shape, theme.state.dangerFill);
        ink = theme.semantic.danger;
    } else {
        if (block.kind == LaneBlock::Kind::Running) {
            drawGlow(painter, box, 6, theme.glow.runningJob.blur, theme.glow.runningJob.colour);
            QLinearGradient gradient(box.topLeft(), box.topRight());
            gradient.setColorAt(0, mix(theme.brand.blue, theme.surface.background, 0.42));
            gradient.setColorAt(1, mix(theme.brand.purple, theme.surface.background, 0.42));
            painter.fillPath(shape, gradient);
        } else {
            painter.fillPath(shape, theme.surface.hover);
        }
        const QPixmap picture =
            job ? m_pictures.of(*job, (box.size() * devicePixelRatioF()).toSize().boundedTo(QSize(360, 220))) : QPixmap();
        if (!picture.isNull() && box.width() > 12) {
            const double wanted = block.kind == LaneBlock::Kind::Running ? std::min(62.0, std::max(0.0, box.width() - 44)) : box.width();
            const QRectF place(box.left(), box.top(), wanted, box.height());
            painter.save();
            painter.setClipPath(shape);
            painter.setClipRect(place, Qt::IntersectClip);
            painter.setOpacity(0.88);
            painter.setRenderHint(QPainter::SmoothPixmapTransform);
            const QSizeF scaled = QSizeF(picture.size()).scaled(place.size(), Qt::KeepAspectRatioByExpanding);
            painter.drawPixmap(QRectF(place.center() - QPointF(scaled.width() / 2, scaled.height() / 2), scaled), picture, picture.rect());
            painter.restore();
            textLeft = block.kind == LaneBlock::Kind::Running ? place.right() + 6 : textLeft;
            ink = Qt::white;
        }
    }
    if (box.width() < 26 || !job)
        return;
    const QString title = number.isEmpty() ? jobName(*job) : number;
    const QRectF text(textLeft, box.height() < 26 ? box.center().y() - 8 : box.top() + 4, box.right() - textLeft - 4, 16);
    const bool onPicture = block.kind == LaneBlock::Kind::Done;
    painter.setFont(theme.fonts.captionStrong);
    const QString shown = QFontMetricsF(painter.font()).elidedText(title, Qt::ElideRight, text.width());
    if (onPicture && !shown.isEmpty()) { // a plate of its own, so that it reads on any picture
        const double width = QFontMetricsF(painter.font()).horizontalAdvance(shown) + 10;
        QPainterPath plate;
        plate.addRoundedRect(QRectF(box.left() + 4, box.top() + 4, std::min(width, box.width() - 8), 17), radius::kBadge, radius::kBadge);
        painter.fillPath(plate, theme.state.badgePlate);
        painter.setPen(Qt::white);
        painter.drawText(QRectF(box.left() + 4, box.top() + 4, std::min(width, box.width() - 8), 17), Qt::AlignCenter, shown);
        return;
    }
    painter.setPen(ink);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, shown);
    if (block.kind == LaneBlock::Kind::Running && job->progress && box.height() > 34) {
        painter.setFont(theme.fonts.captionLight);
        painter.drawText(text.translated(0, 15), Qt::AlignLeft | Qt::AlignVCenter, tr("%1 %").arg(qRound(*job->progress * 100)));
    }
}

void LaneChart::paintNow(QPainter &painter, const Theme &theme) const
{
    const double x = xOf(0);
    if (x < kHead || x > width() - 12)
        return;
    QLinearGradient glow(x - 14, 0, x + 14, 0);
    const QColor cyan = theme.glow.playhead.colour.alpha() > 0 ? withAlpha(theme.brand.cyan, 0.18) : QColor(Qt::transparent);
    glow.setColorAt(0, Qt::transparent);
    glow.setColorAt(0.5, cyan);
    glow.setColorAt(1, Qt::transparent);
    painter.fillRect(QRectF(x - 14, kTop - 8, 28, height() - kTop + 4), glow);
    painter.fillRect(QRectF(x - 0.75, kTop - 8, 1.5, height() - kTop + 4), theme.accent.playhead);
    const QString clock = QDateTime::currentDateTime().toString(QStringLiteral("HH:mm"));
    const QRectF plate(x - 21, 5, 42, 18);
    QPainterPath shape;
    shape.addRoundedRect(plate, 5, 5);
    painter.fillPath(shape, theme.accent.playhead);
    painter.setFont(theme.fonts.captionMono);
    painter.setPen(theme.isDark() ? theme.surface.background : theme.state.onAccent);
    painter.drawText(plate, Qt::AlignCenter, clock);
}

void LaneChart::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (size_t i = 0; i < m_lanes.size(); ++i) {
        const Lane &lane = m_lanes[i];
        const QRectF bed = laneRect(static_cast<int>(i));
        drawWell(painter, bed, theme, 7);
        painter.setFont(theme.fonts.controlStrong);
        painter.setPen(lane.isOff ? theme.text.disabled : theme.text.primary);
        const bool two = bed.height() > 32 && !lane.about.isEmpty();
        const QRectF name(12, two ? bed.center().y() - 17 : bed.top(), kHead - 20, two ? 17 : bed.height());
        painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(painter.font()).elidedText(lane.name, Qt::ElideRight, name.width()));
        if (two) {
            painter.setFont(theme.fonts.captionLight);
            painter.setPen(theme.text.secondary);
            painter.drawText(name.translated(0, 17), Qt::AlignLeft | Qt::AlignVCenter,
                             QFontMetricsF(painter.font()).elidedText(lane.about, Qt::ElideRight, name.width()));
        }
    }
    paintAxis(painter, theme);
    for (size_t i = 0; i < m_lanes.size(); ++i) {
        for (const LaneBlock &block : m_lanes[i].blocks)
            paintBlock(painter, blockBox(m_lanes[i], static_cast<int>(i), block), block, theme);
    }
    paintNow(painter, theme);
    if (m_lanes.empty()) {
        painter.setFont(theme.fonts.body);
        painter.setPen(theme.text.secondary);
        painter.drawText(rect(), Qt::AlignCenter, tr("Servers show here what they made, make and will make."));
    }
    if (hasFocus())
        drawFocusInside(painter, QRectF(rect()).adjusted(2, 2, -2, -2), theme, radius::kPanel - 2);
}

const LaneBlock *LaneChart::blockAt(QPoint at) const
{
    for (size_t i = 0; i < m_lanes.size(); ++i) {
        for (const LaneBlock &block : m_lanes[i].blocks) {
            if (blockBox(m_lanes[i], static_cast<int>(i), block).contains(at))
                return &block;
        }
    }
    return nullptr;
}

QRect LaneChart::blockRect(const QString &job) const
{
    for (size_t i = 0; i < m_lanes.size(); ++i) {
        for (const LaneBlock &block : m_lanes[i].blocks) {
            if (block.job == job && block.kind != LaneBlock::Kind::Load)
                return blockBox(m_lanes[i], static_cast<int>(i), block).toRect();
        }
    }
    return {};
}

void LaneChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragX = event->position().x();
    m_dragged = false;
}

void LaneChart::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragX) {
        setCursor(blockAt(event->position().toPoint()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
        return;
    }
    const double moved = event->position().x() - *m_dragX;
    if (!m_dragged && std::abs(moved) < 4)
        return;
    m_dragged = true;
    m_isOwnRange = true;
    const double seconds = secondsAt(*m_dragX) - secondsAt(event->position().x());
    m_from += seconds;
    m_to += seconds;
    m_dragX = event->position().x();
    m_lanes = lanesOf(m_feed, m_from, m_to);
    update();
}

void LaneChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_dragged && m_dragX) {
        if (const LaneBlock *block = blockAt(event->position().toPoint()))
            Q_EMIT jobChosen(block->job);
    }
    m_dragX.reset();
}

void LaneChart::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const LaneBlock *block = blockAt(event->position().toPoint())) {
        Q_EMIT jobOpened(block->job);
        return;
    }
    m_isOwnRange = false; // back to what matters now
    refresh();
}

void LaneChart::zoom(double factor, double aroundX)
{
    const double at = secondsAt(aroundX);
    const double span = std::clamp((m_to - m_from) * factor, kLeastSpan, kMostSpan);
    const double share = (at - m_from) / (m_to - m_from);
    m_from = at - share * span;
    m_to = m_from + span;
    m_isOwnRange = true;
    m_lanes = lanesOf(m_feed, m_from, m_to);
    update();
}

void LaneChart::wheelEvent(QWheelEvent *event)
{
    if (event->angleDelta().y() == 0)
        return;
    zoom(std::pow(0.998, event->angleDelta().y()), event->position().x());
    event->accept();
}

void LaneChart::keyPressEvent(QKeyEvent *event)
{
    const double step = (m_to - m_from) / 8;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(0.8, xOf(0));
    case Qt::Key_Minus:
        return zoom(1.25, xOf(0));
    case Qt::Key_Left:
    case Qt::Key_Right:
        m_isOwnRange = true;
        m_from += event->key() == Qt::Key_Left ? -step : step;
        m_to += event->key() == Qt::Key_Left ? -step : step;
        m_lanes = lanesOf(m_feed, m_from, m_to);
        return update();
    case Qt::Key_0:
        m_isOwnRange = false;
        return refresh();
    default:
        QWidget::keyPressEvent(event);
    }
}

bool LaneChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const LaneBlock *block = blockAt(help->pos());
    const Job *job = block ? m_feed.service().job(JobId(block->job)) : nullptr;
    if (!job) {
        QToolTip::hideText();
        return true;
    }
    const QString name = (m_numbers.of(*job) + u' ' + jobName(*job)).trimmed();
    const QDateTime now = QDateTime::currentDateTime();
    const QString when = tr("%1 to %2, %3")
                             .arg(exactClock(now.addMSecs(static_cast<qint64>(block->from * 1000))),
                                  exactClock(now.addMSecs(static_cast<qint64>(block->to * 1000))), spanWords(block->to - block->from));
    QToolTip::showText(help->globalPos(),
                       QStringLiteral("%1\n%2\n%3")
                           .arg(block->kind == LaneBlock::Kind::Load ? tr("Loads models for %1").arg(name) : name, jobAbout(*job), when),
                       this);
    return true;
}

} // namespace sc::ui

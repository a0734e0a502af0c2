// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/monitor_panel.h"

#include "core/base/timecode.h"
#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/motion.h"
#include "ui/theme/plates.h"
#include "ui/theme/theme.h"
#include "ui/timeline/karaoke_painter.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <cmath>

namespace sc::ui {

namespace {

constexpr int kRoomForFoot = 260; // px of height

// A plate that text stands on; gives its width. `left` is its left edge, or its right one when `fromRight`.
double drawPlate(QPainter &painter, const Theme &theme, double x, double y, const QFont &font, const QString &strong, const QString &quiet,
                 bool fromRight)
{
    const QFontMetricsF metrics(font);
    const QFontMetricsF small(theme.fonts.body);
    const double width = metrics.horizontalAdvance(strong) + (quiet.isEmpty() ? 0 : small.horizontalAdvance(quiet) + 7) + 18;
    const QRectF plate(fromRight ? x - width : x, y, width, 24);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.state.badgePlate);
    painter.drawRoundedRect(plate, radius::kChip, radius::kChip);
    painter.setFont(font);
    // The plate is dark in every look: the words on it are light in every look.
    painter.setPen(theme.state.onAccent);
    painter.drawText(plate.adjusted(9, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, strong);
    painter.setFont(theme.fonts.body);
    painter.setPen(withAlpha(theme.state.onAccent, 0.78));
    painter.drawText(plate.adjusted(16 + metrics.horizontalAdvance(strong), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, quiet);
    return width;
}

void drawFallOff(QPainter &painter, const QRectF &box)
{
    QLinearGradient shade(box.topLeft(), box.bottomLeft());
    shade.setColorAt(0, QColor(0, 0, 0, 107));
    shade.setColorAt(0.2, QColor(0, 0, 0, 0));
    shade.setColorAt(0.7, QColor(0, 0, 0, 0));
    shade.setColorAt(1, QColor(0, 0, 0, 168));
    painter.fillRect(box, shade);
}

} // namespace

MonitorPanel::MonitorPanel(TimelineEditor *editor, QWidget *parent) : QWidget(parent), m_editor(editor)
{
    setAccessibleName(tr("Monitor"));
    setMinimumSize(160, 90);
    setMouseTracking(true);
    connect(editor, &TimelineEditor::timelineChanged, this, [this](const project::ChangeSet &change) {
        if (change.project)
            Q_EMIT pictureSizeChanged(pictureSize());
        update();
    });
    connect(editor, &TimelineEditor::sessionChanged, this, [this] {
        m_frame = QImage();
        update();
    });
    connect(editor, &TimelineEditor::playheadMoved, this, [this] {
        if (!m_playing || m_hovered)
            update();
    });
}

QRectF MonitorPanel::pictureBox() const
{
    const timeline::Project &project = m_editor->timeline().project;
    const double shape = double(project.width) / std::max(1, project.height);
    const double width = std::min<double>(this->width(), height() * shape);
    const double height = width / shape;
    return QRectF((this->width() - width) / 2, (this->height() - height) / 2, width, height);
}

QSize MonitorPanel::pictureSize() const
{
    const QSizeF size = pictureBox().size() * devicePixelRatioF();
    return QSize(int(std::lround(size.width())), int(std::lround(size.height())));
}

void MonitorPanel::setFrame(const QImage &frame, Ticks time)
{
    m_frame = frame;
    m_frameTime = time;
    update();
}

void MonitorPanel::setPlaying(bool playing)
{
    m_playing = playing;
    refreshOverlay();
}

void MonitorPanel::setSafeAreas(bool shown)
{
    m_safeAreas = shown;
    update();
}

void MonitorPanel::setKaraoke(bool shown)
{
    m_karaoke = shown;
    update();
}

void MonitorPanel::refreshOverlay()
{
    const double wanted = m_playing && !m_hovered ? 0 : 1;
    startMotion(this, MotionKind::Quick, m_overlay, wanted, [this](double value) {
        m_overlay = value;
        update();
    });
}

void MonitorPanel::enterEvent(QEnterEvent *)
{
    m_hovered = true;
    refreshOverlay();
}

void MonitorPanel::leaveEvent(QEvent *)
{
    m_hovered = false;
    refreshOverlay();
}

void MonitorPanel::resizeEvent(QResizeEvent *)
{
    Q_EMIT pictureSizeChanged(pictureSize());
}

void MonitorPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    QPainterPath corners;
    corners.addRoundedRect(rect(), radius::kPanel, radius::kPanel);
    painter.setClipPath(corners);
    painter.fillRect(rect(), Qt::black);
    if (!m_editor->hasProject() || m_editor->index().entries().empty()) {
        paintEmpty(painter);
        return;
    }
    if (!m_frame.isNull())
        painter.drawImage(pictureBox(), m_frame);
    if (m_karaoke)
        paintKaraoke(painter, themeOf(this), m_editor->timeline(), m_playing ? m_frameTime : m_editor->playhead(), pictureBox());
    if (m_overlay > 0.01) {
        painter.setOpacity(m_overlay);
        paintOverlay(painter);
    }
}

void MonitorPanel::paintOverlay(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    drawFallOff(painter, rect());
    if (m_safeAreas) {
        const QRectF box = pictureBox();
        const QRectF safe = box.adjusted(box.width() * 0.05, box.height() * 0.05, -box.width() * 0.05, -box.height() * 0.05);
        painter.setPen(QPen(withAlpha(Qt::white, 0.13), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(safe, 2, 2);
    }
    const FrameRate rate = m_editor->frameRate();
    if (const ClipIndex::Entry *entry = m_editor->index().at(rate.snap(m_editor->playhead(), Rounding::Floor))) {
        const timeline::Timeline &t = m_editor->timeline();
        const QString where =
            tr("%1, %2 of %3").arg(t.scenes[size_t(entry->scene)].name).arg(entry->number).arg(m_editor->index().entries().size());
        const QFontMetricsF metrics(theme.fonts.controlStrong);
        const double room = width() - 44;
        const QString name = metrics.elidedText(t.clips[size_t(entry->clip)].name, Qt::ElideRight, room);
        const bool roomForBoth = metrics.horizontalAdvance(name) + QFontMetricsF(theme.fonts.body).horizontalAdvance(where) < room - 16;
        drawPlate(painter, theme, 10, 8, theme.fonts.controlStrong, name, roomForBoth ? where : QString(), false);
    }
    // A small picture has its own words down there, and the transport shows the same place.
    if (height() < kRoomForFoot)
        return;
    const double bottom = height() - 34;
    drawPlate(painter, theme, 10, bottom, width() > 480 ? theme.fonts.timecode : theme.fonts.valueMono,
              formatTimecode(rate.frameAt(m_editor->playhead()), rate), {}, false);
    drawPlate(painter, theme, width() - 10, bottom, theme.fonts.captionMono, rate.displayName(), {}, true);
}

void MonitorPanel::paintEmpty(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const QRectF box = pictureBox();
    drawDashedFrame(painter, box.adjusted(14, 14, -14, -14), withAlpha(Qt::white, 0.16), 8);
    drawIconCentred(painter, QStringLiteral("video"), QRectF(box.left(), box.center().y() - 34, box.width(), 28), 24,
                    withAlpha(Qt::white, 0.55));
    painter.setFont(theme.fonts.bodyStrong);
    painter.setPen(withAlpha(Qt::white, 0.86));
    painter.drawText(QRectF(box.left() + 20, box.center().y() - 2, box.width() - 40, 20), Qt::AlignCenter, tr("Nothing to show yet"));
    painter.setFont(theme.fonts.body);
    painter.setPen(withAlpha(Qt::white, 0.6));
    painter.drawText(QRectF(box.left() + 20, box.center().y() + 20, box.width() - 40, 20), Qt::AlignCenter,
                     m_editor->hasProject() ? tr("Shots appear here as soon as there are some.")
                                            : tr("Open a project or drop a song on the window."));
}

} // namespace sc::ui

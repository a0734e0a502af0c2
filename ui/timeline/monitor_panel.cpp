// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/monitor_panel.h"

#include "core/base/timecode.h"
#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/motion.h"
#include "ui/theme/plates.h"
#include "ui/theme/theme.h"
#include "ui/timeline/karaoke_painter.h"

#include <QtCore/QEvent>
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
        m_onionTime.reset();
        wantOnionPicture();
        if (change.project)
            Q_EMIT pictureSizeChanged(pictureSize());
        update();
    });
    connect(editor, &TimelineEditor::sessionChanged, this, [this] {
        m_frame = QImage();
        m_onionPicture = QImage();
        m_onionTime.reset();
        m_dropped = 0;
        update();
    });
    connect(editor, &TimelineEditor::playheadMoved, this, [this] {
        if (!m_playing || m_hovered)
            update();
        wantOnionPicture();
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
    wantOnionPicture();
    refreshOverlay();
}

void MonitorPanel::setSafeAreas(bool shown)
{
    m_safeAreas = shown;
    update();
}

void MonitorPanel::setOnionSkin(OnionSkin neighbour)
{
    m_onion = neighbour;
    m_onionTime.reset();
    m_onionPicture = QImage();
    wantOnionPicture();
    update();
}

std::optional<Ticks> MonitorPanel::onionTime() const
{
    const FrameRate rate = m_editor->frameRate();
    const ClipIndex::Entry *here = m_editor->index().at(rate.snap(m_editor->playhead(), Rounding::Floor));
    if (m_onion == OnionSkin::Off || here == nullptr)
        return std::nullopt;
    const auto &entries = m_editor->index().entries();
    const size_t next = size_t(here->number); // numbers count from 1
    if (m_onion == OnionSkin::After)
        return next < entries.size() ? std::optional(entries[next].range.start) : std::nullopt;
    return here->number >= 2 ? std::optional(entries[next - 2].range.end - rate.frameLength()) : std::nullopt;
}

void MonitorPanel::wantOnionPicture()
{
    if (m_playing || m_onion == OnionSkin::Off)
        return;
    const std::optional<Ticks> wanted = onionTime();
    if (wanted == m_onionTime)
        return;
    m_onionTime = wanted;
    m_onionPicture = QImage();
    if (wanted)
        Q_EMIT onionPictureWanted(*wanted);
    update();
}

void MonitorPanel::setOnionPicture(const QImage &picture, Ticks)
{
    m_onionPicture = m_onionTime ? picture : QImage();
    update();
}

void MonitorPanel::setDropped(qint64 frames)
{
    if (frames == m_dropped)
        return;
    m_dropped = frames;
    update();
}

void MonitorPanel::setControls(QWidget *controls)
{
    m_controls = controls;
    controls->setParent(this);
    controls->installEventFilter(this);
    placeControls();
    refreshOverlay();
}

void MonitorPanel::placeControls()
{
    if (!m_controls)
        return;
    m_controls->adjustSize();
    m_controls->move(width() - m_controls->width() - 10, 8);
    m_controls->setVisible(m_overlay > 0.5 && m_editor->hasProject() && !m_editor->index().entries().empty());
}

void MonitorPanel::setFullScreen(bool full)
{
    m_isFull = full;
    update();
}

bool MonitorPanel::eventFilter(QObject *watched, QEvent *event)
{
    // A plate that became wider (another speed) keeps its corner.
    if (watched == m_controls && event->type() == QEvent::LayoutRequest)
        QMetaObject::invokeMethod(this, &MonitorPanel::placeControls, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
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
        placeControls();
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
    placeControls();
    Q_EMIT pictureSizeChanged(pictureSize());
}

void MonitorPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    QPainterPath corners;
    corners.addRoundedRect(rect(), radius::kPanel, radius::kPanel);
    if (!m_isFull)
        painter.setClipPath(corners);
    painter.fillRect(rect(), Qt::black);
    if (!m_editor->hasProject() || m_editor->index().entries().empty()) {
        paintEmpty(painter);
        return;
    }
    if (!m_frame.isNull())
        painter.drawImage(pictureBox(), m_frame);
    if (!m_playing && m_onion != OnionSkin::Off && !m_onionPicture.isNull()) {
        painter.setOpacity(0.4);
        painter.drawImage(pictureBox(), m_onionPicture);
        painter.setOpacity(1);
    }
    if (m_karaoke)
        paintKaraoke(painter, themeOf(this), m_editor->timeline(), m_playing ? m_frameTime : m_editor->playhead(), pictureBox());
    if (m_overlay > 0.01) {
        painter.setOpacity(m_overlay);
        paintOverlay(painter);
        painter.setOpacity(1);
    }
    if (m_dropped > 0)
        paintDropped(painter);
}

// Stays while it plays: a picture that lags must not be taken for the cut.
void MonitorPanel::paintDropped(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const double y = m_controls && m_controls->isVisible() ? 38 : 8;
    drawPlate(painter, theme, width() - 10, y, theme.fonts.captionMono,
              tr("%n dropped", nullptr, int(std::min<qint64>(m_dropped, 1'000'000))), {}, true);
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
        const double controls = m_controls ? m_controls->width() + 10 : 0;
        const double room = width() - 44 - controls;
        const QString name = metrics.elidedText(t.clips[size_t(entry->clip)].name, Qt::ElideRight, room);
        const bool roomForBoth = metrics.horizontalAdvance(name) + QFontMetricsF(theme.fonts.body).horizontalAdvance(where) < room - 16;
        drawPlate(painter, theme, 10, 8, theme.fonts.controlStrong, name, roomForBoth ? where : QString(), false);
    }
    // A small picture has its own words down there, and the transport shows the same place.
    if (height() < kRoomForFoot)
        return;
    const double bottom = height() - 34;
    drawPlate(painter, theme, 10, bottom, width() > 480 ? theme.fonts.timecode : theme.fonts.valueMono,
              formatTimecode(rate.frameAt(m_editor->playhead()), rate), formatBarPosition(m_editor->beats(), m_editor->playhead()), false);
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

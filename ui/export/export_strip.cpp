// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_strip.h"

#include "core/playback/compositor.h"
#include "ui/theme/colour.h"
#include "ui/theme/plates.h"
#include "ui/widgets/section_colours.h"
#include "ui/widgets/waveform_painter.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

namespace sc::ui {

namespace {
constexpr int kHeight = 132;
constexpr int kCorner = 10;
constexpr int kShotsTop = 20;
constexpr int kShotsHeight = 58;
constexpr int kWaveTop = 82;
} // namespace

ExportStrip::ExportStrip(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(kHeight);
    setAccessibleName(tr("The cut from beginning to end"));
}

void ExportStrip::setProgram(const timeline::Timeline &timeline, std::shared_ptr<const audio::WaveformPyramid> waveform)
{
    m_timeline = timeline;
    m_waveform = std::move(waveform);
    m_length = timeline::programLength(timeline);
    m_picture = {};
    update();
}

void ExportStrip::setRange(std::optional<TickRange> range)
{
    m_range = range;
    update();
}

double ExportStrip::xOf(Ticks t) const
{
    return m_length > Ticks() ? t.toSeconds() / m_length.toSeconds() * width() : 0;
}

void ExportStrip::renderSections(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    if (!m_timeline.project.song)
        return;
    const SongMap &map = m_timeline.project.song->map;
    const SectionColours colours(map);
    painter.setFont(theme.fonts.captionStrong);
    for (size_t i = 0; i < map.sections.size(); ++i) {
        const double from = xOf(map.sections[i].start + m_timeline.project.songOffset);
        const double to = xOf(map.sections[i].end + m_timeline.project.songOffset);
        const QRectF box(from, 0, to - from - 1, 18);
        const QColor colour = colours.colour(i, theme);
        painter.fillRect(box, withAlpha(colour, 0.24));
        if (box.width() < 36)
            continue;
        painter.setPen(theme.sectionText(colour));
        painter.drawText(box.adjusted(5, 0, -2, 0), Qt::AlignVCenter | Qt::AlignLeft,
                         QFontMetricsF(theme.fonts.captionStrong).elidedText(sectionTitle(map, i), Qt::ElideRight, box.width() - 7));
    }
}

void ExportStrip::renderShots(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const double dpr = devicePixelRatioF();
    const FrameRate rate = m_timeline.project.frameRate;
    const double aspect = static_cast<double>(m_timeline.project.width) / std::max(1, m_timeline.project.height);
    // The part of a card above its words, which would not be legible here.
    constexpr double kFrom = 0.14, kTo = 0.62;
    const double cardHeight = kShotsHeight / (kTo - kFrom);
    const double full = cardHeight * aspect;
    const QSize card(static_cast<int>(full * dpr), static_cast<int>(cardHeight * dpr));
    playback::Compositor compositor(m_timeline, card);
    for (const timeline::Clip *clip : timeline::liveClips(m_timeline)) {
        const QRectF box(xOf(clip->start) + 0.5, kShotsTop, xOf(clip->end()) - xOf(clip->start) - 1, kShotsHeight);
        if (box.width() <= 0)
            continue;
        const QImage picture = compositor.frame(rate.frameAt(clip->start + Ticks(clip->length.value() / 2)));
        painter.save();
        QPainterPath path;
        path.addRoundedRect(box, 4, 4);
        painter.setClipPath(path, Qt::IntersectClip);
        painter.fillPath(path, theme.surface.raised);
        // The middle of the picture, as wide as the shot is long; wide shots repeat it.
        const QRectF part(0, kFrom * picture.height(), picture.width(), (kTo - kFrom) * picture.height());
        for (double x = box.width() < full ? box.center().x() - full / 2 : box.left(); x < box.right(); x += full)
            painter.drawImage(QRectF(x, box.top(), full, kShotsHeight), picture, part);
        painter.restore();
    }
}

void ExportStrip::renderWave(QPainter &painter) const
{
    if (!m_waveform || m_length <= Ticks())
        return;
    const Theme &theme = themeOf(this);
    const double dpr = devicePixelRatioF();
    const Ticks offset = m_timeline.project.songOffset;
    const WaveformColours colours{withAlpha(theme.waveform.effects, 0.6), theme.waveform.effects, Qt::transparent};
    QImage wave = renderWaveform(*m_waveform, {-offset, m_length - offset}, (QSizeF(width(), kHeight - kWaveTop - 4) * dpr).toSize(),
                                 WaveformStyle::Quiet, colours, 0.9);
    wave.setDevicePixelRatio(dpr);
    painter.drawImage(QPointF(0, kWaveTop), wave);
}

void ExportStrip::render()
{
    const double dpr = devicePixelRatioF();
    m_picture = QPixmap((QSizeF(size()) * dpr).toSize().expandedTo({1, 1}));
    m_picture.setDevicePixelRatio(dpr);
    m_picture.fill(Qt::transparent);
    QPainter painter(&m_picture);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    drawWell(painter, rect(), themeOf(this), kCorner);
    QPainterPath inside;
    inside.addRoundedRect(rect(), kCorner, kCorner);
    painter.setClipPath(inside);
    renderSections(painter);
    renderShots(painter);
    renderWave(painter);
}

void ExportStrip::paintEvent(QPaintEvent *)
{
    if (m_picture.isNull() || m_picture.devicePixelRatioF() != devicePixelRatioF())
        render();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    if (m_range) {
        const QColor veil = themeOf(this).glass.scrim;
        painter.fillRect(QRectF(0, 0, xOf(m_range->start), height()), veil);
        painter.fillRect(QRectF(xOf(m_range->end), 0, width() - xOf(m_range->end), height()), veil);
    }
}

void ExportStrip::resizeEvent(QResizeEvent *)
{
    m_picture = {};
}

void ExportStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        m_picture = {};
    QWidget::changeEvent(event);
}

} // namespace sc::ui

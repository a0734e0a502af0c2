// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/beat_grid_view.h"

#include "core/base/timecode.h"
#include "ui/analysis/music_words.h"
#include "ui/analysis/wave_bed.h"
#include "ui/theme/colour.h"
#include "ui/theme/glow.h"
#include "ui/theme/plates.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kNumberRoom = 34;     // px a beat: below, only bars have numbers
constexpr double kHistogramFrom = 700; // px of width that leave room for it
constexpr double kOnsetHeight = 12;
constexpr double kGuess = 0.45; // how strong a doubtful grid is drawn

} // namespace

void BeatGridView::render()
{
    const double ratio = devicePixelRatioF();
    m_still = QPixmap(size() * ratio);
    m_still.setDevicePixelRatio(ratio);
    m_still.fill(Qt::transparent);
    QPainter painter(&m_still);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBed(painter, ratio);
    paintFigures(painter);
}

void BeatGridView::paintEvent(QPaintEvent *)
{
    if (m_song->analysis() == nullptr)
        return;
    const audio::Analysis &analysis = *m_song->analysis();
    const ViewState v = view();
    m_close.want({std::max(Ticks(), v.visible().start), std::min(analysis.duration, v.visible().end)}, 0, analysis.picture.step,
                 wantsSamples(analysis, v));
    if (m_still.isNull())
        render();
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawPixmap(0, 0, m_still);
    painter.save();
    if (m_doubtful)
        painter.setOpacity(kGuess);
    paintBeats(painter);
    paintHandles(painter);
    painter.restore();
    paintRegions(painter);
    const double x = bed().left() + v.xOf(m_song->playhead());
    if (x >= bed().left() && x <= bed().right()) {
        if (!theme.isFlat()) {
            QLinearGradient glow(x - 10, 0, x + 10, 0);
            glow.setColorAt(0, withAlpha(theme.brand.cyan, 0));
            glow.setColorAt(0.5, withAlpha(theme.brand.cyan, 0.30));
            glow.setColorAt(1, withAlpha(theme.brand.cyan, 0));
            painter.fillRect(QRectF(x - 10, bed().top(), 20, bed().height()), glow);
        }
        painter.fillRect(QRectF(x - 0.75, bed().top(), 1.5, bed().height()), theme.accent.playhead);
    }
    paintHint(painter);
}

void BeatGridView::paintBed(QPainter &painter, double ratio) const
{
    const Theme &theme = themeOf(this);
    const QRectF box = bed();
    const ViewState v = view();
    const audio::Analysis &analysis = *m_song->analysis();
    drawWell(painter, box, theme, radius::kSegment);
    painter.save();
    QPainterPath shape;
    shape.addRoundedRect(box, radius::kSegment, radius::kSegment);
    painter.setClipPath(shape);
    painter.translate(box.left(), 0);
    paintWaveBed(painter, {theme, analysis, m_song->colours(), m_close, m_chroma, {}, WaveMode::Bands, m_gain, nullptr},
                 QRectF(0, box.top(), box.width(), box.height() - kOnsetHeight), v, ratio, 0.86);
    const auto first = std::ranges::lower_bound(analysis.onsets, v.visible().start);
    for (auto it = first; it != analysis.onsets.end() && *it < v.visible().end; ++it)
        painter.fillRect(QRectF(v.xOf(*it) - 0.75, box.bottom() - kOnsetHeight, 1.5, 9), withAlpha(theme.semantic.warning, 0.85));
    painter.restore();
}

void BeatGridView::paintBeats(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const QRectF box = bed();
    const ViewState v = view();
    const std::vector<Beat> &beats = shownBeats();
    const auto first = std::ranges::lower_bound(beats, v.visible().start, {}, &Beat::time);
    for (auto it = first; it != beats.end() && it->time < v.visible().end; ++it) {
        const double x = std::round(box.left() + v.xOf(it->time));
        const bool chosen = m_chosen && size_t(it - beats.begin()) == *m_chosen;
        if (chosen)
            painter.fillRect(QRectF(x - 0.5, box.top(), 2, box.height()), theme.text.cyan);
        else
            painter.fillRect(QRectF(x, box.top(), 1, box.height()), withAlpha(theme.text.primary, it->isDownbeat() ? 0.55 : 0.20));
    }
}

// Where one tempo ends and the next begins.
void BeatGridView::paintRegions(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const QRectF box = bed();
    const ViewState v = view();
    const std::vector<BeatRegion> &regions = m_song->analysis()->map.grid.regions;
    if (regions.size() < 2)
        return;
    const QFontMetricsF metrics(theme.fonts.captionStrong);
    for (const BeatRegion &region : regions) {
        const double x = box.left() + v.xOf(region.start);
        if (x < box.left() || x > box.right() - 12)
            continue;
        painter.fillRect(QRectF(std::round(x) - 1, box.top(), 2, box.height()), theme.accent.snap);
        const QString text =
            region.times.empty() ? tr("%1 BPM").arg(decimals(region.bpm, 2)) : tr("free, about %1 BPM").arg(decimals(region.bpm, 0));
        const QRectF plate(x + 5, box.bottom() - kOnsetHeight - 24, metrics.horizontalAdvance(text) + 12, 18);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent.snapLabel);
        painter.drawRoundedRect(plate, radius::kBadge, radius::kBadge);
        painter.setFont(theme.fonts.captionStrong);
        painter.setPen(theme.state.onAccent);
        painter.drawText(plate, Qt::AlignCenter, text);
    }
}

void BeatGridView::paintHandles(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const ViewState v = view();
    const QRectF box = bed();
    const std::vector<Beat> &beats = shownBeats();
    const double perBeat = beats.size() > 1 ? v.pixelsPerSecond() * (beats[1].time - beats[0].time).toSeconds() : 0;
    const auto first = std::ranges::lower_bound(beats, v.timeAt(-1), {}, &Beat::time);
    double free = -1e9;
    for (auto it = first; it != beats.end(); ++it) {
        const double x = box.left() + v.xOf(it->time);
        if (x > box.right())
            break;
        const bool down = it->isDownbeat();
        if (!down && perBeat < 8)
            continue;
        const bool chosen = m_chosen && size_t(it - beats.begin()) == *m_chosen;
        const double height = down || chosen ? 14 : 10;
        const double width = perBeat < 16 ? 4 : 10;
        const QRectF handle(x - width / 2, 12 - height / 2, width, height);
        if (chosen && !theme.isFlat())
            drawGlow(painter, handle, 3, 12, withAlpha(theme.brand.cyan, 0.8));
        painter.setPen(Qt::NoPen);
        painter.setBrush(chosen ? theme.text.cyan : down ? theme.text.primary : theme.text.disabled);
        painter.drawRoundedRect(handle, std::min(3.0, width / 2), 3);
        if (x > box.right() - 30 || x < free || (!down && perBeat < kNumberRoom + 14))
            continue; // no room for the number
        const QString text = down ? QString::number(it->bar) : QStringLiteral("%1.%2").arg(it->bar).arg(it->beatInBar);
        const QFont &font = down ? theme.fonts.captionStrong : theme.fonts.caption;
        painter.setFont(font);
        painter.setPen(down ? theme.text.primary : theme.text.tertiary);
        painter.drawText(QPointF(x + 9, 16), text);
        free = x + 9 + QFontMetricsF(font).horizontalAdvance(text) + 6;
    }
}

// What a drag would do, at the beat; what is in doubt, in the middle.
void BeatGridView::paintHint(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const auto plate = [&](QPointF at, const QString &strong, const QString &quiet) {
        const QFontMetricsF bold(theme.fonts.captionStrong);
        const QFontMetricsF plain(theme.fonts.caption);
        const double boldWidth = strong.isEmpty() ? 0 : bold.horizontalAdvance(strong) + 5;
        const double width = boldWidth + plain.horizontalAdvance(quiet) + 18;
        const QRectF box(std::clamp(at.x(), bed().left() + 4, std::max(bed().left() + 4, bed().right() - width - 4)), at.y(), width, 26);
        drawFloatingPlate(painter, box, theme, radius::kChip);
        painter.setFont(theme.fonts.captionStrong);
        painter.setPen(theme.text.primary);
        painter.drawText(box.adjusted(9, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, strong);
        painter.setFont(theme.fonts.caption);
        painter.setPen(theme.text.secondary);
        painter.drawText(box.adjusted(9 + boldWidth, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, quiet);
    };
    if (m_gesture == Gesture::Beat && m_dragTo != m_dragFrom) {
        const QPointF at(bed().left() + view().xOf(m_dragTo) + 10, bed().top() + 8);
        if (!m_dragged) {
            plate(at, {}, m_dragged.error().text());
            return;
        }
        const double ms = (m_dragTo - m_dragFrom).toMilliseconds();
        const QString moved = tr("%1%2 ms").arg(ms > 0 ? QStringLiteral("+") : QString(), decimals(ms, 1));
        const auto nearest = std::ranges::find_if(m_dragged->regions, [&](const BeatRegion &r) { return m_dragTo < r.end; });
        const double bpm = nearest == m_dragged->regions.end() ? m_dragged->regions.back().bpm : nearest->bpm;
        plate(at, m_dragTempo ? tr("%1 BPM").arg(decimals(bpm, 2)) : moved, m_dragTempo ? moved : tr("the grid moves along"));
        return;
    }
    if (m_song->beats().empty() && m_song->isPartial()) {
        plate({bed().center().x() - 60, bed().top() + 8}, {}, tr("Listening for the beat"));
        return;
    }
    if (m_song->beats().empty() || m_doubtful) {
        const bool silent = !m_song->analysis()->integratedLufs && m_song->analysis()->onsets.empty();
        const QString text = silent                    ? tr("There is nothing to count.")
                             : m_song->beats().empty() ? tr("No steady beat was heard. Tap one, or type a tempo.")
                                                       : tr("No steady beat was heard: this grid is a guess.");
        plate({bed().center().x() - QFontMetricsF(theme.fonts.caption).horizontalAdvance(text) / 2 - 9, bed().top() + 8}, {}, text);
        return;
    }
    if (m_hover && *m_hover < m_song->beats().size())
        plate({handleOf(*m_hover).x() + 10, bed().top() + 8}, beatWords(*m_hover), tr("drag moves the phase, Alt drag the tempo"));
}

void BeatGridView::paintFigures(QPainter &painter) const
{
    if (!m_stats.known)
        return;
    const Theme &theme = themeOf(this);
    const double top = bed().bottom() + 8;
    double x = 14;
    const auto figure = [&](Qt::Alignment side, const QString &label, const QString &value) {
        const double width = std::max(QFontMetricsF(theme.fonts.caption).horizontalAdvance(label),
                                      QFontMetricsF(theme.fonts.controlStrong).horizontalAdvance(value)) +
                             2;
        const double left = side & Qt::AlignRight ? this->width() - 14 - width : x;
        painter.setFont(theme.fonts.caption);
        painter.setPen(theme.text.secondary);
        painter.drawText(QRectF(left, top, width, 14), side | Qt::AlignVCenter, label);
        painter.setFont(theme.fonts.controlStrong);
        painter.setPen(theme.text.primary);
        painter.drawText(QRectF(left, top + 15, width, 18), side | Qt::AlignVCenter, value);
        if (!(side & Qt::AlignRight))
            x += width + 18;
    };
    figure(Qt::AlignLeft, tr("Mean error"), tr("%1 ms").arg(decimals(m_stats.meanMs, 1)));
    figure(Qt::AlignLeft, tr("Worst"), tr("%1 ms at %2").arg(decimals(m_stats.worstMs, 1), m_stats.worstAt));
    figure(Qt::AlignLeft, tr("Onsets on grid"), percent(m_stats.onsetsOnGrid));
    figure(Qt::AlignRight, tr("Tempo stability"), tr("%1 %").arg(decimals(m_stats.stability * 100, 1)));
    if (width() < kHistogramFrom)
        return;
    // Signed distances of onsets from their beats, the middle one at none.
    const QRectF box(x + 24, top, width() - 124 - x - 48, 32);
    const int most = std::max(1, *std::ranges::max_element(m_stats.histogram));
    const double step = box.width() / GridStats::kBins;
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < GridStats::kBins; ++i) {
        const double height = std::max(1.0, box.height() * m_stats.histogram[size_t(i)] / most);
        const double bar = std::min(14.0, std::max(1.0, step - 3));
        painter.setBrush(std::abs(i - GridStats::kBins / 2) <= 3 ? withAlpha(theme.text.cyan, 0.85) : theme.text.disabled);
        painter.drawRoundedRect(QRectF(box.left() + (i + 0.5) * step - bar / 2, box.bottom() - height, bar, height), 1, 1);
    }
}

} // namespace sc::ui

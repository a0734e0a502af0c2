// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/song_graphs.h"

#include "core/base/timecode.h"
#include "ui/analysis/lyric_lane.h"
#include "ui/analysis/music_words.h"
#include "ui/analysis/wave_bed.h"
#include "ui/theme/colour.h"
#include "ui/theme/plates.h"
#include "ui/timeline/ruler_ticks.h"

#include <QtCore/QLocale>
#include <QtGui/QPaintEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::ui {

namespace {

constexpr std::array kBlockShares = {0.09, 0.17, 0.12, 0.2, 0.08, 0.18, 0.16}; // of a row whose content is awaited
constexpr double kHighest = 16'000;                                            // Hz of the spectrum
constexpr double kAir = 3;
constexpr double kBar = 3, kBarStep = 7; // of a waveform that is awaited

// Name of a row and, where it is high enough, a second line.
void drawHead(QPainter &painter, const Theme &theme, const QRectF &row, const QString &name, const QString &unit, const QColor &unitInk)
{
    if (row.isEmpty())
        return;
    const bool two = !unit.isEmpty() && row.height() >= 26;
    const double top = row.center().y() - (two ? 14 : 7);
    const QRectF line(12, top, SongGraphs::kHead - 16, 14);
    painter.setFont(theme.fonts.caption);
    painter.setPen(theme.text.secondary);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, name);
    if (!two)
        return;
    painter.setPen(unitInk);
    painter.drawText(line.translated(0, 14), Qt::AlignLeft | Qt::AlignVCenter, unit);
}

void drawBlocks(QPainter &painter, const QRectF &row, const Theme &theme, double phase)
{
    double x = row.left();
    for (const double share : kBlockShares) {
        drawSkeleton(painter, QRectF(x + kAir, row.top() + kAir, share * row.width() - 2 * kAir, row.height() - 2 * kAir), theme, phase);
        x += share * row.width();
    }
}

// Bars of a rising and falling level, only to look like sound.
void drawBars(QPainter &painter, const QRectF &row, const Theme &theme, double phase)
{
    for (double x = std::ceil(row.left() / kBarStep) * kBarStep; x + kBar < row.right(); x += kBarStep) {
        const double level = 0.30 + 0.22 * std::sin(x * 0.021) + 0.14 * std::sin(x * 0.37);
        const double height = std::max(3.0, row.height() * level);
        drawSkeleton(painter, QRectF(x, row.center().y() - height / 2, kBar, height), theme, phase, kBar / 2);
    }
}

} // namespace

void SongGraphs::paintEvent(QPaintEvent *event)
{
    if (m_song->analysis() == nullptr)
        return;
    const Theme &theme = themeOf(this);
    const double ratio = devicePixelRatioF();
    const ViewState view = m_song->view().alignedTo(ratio);
    const audio::Analysis &analysis = *m_song->analysis();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_ground.isNull()) {
        m_ground = QPixmap(size() * ratio);
        m_ground.setDevicePixelRatio(ratio);
        m_ground.fill(Qt::transparent);
        QPainter ground(&m_ground);
        ground.setRenderHint(QPainter::Antialiasing);
        drawHeads(ground, theme);
    }
    painter.drawPixmap(0, 0, m_ground);

    const int spectrumLevel = m_rows.spectrum.isEmpty() ? 0 : CloseLook::levelFor(view.span(1), analysis.picture.step);
    m_close.want({std::max(Ticks(), view.visible().start), std::min(analysis.duration, view.visible().end)}, spectrumLevel,
                 analysis.picture.step, wantsSamples(analysis, view));

    painter.save();
    painter.translate(kHead, 0);
    QPainterPath beds;
    for (const QRectF &row : {m_rows.wave, m_rows.spectrum, m_rows.curves, m_rows.chroma, m_rows.chords, m_rows.lyrics}) {
        if (!row.isEmpty())
            beds.addRoundedRect(row, radius::kThumb, radius::kThumb);
    }
    painter.setClipPath(beds);
    painter.setClipRect(event->rect().translated(-kHead, 0), Qt::IntersectClip);
    m_tiles.paint(painter, {theme, analysis, m_song->colours(), m_close, m_chroma, m_levels, m_mode, m_gain, m_stereo.wave()}, m_rows, view,
                  ratio);
    paintLyricLane(painter, theme, m_song->lyrics(), m_rows.lyrics, view, m_song->playhead());
    if (m_shimmer.isShown())
        drawSkeletons(painter, theme, view);
    painter.setClipRect(QRectF(0, 0, m_rows.wave.width(), height()));
    drawRuler(painter, theme, view);
    drawSections(painter, theme, view);
    drawMoments(painter, theme, view);
    drawChordNames(painter, theme, view);
    if (!m_song->isWhole())
        drawMap(painter, theme);
    painter.restore();
    drawPlayhead(painter, theme);
    drawReadout(painter, theme);
}

void SongGraphs::drawHeads(QPainter &painter, const Theme &theme) const
{
    const QColor quiet = theme.text.tertiary;
    const double highest = m_song->analysis()->sampleRate > 0 ? std::min(kHighest, m_song->analysis()->sampleRate / 2.0) : kHighest;
    const auto head = [&](const QRectF &row, const QString &name, const QString &unit, const QColor &ink) {
        drawHead(painter, theme, row, name, unit, ink);
    };
    head(m_rows.sections, tr("Sections"), m_edited ? tr("edited") : QString(), theme.text.blue);
    if (m_mode == WaveMode::Stereo) {
        const StereoRows rows = stereoRows(m_rows.wave);
        head(rows.left, tr("Left"), {}, quiet);
        head(rows.right, tr("Right"), {}, quiet);
        head(rows.correlation, tr("Alike"), {}, quiet);
    } else {
        head(m_rows.wave, tr("Waveform"), m_mode == WaveMode::Bands ? tr("3 bands") : tr("peak, RMS"), quiet);
    }
    head(m_rows.spectrum, tr("Spectrum"), tr("to %1 kHz").arg(QLocale().toString(highest / 1000, 'g', 3)), quiet);
    head(m_rows.curves, tr("Energy"), tr("and LUFS"), quiet);
    head(m_rows.chroma, tr("Chroma"), tr("12 notes"), quiet);
    head(m_rows.chords, tr("Chords"), {}, quiet);
    head(m_rows.lyrics, tr("Lyrics"), m_rows.lyrics.height() > 26 ? tr("2 voices") : QString(), quiet);
    for (const QRectF &row : {m_rows.wave, m_rows.spectrum, m_rows.curves, m_rows.chroma, m_rows.chords, m_rows.lyrics}) {
        if (!row.isEmpty())
            drawWell(painter, row.translated(kHead, 0), theme, radius::kThumb);
    }
}

void SongGraphs::drawRuler(QPainter &painter, const Theme &theme, const ViewState &view) const
{
    const QRectF &row = m_rows.ruler;
    painter.setFont(theme.fonts.caption);
    const QFontMetricsF metrics(theme.fonts.caption);
    const auto tick = [&](double x, const QString &text, bool strong) {
        if (x + 5 + metrics.horizontalAdvance(text) > view.width())
            return; // half a number is none
        painter.fillRect(QRectF(std::round(x), row.top() + 4, 1, 14), withAlpha(theme.text.primary, 0.22));
        painter.setPen(strong ? theme.text.primary : theme.text.secondary);
        painter.drawText(QPointF(x + 5, row.top() + 14), text);
    };
    const std::vector<Beat> &beats = m_song->beats();
    const Ticks beat = beats.size() > 1 ? beats[1].time - beats[0].time : Ticks();
    const double perBeat = view.pixelsPerSecond() * beat.toSeconds();
    if (beats.size() < 2) {
        const FrameRate clock;
        for (const TimecodeTick &time : timecodeTicks(clock, view, -60, view.width(), 80))
            tick(time.x, formatClock(clock.timeOf(time.frame), view.pixelsPerSecond() > 200 ? 2 : 0), false);
        return;
    }
    for (const BarTick &bar : barTicks(beats, view, -40, view.width())) {
        if (bar.labelled)
            tick(bar.x, QString::number(bar.bar), bar.strong);
        else if (perBeat >= 44) // close up every beat has its place
            tick(bar.x, QStringLiteral("%1.%2").arg(bar.bar).arg(bar.beatInBar), false);
    }
    // Between two beats only the clock is left to go by.
    if (perBeat > view.width()) {
        const double milliseconds = std::pow(10, std::ceil(std::log10(90 / view.pixelsPerSecond())));
        const auto first = std::int64_t(std::ceil(view.timeAt(0).toSeconds() / milliseconds));
        for (std::int64_t i = first; Ticks::fromSeconds(double(i) * milliseconds) < view.visible().end; ++i) {
            const Ticks t = Ticks::fromSeconds(double(i) * milliseconds);
            tick(view.xOf(t), formatClock(t, std::clamp(int(-std::floor(std::log10(milliseconds))), 2, 5)), false);
        }
    }
}

// Shapes in the rows whose content is still on its way.
void SongGraphs::drawSkeletons(QPainter &painter, const Theme &theme, const ViewState &view) const
{
    const audio::Analysis &analysis = *m_song->analysis();
    const double phase = m_shimmer.phase();
    if (m_song->awaits(audio::Feature::Structure) && analysis.map.sections.empty())
        drawBlocks(painter, m_rows.sections, theme, phase);
    const double known = analysis.waveform.isEmpty()
                             ? 0
                             : view.xOf(Ticks::fromSamples(analysis.waveform.sampleCount, std::max(1, analysis.waveform.sampleRate)));
    if (m_song->isPartial() && !analysis.integratedLufs && known < view.width())
        drawBars(painter, m_rows.wave.adjusted(std::max(0.0, known), 0, 0, 0), theme, phase);
    if (awaitsWave()) {
        drawBars(painter, stereoRows(m_rows.wave).left, theme, phase);
        drawBars(painter, stereoRows(m_rows.wave).right, theme, phase);
    }
    if (!m_song->isPartial())
        return;
    if (analysis.picture.isEmpty()) {
        drawBlocks(painter, m_rows.spectrum, theme, phase);
        drawBlocks(painter, m_rows.chroma, theme, phase);
    }
    if (analysis.map.energy.values.empty() && analysis.loudness.values.empty())
        drawBlocks(painter, m_rows.curves, theme, phase);
    if (analysis.harmony.chords.empty())
        drawBlocks(painter, m_rows.chords, theme, phase);
}

void SongGraphs::drawMap(QPainter &painter, const Theme &theme) const
{
    const QRectF &row = m_rows.map;
    const double length = std::max(1e-6, m_song->view().length().toSeconds());
    const SongMap &map = m_song->analysis()->map;
    const auto x = [&](Ticks t) { return std::clamp(t.toSeconds() / length, 0.0, 1.0) * row.width(); };
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.state.track);
    painter.drawRoundedRect(row.adjusted(0, 1, 0, -1), 2, 2);
    for (size_t i = 0; i < map.sections.size(); ++i)
        painter.fillRect(
            QRectF(x(map.sections[i].start) + 0.5, row.top() + 1, x(map.sections[i].end) - x(map.sections[i].start) - 1, row.height() - 2),
            withAlpha(m_song->colours().colour(i, theme), 0.55));
    const TickRange shown = m_song->view().visible();
    const double left = x(shown.start);
    const double width = std::max(8.0, x(shown.end) - left);
    painter.setBrush(withAlpha(theme.text.primary, 0.18));
    painter.setPen(QPen(theme.text.primary, 1.25));
    painter.drawRoundedRect(
        QRectF(std::min(left, row.width() - width), row.top() - 1, width, row.height() + 2).adjusted(0.6, 0.6, -0.6, -0.6), 3, 3);
}

void SongGraphs::drawPlayhead(QPainter &painter, const Theme &theme) const
{
    const double x = kHead + m_song->view().xOf(m_song->playhead());
    if (x < kHead - 0.5 || x > width() - kRight + 0.5)
        return;
    const double top = m_rows.ruler.top() + 2;
    if (!theme.isFlat()) {
        QLinearGradient glow(x - 12, 0, x + 12, 0);
        glow.setColorAt(0, withAlpha(theme.brand.cyan, 0));
        glow.setColorAt(0.5, withAlpha(theme.brand.cyan, 0.35));
        glow.setColorAt(1, withAlpha(theme.brand.cyan, 0));
        painter.fillRect(QRectF(x - 12, top, 24, m_rows.bottom - top), glow);
    }
    painter.fillRect(QRectF(x - 0.75, top, 1.5, m_rows.bottom - top), theme.accent.playhead);
}

} // namespace sc::ui

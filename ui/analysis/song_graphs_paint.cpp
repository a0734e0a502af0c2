// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/song_graphs.h"

#include "core/base/timecode.h"
#include "ui/analysis/music_words.h"
#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/timeline/ruler_ticks.h"

#include <QtCore/QLocale>
#include <QtGui/QPaintEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kNameFrom = 36; // px of a section that show its name

QString decibels(double value)
{
    return SongGraphs::tr("%1 dB").arg(QLocale().toString(value, 'f', 1));
}

QString waveReadout(const audio::Analysis &analysis, const ViewState &view, Ticks t)
{
    const Ticks half = Ticks(view.span(0.5).value() + 1);
    const int level = analysis.waveform.isEmpty() ? 0 : analysis.waveform.levelFor(half + half);
    if (analysis.waveform.isEmpty())
        return {};
    const audio::WaveformPoint point = analysis.waveform.over(level, t - half, t + half);
    const double peak = std::max(std::abs(int(point.min)), std::abs(int(point.max))) / 127.0;
    return peak > 0 ? SongGraphs::tr("peak %1").arg(decibels(20 * std::log10(peak))) : SongGraphs::tr("silence");
}

QString spectrumReadout(const audio::SpectrumPicture &picture, Ticks t, double place)
{
    const auto column = t.value() / picture.step.value();
    QString hz = frequencyText(frequencyAt(place));
    if (t < Ticks() || column >= std::int64_t(picture.bands.size()))
        return hz;
    const auto band = std::clamp(int(place * audio::SpectrumPicture::kBands), 0, audio::SpectrumPicture::kBands - 1);
    const double level = picture.bands[size_t(column)][size_t(band)] / 255.0 * 90 - 90;
    return QStringLiteral("%1, %2").arg(hz, decibels(level));
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
    for (const QRectF &row : {m_rows.wave, m_rows.spectrum, m_rows.curves, m_rows.chroma, m_rows.chords}) {
        if (!row.isEmpty())
            beds.addRoundedRect(row, radius::kThumb, radius::kThumb);
    }
    painter.setClipPath(beds);
    painter.setClipRect(event->rect().translated(-kHead, 0), Qt::IntersectClip);
    m_tiles.paint(painter, {theme, analysis, m_song->colours(), m_close, m_chroma, m_levels, m_mode, m_gain}, m_rows, view, ratio);
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
    const auto head = [&](const QRectF &row, const QString &name, const QString &unit, const QColor &unitInk) {
        if (row.isEmpty())
            return;
        const bool two = !unit.isEmpty() && row.height() >= 26;
        const double top = row.center().y() - (two ? 14 : 7);
        painter.setFont(theme.fonts.caption);
        painter.setPen(theme.text.secondary);
        painter.drawText(QRectF(12, top, kHead - 16, 14), Qt::AlignLeft | Qt::AlignVCenter, name);
        if (!two)
            return;
        painter.setPen(unitInk);
        painter.drawText(QRectF(12, top + 14, kHead - 16, 14), Qt::AlignLeft | Qt::AlignVCenter, unit);
    };
    const QColor quiet = theme.text.tertiary;
    head(m_rows.sections, tr("Sections"), m_edited ? tr("edited") : QString(), theme.text.blue);
    head(m_rows.wave, tr("Waveform"), m_mode == WaveMode::Bands ? tr("3 bands") : tr("peak, RMS"), quiet);
    head(m_rows.spectrum, tr("Spectrum"), tr("to 16 kHz"), quiet);
    head(m_rows.curves, tr("Energy"), tr("and LUFS"), quiet);
    head(m_rows.chroma, tr("Chroma"), tr("12 notes"), quiet);
    head(m_rows.chords, tr("Chords"), {}, quiet);
    for (const QRectF &row : {m_rows.wave, m_rows.spectrum, m_rows.curves, m_rows.chroma, m_rows.chords}) {
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

void SongGraphs::drawSections(QPainter &painter, const Theme &theme, const ViewState &view) const
{
    const SongMap &map = m_song->analysis()->map;
    const QRectF &row = m_rows.sections;
    const bool dragging = m_gesture == Gesture::Edge;
    for (size_t i = 0; i < map.sections.size(); ++i) {
        Ticks start = map.sections[i].start;
        Ticks end = map.sections[i].end;
        if (dragging && i == m_edge.index)
            start = m_edge.to;
        if (dragging && i + 1 == m_edge.index)
            end = m_edge.to;
        const double left = std::max(-8.0, view.xOf(start));
        const double right = std::min(view.width() + 8.0, view.xOf(end));
        if (right - left < 2)
            continue;
        const QRectF box(left + 1, row.top() + 1, right - left - 2, row.height() - 2);
        const QColor colour = m_song->colours().colour(i, theme);
        const double corner = std::min(5.0, box.width() / 2);
        QLinearGradient fill(box.topLeft(), box.bottomLeft());
        fill.setColorAt(0, withAlpha(colour, 0.38));
        fill.setColorAt(1, withAlpha(colour, 0.22));
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawRoundedRect(box, corner, corner);
        painter.fillRect(QRectF(box.left() + corner * 0.6, box.top(), box.width() - corner * 1.2, 2), colour);
        if (m_song->colours().hatched(i))
            painter.fillRect(box.adjusted(1, 2, -1, -1), QBrush(withAlpha(colour, 0.35), Qt::BDiagPattern));
        const QRectF text(std::max(0.0, box.left()) + 7, box.top() + 2, box.right() - std::max(0.0, box.left()) - 11, box.height() - 2);
        if (box.width() >= kNameFrom && text.width() > 16) {
            painter.setFont(theme.fonts.captionStrong);
            painter.setPen(theme.sectionText(colour));
            painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                             QFontMetricsF(theme.fonts.captionStrong).elidedText(sectionTitle(map, i), Qt::ElideRight, text.width()));
        }
        if (m_song->section() != i)
            continue;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.text.primary, 1.5));
        const QRectF frame(left, row.top(), right - left, row.height());
        painter.drawRoundedRect(frame.adjusted(0.75, 0.75, -0.75, -0.75), 6, 6);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.text.primary);
        for (const double x : {left, right})
            painter.drawRoundedRect(QRectF(x - 2.5, row.top() + 5, 5, 16), 2.5, 2.5);
    }
    if (!dragging)
        return;
    const double x = std::round(view.xOf(m_edge.to));
    painter.fillRect(QRectF(x - 0.5, row.top(), 1, m_rows.bottom - row.top()), theme.accent.snap);
    const QString text = m_song->placeText(m_edge.to);
    const double width = QFontMetricsF(theme.fonts.captionStrong).horizontalAdvance(text) + 12;
    const QRectF plate(std::min(x + 5, view.width() - width - 2), row.bottom() + 6, width, 18);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent.snapLabel);
    painter.drawRoundedRect(plate, radius::kBadge, radius::kBadge);
    painter.setFont(theme.fonts.captionStrong);
    painter.setPen(theme.state.onAccent);
    painter.drawText(plate, Qt::AlignCenter, text);
}

// Drops have their word before peaks, peaks before builds; what finds no room keeps its line.
void SongGraphs::drawMoments(QPainter &painter, const Theme &theme, const ViewState &view) const
{
    std::vector<const KeyMoment *> moments;
    for (const KeyMoment &moment : m_song->analysis()->map.moments) {
        const double x = view.xOf(moment.time);
        if (moment.kind != KeyMomentKind::End && x >= 0 && x <= view.width())
            moments.push_back(&moment);
    }
    const QColor line = theme.sectionColour(SectionHue::Drop);
    for (const KeyMoment *moment : moments)
        painter.fillRect(QRectF(std::round(view.xOf(moment->time)), m_rows.wave.top(), 1, m_rows.wave.height()),
                         withAlpha(line, moment->kind == KeyMomentKind::Drop ? 0.9 : 0.4));
    std::ranges::stable_sort(moments, {}, [](const KeyMoment *m) {
        return std::pair(m->kind == KeyMomentKind::Drop ? 0 : m->kind == KeyMomentKind::Peak ? 1 : 2, -m->strength);
    });
    const QFontMetricsF metrics(theme.fonts.captionStrong);
    std::vector<QRectF> taken;
    for (const KeyMoment *moment : moments) {
        const double x = view.xOf(moment->time);
        const QString text = momentWord(moment->kind) + u' ' + m_song->placeText(moment->time);
        const double width = metrics.horizontalAdvance(text) + 26;
        const QRectF plate(x + 4, m_rows.wave.top() + 5, width, 18);
        const bool fits = plate.right() < view.width() &&
                          std::ranges::none_of(taken, [&](const QRectF &other) { return other.adjusted(-6, 0, 6, 0).intersects(plate); });
        if (!fits)
            continue;
        taken.push_back(plate);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent.snapLabel);
        painter.drawRoundedRect(plate, radius::kBadge, radius::kBadge);
        drawIconCentred(painter, QStringLiteral("bolt"), QRectF(plate.left() + 4, plate.top(), 14, 18), 12, theme.state.onAccent);
        painter.setFont(theme.fonts.captionStrong);
        painter.setPen(theme.state.onAccent);
        painter.drawText(plate.adjusted(20, 0, -4, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

// Names stay in view as long as their chord does.
void SongGraphs::drawChordNames(QPainter &painter, const Theme &theme, const ViewState &view) const
{
    const QRectF &row = m_rows.chords;
    if (row.isEmpty())
        return;
    const QFontMetricsF metrics(theme.fonts.caption);
    painter.setFont(theme.fonts.caption);
    for (const audio::ChordSpan &chord : m_song->analysis()->harmony.chords) {
        const double left = std::max(0.0, view.xOf(chord.start)) + 6;
        const double right = std::min<double>(view.width(), view.xOf(chord.end));
        if (right - left < 7 || chord.name == u"N" || metrics.horizontalAdvance(chord.name) > right - left)
            continue;
        painter.setPen(chord.confidence < 0.35 ? theme.text.tertiary : theme.text.primary);
        painter.drawText(QRectF(left, row.top(), right - left, row.height()), Qt::AlignLeft | Qt::AlignVCenter, chord.name);
    }
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

QString SongGraphs::readoutAt(QPointF at) const
{
    const audio::Analysis *analysis = m_song->analysis();
    if (analysis == nullptr || at.x() < kHead || at.x() > width() - kRight)
        return {};
    const ViewState &view = m_song->view();
    const Ticks t = view.timeAt(at.x() - kHead);
    if (t < Ticks() || t >= analysis->duration)
        return {};
    const QPointF place(at.x() - kHead, at.y());
    QString what;
    if (m_rows.wave.contains(place)) {
        what = waveReadout(*analysis, view, t);
    } else if (m_rows.spectrum.contains(place)) {
        what = spectrumReadout(analysis->picture, t, (m_rows.spectrum.bottom() - at.y()) / m_rows.spectrum.height());
    } else if (m_rows.curves.contains(place)) {
        QStringList parts;
        if (!analysis->map.energy.values.empty())
            parts << tr("energy %1").arg(QLocale().toString(analysis->map.energy.at(t), 'f', 2));
        if (!analysis->loudness.values.empty())
            parts << tr("%1 LUFS").arg(QLocale().toString(analysis->loudness.at(t), 'f', 1));
        what = parts.join(QStringLiteral(", "));
    } else if (m_rows.chroma.contains(place)) {
        const int note = std::clamp(int((m_rows.chroma.bottom() - at.y()) / m_rows.chroma.height() * 12), 0, 11);
        const auto column = t.value() / analysis->picture.step.value();
        const bool inside = column < std::int64_t(analysis->picture.notes.size());
        what = tr("%1, %2 %").arg(noteName(note)).arg(inside ? qRound(analysis->picture.notes[size_t(column)][size_t(note)] / 2.55) : 0);
    } else if (m_rows.chords.contains(place)) {
        for (const audio::ChordSpan &chord : analysis->harmony.chords) {
            if (t >= chord.start && t < chord.end)
                what = chord.name == u"N" ? tr("no chord") : tr("%1, %2 %").arg(chord.name).arg(qRound(chord.confidence * 100));
        }
    } else {
        return {};
    }
    // Milliseconds, and samples once they can be told apart.
    QString when = formatClock(t, 3);
    if (analysis->sampleRate > 0 && view.pixelsPerSecond() > analysis->sampleRate)
        when = tr("sample %1").arg(QLocale().toString(qlonglong(t.toSeconds() * analysis->sampleRate)));
    QStringList words{m_song->beats().empty() ? QString() : m_song->placeText(t), when, what};
    words.removeAll(QString());
    return words.join(QStringLiteral("   "));
}

void SongGraphs::drawReadout(QPainter &painter, const Theme &theme) const
{
    if (!m_hover || m_gesture == Gesture::Edge || m_gesture == Gesture::Pan)
        return;
    const QString text = readoutAt(*m_hover);
    if (text.isEmpty())
        return;
    const double width = QFontMetricsF(theme.fonts.caption).horizontalAdvance(text) + 16;
    double x = m_hover->x() + 12;
    if (x + width > this->width() - kRight)
        x = m_hover->x() - width - 12;
    const QRectF plate(std::max<double>(kHead, x), std::clamp(m_hover->y() - 30, m_rows.wave.top() + 4, m_rows.bottom - 26), width, 22);
    drawFloatingPlate(painter, plate, theme, radius::kChip);
    painter.setFont(theme.fonts.caption);
    painter.setPen(theme.text.primary);
    painter.drawText(plate, Qt::AlignCenter, text);
}

} // namespace sc::ui

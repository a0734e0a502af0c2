// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/song_graphs.h"

#include "core/base/timecode.h"
#include "ui/analysis/music_words.h"
#include "ui/analysis/wave_bed.h"
#include "ui/theme/plates.h"

#include <QtCore/QLocale>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

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

QString stereoReadout(const audio::StereoWaveform &wave, const ViewState &view, Ticks t)
{
    const Ticks half = Ticks(view.span(0.5).value() + 1);
    const audio::StereoPoint point = wave.over(wave.levelFor(half + half), t - half, t + half);
    if (point.leftPower + point.rightPower <= 0)
        return SongGraphs::tr("silence");
    const auto level = [](double power) { return power > 0 ? decibels(10 * std::log10(power)) : SongGraphs::tr("silence"); };
    return SongGraphs::tr("left %1, right %2, sides %3, alike %4")
        .arg(level(point.leftPower), level(point.rightPower), level(point.sidePower()), QLocale().toString(point.correlation(), 'f', 2));
}

QString curveReadout(const audio::Analysis &analysis, Ticks t)
{
    QStringList parts;
    if (!analysis.map.energy.values.empty())
        parts << SongGraphs::tr("energy %1").arg(QLocale().toString(analysis.map.energy.at(t), 'f', 2));
    if (!analysis.loudness.values.empty())
        parts << SongGraphs::tr("%1 LUFS").arg(QLocale().toString(analysis.loudness.at(t), 'f', 1));
    return parts.join(QStringLiteral(", "));
}

QString chromaReadout(const audio::SpectrumPicture &picture, Ticks t, double place)
{
    const int note = std::clamp(int(place * audio::SpectrumPicture::kNotes), 0, audio::SpectrumPicture::kNotes - 1);
    const auto column = t.value() / picture.step.value();
    const bool inside = column < std::int64_t(picture.notes.size());
    return SongGraphs::tr("%1, %2 %").arg(noteName(note)).arg(inside ? qRound(picture.notes[size_t(column)][size_t(note)] / 2.55) : 0);
}

QString chordReadout(const audio::Harmony &harmony, Ticks t)
{
    for (const audio::ChordSpan &chord : harmony.chords) {
        if (t >= chord.start && t < chord.end)
            return chord.name == u"N" ? SongGraphs::tr("no chord")
                                      : SongGraphs::tr("%1, %2 %").arg(chord.name).arg(qRound(chord.confidence * 100));
    }
    return {};
}

} // namespace

QString SongGraphs::whatIsAt(QPointF place, Ticks t) const
{
    const audio::Analysis &analysis = *m_song->analysis();
    const ViewState &view = m_song->view();
    if (m_rows.wave.contains(place))
        return m_mode == WaveMode::Stereo && m_stereo.wave() ? stereoReadout(*m_stereo.wave(), view, t) : waveReadout(analysis, view, t);
    if (m_rows.spectrum.contains(place) && !analysis.picture.isEmpty())
        return spectrumReadout(analysis.picture, t, (m_rows.spectrum.bottom() - place.y()) / m_rows.spectrum.height());
    if (m_rows.curves.contains(place))
        return curveReadout(analysis, t);
    if (m_rows.chroma.contains(place) && !analysis.picture.isEmpty())
        return chromaReadout(analysis.picture, t, (m_rows.chroma.bottom() - place.y()) / m_rows.chroma.height());
    if (m_rows.chords.contains(place))
        return chordReadout(analysis.harmony, t);
    if (const auto lyric = lyricUnder(place + QPointF(kHead, 0)))
        return tr("%1 (%2)").arg(m_song->lyrics()[*lyric].text, m_song->lyricsOrigin());
    return {};
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
    if (place.y() < m_rows.wave.top() || place.y() > m_rows.bottom)
        return {};
    const QString what = whatIsAt(place, t);
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
    const QFontMetricsF metrics(theme.fonts.caption);
    const QString text = metrics.elidedText(readoutAt(*m_hover), Qt::ElideRight, this->width() - kHead - kRight - 20);
    if (text.isEmpty())
        return;
    const double width = metrics.horizontalAdvance(text) + 16;
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

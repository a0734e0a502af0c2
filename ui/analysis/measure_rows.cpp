// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/more_measures.h"

#include "core/base/timecode.h"
#include "ui/analysis/music_words.h"
#include "ui/widgets/music_marks.h"

#include <QtCore/QLocale>

#include <algorithm>

namespace sc::ui {

namespace {

// Collects rows; a value that is not known makes none.
class Rows
{
public:
    void add(const QString &name, const QString &value)
    {
        if (!value.isEmpty())
            m_rows.push_back({name, value});
    }
    void add(const QString &name, const std::optional<double> &value, int digits, const QString &pattern = QStringLiteral("%1"))
    {
        if (value)
            m_rows.push_back({name, pattern.arg(decimals(*value, digits))});
    }
    [[nodiscard]] std::vector<MeasureRow> take() { return std::move(m_rows); }

private:
    std::vector<MeasureRow> m_rows;
};

QString lufs()
{
    return MoreMeasures::tr("%1 LUFS");
}

QString hertz()
{
    return MoreMeasures::tr("%1 Hz");
}

QString inDb()
{
    return MoreMeasures::tr("%1 dB");
}

QString swingWords(double swing)
{
    const QString word = swing < 0.54   ? MoreMeasures::tr("straight")
                         : swing < 0.62 ? MoreMeasures::tr("light swing")
                                        : MoreMeasures::tr("swung");
    return QStringLiteral("%1, %2").arg(word, decimals(swing, 2));
}

} // namespace

std::vector<MeasureRow> loudnessRows(const audio::Analysis &a)
{
    Rows rows;
    rows.add(MoreMeasures::tr("Integrated"), a.integratedLufs, 1, lufs());
    rows.add(MoreMeasures::tr("Loudest three seconds"), a.shortTermMaxLufs, 1, lufs());
    rows.add(MoreMeasures::tr("Loudest 0.4 seconds"), a.momentaryMaxLufs, 1, lufs());
    rows.add(MoreMeasures::tr("Range"), a.loudnessRange, 1, MoreMeasures::tr("%1 LU"));
    rows.add(MoreMeasures::tr("True peak"), a.truePeakDbtp, 1, MoreMeasures::tr("%1 dBTP"));
    rows.add(MoreMeasures::tr("RMS"), a.spectral.rmsDb, 1, MoreMeasures::tr("%1 dBFS"));
    rows.add(MoreMeasures::tr("Peak over RMS"), a.spectral.crestDb, 1, inDb());
    return rows.take();
}

std::vector<MeasureRow> rhythmRows(const audio::Analysis &a)
{
    Rows rows;
    if (a.rhythm.swing)
        rows.add(MoreMeasures::tr("Swing"), swingWords(*a.rhythm.swing));
    rows.add(MoreMeasures::tr("Syncopation"), a.rhythm.syncopation, 2);
    if (a.rhythm.tempoStability)
        rows.add(MoreMeasures::tr("Tempo stability"), MoreMeasures::tr("%1 %").arg(decimals(*a.rhythm.tempoStability * 100, 1)));
    if (a.rhythm.onsetRate > 0)
        rows.add(MoreMeasures::tr("Onsets"), MoreMeasures::tr("%1 a second").arg(decimals(a.rhythm.onsetRate, 1)));
    if (!a.onsets.empty())
        rows.add(MoreMeasures::tr("Onsets in all"), QLocale().toString(qlonglong(a.onsets.size())));
    if (a.rhythm.isCompound)
        rows.add(MoreMeasures::tr("Beats divide"), MoreMeasures::tr("in three"));
    return rows.take();
}

std::vector<MeasureRow> harmonyRows(const audio::Analysis &a)
{
    Rows rows;
    rows.add(MoreMeasures::tr("Tuning of A4"), a.harmony.tuningHz, 1, hertz());
    if (a.harmony.keys.size() > 1) {
        for (const audio::KeySpan &key : a.harmony.keys)
            rows.add(MoreMeasures::tr("From %1").arg(formatClock(key.start, 0)),
                     QStringLiteral("%1, %2").arg(shortKey(key.name), percent(key.confidence)));
    }
    if (!a.harmony.progression.isEmpty())
        rows.add(MoreMeasures::tr("Progression"), a.harmony.progression.join(QStringLiteral(" - ")));
    if (!a.harmony.chords.empty())
        rows.add(MoreMeasures::tr("Chords"), QLocale().toString(qlonglong(std::ranges::count_if(
                                                 a.harmony.chords, [](const audio::ChordSpan &c) { return c.name != u"N"; }))));
    rows.add(MoreMeasures::tr("Complexity"), a.harmony.complexity, 2);
    if (a.harmony.changeRate)
        rows.add(MoreMeasures::tr("Chord changes"), MoreMeasures::tr("%1 a minute").arg(decimals(*a.harmony.changeRate * 60, 1)));
    if (!a.harmony.tension.values.empty())
        rows.add(MoreMeasures::tr("Tension, mean"), decimals(a.harmony.tension.mean({{}, a.duration}), 2));
    return rows.take();
}

std::vector<MeasureRow> spectralRows(const audio::Analysis &a)
{
    Rows rows;
    rows.add(MoreMeasures::tr("Centroid"), a.spectralCentroid.value, 0, hertz());
    rows.add(MoreMeasures::tr("Bandwidth"), a.spectral.bandwidthHz, 0, hertz());
    rows.add(MoreMeasures::tr("Roll-off 85 %"), a.spectral.rolloffHz, 0, hertz());
    rows.add(MoreMeasures::tr("Flatness"), a.spectral.flatness, 3);
    rows.add(MoreMeasures::tr("Flux"), a.spectral.flux, 3);
    rows.add(MoreMeasures::tr("Zero crossing rate"), a.zeroCrossingRate.value, 4);
    rows.add(MoreMeasures::tr("Stereo width"), a.spectral.stereoWidth, 2);
    if (a.spectral.flatness) {
        QStringList contrast;
        for (const double band : a.spectral.contrast)
            contrast << decimals(band, 0);
        rows.add(MoreMeasures::tr("Contrast, 7 bands"), MoreMeasures::tr("%1 dB").arg(contrast.join(QStringLiteral(" "))));
        QStringList cepstrum;
        for (const double value : a.spectral.mfcc)
            cepstrum << decimals(value, 1);
        rows.add(MoreMeasures::tr("MFCC, 20"), cepstrum.join(QStringLiteral("  ")));
    }
    return rows.take();
}

std::vector<MeasureRow> qualityRows(const audio::Analysis &a)
{
    Rows rows;
    if (a.quality.score)
        rows.add(MoreMeasures::tr("Quality"), QStringLiteral("%1, %2").arg(decimals(*a.quality.score, 0), qualityTitle(*a.quality.score)));
    if (a.quality.score)
        rows.add(MoreMeasures::tr("Clipped samples"),
                 a.quality.clippedSamples == 0
                     ? MoreMeasures::tr("none")
                     : MoreMeasures::tr("%1, %2 %")
                           .arg(QLocale().toString(qlonglong(a.quality.clippedSamples)), decimals(a.quality.clippingShare * 100, 3)));
    rows.add(MoreMeasures::tr("Noise floor"), a.quality.noiseFloorDb, 0, MoreMeasures::tr("%1 dBFS"));
    if (a.quality.bandwidthHz)
        rows.add(MoreMeasures::tr("Sound up to"), frequencyText(*a.quality.bandwidthHz));
    return rows.take();
}

} // namespace sc::ui

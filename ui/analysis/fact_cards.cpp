// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/fact_cards.h"

#include "ui/theme/colour.h"
#include "ui/theme/plates.h"
#include "ui/widgets/music_marks.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtGui/QPainter>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kCardHeight = 76;
constexpr int kGap = 8;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui)
};

QString number(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

QString alternatives(const audio::Analysis &a)
{
    QStringList others;
    for (const audio::TempoCandidate &candidate : a.tempoCandidates) {
        if (a.tempo.value && std::abs(candidate.bpm - *a.tempo.value) > 0.5)
            others << number(candidate.bpm, 2);
    }
    return others.isEmpty() ? QString() : Words::tr("also %1").arg(others.mid(0, 2).join(Words::tr(" or ")));
}

Fact tempoFact(const audio::Analysis &a)
{
    Fact fact{.label = Words::tr("Tempo"), .unit = Words::tr("BPM"), .detail = alternatives(a)};
    if (!a.tempo.value) {
        fact.detail = Words::tr("no steady beat");
        return fact;
    }
    fact.value = number(*a.tempo.value, 2);
    fact.confidence = a.tempo.confidence;
    return fact;
}

Fact keyFact(const audio::Analysis &a)
{
    Fact fact{.label = Words::tr("Key")};
    if (!a.key.value)
        return fact;
    fact.value = shortKey(*a.key.value);
    fact.camelot = audio::camelotOf(*a.key.value);
    fact.confidence = a.key.confidence;
    if (!a.secondKey.isEmpty())
        fact.detail = Words::tr("next: %1, distance %2").arg(shortKey(a.secondKey), number(a.secondKeyDistance, 2));
    return fact;
}

Fact loudnessFact(const audio::Analysis &a)
{
    Fact fact{.label = Words::tr("Loudness"), .unit = Words::tr("LUFS")};
    QStringList details;
    if (a.integratedLufs)
        fact.value = number(*a.integratedLufs, 1);
    else
        fact.detail = Words::tr("silence");
    if (a.truePeakDbtp)
        details << Words::tr("peak %1 dBTP").arg(number(*a.truePeakDbtp, 1));
    if (a.loudnessRange)
        details << Words::tr("%1 LU").arg(number(*a.loudnessRange, 1));
    if (!details.isEmpty())
        fact.detail = details.join(QStringLiteral(", "));
    return fact;
}

Fact metreFact(const audio::Analysis &a)
{
    Fact fact{.label = Words::tr("Metre")};
    if (!a.timeSignature.value)
        return fact;
    fact.value = *a.timeSignature.value;
    fact.confidence = a.timeSignature.confidence;
    const std::vector<Beat> beats = a.map.grid.beats();
    const auto downbeats = std::ranges::count_if(beats, &Beat::isDownbeat);
    if (downbeats > 0)
        fact.detail = Words::tr("%1 bars from %2 s").arg(downbeats).arg(number(beats.front().time.toSeconds(), 2));
    return fact;
}

Fact shareFact(const QString &label, const audio::Measured<double> &measured, const QString &detail = {})
{
    Fact fact{.label = label, .detail = detail};
    if (!measured.value)
        return fact;
    fact.value = number(*measured.value, 2);
    fact.confidence = measured.confidence;
    return fact;
}

// "peak in Chorus 1": where the energy is highest.
QString energyPeak(const audio::Analysis &a)
{
    const std::vector<float> &values = a.map.energy.values;
    if (values.empty())
        return {};
    const auto top = std::ranges::max_element(values);
    const Ticks at = a.map.energy.step * std::int64_t(top - values.begin());
    for (size_t i = 0; i < a.map.sections.size(); ++i) {
        if (at >= a.map.sections[i].start && at < a.map.sections[i].end)
            return Words::tr("peak in %1").arg(sectionTitle(a.map, i));
    }
    return {};
}

// The bars go when the label would run into them; the percent stays.
void drawConfidence(QPainter &painter, const Theme &theme, const QRectF &box, double labelWidth, double confidence)
{
    const QString text = Words::tr("%1 %").arg(qRound(confidence * 100));
    painter.setFont(theme.fonts.caption);
    painter.setPen(confidence < 0.35 ? theme.text.tertiary : theme.text.secondary);
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, text);
    const double right = box.right() - QFontMetricsF(theme.fonts.caption).horizontalAdvance(text) - 5;
    if (right - 27 < box.left() + labelWidth)
        return;
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < 5; ++i) {
        const double height = 2 + i * 1.4;
        painter.setBrush(i < qRound(confidence * 5) ? theme.text.cyan : theme.state.track);
        painter.drawRoundedRect(QRectF(right - 23 + i * 4.6, box.center().y() + 4 - height, 3, height), 1, 1);
    }
}

} // namespace

std::vector<Fact> factsOf(const audio::Analysis &a)
{
    Fact centroid{.label = Words::tr("Brightness"), .unit = Words::tr("Hz"), .detail = Words::tr("spectral centroid")};
    if (a.spectralCentroid.value) {
        centroid.value = number(*a.spectralCentroid.value, 0);
        centroid.confidence = a.spectralCentroid.confidence;
    }
    return {tempoFact(a),
            keyFact(a),
            loudnessFact(a),
            metreFact(a),
            shareFact(Words::tr("Energy"), a.energy, energyPeak(a)),
            shareFact(Words::tr("Valence"), a.valence, Words::tr("low confidence by nature")),
            shareFact(Words::tr("Danceability"), a.danceability),
            shareFact(Words::tr("Arousal"), a.arousal),
            shareFact(Words::tr("Rhythm"), a.rhythmStrength),
            centroid};
}

FactCards::FactCards(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("What was heard"));
}

void FactCards::setFacts(std::vector<Fact> facts)
{
    m_facts = std::move(facts);
    QStringList spoken;
    for (const Fact &fact : m_facts)
        spoken << QStringLiteral("%1 %2 %3").arg(fact.label, fact.value.isEmpty() ? tr("not known") : fact.value, fact.unit).simplified();
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize FactCards::sizeHint() const
{
    const int lines = int(m_facts.size() + 1) / 2;
    return {300, lines * (kCardHeight + kGap)};
}

void FactCards::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = (this->width() - kGap) / 2.0;
    for (size_t i = 0; i < m_facts.size(); ++i)
        paintCard(painter, QRectF(double(i % 2) * (width + kGap), double(i / 2) * (kCardHeight + kGap), width, kCardHeight), m_facts[i]);
}

void FactCards::paintCard(QPainter &painter, const QRectF &box, const Fact &fact) const
{
    const Theme &theme = themeOf(this);
    drawCard(painter, box, theme);
    const QRectF inner = box.adjusted(11, 9, -11, -9);
    painter.setFont(theme.fonts.caption);
    painter.setPen(theme.text.secondary);
    painter.drawText(QRectF(inner.left(), inner.top(), inner.width(), 14), Qt::AlignLeft | Qt::AlignVCenter, fact.label);
    if (fact.confidence && !fact.value.isEmpty())
        drawConfidence(painter, theme, QRectF(inner.left(), inner.top(), inner.width(), 14),
                       QFontMetricsF(theme.fonts.caption).horizontalAdvance(fact.label), *fact.confidence);
    const QRectF line(inner.left(), inner.top() + 18, inner.width(), 26);
    const QString value = fact.value.isEmpty() ? tr("Not known") : fact.value;
    const QFont &font = fact.value.isEmpty() ? theme.fonts.bodyMedium : theme.fonts.figure;
    painter.setFont(font);
    painter.setPen(fact.value.isEmpty() || fact.isUncertain() ? theme.text.tertiary : theme.text.primary);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, value);
    const double after = QFontMetricsF(font).horizontalAdvance(value) + 6;
    if (!fact.camelot.isEmpty()) {
        drawKeyPlate(painter, QRectF(line.left() + after, line.center().y() - 8, 40, 18), fact.camelot, theme);
    } else if (!fact.value.isEmpty()) {
        painter.setFont(theme.fonts.body);
        painter.setPen(fact.isUncertain() ? theme.text.tertiary : theme.text.secondary);
        painter.drawText(line.adjusted(after, 2, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, fact.isUncertain() ? tr("uncertain") : fact.unit);
    }
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.secondary);
    painter.drawText(QRectF(inner.left(), inner.top() + 45, inner.width(), 14), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(theme.fonts.captionLight).elidedText(fact.detail, Qt::ElideRight, inner.width()));
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/description.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

constexpr double kPlain = 0.75;  // said as it is
constexpr double kHedged = 0.5;  // said with "probably"
constexpr size_t kMostNames = 4; // of one kind in a sentence
constexpr size_t kMostMoments = 4;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::audio", text);
}

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString clockTime(Ticks time)
{
    const auto seconds = static_cast<int>(std::lround(time.toSeconds()));
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

// Chooses among wordings by what was measured, so that one song's text never changes.
size_t variantOf(const Analysis &analysis, size_t variants, unsigned sentence)
{
    auto hash = static_cast<std::uint64_t>(analysis.duration.value()) + sentence;
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9ULL;
    hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebULL;
    return static_cast<size_t>((hash ^ (hash >> 31)) % variants);
}

// "drums, bass and piano"
QString enumerated(const QStringList &names)
{
    if (names.size() < 2)
        return names.join(QString());
    return tr("%1 and %2").arg(names.first(names.size() - 1).join(tr(", ")), names.last());
}

struct Named
{
    QStringList plain;
    QStringList hedged;
};

Named namesOf(const Analysis &analysis, LabelKind kind, size_t most)
{
    Named names;
    for (const Label &label : analysis.labels) {
        if (label.kind != kind || static_cast<size_t>(names.plain.size() + names.hedged.size()) >= most)
            continue;
        // Genre and mood are never given more than 0.75 by the built-in classifier.
        if (label.confidence >= (kind == LabelKind::Instrument ? kPlain : 0.7))
            names.plain.append(labelTitle(label.name));
        else if (label.confidence >= kHedged)
            names.hedged.append(labelTitle(label.name));
    }
    return names;
}

QString subject(const Analysis &analysis)
{
    const Named genres = namesOf(analysis, LabelKind::Genre, 1);
    if (!genres.plain.isEmpty())
        return capitalised(genres.plain.first());
    if (!genres.hedged.isEmpty())
        return tr("Probably %1").arg(genres.hedged.first());
    return tr("A piece of music");
}

QString pulseClause(const Analysis &analysis)
{
    if (!analysis.tempo.value || analysis.tempo.confidence < kHedged)
        return analysis.tempo.value ? QString() : tr("without a steady beat");
    const QString bpm = QLocale().toString(std::round(*analysis.tempo.value), 'f', 0);
    const bool isSteady = analysis.rhythm.tempoStability.value_or(0) > 0.8;
    if (analysis.tempo.confidence < kPlain)
        return tr("at probably %1 BPM").arg(bpm);
    return isSteady ? tr("at a steady %1 BPM").arg(bpm) : tr("at %1 BPM").arg(bpm);
}

QStringList frameClauses(const Analysis &analysis)
{
    QStringList clauses;
    if (analysis.timeSignature.value && analysis.timeSignature.confidence >= kHedged)
        clauses.append(analysis.timeSignature.confidence >= kPlain ? tr("in %1 time").arg(*analysis.timeSignature.value)
                                                                   : tr("probably in %1 time").arg(*analysis.timeSignature.value));
    if (analysis.key.value && analysis.key.confidence >= kHedged)
        clauses.append(analysis.key.confidence >= kPlain ? tr("in %1").arg(*analysis.key.value)
                                                         : tr("probably in %1").arg(*analysis.key.value));
    return clauses;
}

QString firstSentence(const Analysis &analysis)
{
    QString text = subject(analysis);
    const QString pulse = pulseClause(analysis);
    if (!pulse.isEmpty())
        text = tr("%1 %2").arg(text, pulse);
    const QStringList frame = frameClauses(analysis);
    if (!frame.isEmpty())
        text = tr("%1, %2").arg(text, frame.join(tr(", ")));
    return tr("%1.").arg(text);
}

QStringList soundWords(const Analysis &analysis)
{
    QStringList words;
    if (analysis.integratedLufs && *analysis.integratedLufs > -10)
        words.append(tr("loud"));
    if (analysis.integratedLufs && *analysis.integratedLufs < -20)
        words.append(tr("quiet"));
    if (analysis.spectralCentroid.value && *analysis.spectralCentroid.value > 2800)
        words.append(tr("bright"));
    if (analysis.spectralCentroid.value && *analysis.spectralCentroid.value < 900)
        words.append(tr("dark"));
    if (analysis.loudnessRange && *analysis.loudnessRange < 3.5)
        words.append(tr("even in level"));
    if (analysis.loudnessRange && *analysis.loudnessRange > 12)
        words.append(tr("wide in dynamics"));
    return words;
}

QString instrumentSentence(const Analysis &analysis)
{
    const Named names = namesOf(analysis, LabelKind::Instrument, kMostNames);
    if (!names.plain.isEmpty() && !names.hedged.isEmpty())
        return tr("%1, probably also %2").arg(enumerated(names.plain), enumerated(names.hedged));
    if (!names.plain.isEmpty())
        return enumerated(names.plain);
    return names.hedged.isEmpty() ? QString() : tr("probably %1").arg(enumerated(names.hedged));
}

QString moodSentence(const Analysis &analysis)
{
    const Named names = namesOf(analysis, LabelKind::Mood, 2);
    if (!names.plain.isEmpty())
        return enumerated(names.plain);
    return names.hedged.isEmpty() ? QString() : tr("probably %1").arg(enumerated(names.hedged));
}

QString soundSentence(const Analysis &analysis)
{
    const QString instruments = instrumentSentence(analysis);
    const QString words = enumerated(soundWords(analysis));
    const QString mood = moodSentence(analysis);
    QString text;
    if (!words.isEmpty() && !instruments.isEmpty())
        text = variantOf(analysis, 2, 2) == 0 ? tr("%1, with %2").arg(capitalised(words), instruments)
                                              : tr("The sound is %1, with %2").arg(words, instruments);
    else if (!words.isEmpty())
        text = tr("The sound is %1").arg(words);
    else if (!instruments.isEmpty())
        text = tr("Heard are %1").arg(instruments);
    if (mood.isEmpty())
        return text.isEmpty() ? QString() : tr("%1.").arg(text);
    return text.isEmpty() ? tr("It sounds %1.").arg(mood) : tr("%1; it sounds %2.").arg(text, mood);
}

QString momentClause(const KeyMoment &moment)
{
    const QString time = clockTime(moment.time);
    switch (moment.kind) {
    case KeyMomentKind::Drop:
        return tr("drops at %1").arg(time);
    case KeyMomentKind::BuildStart:
        return tr("builds from %1").arg(time);
    case KeyMomentKind::Break:
        return tr("breaks at %1").arg(time);
    case KeyMomentKind::Peak:
        return tr("peaks at %1").arg(time);
    case KeyMomentKind::Silence:
        return tr("falls silent at %1").arg(time);
    case KeyMomentKind::Entry:
        return tr("sets in at %1").arg(time);
    case KeyMomentKind::End:
        break;
    }
    return {};
}

QString structureSentence(const Analysis &analysis)
{
    std::vector<KeyMoment> moments;
    for (const KeyMoment &moment : analysis.map.moments) {
        if (moment.strength >= kHedged && !momentClause(moment).isEmpty())
            moments.push_back(moment);
    }
    std::ranges::stable_sort(moments, [](const KeyMoment &a, const KeyMoment &b) { return a.strength > b.strength; });
    if (moments.size() > kMostMoments)
        moments.resize(kMostMoments);
    std::ranges::stable_sort(moments, {}, [](const KeyMoment &moment) { return moment.time.value(); });
    QStringList clauses;
    for (const KeyMoment &moment : moments)
        clauses.append(momentClause(moment));
    const std::vector<Section> &sections = analysis.map.sections;
    const bool opensLow = sections.size() > 1 && sections.front().energy < 0.35;
    if (opensLow)
        clauses.prepend(tr("opens sparsely"));
    if (!clauses.isEmpty())
        return variantOf(analysis, 2, 3) == 0 ? tr("It %1.").arg(enumerated(clauses)) : tr("The piece %1.").arg(enumerated(clauses));
    const int count = static_cast<int>(sections.size()); // lupdate takes no casts in translate()
    if (count > 1)
        return QCoreApplication::translate("sc::audio", "It has %n section(s).", nullptr, count);
    return {};
}

} // namespace

QString describeSong(const Analysis &analysis)
{
    if (!analysis.integratedLufs)
        return {};
    QStringList sentences = {firstSentence(analysis), soundSentence(analysis), structureSentence(analysis)};
    sentences.removeAll(QString());
    return sentences.join(QLatin1Char(' '));
}

} // namespace sc::audio

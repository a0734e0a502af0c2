// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/music_words.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <array>

namespace sc::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::Music)
};

} // namespace

QString momentWord(KeyMomentKind kind)
{
    switch (kind) {
    case KeyMomentKind::Drop:
        return Words::tr("drop");
    case KeyMomentKind::BuildStart:
        return Words::tr("build");
    case KeyMomentKind::Break:
        return Words::tr("break");
    case KeyMomentKind::Peak:
        return Words::tr("peak");
    case KeyMomentKind::Silence:
        return Words::tr("silence");
    case KeyMomentKind::Entry:
        return Words::tr("entry");
    case KeyMomentKind::End:
        return Words::tr("end");
    }
    return {};
}

QString momentTitle(KeyMomentKind kind)
{
    switch (kind) {
    case KeyMomentKind::Drop:
        return Words::tr("Drop");
    case KeyMomentKind::BuildStart:
        return Words::tr("Build begins");
    case KeyMomentKind::Break:
        return Words::tr("Break");
    case KeyMomentKind::Peak:
        return Words::tr("Peak");
    case KeyMomentKind::Silence:
        return Words::tr("Silence");
    case KeyMomentKind::Entry:
        return Words::tr("Entry");
    case KeyMomentKind::End:
        return Words::tr("End");
    }
    return {};
}

QString noteName(int pitchClass)
{
    static const std::array<const char *, 12> kNames = {"C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"};
    return QLatin1String(kNames[size_t(((pitchClass % 12) + 12) % 12)]);
}

QString frequencyText(double hz)
{
    const QLocale locale;
    return hz < 1000 ? Words::tr("%1 Hz").arg(locale.toString(hz, 'f', 0)) : Words::tr("%1 kHz").arg(locale.toString(hz / 1000, 'f', 2));
}

QString levelTitle(audio::AnalysisLevel level)
{
    switch (level) {
    case audio::AnalysisLevel::Quick:
        return Words::tr("quick");
    case audio::AnalysisLevel::Standard:
        return Words::tr("standard");
    case audio::AnalysisLevel::Detailed:
        return Words::tr("detailed");
    case audio::AnalysisLevel::Custom:
        return Words::tr("custom");
    }
    return {};
}

QString featureTitle(audio::Feature feature)
{
    switch (feature) {
    case audio::Feature::Rhythm:
        return Words::tr("Tempo, beats and metre");
    case audio::Feature::Key:
        return Words::tr("Key");
    case audio::Feature::Structure:
        return Words::tr("Sections, key moments, loops");
    case audio::Feature::Descriptors:
        return Words::tr("Energy, mood, danceability");
    case audio::Feature::Groove:
        return Words::tr("Groove and swing");
    case audio::Feature::Chords:
        return Words::tr("Chords and progression");
    case audio::Feature::Spectral:
        return Words::tr("Spectral measures");
    case audio::Feature::Quality:
        return Words::tr("Quality of the recording");
    case audio::Feature::Labels:
        return Words::tr("Genre, mood and instruments");
    case audio::Feature::Identity:
        return Words::tr("Fingerprint and likeness");
    case audio::Feature::Picture:
        return Words::tr("Spectrum and notes to look at");
    }
    return {};
}

QString qualityTitle(double score)
{
    const QString word = audio::qualityWord(score);
    if (word == u"excellent")
        return Words::tr("excellent");
    if (word == u"good")
        return Words::tr("good");
    return word == u"fair" ? Words::tr("fair") : Words::tr("poor");
}

QString sectionWord(const QString &label)
{
    return label.left(1).toUpper() + label.mid(1);
}

QString percent(double share)
{
    return Words::tr("%1 %").arg(qRound(share * 100));
}

QString decimals(double value, int count)
{
    return QLocale().toString(value, 'f', count);
}

const QStringList &sectionLabels()
{
    static const QStringList labels = {QStringLiteral("intro"),  QStringLiteral("verse"),  QStringLiteral("pre-chorus"),
                                       QStringLiteral("chorus"), QStringLiteral("bridge"), QStringLiteral("breakdown"),
                                       QStringLiteral("build"),  QStringLiteral("drop"),   QStringLiteral("solo"),
                                       QStringLiteral("outro")};
    return labels;
}

const QStringList &allKeys()
{
    static const QStringList keys = [] {
        // From C major up by fifths, each with its relative minor: the order of the Camelot wheel.
        const std::array<const char *, 12> major = {"C", "G", "D", "A", "E", "B", "F#", "C#", "Ab", "Eb", "Bb", "F"};
        const std::array<const char *, 12> minor = {"A", "E", "B", "F#", "C#", "Ab", "Eb", "Bb", "F", "C", "G", "D"};
        QStringList all;
        for (size_t i = 0; i < 12; ++i)
            all << QLatin1String(major[i]) + QLatin1String(" major") << QLatin1String(minor[i]) + QLatin1String(" minor");
        return all;
    }();
    return keys;
}

std::span<const audio::Feature> allFeatures()
{
    using enum audio::Feature;
    static constexpr audio::Feature kAll[] = {Rhythm,   Key,     Structure, Descriptors, Groove, Chords,
                                              Spectral, Quality, Labels,    Identity,    Picture};
    return kAll;
}

} // namespace sc::ui

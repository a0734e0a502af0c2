// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/analysis_text.h"

#include "app/cli/arguments.h"
#include "core/audio/description.h"
#include "core/base/timecode.h"

#include <QtCore/QCoreApplication>

#include <array>

namespace sc::cli {

namespace {

constexpr std::array<const char *, 4> kLevels = {"quick", "standard", "detailed", "custom"};
constexpr double kUncertain = 0.35;

struct FeatureName
{
    const char *name;
    audio::Feature feature;
};
constexpr std::array<FeatureName, 11> kFeatures = {
    FeatureName{"rhythm", audio::Feature::Rhythm}, {"key", audio::Feature::Key},         {"structure", audio::Feature::Structure},
    {"descriptors", audio::Feature::Descriptors},  {"groove", audio::Feature::Groove},   {"chords", audio::Feature::Chords},
    {"spectral", audio::Feature::Spectral},        {"quality", audio::Feature::Quality}, {"labels", audio::Feature::Labels},
    {"identity", audio::Feature::Identity},        {"picture", audio::Feature::Picture}};

QString notKnown()
{
    return QCoreApplication::translate("sc::cli", "not known");
}

QString number(const std::optional<double> &value, int decimals, const QString &unit)
{
    return value ? QString::number(*value, 'f', decimals) + unit : notKnown();
}

template<class T> QString hedge(const audio::Measured<T> &measured)
{
    if (measured.origin == audio::FeatureOrigin::Edited)
        return QCoreApplication::translate("sc::cli", " (by hand)");
    return measured.value && measured.confidence < kUncertain ? QCoreApplication::translate("sc::cli", " (uncertain)") : QString();
}

QString labelsOf(const audio::Analysis &analysis, audio::LabelKind kind)
{
    QStringList names;
    for (const audio::Label &label : analysis.labels) {
        if (label.kind == kind && label.confidence >= kUncertain)
            names.append(audio::labelTitle(label.name));
    }
    return names.join(QStringLiteral(", "));
}

} // namespace

QString analysisText(const audio::Analysis &analysis, const QString &title)
{
    QString text = title + u'\n';
    const auto row = [&](const QString &name, const QString &value) {
        if (!value.isEmpty())
            text += QStringLiteral("  %1 %2\n").arg(name.leftJustified(12), value);
    };
    const QString key =
        analysis.key.value ? *analysis.key.value + QStringLiteral(" (%1)").arg(audio::camelotOf(*analysis.key.value)) : notKnown();
    row(QCoreApplication::translate("sc::cli", "Length"), formatClock(analysis.duration));
    row(QCoreApplication::translate("sc::cli", "Tempo"), number(analysis.tempo.value, 2, QStringLiteral(" BPM")) + hedge(analysis.tempo));
    row(QCoreApplication::translate("sc::cli", "Metre"), analysis.timeSignature.value.value_or(notKnown()) + hedge(analysis.timeSignature));
    row(QCoreApplication::translate("sc::cli", "Key"), key + hedge(analysis.key));
    row(QCoreApplication::translate("sc::cli", "Loudness"), number(analysis.integratedLufs, 1, QStringLiteral(" LUFS")));
    row(QCoreApplication::translate("sc::cli", "True peak"), number(analysis.truePeakDbtp, 1, QStringLiteral(" dBTP")));
    row(QCoreApplication::translate("sc::cli", "Beats"), QString::number(analysis.map.grid.beats().size()));
    row(QCoreApplication::translate("sc::cli", "Genre"), labelsOf(analysis, audio::LabelKind::Genre));
    row(QCoreApplication::translate("sc::cli", "Mood"), labelsOf(analysis, audio::LabelKind::Mood));
    row(QCoreApplication::translate("sc::cli", "Instruments"), labelsOf(analysis, audio::LabelKind::Instrument));
    for (size_t i = 0; i < analysis.map.sections.size(); ++i)
        row(formatClock(analysis.map.sections[i].start, 1), sectionTitle(analysis.map, i));
    if (const QString words = audio::describeSong(analysis); !words.isEmpty())
        text += QStringLiteral("  %1\n").arg(words);
    for (const audio::Label &label : analysis.labels) {
        if (!label.source.isEmpty() && label.source != QLatin1String("edited"))
            row(label.name,
                QCoreApplication::translate("sc::cli", "%1, from the model %2").arg(label.confidence, 0, 'f', 2).arg(label.source));
    }
    for (const QString &warning : analysis.warnings)
        text += QStringLiteral("  ! %1\n").arg(warning);
    return text;
}

QString levelName(audio::AnalysisLevel level)
{
    return QLatin1String(kLevels[static_cast<size_t>(level)]);
}

Result<audio::AnalysisLevel> levelFromName(const QString &name)
{
    for (size_t i = 0; i < kLevels.size(); ++i) {
        if (name == QLatin1String(kLevels[i]))
            return static_cast<audio::AnalysisLevel>(i);
    }
    return std::unexpected(
        Problem(ProblemCode::InvalidParameter, QCoreApplication::translate("sc::cli", "There is no analysis level \"%1\".").arg(name))
            .withDetail(QStringLiteral("quick, standard, detailed, custom")));
}

Result<audio::Features> featuresFromNames(const QString &names)
{
    audio::Features features;
    QStringList known;
    for (const FeatureName &one : kFeatures)
        known.append(QLatin1String(one.name));
    for (const QString &name : names.split(u',', Qt::SkipEmptyParts)) {
        const qsizetype place = known.indexOf(name.trimmed());
        if (place < 0)
            return std::unexpected(Problem(ProblemCode::InvalidParameter,
                                           QCoreApplication::translate("sc::cli", "There is no feature \"%1\".").arg(name.trimmed()))
                                       .withDetail(known.join(QStringLiteral(", "))));
        features |= kFeatures[static_cast<size_t>(place)].feature;
    }
    if (!features)
        return std::unexpected(
            Problem(ProblemCode::InvalidParameter, QCoreApplication::translate("sc::cli", "--features needs at least one feature."))
                .withDetail(known.join(QStringLiteral(", "))));
    return features;
}

} // namespace sc::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/label_classifier.h"

#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QLoggingCategory>

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

Q_LOGGING_CATEGORY(lcLabels, "sc.audio.labels")

constexpr int kVersion = 1;
constexpr size_t kMostMoods = 4; // more are no help to anyone

Problem unreadable(const QString &why)
{
    return Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::audio", "The rules for labels cannot be read."))
        .withDetail(why);
}

std::optional<LabelKind> kindOf(const QString &name)
{
    for (int kind = 0; kind < kLabelKinds; ++kind) {
        if (labelKindName(static_cast<LabelKind>(kind)) == name)
            return static_cast<LabelKind>(kind);
    }
    return std::nullopt;
}

Result<LabelTerm> termFromJson(const QJsonObject &json)
{
    LabelTerm term;
    term.feature = json.value(u"feature").toString();
    term.weight = json.value(u"weight").toDouble(std::nan(""));
    const QJsonArray range = json.value(u"range").toArray();
    if (term.feature.isEmpty() || !std::isfinite(term.weight) || range.size() != 4)
        return std::unexpected(unreadable(QStringLiteral("a term needs feature, range and weight")));
    double last = -HUGE_VAL;
    for (qsizetype i = 0; i < 4; ++i) {
        if (range[i].isNull())
            continue;
        if (!range[i].isDouble() || range[i].toDouble() < last)
            return std::unexpected(unreadable(QStringLiteral("the range of %1 does not rise").arg(term.feature)));
        term.range[static_cast<size_t>(i)] = last = range[i].toDouble();
    }
    if (term.range[0].has_value() != term.range[1].has_value() || term.range[2].has_value() != term.range[3].has_value())
        return std::unexpected(unreadable(QStringLiteral("the range of %1 is open in the middle").arg(term.feature)));
    return term;
}

Result<LabelRule> ruleFromJson(const QJsonObject &json)
{
    LabelRule rule;
    const auto kind = kindOf(json.value(u"kind").toString());
    rule.name = json.value(u"name").toString();
    rule.cap = json.value(u"cap").toDouble(-1);
    rule.intercept = json.value(u"intercept").toDouble(std::nan(""));
    if (!kind || !labelVocabulary(*kind).contains(rule.name))
        return std::unexpected(unreadable(QStringLiteral("no such label: %1").arg(rule.name.left(40))));
    if (!(rule.cap > 0 && rule.cap <= 1) || !std::isfinite(rule.intercept))
        return std::unexpected(unreadable(QStringLiteral("%1 needs cap and intercept").arg(rule.name)));
    rule.kind = *kind;
    for (const QJsonValue &value : json.value(u"terms").toArray()) {
        SC_TRY_ASSIGN(term, termFromJson(value.toObject()));
        rule.terms.push_back(std::move(term));
    }
    return rule;
}

std::optional<double> valueOf(const std::vector<LabelFeature> &features, const QString &name)
{
    for (const LabelFeature &feature : features) {
        if (name == QLatin1String(feature.name.data(), static_cast<qsizetype>(feature.name.size())))
            return feature.value;
    }
    return std::nullopt;
}

} // namespace

Result<LabelModel> labelModelFromJson(const QByteArray &bytes)
{
    SC_TRY_ASSIGN(json, parseJsonObject(bytes, QStringLiteral("labels")));
    if (json.value(u"version").toInt() != kVersion)
        return std::unexpected(unreadable(QStringLiteral("unknown version")));
    LabelModel model;
    model.sayFrom = json.value(u"say_from").toDouble(model.sayFrom);
    for (const QJsonValue &value : json.value(u"labels").toArray()) {
        SC_TRY_ASSIGN(rule, ruleFromJson(value.toObject()));
        model.rules.push_back(std::move(rule));
    }
    return model;
}

const LabelModel &builtInLabelModel()
{
    static const LabelModel kModel = [] {
        QFile file(QStringLiteral(":/audio/labels.json"));
        auto model = file.open(QIODevice::ReadOnly) ? labelModelFromJson(file.readAll()) : std::unexpected(unreadable(file.errorString()));
        if (!model)
            qCCritical(lcLabels) << model.error().toLogLine();
        return model.value_or(LabelModel());
    }();
    return kModel;
}

double membership(const LabelTerm &term, std::optional<double> value)
{
    if (!value)
        return 0;
    const auto slope = [](double at, double from, double to) {
        return to > from ? std::clamp((at - from) / (to - from), 0.0, 1.0) : (at >= to ? 1.0 : 0.0);
    };
    const double up = term.range[1] ? slope(*value, *term.range[0], *term.range[1]) : 1;
    const double down = term.range[2] ? 1 - slope(*value, *term.range[2], *term.range[3]) : 1;
    return std::min(up, down);
}

std::vector<Label> classify(const LabelModel &model, const std::vector<LabelFeature> &features)
{
    std::vector<Label> labels;
    for (const LabelRule &rule : model.rules) {
        double odds = rule.intercept;
        for (const LabelTerm &term : rule.terms)
            odds += term.weight * membership(term, valueOf(features, term.feature));
        const double confidence = std::min(rule.cap, 1 / (1 + std::exp(-odds)));
        if (confidence >= model.sayFrom)
            labels.push_back({rule.kind, rule.name, std::round(confidence * 1e4) / 1e4, {}});
    }
    std::ranges::stable_sort(
        labels, [](const Label &a, const Label &b) { return a.kind != b.kind ? a.kind < b.kind : a.confidence > b.confidence; });
    size_t moods = 0;
    std::erase_if(labels, [&](const Label &label) { return label.kind == LabelKind::Mood && ++moods > kMostMoods; });
    return labels;
}

} // namespace sc::audio

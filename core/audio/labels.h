// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QJsonArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <vector>

namespace sc::audio {

enum class LabelKind { Genre, Mood, Instrument, Tag };
inline constexpr int kLabelKinds = 4;

// A word for a song. Names are those of product.md section 4 ("drum and bass", "nostalgic", "synth pad", "fast"), not
// translated; screens translate them.
struct Label
{
    LabelKind kind = LabelKind::Tag;
    QString name;
    double confidence = 0; // 0..1, calibrated: of labels said with 0.7, seven in ten are right
    QString source;        // empty = built in; else the name of the user's model; "edited" = by hand
    bool operator==(const Label &) const = default;
};

[[nodiscard]] QString labelKindName(LabelKind kind); // "genre": for files, not translated
// Every name of a kind that the built-in classifier and the screens know, in the order they are offered.
[[nodiscard]] const QStringList &labelVocabulary(LabelKind kind);
[[nodiscard]] QString labelTitle(const QString &name); // translated: "drum and bass"; what is not in the vocabulary as it is
[[nodiscard]] QJsonArray toJson(const std::vector<Label> &labels);
[[nodiscard]] Result<std::vector<Label>> labelsFromJson(const QJsonArray &json); // VALIDATION_ERROR

} // namespace sc::audio

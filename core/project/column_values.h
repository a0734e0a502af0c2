// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/clip_version.h"

#include <QtCore/QVariant>

// One value of the timeline as one value of a column, both ways. encode() gives an invalid QVariant for NULL; decode()
// gives false for what cannot be such a value, since a file may come from anywhere.
namespace sc::project {

[[nodiscard]] QVariant encode(const QString &value);
[[nodiscard]] QVariant encode(int value);
[[nodiscard]] QVariant encode(qint64 value);
[[nodiscard]] QVariant encode(bool value);
[[nodiscard]] QVariant encode(double value); // NULL unless finite
[[nodiscard]] QVariant encode(Ticks value);
[[nodiscard]] QVariant encode(FrameRate value);
[[nodiscard]] QVariant encode(timeline::MarkerKind value);
[[nodiscard]] QVariant encode(timeline::LyricSource value);
[[nodiscard]] QVariant encode(const std::vector<timeline::LyricWord> &value);
[[nodiscard]] QVariant encode(const timeline::BeatRef &value);
[[nodiscard]] QVariant encode(const timeline::ShotDirection &value); // NULL unless all numbers are finite
[[nodiscard]] QVariant encode(const timeline::SceneDirection &value);
[[nodiscard]] QVariant encode(const SongMap &value);
[[nodiscard]] QVariant encode(const timeline::LookBible &value);
[[nodiscard]] QVariant encode(const timeline::ClipGeneration &value);
[[nodiscard]] QVariant encode(const std::vector<PromptTemplateId> &value);

[[nodiscard]] QVariant encode(timeline::VersionReason value);
[[nodiscard]] QVariant encode(const timeline::VersionContent &value); // NULL unless all numbers are finite
[[nodiscard]] QVariant encode(timeline::TakeKind value);
[[nodiscard]] QVariant encode(timeline::TakeProvider value);
[[nodiscard]] QVariant encode(timeline::TakeVerdict value);
[[nodiscard]] QVariant encode(const QStringList &value);
[[nodiscard]] QVariant encode(const QMap<QString, QString> &value);
[[nodiscard]] QVariant encode(const std::vector<timeline::TakeCheck> &value); // NULL unless all scores are finite
[[nodiscard]] QVariant encode(const std::vector<timeline::PromptPart> &value);

[[nodiscard]] bool decode(const QVariant &stored, QString &value);
[[nodiscard]] bool decode(const QVariant &stored, int &value);
[[nodiscard]] bool decode(const QVariant &stored, qint64 &value);
[[nodiscard]] bool decode(const QVariant &stored, bool &value);
[[nodiscard]] bool decode(const QVariant &stored, double &value);
[[nodiscard]] bool decode(const QVariant &stored, Ticks &value);
[[nodiscard]] bool decode(const QVariant &stored, FrameRate &value);
[[nodiscard]] bool decode(const QVariant &stored, timeline::MarkerKind &value);
[[nodiscard]] bool decode(const QVariant &stored, timeline::LyricSource &value);
[[nodiscard]] bool decode(const QVariant &stored, std::vector<timeline::LyricWord> &value);
[[nodiscard]] bool decode(const QVariant &stored, timeline::BeatRef &value);
[[nodiscard]] bool decode(const QVariant &stored, timeline::ShotDirection &value);
[[nodiscard]] bool decode(const QVariant &stored, timeline::SceneDirection &value);
[[nodiscard]] bool decode(const QVariant &stored, SongMap &value);
[[nodiscard]] bool decode(const QVariant &stored, timeline::LookBible &value);
[[nodiscard]] bool decode(const QVariant &stored, timeline::ClipGeneration &value);
[[nodiscard]] bool decode(const QVariant &stored, std::vector<PromptTemplateId> &value);
[[nodiscard]] bool decode(const QVariant &stored, timeline::VersionReason &value);
[[nodiscard]] bool decode(const QVariant &stored, timeline::VersionContent &value);
[[nodiscard]] bool decode(const QVariant &stored, timeline::TakeKind &value);
[[nodiscard]] bool decode(const QVariant &stored, timeline::TakeProvider &value);
[[nodiscard]] bool decode(const QVariant &stored, timeline::TakeVerdict &value);
[[nodiscard]] bool decode(const QVariant &stored, QStringList &value);
[[nodiscard]] bool decode(const QVariant &stored, QMap<QString, QString> &value);
[[nodiscard]] bool decode(const QVariant &stored, std::vector<timeline::TakeCheck> &value);
[[nodiscard]] bool decode(const QVariant &stored, std::vector<timeline::PromptPart> &value);

// An empty id is NULL.
template<class Tag> [[nodiscard]] QVariant encode(const Id<Tag> &value)
{
    return value.isEmpty() ? QVariant() : QVariant(value.text());
}

template<class Tag> [[nodiscard]] bool decode(const QVariant &stored, Id<Tag> &value)
{
    value = Id<Tag>(stored.toString());
    return true;
}

template<class T> [[nodiscard]] QVariant encode(const std::optional<T> &value)
{
    return value ? encode(*value) : QVariant();
}

template<class T> [[nodiscard]] bool decode(const QVariant &stored, std::optional<T> &value)
{
    value.reset();
    if (stored.isNull())
        return true;
    T inner{};
    if (!decode(stored, inner))
        return false;
    value = std::move(inner);
    return true;
}

} // namespace sc::project

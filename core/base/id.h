// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHashFunctions>
#include <QtCore/QString>

#include <compare>

namespace sc {

// A fresh UUID version 7 (RFC 9562), lower case. Ids made by one process sort by creation, also within one
// millisecond. Thread-safe.
[[nodiscard]] QString newUuidV7();
[[nodiscard]] bool isUuid(QStringView text);

// Identity of one kind of entity. Ids of different kinds do not mix; an empty one names nothing.
template<class Tag>
class Id
{
public:
    Id() = default;
    explicit Id(QString text) : m_text(std::move(text)) {}
    [[nodiscard]] static Id create() { return Id(newUuidV7()); }

    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }

    bool operator==(const Id &) const = default;
    friend std::strong_ordering operator<=>(const Id &a, const Id &b) { return a.m_text.compare(b.m_text) <=> 0; }
    friend size_t qHash(const Id &id, size_t seed = 0) noexcept { return ::qHash(id.m_text, seed); }

private:
    QString m_text;
};

using ProjectId = Id<struct ProjectTag>;
using SceneId = Id<struct SceneTag>;
using ClipId = Id<struct ClipTag>;
using MarkerId = Id<struct MarkerTag>;
using TakeId = Id<struct TakeTag>;
using TrackId = Id<struct TrackTag>;
using AnalysisId = Id<struct AnalysisTag>;
using SectionId = Id<struct SectionTag>;
using LyricId = Id<struct LyricTag>;
using CollectionId = Id<struct CollectionTag>;

} // namespace sc

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/take.h"

#include <array>

namespace sc::timeline {

namespace {

constexpr std::array<const char *, 2> kKinds = {"image", "video"};
constexpr std::array<const char *, 4> kProviders = {"comfyui", "runpod", "cloud", "import"};
constexpr std::array<const char *, 3> kVerdicts = {"none", "approved", "rejected"};

template<class Enum, size_t N> QString nameOf(const std::array<const char *, N> &names, Enum value)
{
    return QString::fromLatin1(names[static_cast<size_t>(value)]);
}

template<class Enum, size_t N> std::optional<Enum> fromName(const std::array<const char *, N> &names, const QString &name)
{
    for (size_t i = 0; i < N; ++i) {
        if (name == QLatin1String(names[i]))
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

} // namespace

QString takeKindName(TakeKind kind)
{
    return nameOf(kKinds, kind);
}

QString takeProviderName(TakeProvider provider)
{
    return nameOf(kProviders, provider);
}

QString takeVerdictName(TakeVerdict verdict)
{
    return nameOf(kVerdicts, verdict);
}

std::optional<TakeKind> takeKindFromName(const QString &name)
{
    return fromName<TakeKind>(kKinds, name);
}

std::optional<TakeProvider> takeProviderFromName(const QString &name)
{
    return fromName<TakeProvider>(kProviders, name);
}

std::optional<TakeVerdict> takeVerdictFromName(const QString &name)
{
    return fromName<TakeVerdict>(kVerdicts, name);
}

std::vector<const Clip *> clipsSharing(const Timeline &timeline, const ClipId &keeper)
{
    std::vector<const Clip *> sharing;
    for (const Clip &clip : timeline.clips) {
        if (takesKeptBy(clip) == keeper)
            sharing.push_back(&clip);
    }
    return sharing;
}

} // namespace sc::timeline

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/take.h"

#include "core/base/enum_names.h"

#include <array>

namespace sc::timeline {

namespace {

constexpr std::array<const char *, 2> kKinds = {"image", "video"};
constexpr std::array<const char *, 4> kProviders = {"comfyui", "runpod", "cloud", "import"};
constexpr std::array<const char *, 3> kVerdicts = {"none", "approved", "rejected"};

} // namespace

QString takeKindName(TakeKind kind)
{
    return nameIn(kKinds, kind);
}

QString takeProviderName(TakeProvider provider)
{
    return nameIn(kProviders, provider);
}

QString takeVerdictName(TakeVerdict verdict)
{
    return nameIn(kVerdicts, verdict);
}

std::optional<TakeKind> takeKindFromName(const QString &name)
{
    return valueIn<TakeKind>(kKinds, name);
}

std::optional<TakeProvider> takeProviderFromName(const QString &name)
{
    return valueIn<TakeProvider>(kProviders, name);
}

std::optional<TakeVerdict> takeVerdictFromName(const QString &name)
{
    return valueIn<TakeVerdict>(kVerdicts, name);
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

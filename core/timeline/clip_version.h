// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/speed_edits.h"
#include "core/timeline/take.h"

#include <QtCore/QJsonObject>

#include <functional>

// Versions of one clip: what it was made from and what it showed at one time. Kept beside the timeline like takes (see
// project::VersionShelf); Clip::activeVersion names the one it stands at.
namespace sc::timeline {

enum class VersionReason { Generated, Manual, Restored };

struct VersionContent
{
    QString imagePrompt;
    QString videoPrompt;
    QString negativePrompt;
    QString lyrics;
    ShotDirection direction;
    ClipGeneration generation;
    Ticks sourceIn;
    Speed speed;
    TakeId selectedImage;
    TakeId selectedVideo;
    bool operator==(const VersionContent &) const = default;
};

struct ClipVersion
{
    QString id;
    ClipId clip;
    int number = 0; // 1..n per clip
    VersionReason reason = VersionReason::Manual;
    QString createdAt; // UTC, ISO 8601 with milliseconds
    VersionContent content;
    bool operator==(const ClipVersion &) const = default;
};

[[nodiscard]] QString versionReasonName(VersionReason reason); // "manual": for files
[[nodiscard]] std::optional<VersionReason> versionReasonFromName(const QString &name);
[[nodiscard]] QString versionReasonText(VersionReason reason); // "saved by hand": translated

[[nodiscard]] VersionContent versionContentOf(const Clip &clip);
[[nodiscard]] QJsonObject toJson(const VersionContent &content);
[[nodiscard]] Result<VersionContent> versionContentFromJson(const QJsonObject &json); // VALIDATION_ERROR

// The clip takes over what the version holds and stands at `number`; place and length stay. CONFLICT when it is locked.
[[nodiscard]] Result<Timeline> restoreVersion(const Timeline &timeline, const ClipId &clip, const VersionContent &content, int number);

// One line of a comparison; the values as a person reads them.
struct VersionField
{
    QString key;  // "image_prompt": for scripts
    QString name; // "Image prompt": translated
    QString left;
    QString right;
    [[nodiscard]] bool differs() const { return left != right; }
};
// How ids are said in words.
struct VersionNames
{
    std::function<QString(const TakeId &)> take;
    std::function<QString(const QString &)> other; // of a character, a style template or a shot
};
// Every field of both, in the order of a form.
[[nodiscard]] std::vector<VersionField> compareVersions(const VersionContent &left, const VersionContent &right, FrameRate rate,
                                                        const VersionNames &names);

} // namespace sc::timeline

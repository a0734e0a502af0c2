// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ticks.h"
#include "core/timeline/model.h"

#include <QtCore/QMap>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

// A take: one picture or movie that was generated or brought along for a clip. Takes are not part of the Timeline value,
// because tens of thousands of them must not be copied at every edit; the project keeps them (see project::TakeShelf).
namespace sc::timeline {

inline constexpr int kMaxRating = 5;
inline constexpr int kMaxTagLength = 100;
inline constexpr int kMaxTags = 50;

enum class TakeKind { Image, Video };
enum class TakeProvider { ComfyUi, RunPod, Cloud, Import };
enum class TakeVerdict { None, Approved, Rejected };

// Something an automatic look at the result found: "black", "frozen", "repeated", "blurred", "flicker", "wrong_length".
struct TakeCheck
{
    QString name;
    double score = 0; // 0..1
    bool operator==(const TakeCheck &) const = default;
};

// What lists and players need. Facts about the file were measured when it came in and never change; only rating, verdict,
// tags and notes can be edited.
struct Take
{
    TakeId id;
    ClipId clip; // keeps it, see takesKeptBy(); empty when it lives only in the pool
    TakeKind kind = TakeKind::Image;
    MediaRef media;
    MediaRef thumb; // made in the background, not part of undo; empty until then
    MediaRef proxy;
    int width = 0; // px, upright
    int height = 0;
    qint64 frames = 1;     // exact
    int rateNumerator = 0; // frames per second, average; 0/1 for a picture
    int rateDenominator = 1;
    bool isRateVariable = false;
    Ticks length;          // of the moving picture; 0 for a picture, which lasts as long as it is wanted
    QString startTimecode; // the file's own, "01:00:00:00"; empty when it has none
    QString family;        // "sdxl", "wan22"; empty when not known
    QString modelName;
    std::optional<qint64> seed;
    QString serverId;
    QString serverName; // kept if the server goes
    TakeProvider provider = TakeProvider::ComfyUi;
    QString originalName; // of an imported file
    QString createdAt;    // UTC, ISO 8601 with milliseconds
    int rating = 0;       // 0..5
    TakeVerdict verdict = TakeVerdict::None;
    QStringList tags;
    QString notes; // <= 5000
    std::vector<TakeCheck> checks;

    [[nodiscard]] bool isVideo() const { return kind == TakeKind::Video; }
    bool operator==(const Take &) const = default;
};

// Which words of the prompt came from where: "clip", "character", "template", "look".
struct PromptPart
{
    QString origin;
    QString text;
    bool operator==(const PromptPart &) const = default;
};

// How a take was made: long texts that are read only when somebody asks.
struct TakeRecipe
{
    QString prompt; // as sent, after composition
    QString negativePrompt;
    std::vector<PromptPart> promptParts;
    QString params; // JSON object, every value that was used
    QString graphHash;
    QString request;                    // the graph that was sent
    QMap<QString, QString> modelHashes; // model name to SHA-256, when the server told
    QString queuedAt;                   // UTC, ISO 8601 with milliseconds; empty when it does not apply
    QString startedAt;
    QString finishedAt;
    bool operator==(const TakeRecipe &) const = default;
};

// Names in files and on the command line; not translated.
[[nodiscard]] QString takeKindName(TakeKind kind);             // "image"
[[nodiscard]] QString takeProviderName(TakeProvider provider); // "comfyui"
[[nodiscard]] QString takeVerdictName(TakeVerdict verdict);    // "approved"
[[nodiscard]] std::optional<TakeKind> takeKindFromName(const QString &name);
[[nodiscard]] std::optional<TakeProvider> takeProviderFromName(const QString &name);
[[nodiscard]] std::optional<TakeVerdict> takeVerdictFromName(const QString &name);

// The clip under whose id a clip's takes are kept. The halves of a split clip, its copies and alternates "with takes" came
// from one shot and go on sharing what was made for it, whichever of them is deleted; a new take is offered to all of them.
[[nodiscard]] inline const ClipId &takesKeptBy(const Clip &clip)
{
    return clip.takesOf.isEmpty() ? clip.id : clip.takesOf;
}
[[nodiscard]] inline bool hasTake(const Clip &clip, const Take &take)
{
    return take.clip == takesKeptBy(clip);
}
// What a copy or a half of `from` gets as takesOf. A shot that nothing was made for is not shared: cut into sixteen empty
// shots, each of them collects its own takes.
[[nodiscard]] inline ClipId takesForCopyOf(const Clip &from)
{
    const bool hasTakes = !from.takesOf.isEmpty() || !from.selectedImage.isEmpty() || !from.selectedVideo.isEmpty();
    return hasTakes ? takesKeptBy(from) : ClipId();
}
// Every clip that has the takes kept under this id.
[[nodiscard]] std::vector<const Clip *> clipsSharing(const Timeline &timeline, const ClipId &keeper);

} // namespace sc::timeline

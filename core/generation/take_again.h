// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/compose.h"
#include "core/timeline/take.h"

#include <QtCore/QJsonValue>

#include <optional>
#include <vector>

// A take made again: the very same, or with exactly one thing changed.
namespace sc::generation {

// What a job freezes, from a take's recipe.
struct FrozenRequest
{
    timeline::TakeKind kind = timeline::TakeKind::Image;
    ClipId clip;
    QString prompt;
    QString negative;
    std::vector<timeline::PromptPart> promptParts;
    QString family;
    QString modelName;
    QString params;    // JSON of comfy::GenerationParams, every value; local pictures as "media:<absolute path>"
    QString graph;     // API form, sent as it is but for "media:" pictures, which become the names they are uploaded under; empty: composed
    QString graphHash; // of what the server must be sent: SHA-256, hex; empty when composed
    QString serverId;  // where the take was made: the same request gives the same file only there
    QString change;    // "seed: 5 -> 6"; empty for the very same
};

// The identical request: the stored graph to the byte. VALIDATION_ERROR for a take whose making is not known (brought along without
// one, or from a service that is no ComfyUI), FILE_DAMAGED when the stored graph is not what its hash says, MEDIA_MISSING when a picture
// that went into it is gone or has changed since.
[[nodiscard]] Result<FrozenRequest> reproduce(const timeline::Take &take, const timeline::TakeRecipe &recipe);

// One named change: a key of the parameters ("seed", "steps", "loras" ...), "prompt", "negative_prompt" or "size" (a list of width and
// height).
struct Change
{
    QString name;
    QJsonValue value;
};
// From the command line: "seed=5", "size=832x480", "sampler=euler", "prompt=a street". VALIDATION_ERROR.
[[nodiscard]] Result<Change> changeFromText(const QString &text);
[[nodiscard]] QStringList changeableNames(const timeline::TakeRecipe &recipe);

// The request with that change and no other, which is checked. As reproduce(), and: INVALID_PARAMETER for an unknown name or a value out
// of range, NOTHING_TO_UPDATE when the take has that value already. "seed" without a value is a fresh one.
[[nodiscard]] Result<FrozenRequest> vary(const timeline::Take &take, const timeline::TakeRecipe &recipe, const Change &change);

// One input of one node that two graphs differ in.
struct GraphDifference
{
    QString node;
    QString className;
    QString input; // empty: the whole node is new or gone
    QJsonValue before;
    QJsonValue after;
};
// What the change does to the graph that was sent, as this server would be sent it now. Changes of words and numbers touch inputs only.
[[nodiscard]] std::vector<GraphDifference> differencesOf(const QJsonObject &before, const QJsonObject &after);

// The name that a local picture is uploaded under: by its content, so that it is the same everywhere and for ever.
// MEDIA_MISSING, PERMISSION_DENIED.
[[nodiscard]] Result<QString> uploadNameOf(const QString &file);

} // namespace sc::generation

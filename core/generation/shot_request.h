// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/prompt.h"
#include "core/generation/studio.h"

// From a shot to everything that a job freezes.
namespace sc::generation {

class FileHashes;

inline constexpr auto kWritePrompt = "clip.prompt"; // the way out of a shot without words

struct RequestOptions
{
    comfy::MediaKind kind = comfy::MediaKind::Image;
    QJsonObject params;            // keys of GenerationParams that win over everything the shot says
    std::optional<QString> prompt; // in place of the shot's own words
    std::optional<QString> negative;
    bool chooseSeed = true;                       // a free seed is chosen now; off: stays open, for comparing
    bool mayWait = false;                         // the shot it goes on from may have no take yet: see ShotRequest::waitsFor
    const comfy::FamilyTable *families = nullptr; // null: those that ship
    const StudioItems *items = nullptr;           // read before, for many shots; null: the stores are asked
    FileHashes *hashes = nullptr;                 // fills ShotRequest::media where nobody knows a file's content; null: left empty
};

// A movie that has to give its last frame before the shot can be sent.
struct StartFrame
{
    TakeId take;
    QString movie; // absolute path
    timeline::ContinueMode mode = timeline::ContinueMode::LastFrame;
    bool operator==(const StartFrame &) const = default;
};

struct ShotRequest
{
    ClipId clip;
    comfy::MediaKind kind = comfy::MediaKind::Image;
    ComposedPrompt prompt;
    comfy::GenerationParams params;       // local files are named "media:<absolute path>"
    QMap<QString, QString> media;         // those paths, with the SHA-256 of their content where it is known
    std::optional<StartFrame> startFrame; // becomes params.initImage once the frame is cut out
    ClipId waitsFor;                      // shot whose take is needed first; empty: none
    bool seedIsFree = true;               // nobody asked for a certain seed
    bool framesAreFree = true;            // nor for a number of frames: a movie is as long as its shot
    QStringList asked;                    // keys of parameters that project, template or shot say something about
    QStringList notes;                    // translated: what a person should know before it is sent
};

// Parameters come in layers, each over the one before: what the project is made with, the style template, the shot, the
// options; unset ones stay open for the family's preset. A layer that names a family drops the model of those below it. The
// words: options, the shot's own (a movie without words takes those of its picture), the first prompt template of its scene;
// variables and alternatives in them, "{mood}" and "{rain|snow}", are put in.
// In parameters of a shot a file is named by a path in the bundle ("media/..."), by an absolute one, as "take:<id>", as "chosen:"
// (the shot's chosen picture) or, for lip-sync, as "song:" (the stretch under the shot).
// Problems, each with its way out: no words (VALIDATION_ERROR), a character that lacks what its method needs
// (VALIDATION_ERROR naming it), a character, look or template that is gone (RESOURCE_NOT_FOUND), a file that is gone
// (MEDIA_MISSING), nothing to go on from (CONFLICT), parameters that no family takes (INVALID_PARAMETER). Session's thread.
[[nodiscard]] Result<ShotRequest> requestFor(const Studio &studio, const ClipId &clip, const RequestOptions &options = {});

// The request as far as it goes, with all that keeps it from being sent: for showing it while it is being made.
struct ShotDraft
{
    ShotRequest request;
    std::vector<Problem> problems; // empty: ready
};
[[nodiscard]] ShotDraft draftFor(const Studio &studio, const ClipId &clip, const RequestOptions &options = {});

// Only the words, also while the shot could not be sent; what is gone adds nothing.
[[nodiscard]] Result<ComposedPrompt> composedFor(const Studio &studio, const ClipId &clip, comfy::MediaKind kind);

// All that keeps the shot from being sent, not just the first of it; empty: ready.
[[nodiscard]] std::vector<Problem> requestProblems(const Studio &studio, const ClipId &clip, const RequestOptions &options = {});

// An input that is not what a take was made from.
struct InputChange
{
    QString key; // "prompt", "steps", "init_image"
    QString before;
    QString now;
    bool operator==(const InputChange &) const = default;
};
// What changed since the take was made; empty: it is what the shot would be given now. Pure. `present`: made with
// chooseSeed off. A free seed, free frames, the batch size and a model that nobody chose are no change; files are compared by content.
[[nodiscard]] std::vector<InputChange> changedInputs(const timeline::TakeRecipe &made, const ShotRequest &present,
                                                     const comfy::FamilyTable &families);

// Whether the take is out of date. What an order alone had said for the occasion (a batch's size, a prompt for all) and the shot
// says nothing about makes no take old. Pure.
[[nodiscard]] bool isStale(const timeline::TakeRecipe &made, const ShotRequest &present, const comfy::FamilyTable &families);

} // namespace sc::generation

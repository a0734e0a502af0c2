// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/batch.h"
#include "core/generation/server.h"
#include "core/generation/studio.h"

// A sheet of pictures of one character, made on a server to see whether it comes out: poses, heads, expressions, or each method
// beside the others. What is approved becomes a reference.
namespace sc::generation {

enum class SheetProfile { Comprehensive, Headshots, Poses, Expressions, Methods };
enum class SheetStyle { Professional, Casual, Action, Formal };
inline constexpr int kFewestSheetCells = 2;
inline constexpr int kMostSheetCells = 8;

struct SheetSpec
{
    SheetProfile profile = SheetProfile::Comprehensive;
    SheetStyle style = SheetStyle::Professional;
    int count = 4;                             // 2..8; of Methods as many as the character has what they need for
    std::optional<comfy::ControlType> control; // the pose, depth or outline of the full body picture is kept
    QString look;                              // empty: the usual one
    QJsonObject params;                        // family, preset, size ...; what is not here says the project
    ServerId server;                           // empty: any
    bool operator==(const SheetSpec &) const = default;
};
[[nodiscard]] QString sheetProfileName(SheetProfile profile);  // "headshots"
[[nodiscard]] QString sheetProfileTitle(SheetProfile profile); // translated
[[nodiscard]] QString sheetStyleName(SheetStyle style);        // "casual"
[[nodiscard]] QString sheetStyleTitle(SheetStyle style);       // translated
[[nodiscard]] std::optional<SheetProfile> sheetProfileFromName(const QString &name);
[[nodiscard]] std::optional<SheetStyle> sheetStyleFromName(const QString &name);

// What each picture shows, in order: a word for people and the words that are sent.
struct SheetCell
{
    QString name;
    QString words;
    std::optional<CharacterMethod> method; // in place of the character's own
};
[[nodiscard]] std::vector<SheetCell> sheetCells(const Character &character, const SheetSpec &spec);

// Their jobs, with the character and without a shot: the results lie in the pool until they are approved. All with one seed, so that
// only what is asked for differs. VALIDATION_ERROR (a count out of range, a control without a full body picture, no method has
// what it needs) and what assembleShot() finds. Needs an open project. Session's thread.
[[nodiscard]] Result<std::vector<Job>> draftSheet(const Studio &studio, const Character &character, const SheetSpec &spec);
[[nodiscard]] Batch sheetBatch(const project::ProjectSession &session, const Character &character, const SheetSpec &spec);
// Of a job of a sheet: what it shows.
[[nodiscard]] QString sheetCellName(const Job &job);

// The take becomes a reference of the character (by content: once) and is approved, or it is rejected. NOTHING_TO_UPDATE when that was
// said before.
[[nodiscard]] Result<> approveForSheet(Studio studio, const CharacterId &character, const TakeId &take);
[[nodiscard]] Result<> rejectFromSheet(const Studio &studio, const TakeId &take);

} // namespace sc::generation

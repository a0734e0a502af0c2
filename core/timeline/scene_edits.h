// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/edit_options.h"
#include "core/timeline/model.h"

// Edits of scenes. Scenes may overlap one another in time; only the live clips inside one scene may not.
namespace sc::timeline {

struct AddScene
{
    SceneId id = SceneId::create();
    QString name; // empty: "Scene n"
    QString description;
    QString lyrics;
    std::optional<Ticks> start;  // nothing: end of the last live scene
    std::optional<Ticks> length; // nothing: 1 s until it has clips; given: the length is fixed (autoLength off)
    std::optional<int> colour;   // nothing: the next of the palette
};
[[nodiscard]] Result<Timeline> addScene(const Timeline &timeline, const AddScene &request);

// Only what is set changes. `length` switches autoLength off, `autoLength = true` derives it again.
struct EditScene
{
    SceneId scene;
    std::optional<QString> name;
    std::optional<QString> description;
    std::optional<QString> lyrics;
    std::optional<SceneDirection> direction;                      // <= 200 each
    std::optional<std::vector<PromptTemplateId>> promptTemplates; // <= 20
    std::optional<int> colour;
    std::optional<bool> autoLength;
    std::optional<Ticks> length; // >= the span of its clips
};
[[nodiscard]] Result<Timeline> editScene(const Timeline &timeline, const EditScene &request);

// The parts of a direction: name in files and on the command line, and in the person's words.
struct SceneDirectionField
{
    QString SceneDirection::*member = nullptr;
    QString key;   // "time_of_day"
    QString title; // translated
};
[[nodiscard]] std::vector<SceneDirectionField> sceneDirectionFields();

// Carries all clips of the scene. With `ripple` every later scene moves along by the same distance.
struct MoveScene
{
    SceneId scene;
    Ticks start;
    bool ripple = false;
};
[[nodiscard]] Result<Timeline> moveScene(const Timeline &timeline, const MoveScene &request);

// Puts a live scene at place `index` among the live ones; the scenes between change places with it, each with its clips
// and length, gaps stay where they are. CONFLICT when a scene that would move is locked.
struct ReorderScenes
{
    SceneId scene;
    int index = 0; // clamped to the scenes there are
};
[[nodiscard]] Result<Timeline> reorderScenes(const Timeline &timeline, const ReorderScenes &request);

// Deletes the scene and its clips; a live one takes its alternates with it. With `ripple` later scenes close up.
struct DeleteScene
{
    SceneId scene;
    bool ripple = false;
};
[[nodiscard]] Result<Timeline> deleteScene(const Timeline &timeline, const DeleteScene &request);

// Copies the scene with its live clips behind the last live scene, or to `start`. The copy is neither locked nor an alternate.
struct DuplicateScene
{
    SceneId scene;
    SceneId id = SceneId::create(); // of the copy
    std::optional<Ticks> start;
};
[[nodiscard]] Result<Timeline> duplicateScene(const Timeline &timeline, const DuplicateScene &request);

} // namespace sc::timeline

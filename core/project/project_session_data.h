// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/bundle.h"
#include "core/project/item_shelf.h"
#include "core/project/project_session.h"
#include "core/project/take_shelf.h"
#include "core/project/version_shelf.h"
#include "core/store/undo_log.h"

#include <functional>

namespace sc::project {

// Shared by the source files of ProjectSession. Members close from the last to the first.
class ProjectSession::Private
{
public:
    explicit Private(OpenBundle opened) : bundle(std::move(opened)) {}

    [[nodiscard]] Result<> load();
    [[nodiscard]] Result<> loadWaveform(); // of the present song
    [[nodiscard]] Result<> requireWritable() const;
    [[nodiscard]] QString songHash() const; // empty without a song
    // Brings the timeline in memory to what an undo step left in the store.
    [[nodiscard]] Result<ChangeSet> follow(const store::UndoStep &step);
    // Keeps `next`, and what `alsoWrite` writes, as one undoable step. NOTHING_TO_UPDATE when neither changes a row.
    [[nodiscard]] Result<ChangeSet> store(const QString &name, timeline::Timeline next, const std::function<Result<>()> &alsoWrite);

    OpenBundle bundle;
    std::unique_ptr<store::UndoLog> undo;
    timeline::Timeline timeline;
    std::unique_ptr<TakeShelf> takes;
    std::unique_ptr<VersionShelf> versions;
    std::unique_ptr<ItemShelf> items;
    audio::WaveformPyramid waveform;
    bool takesNameOfSong = false; // made without a name in this session
};

} // namespace sc::project

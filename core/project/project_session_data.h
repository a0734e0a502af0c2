// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/bundle.h"
#include "core/project/project_session.h"
#include "core/store/undo_log.h"

namespace sc::project {

// Shared by the source files of ProjectSession. Members close from the last to the first.
class ProjectSession::Private
{
public:
    explicit Private(OpenBundle opened) : bundle(std::move(opened)) {}

    [[nodiscard]] Result<> load();
    [[nodiscard]] Result<> loadWaveform(); // of the present song
    [[nodiscard]] Result<> requireWritable() const;
    // Brings the timeline in memory to what an undo step left in the store.
    [[nodiscard]] Result<ChangeSet> follow(const store::UndoStep &step);

    OpenBundle bundle;
    std::unique_ptr<store::UndoLog> undo;
    timeline::Timeline timeline;
    audio::WaveformPyramid waveform;
    bool takesNameOfSong = false; // made without a name in this session
};

} // namespace sc::project

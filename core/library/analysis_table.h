// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
#include "core/base/id.h"
#include "core/library/library.h"
#include "core/store/database.h"

namespace sc::library {

// Analyses of songs: one current per song with waveform and picture, older ones as history without. Thread: that of the Database.
class AnalysisTable
{
public:
    explicit AnalysisTable(store::Database &db) : m_db(db) {}

    // Becomes the current one of `track`. To be called inside a transaction.
    [[nodiscard]] Result<> add(const TrackId &track, const audio::Analysis &analysis);
    // Nothing when there is none. FILE_DAMAGED, VALIDATION_ERROR when what is stored makes no sense.
    [[nodiscard]] Result<std::optional<audio::Analysis>> current(const TrackId &track) const;
    [[nodiscard]] Result<std::vector<Library::AnalysisNote>> history(const TrackId &track) const; // the newest first
    [[nodiscard]] Result<audio::Analysis> byId(const AnalysisId &id) const;                       // RESOURCE_NOT_FOUND
    [[nodiscard]] Result<std::vector<audio::WaveformPoint>> overview(const TrackId &track) const;
    // The current one becomes history: the song's content is another now.
    [[nodiscard]] Result<> retire(const TrackId &track);

private:
    store::Database &m_db;
};

// A waveform of about 512 points over the whole song, made from a pyramid.
[[nodiscard]] std::vector<audio::WaveformPoint> overviewOf(const audio::WaveformPyramid &pyramid);

} // namespace sc::library

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/corrections.h"
#include "core/base/id.h"
#include "core/store/database.h"

namespace sc::library {

// Hand corrections of songs: one row a song and kind. Nothing but this class writes them, so no analysis, no newer engine
// and no new content of the file touches them; they go only with their song. Thread: that of the Database.
class CorrectionTable
{
public:
    explicit CorrectionTable(store::Database &db) : m_db(db) {}

    // A kind whose row makes no sense is left out and logged; the others hold.
    [[nodiscard]] Result<audio::Corrections> of(const TrackId &track) const;
    // What is set is written, what is empty goes. To be called inside a transaction.
    [[nodiscard]] Result<> put(const TrackId &track, const audio::Corrections &corrections);

private:
    store::Database &m_db;
};

} // namespace sc::library

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/likeness.h"
#include "core/store/database.h"

namespace sc::library {

// What analysed songs are compared by: profile and fingerprint, out of the way of the rows of songs. Thread: that of the
// Database.
class SoundTable
{
public:
    struct Profile
    {
        TrackId track;
        audio::LikenessProfile profile;
    };
    struct Print
    {
        TrackId track;
        QByteArray print;
    };

    explicit SoundTable(store::Database &db) : m_db(db) {}

    [[nodiscard]] Result<> put(const TrackId &track, const audio::LikenessProfile &profile, const QByteArray &print);
    [[nodiscard]] Result<> forget(const TrackId &track); // its content is another now

    [[nodiscard]] Result<std::vector<Profile>> profiles() const; // without those of another version
    [[nodiscard]] Result<std::optional<audio::LikenessProfile>> profile(const TrackId &track) const;
    [[nodiscard]] Result<std::vector<TrackId>> analysedWithout() const; // no profile that can be read
    [[nodiscard]] Result<std::vector<Print>> prints() const;

private:
    store::Database &m_db;
};

} // namespace sc::library

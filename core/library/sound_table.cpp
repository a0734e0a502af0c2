// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/sound_table.h"

namespace sc::library {

Result<> SoundTable::put(const TrackId &track, const audio::LikenessProfile &profile, const QByteArray &print)
{
    SC_TRY(forget(track));
    SC_TRY(m_db.execute(QStringLiteral("INSERT INTO likeness (track, profile) SELECT n, ? FROM track WHERE id = ?"),
                        {audio::toBytes(profile), track.text()}));
    if (print.isEmpty())
        return {};
    return m_db.execute(QStringLiteral("INSERT INTO fingerprint (track, print) SELECT n, ? FROM track WHERE id = ?"),
                        {print, track.text()});
}

Result<> SoundTable::forget(const TrackId &track)
{
    SC_TRY(m_db.execute(QStringLiteral("DELETE FROM likeness WHERE track = (SELECT n FROM track WHERE id = ?)"), {track.text()}));
    return m_db.execute(QStringLiteral("DELETE FROM fingerprint WHERE track = (SELECT n FROM track WHERE id = ?)"), {track.text()});
}

Result<std::vector<SoundTable::Profile>> SoundTable::profiles() const
{
    SC_TRY_ASSIGN(rows, m_db.query(QStringLiteral("SELECT id, profile FROM likeness JOIN track ON track.n = likeness.track")));
    std::vector<Profile> all;
    for (;;) {
        SC_TRY_ASSIGN(hasRow, rows.next());
        if (!hasRow)
            return all;
        if (auto profile = audio::likenessProfileFromBytes(rows.value(1).toByteArray()))
            all.push_back({TrackId(rows.text(0)), *profile});
    }
}

Result<std::optional<audio::LikenessProfile>> SoundTable::profile(const TrackId &track) const
{
    SC_TRY_ASSIGN(
        bytes, m_db.value(QStringLiteral("SELECT profile FROM likeness WHERE track = (SELECT n FROM track WHERE id = ?)"), {track.text()}));
    const auto profile = audio::likenessProfileFromBytes(bytes.toByteArray());
    return profile ? std::optional(*profile) : std::nullopt;
}

Result<std::vector<TrackId>> SoundTable::analysedWithout() const
{
    SC_TRY_ASSIGN(
        rows, m_db.query(QStringLiteral("SELECT track.id, profile FROM track JOIN analysis ON analysis.track = track.n AND is_current = 1 "
                                        "LEFT JOIN likeness ON likeness.track = track.n WHERE profile IS NULL "
                                        "OR length(profile) <> ?"),
                         {audio::toBytes(audio::LikenessProfile{}).size()}));
    std::vector<TrackId> without;
    for (;;) {
        SC_TRY_ASSIGN(hasRow, rows.next());
        if (!hasRow)
            return without;
        without.emplace_back(rows.text(0));
    }
}

Result<std::vector<SoundTable::Print>> SoundTable::prints() const
{
    SC_TRY_ASSIGN(rows, m_db.query(QStringLiteral("SELECT id, print FROM fingerprint JOIN track ON track.n = fingerprint.track")));
    std::vector<Print> all;
    for (;;) {
        SC_TRY_ASSIGN(hasRow, rows.next());
        if (!hasRow)
            return all;
        all.push_back({TrackId(rows.text(0)), rows.value(1).toByteArray()});
    }
}

} // namespace sc::library

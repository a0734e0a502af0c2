// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/list_summary.h"

#include "ui/library/library_screen.h"

namespace sc::ui {

namespace {
constexpr int kSumAfterMs = 150;
constexpr size_t kSlice = 2000;
} // namespace

QString summaryOf(int songs, std::optional<Ticks> length)
{
    QString words = LibraryScreen::tr("%n song(s)", nullptr, songs);
    if (!length)
        return words;
    const auto minutes = static_cast<int>(length->toSeconds() / 60 + 0.5);
    return minutes < 60 ? LibraryScreen::tr("%1, %2 min").arg(words).arg(minutes)
                        : LibraryScreen::tr("%1, %2 h %3 min").arg(words).arg(minutes / 60).arg(minutes % 60);
}

ListSummary::ListSummary(LengthOf lengthOf, QObject *parent) : QObject(parent), m_lengthOf(std::move(lengthOf))
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &ListSummary::sumOn);
}

void ListSummary::setSongs(const std::vector<TrackId> &songs)
{
    m_songs = songs;
    m_summed = 0;
    m_length = {};
    m_soon.start(kSumAfterMs);
    Q_EMIT changed();
}

QString ListSummary::words(int picked) const
{
    const int count = static_cast<int>(m_songs.size());
    if (count == 0)
        return {};
    if (picked > 1)
        return LibraryScreen::tr("%1 of %2").arg(picked).arg(summaryOf(count, std::nullopt));
    return summaryOf(count, m_summed >= m_songs.size() ? std::optional(m_length) : std::nullopt);
}

void ListSummary::sumOn()
{
    const size_t until = std::min(m_songs.size(), m_summed + kSlice);
    for (; m_summed < until; ++m_summed)
        m_length += m_lengthOf(m_songs[m_summed]);
    if (m_summed < m_songs.size())
        m_soon.start(0);
    else
        Q_EMIT changed();
}

} // namespace sc::ui

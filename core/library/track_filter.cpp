// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/track_filter.h"

#include "core/library/keys.h"

#include <QtCore/QDateTime>

#include <algorithm>

namespace sc::library {

namespace {

// A person's day, which is another stretch of time in every time zone, as a moment. `days` 1: the one after it.
std::optional<double> momentOfDay(const QString &isoDate, int days)
{
    const QDate date = QDate::fromString(isoDate, Qt::ISODate).addDays(days);
    if (!date.isValid())
        return std::nullopt;
    return momentOf(date.startOfDay().toUTC().toString(Qt::ISODateWithMs));
}

} // namespace

TrackFilter::Bounds TrackFilter::boundsOf(const NumberRange &range)
{
    constexpr double kEndless = std::numeric_limits<double>::infinity();
    return {range.from.value_or(-kEndless), range.to.value_or(kEndless), range.isAny()};
}

TrackFilter::TrackFilter(const TrackQuery &query, const WordList &words)
    : m_bpm(boundsOf(query.bpm)),
      m_loudness(boundsOf(query.loudness)),
      m_energy(boundsOf(query.energy)),
      m_duration(boundsOf(query.duration)),
      m_minRating(query.minRating.value_or(0)),
      m_favourite(query.favourite),
      m_used(query.usedInProject)
{
    m_added = boundsOf({momentOfDay(query.addedFrom, 0), momentOfDay(query.addedTo, 1)});
    if (!query.addedTo.isEmpty())
        m_added.to -= 1; // the day after is out
    for (const TrackStatus status : query.status)
        m_status |= 1U << static_cast<unsigned>(status);
    if (!query.key.isEmpty()) {
        const int place = wheelPlace(query.key);
        m_keyPlaces = query.withCompatibleKeys ? compatiblePlaces(place) : place < 0 ? 0 : quint32(1) << place;
    }
    const auto allOf = [&](WordKind kind, const QStringList &list) {
        for (const QString &word : list) {
            const auto number = words.find(kind, word);
            m_isNothing = m_isNothing || !number;
            m_allOf.push_back(number.value_or(0));
        }
    };
    const auto anyOf = [&](WordKind kind, const QStringList &list) {
        std::vector<std::uint32_t> numbers;
        for (const QString &word : list) {
            if (const auto number = words.find(kind, word))
                numbers.push_back(*number);
        }
        m_isNothing = m_isNothing || (numbers.empty() && !list.isEmpty());
        if (!numbers.empty())
            m_anyOf.push_back(std::move(numbers));
    };
    anyOf(WordKind::Genre, query.genres);
    anyOf(WordKind::Mood, query.moods);
    allOf(WordKind::Instrument, query.instruments);
    allOf(WordKind::Tag, query.tags);
    for (const QString &word : query.withoutInstruments) {
        if (const auto number = words.find(WordKind::Instrument, word))
            m_noneOf.push_back(*number);
    }
    TrackQuery rest;
    rest.text = query.text;
    rest.missing = query.missing;
    rest.collection = query.collection;
    rest.withCompatibleKeys = query.withCompatibleKeys;
    rest.sort = query.sort;
    rest.isDescending = query.isDescending;
    m_acceptsAll = query == rest;
    m_asksForWords = !m_allOf.empty() || !m_anyOf.empty() || !m_noneOf.empty();
}

bool TrackFilter::accepts(const TrackFacts &facts) const
{
    if (m_isNothing || !m_bpm.holds(facts.bpm) || !m_loudness.holds(facts.lufs) || !m_energy.holds(facts.energy) ||
        !m_duration.holds(facts.seconds) || !m_added.holds(facts.added) || facts.rating < m_minRating)
        return false;
    if (m_status != 0 && (m_status & (1U << static_cast<unsigned>(facts.status))) == 0)
        return false;
    if (m_keyPlaces && (facts.keyPlace < 0 || (*m_keyPlaces & (quint32(1) << facts.keyPlace)) == 0))
        return false;
    if (m_favourite.value_or(facts.isFavourite) != facts.isFavourite || m_used.value_or(facts.isUsed) != facts.isUsed)
        return false;
    return !m_asksForWords || acceptsWords(facts.words);
}

bool TrackFilter::acceptsWords(const std::vector<std::uint32_t> &words) const
{
    const auto isThere = [&](std::uint32_t word) { return std::ranges::binary_search(words, word); };
    return std::ranges::all_of(m_allOf, isThere) && std::ranges::none_of(m_noneOf, isThere) &&
           std::ranges::all_of(m_anyOf, [&](const auto &some) { return std::ranges::any_of(some, isThere); });
}

} // namespace sc::library

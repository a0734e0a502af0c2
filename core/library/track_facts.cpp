// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/track_facts.h"

#include "core/library/keys.h"

#include <algorithm>

namespace sc::library {

namespace {

constexpr int kMomentDigits = 15; // down to a hundredth of a second: a double holds them exactly

QString foldedWord(WordKind kind, const QString &word)
{
    return QChar(u'0' + static_cast<char16_t>(kind)) + word.trimmed().toCaseFolded();
}

QStringList partsOf(const QString &genre)
{
    QString parts = genre;
    for (const QChar separator : {u';', u',', u'|'})
        parts.replace(separator, u'/');
    return parts.split(u'/', Qt::SkipEmptyParts);
}

// Keys repeat: a library has at most a few dozen names for them.
std::int8_t placeOf(const QString &key)
{
    static thread_local QHash<QString, std::int8_t> places;
    if (key.isEmpty())
        return -1;
    const auto known = places.constFind(key);
    if (known != places.constEnd())
        return *known;
    const auto place = static_cast<std::int8_t>(wheelPlace(key));
    if (places.size() < 1000)
        places.insert(key, place);
    return place;
}

} // namespace

std::uint32_t WordList::put(WordKind kind, const QString &word)
{
    auto &spellings = m_spellings[static_cast<size_t>(kind)];
    if (const auto met = spellings.constFind(word); met != spellings.constEnd())
        return *met;
    const QString folded = foldedWord(kind, word);
    const auto known = m_numbers.constFind(folded);
    const std::uint32_t number =
        known != m_numbers.constEnd() ? *known : *m_numbers.insert(folded, static_cast<std::uint32_t>(m_numbers.size()));
    spellings.insert(word, number);
    return number;
}

const std::vector<std::uint32_t> &WordList::putGenreTag(const QString &tag)
{
    const auto known = m_genreTags.constFind(tag);
    if (known != m_genreTags.constEnd())
        return *known;
    std::vector<std::uint32_t> numbers = {put(WordKind::Genre, tag)};
    for (const QString &part : partsOf(tag))
        numbers.push_back(put(WordKind::Genre, part));
    return *m_genreTags.insert(tag, numbers);
}

std::optional<std::uint32_t> WordList::find(WordKind kind, const QString &word) const
{
    const auto known = m_numbers.constFind(foldedWord(kind, word));
    return known != m_numbers.constEnd() ? std::optional(*known) : std::nullopt;
}

double momentOf(QStringView utc)
{
    double moment = 0;
    int digits = 0;
    for (const QChar c : utc) {
        if (digits == kMomentDigits)
            break;
        if (c >= u'0' && c <= u'9') {
            moment = moment * 10 + (c.unicode() - u'0');
            ++digits;
        }
    }
    if (digits == 0)
        return kNotKnown;
    for (; digits < kMomentDigits; ++digits)
        moment *= 10;
    return moment;
}

TrackFacts factsOf(const Track &track, WordList &words)
{
    TrackFacts facts;
    facts.bpm = track.bpm.value_or(kNotKnown);
    facts.lufs = track.lufs.value_or(kNotKnown);
    facts.energy = track.energy.value_or(kNotKnown);
    facts.seconds = track.duration.toSeconds();
    facts.added = momentOf(track.addedAt);
    facts.lastPlayed = momentOf(track.lastPlayedAt);
    facts.playCount = track.playCount;
    facts.keyPlace = placeOf(track.key);
    facts.status = track.status;
    facts.rating = static_cast<std::int8_t>(track.rating);
    facts.isFavourite = track.favourite;
    facts.isUsed = track.usedIn > 0;

    const auto take = [&](WordKind kind, const QStringList &list) {
        for (const QString &word : list)
            facts.words.push_back(words.put(kind, word));
    };
    if (!track.genreTag.isEmpty()) {
        facts.words = words.putGenreTag(track.genreTag);
    }
    take(WordKind::Genre, track.genres);
    take(WordKind::Mood, track.moods);
    take(WordKind::Instrument, track.instruments);
    take(WordKind::Tag, track.tags);
    std::ranges::sort(facts.words);
    const auto repeated = std::ranges::unique(facts.words);
    facts.words.erase(repeated.begin(), repeated.end());
    return facts;
}

} // namespace sc::library

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/track_order.h"

#include "core/library/track_facts.h"

#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace sc::library {

namespace {

// The "C" language compares code points and heeds no option.
QLocale sortingLocale()
{
    const QLocale locale = QLocale::system().collation();
    return locale.language() == QLocale::C ? QLocale(QLocale::English) : locale;
}

// Names of artists and albums repeat: each is compared by its rank among them.
std::vector<double> ranksOf(const std::vector<QString> &texts)
{
    struct Text
    {
        QCollatorSortKey key;
        QString text;
        size_t place;
    };
    const QCollator collator = trackCollator();
    std::vector<Text> different;
    std::vector<size_t> placeOfSlot;
    placeOfSlot.reserve(texts.size());
    // Equal texts are mostly one text, kept once: its address tells. Where they are not, they get one rank below.
    std::unordered_map<const QChar *, size_t> known;
    for (const QString &text : texts) {
        const auto [met, isNew] = known.emplace(text.constData(), different.size());
        if (isNew)
            different.push_back({collator.sortKey(text), text, different.size()});
        placeOfSlot.push_back(met->second);
    }
    std::ranges::sort(different, [](const Text &a, const Text &b) { return a.key.compare(b.key) < 0; });
    std::vector<double> rankOfPlace(different.size());
    double rank = 0;
    for (size_t i = 0; i < different.size(); ++i) {
        rank += i > 0 && different[i - 1].key.compare(different[i].key) != 0 ? 1 : 0;
        rankOfPlace[different[i].place] = different[i].text.isEmpty() ? kNotKnown : rank;
    }
    std::vector<double> bySlot;
    bySlot.reserve(texts.size());
    for (const size_t place : placeOfSlot)
        bySlot.push_back(rankOfPlace[place]);
    return bySlot;
}

struct Key
{
    double value;
    std::uint32_t title; // place by title
    TrackSlot slot;
};

std::vector<TrackSlot> sortedBy(const std::vector<TrackSlot> &titles, const std::vector<double> &values, bool isDescending)
{
    std::vector<Key> keys;
    keys.reserve(titles.size());
    for (const TrackSlot slot : titles) {
        const double value = values[slot];
        // What is not known comes last, whatever the direction.
        const double place = std::isnan(value) ? std::numeric_limits<double>::infinity() : isDescending ? -value : value;
        keys.push_back({place, static_cast<std::uint32_t>(keys.size()), slot});
    }
    std::ranges::sort(keys, [](const Key &a, const Key &b) { return a.value != b.value ? a.value < b.value : a.title < b.title; });
    std::vector<TrackSlot> order;
    order.reserve(keys.size());
    for (const Key &key : keys)
        order.push_back(key.slot);
    return order;
}

std::vector<TrackSlot> reversed(std::vector<TrackSlot> order)
{
    std::ranges::reverse(order);
    return order;
}

} // namespace

QCollator trackCollator()
{
    QCollator collator(sortingLocale());
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    collator.setNumericMode(true);
    return collator;
}

std::vector<TrackSlot> sortedSongs(const OrderSource &source, bool isDescending, const CancelToken &cancel)
{
    if (source.sort == TrackSort::Title)
        return isDescending ? reversed(source.titles) : source.titles;
    if (source.texts.empty())
        return sortedBy(source.titles, source.numbers, isDescending);
    const std::vector<double> ranks = ranksOf(source.texts);
    return cancel.isCancelled() ? std::vector<TrackSlot>() : sortedBy(source.titles, ranks, isDescending);
}

TrackOrders bothOrders(const OrderSource &source, const CancelToken &cancel)
{
    TrackOrders orders{source.sort, {}, {}};
    if (source.sort == TrackSort::Title || source.texts.empty()) {
        orders.rising = sortedSongs(source, false);
        if (!cancel.isCancelled())
            orders.falling = sortedSongs(source, true);
        return orders;
    }
    const std::vector<double> ranks = ranksOf(source.texts);
    if (!cancel.isCancelled())
        orders.rising = sortedBy(source.titles, ranks, false);
    if (!cancel.isCancelled())
        orders.falling = sortedBy(source.titles, ranks, true);
    return orders;
}

} // namespace sc::library

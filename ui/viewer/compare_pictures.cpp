// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewer/compare_pictures.h"

#include <algorithm>

namespace sc::ui {

namespace {

constexpr qint64 kStoreBytes = 192LL * 1024 * 1024;
constexpr int kMostSide = 4096; // px: larger pictures are looked at reduced
constexpr int kThreads = 2;

QSize boxOf(const CompareSide &side)
{
    const bool isTooLarge = std::max(side.size.width(), side.size.height()) > kMostSide;
    return isTooLarge ? side.size.scaled(kMostSide, kMostSide, Qt::KeepAspectRatio) : side.size;
}

} // namespace

ComparePictures::ComparePictures(QObject *parent) : QObject(parent), m_store(std::make_shared<playback::MediaStore>(kStoreBytes))
{
    m_pool.setMaxThreadCount(kThreads);
}

ComparePictures::~ComparePictures()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void ComparePictures::setSides(const std::vector<CompareSide> &sides)
{
    std::vector<Entry> next;
    for (const CompareSide &side : sides) {
        const auto known = std::ranges::find_if(m_entries, [&](const Entry &entry) {
            return entry.key > 0 && entry.side.file == side.file && entry.side.picture.isNull() == side.picture.isNull();
        });
        Entry entry;
        if (known != m_entries.end()) {
            entry = std::move(*known);
            known->key = 0; // given away
        } else {
            entry.key = ++m_lastKey;
        }
        entry.side = side;
        if (!side.picture.isNull())
            entry.picture = side.picture;
        next.push_back(std::move(entry));
    }
    m_entries = std::move(next);
}

void ComparePictures::want(Ticks t, int first, int count)
{
    for (int i = std::max(0, first); i < std::min(first + count, int(m_entries.size())); ++i) {
        Entry &entry = m_entries[size_t(i)];
        if (!entry.side.picture.isNull() || entry.side.file.isEmpty())
            continue;
        const Ticks at = entry.side.isMovie ? entry.side.timeOf(entry.side.frameAt(t)) : Ticks();
        if (!entry.picture.isNull() && entry.time == at && !entry.loading)
            continue;
        entry.wanted = at;
        if (!entry.loading && !(entry.problem && !entry.side.isMovie))
            start(entry);
    }
}

void ComparePictures::start(Entry &entry)
{
    const Ticks at = *entry.wanted;
    entry.wanted.reset();
    entry.loading = at;
    const playback::MediaSource source{entry.side.file, boxOf(entry.side), !entry.side.isMovie, false};
    // The middle of the frame: its beginning is rounded once in the file's clock and once in ours.
    const Ticks within = at + Ticks(entry.side.frameLength().value() / 2);
    m_pool.start([this, store = m_store, source, at, within, key = entry.key] {
        Result<QImage> picture = store->picture(source, within);
        QMetaObject::invokeMethod(
            this, [this, key, at, picture = std::move(picture)] { take(key, at, picture); }, Qt::QueuedConnection);
    });
}

void ComparePictures::take(quint64 key, Ticks t, const Result<QImage> &picture)
{
    const auto entry = std::ranges::find(m_entries, key, &Entry::key);
    if (entry == m_entries.end())
        return;
    entry->loading.reset();
    entry->problem = picture ? std::nullopt : std::optional(picture.error());
    if (picture) {
        entry->picture = *picture;
        entry->time = t;
    }
    if (entry->wanted && *entry->wanted != t)
        start(*entry);
    else
        entry->wanted.reset();
    Q_EMIT changed(int(entry - m_entries.begin()));
}

QImage ComparePictures::picture(int side) const
{
    return side >= 0 && side < int(m_entries.size()) ? m_entries[size_t(side)].picture : QImage();
}

Ticks ComparePictures::timeOf(int side) const
{
    return side >= 0 && side < int(m_entries.size()) ? m_entries[size_t(side)].time : Ticks();
}

bool ComparePictures::isLoading(int side) const
{
    return side >= 0 && side < int(m_entries.size()) && m_entries[size_t(side)].loading.has_value();
}

std::optional<Problem> ComparePictures::problem(int side) const
{
    return side >= 0 && side < int(m_entries.size()) ? m_entries[size_t(side)].problem : std::nullopt;
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/stored_pictures.h"

#include "core/base/timecode.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace sc::render {

namespace {

constexpr size_t kMostOpen = 4;
constexpr Ticks kReadOn = Ticks::seconds(2); // a reader not further behind is cheaper than a seek

} // namespace

// Two shots of one file that take turns get a reader each rather than seeking to and fro.
StoredPictures::Slot *StoredPictures::slotFor(const QString &file, Ticks t)
{
    Slot *any = nullptr;
    size_t count = 0;
    for (Slot &slot : m_slots) {
        if (slot.file != file)
            continue;
        ++count;
        const Ticks place = slot.reader->place().value_or(Ticks());
        if (place <= t && t - place < kReadOn)
            return &slot;
        any = &slot;
    }
    if (any && (count >= 2 || m_slots.size() >= kMostOpen))
        return any;
    auto reader = media::VideoReader::open(file);
    if (!reader)
        return nullptr;
    const QSize size = (*reader)->size();
    if (size.scaled(m_frame, Qt::KeepAspectRatio) != m_frame)
        return nullptr;
    if (m_slots.size() >= kMostOpen)
        m_slots.erase(std::ranges::min_element(m_slots, {}, &Slot::lastUse));
    m_slots.push_back({file, std::move(*reader), 0});
    return &m_slots.back();
}

media::Picture StoredPictures::at(const QString &file, Ticks t)
{
    if (file.isEmpty() || m_unfit.contains(file))
        return {};
    Slot *slot = slotFor(file, std::max(t, Ticks()));
    if (slot) {
        slot->lastUse = ++m_uses;
        if (auto picture = slot->reader->storedAt(std::max(t, Ticks())); picture && !picture->isNull()) {
            tellDamage(*slot);
            return *picture;
        }
    }
    // Composing says what is wrong with it, and shows that.
    m_unfit.insert(file);
    std::erase_if(m_slots, [&](const Slot &other) { return other.file == file; });
    return {};
}

void StoredPictures::tellDamage(const Slot &slot)
{
    const std::optional<Ticks> damaged = slot.reader->damagedAt();
    if (!damaged || m_told.contains(slot.file))
        return;
    m_told.insert(slot.file);
    m_problems.push_back(Problem(ProblemCode::FileDamaged,
                                 QCoreApplication::translate("sc::playback", "%1 is damaged from %2 on. What can be read of it is shown.")
                                     .arg(QFileInfo(slot.file).fileName(), formatClock(*damaged)))
                             .withDetail(slot.file));
}

} // namespace sc::render

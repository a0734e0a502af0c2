// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/video_reader.h"

#include <QtCore/QSet>

#include <memory>
#include <vector>

namespace sc::render {

// Pictures of takes as their files store them, for movies of the same shape: no detour over RGB, which costs more than the
// rest of the way. A few files stay open where they were left. One owner thread.
class StoredPictures
{
public:
    explicit StoredPictures(QSize frame) : m_frame(frame) {}

    // Null where the file cannot be shown so: it is missing or unreadable, stands on its side, or has another shape.
    [[nodiscard]] media::Picture at(const QString &file, Ticks t);
    // Damage met in those files, each once.
    [[nodiscard]] std::vector<Problem> takeProblems() { return std::exchange(m_problems, {}); }

private:
    struct Slot
    {
        QString file;
        std::unique_ptr<media::VideoReader> reader;
        std::uint64_t lastUse = 0;
    };
    [[nodiscard]] Slot *slotFor(const QString &file, Ticks t);
    void tellDamage(const Slot &slot);

    QSize m_frame;
    std::vector<Slot> m_slots;
    std::uint64_t m_uses = 0;
    QSet<QString> m_unfit; // files
    QSet<QString> m_told;
    std::vector<Problem> m_problems;
};

} // namespace sc::render

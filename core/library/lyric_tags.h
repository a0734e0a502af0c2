// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ticks.h"

#include <QtCore/QString>

#include <vector>

namespace sc::library {

// The words of a song as its own file carries them.
struct LyricTags
{
    struct Line
    {
        Ticks start; // song time
        QString text;
        bool operator==(const Line &) const = default;
    };
    std::vector<Line> timed; // ID3 SYLT in milliseconds, by start; lines of sung text only
    QString text;            // ID3 USLT, Vorbis LYRICS, MP4 ©lyr: plain, or LRC as many programs put it there

    [[nodiscard]] bool isEmpty() const { return timed.empty() && text.isEmpty(); }
};

// Never fails: what cannot be read is empty. At most 4 MB of text. Blocking; any thread.
[[nodiscard]] LyricTags readLyricTags(const QString &path);

} // namespace sc::library

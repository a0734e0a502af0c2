// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ticks.h"

#include <QtCore/QSize>
#include <QtCore/QString>
#include <QtGui/QImage>

#include <algorithm>
#include <list>
#include <map>
#include <tuple>

namespace sc::playback {

// A media file as one way of showing it wants it.
struct MediaSource
{
    QString file; // absolute
    QSize box;    // px. A movie is scaled to lie in it, a still to cover it
    bool isStill = false;
    bool isQuick = false; // the fastest scaler: for a monitor

    bool operator==(const MediaSource &) const = default;
    [[nodiscard]] friend bool operator<(const MediaSource &a, const MediaSource &b)
    {
        const auto key = [](const MediaSource &s) { return std::tuple(s.box.width(), s.box.height(), s.isStill, s.isQuick); };
        return a.file != b.file ? a.file < b.file : key(a) < key(b);
    }
};

// Decoded pictures by source and time, the longest unused leaving first when they take more than the limit. Not
// thread-safe.
class FrameCache
{
public:
    explicit FrameCache(qint64 limitBytes) : m_limit(limitBytes) {}

    struct Frame
    {
        QImage image;
        Ticks time;
        Ticks end; // where the next one begins
    };

    // halfStep: half a step of the file's clock, by which a time asked for may lie before a frame that begins there.
    void insert(const MediaSource &source, Frame frame, Ticks halfStep);
    // The picture that shows at t, null when it is not there.
    [[nodiscard]] QImage find(const MediaSource &source, Ticks t);
    void forget(const QString &file);
    [[nodiscard]] qint64 bytes() const { return m_bytes; }
    [[nodiscard]] qint64 limit() const { return m_limit; }

private:
    struct Entry
    {
        MediaSource source;
        Frame frame;
    };
    using Entries = std::list<Entry>; // newest first
    struct Shelf
    {
        Ticks halfStep;
        std::map<Ticks, Entries::iterator> frames;
    };

    void remove(Entries::iterator entry);

    qint64 m_limit;
    qint64 m_bytes = 0;
    Entries m_entries;
    std::map<MediaSource, Shelf> m_shelves;
};

} // namespace sc::playback

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/ticks.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <functional>
#include <optional>
#include <vector>

namespace sc::ui {

// How many songs a list has and how long they are together. The length of many is summed in slices, so that nothing waits.
class ListSummary : public QObject
{
    Q_OBJECT

public:
    using LengthOf = std::function<Ticks(const TrackId &)>;

    explicit ListSummary(LengthOf lengthOf, QObject *parent = nullptr);
    void setSongs(const std::vector<TrackId> &songs);
    [[nodiscard]] QString words(int picked) const; // of more than one picked: "3 of 86 songs"

Q_SIGNALS:
    void changed();

private:
    void sumOn();

    LengthOf m_lengthOf;
    std::vector<TrackId> m_songs;
    size_t m_summed = 0; // songs whose length is in m_length
    Ticks m_length;
    QTimer m_soon;
};

// "86 songs, 5 h 41 min"; without the length while it is not known.
[[nodiscard]] QString summaryOf(int songs, std::optional<Ticks> length);

} // namespace sc::ui

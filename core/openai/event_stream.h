// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>

#include <vector>

namespace sc::openai {

// Server-sent events (WHATWG HTML, "Server-sent events") from bytes that come in any pieces: lines end with LF, CRLF or CR, an empty
// line ends an event, its "data:" lines are joined by LF; comments and other fields are passed over. Only whole lines are looked at,
// so that a letter cut in two between pieces stays whole.
class EventStream
{
public:
    static constexpr qsizetype kMostLine = 1 << 20;
    static constexpr qsizetype kMostTotal = 4 << 20;

    // Data of the events that are complete now. RESULT_INVALID: a line or the whole is longer than the limits.
    [[nodiscard]] Result<std::vector<QByteArray>> take(const QByteArray &bytes);
    // The stream ended: the event that no empty line closed, which servers that just hang up leave behind.
    [[nodiscard]] std::vector<QByteArray> finish();

private:
    void takeLine(const QByteArray &line, std::vector<QByteArray> &events);

    QByteArray m_line;
    QByteArray m_data;
    qsizetype m_total = 0;
    bool m_hasData = false;
    bool m_endedByReturn = false; // an LF that follows belongs to it
};

} // namespace sc::openai

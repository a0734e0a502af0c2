// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/openai/event_stream.h"

#include <QtCore/QCoreApplication>

namespace sc::openai {

Result<std::vector<QByteArray>> EventStream::take(const QByteArray &bytes)
{
    std::vector<QByteArray> events;
    m_total += bytes.size();
    for (const char byte : bytes) {
        if (byte == '\n' && m_endedByReturn) {
            m_endedByReturn = false;
            continue;
        }
        m_endedByReturn = byte == '\r';
        if (byte != '\n' && byte != '\r') {
            m_line.append(byte);
            continue;
        }
        takeLine(m_line, events);
        m_line.clear();
    }
    if (m_line.size() + m_data.size() > kMostLine || m_total > kMostTotal)
        return std::unexpected(
            Problem(ProblemCode::ResultInvalid, QCoreApplication::translate("sc::openai", "The answer is far too long.")));
    return events;
}

std::vector<QByteArray> EventStream::finish()
{
    std::vector<QByteArray> events;
    if (!m_line.isEmpty())
        takeLine(std::exchange(m_line, {}), events);
    takeLine({}, events);
    return events;
}

void EventStream::takeLine(const QByteArray &line, std::vector<QByteArray> &events)
{
    if (line.isEmpty()) {
        if (m_hasData)
            events.push_back(m_data);
        m_data.clear();
        m_hasData = false;
        return;
    }
    if (!line.startsWith("data:"))
        return; // a comment that keeps the line alive, a name, a number: nothing that we need
    QByteArray value = line.mid(5);
    if (value.startsWith(' '))
        value.remove(0, 1);
    if (m_hasData)
        m_data.append('\n');
    m_data.append(value);
    m_hasData = true;
}

} // namespace sc::openai

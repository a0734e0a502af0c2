// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/scheduler_queue.h"

#include <algorithm>

namespace sc::generation {

WaitingOrder::WaitingOrder(const Heads &heads, const QHash<QString, qint64> *served)
    : m_heads(heads), m_head(heads.begin()), m_served(served)
{
    if (!m_served)
        return;
    m_turns = *m_served;
    for (const auto &[key, likes] : m_heads)
        push({m_turns.value(likes->project), key, likes, likes->jobs.begin()});
    m_head = m_heads.end();
}

bool WaitingOrder::isLater(const Entry &a, const Entry &b)
{
    if (a.key.front != b.key.front || a.key.priority != b.key.priority || a.turn == b.turn)
        return b.key < a.key;
    return a.turn > b.turn;
}

void WaitingOrder::push(Entry entry)
{
    m_heap.push_back(std::move(entry));
    std::push_heap(m_heap.begin(), m_heap.end(), isLater);
}

void WaitingOrder::pushFollower()
{
    if (!m_last)
        return;
    Entry entry = *std::exchange(m_last, std::nullopt);
    if (++entry.at == entry.likes->jobs.end())
        return;
    entry.key = entry.at->first;
    entry.turn = m_served ? m_turns.value(entry.likes->project) : 0;
    push(std::move(entry));
}

Waiter *WaitingOrder::next()
{
    pushFollower();
    if (m_served)
        return nextFair();
    const bool hasHead = m_head != m_heads.end();
    if (!hasHead && m_heap.empty())
        return nullptr;
    if (hasHead && (m_heap.empty() || m_head->first < m_heap.front().key)) {
        Likes *likes = m_head->second;
        ++m_head;
        m_last = Entry{0, likes->jobs.begin()->first, likes, likes->jobs.begin()};
    } else {
        std::pop_heap(m_heap.begin(), m_heap.end(), isLater);
        m_last = std::move(m_heap.back());
        m_heap.pop_back();
    }
    return m_last->at->second;
}

Waiter *WaitingOrder::nextFair()
{
    while (!m_heap.empty()) {
        std::pop_heap(m_heap.begin(), m_heap.end(), isLater);
        Entry entry = std::move(m_heap.back());
        m_heap.pop_back();
        const qint64 turn = m_turns.value(entry.likes->project);
        if (entry.turn < turn) { // its project has had its turn meanwhile
            entry.turn = turn;
            push(std::move(entry));
            continue;
        }
        m_turns[entry.likes->project] = turn + 1;
        m_last = std::move(entry);
        return m_last->at->second;
    }
    return nullptr;
}

} // namespace sc::generation

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/scheduler.h"

#include <queue>
#include <set>
#include <unordered_map>

// Inside of the scheduler: the waiting jobs in their order, alike ones together.
namespace sc::generation {

// Place in the order of the queue.
struct OrderKey
{
    int front = 0;
    int priority = 0;
    double rank = 0;
    QString createdAt;
    QString id;
    friend bool operator<(const OrderKey &a, const OrderKey &b)
    {
        return std::tie(b.front, b.priority, a.rank, a.createdAt, a.id) < std::tie(a.front, a.priority, b.rank, b.createdAt, b.id);
    }
};

struct Waiter;

// Jobs that only their place in the order tells apart.
struct Likes
{
    QString project;
    int models = 0; // number of the name
    QString modelsName;
    RunKey run;
    quint64 fits = 0;
    ServerId preferred;
    std::set<std::pair<OrderKey, Waiter *>> jobs;
    std::vector<double> runS; // by server; of the present figures
    std::vector<double> loadS;
    quint64 figuresStamp = 0;
};

struct Waiter
{
    PlanJob job;
    Likes *likes = nullptr;
    OrderKey key;
    int overtaken = 0;
    double delayedS = 0; // by jobs of lower priority
};

// Runs through the waiting jobs in their order without sorting them: a merge of the groups. With fair share on, projects
// take turns inside one priority.
class WaitingOrder
{
public:
    using Heads = std::set<std::pair<OrderKey, Likes *>>;
    WaitingOrder(const Heads &heads, const QHash<QString, qint64> *served);

    // Null at the end. skipRest() passes over the other jobs of the group that was given last.
    [[nodiscard]] Waiter *next();
    void skipRest() { m_last = {}; }

private:
    struct Entry
    {
        qint64 turn = 0;
        OrderKey key;
        Likes *likes = nullptr;
        std::set<std::pair<OrderKey, Waiter *>>::const_iterator at;
    };
    static bool isLater(const Entry &a, const Entry &b);
    void push(Entry entry);
    void pushFollower();
    [[nodiscard]] Waiter *nextFair();

    const Heads &m_heads;
    Heads::const_iterator m_head;
    const QHash<QString, qint64> *m_served;
    QHash<QString, qint64> m_turns;
    std::vector<Entry> m_heap;
    std::optional<Entry> m_last;
};

} // namespace sc::generation

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/prompt_tracker.h"

namespace sc::comfy {

namespace {

constexpr qsizetype kMaxEnded = 1000; // last words come within seconds

template<class... Ts> struct Overloaded : Ts...
{
    using Ts::operator()...;
};
template<class... Ts> Overloaded(Ts...) -> Overloaded<Ts...>; // Clang 16 does not find it by itself

bool isOfServer(const ServerEvent &event)
{
    return std::holds_alternative<StatusEvent>(event) || std::holds_alternative<FeaturesEvent>(event);
}

} // namespace

QString promptOf(const ServerEvent &event)
{
    return std::visit(Overloaded{[](const StatusEvent &) { return QString(); }, [](const FeaturesEvent &) { return QString(); },
                                 [](const auto &other) { return other.promptId; }},
                      event);
}

void PromptTracker::follow(const QString &promptId)
{
    m_open.insert(promptId);
    m_ended.remove(promptId);
}

void PromptTracker::forget(const QString &promptId)
{
    m_open.remove(promptId);
    m_running.remove(promptId);
    m_ended.remove(promptId);
}

void PromptTracker::end(const QString &promptId)
{
    m_open.remove(promptId);
    m_running.remove(promptId);
    if (m_ended.size() >= kMaxEnded)
        m_ended.clear();
    m_ended.insert(promptId);
}

std::optional<ServerEvent> PromptTracker::take(ServerEvent event)
{
    if (isOfServer(event))
        return event;
    QString prompt = promptOf(event);
    if (prompt.isEmpty()) {
        // After a reconnect the server tells the node that runs, not of which prompt.
        const QSet<QString> &candidates = m_running.isEmpty() ? m_open : m_running;
        if (candidates.size() != 1 || !std::holds_alternative<ExecutingEvent>(event))
            return std::nullopt;
        prompt = *candidates.begin();
        std::get<ExecutingEvent>(event).promptId = prompt;
        // Without a node it would end the prompt; that much cannot be read out of an event that names none.
        if (std::get<ExecutingEvent>(event).node.isEmpty())
            return std::nullopt;
    }
    if (!follows(prompt))
        return std::nullopt;
    const auto *failed = std::get_if<FailedEvent>(&event);
    const auto *executing = std::get_if<ExecutingEvent>(&event);
    const bool ends = std::holds_alternative<SucceededEvent>(event) || std::holds_alternative<InterruptedEvent>(event) ||
                      (failed && !failed->blocked) || (executing && executing->node.isEmpty());
    if (ends)
        end(prompt);
    else if (m_open.contains(prompt))
        m_running.insert(prompt);
    return event;
}

std::optional<PreviewFrame> PromptTracker::take(PreviewFrame frame) const
{
    if (frame.promptId.isEmpty()) {
        if (m_running.size() != 1)
            return std::nullopt;
        frame.promptId = *m_running.begin();
    }
    if (!m_open.contains(frame.promptId))
        return std::nullopt;
    return frame;
}

} // namespace sc::comfy

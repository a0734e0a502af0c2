// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/server_events.h"

#include <QtCore/QSet>

namespace sc::comfy {

// Which of a server's messages are about our prompts. Servers also broadcast the progress of prompts that nobody owns, and
// old ones leave out the id. A pure value: fed with events, asked for verdicts.
class PromptTracker
{
public:
    void follow(const QString &promptId);
    void forget(const QString &promptId);
    [[nodiscard]] bool follows(const QString &promptId) const { return m_open.contains(promptId) || m_ended.contains(promptId); }
    [[nodiscard]] const QSet<QString> &open() const { return m_open; } // not known to have ended
    [[nodiscard]] const QSet<QString> &running() const { return m_running; }
    [[nodiscard]] bool isOpen(const QString &promptId) const { return m_open.contains(promptId); }

    // The event with its prompt id put in where the server left it out and only one of ours can be meant; nothing when it is
    // about a prompt that is not ours. Events of the server itself always pass.
    [[nodiscard]] std::optional<ServerEvent> take(ServerEvent event);
    [[nodiscard]] std::optional<PreviewFrame> take(PreviewFrame frame) const;

private:
    void end(const QString &promptId);

    QSet<QString> m_open;
    QSet<QString> m_running; // of the open ones
    QSet<QString> m_ended;   // their last words may still come
};

// Of which prompt an event speaks; empty for those of the server itself.
[[nodiscard]] QString promptOf(const ServerEvent &event);

} // namespace sc::comfy

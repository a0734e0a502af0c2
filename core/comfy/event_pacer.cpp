// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/event_pacer.h"

#include <utility>

namespace sc::comfy {

EventPacer::EventPacer(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(50);
    connect(&m_timer, &QTimer::timeout, this, &EventPacer::flush);
}

void EventPacer::take(const ServerEvent &newEvent)
{
    if (const auto *progress = std::get_if<ProgressEvent>(&newEvent))
        m_newest[progress->promptId].progress = newEvent;
    else if (const auto *nodes = std::get_if<ProgressStateEvent>(&newEvent))
        m_newest[nodes->promptId].nodes = newEvent;
    else {
        flush();
        Q_EMIT event(newEvent);
        return;
    }
    if (!m_timer.isActive())
        m_timer.start();
}

void EventPacer::take(const PreviewFrame &frame)
{
    m_newest[frame.promptId].preview = frame;
    if (!m_timer.isActive())
        m_timer.start();
}

void EventPacer::flush()
{
    m_timer.stop();
    for (const auto &[prompt, newest] : std::exchange(m_newest, {})) {
        if (newest.nodes)
            Q_EMIT event(*newest.nodes);
        if (newest.progress)
            Q_EMIT event(*newest.progress);
        if (newest.preview)
            Q_EMIT preview(*newest.preview);
    }
}

} // namespace sc::comfy

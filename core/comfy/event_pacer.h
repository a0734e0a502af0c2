// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/server_events.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <functional>
#include <map>

namespace sc::comfy {

// Samplers tell every step twice and send a picture with it. Of progress and previews only the newest of a prompt is
// passed on, at most 20 times a second; everything else at once and in order.
class EventPacer : public QObject
{
    Q_OBJECT

public:
    explicit EventPacer(QObject *parent = nullptr);

    void take(const ServerEvent &event);
    void take(const PreviewFrame &frame);
    void flush();

Q_SIGNALS:
    void event(const sc::comfy::ServerEvent &event);
    void preview(const sc::comfy::PreviewFrame &frame);

private:
    struct Newest
    {
        std::optional<ServerEvent> progress;
        std::optional<ServerEvent> nodes;
        std::optional<PreviewFrame> preview;
    };
    std::map<QString, Newest> m_newest; // by prompt
    QTimer m_timer;
};

} // namespace sc::comfy

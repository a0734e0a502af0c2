// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"
#include "core/playback/play_session.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>

class QAudioSink;
class QMediaDevices;

namespace sc::playback {

class RingDevice;

// What the listener sets, read by the device's callback.
struct SoundControls
{
    std::atomic<float> gain{1};
};

// Plays sessions on the system's output, or in silence by the steady clock when there is none. Lives on a thread of its
// own with an event loop, because opening a device can take long; all slots are to be called there.
class SoundOutput : public QObject
{
    Q_OBJECT

public:
    // mayUseDevice false: always silent.
    SoundOutput(std::shared_ptr<SoundControls> controls, bool mayUseDevice);
    ~SoundOutput() override;

    void open(); // first look at the system's devices
    void start(std::shared_ptr<PlaySession> session);
    void stop();
    void shutDown(); // lets go of the device; before the thread ends

Q_SIGNALS:
    // At the start and whenever the output changes. hasStopped: a session was playing and needs to be started anew.
    void outputChanged(bool hasDevice, int sampleRate, bool hasStopped);
    void problemOccurred(const sc::Problem &problem);

private:
    void lookForChange();
    void chooseDevice();
    void tick();
    void begin();
    void tickDevice();
    void tickSilent();
    void loseDevice(const QString &detail);

    std::shared_ptr<SoundControls> m_controls;
    bool m_mayUseDevice;
    QTimer m_timer;
    QTimer m_watch; // of the system's devices
    std::unique_ptr<QMediaDevices> m_devices;
    QByteArray m_deviceId;
    std::unique_ptr<RingDevice> m_source;
    std::unique_ptr<QAudioSink> m_sink; // after its source: it goes first
    std::shared_ptr<PlaySession> m_session;
    bool m_isPlaying = false;
    std::int64_t m_startTime = 0;    // ns, of the silent output
    std::int64_t m_played = 0;       // samples, of the silent output
    std::int64_t m_lastProgress = 0; // ns
    std::int64_t m_lastHeard = 0;
};

} // namespace sc::playback

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/generation_store.h"
#include "core/practice/practice_options.h"

#include <QtCore/QObject>
#include <QtCore/QThread>
#include <QtCore/QUrl>

#include <memory>

namespace sc::practice {
class PracticeServer;
}

namespace sc::generation {

// The practice server inside this program: started, told what is to go wrong and stopped from the window. It works on a thread of
// its own and is one of the profile's servers while it runs; stopped, that server is switched off and kept, so that what it made
// still says where. Main thread.
class PracticeHost : public QObject
{
    Q_OBJECT

public:
    // The store must outlive this.
    explicit PracticeHost(GenerationStore &store, QObject *parent = nullptr);
    ~PracticeHost() override; // stops, and switches the server off

    struct Setup
    {
        double pace = 0.1; // share of a small card's time; 0: none
        int memoryGb = 16;
        quint16 port = 0; // wished; another when it is taken
        bool operator==(const Setup &) const = default;
    };
    // CONFLICT, PERMISSION_DENIED of the server; what the store says. The caller lets the queue know.
    [[nodiscard]] Result<> start();
    [[nodiscard]] Result<> stop();
    [[nodiscard]] bool isRunning() const { return m_server != nullptr; }
    [[nodiscard]] QUrl url() const { return m_url; }
    [[nodiscard]] ServerId serverId() const { return m_id; } // also while it is stopped; empty: it never ran

    [[nodiscard]] const Setup &setup() const { return m_setup; }
    // A running one is started again with it: what was in its own queue is lost, as with any server.
    [[nodiscard]] Result<> setSetup(const Setup &setup);
    [[nodiscard]] const practice::PracticeFaults &faults() const { return m_faults; }
    void setFaults(const practice::PracticeFaults &faults);
    // INVALID_PARAMETER naming what there is.
    [[nodiscard]] Result<> change(const QJsonObject &faults);

    struct Counts
    {
        int taken = 0;
        int succeeded = 0;
        int failed = 0;
        bool operator==(const Counts &) const = default;
    };
    [[nodiscard]] Counts counts() const { return m_counts; }

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] Result<> launch();
    void shutDown();
    [[nodiscard]] Result<> enlist();

    GenerationStore &m_store;
    QThread m_thread;
    practice::PracticeServer *m_server = nullptr; // lives on m_thread
    Setup m_setup;
    practice::PracticeFaults m_faults;
    QUrl m_url;
    ServerId m_id;
    Counts m_counts;
};

// The counters of faults are switches in the window: on means "from now on always".
struct PracticeSwitch
{
    const char *fault;
    const char *words; // for translation, context sc::generation
};
[[nodiscard]] const std::vector<PracticeSwitch> &practiceSwitches();
[[nodiscard]] bool isOn(const practice::PracticeFaults &faults, const char *fault);
[[nodiscard]] practice::PracticeFaults withSwitch(practice::PracticeFaults faults, const char *fault, bool on);
[[nodiscard]] int switchesOn(const practice::PracticeFaults &faults);

} // namespace sc::generation

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>

#include <chrono>
#include <functional>

// The system's own keychain: Secret Service or KWallet, the macOS keychain, the Windows credential store.
namespace sc::accounts {

enum class KeychainOutcome {
    Done,
    NotFound,    // also what a locked keyring says where nobody can be asked
    Denied,      // locked, or the person said no
    Unavailable, // no such service here
    NoAnswer,    // a question is open somewhere, or the service hangs
};

struct KeychainReply
{
    KeychainOutcome outcome = KeychainOutcome::Unavailable;
    QString value;  // of a read
    QString detail; // the service's own words; never the value
};

// Text entries only, one at a time (the system takes them one after another). Every call answers exactly once, later. The
// Windows store goes by the key alone, so that keys name the program. Main thread: the Linux service answers only there.
class Keychain : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const KeychainReply &)>;

    // 30 s for what nobody waits for; a write may ask the person to unlock.
    explicit Keychain(std::chrono::milliseconds readLimit = std::chrono::seconds(30),
                      std::chrono::milliseconds writeLimit = std::chrono::minutes(5), QObject *parent = nullptr);

    void read(const QString &key, Done done);
    void write(const QString &key, const QString &value, Done done);
    void remove(const QString &key, Done done); // what is not there is removed already

private:
    template<class Job> void run(Job *job, std::chrono::milliseconds limit, const Done &done);

    std::chrono::milliseconds m_readLimit;
    std::chrono::milliseconds m_writeLimit;
};

} // namespace sc::accounts

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QStringList>
#include <QtCore/QThreadPool>

#include <atomic>

namespace sc::library {

// Knows which files are gone without making a list wait for a slow disk: what is not known after a moment is looked up
// in the background and told by changed(). Thread: its owner's.
class MissingFiles : public QObject
{
    Q_OBJECT

public:
    MissingFiles();
    ~MissingFiles() override;

    [[nodiscard]] bool isMissing(const QString &file) const { return m_missing.contains(file); }
    [[nodiscard]] bool isDue() const; // for look()
    // Brings the knowledge of `files` up to date: now as far as a moment reaches, the rest in the background; again only
    // when the last look is some seconds old.
    void look(const QStringList &files);
    // Looks at one file at once.
    bool lookNow(const QString &file);

Q_SIGNALS:
    void changed(const QStringList &files);

private:
    void lookInBackground(const QStringList &files);
    void take(const QStringList &files, const QSet<QString> &missing);

    QSet<QString> m_missing;
    QElapsedTimer m_sinceLook;
    bool m_isLooking = false;
    std::atomic_bool m_isEnding = false;
    QThreadPool m_pool;
};

} // namespace sc::library

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/missing_files.h"

#include <QtCore/QFile>

namespace sc::library {

namespace {

constexpr qint64 kMomentMs = 30;
constexpr qint64 kFreshMs = 10'000;

} // namespace

MissingFiles::MissingFiles()
{
    m_pool.setMaxThreadCount(1);
}

MissingFiles::~MissingFiles()
{
    m_isEnding = true;
    m_pool.waitForDone();
}

bool MissingFiles::isDue() const
{
    return !m_isLooking && (!m_sinceLook.isValid() || m_sinceLook.elapsed() >= kFreshMs);
}

void MissingFiles::look(const QStringList &files)
{
    if (!isDue())
        return;
    const bool isFirst = !m_sinceLook.isValid();
    m_sinceLook.start();
    qsizetype looked = 0;
    // Later looks may wait for the background: the screen shows the songs already.
    while (isFirst && looked < files.size() && m_sinceLook.elapsed() < kMomentMs)
        lookNow(files[looked++]);
    if (looked < files.size())
        lookInBackground(files.sliced(looked));
}

bool MissingFiles::lookNow(const QString &file)
{
    const bool isMissing = !QFile::exists(file);
    if (isMissing)
        m_missing.insert(file);
    else
        m_missing.remove(file);
    return isMissing;
}

void MissingFiles::lookInBackground(const QStringList &files)
{
    m_isLooking = true;
    m_pool.start([this, files] {
        QSet<QString> missing;
        for (const QString &file : files) {
            if (m_isEnding)
                return;
            if (!QFile::exists(file))
                missing.insert(file);
        }
        QMetaObject::invokeMethod(
            this, [this, files, missing] { take(files, missing); }, Qt::QueuedConnection);
    });
}

void MissingFiles::take(const QStringList &files, const QSet<QString> &missing)
{
    m_isLooking = false;
    QStringList different;
    for (const QString &file : files) {
        const bool isMissing = missing.contains(file);
        if (isMissing == m_missing.contains(file))
            continue;
        different.append(file);
        if (isMissing)
            m_missing.insert(file);
        else
            m_missing.remove(file);
    }
    if (!different.isEmpty())
        Q_EMIT changed(different);
}

} // namespace sc::library

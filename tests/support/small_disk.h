// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

// Disks that are too small, without filling the machine's own.
namespace sc::test {

#ifdef Q_OS_UNIX
// No file of this process may become larger while it lives: what a disk that fills up does to a writer.
class SmallDisk
{
public:
    explicit SmallDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

private:
    rlimit m_before{};
};
#endif

// A file system of its own in memory. Only root may mount one: without it isThere() says no.
class TinyVolume
{
public:
    explicit TinyVolume(int kilobytes)
    {
#ifdef Q_OS_LINUX
        m_isThere = m_folder.isValid() &&
                    QProcess::execute(QStringLiteral("mount"),
                                      {QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"),
                                       QStringLiteral("size=%1k").arg(kilobytes), QStringLiteral("tmpfs"), m_folder.path()}) == 0;
#else
        Q_UNUSED(kilobytes)
#endif
    }
    ~TinyVolume()
    {
        if (m_isThere)
            QProcess::execute(QStringLiteral("umount"), {m_folder.path()});
    }
    TinyVolume(const TinyVolume &) = delete;
    TinyVolume &operator=(const TinyVolume &) = delete;

    [[nodiscard]] bool isThere() const { return m_isThere; }
    [[nodiscard]] QString filePath(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString path() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
    bool m_isThere = false;
};

} // namespace sc::test

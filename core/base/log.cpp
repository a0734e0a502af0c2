// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFile>

#include <memory>
#include <mutex>

namespace sc {

Q_LOGGING_CATEGORY(logBase, "sc.base", QtInfoMsg)
Q_LOGGING_CATEGORY(logStore, "sc.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logMedia, "sc.media", QtInfoMsg)
Q_LOGGING_CATEGORY(logAudio, "sc.audio", QtInfoMsg)
Q_LOGGING_CATEGORY(logUi, "sc.ui", QtInfoMsg)

namespace {

constexpr qint64 kMaxLogBytes = 4'000'000;
constexpr int kKeptLogs = 3;

// The message handler is a plain function, so what it writes to has to live here.
struct LogSink
{
    std::mutex mutex;
    QString folder;
    std::unique_ptr<QFile> file;
    QtMessageHandler previous = nullptr;
};

LogSink &sink()
{
    static LogSink instance;
    return instance;
}

QString logPath(const QString &folder, int generation)
{
    return generation == 0 ? folder + QStringLiteral("/storycanvas.log") : folder + QStringLiteral("/storycanvas.%1.log").arg(generation);
}

void rotate(LogSink &s)
{
    s.file->close();
    QFile::remove(logPath(s.folder, kKeptLogs));
    for (int i = kKeptLogs; i > 0; --i)
        QFile::rename(logPath(s.folder, i - 1), logPath(s.folder, i));
    s.file->setFileName(logPath(s.folder, 0));
    (void)s.file->open(QIODevice::WriteOnly | QIODevice::Append);
}

void handleMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    LogSink &s = sink();
    {
        const std::lock_guard lock(s.mutex);
        if (s.file && s.file->isOpen()) {
            if (s.file->size() > kMaxLogBytes)
                rotate(s);
            static constexpr const char *names[] = {"debug", "warning", "critical", "fatal", "info"};
            s.file->write(QStringLiteral("%1 %2 %3: %4\n")
                              .arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs), QLatin1String(names[type]),
                                   QLatin1String(context.category ? context.category : "default"), message)
                              .toUtf8());
            s.file->flush();
        }
    }
    if (s.previous)
        s.previous(type, context, message);
}

} // namespace

void startLogFile(const QString &folder)
{
    LogSink &s = sink();
    const std::lock_guard lock(s.mutex);
    s.folder = folder;
    auto file = std::make_unique<QFile>(logPath(folder, 0));
    if (!QDir().mkpath(folder) || !file->open(QIODevice::WriteOnly | QIODevice::Append))
        return;
    s.file = std::move(file);
    if (!s.previous)
        s.previous = qInstallMessageHandler(handleMessage);
}

void logProblem(const QLoggingCategory &category, const Problem &problem)
{
    qCWarning(category).noquote() << problem.toLogLine();
}

} // namespace sc

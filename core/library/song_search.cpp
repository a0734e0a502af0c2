// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/song_search.h"

#include "core/base/text.h"
#include "core/media/content_type.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSet>

#include <algorithm>

namespace sc::library {

namespace {

constexpr int kDeepest = 64; // folders in folders

bool isCalledASong(const QFileInfo &info)
{
    static const QSet<QString> suffixes = [] {
        const QStringList names =
            QStringLiteral("mp3 wav wave flac aif aiff aifc ogg oga opus m4a m4b m4p aac mp4 m4v mov mkv mka webm w64 rf64 caf wma ape "
                           "wv mpc dsf amr")
                .split(u' ');
        return QSet<QString>(names.begin(), names.end());
    }();
    return suffixes.contains(info.suffix().toLower());
}

bool isSongByContent(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && media::sniffContent(file).kind == media::ContentType::Kind::Media;
}

Problem unreadableFolder(const QString &path)
{
    return Problem(
               ProblemCode::PermissionDenied,
               QCoreApplication::translate("sc::library", "The folder “%1” may not be read. Change its permissions, or choose another one.")
                   .arg(tidyText(QDir(path).dirName(), 120)))
        .withEntity(QStringLiteral("folder"), QDir::toNativeSeparators(path))
        .withAction(QStringLiteral("choose.place"), QCoreApplication::translate("sc::library", "Choose another folder"));
}

class Search
{
public:
    explicit Search(const CancelToken &cancel) : m_cancel(cancel) {}

    void add(const QString &path)
    {
        const QFileInfo info(path);
        if (info.isDir())
            addFolder(info.absoluteFilePath(), 0);
        else
            addFile(QDir::cleanPath(info.absoluteFilePath()));
    }

    [[nodiscard]] FoundFiles take() { return std::move(m_found); }

private:
    void addFile(const QString &path)
    {
        if (!m_seen.contains(path)) {
            m_seen.insert(path);
            m_found.files.append(path);
        }
    }

    void addFolder(const QString &path, int depth)
    {
        const QFileInfo folder(path);
        if (!folder.isReadable() || !folder.isExecutable()) {
            m_found.refused.push_back({path, unreadableFolder(path)});
            return;
        }
        const QFileInfoList entries = QDir(path).entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
        for (const QFileInfo &entry : entries) {
            if (m_cancel.isCancelled())
                return;
            if (entry.isDir() && !entry.isSymLink() && depth < kDeepest)
                addFolder(entry.absoluteFilePath(), depth + 1);
            else if (entry.isFile() && (isCalledASong(entry) || isSongByContent(entry.absoluteFilePath())))
                addFile(QDir::cleanPath(entry.absoluteFilePath()));
        }
    }

    const CancelToken &m_cancel;
    FoundFiles m_found;
    QSet<QString> m_seen;
};

} // namespace

FoundFiles findSongs(const QStringList &paths, const CancelToken &cancel)
{
    Search search(cancel);
    for (const QString &path : paths)
        search.add(path);
    return search.take();
}

} // namespace sc::library

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/file_copies.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QHash>

namespace sc::library {

namespace {

constexpr int kCopiesOfASong = 5;
constexpr int kKeptDays = 90;
constexpr qint64 kKeptBytes = 2LL << 30; // of what is older than a week
constexpr int kSafeDays = 7;
const QString kStamp = QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'");

// Names begin with the time.
QDateTime timeIn(const QString &name)
{
    QDateTime at = QDateTime::fromString(name.section(u'-', 0, 0), kStamp);
    at.setTimeSpec(Qt::UTC);
    return at;
}

} // namespace

Result<> FileCopies::note(const QString &copy, const Track &song)
{
    const QString name = QFileInfo(copy).fileName();
    return m_db.execute(QStringLiteral("INSERT OR REPLACE INTO file_copy (name, track, file, made_at, size) VALUES (?, ?, ?, ?, ?)"),
                        {name, song.id.text(), song.file, timeIn(name).toString(Qt::ISODateWithMs), QFileInfo(copy).size()});
}

Result<std::vector<Library::FileCopy>> FileCopies::all() const
{
    SC_TRY_ASSIGN(rows, m_db.query(QStringLiteral("SELECT name, track, file, made_at, size FROM file_copy ORDER BY name DESC")));
    std::vector<Library::FileCopy> copies;
    for (;;) {
        SC_TRY_ASSIGN(hasRow, rows.next());
        if (!hasRow)
            return copies;
        if (QFile::exists(pathOf(rows.text(0))))
            copies.push_back({rows.text(0), TrackId(rows.text(1)), rows.text(2), rows.text(3), rows.integer(4)});
    }
}

// The folder is what counts: copies of a program that did not note them yet go as well when their time has come.
Result<> FileCopies::thin(const QDateTime &now)
{
    SC_TRY_ASSIGN(noted, all());
    QHash<QString, QString> songOf;
    for (const Library::FileCopy &copy : noted)
        songOf.insert(copy.name, copy.track.text());
    QHash<QString, int> ofSong;
    qint64 bytes = 0;
    bool isLatest = true;
    for (const QFileInfo &file : QDir(m_folder).entryInfoList(QDir::Files, QDir::Name | QDir::Reversed)) {
        const QString name = file.fileName();
        const QDateTime at = timeIn(name);
        if (!at.isValid())
            continue; // not ours
        const qint64 days = at.daysTo(now.toUTC());
        bytes += days > kSafeDays ? file.size() : 0;
        const int count = ++ofSong[songOf.value(name, name.section(u'-', 1))];
        const bool isKept = count <= kCopiesOfASong && bytes <= kKeptBytes && days <= kKeptDays;
        if (!isKept && !isLatest)
            QFile::remove(file.filePath());
        isLatest = false;
    }
    for (const Library::FileCopy &copy : noted) {
        if (!QFile::exists(pathOf(copy.name)))
            SC_TRY(m_db.execute(QStringLiteral("DELETE FROM file_copy WHERE name = ?"), {copy.name}));
    }
    return {};
}

} // namespace sc::library

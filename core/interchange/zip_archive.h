// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/result.h"

#include <QtCore/QFileDevice>

// ZIP as far as bundles need it: entries deflated or stored, ZIP64 where a size asks for it (APPNOTE 6.3).
namespace sc::interchange {

class ZipWriter
{
public:
    explicit ZipWriter(QFileDevice &file) : m_file(file) {}

    // Deflated. INSUFFICIENT_STORAGE when the disk says so.
    [[nodiscard]] Result<> add(const QString &name, const QByteArray &bytes);
    // A file as it is. Problems of reading, CANCELLED.
    [[nodiscard]] Result<> addFile(const QString &name, const QString &path, const CancelToken &cancel);
    [[nodiscard]] Result<> finish(); // writes the directory

private:
    struct Entry
    {
        QByteArray name;
        quint32 crc = 0;
        quint64 packed = 0;
        quint64 size = 0;
        quint64 offset = 0;
        bool isDeflated = false;
    };
    [[nodiscard]] Result<> put(const QByteArray &bytes);
    [[nodiscard]] static QByteArray localHeader(const Entry &entry);

    QFileDevice &m_file;
    std::vector<Entry> m_entries;
};

struct ZipEntry
{
    QString name;
    quint64 size = 0;
};
// FILE_DAMAGED for what is no archive.
[[nodiscard]] Result<std::vector<ZipEntry>> zipEntries(QIODevice &archive);
// One entry, unpacked, at most `maxBytes`. RESOURCE_NOT_FOUND, FILE_DAMAGED, FILE_TOO_LARGE.
[[nodiscard]] Result<QByteArray> zipContent(QIODevice &archive, const QString &name, qint64 maxBytes);

} // namespace sc::interchange

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/file_hashes.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace sc::generation {

QString FileHashes::of(const QString &path)
{
    const QFileInfo info(path);
    const qint64 changed = info.lastModified().toMSecsSinceEpoch();
    const auto known = m_known.constFind(path);
    if (known != m_known.constEnd() && known->size == info.size() && known->changed == changed)
        return known->hash;
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return {};
    QString hex = QString::fromLatin1(hash.result().toHex());
    m_known.insert(path, {info.size(), changed, hex});
    return hex;
}

} // namespace sc::generation

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/media_intake.h"

#include "core/base/paths.h"
#include "core/base/text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace sc::project {

namespace {

constexpr qsizetype kMaxNameBytes = 200; // file systems allow 255 bytes; room for a number and the ending
constexpr qsizetype kMaxSuffixLength = 10;

Result<> requireReadableFile(const QFileInfo &info)
{
    const QString name = QDir::toNativeSeparators(info.filePath());
    if (!info.exists())
        return std::unexpected(
            Problem(ProblemCode::MediaMissing, QCoreApplication::translate("sc::project", "The file \"%1\" was not found.").arg(name)));
    if (!info.isFile())
        return std::unexpected(
            Problem(ProblemCode::InvalidFileType, QCoreApplication::translate("sc::project", "\"%1\" is not a file.").arg(name)));
    if (!info.isReadable())
        return std::unexpected(Problem(ProblemCode::PermissionDenied,
                                       QCoreApplication::translate("sc::project", "The file \"%1\" may not be read.").arg(name)));
    return {};
}

Result<QString> hashOf(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file) || file.error() != QFileDevice::NoError) {
        return std::unexpected(
            Problem(ProblemCode::FileDamaged, QCoreApplication::translate("sc::project", "The file \"%1\" cannot be read to its end.")
                                                  .arg(QDir::toNativeSeparators(path)))
                .withDetail(file.errorString()));
    }
    return QString::fromLatin1(hash.result().toHex());
}

QString candidateName(const QFileInfo &source, int number)
{
    QString base = safeFileName(source.completeBaseName());
    while (base.toUtf8().size() > kMaxNameBytes)
        base.chop(base.endsWith(QLatin1Char(' ')) || !base.back().isLowSurrogate() ? 1 : 2);
    if (number > 1)
        base += QStringLiteral(" %1").arg(number);
    const QString suffix = source.suffix().isEmpty() ? QString() : safeFileName(source.suffix()).left(kMaxSuffixLength);
    return suffix.isEmpty() ? base : base + QLatin1Char('.') + suffix;
}

// The first name in media/ that is free, or that holds this very content already.
Result<QString> placeFor(const QFileInfo &source, const QString &hash, const BundlePaths &paths)
{
    for (int number = 1;; ++number) {
        const QString path = paths.media() + QLatin1Char('/') + candidateName(source, number);
        const QFileInfo there(path);
        if (!there.exists() && !there.isSymLink())
            return path;
        if (!there.isFile() || there.size() != source.size())
            continue;
        const Result<QString> same = hashOf(path);
        if (same && *same == hash)
            return path;
    }
}

} // namespace

Result<timeline::MediaRef> takeIn(const QString &file, const BundlePaths &paths, bool copyIntoBundle,
                                  const std::vector<timeline::MediaRef> &known)
{
    const QFileInfo info(file);
    SC_TRY(requireReadableFile(info));
    const QString absolute = QDir::cleanPath(info.absoluteFilePath());
    SC_TRY_ASSIGN(hash, hashOf(absolute));
    const QString inside = paths.root + QLatin1Char('/');
    if (absolute.startsWith(inside))
        return timeline::MediaRef{absolute.mid(inside.size()), info.size(), hash};
    if (!copyIntoBundle)
        return timeline::MediaRef{absolute, info.size(), hash};
    for (const timeline::MediaRef &media : known) {
        if (media.hash == hash && QFileInfo(absolutePathOf(media, paths)).size() == media.size)
            return media;
    }
    SC_TRY(ensureFolder(paths.media()));
    SC_TRY_ASSIGN(target, placeFor(info, hash, paths));
    if (!QFileInfo::exists(target)) {
        SC_TRY(requireFreeSpace(paths.media(), info.size()));
        // What was copied is what counts: the source may have changed since it was first read.
        QCryptographicHash copied(QCryptographicHash::Sha256);
        SC_TRY(store::copyDurably(absolute, target, &copied));
        hash = QString::fromLatin1(copied.result().toHex());
    }
    return timeline::MediaRef{target.mid(inside.size()), QFileInfo(target).size(), hash};
}

QString absolutePathOf(const timeline::MediaRef &media, const BundlePaths &paths)
{
    if (media.isEmpty())
        return {};
    if (QDir::isAbsolutePath(media.path))
        return QDir::cleanPath(media.path);
    const QString path = QDir::cleanPath(paths.root + QLatin1Char('/') + media.path);
    return path.startsWith(paths.root + QLatin1Char('/')) ? path : QString();
}

} // namespace sc::project

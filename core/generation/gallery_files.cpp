// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/gallery_files.h"

#include "core/base/paths.h"
#include "core/base/text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace sc::generation {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::generation)
};

constexpr qint64 kPiece = 1024 * 1024;
constexpr int kMostNumbered = 10'000;

QString nameOf(const GalleryItem &item)
{
    const QString take = Text::tr("take %1").arg(item.takeNumber);
    if (item.clipName.isEmpty()) {
        const QString own = QFileInfo(item.take.originalName).completeBaseName();
        return own.isEmpty() ? QStringLiteral("pool - %1").arg(take) : own;
    }
    const QString number = item.clipNumber > 0 ? QStringLiteral("%1 ").arg(item.clipNumber, 3, 10, QLatin1Char('0')) : QString();
    return QStringLiteral("%1%2 - %3").arg(number, item.clipName, take);
}

Problem about(ProblemCode code, const QString &file, const QString &sentence, const QString &detail = {})
{
    return Problem(code, sentence.arg(QFileInfo(file).fileName())).withDetail(detail).withEntity(QStringLiteral("file"), file);
}

// Nothing: copied whole.
std::optional<Problem> copyOne(const TakeCopy &copy, const CancelToken &cancel, const std::function<void(qint64)> &copied)
{
    QFile from(copy.from);
    QFile to(copy.to);
    if (!from.open(QIODevice::ReadOnly))
        return about(from.exists() ? ProblemCode::PermissionDenied : ProblemCode::MediaMissing, copy.from,
                     Text::tr("%1 could not be read."), from.errorString());
    if (!to.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return about(ProblemCode::PermissionDenied, copy.to, Text::tr("%1 could not be written."), to.errorString());
    for (;;) {
        const QByteArray piece = from.read(kPiece);
        if (piece.isEmpty())
            break;
        if (cancel.isCancelled() || to.write(piece) != piece.size()) {
            const QString reason = to.errorString();
            to.remove();
            return cancel.isCancelled()
                       ? Problem(ProblemCode::Cancelled, Text::tr("Cancelled."))
                       : about(ProblemCode::InsufficientStorage, copy.to, Text::tr("%1 could not be written whole."), reason);
        }
        copied(piece.size());
    }
    if (from.error() == QFileDevice::NoError && to.flush())
        return {};
    to.remove();
    return about(ProblemCode::FileDamaged, copy.from, Text::tr("%1 could not be read to its end."), from.errorString());
}

} // namespace

TakeCopies planTakeCopies(const std::function<QString(const timeline::Take &)> &fileOf, const std::vector<GalleryItem> &items,
                          const QString &folder)
{
    TakeCopies plan;
    QSet<QString> taken;
    for (const GalleryItem &item : items) {
        const QFileInfo source(fileOf(item.take));
        if (!source.isFile()) {
            plan.missing.push_back(
                about(ProblemCode::MediaMissing, source.filePath(), Text::tr("The file of %1 is not there.")).withDetail(item.clipName));
            continue;
        }
        const QString base = safeFileName(nameOf(item));
        QString name;
        for (int number = 1; number < kMostNumbered; ++number) {
            name = number == 1 ? base : QStringLiteral("%1 (%2)").arg(base).arg(number);
            name += u'.' + source.suffix();
            if (!taken.contains(name.toLower()) && !QFileInfo::exists(QDir(folder).filePath(name)))
                break;
        }
        taken.insert(name.toLower());
        plan.copies.push_back({item.take.id, source.absoluteFilePath(), QDir(folder).filePath(name)});
        plan.bytes += source.size();
    }
    return plan;
}

Result<CopiedTakes> copyTakes(const TakeCopies &plan, const QString &folder, const CancelToken &cancel, const ProgressFn &progress)
{
    SC_TRY(ensureFolder(folder));
    SC_TRY(requireFreeSpace(folder, plan.bytes));
    CopiedTakes done;
    done.problems = plan.missing;
    qint64 sum = 0;
    for (const TakeCopy &copy : plan.copies) {
        if (cancel.isCancelled())
            return std::unexpected(Problem(ProblemCode::Cancelled, Text::tr("Cancelled.")));
        const auto problem = copyOne(copy, cancel, [&](qint64 bytes) {
            sum += bytes;
            if (progress)
                progress(double(sum) / double(std::max<qint64>(1, plan.bytes)));
        });
        if (!problem) {
            ++done.copied;
            done.bytes += QFileInfo(copy.to).size();
        } else if (problem->code() == ProblemCode::Cancelled) {
            return std::unexpected(*problem);
        } else {
            done.problems.push_back(*problem);
        }
    }
    return done;
}

} // namespace sc::generation

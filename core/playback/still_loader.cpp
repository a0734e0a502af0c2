// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/still_loader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtGui/QImageReader>
#include <QtGui/QPainter>

namespace sc::playback {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::playback)
};

constexpr qint64 kMostPixels = qint64(16384) * 16384;

Problem about(ProblemCode code, const QString &file, const QString &sentence, const QString &detail = {})
{
    return Problem(code, sentence.arg(QFileInfo(file).fileName()))
        .withDetail(detail.isEmpty() ? file : file + QStringLiteral(": ") + detail);
}

bool isTurned(QImageIOHandler::Transformations transformation)
{
    return transformation.testFlag(QImageIOHandler::TransformationRotate90);
}

} // namespace

Result<QImage> loadStillCovering(const QString &file, QSize box)
{
    if (!QFileInfo::exists(file))
        return std::unexpected(about(ProblemCode::MediaMissing, file, Text::tr("%1 is not there any more. Locate it, or leave it out.")));
    QImageReader reader(file);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    const QSize stored = reader.size();
    if (stored.isValid() && qint64(stored.width()) * stored.height() > kMostPixels)
        return std::unexpected(about(ProblemCode::FileTooLarge, file, Text::tr("%1 is too large a picture to be shown.")));
    if (stored.isValid()) {
        // Decoders that can, read no more than is needed; the rest is scaled by Qt's box filter while reading.
        const QSize target = isTurned(reader.transformation()) ? box.transposed() : box;
        reader.setScaledSize(stored.scaled(target, Qt::KeepAspectRatioByExpanding).expandedTo({1, 1}));
    }
    QImage image = reader.read();
    if (image.isNull())
        return std::unexpected(about(ProblemCode::FileDamaged, file,
                                     Text::tr("%1 is no picture that can be read. Choose another copy of it."), reader.errorString()));
    const QSize covering = image.size().scaled(box, Qt::KeepAspectRatioByExpanding);
    if (covering != image.size())
        image = image.scaled(covering, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    QImage cut(box, QImage::Format_RGB32);
    if (cut.isNull() || image.isNull())
        return std::unexpected(about(ProblemCode::OutOfMemory, file, Text::tr("There is not enough memory to show %1.")));
    cut.fill(Qt::black);
    QPainter painter(&cut);
    painter.drawImage(QPoint((box.width() - image.width()) / 2, (box.height() - image.height()) / 2), image);
    return cut;
}

} // namespace sc::playback

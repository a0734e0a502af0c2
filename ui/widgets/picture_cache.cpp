// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/picture_cache.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QFileInfo>
#include <QtCore/QPointer>
#include <QtCore/QThreadPool>
#include <QtGui/QImageReader>

namespace sc::ui {

namespace {

constexpr int kMostKb = 96'000;

QImage readPicture(const QString &file, QSize device)
{
    QImageReader reader(file);
    reader.setAutoTransform(true);
    const QSize whole = reader.size();
    // Large ones are made smaller while they are decoded, with room for a smooth last step.
    if (whole.isValid() && whole.width() > 4 * device.width() && whole.height() > 4 * device.height() &&
        reader.supportsOption(QImageIOHandler::ScaledSize))
        reader.setScaledSize(whole.scaled(device * 2, Qt::KeepAspectRatioByExpanding));
    const QImage picture = reader.read();
    if (picture.isNull())
        return {};
    const QImage filled = picture.scaled(device, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    // Of tall pictures of people the upper part tells more.
    const int x = (filled.width() - device.width()) / 2;
    const int y = (filled.height() - device.height()) / 3;
    return filled.copy(QRect(QPoint(x, y), device)).convertToFormat(QImage::Format_ARGB32_Premultiplied);
}

} // namespace

PictureCache::PictureCache(QObject *parent) : QObject(parent), m_pictures(kMostKb) {}

PictureCache::~PictureCache() = default;

QPixmap PictureCache::of(const QString &file, QSize size, double ratio)
{
    if (file.isEmpty() || size.isEmpty())
        return {};
    const QFileInfo info(file);
    const QSize device(qRound(size.width() * ratio), qRound(size.height() * ratio));
    const QString key = QStringLiteral("%1|%2|%3|%4x%5")
                            .arg(file)
                            .arg(info.size())
                            .arg(info.lastModified().toMSecsSinceEpoch())
                            .arg(device.width())
                            .arg(device.height());
    if (const QPixmap *known = m_pictures.object(key))
        return *known;
    if (m_asked.contains(key))
        return {};
    m_asked.insert(key);
    QThreadPool::globalInstance()->start([self = QPointer<PictureCache>(this), file, device, key, ratio] {
        QImage picture = readPicture(file, device);
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, key, ratio, picture = std::move(picture)] {
                if (!self || picture.isNull())
                    return;
                auto pixmap = std::make_unique<QPixmap>(QPixmap::fromImage(picture));
                pixmap->setDevicePixelRatio(ratio);
                self->m_asked.remove(key);
                self->m_pictures.insert(key, pixmap.release(), std::max<qsizetype>(1, picture.sizeInBytes() / 1024));
                Q_EMIT self->ready();
            },
            Qt::QueuedConnection);
    });
    return {};
}

void PictureCache::forget()
{
    m_pictures.clear();
    m_asked.clear();
}

} // namespace sc::ui

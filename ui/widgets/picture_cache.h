// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QCache>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QSize>
#include <QtGui/QPixmap>

namespace sc::ui {

// Pictures of files, cut to fill a place and read on other threads. Kept by file, size and time of change. Ask while
// painting; ready() says when to paint again.
class PictureCache : public QObject
{
    Q_OBJECT

public:
    explicit PictureCache(QObject *parent = nullptr);
    ~PictureCache() override;

    // Null while it is on its way, and for a file that is no picture. `size` in logical px.
    [[nodiscard]] QPixmap of(const QString &file, QSize size, double devicePixelRatio);
    void forget();

Q_SIGNALS:
    void ready();

private:
    QCache<QString, QPixmap> m_pictures; // cost in kB
    QSet<QString> m_asked;               // on their way, or no pictures
};

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/media_store.h"
#include "core/timeline/take.h"

#include <QtCore/QCache>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QThreadPool>
#include <QtGui/QPixmap>

#include <deque>
#include <memory>
#include <mutex>

namespace sc::project {
class ProjectSession;
}

namespace sc::ui {

// Little pictures of takes, for lists and strips of any screen: made on a thread of their own from the small picture that
// the project keeps, else from the file, and kept by content up to a limit. What was asked for last is made first; a wish
// that has long scrolled away is forgotten. Thread: main.
class TakeThumbnails : public QObject
{
    Q_OBJECT

public:
    static constexpr int kCacheKilobytes = 64 * 1024;

    explicit TakeThumbnails(QObject *parent = nullptr);
    ~TakeThumbnails() override;

    // Where the takes lie. Null: nothing is shown.
    void setSession(project::ProjectSession *session);
    void forget(); // files came or went

    // Covers `size` (logical px) exactly, cut from the middle. Null while it is on its way, and for a file that is missing or
    // damaged: see isLost().
    [[nodiscard]] QPixmap of(const timeline::Take &take, QSize size, double devicePixelRatio);
    // The same for a file that no project holds; `key` tells its content.
    [[nodiscard]] QPixmap ofFile(const QString &file, const QString &key, bool isMovie, Ticks length, QSize size, double devicePixelRatio);
    [[nodiscard]] bool isLost(const QString &mediaHash) const { return m_lost.contains(mediaHash); }
    [[nodiscard]] int cachedKilobytes() const { return int(m_pixmaps.totalCost()); }

Q_SIGNALS:
    void ready(); // some more are there, or are known to be lost: repaint

private:
    struct Wanted
    {
        QString key;
        QString content;
        QString small; // the project's own small picture; may be empty or gone
        QString file;
        bool isMovie = false;
        Ticks at;   // of the movie
        QSize size; // device px
        double ratio = 1;
    };
    [[nodiscard]] QPixmap find(const Wanted &wanted);
    void work();
    [[nodiscard]] QImage make(const Wanted &wanted) const;
    void take(const Wanted &wanted, const QImage &image);

    project::ProjectSession *m_session = nullptr;
    QCache<QString, QPixmap> m_pixmaps; // cost in kB
    QSet<QString> m_pending;
    QSet<QString> m_lost; // contents
    std::shared_ptr<playback::MediaStore> m_store;
    std::mutex m_mutex;
    std::deque<Wanted> m_queue; // under the mutex, as are the next two
    QStringList m_dropped;
    bool m_isRunning = false;
    bool m_announced = false; // main thread: ready() is on its way
    QThreadPool m_pool;
};

} // namespace sc::ui

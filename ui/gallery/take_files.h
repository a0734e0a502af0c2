// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/generation/gallery_files.h"
#include "ui/gallery/gallery_desk.h"

#include <atomic>
#include <memory>

namespace sc::ui {

// Files in and out of the gallery, worked on in the background: pictures and movies that become takes, takes that are copied out or
// shared with other projects. One thing at a time. Thread: main.
class TakeFiles : public QObject
{
    Q_OBJECT

public:
    explicit TakeFiles(GalleryDesk &desk, QObject *parent = nullptr);
    ~TakeFiles() override;

    // Into the shot, or the pool for an empty one; of the shared pool into that. What is there already is pointed to, what cannot be
    // read is named; the rest comes in one step of undo.
    void bringIn(const QStringList &files, const ClipId &clip);
    void exportTo(const std::vector<TakeId> &takes, const QString &folder);
    void exportNotes(const std::vector<generation::GalleryItem> &items, const QString &file);
    void share(const std::vector<TakeId> &takes); // copies into the shared pool
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    [[nodiscard]] QString words() const { return m_words; } // what is going on

Q_SIGNALS:
    void busyChanged();
    void progressed(double fraction);
    void broughtIn(const std::vector<sc::TakeId> &takes); // new ones, or those that were there
    void exported(int files);

private:
    using Imported = std::vector<std::pair<QString, Result<project::NewTake>>>;
    using Shared = std::vector<Result<generation::PoolItem>>;
    [[nodiscard]] bool begin(const QString &words);
    void end();
    void keep(const Imported &imported, const ClipId &clip);
    void keepShared(const Shared &items);
    [[nodiscard]] ProgressFn progress();

    GalleryDesk &m_desk;
    CancelToken m_cancel;
    std::shared_ptr<std::atomic<double>> m_share; // written by the thread at work
    QTimer m_look;
    QString m_words;
    bool m_isBusy = false;
};

} // namespace sc::ui

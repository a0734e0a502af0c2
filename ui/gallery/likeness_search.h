// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/generation/picture_likeness.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QThreadPool>

namespace sc::ui {

// Finds takes that look like one: measures each content once, on a thread of its own, and remembers it. Thread: main.
class LikenessSearch : public QObject
{
    Q_OBJECT

public:
    explicit LikenessSearch(QObject *parent = nullptr);
    ~LikenessSearch() override;

    // A search that runs is given up for a new one.
    void find(const generation::LikenessSource &like, const std::vector<generation::LikenessSource> &among);
    void stop();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void progressed(double fraction);
    // The nearest first, the one asked for before them.
    void found(const std::vector<sc::TakeId> &takes);
    void failed(const sc::Problem &problem);

private:
    using Known = QHash<QString, generation::PictureLikeness>; // by content
    void finish(int run, const Result<std::vector<TakeId>> &takes, const Known &known);

    Known m_known;
    CancelToken m_cancel;
    QThreadPool m_pool;
    int m_run = 0;
    bool m_isRunning = false;
};

} // namespace sc::ui

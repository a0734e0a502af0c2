// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/likeness_search.h"

#include <algorithm>

namespace sc::ui {

using generation::LikenessSource;
using generation::PictureLikeness;

LikenessSearch::LikenessSearch(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

LikenessSearch::~LikenessSearch()
{
    m_cancel.cancel();
    m_pool.clear();
    m_pool.waitForDone();
}

void LikenessSearch::stop()
{
    m_cancel.cancel();
    m_isRunning = false;
    ++m_run;
}

void LikenessSearch::find(const LikenessSource &like, const std::vector<LikenessSource> &among)
{
    stop();
    m_cancel = CancelToken();
    m_isRunning = true;
    m_pool.start([this, like, among, known = m_known, cancel = m_cancel, run = m_run]() mutable {
        const auto measured = [&](const LikenessSource &source) -> Result<PictureLikeness> {
            const auto there = known.constFind(source.content);
            if (there != known.constEnd())
                return *there;
            SC_TRY_ASSIGN(likeness, generation::measureLikeness(source));
            known.insert(source.content, likeness);
            return likeness;
        };
        const auto answer = [&](const Result<std::vector<TakeId>> &takes) {
            QMetaObject::invokeMethod(
                this, [this, run, takes, known] { finish(run, takes, known); }, Qt::QueuedConnection);
        };
        const Result<PictureLikeness> wanted = measured(like);
        if (!wanted) {
            answer(std::unexpected(wanted.error()));
            return;
        }
        std::vector<std::pair<double, TakeId>> near;
        size_t done = 0;
        for (const LikenessSource &source : among) {
            if (cancel.isCancelled())
                return;
            // What cannot be seen looks like nothing.
            if (const auto likeness = measured(source)) {
                const double distance = source.take == like.take ? -1 : generation::likenessDistance(*wanted, *likeness);
                if (distance < generation::kAlike)
                    near.emplace_back(distance, source.take);
            }
            if (++done % 16 == 0)
                QMetaObject::invokeMethod(
                    this,
                    [this, run, share = double(done) / double(among.size())] {
                        if (run == m_run)
                            Q_EMIT progressed(share);
                    },
                    Qt::QueuedConnection);
        }
        std::ranges::stable_sort(near, {}, &std::pair<double, TakeId>::first);
        std::vector<TakeId> takes;
        for (const auto &[distance, take] : near)
            takes.push_back(take);
        answer(takes);
    });
}

void LikenessSearch::finish(int run, const Result<std::vector<TakeId>> &takes, const Known &known)
{
    m_known = known;
    if (run != m_run)
        return; // given up meanwhile
    m_isRunning = false;
    if (takes)
        Q_EMIT found(*takes);
    else
        Q_EMIT failed(takes.error());
}

} // namespace sc::ui

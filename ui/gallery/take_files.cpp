// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/take_files.h"

#include "core/generation/import_take.h"
#include "core/generation/review_notes.h"
#include "ui/widgets/ways_out.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QFutureWatcher>

namespace sc::ui {

using generation::GalleryItem;
using generation::PoolItem;
using generation::SharedPool;

namespace {

constexpr int kLookMs = 100;

// Runs `work` on another thread and hands its result to `done` on this one, unless `owner` is gone.
template<class Value> void inBackground(QObject *owner, std::function<Value()> work, std::function<void(const Value &)> done)
{
    auto *watcher = new QFutureWatcher<Value>(owner);
    QObject::connect(watcher, &QFutureWatcher<Value>::finished, owner, [watcher, done = std::move(done)] {
        done(watcher->result());
        watcher->deleteLater();
    });
    watcher->setFuture(QtConcurrent::run(std::move(work)));
}

} // namespace

TakeFiles::TakeFiles(GalleryDesk &desk, QObject *parent) : QObject(parent), m_desk(desk), m_share(std::make_shared<std::atomic<double>>(0))
{
    m_look.setInterval(kLookMs);
    connect(&m_look, &QTimer::timeout, this, [this] { Q_EMIT progressed(*m_share); });
}

TakeFiles::~TakeFiles()
{
    m_cancel.cancel();
}

bool TakeFiles::begin(const QString &words)
{
    if (m_isBusy) {
        Q_EMIT m_desk.context().problemRaised(Problem(ProblemCode::Conflict, tr("Something is being done already: %1").arg(m_words))
                                                  .withDetail(tr("Wait until it is done, or cancel it.")));
        return false;
    }
    m_isBusy = true;
    m_words = words;
    m_cancel = CancelToken();
    m_look.start();
    Q_EMIT busyChanged();
    return true;
}

void TakeFiles::end()
{
    m_isBusy = false;
    m_look.stop();
    Q_EMIT busyChanged();
}

void TakeFiles::cancel()
{
    m_cancel.cancel();
}

ProgressFn TakeFiles::progress()
{
    *m_share = 0;
    return [share = m_share](double value) { share->store(value); };
}

void TakeFiles::bringIn(const QStringList &files, const ClipId &clip)
{
    if (files.isEmpty())
        return;
    if (m_desk.isShared()) {
        if (!begin(tr("Bringing %n file(s) into the shared pool", nullptr, int(files.size()))))
            return;
        inBackground<Shared>(
            this,
            [files, folder = SharedPool(*m_desk.sharedItems()).folder(), cancel = m_cancel, tell = progress()] {
                Shared items;
                for (const QString &file : files) {
                    if (cancel.isCancelled())
                        break;
                    items.push_back(SharedPool::draftOfFile(file, folder));
                    tell(double(items.size()) / double(files.size()));
                }
                return items;
            },
            [this](const Shared &items) { keepShared(items); });
        return;
    }
    project::ProjectSession *session = m_desk.session();
    if (!session)
        return;
    if (session->isReadOnly()) {
        Q_EMIT m_desk.context().problemRaised(Problem(ProblemCode::PermissionDenied, tr("The project is open for reading only.")));
        return;
    }
    if (!begin(tr("Bringing in %n file(s)", nullptr, int(files.size()))))
        return;
    std::vector<project::TakeIntake> intakes;
    for (const QString &file : files)
        intakes.push_back(session->takes().intakeOf(file));
    inBackground<Imported>(
        this,
        [intakes, cancel = m_cancel, tell = progress()] {
            Imported imported;
            for (const project::TakeIntake &intake : intakes) {
                if (cancel.isCancelled())
                    break;
                imported.emplace_back(intake.file, generation::importTake(intake));
                tell(double(imported.size()) / double(intakes.size()));
            }
            return imported;
        },
        [this, clip, guard = QPointer<project::ProjectSession>(session)](const Imported &imported) {
            if (guard && guard == m_desk.session())
                keep(imported, clip);
            else
                end(); // another project is open: what was copied into the first one's folder waits for its clean-up
        });
}

void TakeFiles::keep(const Imported &imported, const ClipId &clip)
{
    end();
    project::ProjectSession &session = *m_desk.session();
    const auto all = session.takes().all();
    if (!reported(m_desk.context(), all))
        return;
    std::vector<project::NewTake> fresh;
    std::vector<TakeId> there;
    QStringList known;
    QSet<QString> contents;
    for (const auto &[file, result] : imported) {
        if (!result) {
            Q_EMIT m_desk.context().problemRaised(result.error());
            continue;
        }
        const QString &hash = result->take.media.hash;
        const auto same = std::ranges::find_if(
            *all, [&](const timeline::Take &take) { return take.media.hash == hash && (clip.isEmpty() || take.clip == clip); });
        if (same != all->end() || contents.contains(hash)) {
            known.append(QFileInfo(file).fileName());
            if (same != all->end())
                there.push_back(same->id);
            continue;
        }
        contents.insert(hash);
        project::NewTake take = *result;
        take.take.clip = clip;
        fresh.push_back(std::move(take));
    }
    std::vector<TakeId> ids;
    if (!fresh.empty()) {
        const int count = int(fresh.size());
        const int withRecipe =
            int(std::ranges::count_if(fresh, [](const project::NewTake &take) { return !take.recipe.prompt.isEmpty(); }));
        const auto added = session.takes().add(clip.isEmpty() ? tr("Add to pool") : tr("Add media as take"), std::move(fresh));
        if (!reported(m_desk.context(), added))
            return;
        ids = *added;
        Notice notice{Notice::Level::Success, tr("%n take(s) came in", nullptr, count), {}, {}, {}};
        if (withRecipe > 0)
            notice.text = tr("%1 with how they were made").arg(withRecipe);
        Q_EMIT m_desk.context().noticeRaised(notice);
    }
    if (!known.isEmpty()) {
        Notice notice{Notice::Level::Info,
                      tr("%n file(s) here already", nullptr, int(known.size())),
                      known.mid(0, 3).join(QStringLiteral(", ")),
                      {},
                      {}};
        if (!there.empty()) {
            notice.actionLabel = tr("Show");
            notice.action = [guard = QPointer<TakeFiles>(this), there] {
                if (guard)
                    Q_EMIT guard->broughtIn(there);
            };
        }
        Q_EMIT m_desk.context().noticeRaised(notice);
    }
    m_desk.refreshNow();
    if (ids.empty())
        ids = there;
    if (!ids.empty())
        Q_EMIT broughtIn(ids);
}

void TakeFiles::keepShared(const Shared &items)
{
    end();
    SharedPool pool(*m_desk.sharedItems());
    std::vector<TakeId> ids;
    int fresh = 0;
    for (const Result<PoolItem> &item : items) {
        if (!reported(m_desk.context(), item))
            continue;
        const auto put = pool.put(*item);
        if (put) {
            ++fresh;
            ids.emplace_back(*put);
        } else if (put.error().code() == ProblemCode::DuplicateResource) {
            ids.emplace_back(put.error().entity());
            Q_EMIT m_desk.context().noticeRaised({Notice::Level::Info, put.error().text(), {}, {}, {}});
        } else {
            Q_EMIT m_desk.context().problemRaised(put.error());
        }
    }
    if (fresh > 0)
        Q_EMIT m_desk.context().noticeRaised({Notice::Level::Success, tr("%n shared with all projects", nullptr, fresh), {}, {}, {}});
    m_desk.refreshNow();
    if (!ids.empty())
        Q_EMIT broughtIn(ids);
}

void TakeFiles::share(const std::vector<TakeId> &takes)
{
    if (!m_desk.sharedItems() || !m_desk.session() || m_desk.isShared())
        return;
    std::vector<PoolItem> drafts;
    for (const TakeId &take : takes) {
        Result<PoolItem> draft = SharedPool::draftOf(*m_desk.session(), take);
        if (reported(m_desk.context(), draft))
            drafts.push_back(std::move(*draft));
    }
    if (drafts.empty() || !begin(tr("Sharing %n take(s)", nullptr, int(drafts.size()))))
        return;
    inBackground<Shared>(
        this,
        [drafts, folder = SharedPool(*m_desk.sharedItems()).folder(), cancel = m_cancel, tell = progress()] {
            Shared items;
            for (const PoolItem &draft : drafts) {
                if (cancel.isCancelled())
                    break;
                items.push_back(SharedPool::copied(draft, folder));
                tell(double(items.size()) / double(drafts.size()));
            }
            return items;
        },
        [this](const Shared &items) { keepShared(items); });
}

void TakeFiles::exportTo(const std::vector<TakeId> &takes, const QString &folder)
{
    if (!m_desk.session() && !m_desk.isShared())
        return;
    std::vector<GalleryItem> items = m_desk.itemsOf(takes);
    if (items.empty() || !begin(tr("Copying %n file(s)", nullptr, int(items.size()))))
        return;
    const generation::TakeCopies plan =
        generation::planTakeCopies([desk = &m_desk](const timeline::Take &take) { return desk->fileOf(take); }, items, folder);
    inBackground<Result<generation::CopiedTakes>>(
        this, [plan, folder, cancel = m_cancel, tell = progress()] { return generation::copyTakes(plan, folder, cancel, tell); },
        [this, folder](const Result<generation::CopiedTakes> &done) {
            end();
            if (!reported(m_desk.context(), done))
                return;
            for (const Problem &problem : done->problems)
                Q_EMIT m_desk.context().problemRaised(problem);
            if (done->copied > 0)
                Q_EMIT m_desk.context().noticeRaised(
                    {Notice::Level::Success, tr("%n file(s) copied", nullptr, done->copied), QDir::toNativeSeparators(folder), {}, {}});
            Q_EMIT exported(done->copied);
        });
}

void TakeFiles::exportNotes(const std::vector<GalleryItem> &items, const QString &file)
{
    if (!m_desk.session())
        return;
    const auto written = generation::writeReviewNotes(file, m_desk.session()->timeline(), items);
    if (!written && written.error().code() == ProblemCode::NothingToUpdate) {
        Q_EMIT m_desk.context().noticeRaised({Notice::Level::Info, tr("No notes yet"), written.error().text(), {}, {}});
        return;
    }
    if (reported(m_desk.context(), written))
        Q_EMIT m_desk.context().noticeRaised(
            {Notice::Level::Success, tr("Notes on %n take(s) written", nullptr, *written), QDir::toNativeSeparators(file), {}, {}});
}

} // namespace sc::ui

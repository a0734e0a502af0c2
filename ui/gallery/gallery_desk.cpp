// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/gallery_desk.h"

#include "core/generation/generation_service.h"
#include "core/generation/studio.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QFutureWatcher>

#include <algorithm>

namespace sc::ui {

using generation::GalleryIndex;
using generation::GalleryItem;
using generation::PoolItem;
using generation::SharedPool;

GalleryDesk::GalleryDesk(AppContext &context, QObject *parent) : QObject(parent), m_context(context)
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, &GalleryDesk::refreshNow);
    connect(&context, &AppContext::sessionAboutToChange, this, [this] {
        if (m_session)
            disconnect(m_session, nullptr, this, nullptr);
        m_session = nullptr;
        m_thumbnails.setSession(nullptr);
    });
    connect(&context, &AppContext::sessionChanged, this, &GalleryDesk::takeSession);
    if (generation::GenerationService *generation = context.generation()) {
        // A take comes in before its job says that it was this one's.
        const auto nameAgain = [this] {
            m_hasBatches = false;
            if (m_isActive && m_session)
                m_refresh.start();
        };
        connect(generation, &generation::GenerationService::batchesChanged, this, nameAgain);
        connect(generation, &generation::GenerationService::jobFinished, this, nameAgain);
    }
    takeSession();
}

GalleryDesk::~GalleryDesk() = default;

void GalleryDesk::takeSession()
{
    m_session = m_context.session();
    m_thumbnails.setSession(m_session);
    if (m_session)
        connect(m_session, &project::ProjectSession::changed, this, &GalleryDesk::takeChange);
    m_filter = {};
    m_mustRead = true;
    refreshNow();
}

void GalleryDesk::setActive(bool active)
{
    const bool isBack = active && !m_isActive;
    m_isActive = active;
    if (isBack && !m_mustRead && !isShared() && m_session)
        m_index.lookForFiles(*m_session); // somebody may have been at the folder meanwhile
    if (active && (m_mustRead || m_hasChanged || !m_hasBatches))
        refreshNow();
    else if (isBack)
        findAgain();
}

void GalleryDesk::takeChange(const project::ChangeSet &change)
{
    m_change.takes += change.takes;
    m_change.clips += change.clips;
    m_change.scenes += change.scenes;
    m_change.structure = m_change.structure || change.structure;
    m_hasChanged = m_hasChanged || change.structure || !change.scenes.isEmpty() || !change.clips.isEmpty() || !change.takes.isEmpty();
    m_mustRead = m_mustRead || change.project || change.items; // its folder, its song's media, names of characters
    if (m_hasChanged || m_mustRead)
        m_refresh.start();
}

void GalleryDesk::refreshNow()
{
    m_refresh.stop();
    if (!m_isActive && m_session)
        return; // it is caught up with when it is looked at
    if (!m_mustRead && !m_hasChanged && m_hasBatches)
        return;
    const bool batchesAreNew = readBatches();
    if (m_mustRead || isShared() || !m_session) {
        read();
    } else {
        m_index.update(*m_session, m_change, m_batches);
        if (batchesAreNew)
            m_index.nameBatches(m_batches);
    }
    m_change = {};
    m_mustRead = m_hasChanged = false;
    findAgain(); // first: lists hold places in what was read
    Q_EMIT contentsChanged();
}

bool GalleryDesk::readBatches()
{
    if (m_hasBatches)
        return false;
    m_hasBatches = true;
    if (!m_context.generation())
        return false;
    auto names = m_context.generation()->store().batchNames();
    if (!reported(m_context, names) || *names == m_batches)
        return false;
    m_batches = std::move(*names);
    return true;
}

void GalleryDesk::read()
{
    m_characters.clear();
    if (m_session || m_shared) {
        const auto all = generation::Studio(m_session, m_shared).characters();
        for (const generation::Character &character : all.value_or(std::vector<generation::Character>()))
            m_characters.insert(character.id.text(), character.name);
    }
    Result<GalleryIndex> index = isShared() ? readShared() : m_session ? GalleryIndex::read(*m_session, m_batches) : GalleryIndex();
    if (!reported(m_context, index))
        index = GalleryIndex();
    m_index = std::move(*index);
}

Result<GalleryIndex> GalleryDesk::readShared() const
{
    if (!m_shared)
        return GalleryIndex();
    SC_TRY_ASSIGN(all, SharedPool(*m_shared).items());
    std::vector<GalleryItem> items;
    for (PoolItem &each : all) {
        GalleryItem item;
        item.take = std::move(each.take);
        item.take.id = TakeId(each.id);
        item.take.clip = ClipId(each.id); // each stands for itself
        item.take.notes = each.description;
        item.clipName = each.name;
        item.batch = each.project;
        item.prompt = each.recipe.prompt;
        item.isMissing = !QFileInfo(item.take.media.path).isFile();
        items.push_back(std::move(item));
    }
    return GalleryIndex::of(std::move(items));
}

void GalleryDesk::setSharedItems(library::SharedItems *shared)
{
    m_shared = shared;
    if (shared)
        connect(shared, &library::SharedItems::changed, this, [this] {
            m_mustRead = true;
            m_refresh.start();
        });
    Q_EMIT scopeChanged();
}

void GalleryDesk::setScope(GalleryScope scope)
{
    if (scope == m_scope || (scope == GalleryScope::Shared && !m_shared))
        return;
    m_scope = scope;
    m_filter = {};
    m_mustRead = true;
    Q_EMIT scopeChanged();
    refreshNow();
}

void GalleryDesk::findAgain()
{
    m_found = m_index.sorted(m_index.find(m_filter), m_sort);
    const auto grouping = isShared() && m_grouping == generation::GalleryGrouping::Scene ? generation::GalleryGrouping::None : m_grouping;
    m_groups = m_index.grouped(m_found, grouping);
    Q_EMIT listChanged();
}

void GalleryDesk::setFilter(const generation::GalleryFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    findAgain();
}

void GalleryDesk::setSort(generation::GallerySort sort)
{
    m_sort = sort;
    findAgain();
}

void GalleryDesk::setGrouping(generation::GalleryGrouping grouping)
{
    m_grouping = grouping;
    findAgain();
}

const GalleryItem *GalleryDesk::item(const TakeId &take) const
{
    const int place = m_index.indexOf(take);
    return place < 0 ? nullptr : &m_index.items()[size_t(place)];
}

std::vector<GalleryItem> GalleryDesk::itemsOf(const std::vector<TakeId> &takes) const
{
    std::vector<GalleryItem> items;
    for (const TakeId &id : takes) {
        if (const GalleryItem *one = item(id))
            items.push_back(*one);
    }
    return items;
}

QString GalleryDesk::characterName(const QString &id) const
{
    return m_characters.value(id, tr("A character that is gone"));
}

QStringList GalleryDesk::knownTags() const
{
    QStringList tags;
    for (const generation::GalleryChoice &choice : m_index.choices(generation::GalleryFacet::Tag, {}))
        tags.append(choice.value);
    return tags;
}

QString GalleryDesk::fileOf(const timeline::Take &take) const
{
    if (QDir::isAbsolutePath(take.media.path) || !m_session)
        return take.media.path;
    return m_session->absolutePath(take.media);
}

QPixmap GalleryDesk::thumbnail(const timeline::Take &take, QSize size, double ratio)
{
    if (isShared() || !m_session)
        return m_thumbnails.ofFile(take.media.path, take.media.hash, take.isVideo(), take.length, size, ratio);
    return m_thumbnails.of(take, size, ratio);
}

QString GalleryDesk::shotTitle(const GalleryItem &item)
{
    if (!item.clipName.isEmpty())
        return item.clipNumber > 0 ? QStringLiteral("%1 %2").arg(item.clipNumber).arg(item.clipName) : item.clipName;
    if (!item.take.originalName.isEmpty())
        return item.take.originalName;
    return item.take.modelName.isEmpty() ? tr("In the pool") : item.take.modelName;
}

QString GalleryDesk::takeTitle(const GalleryItem &item)
{
    return tr("Take %1").arg(item.takeNumber);
}

bool GalleryDesk::mayChange()
{
    if (!m_session)
        return false;
    if (!m_session->isReadOnly())
        return true;
    Q_EMIT m_context.problemRaised(Problem(ProblemCode::PermissionDenied, tr("The project is open for reading only.")));
    return false;
}

bool GalleryDesk::mark(const QString &name, const std::vector<TakeId> &takes, const project::TakeMarks &marks)
{
    if (takes.empty() || !mayChange())
        return false;
    if (!reported(m_context, m_session->takes().mark(name, takes, marks)))
        return false;
    if (m_isActive)
        refreshNow(); // what is pressed next acts on what is there now
    return true;
}

bool GalleryDesk::editShared(const std::vector<TakeId> &takes, const std::function<void(PoolItem &)> &edit)
{
    SharedPool pool(*m_shared);
    bool done = false;
    for (const TakeId &id : takes) {
        Result<PoolItem> item = pool.item(id.text());
        if (!reported(m_context, item))
            return done;
        edit(*item);
        if (!reported(m_context, pool.edit(*item)))
            return done;
        done = true;
    }
    return done;
}

bool GalleryDesk::approve(const std::vector<TakeId> &takes, bool chooseToo)
{
    project::TakeMarks marks;
    marks.verdict = timeline::TakeVerdict::Approved;
    marks.choose = chooseToo;
    return !isShared() && mark(takes.size() == 1 ? tr("Approve take") : tr("Approve takes"), takes, marks);
}

bool GalleryDesk::reject(const std::vector<TakeId> &takes)
{
    project::TakeMarks marks;
    marks.verdict = timeline::TakeVerdict::Rejected;
    return !isShared() && mark(takes.size() == 1 ? tr("Reject take") : tr("Reject takes"), takes, marks);
}

bool GalleryDesk::clearVerdict(const std::vector<TakeId> &takes)
{
    project::TakeMarks marks;
    marks.verdict = timeline::TakeVerdict::None;
    return !isShared() && mark(tr("Withdraw verdict"), takes, marks);
}

bool GalleryDesk::rate(const std::vector<TakeId> &takes, int stars)
{
    if (isShared())
        return editShared(takes, [stars](PoolItem &item) { item.take.rating = stars; });
    project::TakeMarks marks;
    marks.rating = stars;
    return mark(takes.size() == 1 ? tr("Rate take") : tr("Rate takes"), takes, marks);
}

bool GalleryDesk::changeTags(const std::vector<TakeId> &takes, const QStringList &add, const QStringList &remove)
{
    if (isShared())
        return editShared(takes, [&](PoolItem &item) {
            item.take.tags.removeIf([&](const QString &tag) { return remove.contains(tag, Qt::CaseInsensitive); });
            item.take.tags += add;
        });
    project::TakeMarks marks;
    marks.addTags = add;
    marks.removeTags = remove;
    return mark(tr("Tag takes"), takes, marks);
}

bool GalleryDesk::setNote(const TakeId &take, const QString &note)
{
    if (isShared())
        return editShared({take}, [&](PoolItem &item) { item.description = note; });
    project::TakeMarks marks;
    marks.notes = note;
    return mark(tr("Note on take"), {take}, marks);
}

bool GalleryDesk::choose(const TakeId &take)
{
    const GalleryItem *one = item(take);
    if (isShared() || !one || one->isLoose())
        return false;
    project::TakeMarks marks;
    marks.choose = true;
    return mark(tr("Choose take"), {take}, marks);
}

bool GalleryDesk::moveTo(const std::vector<TakeId> &takes, const ClipId &clip)
{
    return !isShared() && !takes.empty() && mayChange() && reported(m_context, m_session->takes().move(takes, clip));
}

bool GalleryDesk::applyTo(const std::vector<TakeId> &takes, const ClipId &clip)
{
    if (takes.empty() || !mayChange())
        return false;
    if (!isShared()) {
        bool done = false;
        for (const TakeId &take : takes)
            done = reported(m_context, generation::applyToClip(*m_session, take, clip)) || done;
        return done;
    }
    // The files come into the bundle on another thread.
    std::vector<std::pair<PoolItem, project::TakeIntake>> jobs;
    for (const TakeId &take : takes) {
        Result<PoolItem> item = SharedPool(*m_shared).item(take.text());
        if (reported(m_context, item))
            jobs.emplace_back(*item, m_session->takes().intakeOf(item->take.media.path));
    }
    using Taken = std::vector<Result<project::NewTake>>;
    auto *watcher = new QFutureWatcher<Taken>(this);
    connect(watcher, &QFutureWatcher<Taken>::finished, this, [this, watcher, clip, session = m_session] {
        watcher->deleteLater();
        if (!session || session != m_session)
            return; // another project is open by now
        for (Result<project::NewTake> &taken : watcher->future().takeResult()) {
            if (reported(m_context, taken))
                (void)reported(m_context, SharedPool::keep(*session, std::move(*taken), clip));
        }
    });
    watcher->setFuture(QtConcurrent::run([jobs] {
        Taken taken;
        for (const auto &[item, intake] : jobs)
            taken.push_back(SharedPool::prepare(item, intake));
        return taken;
    }));
    return !jobs.empty();
}

bool GalleryDesk::remove(const std::vector<TakeId> &takes)
{
    if (takes.empty())
        return false;
    if (isShared()) {
        QStringList ids;
        for (const TakeId &take : takes)
            ids.append(take.text());
        return reported(m_context, SharedPool(*m_shared).remove(ids));
    }
    return mayChange() && reported(m_context, m_session->takes().remove(takes));
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/character_desk.h"

#include "core/generation/generation_service.h"
#include "core/generation/queue_edits.h"
#include "core/library/shared_items.h"
#include "core/project/take_shelf.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace sc::ui {

using generation::Character;
using generation::Job;
using generation::JobStatus;
using generation::ReferencePicture;

int CharacterDesk::Sheet::finished() const
{
    return int(std::ranges::count_if(jobs, &Job::isFinished));
}

bool CharacterDesk::Sheet::isRunning() const
{
    return finished() < int(jobs.size());
}

CharacterDesk::CharacterDesk(AppContext &context, TimelineEditor &editor, QObject *parent)
    : QObject(parent), m_context(context), m_editor(editor)
{
    m_soon.setSingleShot(true);
    m_sheetsSoon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &CharacterDesk::refresh);
    connect(&m_sheetsSoon, &QTimer::timeout, this, &CharacterDesk::refreshSheets);
    connect(&context, &AppContext::sessionChanged, this, &CharacterDesk::watchSession);
    if (context.shared())
        connect(context.shared(), &library::SharedItems::changed, &m_soon, [this] { m_soon.start(0); });
    if (generation::GenerationService *service = context.generation()) {
        connect(service, &generation::GenerationService::jobsChanged, this, [this] { m_sheetsSoon.start(0); });
        connect(service, &generation::GenerationService::progressed, this, [this](const QString &id) {
            if (const Job *job = m_context.generation()->job(generation::JobId(id)); job && !job->character.isEmpty())
                m_sheetsSoon.start(0);
        });
    }
    watchSession();
}

void CharacterDesk::watchSession()
{
    m_sheets.clear();
    if (project::ProjectSession *session = m_context.session()) {
        connect(session, &project::ProjectSession::changed, this, [this](const project::ChangeSet &change) {
            if (change.items || change.structure || change.project || !change.clips.isEmpty())
                m_soon.start(0);
            if (!change.takes.isEmpty())
                m_sheetsSoon.start(0);
        });
    }
    refresh();
    refreshSheets();
}

void CharacterDesk::refresh()
{
    auto all = studio().characters();
    if (!all) {
        report(all.error());
        all = std::vector<Character>();
    }
    m_all = std::move(*all);
    const bool isThere = find(m_current) != nullptr;
    if (!isThere)
        m_current = m_all.empty() ? CharacterId() : m_all.front().id;
    Q_EMIT changed();
    Q_EMIT currentChanged();
}

const Character *CharacterDesk::find(const CharacterId &id) const
{
    const auto found = std::ranges::find(m_all, id, &Character::id);
    return found == m_all.end() ? nullptr : &*found;
}

void CharacterDesk::open(const CharacterId &id)
{
    if (m_soon.isActive()) { // it may just have been made
        m_soon.stop();
        refresh();
    }
    if (m_current == id || !find(id))
        return;
    m_current = id;
    Q_EMIT currentChanged();
    Q_EMIT sheetChanged();
}

bool CharacterDesk::isReadOnly() const
{
    const Character *open = current();
    return open && open->scope == generation::Scope::Project && m_context.session() && m_context.session()->isReadOnly();
}

std::vector<const timeline::Clip *> CharacterDesk::clipsWith(const CharacterId &id) const
{
    if (!m_context.session())
        return {};
    std::vector<const timeline::Clip *> clips = generation::clipsWith(m_context.session()->timeline(), id);
    std::erase_if(clips, [](const timeline::Clip *clip) { return !clip->isLive; });
    return clips;
}

QString CharacterDesk::pathOf(const timeline::MediaRef &media) const
{
    return studio().absolutePath(media);
}

QString CharacterDesk::portraitOf(const Character &character) const
{
    const auto heaviest = std::ranges::max_element(character.references, {}, &ReferencePicture::weight);
    if (heaviest != character.references.end())
        return pathOf(heaviest->media);
    return pathOf(character.face.isEmpty() ? character.fullBody : character.face);
}

std::optional<Problem> CharacterDesk::save(const Character &character)
{
    const auto saved = studio().save(character);
    if (!saved && saved.error().code() != ProblemCode::NothingToUpdate)
        return saved.error();
    m_soon.stop();
    refresh();
    return std::nullopt;
}

std::vector<ReferencePicture> CharacterDesk::takePictures(const QStringList &files, generation::Scope scope)
{
    std::vector<ReferencePicture> taken;
    QStringList reasons;
    for (const QString &file : files) {
        if (const auto media = studio().takePicture(file, scope))
            taken.push_back({*media, 1});
        else
            reasons.append(media.error().text());
    }
    if (!reasons.isEmpty())
        Q_EMIT m_context.noticeRaised({.level = Notice::Level::Warning,
                                       .title = tr("%n picture(s) skipped", nullptr, int(reasons.size())),
                                       .text = reasons.mid(0, 3).join(u' '),
                                       .actionLabel = {},
                                       .action = {}});
    return taken;
}

std::optional<Problem> CharacterDesk::addPictures(const QStringList &files)
{
    const Character *open = current();
    if (!open)
        return std::nullopt;
    Character edited = *open;
    for (const ReferencePicture &picture : takePictures(files, edited.scope)) {
        const auto isSame = [&](const ReferencePicture &one) { return one.media.hash == picture.media.hash; };
        if (std::ranges::none_of(edited.references, isSame))
            edited.references.push_back(picture);
    }
    return save(edited);
}

const CharacterDesk::Sheet *CharacterDesk::sheetOf(const CharacterId &id) const
{
    const auto found = m_sheets.constFind(id);
    return found == m_sheets.constEnd() ? nullptr : &*found;
}

// The latest batch of each character that was not put away, from the queue as it is now.
void CharacterDesk::refreshSheets()
{
    generation::GenerationService *service = m_context.generation();
    const project::ProjectSession *session = m_context.session();
    QHash<CharacterId, Sheet> sheets;
    if (service && session) {
        for (const Job &job : service->jobs()) {
            if (job.character.isEmpty() || job.batch.isEmpty() || job.bundle != session->bundle())
                continue;
            Sheet &sheet = sheets[CharacterId(job.character)];
            // Ids rise with time.
            if (sheet.batch.text() > job.batch.text())
                continue;
            if (sheet.batch != job.batch)
                sheet = {job.batch, {}, {}};
            sheet.jobs.push_back(job);
        }
    }
    for (auto it = sheets.begin(); it != sheets.end();) {
        const auto state = service->store().state(QStringLiteral("sheet_closed:") + it.key().text());
        const auto batch = service->store().batch(it->batch);
        if ((state && *state == it->batch.text()) || !batch) {
            it = sheets.erase(it);
            continue;
        }
        const QJsonObject spec = QJsonDocument::fromJson(batch->spec.toUtf8()).object();
        const auto profile = generation::sheetProfileFromName(spec[u"sheet"].toString());
        it->name = profile ? generation::sheetProfileTitle(*profile).toLower() : QString();
        std::ranges::sort(it->jobs, {}, [](const Job &job) { return job.id.text(); });
        ++it;
    }
    m_sheets = std::move(sheets);
    Q_EMIT sheetChanged();
}

bool CharacterDesk::startSheet(const generation::SheetSpec &spec)
{
    const Character *open = current();
    generation::GenerationService *service = m_context.generation();
    if (!open || !service || !m_context.session())
        return false;
    const auto jobs = generation::draftSheet(studio(), *open, spec);
    if (!reported(m_context, jobs))
        return false;
    const auto batch = service->store().addBatch(generation::sheetBatch(*m_context.session(), *open, spec), *jobs, true);
    if (!reported(m_context, batch))
        return false;
    service->refresh();
    refreshSheets();
    return true;
}

const timeline::Take *CharacterDesk::takeOf(const Job &job) const
{
    const project::ProjectSession *session = m_context.session();
    return session && !job.takeIds.isEmpty() ? session->takes().find(TakeId(job.takeIds.front())) : nullptr;
}

void CharacterDesk::approve(const Job &job)
{
    const timeline::Take *take = takeOf(job);
    if (!take)
        return;
    const auto approved = generation::approveForSheet(studio(), CharacterId(job.character), take->id);
    (void)reported(m_context, approved);
}

void CharacterDesk::reject(const Job &job)
{
    if (const timeline::Take *take = takeOf(job))
        (void)reported(m_context, generation::rejectFromSheet(studio(), take->id));
}

void CharacterDesk::approveRest()
{
    const Sheet *sheet = sheetOf(m_current);
    if (!sheet)
        return;
    const std::vector<Job> jobs = sheet->jobs;
    for (const Job &job : jobs) {
        const timeline::Take *take = takeOf(job);
        if (take && take->verdict == timeline::TakeVerdict::None)
            approve(job);
    }
}

void CharacterDesk::pauseSheet(bool on)
{
    const Sheet *sheet = sheetOf(m_current);
    generation::GenerationService *service = m_context.generation();
    if (!sheet || !service)
        return;
    std::vector<generation::JobId> ids;
    for (const Job &job : sheet->jobs) {
        if (on ? job.status == JobStatus::Queued || job.status == JobStatus::Blocked : job.status == JobStatus::Paused)
            ids.push_back(job.id);
    }
    if (ids.empty())
        return;
    const auto done = on ? generation::pauseJobs(service->store(), ids) : generation::resumeJobs(service->store(), ids);
    (void)reported(m_context, done);
    service->refresh();
}

void CharacterDesk::closeSheet()
{
    const Sheet *sheet = sheetOf(m_current);
    generation::GenerationService *service = m_context.generation();
    if (!sheet || !service)
        return;
    std::vector<generation::JobId> open;
    for (const Job &job : sheet->jobs) {
        if (!job.isFinished())
            open.push_back(job.id);
    }
    const generation::BatchId batch = sheet->batch;
    if (!open.empty())
        (void)reported(m_context, generation::cancelJobs(service->store(), open));
    (void)reported(m_context, service->store().setState(QStringLiteral("sheet_closed:") + m_current.text(), batch.text()));
    service->refresh();
    refreshSheets();
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/generate_desk.h"

#include "core/generation/generation_service.h"
#include "core/generation/prompt.h"
#include "core/generation/shot_workflow.h"
#include "core/library/library.h"
#include "core/library/shared_items.h"
#include "core/project/take_shelf.h"
#include "core/timeline/clip_edits.h"
#include "ui/timeline/timeline_editor.h"

#include <QtCore/QFileInfo>

#include <algorithm>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kLookMs = 200; // after the last change, before servers are compared
const QString kKindSetting = QStringLiteral("generate/kind");
const QString kFamilySetting = QStringLiteral("generate/family-%1");

bool makes(const QString &family, comfy::MediaKind kind)
{
    const comfy::ModelFamily *known = comfy::FamilyTable::builtIn().find(family);
    return known && known->makes == kind;
}

bool concerns(const Job &job, const project::ProjectSession &session)
{
    return job.projectId == session.timeline().project.id.text() || QFileInfo(job.bundle) == QFileInfo(session.bundle());
}

} // namespace

GenerateDesk::GenerateDesk(AppContext &context, TimelineEditor &editor, QObject *parent)
    : QObject(parent), m_context(context), m_editor(editor)
{
    m_look.setSingleShot(true);
    m_look.setInterval(kLookMs);
    connect(&m_look, &QTimer::timeout, this, &GenerateDesk::refreshOutlook);
    m_kind = context.library().setting(kKindSetting) == u"video" ? comfy::MediaKind::Video : comfy::MediaKind::Image;
    if (GenerationService *it = service()) {
        m_nodes.setService(it);
        if (auto shared = library::SharedItems::open(it->profile()))
            m_shared = std::move(*shared);
        connect(it, &GenerationService::jobsChanged, this, &GenerateDesk::reloadJobs);
        connect(it, &GenerationService::progressed, this, &GenerateDesk::progressed);
        connect(it, &GenerationService::serversChanged, this, [this] { m_look.start(); });
        connect(it, &GenerationService::runnerChanged, this, [this] { m_look.start(); });
    }
    if (m_shared)
        connect(m_shared.get(), &library::SharedItems::changed, this, &GenerateDesk::touchRequest);
    connect(&editor, &TimelineEditor::selectionChanged, this, &GenerateDesk::takeSelection);
    connect(&editor, &TimelineEditor::timelineChanged, this, &GenerateDesk::takeTimeline);
    connect(&editor, &TimelineEditor::sessionChanged, this, [this] {
        m_clip = {};
        m_recipes.clear();
        takeSelection();
        reloadJobs();
        Q_EMIT shotChanged();
    });
    takeSelection();
    reloadJobs();
}

GenerateDesk::~GenerateDesk() = default;

GenerationService *GenerateDesk::service() const
{
    return m_context.generation();
}

Studio GenerateDesk::studio() const
{
    return {m_editor.session(), m_shared.get()};
}

const timeline::Clip *GenerateDesk::clip() const
{
    return timeline::findClip(m_editor.timeline(), m_clip);
}

bool GenerateDesk::isLocked() const
{
    const timeline::Clip *it = clip();
    const timeline::Scene *scene = it ? timeline::findScene(m_editor.timeline(), it->scene) : nullptr;
    return !it || it->locked || (scene && scene->locked) || m_editor.session()->isReadOnly();
}

void GenerateDesk::takeSelection()
{
    ClipId wanted = m_editor.selection().current();
    if (wanted.isEmpty() && clip())
        wanted = m_clip; // a scene was chosen, or nothing: the shot stays
    if (wanted.isEmpty() && m_editor.hasProject()) {
        if (const timeline::Clip *under = timeline::clipAt(m_editor.timeline(), m_editor.playhead()))
            wanted = under->id;
        else if (const auto live = timeline::liveClips(m_editor.timeline()); !live.empty())
            wanted = live.front()->id;
    }
    setClip(wanted);
}

void GenerateDesk::setClip(const ClipId &clip)
{
    if (clip == m_clip)
        return;
    m_clip = clip;
    m_places.fill({});
    reloadTakes();
    reloadJobs();
    Q_EMIT shotChanged();
    touchRequest();
}

void GenerateDesk::takeTimeline(const project::ChangeSet &change)
{
    if (!clip())
        takeSelection();
    if (!change.takes.isEmpty() || change.clips.contains(m_clip.text()) || change.structure)
        reloadTakes();
    touchRequest();
}

void GenerateDesk::reloadTakes()
{
    m_takes.clear();
    if (clip())
        m_takes = m_editor.session()->takes().takesOf(m_clip).value_or(std::vector<timeline::Take>());
    const auto isThere = [&](const TakeId &id) { return std::ranges::find(m_takes, id, &timeline::Take::id) != m_takes.end(); };
    const auto before = m_places;
    for (TakeId &place : m_places) {
        if (!isThere(place))
            place = {};
    }
    if (const timeline::Clip *it = clip(); it && m_places[0].isEmpty() && !m_takes.empty()) {
        const TakeId shown = !it->selectedVideo.isEmpty() ? it->selectedVideo : it->selectedImage;
        m_places[0] = isThere(shown) ? shown : m_takes.back().id;
    }
    reloadJobs();
    Q_EMIT takesChanged();
    if (before != m_places)
        Q_EMIT placesChanged();
}

void GenerateDesk::reloadJobs()
{
    m_jobs.clear();
    const GenerationService *it = service();
    const timeline::Clip *shot = clip();
    if (it && shot) {
        const QString newest = m_takes.empty() ? QString() : m_takes.back().createdAt;
        for (const Job &job : it->jobs()) {
            if (job.clip != m_clip.text() || !concerns(job, *m_editor.session()))
                continue;
            // Its take is here; that it is done with comes a moment later.
            if (std::ranges::find(m_takes, TakeId(job.id.text()), &timeline::Take::id) != m_takes.end())
                continue;
            const bool failedSince = job.status == JobStatus::Failed && job.createdAt > newest;
            if (!job.isFinished() || failedSince)
                m_jobs.push_back(job);
        }
    }
    Q_EMIT jobsChanged();
    m_look.start();
}

void GenerateDesk::touchRequest()
{
    m_draft.reset();
    Q_EMIT requestChanged();
    m_look.start();
}

// A shot's own family counts for what it makes; for the other kind the one last used, then the project's, then the usual one.
QString GenerateDesk::familyForKind() const
{
    const timeline::Clip *it = clip();
    if (!it || makes(it->generation.params.value(u"family").toString(), m_kind))
        return {};
    const QString &usual = m_editor.timeline().project.defaultFamily;
    if (!it->generation.params.contains(u"family") && makes(usual, m_kind))
        return {};
    QString kept = m_context.library().setting(kFamilySetting.arg(comfy::mediaKindName(m_kind)));
    if (makes(kept, m_kind))
        return kept;
    return m_kind == comfy::MediaKind::Video ? QStringLiteral("wan_2_2") : QStringLiteral("sdxl");
}

RequestOptions GenerateDesk::options() const
{
    RequestOptions options;
    options.kind = m_kind;
    options.chooseSeed = false;
    if (const QString family = familyForKind(); !family.isEmpty())
        options.params.insert(QStringLiteral("family"), family);
    return options;
}

const ShotDraft &GenerateDesk::draft() const
{
    if (!m_draft)
        m_draft = clip() ? draftFor(studio(), m_clip, options()) : ShotDraft();
    return *m_draft;
}

const comfy::ModelFamily *GenerateDesk::family() const
{
    return comfy::FamilyTable::builtIn().find(draft().request.params.family);
}

comfy::GenerationParams GenerateDesk::effective() const
{
    comfy::GenerationParams params = draft().request.params;
    if (const comfy::ModelFamily *known = family()) {
        // What is missing to complete it (a start picture) does not matter for showing it.
        comfy::GenerationParams asked = params;
        if (asked.initImage.isEmpty())
            asked.initImage = QStringLiteral("picture");
        if (const auto full = asked.completed(*known, m_kind)) {
            const QString picture = params.initImage;
            params = *full;
            params.initImage = picture;
        }
    }
    return params;
}

bool GenerateDesk::isOwn(const char *key) const
{
    const timeline::Clip *it = clip();
    return it && it->generation.params.contains(QLatin1String(key));
}

QString GenerateDesk::reasonNot() const
{
    if (!m_editor.hasProject())
        return tr("No project is open.");
    if (!clip())
        return tr("Choose a shot first.");
    if (!service())
        return tr("Generation is not available here.");
    if (m_editor.session()->isReadOnly())
        return tr("The project is open for reading only.");
    if (!draft().problems.empty())
        return draft().problems.front().text();
    if (!workflow() && m_workflowProblem)
        return m_workflowProblem->text();
    return {};
}

void GenerateDesk::setKind(comfy::MediaKind kind)
{
    if (kind == m_kind)
        return;
    m_kind = kind;
    (void)reported(m_context, m_context.library().setSetting(kKindSetting, comfy::mediaKindName(kind)));
    touchRequest();
}

bool GenerateDesk::setGeneration(const QString &stepName, const timeline::ClipGeneration &generation)
{
    timeline::EditClip edit;
    edit.clip = m_clip;
    edit.generation = generation;
    return m_editor.commit(stepName, timeline::editClip(m_editor.timeline(), edit));
}

bool GenerateDesk::setParams(const QString &stepName, const QJsonObject &values)
{
    const timeline::Clip *it = clip();
    if (!it)
        return false;
    timeline::ClipGeneration generation = it->generation;
    for (auto value = values.begin(); value != values.end(); ++value) {
        if (value.value().isNull())
            generation.params.remove(value.key());
        else
            generation.params.insert(value.key(), value.value());
    }
    if (generation.params == it->generation.params)
        return true;
    // Refused here already, so that nothing is stored that no request could be made of.
    if (const auto checked = comfy::paramsFromJson(generation.params); !checked) {
        m_editor.report(checked.error());
        return false;
    }
    return setGeneration(stepName, generation);
}

bool GenerateDesk::setParam(const QString &key, const QJsonValue &value)
{
    return setParams(tr("Change %1").arg(key), {{key, value.isUndefined() ? QJsonValue() : value}});
}

bool GenerateDesk::setPrompt(const QString &text)
{
    const timeline::Clip *it = clip();
    if (!it)
        return false;
    timeline::EditClip edit;
    edit.clip = m_clip;
    // A movie has words of its own once they differ from those of its picture.
    const bool isMovie = m_kind == comfy::MediaKind::Video;
    const QString shown = isMovie && !it->videoPrompt.trimmed().isEmpty() ? it->videoPrompt : it->imagePrompt;
    if (text == shown)
        return true;
    (isMovie ? edit.videoPrompt : edit.imagePrompt) = text;
    return m_editor.commit(tr("Edit prompt"), timeline::editClip(m_editor.timeline(), edit));
}

bool GenerateDesk::setNegative(const QString &text)
{
    const timeline::Clip *it = clip();
    if (!it || it->negativePrompt == text)
        return it != nullptr;
    timeline::EditClip edit;
    edit.clip = m_clip;
    edit.negativePrompt = text;
    return m_editor.commit(tr("Edit negative prompt"), timeline::editClip(m_editor.timeline(), edit));
}

void GenerateDesk::setModel(const QString &family, const QString &model)
{
    if (!clip())
        return;
    if (makes(family, m_kind))
        (void)reported(m_context, m_context.library().setSetting(kFamilySetting.arg(comfy::mediaKindName(m_kind)), family));
    QJsonObject values{{QStringLiteral("family"), family},
                       {QStringLiteral("model"), model.isEmpty() ? QJsonValue() : QJsonValue(model)},
                       {QStringLiteral("model_low"), QJsonValue()}};
    // Another family has other usual values; those of the old one would only spoil its pictures.
    if (family != draft().request.params.family) {
        for (const char *key : {"steps", "cfg", "sampler", "scheduler", "width", "height", "frames", "fps"})
            values.insert(QLatin1String(key), QJsonValue());
    }
    (void)setParams(tr("Choose model"), values);
}

void GenerateDesk::setServer(const ServerId &server)
{
    m_server = server;
    refreshOutlook();
    Q_EMIT requestChanged();
}

const OwnWorkflow *GenerateDesk::workflow() const
{
    if (!clip() || !service())
        return nullptr;
    const QString wanted = workflowIdOf(*clip()) + u' ' + comfy::mediaKindName(m_kind);
    if (wanted == m_wantedWorkflow)
        return m_workflow.get();
    m_wantedWorkflow = wanted;
    m_workflow.reset();
    m_workflowProblem.reset();
    auto found = workflowOf(service()->profile(), *clip(), m_kind);
    if (!found)
        m_workflowProblem = found.error();
    else if (*found)
        m_workflow = std::make_unique<OwnWorkflow>(std::move(**found));
    return m_workflow.get();
}

void GenerateDesk::setWorkflow(const QString &id)
{
    const timeline::Clip *it = clip();
    if (it && workflowIdOf(*it) != id)
        (void)setGeneration(tr("Choose workflow"), withWorkflowId(it->generation, id));
}

QString GenerateDesk::nameOf(const TakeId &id) const
{
    const auto found = std::ranges::find(m_takes, id, &timeline::Take::id);
    return found == m_takes.end() ? QString() : tr("Take %1").arg(found - m_takes.begin() + 1);
}

bool GenerateDesk::isChosen(const TakeId &take) const
{
    const timeline::Clip *it = clip();
    return it && !take.isEmpty() && (it->selectedImage == take || it->selectedVideo == take);
}

void GenerateDesk::setPlace(int index, const TakeId &take)
{
    if (m_places[size_t(index)] == take)
        return;
    // A take stands in one place: the two change theirs.
    for (TakeId &other : m_places) {
        if (!take.isEmpty() && other == take)
            other = m_places[size_t(index)];
    }
    m_places[size_t(index)] = take;
    Q_EMIT placesChanged();
}

const timeline::Take *GenerateDesk::takeAt(int place) const
{
    const auto found = std::ranges::find(m_takes, m_places[size_t(place)], &timeline::Take::id);
    return found == m_takes.end() ? nullptr : &*found;
}

void GenerateDesk::nextTake(int by)
{
    if (m_takes.empty())
        return;
    const auto found = std::ranges::find(m_takes, m_places[0], &timeline::Take::id);
    const auto count = std::ssize(m_takes);
    // The strip shows the newest first: on means older.
    const auto at = found == m_takes.end() ? count - 1 : (found - m_takes.begin() - by % count + count) % count;
    setPlace(0, m_takes[size_t(at)].id);
}

const timeline::TakeRecipe &GenerateDesk::recipeOf(const TakeId &take) const
{
    const auto known = m_recipes.constFind(take);
    if (known != m_recipes.constEnd())
        return *known;
    timeline::TakeRecipe recipe;
    if (m_editor.hasProject() && !take.isEmpty())
        recipe = m_editor.session()->takes().recipeOf(take).value_or(timeline::TakeRecipe());
    return *m_recipes.insert(take, recipe);
}

QString GenerateDesk::fileOf(const timeline::Take &take) const
{
    return m_editor.session()->absolutePath(take.media);
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/batch_plan.h"

#include "core/base/enum_names.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/comfy/generation_params.h"
#include "core/generation/fit_table.h"
#include "core/generation/job_from_request.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sc::generation {

namespace {

constexpr std::array<const char *, 3> kSeeds = {"fixed", "per_clip", "increment"};
const QStringList &axisKeys()
{
    static const QStringList keys = QStringLiteral("model preset seed cfg steps lora_weight sampler").split(u' ');
    return keys;
}
// Bytes a pixel of results as they were measured: PNG with its recipe, H.264 of a few seconds.
constexpr double kPictureBytes = 1.6;
constexpr double kVideoBytes = 0.12;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

Problem wrong(const QString &text)
{
    return Problem(ProblemCode::ValidationError, text);
}

Result<> checkSpec(const BatchSpec &spec, const std::vector<BatchShot> &shots)
{
    if (shots.empty())
        return std::unexpected(wrong(tr("A batch needs at least one shot.")));
    if (spec.kind != JobKind::Image && spec.kind != JobKind::Video)
        return std::unexpected(wrong(tr("A batch makes pictures or videos.")));
    if (spec.axes.size() > kMostAxes)
        return std::unexpected(wrong(tr("At most three things can be varied at once.")));
    double jobs = static_cast<double>(shots.size()) * (spec.stillsFirst ? 2 : 1);
    for (const BatchAxis &axis : spec.axes) {
        if (!axisKeys().contains(axis.key)) {
            return std::unexpected(wrong(tr("\"%1\" cannot be varied.").arg(axis.key))
                                       .withDetail(tr("What can: %1.").arg(axisKeys().join(QStringLiteral(", ")))));
        }
        if (axis.values.isEmpty())
            return std::unexpected(wrong(tr("Name the values of \"%1\".").arg(axis.key)));
        jobs *= static_cast<double>(axis.values.size());
    }
    if (jobs > kMostBatchJobs)
        return std::unexpected(Problem(ProblemCode::FileTooLarge, tr("This makes more than %1 jobs.").arg(kMostBatchJobs))
                                   .withAction(QStringLiteral("edit"), tr("Vary less")));
    return {};
}

// One value of an axis put into the parameters.
void apply(QJsonObject &params, const QString &key, const QJsonValue &value)
{
    if (key != QLatin1String("lora_weight")) {
        params.insert(key, value);
        return;
    }
    QJsonArray loras;
    for (const QJsonValue &each : params.value(QStringLiteral("loras")).toArray()) {
        QJsonObject lora = each.toObject();
        lora.insert(QStringLiteral("weight"), value);
        loras.append(lora);
    }
    params.insert(QStringLiteral("loras"), loras);
}

// All combinations, the last axis changing fastest.
std::vector<QJsonObject> variants(const QJsonObject &base, const std::vector<BatchAxis> &axes)
{
    std::vector<QJsonObject> all = {base};
    for (const BatchAxis &axis : axes) {
        std::vector<QJsonObject> more;
        for (const QJsonObject &before : all) {
            for (const QJsonValue &value : axis.values) {
                QJsonObject next = before;
                apply(next, axis.key, value);
                more.push_back(std::move(next));
            }
        }
        all = std::move(more);
    }
    return all;
}

class Drafting
{
public:
    Drafting(const BatchSpec &spec, const std::vector<BatchShot> &shots, const BatchTarget &target, const JobsOnTheWay &onTheWay)
        : m_spec(spec), m_shots(shots), m_target(target), m_onTheWay(onTheWay), m_seed(spec.seed.value_or(comfy::freshSeed()))
    {
        for (size_t i = 0; i < shots.size(); ++i)
            m_places.insert(shots[i].request.clip, i);
        m_isVisited.resize(shots.size());
    }

    Result<> addAll()
    {
        for (size_t i = 0; i < m_shots.size(); ++i)
            SC_TRY(add(i));
        return {};
    }

    BatchDraft take() { return std::move(m_draft); }

private:
    // What it goes on from first. Shots never go on in a circle.
    Result<> add(size_t place)
    {
        if (m_isVisited[place])
            return {};
        m_isVisited[place] = true;
        const BatchShot &shot = m_shots[place];
        QString before;
        if (const ClipId &needed = shot.request.waitsFor; !needed.isEmpty() && shot.problems.empty()) {
            if (m_places.contains(needed))
                SC_TRY(add(m_places.value(needed)));
            before = m_firstJobs.value(needed, m_onTheWay.value(needed.text()));
            if (before.isEmpty())
                return leaveOut(shot, {goesOnFromNothing(shot)});
        }
        if (!shot.problems.empty())
            return leaveOut(shot, shot.problems);
        for (const QString &note : shot.request.notes)
            m_draft.notes.append(QStringLiteral("%1: %2").arg(shot.name, note));
        return makeJobs(shot, before);
    }

    [[nodiscard]] Problem goesOnFromNothing(const BatchShot &shot) const
    {
        const auto other = m_places.constFind(shot.request.waitsFor);
        return Problem(ProblemCode::Conflict, other == m_places.constEnd()
                                                  ? tr("“%1” goes on from a shot that has no take and is not in this batch.").arg(shot.name)
                                                  : tr("“%1” goes on from “%2”, which is left out.").arg(shot.name, m_shots[*other].name))
            .withEntity(QStringLiteral("clip"), shot.request.clip.text())
            .withAction(QStringLiteral("generate.first"), tr("Generate that one first"))
            .withAction(QStringLiteral("clip.begin_alone"), tr("Begin on its own"));
    }

    Result<> leaveOut(const BatchShot &shot, std::vector<Problem> problems)
    {
        if (!m_spec.skipWithoutPrompt)
            return std::unexpected(problems.front());
        m_draft.leftOut.push_back({shot.request.clip, shot.name, std::move(problems)});
        return {};
    }

    Result<> makeJobs(const BatchShot &shot, const QString &before)
    {
        if (m_spec.seeds == BatchSeeds::PerClip && m_made++ > 0)
            m_seed = m_spec.seed ? m_seed + 1 : comfy::freshSeed();
        QString start = before;
        if (shot.still) {
            SC_TRY_ASSIGN(job, jobFor(shot, *shot.still, comfy::toJson(shot.still->params)));
            start = job.id.text();
            m_draft.jobs.push_back(std::move(job));
        }
        QJsonObject base = comfy::toJson(shot.request.params);
        if (!start.isEmpty())
            base.remove(QStringLiteral("init_image"));
        for (const QJsonObject &params : variants(base, m_spec.axes)) {
            SC_TRY_ASSIGN(job, jobFor(shot, shot.request, params));
            if (!start.isEmpty()) {
                job.dependsOn = {start};
                job.stillOf = start;
            }
            if (!m_firstJobs.contains(shot.request.clip))
                m_firstJobs.insert(shot.request.clip, job.id.text());
            m_draft.jobs.push_back(std::move(job));
        }
        return {};
    }

    Result<Job> jobFor(const BatchShot &shot, ShotRequest request, QJsonObject params)
    {
        const QString preset = params.value(QStringLiteral("preset")).toString();
        SC_TRY_ASSIGN(family, comfy::FamilyTable::builtIn().family(params.value(QStringLiteral("family")).toString()));
        if (!preset.isEmpty() && !family.preset(preset)) {
            return std::unexpected(Problem(ProblemCode::InvalidParameter, tr("%1 has no preset \"%2\".").arg(family.name, preset))
                                       .withDetail(tr("There are fast and quality.")));
        }
        if (!params.contains(QStringLiteral("seed"))) {
            params.insert(QStringLiteral("seed"), m_seed);
            if (m_spec.seeds == BatchSeeds::Increment)
                ++m_seed;
        }
        SC_TRY_ASSIGN(checked, comfy::paramsFromJson(params));
        request.params = checked;
        request.waitsFor = {};  // its job depends on the other one
        if (request.startFrame) // not cut out yet: enough to see who could make it
            request = startingWith(request, request.startFrame->movie);
        return jobFrom(request, m_target, shot.name, {m_spec.servers.size() == 1 ? m_spec.servers.front() : ServerId(), true});
    }

    const BatchSpec &m_spec;
    const std::vector<BatchShot> &m_shots;
    const BatchTarget &m_target;
    const JobsOnTheWay &m_onTheWay;
    QHash<ClipId, size_t> m_places; // into the shots
    std::vector<bool> m_isVisited;
    QHash<ClipId, QString> m_firstJobs;
    qint64 m_seed = 0;
    int m_made = 0;
    BatchDraft m_draft;
};

qint64 bytesOf(const RunKey &run)
{
    const double pixels = static_cast<double>(run.pixels) * run.frames;
    return static_cast<qint64>(pixels * (run.isVideo() ? kVideoBytes : kPictureBytes));
}

} // namespace

QStringList BatchDraft::withoutPrompt() const
{
    QStringList names;
    for (const LeftOutShot &shot : leftOut) {
        const auto isForWords = [](const Problem &problem) {
            return std::ranges::any_of(problem.actions(),
                                       [](const ProblemAction &action) { return action.id == QLatin1String(kWritePrompt); });
        };
        if (std::ranges::any_of(shot.problems, isForWords))
            names.append(shot.name);
    }
    return names;
}

Result<BatchDraft> draftBatch(const BatchSpec &spec, const std::vector<BatchShot> &shots, const BatchTarget &target,
                              const JobsOnTheWay &onTheWay)
{
    SC_TRY(checkSpec(spec, shots));
    Drafting drafting(spec, shots, target, onTheWay);
    SC_TRY(drafting.addAll());
    BatchDraft draft = drafting.take();
    if (!draft.jobs.empty())
        return draft;
    if (draft.withoutPrompt().size() == std::ssize(shots))
        return std::unexpected(wrong(tr("None of these shots has a prompt.")));
    return std::unexpected(draft.leftOut.front().problems.front());
}

Preflight preflight(const BatchDraft &draft, const std::vector<PreflightPlace> &places, const LearnedFigures &figures)
{
    Preflight all;
    all.jobs = static_cast<int>(draft.jobs.size());
    all.leftOut = draft.leftOut;
    all.withoutPrompt = draft.withoutPrompt();
    all.notes = draft.notes;
    FitTable fits;
    std::vector<FitTable::Place> table;
    double placesThatFit = 0;
    for (const PreflightPlace &place : places) {
        table.push_back({place.server.id, place.server.active, false, place.nodes});
        all.servers.push_back({place.server.id, place.server.name, place.nodes != nullptr, 0, {}});
    }
    fits.setPlaces(table);
    QHash<QString, int> needed;
    for (const Job &job : draft.jobs) {
        if (!job.stillOf.isEmpty())
            needed[job.stillOf] = 1;
        const FitTable::Fit fit = fits.fitOf(job);
        all.nowhere += fit.fits == 0 ? 1 : 0;
        all.diskBytes += bytesOf(fit.run);
        double least = figures.expectedRun(fit.run);
        for (size_t i = 0; i < places.size(); ++i) {
            if (fit.fits & (quint64(1) << i)) {
                all.servers[i].fits += 1;
                least = std::min(least, figures.expectedRun(places[i].server.id, fit.run));
            } else if (places[i].nodes) {
                FitTable alone;
                alone.setPlaces({table[i]});
                if (const auto problem = alone.fitOf(job).problem; problem && !all.servers[i].problems.contains(problem->text()))
                    all.servers[i].problems.append(problem->text());
            }
        }
        all.workS += least;
    }
    all.stills = static_cast<int>(needed.size());
    for (size_t i = 0; i < places.size(); ++i)
        placesThatFit += all.servers[i].fits > 0 ? places[i].server.maxConcurrent : 0;
    all.estimateS = placesThatFit > 0 ? all.workS / placesThatFit : 0;
    return all;
}

std::optional<BatchSeeds> batchSeedsFromName(const QString &name)
{
    return valueIn<BatchSeeds>(kSeeds, name);
}

QJsonObject toJson(const BatchSpec &spec)
{
    QJsonArray axes;
    for (const BatchAxis &axis : spec.axes)
        axes.append(QJsonObject{{QStringLiteral("key"), axis.key}, {QStringLiteral("values"), axis.values}});
    QJsonArray servers;
    for (const ServerId &server : spec.servers)
        servers.append(server.text());
    QJsonObject json{{QStringLiteral("name"), spec.name},
                     {QStringLiteral("kind"), jobKindName(spec.kind)},
                     {QStringLiteral("family"), spec.family},
                     {QStringLiteral("preset"), spec.preset},
                     {QStringLiteral("params"), spec.params},
                     {QStringLiteral("axes"), axes},
                     {QStringLiteral("seeds"), nameIn(kSeeds, spec.seeds)},
                     {QStringLiteral("stills_first"), spec.stillsFirst},
                     {QStringLiteral("still_family"), spec.stillFamily},
                     {QStringLiteral("still_preset"), spec.stillPreset},
                     {QStringLiteral("skip_without_prompt"), spec.skipWithoutPrompt},
                     {QStringLiteral("servers"), servers}};
    if (spec.prompt)
        json.insert(QStringLiteral("prompt"), *spec.prompt);
    if (spec.negative)
        json.insert(QStringLiteral("negative"), *spec.negative);
    if (spec.seed)
        json.insert(QStringLiteral("seed"), *spec.seed);
    return json;
}

QJsonObject toJson(const Preflight &all)
{
    QJsonArray servers;
    for (const PreflightServer &server : all.servers) {
        servers.append(QJsonObject{{QStringLiteral("name"), server.name},
                                   {QStringLiteral("known"), server.isKnown},
                                   {QStringLiteral("fits"), server.fits},
                                   {QStringLiteral("problems"), QJsonArray::fromStringList(server.problems)}});
    }
    QJsonArray leftOut;
    for (const LeftOutShot &shot : all.leftOut) {
        QJsonArray problems;
        for (const Problem &problem : shot.problems)
            problems.append(problem.toJson());
        leftOut.append(QJsonObject{
            {QStringLiteral("clip_id"), shot.clip.text()}, {QStringLiteral("name"), shot.name}, {QStringLiteral("problems"), problems}});
    }
    return {{QStringLiteral("jobs"), all.jobs},
            {QStringLiteral("stills"), all.stills},
            {QStringLiteral("left_out"), leftOut},
            {QStringLiteral("notes"), QJsonArray::fromStringList(all.notes)},
            {QStringLiteral("without_prompt"), QJsonArray::fromStringList(all.withoutPrompt)},
            {QStringLiteral("servers"), servers},
            {QStringLiteral("nowhere"), all.nowhere},
            {QStringLiteral("work_s"), all.workS},
            {QStringLiteral("estimate_s"), all.estimateS},
            {QStringLiteral("disk_bytes"), all.diskBytes}};
}

QString preflightText(const Preflight &all)
{
    QString text = tr("%1 jobs, %2 of them pictures that videos start from\n").arg(all.jobs).arg(all.stills);
    if (!all.leftOut.empty())
        text += tr("left out:\n");
    for (const LeftOutShot &shot : all.leftOut) {
        for (const Problem &problem : shot.problems)
            text += QStringLiteral("  %1\n").arg(problem.text());
    }
    for (const QString &note : all.notes)
        text += note + u'\n';
    for (const PreflightServer &server : all.servers) {
        text += server.isKnown ? tr("  %1 can take %2 of %3\n").arg(server.name).arg(server.fits).arg(all.jobs)
                               : tr("  %1 has not said yet what it has\n").arg(server.name);
        for (const QString &problem : server.problems)
            text += QStringLiteral("      %1\n").arg(problem);
    }
    if (all.nowhere > 0)
        text += tr("%1 jobs fit on no server as things are; they wait\n").arg(all.nowhere);
    text += tr("about %1 min, about %2 on the disk\n").arg(std::ceil(all.estimateS / 60)).arg(humanSize(all.diskBytes));
    return text;
}

} // namespace sc::generation

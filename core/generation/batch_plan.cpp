// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/batch_plan.h"

#include "core/base/enum_names.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/comfy/generation_params.h"
#include "core/generation/fit_table.h"

#include <QtCore/QCoreApplication>

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

QJsonObject merged(QJsonObject base, const QJsonObject &over)
{
    for (auto it = over.begin(); it != over.end(); ++it)
        base.insert(it.key(), it.value());
    return base;
}

class Drafting
{
public:
    Drafting(const BatchSpec &spec, const BatchTarget &target)
        : m_spec(spec), m_target(target), m_seed(spec.seed.value_or(comfy::freshSeed()))
    {
    }

    Result<> add(const BatchShot &shot)
    {
        const QString prompt = promptOf(shot);
        if (prompt.trimmed().isEmpty()) {
            if (!m_spec.skipWithoutPrompt)
                return std::unexpected(wrong(tr("\"%1\" has no prompt.").arg(shot.name)).withEntity(QStringLiteral("clip"), shot.name));
            m_draft.withoutPrompt.append(shot.name);
            return {};
        }
        if (m_spec.seeds == BatchSeeds::PerClip && m_shots++ > 0)
            m_seed = m_spec.seed ? m_seed + 1 : comfy::freshSeed();
        QString still;
        if (m_spec.stillsFirst && m_spec.kind == JobKind::Video) {
            QJsonObject params{{QStringLiteral("preset"), m_spec.stillPreset.isEmpty() ? QStringLiteral("fast") : m_spec.stillPreset},
                               {QStringLiteral("family"), m_spec.stillFamily}};
            for (const char *key : {"width", "height"}) {
                if (const QJsonValue size = m_spec.params.value(QLatin1String(key)); !size.isUndefined())
                    params.insert(QLatin1String(key), size);
            }
            SC_TRY_ASSIGN(job, jobFor(shot, JobKind::Image, shot.imagePrompt.isEmpty() ? prompt : shot.imagePrompt, params));
            still = job.id.text();
            m_draft.jobs.push_back(std::move(job));
        }
        QJsonObject base = merged(shot.params, m_spec.params);
        if (!m_spec.family.isEmpty()) {
            if (base.value(QStringLiteral("family")).toString() != m_spec.family && !m_spec.params.contains(QStringLiteral("model")))
                base.remove(QStringLiteral("model"));
            base.insert(QStringLiteral("family"), m_spec.family);
        }
        if (!m_spec.preset.isEmpty())
            base.insert(QStringLiteral("preset"), m_spec.preset);
        for (const QJsonObject &params : variants(base, m_spec.axes)) {
            SC_TRY_ASSIGN(job, jobFor(shot, m_spec.kind, prompt, params));
            if (!still.isEmpty()) {
                job.dependsOn = {still};
                job.stillOf = still;
            }
            m_draft.jobs.push_back(std::move(job));
        }
        return {};
    }

    BatchDraft take() { return std::move(m_draft); }

private:
    [[nodiscard]] QString promptOf(const BatchShot &shot) const
    {
        if (m_spec.prompt)
            return *m_spec.prompt;
        if (m_spec.kind == JobKind::Video && !shot.videoPrompt.trimmed().isEmpty())
            return shot.videoPrompt;
        return shot.imagePrompt;
    }

    Result<Job> jobFor(const BatchShot &shot, JobKind kind, const QString &prompt, QJsonObject params)
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
        Job job;
        job.id = JobId::create();
        job.bundle = m_target.bundle;
        job.projectId = m_target.projectId;
        job.projectName = m_target.projectName;
        job.clip = shot.clip;
        job.clipName = shot.name;
        job.kind = kind;
        job.prompt = prompt;
        job.negative = m_spec.negative.value_or(shot.negative);
        job.promptParts = m_spec.prompt ? std::vector<timeline::PromptPart>() : shot.parts;
        job.family = family.id;
        job.modelName = checked.model;
        job.params = QString::fromUtf8(toCompactJson(comfy::toJson(checked)));
        if (m_spec.servers.size() == 1) {
            job.preferredServer = m_spec.servers.front();
            job.pinned = true;
        }
        return checkedJob(job);
    }

    const BatchSpec &m_spec;
    const BatchTarget &m_target;
    qint64 m_seed = 0;
    int m_shots = 0;
    BatchDraft m_draft;
};

qint64 bytesOf(const RunKey &run)
{
    const double pixels = static_cast<double>(run.pixels) * run.frames;
    return static_cast<qint64>(pixels * (run.isVideo() ? kVideoBytes : kPictureBytes));
}

} // namespace

Result<BatchDraft> draftBatch(const BatchSpec &spec, const std::vector<BatchShot> &shots, const BatchTarget &target)
{
    SC_TRY(checkSpec(spec, shots));
    Drafting drafting(spec, target);
    for (const BatchShot &shot : shots)
        SC_TRY(drafting.add(shot));
    BatchDraft draft = drafting.take();
    if (draft.jobs.empty())
        return std::unexpected(wrong(tr("None of these shots has a prompt.")));
    return draft;
}

Preflight preflight(const BatchDraft &draft, const std::vector<PreflightPlace> &places, const LearnedFigures &figures)
{
    Preflight all;
    all.jobs = static_cast<int>(draft.jobs.size());
    all.withoutPrompt = draft.withoutPrompt;
    FitTable fits;
    std::vector<FitTable::Place> table;
    double placesThatFit = 0;
    for (const PreflightPlace &place : places) {
        table.push_back({place.server.id, place.server.active, place.nodes});
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
    return {{QStringLiteral("jobs"), all.jobs},
            {QStringLiteral("stills"), all.stills},
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
    if (!all.withoutPrompt.isEmpty())
        text += tr("without prompt, passed over: %1\n").arg(all.withoutPrompt.join(QStringLiteral(", ")));
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

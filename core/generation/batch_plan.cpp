// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/batch_plan.h"

#include "core/base/enum_names.h"
#include "core/base/json.h"
#include "core/comfy/generation_params.h"
#include "core/generation/job_from_request.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

#include <algorithm>

namespace sc::generation {

namespace {

constexpr std::array<const char *, 3> kSeeds = {"fixed", "per_clip", "increment"};
const QStringList &axisKeys()
{
    static const QStringList keys = QStringLiteral("model preset seed cfg steps lora_weight sampler").split(u' ');
    return keys;
}
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
    if (spec.stillCount < 1 || spec.stillCount > kMostStills)
        return std::unexpected(wrong(tr("There are 1 to %1 pictures of a shot to choose from.").arg(kMostStills)));
    if (spec.stillCount > 1 && !spec.chooseStills)
        return std::unexpected(wrong(tr("Of several pictures of a shot somebody has to choose.")));
    double made = 1;
    for (const BatchAxis &axis : spec.axes) {
        if (!axisKeys().contains(axis.key)) {
            return std::unexpected(wrong(tr("\"%1\" cannot be varied.").arg(axis.key))
                                       .withDetail(tr("What can: %1.").arg(axisKeys().join(QStringLiteral(", ")))));
        }
        if (axis.values.isEmpty())
            return std::unexpected(wrong(tr("Name the values of \"%1\".").arg(axis.key)));
        made *= static_cast<double>(axis.values.size());
    }
    for (const BatchCellRef &cell : spec.off) {
        if (cell.combination < 0 || cell.combination >= made)
            return std::unexpected(wrong(tr("There is no combination %1 to leave out.").arg(cell.combination + 1)));
    }
    const double jobs = static_cast<double>(shots.size()) * (made + (spec.stillsFirst ? spec.stillCount : 0));
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
        for (const BatchCellRef &cell : spec.off)
            m_off[cell.clip].insert(cell.combination);
        for (const BatchAxis &axis : spec.axes)
            m_combinations *= static_cast<int>(axis.values.size());
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
        for (int i = 0; i < m_combinations; ++i)
            m_draft.cells.push_back({shot.request.clip, i, BatchCell::State::LeftOut, {}});
        m_draft.leftOut.push_back({shot.request.clip, shot.name, std::move(problems)});
        return {};
    }

    Result<> makeJobs(const BatchShot &shot, const QString &before)
    {
        if (m_spec.seeds == BatchSeeds::PerClip && m_made++ > 0)
            m_seed = m_spec.seed ? m_seed + 1 : comfy::freshSeed();
        const QSet<int> off = m_off.value(shot.request.clip);
        QStringList starts = before.isEmpty() ? QStringList() : QStringList(before);
        if (shot.still && off.size() < m_combinations) {
            SC_TRY_ASSIGN(stills, makeStills(shot));
            starts = stills;
        }
        QJsonObject base = comfy::toJson(shot.request.params);
        if (!starts.isEmpty())
            base.remove(QStringLiteral("init_image"));
        int combination = 0;
        for (const QJsonObject &params : variants(base, m_spec.axes)) {
            BatchCell cell{shot.request.clip, combination++, BatchCell::State::Off, {}};
            // Also of one that is not made: the others keep their seeds.
            SC_TRY_ASSIGN(job, jobFor(shot, shot.request, params));
            if (!off.contains(cell.combination)) {
                job.dependsOn = starts;
                job.awaitsChoice = shot.still && m_spec.chooseStills;
                if (!job.awaitsChoice && !starts.isEmpty())
                    job.stillOf = starts.front();
                cell.state = BatchCell::State::Made;
                cell.job = job.id;
                if (!m_firstJobs.contains(shot.request.clip))
                    m_firstJobs.insert(shot.request.clip, job.id.text());
                m_draft.jobs.push_back(std::move(job));
            }
            m_draft.cells.push_back(cell);
        }
        return {};
    }

    // The pictures that the shot's videos start from, each with a seed of its own.
    Result<QStringList> makeStills(const BatchShot &shot)
    {
        QStringList ids;
        QJsonObject params = comfy::toJson(shot.still->params);
        const QJsonValue own = params.value(QStringLiteral("seed"));
        for (int i = 0; i < m_spec.stillCount; ++i) {
            if (i > 0 && (!own.isUndefined() || m_spec.seeds != BatchSeeds::Increment))
                params.insert(QStringLiteral("seed"), (own.isUndefined() ? m_seed : own.toInteger()) + i);
            SC_TRY_ASSIGN(job, jobFor(shot, *shot.still, params));
            ids.append(job.id.text());
            m_draft.jobs.push_back(std::move(job));
            ++m_draft.stills;
        }
        return ids;
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
    QHash<ClipId, QSet<int>> m_off;
    int m_combinations = 1; // of a shot
    qint64 m_seed = 0;
    int m_made = 0;
    BatchDraft m_draft;
};

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
    if (draft.leftOut.empty())
        return std::unexpected(wrong(tr("Every combination is switched off.")));
    if (draft.withoutPrompt().size() == std::ssize(shots))
        return std::unexpected(wrong(tr("None of these shots has a prompt.")));
    return std::unexpected(draft.leftOut.front().problems.front());
}

std::vector<QStringList> combinations(const std::vector<BatchAxis> &axes)
{
    std::vector<QStringList> all = {QStringList()};
    for (const BatchAxis &axis : axes) {
        std::vector<QStringList> more;
        for (const QStringList &before : all) {
            for (const QJsonValue &value : axis.values)
                more.push_back(before + QStringList(value.toVariant().toString()));
        }
        all = std::move(more);
    }
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
    QJsonArray off;
    for (const BatchCellRef &cell : spec.off)
        off.append(QJsonObject{{QStringLiteral("clip_id"), cell.clip.text()}, {QStringLiteral("combination"), cell.combination + 1}});
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
                     {QStringLiteral("choose_stills"), spec.chooseStills},
                     {QStringLiteral("still_count"), spec.stillCount},
                     {QStringLiteral("off"), off},
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

} // namespace sc::generation

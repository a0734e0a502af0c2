// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/job_words.h"

#include "core/base/json.h"
#include "core/comfy/family.h"
#include "core/comfy/generation_params.h"
#include "core/project/project_session.h"
#include "core/timeline/model.h"
#include "ui/servers/time_words.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <cmath>

namespace sc::ui {

using namespace generation;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui)
};

constexpr int kSmallest = 512; // px of the longer side: below this nothing is offered

QJsonObject paramsOf(const Job &job)
{
    const QString text = job.sentParams.isEmpty() ? job.params : job.sentParams;
    return parseJsonObject(text.toUtf8(), QStringLiteral("params")).value_or(QJsonObject());
}

QString familyName(const QString &id)
{
    const comfy::ModelFamily *family = comfy::FamilyTable::builtIn().find(id);
    return family ? family->name : id;
}

QString waitLine(const Job &job, const GenerationFeed &feed)
{
    GenerationService &service = feed.service();
    if (job.status == JobStatus::Paused)
        return Text::tr("Held: it starts when you let it go on");
    if (job.awaitsChoice) {
        const bool isThere = std::ranges::any_of(job.dependsOn, [&](const QString &needed) {
            const Job *still = service.job(JobId(needed));
            return still && still->status == JobStatus::Completed;
        });
        return isThere ? Text::tr("Waits for your choice of its start picture") : Text::tr("Waits for pictures to choose from");
    }
    for (const QString &needed : job.dependsOn) {
        const Job *other = service.job(JobId(needed));
        if (other && other->status != JobStatus::Completed)
            return job.stillOf == needed ? Text::tr("Waits for its start picture, %1").arg(jobName(*other))
                                         : Text::tr("Waits for %1").arg(jobName(*other));
    }
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (job.notBefore > now)
        return Text::tr("Attempt %1 of %2 starts in %3")
            .arg(job.attempts + 1)
            .arg(job.maxAttempts)
            .arg(spanWords(static_cast<double>(job.notBefore - now) / 1000));
    if (!service.dispatcher())
        return Text::tr("Another program runs the queue");
    if (queuePause(service.store()).value_or(QueuePause::Running) != QueuePause::Running)
        return Text::tr("The queue is paused");
    if (const PlannedRun *run = feed.plannedRun(job.id)) {
        const QString server = feed.plan().servers[static_cast<size_t>(run->server)].name;
        const bool isFirst = std::ranges::none_of(
            feed.forecast().runs, [&](const PlannedRun &other) { return other.server == run->server && other.startS < run->startS; });
        if (isFirst && run->loadS <= 0)
            return Text::tr("Next on %1: its models are loaded").arg(server);
        if (isFirst)
            return Text::tr("Next on %1, after loading for %2").arg(server, spanWords(run->loadS));
        return Text::tr("Starts on %1 at %2").arg(server, clockWords(feed.madeAt().addMSecs(static_cast<qint64>(run->startS * 1000))));
    }
    if (job.pinned) {
        const ServerState *state = feed.server(job.preferredServer);
        if (!state)
            return Text::tr("Waits for a server that is gone");
        if (state->kind != ServerState::Kind::Online)
            return Text::tr("Waits for %1, which is %2").arg(state->server.name, stateWords(*state).toLower());
        return Text::tr("Waits for %1").arg(state->server.name);
    }
    if (feed.servers().empty())
        return Text::tr("There is no server yet");
    const bool online =
        std::ranges::any_of(feed.servers(), [](const ServerState &state) { return state.kind == ServerState::Kind::Online; });
    return online ? Text::tr("Comes after those before it") : Text::tr("No server is online");
}

} // namespace

void ShotNumbers::read(const project::ProjectSession *session)
{
    m_bundle = session ? session->bundle() : QString();
    m_numbers.clear();
    if (!session)
        return;
    int number = 0;
    for (const timeline::Clip *clip : timeline::liveClips(session->timeline()))
        m_numbers.insert(clip->id.text(), ++number);
}

QString ShotNumbers::of(const Job &job) const
{
    if (job.clip.isEmpty() || job.bundle != m_bundle)
        return {};
    const int number = m_numbers.value(job.clip);
    return number > 0 ? QString::number(number) : QString();
}

QString jobKindWord(JobKind kind)
{
    switch (kind) {
    case JobKind::Image:
        return Text::tr("image");
    case JobKind::Video:
        return Text::tr("video");
    case JobKind::Upscale:
        return Text::tr("upscaling");
    case JobKind::Interpolate:
        return Text::tr("frames between");
    case JobKind::Face:
        return Text::tr("face");
    case JobKind::CloudVideo:
        return Text::tr("cloud video");
    case JobKind::Custom:
        break;
    }
    return Text::tr("own workflow");
}

QString jobName(const Job &job)
{
    if (!job.clipName.isEmpty())
        return job.clipName;
    const QString words = job.prompt.left(60).simplified();
    return words.isEmpty() ? Text::tr("without words") : words;
}

QString jobAbout(const Job &job)
{
    QString about = jobKindWord(job.kind);
    if (!job.family.isEmpty())
        about += QStringLiteral(", ") + familyName(job.family);
    const QString preset = paramsOf(job).value(QStringLiteral("preset")).toString();
    if (!preset.isEmpty())
        about += u' ' + (preset == u"fast" ? Text::tr("Fast") : preset == u"quality" ? Text::tr("Quality") : preset);
    return about;
}

QString progressWords(const Job &job)
{
    if (job.cancelRequested)
        return Text::tr("%1 is being told to stop").arg(job.serverName);
    if (job.status == JobStatus::Unknown)
        return Text::tr("Connection lost. %1 is asked when it is back").arg(job.serverName);
    switch (job.stage) {
    case JobStage::Preparing:
        return Text::tr("Sends its pictures");
    case JobStage::Sending:
        return Text::tr("Hands the request over");
    case JobStage::Fetching:
        return Text::tr("Fetches the result");
    case JobStage::Keeping:
        return Text::tr("Checks and stores the result");
    case JobStage::None:
    case JobStage::Sent:
        break;
    }
    if (job.status == JobStatus::Assigned)
        return Text::tr("Waits in the queue of %1").arg(job.serverName);
    QStringList parts;
    if (job.progress)
        parts.append(Text::tr("%1 %").arg(qRound(*job.progress * 100)));
    if (!job.stepText.isEmpty())
        parts.append(Text::tr("step %1").arg(QString(job.stepText).replace(u'/', Text::tr(" of "))));
    if (!job.node.isEmpty())
        parts.append(job.node);
    return parts.isEmpty() ? Text::tr("Starts") : parts.join(QStringLiteral(", "));
}

QString stateLine(const Job &job, const GenerationFeed &feed)
{
    switch (job.status) {
    case JobStatus::Assigned:
    case JobStatus::Running:
    case JobStatus::Unknown:
        return progressWords(job);
    case JobStatus::Queued:
    case JobStatus::Paused:
        return waitLine(job, feed);
    case JobStatus::Blocked:
        return job.problem() ? job.problem()->text() : Text::tr("Cannot start as things are");
    case JobStatus::Failed:
        return job.problem() ? job.problem()->text() : Text::tr("Failed");
    case JobStatus::Cancelled:
        return Text::tr("Cancelled");
    case JobStatus::Completed:
        break;
    }
    const double took = secondsBetween(job.startedAt, job.doneAt.isEmpty() ? job.finishedAt : job.doneAt);
    const QString tries = job.attempts > 1 ? Text::tr(", attempt %1").arg(job.attempts) : QString();
    return Text::tr("Made in %1").arg(spanWords(took)) + tries;
}

QString shortState(const Job &job, const GenerationFeed &feed)
{
    if (job.isWithServer())
        return job.progress ? Text::tr("%1 %, %2").arg(qRound(*job.progress * 100)).arg(job.serverName) : job.serverName;
    if (job.status == JobStatus::Completed)
        return Text::tr("%1, %2").arg(clockWords(timeFrom(job.finishedAt)), spanWords(secondsBetween(job.startedAt, job.finishedAt)));
    return stateLine(job, feed);
}

Ink stateInk(const Job &job)
{
    switch (job.status) {
    case JobStatus::Failed:
        return Ink::Danger;
    case JobStatus::Blocked:
    case JobStatus::Unknown:
        return Ink::Warning;
    default:
        return Ink::Secondary;
    }
}

QString endWordsOf(const Job &job, const GenerationFeed &feed)
{
    if (job.isFinished())
        return job.finishedAt.isEmpty() ? QString() : clockWords(timeFrom(job.finishedAt));
    const auto left = feed.endsIn(job);
    if (!left || !std::isfinite(*left))
        return {};
    return job.isWithServer() ? Text::tr("in %1").arg(spanWords(*left)) : endWords(*left);
}

std::optional<QSize> smallerSize(const Job &job)
{
    const QJsonObject params = paramsOf(job);
    int width = params.value(QStringLiteral("width")).toInt();
    int height = params.value(QStringLiteral("height")).toInt();
    const comfy::ModelFamily *family = comfy::FamilyTable::builtIn().find(job.family);
    const comfy::FamilyPreset *preset = family ? family->preset(params.value(QStringLiteral("preset")).toString()) : nullptr;
    if (width == 0 && preset)
        width = preset->width;
    if (height == 0 && preset)
        height = preset->height;
    if (std::max(width, height) <= kSmallest || width == 0 || height == 0 || !family)
        return std::nullopt;
    const double factor = std::max(0.65, static_cast<double>(kSmallest) / std::max(width, height));
    return QSize(family->snappedSize(qRound(width * factor)), family->snappedSize(qRound(height * factor)));
}

QString withSize(const QString &text, QSize size)
{
    QJsonObject params = parseJsonObject(text.toUtf8(), QStringLiteral("params")).value_or(QJsonObject());
    params.insert(QStringLiteral("width"), size.width());
    params.insert(QStringLiteral("height"), size.height());
    return QString::fromUtf8(toCompactJson(params));
}

std::vector<JobValue> jobValues(const Job &job)
{
    const QJsonObject params = paramsOf(job);
    std::vector<JobValue> values = {{Text::tr("Kind"), jobAbout(job)}};
    const auto number = [&](const char *key) { return params.value(QLatin1String(key)); };
    const auto add = [&](const QString &name, const QString &value) {
        if (!value.isEmpty())
            values.push_back({name, value});
    };
    if (number("width").isDouble())
        add(Text::tr("Size"), Text::tr("%1 x %2").arg(number("width").toInt()).arg(number("height").toInt()));
    if (number("frames").isDouble() && number("frames").toInt() > 1)
        add(Text::tr("Frames"), number("fps").isDouble()
                                    ? Text::tr("%1 at %2 fps").arg(number("frames").toInt()).arg(number("fps").toDouble())
                                    : QString::number(number("frames").toInt()));
    if (number("steps").isDouble())
        add(Text::tr("Steps, CFG"), Text::tr("%1, %2").arg(number("steps").toInt()).arg(number("cfg").toDouble()));
    add(Text::tr("Sampler"), number("scheduler").toString().isEmpty()
                                 ? number("sampler").toString()
                                 : Text::tr("%1, %2").arg(number("sampler").toString(), number("scheduler").toString()));
    if (number("seed").isDouble())
        add(Text::tr("Seed"), QString::number(number("seed").toInteger()));
    add(Text::tr("Model"), job.modelName.isEmpty() ? number("model").toString() : job.modelName);
    QStringList loras;
    for (const QJsonValue &lora : number("loras").toArray())
        loras.append(Text::tr("%1 %2")
                         .arg(shortModel(lora.toObject().value(QStringLiteral("name")).toString()))
                         .arg(lora.toObject().value(QStringLiteral("weight")).toDouble(1)));
    add(Text::tr("LoRA"), loras.join(QStringLiteral(", ")));
    add(Text::tr("Priority"), job.front > 0 ? Text::tr("%1, run next").arg(job.priority) : QString::number(job.priority));
    add(Text::tr("Attempts"), Text::tr("%1 of %2").arg(job.attempts).arg(job.maxAttempts));
    add(Text::tr("Project"), job.projectName);
    return values;
}

} // namespace sc::ui

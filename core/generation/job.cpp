// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/job.h"

#include "core/base/enum_names.h"
#include "core/base/json.h"
#include "core/base/text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

#include <cmath>
#include <tuple>

namespace sc::generation {

namespace {

constexpr std::array<const char *, 7> kKinds = {"image", "video", "upscale", "interpolate", "face", "cloud_video", "custom"};
constexpr std::array<const char *, 9> kStatuses = {"queued",  "blocked",   "paused", "assigned", "running",
                                                   "unknown", "completed", "failed", "cancelled"};
constexpr std::array<const char *, 6> kStages = {"none", "preparing", "sending", "sent", "fetching", "keeping"};
constexpr std::array<const char *, 5> kFailures = {"none", "transient", "resource", "invalid", "content"};
constexpr std::array<const char *, 9> kStatusWords = {
    QT_TRANSLATE_NOOP("sc::generation", "Waiting"),   QT_TRANSLATE_NOOP("sc::generation", "Blocked"),
    QT_TRANSLATE_NOOP("sc::generation", "Paused"),    QT_TRANSLATE_NOOP("sc::generation", "At the server"),
    QT_TRANSLATE_NOOP("sc::generation", "Running"),   QT_TRANSLATE_NOOP("sc::generation", "Connection lost"),
    QT_TRANSLATE_NOOP("sc::generation", "Completed"), QT_TRANSLATE_NOOP("sc::generation", "Failed"),
    QT_TRANSLATE_NOOP("sc::generation", "Cancelled")};

constexpr int kMaxPrompt = 20'000;
constexpr int kMaxPriority = 100;
constexpr int kMaxAttempts = 10;
constexpr qsizetype kMaxJson = 8 * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

Problem wrong(const QString &text, const QString &field)
{
    return Problem(ProblemCode::ValidationError, text).withEntity(QStringLiteral("field"), field);
}

std::optional<ProblemCode> problemCodeFromName(const QString &name)
{
    for (int i = 0; i <= static_cast<int>(ProblemCode::InternalError); ++i) {
        if (problemCodeName(static_cast<ProblemCode>(i)) == name)
            return static_cast<ProblemCode>(i);
    }
    return std::nullopt;
}

} // namespace

bool Job::isFinished() const
{
    return status == JobStatus::Completed || status == JobStatus::Failed || status == JobStatus::Cancelled;
}

bool Job::isWithServer() const
{
    return status == JobStatus::Assigned || status == JobStatus::Running || status == JobStatus::Unknown;
}

bool Job::holdsPlace() const
{
    return isWithServer() && stage != JobStage::Fetching && stage != JobStage::Keeping;
}

bool Job::isWaiting() const
{
    return status == JobStatus::Queued || status == JobStatus::Blocked || status == JobStatus::Paused;
}

std::optional<Problem> Job::problem() const
{
    return problemFromText(error);
}

QString jobKindName(JobKind kind)
{
    return nameIn(kKinds, kind);
}

QString jobStatusName(JobStatus status)
{
    return nameIn(kStatuses, status);
}

QString jobStageName(JobStage stage)
{
    return nameIn(kStages, stage);
}

QString failureClassName(FailureClass kind)
{
    return nameIn(kFailures, kind);
}

std::optional<JobKind> jobKindFromName(const QString &name)
{
    return valueIn<JobKind>(kKinds, name);
}

std::optional<JobStatus> jobStatusFromName(const QString &name)
{
    return valueIn<JobStatus>(kStatuses, name);
}

QString jobStatusWord(JobStatus status)
{
    return tr(kStatusWords[static_cast<size_t>(status)]);
}

bool mayBecome(JobStatus from, JobStatus to)
{
    using enum JobStatus;
    switch (from) {
    case Queued:
        return to == Assigned || to == Paused || to == Cancelled || to == Blocked;
    case Blocked:
    case Paused:
        return to == Queued || to == Cancelled;
    case Assigned:
        return to == Running || to == Queued || to == Cancelled;
    case Running:
        return to == Completed || to == Failed || to == Cancelled || to == Unknown;
    case Unknown:
        return to == Running || to == Completed || to == Failed || to == Queued;
    case Failed:
    case Cancelled:
        return to == Queued;
    case Completed:
        return false;
    }
    return false;
}

Result<> checkTransition(const Job &job, JobStatus to)
{
    if (mayBecome(job.status, to))
        return {};
    return std::unexpected(
        Problem(ProblemCode::Conflict,
                tr("This job is %1 and cannot become %2.").arg(jobStatusWord(job.status).toLower(), jobStatusWord(to).toLower()))
            .withEntity(QStringLiteral("job"), job.id.text()));
}

Result<Job> checkedJob(Job job)
{
    SC_TRY_ASSIGN(prompt, cleanText(job.prompt, TextKind::MultiLine, 0, kMaxPrompt, tr("The prompt")));
    job.prompt = prompt;
    const bool needsPrompt = job.ownGraph.isEmpty() && (job.kind == JobKind::Image || job.kind == JobKind::Video);
    if (needsPrompt && prompt.trimmed().isEmpty())
        return std::unexpected(wrong(tr("The prompt is empty: say what is to be seen."), QStringLiteral("prompt")));
    SC_TRY_ASSIGN(negative, cleanText(job.negative, TextKind::MultiLine, 0, kMaxPrompt, tr("The negative prompt")));
    job.negative = negative;
    if (job.priority < -kMaxPriority || job.priority > kMaxPriority)
        return std::unexpected(wrong(tr("The priority is from -100 to 100, for example 10."), QStringLiteral("priority")));
    if (job.maxAttempts < 1 || job.maxAttempts > kMaxAttempts)
        return std::unexpected(wrong(tr("A job is tried 1 to 10 times."), QStringLiteral("max_attempts")));
    if (!std::isfinite(job.rank))
        return std::unexpected(wrong(tr("The place in the queue is no number."), QStringLiteral("rank")));
    if (job.pinned && job.preferredServer.isEmpty())
        return std::unexpected(wrong(tr("A pinned job names its server."), QStringLiteral("preferred_server")));
    if (job.params.size() > kMaxJson || job.ownGraph.size() > kMaxJson)
        return std::unexpected(Problem(ProblemCode::FileTooLarge, tr("The request is larger than 8 MB.")));
    SC_TRY(parseJsonObject(job.params.isEmpty() ? QByteArrayLiteral("{}") : job.params.toUtf8(), tr("The parameters")));
    return job;
}

FailureClass failureClassOf(const Problem &problem)
{
    switch (problem.code()) {
    case ProblemCode::OutOfMemory:
        return FailureClass::Resource;
    case ProblemCode::ResultInvalid:
    case ProblemCode::FileDamaged:
    case ProblemCode::InvalidFileType:
        return FailureClass::Content;
    case ProblemCode::ServerOffline:
    case ProblemCode::Timeout:
    case ProblemCode::ExternalServiceError:
    case ProblemCode::RateLimited:
    case ProblemCode::GenerationFailed:
        return FailureClass::Transient;
    default:
        return FailureClass::Invalid;
    }
}

QString problemText(const Problem &problem)
{
    return QString::fromUtf8(toCompactJson(problem.toJson()));
}

std::optional<Problem> problemFromText(const QString &json)
{
    if (json.isEmpty())
        return std::nullopt;
    const auto object = parseJsonObject(json.toUtf8(), QStringLiteral("problem"));
    const auto code = object ? problemCodeFromName(object->value(QStringLiteral("code")).toString()) : std::nullopt;
    if (!code)
        return std::nullopt;
    const QJsonObject entity = object->value(QStringLiteral("entity")).toObject();
    Problem problem = Problem(*code, object->value(QStringLiteral("text")).toString())
                          .withDetail(object->value(QStringLiteral("detail")).toString())
                          .withEntity(entity.value(QStringLiteral("kind")).toString(), entity.value(QStringLiteral("id")).toString());
    for (const QJsonValue &value : object->value(QStringLiteral("actions")).toArray()) {
        const QJsonObject action = value.toObject();
        problem = problem.withAction(action.value(QStringLiteral("id")).toString(), action.value(QStringLiteral("label")).toString());
    }
    return problem;
}

bool comesBefore(const Job &a, const Job &b)
{
    return std::tuple(-a.front, -a.priority, a.rank, std::cref(a.createdAt), std::cref(a.id.text())) <
           std::tuple(-b.front, -b.priority, b.rank, std::cref(b.createdAt), std::cref(b.id.text()));
}

QString utcNow()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
}

QVariant encode(JobKind value)
{
    return jobKindName(value);
}

QVariant encode(JobStatus value)
{
    return jobStatusName(value);
}

QVariant encode(JobStage value)
{
    return jobStageName(value);
}

QVariant encode(FailureClass value)
{
    return failureClassName(value);
}

bool decode(const QVariant &stored, JobKind &value)
{
    return assignFound(jobKindFromName(stored.toString()), value);
}

bool decode(const QVariant &stored, JobStatus &value)
{
    return assignFound(jobStatusFromName(stored.toString()), value);
}

bool decode(const QVariant &stored, JobStage &value)
{
    return assignFound(valueIn<JobStage>(kStages, stored.toString()), value);
}

bool decode(const QVariant &stored, FailureClass &value)
{
    return assignFound(valueIn<FailureClass>(kFailures, stored.toString()), value);
}

} // namespace sc::generation

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/problem.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>

#include <array>

namespace sc {

namespace {

struct CodeFacts
{
    ProblemCode code;
    const char *name;
    int exitCode;
    const char *actionId;
    const char *actionLabel;
};

// Codes and actions as the product's table of problems names them; exit codes as the command line's.
constexpr std::array<CodeFacts, 30> kFacts = {{
    {ProblemCode::ValidationError, "VALIDATION_ERROR", 1, "edit", QT_TRANSLATE_NOOP("sc::Problem", "Correct the value")},
    {ProblemCode::InvalidParameter, "INVALID_PARAMETER", 1, "edit", QT_TRANSLATE_NOOP("sc::Problem", "Choose an allowed value")},
    {ProblemCode::NothingToUpdate, "NOTHING_TO_UPDATE", 1, "close", QT_TRANSLATE_NOOP("sc::Problem", "Close")},
    {ProblemCode::ResourceNotFound, "RESOURCE_NOT_FOUND", 2, "search", QT_TRANSLATE_NOOP("sc::Problem", "Search")},
    {ProblemCode::DuplicateResource, "DUPLICATE_RESOURCE", 3, "open.existing", QT_TRANSLATE_NOOP("sc::Problem", "Open the existing one")},
    {ProblemCode::Conflict, "CONFLICT", 3, "retry", QT_TRANSLATE_NOOP("sc::Problem", "Try another place")},
    {ProblemCode::FileTooLarge, "FILE_TOO_LARGE", 4, "import.anyway", QT_TRANSLATE_NOOP("sc::Problem", "Import anyway")},
    {ProblemCode::InvalidFileType, "INVALID_FILE_TYPE", 1, "choose.file", QT_TRANSLATE_NOOP("sc::Problem", "Choose another file")},
    {ProblemCode::FileDamaged, "FILE_DAMAGED", 1, "choose.file", QT_TRANSLATE_NOOP("sc::Problem", "Choose another file")},
    {ProblemCode::MediaMissing, "MEDIA_MISSING", 2, "locate", QT_TRANSLATE_NOOP("sc::Problem", "Locate")},
    {ProblemCode::InsufficientStorage, "INSUFFICIENT_STORAGE", 6, "choose.place", QT_TRANSLATE_NOOP("sc::Problem", "Choose another place")},
    {ProblemCode::PermissionDenied, "PERMISSION_DENIED", 6, "choose.place", QT_TRANSLATE_NOOP("sc::Problem", "Choose another place")},
    {ProblemCode::DatabaseError, "DATABASE_ERROR", 6, "restore", QT_TRANSLATE_NOOP("sc::Problem", "Restore a copy")},
    {ProblemCode::NewerVersion, "NEWER_VERSION", 6, "update", QT_TRANSLATE_NOOP("sc::Problem", "Update StoryCanvas")},
    {ProblemCode::ServerOffline, "SERVER_OFFLINE", 5, "check", QT_TRANSLATE_NOOP("sc::Problem", "Check now")},
    {ProblemCode::ServerRefused, "SERVER_REFUSED", 5, "edit", QT_TRANSLATE_NOOP("sc::Problem", "Edit the connection")},
    {ProblemCode::ModelMissing, "MODEL_MISSING", 5, "servers", QT_TRANSLATE_NOOP("sc::Problem", "Show servers that have it")},
    {ProblemCode::NodeMissing, "NODE_MISSING", 5, "servers", QT_TRANSLATE_NOOP("sc::Problem", "Show servers that have it")},
    {ProblemCode::OutOfMemory, "OUT_OF_MEMORY", 5, "smaller", QT_TRANSLATE_NOOP("sc::Problem", "Try a smaller size")},
    {ProblemCode::GenerationFailed, "GENERATION_FAILED", 5, "retry", QT_TRANSLATE_NOOP("sc::Problem", "Retry")},
    {ProblemCode::ResultInvalid, "RESULT_INVALID", 5, "retry", QT_TRANSLATE_NOOP("sc::Problem", "Retry")},
    {ProblemCode::Timeout, "TIMEOUT", 5, "retry", QT_TRANSLATE_NOOP("sc::Problem", "Retry")},
    {ProblemCode::ExternalServiceError, "EXTERNAL_SERVICE_ERROR", 5, "retry", QT_TRANSLATE_NOOP("sc::Problem", "Retry")},
    {ProblemCode::RateLimited, "RATE_LIMITED", 5, "wait", QT_TRANSLATE_NOOP("sc::Problem", "Wait")},
    {ProblemCode::NotAuthorised, "NOT_AUTHORISED", 5, "authorise", QT_TRANSLATE_NOOP("sc::Problem", "Authorise")},
    {ProblemCode::TokenExpired, "TOKEN_EXPIRED", 5, "authorise", QT_TRANSLATE_NOOP("sc::Problem", "Authorise")},
    {ProblemCode::ProviderRetired, "PROVIDER_RETIRED", 5, "provider", QT_TRANSLATE_NOOP("sc::Problem", "Choose another provider")},
    {ProblemCode::ProfileLocked, "PROFILE_LOCKED", 8, "unlock", QT_TRANSLATE_NOOP("sc::Problem", "Unlock")},
    {ProblemCode::Cancelled, "CANCELLED", 7, "undo", QT_TRANSLATE_NOOP("sc::Problem", "Undo")},
    {ProblemCode::InternalError, "INTERNAL_ERROR", 70, "report", QT_TRANSLATE_NOOP("sc::Problem", "Save a copy and report")},
}};

const CodeFacts &factsOf(ProblemCode code)
{
    return kFacts[static_cast<size_t>(code)];
}

} // namespace

QString problemCodeName(ProblemCode code)
{
    return QString::fromLatin1(factsOf(code).name);
}

int exitCodeOf(ProblemCode code)
{
    return factsOf(code).exitCode;
}

Problem::Problem(ProblemCode code, QString text) : m_code(code), m_text(std::move(text))
{
    const CodeFacts &facts = factsOf(code);
    m_actions.append({QString::fromLatin1(facts.actionId), QCoreApplication::translate("sc::Problem", facts.actionLabel)});
}

Problem Problem::withDetail(QString detail) const
{
    Problem copy = *this;
    copy.m_detail = std::move(detail);
    return copy;
}

Problem Problem::withEntity(QString kind, QString idOrName) const
{
    Problem copy = *this;
    copy.m_entityKind = std::move(kind);
    copy.m_entity = std::move(idOrName);
    return copy;
}

Problem Problem::withAction(QString id, QString label) const
{
    Problem copy = *this;
    if (copy.m_hasDefaultAction)
        copy.m_actions.clear();
    copy.m_hasDefaultAction = false;
    copy.m_actions.append({std::move(id), std::move(label)});
    return copy;
}

QJsonObject Problem::toJson() const
{
    QJsonArray actions;
    for (const ProblemAction &action : m_actions)
        actions.append(QJsonObject{{QStringLiteral("id"), action.id}, {QStringLiteral("label"), action.label}});
    QJsonObject json{
        {QStringLiteral("code"), problemCodeName(m_code)},
        {QStringLiteral("text"), m_text},
        {QStringLiteral("actions"), actions},
    };
    if (!m_detail.isEmpty())
        json.insert(QStringLiteral("detail"), m_detail);
    if (!m_entity.isEmpty())
        json.insert(QStringLiteral("entity"), QJsonObject{{QStringLiteral("kind"), m_entityKind}, {QStringLiteral("id"), m_entity}});
    return json;
}

QString Problem::toLogLine() const
{
    QString line = problemCodeName(m_code) + QStringLiteral(": ") + m_text;
    if (!m_entity.isEmpty())
        line += QStringLiteral(" [%1 %2]").arg(m_entityKind, m_entity);
    if (!m_detail.isEmpty())
        line += QStringLiteral(" (%1)").arg(m_detail);
    return line.replace(QLatin1Char('\n'), QLatin1Char(' '));
}

} // namespace sc

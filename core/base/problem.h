// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QString>

namespace sc {

// The codes a person, a script and the log see alike.
enum class ProblemCode {
    ValidationError,
    InvalidParameter,
    NothingToUpdate,
    ResourceNotFound,
    DuplicateResource,
    Conflict,
    FileTooLarge,
    InvalidFileType,
    FileDamaged,
    MediaMissing,
    InsufficientStorage,
    PermissionDenied,
    DatabaseError,
    NewerVersion,
    ServerOffline,
    ServerRefused,
    ModelMissing,
    NodeMissing,
    OutOfMemory,
    GenerationFailed,
    ResultInvalid,
    Timeout,
    ExternalServiceError,
    RateLimited,
    NotAuthorised,
    TokenExpired,
    ProviderRetired,
    ProfileLocked,
    Cancelled,
    InternalError,
};

[[nodiscard]] QString problemCodeName(ProblemCode code); // "FILE_DAMAGED"
[[nodiscard]] int exitCodeOf(ProblemCode code); // of the command line: 1 request, 2 not found, 3 conflict ...

// One way out that a screen offers as a button and the command line as a hint.
struct ProblemAction
{
    QString id; // "import.anyway": what the caller acts on
    QString label; // translated, a verb: "Import anyway"
    bool operator==(const ProblemAction &) const = default;
};

// What went wrong, in a sentence for a person. Value; travels as the error of a Result and across threads.
// Never holds a secret, a raw exception text or SQL in `text`; `detail` is for the curious and the log.
class Problem
{
public:
    Problem() = default;
    // code decides what a program does, text is one plain translated sentence. Every code brings a default
    // action, so that a Problem is never a dead end; withAction() replaces it.
    Problem(ProblemCode code, QString text);

    [[nodiscard]] Problem withDetail(QString detail) const;
    [[nodiscard]] Problem withEntity(QString kind, QString idOrName) const; // "clip", "Neon Drive"
    [[nodiscard]] Problem withAction(QString id, QString label) const; // first call replaces the default

    [[nodiscard]] ProblemCode code() const { return m_code; }
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] const QString &detail() const { return m_detail; }
    [[nodiscard]] const QString &entityKind() const { return m_entityKind; }
    [[nodiscard]] const QString &entity() const { return m_entity; }
    [[nodiscard]] const QList<ProblemAction> &actions() const { return m_actions; }

    // {"code","text","detail","entity":{"kind","id"},"actions":[{"id","label"}]}
    [[nodiscard]] QJsonObject toJson() const;
    // One line for the log.
    [[nodiscard]] QString toLogLine() const;

    bool operator==(const Problem &) const = default;

private:
    ProblemCode m_code = ProblemCode::InternalError;
    QString m_text;
    QString m_detail;
    QString m_entityKind;
    QString m_entity;
    QList<ProblemAction> m_actions;
    bool m_hasDefaultAction = true;
};

} // namespace sc

Q_DECLARE_METATYPE(sc::Problem)

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/project_session.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <optional>

namespace sc::project {

enum class ExportEnd { Done, Failed, Cancelled };

// One export of the project, as it went.
struct ExportRecord
{
    QString id;
    QString preset;      // its name then
    QString kind;        // "video"
    QJsonObject options; // as they were; empty of runs before these were kept
    std::optional<TickRange> range;
    QString destination; // absolute: the file, or the folder
    ExportEnd end = ExportEnd::Done;
    QStringList notices; // warnings; of a failed one the reason
    qint64 bytes = 0;
    QString startedAt; // UTC, ISO 8601
    double seconds = 0;
    bool operator==(const ExportRecord &) const = default;
};

// The history of a project's exports, in its bundle; the latest 200 are kept. No part of undo. Thread: the session's.
class ExportLog
{
public:
    static constexpr int kKept = 200;

    explicit ExportLog(ProjectSession &session) : m_session(session) {}

    [[nodiscard]] Result<std::vector<ExportRecord>> records() const; // the latest first
    // PERMISSION_DENIED in a bundle that is open for reading only.
    [[nodiscard]] Result<> add(ExportRecord record);
    [[nodiscard]] Result<> remove(const QString &id);

private:
    ProjectSession &m_session;
};

} // namespace sc::project

Q_DECLARE_METATYPE(sc::project::ExportRecord)

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/workflow_shelf.h"

#include "core/base/id.h"
#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>

#include <algorithm>

namespace sc::generation {

namespace {

constexpr qsizetype kShortestBeginning = 6;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::generation)
};

Result<OwnWorkflow> readWorkflow(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > 2 * kMaxWorkflowBytes)
        return std::unexpected(
            Problem(ProblemCode::FileDamaged, Text::tr("The workflow file \"%1\" cannot be read.").arg(QFileInfo(path).fileName())));
    SC_TRY_ASSIGN(json, parseJsonObject(file.readAll(), QFileInfo(path).fileName()));
    return workflowFromJson(json);
}

QString freeName(const std::vector<OwnWorkflow> &others, const QString &name)
{
    for (int number = 2;; ++number) {
        QString next = QStringLiteral("%1 %2").arg(name).arg(number);
        if (std::ranges::find(others, next, &OwnWorkflow::name) == others.end())
            return next;
    }
}

} // namespace

WorkflowShelf::WorkflowShelf(const ProfilePaths &profile) : m_folder(profile.root + QStringLiteral("/workflows")) {}

QString WorkflowShelf::fileOf(const QString &id) const
{
    return QStringLiteral("%1/%2.json").arg(m_folder, id);
}

WorkflowShelf::Listing WorkflowShelf::all() const
{
    Listing listing;
    const QDir folder(m_folder);
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        Result<OwnWorkflow> read = readWorkflow(folder.filePath(name));
        if (read)
            listing.workflows.push_back(std::move(*read));
        else
            listing.problems.push_back(read.error().withEntity(QStringLiteral("workflow"), name));
    }
    std::ranges::sort(listing.workflows, [](const OwnWorkflow &a, const OwnWorkflow &b) { return a.name.localeAwareCompare(b.name) < 0; });
    return listing;
}

Result<OwnWorkflow> WorkflowShelf::find(const QString &wanted) const
{
    QStringList names;
    for (const OwnWorkflow &workflow : all().workflows) {
        const bool isBeginning = wanted.size() >= kShortestBeginning && workflow.id.startsWith(wanted);
        if (workflow.id == wanted || workflow.name == wanted || isBeginning)
            return workflow;
        names.append(workflow.name);
    }
    return std::unexpected(Problem(ProblemCode::ResourceNotFound, Text::tr("There is no workflow \"%1\".").arg(wanted))
                               .withDetail(names.isEmpty() ? Text::tr("None was imported yet.")
                                                           : Text::tr("There are: %1.").arg(names.join(QStringLiteral(", ")))));
}

Result<> WorkflowShelf::save(const OwnWorkflow &workflow) const
{
    SC_TRY(checkBindings(workflow.graph, workflow.bindings));
    SC_TRY(workflowFromJson(toJson(workflow))); // what is stored can be read again
    const std::vector<OwnWorkflow> others = all().workflows;
    const bool isTaken =
        std::ranges::any_of(others, [&](const OwnWorkflow &other) { return other.name == workflow.name && other.id != workflow.id; });
    if (isTaken)
        return std::unexpected(Problem(ProblemCode::DuplicateResource, Text::tr("There is a workflow \"%1\" already.").arg(workflow.name))
                                   .withDetail(Text::tr("\"%1\" is free.").arg(freeName(others, workflow.name)))
                                   .withEntity(QStringLiteral("workflow"), workflow.name));
    SC_TRY(ensureFolder(m_folder));
    const QByteArray bytes = toCompactJson(toJson(workflow));
    SC_TRY(requireFreeSpace(m_folder, bytes.size()));
    QSaveFile file(fileOf(workflow.id));
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return std::unexpected(
        Problem(ProblemCode::PermissionDenied, Text::tr("The workflow cannot be stored in \"%1\".").arg(QDir::toNativeSeparators(m_folder)))
            .withDetail(file.errorString()));
}

Result<> WorkflowShelf::remove(const QString &id) const
{
    if (isUuid(id) && QFile::remove(fileOf(id)))
        return {};
    return std::unexpected(Problem(ProblemCode::ResourceNotFound, Text::tr("There is no workflow \"%1\".").arg(id)));
}

} // namespace sc::generation

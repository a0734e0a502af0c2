// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ways_out.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <iterator>

namespace sc::ui {

namespace {

bool canBeTaken(const Problem &problem, const QString &action)
{
    const QString &kind = problem.entityKind();
    const bool file = kind == about::kFile && !problem.entity().isEmpty();
    // Planning names a project by its id; only a bundle's place can be opened or restored.
    const bool bundle = kind == about::kProject && QDir::isAbsolutePath(problem.entity());
    if (action == u"import.anyway")
        return file && problem.code() == ProblemCode::FileTooLarge;
    if (action == u"choose.file")
        return file;
    if (action == u"restore" || action == u"open.readonly")
        return bundle;
    if (action == u"retry")
        return bundle || (file && problem.code() == ProblemCode::OutOfMemory);
    if (action == u"open.existing")
        return !problem.entity().isEmpty() && QFileInfo::exists(problem.entity() + QStringLiteral("/project.db"));
    if (action == u"duplicate" || action == u"retry.anyway" || action == u"cancel" || action == u"edit")
        return kind == about::kJob && !problem.entity().isEmpty();
    if (action == u"choose.place")
        return kind == about::kNewProject || kind == about::kExport;
    return false;
}

} // namespace

QList<ProblemAction> waysOut(const Problem &problem)
{
    QList<ProblemAction> taken;
    std::copy_if(problem.actions().begin(), problem.actions().end(), std::back_inserter(taken),
                 [&](const ProblemAction &action) { return canBeTaken(problem, action.id); });
    return taken;
}

} // namespace sc::ui

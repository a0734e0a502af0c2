// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/edit_arguments.h"
#include "core/interchange/shot_list.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QSaveFile>

namespace sc::cli {

namespace {

Problem cannot(ProblemCode code, const QString &text, const QString &path, const QString &why)
{
    return Problem(code, text.arg(QDir::toNativeSeparators(path))).withDetail(why).withEntity(QStringLiteral("file"), path);
}

Result<Output> exportCsv(Invocation &invocation)
{
    const QString path = invocation.arguments.value(QStringLiteral("out"));
    if (path.isEmpty())
        return std::unexpected(Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::cli", "--out FILE says where to write.")));
    if (QFileInfo::exists(path) && !invocation.arguments.has(QStringLiteral("force"))) {
        return std::unexpected(cannot(ProblemCode::DuplicateResource, QCoreApplication::translate("sc::cli", "\"%1\" is there already."), path, {})
                                   .withAction(QStringLiteral("force"), QCoreApplication::translate("sc::cli", "--force replaces it")));
    }
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    const auto shots = static_cast<qint64>(timeline::liveClips(session->timeline()).size());
    QSaveFile file(path);
    const QByteArray bytes = interchange::writeShotList(session->timeline());
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return std::unexpected(
            cannot(ProblemCode::PermissionDenied, QCoreApplication::translate("sc::cli", "\"%1\" cannot be written."), path, file.errorString()));
    const int count = static_cast<int>(shots);
    return Output{QCoreApplication::translate("sc::cli", "%1\n%n shots", nullptr, count).arg(QDir::toNativeSeparators(path)),
                  QJsonObject{{QStringLiteral("file"), path}, {QStringLiteral("shots"), shots}}};
}

Result<Output> importCsv(Invocation &invocation)
{
    const QString path = invocation.word(1);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(cannot(file.exists() ? ProblemCode::PermissionDenied : ProblemCode::MediaMissing,
                                      QCoreApplication::translate("sc::cli", "\"%1\" cannot be read."), path, file.errorString()));
    const QByteArray bytes = file.readAll();
    interchange::ShotListImport read;
    SC_TRY_ASSIGN(session, openBundle(invocation));
    SC_TRY_ASSIGN(found, interchange::readShotList(session->timeline(), bytes));
    read = std::move(found);
    if (read.changed > 0)
        SC_TRY(session->apply(QCoreApplication::translate("sc::cli", "Import shot list"), read.timeline));
    QString text = QCoreApplication::translate("sc::cli", "%1 of %2 shots changed").arg(read.changed).arg(read.rows);
    for (const QString &notice : read.notices)
        text += QStringLiteral("\n! ") + notice;
    return Output{text, QJsonObject{{QStringLiteral("rows"), read.rows},
                                    {QStringLiteral("changed"), read.changed},
                                    {QStringLiteral("notices"), QJsonArray::fromStringList(read.notices)}}};
}

} // namespace

std::vector<Command> shotListCommands()
{
    return {
        {QStringLiteral("export"), QStringLiteral("csv"), QStringLiteral("BUNDLE"), QCoreApplication::translate("sc::cli", "the shot list, for a spreadsheet"), 1, 1,
         {{QStringLiteral("out"), QStringLiteral("FILE"), QCoreApplication::translate("sc::cli", "where to write")},
          {QStringLiteral("force"), {}, QCoreApplication::translate("sc::cli", "replace what is there")}}, exportCsv},
        {QStringLiteral("clip"), QStringLiteral("import"), QStringLiteral("BUNDLE FILE"),
         QCoreApplication::translate("sc::cli", "names, notes, prompts and lyrics from such a shot list"), 2, 2, {}, importCsv},
    };
}

} // namespace sc::cli

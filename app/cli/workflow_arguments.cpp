// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/workflow_arguments.h"

#include "core/base/json.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace comfy;

constexpr qint64 kMaxFile = 64 * 1024 * 1024;

QJsonObject faultJson(const GraphFault &fault)
{
    return {{QStringLiteral("node"), fault.node},
            {QStringLiteral("class"), fault.className},
            {QStringLiteral("input"), fault.input},
            {QStringLiteral("text"), fault.text},
            {QStringLiteral("warning"), fault.warning}};
}

} // namespace

Result<QByteArray> contentOfFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(Problem(QFile::exists(path) ? ProblemCode::PermissionDenied : ProblemCode::ResourceNotFound,
                                       QCoreApplication::translate("sc::cli", "\"%1\" cannot be read.").arg(path))
                                   .withDetail(file.errorString()));
    if (file.size() > kMaxFile)
        return std::unexpected(
            Problem(ProblemCode::FileTooLarge, QCoreApplication::translate("sc::cli", "\"%1\" is larger than 64 MB.").arg(path)));
    return file.readAll();
}

Result<ObjectInfo> nodesOption(const Arguments &arguments)
{
    const QStringList files = arguments.values(QStringLiteral("object-info"));
    if (files.isEmpty())
        return ObjectInfo::builtIn();
    ObjectInfo all;
    for (const QString &path : files) {
        SC_TRY_ASSIGN(bytes, contentOfFile(path));
        SC_TRY_ASSIGN(info, ObjectInfo::parse(bytes));
        all.merge(info);
    }
    return all;
}

OptionSpec nodesOptionSpec()
{
    return {QStringLiteral("object-info"), QStringLiteral("FILE"),
            QCoreApplication::translate("sc::cli", "what a server has (its /object_info); may be given several times")};
}

Result<QJsonObject> jsonOption(const Arguments &arguments, const QString &option)
{
    const QString value = arguments.value(option);
    if (value.isEmpty())
        return QJsonObject();
    QByteArray bytes = value.toUtf8();
    if (value.startsWith(u'@')) {
        SC_TRY_ASSIGN(content, contentOfFile(value.mid(1)));
        bytes = content;
    }
    return parseJsonObject(bytes, QStringLiteral("--") + option);
}

Result<Output> checked(Invocation &invocation, const std::vector<GraphFault> &faults, const Result<> &fits)
{
    Output output;
    QJsonArray all;
    for (const GraphFault &fault : faults) {
        all.append(faultJson(fault));
        output.text +=
            QStringLiteral("%1 %2%3\n")
                .arg(fault.warning ? QStringLiteral(" ") : QStringLiteral("!"),
                     fault.node.isEmpty() ? QString() : QCoreApplication::translate("sc::cli", "node %1: ").arg(fault.node), fault.text);
    }
    if (!fits) {
        invocation.console.notice(output.text.trimmed());
        return std::unexpected(fits.error());
    }
    if (faults.empty())
        output.text = QCoreApplication::translate("sc::cli", "No mistake found.");
    output.json =
        QJsonObject{{QStringLiteral("file"), invocation.word(0)}, {QStringLiteral("good"), true}, {QStringLiteral("faults"), all}};
    return output;
}

} // namespace sc::cli

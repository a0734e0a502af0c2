// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/model_files.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace sc::comfy {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::comfy", text);
}

QString baseName(const QString &name)
{
    return name.mid(std::max(name.lastIndexOf(u'/'), name.lastIndexOf(u'\\')) + 1);
}

Problem missing(const QString &text, const QString &file, const QStringList &others)
{
    Problem problem = Problem(ProblemCode::ModelMissing, text).withEntity(QStringLiteral("model"), file);
    if (!others.isEmpty())
        problem = problem.withDetail(tr("The server has: %1").arg(others.mid(0, 12).join(QStringLiteral(", "))));
    return problem;
}

} // namespace

QString foldedName(const QString &fileName)
{
    static const QRegularExpression separators(QStringLiteral("[ _.\\-]+"));
    static const QRegularExpression extension(QStringLiteral("\\.(safetensors|sft|ckpt|pt|pth|bin|gguf|onnx)$"));
    QString name = baseName(fileName.toLower());
    name.remove(extension);
    return name.replace(separators, QStringLiteral("-"));
}

Result<QString> pickFile(const ObjectInfo &info, const FileList &list, const FileWish &wish)
{
    const QStringList files = info.choices(list.className, list.input);
    for (const QString &pattern : wish.patterns) {
        const QRegularExpression fits(pattern);
        const QRegularExpression avoid(wish.avoid.isEmpty() ? QStringLiteral("(?!)") : wish.avoid);
        for (const QString &file : files) {
            const QString name = foldedName(file);
            if (fits.match(name).hasMatch() && !avoid.match(name).hasMatch())
                return file;
        }
    }
    if (info.takesAnyFile(list.className, list.input))
        return wish.canonical;
    if (!info.has(list.className))
        return std::unexpected(Problem(ProblemCode::NodeMissing, tr("The server has no node \"%1\".").arg(list.className))
                                   .withEntity(QStringLiteral("node"), list.className));
    return std::unexpected(missing(tr("The server lacks %1: %2.").arg(wish.what, wish.canonical), wish.canonical, files));
}

bool listHas(const ObjectInfo &info, const FileList &list, const QString &name)
{
    const QStringList files = info.choices(list.className, list.input);
    return files.contains(name) || std::ranges::any_of(files, [&](const QString &file) { return baseName(file) == baseName(name); });
}

Result<QString> namedFile(const ObjectInfo &info, const FileList &list, const QString &name)
{
    const QStringList files = info.choices(list.className, list.input);
    if (files.contains(name))
        return name;
    const QString wanted = foldedName(name);
    QStringList alike;
    for (const QString &file : files) {
        if (foldedName(file) == wanted)
            return file;
        if (foldedName(file).contains(wanted.left(8)))
            alike += file;
    }
    if (info.takesAnyFile(list.className, list.input))
        return name;
    return std::unexpected(missing(tr("The server does not have \"%1\".").arg(name), name, alike.isEmpty() ? files : alike));
}

} // namespace sc::comfy

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/practice/practice_nodes.h"

#include "core/comfy/compose.h"
#include "core/comfy/graph.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace sc::practice {

namespace {

using namespace comfy;

const QString kMarker = QStringLiteral("@files:");

// "loras" of "@files:loras"; "input:image" of "@files:input:image".
QString folderIn(const QJsonArray &choices)
{
    for (const QJsonValue &choice : choices)
        if (choice.toString().startsWith(kMarker))
            return choice.toString().mid(kMarker.size());
    return {};
}

// The list of a file input, in either of the two shapes of an option list.
QJsonArray choicesOf(const QJsonValue &spec)
{
    const QJsonArray parts = spec.toArray();
    return parts.at(0).isArray() ? parts.at(0).toArray() : parts.at(1).toObject().value(QStringLiteral("options")).toArray();
}

QString folderOfInput(const NodeClass &nodeClass, const QString &input)
{
    for (const QString &group : {QStringLiteral("required"), QStringLiteral("optional")}) {
        const QJsonObject members = nodeClass.input.value(group).toObject();
        if (members.contains(input))
            return folderIn(choicesOf(members.value(input)));
    }
    return {};
}

void gather(const QJsonObject &graph, ModelFolders &folders)
{
    for (const QJsonValue &value : graph) {
        const QJsonObject node = value.toObject();
        const NodeClass *nodeClass = ObjectInfo::builtIn().find(node.value(QStringLiteral("class_type")).toString());
        const QJsonObject inputs = node.value(QStringLiteral("inputs")).toObject();
        for (auto it = inputs.begin(); nodeClass && it != inputs.end(); ++it) {
            const QString folder = it.value().isString() ? folderOfInput(*nodeClass, it.key()) : QString();
            if (!folder.isEmpty() && !folder.startsWith(u"input") && !folders[folder].contains(it.value().toString()))
                folders[folder].append(it.value().toString());
        }
    }
}

// Kinds of graphs that together name every file of a family.
std::vector<GenerationParams> variantsOf(const ModelFamily &family)
{
    GenerationParams plain;
    plain.family = family.id;
    plain.seed = 1;
    const QString picture = QStringLiteral("p.png");
    std::vector<GenerationParams> all(10, plain);
    all[1].initImage = picture;
    all[2].initImage = picture;
    all[2].endImage = picture;
    all[3].upscale = Upscale();
    all[4].faceImage = picture;
    all[5].control = Control{.image = picture};
    all[5].control->type = ControlType::Depth;
    for (const auto &[index, method] :
         {std::pair(6, CharacterMethod::IpAdapter), std::pair(7, CharacterMethod::InstantId), std::pair(8, CharacterMethod::Reference)})
        all[static_cast<size_t>(index)].character = CharacterReference{.method = method, .images = {picture}};
    all[9].interpolateFps = 48;
    if (family.hasRefiner) {
        all.push_back(plain);
        all.back().refiner = Refiner();
    }
    return all;
}

// The option lists of files filled in, everywhere below `value`.
QJsonValue filled(const QJsonValue &value, const ModelFolders &models, const QStringList &inputFiles)
{
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        const QString folder = folderIn(array);
        if (folder.startsWith(u"input"))
            return QJsonArray::fromStringList(inputFiles);
        if (!folder.isEmpty()) {
            QJsonArray names = QJsonArray::fromStringList(models.value(folder));
            for (const QJsonValue &fixed : array) // "None", "pixel_space": names that need no file
                if (!fixed.toString().startsWith(kMarker))
                    names.append(fixed);
            return names;
        }
        QJsonArray copy;
        for (const QJsonValue &element : array)
            copy.append(filled(element, models, inputFiles));
        return copy;
    }
    if (!value.isObject())
        return value;
    QJsonObject copy;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        copy.insert(it.key(), filled(it.value(), models, inputFiles));
    return copy;
}

QJsonObject builtInClasses()
{
    (void)ObjectInfo::builtIn(); // sees to it that the resource is there
    QFile file(QStringLiteral(":/comfy/nodes.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

} // namespace

ModelFolders filesOfFamilies(const QStringList &families)
{
    ModelFolders folders;
    for (const ModelFamily &family : FamilyTable::builtIn().all()) {
        if (!families.isEmpty() && !families.contains(family.id))
            continue;
        for (const GenerationParams &params : variantsOf(family)) {
            for (const MediaKind kind : {MediaKind::Image, MediaKind::Video}) {
                GraphRequest request{.kind = kind, .prompt = QStringLiteral("p"), .negative = {}, .params = params};
                if (family.needsSourceImage && request.params.initImage.isEmpty())
                    request.params.initImage = QStringLiteral("p.png");
                // A family that is a still's cannot move without another's files, and what a family cannot do is not asked for.
                if (kind == MediaKind::Video && family.makes == MediaKind::Image && !families.isEmpty())
                    continue;
                if (const auto composed = composeGraph(request, FamilyTable::builtIn(), ObjectInfo::builtIn()))
                    gather(composed->graph, folders);
            }
        }
    }
    folders[QStringLiteral("loras")] << QStringLiteral("practice_film_grain.safetensors")
                                     << QStringLiteral("practice_soft_light.safetensors");
    for (QStringList &names : folders)
        names.sort();
    return folders;
}

QJsonObject objectInfoOf(const ModelFolders &models, const QStringList &inputFiles)
{
    QJsonObject all;
    const QJsonObject classes = builtInClasses();
    for (auto it = classes.begin(); it != classes.end(); ++it) {
        QJsonObject one = it.value().toObject();
        one.insert(QStringLiteral("input"), filled(one.value(QStringLiteral("input")), models, inputFiles));
        const QJsonArray outputs = one.value(QStringLiteral("output")).toArray();
        QJsonArray isList;
        for (qsizetype i = 0; i < outputs.size(); ++i)
            isList.append(false);
        one.insert(QStringLiteral("output_is_list"), isList);
        one.insert(QStringLiteral("output_name"), outputs);
        one.insert(QStringLiteral("name"), it.key());
        one.insert(QStringLiteral("display_name"), it.key());
        one.insert(QStringLiteral("description"), QString());
        one.insert(QStringLiteral("category"), QStringLiteral("practice"));
        one.insert(QStringLiteral("output_node"), one.value(QStringLiteral("output_node")).toBool());
        all.insert(it.key(), one);
    }
    return all;
}

} // namespace sc::practice

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/family.h"

#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>

namespace sc::comfy {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::comfy", text);
}

Problem badRow(const QString &row, const QString &why)
{
    return Problem(ProblemCode::ValidationError, tr("The family \"%1\" cannot be used: %2").arg(row, why));
}

bool inRange(double value, double low, double high)
{
    return value >= low && value <= high;
}

Result<FamilyPreset> readPreset(const QString &family, const QString &name, const QJsonObject &row)
{
    FamilyPreset preset{.name = name,
                        .steps = row.value(QStringLiteral("steps")).toInt(-1),
                        .cfg = row.value(QStringLiteral("cfg")).toDouble(-1),
                        .width = row.value(QStringLiteral("width")).toInt(-1),
                        .height = row.value(QStringLiteral("height")).toInt(-1),
                        .sampler = row.value(QStringLiteral("sampler")).toString(),
                        .scheduler = row.value(QStringLiteral("scheduler")).toString(),
                        .frames = row.value(QStringLiteral("frames")).toInt(-1),
                        .fps = row.value(QStringLiteral("fps")).toDouble(-1)};
    const QString where = family + u'/' + name;
    if (!inRange(preset.steps, 1, 200))
        return std::unexpected(badRow(where, tr("steps must be 1 to 200.")));
    if (!inRange(preset.cfg, 0.1, 30))
        return std::unexpected(badRow(where, tr("cfg must be 0.1 to 30.")));
    if (!inRange(preset.width, 64, 4096) || !inRange(preset.height, 64, 4096))
        return std::unexpected(badRow(where, tr("width and height must be 64 to 4096.")));
    if (preset.sampler.isEmpty() || preset.scheduler.isEmpty())
        return std::unexpected(badRow(where, tr("sampler and scheduler are missing.")));
    if (!inRange(preset.frames, 1, 1000) || !inRange(preset.fps, 1, 120))
        return std::unexpected(badRow(where, tr("frames must be 1 to 1000 and fps 1 to 120.")));
    return preset;
}

Result<ModelFamily> readFamily(const QJsonObject &row)
{
    static const QRegularExpression idForm(QStringLiteral("^[a-z][a-z0-9_]{0,63}$"));
    ModelFamily family{.id = row.value(QStringLiteral("id")).toString(),
                       .name = row.value(QStringLiteral("name")).toString(),
                       .makes = row.value(QStringLiteral("makes")).toString() == u"video" ? MediaKind::Video : MediaKind::Image,
                       .sizeStep = row.value(QStringLiteral("size_step")).toInt(-1),
                       .frameGrid = row.value(QStringLiteral("frame_grid")).toInt(-1),
                       .maxLoras = row.value(QStringLiteral("max_loras")).toInt(-1),
                       .hasRefiner = row.value(QStringLiteral("refiner")).toBool(),
                       .needsSourceImage = row.value(QStringLiteral("needs_source_image")).toBool(),
                       .negative = row.value(QStringLiteral("negative")).toString(),
                       .advice = row.value(QStringLiteral("advice")).toString(),
                       .presets = {}};
    if (!idForm.match(family.id).hasMatch())
        return std::unexpected(badRow(family.id, tr("the id must be small letters, digits and _.")));
    if (family.name.trimmed().isEmpty())
        return std::unexpected(badRow(family.id, tr("the name is missing.")));
    if (!mediaKindFromName(row.value(QStringLiteral("makes")).toString()))
        return std::unexpected(badRow(family.id, tr("makes must be image or video.")));
    if (family.sizeStep != 8 && family.sizeStep != 16 && family.sizeStep != 32 && family.sizeStep != 64)
        return std::unexpected(badRow(family.id, tr("size_step must be 8, 16, 32 or 64.")));
    if (!inRange(family.frameGrid, 1, 64) || !inRange(family.maxLoras, 0, 32))
        return std::unexpected(badRow(family.id, tr("frame_grid must be 1 to 64 and max_loras 0 to 32.")));
    const QJsonObject presets = row.value(QStringLiteral("presets")).toObject();
    for (auto it = presets.begin(); it != presets.end(); ++it) {
        SC_TRY_ASSIGN(preset, readPreset(family.id, it.key(), it.value().toObject()));
        family.presets.push_back(preset);
    }
    if (!family.preset(QStringLiteral("fast")) || !family.preset(QStringLiteral("quality")))
        return std::unexpected(badRow(family.id, tr("the presets fast and quality are needed.")));
    return family;
}

} // namespace

QString mediaKindName(MediaKind kind)
{
    return kind == MediaKind::Video ? QStringLiteral("video") : QStringLiteral("image");
}

Result<MediaKind> mediaKindFromName(const QString &name)
{
    if (name == u"image")
        return MediaKind::Image;
    if (name == u"video")
        return MediaKind::Video;
    return std::unexpected(Problem(ProblemCode::InvalidParameter, tr("The kind must be image or video, not \"%1\".").arg(name)));
}

const FamilyPreset *ModelFamily::preset(const QString &presetName) const
{
    const auto it = std::ranges::find(presets, presetName, &FamilyPreset::name);
    return it == presets.end() ? nullptr : &*it;
}

int ModelFamily::snappedSize(int pixels) const
{
    return std::max(1, (pixels + sizeStep / 2) / sizeStep) * sizeStep;
}

int ModelFamily::snappedFrames(int frames) const
{
    return frames <= 1 ? 1 : (frames - 1 + frameGrid / 2) / frameGrid * frameGrid + 1;
}

int ModelFamily::framesCovering(int frames) const
{
    return frames <= 1 ? 1 : (frames - 2 + frameGrid) / frameGrid * frameGrid + 1;
}

Result<FamilyTable> FamilyTable::parse(const QByteArray &json)
{
    SC_TRY_ASSIGN(document, parseJsonObject(json, tr("The file of model families")));
    FamilyTable table;
    for (const QJsonValue &row : document.value(QStringLiteral("families")).toArray()) {
        SC_TRY_ASSIGN(family, readFamily(row.toObject()));
        if (table.find(family.id))
            return std::unexpected(badRow(family.id, tr("it is there twice.")));
        table.m_families.push_back(std::move(family));
    }
    if (table.m_families.empty())
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("The file of model families holds no family.")));
    return table;
}

const FamilyTable &FamilyTable::builtIn()
{
    static const FamilyTable table = [] {
        QFile file(QStringLiteral(":/comfy/families.json"));
        if (!file.open(QIODevice::ReadOnly))
            return FamilyTable();
        return parse(file.readAll()).value_or(FamilyTable());
    }();
    return table;
}

Result<FamilyTable> FamilyTable::with(const QByteArray &moreJson) const
{
    SC_TRY_ASSIGN(more, parse(moreJson));
    FamilyTable joined = *this;
    for (ModelFamily &family : more.m_families) {
        if (find(family.id))
            return std::unexpected(badRow(family.id, tr("the program has a family of this id already.")));
        joined.m_families.push_back(std::move(family));
    }
    return joined;
}

const ModelFamily *FamilyTable::find(const QString &id) const
{
    const auto it = std::ranges::find(m_families, id, &ModelFamily::id);
    return it == m_families.end() ? nullptr : &*it;
}

Result<ModelFamily> FamilyTable::family(const QString &id) const
{
    if (const ModelFamily *found = find(id))
        return *found;
    QStringList ids;
    for (const ModelFamily &family : m_families)
        ids += family.id;
    return std::unexpected(
        Problem(ProblemCode::ResourceNotFound, tr("There is no model family \"%1\".").arg(id)).withDetail(ids.join(QStringLiteral(", "))));
}

} // namespace sc::comfy

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/export_preset.h"

#include "core/base/id.h"
#include "core/base/json.h"
#include "core/base/log.h"
#include "core/base/text.h"
#include "core/render/export_job.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::render {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::render)
};

constexpr int kLongestName = 60;

using Option = std::pair<const char *, QJsonValue>;

ExportPreset preset(const char *id, const QString &name, const char *kind, std::initializer_list<Option> options = {})
{
    QJsonObject json;
    for (const Option &option : options)
        json.insert(QLatin1String(option.first), option.second);
    return {QLatin1String(id), name, QLatin1String(kind), json, true};
}

QString lit(const char *text)
{
    return QString::fromLatin1(text);
}

// What the places themselves ask for; loudness as in the loudness targets of an analysis.
std::vector<ExportPreset> makeBuiltIn()
{
    return {
        preset("finalcut", Text::tr("Final Cut Pro"), "fcpxml", {{"version", lit("1.10")}, {"target", lit("finalcut")}}),
        preset("davinci", Text::tr("DaVinci Resolve"), "resolve"),
        preset("premiere", Text::tr("Premiere Pro"), "xmeml"),
        preset("edl", Text::tr("EDL"), "edl"),
        preset("otio", Text::tr("OpenTimelineIO"), "otio"),
        preset("youtube", Text::tr("YouTube master"), "video",
               {{"codec", lit("h264")},
                {"container", lit("mp4")},
                {"quality", 16},
                {"sound", lit("aac")},
                {"soundRate", 320000},
                {"loudness", lit("limit")},
                {"lufs", -14},
                {"peak", -1}}),
        preset("vertical", Text::tr("Instagram, vertical 9:16"), "video",
               {{"codec", lit("h264")},
                {"container", lit("mp4")},
                {"width", 1080},
                {"height", 1920},
                {"framing", lit("fill")},
                {"quality", 18},
                {"sound", lit("aac")},
                {"burnLyrics", true},
                {"loudness", lit("limit")},
                {"lufs", -14},
                {"peak", -1}}),
        preset("square", Text::tr("Square 1:1"), "video",
               {{"codec", lit("h264")},
                {"container", lit("mp4")},
                {"width", 1080},
                {"height", 1080},
                {"framing", lit("blur")},
                {"quality", 18},
                {"sound", lit("aac")},
                {"loudness", lit("limit")},
                {"lufs", -14},
                {"peak", -1}}),
        preset("master", Text::tr("ProRes 422 HQ"), "video",
               {{"codec", lit("prores")},
                {"profile", lit("hq")},
                {"container", lit("mov")},
                {"sound", lit("pcm24")},
                {"timecodeTrack", true}}),
        preset("review", Text::tr("Review copy"), "video",
               {{"codec", lit("h264")},
                {"container", lit("mp4")},
                {"lines", 720},
                {"quality", 26},
                {"sound", lit("aac")},
                {"soundRate", 160000},
                {"burnTimecode", true},
                {"burnNames", true}}),
        preset("scenes", Text::tr("One movie a scene"), "scenes",
               {{"codec", lit("h264")}, {"container", lit("mp4")}, {"quality", 18}, {"sound", lit("aac")}}),
        preset("overlay", Text::tr("Lyrics with transparency"), "video",
               {{"codec", lit("prores")},
                {"profile", lit("4444")},
                {"container", lit("mov")},
                {"content", lit("words")},
                {"alpha", true},
                {"burnLyrics", true},
                {"sound", lit("none")},
                {"timecodeTrack", true}}),
        preset("animatic", Text::tr("Animatic"), "animatic",
               {{"codec", lit("h264")},
                {"container", lit("mp4")},
                {"lines", 720},
                {"quality", 23},
                {"sound", lit("aac")},
                {"burnTimecode", true},
                {"burnNames", true}}),
        preset("images", Text::tr("Image sequence"), "images", {{"format", lit("png")}}),
        preset("storyboard", Text::tr("Storyboard"), "pdf", {{"columns", 3}, {"rows", 2}}),
        preset("shotlist", Text::tr("Shot list"), "csv"),
        preset("lyrics", Text::tr("Lyrics"), "lyrics", {{"format", lit("srt")}}),
        preset("markers", Text::tr("Markers"), "markers"),
        preset("json", Text::tr("Project data"), "json", {{"form", lit("complete")}}),
    };
}

} // namespace

const std::vector<ExportPreset> &builtInPresets()
{
    static const std::vector<ExportPreset> presets = [] {
        std::vector<ExportPreset> all = makeBuiltIn();
        std::erase_if(all, [](const ExportPreset &preset) { return findExportJobKind(preset.kind) == nullptr; });
        return all;
    }();
    return presets;
}

std::vector<ExportPreset> presetsFromText(const QString &text)
{
    std::vector<ExportPreset> presets;
    if (text.isEmpty())
        return presets;
    const auto array = parseJsonArray(text.toUtf8(), kPresetsSetting);
    if (!array) {
        logProblem(logUi(), array.error());
        return presets;
    }
    for (const QJsonValue &value : *array) {
        const QJsonObject entry = value.toObject();
        const ExportPreset preset{entry.value(u"id").toString(), entry.value(u"name").toString(), entry.value(u"kind").toString(),
                                  entry.value(u"options").toObject(), false};
        if (!preset.id.isEmpty() && !preset.name.isEmpty() && !preset.kind.isEmpty())
            presets.push_back(preset);
    }
    return presets;
}

QString toText(const std::vector<ExportPreset> &own)
{
    QJsonArray array;
    for (const ExportPreset &preset : own)
        array.append(QJsonObject{{QStringLiteral("id"), preset.id},
                                 {QStringLiteral("name"), preset.name},
                                 {QStringLiteral("kind"), preset.kind},
                                 {QStringLiteral("options"), preset.options}});
    return QString::fromUtf8(toCompactJson(array));
}

Result<std::vector<ExportPreset>> withPreset(std::vector<ExportPreset> own, ExportPreset preset)
{
    SC_TRY_ASSIGN(name, cleanText(preset.name, TextKind::SingleLine, 1, kLongestName, Text::tr("Name of the preset")));
    preset.name = name;
    preset.isBuiltIn = false;
    if (preset.id.isEmpty())
        preset.id = newUuidV7();
    const auto hasName = [&](const ExportPreset &other) {
        return other.id != preset.id && other.name.compare(preset.name, Qt::CaseInsensitive) == 0;
    };
    if (std::ranges::any_of(own, hasName) || std::ranges::any_of(builtInPresets(), hasName))
        return std::unexpected(
            Problem(ProblemCode::DuplicateResource, Text::tr("There is a preset called \"%1\" already.").arg(preset.name))
                .withEntity(QStringLiteral("preset"), preset.name));
    const auto same = std::ranges::find(own, preset.id, &ExportPreset::id);
    if (same == own.end())
        own.push_back(std::move(preset));
    else
        *same = std::move(preset);
    return own;
}

Result<ExportPreset> findPreset(const std::vector<ExportPreset> &own, const QString &wanted)
{
    std::vector<ExportPreset> all = own;
    all.insert(all.end(), builtInPresets().begin(), builtInPresets().end());
    QStringList names;
    for (const ExportPreset &preset : all) {
        if (preset.id == wanted || preset.name.compare(wanted, Qt::CaseInsensitive) == 0)
            return preset;
        names << (preset.isBuiltIn ? preset.id : preset.name);
    }
    return std::unexpected(Problem(ProblemCode::ResourceNotFound, Text::tr("There is no preset \"%1\".").arg(wanted))
                               .withDetail(Text::tr("There are: %1").arg(names.join(QStringLiteral(", "))))
                               .withEntity(QStringLiteral("preset"), wanted));
}

} // namespace sc::render

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_fields.h"

#include "core/render/export_job.h"
#include "core/render/movie_options_json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>

namespace sc::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::ExportFields)
};

using Kind = ExportField::Kind;
using Options = std::vector<ExportField::Option>;

QJsonValue word(const char *text)
{
    return QJsonValue(QLatin1String(text));
}

ExportField choice(const char *key, const QString &label, Options options)
{
    return {QLatin1String(key), label, {}, Kind::Choice, std::move(options), false, -1};
}

ExportField check(const char *key, const QString &label, const QString &group, bool isOn, int count = -1)
{
    return {QLatin1String(key), label, group, Kind::Check, {}, isOn, count};
}

QString sizeText(int width, int height)
{
    return Text::tr("%1 × %2").arg(width).arg(height);
}

QSize scaled(const timeline::Project &project, int lines)
{
    const int shorter = std::max(1, std::min(project.width, project.height));
    const double factor = static_cast<double>(lines) / shorter;
    return {static_cast<int>(std::lround(project.width * factor)) / 2 * 2, static_cast<int>(std::lround(project.height * factor)) / 2 * 2};
}

// Sizes are one choice for a person and three keys for a preset: the value holds all three.
Options sizes(const timeline::Project &project)
{
    const auto value = [](int width, int height, int lines) {
        return QJsonObject{{QStringLiteral("width"), width}, {QStringLiteral("height"), height}, {QStringLiteral("lines"), lines}};
    };
    Options options{{Text::tr("Project, %1").arg(sizeText(project.width, project.height)), value(0, 0, 0)}};
    for (const int lines : {2160, 1440, 1080, 720, 480}) {
        const QSize size = scaled(project, lines);
        options.push_back({sizeText(size.width(), size.height()), value(0, 0, lines)});
    }
    options.push_back({Text::tr("Vertical, %1").arg(sizeText(1080, 1920)), value(1080, 1920, 0)});
    options.push_back({Text::tr("Vertical, %1").arg(sizeText(720, 1280)), value(720, 1280, 0)});
    options.push_back({Text::tr("Square, %1").arg(sizeText(1080, 1080)), value(1080, 1080, 0)});
    options.push_back({Text::tr("Portrait, %1").arg(sizeText(1080, 1350)), value(1080, 1350, 0)});
    return options;
}

Options rates(const timeline::Project &project)
{
    Options options{{Text::tr("Project, %1").arg(project.frameRate.displayName()), word("project")}};
    for (const FrameRate &rate : FrameRate::supported()) {
        if (rate != project.frameRate)
            options.push_back({rate.displayName(), rate.toString()});
    }
    return options;
}

Options missing()
{
    return {{Text::tr("Slate with the name"), word("slate")},
            {Text::tr("Card of the shot"), word("card")},
            {Text::tr("Black"), word("black")},
            {Text::tr("Do not export"), word("stop")}};
}

bool hasOtherShape(const QJsonObject &options, const timeline::Project &project)
{
    const int width = options.value(u"width").toInt();
    const int height = options.value(u"height").toInt();
    return width > 0 && height > 0 && qint64(width) * project.height != qint64(height) * project.width;
}

media::VideoCodec codecOf(const QJsonObject &options)
{
    return media::videoCodecOf(options.value(u"codec").toString()).value_or(media::VideoCodec::H264);
}

media::Container containerOf(const QJsonObject &options)
{
    const media::Container usual = media::containersOf(codecOf(options)).front();
    const auto wanted = media::containerOf(options.value(u"container").toString());
    return wanted && media::isTogether(*wanted, codecOf(options)) ? *wanted : usual;
}

Options codecs()
{
    Options options;
    for (const media::VideoCodec codec : media::videoCodecs()) {
        if (media::canEncode(codec))
            options.push_back({media::nameOf(codec), media::idOf(codec)});
    }
    return options;
}

Options qualities()
{
    return {{Text::tr("High"), 18},      {Text::tr("Best, large file"), 12},
            {Text::tr("Very high"), 16}, {Text::tr("Good, small file"), 23},
            {Text::tr("Small"), 26},     {Text::tr("Draft"), 30}};
}

Options sounds(media::Container container)
{
    Options options;
    for (const media::AudioCodec codec : media::audioCodecsOf(container)) {
        if (media::canEncode(codec))
            options.push_back({media::nameOf(codec), media::idOf(codec)});
    }
    options.push_back({Text::tr("The song's own, unchanged"), word("keep")});
    options.push_back({Text::tr("None"), word("none")});
    return options;
}

// A target is one choice for a person and three keys for a preset.
Options loudness()
{
    const auto value = [](const char *way, double lufs, double peak) {
        return QJsonObject{
            {QStringLiteral("loudness"), QLatin1String(way)}, {QStringLiteral("lufs"), lufs}, {QStringLiteral("peak"), peak}};
    };
    return {{Text::tr("As the song is"), value("asis", -14, -1)},         {Text::tr("-14 LUFS, YouTube"), value("limit", -14, -1)},
            {Text::tr("-16 LUFS, Apple Music"), value("limit", -16, -1)}, {Text::tr("-23 LUFS, broadcast"), value("limit", -23, -1)},
            {Text::tr("-27 LUFS, film"), value("limit", -27, -2)},        {Text::tr("-9 LUFS, as on a CD"), value("limit", -9, -0.3)},
            {Text::tr("-14 LUFS, gain only"), value("gain", -14, -1)}};
}

Options framings()
{
    return {{Text::tr("Whole, black beside it"), word("fit")},
            {Text::tr("Fills the frame"), word("fill")},
            {Text::tr("Whole, over its own blur"), word("blur")}};
}

Options focuses()
{
    return {{Text::tr("Middle"), 0.5},
            {Text::tr("Left or top"), 0.0},
            {Text::tr("A little left"), 0.3},
            {Text::tr("A little right"), 0.7},
            {Text::tr("Right or bottom"), 1.0}};
}

void addBurnIn(std::vector<ExportField> &fields, const timeline::Timeline &timeline)
{
    const QString group = Text::tr("Burn in");
    fields.push_back(check("burnLyrics", Text::tr("Lyrics"), group, false, static_cast<int>(timeline.lyrics.size())));
    fields.push_back(check("burnTimecode", Text::tr("Timecode"), group, false));
    fields.push_back(check("burnNames", Text::tr("Scene and shot"), group, false));
}

void addFraming(std::vector<ExportField> &fields, const QJsonObject &options, const timeline::Timeline &timeline, bool withFocus)
{
    if (!hasOtherShape(options, timeline.project))
        return;
    fields.push_back(choice("framing", Text::tr("Takes of another shape"), framings()));
    if (withFocus && options.value(u"framing").toString() == u"fill")
        fields.push_back(choice("focus", Text::tr("What stays"), focuses()));
}

std::vector<ExportField> movieFields(const QJsonObject &options, const timeline::Timeline &timeline)
{
    const timeline::Project &project = timeline.project;
    const media::VideoCodec codec = codecOf(options);
    const media::Container container = containerOf(options);
    std::vector<ExportField> fields{choice("codec", Text::tr("Codec"), codecs())};
    Options boxes;
    for (const media::Container each : media::containersOf(codec))
        boxes.push_back({media::nameOf(each), media::idOf(each)});
    fields.push_back(choice("container", Text::tr("Container"), boxes));
    Options kinds;
    for (const media::CodecProfile &profile : media::profilesOf(codec))
        kinds.push_back({profile.name, profile.id});
    if (!kinds.empty())
        fields.push_back(choice("profile", Text::tr("Kind"), kinds));
    else
        fields.push_back(choice("quality", Text::tr("Quality"), qualities()));
    fields.push_back(choice("size", Text::tr("Size"), sizes(project)));
    fields.push_back(choice("rate", Text::tr("Frame rate"), rates(project)));
    addFraming(fields, options, timeline, true);
    fields.push_back(choice("sound", Text::tr("Sound"), sounds(container)));
    const QString sound = options.value(u"sound").toString();
    if (sound != u"none" && sound != u"keep")
        fields.push_back(choice("loudness", Text::tr("Loudness"), loudness()));
    fields.push_back(choice("missing", Text::tr("Missing takes"), missing()));
    addBurnIn(fields, timeline);
    const QString group = Text::tr("File");
    if (container == media::Container::Mp4 || container == media::Container::Mov)
        fields.push_back(check("fastStart", Text::tr("Starts at once on the net"), group, true));
    fields.push_back(check("timecodeTrack", Text::tr("Timecode track"), group, false));
    if (media::canKeepAlpha(codec, options.value(u"profile").toString()))
        fields.push_back(check("alpha", Text::tr("Gaps are transparent"), group, false));
    else if (media::hasQuality(codec))
        fields.push_back(check("fullRange", Text::tr("Full colour range"), group, false));
    return fields;
}

std::vector<ExportField> imageFields(const QJsonObject &options, const timeline::Timeline &timeline)
{
    Options formats;
    for (const render::ImageFormat format : render::imageFormats())
        formats.push_back({render::suffixOf(format).mid(1).toUpper(), QLatin1String(render::kImageWords[static_cast<size_t>(format)])});
    std::vector<ExportField> fields{choice("format", Text::tr("Format"), formats),
                                    choice("size", Text::tr("Size"), sizes(timeline.project)),
                                    choice("rate", Text::tr("Frame rate"), rates(timeline.project))};
    addFraming(fields, options, timeline, false);
    fields.push_back(choice("missing", Text::tr("Missing takes"), missing()));
    addBurnIn(fields, timeline);
    const QString group = Text::tr("Folder");
    fields.push_back(check("withSong", Text::tr("The song as WAV"), group, true));
    if (options.value(u"format").toString() != u"jpg")
        fields.push_back(check("alpha", Text::tr("Gaps are transparent"), group, false));
    return fields;
}

int barCount(const timeline::Timeline &timeline, bool all)
{
    const std::vector<Beat> beats = timeline::timelineBeats(timeline);
    return all ? static_cast<int>(beats.size()) : static_cast<int>(std::ranges::count_if(beats, &Beat::isDownbeat));
}

void addMarkers(std::vector<ExportField> &fields, const timeline::Timeline &timeline)
{
    const QString group = Text::tr("Markers");
    fields.push_back(check("sceneMarkers", Text::tr("Scenes as chapters"), group, true,
                           static_cast<int>(std::ranges::count_if(timeline.scenes, &timeline::Scene::isLive))));
    fields.push_back(check("barMarkers", Text::tr("Downbeats"), group, true, barCount(timeline, false)));
    fields.push_back(check("beatMarkers", Text::tr("Beats"), group, false, barCount(timeline, true)));
    fields.push_back(check("lyricMarkers", Text::tr("Lyrics"), group, false, static_cast<int>(timeline.lyrics.size())));
    fields.push_back(check("projectMarkers", Text::tr("Own markers"), group, true, static_cast<int>(timeline.markers.size())));
}

int noteCount(const timeline::Timeline &timeline)
{
    return static_cast<int>(std::ranges::count_if(timeline.clips, [](const timeline::Clip &clip) {
        return !clip.imagePrompt.isEmpty() || !clip.videoPrompt.isEmpty() || !clip.notes.isEmpty();
    }));
}

ExportField startField()
{
    return choice("startAtOneHour", Text::tr("Starts at"), {{Text::tr("01:00:00:00"), true}, {Text::tr("00:00:00:00"), false}});
}

ExportField versionField()
{
    Options versions;
    for (const char *version : {"1.10", "1.9", "1.11", "1.12", "1.13", "1.14"})
        versions.push_back({Text::tr("FCPXML %1").arg(QLatin1String(version)), word(version)});
    return choice("version", Text::tr("Version"), versions);
}

std::vector<ExportField> cutFields(const QString &kind, const timeline::Timeline &timeline)
{
    std::vector<ExportField> fields;
    if (kind == u"fcpxml") {
        fields.push_back(versionField());
        fields.push_back(choice("target", Text::tr("For"),
                                {{Text::tr("Final Cut Pro"), word("finalcut")},
                                 {Text::tr("DaVinci Resolve"), word("resolve")},
                                 {Text::tr("Others"), word("generic")}}));
        fields.push_back(choice("layout", Text::tr("Song"),
                                {{Text::tr("Connected audio"), word("connected")}, {Text::tr("Locked to the picture"), word("locked")}}));
    } else if (kind == u"edl") {
        fields.push_back(choice("profile", Text::tr("For"),
                                {{Text::tr("Any program"), word("generic")},
                                 {Text::tr("Premiere Pro"), word("premiere")},
                                 {Text::tr("DaVinci Resolve"), word("resolve")}}));
    } else if (kind == u"otio") {
        fields.push_back(
            choice("zipped", Text::tr("Form"), {{Text::tr("One file, .otio"), false}, {Text::tr("With media inside, .otioz"), true}}));
        fields.push_back(
            choice("paths", Text::tr("Paths"), {{Text::tr("As addresses"), word("url")}, {Text::tr("As paths"), word("plain")}}));
    } else if (kind == u"resolve") {
        fields.push_back(versionField());
    }
    fields.push_back(startField());
    fields.push_back(choice("placeholders", Text::tr("Shots without a take"),
                            {{Text::tr("Card with the name"), word("card")}, {Text::tr("Gap with a to-do"), word("gap")}}));
    if (kind != u"resolve")
        fields.push_back(choice("media", Text::tr("Media"),
                                {{Text::tr("Where they lie"), word("reference")},
                                 {Text::tr("Copied beside it"), word("copy")},
                                 {Text::tr("Linked beside it"), word("link")}}));
    addMarkers(fields, timeline);
    const QString group = Text::tr("Include");
    fields.push_back(check("transitions", Text::tr("Transitions"), group, true));
    fields.push_back(check("notes", Text::tr("Prompt and seed in notes"), group, true, noteCount(timeline)));
    fields.push_back(check("conform", Text::tr("Media made steady"), group, false));
    if (kind == u"fcpxml" || kind == u"resolve")
        fields.push_back(check("uniqueTimecode", Text::tr("A timecode for every file"), group, false));
    if (kind == u"edl") {
        fields.push_back(check("song", Text::tr("The song's own list"), group, true));
        fields.push_back(check("markerList", Text::tr("List of markers"), group, false));
    }
    if (kind == u"otio")
        fields.push_back(check("alternatesTrack", Text::tr("Alternates on a track"), group, false));
    if (timeline.project.frameRate.canDropFrames())
        fields.push_back(check("dropFrame", Text::tr("Drop-frame timecode"), group, false));
    return fields;
}

std::vector<ExportField> paperFields(const QString &kind, const QJsonObject &options, const timeline::Timeline &timeline)
{
    std::vector<ExportField> fields;
    if (kind == u"pdf") {
        const auto counts = [](int least, int most, int usual) {
            Options numbers{{QString::number(usual), usual}};
            for (int n = least; n <= most; ++n) {
                if (n != usual)
                    numbers.push_back({QString::number(n), n});
            }
            return numbers;
        };
        fields.push_back(choice("columns", Text::tr("Shots across"), counts(1, 6, 3)));
        fields.push_back(choice("rows", Text::tr("Shots down"), counts(1, 8, 3)));
        fields.push_back(choice("landscape", Text::tr("Paper"), {{Text::tr("Landscape"), true}, {Text::tr("Upright"), false}}));
        const QString group = Text::tr("Below each shot");
        fields.push_back(check("lyrics", Text::tr("Lyrics"), group, true));
        fields.push_back(check("notes", Text::tr("Notes"), group, true));
        fields.push_back(check("prompts", Text::tr("Prompts"), group, false));
    } else if (kind == u"lyrics") {
        fields.push_back(choice("format", Text::tr("Format"),
                                {{Text::tr("LRC"), word("lrc")},
                                 {Text::tr("LRC with words"), word("enhanced")},
                                 {Text::tr("SubRip, SRT"), word("srt")},
                                 {Text::tr("WebVTT"), word("vtt")}}));
        const QString format = options.value(u"format").toString();
        if (format == u"srt" || format == u"vtt")
            fields.push_back(
                choice("programTime", Text::tr("Times from"), {{Text::tr("The first frame"), true}, {Text::tr("The song"), false}}));
    } else if (kind == u"markers") {
        fields.push_back(
            choice("format", Text::tr("Format"), {{Text::tr("Table, CSV"), word("csv")}, {Text::tr("For Resolve, EDL"), word("resolve")}}));
        fields.push_back(startField());
        addMarkers(fields, timeline);
    } else if (kind == u"json") {
        fields.push_back(
            choice("form", Text::tr("Form"), {{Text::tr("Readable"), word("readable")}, {Text::tr("Complete"), word("complete")}}));
        if (options.value(u"form").toString() == u"complete")
            fields.push_back(
                choice("withMedia", Text::tr("Media"), {{Text::tr("Named only"), false}, {Text::tr("Copied beside it"), true}}));
    }
    return fields;
}

} // namespace

std::vector<ExportField> exportFields(const QString &kind, const QJsonObject &options, const timeline::Timeline &timeline)
{
    if (kind == u"video" || kind == u"scenes" || kind == u"animatic")
        return movieFields(options, timeline);
    if (kind == u"images")
        return imageFields(options, timeline);
    if (kind == u"fcpxml" || kind == u"edl" || kind == u"otio" || kind == u"xmeml" || kind == u"resolve")
        return cutFields(kind, timeline);
    return paperFields(kind, options, timeline);
}

QJsonObject settledOptions(const QString &kind, QJsonObject options, const timeline::Timeline &timeline)
{
    // Twice: a codec changes the containers, a container the sounds.
    for (int round = 0; round < 2; ++round) {
        const std::vector<ExportField> fields = exportFields(kind, options, timeline);
        for (const ExportField &field : fields) {
            const bool isSeveral = field.kind == Kind::Choice && !field.options.empty() && field.options.front().value.isObject();
            if (field.kind == Kind::Check || isSeveral || !options.contains(field.key))
                continue;
            const QJsonValue now = options.value(field.key);
            const bool isKnown = std::ranges::any_of(field.options, [&](const auto &option) { return option.value == now; });
            const bool isWord = now.isString();
            if (!isKnown && isWord && !field.options.empty())
                options.insert(field.key, field.options.front().value);
        }
        const auto isOffered = [&](QStringView key) {
            return std::ranges::any_of(fields, [&](const ExportField &f) { return f.key == key; });
        };
        for (const char *key : {"profile", "alpha", "fullRange", "uniqueTimecode"}) {
            if (!isOffered(QString::fromLatin1(key)))
                options.remove(QLatin1String(key));
        }
    }
    return options;
}

QString presetDetail(const QString &kind, const QJsonObject &options, const timeline::Project *project)
{
    const render::ExportJobKind *known = render::findExportJobKind(kind);
    if (known == nullptr)
        return {};
    if (kind == u"images")
        return Text::tr("%1, a picture a frame").arg(options.value(u"format").toString(QStringLiteral("png")).toUpper());
    if (known->isPictures) {
        QStringList parts;
        const media::VideoCodec codec = codecOf(options);
        const media::CodecProfile *profile = media::findProfile(codec, options.value(u"profile").toString());
        parts << (profile ? profile->name : media::nameOf(codec));
        const int lines = options.value(u"lines").toInt();
        if (options.value(u"width").toInt() > 0)
            parts << sizeText(options.value(u"width").toInt(), options.value(u"height").toInt());
        else if (lines > 0)
            parts << Text::tr("%1p").arg(lines);
        else if (project != nullptr)
            parts << Text::tr("%1p").arg(std::min(project->width, project->height));
        const QString way = options.value(u"loudness").toString();
        if (way == u"limit" || way == u"gain")
            parts << Text::tr("%1 LUFS").arg(options.value(u"lufs").toDouble());
        return parts.join(QStringLiteral(", "));
    }
    if (kind == u"fcpxml")
        return Text::tr("FCPXML %1").arg(options.value(u"version").toString(QStringLiteral("1.10")));
    if (kind == u"lyrics")
        return options.value(u"format").toString(QStringLiteral("lrc")).toUpper();
    if (kind == u"edl")
        return Text::tr("CMX 3600");
    if (kind == u"resolve")
        return Text::tr("FCPXML, OTIO, EDL and media");
    if (kind == u"xmeml")
        return Text::tr("Final Cut Pro 7 XML");
    if (kind == u"otio")
        return Text::tr("with metadata");
    if (kind == u"pdf")
        return Text::tr("PDF, %1 × %2 a page").arg(options.value(u"columns").toInt(3)).arg(options.value(u"rows").toInt(3));
    if (kind == u"csv")
        return Text::tr("CSV, a row a shot");
    if (kind == u"markers")
        return Text::tr("CSV or EDL");
    if (kind == u"json")
        return Text::tr("JSON");
    return known->purpose;
}

} // namespace sc::ui

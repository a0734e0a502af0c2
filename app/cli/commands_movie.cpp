// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_access.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>

// Movies, animatics and image sequences; presets and the history of exports.
namespace sc::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::cli)
};

QString option(const Invocation &invocation, const char *name)
{
    return invocation.arguments.value(QLatin1String(name));
}

bool has(const Invocation &invocation, const char *name)
{
    return invocation.arguments.has(QLatin1String(name));
}

Problem wrong(const char *name, const QString &rule)
{
    return Problem(ProblemCode::InvalidParameter, Text::tr("--%1 is %2.").arg(QLatin1String(name), rule));
}

Result<> takeNumber(const Invocation &invocation, const char *name, const char *key, double factor, QJsonObject &options)
{
    if (!has(invocation, name))
        return {};
    bool isNumber = false;
    const double value = option(invocation, name).toDouble(&isNumber);
    if (!isNumber)
        return std::unexpected(wrong(name, Text::tr("a number, not \"%1\"").arg(option(invocation, name))));
    options.insert(QLatin1String(key), value * factor);
    return {};
}

void takeWord(const Invocation &invocation, const char *name, const char *key, QJsonObject &options)
{
    if (has(invocation, name))
        options.insert(QLatin1String(key), option(invocation, name).toLower());
}

void takeSwitch(const Invocation &invocation, const char *name, const char *key, QJsonObject &options)
{
    if (has(invocation, name))
        options.insert(QLatin1String(key), true);
}

Result<> takeSize(const Invocation &invocation, QJsonObject &options)
{
    if (has(invocation, "size")) {
        const QStringList sides = option(invocation, "size").toLower().split(u'x');
        if (sides.size() != 2 || sides[0].toInt() <= 0 || sides[1].toInt() <= 0)
            return std::unexpected(wrong("size", Text::tr("width and height, as 1080x1920")));
        options.insert(QStringLiteral("width"), sides[0].toInt());
        options.insert(QStringLiteral("height"), sides[1].toInt());
    }
    SC_TRY_ASSIGN(height, invocation.arguments.integer(QStringLiteral("height"), 64, 8192));
    if (height) {
        // Encoders want even sides.
        options.insert(QStringLiteral("height"), *height / 2 * 2);
        options.remove(QStringLiteral("width"));
    }
    return {};
}

Result<> takeBurnIn(const Invocation &invocation, QJsonObject &options)
{
    if (!has(invocation, "burn"))
        return {};
    for (const char *key : {"burnLyrics", "burnTimecode", "burnNames"})
        options.insert(QLatin1String(key), false);
    for (const QString &word : option(invocation, "burn").toLower().split(u',', Qt::SkipEmptyParts)) {
        if (word == u"lyrics" || word == u"timecode" || word == u"names")
            options.insert(QStringLiteral("burn") + word[0].toUpper() + word.mid(1), true);
        else if (word != u"none")
            return std::unexpected(wrong("burn", Text::tr("any of lyrics, timecode and names, with commas, or none")));
    }
    return {};
}

Result<> takeLoudness(const Invocation &invocation, QJsonObject &options)
{
    SC_TRY(takeNumber(invocation, "loudness", "lufs", 1, options));
    SC_TRY(takeNumber(invocation, "peak", "peak", 1, options));
    if (has(invocation, "loudness"))
        options.insert(QStringLiteral("loudness"), QStringLiteral("limit"));
    if (has(invocation, "gain-only"))
        options.insert(QStringLiteral("loudness"), QStringLiteral("gain"));
    return {};
}

// What the destination's ending says, unless it was said.
void takeContainer(const Invocation &invocation, const QString &destination, QJsonObject &options)
{
    takeWord(invocation, "container", "container", options);
    const std::optional<media::Container> named = media::containerOf(QFileInfo(destination).suffix());
    if (!named || has(invocation, "container"))
        return;
    options.insert(QStringLiteral("container"), media::idOf(*named));
    if (!options.contains(u"codec") && !media::isTogether(*named, media::VideoCodec::H264))
        options.insert(QStringLiteral("codec"), media::idOf(media::VideoCodec::Vp9));
    const auto sound = media::audioCodecOf(options.value(u"sound").toString());
    if (sound && !has(invocation, "sound") && !media::isTogether(*named, *sound))
        options.remove(QStringLiteral("sound")); // the container's usual one
}

Result<QJsonObject> movieOptions(const Invocation &invocation, QJsonObject options, const QString &destination)
{
    takeWord(invocation, "codec", "codec", options);
    if (has(invocation, "codec")) {
        // A preset's other choices were made for its own codec.
        for (const char *key : {"container", "profile", "sound", "encoder"})
            options.remove(QLatin1String(key));
    }
    takeContainer(invocation, destination, options);
    takeWord(invocation, "profile", "profile", options);
    takeWord(invocation, "encoder", "encoder", options);
    takeWord(invocation, "speed", "speed", options);
    takeWord(invocation, "framing", "framing", options);
    takeWord(invocation, "rate", "rate", options);
    takeWord(invocation, "sound", "sound", options);
    takeWord(invocation, "missing", "missing", options);
    takeSwitch(invocation, "full-range", "fullRange", options);
    takeSwitch(invocation, "alpha", "alpha", options);
    takeSwitch(invocation, "timecode-track", "timecodeTrack", options);
    if (has(invocation, "words-only"))
        options.insert(QStringLiteral("content"), QStringLiteral("words"));
    if (has(invocation, "slow-start"))
        options.insert(QStringLiteral("fastStart"), false);
    SC_TRY(takeNumber(invocation, "quality", "quality", 1, options));
    SC_TRY(takeNumber(invocation, "bitrate", "bitRate", 1e6, options));
    SC_TRY(takeNumber(invocation, "sound-bitrate", "soundRate", 1000, options));
    SC_TRY(takeNumber(invocation, "focus", "focus", 1, options));
    SC_TRY(takeSize(invocation, options));
    SC_TRY(takeBurnIn(invocation, options));
    SC_TRY(takeLoudness(invocation, options));
    return options;
}

// The preset that was named, else the usual one of the kind.
Result<render::ExportPreset> presetOf(const Invocation &invocation, const QString &kind)
{
    if (has(invocation, "preset"))
        return presetNamed(invocation, option(invocation, "preset"));
    render::ExportPreset preset;
    preset.kind = kind;
    if (kind == u"animatic")
        return render::findPreset({}, kind);
    return preset;
}

Result<Output> exportMovieKind(Invocation &invocation, const QString &kind)
{
    SC_TRY_ASSIGN(preset, presetOf(invocation, kind));
    const render::ExportJobKind *known = render::findExportJobKind(preset.kind);
    if (known == nullptr || !known->isPictures || preset.kind == u"images")
        return std::unexpected(wrong("preset", Text::tr("one for movies here; \"%1\" is for something else").arg(preset.name)));
    SC_TRY_ASSIGN(options, movieOptions(invocation, preset.options, option(invocation, "out")));
    SC_TRY_ASSIGN(destination, destinationOf(invocation, render::exportSuffix(kind, options)));
    const QString wanted = has(invocation, "per-scene") || preset.kind == u"scenes" ? QStringLiteral("scenes") : kind;
    return runExportJob(invocation, preset.name, {wanted, options, destination, {}});
}

Result<Output> exportVideo(Invocation &invocation)
{
    return exportMovieKind(invocation, QStringLiteral("video"));
}

Result<Output> exportAnimatic(Invocation &invocation)
{
    return exportMovieKind(invocation, QStringLiteral("animatic"));
}

Result<Output> exportImageFiles(Invocation &invocation)
{
    QJsonObject options;
    takeWord(invocation, "format", "format", options);
    takeWord(invocation, "framing", "framing", options);
    takeWord(invocation, "rate", "rate", options);
    takeWord(invocation, "missing", "missing", options);
    takeSwitch(invocation, "alpha", "alpha", options);
    if (has(invocation, "no-song"))
        options.insert(QStringLiteral("withSong"), false);
    SC_TRY(takeNumber(invocation, "quality", "quality", 1, options));
    SC_TRY(takeNumber(invocation, "first-number", "firstNumber", 1, options));
    SC_TRY(takeSize(invocation, options));
    SC_TRY(takeBurnIn(invocation, options));
    SC_TRY_ASSIGN(destination, destinationOf(invocation, {}));
    return runExportJob(invocation, {}, {QStringLiteral("images"), options, destination, {}});
}

Result<Output> listPresets(Invocation &invocation)
{
    SC_TRY_ASSIGN(presets, ownPresets(invocation));
    const std::vector<render::ExportPreset> &builtIn = render::builtInPresets();
    presets.insert(presets.end(), builtIn.begin(), builtIn.end());
    QStringList lines;
    QJsonArray json;
    for (const render::ExportPreset &preset : presets) {
        lines << QStringLiteral("%1  %2  %3").arg(preset.isBuiltIn ? preset.id : preset.name, -14).arg(preset.kind, -10).arg(preset.name);
        json.append(QJsonObject{{QStringLiteral("id"), preset.id},
                                {QStringLiteral("name"), preset.name},
                                {QStringLiteral("kind"), preset.kind},
                                {QStringLiteral("own"), !preset.isBuiltIn},
                                {QStringLiteral("options"), preset.options}});
    }
    return Output{lines.join(u'\n'), json};
}

Result<Output> listEncoders(Invocation &)
{
    QStringList lines;
    QJsonArray json;
    for (const media::VideoCodec codec : media::videoCodecs()) {
        QStringList names;
        QJsonArray encoders;
        for (const bool isHardware : {false, true}) {
            for (const media::Encoder &encoder : isHardware ? media::hardwareEncoders(codec) : media::softwareEncoders(codec)) {
                names << (isHardware ? Text::tr("%1 (hardware)").arg(encoder.name) : encoder.name);
                encoders.append(QJsonObject{{QStringLiteral("name"), encoder.name}, {QStringLiteral("hardware"), isHardware}});
            }
        }
        lines << QStringLiteral("%1  %2")
                     .arg(media::nameOf(codec), -8)
                     .arg(names.isEmpty() ? Text::tr("none") : names.join(QStringLiteral(", ")));
        json.append(QJsonObject{{QStringLiteral("codec"), media::idOf(codec)}, {QStringLiteral("encoders"), encoders}});
    }
    return Output{lines.join(u'\n'), json};
}

Result<Output> listHistory(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(records, project::ExportLog(*session).records());
    QStringList lines;
    QJsonArray json;
    for (const project::ExportRecord &record : records) {
        const QString end = record.end == project::ExportEnd::Done     ? QStringLiteral("done")
                            : record.end == project::ExportEnd::Failed ? QStringLiteral("failed")
                                                                       : QStringLiteral("cancelled");
        lines << QStringLiteral("%1  %2  %3  %4")
                     .arg(record.startedAt.left(16), end, record.preset, QDir::toNativeSeparators(record.destination));
        QJsonObject one{{QStringLiteral("preset"), record.preset},
                        {QStringLiteral("kind"), record.kind},
                        {QStringLiteral("file"), record.destination},
                        {QStringLiteral("result"), end},
                        {QStringLiteral("bytes"), record.bytes},
                        {QStringLiteral("started_at"), record.startedAt},
                        {QStringLiteral("options"), render::jobOf(record).options},
                        {QStringLiteral("elapsed_s"), record.seconds},
                        {QStringLiteral("notices"), QJsonArray::fromStringList(record.notices)}};
        if (record.range) {
            one.insert(QStringLiteral("from_s"), record.range->start.toSeconds());
            one.insert(QStringLiteral("to_s"), record.range->end.toSeconds());
        }
        json.append(one);
    }
    return Output{lines.isEmpty() ? Text::tr("Nothing was exported yet.") : lines.join(u'\n'), json};
}

// A preset as it stands, or a former run again.
Result<Output> exportRun(Invocation &invocation)
{
    if (has(invocation, "preset") == has(invocation, "again"))
        return std::unexpected(Problem(ProblemCode::ValidationError, Text::tr("Say what with --preset NAME or --again N.")));
    if (has(invocation, "preset")) {
        SC_TRY_ASSIGN(preset, presetNamed(invocation, option(invocation, "preset")));
        SC_TRY_ASSIGN(destination, destinationOf(invocation, render::exportSuffix(preset.kind, preset.options)));
        return runExportJob(invocation, preset.name, {preset.kind, preset.options, destination, {}});
    }
    SC_TRY_ASSIGN(number, invocation.arguments.integer(QStringLiteral("again"), 1, project::ExportLog::kKept));
    std::vector<project::ExportRecord> records;
    {
        SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
        SC_TRY_ASSIGN(kept, project::ExportLog(*session).records());
        records = std::move(kept);
    }
    const size_t index = static_cast<size_t>(number.value_or(1)) - 1;
    if (index >= records.size())
        return std::unexpected(
            Problem(ProblemCode::ResourceNotFound, Text::tr("The history has %1 exports, not %2.").arg(records.size()).arg(index + 1)));
    render::ExportJob job = render::jobOf(records[index]);
    if (has(invocation, "out")) {
        SC_TRY_ASSIGN(destination, destinationOf(invocation, render::exportSuffix(job.kind, job.options)));
        job.destination = destination;
    } else {
        SC_TRY(checkFree(invocation, job.destination));
    }
    return runExportJob(invocation, records[index].preset, job);
}

OptionSpec spec(const char *name, const char *value, const QString &help)
{
    return {QLatin1String(name), QLatin1String(value), help};
}

std::vector<OptionSpec> sharedOptions()
{
    return {
        spec("out", "FILE", Text::tr("where to write")),
        spec("force", "", Text::tr("replace what is there")),
        spec("size", "WxH", Text::tr("another size; the framing says what becomes of the shape")),
        spec("height", "PX", Text::tr("another height; the width follows the project's shape")),
        spec("framing", "HOW", Text::tr("for another shape: fit, fill or blur (fit)")),
        spec("rate", "FPS", Text::tr("another frame rate: 24, 30000/1001 ...")),
        spec("from", "TIME", Text::tr("first moment (start)")),
        spec("to", "TIME", Text::tr("last moment (end)")),
        spec("burn", "WHAT", Text::tr("lay over the pictures: lyrics, timecode, names, with commas; none")),
        spec("alpha", "", Text::tr("gaps are transparent (ProRes 4444, VP9, PNG)")),
        spec("missing", "WHAT", Text::tr("for takes that are gone: slate, card, black or stop (slate)")),
    };
}

std::vector<OptionSpec> movieOptionSpecs()
{
    std::vector<OptionSpec> options = sharedOptions();
    const std::vector<OptionSpec> more = {
        spec("preset", "NAME", Text::tr("begin with this preset; what is said besides changes it")),
        spec("codec", "CODEC", Text::tr("h264, hevc, prores, dnxhr, av1 or vp9 (h264)")),
        spec("profile", "NAME", Text::tr("of ProRes: proxy, lt, standard, hq, 4444, 4444xq; of DNxHR: lb, sq, hq, hqx, 444 (hq)")),
        spec("container", "KIND", Text::tr("mp4, mov, mkv or webm (by the file's ending)")),
        spec("encoder", "NAME", Text::tr("FFmpeg's name of another encoder, for example of the graphics card")),
        spec("speed", "WORD", Text::tr("ultrafast to veryslow: slower makes smaller files")),
        spec("quality", "N", Text::tr("0 to 51, lower is better (18)")),
        spec("bitrate", "MBIT", Text::tr("megabits a second instead of a quality")),
        spec("focus", "PART", Text::tr("with --framing fill: 0 keeps the left or upper part, 1 the right or lower (0.5)")),
        spec("full-range", "", Text::tr("full instead of limited range")),
        spec("timecode-track", "", Text::tr("the file carries the program's timecode")),
        spec("words-only", "", Text::tr("only what is burnt in, over nothing")),
        spec("slow-start", "", Text::tr("leave the index of MP4 and MOV at the end")),
        spec("sound", "CODEC", Text::tr("aac, pcm16, pcm24, opus, keep (the song's own packets) or none")),
        spec("sound-bitrate", "KBIT", Text::tr("of AAC and Opus, 32 to 512 (256)")),
        spec("loudness", "LUFS", Text::tr("make the sound this loud, with a true-peak limiter, for example -14")),
        spec("peak", "DBTP", Text::tr("highest true peak with --loudness (-1)")),
        spec("gain-only", "", Text::tr("reach the loudness by a gain alone, as far as the peak allows")),
        spec("per-scene", "", Text::tr("a movie a scene, named like FILE")),
    };
    options.insert(options.end(), more.begin(), more.end());
    return options;
}

std::vector<OptionSpec> imageOptionSpecs()
{
    std::vector<OptionSpec> options = sharedOptions();
    options.push_back(spec("format", "KIND", Text::tr("png, jpg, tiff or webp (png)")));
    options.push_back(spec("quality", "N", Text::tr("of JPEG and WebP, 1 to 100 (92)")));
    options.push_back(spec("first-number", "N", Text::tr("number of the first picture (1)")));
    options.push_back(spec("no-song", "", Text::tr("without the song as WAV beside them")));
    return options;
}

} // namespace

std::vector<Command> movieCommands()
{
    const QString noun = QStringLiteral("export");
    const QString bundle = QStringLiteral("BUNDLE");
    return {
        {noun, QStringLiteral("video"), bundle, Text::tr("the movie, or one a scene"), 1, 1, movieOptionSpecs(), exportVideo},
        {noun, QStringLiteral("animatic"), bundle, Text::tr("a movie from pictures and cards, with timecode and names"), 1, 1,
         movieOptionSpecs(), exportAnimatic},
        {noun, QStringLiteral("images"), bundle, Text::tr("a picture a frame, in a folder"), 1, 1, imageOptionSpecs(), exportImageFiles},
        {noun,
         QStringLiteral("run"),
         bundle,
         Text::tr("what a preset says, or a former export again"),
         1,
         1,
         {spec("preset", "NAME", Text::tr("one of export presets")), spec("again", "N", Text::tr("one of export history, 1 is the latest")),
          spec("out", "FILE", Text::tr("where to write (with --again: where it was)")),
          spec("force", "", Text::tr("replace what is there")), spec("from", "TIME", Text::tr("first moment (start)")),
          spec("to", "TIME", Text::tr("last moment (end)"))},
         exportRun},
        {noun, QStringLiteral("presets"), {}, Text::tr("what exports can be, by name"), 0, 0, {}, listPresets},
        {noun, QStringLiteral("encoders"), {}, Text::tr("what this machine can write"), 0, 0, {}, listEncoders},
        {noun, QStringLiteral("history"), bundle, Text::tr("the project's exports, the latest first"), 1, 1, {}, listHistory},
    };
}

} // namespace sc::cli

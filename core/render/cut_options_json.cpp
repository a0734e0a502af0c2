// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/cut_options_json.h"

#include "core/render/movie_options_json.h"

namespace sc::render {

namespace {

using namespace interchange;

constexpr std::array kMediaWords = {"reference", "link", "copy"};
constexpr std::array kPlaceholderWords = {"card", "gap"};
constexpr std::array kOverlapWords = {"earlier", "later", "tracks"};
constexpr std::array kAlternatesWords = {"none", "alternates", "takes"};
constexpr std::array kTargetWords = {"finalcut", "resolve", "generic"};
constexpr std::array kLayoutWords = {"connected", "locked"};
constexpr std::array kProfileWords = {"generic", "premiere", "resolve"};
constexpr std::array kPathWords = {"url", "plain"};
constexpr std::array kFormWords = {"readable", "complete"};
constexpr std::array kLyricsWords = {"lrc", "enhanced", "srt", "vtt"};
constexpr std::array kMarkersWords = {"csv", "resolve"};

void readCut(OptionReader &reader, CutOptions &cut, const QString &destination)
{
    cut.destination = destination;
    reader.read("startAtOneHour", cut.startAtOneHour);
    reader.read("dropFrame", cut.dropFrame);
    reader.read("media", kMediaWords, cut.media);
    reader.read("conform", cut.conform);
    reader.read("uniqueTimecode", cut.uniqueTimecode);
    reader.read("placeholders", kPlaceholderWords, cut.placeholders);
    reader.read("overlaps", kOverlapWords, cut.overlaps);
    reader.read("alternates", kAlternatesWords, cut.alternates);
    reader.read("transitions", cut.transitions);
    reader.read("barMarkers", cut.barMarkers);
    reader.read("beatMarkers", cut.beatMarkers);
    reader.read("sceneMarkers", cut.sceneMarkers);
    reader.read("lyricMarkers", cut.lyricMarkers);
    reader.read("projectMarkers", cut.projectMarkers);
    reader.read("notes", cut.notes);
    reader.read("pathFrom", cut.pathFrom);
    reader.read("pathTo", cut.pathTo);
}

template<class Options> Result<Options> checked(const OptionReader &reader, Options options)
{
    if (reader.problem())
        return std::unexpected(*reader.problem());
    return options;
}

} // namespace

Result<FcpxmlExport> fcpxmlFromJson(const QJsonObject &json, const QString &destination)
{
    FcpxmlExport options;
    OptionReader reader(json);
    readCut(reader, options.cut, destination);
    reader.read("version", options.version);
    reader.read("target", kTargetWords, options.target);
    reader.read("layout", kLayoutWords, options.layout);
    return checked(reader, options);
}

Result<EdlExport> edlFromJson(const QJsonObject &json, const QString &destination)
{
    EdlExport options;
    OptionReader reader(json);
    readCut(reader, options.cut, destination);
    reader.read("profile", kProfileWords, options.profile);
    reader.read("song", options.song);
    reader.read("markerList", options.markerList);
    return checked(reader, options);
}

Result<OtioExport> otioFromJson(const QJsonObject &json, const QString &destination)
{
    OtioExport options;
    OptionReader reader(json);
    readCut(reader, options.cut, destination);
    reader.read("zipped", options.zipped);
    reader.read("paths", kPathWords, options.paths);
    reader.read("alternatesTrack", options.alternatesTrack);
    return checked(reader, options);
}

Result<XmemlExport> xmemlFromJson(const QJsonObject &json, const QString &destination)
{
    XmemlExport options;
    OptionReader reader(json);
    readCut(reader, options.cut, destination);
    reader.read("doubleSlash", options.doubleSlash);
    return checked(reader, options);
}

Result<ResolveExport> resolveFromJson(const QJsonObject &json, const QString &destination)
{
    ResolveExport options;
    OptionReader reader(json);
    readCut(reader, options.cut, destination);
    reader.read("version", options.version);
    return checked(reader, options);
}

Result<JsonExport> jsonFromJson(const QJsonObject &json, const QString &destination)
{
    JsonExport options;
    options.destination = destination;
    OptionReader reader(json);
    reader.read("form", kFormWords, options.form);
    reader.read("withMedia", options.withMedia);
    return checked(reader, options);
}

Result<StoryboardExport> storyboardFromJson(const QJsonObject &json, const QString &destination)
{
    StoryboardExport options;
    options.destination = destination;
    OptionReader reader(json);
    reader.read("columns", options.columns, 1, 6);
    reader.read("rows", options.rows, 1, 8);
    reader.read("landscape", options.isLandscape);
    reader.read("lyrics", options.lyrics);
    reader.read("notes", options.notes);
    reader.read("prompts", options.prompts);
    return checked(reader, options);
}

Result<LyricsExport> lyricsFromJson(const QJsonObject &json, const QString &destination)
{
    LyricsExport options;
    options.destination = destination;
    OptionReader reader(json);
    reader.read("format", kLyricsWords, options.format);
    reader.read("programTime", options.programTime);
    return checked(reader, options);
}

Result<MarkersExport> markersFromJson(const QJsonObject &json, const QString &destination)
{
    MarkersExport options;
    OptionReader reader(json);
    readCut(reader, options.cut, destination);
    reader.read("format", kMarkersWords, options.format);
    return checked(reader, options);
}

Result<CutOptions> cutFromJson(const QJsonObject &json, const QString &destination)
{
    CutOptions cut;
    OptionReader reader(json);
    readCut(reader, cut, destination);
    return checked(reader, cut);
}

} // namespace sc::render

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/edit_arguments.h"
#include "app/cli/export_access.h"
#include "core/interchange/cut_import.h"
#include "core/interchange/json_project.h"
#include "core/planning/beat_audit.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace interchange;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::cli)
};

QString name(const char *latin)
{
    return QString::fromLatin1(latin);
}

// Options as presets have them: the words and what they may be stand once, in cut_options_json.h.
class Options
{
public:
    explicit Options(const Invocation &invocation) : m_arguments(invocation.arguments) {}

    Options &word(const char *option, const char *key = nullptr)
    {
        if (m_arguments.has(name(option)))
            m_json.insert(name(key ? key : option), m_arguments.value(name(option)).toLower());
        return *this;
    }
    Options &set(const char *option, const char *key, const QJsonValue &value)
    {
        if (m_arguments.has(name(option)))
            m_json.insert(name(key), value);
        return *this;
    }
    Options &number(const char *option)
    {
        if (!m_arguments.has(name(option)))
            return *this;
        bool isNumber = false;
        const int number = m_arguments.value(name(option)).toInt(&isNumber);
        m_json.insert(name(option), isNumber ? QJsonValue(number) : QJsonValue(m_arguments.value(name(option))));
        return *this;
    }
    Result<> cut()
    {
        word("media").word("placeholders").word("overlaps").word("alternates");
        set("start-at-zero", "startAtOneHour", false).set("drop-frame", "dropFrame", true);
        set("conform", "conform", true).set("unique-timecode", "uniqueTimecode", true);
        set("no-transitions", "transitions", false).set("no-notes", "notes", false);
        set("beat-markers", "beatMarkers", true).set("lyric-markers", "lyricMarkers", true);
        set("no-bar-markers", "barMarkers", false).set("no-scene-markers", "sceneMarkers", false);
        const QString map = m_arguments.value(name("map"));
        if (map.isEmpty())
            return {};
        const qsizetype equals = map.indexOf(u'=');
        if (equals < 1)
            return std::unexpected(Problem(ProblemCode::ValidationError, Words::tr("--map wants FROM=TO, such as /home/ana=/Users/ana.")));
        m_json.insert(name("pathFrom"), map.left(equals));
        m_json.insert(name("pathTo"), map.mid(equals + 1));
        return {};
    }
    [[nodiscard]] const QJsonObject &json() const { return m_json; }

private:
    const Arguments &m_arguments;
    QJsonObject m_json;
};

Result<Output> run(Invocation &invocation, const char *kind, const Options &options)
{
    SC_TRY_ASSIGN(destination, destinationOf(invocation, render::exportSuffix(name(kind), options.json())));
    return runExportJob(invocation, {}, {name(kind), options.json(), destination, {}});
}

Result<Output> runFcpxml(Invocation &invocation)
{
    Options options(invocation);
    SC_TRY(options.cut());
    options.word("version").word("target").set("lock-to-song", "layout", name("locked"));
    return run(invocation, "fcpxml", options);
}

Result<Output> runEdl(Invocation &invocation)
{
    Options options(invocation);
    SC_TRY(options.cut());
    options.word("profile").set("no-song", "song", false).set("marker-list", "markerList", true);
    return run(invocation, "edl", options);
}

Result<Output> runResolve(Invocation &invocation)
{
    Options options(invocation);
    SC_TRY(options.cut());
    options.word("version");
    return run(invocation, "resolve", options);
}

Result<Output> runOtio(Invocation &invocation)
{
    Options options(invocation);
    SC_TRY(options.cut());
    options.set("zip", "zipped", true).word("paths").set("alternates-track", "alternatesTrack", true);
    if (invocation.arguments.value(name("out")).endsWith(QLatin1String(".otioz")))
        options.set("out", "zipped", true);
    return run(invocation, "otio", options);
}

Result<Output> runXmeml(Invocation &invocation)
{
    Options options(invocation);
    SC_TRY(options.cut());
    options.set("double-slash", "doubleSlash", true);
    return run(invocation, "xmeml", options);
}

Result<Output> runJson(Invocation &invocation)
{
    return run(invocation, "json", Options(invocation).set("complete", "form", name("complete")).set("with-media", "withMedia", true));
}

Result<Output> runPdf(Invocation &invocation)
{
    return run(invocation, "pdf",
               Options(invocation).number("columns").number("rows").set("portrait", "landscape", false).set("prompts", "prompts", true));
}

Result<Output> runMarkers(Invocation &invocation)
{
    Options options(invocation);
    SC_TRY(options.cut());
    if (invocation.arguments.value(name("out")).endsWith(QLatin1String(".edl")))
        options.set("out", "format", name("resolve"));
    return run(invocation, "markers", options);
}

Result<std::optional<FrameRate>> rateOption(const Invocation &invocation)
{
    const QString text = invocation.arguments.value(name("fps"));
    if (text.isEmpty())
        return std::optional<FrameRate>();
    const auto rate = FrameRate::parse(text);
    if (!rate)
        return std::unexpected(
            Problem(ProblemCode::InvalidParameter, Words::tr("\"%1\" is no frame rate: 24, 23.976, 25, 29.97 ...").arg(text)));
    return rate;
}

QJsonObject cutJson(const ReadCut &cut, const QStringList &breaches)
{
    QJsonArray clips;
    for (const CutTrack &track : cut.tracks) {
        for (const CutItem &item : track.items) {
            if (!item.isGap)
                clips.append(QJsonObject{{name("track"), track.isSound ? name("sound") : name("picture")},
                                         {name("name"), item.name},
                                         {name("start"), static_cast<qint64>(item.start)},
                                         {name("length"), static_cast<qint64>(item.length)},
                                         {name("media"), item.mediaFile}});
        }
    }
    return {{name("format"), cutFormatName(cut.format)},
            {name("version"), cut.version},
            {name("frame_rate"), cut.rate.toString()},
            {name("length_frames"), static_cast<qint64>(cut.length)},
            {name("tracks"), static_cast<qint64>(cut.tracks.size())},
            {name("markers"), static_cast<qint64>(cut.markers.size())},
            {name("clips"), clips},
            {name("good"), breaches.isEmpty()},
            {name("problems"), QJsonArray::fromStringList(breaches)},
            {name("notices"), QJsonArray::fromStringList(cut.notices)}};
}

// Any cut, ours or another program's; with a project its cuts are held against the beats.
Result<Output> checkFile(Invocation &invocation)
{
    SC_TRY_ASSIGN(rate, rateOption(invocation));
    SC_TRY_ASSIGN(checked, checkCutFile(invocation.word(0), rate));
    const ReadCut &cut = checked.cut;
    QJsonObject json = cutJson(cut, checked.breaches);
    qsizetype clips = json[u"clips"].toArray().size();
    QString text = Words::tr("%1 %2, %3, %4 tracks, %5 clips, %6 markers")
                       .arg(cutFormatName(cut.format), cut.version, cut.rate.displayName())
                       .arg(cut.tracks.size())
                       .arg(clips)
                       .arg(cut.markers.size());
    for (const QString &notice : cut.notices)
        text += QStringLiteral("\n  ") + notice;
    for (const QString &breach : checked.breaches)
        text += QStringLiteral("\n! ") + breach;
    if (checked.breaches.isEmpty())
        text += u'\n' + Words::tr("Nothing is wrong with it.");
    if (const QString bundle = invocation.arguments.value(name("project")); !bundle.isEmpty()) {
        SC_TRY_ASSIGN(session, project::ProjectSession::open(bundle, project::OpenMode::ReadOnly));
        const planning::AuditReport report = planning::auditBeats(asTimeline(session->timeline(), cut));
        json.insert(name("audit"), planning::toJson(report, cut.rate));
        text += u'\n' + Words::tr("%1 cuts, %2 off the beat, worst %3 frames")
                            .arg(report.cuts.size())
                            .arg(report.offBeat)
                            .arg(report.worstFrames, 0, 'f', 3);
    }
    return Output{text, json};
}

Result<Output> importBundle(Invocation &invocation)
{
    SC_TRY_ASSIGN(made, importProject(invocation.word(0), invocation.word(1), invocation.cancel));
    QString text = Words::tr("%1\n%2 scenes, %3 clips, %4 takes, %5 files")
                       .arg(QDir::toNativeSeparators(made.bundle))
                       .arg(made.scenes)
                       .arg(made.clips)
                       .arg(made.takes)
                       .arg(made.mediaFound);
    for (const QString &notice : made.notices)
        text += QStringLiteral("\n! ") + notice;
    return Output{text, QJsonObject{{name("bundle"), made.bundle},
                                    {name("form"), made.version},
                                    {name("scenes"), made.scenes},
                                    {name("clips"), made.clips},
                                    {name("takes"), made.takes},
                                    {name("files"), made.mediaFound},
                                    {name("notices"), QJsonArray::fromStringList(made.notices)}}};
}

Result<Output> importScene(Invocation &invocation)
{
    SC_TRY_ASSIGN(rate, rateOption(invocation));
    SC_TRY_ASSIGN(session, openBundle(invocation));
    SC_TRY_ASSIGN(checked, checkCutFile(invocation.word(1), rate ? rate : std::optional(session->timeline().project.frameRate)));
    CutImportOptions options;
    options.makeLive = invocation.arguments.has(name("live"));
    if (const QString scene = invocation.arguments.value(name("scene")); !scene.isEmpty()) {
        SC_TRY_ASSIGN(id, findSceneId(session->timeline(), scene));
        options.scene = id;
    }
    SC_TRY_ASSIGN(made, importCut(session->timeline(), checked.cut, options));
    SC_TRY(session->apply(Words::tr("Import cut"), made.timeline));
    QJsonArray scenes;
    for (const SceneId &id : made.scenes)
        scenes.append(id.text());
    QString text = Words::tr("%1 clips in %2 scenes").arg(made.clips).arg(made.scenes.size());
    const QStringList notices = checked.cut.notices + made.notices;
    for (const QString &notice : notices)
        text += QStringLiteral("\n! ") + notice;
    return Output{
        text, QJsonObject{{name("clips"), made.clips}, {name("scenes"), scenes}, {name("notices"), QJsonArray::fromStringList(notices)}}};
}

std::vector<OptionSpec> outOptions()
{
    return {{name("out"), name("FILE"), Words::tr("where to write")}, {name("force"), {}, Words::tr("replace what is there")}};
}

std::vector<OptionSpec> cutOptionSpecs(std::vector<OptionSpec> own = {})
{
    std::vector<OptionSpec> all = outOptions();
    const std::vector<OptionSpec> common = {
        {name("media"), name("HOW"), Words::tr("reference, link or copy (reference)")},
        {name("conform"), {}, Words::tr("make movies anew that other programs stumble over: constant rate, upright")},
        {name("unique-timecode"), {}, Words::tr("with --conform: a timecode of its own for each movie")},
        {name("placeholders"), name("HOW"), Words::tr("for shots that show nothing yet: card or gap (card)")},
        {name("overlaps"), name("HOW"), Words::tr("earlier, later or tracks (earlier, as the monitor has it)")},
        {name("alternates"), name("WHICH"), Words::tr("none, alternates or takes (takes: both)")},
        {name("start-at-zero"), {}, Words::tr("first timecode 00:00:00:00 instead of one hour")},
        {name("drop-frame"), {}, Words::tr("timecode of 29.97 and 59.94 as drop-frame")},
        {name("no-transitions"), {}, Words::tr("plain cuts alone")},
        {name("beat-markers"), {}, Words::tr("a marker on every beat, not only on bars")},
        {name("no-bar-markers"), {}, Words::tr("no markers on bars")},
        {name("no-scene-markers"), {}, Words::tr("no chapters and keywords of scenes")},
        {name("lyric-markers"), {}, Words::tr("a marker on every lyric line")},
        {name("no-notes"), {}, Words::tr("without prompts, seeds and notes")},
        {name("map"), name("FROM=TO"), Words::tr("media paths as they will be on another machine")},
    };
    all.insert(all.end(), common.begin(), common.end());
    all.insert(all.end(), own.begin(), own.end());
    return all;
}

} // namespace

std::vector<Command> cutExportCommands()
{
    const QString noun = name("export");
    const QString bundle = name("BUNDLE");
    const OptionSpec version{name("version"), name("V"), name("1.8 to 1.14 (1.10)")};
    const OptionSpec fps{name("fps"), name("RATE"), Words::tr("of an EDL, which does not say its rate")};
    std::vector<OptionSpec> json = outOptions();
    json.push_back({name("complete"), {}, Words::tr("the whole bundle (storycanvas_v2), which project import reads")});
    json.push_back({name("with-media"), {}, Words::tr("with --complete: the files too, in a folder beside it")});
    std::vector<OptionSpec> pdf = outOptions();
    pdf.push_back({name("columns"), name("N"), Words::tr("1 to 6 (3)")});
    pdf.push_back({name("rows"), name("N"), Words::tr("1 to 8 (3)")});
    pdf.push_back({name("portrait"), {}, Words::tr("upright paper")});
    pdf.push_back({name("prompts"), {}, Words::tr("with prompts")});
    return {
        {noun, name("fcpxml"), bundle, Words::tr("for Final Cut Pro, with media beside it"), 1, 1,
         cutOptionSpecs(
             {version,
              {name("target"), name("WHICH"), Words::tr("finalcut or resolve (finalcut)")},
              {name("lock-to-song"), {}, Words::tr("picture and song hang on one gap, so that nothing ripples against the song")}}),
         runFcpxml},
        {noun, name("edl"), bundle, Words::tr("CMX 3600, one list a track"), 1, 1,
         cutOptionSpecs({{name("profile"), name("WHICH"), Words::tr("generic, premiere or resolve (generic)")},
                         {name("no-song"), {}, Words::tr("no list for the sound")},
                         {name("marker-list"), {}, Words::tr("a list of markers for Resolve too")}}),
         runEdl},
        {noun, name("resolve"), bundle, Words::tr("a folder for DaVinci Resolve with all media"), 1, 1, cutOptionSpecs({version}),
         runResolve},
        {noun, name("otio"), bundle, Words::tr("OpenTimelineIO, .otio or .otioz"), 1, 1,
         cutOptionSpecs({{name("zip"), {}, Words::tr("one .otioz with the media inside")},
                         {name("paths"), name("HOW"), Words::tr("url or plain (url; plain for Resolve and Kdenlive)")},
                         {name("alternates-track"), {}, Words::tr("alternates as disabled clips on a track too")}}),
         runOtio},
        {noun, name("xmeml"), bundle, Words::tr("Final Cut Pro 7 XML, for Premiere Pro"), 1, 1,
         cutOptionSpecs({{name("double-slash"), {}, Words::tr("file://localhost//, which some Resolve versions want")}}), runXmeml},
        {noun, name("json"), bundle, Words::tr("the project for scripts, or the whole bundle"), 1, 1, json, runJson},
        {noun, name("pdf"), bundle, Words::tr("a storyboard on paper"), 1, 1, pdf, runPdf},
        {noun, name("markers"), bundle, Words::tr("markers as .csv, or as .edl for Resolve"), 1, 1, cutOptionSpecs(), runMarkers},
        {noun,
         name("check"),
         name("FILE"),
         Words::tr("what is wrong with a cut of any program, and how it sits on the beats"),
         1,
         1,
         {fps, {name("project"), name("BUNDLE"), Words::tr("audit its cuts against this project's beats")}},
         checkFile},
        {name("project"), name("import"), name("FILE BUNDLE"), Words::tr("make a bundle of a JSON export"), 2, 2, {}, importBundle},
        {name("scene"),
         name("import"),
         name("BUNDLE FILE"),
         Words::tr("a cut of another program as an alternate of the scenes under it"),
         2,
         2,
         {fps, {name("scene"), name("SCENE"), Words::tr("only of this scene")}, {name("live"), {}, Words::tr("make the alternates live")}},
         importScene},
    };
}

} // namespace sc::cli

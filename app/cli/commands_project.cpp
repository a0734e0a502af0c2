// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/describe.h"
#include "app/cli/problem_fixing.h"
#include "app/cli/session.h"
#include "core/audio/analyzer.h"
#include "core/base/text.h"
#include "core/base/timecode.h"
#include "core/comfy/family.h"
#include "core/library/song_tags.h"
#include "core/media/probe.h"
#include "core/planning/beat_audit.h"
#include "core/project/media_lengths.h"
#include "core/project/missing_media.h"
#include "core/project/relink.h"
#include "core/project/song_facts.h"
#include "core/timeline/project_edits.h"
#include "core/timeline/report.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

struct Size
{
    int width = 0;
    int height = 0;
};

Result<std::optional<Size>> sizeOption(const Arguments &arguments)
{
    if (!arguments.has(QStringLiteral("size")))
        return std::nullopt;
    const QString text = arguments.value(QStringLiteral("size"));
    const QStringList parts = text.toLower().split(u'x');
    bool widthOk = false;
    bool heightOk = false;
    const Size size{parts.value(0).toInt(&widthOk), parts.value(1).toInt(&heightOk)};
    if (parts.size() != 2 || !widthOk || !heightOk) {
        return std::unexpected(Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::cli", "\"%1\" is not a size.").arg(text))
                                   .withDetail(QCoreApplication::translate("sc::cli", "Write width x height in pixels, for example 1920x1080.")));
    }
    return size;
}

Result<std::optional<FrameRate>> rateOption(const Arguments &arguments)
{
    if (!arguments.has(QStringLiteral("fps")))
        return std::nullopt;
    const QString text = arguments.value(QStringLiteral("fps"));
    const std::optional<FrameRate> rate = FrameRate::parse(text);
    if (!rate) {
        QStringList allowed;
        for (const FrameRate supported : FrameRate::supported())
            allowed.append(supported.toString());
        return std::unexpected(Problem(ProblemCode::InvalidParameter, QCoreApplication::translate("sc::cli", "There is no frame rate \"%1\" here.").arg(text))
                                   .withDetail(allowed.join(QStringLiteral(", "))));
    }
    return rate;
}

// The song is heard before the bundle exists, so that a bad file leaves nothing behind.
Result<Output> newProject(Invocation &invocation)
{
    const Arguments &arguments = invocation.arguments;
    const QString file = arguments.value(QStringLiteral("song"));
    SC_TRY_ASSIGN(rate, rateOption(arguments));
    SC_TRY_ASSIGN(size, sizeOption(arguments));

    std::optional<timeline::Song> song;
    audio::WaveformPyramid waveform;
    if (!file.isEmpty()) {
        const ProgressFn progress = invocation.console.progress(QCoreApplication::translate("sc::cli", "Hearing the song"));
        SC_TRY_ASSIGN(analysis, audio::analyzeFile(file, {}, invocation.cancel, progress));
        SC_TRY_ASSIGN(info, media::probeSong(file));
        const library::SongTags tags = library::readTags(file, info);
        song = project::songFacts(analysis, file, tags.title, tags.artist);
        waveform = std::move(analysis.waveform);
        for (const QString &warning : analysis.warnings)
            invocation.console.notice(warning);
    }

    project::NewProject fields;
    fields.name = arguments.value(QStringLiteral("name"), song ? song->title : QString());
    fields.frameRate = rate.value_or(FrameRate());
    if (size) {
        fields.width = size->width;
        fields.height = size->height;
    }
    SC_TRY_ASSIGN(session, project::ProjectSession::create(invocation.word(0), fields));
    if (song) {
        SC_TRY(session->setSong(file, *song, !arguments.has(QStringLiteral("reference-song"))));
        SC_TRY(session->setWaveform(waveform));
    }
    QJsonObject json = projectJson(session->timeline());
    json.insert(QStringLiteral("bundle"), session->bundle());
    return Output{projectText(session->timeline()) + QDir::toNativeSeparators(session->bundle()), json};
}

Result<Output> showProject(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    const timeline::Timeline &timeline = session->timeline();
    if (invocation.arguments.has(QStringLiteral("tree")))
        return Output{treeText(timeline), treeJson(timeline)};
    return Output{projectText(timeline), projectJson(timeline)};
}

// What a new frame rate does to the cuts: said before it is applied, and when it was.
void describe(const timeline::FrameRateChange &change, FrameRate before, bool withMoves, Output &output)
{
    QJsonArray moves;
    for (const timeline::BoundaryMove &move : change.moves) {
        const QString edge = move.edge == timeline::ClipEdge::In ? QStringLiteral("in") : QStringLiteral("out");
        moves.append(QJsonObject{{QStringLiteral("clip"), move.clip.text()},
                                 {QStringLiteral("name"), move.name},
                                 {QStringLiteral("edge"), edge},
                                 {QStringLiteral("from_s"), move.from.toSeconds()},
                                 {QStringLiteral("to_s"), move.to.toSeconds()},
                                 {QStringLiteral("by_ms"), move.by().toMilliseconds()}});
        if (withMoves)
            output.text += QStringLiteral("\n  %1 %2  %3 ms").arg(move.name, edge, QString::number(move.by().toMilliseconds(), 'f', 3));
    }
    const QString largest = QString::number(change.largestMove.toMilliseconds(), 'f', 3);
    output.text += QStringLiteral("\n") + (change.moves.empty()
                                               ? QCoreApplication::translate("sc::cli", "No cut moves.")
                                               : QCoreApplication::translate("sc::cli", "%1 boundaries move, at most by %2 ms (%3).")
                                                     .arg(QString::number(change.moves.size()), largest, change.movedMost));
    QJsonObject json = output.json.toObject();
    json.insert(QStringLiteral("frame_rate"), QJsonObject{{QStringLiteral("from"), before.toString()},
                                                          {QStringLiteral("to"), change.timeline.project.frameRate.toString()},
                                                          {QStringLiteral("largest_move_ms"), change.largestMove.toMilliseconds()},
                                                          {QStringLiteral("moved_most"), change.movedMost},
                                                          {QStringLiteral("moves"), moves}});
    output.json = json;
}

QStringList listOption(const Arguments &arguments, const QString &option)
{
    return arguments.value(option).split(u',', Qt::SkipEmptyParts);
}

// The look bible, and what new shots are made with.
Result<> takeGenerationOptions(const Arguments &arguments, const timeline::Project &project, timeline::EditProject &edit)
{
    timeline::LookBible look = project.look;
    look.preamble = arguments.value(QStringLiteral("look"), look.preamble);
    look.cameraNotes = arguments.value(QStringLiteral("look-camera"), look.cameraNotes);
    look.negativePrompt = arguments.value(QStringLiteral("look-negative"), look.negativePrompt);
    if (arguments.has(QStringLiteral("look-words")))
        look.recurringWords = listOption(arguments, QStringLiteral("look-words"));
    if (arguments.has(QStringLiteral("look-palette")))
        look.palette = listOption(arguments, QStringLiteral("look-palette"));
    if (look != project.look)
        edit.look = look;
    if (arguments.has(QStringLiteral("family"))) {
        edit.defaultFamily = arguments.value(QStringLiteral("family"));
        if (!edit.defaultFamily->isEmpty())
            SC_TRY(comfy::FamilyTable::builtIn().family(*edit.defaultFamily));
    }
    if (arguments.has(QStringLiteral("preset")))
        edit.defaultPreset = arguments.value(QStringLiteral("preset"));
    return {};
}

Result<Output> editProjectFields(Invocation &invocation)
{
    SC_TRY_ASSIGN(rate, rateOption(invocation.arguments));
    SC_TRY_ASSIGN(size, sizeOption(invocation.arguments));
    const Arguments &arguments = invocation.arguments;
    if (arguments.has(QStringLiteral("preview"))) {
        SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
        const FrameRate before = session->timeline().project.frameRate;
        SC_TRY_ASSIGN(change, timeline::setFrameRate(session->timeline(), {rate.value_or(before)}));
        Output output{QCoreApplication::translate("sc::cli", "%1 to %2; nothing was changed.")
                          .arg(before.displayName(), change.timeline.project.frameRate.displayName()),
                      {}};
        describe(change, before, true, output);
        return output;
    }
    std::optional<timeline::FrameRateChange> rateChange;
    FrameRate before;
    Result<Output> output = editBundle(invocation, QCoreApplication::translate("sc::cli", "Edit project"), [&](const timeline::Timeline &now) -> Result<timeline::Timeline> {
        timeline::EditProject edit;
        if (arguments.has(QStringLiteral("name")))
            edit.name = arguments.value(QStringLiteral("name"));
        if (arguments.has(QStringLiteral("description")))
            edit.description = arguments.value(QStringLiteral("description"));
        if (size) {
            edit.width = size->width;
            edit.height = size->height;
        }
        SC_TRY(takeGenerationOptions(arguments, now.project, edit));
        SC_TRY_ASSIGN(edited, timeline::editProject(now, edit));
        if (!rate)
            return edited;
        before = now.project.frameRate;
        SC_TRY_ASSIGN(change, timeline::setFrameRate(edited, {*rate}));
        rateChange = change;
        return change.timeline;
    });
    if (output && rateChange)
        describe(*rateChange, before, false, *output);
    return output;
}

QString findingsText(const timeline::ProblemReport &report, FrameRate rate)
{
    QString text;
    for (const timeline::Finding &finding : report.findings) {
        text += QStringLiteral("\n  %1 %2  %3")
                    .arg(timeline::severityName(finding.severity()), -8)
                    .arg(formatTimecode(rate.frameAt(finding.range.start, Rounding::Nearest), rate), timeline::findingText(finding, rate));
        if (finding.locked)
            text += QCoreApplication::translate("sc::cli", " (locked)");
    }
    return text;
}

Result<Output> checkProject(Invocation &invocation)
{
    SC_TRY_ASSIGN(kinds, kindsToFix(invocation.arguments));
    SC_TRY_ASSIGN(session, openBundle(invocation, kinds.empty() ? project::OpenMode::ReadOnly : project::OpenMode::ReadWrite));
    const FrameRate rate = session->timeline().project.frameRate;
    const std::vector<Beat> beats = timeline::timelineBeats(session->timeline());
    std::optional<timeline::FixedProblems> fixed;
    if (!kinds.empty()) {
        auto outcome = fixInBundle(*session, QCoreApplication::translate("sc::cli", "Fix problems"), {.kinds = kinds, .only = {}, .beats = beats});
        if (!outcome && outcome.error().code() != ProblemCode::NothingToUpdate)
            return std::unexpected(outcome.error());
        fixed = outcome ? std::move(*outcome) : timeline::FixedProblems();
    }
    SC_TRY_ASSIGN(breaches, session->checkIntegrity());
    const planning::AuditReport audit = planning::auditBeats(session->timeline(), beats);
    const timeline::TimelineReport report = timeline::timelineReport(session->timeline());
    const std::vector<timeline::MissingFile> missing = project::findMissingFiles(*session);
    const timeline::ProblemReport problems =
        timeline::findProblems(session->timeline(), {.beats = beats,
                                                     .missing = missing,
                                                     .rules = true,
                                                     .mediaLength = project::mediaLengthsOf(session.get())});
    for (const timeline::MissingFile &file : missing)
        breaches.append(QCoreApplication::translate("sc::cli", "\"%1\" is missing: %2").arg(file.name, file.path));

    QJsonObject json{
        {QStringLiteral("ok"), breaches.isEmpty() && problems.isGood()},
        {QStringLiteral("integrity"), breaches.isEmpty() ? QStringLiteral("ok") : QStringLiteral("problems")},
        {QStringLiteral("breaches"), QJsonArray::fromStringList(breaches)},
        {QStringLiteral("report"), timeline::toJson(report, rate)},
        {QStringLiteral("problems"), timeline::toJson(problems, rate)},
        {QStringLiteral("cuts"), static_cast<qint64>(audit.cuts.size())},
        {QStringLiteral("off_beat_cuts"), audit.offBeat},
    };
    QString text = breaches.isEmpty() ? QCoreApplication::translate("sc::cli", "The project is whole.") : breaches.join(u'\n');
    if (fixed) {
        json.insert(QStringLiteral("fixes"), fixedJson(*fixed, rate));
        text += u'\n' + fixedText(*fixed, rate);
    }
    text += u'\n' + timeline::verdictOf(problems) + findingsText(problems, rate) + u'\n';
    text += QCoreApplication::translate("sc::cli", "%1 of %2 cuts off the beat").arg(audit.offBeat).arg(audit.cuts.size());
    return Output{text, json};
}

Result<Output> relinkProject(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation));
    SC_TRY_ASSIGN(search, project::relinkSearch(*session));
    const QStringList places = invocation.arguments.positional().mid(1);
    const ProgressFn progress = invocation.console.progress(QCoreApplication::translate("sc::cli", "Looking"));
    SC_TRY_ASSIGN(outcome, project::findMissingMedia(search, places, invocation.cancel, progress));
    SC_TRY(project::adoptFound(*session, outcome.found));
    QJsonArray found;
    QJsonArray missing;
    QString text = QCoreApplication::translate("sc::cli", "%1 found, %2 still missing").arg(outcome.found.size()).arg(outcome.stillMissing.size());
    for (const project::FoundMedia &each : outcome.found)
        found.append(QJsonObject{{QStringLiteral("kind"), each.use.entityKind}, {QStringLiteral("id"), each.use.entityId}, {QStringLiteral("name"), each.use.name}, {QStringLiteral("file"), each.now.path}});
    for (const project::MediaUse &each : outcome.stillMissing) {
        missing.append(QJsonObject{{QStringLiteral("kind"), each.entityKind}, {QStringLiteral("id"), each.entityId}, {QStringLiteral("name"), each.name}, {QStringLiteral("file"), each.media.path}});
        text += QStringLiteral("\n  %1: %2").arg(each.name, each.media.path);
    }
    return Output{text, QJsonObject{{QStringLiteral("found"), found}, {QStringLiteral("missing"), missing}}};
}

// One step, or --count of them; stops without an error when the history ends before.
Result<Output> moveInHistory(Invocation &invocation, Result<QString> (project::ProjectSession::*step)(), const QString &emptyText)
{
    SC_TRY_ASSIGN(count, invocation.arguments.integer(QStringLiteral("count"), 1, 1'000'000));
    SC_TRY_ASSIGN(session, openBundle(invocation));
    QStringList names;
    for (int i = 0; i < count.value_or(1); ++i) {
        Result<QString> name = (session.get()->*step)();
        if (!name && !names.isEmpty() && name.error().code() == ProblemCode::NothingToUpdate)
            break;
        if (!name)
            return std::unexpected(name.error());
        names.append(*name);
    }
    return Output{names.join(u'\n'), QJsonObject{{emptyText, QJsonArray::fromStringList(names)}}};
}

Result<Output> undoEdits(Invocation &invocation)
{
    return moveInHistory(invocation, &project::ProjectSession::undo, QStringLiteral("undone"));
}

Result<Output> redoEdits(Invocation &invocation)
{
    return moveInHistory(invocation, &project::ProjectSession::redo, QStringLiteral("redone"));
}

Result<Output> showHistory(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    QString text;
    QJsonArray all;
    for (const project::HistoryEntry &entry : session->history()) {
        text += QStringLiteral("%1 %2  %3%4\n").arg(entry.id, 6).arg(entry.at, entry.name, entry.undone ? QCoreApplication::translate("sc::cli", "  [undone]") : QString());
        all.append(QJsonObject{{QStringLiteral("id"), entry.id},
                               {QStringLiteral("name"), entry.name},
                               {QStringLiteral("at"), entry.at},
                               {QStringLiteral("undone"), entry.undone},
                               {QStringLiteral("save_point"), entry.savePoint}});
    }
    return Output{text, all};
}

Result<Output> addSavePoint(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation));
    const QString name = invocation.arguments.positional().value(1, QCoreApplication::translate("sc::cli", "Save point"));
    SC_TRY(session->addSavePoint(name));
    return Output{name, QJsonObject{{QStringLiteral("save_point"), name}}};
}

Result<Output> backUp(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation));
    SC_TRY_ASSIGN(path, session->backUpNow());
    return Output{QDir::toNativeSeparators(path), QJsonObject{{QStringLiteral("backup"), path}}};
}

Result<Output> restore(Invocation &invocation)
{
    SC_TRY_ASSIGN(time, project::ProjectSession::restoreNewestBackup(invocation.word(0)));
    return Output{QCoreApplication::translate("sc::cli", "Restored the copy of %1.").arg(time), QJsonObject{{QStringLiteral("restored"), time}}};
}

Result<Output> dump(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(bytes, session->dumpTables());
    const QString text = QString::fromUtf8(bytes);
    return Output{text, text};
}

const OptionSpec &countOption()
{
    static const OptionSpec option{QStringLiteral("count"), QStringLiteral("N"), QCoreApplication::translate("sc::cli", "how many steps (1)")};
    return option;
}

} // namespace

std::vector<Command> projectCommands()
{
    const QString noun = QStringLiteral("project");
    const QString bundle = QStringLiteral("BUNDLE");
    const OptionSpec name{QStringLiteral("name"), QStringLiteral("NAME"), QCoreApplication::translate("sc::cli", "1 to 200 characters")};
    const OptionSpec fps{QStringLiteral("fps"), QStringLiteral("RATE"), QCoreApplication::translate("sc::cli", "24, 24000/1001, 25, 30000/1001 ... (24)")};
    const OptionSpec size{QStringLiteral("size"), QStringLiteral("WxH"), QCoreApplication::translate("sc::cli", "pixels, even, 64 to 8192 (1920x1080)")};
    const OptionSpec description{QStringLiteral("description"), QStringLiteral("TEXT"), QCoreApplication::translate("sc::cli", "at most 2000 characters")};
    const OptionSpec song{QStringLiteral("song"), QStringLiteral("FILE"), QCoreApplication::translate("sc::cli", "the song, heard at once")};
    const OptionSpec reference{QStringLiteral("reference-song"), {}, QCoreApplication::translate("sc::cli", "leave the song where it is instead of copying it")};
    const OptionSpec tree{QStringLiteral("tree"), {}, QCoreApplication::translate("sc::cli", "with scenes, clips and markers")};
    return {
        {noun, QStringLiteral("new"), bundle, QCoreApplication::translate("sc::cli", "make a project bundle"), 1, 1, {song, name, fps, size, reference}, newProject},
        {noun, QStringLiteral("show"), bundle, QCoreApplication::translate("sc::cli", "key figures, or the whole tree"), 1, 1, {tree}, showProject},
        {noun, QStringLiteral("edit"), bundle, QCoreApplication::translate("sc::cli", "change name, size, frame rate"), 1, 1,
         {name, description, fps, size,
          {QStringLiteral("look"), QStringLiteral("TEXT"), QCoreApplication::translate("sc::cli", "style preamble of every prompt, at most 2000 characters")},
          {QStringLiteral("look-camera"), QStringLiteral("TEXT"), QCoreApplication::translate("sc::cli", "camera notes of every prompt")},
          {QStringLiteral("look-negative"), QStringLiteral("TEXT"), QCoreApplication::translate("sc::cli", "what no picture should show")},
          {QStringLiteral("look-words"), QStringLiteral("A,B"), QCoreApplication::translate("sc::cli", "recurring words, at most 50")},
          {QStringLiteral("look-palette"), QStringLiteral("#RRGGBB,..."), QCoreApplication::translate("sc::cli", "at most 12 colours")},
          {QStringLiteral("family"), QStringLiteral("FAMILY"), QCoreApplication::translate("sc::cli", "model family that shots are made with")},
          {QStringLiteral("preset"), QStringLiteral("PRESET"), QCoreApplication::translate("sc::cli", "fast, quality")},
          {QStringLiteral("preview"), {}, QCoreApplication::translate("sc::cli", "only say what --fps would move")}}, editProjectFields},
        {noun, QStringLiteral("relink"), QStringLiteral("BUNDLE FOLDER|FILE..."), QCoreApplication::translate("sc::cli", "find missing media by their content"), 2, -1, {}, relinkProject},
        {noun, QStringLiteral("check"), bundle, QCoreApplication::translate("sc::cli", "integrity and every problem of the cut, with fixes"), 1, 1, fixOptionSpecs(), checkProject},
        {noun, QStringLiteral("undo"), bundle, QCoreApplication::translate("sc::cli", "undo the last edit"), 1, 1, {countOption()}, undoEdits},
        {noun, QStringLiteral("redo"), bundle, QCoreApplication::translate("sc::cli", "redo what was undone"), 1, 1, {countOption()}, redoEdits},
        {noun, QStringLiteral("history"), bundle, QCoreApplication::translate("sc::cli", "every edit, oldest first"), 1, 1, {}, showHistory},
        {noun, QStringLiteral("savepoint"), QStringLiteral("BUNDLE [NAME]"), QCoreApplication::translate("sc::cli", "name this state of the project"), 1, 2, {}, addSavePoint},
        {noun, QStringLiteral("backup"), bundle, QCoreApplication::translate("sc::cli", "copy the database into backups/"), 1, 1, {}, backUp},
        {noun, QStringLiteral("restore"), bundle, QCoreApplication::translate("sc::cli", "replace a damaged database by the newest good copy"), 1, 1, {}, restore},
        {noun, QStringLiteral("dump"), bundle, QCoreApplication::translate("sc::cli", "every stored row as text, for comparing"), 1, 1, {}, dump},
    };
}

} // namespace sc::cli

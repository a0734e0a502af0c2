// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands_analyze_library.h"

#include "app/cli/analysis_text.h"
#include "app/cli/analyze_correct.h"
#include "app/cli/describe.h"
#include "app/cli/library_access.h"
#include "core/audio/analysis_difference.h"
#include "core/audio/feature_export.h"
#include "core/base/timecode.h"
#include "core/project/song_follow.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QSaveFile>

namespace sc::cli {

namespace {

using library::Track;

struct AnalysedTrack
{
    LibraryPtr library;
    Track track;
    audio::Analysis analysis; // corrected, unless --measured
};

Problem notAnalysed(const Track &track)
{
    return Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::cli", "\"%1\" was not analysed yet.").arg(track.title))
        .withEntity(QStringLiteral("track"), track.id.text())
        .withAction(QStringLiteral("analyse"), QStringLiteral("storycanvas-cli track analyze %1").arg(track.id.text()));
}

Result<AnalysedTrack> openTrack(const Invocation &invocation)
{
    SC_TRY_ASSIGN(library, library::Library::open(invocation.profile));
    SC_TRY_ASSIGN(track, findTrack(*library, invocation.word(0)));
    auto analysis =
        invocation.arguments.has(QStringLiteral("measured")) ? library->measuredAnalysis(track.id) : library->analysis(track.id);
    if (!analysis)
        return std::unexpected(notAnalysed(track));
    return AnalysedTrack{std::move(library), std::move(track), std::move(*analysis)};
}

QJsonArray kindsOf(const audio::Corrections &corrections)
{
    QJsonArray kinds;
    for (const audio::CorrectionKind kind : audio::kCorrectionKinds) {
        if (audio::has(corrections, kind))
            kinds.append(audio::correctionKindName(kind));
    }
    return kinds;
}

QJsonObject reportOf(const Track &track, const audio::Analysis &analysis, const audio::Corrections &corrections)
{
    QJsonObject json = audio::toReportJson(analysis, track.file);
    json.insert(QStringLiteral("track"), track.id.text());
    json.insert(QStringLiteral("title"), track.title);
    json.insert(QStringLiteral("corrected"), kindsOf(corrections));
    return json;
}

QString differenceLines(const std::vector<audio::AnalysisDifference> &differences)
{
    QString text;
    for (const audio::AnalysisDifference &difference : differences)
        text += QStringLiteral("  %1\n").arg(audio::differenceText(difference));
    return text.isEmpty() ? QCoreApplication::translate("sc::cli", "  no difference\n") : text;
}

QJsonArray differenceList(const std::vector<audio::AnalysisDifference> &differences)
{
    QJsonArray list;
    for (const audio::AnalysisDifference &difference : differences)
        list.append(audio::toJson(difference));
    return list;
}

Result<AnalysisId> findAnalysis(const std::vector<library::Library::AnalysisNote> &history, const QString &wanted)
{
    // By number as `analyze history` counts them, or by id.
    bool isNumber = false;
    const int number = wanted.toInt(&isNumber);
    if (isNumber && number >= 1 && number <= std::ssize(history))
        return history[static_cast<size_t>(number - 1)].id;
    for (const library::Library::AnalysisNote &note : history) {
        if (note.id.text() == wanted)
            return note.id;
    }
    return std::unexpected(Problem(
        ProblemCode::ResourceNotFound,
        QCoreApplication::translate("sc::cli", "This song has %1 analyses, none of them is \"%2\".").arg(history.size()).arg(wanted)));
}

} // namespace

Result<Output> showAnalysis(Invocation &invocation)
{
    SC_TRY_ASSIGN(opened, openTrack(invocation));
    const QJsonObject json = reportOf(opened.track, opened.analysis, opened.library->corrections(opened.track.id));
    return Output{analysisText(opened.analysis, opened.track.title), json};
}

Result<Output> showBeats(Invocation &invocation)
{
    SC_TRY_ASSIGN(opened, openTrack(invocation));
    Output output;
    QJsonArray list;
    for (const Beat &beat : opened.analysis.map.grid.beats()) {
        list.append(QJsonObject{
            {QStringLiteral("time"), beat.time.toSeconds()}, {QStringLiteral("bar"), beat.bar}, {QStringLiteral("beat"), beat.beatInBar}});
        output.text += QStringLiteral("%1  %2.%3\n").arg(formatClock(beat.time).rightJustified(10)).arg(beat.bar).arg(beat.beatInBar);
    }
    if (list.isEmpty())
        output.text = QCoreApplication::translate("sc::cli", "No steady beat.");
    output.json = list;
    return output;
}

Result<Output> showSections(Invocation &invocation)
{
    SC_TRY_ASSIGN(opened, openTrack(invocation));
    Output output;
    QJsonArray list;
    const std::vector<Section> &sections = opened.analysis.map.sections;
    for (size_t i = 0; i < sections.size(); ++i) {
        const Section &section = sections[i];
        list.append(QJsonObject{{QStringLiteral("number"), static_cast<int>(i) + 1},
                                {QStringLiteral("start"), section.start.toSeconds()},
                                {QStringLiteral("end"), section.end.toSeconds()},
                                {QStringLiteral("label"), section.label},
                                {QStringLiteral("title"), sectionTitle(opened.analysis.map, i)},
                                {QStringLiteral("energy"), section.energy},
                                {QStringLiteral("confidence"), section.confidence}});
        output.text += QStringLiteral("%1  %2 %3  %4\n")
                           .arg(i + 1, 3)
                           .arg(formatClock(section.start, 2).rightJustified(9), formatClock(section.end, 2).rightJustified(9),
                                sectionTitle(opened.analysis.map, i));
    }
    if (list.isEmpty())
        output.text = QCoreApplication::translate("sc::cli", "No sections.");
    output.json = list;
    return output;
}

Result<Output> correctAnalysis(Invocation &invocation)
{
    SC_TRY_ASSIGN(opened, openTrack(invocation));
    library::Library &library = *opened.library;
    const TrackId id = opened.track.id;
    const auto measured = library.measuredAnalysis(id);
    if (!measured)
        return std::unexpected(notAnalysed(opened.track));
    SC_TRY_ASSIGN(corrections, correctedBy(invocation.arguments, *measured, library.corrections(id)));
    SC_TRY(library.setCorrections(id, corrections));
    const audio::Analysis after = audio::corrected(*measured, corrections);
    const auto differences = audio::compareAnalyses(opened.analysis, after);
    QJsonObject json = reportOf(opened.track, after, corrections);
    json.insert(QStringLiteral("changes"), differenceList(differences));
    return Output{QCoreApplication::translate("sc::cli", "Corrected \"%1\":\n").arg(opened.track.title) + differenceLines(differences),
                  json};
}

Result<Output> exportAnalysis(Invocation &invocation)
{
    const QString name = invocation.arguments.value(QStringLiteral("format"), QStringLiteral("json"));
    const auto format = audio::featureFormatFromName(name);
    if (!format)
        return std::unexpected(
            Problem(ProblemCode::InvalidParameter, QCoreApplication::translate("sc::cli", "There is no format \"%1\".").arg(name))
                .withDetail(QStringLiteral("json, csv, beats, sections, labels, sv, midi")));
    SC_TRY_ASSIGN(opened, openTrack(invocation));
    SC_TRY_ASSIGN(bytes, audio::exportFeatures(opened.analysis, opened.track.file, *format));
    const QString path = invocation.arguments.value(QStringLiteral("out"), QFileInfo(opened.track.file).completeBaseName() + u'.' +
                                                                               audio::featureFormatSuffix(*format));
    // Whole or not at all.
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return std::unexpected(
            Problem(ProblemCode::PermissionDenied, QCoreApplication::translate("sc::cli", "\"%1\" cannot be written.").arg(path))
                .withDetail(file.errorString())
                .withEntity(QStringLiteral("file"), path));
    const QString written = QFileInfo(path).absoluteFilePath();
    return Output{
        written, QJsonObject{{QStringLiteral("file"), written}, {QStringLiteral("format"), name}, {QStringLiteral("bytes"), bytes.size()}}};
}

Result<Output> showHistory(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, library::Library::open(invocation.profile));
    SC_TRY_ASSIGN(track, findTrack(*library, invocation.word(0)));
    Output output;
    QJsonArray list;
    int number = 0;
    for (const library::Library::AnalysisNote &note : library->analysisHistory(track.id)) {
        ++number;
        list.append(QJsonObject{{QStringLiteral("number"), number},
                                {QStringLiteral("id"), note.id.text()},
                                {QStringLiteral("made_at"), note.madeAt},
                                {QStringLiteral("level"), levelName(note.level)},
                                {QStringLiteral("engine_version"), note.engineVersion},
                                {QStringLiteral("current"), note.isCurrent}});
        output.text += QStringLiteral("%1  %2  %3  %4%5\n")
                           .arg(number, 3)
                           .arg(note.madeAt, levelName(note.level).leftJustified(8),
                                QCoreApplication::translate("sc::cli", "engine %1").arg(note.engineVersion),
                                note.isCurrent ? QCoreApplication::translate("sc::cli", "  current") : QString());
    }
    if (list.isEmpty())
        return std::unexpected(notAnalysed(track));
    output.json = list;
    return output;
}

Result<Output> compareHistory(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, library::Library::open(invocation.profile));
    SC_TRY_ASSIGN(track, findTrack(*library, invocation.word(0)));
    const auto history = library->analysisHistory(track.id);
    const auto current = library->measuredAnalysis(track.id);
    if (!current)
        return std::unexpected(notAnalysed(track));
    const bool withCorrected = invocation.arguments.has(QStringLiteral("corrected"));
    Result<audio::Analysis> before = *current;
    Result<audio::Analysis> after = *current;
    if (withCorrected) {
        after = audio::corrected(*current, library->corrections(track.id));
    } else {
        if (history.size() < 2 && !invocation.arguments.has(QStringLiteral("with")))
            return std::unexpected(Problem(
                ProblemCode::ResourceNotFound,
                QCoreApplication::translate("sc::cli", "\"%1\" was analysed once only; there is nothing to compare.").arg(track.title)));
        SC_TRY_ASSIGN(other, findAnalysis(history, invocation.arguments.value(QStringLiteral("with"), QStringLiteral("2"))));
        before = library->analysisOf(other);
        if (!before)
            return std::unexpected(before.error());
    }
    const auto differences = audio::compareAnalyses(*before, *after);
    return Output{track.title + u'\n' + differenceLines(differences),
                  QJsonObject{{QStringLiteral("track"), track.id.text()}, {QStringLiteral("differences"), differenceList(differences)}}};
}

Result<Output> followAnalysis(Invocation &invocation)
{
    SC_TRY_ASSIGN(opened, openTrack(invocation));
    SC_TRY_ASSIGN(session, project::ProjectSession::open(invocation.word(1)));
    SC_TRY(project::followSong(*session, opened.track.contentHash, opened.analysis));
    const QString name = session->undoName();
    return Output{name, QJsonObject{{QStringLiteral("done"), name}, {QStringLiteral("project"), projectJson(session->timeline())}}};
}

} // namespace sc::cli

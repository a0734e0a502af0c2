// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/csv_text.h"
#include "core/interchange/edl_writer.h"
#include "core/interchange/shot_list.h"

#include "core/base/timecode.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

#include <algorithm>

// Lyrics, markers and the shot list: exports of one small file.
namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

Problem nothing(const QString &text)
{
    return Problem(ProblemCode::ResourceNotFound, text);
}

QString absolute(const QString &destination)
{
    return QFileInfo(destination).absoluteFilePath();
}

ExportResult finished(const QString &destination, const QByteArray &bytes, QStringList notices)
{
    SC_TRY(writeAll({{absolute(destination), bytes}}));
    ExportReport report;
    report.files = {absolute(destination)};
    report.bytes = bytes.size();
    report.notices = std::move(notices);
    return report;
}

QString kindName(EditMarker::Kind kind)
{
    switch (kind) {
    case EditMarker::Kind::Note:
        return QStringLiteral("note");
    case EditMarker::Kind::ToDo:
        return QStringLiteral("to_do");
    case EditMarker::Kind::Chapter:
        return QStringLiteral("chapter");
    case EditMarker::Kind::Scene:
        return QStringLiteral("scene");
    case EditMarker::Kind::Lyric:
        return QStringLiteral("lyric");
    case EditMarker::Kind::Failure:
        return QStringLiteral("missing");
    }
    return {};
}

struct MarkerRow
{
    std::int64_t frame = 0;
    QStringList cells;
};

QByteArray markersCsv(const Edit &edit)
{
    std::vector<MarkerRow> rows;
    const auto add = [&](std::int64_t frame, std::int64_t length, const QString &kind, const QString &name, const QString &note) {
        const TimecodeMode mode = edit.dropFrame ? TimecodeMode::Drop : TimecodeMode::NonDrop;
        rows.push_back({frame,
                        {formatTimecode(edit.tcStart + frame, edit.rate, mode), QString::number(frame),
                         QString::number(edit.rate.timeOf(frame).toSeconds(), 'f', 3), QString::number(length), kind, safeCell(name),
                         safeCell(note)}});
    };
    for (const EditMarker &marker : edit.markers)
        add(marker.frame, marker.length, kindName(marker.kind), marker.name, marker.note);
    if (edit.song) {
        const Ticks shift = edit.rate.timeOf(edit.song->start) - edit.rate.timeOf(edit.song->in);
        for (const SongMarker &marker : edit.song->markers)
            add(edit.rate.frameAt(marker.time + shift, Rounding::Nearest), 1, marker.isBar ? QStringLiteral("bar") : QStringLiteral("beat"),
                marker.name, {});
    }
    std::ranges::stable_sort(rows, {}, &MarkerRow::frame);
    std::vector<QStringList> table = {{QStringLiteral("timecode"), QStringLiteral("frame"), QStringLiteral("seconds"),
                                       QStringLiteral("length_frames"), QStringLiteral("kind"), QStringLiteral("name"),
                                       QStringLiteral("note")}};
    for (MarkerRow &row : rows)
        table.push_back(std::move(row.cells));
    return writeCsv(table);
}

} // namespace

ExportResult exportMarkers(const ExportSource &source, const MarkersExport &options)
{
    SC_TRY(checkDestination(options.cut.destination));
    SC_TRY_ASSIGN(edit, editOf(source, options.cut, rulesOf(ExportKind::Markers), {}));
    if (edit.markerCount() == 0)
        return std::unexpected(nothing(Words::tr("There are no markers to export.")));
    edit.notices.clear(); // what became of shots is nobody's question here
    const QString destination = absolute(options.cut.destination);
    std::vector<OutFile> files;
    if (options.format == MarkersFormat::Csv) {
        files.push_back({destination, markersCsv(edit)});
        const auto back = readCsv(files.front().bytes);
        if (!back || std::ssize(*back) != edit.markerCount() + 1)
            return std::unexpected(failedOwnCheck({Words::tr("The table read back has another number of rows.")}));
    } else {
        files = writeMarkerEdl(edit, stemOf(destination));
        for (const OutFile &file : files) {
            if (const QStringList breaches = checkEdl(file.bytes, {edit.rate, {}, edit.tcStart}); !breaches.isEmpty())
                return std::unexpected(failedOwnCheck(breaches));
        }
    }
    SC_TRY(writeAll(files));
    ExportReport report;
    for (const OutFile &file : files) {
        report.files += file.path;
        report.bytes += file.bytes.size();
    }
    report.markers = edit.markerCount();
    report.notices = edit.notices;
    return report;
}

ExportResult exportLyrics(const ExportSource &source, const LyricsExport &options)
{
    SC_TRY(checkDestination(options.destination));
    const timeline::Timeline &timeline = source.timeline;
    LyricsText lyrics;
    lyrics.format = options.format;
    if (timeline.project.song) {
        lyrics.title = timeline.project.song->title;
        lyrics.artist = timeline.project.song->artist;
    }
    const bool isCues = options.format == LyricsFormat::Srt || options.format == LyricsFormat::Vtt;
    const Ticks shift = isCues && options.programTime ? timeline.project.songOffset : Ticks();
    int early = 0;
    for (timeline::LyricLine line : timeline.lyrics) {
        line.start += shift;
        if (line.end)
            *line.end += shift;
        for (timeline::LyricWord &word : line.words)
            word.start += shift;
        if (line.start < Ticks()) {
            ++early;
            continue;
        }
        lyrics.lines.push_back(std::move(line));
    }
    if (lyrics.lines.empty())
        return std::unexpected(nothing(Words::tr("There are no timed lyrics to export.")));
    const QByteArray bytes = writeLyrics(lyrics, options.format);
    const auto back = readLyrics(bytes);
    if (!back || back->lines.size() != lyrics.lines.size())
        return std::unexpected(failedOwnCheck({Words::tr("The lyrics read back have another number of lines.")}));
    QStringList notices;
    if (early > 0)
        notices += Words::tr("Lines before the first frame were left out: %1.").arg(early);
    return finished(options.destination, bytes, notices);
}

ExportResult exportShotList(const ExportSource &source, const ShotListExport &options)
{
    SC_TRY(checkDestination(options.destination));
    const auto shots = static_cast<int>(timeline::liveClips(source.timeline).size());
    if (shots == 0)
        return std::unexpected(nothing(Words::tr("There are no shots to list.")));
    const QByteArray bytes = writeShotList(source.timeline);
    const auto back = readCsv(bytes);
    if (!back || std::ssize(*back) != shots + 1)
        return std::unexpected(failedOwnCheck({Words::tr("The table read back has another number of rows.")}));
    SC_TRY_ASSIGN(report, finished(options.destination, bytes, {}));
    report.clips = shots;
    return report;
}

} // namespace sc::interchange

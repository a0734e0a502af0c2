// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/edit_arguments.h"
#include "core/base/timecode.h"
#include "core/interchange/lyrics_text.h"
#include "core/timeline/lyric_edits.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QSaveFile>

namespace sc::cli {

namespace {

using namespace timeline;

Problem cannotRead(const QString &path, const QString &why)
{
    return Problem(QFile::exists(path) ? ProblemCode::PermissionDenied : ProblemCode::MediaMissing,
                   QCoreApplication::translate("sc::cli", "\"%1\" cannot be read.").arg(path))
        .withDetail(why)
        .withEntity(QStringLiteral("file"), path);
}

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(cannotRead(path, file.errorString()));
    return file.readAll();
}

QJsonObject lineJson(const Timeline &timeline, size_t index)
{
    const LyricLine &line = timeline.lyrics[index];
    QJsonArray words;
    for (const LyricWord &word : line.words)
        words.append(QJsonObject{{QStringLiteral("start"), word.start.toSeconds()}, {QStringLiteral("text"), word.text}});
    return {{QStringLiteral("id"), line.id.text()},
            {QStringLiteral("start"), line.start.toSeconds()},
            {QStringLiteral("end"), line.end ? QJsonValue(line.end->toSeconds()) : QJsonValue()},
            {QStringLiteral("shown_until"), endOfLyric(timeline, index).toSeconds()},
            {QStringLiteral("text"), line.text},
            {QStringLiteral("words"), words}};
}

// By id, a unique beginning of it, or "#n".
Result<LyricId> findLine(const Timeline &timeline, const QString &wanted)
{
    bool isNumber = false;
    const qsizetype number = wanted.startsWith(u'#') ? wanted.mid(1).toLongLong(&isNumber) : 0;
    if (isNumber && number >= 1 && number <= std::ssize(timeline.lyrics))
        return timeline.lyrics[static_cast<size_t>(number) - 1].id;
    std::vector<LyricId> found;
    for (const LyricLine &line : timeline.lyrics) {
        if (line.id.text() == wanted || (wanted.size() >= 6 && line.id.text().startsWith(wanted)))
            found.push_back(line.id);
    }
    if (found.size() == 1)
        return found.front();
    return std::unexpected(Problem(found.empty() ? ProblemCode::ResourceNotFound : ProblemCode::Conflict,
                                   QCoreApplication::translate("sc::cli", "There is no lyric line \"%1\".").arg(wanted))
                               .withDetail(QCoreApplication::translate("sc::cli", "Name it by its id or as #1, #2 ... in the order of time.")));
}

Result<Output> importCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(bytes, contentOf(invocation.word(1)));
    SC_TRY_ASSIGN(lyrics, interchange::readLyrics(bytes));
    SC_TRY_ASSIGN(output, editBundle(invocation, QCoreApplication::translate("sc::cli", "Import lyrics"),
                                     [&](const Timeline &now) { return setLyrics(now, {lyrics.lines}); }));
    QJsonObject json = output.json.toObject();
    json.insert(QStringLiteral("lines"), static_cast<qint64>(lyrics.lines.size()));
    json.insert(QStringLiteral("notices"), QJsonArray::fromStringList(lyrics.notices));
    const int count = static_cast<int>(lyrics.lines.size());
    QString text = QCoreApplication::translate("sc::cli", "%n lines", nullptr, count);
    for (const QString &notice : lyrics.notices)
        text += QStringLiteral("\n! ") + notice;
    return Output{text, json};
}

Result<Output> listCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    Output output;
    QJsonArray all;
    const Timeline &timeline = session->timeline();
    for (size_t i = 0; i < timeline.lyrics.size(); ++i) {
        all.append(lineJson(timeline, i));
        output.text += QStringLiteral("#%1  %2  %3\n").arg(i + 1).arg(formatClock(timeline.lyrics[i].start, 2), timeline.lyrics[i].text.simplified());
    }
    output.json = all;
    return output;
}

Result<Output> addCommand(Invocation &invocation)
{
    return editBundle(invocation, QCoreApplication::translate("sc::cli", "Add lyric line"), [&](const Timeline &now) -> Result<Timeline> {
        SC_TRY_ASSIGN(start, requiredTime(invocation, QStringLiteral("at"), now.project.frameRate));
        SC_TRY_ASSIGN(end, timeOption(invocation, QStringLiteral("end"), now.project.frameRate));
        return addLyricLine(now, {.start = start, .end = end, .text = invocation.arguments.value(QStringLiteral("text"))});
    });
}

Result<Output> editCommand(Invocation &invocation)
{
    return editBundle(invocation, QCoreApplication::translate("sc::cli", "Edit lyric line"), [&](const Timeline &now) -> Result<Timeline> {
        SC_TRY_ASSIGN(line, findLine(now, invocation.word(1)));
        SC_TRY_ASSIGN(start, timeOption(invocation, QStringLiteral("at"), now.project.frameRate));
        SC_TRY_ASSIGN(end, timeOption(invocation, QStringLiteral("end"), now.project.frameRate));
        return editLyricLine(now, {.line = line, .start = start, .end = end, .text = textOption(invocation.arguments, QStringLiteral("text"))});
    });
}

Result<Output> deleteCommand(Invocation &invocation)
{
    return editBundle(invocation, QCoreApplication::translate("sc::cli", "Delete lyric lines"), [&](const Timeline &now) -> Result<Timeline> {
        DeleteLyricLines request;
        for (const QString &word : invocation.arguments.positional().mid(1)) {
            SC_TRY_ASSIGN(line, findLine(now, word));
            request.lines.push_back(line);
        }
        return deleteLyricLines(now, request);
    });
}

Result<Output> shiftCommand(Invocation &invocation)
{
    return editBundle(invocation, QCoreApplication::translate("sc::cli", "Shift lyrics"), [&](const Timeline &now) -> Result<Timeline> {
        SC_TRY_ASSIGN(by, requiredDistance(invocation, QStringLiteral("by"), now.project.frameRate));
        return shiftLyrics(now, {by});
    });
}

Result<Output> applyCommand(Invocation &invocation)
{
    return editBundle(invocation, QCoreApplication::translate("sc::cli", "Apply lyrics"), [&](const Timeline &now) {
        const bool scenes = invocation.arguments.has(QStringLiteral("scenes"));
        const bool clips = invocation.arguments.has(QStringLiteral("clips"));
        return applyLyrics(now, {.scenes = scenes || !clips, .clips = clips || !scenes, .onlyEmpty = !invocation.arguments.has(QStringLiteral("replace"))});
    });
}

// Plain lines and the times at which they were tapped.
Result<Output> timeCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(bytes, contentOf(invocation.word(1)));
    TapLyrics request;
    for (const QString &row : QString::fromUtf8(bytes).split(u'\n')) {
        if (!row.trimmed().isEmpty())
            request.texts += row.trimmed();
    }
    return editBundle(invocation, QCoreApplication::translate("sc::cli", "Time lyrics"), [&](const Timeline &now) -> Result<Timeline> {
        for (const QString &tap : invocation.arguments.value(QStringLiteral("taps")).split(u',', Qt::SkipEmptyParts)) {
            SC_TRY_ASSIGN(time, parseTime(tap.trimmed(), now.project.frameRate));
            request.taps.push_back(time);
        }
        return tapLyrics(now, request);
    });
}

Result<Output> exportCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    const QString out = invocation.arguments.value(QStringLiteral("out"));
    const Timeline &timeline = session->timeline();
    if (timeline.lyrics.empty())
        return std::unexpected(Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::cli", "The project has no lyric lines to export.")));
    std::optional<interchange::LyricsFormat> format = interchange::lyricsFormatOf(out);
    if (invocation.arguments.has(QStringLiteral("format"))) {
        SC_TRY_ASSIGN(chosen, choiceOption(invocation.arguments, QStringLiteral("format"),
                                           {QStringLiteral("lrc"), QStringLiteral("enhanced"), QStringLiteral("srt"), QStringLiteral("vtt")}, 0));
        format = static_cast<interchange::LyricsFormat>(chosen);
    }
    if (out.isEmpty() || !format)
        return std::unexpected(Problem(ProblemCode::ValidationError,
                                       QCoreApplication::translate("sc::cli", "--out needs a file ending in .lrc, .srt or .vtt, or --format with it.")));
    if (QFile::exists(out) && !invocation.arguments.has(QStringLiteral("force")))
        return std::unexpected(Problem(ProblemCode::Conflict, QCoreApplication::translate("sc::cli", "\"%1\" is there already. --force replaces it.").arg(out)));
    interchange::LyricsText lyrics;
    if (timeline.project.song) {
        lyrics.title = timeline.project.song->title;
        lyrics.artist = timeline.project.song->artist;
    }
    lyrics.lines = timeline.lyrics;
    const QByteArray text = interchange::writeLyrics(lyrics, *format);
    QSaveFile file(out);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return std::unexpected(Problem(ProblemCode::PermissionDenied, QCoreApplication::translate("sc::cli", "\"%1\" cannot be written.").arg(out))
                                   .withDetail(file.errorString()));
    const QJsonObject json{{QStringLiteral("file"), out}, {QStringLiteral("lines"), static_cast<qint64>(lyrics.lines.size())}};
    return Output{out, json};
}

} // namespace

std::vector<Command> lyricsCommands()
{
    const QString noun = QStringLiteral("lyrics");
    const OptionSpec at{QStringLiteral("at"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "song time at which it begins")};
    const OptionSpec end{QStringLiteral("end"), QStringLiteral("TIME"), QCoreApplication::translate("sc::cli", "until the next line without")};
    const OptionSpec text{QStringLiteral("text"), QStringLiteral("TEXT"), QCoreApplication::translate("sc::cli", "1 to 500 characters")};
    const std::vector<OptionSpec> exportOptions = {
        {QStringLiteral("out"), QStringLiteral("FILE"), QStringLiteral(".lrc, .srt, .vtt")},
        {QStringLiteral("format"), QStringLiteral("FORMAT"), QStringLiteral("lrc, enhanced, srt, vtt")},
        {QStringLiteral("force"), {}, QCoreApplication::translate("sc::cli", "replace the file")}};
    const QString bundle = QStringLiteral("BUNDLE");
    return {
        {noun, QStringLiteral("import"), QStringLiteral("BUNDLE FILE"), QCoreApplication::translate("sc::cli", "LRC, SRT or VTT; replaces the lines"), 2, 2, {}, importCommand},
        {noun, QStringLiteral("list"), bundle, QCoreApplication::translate("sc::cli", "every line"), 1, 1, {}, listCommand},
        {noun, QStringLiteral("add"), bundle, QCoreApplication::translate("sc::cli", "one line"), 1, 1, {at, end, text}, addCommand},
        {noun, QStringLiteral("edit"), QStringLiteral("BUNDLE LINE"), QCoreApplication::translate("sc::cli", "change it"), 2, 2, {at, end, text}, editCommand},
        {noun, QStringLiteral("delete"), QStringLiteral("BUNDLE LINE..."), QCoreApplication::translate("sc::cli", "take lines away"), 2, -1, {}, deleteCommand},
        {noun, QStringLiteral("shift"), bundle, QCoreApplication::translate("sc::cli", "all lines"), 1, 1,
         {{QStringLiteral("by"), QStringLiteral("DISTANCE"), QCoreApplication::translate("sc::cli", "1.5 or -0.25")}}, shiftCommand},
        {noun, QStringLiteral("time"), QStringLiteral("BUNDLE TEXTFILE"), QCoreApplication::translate("sc::cli", "times for plain lines"), 2, 2,
         {{QStringLiteral("taps"), QStringLiteral("T,T,..."), QCoreApplication::translate("sc::cli", "one for each line, one more for the end")}}, timeCommand},
        {noun, QStringLiteral("apply"), bundle, QCoreApplication::translate("sc::cli", "into scenes and clips"), 1, 1,
         {{QStringLiteral("scenes"), {}, QCoreApplication::translate("sc::cli", "only scenes")},
          {QStringLiteral("clips"), {}, QCoreApplication::translate("sc::cli", "only clips")},
          {QStringLiteral("replace"), {}, QCoreApplication::translate("sc::cli", "words that are there, too")}}, applyCommand},
        {noun, QStringLiteral("export"), bundle, QCoreApplication::translate("sc::cli", "LRC, SRT or VTT"), 1, 1, exportOptions, exportCommand},
        {QStringLiteral("export"), noun, bundle, QCoreApplication::translate("sc::cli", "LRC, SRT or VTT"), 1, 1, exportOptions, exportCommand},
    };
}

} // namespace sc::cli

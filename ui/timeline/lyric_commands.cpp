// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/lyric_commands.h"

#include "core/interchange/lyrics_text.h"
#include "core/timeline/lyric_edits.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/app_context.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtWidgets/QFileDialog>

namespace sc::ui::edit {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::edit)
};

constexpr qint64 kMostBytes = 8'000'000;

Result<interchange::LyricsText> lyricsOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(Problem(file.exists() ? ProblemCode::PermissionDenied : ProblemCode::MediaMissing,
                                       Words::tr("“%1” cannot be read.").arg(QFileInfo(path).fileName()))
                                   .withDetail(file.errorString()));
    return interchange::readLyrics(file.read(kMostBytes));
}

} // namespace

void importLyrics(AppContext &context, TimelineEditor &editor, const QString &file)
{
    const auto lyrics = lyricsOf(file);
    if (!reported(context, lyrics))
        return;
    if (!editor.commit(Words::tr("Import lyrics"), timeline::setLyrics(editor.timeline(), {lyrics->lines})))
        return;
    Q_EMIT context.noticeRaised({lyrics->notices.isEmpty() ? Notice::Level::Success : Notice::Level::Warning,
                                 Words::tr("%n lines of lyrics", nullptr, int(lyrics->lines.size())),
                                 lyrics->notices.isEmpty()
                                     ? Words::tr("They lie under the song. They can be written into scenes and shots.")
                                     : lyrics->notices.join(u' '),
                                 Words::tr("Write into shots"), [&editor] { applyLyrics(editor); }});
}

void exportLyrics(AppContext &context, const TimelineEditor &editor, const QString &file)
{
    const std::optional<interchange::LyricsFormat> format = interchange::lyricsFormatOf(file);
    if (!format) {
        Q_EMIT context.problemRaised(
            Problem(ProblemCode::ValidationError, Words::tr("The file's name must end in .lrc, .srt or .vtt.")).withDetail(file));
        return;
    }
    const timeline::Timeline &timeline = editor.timeline();
    interchange::LyricsText lyrics;
    if (timeline.project.song) {
        lyrics.title = timeline.project.song->title;
        lyrics.artist = timeline.project.song->artist;
    }
    lyrics.lines = timeline.lyrics;
    const QByteArray text = interchange::writeLyrics(lyrics, *format);
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size() || !out.commit())
        Q_EMIT context.problemRaised(
            Problem(ProblemCode::PermissionDenied, Words::tr("“%1” cannot be written.").arg(QFileInfo(file).fileName()))
                .withDetail(out.errorString()));
}

void askImportLyrics(AppContext &context, TimelineEditor &editor, QWidget *parent)
{
    const QString file =
        QFileDialog::getOpenFileName(parent, Words::tr("Import lyrics"), {}, Words::tr("Timed lyrics (*.lrc *.srt *.vtt);;All files (*)"));
    if (!file.isEmpty())
        importLyrics(context, editor, file);
}

void askExportLyrics(AppContext &context, const TimelineEditor &editor, QWidget *parent)
{
    const QString file =
        QFileDialog::getSaveFileName(parent, Words::tr("Export lyrics"), {}, QStringLiteral("LRC (*.lrc);;SubRip (*.srt);;WebVTT (*.vtt)"));
    if (!file.isEmpty())
        exportLyrics(context, editor, file);
}

void applyLyrics(TimelineEditor &editor)
{
    editor.commit(Words::tr("Write lyrics into shots"), timeline::applyLyrics(editor.timeline(), {}));
}

void newLyricLine(TimelineEditor &editor)
{
    const timeline::Timeline &timeline = editor.timeline();
    const Ticks at = editor.playhead() - timeline.project.songOffset;
    editor.commit(Words::tr("New lyric line"),
                  timeline::addLyricLine(timeline, {.start = std::max(at, Ticks()),
                                                    .text = Words::tr("Line %1").arg(timeline.lyrics.size() + 1),
                                                    .source = timeline::LyricSource::Tapped}));
}

} // namespace sc::ui::edit

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project_rows.h"

#include "core/store/sql_problem.h"

namespace sc::project {

using timeline::Clip;
using timeline::LyricLine;
using timeline::Marker;
using timeline::MediaRef;
using timeline::Project;
using timeline::Scene;
using timeline::Song;

bool isStorable(const QVariant &value)
{
    if (value.metaType().id() != QMetaType::QString)
        return true;
    const QString text = value.toString();
    return text.isValidUtf16() && !text.contains(QChar(0)) && !text.startsWith(QChar(QChar::ByteOrderMark)) &&
           !text.startsWith(QChar(QChar::ByteOrderSwapped));
}

Problem notStorable(const QString &table, const QString &column, const QString &id)
{
    return Problem(
               ProblemCode::ValidationError,
               QCoreApplication::translate("sc::project", "A text contains characters that cannot be stored. Remove them and try again."))
        .withDetail(QStringLiteral("%1.%2").arg(table, column))
        .withEntity(table, id);
}

Problem notReadable(const QString &label, const QString &table, const QString &column, const QString &id)
{
    return store::damagedProblem(label, QStringLiteral("%1.%2 holds a value that cannot be").arg(table, column)).withEntity(table, id);
}

const Table<Project> &projectTable()
{
    static const Table<Project> table(QStringLiteral("project"), {
                                                                     column<&Project::id>("id"),
                                                                     column<&Project::name>("name"),
                                                                     column<&Project::description>("description"),
                                                                     column<&Project::frameRate>("frame_rate"),
                                                                     column<&Project::width>("width"),
                                                                     column<&Project::height>("height"),
                                                                     column<&Project::songOffset>("song_offset"),
                                                                     column<&Project::songGainDb>("song_gain_db"),
                                                                     column<&Project::look>("look"),
                                                                     column<&Project::defaultFamily>("default_family"),
                                                                     column<&Project::defaultPreset>("default_preset"),
                                                                     column<&Project::createdAt>("created_at"),
                                                                 });
    return table;
}

const Table<SongRow> &songTable()
{
    static const Table<SongRow> table(QStringLiteral("song"), {
                                                                  column<&SongRow::project>("project_id"),
                                                                  column<&SongRow::song, &Song::media, &MediaRef::path>("media_path"),
                                                                  column<&SongRow::song, &Song::media, &MediaRef::size>("media_size"),
                                                                  column<&SongRow::song, &Song::media, &MediaRef::hash>("media_hash"),
                                                                  column<&SongRow::song, &Song::title>("title"),
                                                                  column<&SongRow::song, &Song::artist>("artist"),
                                                                  column<&SongRow::song, &Song::sampleRate>("sample_rate"),
                                                                  column<&SongRow::song, &Song::channels>("channels"),
                                                                  column<&SongRow::song, &Song::bpm>("bpm"),
                                                                  column<&SongRow::song, &Song::key>("song_key"),
                                                                  column<&SongRow::song, &Song::timeSignature>("time_signature"),
                                                                  column<&SongRow::song, &Song::loudnessLufs>("loudness_lufs"),
                                                                  column<&SongRow::song, &Song::map>("map"),
                                                              });
    return table;
}

const Table<Scene> &sceneTable()
{
    static const Table<Scene> table(QStringLiteral("scene"), {
                                                                 column<&Scene::id>("id"),
                                                                 column<&Scene::name>("name"),
                                                                 column<&Scene::description>("description"),
                                                                 column<&Scene::lyrics>("lyrics"),
                                                                 column<&Scene::direction>("direction"),
                                                                 column<&Scene::promptTemplates>("prompt_templates"),
                                                                 column<&Scene::order>("position"),
                                                                 column<&Scene::start>("start"),
                                                                 column<&Scene::length>("length"),
                                                                 column<&Scene::autoLength>("auto_length"),
                                                                 column<&Scene::colour>("colour"),
                                                                 column<&Scene::sectionLabel>("section_label"),
                                                                 column<&Scene::sectionStart>("section_start"),
                                                                 column<&Scene::parent>("parent_id"),
                                                                 column<&Scene::alternateNumber>("alternate_number"),
                                                                 column<&Scene::alternatesMade>("alternates_made"),
                                                                 column<&Scene::isLive>("is_live"),
                                                                 column<&Scene::locked>("locked"),
                                                             });
    return table;
}

const Table<Clip> &clipTable()
{
    static const Table<Clip> table(QStringLiteral("clip"), {
                                                               column<&Clip::id>("id"),
                                                               column<&Clip::scene>("scene_id"),
                                                               column<&Clip::name>("name"),
                                                               column<&Clip::lyrics>("lyrics"),
                                                               column<&Clip::start>("start"),
                                                               column<&Clip::length>("length"),
                                                               column<&Clip::order>("position"),
                                                               column<&Clip::imagePrompt>("image_prompt"),
                                                               column<&Clip::videoPrompt>("video_prompt"),
                                                               column<&Clip::negativePrompt>("negative_prompt"),
                                                               column<&Clip::direction>("direction"),
                                                               column<&Clip::generation>("generation"),
                                                               column<&Clip::sourceIn>("source_in"),
                                                               column<&Clip::speedNumerator>("speed_numerator"),
                                                               column<&Clip::speedDenominator>("speed_denominator"),
                                                               column<&Clip::selectedImage>("selected_image_id"),
                                                               column<&Clip::selectedVideo>("selected_video_id"),
                                                               column<&Clip::takesOf>("takes_of"),
                                                               column<&Clip::activeVersion>("active_version"),
                                                               column<&Clip::beatIn>("beat_in"),
                                                               column<&Clip::beatOut>("beat_out"),
                                                               column<&Clip::parent>("parent_id"),
                                                               column<&Clip::alternateNumber>("alternate_number"),
                                                               column<&Clip::alternatesMade>("alternates_made"),
                                                               column<&Clip::isLive>("is_live"),
                                                               column<&Clip::locked>("locked"),
                                                               column<&Clip::notes>("notes"),
                                                           });
    return table;
}

const Table<Marker> &markerTable()
{
    static const Table<Marker> table(QStringLiteral("marker"), {
                                                                   column<&Marker::id>("id"),
                                                                   column<&Marker::time>("time"),
                                                                   column<&Marker::length>("length"),
                                                                   column<&Marker::name>("name"),
                                                                   column<&Marker::colour>("colour"),
                                                                   column<&Marker::kind>("kind"),
                                                                   column<&Marker::note>("note"),
                                                               });
    return table;
}

const Table<LyricLine> &lyricTable()
{
    static const Table<LyricLine> table(QStringLiteral("lyric"), {
                                                                     column<&LyricLine::id>("id"),
                                                                     column<&LyricLine::start>("start"),
                                                                     column<&LyricLine::end>("end_time"),
                                                                     column<&LyricLine::text>("text"),
                                                                     column<&LyricLine::words>("words"),
                                                                     column<&LyricLine::source>("source"),
                                                                     column<&LyricLine::confidence>("confidence"),
                                                                 });
    return table;
}

} // namespace sc::project

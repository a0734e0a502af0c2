// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/export_job.h"

#include "core/playback/project_media.h"
#include "core/render/image_sequence.h"
#include "core/render/movie_options_json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>

#include <algorithm>

namespace sc::render {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::render)
};

// The shorter side in pixels, the other by the project's shape; both even.
void sizeFromLines(const timeline::Project &project, const QJsonObject &options, int &width, int &height)
{
    const int lines = options.value(u"lines").toInt();
    if (width > 0 || height > 0) {
        if (height <= 0)
            height = static_cast<int>(mulDivRound(width, project.height, std::max(1, project.width))) / 2 * 2;
        if (width <= 0)
            width = static_cast<int>(mulDivRound(height, project.width, std::max(1, project.height))) / 2 * 2;
        return;
    }
    if (lines <= 0)
        return;
    const bool isUpright = project.height > project.width;
    const int longer =
        static_cast<int>(mulDivRound(lines, std::max(project.width, project.height), std::max(1, std::min(project.width, project.height))));
    width = (isUpright ? lines : longer) / 2 * 2;
    height = (isUpright ? longer : lines) / 2 * 2;
}

QStringList textsOf(const std::vector<Problem> &problems)
{
    QStringList texts;
    for (const Problem &problem : problems)
        texts << problem.text();
    return texts;
}

ExportOutcome outcomeOf(const MovieResult &made)
{
    ExportOutcome outcome;
    outcome.files << made.file;
    outcome.bytes = made.bytes;
    outcome.frames = made.frames;
    outcome.loudness = made.loudness;
    outcome.notices = textsOf(made.problems);
    return outcome;
}

Result<ExportOutcome> runMovie(const ExportInput &input, const ExportJob &job, const CancelToken &cancel, const ProgressFn &progress)
{
    SC_TRY_ASSIGN(options, movieOf(input, job));
    if (job.kind != u"scenes") {
        SC_TRY_ASSIGN(made, exportMovie(input.timeline(), input.source.songFile, options, cancel, progress));
        return outcomeOf(made);
    }
    SC_TRY_ASSIGN(all, exportSceneMovies(input.timeline(), input.source.songFile, options, cancel, progress));
    ExportOutcome outcome;
    for (const MovieResult &made : all) {
        const ExportOutcome one = outcomeOf(made);
        outcome.files += one.files;
        outcome.bytes += one.bytes;
        outcome.frames += one.frames;
        outcome.notices += one.notices;
    }
    outcome.notices.removeDuplicates();
    return outcome;
}

Result<ExportOutcome> runImages(const ExportInput &input, const ExportJob &job, const CancelToken &cancel, const ProgressFn &progress)
{
    SC_TRY_ASSIGN(options, imagesOf(input, job));
    SC_TRY_ASSIGN(made, exportImages(input.timeline(), input.source.songFile, options, cancel, progress));
    ExportOutcome outcome;
    outcome.files << made.folder;
    outcome.bytes = made.bytes;
    outcome.frames = made.images;
    outcome.notices = textsOf(made.problems);
    return outcome;
}

} // namespace

std::vector<ExportJobKind> exportJobKinds()
{
    const auto id = [](const char *text) { return QString::fromLatin1(text); };
    std::vector<ExportJobKind> kinds = {
        {id("video"), Text::tr("Movie"), Text::tr("The whole program or a part of it in one file"), true},
        {id("scenes"), Text::tr("One movie a scene"), Text::tr("A file for every scene, with its part of the song"), true},
        {id("animatic"), Text::tr("Animatic"), Text::tr("Pictures and cards with their camera moves, in time with the song"), true},
        {id("images"), Text::tr("Image sequence"), Text::tr("A picture a frame in a folder, the song beside them"), true},
    };
    for (const interchange::ExportKindInfo &info : interchange::exportKinds())
        kinds.push_back({info.name, info.title, info.purpose, false});
    return kinds;
}

const ExportJobKind *findExportJobKind(const QString &name)
{
    static const std::vector<ExportJobKind> kinds = exportJobKinds();
    const auto found = std::ranges::find(kinds, name, &ExportJobKind::name);
    return found == kinds.end() ? nullptr : &*found;
}

Result<ExportInput> exportInputOf(const project::ProjectSession &session, const QString &kind)
{
    SC_TRY_ASSIGN(source, interchange::exportSourceOf(session, kind == u"json"));
    return ExportInput{std::move(source), playback::mediaOf(session), playback::mediaOf(session, playback::ShownTakes::Stills)};
}

QString exportSuffix(const QString &kind, const QJsonObject &options)
{
    const ExportJobKind *known = findExportJobKind(kind);
    if (kind == u"images" || known == nullptr)
        return {};
    if (known->isPictures) {
        const auto movie = movieExportFromJson(options);
        return media::suffixOf(movie ? movie->container : media::Container::Mp4);
    }
    if (kind == u"lyrics") {
        const QString format = options.value(u"format").toString();
        return format == u"srt" || format == u"vtt" ? u'.' + format : QStringLiteral(".lrc");
    }
    if (kind == u"markers" && options.value(u"format").toString() == u"resolve")
        return QStringLiteral(".edl");
    if (kind == u"otio" && options.value(u"zipped").toBool())
        return QStringLiteral(".otioz");
    const auto found = interchange::exportKindFromName(kind);
    return found ? interchange::exportKindInfo(*found).suffix : QString();
}

Result<MovieExport> movieOf(const ExportInput &input, const ExportJob &job)
{
    SC_TRY_ASSIGN(options, movieExportFromJson(job.options));
    sizeFromLines(input.timeline().project, job.options, options.width, options.height);
    options.destination = job.destination;
    options.range = job.range;
    options.media = job.kind == u"animatic" ? input.stills : input.chosen;
    return options;
}

Result<ImageExport> imagesOf(const ExportInput &input, const ExportJob &job)
{
    SC_TRY_ASSIGN(options, imageExportFromJson(job.options));
    sizeFromLines(input.timeline().project, job.options, options.width, options.height);
    options.folder = job.destination;
    options.range = job.range;
    options.media = input.chosen;
    return options;
}

Result<ExportOutcome> runPictures(const ExportInput &input, const ExportJob &job, const CancelToken &cancel, const ProgressFn &progress)
{
    return job.kind == u"images" ? runImages(input, job, cancel, progress) : runMovie(input, job, cancel, progress);
}

} // namespace sc::render

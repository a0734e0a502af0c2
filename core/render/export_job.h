// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/exports.h"
#include "core/project/export_log.h"
#include "core/render/export_preset.h"
#include "core/render/image_sequence.h"
#include "core/render/loudness.h"
#include "core/render/movie_export.h"

#include <optional>

// One way to carry a project out, whatever it becomes: what the Export screen and `export run` do with a preset.
namespace sc::render {

struct ExportJobKind
{
    QString name;            // "video", "fcpxml"
    QString title;           // translated
    QString purpose;         // one line, translated
    bool isPictures = false; // a movie, movies, or pictures: has a range, a size and media
};
[[nodiscard]] std::vector<ExportJobKind> exportJobKinds();
[[nodiscard]] const ExportJobKind *findExportJobKind(const QString &name);

// A copy of all that exports read, so that editing goes on meanwhile.
struct ExportInput
{
    interchange::ExportSource source;
    playback::ShotMediaMap chosen; // what shots show
    playback::ShotMediaMap stills; // and in an animatic
    [[nodiscard]] const timeline::Timeline &timeline() const { return source.timeline; }
};
// On the session's thread.
[[nodiscard]] Result<ExportInput> exportInputOf(const project::ProjectSession &session, const QString &kind);

struct ExportJob
{
    QString kind;
    QJsonObject options;
    QString destination;            // absolute file; of `images` and `resolve` a folder
    std::optional<TickRange> range; // of pictures; nothing = whole program
};

// ".mp4" by the options; empty for folders.
[[nodiscard]] QString exportSuffix(const QString &kind, const QJsonObject &options);

struct ExportOutcome
{
    QStringList files; // absolute; the first is what to open
    QString mediaFolder;
    qint64 bytes = 0;
    std::int64_t frames = 0; // of movies and pictures
    std::optional<Loudness> loudness;
    QStringList notices;                             // what was changed, left out, could not be reached
    std::optional<interchange::ExportReport> report; // of what is no pictures
};

// What the history says of it. `name` is the preset's; empty: the kind's.
[[nodiscard]] project::ExportRecord recordOf(const QString &name, const ExportJob &job, const Result<ExportOutcome> &outcome,
                                             double seconds);
// The same again.
[[nodiscard]] ExportJob jobOf(const project::ExportRecord &record);

// Those that are pictures: movies, animatic, image sequence.
[[nodiscard]] Result<ExportOutcome> runPictures(const ExportInput &input, const ExportJob &job, const CancelToken &cancel = {},
                                                const ProgressFn &progress = {});
// Any. Blocking. Problems of the export of that kind; INVALID_PARAMETER for options that cannot be.
[[nodiscard]] Result<ExportOutcome> runExport(const ExportInput &input, const ExportJob &job, const CancelToken &cancel = {},
                                              const ProgressFn &progress = {});

// The movie's options with all that the project adds: a size from `lines`, the takes.
[[nodiscard]] Result<MovieExport> movieOf(const ExportInput &input, const ExportJob &job);
[[nodiscard]] Result<ImageExport> imagesOf(const ExportInput &input, const ExportJob &job);

} // namespace sc::render

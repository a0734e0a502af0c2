// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/base/text.h"
#include "core/project/project_schema.h"
#include "core/project/project_session_data.h"
#include "core/project/timeline_rows.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

namespace sc::project {

namespace {

constexpr int kMinSide = 64;
constexpr int kMaxSide = 8192;

Result<> requirePictureSize(int width, int height)
{
    for (const int side : {width, height}) {
        if (side < kMinSide || side > kMaxSide || side % 2 != 0) {
            return std::unexpected(
                Problem(ProblemCode::ValidationError,
                        QCoreApplication::translate("sc::project",
                                                    "The picture size must be even numbers from %1 to %2, for example 1920 x 1080.")
                            .arg(kMinSide)
                            .arg(kMaxSide))
                    .withDetail(QStringLiteral("%1 x %2").arg(width).arg(height)));
        }
    }
    return {};
}

Result<timeline::Project> newProject(const NewProject &fields, const BundlePaths &paths)
{
    SC_TRY(requirePictureSize(fields.width, fields.height));
    SC_TRY_ASSIGN(name, cleanText(fields.name, TextKind::SingleLine, 0, timeline::kMaxNameLength,
                                  QCoreApplication::translate("sc::project", "The project's name")));
    timeline::Project project;
    project.id = ProjectId::create();
    project.name = name.isEmpty() ? tidyText(paths.plainName(), timeline::kMaxNameLength) : name;
    if (project.name.isEmpty())
        project.name = QCoreApplication::translate("sc::project", "Untitled");
    project.frameRate = fields.frameRate;
    project.width = fields.width;
    project.height = fields.height;
    project.createdAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    return project;
}

} // namespace

Result<std::unique_ptr<ProjectSession>> ProjectSession::create(const QString &bundle, const NewProject &fields)
{
    const BundlePaths paths(bundle);
    SC_TRY_ASSIGN(project, newProject(fields, paths));
    SC_TRY(makeBundle(paths, project));
    SC_TRY_ASSIGN(session, open(bundle, OpenMode::ReadWrite));
    session->d->takesNameOfSong = fields.name.trimmed().isEmpty();
    return session;
}

Result<std::unique_ptr<ProjectSession>> ProjectSession::open(const QString &bundle, OpenMode mode)
{
    SC_TRY_ASSIGN(opened, openBundle(BundlePaths(bundle), mode));
    auto data = std::make_unique<Private>(std::move(opened));
    SC_TRY(data->load());
    return std::unique_ptr<ProjectSession>(new ProjectSession(std::move(data)));
}

Result<QString> ProjectSession::restoreNewestBackup(const QString &bundle)
{
    SC_TRY_ASSIGN(backup, restoreBundle(BundlePaths(bundle)));
    return backup.at.toString(Qt::ISODateWithMs);
}

ProjectSession::ProjectSession(std::unique_ptr<Private> data) : d(std::move(data))
{
    d->takes = std::make_unique<TakeShelf>(*this);
    d->versions = std::make_unique<VersionShelf>(*this);
    d->items = std::make_unique<ItemShelf>(*this);
}

ProjectSession::~ProjectSession() = default;

Result<> ProjectSession::Private::load()
{
    SC_TRY_ASSIGN(stored, readTimeline(*bundle.db));
    timeline = std::move(stored);
    SC_TRY_ASSIGN(log, store::UndoLog::attach(*bundle.db, contentTables()));
    undo = std::move(log);
    return loadWaveform();
}

Result<> ProjectSession::Private::loadWaveform()
{
    waveform = {};
    if (!timeline.project.song)
        return {};
    SC_TRY_ASSIGN(bytes,
                  bundle.db->value(QStringLiteral("SELECT data FROM waveform WHERE media_hash = ?"), {timeline.project.song->media.hash}));
    if (bytes.isNull())
        return {};
    // It can be made again from the song, so a waveform that cannot be read does not keep a project closed.
    if (Result<audio::WaveformPyramid> read = audio::waveformFromBytes(bytes.toByteArray()))
        waveform = std::move(*read);
    else
        logProblem(logStore(), read.error());
    return {};
}

Result<> ProjectSession::Private::requireWritable() const
{
    if (!bundle.readOnly)
        return {};
    return std::unexpected(
        Problem(ProblemCode::PermissionDenied,
                QCoreApplication::translate("sc::project", "%1 is open for reading only. Copy it to another place to change it.")
                    .arg(bundle.paths.label())));
}

} // namespace sc::project

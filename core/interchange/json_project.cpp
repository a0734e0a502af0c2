// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/json_project.h"

#include "core/base/json.h"
#include "core/base/paths.h"
#include "core/base/text.h"
#include "core/base/timecode.h"
#include "core/interchange/media_maker.h"
#include "core/interchange/staged_folder.h"
#include "core/project/bundle_content.h"
#include "core/timeline/clip_json.h"
#include "core/timeline/normalise.h"
#include "core/timeline/project_edits.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace sc::interchange {

namespace {

using timeline::Clip;
using timeline::Scene;
using timeline::Timeline;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

constexpr qint64 kMaxBytes = 512LL * 1024 * 1024;
const QString kReadable = QStringLiteral("storycanvas_v1");
const QString kComplete = QStringLiteral("storycanvas_v2");

// A time in every unit that a reader may want; "frame" is the one that is read again.
QJsonObject time(Ticks t, FrameRate rate)
{
    const std::int64_t frame = rate.frameAt(t, Rounding::Nearest);
    return {{QStringLiteral("frame"), static_cast<qint64>(frame)},
            {QStringLiteral("seconds"), t.toSeconds()},
            {QStringLiteral("timecode"), formatTimecode(frame, rate)}};
}

QJsonObject takeJson(const TakeSource &source, bool isChosen)
{
    const timeline::Take &take = source.take;
    QJsonObject json{{QStringLiteral("id"), take.id.text()},
                     {QStringLiteral("kind"), timeline::takeKindName(take.kind)},
                     {QStringLiteral("file"), source.file},
                     {QStringLiteral("chosen"), isChosen},
                     {QStringLiteral("width"), take.width},
                     {QStringLiteral("height"), take.height},
                     {QStringLiteral("model"), take.modelName},
                     {QStringLiteral("family"), take.family},
                     {QStringLiteral("rating"), take.rating},
                     {QStringLiteral("prompt"), source.prompt},
                     {QStringLiteral("negative_prompt"), source.negativePrompt}};
    if (take.seed)
        json.insert(QStringLiteral("seed"), QString::number(*take.seed)); // more digits than a number of JSON has
    if (take.isVideo()) {
        json.insert(QStringLiteral("frames"), take.frames);
        json.insert(QStringLiteral("frame_rate"), QStringLiteral("%1/%2").arg(take.rateNumerator).arg(take.rateDenominator));
    }
    return json;
}

QJsonArray clipsJson(const ExportSource &source, const Scene &scene)
{
    const FrameRate rate = source.timeline.project.frameRate;
    QJsonArray clips;
    for (const Clip *clip : clipsOf(source.timeline, scene.id)) {
        QJsonObject json = timeline::toJson(*clip);
        json.insert(QStringLiteral("start"), time(clip->start, rate));
        json.insert(QStringLiteral("length"), time(clip->length, rate));
        json.insert(QStringLiteral("alternate_of"), clip->parent.text());
        json.insert(QStringLiteral("alternate_number"), clip->alternateNumber);
        json.insert(QStringLiteral("is_live"), clip->isLive);
        json.insert(QStringLiteral("clip"), timeline::toJson(*clip)); // exact, as the clipboard has it
        QJsonArray takes;
        for (const TakeSource &take : source.takes.value(clip->id))
            takes.append(takeJson(take, take.take.id == clip->selectedVideo || take.take.id == clip->selectedImage));
        json.insert(QStringLiteral("takes"), takes);
        clips.append(json);
    }
    return clips;
}

Problem bad(const QString &reason)
{
    return Problem(ProblemCode::ValidationError, Words::tr("This project file cannot be read: %1.").arg(reason));
}

class V1Reader
{
public:
    V1Reader(const QJsonObject &root, QStringList &notices) : m_root(root), m_notices(notices) {}

    Result<Timeline> read()
    {
        const QJsonObject project = m_root[u"project"].toObject();
        const auto rate = FrameRate::parse(project[u"frame_rate"].toString());
        if (!rate)
            return std::unexpected(
                bad(Words::tr("its frame rate “%1” is none that is supported").arg(project[u"frame_rate"].toString().left(40))));
        m_rate = *rate;
        timeline::Project &fields = m_timeline.project;
        fields.id = ProjectId::create();
        fields.frameRate = m_rate;
        fields.name = tidyText(project[u"name"].toString(), timeline::kMaxNameLength);
        fields.description = project[u"description"].toString().left(timeline::kMaxDescriptionLength);
        fields.width = std::clamp(project[u"width"].toInt(1920), 64, 8192) / 2 * 2;
        fields.height = std::clamp(project[u"height"].toInt(1080), 64, 8192) / 2 * 2;
        for (const QJsonValue &scene : m_root[u"scenes"].toArray())
            SC_TRY(readScene(scene.toObject()));
        for (const QJsonValue &marker : m_root[u"markers"].toArray())
            readMarker(marker.toObject());
        for (const QJsonValue &line : m_root[u"lyrics"].toArray())
            readLyric(line.toObject());
        timeline::normalise(m_timeline);
        if (const auto breaches = timeline::validate(m_timeline); !breaches.empty())
            return std::unexpected(bad(breaches.front().text));
        return std::move(m_timeline);
    }

private:
    [[nodiscard]] std::optional<Ticks> timeOf(const QJsonValue &value) const
    {
        const double frame = value.toObject()[u"frame"].toDouble(-1);
        const double most = timeline::kMaxPosition.toSeconds() * m_rate.toDouble();
        if (!(frame >= 0) || frame > most)
            return std::nullopt;
        return m_rate.timeOf(static_cast<std::int64_t>(frame));
    }

    Result<> readScene(const QJsonObject &json)
    {
        Scene scene;
        scene.id = SceneId::create();
        scene.name = tidyText(json[u"name"].toString(), timeline::kMaxNameLength);
        if (scene.name.isEmpty())
            scene.name = Words::tr("Scene %1").arg(m_timeline.scenes.size() + 1);
        scene.description = json[u"description"].toString().left(timeline::kMaxDescriptionLength);
        scene.start = timeOf(json[u"start"]).value_or(Ticks());
        scene.order = static_cast<int>(m_timeline.scenes.size());
        if (!json[u"is_live"].toBool(true)) {
            m_notices += Words::tr("The alternate scene “%1” was left out.").arg(scene.name);
            return {};
        }
        const SceneId id = scene.id;
        m_timeline.scenes.push_back(std::move(scene));
        for (const QJsonValue &clip : json[u"clips"].toArray())
            SC_TRY(readClip(clip.toObject(), id));
        return {};
    }

    Result<> readClip(const QJsonObject &json, const SceneId &scene)
    {
        const QString name = json[u"name"].toString().left(60);
        if (!json[u"is_live"].toBool(true)) {
            m_notices += Words::tr("The alternate “%1” was left out.").arg(name);
            return {};
        }
        const auto start = timeOf(json[u"start"]);
        const auto length = timeOf(json[u"length"]);
        if (!start || !length)
            return std::unexpected(bad(Words::tr("the shot “%1” has no start or length").arg(name)));
        SC_TRY_ASSIGN(clip, json.contains(u"clip") ? timeline::clipFromJson(json[u"clip"].toObject()) : Result<Clip>(plainClip(json)));
        clip.id = ClipId::create();
        clip.scene = scene;
        clip.start = *start;
        clip.length = *length;
        clip.isLive = true;
        clip.parent = {};
        clip.alternateNumber = clip.alternatesMade = 0;
        clip.selectedImage = clip.selectedVideo = {};
        clip.takesOf = {};
        clip.activeVersion = 0;
        clip.generation.continueFrom = {};
        m_timeline.clips.push_back(std::move(clip));
        return {};
    }

    // Written by hand or by a script: only what everybody knows.
    static Clip plainClip(const QJsonObject &json)
    {
        Clip clip;
        clip.name = tidyText(json[u"name"].toString(), timeline::kMaxNameLength);
        clip.imagePrompt = json[u"image_prompt"].toString().left(timeline::kMaxPromptLength);
        clip.videoPrompt = json[u"video_prompt"].toString().left(timeline::kMaxPromptLength);
        clip.negativePrompt = json[u"negative_prompt"].toString().left(timeline::kMaxPromptLength);
        clip.lyrics = json[u"lyrics"].toString().left(timeline::kMaxLyricsLength);
        clip.notes = json[u"notes"].toString().left(timeline::kMaxLyricsLength);
        if (clip.name.isEmpty())
            clip.name = Words::tr("Clip");
        return clip;
    }

    void readMarker(const QJsonObject &json)
    {
        const auto at = timeOf(json[u"time"]);
        if (!at) {
            m_notices += Words::tr("A marker without a time was left out.");
            return;
        }
        timeline::Marker marker;
        marker.id = MarkerId::create();
        marker.time = *at;
        marker.length = timeOf(json[u"length"]).value_or(Ticks());
        marker.name = tidyText(json[u"name"].toString(), timeline::kMaxNameLength);
        marker.note = json[u"note"].toString().left(timeline::kMaxDescriptionLength);
        m_timeline.markers.push_back(std::move(marker));
    }

    void readLyric(const QJsonObject &json)
    {
        const double start = json[u"start_seconds"].toDouble(-1);
        timeline::LyricLine line;
        line.id = LyricId::create();
        line.text = json[u"text"].toString().trimmed().left(timeline::kMaxLyricLineLength);
        if (!(start >= 0) || start > timeline::kMaxPosition.toSeconds() || line.text.isEmpty()) {
            m_notices += Words::tr("A lyric line without time or text was left out.");
            return;
        }
        line.start = Ticks::fromSeconds(start);
        m_timeline.lyrics.push_back(std::move(line));
    }

    const QJsonObject &m_root;
    QStringList &m_notices;
    FrameRate m_rate;
    Timeline m_timeline;
};

QString hashOf(const QString &file)
{
    QFile in(file);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return in.open(QIODevice::ReadOnly) && hash.addData(&in) ? QString::fromLatin1(hash.result().toHex()) : QString();
}

// A file that a bundle refers to.
struct MediaEntry
{
    QString path; // as the bundle says it
    QString hash;
    QString origin; // absolute, where it lay when it was written
};

std::vector<MediaEntry> mediaOf(const QJsonObject &root)
{
    std::vector<MediaEntry> entries;
    for (const QJsonValue &value : root[u"media"].toArray())
        entries.push_back({value[u"path"].toString(), value[u"hash"].toString(), value[u"origin"].toString()});
    return entries;
}

// Inside the bundle, and not led out of it by "..".
bool isInside(const QString &path)
{
    const QString clean = QDir::cleanPath(path);
    return !path.isEmpty() && QDir::isRelativePath(clean) && !clean.startsWith(QLatin1String(".."));
}

Result<> bringMedia(const QJsonObject &root, const QString &file, const QString &bundle, JsonImport &result, const CancelToken &cancel)
{
    const QString beside = stemOf(file) + QStringLiteral(" Media");
    for (const MediaEntry &entry : mediaOf(root)) {
        if (!isInside(entry.path)) {
            result.notices += QFileInfo::exists(entry.path) ? QString() : Words::tr("“%1” is not there.").arg(entry.path);
            continue;
        }
        if (cancel.isCancelled())
            return std::unexpected(exportCancelled());
        const QString target = QDir::cleanPath(bundle + u'/' + entry.path);
        bool found = false;
        for (const QString &candidate : {beside + u'/' + entry.path, entry.origin}) {
            if (found || !QFileInfo(candidate).isFile() || (!entry.hash.isEmpty() && hashOf(candidate) != entry.hash))
                continue;
            SC_TRY(ensureFolder(QFileInfo(target).absolutePath()));
            found = QFile::copy(candidate, target);
        }
        result.mediaFound += found;
        if (!found)
            result.notices +=
                Words::tr("“%1” was found neither beside the file nor where it lay; it can be located later.").arg(entry.path);
    }
    result.notices.removeAll(QString());
    return {};
}

QJsonArray mediaList(const ExportSource &source)
{
    QJsonArray list;
    QSet<QString> known;
    const auto add = [&](const timeline::MediaRef &media, const QString &file) {
        if (media.isEmpty() || known.contains(media.path))
            return;
        known.insert(media.path);
        list.append(QJsonObject{{QStringLiteral("path"), media.path},
                                {QStringLiteral("hash"), media.hash},
                                {QStringLiteral("size"), media.size},
                                {QStringLiteral("origin"), file}});
    };
    if (source.timeline.project.song)
        add(source.timeline.project.song->media, source.songFile);
    for (const std::vector<TakeSource> &takes : source.takes) {
        for (const TakeSource &take : takes)
            add(take.take.media, take.file);
    }
    return list;
}

} // namespace

QJsonObject readableJson(const ExportSource &source)
{
    const Timeline &timeline = source.timeline;
    const timeline::Project &project = timeline.project;
    const FrameRate rate = project.frameRate;
    QJsonArray scenes;
    for (const Scene &scene : timeline.scenes) {
        scenes.append(QJsonObject{{QStringLiteral("id"), scene.id.text()},
                                  {QStringLiteral("name"), scene.name},
                                  {QStringLiteral("description"), scene.description},
                                  {QStringLiteral("start"), time(scene.start, rate)},
                                  {QStringLiteral("length"), time(scene.length, rate)},
                                  {QStringLiteral("is_live"), scene.isLive},
                                  {QStringLiteral("direction"), timeline::toJson(scene.direction)},
                                  {QStringLiteral("clips"), clipsJson(source, scene)}});
    }
    QJsonArray markers;
    for (const timeline::Marker &marker : timeline.markers)
        markers.append(QJsonObject{{QStringLiteral("time"), time(marker.time, rate)},
                                   {QStringLiteral("length"), time(marker.length, rate)},
                                   {QStringLiteral("name"), marker.name},
                                   {QStringLiteral("note"), marker.note}});
    QJsonArray lyrics;
    for (const timeline::LyricLine &line : timeline.lyrics)
        lyrics.append(QJsonObject{{QStringLiteral("start_seconds"), line.start.toSeconds()}, {QStringLiteral("text"), line.text}});
    QJsonObject about{{QStringLiteral("name"), project.name},          {QStringLiteral("description"), project.description},
                      {QStringLiteral("frame_rate"), rate.toString()}, {QStringLiteral("width"), project.width},
                      {QStringLiteral("height"), project.height},      {QStringLiteral("length"), time(programLength(timeline), rate)}};
    QJsonObject json{{QStringLiteral("format"), kReadable},
                     {QStringLiteral("project"), about},
                     {QStringLiteral("scenes"), scenes},
                     {QStringLiteral("markers"), markers},
                     {QStringLiteral("lyrics"), lyrics}};
    if (project.song) {
        QJsonObject song{{QStringLiteral("title"), project.song->title},
                         {QStringLiteral("artist"), project.song->artist},
                         {QStringLiteral("file"), source.songFile},
                         {QStringLiteral("bpm"), project.song->bpm},
                         {QStringLiteral("key"), project.song->key},
                         {QStringLiteral("offset_seconds"), project.songOffset.toSeconds()},
                         {QStringLiteral("duration_seconds"), project.song->map.duration.toSeconds()}};
        QJsonArray beats;
        for (const Beat &beat : project.song->map.grid.beats())
            beats.append(QJsonArray{beat.time.toSeconds(), beat.bar, beat.beatInBar});
        song.insert(QStringLiteral("beats"), beats);
        json.insert(QStringLiteral("song"), song);
    }
    return json;
}

Result<Timeline> timelineFromJson(const QByteArray &bytes, QStringList &notices)
{
    SC_TRY_ASSIGN(root, parseJsonObject(bytes, Words::tr("This project file")));
    if (root[u"format"].toString() != kReadable)
        return std::unexpected(bad(Words::tr("it is no storycanvas_v1")));
    return V1Reader(root, notices).read();
}

ExportResult exportJson(const ExportSource &source, const JsonExport &options, const CancelToken &cancel, const ProgressFn &progress)
{
    SC_TRY(checkDestination(options.destination));
    const QString destination = QFileInfo(options.destination).absoluteFilePath();
    const Timeline &timeline = source.timeline;
    ExportReport report;
    QJsonObject root = readableJson(source);
    std::optional<StagedFolder> folder;
    if (options.form == JsonForm::Complete) {
        if (source.content.isEmpty())
            return std::unexpected(Problem(ProblemCode::InternalError, Words::tr("The bundle's content was not read.")));
        root = QJsonObject{{QStringLiteral("format"), kComplete},
                           {QStringLiteral("bundle"), source.content},
                           {QStringLiteral("media"), mediaList(source)}};
        if (options.withMedia) {
            static const QRegularExpression ours(QStringLiteral("^media/$|^[0-9a-f]{2}/$|^[A-Za-z0-9._ -]+$"));
            SC_TRY(ensureFolder(QFileInfo(destination).absolutePath()));
            SC_TRY_ASSIGN(staged, StagedFolder::create(stemOf(destination) + QStringLiteral(" Media"), ours));
            folder.emplace(std::move(staged));
            const std::vector<MediaEntry> entries = mediaOf(root);
            qint64 needed = 0;
            for (const MediaEntry &entry : entries)
                needed += QFileInfo(entry.origin).size();
            SC_TRY(requireFreeSpace(QFileInfo(destination).absolutePath(), needed + 1'000'000));
            for (size_t i = 0; i < entries.size(); ++i) {
                if (cancel.isCancelled())
                    return std::unexpected(exportCancelled());
                if (!isInside(entries[i].path))
                    continue;
                const QString target = folder->path() + u'/' + entries[i].path;
                SC_TRY(ensureFolder(QFileInfo(target).absolutePath()));
                if (!QFileInfo::exists(entries[i].origin)) {
                    report.notices += Words::tr("“%1” is missing and was left out.").arg(entries[i].path);
                    continue;
                }
                if (!QFile::copy(entries[i].origin, target))
                    return std::unexpected(Problem(ProblemCode::InsufficientStorage, Words::tr("“%1” could not be written.").arg(target)));
                ++report.mediaFiles;
                report.bytes += QFileInfo(target).size();
                if (progress)
                    progress(0.9 * static_cast<double>(i + 1) / static_cast<double>(entries.size()));
            }
        }
    }
    const QByteArray bytes = QJsonDocument(root).toJson(QJsonDocument::Indented);
    // What is read back must say the same.
    const QJsonDocument back = QJsonDocument::fromJson(bytes);
    QStringList breaches;
    if (back.object() != root)
        breaches += Words::tr("The text read back differs.");
    if (options.form == JsonForm::Readable) {
        QStringList left;
        const auto again = timelineFromJson(bytes, left);
        std::vector<const Clip *> wanted = liveClips(timeline);
        if (!again)
            breaches += again.error().text();
        else if (liveClips(*again).size() != wanted.size() && timeline::validate(timeline).empty())
            breaches += Words::tr("Another number of shots was read back.");
    }
    if (!breaches.isEmpty())
        return std::unexpected(failedOwnCheck(breaches));
    if (cancel.isCancelled())
        return std::unexpected(exportCancelled());
    if (folder)
        SC_TRY(folder->publish());
    SC_TRY(writeAll({{destination, bytes}}));
    if (const QString leftover = folder ? folder->commit() : QString(); !leftover.isEmpty())
        report.notices += leftover;
    report.files = {destination};
    report.mediaFolder = folder ? folder->finalPath() : QString();
    report.bytes += bytes.size();
    report.clips = static_cast<int>(liveClips(timeline).size());
    report.markers = static_cast<int>(timeline.markers.size());
    if (progress)
        progress(1);
    return report;
}

Result<JsonImport> importProject(const QString &file, const QString &bundle, const CancelToken &cancel)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return std::unexpected(
            Problem(in.exists() ? ProblemCode::PermissionDenied : ProblemCode::MediaMissing, Words::tr("“%1” cannot be read.").arg(file))
                .withDetail(in.errorString()));
    if (in.size() > kMaxBytes)
        return std::unexpected(Problem(ProblemCode::FileTooLarge, Words::tr("“%1” is larger than 512 MB.").arg(file)));
    const QByteArray bytes = in.readAll();
    SC_TRY_ASSIGN(root, parseJsonObject(bytes, Words::tr("This project file")));
    JsonImport result;
    result.bundle = QDir(bundle).absolutePath();
    const QString format = root[u"format"].toString();
    if (format == kComplete) {
        result.version = 2;
        SC_TRY(project::makeBundleOf(result.bundle, root[u"bundle"].toObject()));
        if (const Result<> done = bringMedia(root, QFileInfo(file).absoluteFilePath(), result.bundle, result, cancel); !done) {
            QDir(result.bundle).removeRecursively();
            return std::unexpected(done.error());
        }
        const QJsonObject tables = root[u"bundle"][u"tables"].toObject();
        result.scenes = static_cast<int>(tables[u"scene"].toArray().size());
        result.clips = static_cast<int>(tables[u"clip"].toArray().size());
        result.takes = static_cast<int>(tables[u"take"].toArray().size());
        return result;
    }
    if (format != kReadable) {
        if (format.startsWith(QLatin1String("storycanvas_v")))
            return std::unexpected(Problem(
                ProblemCode::NewerVersion,
                Words::tr("This project file is of the form “%1”, known are storycanvas_v1 and storycanvas_v2.").arg(format.left(40))));
        return std::unexpected(bad(Words::tr("it is no project of StoryCanvas")));
    }
    result.version = 1;
    SC_TRY_ASSIGN(timeline, timelineFromJson(bytes, result.notices));
    const project::NewProject fields{timeline.project.name, timeline.project.frameRate, timeline.project.width, timeline.project.height};
    SC_TRY_ASSIGN(session, project::ProjectSession::create(result.bundle, fields));
    timeline.project.id = session->timeline().project.id;
    timeline.project.createdAt = session->timeline().project.createdAt;
    if (const Result<> done = session->apply(Words::tr("Import project"), timeline);
        !done && done.error().code() != ProblemCode::NothingToUpdate) {
        session.reset();
        QDir(result.bundle).removeRecursively();
        return std::unexpected(done.error());
    }
    result.scenes = static_cast<int>(timeline.scenes.size());
    result.clips = static_cast<int>(timeline.clips.size());
    result.notices += Words::tr("The song and the takes are not part of this form.");
    return result;
}

} // namespace sc::interchange

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/continuation.h"

#include "core/base/json.h"
#include "core/base/paths.h"
#include "core/media/movie_writer.h"
#include "core/media/video_reader.h"
#include "core/project/take_intake.h"
#include "core/timeline/source_time.h"

#include <QtCore/QBuffer>
#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <deque>

namespace sc::generation {

namespace {

using media::VideoReader;
using timeline::Clip;

constexpr double kUnseen = 1.0;    // colour difference that nobody sees
constexpr int kWindowQuality = 10; // CRF: it is only passed on
constexpr int kMatchedQuality = 14;
constexpr int kMostWindowFrames = 1000;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::generation)
};

Problem notFound(const QString &text, const ClipId &clip)
{
    return Problem(ProblemCode::ResourceNotFound, text).withEntity(QStringLiteral("clip"), clip.text());
}

Result<ShownPlace> shownAt(const project::ProjectSession &session, const ClipId &id, bool wantsEnd)
{
    const Clip *clip = timeline::findClip(session.timeline(), id);
    if (!clip)
        return std::unexpected(notFound(Text::tr("This shot does not exist any more."), id));
    const project::DisplayedMedia shown = session.takes().displayedMedia(*clip);
    if (shown.kind == project::DisplayedMedia::Kind::Card)
        return std::unexpected(notFound(Text::tr("The shot “%1” has no take to go on from.").arg(clip->name), id));
    if (shown.isMissing || !shown.take)
        return std::unexpected(Problem(ProblemCode::MediaMissing, Text::tr("The media of the shot “%1” is missing.").arg(clip->name))
                                   .withEntity(QStringLiteral("clip"), id.text()));
    ShownPlace place{
        session.bundle(),           shown.path, id, clip->name, shown.take->isVideo(), {}, shown.take->length, shown.take->rateNumerator,
        shown.take->rateDenominator};
    const Ticks frame = session.timeline().project.frameRate.frameLength();
    const Ticks t = wantsEnd ? clip->end() - frame : clip->start;
    if (place.isMovie)
        place.at = std::max(Ticks(), timeline::sourceTimeAt(*clip, t, shown.take->length));
    return place;
}

Problem writeProblem(const QString &path, const QString &detail)
{
    return Problem(ProblemCode::PermissionDenied, Text::tr("The file \"%1\" cannot be written.").arg(path)).withDetail(detail);
}

// A content lies in media/ once, under its hash.
QString nameOf(const QByteArray &hash, const QString &ending)
{
    return QStringLiteral("/media/%1.%2").arg(QString::fromLatin1(hash.toHex().left(32)), ending);
}

media::MovieSettings settingsFor(const ShownPlace &place, QSize size, int quality)
{
    media::MovieSettings settings;
    settings.width = size.width();
    settings.height = size.height();
    settings.otherRate = place.rateNumerator > 0 ? double(place.rateNumerator) / place.rateDenominator : 0;
    settings.sampleRate = 0;
    settings.videoQuality = quality;
    return settings;
}

// H.264 takes no other.
QSize evenSize(QSize size)
{
    return {size.width() / 2 * 2, size.height() / 2 * 2};
}

QImage evenSized(const QImage &image)
{
    const QSize even = evenSize(image.size());
    return even == image.size() ? image : image.copy(QRect(QPoint(), even));
}

Result<> writeMovie(const std::deque<QImage> &frames, const ShownPlace &place, const QString &path)
{
    SC_TRY_ASSIGN(writer, media::MovieWriter::create(path, settingsFor(place, frames.front().size(), kWindowQuality)));
    for (const QImage &frame : frames)
        SC_TRY(writer->addFrame(frame));
    return writer->finish();
}

Result<QString> intoMedia(const QString &file, const QString &bundle, const QString &ending)
{
    QFile source(file);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!source.open(QIODevice::ReadOnly) || !hash.addData(&source))
        return std::unexpected(writeProblem(file, source.errorString()));
    source.close();
    SC_TRY(ensureFolder(bundle + QStringLiteral("/media")));
    const QString target = bundle + nameOf(hash.result(), ending);
    if (QFileInfo::exists(target) || QFile::rename(file, target) || QFile::copy(file, target))
        return target;
    return std::unexpected(writeProblem(target, {}));
}

struct Written
{
    QString file;
    ColourFacts first; // of its first frame
};

Result<Written> writeMatched(const ShownPlace &place, const ColourMapper &mapper, double fade, const QString &folder)
{
    if (!place.isMovie) {
        SC_TRY_ASSIGN(image, frameOf(place));
        const QImage mapped = mapper.apply(image);
        const QString file = folder + QStringLiteral("/matched.png");
        if (!mapped.save(file))
            return std::unexpected(writeProblem(file, {}));
        return Written{file, colourFactsOf(mapped)};
    }
    SC_TRY_ASSIGN(reader, VideoReader::open(place.file));
    const QString file = folder + QStringLiteral("/matched.mp4");
    SC_TRY_ASSIGN(writer, media::MovieWriter::create(file, settingsFor(place, evenSize(reader->size()), kMatchedQuality)));
    for (;;) {
        SC_TRY_ASSIGN(frame, reader->next());
        if (!frame)
            break;
        const double behind = (frame->time - place.at).toSeconds();
        const double strength = fade <= 0 ? 1 : std::clamp(1 - behind / fade, 0.0, 1.0);
        SC_TRY(writer->addFrame(mapper.apply(evenSized(frame->image), strength)));
    }
    SC_TRY(writer->finish());
    SC_TRY_ASSIGN(again, VideoReader::open(file));
    SC_TRY_ASSIGN(first, again->frameAt(place.at));
    return Written{file, colourFactsOf(first.image)};
}

QString matchParams(const ColourTransfer &transfer, double fade)
{
    return QString::fromUtf8(toCompactJson(
        QJsonObject{{QStringLiteral("colour_match"), QJsonObject{{QStringLiteral("light"), transfer.to.light - transfer.from.light},
                                                                 {QStringLiteral("red"), transfer.to.red - transfer.from.red},
                                                                 {QStringLiteral("yellow"), transfer.to.yellow - transfer.from.yellow},
                                                                 {QStringLiteral("light_gain"), transfer.lightGain()},
                                                                 {QStringLiteral("red_gain"), transfer.redGain()},
                                                                 {QStringLiteral("yellow_gain"), transfer.yellowGain()},
                                                                 {QStringLiteral("fade_s"), fade}}}}));
}

} // namespace

Result<ShownPlace> lastShown(const project::ProjectSession &session, const ClipId &clip)
{
    return shownAt(session, clip, true);
}

Result<ShownPlace> firstShown(const project::ProjectSession &session, const ClipId &clip)
{
    return shownAt(session, clip, false);
}

Result<ClipId> clipBefore(const timeline::Timeline &timeline, const ClipId &id)
{
    const Clip *clip = timeline::findClip(timeline, id);
    if (!clip)
        return std::unexpected(notFound(Text::tr("This shot does not exist any more."), id));
    const Clip *before = nullptr;
    for (const Clip &other : timeline.clips) {
        const bool comesBefore = other.isLive && other.id != id && other.start < clip->start;
        if (comesBefore && (!before || other.end() > before->end()))
            before = &other;
    }
    if (before)
        return before->id;
    return std::unexpected(notFound(Text::tr("No shot comes before “%1”.").arg(clip->name), id));
}

Result<QImage> frameOf(const ShownPlace &place)
{
    if (!place.isMovie) {
        const QImage image(place.file);
        if (!image.isNull())
            return image;
        return std::unexpected(
            Problem(ProblemCode::FileDamaged, Text::tr("The picture of the shot “%1” cannot be read.").arg(place.clipName)));
    }
    SC_TRY_ASSIGN(reader, VideoReader::open(place.file));
    SC_TRY_ASSIGN(frame, reader->frameAt(place.at));
    return frame.image;
}

Result<QString> writeFrame(const ShownPlace &place)
{
    SC_TRY_ASSIGN(image, frameOf(place));
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    if (!image.convertToFormat(QImage::Format_RGB888).save(&buffer, "PNG"))
        return std::unexpected(writeProblem(place.file, {}));
    const QString target = place.bundle + nameOf(QCryptographicHash::hash(png, QCryptographicHash::Sha256), QStringLiteral("png"));
    if (QFileInfo::exists(target))
        return target;
    SC_TRY(ensureFolder(place.bundle + QStringLiteral("/media")));
    SC_TRY(requireFreeSpace(place.bundle, png.size()));
    QSaveFile file(target);
    if (!file.open(QIODevice::WriteOnly) || file.write(png) != png.size() || !file.commit())
        return std::unexpected(writeProblem(target, file.errorString()));
    return target;
}

Result<QString> writeWindow(const ShownPlace &place, int frames)
{
    if (!place.isMovie || frames < 2 || frames > kMostWindowFrames)
        return std::unexpected(Problem(
            ProblemCode::ValidationError,
            place.isMovie ? Text::tr("A window has 2 to %1 frames.").arg(kMostWindowFrames)
                          : Text::tr("The shot “%1” shows a picture: it has a last frame, but no last window.").arg(place.clipName)));
    SC_TRY_ASSIGN(reader, VideoReader::open(place.file));
    std::deque<QImage> window;
    const auto keep = [&](const VideoReader::Frame &frame) {
        window.push_back(evenSized(frame.image));
        if (std::ssize(window) > frames)
            window.pop_front();
    };
    const double rate = place.rateNumerator > 0 ? double(place.rateNumerator) / place.rateDenominator : 24;
    const Ticks from = std::max(Ticks(), place.at - Ticks::fromSeconds((frames + 1) / rate));
    SC_TRY_ASSIGN(last, reader->frameAt(place.at, from, keep));
    keep(last);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("window.mp4"));
    SC_TRY(writeMovie(window, place, file));
    return intoMedia(file, place.bundle, QStringLiteral("mp4"));
}

Result<SeamMeasure> measureSeam(const ShownPlace &last, const ShownPlace &first)
{
    SC_TRY_ASSIGN(before, frameOf(last));
    SC_TRY_ASSIGN(after, frameOf(first));
    return SeamMeasure{colourFactsOf(before), colourFactsOf(after)};
}

Result<SeamMatch> matchSeam(const ShownPlace &last, const ShownPlace &first, double fade)
{
    SC_TRY_ASSIGN(measure, measureSeam(last, first));
    if (measure.difference() < kUnseen)
        return std::unexpected(Problem(ProblemCode::NothingToUpdate,
                                       Text::tr("The shots “%1” and “%2” meet in colour already.").arg(last.clipName, first.clipName)));
    const ColourTransfer transfer{measure.after, measure.before};
    const QTemporaryDir folder;
    SC_TRY_ASSIGN(written, writeMatched(first, ColourMapper(transfer), fade, folder.path()));
    SC_TRY_ASSIGN(take, project::takeFromFile({first.bundle, written.file, {}}));
    take.clip = first.clip;
    take.originalName = QFileInfo(first.file).fileName();
    take.tags = {QStringLiteral("colour matched")};
    SeamMatch match{measure, {measure.before, written.first}, {}};
    match.take.take = std::move(take);
    match.take.recipe.params = matchParams(transfer, fade);
    match.take.choose = true;
    return match;
}

} // namespace sc::generation

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/take_keeper.h"

#include "core/base/log.h"
#include "core/base/paths.h"
#include "core/base/text.h"
#include "core/generation/provenance.h"
#include "core/generation/result_checks.h"
#include "core/media/video_reader.h"
#include "core/media/visual_facts.h"
#include "core/project/take_shelf.h"
#include "core/store/backups.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImageReader>

#include <array>

namespace sc::generation {

namespace {

using media::VideoReader;
using media::VisualFacts;
using timeline::Take;
using timeline::TakeKind;

constexpr QSize kCheckSize(256, 256); // px; what the measures over time look at
constexpr QSize kThumbSize(480, 480); // px
constexpr int kThumbQuality = 85;     // JPEG
constexpr int kPictureMegabytes = 1024;
constexpr std::array kSharpnessPlaces = {0.25, 0.5, 0.75}; // of a movie
constexpr int kNameDigits = 32;                            // of the content's hash

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::generation)
};

Problem invalidResult(const QString &what, const QString &detail = {})
{
    return Problem(ProblemCode::ResultInvalid, what).withDetail(detail);
}

// What reading a file says is wrong with it is what is wrong with the result; that the disk fails is not.
Problem asResultProblem(const Problem &problem)
{
    switch (problem.code()) {
    case ProblemCode::FileDamaged:
    case ProblemCode::InvalidFileType:
    case ProblemCode::FileTooLarge:
        return invalidResult(Text::tr("The server's result cannot be used: %1").arg(problem.text()), problem.detail());
    default:
        return problem;
    }
}

Result<> requireAsAsked(const VisualFacts &facts, const Asked &asked)
{
    const bool wantsMovie = asked.kind == TakeKind::Video;
    if (wantsMovie && !facts.isMovie)
        return std::unexpected(invalidResult(Text::tr("The server sent a picture where a movie was asked for.")));
    if (!wantsMovie && facts.isMovie)
        return std::unexpected(invalidResult(Text::tr("The server sent a movie where a picture was asked for.")));
    if (std::max(facts.width, facts.height) > kMaxResultSide)
        return std::unexpected(invalidResult(Text::tr("The result has %1 × %2 pixels; at most %3 on a side are taken.")
                                                 .arg(facts.width)
                                                 .arg(facts.height)
                                                 .arg(kMaxResultSide)));
    const bool hasOtherSize = asked.width > 0 && asked.height > 0 && (facts.width != asked.width || facts.height != asked.height);
    if (hasOtherSize)
        return std::unexpected(invalidResult(Text::tr("The result has %1 × %2 pixels, not the %3 × %4 that were asked for.")
                                                 .arg(facts.width)
                                                 .arg(facts.height)
                                                 .arg(asked.width)
                                                 .arg(asked.height)));
    if (wantsMovie && asked.frames > 1 && facts.frames < 2)
        return std::unexpected(invalidResult(
            Text::tr("The result is a movie of a single frame; %n were asked for.", nullptr, static_cast<int>(asked.frames))));
    return {};
}

struct Look
{
    std::vector<timeline::TakeCheck> findings;
    QImage poster; // the picture, or a movie's first frame that is not black
};

Result<Look> lookAtPicture(const QString &file)
{
    QImageReader reader(file);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    reader.setAllocationLimit(kPictureMegabytes);
    const QImage image = reader.read();
    if (image.isNull())
        return std::unexpected(invalidResult(Text::tr("The picture that the server sent is damaged."), reader.errorString()));
    ResultWatcher watcher;
    watcher.see(image);
    watcher.seeSharpness(image);
    return Look{watcher.findings(), image};
}

Result<> lookForSharpness(const QString &file, Ticks length, ResultWatcher &watcher)
{
    SC_TRY_ASSIGN(reader, VideoReader::open(file));
    for (const double place : kSharpnessPlaces) {
        SC_TRY_ASSIGN(frame, reader->frameAt(Ticks::fromSeconds(length.toSeconds() * place)));
        watcher.seeSharpness(frame.image);
    }
    return {};
}

Result<Look> lookAtMovie(const QString &file, const VisualFacts &facts, const Asked &asked)
{
    SC_TRY_ASSIGN(reader, VideoReader::open(file, {kCheckSize, false}));
    ResultWatcher watcher;
    Look look;
    for (;;) {
        SC_TRY_ASSIGN(frame, reader->next());
        if (!frame)
            break;
        watcher.see(frame->image);
        if (look.poster.isNull() && blackShareOf(frame->image) < kBlackShare)
            look.poster = frame->image;
    }
    if (const auto at = reader->damagedAt())
        return std::unexpected(
            invalidResult(Text::tr("The movie that the server sent is damaged at %1 s.").arg(at->toSeconds(), 0, 'f', 2)));
    if (watcher.frames() != facts.frames)
        return std::unexpected(
            invalidResult(Text::tr("Only %1 of the movie's %2 frames can be decoded.").arg(watcher.frames()).arg(facts.frames)));
    SC_TRY(lookForSharpness(file, facts.length, watcher));
    look.findings = watcher.findings(asked.frames);
    return look;
}

Result<QString> hashOf(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (file.open(QIODevice::ReadOnly) && hash.addData(&file) && file.error() == QFileDevice::NoError)
        return QString::fromLatin1(hash.result().toHex());
    return std::unexpected(
        Problem(ProblemCode::PermissionDenied, Text::tr("The file \"%1\" may not be read.").arg(QDir::toNativeSeparators(path)))
            .withDetail(file.errorString()));
}

// By what the file is, never by what the server called it.
QString endingOf(const QString &file, bool isMovie)
{
    if (!isMovie) {
        QImageReader reader(file);
        reader.setDecideFormatFromContent(true);
        const QByteArray format = reader.format();
        return format == "jpeg" ? QStringLiteral("jpg") : QString::fromLatin1(format);
    }
    QFile movie(file);
    const QByteArray head = movie.open(QIODevice::ReadOnly) ? movie.read(64) : QByteArray();
    if (head.mid(4, 4) == "ftyp")
        return head.mid(8, 2) == "qt" ? QStringLiteral("mov") : QStringLiteral("mp4");
    if (head.startsWith("\x1A\x45\xDF\xA3"))
        return head.contains("webm") ? QStringLiteral("webm") : QStringLiteral("mkv");
    if (head.startsWith("GIF8"))
        return QStringLiteral("gif");
    return QStringLiteral("movie");
}

// Lays the file into media/ under the name of its content. There already: nothing is written.
Result<timeline::MediaRef> store(const QString &file, const QString &bundle, bool isMovie)
{
    SC_TRY_ASSIGN(hash, hashOf(file));
    const QString folder = bundle + QStringLiteral("/media");
    SC_TRY(ensureFolder(folder));
    const QString name = QStringLiteral("media/%1.%2").arg(hash.left(kNameDigits), endingOf(file, isMovie));
    const QString target = bundle + QLatin1Char('/') + name;
    const qint64 size = QFileInfo(file).size();
    if (QFileInfo(target).isFile() && QFileInfo(target).size() == size) {
        const Result<QString> there = hashOf(target);
        if (there && *there == hash)
            return timeline::MediaRef{name, size, hash};
    }
    SC_TRY(requireFreeSpace(folder, size));
    SC_TRY(store::copyDurably(file, target));
    return timeline::MediaRef{name, size, hash};
}

// A thumbnail that cannot be written is made again by whoever needs it.
timeline::MediaRef storeThumb(const QImage &poster, const QString &bundle, const QString &hash)
{
    const QString name = QStringLiteral("thumbs/%1.jpg").arg(hash.left(kNameDigits));
    const QString target = bundle + QLatin1Char('/') + name;
    if (poster.isNull() || !ensureFolder(bundle + QStringLiteral("/thumbs")))
        return {};
    if (!QFileInfo(target).isFile()) {
        const QImage small = poster.width() > kThumbSize.width() || poster.height() > kThumbSize.height()
                                 ? poster.scaled(kThumbSize, Qt::KeepAspectRatio, Qt::SmoothTransformation)
                                 : poster;
        const QString part = target + QStringLiteral(".part");
        if (!small.convertToFormat(QImage::Format_RGB32).save(part, "JPEG", kThumbQuality) || !QFile::rename(part, target)) {
            QFile::remove(part);
            return {};
        }
    }
    return {name, QFileInfo(target).size(), {}};
}

void fillFacts(Take &take, const VisualFacts &facts)
{
    take.kind = facts.isMovie ? TakeKind::Video : TakeKind::Image;
    take.width = facts.width;
    take.height = facts.height;
    take.frames = facts.frames;
    take.rateNumerator = facts.rateNumerator;
    take.rateDenominator = facts.rateDenominator;
    take.isRateVariable = facts.isRateVariable;
    take.length = facts.length;
    take.startTimecode = facts.startTimecode;
}

} // namespace

Result<PreparedTake> prepareTake(const Delivery &delivery)
{
    Result<VisualFacts> facts = media::measureVisual(delivery.file);
    if (!facts)
        return std::unexpected(asResultProblem(facts.error()));
    SC_TRY(requireAsAsked(*facts, delivery.asked));
    Result<Look> look = facts->isMovie ? lookAtMovie(delivery.file, *facts, delivery.asked) : lookAtPicture(delivery.file);
    if (!look)
        return std::unexpected(asResultProblem(look.error()));

    PreparedTake prepared{delivery.take, delivery.recipe, QDir::cleanPath(QFileInfo(delivery.bundle).absoluteFilePath()), {}, false};
    Take &take = prepared.take;
    fillFacts(take, *facts);
    take.clip = delivery.clip;
    take.checks = look->findings;
    take.originalName = tidyText(delivery.take.originalName, timeline::kMaxNameLength);
    if (take.id.isEmpty())
        take.id = TakeId::create();
    if (take.createdAt.isEmpty())
        take.createdAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);

    const QTemporaryDir workplace(QDir::tempPath() + QStringLiteral("/storycanvas-take-XXXXXX"));
    const QString withRecipe = workplace.filePath(QStringLiteral("take"));
    const Result<> written = media::copyWithTexts(delivery.file, withRecipe, provenanceOf(take, delivery.recipe));
    prepared.carriesRecipe = written.has_value();
    if (!written && written.error().code() == ProblemCode::InsufficientStorage)
        return std::unexpected(written.error());
    if (!written)
        qCInfo(logStore()) << "A result is kept as it came:" << written.error().toLogLine();
    SC_TRY_ASSIGN(stored, store(written ? withRecipe : delivery.file, prepared.bundle, facts->isMovie));
    take.media = stored;
    prepared.thumb = storeThumb(look->poster, prepared.bundle, stored.hash);
    return prepared;
}

Result<std::vector<TakeId>> keepTakes(project::ProjectSession &session, const std::vector<PreparedTake> &prepared,
                                      const KeepOptions &options)
{
    std::vector<TakeId> ids;
    std::vector<project::NewTake> takes;
    for (const PreparedTake &each : prepared) {
        if (QFileInfo(each.bundle) != QFileInfo(session.bundle()))
            return std::unexpected(Problem(ProblemCode::ValidationError, Text::tr("The result belongs to another project."))
                                       .withDetail(QDir::toNativeSeparators(each.bundle)));
        ids.push_back(each.take.id);
        if (!session.takes().find(each.take.id))
            takes.push_back({each.take, each.recipe, options.chooseNewest, true});
    }
    if (!takes.empty()) {
        const QString name = Text::tr("Keep %n result(s)", nullptr, static_cast<int>(takes.size()));
        SC_TRY(session.takes().add(name, std::move(takes)));
    }
    for (const PreparedTake &each : prepared) {
        if (!each.thumb.isEmpty())
            SC_TRY(session.takes().setThumb(each.take.media.hash, each.thumb));
    }
    return ids;
}

Result<TakeId> keepTake(project::ProjectSession &session, const PreparedTake &prepared, const KeepOptions &options)
{
    SC_TRY_ASSIGN(ids, keepTakes(session, {prepared}, options));
    return ids.front();
}

} // namespace sc::generation

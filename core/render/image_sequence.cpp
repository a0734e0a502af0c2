// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/image_sequence.h"

#include "core/base/paths.h"
#include "core/base/text.h"
#include "core/interchange/staged_folder.h"
#include "core/interchange/wav_writer.h"
#include "core/render/frame_painter.h"
#include "core/render/program_sound.h"

#include <QtCore/QBuffer>
#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QSaveFile>
#include <QtGui/QImageReader>
#include <QtGui/QImageWriter>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace sc::render {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::render)
};

constexpr qint64 kTakesInMemory = 96LL * 1024 * 1024;
constexpr qint64 kSpareBytes = 16LL * 1024 * 1024;
constexpr size_t kAhead = 4; // pictures that wait for a thread
constexpr int kDigits = 6;
constexpr int kSoundBlock = 48000;

Problem cancelled()
{
    return Problem(ProblemCode::Cancelled, Text::tr("The export was cancelled."));
}

Problem notWritten(const QString &file, const QString &why)
{
    return Problem(ProblemCode::InsufficientStorage,
                   Text::tr("The picture \"%1\" could not be written.").arg(QDir::toNativeSeparators(file)))
        .withDetail(why)
        .withEntity(QStringLiteral("file"), file);
}

QByteArray qtName(ImageFormat format)
{
    return suffixOf(format).mid(1).toLatin1();
}

// Takes pictures and writes them on several threads, in any order; the first problem ends it.
class ImageWriters
{
public:
    ImageWriters(ImageFormat format, int quality) : m_format(format), m_quality(quality)
    {
        const unsigned count = std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
        for (unsigned i = 0; i < count; ++i)
            m_threads.emplace_back([this] { work(); });
    }
    ~ImageWriters() { (void)finish(); }
    ImageWriters(const ImageWriters &) = delete;
    ImageWriters &operator=(const ImageWriters &) = delete;

    [[nodiscard]] Result<> add(QImage image, const QString &file)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_waiting.size() < kAhead || m_problem; });
        if (m_problem)
            return std::unexpected(*m_problem);
        m_waiting.push_back({std::move(image), file});
        m_changed.notify_all();
        return {};
    }
    [[nodiscard]] Result<> finish()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isDone = true;
        }
        m_changed.notify_all();
        for (std::thread &thread : m_threads)
            thread.join();
        m_threads.clear();
        return m_problem ? Result<>(std::unexpected(*m_problem)) : Result<>();
    }
    [[nodiscard]] qint64 bytes() const { return m_bytes; }

private:
    struct Job
    {
        QImage image;
        QString file;
    };

    void work()
    {
        for (;;) {
            Job job;
            {
                std::unique_lock lock(m_mutex);
                m_changed.wait(lock, [this] { return !m_waiting.empty() || m_isDone || m_problem; });
                if (m_waiting.empty() || m_problem)
                    return;
                job = std::move(m_waiting.front());
                m_waiting.pop_front();
                m_changed.notify_all();
            }
            const Result<qint64> written = write(job);
            const std::lock_guard lock(m_mutex);
            if (written)
                m_bytes += *written;
            else if (!m_problem)
                m_problem = written.error();
            m_changed.notify_all();
        }
    }

    [[nodiscard]] Result<qint64> write(const Job &job) const
    {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        QImageWriter writer(&buffer, qtName(m_format));
        if (m_format == ImageFormat::Jpeg || m_format == ImageFormat::WebP)
            writer.setQuality(m_quality);
        else if (m_format == ImageFormat::Png)
            writer.setQuality(80); // a quick level of compression; the pictures are the same
        else
            writer.setCompression(1);
        if (!writer.write(job.image))
            return std::unexpected(notWritten(job.file, writer.errorString()));
        QFile file(job.file);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush())
            return std::unexpected(notWritten(job.file, file.errorString()));
        return bytes.size();
    }

    ImageFormat m_format;
    int m_quality;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_waiting;
    std::optional<Problem> m_problem;
    qint64 m_bytes = 0;
    bool m_isDone = false;
    std::vector<std::thread> m_threads;
};

Result<FramePlan> planOf(const timeline::Timeline &timeline, const ImageExport &options)
{
    SC_TRY_ASSIGN(shots, mediaForMovie(timeline, options.media, options.missing));
    FramePlan plan;
    plan.timeline = timeline;
    plan.size =
        QSize(options.width > 0 ? options.width : timeline.project.width, options.height > 0 ? options.height : timeline.project.height);
    plan.rate = options.rate.value_or(timeline.project.frameRate);
    if (options.range)
        plan.start = std::max(Ticks(), timeline.project.frameRate.snap(options.range->start));
    plan.count = imageCountOf(timeline, options);
    plan.media.shots = std::make_shared<const playback::ShotMediaMap>(std::move(shots));
    plan.media.store = std::make_shared<playback::MediaStore>(kTakesInMemory);
    plan.media.framing = options.framing;
    plan.burnIn = options.burnIn;
    plan.hasAlpha = options.hasAlpha;
    return plan;
}

Result<> checkRequest(const timeline::Timeline &timeline, const ImageExport &options)
{
    if (imageCountOf(timeline, options) <= 0)
        return std::unexpected(
            Problem(ProblemCode::ResourceNotFound, Text::tr("There is nothing to export: the chosen part of the timeline holds no frame."))
                .withEntity(QStringLiteral("project"), timeline.project.name));
    const auto isSide = [](int side) { return side == 0 || (side >= 16 && side <= 8192); };
    if (!isSide(options.width) || !isSide(options.height))
        return std::unexpected(Problem(ProblemCode::InvalidParameter, Text::tr("Pictures have 16 to 8192 pixels a side.")));
    if (options.hasAlpha && options.format == ImageFormat::Jpeg)
        return std::unexpected(
            Problem(ProblemCode::InvalidParameter, Text::tr("%1 keeps no transparency. PNG does.").arg(QStringLiteral("JPEG"))));
    if (std::ranges::count(imageFormats(), options.format) == 0)
        return std::unexpected(
            Problem(ProblemCode::InvalidParameter, Text::tr("The Qt of this machine writes no %1. Install its image formats, or take PNG.")
                                                       .arg(suffixOf(options.format).mid(1).toUpper())));
    if (options.folder.isEmpty() || QFileInfo(options.folder).isFile())
        return std::unexpected(
            Problem(ProblemCode::PermissionDenied,
                    Text::tr("\"%1\" is no place for a folder of pictures.").arg(QDir::toNativeSeparators(options.folder)))
                .withEntity(QStringLiteral("file"), options.folder));
    return {};
}

Result<qint64> writeSong(const FramePlan &plan, const QString &songFile, const QString &file, const CancelToken &cancel)
{
    const SampleSpan span{plan.start.toSamples(kSoundRate), (plan.start + plan.rate.timeOf(plan.count)).toSamples(kSoundRate)};
    SC_TRY_ASSIGN(sound, ProgramSound::open({songFile, plan.timeline.project.songOffset, plan.timeline.project.songGainDb}, span, {}));
    SC_TRY_ASSIGN(writer, interchange::WavWriter::create(file, kSoundRate, kSoundChannels));
    for (;;) {
        if (cancel.isCancelled())
            return std::unexpected(cancelled());
        SC_TRY_ASSIGN(samples, sound->read(kSoundBlock));
        if (samples.empty())
            break;
        SC_TRY(writer->write(samples));
    }
    SC_TRY(writer->finish());
    return QFileInfo(file).size();
}

// The first and the last picture, read back.
Result<> verify(const QString &first, const QString &last, QSize size)
{
    for (const QString &file : {first, last}) {
        QImageReader reader(file);
        if (reader.read().size() != size)
            return std::unexpected(
                Problem(ProblemCode::ResultInvalid, Text::tr("The written pictures are not whole. Please export them again."))
                    .withDetail(file + u' ' + reader.errorString()));
    }
    return {};
}

} // namespace

QString suffixOf(ImageFormat format)
{
    switch (format) {
    case ImageFormat::Png:
        return QStringLiteral(".png");
    case ImageFormat::Jpeg:
        return QStringLiteral(".jpg");
    case ImageFormat::Tiff:
        return QStringLiteral(".tiff");
    case ImageFormat::WebP:
        return QStringLiteral(".webp");
    }
    return QStringLiteral(".png");
}

std::vector<ImageFormat> imageFormats()
{
    const QList<QByteArray> known = QImageWriter::supportedImageFormats();
    std::vector<ImageFormat> formats;
    for (const ImageFormat format : {ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Tiff, ImageFormat::WebP}) {
        if (known.contains(qtName(format)))
            formats.push_back(format);
    }
    return formats;
}

std::int64_t imageCountOf(const timeline::Timeline &timeline, const ImageExport &options)
{
    const FrameRate project = timeline.project.frameRate;
    const std::int64_t all = project.frameAt(timeline::programLength(timeline), Rounding::Nearest);
    const auto at = [&](Ticks t) { return std::clamp<std::int64_t>(project.frameAt(t, Rounding::Nearest), 0, all); };
    const std::int64_t frames = options.range ? at(options.range->end) - at(options.range->start) : all;
    return options.rate.value_or(project).frameAt(project.timeOf(std::max<std::int64_t>(0, frames)), Rounding::Nearest);
}

qint64 estimateBytes(const timeline::Timeline &timeline, const ImageExport &options)
{
    const double width = options.width > 0 ? options.width : timeline.project.width;
    const double height = options.height > 0 ? options.height : timeline.project.height;
    const bool isLossy = options.format == ImageFormat::Jpeg || options.format == ImageFormat::WebP;
    return static_cast<qint64>(width * height * (isLossy ? 0.25 : 1.4) * static_cast<double>(imageCountOf(timeline, options)));
}

Result<ImageResult> exportImages(const timeline::Timeline &timeline, const QString &songFile, const ImageExport &options,
                                 const CancelToken &cancel, const ProgressFn &progress)
{
    SC_TRY(checkRequest(timeline, options));
    SC_TRY_ASSIGN(plan, planOf(timeline, options));
    const QString target = QDir::cleanPath(QFileInfo(options.folder).absoluteFilePath());
    const QString parent = QFileInfo(target).absolutePath();
    SC_TRY(requireFreeSpace(parent, estimateBytes(timeline, options) * 11 / 10 + kSpareBytes));
    const QString stem = safeFileName(QFileInfo(target).fileName());
    const QString pattern =
        QStringLiteral("^%1\\.(\\d{%2,}\\.(png|jpg|tiff|webp)|wav)$").arg(QRegularExpression::escape(stem)).arg(kDigits);
    SC_TRY_ASSIGN(folder, interchange::StagedFolder::create(target, QRegularExpression(pattern)));
    const auto nameOf = [&](std::int64_t index) {
        return QStringLiteral("%1.%2%3")
            .arg(stem)
            .arg(options.firstNumber + index, kDigits, 10, QLatin1Char('0'))
            .arg(suffixOf(options.format));
    };

    FramePainter painter(plan);
    ImageWriters writers(options.format, options.quality);
    const std::int64_t perCheck = plan.rate.nominal();
    for (std::int64_t index = 0; index < plan.count; ++index) {
        if (cancel.isCancelled())
            return std::unexpected(cancelled());
        if (index % perCheck == 0)
            SC_TRY(requireFreeSpace(parent, kSpareBytes / 2));
        QImage image = painter.image(index);
        if (image.isNull())
            return std::unexpected(
                Problem(ProblemCode::OutOfMemory, Text::tr("Memory is too short for pictures of this size. Choose a smaller one.")));
        SC_TRY(writers.add(std::move(image), folder.path() + u'/' + nameOf(index)));
        if (progress)
            progress(0.97 * static_cast<double>(index + 1) / static_cast<double>(plan.count));
    }
    SC_TRY(writers.finish());
    ImageResult result{target, nameOf(0), plan.count, writers.bytes(), plan.media.store->takeProblems()};
    if (!songFile.isEmpty() && options.withSong) {
        SC_TRY_ASSIGN(bytes, writeSong(plan, songFile, folder.path() + u'/' + stem + QStringLiteral(".wav"), cancel));
        result.bytes += bytes;
    }
    SC_TRY(verify(folder.path() + u'/' + nameOf(0), folder.path() + u'/' + nameOf(plan.count - 1), plan.size));
    if (cancel.isCancelled())
        return std::unexpected(cancelled());
    SC_TRY(folder.publish());
    if (const QString left = folder.commit(); !left.isEmpty())
        result.problems.emplace_back(ProblemCode::PermissionDenied, left);
    if (progress)
        progress(1);
    return result;
}

} // namespace sc::render

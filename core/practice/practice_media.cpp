// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/practice/practice_media.h"

#include "core/media/movie_writer.h"
#include "core/practice/practice_picture.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QtEndian>
#include <QtGui/QImageReader>
#include <QtGui/QImageWriter>

#include <numbers>

namespace sc::practice {

namespace {

Problem notWritten(const QString &path, const QString &why)
{
    return Problem(ProblemCode::InsufficientStorage, QCoreApplication::translate("sc::practice", "\"%1\" could not be written.").arg(path))
        .withDetail(why);
}

QImage sourceOf(const PlannedOutput &output, qsizetype index, const QString &folder)
{
    if (index >= output.sources.size())
        return {};
    QImageReader reader(folder + u'/' + output.sources.at(index));
    reader.setAutoTransform(true);
    return reader.read().convertToFormat(QImage::Format_RGB32);
}

PictureRequest requestOf(const PlannedOutput &output, const QString &inputFolder)
{
    PictureRequest request{.prompt = output.prompt, .seed = output.seed, .model = output.model, .size = output.size};
    request.first = sourceOf(output, 0, inputFolder);
    request.last = sourceOf(output, 1, inputFolder);
    return request;
}

Result<> writePictures(const PlannedOutput &output, const QString &inputFolder, const QStringList &paths)
{
    PictureRequest request = requestOf(output, inputFolder);
    for (const QString &path : paths) {
        QImageWriter writer(path, "png");
        if (!writer.write(paintPicture(request)))
            return std::unexpected(notWritten(path, writer.errorString()));
        ++request.seed; // the pictures of one batch differ
    }
    return {};
}

Result<> writeMovie(const PlannedOutput &output, const QString &inputFolder, const QString &path)
{
    PictureRequest request = requestOf(output, inputFolder);
    const QSize even(request.size.width() & ~1, request.size.height() & ~1);
    request.size = even;
    request.length = output.frames / output.fps;
    media::MovieSettings settings;
    settings.width = even.width();
    settings.height = even.height();
    settings.otherRate = output.fps;
    settings.threads = 1;
    settings.sampleRate = 0;
    settings.videoQuality = 20;
    SC_TRY_ASSIGN(writer, media::MovieWriter::create(path, settings));
    for (int frame = 0; frame < output.frames; ++frame) {
        request.time = frame / output.fps;
        SC_TRY(writer->addFrame(paintPicture(request)));
    }
    return writer->finish();
}

// A second of a quiet chord, whose notes come from the seed.
Result<> writeSound(const PlannedOutput &output, const QString &path)
{
    constexpr int kRate = 44'100;
    const int samples = static_cast<int>(kRate * std::clamp(output.seconds > 0 ? output.seconds : 1.0, 0.1, 600.0));
    QByteArray data(samples * 2, '\0');
    const double root = 110.0 * std::pow(2.0, static_cast<double>(output.seed % 12) / 12);
    for (int i = 0; i < samples; ++i) {
        double sum = 0;
        for (const double ratio : {1.0, 1.25, 1.5})
            sum += std::sin(2 * std::numbers::pi * root * ratio * i / kRate);
        qToLittleEndian<qint16>(static_cast<qint16>(std::lround(sum * 3000)), data.data() + qsizetype(2) * i);
    }
    QByteArray head("RIFF\0\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\0\0\0\0\0\0\0\0\2\0\x10\0data\0\0\0\0", 44);
    qToLittleEndian<quint32>(static_cast<quint32>(36 + data.size()), head.data() + 4);
    qToLittleEndian<quint32>(kRate, head.data() + 24);
    qToLittleEndian<quint32>(kRate * 2, head.data() + 28);
    qToLittleEndian<quint32>(static_cast<quint32>(data.size()), head.data() + 40);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(head + data) != head.size() + data.size())
        return std::unexpected(notWritten(path, file.errorString()));
    return {};
}

Result<> spoil(const QString &path, ResultFlaw flaw)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return std::unexpected(notWritten(path, file.errorString()));
    if (flaw == ResultFlaw::Truncated) {
        file.resize(file.size() / 3);
        return {};
    }
    // The head stays, so that only decoding finds out.
    file.seek(std::min<qint64>(64, file.size() / 2));
    file.write(QByteArray(std::max<qint64>(0, file.size() - file.pos()), '\x55'));
    return {};
}

} // namespace

Result<> makeFiles(const PlannedOutput &output, const QString &inputFolder, const QStringList &paths, ResultFlaw flaw)
{
    switch (output.kind) {
    case OutputKind::Picture:
        SC_TRY(writePictures(output, inputFolder, paths));
        break;
    case OutputKind::Movie:
        SC_TRY(writeMovie(output, inputFolder, paths.first()));
        break;
    case OutputKind::Sound:
        SC_TRY(writeSound(output, paths.first()));
        break;
    case OutputKind::None:
        return {};
    }
    if (flaw != ResultFlaw::None)
        for (const QString &path : paths)
            SC_TRY(spoil(path, flaw));
    return {};
}

} // namespace sc::practice

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/embedded_texts.h"

#include "core/media/media_input.h"
#include "core/media/media_problems.h"
#include "core/media/visual_facts.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <optional>

namespace sc::media {

namespace {

constexpr qint64 kMaxPng = 1024LL * 1024 * 1024; // bytes; read as a whole

Result<QByteArray> beginningOf(const QString &path, qint64 bytes)
{
    if (!QFile::exists(path))
        return std::unexpected(missingFile(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(unreadableFile(path, file.errorString()));
    return file.read(bytes);
}

Problem cannotCarryTexts(const QString &path)
{
    return Problem(ProblemCode::InvalidFileType,
                   QCoreApplication::translate("sc::media", "The file %1 is of a kind that carries no texts.").arg(quotedName(path)))
        .withDetail(QCoreApplication::translate("sc::media", "PNG, MP4, MOV, MKV and WebM do."));
}

void addTexts(const AVDictionary *metadata, EmbeddedTexts &texts)
{
    const AVDictionaryEntry *entry = nullptr;
    while ((entry = av_dict_get(metadata, "", entry, AV_DICT_IGNORE_SUFFIX))) {
        const QString key = QString::fromUtf8(entry->key).toLower();
        if (qsizetype(qstrlen(entry->value)) <= kMaxEmbeddedText && !texts.contains(key))
            texts.insert(key, QString::fromUtf8(entry->value));
    }
}

Result<> writePng(const QString &source, const QString &target, const EmbeddedTexts &texts)
{
    SC_TRY_ASSIGN(png, beginningOf(source, kMaxPng));
    SC_TRY_ASSIGN(written, pngWithTexts(png, texts, source));
    QFile file(target);
    if (file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(written) == written.size() && file.flush())
        return {};
    const int status =
        file.error() == QFileDevice::ResourceError || file.error() == QFileDevice::WriteError ? AVERROR(ENOSPC) : AVERROR(EACCES);
    file.close();
    QFile::remove(target);
    return std::unexpected(writeFailed(target, status));
}

// By the container's family; the codecs tell WebM from Matroska.
const char *muxerFor(const AVFormatContext *source)
{
    const QByteArray name(source->iformat->name);
    if (name.contains("mp4")) {
        const AVDictionaryEntry *brand = av_dict_get(source->metadata, "major_brand", nullptr, 0);
        return brand && QByteArray(brand->value).startsWith("qt") ? "mov" : "mp4";
    }
    if (!name.contains("matroska"))
        return nullptr;
    for (unsigned i = 0; i < source->nb_streams; ++i) {
        switch (source->streams[i]->codecpar->codec_id) {
        case AV_CODEC_ID_VP8:
        case AV_CODEC_ID_VP9:
        case AV_CODEC_ID_AV1:
        case AV_CODEC_ID_OPUS:
        case AV_CODEC_ID_VORBIS:
            continue;
        default:
            return "matroska";
        }
    }
    return "webm";
}

// The movie with the same packets and other metadata.
class Remuxer
{
public:
    Remuxer(MediaInput &input, QString target) : m_input(input), m_target(std::move(target)) {}
    Remuxer(const Remuxer &) = delete;
    Remuxer &operator=(const Remuxer &) = delete;
    ~Remuxer()
    {
        if (!m_out)
            return;
        if (m_out->pb)
            avio_closep(&m_out->pb);
        avformat_free_context(m_out);
    }

    Result<> run(const char *muxer, const EmbeddedTexts &texts)
    {
        const QByteArray url = QByteArray("file:") + m_target.toUtf8();
        SC_TRY(check(avformat_alloc_output_context2(&m_out, nullptr, muxer, url.constData())));
        SC_TRY(takeStreams());
        m_out->flags |= AVFMT_FLAG_BITEXACT; // no version of the library, no time: the same input gives the same bytes
        av_dict_copy(&m_out->metadata, m_input.format()->metadata, 0);
        for (const char *brand : {"major_brand", "minor_version", "compatible_brands", "encoder"})
            av_dict_set(&m_out->metadata, brand, nullptr, 0);
        for (auto text = texts.begin(); text != texts.end(); ++text)
            av_dict_set(&m_out->metadata, text.key().toUtf8().constData(), text.value().toUtf8().constData(), 0);
        SC_TRY(check(avio_open2(&m_out->pb, url.constData(), AVIO_FLAG_WRITE, nullptr, nullptr)));
        SC_TRY(writeHeader());
        SC_TRY(copyPackets());
        SC_TRY(check(av_write_trailer(m_out)));
        SC_TRY(check(m_out->pb->error));
        return check(avio_closep(&m_out->pb));
    }

private:
    Result<> takeStreams()
    {
        const AVFormatContext *in = m_input.format();
        m_places.assign(in->nb_streams, -1);
        for (unsigned i = 0; i < in->nb_streams; ++i) {
            const AVStream *from = in->streams[i];
            const auto type = from->codecpar->codec_type;
            const bool isWanted =
                (type == AVMEDIA_TYPE_VIDEO || type == AVMEDIA_TYPE_AUDIO) && !(from->disposition & AV_DISPOSITION_ATTACHED_PIC);
            if (!isWanted)
                continue;
            AVStream *to = avformat_new_stream(m_out, nullptr);
            if (!to)
                return std::unexpected(noMemory(m_target));
            SC_TRY(check(avcodec_parameters_copy(to->codecpar, from->codecpar)));
            to->codecpar->codec_tag = 0;
            to->time_base = from->time_base;
            to->avg_frame_rate = from->avg_frame_rate;
            to->r_frame_rate = from->r_frame_rate;
            to->sample_aspect_ratio = from->sample_aspect_ratio;
            to->disposition = from->disposition;
            av_dict_copy(&to->metadata, from->metadata, 0);
            SC_TRY(copySideData(from, to));
            m_places[i] = to->index;
        }
        return {};
    }

    // The display matrix that turns the picture upright.
    Result<> copySideData(const AVStream *from, AVStream *to) const
    {
        for (int i = 0; i < from->nb_side_data; ++i) {
            const AVPacketSideData &data = from->side_data[i];
            std::uint8_t *copy = av_stream_new_side_data(to, data.type, data.size);
            if (!copy)
                return std::unexpected(noMemory(m_target));
            std::copy_n(data.data, data.size, copy);
        }
        return {};
    }

    Result<> writeHeader()
    {
        AVDictionary *options = nullptr;
        av_dict_set(&options, "movflags", "+faststart+use_metadata_tags", 0); // without the latter only keys it knows
        const int status = avformat_write_header(m_out, &options);
        av_dict_free(&options);
        return check(status);
    }

    Result<> copyPackets()
    {
        const PacketPtr packet(av_packet_alloc());
        if (!packet)
            return std::unexpected(noMemory(m_target));
        for (;;) {
            const int status = av_read_frame(m_input.format(), packet.get());
            if (status == AVERROR_EOF)
                return {};
            SC_TRY(check(status));
            const int place = m_places[size_t(packet->stream_index)];
            if (place < 0) {
                av_packet_unref(packet.get());
                continue;
            }
            const AVRational base = m_input.format()->streams[packet->stream_index]->time_base;
            packet->stream_index = place;
            packet->pos = -1;
            av_packet_rescale_ts(packet.get(), base, m_out->streams[place]->time_base);
            SC_TRY(check(av_interleaved_write_frame(m_out, packet.get())));
            SC_TRY(check(m_out->pb->error));
        }
    }

    Result<> check(int status) const
    {
        if (status >= 0)
            return {};
        if (status == AVERROR(ENOMEM))
            return std::unexpected(noMemory(m_target));
        if (status == AVERROR_INVALIDDATA || status == AVERROR(EINVAL))
            return std::unexpected(brokenPictures(m_input.path(), errorText(status)));
        return std::unexpected(writeFailed(m_target, status));
    }

    MediaInput &m_input;
    QString m_target;
    AVFormatContext *m_out = nullptr;
    std::vector<int> m_places; // of the input's streams in the output; -1: left out
};

// Nothing of the movie itself may have changed.
Result<> requireSameMovie(const QString &source, const QString &copy)
{
    SC_TRY_ASSIGN(before, measureVisual(source));
    SC_TRY_ASSIGN(after, measureVisual(copy));
    const bool isSame = before.frames == after.frames && before.width == after.width && before.height == after.height &&
                        before.isRateVariable == after.isRateVariable && abs(before.length - after.length) <= Ticks::fromSeconds(0.001) &&
                        qint64(before.rateNumerator) * after.rateDenominator == qint64(after.rateNumerator) * before.rateDenominator;
    if (isSame)
        return {};
    return std::unexpected(brokenPictures(source, QCoreApplication::translate("sc::media", "Its copy with texts turned out different.")));
}

Result<> writeMovie(const QString &source, const QString &target, const EmbeddedTexts &texts)
{
    SC_TRY_ASSIGN(input, MediaInput::open(source));
    const char *muxer = muxerFor(input->format());
    if (!muxer || !input->videoStream())
        return std::unexpected(cannotCarryTexts(source));
    Result<> written = Remuxer(*input, target).run(muxer, texts);
    if (written)
        written = requireSameMovie(source, target);
    if (!written)
        QFile::remove(target);
    return written;
}

} // namespace

Result<EmbeddedTexts> readEmbeddedTexts(const QString &path)
{
    SC_TRY_ASSIGN(head, beginningOf(path, 16));
    if (isPng(head)) {
        SC_TRY_ASSIGN(png, beginningOf(path, kMaxPng));
        return readPngTexts(png, path);
    }
    const Result<std::unique_ptr<MediaInput>> input = MediaInput::open(path);
    EmbeddedTexts texts;
    if (input)
        addTexts((*input)->format()->metadata, texts);
    else if (input.error().code() != ProblemCode::InvalidFileType)
        return std::unexpected(input.error());
    return texts;
}

Result<> copyWithTexts(const QString &source, const QString &target, const EmbeddedTexts &texts)
{
    SC_TRY_ASSIGN(head, beginningOf(source, 16));
    if (isPng(head))
        return writePng(source, target, texts);
    Result<> written = writeMovie(source, target, texts);
    if (!written && written.error().code() == ProblemCode::InvalidFileType)
        return std::unexpected(cannotCarryTexts(source));
    return written;
}

} // namespace sc::media

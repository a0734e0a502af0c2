// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/movie_file.h"

#include "core/media/media_problems.h"

extern "C" {
#include <libavutil/dict.h>
}

namespace sc::media {

namespace {

const char *muxerName(Container container)
{
    switch (container) {
    case Container::Mp4:
        return "mp4";
    case Container::Mov:
        return "mov";
    case Container::Mkv:
        return "matroska";
    case Container::WebM:
        return "webm";
    }
    return "mp4";
}

} // namespace

Result<std::unique_ptr<MovieFile>> MovieFile::create(const QString &path, const QString &title, Container container)
{
    prepareFfmpeg();
    std::unique_ptr<MovieFile> file(new MovieFile(path, container));
    // The prefix keeps a colon in the path from being read as a protocol.
    const QByteArray url = QByteArray("file:") + path.toUtf8();
    SC_TRY(file->check(avformat_alloc_output_context2(&file->m_format, nullptr, muxerName(container), url.constData())));
    file->m_packet.reset(av_packet_alloc());
    if (!file->m_packet)
        return std::unexpected(noMemory(path));
    if (!title.isEmpty())
        SC_TRY(file->check(av_dict_set(&file->m_format->metadata, "title", title.toUtf8().constData(), 0)));
    SC_TRY(file->check(avio_open2(&file->m_format->pb, url.constData(), AVIO_FLAG_WRITE, nullptr, nullptr)));
    return file;
}

MovieFile::~MovieFile()
{
    if (!m_format)
        return;
    if (m_format->pb)
        avio_closep(&m_format->pb);
    avformat_free_context(m_format);
}

bool MovieFile::wantsGlobalHeaders() const
{
    return m_format->oformat->flags & AVFMT_GLOBALHEADER;
}

Result<AVStream *> MovieFile::addTrack(const AVCodecContext *encoder)
{
    AVStream *track = avformat_new_stream(m_format, nullptr);
    if (!track)
        return std::unexpected(noMemory(m_path));
    SC_TRY(check(avcodec_parameters_from_context(track->codecpar, encoder)));
    track->time_base = encoder->time_base;
    if (encoder->codec_type == AVMEDIA_TYPE_VIDEO) {
        track->avg_frame_rate = encoder->framerate;
        track->r_frame_rate = encoder->framerate;
        track->sample_aspect_ratio = encoder->sample_aspect_ratio;
        // Apple's players know HEVC by this name only.
        if (encoder->codec_id == AV_CODEC_ID_HEVC && (m_container == Container::Mp4 || m_container == Container::Mov))
            track->codecpar->codec_tag = MKTAG('h', 'v', 'c', '1');
    }
    return track;
}

Result<AVStream *> MovieFile::addTrack(const AVCodecParameters *parameters, AVRational timeBase)
{
    AVStream *track = avformat_new_stream(m_format, nullptr);
    if (!track)
        return std::unexpected(noMemory(m_path));
    SC_TRY(check(avcodec_parameters_copy(track->codecpar, parameters)));
    track->codecpar->codec_tag = 0;
    track->time_base = timeBase;
    return track;
}

Result<> MovieFile::writeHeader(bool fastStart, const QString &timecode)
{
    const bool isQuickTime = m_container == Container::Mp4 || m_container == Container::Mov;
    if (!timecode.isEmpty())
        SC_TRY(check(av_dict_set(isQuickTime ? &m_format->metadata : &m_format->streams[0]->metadata, "timecode",
                                 timecode.toLatin1().constData(), 0)));
    AVDictionary *options = nullptr;
    if (isQuickTime)
        av_dict_set(&options, "movflags", fastStart ? "+faststart+write_colr" : "+write_colr", 0);
    const int status = avformat_write_header(m_format, &options);
    av_dict_free(&options);
    return check(status);
}

Result<> MovieFile::encode(AVCodecContext *encoder, const AVStream *track, const AVFrame *frame)
{
    SC_TRY(check(avcodec_send_frame(encoder, frame)));
    for (;;) {
        const int status = avcodec_receive_packet(encoder, m_packet.get());
        if (status == AVERROR(EAGAIN) || status == AVERROR_EOF)
            return {};
        SC_TRY(check(status));
        // One frame of constant rate; without it the last frame would have no length.
        if (encoder->codec_type == AVMEDIA_TYPE_VIDEO && m_packet->duration == 0)
            m_packet->duration = 1;
        SC_TRY(write(m_packet.get(), encoder->time_base, track));
    }
}

Result<> MovieFile::write(AVPacket *packet, AVRational timeBase, const AVStream *track)
{
    packet->stream_index = track->index;
    av_packet_rescale_ts(packet, timeBase, track->time_base);
    SC_TRY(check(av_interleaved_write_frame(m_format, packet)));
    // Writing is buffered: a full disk shows at the file, not at the call.
    return check(m_format->pb->error);
}

Result<> MovieFile::finish()
{
    SC_TRY(check(av_write_trailer(m_format)));
    SC_TRY(check(m_format->pb->error));
    return check(avio_closep(&m_format->pb));
}

Result<> MovieFile::check(int status) const
{
    if (status >= 0)
        return {};
    if (status == AVERROR(ENOMEM))
        return std::unexpected(noMemory(m_path));
    return std::unexpected(writeFailed(m_path, status));
}

} // namespace sc::media

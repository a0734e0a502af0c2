// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/media/ffmpeg_handles.h"
#include "core/media/movie_format.h"

#include <QtCore/QString>

namespace sc::media {

// A movie file being written: container and tracks, fed by encoders. Internal to core/media.
class MovieFile
{
public:
    [[nodiscard]] static Result<std::unique_ptr<MovieFile>> create(const QString &path, const QString &title,
                                                                   Container container = Container::Mp4);
    ~MovieFile();
    MovieFile(const MovieFile &) = delete;
    MovieFile &operator=(const MovieFile &) = delete;

    // A track for an opened encoder. Before writeHeader() only.
    [[nodiscard]] Result<AVStream *> addTrack(const AVCodecContext *encoder);
    // A track for sound that is encoded already.
    [[nodiscard]] Result<AVStream *> addTrack(const AVCodecParameters *parameters, AVRational timeBase);
    // With the index in front, where the container has one; "01:00:00:00" as the first frame's timecode.
    [[nodiscard]] Result<> writeHeader(bool fastStart = true, const QString &timecode = {});
    // Encodes `frame` (null flushes) and writes the packets that are ready.
    [[nodiscard]] Result<> encode(AVCodecContext *encoder, const AVStream *track, const AVFrame *frame);
    // Writes a packet with stamps in `timeBase`; afterwards it is empty.
    [[nodiscard]] Result<> write(AVPacket *packet, AVRational timeBase, const AVStream *track);
    [[nodiscard]] Result<> finish();

    [[nodiscard]] bool wantsGlobalHeaders() const;
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    MovieFile(const QString &path, Container container) : m_path(path), m_container(container) {}
    [[nodiscard]] Result<> check(int status) const;

    QString m_path;
    Container m_container;
    AVFormatContext *m_format = nullptr;
    PacketPtr m_packet;
};

} // namespace sc::media

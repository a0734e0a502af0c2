// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/media/ffmpeg_handles.h"

#include <QtCore/QString>

namespace sc::media {

// An MP4 being written: container and tracks, fed by encoders. Internal to core/media.
class MovieFile
{
public:
    [[nodiscard]] static Result<std::unique_ptr<MovieFile>> create(const QString &path, const QString &title);
    ~MovieFile();
    MovieFile(const MovieFile &) = delete;
    MovieFile &operator=(const MovieFile &) = delete;

    // A track for an opened encoder. Before writeHeader() only.
    [[nodiscard]] Result<AVStream *> addTrack(const AVCodecContext *encoder);
    [[nodiscard]] Result<> writeHeader();
    // Encodes `frame` (null flushes) and writes the packets that are ready.
    [[nodiscard]] Result<> encode(AVCodecContext *encoder, const AVStream *track, const AVFrame *frame);
    [[nodiscard]] Result<> finish();

    [[nodiscard]] bool wantsGlobalHeaders() const;
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    explicit MovieFile(const QString &path) : m_path(path) {}
    [[nodiscard]] Result<> check(int status) const;

    QString m_path;
    AVFormatContext *m_format = nullptr;
    PacketPtr m_packet;
};

} // namespace sc::media

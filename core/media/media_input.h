// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/media/ffmpeg_handles.h"

#include <QtCore/QFile>

#include <chrono>

namespace sc::media {

// An opened media file: its container and streams, read through our own file handle. FFmpeg can open nothing else,
// so a hostile play list or reference movie reaches no other file. Internal to core/media; one owner thread.
class MediaInput
{
public:
    // Problems as probeFile().
    [[nodiscard]] static Result<std::unique_ptr<MediaInput>> open(const QString &path);
    ~MediaInput();
    MediaInput(const MediaInput &) = delete;
    MediaInput &operator=(const MediaInput &) = delete;

    [[nodiscard]] AVFormatContext *format() const { return m_format; }
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] qint64 size() const { return m_file.size(); }
    [[nodiscard]] QString container() const;

    [[nodiscard]] AVStream *audioStream() const; // the first one we can decode, or null
    [[nodiscard]] AVStream *videoStream() const; // cover art does not count
    [[nodiscard]] bool hasBrokenSound() const; // sound of a kind we know, whose header makes no sense
    [[nodiscard]] bool isProtected(const AVStream *stream) const;
    [[nodiscard]] bool hasProtectedSound() const; // whatever kind of sound is behind the lock

    [[nodiscard]] Ticks claimedDuration() const;  // never negative
    [[nodiscard]] bool isDurationGuessed() const; // from the bit rate alone

    // Packets of all other streams are dropped by the demuxer.
    void readOnly(const AVStream *stream);

private:
    explicit MediaInput(const QString &path);
    [[nodiscard]] Result<> openContainer(const QByteArray &demuxer, const QString &looksLike);
    static int readBytes(void *self, std::uint8_t *buffer, int size);
    static std::int64_t seekBytes(void *self, std::int64_t offset, int whence);
    static int isOverdue(void *self);

    QString m_path;
    QFile m_file;
    qint64 m_end = 0; // of what FFmpeg is shown
    AVFormatContext *m_format = nullptr;
    AVIOContext *m_io = nullptr;
    std::chrono::steady_clock::time_point m_deadline; // of opening; afterwards never
};

// A decoder for `stream`, opened with limits on picture size. FILE_DAMAGED when it refuses the stream's header.
[[nodiscard]] Result<CodecPtr> openDecoder(const MediaInput &input, const AVStream *stream);

} // namespace sc::media

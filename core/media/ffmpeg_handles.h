// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to core/media: owning handles for FFmpeg's objects. FFmpeg's types never leave this folder.

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

#include "core/base/ticks.h"

#include <QtCore/QString>

#include <cstdint>
#include <memory>

namespace sc::media {

struct FrameDeleter
{
    void operator()(AVFrame *frame) const { av_frame_free(&frame); }
};
struct PacketDeleter
{
    void operator()(AVPacket *packet) const { av_packet_free(&packet); }
};
struct CodecDeleter
{
    void operator()(AVCodecContext *codec) const { avcodec_free_context(&codec); }
};
struct SwrDeleter
{
    void operator()(SwrContext *swr) const { swr_free(&swr); }
};
struct SwsDeleter
{
    void operator()(SwsContext *sws) const { sws_freeContext(sws); }
};

using FramePtr = std::unique_ptr<AVFrame, FrameDeleter>;
using PacketPtr = std::unique_ptr<AVPacket, PacketDeleter>;
using CodecPtr = std::unique_ptr<AVCodecContext, CodecDeleter>;
using SwrPtr = std::unique_ptr<SwrContext, SwrDeleter>;
using SwsPtr = std::unique_ptr<SwsContext, SwsDeleter>;

// Process-wide settings, once: FFmpeg's own log goes to the debug log, single allocations are capped.
void prepareFfmpeg();

// How often a container's reader has complained on this thread. Some pass over damaged bytes, tell only the log of it
// and go on with what follows.
[[nodiscard]] std::uint64_t containerErrorsOnThisThread();

// What FFmpeg calls an error code; for a Problem's detail.
[[nodiscard]] QString errorText(int code);

// A time stamp in `base` as Ticks, zero for what is no time or lies beyond thirty years.
[[nodiscard]] Ticks toTicks(std::int64_t stamp, AVRational base);

} // namespace sc::media

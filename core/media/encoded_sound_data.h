// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/encoded_sound.h"
#include "core/media/ffmpeg_handles.h"

#include <vector>

namespace sc::media {

class EncodedSound::Private
{
public:
    Private() : parameters(avcodec_parameters_alloc()) {}
    ~Private() { avcodec_parameters_free(&parameters); }
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    AVCodecParameters *parameters;
    AVRational timeBase = {1, 48000};
    std::vector<PacketPtr> packets; // in the order they are written
};

} // namespace sc::media

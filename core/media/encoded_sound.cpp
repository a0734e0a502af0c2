// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/encoded_sound.h"

#include "core/media/audio_encoder.h"
#include "core/media/encoded_sound_data.h"
#include "core/media/media_input.h"
#include "core/media/media_problems.h"

#include <QtCore/QCoreApplication>

namespace sc::media {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::media)
};

Problem cancelled()
{
    return Problem(ProblemCode::Cancelled, Text::tr("The export was cancelled."));
}

const AVOutputFormat *muxerOf(Container container)
{
    return av_guess_format(container == Container::Mkv ? "matroska" : idOf(container).toLatin1().constData(), nullptr, nullptr);
}

Problem notInThere(const QString &codec, Container container)
{
    return Problem(ProblemCode::InvalidParameter,
                   Text::tr("The song's sound (%1) cannot be kept as it is in %2.").arg(codec, nameOf(container)))
        .withDetail(Text::tr("MKV takes every kind of sound. Otherwise the song is encoded anew."))
        .withAction(QStringLiteral("choose.codec"), Text::tr("Choose another container"));
}

// Of packets that are no sound of their own (side data of a container) nothing is kept.
PacketPtr copyOf(const AVPacket *packet)
{
    return PacketPtr(av_packet_clone(packet));
}

Result<> openDecoderOf(const AVCodecParameters *parameters, CodecPtr &codec)
{
    const AVCodec *decoder = avcodec_find_decoder(parameters->codec_id);
    codec.reset(decoder ? avcodec_alloc_context3(decoder) : nullptr);
    if (!codec || avcodec_parameters_to_context(codec.get(), parameters) < 0 || avcodec_open2(codec.get(), nullptr, nullptr) < 0)
        return std::unexpected(Problem(ProblemCode::ResultInvalid, Text::tr("The movie's sound cannot be read back.")));
    return {};
}

// Interleaved floats of a decoded frame.
Result<> giveSamples(AVFrame *frame, SwrPtr &swr, std::vector<float> &buffer, const EncodedSound::SampleSink &sink)
{
    if (!swr) {
        SwrContext *made = nullptr;
        const int status = swr_alloc_set_opts2(&made, &frame->ch_layout, AV_SAMPLE_FMT_FLT, frame->sample_rate, &frame->ch_layout,
                                               static_cast<AVSampleFormat>(frame->format), frame->sample_rate, 0, nullptr);
        swr.reset(made);
        if (status < 0 || swr_init(swr.get()) < 0)
            return std::unexpected(Problem(ProblemCode::ResultInvalid, Text::tr("The movie's sound cannot be read back.")));
    }
    buffer.resize(size_t(frame->nb_samples) * size_t(frame->ch_layout.nb_channels));
    auto *out = reinterpret_cast<std::uint8_t *>(buffer.data());
    const int count =
        swr_convert(swr.get(), &out, frame->nb_samples, const_cast<const std::uint8_t **>(frame->extended_data), frame->nb_samples);
    if (count > 0)
        sink(std::span<const float>(buffer).first(size_t(count) * size_t(frame->ch_layout.nb_channels)));
    return {};
}

} // namespace

EncodedSound::EncodedSound(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
EncodedSound::~EncodedSound() = default;

int EncodedSound::sampleRate() const
{
    return d->parameters->sample_rate;
}

int EncodedSound::channels() const
{
    return d->parameters->ch_layout.nb_channels;
}

Result<std::shared_ptr<const EncodedSound>> EncodedSound::encode(const SoundFormat &format, const SampleSource &source,
                                                                 const CancelToken &cancel)
{
    const QString name = nameOf(format.codec);
    // All containers but MKV keep the codec's header apart; MKV takes it there too.
    SC_TRY_ASSIGN(encoder, AudioEncoder::open(format.codec, format.sampleRate, format.channels, format.bitRate, true, name));
    auto sound = std::make_unique<Private>();
    sound->timeBase = {1, format.sampleRate};
    const AudioEncoder::PacketSink keep = [&](AVPacket *packet) -> Result<> {
        sound->packets.push_back(copyOf(packet));
        return sound->packets.back() ? Result<>() : std::unexpected(noMemory(name));
    };
    for (;;) {
        if (cancel.isCancelled())
            return std::unexpected(cancelled());
        SC_TRY_ASSIGN(samples, source());
        if (samples.empty())
            break;
        SC_TRY(encoder->add(samples, keep));
    }
    SC_TRY(encoder->finish(keep));
    if (!sound->parameters || avcodec_parameters_from_context(sound->parameters, encoder->codec()) < 0)
        return std::unexpected(noMemory(name));
    return std::shared_ptr<const EncodedSound>(new EncodedSound(std::move(sound)));
}

Result<QString> EncodedSound::canCopy(const QString &file, Container container)
{
    SC_TRY_ASSIGN(input, MediaInput::open(file));
    const AVStream *stream = input->audioStream();
    if (!stream)
        return std::unexpected(noSound(file));
    const QString codec = QString::fromLatin1(avcodec_get_name(stream->codecpar->codec_id));
    const AVOutputFormat *muxer = muxerOf(container);
    if (!muxer || avformat_query_codec(muxer, stream->codecpar->codec_id, FF_COMPLIANCE_NORMAL) != 1)
        return std::unexpected(notInThere(codec, container));
    return codec;
}

Result<std::shared_ptr<const EncodedSound>> EncodedSound::copy(const QString &file, Container container, Ticks at, Ticks length,
                                                               const CancelToken &cancel)
{
    SC_TRY(canCopy(file, container));
    SC_TRY_ASSIGN(input, MediaInput::open(file));
    AVStream *stream = input->audioStream();
    input->readOnly(stream);
    auto sound = std::make_unique<Private>();
    sound->timeBase = stream->time_base;
    const PacketPtr packet(av_packet_alloc());
    if (!packet || !sound->parameters || avcodec_parameters_copy(sound->parameters, stream->codecpar) < 0)
        return std::unexpected(noMemory(file));
    sound->parameters->codec_tag = 0; // each container has its own
    const AVRational ticks = {1, Ticks::kPerSecond};
    // The file's own beginning is song time 0, whatever its stamps say; an encoder's delay lies before it.
    const std::int64_t start = stream->start_time == AV_NOPTS_VALUE ? 0 : stream->start_time;
    const std::int64_t delay =
        av_rescale_q(stream->codecpar->initial_padding, {1, std::max(1, stream->codecpar->sample_rate)}, stream->time_base);
    const std::int64_t shift = av_rescale_q(at.value(), ticks, stream->time_base) - (start > 0 && start <= delay ? 0 : start);
    const std::int64_t end = av_rescale_q(length.value(), ticks, stream->time_base);
    while (av_read_frame(input->format(), packet.get()) >= 0) {
        if (cancel.isCancelled())
            return std::unexpected(cancelled());
        if (packet->stream_index == stream->index && packet->pts != AV_NOPTS_VALUE) {
            packet->pts += shift;
            packet->dts = packet->pts;
            // With the one before: decoders need it to find their feet. A player does not let it be heard.
            if (packet->pts + 2 * packet->duration > 0 && packet->pts < end) {
                sound->packets.push_back(copyOf(packet.get()));
                if (!sound->packets.back())
                    return std::unexpected(noMemory(file));
            }
        }
        av_packet_unref(packet.get());
    }
    return std::shared_ptr<const EncodedSound>(new EncodedSound(std::move(sound)));
}

Result<> EncodedSound::decode(const SampleSink &sink) const
{
    CodecPtr codec;
    SC_TRY(openDecoderOf(d->parameters, codec));
    const FramePtr frame(av_frame_alloc());
    SwrPtr swr;
    std::vector<float> buffer;
    const auto drain = [&]() -> Result<> {
        while (avcodec_receive_frame(codec.get(), frame.get()) >= 0)
            SC_TRY(giveSamples(frame.get(), swr, buffer, sink));
        return {};
    };
    for (const PacketPtr &packet : d->packets) {
        (void)avcodec_send_packet(codec.get(), packet.get()); // what is damaged is silent, as in a player
        SC_TRY(drain());
    }
    (void)avcodec_send_packet(codec.get(), nullptr);
    return drain();
}

} // namespace sc::media

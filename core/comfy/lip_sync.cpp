// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/pass.h"

namespace sc::comfy {

namespace {

const QString kModel = QStringLiteral("model");
const QString kPositive = QStringLiteral("positive");
const QString kNegative = QStringLiteral("negative");
const QString kImage = QStringLiteral("image");

// What the singing graphs of the Wan line share: files, words, sound.
struct Singer
{
    Composition &all;
    const GenerationParams &params;
    Link model{}, clip{}, vae{}, positive{}, negative{};
    Link face{};  // picture of who sings
    Link audio{}; // cut to the shot
    Link heard{}; // the sound as the network takes it
};

Result<QString> file(Composition &all, const char *className, const char *input, const char *pattern, const char *canonical,
                     const QString &what)
{
    SC_TRY_ASSIGN(
        name,
        pickFile(all.info, {QString::fromLatin1(className), QString::fromLatin1(input)},
                 {.patterns = {QString::fromLatin1(pattern)}, .avoid = {}, .canonical = QString::fromLatin1(canonical), .what = what}));
    all.models += name;
    return name;
}

Link cutAudio(Composition &all, const LipSync &lipSync, double seconds)
{
    const Link loaded = all.graph.add("LoadAudio", {{QStringLiteral("audio"), lipSync.audio}});
    return all.graph.add(
        "TrimAudioDuration",
        {{QStringLiteral("audio"), loaded}, {QStringLiteral("start_index"), lipSync.start}, {QStringLiteral("duration"), seconds}});
}

Result<> prepare(Singer &singer, const char *modelPattern, const char *modelName, const char *encoderPattern, const char *encoderName,
                 double seconds)
{
    Composition &all = singer.all;
    if (singer.params.initImage.isEmpty())
        return std::unexpected(Problem(ProblemCode::InvalidParameter, comfyText("Lip-sync needs a picture of who sings (init_image).")));
    SC_TRY_ASSIGN(model, file(all, "UNETLoader", "unet_name", modelPattern, modelName, comfyText("the lip-sync model")));
    SC_TRY_ASSIGN(clip, file(all, "CLIPLoader", "clip_name", "umt5-?xxl", "umt5_xxl_fp8_e4m3fn_scaled.safetensors",
                             comfyText("the text encoder of Wan")));
    SC_TRY_ASSIGN(vae, file(all, "VAELoader", "vae_name", "wan-?2-?1-vae", "wan_2.1_vae.safetensors", comfyText("the VAE of Wan 2.1")));
    SC_TRY_ASSIGN(encoder,
                  file(all, "AudioEncoderLoader", "audio_encoder_name", encoderPattern, encoderName, comfyText("the encoder for sound")));
    const Link loaded = all.graph.add("UNETLoader", {{QStringLiteral("unet_name"), model}, {QStringLiteral("weight_dtype"), "default"}});
    singer.model = all.graph.add("ModelSamplingSD3", {{kModel, loaded}, {QStringLiteral("shift"), 8.0}});
    singer.clip = all.graph.add("CLIPLoader", {{QStringLiteral("clip_name"), clip}, {QStringLiteral("type"), "wan"}});
    singer.vae = all.graph.add("VAELoader", {{QStringLiteral("vae_name"), vae}});
    singer.positive =
        all.graph.add("CLIPTextEncode", {{QStringLiteral("text"), all.request.prompt}, {QStringLiteral("clip"), singer.clip}});
    singer.negative =
        all.graph.add("CLIPTextEncode", {{QStringLiteral("text"), all.request.negative}, {QStringLiteral("clip"), singer.clip}});
    singer.face = loadImage(all, singer.params.initImage);
    singer.audio = cutAudio(all, *singer.params.lipSync, seconds);
    const Link hearing = all.graph.add("AudioEncoderLoader", {{QStringLiteral("audio_encoder_name"), encoder}});
    singer.heard =
        all.graph.add("AudioEncoderEncode", {{QStringLiteral("audio_encoder"), hearing}, {QStringLiteral("audio"), singer.audio}});
    return {};
}

Link sampled(Singer &singer, const Link &model, const Link &conditioned, const Link &latent, int steps, double cfg)
{
    return singer.all.graph.add("KSampler", {{kModel, model},
                                             {QStringLiteral("seed"), *singer.params.seed},
                                             {QStringLiteral("steps"), steps},
                                             {QStringLiteral("cfg"), cfg},
                                             {QStringLiteral("sampler_name"), "uni_pc"},
                                             {QStringLiteral("scheduler"), "simple"},
                                             {kPositive, conditioned},
                                             {kNegative, conditioned.out(1)},
                                             {QStringLiteral("latent_image"), latent},
                                             {QStringLiteral("denoise"), 1.0}});
}

Link decoded(Singer &singer, const Link &samples)
{
    return singer.all.graph.add("VAEDecode", {{QStringLiteral("samples"), samples}, {QStringLiteral("vae"), singer.vae}});
}

Link framesFrom(Singer &singer, const Link &images, const Input &from)
{
    return singer.all.graph.add("ImageFromBatch",
                                {{kImage, images}, {QStringLiteral("batch_index"), from}, {QStringLiteral("length"), 4096}});
}

// Wan 2.2 S2V: chunks of 20 latent frames (80 frames of sound), each continuing all before it. The first latent frame is
// doubled at the end and its pictures dropped, which is the official way round its burnt first frame.
Result<Sung> wanSpeech(Composition &all, const GenerationParams &params, double seconds)
{
    constexpr double kFps = 16;
    Singer singer{.all = all, .params = params};
    SC_TRY(prepare(singer, "wan.*s2v", "wan2.2_s2v_14B_fp8_scaled.safetensors", "wav2vec2-large", "wav2vec2_large_english_fp16.safetensors",
                   seconds));
    const int steps = params.steps.value_or(20);
    const double cfg = params.cfg.value_or(6.0);
    const int chunks = std::max(1, static_cast<int>(std::ceil((seconds * kFps + 2) / 80)));
    const Link first = all.graph.add("WanSoundImageToVideo", {{kPositive, singer.positive},
                                                              {kNegative, singer.negative},
                                                              {QStringLiteral("vae"), singer.vae},
                                                              {QStringLiteral("width"), *params.width},
                                                              {QStringLiteral("height"), *params.height},
                                                              {QStringLiteral("length"), 77},
                                                              {QStringLiteral("batch_size"), 1},
                                                              {QStringLiteral("audio_encoder_output"), singer.heard},
                                                              {QStringLiteral("ref_image"), singer.face}});
    Link latent = sampled(singer, singer.model, first, first.out(2), steps, cfg);
    for (int chunk = 1; chunk < chunks; ++chunk) {
        const Link more = all.graph.add("WanSoundImageToVideoExtend", {{kPositive, singer.positive},
                                                                       {kNegative, singer.negative},
                                                                       {QStringLiteral("vae"), singer.vae},
                                                                       {QStringLiteral("length"), 77},
                                                                       {QStringLiteral("video_latent"), latent},
                                                                       {QStringLiteral("audio_encoder_output"), singer.heard},
                                                                       {QStringLiteral("ref_image"), singer.face}});
        const Link next = sampled(singer, singer.model, more, more.out(2), steps, cfg);
        latent = all.graph.add("LatentConcat",
                               {{QStringLiteral("samples1"), latent}, {QStringLiteral("samples2"), next}, {QStringLiteral("dim"), "t"}});
    }
    const Link head = all.graph.add(
        "LatentCut",
        {{QStringLiteral("samples"), latent}, {QStringLiteral("dim"), "t"}, {QStringLiteral("index"), 0}, {QStringLiteral("amount"), 1}});
    latent = all.graph.add("LatentConcat",
                           {{QStringLiteral("samples1"), head}, {QStringLiteral("samples2"), latent}, {QStringLiteral("dim"), "t"}});
    return Sung{.images = framesFrom(singer, decoded(singer, latent), 3), .audio = singer.audio, .fps = kFps};
}

// InfiniteTalk over Wan 2.1: chunks of 81 frames that repeat the last nine before them.
Result<Sung> infiniteTalk(Composition &all, const GenerationParams &params, double seconds)
{
    constexpr double kFps = 25;
    constexpr int kChunk = 81;
    constexpr int kRepeated = 9;
    Singer singer{.all = all, .params = params};
    SC_TRY(prepare(singer, "wan-?2-?1-i2v", "wan2.1_i2v_480p_14B_fp16.safetensors", "wav2vec2-chinese",
                   "wav2vec2-chinese-base_fp16.safetensors", seconds));
    SC_TRY_ASSIGN(patch, file(all, "ModelPatchLoader", "name", "infinitetalk", "wan2.1_infiniteTalk_single_fp16.safetensors",
                              comfyText("the InfiniteTalk patch")));
    SC_TRY_ASSIGN(vision, file(all, "CLIPVisionLoader", "clip_name", "clip-vision-h", "clip_vision_h.safetensors",
                               comfyText("the picture encoder of Wan 2.1")));
    const Link patchLoader = all.graph.add("ModelPatchLoader", {{QStringLiteral("name"), patch}});
    const Link visionLoader = all.graph.add("CLIPVisionLoader", {{QStringLiteral("clip_name"), vision}});
    const Link seen = all.graph.add(
        "CLIPVisionEncode", {{QStringLiteral("clip_vision"), visionLoader}, {kImage, singer.face}, {QStringLiteral("crop"), "none"}});
    const int wanted = std::max(1, static_cast<int>(std::ceil(seconds * kFps)));
    const int chunks = wanted <= kChunk ? 1 : 1 + static_cast<int>(std::ceil(double(wanted - kChunk) / (kChunk - kRepeated)));
    Link images;
    for (int chunk = 0; chunk < chunks; ++chunk) {
        const Link talk = all.graph.add("WanInfiniteTalkToVideo", {{QStringLiteral("mode"), "single_speaker"},
                                                                   {kModel, singer.model},
                                                                   {QStringLiteral("model_patch"), patchLoader},
                                                                   {kPositive, singer.positive},
                                                                   {kNegative, singer.negative},
                                                                   {QStringLiteral("vae"), singer.vae},
                                                                   {QStringLiteral("width"), *params.width},
                                                                   {QStringLiteral("height"), *params.height},
                                                                   {QStringLiteral("length"), kChunk},
                                                                   {QStringLiteral("clip_vision_output"), seen},
                                                                   {QStringLiteral("start_image"), singer.face},
                                                                   {QStringLiteral("audio_encoder_output_1"), singer.heard},
                                                                   {QStringLiteral("motion_frame_count"), kRepeated},
                                                                   {QStringLiteral("audio_scale"), 1.0},
                                                                   {QStringLiteral("previous_frames"), images}});
        const Link made =
            decoded(singer, sampled(singer, talk, talk.out(1), talk.out(3), params.steps.value_or(20), params.cfg.value_or(6.0)));
        if (!images)
            images = made;
        else
            images = all.graph.add("ImageBatch",
                                   {{QStringLiteral("image1"), images}, {QStringLiteral("image2"), framesFrom(singer, made, talk.out(4))}});
    }
    return Sung{.images = images, .audio = singer.audio, .fps = kFps};
}

// HuMo: one chunk of 97 frames; longer shots are cut before they come here.
Result<Sung> huMo(Composition &all, const GenerationParams &params, double seconds)
{
    constexpr double kFps = 25;
    if (seconds > 97 / kFps + 1e-9)
        return std::unexpected(
            Problem(ProblemCode::InvalidParameter, comfyText("HuMo sings at most 3.88 seconds at a time: divide the shot.")));
    Singer singer{.all = all, .params = params};
    SC_TRY(prepare(singer, "humo", "humo_17B_fp8_e4m3fn.safetensors", "whisper-large", "whisper_large_v3_fp16.safetensors", seconds));
    const Link made = all.graph.add("WanHuMoImageToVideo", {{kPositive, singer.positive},
                                                            {kNegative, singer.negative},
                                                            {QStringLiteral("vae"), singer.vae},
                                                            {QStringLiteral("width"), *params.width},
                                                            {QStringLiteral("height"), *params.height},
                                                            {QStringLiteral("length"), 97},
                                                            {QStringLiteral("batch_size"), 1},
                                                            {QStringLiteral("audio_encoder_output"), singer.heard},
                                                            {QStringLiteral("ref_image"), singer.face}});
    return Sung{.images =
                    decoded(singer, sampled(singer, singer.model, made, made.out(2), params.steps.value_or(6), params.cfg.value_or(1.0))),
                .audio = singer.audio,
                .fps = kFps};
}

// LatentSync: the mouth of a movie that is there already.
Result<Sung> latentSync(Composition &all, const GenerationParams &params, double seconds)
{
    constexpr double kFps = 25;
    SC_TRY(needNode(all.info, QStringLiteral("LatentSyncNode"), QStringLiteral("ComfyUI-LatentSyncWrapper")));
    if (params.lipSync->video.isEmpty())
        return std::unexpected(
            Problem(ProblemCode::InvalidParameter, comfyText("LatentSync changes the mouth of a movie: name one (lip_sync.video).")));
    const Link video = all.graph.add("LoadVideo", {{QStringLiteral("file"), params.lipSync->video}});
    const Link parts = all.graph.add("GetVideoComponents", {{QStringLiteral("video"), video}});
    const Link audio = cutAudio(all, *params.lipSync, seconds);
    const Link even = all.graph.add("VideoLengthAdjuster", {{QStringLiteral("images"), parts},
                                                            {QStringLiteral("audio"), audio},
                                                            {QStringLiteral("mode"), "normal"},
                                                            {QStringLiteral("fps"), kFps},
                                                            {QStringLiteral("silent_padding_sec"), 0.5}});
    const Link synced = all.graph.add("LatentSyncNode", {{QStringLiteral("images"), even},
                                                         {QStringLiteral("audio"), even.out(1)},
                                                         {QStringLiteral("seed"), *params.seed & 0x7fffffff},
                                                         {QStringLiteral("lips_expression"), 1.5},
                                                         {QStringLiteral("inference_steps"), params.steps.value_or(20)}});
    return Sung{.images = synced, .audio = synced.out(1), .fps = kFps};
}

} // namespace

Result<Sung> composeLipSync(Composition &all, const GenerationParams &params)
{
    const double seconds =
        params.lipSync->length > 0 ? params.lipSync->length : double(params.frames.value_or(81)) / params.fps.value_or(25);
    switch (params.lipSync->method) {
    case LipSyncMethod::WanSpeech:
        return wanSpeech(all, params, seconds);
    case LipSyncMethod::InfiniteTalk:
        return infiniteTalk(all, params, seconds);
    case LipSyncMethod::HuMo:
        return huMo(all, params, seconds);
    case LipSyncMethod::LatentSync:
        return latentSync(all, params, seconds);
    }
    return std::unexpected(Problem(ProblemCode::InternalError, comfyText("Unknown way of lip-sync.")));
}

} // namespace sc::comfy

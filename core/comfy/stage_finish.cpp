// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/pass.h"

namespace sc::comfy {

namespace {

const QString kImages = QStringLiteral("images");

Result<Link> faceSwapped(Composition &all, const QString &face, const Link &images)
{
    SC_TRY(needNode(all.info, QStringLiteral("ReActorFaceSwapOpt"), QStringLiteral("ComfyUI-ReActor")));
    SC_TRY_ASSIGN(model, pickFile(all.info, {QStringLiteral("ReActorFaceSwapOpt"), QStringLiteral("swap_model")},
                                  {.patterns = {QStringLiteral("inswapper-128$"), QStringLiteral("inswapper")},
                                   .avoid = {},
                                   .canonical = QStringLiteral("inswapper_128.onnx"),
                                   .what = comfyText("the face swap model")}));
    const QStringList restorers = all.info.choices(QStringLiteral("ReActorFaceSwapOpt"), QStringLiteral("face_restore_model"));
    const auto best =
        std::ranges::find_if(restorers, [](const QString &name) { return name.startsWith(QStringLiteral("GFPGAN"), Qt::CaseInsensitive); });
    const QString restorer = best == restorers.end() ? QStringLiteral("none") : *best;
    const Link options = all.graph.add("ReActorOptions", {{QStringLiteral("input_faces_order"), "large-small"},
                                                          {QStringLiteral("input_faces_index"), "0"},
                                                          {QStringLiteral("detect_gender_input"), "no"},
                                                          {QStringLiteral("source_faces_order"), "large-small"},
                                                          {QStringLiteral("source_faces_index"), "0"},
                                                          {QStringLiteral("detect_gender_source"), "no"},
                                                          {QStringLiteral("console_log_level"), 1},
                                                          {QStringLiteral("restore_swapped_only"), true}});
    all.note(comfyText("ReActor takes out frames that it objects to: the length of the result is checked."));
    all.models += model;
    return all.graph.add("ReActorFaceSwapOpt", {{QStringLiteral("enabled"), true},
                                                {QStringLiteral("input_image"), images},
                                                {QStringLiteral("source_image"), loadImage(all, face)},
                                                {QStringLiteral("swap_model"), model},
                                                {QStringLiteral("facedetection"), "retinaface_resnet50"},
                                                {QStringLiteral("face_restore_model"), restorer},
                                                {QStringLiteral("face_restore_visibility"), 1.0},
                                                {QStringLiteral("codeformer_weight"), 0.5},
                                                {QStringLiteral("options"), options}});
}

// How many frames are made of one to reach the wanted rate. Whole numbers only: the shot keeps its length.
int multiplierFor(double fps, int wanted)
{
    return std::clamp(static_cast<int>(std::ceil(wanted / fps)), 1, 16);
}

Result<Link> interpolated(Composition &all, const Link &images, int multiplier)
{
    if (all.info.has(QStringLiteral("FrameInterpolate"))) {
        SC_TRY_ASSIGN(file, pickFile(all.info, {QStringLiteral("FrameInterpolationModelLoader"), QStringLiteral("model_name")},
                                     {.patterns = {QStringLiteral("rife"), QStringLiteral("film")},
                                      .avoid = {},
                                      .canonical = QStringLiteral("rife49.pth"),
                                      .what = comfyText("a frame interpolation model")}));
        all.models += file;
        const Link model = all.graph.add("FrameInterpolationModelLoader", {{QStringLiteral("model_name"), file}});
        return all.graph.add("FrameInterpolate",
                             {{QStringLiteral("interp_model"), model}, {kImages, images}, {QStringLiteral("multiplier"), multiplier}});
    }
    SC_TRY(needNode(all.info, QStringLiteral("RIFE VFI"), QStringLiteral("ComfyUI-Frame-Interpolation")));
    // What newer copies of the node ask for besides is filled in from the server's own defaults.
    return all.graph.add("RIFE VFI", {{QStringLiteral("ckpt_name"), "rife49.pth"},
                                      {QStringLiteral("frames"), images},
                                      {QStringLiteral("clear_cache_after_n_frames"), 10},
                                      {QStringLiteral("multiplier"), multiplier},
                                      {QStringLiteral("fast_mode"), true},
                                      {QStringLiteral("ensemble"), true},
                                      {QStringLiteral("scale_factor"), 1.0}});
}

// By a network where one is named, then to the exact size: the network's factor is fixed by its file.
Result<Link> enlarged(Composition &all, const Upscale &upscale, int width, int height, Link images)
{
    if (!upscale.model.isEmpty()) {
        const FileList list{QStringLiteral("UpscaleModelLoader"), QStringLiteral("model_name")};
        const QString wanted = upscale.model.contains(u'.') ? upscale.model : upscale.model + QStringLiteral(".pth");
        SC_TRY_ASSIGN(file, namedFile(all.info, list, wanted));
        all.models += file;
        const Link model = all.graph.add("UpscaleModelLoader", {{QStringLiteral("model_name"), file}});
        images = all.graph.add("ImageUpscaleWithModel", {{QStringLiteral("upscale_model"), model}, {QStringLiteral("image"), images}});
    }
    const auto scaled = [&](int side) {
        return static_cast<int>(std::lround(side * upscale.factor / 2)) * 2;
    }; // even: video codecs want it
    return all.graph.add("ImageScale", {{QStringLiteral("image"), images},
                                        {QStringLiteral("upscale_method"), "lanczos"},
                                        {QStringLiteral("width"), scaled(width)},
                                        {QStringLiteral("height"), scaled(height)},
                                        {QStringLiteral("crop"), "center"}});
}

// The best writer that the server has.
Result<Link> savedMovie(Composition &all, const Link &images, double fps, const Link &audio)
{
    const QString prefix = all.request.filePrefix;
    const QString kPrefix = QStringLiteral("filename_prefix");
    if (all.info.has(QStringLiteral("SaveVideo")) && all.info.has(QStringLiteral("CreateVideo"))) {
        const Link video =
            all.graph.add("CreateVideo", {{kImages, images}, {QStringLiteral("fps"), fps}, {QStringLiteral("audio"), audio}});
        const Link saved =
            all.graph.add("SaveVideo", {{QStringLiteral("video"), video}, {kPrefix, prefix}, {QStringLiteral("format"), "mp4"}});
        // Newer servers unfold the codec under the format; older ones take it beside it.
        const bool dotted = !all.info.hasInput(QStringLiteral("SaveVideo"), QStringLiteral("codec"));
        all.graph.set(saved, dotted ? QStringLiteral("format.codec") : QStringLiteral("codec"), "h264");
        return saved;
    }
    if (audio)
        all.note(comfyText("This server's movie writer takes no sound; it is laid under the shot here."));
    if (all.info.has(QStringLiteral("VHS_VideoCombine")))
        return all.graph.add("VHS_VideoCombine", {{kImages, images},
                                                  {QStringLiteral("frame_rate"), fps},
                                                  {QStringLiteral("loop_count"), 0},
                                                  {kPrefix, prefix},
                                                  {QStringLiteral("format"), "video/h264-mp4"},
                                                  {QStringLiteral("pingpong"), false},
                                                  {QStringLiteral("save_output"), true}});
    if (all.info.has(QStringLiteral("SaveWEBM")))
        return all.graph.add("SaveWEBM", {{kImages, images},
                                          {kPrefix, prefix},
                                          {QStringLiteral("codec"), "vp9"},
                                          {QStringLiteral("fps"), fps},
                                          {QStringLiteral("crf"), 24.0}});
    SC_TRY(needNode(all.info, QStringLiteral("SaveAnimatedWEBP"), QStringLiteral("ComfyUI")));
    return all.graph.add("SaveAnimatedWEBP", {{kImages, images},
                                              {kPrefix, prefix},
                                              {QStringLiteral("fps"), fps},
                                              {QStringLiteral("lossless"), false},
                                              {QStringLiteral("quality"), 95},
                                              {QStringLiteral("method"), "default"}});
}

} // namespace

Result<Link> finish(Composition &all, const GenerationParams &params, MediaKind kind, Link images, double fps, const Link &audio)
{
    if (!params.faceImage.isEmpty()) {
        SC_TRY_ASSIGN(swapped, faceSwapped(all, params.faceImage, images));
        images = swapped;
    }
    if (kind == MediaKind::Video && params.interpolateFps) {
        if (const int multiplier = multiplierFor(fps, *params.interpolateFps); multiplier > 1) {
            SC_TRY_ASSIGN(smooth, interpolated(all, images, multiplier));
            images = smooth;
            fps *= multiplier;
        }
    }
    if (params.upscale) {
        SC_TRY_ASSIGN(large, enlarged(all, *params.upscale, *params.width, *params.height, images));
        images = large;
    }
    if (kind == MediaKind::Video)
        return savedMovie(all, images, fps, audio);
    return all.graph.add("SaveImage", {{kImages, images}, {QStringLiteral("filename_prefix"), all.request.filePrefix}});
}

} // namespace sc::comfy

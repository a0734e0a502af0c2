// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/pass.h"

namespace sc::comfy {

namespace {

const QString kWidth = QStringLiteral("width");
const QString kHeight = QStringLiteral("height");
const QString kLength = QStringLiteral("length");
const QString kBatch = QStringLiteral("batch_size");
const QString kVae = QStringLiteral("vae");
const QString kPositive = QStringLiteral("positive");
const QString kNegative = QStringLiteral("negative");

Link fitted(Pass &pass, const Link &image)
{
    return pass.all.graph.add("ImageScale", {{QStringLiteral("image"), image},
                                             {QStringLiteral("upscale_method"), "lanczos"},
                                             {kWidth, *pass.params.width},
                                             {kHeight, *pass.params.height},
                                             {QStringLiteral("crop"), "center"}});
}

Link emptyPicture(Pass &pass)
{
    const char *className = pass.isSdxlNetwork() ? "EmptyLatentImage" : "EmptySD3LatentImage";
    return pass.all.graph.add(className, {{kWidth, *pass.params.width}, {kHeight, *pass.params.height}, {kBatch, pass.params.batchSize}});
}

// A picture to begin from: encoded, repeated for a batch, and masked where only a part is to change.
void pictureLatent(Pass &pass)
{
    if (pass.params.initImage.isEmpty()) {
        pass.latent = emptyPicture(pass);
        return;
    }
    const Link picture = fitted(pass, loadImage(pass.all, pass.params.initImage));
    pass.latent = pass.all.graph.add("VAEEncode", {{QStringLiteral("pixels"), picture}, {kVae, pass.vae}});
    if (!pass.params.mask.isEmpty()) {
        const Link mask =
            pass.all.graph.add("LoadImageMask", {{QStringLiteral("image"), pass.params.mask}, {QStringLiteral("channel"), "red"}});
        pass.latent = pass.all.graph.add("SetLatentNoiseMask", {{QStringLiteral("samples"), pass.latent}, {QStringLiteral("mask"), mask}});
    }
    if (pass.params.batchSize > 1)
        pass.latent = pass.all.graph.add("RepeatLatentBatch",
                                         {{QStringLiteral("samples"), pass.latent}, {QStringLiteral("amount"), pass.params.batchSize}});
}

void takeThree(Pass &pass, const Link &node)
{
    pass.positive = node;
    pass.negative = node.out(1);
    pass.latent = node.out(2);
}

Result<Link> visionOf(Pass &pass, const Link &loader, const Link &image)
{
    if (!image)
        return Link();
    return pass.all.graph.add(
        "CLIPVisionEncode", {{QStringLiteral("clip_vision"), loader}, {QStringLiteral("image"), image}, {QStringLiteral("crop"), "none"}});
}

Result<Link> visionLoader(Pass &pass, const char *pattern, const char *canonical)
{
    SC_TRY_ASSIGN(file, pickFile(pass.all.info, {QStringLiteral("CLIPVisionLoader"), QStringLiteral("clip_name")},
                                 {.patterns = {QString::fromLatin1(pattern)},
                                  .avoid = {},
                                  .canonical = QString::fromLatin1(canonical),
                                  .what = comfyText("the picture encoder of %1").arg(pass.family.name)}));
    pass.all.models += file;
    return pass.all.graph.add("CLIPVisionLoader", {{QStringLiteral("clip_name"), file}});
}

Result<> wanLatent(Pass &pass)
{
    const GenerationParams &p = pass.params;
    if (p.character && p.character->method == CharacterMethod::Reference) {
        if (!pass.is(QLatin1String("wan_2_1")))
            return std::unexpected(
                Problem(ProblemCode::InvalidParameter, comfyText("A reference picture cannot be used with %1.").arg(pass.family.name)));
        const Link vace = pass.all.graph.add(
            "WanVaceToVideo", {{kPositive, pass.positive},
                               {kNegative, pass.negative},
                               {kVae, pass.vae},
                               {kWidth, *p.width},
                               {kHeight, *p.height},
                               {kLength, *p.frames},
                               {kBatch, p.batchSize},
                               {QStringLiteral("strength"), 1.0},
                               {QStringLiteral("reference_image"), fitted(pass, loadImage(pass.all, p.character->images.front()))}});
        takeThree(pass, vace);
        return {};
    }
    if (!pass.startImage && !pass.endImage) {
        pass.latent = pass.all.graph.add("EmptyHunyuanLatentVideo",
                                         {{kWidth, *p.width}, {kHeight, *p.height}, {kLength, *p.frames}, {kBatch, p.batchSize}});
        return {};
    }
    Link startSeen, endSeen;
    if (pass.is(QLatin1String("wan_2_1"))) { // 2.2 has no picture encoder
        SC_TRY_ASSIGN(loader, visionLoader(pass, "clip-vision-h", "clip_vision_h.safetensors"));
        SC_TRY_ASSIGN(start, visionOf(pass, loader, pass.startImage));
        SC_TRY_ASSIGN(end, visionOf(pass, loader, pass.endImage));
        startSeen = start;
        endSeen = end;
    }
    if (pass.endImage)
        takeThree(pass, pass.all.graph.add("WanFirstLastFrameToVideo", {{kPositive, pass.positive},
                                                                        {kNegative, pass.negative},
                                                                        {kVae, pass.vae},
                                                                        {kWidth, *p.width},
                                                                        {kHeight, *p.height},
                                                                        {kLength, *p.frames},
                                                                        {kBatch, p.batchSize},
                                                                        {QStringLiteral("clip_vision_start_image"), startSeen},
                                                                        {QStringLiteral("clip_vision_end_image"), endSeen},
                                                                        {QStringLiteral("start_image"), pass.startImage},
                                                                        {QStringLiteral("end_image"), pass.endImage}}));
    else
        takeThree(pass, pass.all.graph.add("WanImageToVideo", {{kPositive, pass.positive},
                                                               {kNegative, pass.negative},
                                                               {kVae, pass.vae},
                                                               {kWidth, *p.width},
                                                               {kHeight, *p.height},
                                                               {kLength, *p.frames},
                                                               {kBatch, p.batchSize},
                                                               {QStringLiteral("clip_vision_output"), startSeen},
                                                               {QStringLiteral("start_image"), pass.startImage}}));
    return {};
}

// The small model of Wan 2.2 puts the picture into the latent itself.
Result<> wanSmallLatent(Pass &pass)
{
    if (pass.endImage)
        return std::unexpected(Problem(ProblemCode::InvalidParameter, comfyText("The 5B model of Wan 2.2 takes a first picture only.")));
    pass.latent = pass.all.graph.add("Wan22ImageToVideoLatent", {{kVae, pass.vae},
                                                                 {kWidth, *pass.params.width},
                                                                 {kHeight, *pass.params.height},
                                                                 {kLength, *pass.params.frames},
                                                                 {kBatch, pass.params.batchSize},
                                                                 {QStringLiteral("start_image"), pass.startImage}});
    return {};
}

Result<> ltxLatent(Pass &pass)
{
    const GenerationParams &p = pass.params;
    const auto prepared = [&](const Link &image) {
        return pass.all.graph.add("LTXVPreprocess", {{QStringLiteral("image"), image}, {QStringLiteral("img_compression"), 35}});
    };
    constexpr int kShortest = 9; // of LTXVImgToVideo; one frame is guided instead
    if (pass.startImage && !pass.endImage && *p.frames >= kShortest) {
        takeThree(pass, pass.all.graph.add("LTXVImgToVideo", {{kPositive, pass.positive},
                                                              {kNegative, pass.negative},
                                                              {kVae, pass.vae},
                                                              {QStringLiteral("image"), prepared(pass.startImage)},
                                                              {kWidth, *p.width},
                                                              {kHeight, *p.height},
                                                              {kLength, *p.frames},
                                                              {kBatch, p.batchSize},
                                                              {QStringLiteral("strength"), 1.0}}));
    } else {
        pass.latent = pass.all.graph.add("EmptyLTXVLatentVideo",
                                         {{kWidth, *p.width}, {kHeight, *p.height}, {kLength, *p.frames}, {kBatch, p.batchSize}});
        const auto guide = [&](const Link &image, int frame) {
            if (image)
                takeThree(pass, pass.all.graph.add("LTXVAddGuide", {{kPositive, pass.positive},
                                                                    {kNegative, pass.negative},
                                                                    {kVae, pass.vae},
                                                                    {QStringLiteral("latent"), pass.latent},
                                                                    {QStringLiteral("image"), prepared(image)},
                                                                    {QStringLiteral("frame_idx"), frame},
                                                                    {QStringLiteral("strength"), 1.0}}));
        };
        guide(pass.startImage, 0);
        guide(pass.endImage, -1);
    }
    const Link conditioned = pass.all.graph.add(
        "LTXVConditioning", {{kPositive, pass.positive}, {kNegative, pass.negative}, {QStringLiteral("frame_rate"), *p.fps}});
    pass.positive = conditioned;
    pass.negative = conditioned.out(1);
    return {};
}

Result<> hunyuanLatent(Pass &pass)
{
    const GenerationParams &p = pass.params;
    if (pass.endImage)
        return std::unexpected(
            Problem(ProblemCode::InvalidParameter, comfyText("%1 takes a first picture, not a last one.").arg(pass.family.name)));
    if (!pass.startImage) {
        pass.latent = pass.all.graph.add("EmptyHunyuanLatentVideo",
                                         {{kWidth, *p.width}, {kHeight, *p.height}, {kLength, *p.frames}, {kBatch, p.batchSize}});
        return {};
    }
    SC_TRY_ASSIGN(loader, visionLoader(pass, "llava-llama-?3-vision", "llava_llama3_vision.safetensors"));
    SC_TRY_ASSIGN(seen, visionOf(pass, loader, pass.startImage));
    const Link words = pass.all.graph.add("TextEncodeHunyuanVideo_ImageToVideo", {{QStringLiteral("clip"), pass.clip},
                                                                                  {QStringLiteral("clip_vision_output"), seen},
                                                                                  {QStringLiteral("prompt"), pass.all.request.prompt},
                                                                                  {QStringLiteral("image_interleave"), 4}});
    const bool replaces = foldedName(p.model).contains(QStringLiteral("v2-replace"));
    const Link video =
        pass.all.graph.add("HunyuanImageToVideo", {{kPositive, words},
                                                   {kVae, pass.vae},
                                                   {kWidth, *p.width},
                                                   {kHeight, *p.height},
                                                   {kLength, *p.frames},
                                                   {kBatch, p.batchSize},
                                                   {QStringLiteral("guidance_type"), replaces ? "v2 (replace)" : "v1 (concat)"},
                                                   {QStringLiteral("start_image"), pass.startImage}});
    pass.latent = video.out(1);
    pass.positive = pass.all.graph.add("FluxGuidance", {{QStringLiteral("conditioning"), video}, {QStringLiteral("guidance"), *p.cfg}});
    return {};
}

} // namespace

Link loadImage(Composition &all, const QString &name)
{
    return all.graph.add("LoadImage", {{QStringLiteral("image"), name}});
}

Result<> prepareLatent(Pass &pass)
{
    if (pass.is(QLatin1String("qwen_edit"))) {
        pass.latent = pass.all.graph.add("VAEEncode", {{QStringLiteral("pixels"), pass.startImage}, {kVae, pass.vae}});
        if (pass.params.batchSize > 1)
            pass.latent = pass.all.graph.add("RepeatLatentBatch",
                                             {{QStringLiteral("samples"), pass.latent}, {QStringLiteral("amount"), pass.params.batchSize}});
        return {};
    }
    if (pass.family.makes == MediaKind::Image) {
        pictureLatent(pass);
        return {};
    }
    if (pass.isWan() && pass.variant == u"ti2v")
        return wanSmallLatent(pass);
    if (pass.isWan())
        return wanLatent(pass);
    return pass.isLtx() ? ltxLatent(pass) : hunyuanLatent(pass);
}

} // namespace sc::comfy

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/pass.h"

namespace sc::comfy {

namespace {

const QString kPositive = QStringLiteral("positive");
const QString kNegative = QStringLiteral("negative");

Link encoded(Pass &pass, const QString &text)
{
    return pass.all.graph.add("CLIPTextEncode", {{QStringLiteral("text"), text}, {QStringLiteral("clip"), pass.clip}});
}

Link guided(Pass &pass, const Link &conditioning, double guidance)
{
    return pass.all.graph.add("FluxGuidance", {{QStringLiteral("conditioning"), conditioning}, {QStringLiteral("guidance"), guidance}});
}

QString negativeWords(const Pass &pass)
{
    const QString &typed = pass.all.request.negative;
    if (!typed.trimmed().isEmpty())
        return typed;
    if (pass.isQwen())
        return QStringLiteral(" "); // the maker's habit: not quite nothing
    return pass.family.negative;
}

// Pictures that the editing model looks at while it reads: the source first, then references.
Result<> encodeForEditing(Pass &pass)
{
    const GenerationParams &params = pass.params;
    if (params.initImage.isEmpty() && !pass.startImage)
        return std::unexpected(
            Problem(ProblemCode::InvalidParameter, comfyText("%1 changes a picture: give it a source picture.").arg(pass.family.name)));
    QStringList references = params.referenceImages;
    if (params.character && params.character->method == CharacterMethod::Reference)
        references += params.character->images;
    if (references.size() > 2)
        return std::unexpected(
            Problem(ProblemCode::InvalidParameter, comfyText("%1 takes two pictures besides the source.").arg(pass.family.name)));
    const Link source = pass.startImage ? pass.startImage : loadImage(pass.all, params.initImage);
    pass.startImage = pass.all.graph.add("FluxKontextImageScale", {{QStringLiteral("image"), source}});
    std::vector<Link> pictures;
    for (const QString &name : references)
        pictures.push_back(loadImage(pass.all, name));
    pictures.resize(2);
    const auto read = [&](const QString &prompt) {
        return pass.all.graph.add("TextEncodeQwenImageEditPlus", {{QStringLiteral("clip"), pass.clip},
                                                                  {QStringLiteral("vae"), pass.vae},
                                                                  {QStringLiteral("prompt"), prompt},
                                                                  {QStringLiteral("image1"), pass.startImage},
                                                                  {QStringLiteral("image2"), pictures[0]},
                                                                  {QStringLiteral("image3"), pictures[1]}});
    };
    pass.positive = read(pass.all.request.prompt);
    pass.negative = read(pass.all.request.negative);
    if (pass.variant == u"2511") {
        for (Link *side : {&pass.positive, &pass.negative})
            *side = pass.all.graph.add(
                "FluxKontextMultiReferenceLatentMethod",
                {{QStringLiteral("conditioning"), *side}, {QStringLiteral("reference_latents_method"), "index_timestep_zero"}});
    }
    return {};
}

} // namespace

Result<> encodeWords(Pass &pass)
{
    if (pass.is(QLatin1String("qwen_edit")))
        return encodeForEditing(pass);
    if (pass.isHunyuan()) {
        // With a start picture the words are read together with it, in prepareLatent().
        if (!pass.startImage)
            pass.positive = guided(pass, encoded(pass, pass.all.request.prompt), *pass.params.cfg);
        if (!pass.all.request.negative.trimmed().isEmpty())
            pass.all.note(comfyText("%1 takes no negative words; they are not sent.").arg(pass.family.name));
        return {};
    }
    pass.positive = encoded(pass, pass.all.request.prompt);
    if (pass.isFlux()) {
        pass.negative = pass.all.graph.add("ConditioningZeroOut", {{QStringLiteral("conditioning"), pass.positive}});
        pass.positive = guided(pass, pass.positive, *pass.params.cfg);
        if (!pass.all.request.negative.trimmed().isEmpty())
            pass.all.note(comfyText("%1 takes no negative words; they are not sent.").arg(pass.family.name));
        return {};
    }
    // HiDream dev and fast, and every distilled file, skip the second side at CFG 1.
    if (pass.isHiDream() && pass.variant != u"full" && *pass.params.cfg > 1) {
        pass.params.cfg = 1.0;
        pass.all.note(comfyText("This HiDream file is made for CFG 1: negative words have no effect."));
    }
    pass.negative = encoded(pass, negativeWords(pass));
    return {};
}

namespace {

// All reference pictures as one batch.
Link batchOf(Composition &all, const QStringList &names)
{
    Link batch;
    for (const QString &name : names) {
        const Link picture = loadImage(all, name);
        batch = batch ? all.graph.add("ImageBatch", {{QStringLiteral("image1"), batch}, {QStringLiteral("image2"), picture}}) : picture;
    }
    return batch;
}

Result<> ipAdapter(Pass &pass, const CharacterReference &character)
{
    SC_TRY(needNode(pass.all.info, QStringLiteral("IPAdapterAdvanced"), QStringLiteral("ComfyUI_IPAdapter_plus")));
    const Link loaded = pass.all.graph.add("IPAdapterUnifiedLoader",
                                           {{QStringLiteral("model"), pass.model}, {QStringLiteral("preset"), "PLUS (high strength)"}});
    pass.model = pass.all.graph.add("IPAdapterAdvanced", {{QStringLiteral("model"), loaded},
                                                          {QStringLiteral("ipadapter"), loaded.out(1)},
                                                          {QStringLiteral("image"), batchOf(pass.all, character.images)},
                                                          {QStringLiteral("weight"), character.weight},
                                                          {QStringLiteral("weight_type"), "linear"},
                                                          {QStringLiteral("combine_embeds"), "concat"},
                                                          {QStringLiteral("start_at"), 0.0},
                                                          {QStringLiteral("end_at"), 1.0},
                                                          {QStringLiteral("embeds_scaling"), "V only"}});
    return {};
}

Result<> faceId(Pass &pass, const CharacterReference &character)
{
    SC_TRY(needNode(pass.all.info, QStringLiteral("IPAdapterFaceID"), QStringLiteral("ComfyUI_IPAdapter_plus")));
    const Link loaded = pass.all.graph.add("IPAdapterUnifiedLoaderFaceID", {{QStringLiteral("model"), pass.model},
                                                                            {QStringLiteral("preset"), "FACEID PLUS V2"},
                                                                            {QStringLiteral("lora_strength"), 0.6},
                                                                            {QStringLiteral("provider"), "CPU"}});
    pass.model = pass.all.graph.add("IPAdapterFaceID", {{QStringLiteral("model"), loaded},
                                                        {QStringLiteral("ipadapter"), loaded.out(1)},
                                                        {QStringLiteral("image"), batchOf(pass.all, character.images)},
                                                        {QStringLiteral("weight"), character.weight},
                                                        {QStringLiteral("weight_faceidv2"), character.weight},
                                                        {QStringLiteral("weight_type"), "linear"},
                                                        {QStringLiteral("combine_embeds"), "concat"},
                                                        {QStringLiteral("start_at"), 0.0},
                                                        {QStringLiteral("end_at"), 1.0},
                                                        {QStringLiteral("embeds_scaling"), "V only"}});
    return {};
}

Result<> instantId(Pass &pass, const CharacterReference &character)
{
    const QString package = QStringLiteral("ComfyUI_InstantID");
    SC_TRY(needNode(pass.all.info, QStringLiteral("ApplyInstantID"), package));
    SC_TRY_ASSIGN(file, pickFile(pass.all.info, {QStringLiteral("InstantIDModelLoader"), QStringLiteral("instantid_file")},
                                 {.patterns = {QStringLiteral("ip-adapter|instantid")},
                                  .avoid = {},
                                  .canonical = QStringLiteral("ip-adapter.bin"),
                                  .what = comfyText("the InstantID model")}));
    SC_TRY_ASSIGN(control, pickFile(pass.all.info, {QStringLiteral("ControlNetLoader"), QStringLiteral("control_net_name")},
                                    {.patterns = {QStringLiteral("instant-?id")},
                                     .avoid = {},
                                     .canonical = QStringLiteral("instantid/diffusion_pytorch_model.safetensors"),
                                     .what = comfyText("the control model of InstantID")}));
    pass.all.models << file << control;
    const Link model = pass.all.graph.add("InstantIDModelLoader", {{QStringLiteral("instantid_file"), file}});
    const Link faces = pass.all.graph.add("InstantIDFaceAnalysis", {{QStringLiteral("provider"), "CPU"}});
    const Link net = pass.all.graph.add("ControlNetLoader", {{QStringLiteral("control_net_name"), control}});
    const Link applied = pass.all.graph.add("ApplyInstantID", {{QStringLiteral("instantid"), model},
                                                               {QStringLiteral("insightface"), faces},
                                                               {QStringLiteral("control_net"), net},
                                                               {QStringLiteral("image"), batchOf(pass.all, character.images)},
                                                               {QStringLiteral("model"), pass.model},
                                                               {kPositive, pass.positive},
                                                               {kNegative, pass.negative},
                                                               {QStringLiteral("weight"), character.weight},
                                                               {QStringLiteral("start_at"), 0.0},
                                                               {QStringLiteral("end_at"), 1.0}});
    pass.model = applied;
    pass.positive = applied.out(1);
    pass.negative = applied.out(2);
    return {};
}

Result<> fluxRedux(Pass &pass, const CharacterReference &character)
{
    SC_TRY_ASSIGN(vision, pickFile(pass.all.info, {QStringLiteral("CLIPVisionLoader"), QStringLiteral("clip_name")},
                                   {.patterns = {QStringLiteral("sigclip")},
                                    .avoid = {},
                                    .canonical = QStringLiteral("sigclip_vision_patch14_384.safetensors"),
                                    .what = comfyText("the picture encoder of FLUX Redux")}));
    SC_TRY_ASSIGN(style, pickFile(pass.all.info, {QStringLiteral("StyleModelLoader"), QStringLiteral("style_model_name")},
                                  {.patterns = {QStringLiteral("redux")},
                                   .avoid = {},
                                   .canonical = QStringLiteral("flux1-redux-dev.safetensors"),
                                   .what = comfyText("the FLUX Redux model")}));
    pass.all.models << vision << style;
    const Link visionLoader = pass.all.graph.add("CLIPVisionLoader", {{QStringLiteral("clip_name"), vision}});
    const Link styleLoader = pass.all.graph.add("StyleModelLoader", {{QStringLiteral("style_model_name"), style}});
    for (const QString &name : character.images) {
        const Link seen = pass.all.graph.add("CLIPVisionEncode", {{QStringLiteral("clip_vision"), visionLoader},
                                                                  {QStringLiteral("image"), loadImage(pass.all, name)},
                                                                  {QStringLiteral("crop"), "center"}});
        pass.positive = pass.all.graph.add("StyleModelApply", {{QStringLiteral("conditioning"), pass.positive},
                                                               {QStringLiteral("style_model"), styleLoader},
                                                               {QStringLiteral("clip_vision_output"), seen},
                                                               {QStringLiteral("strength"), character.weight},
                                                               {QStringLiteral("strength_type"), "multiply"}});
    }
    return {};
}

Problem noWay(const Pass &pass, const QString &what)
{
    return Problem(ProblemCode::InvalidParameter, comfyText("%1 cannot be used with %2.").arg(what, pass.family.name));
}

} // namespace

Result<> applyCharacter(Pass &pass)
{
    if (!pass.params.character)
        return {};
    const CharacterReference &character = *pass.params.character;
    if (character.method == CharacterMethod::Reference) {
        if (pass.is(QLatin1String("qwen_edit")) || pass.is(QLatin1String("wan_2_1")))
            return {}; // the words and the latent of these families take the pictures
        if (pass.isFlux())
            return fluxRedux(pass, character);
        return std::unexpected(noWay(pass, comfyText("A reference picture"))
                                   .withDetail(comfyText("Make a still with FLUX, SDXL or Qwen-Image-Edit first and animate that.")));
    }
    if (!pass.isSdxlNetwork())
        return std::unexpected(
            noWay(pass, comfyText("IP-Adapter or InstantID")).withDetail(comfyText("They work with SDXL, Pony and Illustrious.")));
    switch (character.method) {
    case CharacterMethod::FaceId:
        return faceId(pass, character);
    case CharacterMethod::InstantId:
        return instantId(pass, character);
    default:
        return ipAdapter(pass, character);
    }
}

Result<> applyControl(Pass &pass)
{
    if (!pass.params.control)
        return {};
    if (!pass.isSdxlNetwork() && !pass.isFlux() && !pass.is(QLatin1String("qwen_image")))
        return std::unexpected(noWay(pass, comfyText("A control picture")));
    const Control &control = *pass.params.control;
    const FileList list{QStringLiteral("ControlNetLoader"), QStringLiteral("control_net_name")};
    const QString family = pass.isFlux() ? QStringLiteral("flux") : pass.isSdxlNetwork() ? QStringLiteral("xl") : QStringLiteral("qwen");
    const QString type = controlTypeName(control.type);
    const QString typePattern = control.type == ControlType::OpenPose   ? QStringLiteral("pose")
                                : control.type == ControlType::Scribble ? QStringLiteral("scribble|sketch")
                                                                        : type;
    QString file;
    if (!control.model.isEmpty()) {
        SC_TRY_ASSIGN(named, namedFile(pass.all.info, list, control.model));
        file = named;
    } else {
        const FileWish wish{
            .patterns = {QStringLiteral("(?=.*%1)(%2)").arg(family, typePattern), QStringLiteral("(?=.*%1).*(%2)").arg(family, typePattern),
                         QStringLiteral("(?=.*%1).*(union|promax)").arg(family)},
            .avoid = QStringLiteral("instant-?id"),
            .canonical = QStringLiteral("controlnet-union-%1.safetensors").arg(family == u"xl" ? QStringLiteral("sdxl") : family),
            .what = comfyText("a control model (%1) of %2").arg(type, pass.family.name)};
        SC_TRY_ASSIGN(found, pickFile(pass.all.info, list, wish));
        file = found;
    }
    pass.all.models += file;
    Link net = pass.all.graph.add("ControlNetLoader", {{QStringLiteral("control_net_name"), file}});
    const QStringList unionTypes = pass.all.info.choices(QStringLiteral("SetUnionControlNetType"), QStringLiteral("type"));
    if (foldedName(file).contains(QStringLiteral("union")) && !unionTypes.isEmpty()) {
        const auto wanted = std::ranges::find_if(unionTypes, [&](const QString &one) { return one.contains(type.left(4)); });
        net = pass.all.graph.add("SetUnionControlNetType",
                                 {{QStringLiteral("control_net"), net},
                                  {QStringLiteral("type"), wanted == unionTypes.end() ? QStringLiteral("auto") : *wanted}});
    }
    const Link applied = pass.all.graph.add("ControlNetApplyAdvanced", {{kPositive, pass.positive},
                                                                        {kNegative, pass.negative},
                                                                        {QStringLiteral("control_net"), net},
                                                                        {QStringLiteral("image"), loadImage(pass.all, control.image)},
                                                                        {QStringLiteral("strength"), control.strength},
                                                                        {QStringLiteral("start_percent"), control.start},
                                                                        {QStringLiteral("end_percent"), control.end},
                                                                        {QStringLiteral("vae"), pass.vae}});
    pass.positive = applied;
    pass.negative = applied.out(1);
    return {};
}

} // namespace sc::comfy

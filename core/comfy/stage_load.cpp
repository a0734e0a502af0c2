// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/family_detect.h"
#include "core/comfy/pass.h"

namespace sc::comfy {

namespace {

const FileList kCheckpoints{QStringLiteral("CheckpointLoaderSimple"), QStringLiteral("ckpt_name")};
const FileList kDiffusionModels{QStringLiteral("UNETLoader"), QStringLiteral("unet_name")};
const FileList kGgufModels{QStringLiteral("UnetLoaderGGUF"), QStringLiteral("unet_name")};
const FileList kVaes{QStringLiteral("VAELoader"), QStringLiteral("vae_name")};
const FileList kLoras{QStringLiteral("LoraLoader"), QStringLiteral("lora_name")};

// What the maker calls the file, for servers that do not tell their names and for what is missing.
QString canonicalModel(const Pass &pass)
{
    if (pass.is(QLatin1String("flux_dev")))
        return QStringLiteral("flux1-dev.safetensors");
    if (pass.is(QLatin1String("flux_krea")))
        return QStringLiteral("flux1-krea-dev_fp8_scaled.safetensors");
    if (pass.is(QLatin1String("sdxl")))
        return QStringLiteral("sd_xl_base_1.0.safetensors");
    if (pass.is(QLatin1String("pony")))
        return QStringLiteral("ponyDiffusionV6XL.safetensors");
    if (pass.is(QLatin1String("illustrious")))
        return QStringLiteral("Illustrious-XL-v1.0.safetensors");
    if (pass.is(QLatin1String("wan_2_1")))
        return pass.endImage     ? QStringLiteral("wan2.1_flf2v_720p_14B_fp16.safetensors")
               : pass.startImage ? QStringLiteral("wan2.1_i2v_480p_14B_fp16.safetensors")
                                 : QStringLiteral("wan2.1_t2v_14B_fp16.safetensors");
    if (pass.is(QLatin1String("wan_2_2")))
        return pass.startImage || pass.endImage ? QStringLiteral("wan2.2_i2v_high_noise_14B_fp8_scaled.safetensors")
                                                : QStringLiteral("wan2.2_t2v_high_noise_14B_fp8_scaled.safetensors");
    if (pass.isLtx())
        return QStringLiteral("ltx-video-2b-v0.9.5.safetensors");
    if (pass.isHunyuan())
        return pass.startImage ? QStringLiteral("hunyuan_video_v2_replace_image_to_video_720p_bf16.safetensors")
                               : QStringLiteral("hunyuan_video_t2v_720p_bf16.safetensors");
    if (pass.isHiDream())
        return QStringLiteral("hidream_i1_dev_bf16.safetensors");
    if (pass.is(QLatin1String("qwen_edit")))
        return QStringLiteral("qwen_image_edit_2509_fp8_e4m3fn.safetensors");
    return QStringLiteral("qwen_image_fp8_e4m3fn.safetensors");
}

// How well a file of the right family suits this job; negative: not at all.
int suits(const Pass &pass, const FamilyGuess &guess)
{
    if (guess.family != pass.family.id || guess.variant == u"refiner" || guess.guessed)
        return -1;
    if (pass.isWan() && guess.noise == u"low")
        return -1; // the second half, never the first
    const bool fromPicture = bool(pass.startImage) || bool(pass.endImage);
    if (pass.is(QLatin1String("wan_2_1"))) {
        if (pass.params.character && pass.params.character->method == CharacterMethod::Reference)
            return guess.variant == u"vace" ? 2 : -1;
        if (pass.endImage)
            return guess.variant == u"flf2v" ? 2 : guess.variant == u"i2v" ? 1 : -1;
        return guess.variant == (fromPicture ? u"i2v" : u"t2v") ? 2 : guess.variant.isEmpty() ? 0 : -1;
    }
    if (pass.is(QLatin1String("wan_2_2"))) {
        if (guess.variant == u"ti2v")
            return pass.endImage ? -1 : 1;
        return guess.noise == u"high" && guess.variant == (fromPicture ? u"i2v" : u"t2v") ? 2 : -1;
    }
    if (pass.isHunyuan())
        return (guess.variant == u"i2v") == fromPicture ? 2 : -1;
    return guess.distilled ? 0 : 1;
}

struct FoundModel
{
    FileList list;
    QString name;
};

// The list in which a named file lies, or the best file of the family in any list.
Result<FoundModel> findModel(const Pass &pass)
{
    const bool oneFile = pass.isSdxlNetwork() || pass.isLtx(); // usually with encoder or VAE inside
    std::vector<FileList> lists = {kDiffusionModels, kGgufModels, kCheckpoints};
    if (oneFile)
        lists = {kCheckpoints, kDiffusionModels, kGgufModels};
    if (!pass.params.model.isEmpty()) {
        for (const FileList &list : lists) {
            if (listHas(pass.all.info, list, pass.params.model)) {
                SC_TRY_ASSIGN(name, namedFile(pass.all.info, list, pass.params.model));
                return FoundModel{list, name};
            }
        }
        const FileList &list = pass.params.model.endsWith(u".gguf", Qt::CaseInsensitive) && pass.all.info.has(kGgufModels.className)
                                   ? kGgufModels
                                   : lists.front();
        SC_TRY_ASSIGN(name, namedFile(pass.all.info, list, pass.params.model));
        return FoundModel{list, name};
    }
    FoundModel best;
    int bestScore = -1;
    for (const FileList &list : lists) {
        for (const QString &file : pass.all.info.choices(list.className, list.input)) {
            const int score = suits(pass, guessFamily(file));
            if (score > bestScore) {
                bestScore = score;
                best = {list, file};
            }
        }
    }
    if (bestScore >= 0)
        return best;
    const QString canonical = canonicalModel(pass);
    const FileWish wish{.patterns = {}, .avoid = {}, .canonical = canonical, .what = comfyText("a model of %1").arg(pass.family.name)};
    SC_TRY_ASSIGN(name, pickFile(pass.all.info, lists.front(), wish));
    return FoundModel{lists.front(), name};
}

Link loaderOf(Pass &pass, const FoundModel &found)
{
    pass.all.models += found.name;
    if (found.list.className == kCheckpoints.className)
        return pass.all.graph.add("CheckpointLoaderSimple", {{QStringLiteral("ckpt_name"), found.name}});
    if (found.list.className == kGgufModels.className)
        return pass.all.graph.add("UnetLoaderGGUF", {{QStringLiteral("unet_name"), found.name}});
    return pass.all.graph.add("UNETLoader", {{QStringLiteral("unet_name"), found.name}, {QStringLiteral("weight_dtype"), "default"}});
}

Result<QString> encoder(Pass &pass, const FileList &list, const char *pattern, const char *avoid, const char *canonical)
{
    const FileWish wish{.patterns = {QString::fromLatin1(pattern)},
                        .avoid = QString::fromLatin1(avoid),
                        .canonical = QString::fromLatin1(canonical),
                        .what = comfyText("a text encoder of %1").arg(pass.family.name)};
    SC_TRY_ASSIGN(name, pickFile(pass.all.info, list, wish));
    pass.all.models += name;
    return name;
}

Result<> loadOneEncoder(Pass &pass, const char *pattern, const char *canonical, const char *type)
{
    SC_TRY_ASSIGN(name, encoder(pass, {QStringLiteral("CLIPLoader"), QStringLiteral("clip_name")}, pattern, "(?!)", canonical));
    pass.clip = pass.all.graph.add("CLIPLoader", {{QStringLiteral("clip_name"), name}, {QStringLiteral("type"), type}});
    return {};
}

Result<> loadTwoEncoders(Pass &pass, const char *second, const char *secondCanonical, const char *type)
{
    const FileList first{QStringLiteral("DualCLIPLoader"), QStringLiteral("clip_name1")};
    const FileList other{QStringLiteral("DualCLIPLoader"), QStringLiteral("clip_name2")};
    SC_TRY_ASSIGN(name1, encoder(pass, first, "^clip-l", "hidream|vision", "clip_l.safetensors"));
    SC_TRY_ASSIGN(name2, encoder(pass, other, second, "vision", secondCanonical));
    pass.clip = pass.all.graph.add(
        "DualCLIPLoader", {{QStringLiteral("clip_name1"), name1}, {QStringLiteral("clip_name2"), name2}, {QStringLiteral("type"), type}});
    return {};
}

Result<> loadFourEncoders(Pass &pass)
{
    const auto list = [](int number) { return FileList{QStringLiteral("QuadrupleCLIPLoader"), QStringLiteral("clip_name%1").arg(number)}; };
    SC_TRY_ASSIGN(name1, encoder(pass, list(1), "clip-l-hidream|^clip-l", "vision", "clip_l_hidream.safetensors"));
    SC_TRY_ASSIGN(name2, encoder(pass, list(2), "clip-g-hidream|^clip-g", "vision", "clip_g_hidream.safetensors"));
    SC_TRY_ASSIGN(name3, encoder(pass, list(3), "t5xxl", "umt5", "t5xxl_fp8_e4m3fn_scaled.safetensors"));
    SC_TRY_ASSIGN(name4, encoder(pass, list(4), "llama-?3-1-8b", "(?!)", "llama_3.1_8b_instruct_fp8_scaled.safetensors"));
    pass.clip = pass.all.graph.add("QuadrupleCLIPLoader", {{QStringLiteral("clip_name1"), name1},
                                                           {QStringLiteral("clip_name2"), name2},
                                                           {QStringLiteral("clip_name3"), name3},
                                                           {QStringLiteral("clip_name4"), name4}});
    return {};
}

Result<> loadEncoders(Pass &pass)
{
    if (pass.isFlux())
        return loadTwoEncoders(pass, "^t5xxl", "t5xxl_fp16.safetensors", "flux");
    if (pass.isHunyuan())
        return loadTwoEncoders(pass, "llava-llama-?3", "llava_llama3_fp8_scaled.safetensors", "hunyuan_video");
    if (pass.isHiDream())
        return loadFourEncoders(pass);
    if (pass.isWan())
        return loadOneEncoder(pass, "umt5-?xxl", "umt5_xxl_fp8_e4m3fn_scaled.safetensors", "wan");
    if (pass.isLtx())
        return loadOneEncoder(pass, "^t5xxl", "t5xxl_fp16.safetensors", "ltxv");
    if (pass.isQwen())
        return loadOneEncoder(pass, "qwen-?2-?5-vl", "qwen_2.5_vl_7b_fp8_scaled.safetensors", "qwen_image");
    return loadTwoEncoders(pass, "^clip-g", "clip_g.safetensors", "sdxl"); // a bare SDXL network
}

Result<> loadVae(Pass &pass)
{
    FileWish wish{.patterns = {QStringLiteral("^ae$"), QStringLiteral("flux.*vae")},
                  .avoid = {},
                  .canonical = QStringLiteral("ae.safetensors"),
                  .what = comfyText("the VAE of %1").arg(pass.family.name)};
    if (pass.isWan() && pass.variant == u"ti2v")
        wish.patterns = {QStringLiteral("wan-?2-?2-vae")}, wish.canonical = QStringLiteral("wan2.2_vae.safetensors");
    else if (pass.isWan())
        wish.patterns = {QStringLiteral("wan-?2-?1-vae")}, wish.canonical = QStringLiteral("wan_2.1_vae.safetensors");
    else if (pass.isHunyuan())
        wish.patterns = {QStringLiteral("hunyuan-?video-vae")}, wish.canonical = QStringLiteral("hunyuan_video_vae_bf16.safetensors");
    else if (pass.isQwen())
        wish.patterns = {QStringLiteral("qwen-?image-vae")}, wish.canonical = QStringLiteral("qwen_image_vae.safetensors");
    else if (pass.isLtx())
        wish.patterns = {QStringLiteral("ltx.*vae")}, wish.canonical = QStringLiteral("ltx_video_vae.safetensors");
    else if (pass.isSdxlNetwork())
        wish.patterns = {QStringLiteral("sdxl.*vae")}, wish.canonical = QStringLiteral("sdxl_vae.safetensors");
    SC_TRY_ASSIGN(name, pickFile(pass.all.info, kVaes, wish));
    pass.all.models += name;
    pass.vae = pass.all.graph.add("VAELoader", {{QStringLiteral("vae_name"), name}});
    return {};
}

// The other half of a Wan 2.2 pair. One half alone does not finish pictures, so it is never run alone.
Result<FoundModel> lowNoiseHalf(const Pass &pass, const FoundModel &high)
{
    if (!pass.params.modelLow.isEmpty()) {
        SC_TRY_ASSIGN(name, namedFile(pass.all.info, high.list, pass.params.modelLow));
        return FoundModel{high.list, name};
    }
    QString wanted = high.name;
    wanted.replace(QStringLiteral("high"), QStringLiteral("low"))
        .replace(QStringLiteral("High"), QStringLiteral("Low"))
        .replace(QStringLiteral("HIGH"), QStringLiteral("LOW"));
    if (wanted == high.name)
        return std::unexpected(
            Problem(ProblemCode::ModelMissing,
                    comfyText("\"%1\" is not the high-noise half of a Wan 2.2 pair, and no low-noise half is named.").arg(high.name))
                .withEntity(QStringLiteral("model"), high.name));
    SC_TRY_ASSIGN(name, namedFile(pass.all.info, high.list, wanted));
    return FoundModel{high.list, name};
}

QString acceleration(const Pass &pass, const char *pattern)
{
    const FileWish wish{.patterns = {QString::fromLatin1(pattern)}, .avoid = {}, .canonical = {}, .what = {}};
    if (pass.all.info.choices(kLoras.className, kLoras.input).isEmpty())
        return {};
    return pickFile(pass.all.info, kLoras, wish).value_or(QString());
}

Link withLoraOnModel(Pass &pass, const Link &model, const QString &name, double weight)
{
    pass.all.models += name;
    return pass.all.graph.add(
        "LoraLoaderModelOnly",
        {{QStringLiteral("model"), model}, {QStringLiteral("lora_name"), name}, {QStringLiteral("strength_model"), weight}});
}

// The fast preset of Wan 2.2 is meant for the four-step LoRA pair; without it, it says so.
void accelerate(Pass &pass)
{
    if (pass.params.preset != u"fast" || !pass.is(QLatin1String("wan_2_2")) || pass.variant == u"ti2v")
        return;
    const bool fromPicture = bool(pass.startImage) || bool(pass.endImage);
    const QString high =
        acceleration(pass, fromPicture ? "wan-?2-?2-i2v-lightx2v-4steps-lora.*high" : "wan-?2-?2-t2v-lightx2v-4steps-lora.*high");
    const QString low =
        acceleration(pass, fromPicture ? "wan-?2-?2-i2v-lightx2v-4steps-lora.*low" : "wan-?2-?2-t2v-lightx2v-4steps-lora.*low");
    if (high.isEmpty() || low.isEmpty()) {
        pass.all.note(comfyText(
            "The fast preset runs without the four-step LoRA pair, which this server does not list: expect unfinished pictures."));
        return;
    }
    pass.model = withLoraOnModel(pass, pass.model, high, 1);
    pass.modelLow = withLoraOnModel(pass, pass.modelLow, low, 1);
    pass.params.cfg = 1.0;
    pass.distilled = true;
}

Result<> addLoras(Pass &pass)
{
    const bool alsoWords = pass.isSdxlNetwork() || pass.isFlux();
    for (const LoraRef &lora : pass.params.loras) {
        SC_TRY_ASSIGN(name, namedFile(pass.all.info, kLoras, lora.name));
        if (!alsoWords) {
            pass.model = withLoraOnModel(pass, pass.model, name, lora.weight);
            if (pass.modelLow) {
                QString lowName = name;
                lowName.replace(QStringLiteral("high"), QStringLiteral("low"), Qt::CaseInsensitive);
                const bool pair = lowName != name && listHas(pass.all.info, kLoras, lowName);
                pass.modelLow = withLoraOnModel(pass, pass.modelLow, pair ? lowName : name, lora.weight);
            }
            continue;
        }
        pass.all.models += name;
        const Link loaded = pass.all.graph.add("LoraLoader", {{QStringLiteral("model"), pass.model},
                                                              {QStringLiteral("clip"), pass.clip},
                                                              {QStringLiteral("lora_name"), name},
                                                              {QStringLiteral("strength_model"), lora.weight},
                                                              {QStringLiteral("strength_clip"), lora.clipWeight.value_or(lora.weight)}});
        pass.model = loaded;
        pass.clip = loaded.out(1);
    }
    return {};
}

Link shifted(Pass &pass, const Link &model, const char *className, double shift)
{
    return pass.all.graph.add(className, {{QStringLiteral("model"), model}, {QStringLiteral("shift"), shift}});
}

// The noise schedule that the family was trained with, where the network's own value is another.
Result<> patchModel(Pass &pass)
{
    const QString file = pass.all.models.front().toLower();
    if (pass.isWan()) {
        const double shift = pass.distilled && pass.is(QLatin1String("wan_2_2")) ? 5.0 : 8.0;
        pass.model = shifted(pass, pass.model, "ModelSamplingSD3", shift);
        if (pass.modelLow)
            pass.modelLow = shifted(pass, pass.modelLow, "ModelSamplingSD3", shift);
    } else if (pass.isHunyuan()) {
        pass.model = shifted(pass, pass.model, "ModelSamplingSD3", 7.0);
    } else if (pass.isHiDream()) {
        pass.model = shifted(pass, pass.model, "ModelSamplingSD3", pass.variant == u"full" || pass.variant == u"fast" ? 3.0 : 6.0);
    } else if (pass.isQwen()) {
        pass.model = shifted(pass, pass.model, "ModelSamplingAuraFlow", pass.is(QLatin1String("qwen_edit")) ? 3.0 : 3.1);
        if (pass.is(QLatin1String("qwen_edit")))
            pass.model = pass.all.graph.add("CFGNorm", {{QStringLiteral("model"), pass.model}, {QStringLiteral("strength"), 1.0}});
    } else if (pass.isSdxlNetwork() && file.contains(u"vpred")) {
        pass.model = pass.all.graph.add(
            "ModelSamplingDiscrete",
            {{QStringLiteral("model"), pass.model}, {QStringLiteral("sampling"), "v_prediction"}, {QStringLiteral("zsnr"), true}});
        pass.model = pass.all.graph.add("RescaleCFG", {{QStringLiteral("model"), pass.model}, {QStringLiteral("multiplier"), 0.7}});
    }
    if (pass.params.pagScale > 0) {
        if (!pass.isSdxlNetwork())
            return std::unexpected(
                Problem(ProblemCode::InvalidParameter,
                        comfyText("Perturbed attention (pag_scale) works with SDXL networks, not with %1.").arg(pass.family.name)));
        pass.model = pass.all.graph.add("PerturbedAttentionGuidance",
                                        {{QStringLiteral("model"), pass.model}, {QStringLiteral("scale"), pass.params.pagScale}});
    }
    return {};
}

} // namespace

Result<> needNode(const ObjectInfo &info, const QString &className, const QString &package)
{
    if (info.has(className))
        return {};
    return std::unexpected(Problem(ProblemCode::NodeMissing, comfyText("The server has no node \"%1\".").arg(className))
                               .withDetail(comfyText("It comes with %1.").arg(package))
                               .withEntity(QStringLiteral("node"), className));
}

Result<> loadModel(Pass &pass)
{
    SC_TRY_ASSIGN(found, findModel(pass));
    const FamilyGuess guess = guessFamily(found.name);
    pass.variant = guess.family == pass.family.id ? guess.variant : QString();
    pass.distilled = guess.distilled;
    if (!pass.params.model.isEmpty() && !guess.guessed && guess.family != pass.family.id)
        pass.all.note(comfyText("\"%1\" looks like a model of another family; it is used as %2.").arg(found.name, pass.family.name));
    pass.params.model = found.name;
    const Link loaded = loaderOf(pass, found);
    pass.model = loaded;
    const bool isCheckpoint = found.list.className == kCheckpoints.className;
    if (pass.is(QLatin1String("wan_2_2")) && pass.variant != u"ti2v") {
        SC_TRY_ASSIGN(low, lowNoiseHalf(pass, found));
        pass.params.modelLow = low.name;
        pass.modelLow = loaderOf(pass, low);
    }
    if (isCheckpoint && !pass.isLtx())
        pass.clip = loaded.out(1); // of LTX files this output is empty
    else
        SC_TRY(loadEncoders(pass));
    if (isCheckpoint)
        pass.vae = loaded.out(2);
    else
        SC_TRY(loadVae(pass));
    if (pass.isSdxlNetwork() && pass.params.clipSkip.value_or(1) > 1)
        pass.clip = pass.all.graph.add(
            "CLIPSetLastLayer", {{QStringLiteral("clip"), pass.clip}, {QStringLiteral("stop_at_clip_layer"), -*pass.params.clipSkip}});
    accelerate(pass);
    SC_TRY(addLoras(pass));
    return patchModel(pass);
}

} // namespace sc::comfy

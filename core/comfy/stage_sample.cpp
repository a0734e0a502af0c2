// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/pass.h"

namespace sc::comfy {

namespace {

const QString kModel = QStringLiteral("model");
const QString kPositive = QStringLiteral("positive");
const QString kNegative = QStringLiteral("negative");
const QString kLatent = QStringLiteral("latent_image");
const QString kSteps = QStringLiteral("steps");
const QString kCfg = QStringLiteral("cfg");
const QString kSampler = QStringLiteral("sampler_name");
const QString kScheduler = QStringLiteral("scheduler");
const QString kNoiseSeed = QStringLiteral("noise_seed");
const QString kAddNoise = QStringLiteral("add_noise");
const QString kLeftover = QStringLiteral("return_with_leftover_noise");

// One part of a schedule: of the refiner's or of Wan 2.2's two networks.
struct Stretch
{
    Link model{}, positive{}, negative{}, latent{};
    int from = 0;
    int to = 10000;
    bool first = true;
};

Link sampleStretch(Pass &pass, const Stretch &stretch, double cfg)
{
    const GenerationParams &p = pass.params;
    return pass.all.graph.add("KSamplerAdvanced", {{kModel, stretch.model},
                                                   {kAddNoise, stretch.first ? "enable" : "disable"},
                                                   {kNoiseSeed, *p.seed},
                                                   {kSteps, *p.steps},
                                                   {kCfg, cfg},
                                                   {kSampler, p.sampler},
                                                   {kScheduler, p.scheduler},
                                                   {kPositive, stretch.positive},
                                                   {kNegative, stretch.negative},
                                                   {kLatent, stretch.latent},
                                                   {QStringLiteral("start_at_step"), stretch.from},
                                                   {QStringLiteral("end_at_step"), stretch.to},
                                                   {kLeftover, stretch.first ? "enable" : "disable"}});
}

void sampleOnce(Pass &pass, double cfg)
{
    const GenerationParams &p = pass.params;
    pass.samples = pass.all.graph.add("KSampler", {{kModel, pass.model},
                                                   {QStringLiteral("seed"), *p.seed},
                                                   {kSteps, *p.steps},
                                                   {kCfg, cfg},
                                                   {kSampler, p.sampler},
                                                   {kScheduler, p.scheduler},
                                                   {kPositive, pass.positive},
                                                   {kNegative, pass.negative},
                                                   {kLatent, pass.latent},
                                                   {QStringLiteral("denoise"), p.denoise}});
}

// The base makes the picture, the refiner its last fifth. The base's LoRAs do not fit the refiner's network.
Result<> sampleWithRefiner(Pass &pass)
{
    const GenerationParams &p = pass.params;
    const FileList list{QStringLiteral("CheckpointLoaderSimple"), QStringLiteral("ckpt_name")};
    QString file;
    if (!p.refiner->model.isEmpty()) {
        SC_TRY_ASSIGN(named, namedFile(pass.all.info, list, p.refiner->model));
        file = named;
    } else {
        SC_TRY_ASSIGN(found, pickFile(pass.all.info, list,
                                      {.patterns = {QStringLiteral("refiner")},
                                       .avoid = {},
                                       .canonical = QStringLiteral("sd_xl_refiner_1.0.safetensors"),
                                       .what = comfyText("the SDXL refiner")}));
        file = found;
    }
    pass.params.refiner->model = file;
    pass.all.models += file;
    const int switchStep = std::clamp(static_cast<int>(std::lround(p.refiner->switchPoint * *p.steps)), 1, *p.steps);
    const Link base = sampleStretch(pass,
                                    {.model = pass.model,
                                     .positive = pass.positive,
                                     .negative = pass.negative,
                                     .latent = pass.latent,
                                     .from = 0,
                                     .to = switchStep,
                                     .first = true},
                                    *p.cfg);
    const Link refiner = pass.all.graph.add("CheckpointLoaderSimple", {{QStringLiteral("ckpt_name"), file}});
    const auto words = [&](const QString &text, double score) {
        return pass.all.graph.add("CLIPTextEncodeSDXLRefiner", {{QStringLiteral("ascore"), score},
                                                                {QStringLiteral("width"), *p.width},
                                                                {QStringLiteral("height"), *p.height},
                                                                {QStringLiteral("text"), text},
                                                                {QStringLiteral("clip"), refiner.out(1)}});
    };
    const Link positive = words(pass.all.request.prompt, 6.0);
    const Link negative = words(pass.all.request.negative, 2.5);
    pass.samples = sampleStretch(
        pass,
        {.model = refiner, .positive = positive, .negative = negative, .latent = base, .from = switchStep, .to = 10000, .first = false},
        *p.cfg);
    pass.vae = refiner.out(2);
    return {};
}

// Where the noise level falls under the value at which the second network takes over (0.875 from words, 0.9 from a
// picture): the maker's rule. With the four-step LoRAs half of the steps each.
int switchStep(const Pass &pass)
{
    const int steps = *pass.params.steps;
    if (pass.distilled)
        return std::max(1, steps / 2);
    const double boundary = pass.startImage || pass.endImage ? 0.9 : 0.875;
    const double shift = 8.0;
    const double time = boundary / (shift - (shift - 1) * boundary);
    return std::clamp(static_cast<int>(std::floor(steps * (1 - time))) + 1, 1, std::max(1, steps - 1));
}

void sampleTwoModels(Pass &pass)
{
    const int at = switchStep(pass);
    const Link high = sampleStretch(pass,
                                    {.model = pass.model,
                                     .positive = pass.positive,
                                     .negative = pass.negative,
                                     .latent = pass.latent,
                                     .from = 0,
                                     .to = at,
                                     .first = true},
                                    *pass.params.cfg);
    pass.samples = sampleStretch(pass,
                                 {.model = pass.modelLow,
                                  .positive = pass.positive,
                                  .negative = pass.negative,
                                  .latent = high,
                                  .from = at,
                                  .to = 10000,
                                  .first = false},
                                 *pass.params.cfg);
}

void sampleLtx(Pass &pass)
{
    const GenerationParams &p = pass.params;
    const bool guided = bool(pass.endImage) || (pass.startImage && *p.frames < 9);
    if (pass.distilled && *p.cfg > 1)
        pass.params.cfg = 1.0;
    const Link sigmas = pass.all.graph.add("LTXVScheduler", {{kSteps, *p.steps},
                                                             {QStringLiteral("max_shift"), 2.05},
                                                             {QStringLiteral("base_shift"), 0.95},
                                                             {QStringLiteral("stretch"), true},
                                                             {QStringLiteral("terminal"), 0.1},
                                                             {QStringLiteral("latent"), pass.latent}});
    const Link sampler = pass.all.graph.add("KSamplerSelect", {{kSampler, p.sampler}});
    pass.samples = pass.all.graph.add("SamplerCustom", {{kModel, pass.model},
                                                        {kAddNoise, true},
                                                        {kNoiseSeed, *p.seed},
                                                        {kCfg, *p.cfg},
                                                        {kPositive, pass.positive},
                                                        {kNegative, pass.negative},
                                                        {QStringLiteral("sampler"), sampler},
                                                        {QStringLiteral("sigmas"), sigmas},
                                                        {kLatent, pass.latent}});
    if (guided) { // the pictures stand in the latent as frames of their own
        const Link cropped = pass.all.graph.add(
            "LTXVCropGuides", {{kPositive, pass.positive}, {kNegative, pass.negative}, {QStringLiteral("latent"), pass.samples}});
        pass.samples = cropped.out(2);
    }
}

void sampleHunyuan(Pass &pass)
{
    const GenerationParams &p = pass.params;
    const Link guider = pass.all.graph.add("BasicGuider", {{kModel, pass.model}, {QStringLiteral("conditioning"), pass.positive}});
    const Link noise = pass.all.graph.add("RandomNoise", {{kNoiseSeed, *p.seed}});
    const Link sampler = pass.all.graph.add("KSamplerSelect", {{kSampler, p.sampler}});
    const Link sigmas = pass.all.graph.add(
        "BasicScheduler", {{kModel, pass.model}, {kScheduler, p.scheduler}, {kSteps, *p.steps}, {QStringLiteral("denoise"), p.denoise}});
    pass.samples = pass.all.graph.add("SamplerCustomAdvanced", {{QStringLiteral("noise"), noise},
                                                                {QStringLiteral("guider"), guider},
                                                                {QStringLiteral("sampler"), sampler},
                                                                {QStringLiteral("sigmas"), sigmas},
                                                                {kLatent, pass.latent}});
}

} // namespace

Result<> sample(Pass &pass)
{
    if (pass.isLtx()) {
        sampleLtx(pass);
    } else if (pass.isHunyuan()) {
        sampleHunyuan(pass);
    } else if (pass.modelLow) {
        sampleTwoModels(pass);
    } else if (pass.params.refiner) {
        SC_TRY(sampleWithRefiner(pass));
    } else {
        sampleOnce(pass, pass.guidanceIsBuiltIn() ? 1.0 : *pass.params.cfg);
    }
    return {};
}

Result<> decode(Pass &pass)
{
    Link samples = pass.samples;
    const bool hasReferenceFrame =
        pass.is(QLatin1String("wan_2_1")) && pass.params.character && pass.params.character->method == CharacterMethod::Reference;
    if (hasReferenceFrame) // the picture of the person stands before the first frame
        samples = pass.all.graph.add("TrimVideoLatent",
                                     {{QStringLiteral("samples"), samples}, {QStringLiteral("trim_amount"), pass.latent.out(3)}});
    if (pass.isHunyuan())
        pass.images = pass.all.graph.add("VAEDecodeTiled", {{QStringLiteral("samples"), samples},
                                                            {QStringLiteral("vae"), pass.vae},
                                                            {QStringLiteral("tile_size"), 256},
                                                            {QStringLiteral("overlap"), 64},
                                                            {QStringLiteral("temporal_size"), 64},
                                                            {QStringLiteral("temporal_overlap"), 8}});
    else
        pass.images = pass.all.graph.add("VAEDecode", {{QStringLiteral("samples"), samples}, {QStringLiteral("vae"), pass.vae}});
    return {};
}

} // namespace sc::comfy

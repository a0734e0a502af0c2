// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/compose.h"

#include "core/comfy/graph_check.h"
#include "core/comfy/pass.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSize>

#include <numeric>

namespace sc::comfy {

namespace {

Problem notHere(const QString &text)
{
    return Problem(ProblemCode::InvalidParameter, text);
}

Result<> runStages(Pass &pass)
{
    SC_TRY(loadModel(pass));
    SC_TRY(encodeWords(pass));
    SC_TRY(applyCharacter(pass));
    SC_TRY(applyControl(pass));
    SC_TRY(prepareLatent(pass));
    SC_TRY(sample(pass));
    return decode(pass);
}

Result<> samplerIsThere(const GenerationParams &params, const ObjectInfo &info)
{
    const auto offered = [&](const QString &input, const QString &value) -> Result<> {
        const QStringList names = info.choices(QStringLiteral("KSampler"), input);
        if (names.isEmpty() || names.contains(value))
            return {};
        return std::unexpected(
            notHere(comfyText("The server does not offer \"%1\" (%2).").arg(value, input)).withDetail(names.join(QStringLiteral(", "))));
    };
    SC_TRY(offered(QStringLiteral("sampler_name"), params.sampler));
    return offered(QStringLiteral("scheduler"), params.scheduler);
}

// Width and height near the area that the moving family is used to, in the still's shape.
QSize motionSize(const ModelFamily &motion, const FamilyPreset &preset, int width, int height)
{
    const double area = double(preset.width) * preset.height;
    const double ratio = double(width) / height;
    const double wide = std::sqrt(area * ratio);
    return {motion.snappedSize(static_cast<int>(std::lround(wide))), motion.snappedSize(static_cast<int>(std::lround(wide / ratio)))};
}

bool hasMotionModel(const ModelFamily &family, const ObjectInfo &info)
{
    const QStringList unets = info.choices(QStringLiteral("UNETLoader"), QStringLiteral("unet_name")) +
                              info.choices(QStringLiteral("CheckpointLoaderSimple"), QStringLiteral("ckpt_name"));
    const QString pattern = family.id == u"ltx_video"       ? QStringLiteral("ltx")
                            : family.id == u"hunyuan_video" ? QStringLiteral("hunyuan.*(image-to-video|i2v)")
                                                            : QStringLiteral("wan-?%1.*i2v").arg(family.id.right(3).replace(u'_', u'-'));
    return std::ranges::any_of(unets, [&](const QString &name) { return QRegularExpression(pattern).match(foldedName(name)).hasMatch(); });
}

// The family that sets a still in motion: the one that was asked for, else the first the server has a model of.
Result<ModelFamily> motionFamily(const GenerationParams &params, const FamilyTable &families, const ObjectInfo &info)
{
    if (!params.motionFamily.isEmpty()) {
        SC_TRY_ASSIGN(family, families.family(params.motionFamily));
        if (family.makes != MediaKind::Video)
            return std::unexpected(notHere(comfyText("%1 makes no movies.").arg(family.name)));
        return family;
    }
    for (const char *id : {"wan_2_2", "wan_2_1", "ltx_video", "hunyuan_video"}) {
        const ModelFamily *family = families.find(QLatin1String(id));
        if (family && hasMotionModel(*family, info))
            return *family;
    }
    return families.family(QStringLiteral("wan_2_2")); // names what is missing, or serves where names are not told
}

struct Made
{
    Link images{};
    Link audio{};
    double fps = 24;
    GenerationParams params; // as used
};

Made madeBy(const Pass &pass)
{
    return {.images = pass.images, .audio = {}, .fps = *pass.params.fps, .params = pass.params};
}

// A still of one family, moved by another, in one graph.
Result<Made> stillInMotion(Composition &all, const ModelFamily &family, const GenerationParams &params, const FamilyTable &families)
{
    SC_TRY_ASSIGN(motion, motionFamily(params, families, all.info));
    Pass still{.all = all, .family = family, .params = params, .kind = MediaKind::Image};
    SC_TRY(family.id == u"flux_pro" ? composePartner(still) : runStages(still));
    GenerationParams moving;
    moving.preset = params.preset;
    moving.seed = params.seed;
    moving.frames = params.frames;
    moving.fps = params.fps;
    const QSize size = motionSize(motion, *motion.preset(params.preset), *params.width, *params.height);
    moving.width = size.width();
    moving.height = size.height();
    moving.initImage = QStringLiteral("still"); // stands for the picture made above
    SC_TRY_ASSIGN(complete, moving.completed(motion, MediaKind::Video));
    complete.initImage.clear();
    SC_TRY(samplerIsThere(complete, all.info));
    const Link one = all.graph.add(
        "ImageFromBatch", {{QStringLiteral("image"), still.images}, {QStringLiteral("batch_index"), 0}, {QStringLiteral("length"), 1}});
    Pass moved{.all = all, .family = motion, .params = complete, .kind = MediaKind::Video, .startImage = one};
    SC_TRY(runStages(moved));
    all.note(comfyText("%1 makes the still, %2 sets it in motion.").arg(family.name, motion.name));
    Made made = madeBy(moved);
    // The still's values are what the person asked for; size, frames and rate are those of the movie.
    made.params = still.params;
    made.params.motionFamily = motion.id;
    made.params.width = moved.params.width;
    made.params.height = moved.params.height;
    made.params.frames = moved.params.frames;
    made.params.fps = moved.params.fps;
    return made;
}

Result<Made> byOneModel(Composition &all, const ModelFamily &family, const GenerationParams &params, MediaKind kind)
{
    Pass pass{.all = all, .family = family, .params = params, .kind = kind};
    if (family.makes == MediaKind::Video) {
        if (!params.initImage.isEmpty())
            pass.startImage = loadImage(all, params.initImage);
        if (!params.endImage.isEmpty())
            pass.endImage = loadImage(all, params.endImage);
    } else if (!params.endImage.isEmpty()) {
        return std::unexpected(notHere(comfyText("%1 makes pictures: it takes no last picture.").arg(family.name)));
    }
    SC_TRY(runStages(pass));
    return madeBy(pass);
}

Result<Made> byPartner(Composition &all, const ModelFamily &family, const GenerationParams &params)
{
    Pass pass{.all = all, .family = family, .params = params, .kind = MediaKind::Image};
    SC_TRY(composePartner(pass));
    return madeBy(pass);
}

Result<Made> sung(Composition &all, const GenerationParams &params)
{
    SC_TRY_ASSIGN(result, composeLipSync(all, params));
    Made made{.images = result.images, .audio = result.audio, .fps = result.fps, .params = params};
    made.params.fps = result.fps;
    return made;
}

Result<Made> make(Composition &all, const ModelFamily &family, const GenerationParams &params, const FamilyTable &families)
{
    const MediaKind kind = all.request.kind;
    if (params.lipSync) {
        if (kind != MediaKind::Video)
            return std::unexpected(notHere(comfyText("Lip-sync makes movies: choose the kind video.")));
        return sung(all, params);
    }
    if (family.id == u"flux_pro" && kind == MediaKind::Image)
        return byPartner(all, family, params);
    if (kind == MediaKind::Video && family.makes == MediaKind::Image)
        return stillInMotion(all, family, params, families);
    return byOneModel(all, family, params, kind);
}

} // namespace

Result<> composePartner(Pass &pass)
{
    const QString className = QStringLiteral("FluxProUltraImageNode");
    SC_TRY(needNode(pass.all.info, className, comfyText("ComfyUI's partner nodes, with an account and a key of its maker")));
    const GenerationParams &p = pass.params;
    if (!p.loras.empty() || p.control || p.character || p.batchSize > 1)
        return std::unexpected(notHere(comfyText("FLUX pro takes no LoRA, control picture, character picture or batch.")));
    const int divisor = std::gcd(*p.width, *p.height);
    const double ratio = double(*p.width) / *p.height;
    if (ratio < 0.25 || ratio > 4)
        return std::unexpected(notHere(comfyText("FLUX pro makes shapes from 1:4 to 4:1.")));
    const QString shape = QStringLiteral("%1:%2").arg(*p.width / divisor).arg(*p.height / divisor);
    const Link source = p.initImage.isEmpty() ? Link() : loadImage(pass.all, p.initImage);
    pass.images = pass.all.graph.add(
        className, {{QStringLiteral("prompt"), pass.all.request.prompt},
                    {QStringLiteral("prompt_upsampling"), false},
                    {QStringLiteral("seed"), *p.seed},
                    {QStringLiteral("aspect_ratio"), shape},
                    {QStringLiteral("raw"), false},
                    {QStringLiteral("image_prompt"), source},
                    {QStringLiteral("image_prompt_strength"), source ? Input(0.1) : Input(QJsonValue(QJsonValue::Undefined))}});
    pass.all.note(comfyText("FLUX pro is a paid service that the server calls: it leaves your network and costs money per picture."));
    pass.all.note(comfyText("Steps, guidance, sampler, negative words and exact size are not inputs of FLUX pro and are not sent."));
    return {};
}

Result<ComposedGraph> composeGraph(const GraphRequest &request, const FamilyTable &families, const ObjectInfo &info)
{
    SC_TRY_ASSIGN(family, families.family(request.params.family));
    SC_TRY_ASSIGN(params, request.params.completed(family, request.kind));
    if (family.id != u"flux_pro")
        SC_TRY(samplerIsThere(params, info));
    Composition all{.request = request, .info = info};
    if (request.prompt.trimmed().isEmpty())
        all.note(comfyText("The prompt is empty."));
    if ((request.params.width && *request.params.width != *params.width) ||
        (request.params.height && *request.params.height != *params.height))
        all.note(comfyText("The size was put on the grid of %1: %2 x %3.").arg(family.name).arg(*params.width).arg(*params.height));
    SC_TRY_ASSIGN(made, make(all, family, params, families));
    SC_TRY_ASSIGN(saved, finish(all, made.params, request.kind, made.images, made.fps, made.audio));
    ComposedGraph composed{.graph = fittedTo(all.graph.toJson(), info),
                           .params = made.params,
                           .outputNode = saved.node,
                           .models = all.models,
                           .notes = all.notes};
    composed.models.removeDuplicates();
    SC_TRY(graphFits(composed.graph, info));
    return composed;
}

} // namespace sc::comfy

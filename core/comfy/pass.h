// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/compose.h"
#include "core/comfy/graph.h"
#include "core/comfy/model_files.h"

#include <QtCore/QCoreApplication>

// How the stages of composeGraph() hand over to each other. Inside core/comfy only.
namespace sc::comfy {

// What all stages share.
struct Composition
{
    const GraphRequest &request;
    const ObjectInfo &info;
    Graph graph{};
    QStringList models{};
    QStringList notes{};

    void note(const QString &text)
    {
        if (!notes.contains(text))
            notes += text;
    }
};

// One model at work: from its files to pictures. A still that is then set in motion is two passes over one graph.
struct Pass
{
    Composition &all;
    const ModelFamily &family;
    GenerationParams params; // complete
    MediaKind kind = MediaKind::Image;
    QString variant{}; // of the model file: "i2v", "5B", "dev"
    bool distilled = false;

    Link model{}, modelLow{}; // modelLow: second half of a Wan 2.2 pair
    Link clip{}, vae{};
    Link positive{}, negative{}, latent{}, samples{};
    Link startImage{}, endImage{}; // pictures that a video begins and ends with
    Link images{};                 // the result

    [[nodiscard]] bool is(QLatin1String id) const { return family.id == id; }
    [[nodiscard]] bool isFlux() const { return is(QLatin1String("flux_dev")) || is(QLatin1String("flux_krea")); }
    [[nodiscard]] bool isSdxlNetwork() const
    {
        return is(QLatin1String("sdxl")) || is(QLatin1String("pony")) || is(QLatin1String("illustrious"));
    }
    [[nodiscard]] bool isQwen() const { return is(QLatin1String("qwen_image")) || is(QLatin1String("qwen_edit")); }
    [[nodiscard]] bool isWan() const { return is(QLatin1String("wan_2_1")) || is(QLatin1String("wan_2_2")); }
    [[nodiscard]] bool isLtx() const { return is(QLatin1String("ltx_video")); }
    [[nodiscard]] bool isHunyuan() const { return is(QLatin1String("hunyuan_video")); }
    [[nodiscard]] bool isHiDream() const { return is(QLatin1String("hidream")); }
    // One conditioning for both sides: guidance is an input of the network, and there is no negative.
    [[nodiscard]] bool guidanceIsBuiltIn() const { return isFlux() || isHunyuan(); }
};

[[nodiscard]] inline QString comfyText(const char *text)
{
    return QCoreApplication::translate("sc::comfy", text);
}

// The stages, in order. Each adds its nodes and sets what the next ones need.
Result<> loadModel(Pass &pass);      // model, clip, vae; LoRAs; model patches
Result<> encodeWords(Pass &pass);    // positive, negative
Result<> applyCharacter(Pass &pass); // what pictures of a person change in model and conditioning
Result<> applyControl(Pass &pass);
Result<> prepareLatent(Pass &pass); // latent, from nothing or from pictures
Result<> sample(Pass &pass);        // samples
Result<> decode(Pass &pass);        // images

// Instead of the stages above: a singing or speaking person. Gives images and, for the movie, the sound.
struct Sung
{
    Link images{};
    Link audio{};
    double fps = 25;
};
Result<Sung> composeLipSync(Composition &all, const GenerationParams &params);
// FLUX pro has no files: a node of the server asks its maker's service.
Result<> composePartner(Pass &pass);

// What follows once there are pictures: face swap, interpolation, larger, saved. Gives the node that saves.
Result<Link> finish(Composition &all, const GenerationParams &params, MediaKind kind, Link images, double fps, const Link &audio);

// NODE_MISSING unless the server has the class; `package` is where a person gets it.
Result<> needNode(const ObjectInfo &info, const QString &className, const QString &package);
// LoadImage of a picture that the server has.
Link loadImage(Composition &all, const QString &name);

} // namespace sc::comfy

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/object_info.h"
#include "core/generation/batch.h"
#include "core/generation/learned_figures.h"
#include "core/generation/server.h"

#include <QtCore/QJsonArray>

#include <memory>

// From an order ("these shots, with both presets, three seeds each, stills first") to jobs. Pure.
namespace sc::generation {

enum class BatchSeeds {
    Fixed,     // one seed for all
    PerClip,   // each shot has its own, the same in all its variants
    Increment, // each job the next
};

// One thing that is varied: "model", "preset", "seed", "cfg", "steps", "lora_weight", "sampler".
struct BatchAxis
{
    QString key;
    QJsonArray values; // at least one
    bool operator==(const BatchAxis &) const = default;
};

inline constexpr int kMostAxes = 3;
inline constexpr int kMostBatchJobs = 10'000;

struct BatchSpec
{
    QString name;
    JobKind kind = JobKind::Image; // image or video
    QString family;                // empty: as each shot says
    QString preset;
    std::optional<QString> prompt; // for all; nothing: each shot's own
    std::optional<QString> negative;
    QJsonObject params; // keys of GenerationParams that win over everything
    std::vector<BatchAxis> axes;
    BatchSeeds seeds = BatchSeeds::PerClip;
    std::optional<qint64> seed; // to begin with; nothing: chosen
    bool stillsFirst = false;   // a picture of each shot first, from which its video starts
    QString stillFamily;        // of those pictures
    QString stillPreset;
    bool skipWithoutPrompt = true; // else such a shot is a problem
    std::vector<ServerId> servers; // of one: pinned to it; of several: shared out by the scheduler among all
    bool operator==(const BatchSpec &) const = default;
};

// What the project says about one shot.
struct BatchShot
{
    QString clip;
    QString name;
    QString imagePrompt; // as it is sent
    QString videoPrompt;
    QString negative;
    std::vector<timeline::PromptPart> parts;
    QJsonObject params; // of the shot itself; the order's win
    double lengthS = 0; // of a video
};

struct BatchTarget
{
    QString bundle;
    QString projectId;
    QString projectName;
};

struct BatchDraft
{
    std::vector<Job> jobs;     // in the order of the shots, stills before what needs them; ids are made
    QStringList withoutPrompt; // names of the shots that were passed over
};

// VALIDATION_ERROR (no shots, a fourth axis, an axis without values, an unknown key), INVALID_PARAMETER (a value out of its
// range, an unknown family), a shot without prompt unless those are skipped, LIMIT above 10 000 jobs.
[[nodiscard]] Result<BatchDraft> draftBatch(const BatchSpec &spec, const std::vector<BatchShot> &shots, const BatchTarget &target);

struct PreflightServer
{
    ServerId id;
    QString name;
    bool isKnown = false; // it has said what it has
    int fits = 0;         // jobs that it can take
    QStringList problems; // what keeps the others off, each once
};
struct Preflight
{
    int jobs = 0;
    int stills = 0;
    QStringList withoutPrompt;
    std::vector<PreflightServer> servers;
    int nowhere = 0;      // jobs that no server can take as things are
    double workS = 0;     // all runs one after the other, by estimate
    double estimateS = 0; // over the servers that can take them
    qint64 diskBytes = 0; // results, by experience with their kind
};
struct PreflightPlace
{
    Server server;
    std::shared_ptr<const comfy::ObjectInfo> nodes; // null: not known
};
[[nodiscard]] Preflight preflight(const BatchDraft &draft, const std::vector<PreflightPlace> &places, const LearnedFigures &figures);

[[nodiscard]] QJsonObject toJson(const BatchSpec &spec);
[[nodiscard]] QJsonObject toJson(const Preflight &preflight);
[[nodiscard]] QString preflightText(const Preflight &preflight);                 // translated, several lines
[[nodiscard]] std::optional<BatchSeeds> batchSeedsFromName(const QString &name); // "fixed", "per_clip", "increment"

} // namespace sc::generation

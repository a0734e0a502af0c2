// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/object_info.h"
#include "core/generation/batch.h"
#include "core/generation/learned_figures.h"
#include "core/generation/server.h"
#include "core/generation/shot_request.h"

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

// A combination of the axes for one shot that is not made.
struct BatchCellRef
{
    ClipId clip;
    int combination = 0; // from 0, the last axis changing fastest; see combinations()
    bool operator==(const BatchCellRef &) const = default;
};

inline constexpr int kMostAxes = 3;
inline constexpr int kMostStills = 8; // of one shot
inline constexpr int kMostBatchJobs = 10'000;

struct BatchSpec
{
    QString name;
    JobKind kind = JobKind::Image; // image or video
    QString family;                // empty: as each shot says, its template or the project
    QString preset;
    std::optional<QString> prompt; // for all, in place of each shot's own words; what characters and templates add stays
    std::optional<QString> negative;
    QJsonObject params; // keys of GenerationParams that win over everything
    std::vector<BatchAxis> axes;
    BatchSeeds seeds = BatchSeeds::PerClip;
    std::optional<qint64> seed; // to begin with; nothing: chosen
    bool stillsFirst = false;   // a picture of each shot first, from which its video starts
    bool chooseStills = false;  // the person chooses before the videos start
    int stillCount = 1;         // pictures of each shot to choose from, 1..8
    QString stillFamily;        // of those pictures; empty: the project's, or sdxl
    QString stillPreset;
    bool skipWithoutPrompt = true; // and other shots that cannot be sent; else they are a problem
    std::vector<BatchCellRef> off;
    std::vector<ServerId> servers; // of one: pinned to it; of several: shared out by the scheduler among all
    bool operator==(const BatchSpec &) const = default;
};

// What the project says about one shot; see shotsOf().
struct BatchShot
{
    QString name;
    ShotRequest request;              // with all that the order says; seed and start are still open
    std::optional<ShotRequest> still; // the picture that its movie starts from
    std::vector<Problem> problems;    // what keeps it from being sent; empty: nothing
};

struct BatchTarget
{
    QString bundle;
    QString projectId;
    QString projectName;
};

// Jobs on their way that shots may wait for: by the shot, the id of its job.
using JobsOnTheWay = QHash<QString, QString>;

// A shot that gets no job, with all the reasons.
struct LeftOutShot
{
    ClipId clip;
    QString name;
    std::vector<Problem> problems; // at least one
};

// One field of the plan, shots by combinations.
struct BatchCell
{
    enum class State {
        Made,
        Off,     // by the order
        LeftOut, // its shot cannot be sent
    };
    ClipId clip;
    int combination = 0;
    State state = State::Made;
    JobId job; // that makes it
};

struct BatchDraft
{
    std::vector<Job> jobs;                           // in the order of the shots, but what others need before them; ids are made
    std::vector<LeftOutShot> leftOut;                // shots that were passed over
    std::vector<BatchCell> cells;                    // shot by shot, each with all its combinations
    int stills = 0;                                  // jobs that make pictures for videos to start from
    QStringList notes;                               // what a person should know about the others, with the shot's name
    [[nodiscard]] QStringList withoutPrompt() const; // names of those that were left out for that
};

// The values of every combination, an entry for each axis: {"5", "euler"}. Without axes one empty list.
[[nodiscard]] std::vector<QStringList> combinations(const std::vector<BatchAxis> &axes);

// VALIDATION_ERROR (no shots, a fourth axis, an axis without values, an unknown key, a combination that there is not, all switched
// off, several stills without a choice), INVALID_PARAMETER (a value out of its
// range, an unknown family), FILE_TOO_LARGE above 10 000 jobs, the first shot's problem when such are not skipped or none is left. A shot
// that goes on from another waits for its first job here, else for one on the way; without either it is left out.
[[nodiscard]] Result<BatchDraft> draftBatch(const BatchSpec &spec, const std::vector<BatchShot> &shots, const BatchTarget &target,
                                            const JobsOnTheWay &onTheWay = {});

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
    std::vector<LeftOutShot> leftOut;
    QStringList withoutPrompt; // of those
    QStringList notes;
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
// Shots by combinations, with their numbers: translated lines, and [{clip_id, combinations:
// [{number, values, state}]}].
[[nodiscard]] QString planText(const BatchSpec &spec, const BatchDraft &draft);
[[nodiscard]] QJsonArray planJson(const BatchSpec &spec, const BatchDraft &draft);
[[nodiscard]] QString preflightText(const Preflight &preflight);                 // translated, several lines
[[nodiscard]] std::optional<BatchSeeds> batchSeedsFromName(const QString &name); // "fixed", "per_clip", "increment"

} // namespace sc::generation

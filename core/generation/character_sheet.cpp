// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/character_sheet.h"

#include "core/base/enum_names.h"
#include "core/base/json.h"
#include "core/comfy/family.h"
#include "core/generation/batch_shots.h"
#include "core/generation/item_json.h"
#include "core/generation/job_from_request.h"
#include "core/generation/shot_assembler.h"
#include "core/project/project_session.h"
#include "core/project/take_shelf.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::generation {

namespace {

constexpr std::array<const char *, 5> kProfiles = {"comprehensive", "headshots", "poses", "expressions", "methods"};
constexpr std::array<const char *, 4> kStyles = {"professional", "casual", "action", "formal"};

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

struct Line
{
    const char *name;
    const char *words;
};

// Prompts stay English: the models were taught with it.
constexpr std::array<Line, 8> kPoses = {{{QT_TRANSLATE_NOOP("sc::generation", "front"), "full body, facing the camera, standing"},
                                         {QT_TRANSLATE_NOOP("sc::generation", "back"), "full body, seen from behind"},
                                         {QT_TRANSLATE_NOOP("sc::generation", "profile"), "full body, side view, profile"},
                                         {QT_TRANSLATE_NOOP("sc::generation", "walking"), "full body, walking toward the camera"},
                                         {QT_TRANSLATE_NOOP("sc::generation", "seated"), "sitting on a chair, full body"},
                                         {QT_TRANSLATE_NOOP("sc::generation", "low"), "full body, seen from a low angle"},
                                         {QT_TRANSLATE_NOOP("sc::generation", "running"), "full body, running, side view"},
                                         {QT_TRANSLATE_NOOP("sc::generation", "reaching"), "full body, reaching out with one arm"}}};
constexpr std::array<Line, 8> kHeads = {
    {{QT_TRANSLATE_NOOP("sc::generation", "front"), "head and shoulders portrait, facing the camera"},
     {QT_TRANSLATE_NOOP("sc::generation", "three quarter"), "head and shoulders portrait, three quarter view"},
     {QT_TRANSLATE_NOOP("sc::generation", "profile"), "head and shoulders portrait, profile"},
     {QT_TRANSLATE_NOOP("sc::generation", "close"), "close-up of the face"},
     {QT_TRANSLATE_NOOP("sc::generation", "from above"), "head and shoulders, seen from slightly above"},
     {QT_TRANSLATE_NOOP("sc::generation", "from below"), "head and shoulders, seen from slightly below"},
     {QT_TRANSLATE_NOOP("sc::generation", "over shoulder"), "looking back over the shoulder, portrait"},
     {QT_TRANSLATE_NOOP("sc::generation", "behind"), "head and shoulders, seen from behind"}}};
constexpr std::array<Line, 8> kFaces = {{{QT_TRANSLATE_NOOP("sc::generation", "calm"), "portrait, neutral calm expression"},
                                         {QT_TRANSLATE_NOOP("sc::generation", "smiling"), "portrait, smiling"},
                                         {QT_TRANSLATE_NOOP("sc::generation", "laughing"), "portrait, laughing"},
                                         {QT_TRANSLATE_NOOP("sc::generation", "sad"), "portrait, sad expression"},
                                         {QT_TRANSLATE_NOOP("sc::generation", "angry"), "portrait, angry expression"},
                                         {QT_TRANSLATE_NOOP("sc::generation", "surprised"), "portrait, surprised expression"},
                                         {QT_TRANSLATE_NOOP("sc::generation", "thoughtful"), "portrait, thoughtful, eyes lowered"},
                                         {QT_TRANSLATE_NOOP("sc::generation", "afraid"), "portrait, afraid expression"}}};
constexpr std::array<Line, 8> kAll = {kHeads[0], kPoses[0], kPoses[2], kPoses[1], kFaces[1], kPoses[3], kHeads[1], kPoses[4]};

const std::array<Line, 8> &linesOf(SheetProfile profile)
{
    switch (profile) {
    case SheetProfile::Headshots:
        return kHeads;
    case SheetProfile::Poses:
        return kPoses;
    case SheetProfile::Expressions:
        return kFaces;
    case SheetProfile::Comprehensive:
    case SheetProfile::Methods:
        break;
    }
    return kAll;
}

QString wordsOf(SheetStyle style)
{
    switch (style) {
    case SheetStyle::Professional:
        return QStringLiteral("studio photograph, even light");
    case SheetStyle::Casual:
        return QStringLiteral("relaxed, natural light");
    case SheetStyle::Action:
        return QStringLiteral("dynamic pose, in motion");
    case SheetStyle::Formal:
        return QStringLiteral("formal posture, upright");
    }
    return {};
}

constexpr auto kPlainGround = "plain grey background";

Result<> checkSpec(const Character &character, const SheetSpec &spec)
{
    if (spec.count < kFewestSheetCells || spec.count > kMostSheetCells)
        return std::unexpected(brokenRule(tr("The number of pictures"), tr("%1 to %2").arg(kFewestSheetCells).arg(kMostSheetCells)));
    if (spec.control && character.fullBody.isEmpty())
        return std::unexpected(Problem(ProblemCode::ValidationError,
                                       tr("A pose can only be kept from a full body picture, and “%1” has none.").arg(character.name))
                                   .withEntity(QStringLiteral("character"), character.id.text())
                                   .withAction(QStringLiteral("character.open"), tr("Add one")));
    return {};
}

} // namespace

QString sheetProfileName(SheetProfile profile)
{
    return nameIn(kProfiles, profile);
}

QString sheetStyleName(SheetStyle style)
{
    return nameIn(kStyles, style);
}

std::optional<SheetProfile> sheetProfileFromName(const QString &name)
{
    return valueIn<SheetProfile>(kProfiles, name);
}

std::optional<SheetStyle> sheetStyleFromName(const QString &name)
{
    return valueIn<SheetStyle>(kStyles, name);
}

QString sheetProfileTitle(SheetProfile profile)
{
    switch (profile) {
    case SheetProfile::Comprehensive:
        return tr("Comprehensive");
    case SheetProfile::Headshots:
        return tr("Headshots");
    case SheetProfile::Poses:
        return tr("Poses");
    case SheetProfile::Expressions:
        return tr("Expressions");
    case SheetProfile::Methods:
        return tr("Methods");
    }
    return {};
}

QString sheetStyleTitle(SheetStyle style)
{
    switch (style) {
    case SheetStyle::Professional:
        return tr("Professional");
    case SheetStyle::Casual:
        return tr("Casual");
    case SheetStyle::Action:
        return tr("Action");
    case SheetStyle::Formal:
        return tr("Formal");
    }
    return {};
}

std::vector<SheetCell> sheetCells(const Character &character, const SheetSpec &spec)
{
    const QString behind = QStringLiteral(", %1, %2").arg(wordsOf(spec.style), QLatin1String(kPlainGround));
    std::vector<SheetCell> cells;
    if (spec.profile == SheetProfile::Methods) {
        for (const CharacterMethod method : allMethods()) {
            if (missingNeeds(character, method, spec.look).empty())
                cells.push_back({methodTitle(method), QLatin1String(kHeads[0].words) + behind, method});
        }
        return cells;
    }
    const std::array<Line, 8> &lines = linesOf(spec.profile);
    for (int i = 0; i < std::min(spec.count, kMostSheetCells); ++i)
        cells.push_back({tr(lines[static_cast<size_t>(i)].name), QLatin1String(lines[static_cast<size_t>(i)].words) + behind, {}});
    return cells;
}

Result<std::vector<Job>> draftSheet(const Studio &studio, const Character &character, const SheetSpec &spec)
{
    if (!studio.session())
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("No project is open.")));
    SC_TRY(checkSpec(character, spec));
    StudioItems items{{character}, {}, {}};
    RequestOptions options;
    options.items = &items;
    options.params = spec.params;
    if (spec.control)
        options.params.insert(QStringLiteral("control"), QJsonObject{{QStringLiteral("type"), comfy::controlTypeName(*spec.control)},
                                                                     {QStringLiteral("image"), character.fullBody.path}});
    // Pictures of an image family, whatever the project's movies are made with.
    const comfy::ModelFamily *family = comfy::FamilyTable::builtIn().find(studio.session()->timeline().project.defaultFamily);
    if (!spec.params.contains(QLatin1String("family")) && family && family->makes == comfy::MediaKind::Video)
        options.params.insert(QStringLiteral("family"), QStringLiteral("sdxl"));
    if (!spec.params.contains(QLatin1String("seed")) && !character.fixedSeed)
        options.params.insert(QStringLiteral("seed"), comfy::freshSeed());
    std::vector<Job> jobs;
    for (const SheetCell &cell : sheetCells(character, spec)) {
        items.characters.front().method = cell.method.value_or(character.method);
        timeline::Clip stand; // what a shot of it alone would say
        stand.name = character.name;
        stand.imagePrompt = cell.words;
        stand.generation.characters = {{character.id, {}, 1, spec.look}};
        ShotAssembler assembler(studio, stand, options);
        const ShotRequest request = assembler.request();
        if (!assembler.problems().empty())
            return std::unexpected(assembler.problems().front());
        SC_TRY_ASSIGN(job, jobFrom(request, targetOf(*studio.session()), QStringLiteral("%1, %2").arg(character.name, cell.name),
                                   {spec.server, true}));
        job.character = character.id.text();
        jobs.push_back(std::move(job));
    }
    return jobs;
}

Batch sheetBatch(const project::ProjectSession &session, const Character &character, const SheetSpec &spec)
{
    Batch batch;
    batch.name = tr("Test sheet of %1").arg(character.name).left(timeline::kMaxNameLength);
    batch.bundle = session.bundle();
    batch.projectName = session.timeline().project.name;
    batch.spec = QString::fromUtf8(toCompactJson(QJsonObject{{QStringLiteral("sheet"), sheetProfileName(spec.profile)},
                                                             {QStringLiteral("style"), sheetStyleName(spec.style)},
                                                             {QStringLiteral("character"), character.id.text()},
                                                             {QStringLiteral("count"), spec.count},
                                                             {QStringLiteral("params"), spec.params}}));
    return batch;
}

QString sheetCellName(const Job &job)
{
    return job.clipName.section(QStringLiteral(", "), -1);
}

Result<> approveForSheet(Studio studio, const CharacterId &id, const TakeId &takeId)
{
    project::ProjectSession *session = studio.session();
    const timeline::Take *take = session ? session->takes().find(takeId) : nullptr;
    if (!take)
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("This picture is not in the project any more.")));
    SC_TRY_ASSIGN(character, studio.character(id));
    SC_TRY_ASSIGN(media, studio.takePicture(session->absolutePath(take->media), character.scope, true));
    const bool isThere =
        std::ranges::any_of(character.references, [&](const ReferencePicture &one) { return one.media.hash == media.hash; });
    const bool wasApproved = take->verdict == timeline::TakeVerdict::Approved;
    if (isThere && wasApproved)
        return std::unexpected(Problem(ProblemCode::NothingToUpdate, tr("It is a reference already.")));
    if (!wasApproved)
        SC_TRY(session->takes().judge({takeId}, timeline::TakeVerdict::Approved));
    if (isThere)
        return {};
    character.references.push_back({media, 1});
    SC_TRY(studio.save(character));
    return {};
}

Result<> rejectFromSheet(const Studio &studio, const TakeId &take)
{
    if (!studio.session())
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("No project is open.")));
    return studio.session()->takes().judge({take}, timeline::TakeVerdict::Rejected);
}

} // namespace sc::generation

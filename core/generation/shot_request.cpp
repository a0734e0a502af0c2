// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/shot_request.h"

#include "core/comfy/family.h"
#include "core/generation/item_json.h"
#include "core/project/project_session.h"
#include "core/project/take_shelf.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace sc::generation {

namespace {

using timeline::Clip;
using timeline::Take;

constexpr auto kMedia = "media:";

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

Problem aboutClip(const Problem &problem, const Clip &clip)
{
    return problem.withEntity(QStringLiteral("clip"), clip.id.text());
}

struct CastMember
{
    timeline::CharacterUse use;
    Character character;
    const CharacterLook *look = nullptr; // into `character`: do not copy behind its back
};

// Everything that is looked up about one shot, and what went wrong on the way.
class Assembler
{
public:
    Assembler(const Studio &studio, const Clip &clip, const RequestOptions &options)
        : m_studio(studio),
          m_session(*studio.session()),
          m_clip(clip),
          m_options(options),
          m_families(options.families ? *options.families : comfy::FamilyTable::builtIn())
    {
    }

    [[nodiscard]] const std::vector<Problem> &problems() const { return m_problems; }

    ComposedPrompt words()
    {
        gather();
        return composePrompt(sources());
    }

    ShotRequest request()
    {
        gather();
        m_request.clip = m_clip.id;
        m_request.kind = m_options.kind;
        m_request.prompt = composePrompt(sources());
        if (!m_request.prompt.isFrozen && ownWords().trimmed().isEmpty())
            fail(Problem(ProblemCode::ValidationError, tr("“%1” has no prompt.").arg(m_clip.name))
                     .withDetail(tr("Write what is to be seen, or give its scene a prompt template."))
                     .withAction(QStringLiteral("clip.prompt"), tr("Write a prompt")));
        takeParams();
        addCast();
        addStart();
        nameFiles();
        checkFamily();
        if (m_options.chooseSeed && !m_request.params.seed)
            m_request.params.seed = comfy::freshSeed();
        return std::move(m_request);
    }

private:
    void fail(const Problem &problem) { m_problems.push_back(aboutClip(problem, m_clip)); }

    void gather()
    {
        if (std::exchange(m_isGathered, true))
            return;
        if (!m_clip.generation.styleTemplate.isEmpty()) {
            if (auto style = m_studio.style(m_clip.generation.styleTemplate))
                m_style = std::move(*style);
            else
                fail(style.error());
        }
        for (const timeline::CharacterUse &use : m_clip.generation.characters) {
            auto character = m_studio.character(use.character);
            if (!character) {
                fail(character.error());
                continue;
            }
            m_cast.push_back({use, std::move(*character)});
        }
        for (CastMember &member : m_cast) {
            member.look = lookOf(member.character, member.use.look);
            if (!member.look && !member.use.look.isEmpty())
                fail(Problem(ProblemCode::ResourceNotFound, tr("“%1” has no look “%2”.").arg(member.character.name, member.use.look))
                         .withAction(QStringLiteral("clip.usual_look"), tr("Use the usual look")));
        }
    }

    [[nodiscard]] bool isMovie() const { return m_options.kind == comfy::MediaKind::Video; }

    [[nodiscard]] QString ownWords() const
    {
        if (m_options.prompt)
            return *m_options.prompt;
        const QString &own = isMovie() && !m_clip.videoPrompt.trimmed().isEmpty() ? m_clip.videoPrompt : m_clip.imagePrompt;
        if (!own.trimmed().isEmpty())
            return own;
        const timeline::Scene *scene = timeline::findScene(m_session.timeline(), m_clip.scene);
        if (!scene || scene->promptTemplates.empty())
            return {};
        const auto prompt = m_studio.prompt(scene->promptTemplates.front());
        if (!prompt)
            return {};
        QStringList names;
        for (const CastMember &member : m_cast)
            names.append(member.character.name);
        const bool useVideo = isMovie() && !prompt->videoPrompt.isEmpty();
        return expandPrompt(useVideo ? prompt->videoPrompt : prompt->imagePrompt, promptVariables(m_session.timeline(), m_clip, names),
                            wordSeedOf(m_clip))
            .text;
    }

    [[nodiscard]] PromptSources sources() const
    {
        PromptSources sources;
        sources.look = m_session.timeline().project.look;
        if (m_style) {
            sources.templatePrefix = m_style->prefix;
            sources.templateSuffix = m_style->suffix;
            sources.templateNegative = m_style->negative;
        }
        for (const CastMember &member : m_cast) {
            const Character &character = member.character;
            sources.characters.push_back({member.use.role, character.triggerWords, character.description,
                                          member.look ? member.look->prompt : QString(), character.styleNotes});
        }
        sources.prompt = ownWords();
        sources.negative = m_options.negative.value_or(m_clip.negativePrompt);
        sources.shot = m_clip.direction;
        if (const timeline::Scene *scene = timeline::findScene(m_session.timeline(), m_clip.scene))
            sources.scene = scene->direction;
        if (!m_options.prompt) {
            sources.frozen = isMovie() ? m_clip.generation.frozen.video : m_clip.generation.frozen.image;
            sources.frozenNegative = m_clip.generation.frozen.negative;
        }
        return sources;
    }

    static QJsonObject over(QJsonObject base, const QJsonObject &layer)
    {
        if (layer.contains(QLatin1String("family")) && layer[u"family"] != base[u"family"]) {
            base.remove(QStringLiteral("model"));
            base.remove(QStringLiteral("model_low"));
        }
        return mergedParams(base, layer);
    }

    void takeParams()
    {
        const timeline::Project &project = m_session.timeline().project;
        QJsonObject merged;
        merged.insert(QStringLiteral("family"), isMovie() ? QStringLiteral("wan_2_2") : QStringLiteral("sdxl"));
        put(merged, "family", project.defaultFamily);
        put(merged, "preset", project.defaultPreset);
        if (m_style)
            merged = over(merged, paramsOf(*m_style));
        merged = over(merged, m_clip.generation.params);
        merged = over(merged, m_options.params);
        const auto params = comfy::paramsFromJson(merged);
        if (params)
            m_request.params = *params;
        else
            fail(params.error());
        m_request.seedIsFree = !m_request.params.seed;
        if (const comfy::ModelFamily *family = m_families.find(m_request.params.family);
            family && project.defaultPreset.isEmpty() && !merged.contains(QLatin1String("preset")) && !family->presets.empty())
            m_request.params.preset = family->presets.front().name;
    }

    [[nodiscard]] bool usesAdapterNodes() const
    {
        const QString &family = m_request.params.family;
        return family == u"sdxl" || family == u"pony" || family == u"illustrious";
    }

    [[nodiscard]] QString fileOf(const timeline::MediaRef &media, const QString &owner)
    {
        const QString path = m_studio.absolutePath(media);
        if (!QFileInfo(path).isFile())
            fail(Problem(ProblemCode::MediaMissing, tr("A picture of “%1” is missing.").arg(owner)).withDetail(media.path));
        m_request.media.insert(path, media.hash);
        return QLatin1String(kMedia) + path;
    }

    // The heaviest first; more than the adapters take only blurs the likeness.
    [[nodiscard]] QStringList picturesOf(const CastMember &member)
    {
        constexpr size_t kMostPictures = 4;
        std::vector<ReferencePicture> pictures =
            member.look && !member.look->pictures.empty() ? member.look->pictures : member.character.references;
        std::ranges::stable_sort(pictures, std::greater<>(), &ReferencePicture::weight);
        if (pictures.size() > kMostPictures)
            pictures.resize(kMostPictures);
        QStringList files;
        for (const ReferencePicture &picture : pictures)
            files.append(fileOf(picture.media, member.character.name));
        return files;
    }

    void addCast()
    {
        QString shown; // whom the pictures already show
        for (const CastMember &member : m_cast) {
            const Character &character = member.character;
            if (const auto problem = unready(character, member.use.look))
                m_problems.push_back(*problem);
            comfy::GenerationParams &params = m_request.params;
            if (member.look)
                params.loras = unitedLoras(member.look->loras, params.loras);
            if (character.method == CharacterMethod::Lora)
                params.loras = unitedLoras(character.loras, params.loras);
            if (!params.seed && character.fixedSeed) {
                params.seed = character.fixedSeed;
                m_request.seedIsFree = false;
            }
            const bool byPicture = character.method == CharacterMethod::IpAdapter || character.method == CharacterMethod::InstantId;
            const bool isTaken = byPicture ? params.character.has_value() : !params.faceImage.isEmpty();
            if (isTaken && (byPicture || character.method == CharacterMethod::ReActor)) {
                m_request.notes.append(
                    shown.isEmpty() ? tr("“%1” comes in by words only: the shot's own parameters name the pictures.").arg(character.name)
                                    : tr("“%1” comes in by words only: the pictures already show “%2”.").arg(character.name, shown));
                continue;
            }
            addPictures(member);
            if (byPicture || character.method == CharacterMethod::ReActor)
                shown = character.name;
        }
    }

    void addPictures(const CastMember &member)
    {
        const Character &character = member.character;
        comfy::GenerationParams &params = m_request.params;
        const auto weight = [&](double own) { return std::clamp(own * member.use.weight, 0.0, 2.0); };
        if (character.method == CharacterMethod::IpAdapter) {
            const QStringList pictures = picturesOf(member);
            if (!pictures.isEmpty())
                params.character =
                    comfy::CharacterReference{usesAdapterNodes() ? comfy::CharacterMethod::IpAdapter : comfy::CharacterMethod::Reference,
                                              pictures, weight(character.ipAdapterWeight)};
        } else if (character.method == CharacterMethod::InstantId && !character.face.isEmpty()) {
            params.character = comfy::CharacterReference{
                comfy::CharacterMethod::InstantId, {fileOf(character.face, character.name)}, weight(character.instantIdStrength)};
        } else if (character.method == CharacterMethod::ReActor && !character.face.isEmpty()) {
            params.faceImage = fileOf(character.face, character.name);
        }
    }

    // What a movie begins with.
    void addStart()
    {
        if (!isMovie())
            return;
        if (!m_clip.generation.continueFrom.isEmpty()) {
            goOn();
            return;
        }
        const comfy::ModelFamily *family = m_families.find(m_request.params.family);
        if (m_clip.generation.startPicture == timeline::StartPicture::None) {
            m_request.params.initImage.clear();
        } else if (m_request.params.initImage.isEmpty() && family && family->makes == comfy::MediaKind::Video &&
                   !m_clip.selectedImage.isEmpty()) {
            m_request.params.initImage = QStringLiteral("chosen:");
        }
    }

    void goOn()
    {
        const Clip *from = timeline::findClip(m_session.timeline(), m_clip.generation.continueFrom);
        if (!from)
            return; // normalised away with the shot
        const Take *take = m_session.takes().find(from->selectedVideo.isEmpty() ? from->selectedImage : from->selectedVideo);
        if (!take && m_options.mayWait) {
            m_request.waitsFor = from->id;
            return;
        }
        if (!take) {
            fail(Problem(ProblemCode::Conflict, tr("“%1” goes on from “%2”, which has no chosen take yet.").arg(m_clip.name, from->name))
                     .withAction(QStringLiteral("generate.first"), tr("Generate “%1” first").arg(from->name))
                     .withAction(QStringLiteral("clip.begin_alone"), tr("Begin on its own")));
            return;
        }
        if (take->isVideo()) {
            const QString path = m_session.absolutePath(take->media);
            if (!QFileInfo(path).isFile())
                fail(Problem(ProblemCode::MediaMissing, tr("The take of “%1” is missing.").arg(from->name)).withDetail(take->media.path));
            m_request.startFrame = StartFrame{take->id, path, m_clip.generation.continueMode};
        } else {
            m_request.params.initImage = QStringLiteral("take:") + take->id.text();
        }
    }

    // A file as a shot names it, as a job names it.
    [[nodiscard]] QString named(const QString &value)
    {
        if (value.isEmpty() || value.startsWith(QLatin1String(kMedia)))
            return value;
        if (value == u"chosen:" || value.startsWith(u"take:")) {
            const TakeId id = value == u"chosen:" ? m_clip.selectedImage : TakeId(value.mid(5));
            const Take *take = m_session.takes().find(id);
            if (!take) {
                fail(Problem(ProblemCode::ResourceNotFound,
                             tr("The picture that “%1” begins with does not exist any more.").arg(m_clip.name))
                         .withDetail(value));
                return {};
            }
            return fileOf(take->media, m_clip.name);
        }
        const bool isAbsolute = QDir::isAbsolutePath(value);
        if (!isAbsolute && !value.startsWith(u"media/"))
            return value; // the server's own name for it
        return fileOf({value, 0, {}}, m_clip.name);
    }

    void nameFiles()
    {
        comfy::GenerationParams &params = m_request.params;
        for (QString *value : {&params.initImage, &params.endImage, &params.mask, &params.faceImage})
            *value = named(*value);
        for (QString &value : params.referenceImages)
            value = named(value);
        if (params.control)
            params.control->image = named(params.control->image);
        if (params.character) {
            for (QString &value : params.character->images)
                value = named(value);
        }
        if (params.lipSync)
            nameSong(*params.lipSync);
    }

    void nameSong(comfy::LipSync &lipSync)
    {
        lipSync.video = named(lipSync.video);
        if (lipSync.audio != u"song:") {
            lipSync.audio = named(lipSync.audio);
            return;
        }
        const timeline::Project &project = m_session.timeline().project;
        const Ticks from = m_clip.start - project.songOffset;
        if (!project.song || from < Ticks() || from >= project.song->map.duration) {
            fail(Problem(ProblemCode::ValidationError,
                         tr("“%1” is to move its lips to the song, but there is no song under it.").arg(m_clip.name))
                     .withAction(QStringLiteral("clip.no_lip_sync"), tr("Generate without lip-sync")));
            return;
        }
        lipSync.audio = fileOf(project.song->media, project.song->title);
        lipSync.start = from.toSeconds();
        lipSync.length = m_clip.length.toSeconds();
    }

    void checkFamily()
    {
        const auto family = m_families.family(m_request.params.family);
        if (!family) {
            fail(family.error());
            return;
        }
        comfy::GenerationParams started = m_request.params;
        if (m_request.startFrame || !m_request.waitsFor.isEmpty())
            started.initImage = QStringLiteral("frame");
        if (const auto full = started.completed(*family, m_options.kind); !full)
            fail(full.error());
    }

    const Studio &m_studio;
    const project::ProjectSession &m_session;
    const Clip &m_clip;
    const RequestOptions &m_options;
    const comfy::FamilyTable &m_families;
    bool m_isGathered = false;
    std::optional<StyleTemplate> m_style;
    std::vector<CastMember> m_cast;
    ShotRequest m_request;
    std::vector<Problem> m_problems;
};

Result<const Clip *> clipOf(const Studio &studio, const ClipId &id)
{
    const Clip *clip = studio.session() ? timeline::findClip(studio.session()->timeline(), id) : nullptr;
    if (clip)
        return clip;
    return std::unexpected(
        Problem(ProblemCode::ResourceNotFound, tr("This shot does not exist any more.")).withEntity(QStringLiteral("clip"), id.text()));
}

} // namespace

Result<ShotRequest> requestFor(const Studio &studio, const ClipId &id, const RequestOptions &options)
{
    SC_TRY_ASSIGN(clip, clipOf(studio, id));
    Assembler assembler(studio, *clip, options);
    ShotRequest request = assembler.request();
    if (!assembler.problems().empty())
        return std::unexpected(assembler.problems().front());
    return request;
}

std::vector<Problem> requestProblems(const Studio &studio, const ClipId &id, const RequestOptions &options)
{
    const auto clip = clipOf(studio, id);
    if (!clip)
        return {clip.error()};
    Assembler assembler(studio, **clip, options);
    (void)assembler.request();
    return assembler.problems();
}

Result<ComposedPrompt> composedFor(const Studio &studio, const ClipId &id, comfy::MediaKind kind)
{
    SC_TRY_ASSIGN(clip, clipOf(studio, id));
    RequestOptions options;
    options.kind = kind;
    Assembler assembler(studio, *clip, options);
    return assembler.words();
}

} // namespace sc::generation

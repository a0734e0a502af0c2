// SPDX-License-Identifier: GPL-3.0-or-later
// Who and what is in a shot, its words and its parameters.
#include "core/generation/shot_assembler.h"

#include "core/generation/shot_workflow.h"

#include "core/comfy/family.h"
#include "core/generation/item_json.h"
#include "core/project/project_session.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sc::generation {

namespace {

using timeline::Clip;

// More than models make in one go is filled by speed or a further take.
constexpr int kMostFrames = 161;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

QJsonObject over(QJsonObject base, const QJsonObject &layer)
{
    if (layer.contains(QLatin1String("family")) && layer[u"family"] != base[u"family"]) {
        base.remove(QStringLiteral("model"));
        base.remove(QStringLiteral("model_low"));
    }
    return mergedParams(base, layer);
}

} // namespace

ShotAssembler::ShotAssembler(const Studio &studio, const Clip &clip, const RequestOptions &options)
    : m_studio(studio),
      m_session(*studio.session()),
      m_clip(clip),
      m_options(options),
      m_families(options.families ? *options.families : comfy::FamilyTable::builtIn())
{
}

void ShotAssembler::fail(const Problem &problem)
{
    m_problems.push_back(problem.withEntity(QStringLiteral("clip"), m_clip.id.text()));
}

ComposedPrompt ShotAssembler::words()
{
    gather();
    return composePrompt(sources());
}

ShotRequest ShotAssembler::request()
{
    gather();
    m_request.clip = m_clip.id;
    m_request.kind = m_options.kind;
    m_request.prompt = composePrompt(sources());
    if (!m_request.prompt.isFrozen && m_ownWords.trimmed().isEmpty())
        fail(Problem(ProblemCode::ValidationError, tr("“%1” has no prompt.").arg(m_clip.name))
                 .withDetail(tr("Write what is to be seen, or give its scene a prompt template."))
                 .withAction(QLatin1String(kWritePrompt), tr("Write a prompt")));
    takeParams();
    addCast();
    addStart();
    nameFiles();
    checkFamily();
    if (m_options.chooseSeed && !m_request.params.seed)
        m_request.params.seed = comfy::freshSeed();
    return std::move(m_request);
}

void ShotAssembler::gather()
{
    if (std::exchange(m_isGathered, true))
        return;
    if (!m_clip.generation.styleTemplate.isEmpty()) {
        if (auto style =
                m_options.items ? m_options.items->style(m_clip.generation.styleTemplate) : m_studio.style(m_clip.generation.styleTemplate))
            m_style = std::move(*style);
        else
            fail(style.error());
    }
    for (const timeline::CharacterUse &use : m_clip.generation.characters) {
        auto character = m_options.items ? m_options.items->character(use.character) : m_studio.character(use.character);
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
    m_ownWords = ownWords();
}

QString ShotAssembler::ownWords() const
{
    if (m_options.prompt)
        return *m_options.prompt;
    const QString &own = isMovie() && !m_clip.videoPrompt.trimmed().isEmpty() ? m_clip.videoPrompt : m_clip.imagePrompt;
    if (!own.trimmed().isEmpty())
        return expanded(own);
    const timeline::Scene *scene = timeline::findScene(m_session.timeline(), m_clip.scene);
    if (!scene || scene->promptTemplates.empty())
        return {};
    const PromptTemplateId &id = scene->promptTemplates.front();
    const auto prompt = m_options.items ? m_options.items->prompt(id) : m_studio.prompt(id);
    if (!prompt)
        return {};
    const bool useVideo = isMovie() && !prompt->videoPrompt.isEmpty();
    return expanded(useVideo ? prompt->videoPrompt : prompt->imagePrompt);
}

QString ShotAssembler::expanded(const QString &words) const
{
    if (!words.contains(u'{'))
        return words;
    QStringList names;
    for (const CastMember &member : m_cast)
        names.append(member.character.name);
    return expandPrompt(words, promptVariables(m_session.timeline(), m_clip, names), wordSeedOf(m_clip)).text;
}

PromptSources ShotAssembler::sources() const
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
    sources.prompt = m_ownWords;
    sources.isOrdered = m_options.prompt.has_value();
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

void ShotAssembler::takeParams()
{
    const timeline::Project &project = m_session.timeline().project;
    QJsonObject merged;
    merged.insert(QStringLiteral("family"), isMovie() ? QStringLiteral("wan_2_2") : QStringLiteral("sdxl"));
    put(merged, "family", project.defaultFamily);
    put(merged, "preset", project.defaultPreset);
    if (m_style)
        merged = over(merged, paramsOf(*m_style));
    merged = over(merged, m_clip.generation.params);
    m_request.asked = merged.keys();
    m_request.asked.removeAll(QLatin1String(kWorkflowKey)); // no value that is sent
    if (project.defaultFamily.isEmpty() && !m_clip.generation.params.contains(QLatin1String("family")) &&
        (!m_style || m_style->family.isEmpty()))
        m_request.asked.removeAll(QStringLiteral("family"));
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
    takeFrames();
}

// As many as the shot is long, at the rate of the family.
void ShotAssembler::takeFrames()
{
    comfy::GenerationParams &params = m_request.params;
    m_request.framesAreFree = !params.frames;
    const comfy::ModelFamily *family = m_families.find(params.family);
    const comfy::FamilyPreset *preset = family ? family->preset(params.preset) : nullptr;
    if (!isMovie() || params.frames || !preset || family->makes != comfy::MediaKind::Video)
        return;
    const int frames = static_cast<int>(std::ceil(m_clip.length.toSeconds() * params.fps.value_or(preset->fps)));
    params.frames = family->framesCovering(std::clamp(frames, 2, kMostFrames));
}

void ShotAssembler::checkFamily()
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

} // namespace sc::generation

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/style_preview.h"

#include "core/generation/item_json.h"
#include "core/generation/shot_assembler.h"
#include "core/project/project_session.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::generation {

namespace {

Result<const timeline::Clip *> clipOf(const Studio &studio, const ClipId &id)
{
    const timeline::Clip *clip = studio.session() ? timeline::findClip(studio.session()->timeline(), id) : nullptr;
    if (clip)
        return clip;
    return std::unexpected(
        Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::generation", "This shot does not exist any more."))
            .withEntity(QStringLiteral("clip"), id.text()));
}

// The parts between commas of each span that `before` does not hold.
std::vector<PromptSpan> addedSpans(const ComposedPrompt &now, const QString &before)
{
    const QStringList said = commaParts(before);
    std::vector<PromptSpan> added;
    for (const PromptSpan &span : now.spans) {
        qsizetype from = span.start;
        for (const QString &part : commaParts(now.text.mid(span.start, span.length))) {
            const qsizetype at = now.text.indexOf(part, from);
            if (at < 0 || at + part.size() > span.start + span.length)
                break;
            from = at + part.size();
            if (!said.contains(part))
                added.push_back({at, part.size(), span.origin});
        }
    }
    return added;
}

} // namespace

Result<StyledWords> styledWords(const Studio &studio, const ClipId &shot, const StyleTemplate &style, comfy::MediaKind kind)
{
    SC_TRY_ASSIGN(clip, clipOf(studio, shot));
    SC_TRY_ASSIGN(items, studio.everything());
    RequestOptions options;
    options.kind = kind;
    options.items = &items;
    const ComposedPrompt before = ShotAssembler(studio, *clip, options).words();
    timeline::Clip styled = *clip;
    StyleTemplate present = style; // as it is in the form, saved or not
    if (present.id.isEmpty())
        present.id = StyleTemplateId::create();
    styled.generation.styleTemplate = present.id;
    std::erase_if(items.styles, [&](const StyleTemplate &one) { return one.id == present.id; });
    items.styles.push_back(std::move(present));
    StyledWords words{ShotAssembler(studio, styled, options).words(), {}};
    words.added = addedSpans(words.prompt, before.text);
    return words;
}

Result<StyleTemplate> styleFromShot(const Studio &studio, const ClipId &shot)
{
    SC_TRY_ASSIGN(clip, clipOf(studio, shot));
    StyleTemplate style;
    if (const auto present = studio.style(clip->generation.styleTemplate)) {
        style = *present;
        style.id = {};
        style.name.clear();
        style.version = 1;
        style.useCount = 0;
        style.isFavourite = false;
    }
    style.scope = Scope::Project;
    QJsonObject params = mergedParams(paramsOf(style), clip->generation.params);
    const timeline::Project &project = studio.session()->timeline().project;
    style.family = params.contains(QLatin1String("family")) ? params[u"family"].toString() : project.defaultFamily;
    style.model = params[u"model"].toString();
    style.loras = lorasFromJson(params[u"loras"]);
    // Pictures and a seed belong to the one shot.
    for (const char *key : {"family", "model", "loras", "seed", "init_image", "end_image", "mask", "control", "character", "face_image",
                            "lip_sync", "reference_images"})
        params.remove(QLatin1String(key));
    style.params = params;
    style.negative = unitedText(style.negative, clip->negativePrompt);
    return style;
}

} // namespace sc::generation

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/studio_access.h"

namespace sc::cli {

namespace {

constexpr qsizetype kShortestPrefix = 6;

template<class Item> Result<Item> findIn(const std::vector<Item> &all, const QString &wanted, const QString &kind)
{
    QStringList names;
    std::vector<const Item *> found;
    for (const Item &item : all) {
        names.append(item.name);
        if (item.id.text() == wanted)
            return item;
        if (item.name.compare(wanted, Qt::CaseInsensitive) == 0 || (wanted.size() >= kShortestPrefix && item.id.text().startsWith(wanted)))
            found.push_back(&item);
    }
    if (!found.empty()) // the project's stand first
        return *found.front();
    const QString near = nearestWord(wanted, names);
    return std::unexpected(
        Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::cli", "There is no %1 \"%2\".").arg(kind, wanted))
            .withDetail(near.isEmpty() ? QString() : QCoreApplication::translate("sc::cli", "Did you mean \"%1\"?").arg(near))
            .withEntity(kind, wanted));
}

} // namespace

OptionSpec sharedOption()
{
    return {QStringLiteral("shared"), {}, QCoreApplication::translate("sc::cli", "among the shared ones; BUNDLE is left out")};
}

Result<StudioCall> openStudio(Invocation &invocation, project::OpenMode mode)
{
    SessionPtr session;
    QStringList words = invocation.arguments.positional();
    if (!invocation.arguments.has(QStringLiteral("shared"))) {
        SC_TRY_ASSIGN(opened, openBundle(invocation, mode));
        session = std::move(opened);
        words = words.mid(1);
    }
    SC_TRY_ASSIGN(shared, library::SharedItems::open(invocation.profile));
    const generation::Studio studio(session.get(), shared.get());
    return StudioCall{invocation, std::move(session), std::move(shared), studio, words};
}

Result<std::vector<ClipId>> StudioCall::clips(qsizetype first) const
{
    if (!session)
        return std::unexpected(Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::cli", "Shots are in a project: name its bundle.")));
    std::vector<ClipId> clips;
    for (const QString &wanted : words.mid(first)) {
        SC_TRY_ASSIGN(clip, findClipId(session->timeline(), wanted));
        clips.push_back(clip);
    }
    if (clips.empty())
        return std::unexpected(Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::cli", "Name one or more shots.")));
    return clips;
}

Result<generation::Character> findCharacter(const generation::Studio &studio, const QString &wanted)
{
    SC_TRY_ASSIGN(all, studio.characters());
    return findIn(all, wanted, QStringLiteral("character"));
}

Result<generation::StyleTemplate> findStyle(const generation::Studio &studio, const QString &wanted)
{
    SC_TRY_ASSIGN(all, studio.styles());
    return findIn(all, wanted, QStringLiteral("template"));
}

Result<generation::PromptTemplate> findPrompt(const generation::Studio &studio, const QString &wanted)
{
    SC_TRY_ASSIGN(all, studio.prompts());
    return findIn(all, wanted, QStringLiteral("template"));
}

Result<std::optional<std::vector<comfy::LoraRef>>> loraOptions(const Arguments &arguments)
{
    if (!arguments.has(QStringLiteral("lora")))
        return std::nullopt;
    std::vector<comfy::LoraRef> loras;
    for (const QString &text : arguments.values(QStringLiteral("lora"))) {
        if (text.isEmpty() || text == QLatin1String("none"))
            continue;
        bool isNumber = false;
        const qsizetype colon = text.lastIndexOf(u':');
        const double weight = colon < 0 ? 1 : text.mid(colon + 1).toDouble(&isNumber);
        if (colon >= 0 && !isNumber)
            return std::unexpected(Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::cli", "--lora needs NAME or NAME:WEIGHT, for example rain:0.8."))
                                       .withDetail(text));
        loras.push_back({colon < 0 ? text : text.left(colon), weight, {}});
    }
    return loras;
}

} // namespace sc::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palette_items.h"

#include "core/base/timecode.h"
#include "core/playback/player.h"
#include "ui/widgets/action_registry.h"

namespace sc::ui {

namespace {

void addActions(std::vector<PaletteItem> &items, ActionRegistry &actions)
{
    for (const ActionSpec *spec : actions.all()) {
        const bool shown = spec->scope == nullptr || spec->scope->isVisible();
        if (!shown || spec->id == u"app.palette" || !actions.isEnabled(spec->id))
            continue;
        const bool screen = spec->id.startsWith(u"screen.");
        items.push_back({screen ? StudioController::tr("Go to") : StudioController::tr("Actions"), spec->text,
                         screen ? QString() : spec->group, spec->icon, actions.shortcutText(spec->id),
                         [&actions, id = spec->id] { actions.trigger(id); }});
    }
}

void addSongs(std::vector<PaletteItem> &items, AppContext &context)
{
    for (const library::Track &track : context.library().tracks()) {
        items.push_back({StudioController::tr("Songs"), track.title, track.artist, QStringLiteral("music"), {}, [&context, id = track.id] {
                             context.setCurrentTrack(id);
                             Q_EMIT context.screenRequested(ScreenId::Library);
                         }});
    }
}

void addPlaces(std::vector<PaletteItem> &items, AppContext &context, StudioController &controller)
{
    for (const library::RecentProject &recent : context.library().recentProjects()) {
        if (context.session() == nullptr || context.session()->bundle() != recent.bundle)
            items.push_back({StudioController::tr("Projects"),
                             recent.name,
                             recent.bundle,
                             QStringLiteral("folder"),
                             {},
                             [&controller, bundle = recent.bundle] { controller.openProject(bundle); }});
    }
    const project::ProjectSession *session = context.session();
    if (session == nullptr || !session->timeline().project.song)
        return;
    const timeline::Project &project = session->timeline().project;
    const SongMap &map = project.song->map;
    for (size_t i = 0; i < map.sections.size(); ++i) {
        const Ticks at = map.sections[i].start + project.songOffset;
        items.push_back(
            {StudioController::tr("Go to"), sectionTitle(map, i), formatClock(at, 0), QStringLiteral("scenes"), {}, [&context, at] {
                 Q_EMIT context.screenRequested(ScreenId::Timeline);
                 context.player().seek(std::max(at, Ticks()));
             }});
    }
}

} // namespace

std::vector<PaletteItem> paletteItems(AppContext &context, StudioController &controller)
{
    std::vector<PaletteItem> items;
    addActions(items, context.actions());
    addPlaces(items, context, controller);
    addSongs(items, context);
    return items;
}

std::vector<PaletteItem> paletteArguments(AppContext &context, const QString &typed)
{
    if (!typed.startsWith(u"go", Qt::CaseInsensitive) || (typed.size() > 2 && !typed[2].isSpace()))
        return {};
    const QString group = StudioController::tr("Go to");
    const QString argument = typed.mid(2).trimmed();
    const project::ProjectSession *session = context.session();
    const FrameRate rate = session != nullptr ? session->timeline().project.frameRate : FrameRate();
    const auto time = parseTime(argument, rate);
    if (argument.isEmpty() || !time)
        return {{group,
                 StudioController::tr("Go to a time"),
                 StudioController::tr("for example go 1:23.5 or go 00:01:23:12"),
                 QStringLiteral("clock"),
                 {},
                 {}}};
    const Ticks at = std::clamp(*time, Ticks(), context.player().length());
    return {{group,
             StudioController::tr("Go to %1").arg(formatClock(at)),
             StudioController::tr("jump to a time"),
             QStringLiteral("clock"),
             {},
             [&context, at] { context.player().seek(at); }}};
}

} // namespace sc::ui

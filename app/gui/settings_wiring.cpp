// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/settings_wiring.h"

#include "ui/shell/studio_controller.h"
#include "ui/timeline/timeline_editor.h"

#include <QtWidgets/QApplication>

namespace sc::app {

namespace {

constexpr auto kOverlaps = std::to_array<const char *>({"refuse", "push", "trim", "overwrite"});
constexpr auto kLevels = std::to_array<const char *>({"quick", "standard", "detailed"});

template<size_t N> int placeOf(const std::array<const char *, N> &names, const QString &name)
{
    const auto found = std::ranges::find_if(names, [&](const char *each) { return name == QLatin1String(each); });
    return found == names.end() ? 0 : static_cast<int>(found - names.begin());
}

void takePreferences(const ui::SettingsStore &store, ui::TimelineEditor &editor)
{
    ui::EditPreferences preferences = editor.preferences();
    preferences.snap = store.isOn(QStringLiteral("timeline.snap"));
    preferences.ripple = store.isOn(QStringLiteral("timeline.ripple"));
    preferences.overlap = static_cast<timeline::OverlapMode>(placeOf(kOverlaps, store.value(QStringLiteral("timeline.overlap"))));
    for (const timeline::SnapKind kind : timeline::kSnapKinds)
        preferences.snapTo.set(kind, store.isOn(QStringLiteral("timeline.snap_") + timeline::snapKindName(kind)));
    preferences.nudgeFrames = store.number(QStringLiteral("timeline.nudge"));
    editor.setPreferences(preferences);
}

// What cannot be kept is no reason to stop working: it counts until the program ends.
void keepPreferences(ui::SettingsStore &store, const ui::EditPreferences &preferences)
{
    const auto word = [](bool on) { return on ? QStringLiteral("on") : QStringLiteral("off"); };
    (void)store.set(QStringLiteral("timeline.snap"), word(preferences.snap));
    (void)store.set(QStringLiteral("timeline.ripple"), word(preferences.ripple));
    for (const timeline::SnapKind kind : timeline::kSnapKinds)
        (void)store.set(QStringLiteral("timeline.snap_") + timeline::snapKindName(kind), word(preferences.snapTo.has(kind)));
    (void)store.set(QStringLiteral("timeline.overlap"), QLatin1String(kOverlaps[static_cast<size_t>(preferences.overlap)]));
}

void takeListening(const ui::SettingsStore &store, ui::StudioController &controller)
{
    audio::AnalyzeOptions options;
    constexpr audio::AnalysisLevel kValues[] = {audio::AnalysisLevel::Quick, audio::AnalysisLevel::Standard,
                                                audio::AnalysisLevel::Detailed};
    options.level = kValues[placeOf(kLevels, store.value(QStringLiteral("analysis.level")))];
    controller.setListening(store.isOn(QStringLiteral("analysis.automatic")), options);
}

} // namespace

ui::LookOptions lookOf(const ui::SettingsStore &store)
{
    const QString look = store.value(QStringLiteral("general.look"));
    return {look == u"light"      ? ui::Look::Light
            : look == u"contrast" ? ui::Look::HighContrast
                                  : ui::Look::Dark,
            store.isOn(QStringLiteral("general.solid_panels")), store.isOn(QStringLiteral("general.reduced_motion"))};
}

void obeySettings(ui::SettingsStore &store, ui::StudioController &controller, ui::TimelineEditor &editor, const QString &usualProjects)
{
    const auto takePlaces = [&store, &controller, usualProjects] {
        const QString folder = store.value(QStringLiteral("storage.projects"));
        controller.setProjectsFolder(folder.isEmpty() ? usualProjects : folder);
    };
    takePreferences(store, editor);
    takeListening(store, controller);
    takePlaces();
    QObject::connect(&store, &ui::SettingsStore::changed, &controller, [&store, &controller, &editor, takePlaces](const QString &key) {
        if (key.startsWith(u"general."))
            ui::applyTheme(*qApp, ui::builtInTheme(lookOf(store)));
        else if (key.startsWith(u"timeline."))
            takePreferences(store, editor);
        else if (key.startsWith(u"analysis."))
            takeListening(store, controller);
        else if (key.startsWith(u"storage."))
            takePlaces();
    });
    QObject::connect(&editor, &ui::TimelineEditor::preferencesChanged, &store,
                     [&store, &editor] { keepPreferences(store, editor.preferences()); });
}

} // namespace sc::app

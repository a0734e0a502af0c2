// SPDX-License-Identifier: GPL-3.0-or-later
// The studio's composition root: makes the services, hands them over, starts.
#include "app/gui/settings_wiring.h"
#include "app/gui/shot_taker.h"
#include "core/accounts/apple_account.h"
#include "core/base/key_bindings.h"
#include "core/base/log.h"
#include "core/base/paths.h"
#include "core/generation/generation_service.h"
#include "core/generation/profile_secrets.h"
#include "core/library/shared_items.h"
#include "core/openai/words_desk.h"
#include "core/playback/player.h"
#include "resources/resources.h"
#include "ui/analysis/analysis_screen.h"
#include "ui/characters/characters_screen.h"
#include "ui/export/export_screen.h"
#include "ui/gallery/gallery_screen.h"
#include "ui/generate/generate_screen.h"
#include "ui/library/library_screen.h"
#include "ui/music/music_screen.h"
#include "ui/presentation/presentation.h"
#include "ui/queue/queue_screen.h"
#include "ui/scenes/scenes_screen.h"
#include "ui/servers/servers_screen.h"
#include "ui/settings/settings_screen.h"
#include "ui/shell/main_window.h"
#include "ui/templates/templates_screen.h"
#include "ui/theme/icons.h"
#include "ui/timeline/monitor_panel.h"
#include "ui/timeline/timeline_screen.h"
#include "ui/widgets/action_registry.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QFileInfo>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace sc;

namespace {

struct Options
{
    ProfilePaths profile = ProfilePaths::standard();
    QString projectsFolder = defaultProjectsFolder();
    QString shots; // folder, empty = a normal start
    QString shotsSuffix;
    QString shotsOnly;
    QString shotsSongs; // folder
    QStringList open;   // songs, folders or bundles
};

Options readArguments(const QApplication &app)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "Turns a song into a music video."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption profile(QStringLiteral("profile-dir"),
                                     QCoreApplication::translate("main", "Keeps library, settings and projects in this folder."),
                                     QStringLiteral("folder"));
    const QCommandLineOption shots(
        QStringLiteral("shots"),
        QCoreApplication::translate("main", "Draws every screen with the demo project into this folder and quits."),
        QStringLiteral("folder"));
    const QCommandLineOption suffix(QStringLiteral("shots-suffix"),
                                    QCoreApplication::translate("main", "Is added to the names of those pictures."),
                                    QStringLiteral("text"));
    const QCommandLineOption songs(QStringLiteral("shots-songs"),
                                   QCoreApplication::translate("main", "Songs that the library in those pictures holds too."),
                                   QStringLiteral("folder"));
    const QCommandLineOption only(QStringLiteral("shots-only"),
                                  QCoreApplication::translate("main", "Draws only those whose names begin like this."),
                                  QStringLiteral("text"));
    parser.addOptions({profile, shots, suffix, songs, only});
    parser.addPositionalArgument(QStringLiteral("file"), QCoreApplication::translate("main", "A song, or a project bundle."),
                                 QStringLiteral("[file]"));
    parser.process(app);
    Options options;
    if (parser.isSet(profile)) {
        options.profile = ProfilePaths{QFileInfo(parser.value(profile)).absoluteFilePath()};
        options.projectsFolder = options.profile.root + QStringLiteral("/projects");
    }
    if (parser.isSet(shots))
        options.shots = QFileInfo(parser.value(shots)).absoluteFilePath();
    options.shotsSuffix = parser.value(suffix);
    options.shotsOnly = parser.value(only);
    if (parser.isSet(songs))
        options.shotsSongs = QFileInfo(parser.value(songs)).absoluteFilePath();
    for (const QString &file : parser.positionalArguments())
        options.open.append(QFileInfo(file).absoluteFilePath());
    return options;
}

// Without a library there is nothing to show the problem in.
Result<std::unique_ptr<library::Library>> openLibrary(const ProfilePaths &profile)
{
    auto opened = library::Library::open(profile);
    while (!opened) {
        const Problem problem = opened.error();
        logProblem(logUi(), problem);
        QMessageBox box(QMessageBox::NoIcon, QStringLiteral("StoryCanvas"), problem.text());
        box.setInformativeText(problem.detail());
        const bool damaged = std::any_of(problem.actions().begin(), problem.actions().end(),
                                         [](const ProblemAction &action) { return action.id == u"restore"; });
        QPushButton *restore =
            damaged ? box.addButton(QCoreApplication::translate("main", "Restore the last copy"), QMessageBox::AcceptRole) : nullptr;
        box.addButton(QCoreApplication::translate("main", "Quit"), QMessageBox::RejectRole);
        box.exec();
        if (restore == nullptr || box.clickedButton() != restore)
            return std::unexpected(problem);
        if (const auto restored = library::Library::restoreNewestBackup(profile); !restored)
            return std::unexpected(restored.error());
        opened = library::Library::open(profile);
    }
    return opened;
}

// The look had one setting for all of it once.
void takeOldLook(library::Library &library, ui::SettingsStore &store)
{
    const QStringList parts = library.setting(QStringLiteral("look")).split(u' ');
    if (parts.size() != 3 || !library.setSetting(QStringLiteral("look"), QString()))
        return;
    const QStringList looks{QStringLiteral("dark"), QStringLiteral("light"), QStringLiteral("contrast")};
    (void)store.set(QStringLiteral("general.look"), looks.value(parts[0].toInt(), looks.first()));
    (void)store.set(QStringLiteral("general.solid_panels"), parts[1]);
    (void)store.set(QStringLiteral("general.reduced_motion"), parts[2]);
}

ui::ScreenFactories screenFactories(ui::SettingsStore &store, openai::WordsDesk &words, accounts::AppleAccount &apple,
                                    const ProfilePaths &profile)
{
    // Made in the order of their ids: the scenes share the selection of the timeline.
    auto timeline = std::make_shared<ui::TimelineScreen *>(nullptr);
    return {
        {ui::ScreenId::Library, [](ui::AppContext &context) -> QWidget * { return new ui::LibraryScreen(context); }},
        {ui::ScreenId::Analysis, [](ui::AppContext &context) -> QWidget * { return new ui::AnalysisScreen(context); }},
        {ui::ScreenId::Timeline, [timeline](ui::AppContext &context) -> QWidget * { return *timeline = new ui::TimelineScreen(context); }},
        {ui::ScreenId::Scenes,
         [timeline](ui::AppContext &context) -> QWidget * { return new ui::ScenesScreen(context, *(*timeline)->editor()); }},
        {ui::ScreenId::Gallery, [](ui::AppContext &context) -> QWidget * { return new ui::GalleryScreen(context); }},
        {ui::ScreenId::Music,
         [&apple, profile](ui::AppContext &context) -> QWidget * { return new ui::MusicScreen(context, apple, profile); }},
        {ui::ScreenId::Queue, [](ui::AppContext &context) -> QWidget * { return new ui::QueueScreen(context); }},
        {ui::ScreenId::Servers, [](ui::AppContext &context) -> QWidget * { return new ui::ServersScreen(context); }},
        {ui::ScreenId::Generate,
         [timeline](ui::AppContext &context) -> QWidget * { return new ui::GenerateScreen(context, *(*timeline)->editor()); }},
        {ui::ScreenId::Characters,
         [timeline](ui::AppContext &context) -> QWidget * { return new ui::CharactersScreen(context, *(*timeline)->editor()); }},
        {ui::ScreenId::Templates,
         [timeline](ui::AppContext &context) -> QWidget * { return new ui::TemplatesScreen(context, *(*timeline)->editor()); }},
        {ui::ScreenId::Export, [](ui::AppContext &context) -> QWidget * { return new ui::ExportScreen(context); }},
        {ui::ScreenId::Settings,
         [&store, &words](ui::AppContext &context) -> QWidget * { return new ui::SettingsScreen(context, store, words); }},
    };
}

void addPresentation(ui::AppContext &context, ui::Presentation &show, ui::TimelineScreen &timeline)
{
    context.actions().add({.id = QStringLiteral("view.presentation"),
                           .text = QCoreApplication::translate("main", "Presentation"),
                           .group = ui::StudioController::tr("View"),
                           .icon = QStringLiteral("display"),
                           .shortcuts = {QKeySequence(QStringLiteral("Ctrl+Shift+P"))},
                           .run = [&show] { show.start(); },
                           .enabled = [&context] { return context.session() != nullptr; }});
    // The show had the player's pictures in its own size.
    QObject::connect(&show, &ui::Presentation::ended, &timeline,
                     [&context, &timeline] { context.player().setPreviewSize(timeline.monitor()->pictureSize()); });
}

int run(QApplication &app, const Options &options)
{
    ui::applyTheme(app, ui::builtInTheme());
    auto opened = openLibrary(options.profile);
    if (!opened)
        return exitCodeOf(opened.error().code());
    library::Library &library = **opened;
    ui::SettingsStore settings(library);
    takeOldLook(library, settings);
    ui::LookOptions look = app::lookOf(settings);
    look.reducedMotion = look.reducedMotion || !options.shots.isEmpty();
    ui::applyTheme(app, ui::builtInTheme(look));

    playback::Player player;
    ui::ActionRegistry actions;
    if (const auto keys = keyBindingsFromText(library.setting(QLatin1String(kKeysSetting)).toUtf8()))
        actions.setBindings(*keys);
    accounts::SecretStore secrets(options.profile);
    accounts::AppleAccount apple(options.profile, secrets);
    openai::WordsDesk words(options.profile, secrets);
    auto generating =
        generation::GenerationService::open(options.profile, {.secrets = generation::profileSecrets(secrets), .keys = &secrets});
    if (!generating)
        logProblem(logUi(), generating.error()); // the rest of the studio works without; the window says so below
    const auto shared = library::SharedItems::open(options.profile);
    if (!shared)
        logProblem(logUi(), shared.error()); // the project's own are there all the same
    ui::AppContext context({&library, &player, &actions, generating ? generating->get() : nullptr, shared ? shared->get() : nullptr});
    if (generating) {
        QObject::connect(&context, &ui::AppContext::sessionChanged, generating->get(),
                         [&context] { context.generation()->setSession(context.session()); });
        QObject::connect(&context, &ui::AppContext::sessionAboutToChange, generating->get(),
                         [&context] { context.generation()->setSession(nullptr); });
    }
    ui::StudioController controller(context, options.projectsFolder, options.profile.root);
    ui::MainWindow window(context, controller, screenFactories(settings, words, apple, options.profile));
    auto *timeline = static_cast<ui::TimelineScreen *>(window.screenWidget(ui::ScreenId::Timeline));
    QObject::connect(timeline, &ui::TimelineScreen::visibleRangeChanged, &window,
                     [&window](TickRange range) { window.setVisibleRange(range); });
    window.setVisibleRange(timeline->visibleRange());
    QObject::connect(timeline, &ui::TimelineScreen::cutsChanged, &window, &ui::MainWindow::setCuts);
    QObject::connect(&window, &ui::MainWindow::rangeRequested, timeline, &ui::TimelineScreen::showExactly);
    app::obeySettings(settings, controller, *timeline->editor(), options.projectsFolder);
    ui::Presentation show(context);
    addPresentation(context, show, *timeline);
    window.show();
    if (!generating)
        Q_EMIT context.problemRaised(generating.error());
    std::unique_ptr<app::ShotTaker> shots;
    if (!options.shots.isEmpty()) {
        shots = std::make_unique<app::ShotTaker>(window, context, controller, options.shots, options.shotsSuffix, options.shotsSongs);
        shots->setOnly(options.shotsOnly);
        shots->start();
    } else if (!options.open.isEmpty()) {
        QTimer::singleShot(0, &controller, [&controller, files = options.open] { controller.takeIn(files, true); });
    } else if (settings.isOn(QStringLiteral("general.open_last")) && !library.recentProjects().empty()) {
        QTimer::singleShot(0, &controller,
                           [&controller, bundle = library.recentProjects().front().bundle] { controller.openProject(bundle); });
    }
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("StoryCanvas"));
    QApplication::setOrganizationName(QStringLiteral("StoryCanvas"));
    QApplication::setApplicationVersion(QStringLiteral(SC_VERSION));
    QApplication::setWindowIcon(QIcon(ui::markPixmap(256, 1)));
    resources::installTranslations(app);
    const Options options = readArguments(app);
    if (const auto ready = ensureProfile(options.profile); !ready) {
        QMessageBox::critical(nullptr, QStringLiteral("StoryCanvas"), ready.error().text());
        return exitCodeOf(ready.error().code());
    }
    startLogFile(options.profile.logs());
    return run(app, options);
}

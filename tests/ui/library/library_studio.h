// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "core/playback/player.h"
#include "tests/support/media_maker.h"
#include "ui/library/library_screen.h"
#include "ui/library/track_grid.h"
#include "ui/library/track_table.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_registry.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

namespace sc::test {

// The screen over a real library in a folder of its own.
struct Studio
{
    QTemporaryDir folder;
    std::unique_ptr<library::Library> library;
    playback::Player player;
    std::unique_ptr<ui::ActionRegistry> actions = std::make_unique<ui::ActionRegistry>();
    std::unique_ptr<ui::AppContext> context;
    std::unique_ptr<QWidget> window;
    ui::LibraryScreen *screen = nullptr;
    int made = 0; // songs

    explicit Studio(const QStringList &titles = {})
    {
        ui::applyTheme(*qApp, ui::builtInTheme({.reducedMotion = true}));
        QDir().mkpath(music());
        for (const QString &title : titles)
            make(title);
        start();
        if (!titles.isEmpty())
            (void)library->importNow({music()}, {});
        screen->refreshNow();
        QCoreApplication::processEvents();
    }
    ~Studio() { window.reset(); }

    // The program once more, over the same library.
    void restart(const std::function<void(ui::AppContext &)> &onContext = {})
    {
        window.reset();
        context.reset();
        actions = std::make_unique<ui::ActionRegistry>();
        library.reset();
        start(onContext);
    }

    // `onContext` hears everything from the beginning.
    void start(const std::function<void(ui::AppContext &)> &onContext = {})
    {
        auto opened = library::Library::open(ProfilePaths{folder.path()});
        if (!opened)
            qFatal("the library of a test cannot be opened");
        library = std::move(*opened);
        context = std::make_unique<ui::AppContext>(ui::AppContext::Services{library.get(), &player, actions.get()});
        if (onContext)
            onContext(*context);
        window = std::make_unique<QWidget>();
        window->resize(1376, 788);
        screen = new ui::LibraryScreen(*context, window.get());
        screen->resize(window->size());
        actions->setWindow(window.get());
        window->show();
        window->activateWindow();
        QApplication::setActiveWindow(window.get());
        screen->refreshNow();
        QCoreApplication::processEvents();
    }

    [[nodiscard]] QString music() const { return folder.filePath(QStringLiteral("music")); }
    // A song of its own: each has another pitch.
    void make(const QString &title)
    {
        const auto samples = sine(0.5, 8000, 1, 200 + 2.0 * ++made);
        (void)writeWav(music() + u'/' + title + QStringLiteral(".wav"), samples, 8000, 1);
    }
    [[nodiscard]] ui::SongList &songs() const { return screen->songs(); }
    [[nodiscard]] QStringList shown() const
    {
        QStringList titles;
        for (int row = 0; row < songs().model().rowCount(); ++row)
            titles.append(songs().model().trackAt(row).title);
        return titles;
    }
    [[nodiscard]] TrackId id(const QString &title) const
    {
        for (const library::Track &track : library->tracks()) {
            if (track.title == title)
                return track.id;
        }
        return {};
    }
    [[nodiscard]] library::Track track(const QString &title) const { return library->listed(id(title)).value_or(library::Track()); }
    void key(Qt::Key code, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(songs().isGrid() ? static_cast<QWidget *>(&songs().grid()) : &songs().table(), code, modifiers);
    }
    void press(const QString &title, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        ui::TrackTable &table = songs().table();
        const QRect box =
            table.visualRect(songs().model().index(songs().model().rowOf(id(title)), static_cast<int>(ui::TrackColumn::Title)));
        QTest::mouseClick(table.viewport(), Qt::LeftButton, modifiers, box.center());
    }
    // As the window does it, which looks at what can be done when the chosen song changes.
    void trigger(const QString &action) const
    {
        actions->refresh();
        actions->trigger(action);
    }
    template<class Widget> [[nodiscard]] Widget *withText(const QString &text) const
    {
        for (Widget *widget : window->findChildren<Widget *>()) {
            if (widget->text() == text && widget->isVisible())
                return widget;
        }
        return nullptr;
    }
};

inline const QStringList kFour{QStringLiteral("Amber"), QStringLiteral("Basalt"), QStringLiteral("Cobalt"), QStringLiteral("Dune")};

} // namespace sc::test

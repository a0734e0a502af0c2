// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "core/playback/player.h"
#include "core/project/take_shelf.h"
#include "core/timeline/edits.h"
#include "tests/support/media_maker.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/gallery/gallery_page.h"
#include "ui/gallery/gallery_screen.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_registry.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

namespace sc::test {

// The gallery in a real window on a real bundle: two scenes of three shots of two seconds, at 120 BPM, with real pictures and a
// real movie as takes. Shot 1 has three pictures, shot 2 a movie, shot 4 two pictures; one picture lies in the pool.
struct GalleryStudio
{
    QTemporaryDir folder;
    std::unique_ptr<library::Library> library;
    std::unique_ptr<library::SharedItems> shared;
    std::unique_ptr<project::ProjectSession> session;
    playback::Player player{playback::Player::Output::Silent};
    ui::ActionRegistry actions;
    std::unique_ptr<ui::AppContext> context;
    std::unique_ptr<ui::GalleryScreen> screen;
    std::vector<TakeId> takes; // in the order above

    [[nodiscard]] ui::GalleryPage &page() const { return screen->gallery(); }
    [[nodiscard]] ui::GalleryView &view() const { return screen->gallery().view(); }
    [[nodiscard]] ui::GalleryDesk &desk() const { return screen->desk(); }
    [[nodiscard]] const timeline::Take &take(int n) const { return *session->takes().find(takes[size_t(n)]); }
    [[nodiscard]] QString picture(int number)
    {
        const QString file = folder.filePath(QStringLiteral("picture-%1.png").arg(number));
        return numberedImage(number).save(file) ? file : QString();
    }
    [[nodiscard]] QRect cellOf(int n) const
    {
        const int row = page().model().rowOf(takes[size_t(n)]);
        return row < 0 ? QRect() : view().visualRect(page().model().index(row));
    }
    void click(int n, Qt::KeyboardModifiers modifiers = {}) const
    {
        const QRect cell = cellOf(n);
        QTest::mouseClick(view().viewport(), Qt::LeftButton, modifiers, QPoint(cell.center().x(), cell.top() + 40));
    }
    void addTake(const QString &file, const ClipId &clip, const QString &prompt, qint64 seed)
    {
        auto taken = project::takeFromFile(session->takes().intakeOf(file));
        if (!taken)
            return;
        project::NewTake made;
        made.take = *taken;
        made.take.clip = clip;
        made.take.seed = seed;
        made.take.modelName = QStringLiteral("flux1-dev");
        made.recipe.prompt = prompt;
        made.recipe.params = QStringLiteral("{\"steps\":20,\"seed\":%1}").arg(seed);
        if (const auto ids = session->takes().add(QStringLiteral("Take"), {made}))
            takes.push_back(ids->front());
    }
};

inline ClipId galleryClip(int n)
{
    return ClipId(QStringLiteral("clip-%1").arg(n));
}

inline std::unique_ptr<GalleryStudio> openGallery(bool withTakes = true)
{
    ui::applyTheme(*qApp, ui::builtInTheme({.reducedMotion = true}));
    auto studio = std::make_unique<GalleryStudio>();
    const ProfilePaths profile{studio->folder.filePath(QStringLiteral("profile"))};
    if (!ensureProfile(profile))
        return nullptr;
    auto opened = library::Library::open(profile);
    auto shared = library::SharedItems::open(profile);
    auto created = project::ProjectSession::create(studio->folder.filePath(QStringLiteral("Night.storycanvas")), {});
    if (!opened || !shared || !created)
        return nullptr;
    studio->library = std::move(*opened);
    studio->shared = std::move(*shared);
    studio->session = std::move(*created);
    timeline::Timeline cut = studio->session->timeline();
    cut.project.song = evenSong(120, 24);
    for (int scene = 0; scene < 2; ++scene) {
        const timeline::AddScene request{.id = SceneId(QStringLiteral("scene-%1").arg(scene + 1)),
                                         .name = scene == 0 ? QStringLiteral("Verse") : QStringLiteral("Chorus"),
                                         .start = Ticks::seconds(6 * scene),
                                         .length = {},
                                         .colour = {}};
        cut = timeline::addScene(cut, request).value();
        for (int shot = 0; shot < 3; ++shot) {
            timeline::AddClip clip;
            clip.id = galleryClip(scene * 3 + shot + 1);
            clip.scene = request.id;
            clip.name = QStringLiteral("c%1").arg(scene * 3 + shot + 1);
            clip.start = Ticks::seconds(6 * scene + 2 * shot);
            clip.length = Ticks::seconds(2);
            cut = timeline::addClip(cut, clip).value();
        }
    }
    cut.project.song.reset(); // its file is no part of this; bars are asked for where they matter
    if (!studio->session->apply(QStringLiteral("Cut"), cut))
        return nullptr;
    if (withTakes) {
        studio->addTake(studio->picture(1), galleryClip(1), QStringLiteral("a street in the rain"), 5);
        studio->addTake(studio->picture(2), galleryClip(1), QStringLiteral("a street in the rain"), 6);
        studio->addTake(studio->picture(3), galleryClip(1), QStringLiteral("a tunnel"), 7);
        const QString movie = studio->folder.filePath(QStringLiteral("movie.mp4"));
        if (makeNumberedMovie(movie, 48, QStringLiteral("24"),
                              {QStringLiteral("-c:v"), QStringLiteral("libx264"), QStringLiteral("-pix_fmt"), QStringLiteral("yuv420p")})
                .isEmpty())
            studio->addTake(movie, galleryClip(2), QStringLiteral("a ride"), 8);
        studio->addTake(studio->picture(4), galleryClip(4), QStringLiteral("a roof"), 9);
        studio->addTake(studio->picture(5), galleryClip(4), QStringLiteral("a roof"), 10);
        studio->addTake(studio->picture(6), {}, QStringLiteral("a cloud"), 11);
    }
    studio->context =
        std::make_unique<ui::AppContext>(ui::AppContext::Services{studio->library.get(), &studio->player, &studio->actions, nullptr});
    studio->context->setSession(studio->session.get());
    studio->screen = std::make_unique<ui::GalleryScreen>(*studio->context);
    studio->desk().setSharedItems(studio->shared.get());
    studio->actions.setWindow(studio->screen.get());
    studio->screen->resize(1376, 788);
    studio->screen->show();
    studio->screen->activateWindow();
    if (!QTest::qWaitForWindowActive(studio->screen.get()))
        return nullptr;
    return studio;
}

} // namespace sc::test

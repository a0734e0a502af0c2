// SPDX-License-Identifier: GPL-3.0-or-later
// What the gallery costs with 10 000 takes against 100: opening, a key stroke in the search, a mark, a frame.
#include "bench/benchmark.h"
#include "core/library/library.h"
#include "core/playback/player.h"
#include "core/project/take_shelf.h"
#include "core/timeline/edits.h"
#include "ui/gallery/gallery_page.h"
#include "ui/gallery/gallery_screen.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_registry.h"

#include <QtCore/QTemporaryDir>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

namespace sc::bench {

namespace {

constexpr int kMany = 10'000;
constexpr int kFew = 100;
constexpr int kTakesOfShot = 5;

struct Gallery
{
    QTemporaryDir folder;
    std::unique_ptr<library::Library> library;
    std::unique_ptr<project::ProjectSession> session;
    playback::Player player{playback::Player::Output::Silent};
    ui::ActionRegistry actions;
    std::unique_ptr<ui::AppContext> context;
    std::unique_ptr<ui::GalleryScreen> screen;
};

std::unique_ptr<Gallery> galleryOf(int count)
{
    auto made = std::make_unique<Gallery>();
    const ProfilePaths profile{made->folder.filePath(QStringLiteral("profile"))};
    auto library = ensureProfile(profile) ? library::Library::open(profile) : std::unexpected(Problem());
    auto session = project::ProjectSession::create(made->folder.filePath(QStringLiteral("Many")), {});
    if (!library || !session)
        return nullptr;
    made->library = std::move(*library);
    made->session = std::move(*session);
    timeline::Timeline cut = made->session->timeline();
    std::vector<project::NewTake> takes;
    timeline::Scene scene;
    for (int i = 0; i < count; ++i) {
        const int shot = i / kTakesOfShot;
        if (i % (kTakesOfShot * 20) == 0) {
            scene = {};
            scene.id = SceneId::create();
            scene.name = QStringLiteral("Scene %1").arg(cut.scenes.size() + 1);
            scene.order = int(cut.scenes.size());
            scene.start = Ticks::seconds(shot);
            scene.length = Ticks::seconds(20);
            cut.scenes.push_back(scene);
        }
        if (i % kTakesOfShot == 0) {
            timeline::Clip clip;
            clip.id = ClipId(QStringLiteral("clip-%1").arg(shot, 6, 10, QChar(u'0')));
            clip.scene = scene.id;
            clip.name = QStringLiteral("Shot %1").arg(shot + 1);
            clip.start = Ticks::seconds(shot);
            clip.length = Ticks::seconds(1);
            clip.order = shot % 20;
            cut.clips.push_back(clip);
        }
        project::NewTake take;
        take.take.id = TakeId::create();
        take.take.clip = cut.clips.back().id;
        take.take.media = {QStringLiteral("media/%1.png").arg(i), 1000 + i, QString::number(i)};
        take.take.width = 832;
        take.take.height = 480;
        take.take.modelName = i % 3 ? QStringLiteral("wan2.2") : QStringLiteral("flux1-dev");
        take.take.seed = i;
        take.take.rating = i % 6;
        take.recipe.prompt = QStringLiteral("a street at night, neon, rain on glass, shot %1, seen from above, %2").arg(shot).arg(i);
        takes.push_back(std::move(take));
    }
    if (!made->session->apply(QStringLiteral("Cut"), cut) || !made->session->takes().add(QStringLiteral("Takes"), std::move(takes)))
        return nullptr;
    made->context = std::make_unique<ui::AppContext>(ui::AppContext::Services{made->library.get(), &made->player, &made->actions, nullptr});
    made->context->setSession(made->session.get());
    made->screen = std::make_unique<ui::GalleryScreen>(*made->context);
    made->screen->resize(1376, 788);
    made->screen->show();
    QCoreApplication::processEvents();
    return made;
}

std::vector<Measurement> measureGallery()
{
    ui::applyTheme(*qApp, ui::builtInTheme({.reducedMotion = true}));
    const auto many = galleryOf(kMany);
    const auto few = galleryOf(kFew);
    if (!many || !few)
        return {};
    std::vector<Measurement> all;
    const auto compare = [&](const QString &name, int rounds, const std::function<void(Gallery &)> &work) {
        all.push_back({name,
                       bestSeconds(rounds, [&] { work(*many); }),
                       QStringLiteral("the same with 100 takes"),
                       bestSeconds(rounds, [&] { work(*few); }),
                       {}});
    };
    compare(QStringLiteral("gallery of 10 000 takes: all read"), 5, [](Gallery &g) { (void)generation::GalleryIndex::read(*g.session); });
    int key = 0;
    compare(QStringLiteral("gallery of 10 000 takes: a key in the search"), 8, [&](Gallery &g) {
        generation::GalleryFilter filter;
        filter.text = ++key % 2 ? QStringLiteral("rain") : QStringLiteral("shot 7");
        g.screen->desk().setFilter(filter);
    });
    many->screen->desk().setFilter({});
    few->screen->desk().setFilter({});
    int stars = 0;
    compare(QStringLiteral("gallery of 10 000 takes: stars for one"), 6, [&](Gallery &g) {
        (void)g.screen->desk().rate({g.screen->desk().index().items().front().take.id}, 1 + ++stars % 5);
        g.screen->desk().refreshNow();
    });
    compare(QStringLiteral("gallery of 10 000 takes: a frame while scrolling"), 20, [](Gallery &g) {
        QScrollBar *bar = g.screen->gallery().view().verticalScrollBar();
        bar->setValue((bar->value() + 90) % std::max(1, bar->maximum()));
        (void)g.screen->gallery().view().viewport()->grab();
    });
    return all;
}

} // namespace

SC_BENCHMARK("gallery", measureGallery)

} // namespace sc::bench

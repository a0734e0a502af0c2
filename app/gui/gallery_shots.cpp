// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/gallery_shots.h"

#include "core/project/project_session.h"
#include "ui/gallery/compare_page.h"
#include "ui/gallery/filter_panel.h"
#include "ui/gallery/gallery_dialogs.h"
#include "ui/gallery/gallery_page.h"
#include "ui/gallery/review_page.h"
#include "ui/widgets/segment.h"

#include "core/project/take_shelf.h"
#include "ui/widgets/popover.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QLinearGradient>
#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>

#include <array>
#include <random>

namespace sc::app {

namespace {

constexpr QSize kUsual(1440, 900);
constexpr QSize kSmallest(1024, 640);
constexpr QSize kWide(2400, 1200);
constexpr int kShots = 26; // that get takes

// A street of lights, its own for every number: what takes of a night drive might look like.
QImage paintedTake(int shot, int variant, QSize size)
{
    std::mt19937 random(unsigned(shot * 131 + 7));
    const auto roll = [&](double low, double high) { return std::uniform_real_distribution<double>(low, high)(random); };
    const int hue = (int(roll(180, 340)) + variant * 34) % 360;
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient sky(0, 0, 0, size.height());
    sky.setColorAt(0, QColor::fromHsl(hue, 150, 26));
    sky.setColorAt(0.55, QColor::fromHsl((hue + 30) % 360, 190, 96));
    sky.setColorAt(0.62, QColor::fromHsl((hue + 30) % 360, 120, 24));
    sky.setColorAt(1, QColor::fromHsl(hue, 140, 12));
    painter.fillRect(image.rect(), sky);
    const QPointF centre(size.width() * roll(0.35, 0.65), size.height() * 0.58);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromHsl((hue + 40) % 360, 230, 170));
    painter.drawEllipse(centre - QPointF(0, size.height() * 0.2), size.height() * roll(0.08, 0.18), size.height() * roll(0.08, 0.18));
    for (int i = 0; i < 26; ++i) {
        const bool left = i % 2 == 0;
        const double depth = 0.12 + 0.88 * double(i) / 26;
        const double width = size.width() * 0.16 * depth;
        const double height = size.height() * roll(0.3, 0.9) * depth;
        const double x = centre.x() + (left ? -1 : 1) * size.width() * 0.62 * depth - width / 2;
        const QRectF house(x, size.height() * 0.62 + size.height() * 0.2 * depth - height, width, height);
        painter.setBrush(QColor::fromHsl((hue + 15) % 360, 90, int(10 + 22 * (1 - depth))));
        painter.drawRect(house);
        for (int w = 0; w < 14; ++w) {
            painter.setBrush(QColor::fromHsl((hue + int(roll(0, 110))) % 360, 220, int(roll(90, 190))));
            painter.drawRect(
                QRectF(house.left() + roll(0.05, 0.85) * width, house.top() + roll(0.05, 0.9) * height, width * 0.1, height * 0.04));
        }
    }
    for (int i = 0; i < 12; ++i) {
        painter.setPen(QPen(QColor::fromHsl((hue + i * 9) % 360, 240, 170, 150), 1 + roll(0, 3)));
        painter.drawLine(centre, QPointF(roll(-0.2, 1.2) * size.width(), size.height()));
    }
    return image;
}

// A few takes for the first shots of the demo, of several kinds and verdicts.
void fill(project::ProjectSession &session)
{
    const QTemporaryDir folder;
    std::vector<project::NewTake> takes;
    const std::array<QString, 4> models{QStringLiteral("wan2.2_t2v_14B"), QStringLiteral("flux1-dev"), QStringLiteral("ltx-video-0.9.7"),
                                        QStringLiteral("hunyuan_video")};
    const std::array<QString, 4> families{QStringLiteral("wan22"), QStringLiteral("flux_dev"), QStringLiteral("ltx_video"),
                                          QStringLiteral("hunyuan_video")};
    const auto clips = timeline::liveClips(session.timeline());
    int number = 0;
    for (size_t shot = 0; shot < std::min<size_t>(clips.size(), kShots); ++shot) {
        const int count = 1 + int((shot * 7 + 3) % 6);
        for (int i = 0; i < count; ++i) {
            const QString file = folder.filePath(QStringLiteral("%1.jpg").arg(number));
            const bool isWide = shot % 3 != 1;
            if (!paintedTake(int(shot), i, isWide ? QSize(832, 468) : QSize(1280, 720)).save(file, nullptr, 90))
                continue;
            auto taken = project::takeFromFile(session.takes().intakeOf(file));
            if (!taken)
                continue;
            project::NewTake made;
            made.take = *taken;
            made.take.clip = clips[shot]->id;
            made.take.provider = timeline::TakeProvider::ComfyUi;
            made.take.originalName.clear();
            made.take.family = families[shot % 4];
            made.take.modelName = models[shot % 4];
            made.take.seed = 77'100'482LL + number * 7919;
            made.take.serverName = shot % 2 ? QStringLiteral("studio-4090") : QStringLiteral("attic");
            made.take.rating = i == 0 ? 4 + int(shot % 2) : (number * 5) % 5;
            made.take.verdict = i == 0 && shot % 4 != 3    ? timeline::TakeVerdict::Approved
                                : i > 0 && number % 5 == 0 ? timeline::TakeVerdict::Rejected
                                                           : timeline::TakeVerdict::None;
            if (number % 9 == 4)
                made.take.checks = {{QStringLiteral("blurred"), 0.71}};
            if (number % 7 == 2)
                made.take.notes = QStringLiteral("sun is right at last, windows pulse with the snare");
            if (number % 6 == 1)
                made.take.tags = {QStringLiteral("rain")};
            made.recipe.prompt = QStringLiteral("a street at night, neon, %1").arg(clips[shot]->name);
            made.recipe.params = QStringLiteral("{\"steps\":20}");
            takes.push_back(std::move(made));
            ++number;
        }
    }
    (void)session.takes().add(QStringLiteral("Takes"), std::move(takes));
}

} // namespace

bool takeGalleryStates(ui::GalleryScreen &screen, const std::function<bool(const QString &, QSize)> &take)
{
    bool all = true;
    const auto shot = [&](const char *name, QSize size = kUsual) {
        all = take(QStringLiteral("gallery-") + QLatin1String(name), size) && all;
    };
    ui::GalleryDesk &desk = screen.desk();
    if (!desk.session())
        return false;
    screen.showGallery();
    shot("empty");
    fill(*desk.session());
    desk.refreshNow();
    ui::GalleryPage &page = screen.gallery();
    shot("full");
    shot("full-1024x640", kSmallest);
    shot("wide", kWide);
    for (int row = 0; row < page.model().rowCount(); ++row) {
        if (page.model().cell(row).stack.size() > 4) {
            page.view().toggleStack(page.model().item(row).take.clip);
            break;
        }
    }
    page.view().verticalScrollBar()->setValue(0);
    shot("stack-open");
    page.view().pick({page.model().takeAt(1), page.model().takeAt(3), page.model().takeAt(4), page.model().takeAt(8)});
    page.view().verticalScrollBar()->setValue(0);
    shot("selected");
    shot("selected-1024x640", kSmallest);
    page.view().clearSelection();
    page.model().closeAllStacks();
    generation::GalleryFilter filter;
    filter.marks = {generation::GalleryMark::Approved};
    filter.kinds = {timeline::TakeKind::Image};
    desk.setFilter(filter);
    shot("filtered");
    filter.text = QStringLiteral("zzz");
    desk.setFilter(filter);
    shot("no-match");
    desk.setFilter({});
    page.setList(true);
    shot("list");
    page.setList(false);
    page.openCleanUp();
    shot("clean-up");
    page.cleanUp().close();
    page.view().pick({page.model().takeAt(0), page.model().takeAt(1)});
    page.remove();
    shot("delete");
    for (auto *ask : screen.window()->findChildren<ui::DeleteAsk *>())
        ask->close();
    page.openMoreFilters(&page.filters());
    shot("more-filters");
    for (auto *plate : screen.window()->findChildren<ui::Popover *>())
        plate->close();
    screen.showReview();
    shot("review");
    screen.review().approve();
    screen.review().reject();
    screen.review().approve();
    shot("review-judged");
    shot("review-1024x640", kSmallest);
    shot("review-wide", kWide);
    screen.review().setShow(ui::ReviewShow::Flagged);
    shot("review-flagged");
    screen.review().toggleFullPicture();
    shot("review-picture");
    screen.review().toggleFullPicture();
    std::vector<TakeId> some;
    for (int row = 0; row < std::min(6, page.model().rowCount()); ++row)
        some.push_back(page.model().takeAt(row));
    screen.showCompare(some);
    shot("compare-4up");
    const std::array<const char *, 6> modes{"compare-one", "compare-2up", "", "compare-wipe", "compare-difference", ""};
    for (int mode = 0; mode < 6; ++mode) {
        if (*modes[size_t(mode)] == 0)
            continue;
        screen.compare().modes().setCurrent(mode);
        Q_EMIT screen.compare().modes().currentChanged(mode);
        shot(modes[size_t(mode)]);
    }
    shot("compare-1024x640", kSmallest);
    screen.showGallery();
    return all;
}

} // namespace sc::app

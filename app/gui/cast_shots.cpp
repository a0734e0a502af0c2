// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/cast_shots.h"

#include "core/generation/generation_service.h"
#include "core/practice/practice_server.h"
#include "core/project/take_shelf.h"
#include "ui/templates/apply_panel.h"
#include "ui/templates/style_form.h"
#include "ui/timeline/inspector_fields.h"
#include "ui/widgets/floating_plate.h"

#include <QtGui/QPainter>

namespace sc::app {

using namespace generation;

namespace {

constexpr QSize kUsual(1440, 900);
constexpr QSize kSmallest(1024, 640);
constexpr QSize kWide(1920, 1080);

// A drawn figure before a sky: a reference that needs no photograph.
QString drawFigure(const QString &folder, int number)
{
    QImage image(512, 720, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient sky(0, 0, 0, image.height());
    sky.setColorAt(0, QColor::fromHsl((200 + number * 53) % 360, 150, 60));
    sky.setColorAt(0.6, QColor::fromHsl((280 + number * 53) % 360, 170, 120));
    sky.setColorAt(1, QColor::fromHsl((320 + number * 53) % 360, 120, 40));
    painter.fillRect(image.rect(), sky);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < 14; ++i) {
        painter.setBrush(QColor(255, 255, 255, 30 + 8 * (i % 4)));
        painter.drawRect((i * 97 + number * 31) % 500, 120 + (i * 53) % 300, 22, 160 + (i * 37) % 200);
    }
    painter.setBrush(QColor(12, 12, 20));
    painter.drawEllipse(QPointF(256 + (number % 3 - 1) * 40, 260), 66, 80);
    painter.drawRoundedRect(QRectF(146 + (number % 3 - 1) * 40, 330, 220, 420), 90, 90);
    painter.end();
    const QString file = QStringLiteral("%1/figure-%2.png").arg(folder).arg(number);
    return image.save(file) ? file : QString();
}

CharacterId makeCharacter(Studio studio, const QString &folder, const QString &name, int number, int pictures, CharacterMethod method)
{
    Character character;
    character.name = name;
    character.description =
        QStringLiteral("a woman in her thirties, sharp profile, short dark hair, moves calmly, never looks into the lens");
    character.triggerWords = {name.section(u' ', 0, 0).section(u',', 0, 0).toLower() + QStringLiteral("_volt"),
                              QStringLiteral("black coat")};
    character.styleNotes = QStringLiteral("keep the coat matte, rim light from the signs, no jewellery");
    character.method = method;
    character.colour = number % kCharacterColours;
    for (int i = 0; i < pictures; ++i) {
        if (const auto media = studio.takePicture(drawFigure(folder, number * 7 + i), Scope::Project))
            character.references.push_back({*media, i == 0 ? 1 : 0.8 - 0.1 * (i / 3)});
    }
    if (number == 0) {
        character.fullBody = character.references.front().media;
        character.loras = {{QStringLiteral("rhea_v3.safetensors"), 0.8, {}}};
        character.fixedSeed = 418'220'917;
        character.looks = {{QStringLiteral("Long coat"), QStringLiteral("black coat to the knee, collar up"), {}, {}},
                           {QStringLiteral("Helmet"), QStringLiteral("glossy black helmet, violet visor"), {}, {}},
                           {QStringLiteral("Rain"), QStringLiteral("same coat, wet hair, hood down"), {}, {}}};
    }
    return studio.save(character).value_or(CharacterId());
}

void fillCast(ui::AppContext &context)
{
    Studio studio(context.session(), context.shared());
    const QString folder = context.session()->bundle() + QStringLiteral("/exports");
    (void)ensureFolder(folder);
    const CharacterId rhea = makeCharacter(studio, folder, QStringLiteral("Rhea, driver"), 0, 6, CharacterMethod::IpAdapter);
    const CharacterId coupe = makeCharacter(studio, folder, QStringLiteral("Red coupe"), 1, 2, CharacterMethod::PromptOnly);
    makeCharacter(studio, folder, QStringLiteral("The stranger"), 2, 3, CharacterMethod::IpAdapter);
    makeCharacter(studio, folder, QStringLiteral("Night rider"), 3, 2, CharacterMethod::IpAdapter);
    makeCharacter(studio, folder, QStringLiteral("Courier"), 4, 1, CharacterMethod::InstantId);
    makeCharacter(studio, folder, QStringLiteral("Rhea, 1991"), 5, 1, CharacterMethod::Lora);
    makeCharacter(studio, folder, QStringLiteral("Bartender"), 6, 0, CharacterMethod::PromptOnly);
    makeCharacter(studio, folder, QStringLiteral("Choir"), 7, 1, CharacterMethod::IpAdapter);
    std::vector<ClipId> some;
    std::vector<ClipId> others;
    int number = 0;
    for (const timeline::Clip &clip : context.session()->timeline().clips) {
        if (clip.isLive && number++ % 3 == 0)
            some.push_back(clip.id);
        else if (number % 5 == 0)
            others.push_back(clip.id);
    }
    (void)studio.cast(some, {rhea, QStringLiteral("lead"), 1, {}});
    (void)studio.cast(others, {coupe, {}, 1, {}});
}

void selectThree(ui::TimelineEditor &editor)
{
    std::vector<ClipId> ids = editor.index().ids();
    ids.resize(std::min<size_t>(ids.size(), 5));
    ui::Selection selection;
    selection.setClips(ids);
    editor.setSelection(selection);
}

StyleTemplateId makeStyle(Studio studio, const char *name, const char *category, const char *family, const char *prefix, bool favourite)
{
    StyleTemplate style;
    style.name = QString::fromLatin1(name);
    style.category = QString::fromLatin1(category);
    style.family = QString::fromLatin1(family);
    style.prefix = QString::fromLatin1(prefix);
    style.description = QStringLiteral("Wet night streets with coloured signs. Works from 110 BPM up.");
    style.suffix = QStringLiteral("soft bloom, fine grain, deep blacks");
    style.negative = QStringLiteral("daylight, flat light, text, watermark, extra wheels");
    style.params = {{QStringLiteral("steps"), 20}, {QStringLiteral("cfg"), 7.5}};
    style.loras = {{QStringLiteral("neon_rain_v2"), 0.8, {}}};
    style.isFavourite = favourite;
    return studio.save(style).value_or(StyleTemplateId());
}

// Judged takes, so that shares have something to count: pictures of the characters, as made by the style.
void judgeTakes(project::ProjectSession &session, const QString &words, int approved, int rejected, int seed)
{
    std::vector<project::NewTake> takes;
    for (int i = 0; i < approved + rejected; ++i) {
        const auto intake =
            project::takeFromFile(session.takes().intakeOf(drawFigure(session.bundle() + QStringLiteral("/exports"), seed + i)));
        if (!intake)
            continue;
        project::NewTake take;
        take.take = *intake;
        take.take.provider = timeline::TakeProvider::ComfyUi;
        take.take.family = i % 3 == 0 ? QStringLiteral("flux_dev") : QStringLiteral("sdxl");
        take.take.verdict = i < approved ? timeline::TakeVerdict::Approved : timeline::TakeVerdict::Rejected;
        take.take.createdAt = QDateTime::currentDateTimeUtc().addDays(-7 * (i % 12)).toString(Qt::ISODateWithMs);
        take.recipe.promptParts = {{QStringLiteral("template"), words}};
        take.recipe.params = QStringLiteral("{\"preset\":\"%1\"}").arg(i % 2 ? QStringLiteral("quality") : QStringLiteral("fast"));
        takes.push_back(std::move(take));
    }
    (void)session.takes().add(QStringLiteral("Takes"), std::move(takes));
}

} // namespace

bool takeCharacterStates(ui::CharactersScreen &screen, ui::AppContext &context, const TakeShot &take, const std::function<void(int)> &wait)
{
    bool all = take(QStringLiteral("characters-empty"), kUsual);
    fillCast(context);
    wait(600);
    selectThree(screen.desk().editor());
    screen.desk().open(screen.desk().all().front().id);
    for (const Character &character : screen.desk().all()) {
        if (character.name.startsWith(u"Rhea, driver"))
            screen.desk().open(character.id);
    }
    wait(800);
    all = take(QStringLiteral("characters-open"), kUsual) && all;
    all = take(QStringLiteral("characters-wide"), kWide) && all;
    all = take(QStringLiteral("characters-1024x640"), kSmallest) && all;
    if (context.generation()) {
        practice::PracticeOptions options;
        options.pace = 0.35;
        practice::PracticeServer server(options);
        if (server.start()) {
            Server row;
            row.name = QStringLiteral("attic-3090");
            row.url = server.url().toString();
            const auto added = context.generation()->store().addServer(row);
            context.generation()->refresh();
            SheetSpec spec;
            spec.profile = SheetProfile::Poses;
            spec.count = kMostSheetCells;
            spec.params = {
                {QStringLiteral("family"), QStringLiteral("sdxl")}, {QStringLiteral("width"), 512}, {QStringLiteral("height"), 768}};
            if (screen.desk().startSheet(spec)) {
                const CharacterId id = screen.desk().current()->id;
                for (int i = 0; i < 400 && screen.desk().sheetOf(id) && screen.desk().sheetOf(id)->finished() < 4; ++i)
                    wait(100);
                if (const auto *sheet = screen.desk().sheetOf(id); sheet && sheet->finished() > 2) {
                    const std::vector<Job> jobs = sheet->jobs;
                    for (size_t i = 0; i < 2; ++i) {
                        if (jobs[i].isFinished())
                            i == 0 ? screen.desk().approve(jobs[i]) : screen.desk().reject(jobs[i]);
                    }
                }
                wait(300);
                all = take(QStringLiteral("characters-sheet"), kUsual) && all;
                screen.desk().closeSheet();
            }
            screen.orderSheet(SheetProfile::Headshots);
            all = take(QStringLiteral("characters-order"), kUsual) && all;
            for (auto *plate : screen.window()->findChildren<ui::FloatingPlate *>())
                plate->close();
            // The server ends here, and the states of other screens have their own.
            for (const Job &job : std::vector<Job>(context.generation()->jobs())) {
                if (!job.isFinished())
                    (void)cancelJobs(context.generation()->store(), {job.id});
            }
            context.generation()->refresh();
            wait(500);
            if (added)
                (void)context.generation()->store().removeServer(added->id, true);
            context.generation()->refresh();
            server.stop();
        }
    }
    return all;
}

bool takeTemplateStates(ui::TemplatesScreen &screen, ui::AppContext &context, const TakeShot &take, const std::function<void(int)> &wait)
{
    bool all = take(QStringLiteral("templates-empty"), kUsual);
    Studio studio(context.session(), context.shared());
    const char *noir = "35 mm anamorphic, neon noir, wet asphalt, volumetric haze";
    const StyleTemplateId open = makeStyle(studio, "Neon noir", "cinematic", "wan_2_2", noir, false);
    makeStyle(studio, "Night glass", "cinematic", "wan_2_2", "rain on glass, bokeh", true);
    makeStyle(studio, "Cold city", "cinematic", "flux_dev", "cold teal light, towers", false);
    makeStyle(studio, "Sodium amber", "realistic", "wan_2_2", "sodium street lamps", false);
    makeStyle(studio, "Long exposure", "cinematic", "sdxl", "light trails, long exposure", true);
    makeStyle(studio, "Ring tunnel", "abstract", "sdxl", "glowing rings, tunnel", false);
    judgeTakes(*context.session(), QString::fromLatin1(noir), 10, 4, 100);
    judgeTakes(*context.session(), QStringLiteral("cold teal light, towers"), 3, 3, 200);
    judgeTakes(*context.session(), QStringLiteral("light trails, long exposure"), 2, 5, 300);
    judgeTakes(*context.session(), QStringLiteral("rain on glass, bokeh"), 2, 0, 400);
    selectThree(screen.desk().editor());
    wait(600);
    screen.desk().open(open.text());
    wait(600);
    all = take(QStringLiteral("templates-open"), kUsual) && all;
    all = take(QStringLiteral("templates-wide"), kWide) && all;
    screen.form().field(QStringLiteral("cfg"))->edit()->setText(QStringLiteral("34"));
    all = take(QStringLiteral("templates-refused"), kUsual) && all;
    screen.form().discard();
    all = take(QStringLiteral("templates-1024x640"), kSmallest) && all;
    screen.showApply(true);
    all = take(QStringLiteral("templates-apply-1024x640"), kSmallest) && all;
    screen.showApply(false);
    return all;
}

} // namespace sc::app

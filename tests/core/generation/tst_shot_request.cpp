// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/comfy/family.h"
#include "tests/core/generation/cast_fixture.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonArray>

using namespace sc;
using namespace sc::generation;
using namespace sc::test;
using comfy::MediaKind;

class TestShotRequest : public QObject
{
    Q_OBJECT

    std::unique_ptr<CastWorld> m_world;

    [[nodiscard]] Studio studio() const { return m_world->studio(); }
    [[nodiscard]] Result<ShotRequest> request(size_t clip, RequestOptions options = {}) const
    {
        return requestFor(studio(), m_world->id(clip), options);
    }
    [[nodiscard]] CharacterId cast(const Character &character, size_t clip, const QString &look = {}) const
    {
        const CharacterId id = studio().save(character).value();
        timeline::ClipGeneration generation = m_world->clip(clip).generation;
        generation.characters.push_back({id, {}, 1, look});
        (void)m_world->made(clip, generation);
        return id;
    }
    // A recipe as a take made from the present request would have it.
    [[nodiscard]] timeline::TakeRecipe recipeOf(const ShotRequest &request) const
    {
        const auto family = comfy::FamilyTable::builtIn().family(request.params.family).value();
        timeline::TakeRecipe recipe;
        recipe.prompt = request.prompt.text;
        recipe.negativePrompt = request.prompt.negative.isEmpty() ? family.negative : request.prompt.negative;
        QJsonObject params = toJson(request.params.completed(family, request.kind).value());
        QByteArray text = toCompactJson(params);
        for (auto it = request.media.begin(); it != request.media.end(); ++it) // as they are called on the server
            text.replace("media:" + it.key().toUtf8(), "storycanvas_" + it.value().left(16).toUtf8() + ".png");
        recipe.params = QString::fromUtf8(text);
        return recipe;
    }
    [[nodiscard]] QStringList stale(const timeline::TakeRecipe &recipe, size_t clip, MediaKind kind = MediaKind::Image) const
    {
        QStringList keys;
        const auto present = request(clip, {.kind = kind, .chooseSeed = false});
        if (!present)
            return {present.error().toLogLine()};
        for (const InputChange &change : changedInputs(recipe, *present, comfy::FamilyTable::builtIn()))
            keys.append(change.key);
        return keys;
    }

private Q_SLOTS:
    void init() { m_world = std::make_unique<CastWorld>(); }
    void cleanup() { m_world.reset(); }

    void layersLieOverOneAnother()
    {
        SC_VERIFY_OK(m_world->session->apply(
            s("P"), timeline::editProject(m_world->session->timeline(), {.defaultFamily = s("sdxl"), .defaultPreset = s("quality")})));
        StyleTemplate style;
        style.name = s("Noir");
        style.prefix = s("35 mm");
        style.model = s("noir.safetensors");
        style.params = {{s("steps"), 20}, {s("cfg"), 4}};
        style.loras = {{s("rain"), 0.8, {}}};
        timeline::ClipGeneration generation;
        generation.styleTemplate = studio().save(style).value();
        generation.params = {{s("cfg"), 5}, {s("loras"), QJsonArray{QJsonObject{{s("name"), s("own")}, {s("weight"), 1}}}}};
        SC_VERIFY_OK(m_world->made(0, generation));
        const auto made = request(0, {.params = {{s("seed"), 7}}});
        SC_VERIFY_OK(made);
        QCOMPARE(made->params.family, s("sdxl"));
        QCOMPARE(made->params.preset, s("quality"));
        QCOMPARE(made->params.model, s("noir.safetensors"));
        QCOMPARE(made->params.steps, 20);
        QCOMPARE(made->params.cfg, 5.0);
        QCOMPARE(made->params.loras.size(), 2U);
        QCOMPARE(made->params.seed, 7);
        QVERIFY(!made->seedIsFree);
        QCOMPARE(made->prompt.text.section(u',', 0, 0), s("35 mm"));
        // Another family has no use for that model.
        QCOMPARE(request(0, {.params = {{s("family"), s("flux_dev")}, {s("preset"), s("fast")}}})->params.model, QString());
        QVERIFY(request(0)->params.seed.has_value());
        QVERIFY(!request(0, {.chooseSeed = false})->params.seed.has_value());
        SC_COMPARE_PROBLEM(request(0, {.params = {{s("stepz"), 7}}}), ProblemCode::InvalidParameter);
        SC_COMPARE_PROBLEM(request(0, {.params = {{s("family"), s("nope")}}}), ProblemCode::ResourceNotFound);
    }

    void wordsComeFromTheShotElseFromItsScene()
    {
        QCOMPARE(request(0, {.kind = MediaKind::Video, .params = {{s("family"), s("wan_2_2")}}})->prompt.text, s("a street"));
        SC_VERIFY_OK(m_world->edit({.clip = m_world->id(0), .imagePrompt = QString(), .videoPrompt = s("it drives")}));
        QCOMPARE(request(0, {.kind = MediaKind::Video})->prompt.text, s("it drives"));
        const auto empty = request(0);
        SC_COMPARE_PROBLEM(empty, ProblemCode::ValidationError);
        QCOMPARE(empty.error().actions().front().id, s("clip.prompt"));
        PromptTemplate prompt;
        prompt.name = s("Street");
        prompt.imagePrompt = s("{clip} in rain");
        const PromptTemplateId id = studio().save(prompt).value();
        SC_VERIFY_OK(
            m_world->session->apply(s("T"), timeline::editScene(m_world->session->timeline(),
                                                                {.scene = m_world->clip(0).scene, .promptTemplates = std::vector{id}})));
        QCOMPARE(request(0)->prompt.text, s("Clip 1 in rain"));
        QCOMPARE(request(1)->prompt.text, s("a street"));
        QCOMPARE(request(0, {.prompt = s("mine")})->prompt.text, s("mine"));
    }

    void aFrozenTextWins()
    {
        timeline::ClipGeneration generation;
        generation.frozen.image = s("as it was");
        SC_VERIFY_OK(m_world->made(0, generation));
        QCOMPARE(request(0)->prompt.text, s("as it was"));
        QVERIFY(request(0)->prompt.isFrozen);
        QCOMPARE(composedFor(studio(), m_world->id(0), MediaKind::Video)->text, s("a street"));
    }

    void methodsReachTheServerInTheirWay()
    {
        Character rhea = m_world->ready(s("Rhea"));
        rhea.face = studio().takePicture(m_world->picture(2), Scope::Project).value();
        rhea.loras = {{s("rhea_v3"), 0.7, {}}};
        rhea.fixedSeed = 5;
        (void)cast(rhea, 0);
        const auto adapted = request(0);
        SC_VERIFY_OK(adapted);
        QCOMPARE(adapted->prompt.text, s("rhea_volt, sharp profile, a street"));
        QVERIFY(adapted->params.character->method == comfy::CharacterMethod::IpAdapter);
        QVERIFY(adapted->params.character->images.front().startsWith(s("media:") + m_world->session->bundle()));
        QCOMPARE(adapted->media.size(), 1);
        QCOMPARE(adapted->params.seed, 5);
        QVERIFY(adapted->params.loras.empty());
        QVERIFY(request(0, {.params = {{s("family"), s("flux_dev")}}})->params.character->method == comfy::CharacterMethod::Reference);
        const auto with = [&](CharacterMethod method) {
            Character changed = studio().characters()->front();
            changed.method = method;
            (void)studio().save(changed);
            return request(0).value().params;
        };
        QVERIFY(with(CharacterMethod::InstantId).character->method == comfy::CharacterMethod::InstantId);
        QVERIFY(with(CharacterMethod::ReActor).faceImage.contains(rhea.face.hash.left(32)));
        QCOMPARE(with(CharacterMethod::Lora).loras.front().name, s("rhea_v3"));
        QVERIFY(!with(CharacterMethod::PromptOnly).character);
    }

    void aCharacterThatLacksSomethingStopsWithAWayOut()
    {
        Character bare;
        bare.name = s("Bare");
        (void)cast(bare, 0);
        const auto refused = request(0);
        SC_COMPARE_PROBLEM(refused, ProblemCode::ValidationError);
        QCOMPARE(refused.error().entityKind(), s("character"));
        QVERIFY(refused.error().actions().size() >= 2);
        // Its words can be seen all the same.
        SC_VERIFY_OK(composedFor(studio(), m_world->id(0), MediaKind::Image));
        SC_VERIFY_OK(m_world->edit({.clip = m_world->id(0), .imagePrompt = QString()}));
        QCOMPARE(requestProblems(studio(), m_world->id(0)).size(), 2U);
        QVERIFY(requestProblems(studio(), m_world->id(1)).empty());
    }

    void looksAreChosenAndMissed()
    {
        Character rhea = m_world->ready(s("Rhea"));
        rhea.looks = {{s("Coat"), s("long coat"), {}, {}}, {s("Rain"), s("wet hair"), {}, {{s("wet"), 1, {}}}}};
        (void)cast(rhea, 0, s("rain"));
        QVERIFY(request(0)->prompt.text.contains(s("wet hair")));
        QCOMPARE(request(0)->params.loras.front().name, s("wet"));
        timeline::ClipGeneration generation = m_world->clip(0).generation;
        generation.characters.front().look.clear();
        SC_VERIFY_OK(m_world->made(0, generation));
        QVERIFY(request(0)->prompt.text.contains(s("long coat")));
        generation.characters.front().look = s("Snow");
        SC_VERIFY_OK(m_world->made(0, generation));
        SC_COMPARE_PROBLEM(request(0), ProblemCode::ResourceNotFound);
    }

    void aSecondOneByPicturesIsSaidToComeByWords()
    {
        (void)cast(m_world->ready(s("Rhea")), 0);
        (void)cast(m_world->ready(s("Coupe")), 0);
        const auto made = request(0);
        SC_VERIFY_OK(made);
        QCOMPARE(made->notes.size(), 1);
        QVERIFY(made->notes.front().contains(s("Coupe")));
    }

    void whatIsGoneIsNamed()
    {
        const CharacterId id = cast(m_world->ready(s("Rhea")), 0);
        QVERIFY(QFile::remove(studio().absolutePath(studio().character(id)->references.front().media)));
        SC_COMPARE_PROBLEM(request(0), ProblemCode::MediaMissing);
        timeline::ClipGeneration generation;
        generation.characters = {{CharacterId(s("gone")), {}, 1, {}}};
        generation.styleTemplate = StyleTemplateId(s("gone"));
        SC_VERIFY_OK(m_world->made(1, generation));
        QCOMPARE(requestProblems(studio(), m_world->id(1)).size(), 2U);
        SC_COMPARE_PROBLEM(request(1), ProblemCode::ResourceNotFound);
        SC_COMPARE_PROBLEM(requestFor(studio(), ClipId(s("none"))), ProblemCode::ResourceNotFound);
        generation = {};
        generation.params = {{s("init_image"), s("media/nowhere.png")}};
        SC_VERIFY_OK(m_world->made(2, generation));
        SC_COMPARE_PROBLEM(request(2), ProblemCode::MediaMissing);
    }

    void aMovieBeginsWithItsPictureUnlessTold()
    {
        const TakeId take = m_world->takeFor(0, 4);
        const RequestOptions video{.kind = MediaKind::Video};
        QVERIFY(request(0, video)->params.initImage.endsWith(m_world->session->takes().find(take)->media.path));
        QVERIFY(request(0)->params.initImage.isEmpty());
        timeline::ClipGeneration generation;
        generation.startPicture = timeline::StartPicture::None;
        SC_VERIFY_OK(m_world->made(0, generation));
        QVERIFY(request(0, video)->params.initImage.isEmpty());
        generation = {};
        generation.params = {{s("end_image"), s("take:") + take.text()}, {s("init_image"), m_world->picture(8)}};
        SC_VERIFY_OK(m_world->made(0, generation));
        QCOMPARE(request(0, video)->params.initImage, s("media:") + m_world->picture(8));
        QVERIFY(request(0, video)->params.endImage.startsWith(s("media:")));
    }

    void goingOnWaitsOrSaysWhy()
    {
        timeline::ClipGeneration generation;
        generation.continueFrom = m_world->id(0);
        SC_VERIFY_OK(m_world->made(1, generation));
        SC_COMPARE_PROBLEM(request(1, {.kind = MediaKind::Video}), ProblemCode::Conflict);
        QCOMPARE(request(1, {.kind = MediaKind::Video, .mayWait = true})->waitsFor, m_world->id(0));
        const TakeId still = m_world->takeFor(0, 4);
        QVERIFY(request(1, {.kind = MediaKind::Video})->params.initImage.endsWith(m_world->session->takes().find(still)->media.path));
        const QString movie = m_world->dir.filePath(s("m.mp4"));
        QCOMPARE(makeNumberedMovie(movie, 8, s("24"), {s("-c:v"), s("mpeg4")}), QString());
        const TakeId moving = m_world->session->takes().importFile(m_world->id(0), movie).value();
        const auto made = request(1, {.kind = MediaKind::Video});
        SC_VERIFY_OK(made);
        QCOMPARE(made->startFrame->take, moving);
        QVERIFY(QFileInfo::exists(made->startFrame->movie));
        SC_VERIFY_OK(request(1)); // a picture goes on from nothing
    }

    void lipsFollowTheSongUnderTheShot()
    {
        timeline::ClipGeneration generation;
        generation.params = {{s("lip_sync"), QJsonObject{{s("method"), s("wan_s2v")}, {s("audio"), s("song:")}}}};
        SC_VERIFY_OK(m_world->made(1, generation));
        SC_COMPARE_PROBLEM(request(1, {.kind = MediaKind::Video}), ProblemCode::ValidationError);
        const QString song = m_world->dir.filePath(s("song.wav"));
        QVERIFY(writeWav(song, sine(2, 8000, 1), 8000, 1));
        SC_VERIFY_OK(m_world->session->setSong(song, songFixture(), true));
        const auto made = request(1, {.kind = MediaKind::Video});
        SC_VERIFY_OK(made);
        QCOMPARE(made->params.lipSync->start, 1.0);
        QCOMPARE(made->params.lipSync->length, 1.0);
        QVERIFY(made->params.lipSync->audio.startsWith(s("media:")));
    }

    void aTakeIsStaleOnceItsInputsChanged()
    {
        (void)cast(m_world->ready(s("Rhea")), 0);
        const timeline::TakeRecipe recipe = recipeOf(request(0).value());
        QCOMPARE(stale(recipe, 0), QStringList());
        SC_VERIFY_OK(m_world->edit({.clip = m_world->id(0), .name = s("other name"), .notes = s("n")}));
        QCOMPARE(stale(recipe, 0), QStringList());
        SC_VERIFY_OK(m_world->edit({.clip = m_world->id(0), .imagePrompt = s("an alley")}));
        QCOMPARE(stale(recipe, 0), QStringList(s("prompt")));
        SC_VERIFY_OK(m_world->session->undo());
        timeline::ClipGeneration generation = m_world->clip(0).generation;
        generation.params = {{s("steps"), 33}, {s("seed"), 1}};
        SC_VERIFY_OK(m_world->made(0, generation));
        QCOMPARE(stale(recipe, 0), QStringList({s("seed"), s("steps")}));
        SC_VERIFY_OK(m_world->session->undo());
        Character rhea = studio().characters()->front();
        rhea.references.front().media = studio().takePicture(m_world->picture(7), Scope::Project).value();
        SC_VERIFY_OK(studio().save(rhea));
        QCOMPARE(stale(recipe, 0), QStringList(s("character")));
        SC_VERIFY_OK(m_world->session->apply(
            s("L"),
            timeline::editProject(m_world->session->timeline(), {.look = timeline::LookBible{.preamble = {}, .palette = {s("#ffffff")}}})));
        QCOMPARE(stale(recipe, 0), QStringList(s("character")));
    }

    void removedDifferencesAreChangesToo()
    {
        timeline::ClipGeneration generation;
        generation.params = {{s("steps"), 33}};
        SC_VERIFY_OK(m_world->made(0, generation));
        const timeline::TakeRecipe recipe = recipeOf(request(0).value());
        QCOMPARE(stale(recipe, 0), QStringList());
        SC_VERIFY_OK(m_world->made(0, {}));
        QCOMPARE(stale(recipe, 0), QStringList(s("steps")));
        QCOMPARE(stale({}, 0), QStringList(s("prompt"))); // brought along: nothing is known but that there were no words
    }
};

SC_TEST(TestShotRequest)
#include "tst_shot_request.moc"

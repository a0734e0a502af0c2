// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/generation/batch_shots.h"
#include "core/generation/character_sheet.h"
#include "core/generation/generation_service.h"
#include "core/generation/stale_shots.h"
#include "core/practice/practice_server.h"
#include "tests/core/generation/cast_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::generation;
using namespace sc::test;

namespace {

constexpr int kPatienceMs = 120'000;

QJsonObject paramsOf(const Job &job)
{
    return parseJsonObject(job.params.toUtf8(), QString()).value_or(QJsonObject());
}

QStringList originsOf(const std::vector<timeline::PromptPart> &parts)
{
    QStringList origins;
    for (const timeline::PromptPart &part : parts) {
        if (origins.isEmpty() || origins.last() != part.origin)
            origins.append(part.origin);
    }
    return origins;
}

// A small picture of each kind: the practice server's time is the test's.
QJsonObject small()
{
    return {{s("width"), 256}, {s("height"), 256}};
}

} // namespace

// What shots bring to a batch, on a real bundle, and what a server is sent of it.
class TestBatches : public QObject
{
    Q_OBJECT

    std::unique_ptr<CastWorld> m_world;

    [[nodiscard]] Studio studio() const { return m_world->studio(); }
    [[nodiscard]] Result<BatchDraft> draft(const BatchSpec &spec, const std::vector<ClipId> &clips = {},
                                           const JobsOnTheWay &onTheWay = {}) const
    {
        SC_TRY_ASSIGN(shots, shotsOf(studio(), clips, spec));
        cutStartFrames(*m_world->session, shots);
        return draftBatch(spec, shots, targetOf(*m_world->session), onTheWay);
    }
    void cast(const Character &character, size_t clip) const
    {
        timeline::ClipGeneration generation = m_world->clip(clip).generation;
        generation.characters.push_back({studio().save(character).value(), {}, 1, {}});
        SC_VERIFY_OK(m_world->made(clip, generation));
    }
    [[nodiscard]] BatchSpec pictures() const
    {
        BatchSpec spec;
        spec.name = s("Night");
        spec.params = small();
        return spec;
    }

private Q_SLOTS:
    void init() { m_world = std::make_unique<CastWorld>(); }
    void cleanup() { m_world.reset(); }

    void everythingOfAShotReachesItsJob()
    {
        SC_VERIFY_OK(
            m_world->session->apply(s("P"), timeline::editProject(m_world->session->timeline(),
                                                                  {.look = timeline::LookBible{.preamble = s("wet film"), .palette = {}},
                                                                   .defaultFamily = s("flux_dev"),
                                                                   .defaultPreset = s("quality")})));
        StyleTemplate style;
        style.name = s("Noir");
        style.prefix = s("35 mm");
        style.params = {{s("steps"), 21}};
        timeline::ClipGeneration generation;
        generation.styleTemplate = studio().save(style).value();
        SC_VERIFY_OK(m_world->made(0, generation));
        cast(m_world->ready(s("Rhea")), 0);
        PromptTemplate prompt;
        prompt.name = s("Street");
        prompt.imagePrompt = s("{clip} in rain");
        const PromptTemplateId id = studio().save(prompt).value();
        SC_VERIFY_OK(
            m_world->session->apply(s("T"), timeline::editScene(m_world->session->timeline(),
                                                                {.scene = m_world->clip(1).scene, .promptTemplates = std::vector{id}})));
        SC_VERIFY_OK(m_world->edit({.clip = m_world->id(1), .imagePrompt = QString()}));
        const auto made = draft(pictures());
        SC_VERIFY_OK(made);
        QCOMPARE(made->jobs.size(), 3U);
        const Job &job = made->jobs.front();
        QCOMPARE(job.prompt, s("wet film, 35 mm, rhea_volt, sharp profile, a street"));
        QCOMPARE(originsOf(job.promptParts), QStringList({s("look"), s("template"), s("character"), s("clip")}));
        QCOMPARE(job.family, s("flux_dev"));
        QCOMPARE(paramsOf(job)[u"preset"].toString(), s("quality"));
        QCOMPARE(paramsOf(job)[u"steps"].toInt(), 21);
        QCOMPARE(paramsOf(job)[u"width"].toInt(), 256);
        QVERIFY(paramsOf(job)[u"character"][u"images"][0].toString().startsWith(s("media:") + m_world->session->bundle()));
        QCOMPARE(made->jobs[1].prompt, s("wet film, Clip 2 in rain"));
    }

    void anOrderForAllKeepsWhoIsInTheShot()
    {
        cast(m_world->ready(s("Rhea")), 0);
        BatchSpec spec = pictures();
        spec.prompt = s("neon rain");
        spec.family = s("sdxl");
        const auto made = draft(spec);
        SC_VERIFY_OK(made);
        QCOMPARE(made->jobs.front().prompt, s("rhea_volt, sharp profile, neon rain"));
        QCOMPARE(originsOf(made->jobs.front().promptParts), QStringList({s("character"), s("order")}));
        QCOMPARE(made->jobs[1].prompt, s("neon rain"));
    }

    void shotsThatCannotBeSentAreNamedEach()
    {
        Character bare;
        bare.name = s("Bare");
        cast(bare, 0);
        SC_VERIFY_OK(m_world->edit({.clip = m_world->id(1), .imagePrompt = QString()}));
        BatchSpec spec = pictures();
        const auto made = draft(spec);
        SC_VERIFY_OK(made);
        QCOMPARE(made->jobs.size(), 1U);
        QCOMPARE(made->leftOut.size(), 2U);
        QCOMPARE(made->withoutPrompt(), QStringList(m_world->clip(1).name));
        const Preflight flight = preflight(*made, {}, {});
        QVERIFY(preflightText(flight).contains(s("Bare")));
        QCOMPARE(toJson(flight)[u"left_out"].toArray().size(), 2);
        spec.skipWithoutPrompt = false;
        SC_COMPARE_PROBLEM(draft(spec), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(draft(pictures(), {m_world->id(0)}), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(draft(pictures(), {ClipId(s("gone"))}), ProblemCode::ResourceNotFound);
    }

    void aShotThatGoesOnWaitsForTheOneBefore()
    {
        timeline::ClipGeneration generation;
        generation.continueFrom = m_world->id(2); // a later one, so that the order has to be turned
        SC_VERIFY_OK(m_world->made(0, generation));
        BatchSpec spec = pictures();
        spec.kind = JobKind::Video;
        const auto made = draft(spec);
        SC_VERIFY_OK(made);
        QCOMPARE(made->jobs.size(), 3U);
        QCOMPARE(made->jobs[0].clip, m_world->id(2).text());
        QCOMPARE(made->jobs[1].clip, m_world->id(0).text());
        QCOMPARE(made->jobs[1].dependsOn, QStringList(made->jobs[0].id.text()));
        QCOMPARE(made->jobs[1].stillOf, made->jobs[0].id.text());
        // Alone it has nothing to go on from, unless that is on its way already.
        SC_COMPARE_PROBLEM(draft(spec, {m_world->id(0)}), ProblemCode::Conflict);
        const auto later = draft(spec, {m_world->id(0)}, {{m_world->id(2).text(), s("a-job")}});
        SC_VERIFY_OK(later);
        QCOMPARE(later->jobs.front().dependsOn, QStringList(s("a-job")));
        // What it goes on from is left out: so is it.
        SC_VERIFY_OK(m_world->edit({.clip = m_world->id(2), .imagePrompt = QString()}));
        const auto without = draft(spec);
        SC_VERIFY_OK(without);
        QCOMPARE(without->jobs.size(), 1U);
        QCOMPARE(without->leftOut.size(), 2U);
    }

    void aTakeThatIsThereGivesItsFrameAtOnce()
    {
        const QString movie = m_world->dir.filePath(s("m.mp4"));
        QCOMPARE(makeNumberedMovie(movie, 24, s("24"), {s("-c:v"), s("mpeg4")}), QString());
        SC_VERIFY_OK(m_world->session->takes().importFile(m_world->id(0), movie));
        timeline::ClipGeneration generation;
        generation.continueFrom = m_world->id(0);
        SC_VERIFY_OK(m_world->made(1, generation));
        BatchSpec spec = pictures();
        spec.kind = JobKind::Video;
        const auto made = draft(spec, {m_world->id(1)});
        SC_VERIFY_OK(made);
        const QString frame = paramsOf(made->jobs.front())[u"init_image"].toString();
        QVERIFY2(frame.startsWith(s("media:")) && frame.endsWith(s(".png")), qPrintable(frame));
        QVERIFY(QFile::exists(frame.mid(6)));
        QVERIFY(made->jobs.front().dependsOn.isEmpty());
    }

    void stillsComeFirstButNotWhereAShotBeginsOtherwise()
    {
        timeline::ClipGeneration generation;
        generation.continueFrom = m_world->id(0);
        SC_VERIFY_OK(m_world->made(1, generation));
        generation = {};
        generation.startPicture = timeline::StartPicture::None;
        SC_VERIFY_OK(m_world->made(2, generation));
        BatchSpec spec = pictures();
        spec.kind = JobKind::Video;
        spec.stillsFirst = true;
        spec.axes = {{s("steps"), {4, 8}}};
        const auto made = draft(spec);
        SC_VERIFY_OK(made);
        QCOMPARE(made->jobs.size(), 7U); // one still, two movies each
        QVERIFY(made->jobs[0].kind == JobKind::Image);
        QCOMPARE(made->jobs[0].family, s("sdxl"));
        QCOMPARE(made->jobs[2].stillOf, made->jobs[0].id.text());
        QCOMPARE(made->jobs[3].stillOf, made->jobs[1].id.text()); // goes on from the first movie of the first shot
        QVERIFY(made->jobs[5].stillOf.isEmpty());
        QCOMPARE(paramsOf(made->jobs[6])[u"steps"].toInt(), 8);
    }

    void aCharactersPicturesAreSentAndTheGraphNamesThem()
    {
        cast(m_world->ready(s("Rhea")), 0);
        practice::PracticeOptions options;
        options.pace = 0;
        practice::PracticeServer server(options);
        SC_VERIFY_OK(server.start());
        GenerationOptions quick;
        quick.times.tickMs = 20;
        auto service = GenerationService::open(ProfilePaths{m_world->dir.filePath(s("profile"))}, std::move(quick));
        SC_VERIFY_OK(service);
        Server row;
        row.name = s("Practice");
        row.url = server.url().toString();
        SC_VERIFY_OK((*service)->store().addServer(row));
        (*service)->setSession(m_world->session.get());
        BatchSpec spec = pictures();
        spec.family = s("sdxl");
        const auto made = draft(spec, {m_world->id(0)});
        SC_VERIFY_OK(made);
        Batch batch;
        batch.name = spec.name;
        const auto stored = (*service)->store().addBatch(batch, made->jobs, true);
        SC_VERIFY_OK(stored);
        (*service)->refresh();
        const JobId id = made->jobs.front().id;
        QTRY_VERIFY_WITH_TIMEOUT((*service)->job(id)->isFinished(), kPatienceMs);
        const Job &done = *(*service)->job(id);
        QVERIFY2(done.status == JobStatus::Completed, qPrintable(done.error));
        const QString hash = studio().characters()->front().references.front().media.hash;
        const QString sent = s("storycanvas_") + hash.left(16);
        QVERIFY2(done.graph.contains(sent), qPrintable(done.graph));
        QVERIFY(done.graph.contains(s("IPAdapter")));
        // The recipe keeps who said what.
        const TakeId take(done.takeIds.value(0));
        const auto recipe = m_world->session->takes().recipeOf(take);
        SC_VERIFY_OK(recipe);
        QCOMPARE(originsOf(recipe->promptParts), QStringList({s("character"), s("clip")}));
        QVERIFY(recipe->params.contains(sent));

        // The take is what the shot says until one of its inputs changes.
        StaleShots stale;
        QVERIFY(stale.look(studio(), 1000));
        QVERIFY2(stale.shots().isEmpty(), "fresh from the server");
        Character rhea = studio().characters()->front();
        rhea.references.front().media = studio().takePicture(m_world->picture(7), Scope::Project).value();
        SC_VERIFY_OK(studio().save(rhea));
        QVERIFY(stale.look(studio(), 1000));
        QCOMPARE(stale.shots(), QSet<ClipId>{m_world->id(0)});
        SC_VERIFY_OK(m_world->session->undo());
        QVERIFY(stale.look(studio(), 1000));
        QVERIFY(stale.shots().isEmpty());
        SC_VERIFY_OK(m_world->edit({.clip = m_world->id(0), .name = s("other name"), .notes = s("n")}));
        QVERIFY(stale.look(studio(), 1000));
        QVERIFY(stale.shots().isEmpty());
        SC_VERIFY_OK(m_world->edit({.clip = m_world->id(0), .imagePrompt = s("an alley")}));
        QVERIFY(stale.look(studio(), 1000));
        QCOMPARE(stale.shots(), QSet<ClipId>{m_world->id(0)});
        (*service)->setSession(nullptr);
    }

    void aMovieThatGoesOnBeginsWithTheLastFrameOfTheOneBefore()
    {
        timeline::ClipGeneration generation;
        generation.continueFrom = m_world->id(0);
        SC_VERIFY_OK(m_world->made(1, generation));
        practice::PracticeOptions options;
        options.pace = 0;
        practice::PracticeServer server(options);
        SC_VERIFY_OK(server.start());
        GenerationOptions quick;
        quick.times.tickMs = 20;
        auto service = GenerationService::open(ProfilePaths{m_world->dir.filePath(s("profile"))}, std::move(quick));
        SC_VERIFY_OK(service);
        Server row;
        row.name = s("Practice");
        row.url = server.url().toString();
        SC_VERIFY_OK((*service)->store().addServer(row));
        (*service)->setSession(m_world->session.get());
        BatchSpec spec = pictures();
        spec.kind = JobKind::Video;
        spec.family = s("wan_2_2");
        const auto made = draft(spec, {m_world->id(0), m_world->id(1)});
        SC_VERIFY_OK(made);
        Batch batch;
        batch.name = spec.name;
        SC_VERIFY_OK((*service)->store().addBatch(batch, made->jobs, true));
        (*service)->refresh();
        const JobId second = made->jobs[1].id;
        QTRY_VERIFY_WITH_TIMEOUT((*service)->job(second)->isFinished(), kPatienceMs);
        const Job &done = *(*service)->job(second);
        QVERIFY2(done.status == JobStatus::Completed, qPrintable(done.error));
        const QString frame = paramsOf(done)[u"init_image"].toString().mid(6);
        QVERIFY2(frame.endsWith(s(".png")) && QFile::exists(frame), qPrintable(frame));
        QVERIFY(done.graph.contains(s("storycanvas_")));
        QVERIFY(!m_world->clip(1).selectedVideo.isEmpty());
        (*service)->setSession(nullptr);
    }

    void aSheetIsOfTheCharacterAloneAndKnowsItsNeeds()
    {
        const CharacterId id = studio().save(m_world->ready(s("Rhea, driver"))).value();
        const Character rhea = studio().character(id).value();
        SheetSpec spec;
        spec.profile = SheetProfile::Poses;
        spec.count = 5;
        const auto jobs = draftSheet(studio(), rhea, spec);
        SC_VERIFY_OK(jobs);
        QCOMPARE(jobs->size(), 5U);
        QCOMPARE(jobs->front().character, id.text());
        QVERIFY(jobs->front().clip.isEmpty());
        QVERIFY(jobs->front().prompt.startsWith(s("rhea_volt, sharp profile, full body")));
        QCOMPARE(sheetCellName(jobs->at(1)), s("back"));
        QCOMPARE(paramsOf(jobs->at(0))[u"seed"], paramsOf(jobs->at(4))[u"seed"]);
        spec.count = 9;
        SC_COMPARE_PROBLEM(draftSheet(studio(), rhea, spec), ProblemCode::ValidationError);
        spec.count = 4;
        spec.control = comfy::ControlType::OpenPose;
        SC_COMPARE_PROBLEM(draftSheet(studio(), rhea, spec), ProblemCode::ValidationError);
        spec.control.reset();
        spec.profile = SheetProfile::Methods;
        QCOMPARE(sheetCells(rhea, spec).size(), 2U); // by its picture and by words
        Character bare = rhea;
        bare.references.clear();
        spec.profile = SheetProfile::Headshots;
        SC_COMPARE_PROBLEM(draftSheet(studio(), bare, spec), ProblemCode::ValidationError);
    }

    void whatIsApprovedBecomesAReferenceOnce()
    {
        const CharacterId id = studio().save(m_world->ready(s("Rhea"))).value();
        const TakeId take = m_world->takeFor(0, 9);
        SC_VERIFY_OK(approveForSheet(studio(), id, take));
        QCOMPARE(studio().character(id)->references.size(), 2U);
        QVERIFY(m_world->session->takes().find(take)->verdict == timeline::TakeVerdict::Approved);
        SC_COMPARE_PROBLEM(approveForSheet(studio(), id, take), ProblemCode::NothingToUpdate);
        SC_VERIFY_OK(rejectFromSheet(studio(), take));
        QVERIFY(m_world->session->takes().find(take)->verdict == timeline::TakeVerdict::Rejected);
    }
};

SC_TEST(TestBatches)
#include "tst_batches.moc"

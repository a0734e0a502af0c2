// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/generation/batch_shots.h"
#include "core/generation/character_sheet.h"
#include "core/generation/generation_service.h"
#include "core/generation/queue_edits.h"
#include "core/generation/queue_history.h"
#include "core/generation/stale_shots.h"
#include "core/generation/still_choice.h"
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

    // Runs the queue of the world's profile against this server, results go into the world's project; null: it failed.
    [[nodiscard]] std::unique_ptr<GenerationService> serviceAt(const practice::PracticeServer &server) const
    {
        GenerationOptions quick;
        quick.times.tickMs = 20;
        auto service = GenerationService::open(ProfilePaths{m_world->dir.filePath(s("profile"))}, std::move(quick));
        Server row;
        row.name = s("Practice");
        row.url = server.url().toString();
        if (!service || !(*service)->store().addServer(row))
            return nullptr;
        (*service)->setSession(m_world->session.get());
        return std::move(*service);
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

    void combinationsCanBeLeftOutAndTheOthersKeepTheirSeeds()
    {
        BatchSpec spec = pictures();
        spec.kind = JobKind::Video;
        spec.stillsFirst = true;
        spec.seed = 40;
        spec.seeds = BatchSeeds::Increment;
        spec.axes = {{s("steps"), {4, 8}}, {s("cfg"), {5, 7}}};
        const auto whole = draft(spec);
        SC_VERIFY_OK(whole);
        QCOMPARE(whole->jobs.size(), 15U); // a still and four movies each
        QCOMPARE(whole->stills, 3);
        QCOMPARE(whole->cells.size(), 12U);
        spec.off = {{m_world->id(0), 1}, {m_world->id(2), 0}, {m_world->id(2), 1}, {m_world->id(2), 2}, {m_world->id(2), 3}};
        const auto made = draft(spec);
        SC_VERIFY_OK(made);
        QCOMPARE(made->jobs.size(), 9U); // nothing of the third shot, not even its still
        QCOMPARE(made->stills, 2);
        QVERIFY(made->cells[1].state == BatchCell::State::Off);
        QVERIFY(made->cells[2].state == BatchCell::State::Made);
        const auto movie = std::ranges::find(made->jobs, made->cells[2].job, &Job::id);
        QCOMPARE(paramsOf(*movie)[u"steps"].toInt(), 8);
        const auto before = std::ranges::find(whole->jobs, whole->cells[2].job, &Job::id);
        QCOMPARE(paramsOf(*movie)[u"seed"], paramsOf(*before)[u"seed"]);
        const QJsonArray json = planJson(spec, *made);
        QCOMPARE(json[0][u"combinations"][1][u"state"].toString(), s("off"));
        QCOMPARE(json[0][u"combinations"][1][u"values"], QJsonValue(QJsonArray{s("4"), s("7")}));
        QVERIFY(planText(spec, *made).contains(s("4, 7")));
        spec.off.push_back({m_world->id(0), 4});
        SC_COMPARE_PROBLEM(draft(spec), ProblemCode::ValidationError);
        spec.off.clear();
        for (const size_t clip : {0U, 1U, 2U}) {
            for (int i = 0; i < 4; ++i)
                spec.off.push_back({m_world->id(clip), i});
        }
        SC_COMPARE_PROBLEM(draft(spec), ProblemCode::ValidationError);
    }

    void videosWaitForTheChoiceAmongThePicturesOfTheirShot()
    {
        BatchSpec spec = pictures();
        spec.kind = JobKind::Video;
        spec.stillsFirst = true;
        spec.stillCount = 3;
        SC_COMPARE_PROBLEM(draft(spec), ProblemCode::ValidationError); // of several somebody has to choose
        spec.chooseStills = true;
        spec.axes = {{s("cfg"), {5, 7}}};
        const auto made = draft(spec);
        SC_VERIFY_OK(made);
        QCOMPARE(made->jobs.size(), 15U);
        QSet<qint64> seeds;
        for (size_t i = 0; i < 3; ++i)
            seeds.insert(paramsOf(made->jobs[i])[u"seed"].toInteger());
        QCOMPARE(seeds.size(), 3);
        const Job &video = made->jobs[3];
        QVERIFY(video.awaitsChoice);
        QVERIFY(video.stillOf.isEmpty());
        QCOMPARE(video.dependsOn.size(), 3);
        QVERIFY(!paramsOf(video).contains(s("init_image")));
        const auto choices = openChoices(made->jobs);
        QCOMPARE(choices.size(), 3U);
        QCOMPARE(choices[0].stills.size(), 3U);
        QCOMPARE(choices[0].videos.size(), 2U);
        QVERIFY(!choices[0].canChoose());
        spec.stillCount = 9;
        SC_COMPARE_PROBLEM(draft(spec), ProblemCode::ValidationError);
    }

    void theChosenPictureIsWhatTheVideoStartsFrom()
    {
        practice::PracticeOptions options;
        options.pace = 0;
        practice::PracticeServer server(options);
        SC_VERIFY_OK(server.start());
        const auto service = serviceAt(server);
        QVERIFY(service);
        BatchSpec spec = pictures();
        spec.kind = JobKind::Video;
        spec.family = s("wan_2_2");
        spec.stillsFirst = true;
        spec.chooseStills = true;
        spec.stillCount = 2;
        const auto made = draft(spec, {m_world->id(0)});
        SC_VERIFY_OK(made);
        const JobId first = made->jobs[0].id;
        const JobId second = made->jobs[1].id;
        const JobId video = made->jobs[2].id;
        GenerationStore &store = service->store();
        Batch batch;
        batch.name = spec.name;
        SC_VERIFY_OK(store.addBatch(batch, made->jobs, true));
        SC_COMPARE_PROBLEM(chooseStill(store, first), ProblemCode::Conflict); // it is not there yet
        service->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(service->job(first)->isFinished() && service->job(second)->isFinished(), kPatienceMs);
        QCOMPARE(service->job(video)->status, JobStatus::Queued);
        QCOMPARE(openChoices(service->jobs()).size(), 1U);
        // The choice is a step of the queue: held, chosen, taken back, chosen again.
        SC_VERIFY_OK(pauseJobs(store, {video}));
        QueueHistory history(store);
        SC_VERIFY_OK(history.perform(s("Choose"), {video}, [&]() -> Result<> {
            const auto done = chooseStill(store, first);
            return done ? Result<>() : std::unexpected(done.error());
        }));
        QVERIFY(!store.job(video)->awaitsChoice);
        SC_VERIFY_OK(history.undo());
        QVERIFY(store.job(video)->awaitsChoice);
        QCOMPARE(store.job(video)->dependsOn.size(), 2);
        SC_VERIFY_OK(chooseStill(store, second));
        SC_COMPARE_PROBLEM(chooseStill(store, first), ProblemCode::NothingToUpdate);
        SC_VERIFY_OK(resumeJobs(store, {video}));
        service->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(service->job(video)->isFinished(), kPatienceMs);
        const Job done = *service->job(video);
        QVERIFY2(done.status == JobStatus::Completed, qPrintable(done.error));
        const auto take = m_world->session->takes().find(TakeId(service->job(second)->takeIds.value(0)));
        QVERIFY(take != nullptr);
        QCOMPARE(paramsOf(done)[u"init_image"].toString().mid(6), m_world->session->absolutePath(take->media));
        service->setSession(nullptr);
    }

    void aChoiceIsLostOnlyWithAllItsPictures()
    {
        practice::PracticeOptions options;
        options.pace = 0;
        practice::PracticeServer server(options);
        SC_VERIFY_OK(server.start());
        const auto service = serviceAt(server);
        QVERIFY(service);
        GenerationStore &store = service->store();
        SC_VERIFY_OK(setQueuePause(store, QueuePause::AfterCurrent));
        BatchSpec spec = pictures();
        spec.kind = JobKind::Video;
        spec.family = s("wan_2_2");
        spec.stillsFirst = true;
        spec.chooseStills = true;
        spec.stillCount = 2;
        const auto made = draft(spec, {m_world->id(0)});
        SC_VERIFY_OK(made);
        Batch batch;
        batch.name = spec.name;
        SC_VERIFY_OK(store.addBatch(batch, made->jobs, true));
        SC_VERIFY_OK(cancelJobs(store, {made->jobs[0].id}));
        service->refresh();
        const JobId video = made->jobs[2].id;
        QTRY_COMPARE(service->job(made->jobs[0].id)->status, JobStatus::Cancelled);
        QCOMPARE(store.job(video)->status, JobStatus::Queued);
        SC_VERIFY_OK(cancelJobs(store, {made->jobs[1].id}));
        service->refresh();
        QTRY_COMPARE(store.job(video)->status, JobStatus::Blocked);
        service->setSession(nullptr);
    }

    void aCharactersPicturesAreSentAndTheGraphNamesThem()
    {
        cast(m_world->ready(s("Rhea")), 0);
        practice::PracticeOptions options;
        options.pace = 0;
        practice::PracticeServer server(options);
        SC_VERIFY_OK(server.start());
        const auto service = serviceAt(server);
        QVERIFY(service);
        BatchSpec spec = pictures();
        spec.family = s("sdxl");
        const auto made = draft(spec, {m_world->id(0)});
        SC_VERIFY_OK(made);
        Batch batch;
        batch.name = spec.name;
        const auto stored = service->store().addBatch(batch, made->jobs, true);
        SC_VERIFY_OK(stored);
        service->refresh();
        const JobId id = made->jobs.front().id;
        QTRY_VERIFY_WITH_TIMEOUT(service->job(id)->isFinished(), kPatienceMs);
        const Job &done = *service->job(id);
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
        service->setSession(nullptr);
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
        const auto service = serviceAt(server);
        QVERIFY(service);
        BatchSpec spec = pictures();
        spec.kind = JobKind::Video;
        spec.family = s("wan_2_2");
        const auto made = draft(spec, {m_world->id(0), m_world->id(1)});
        SC_VERIFY_OK(made);
        Batch batch;
        batch.name = spec.name;
        SC_VERIFY_OK(service->store().addBatch(batch, made->jobs, true));
        service->refresh();
        const JobId second = made->jobs[1].id;
        QTRY_VERIFY_WITH_TIMEOUT(service->job(second)->isFinished(), kPatienceMs);
        const Job &done = *service->job(second);
        QVERIFY2(done.status == JobStatus::Completed, qPrintable(done.error));
        const QString frame = paramsOf(done)[u"init_image"].toString().mid(6);
        QVERIFY2(frame.endsWith(s(".png")) && QFile::exists(frame), qPrintable(frame));
        QVERIFY(done.graph.contains(s("storycanvas_")));
        QVERIFY(!m_world->clip(1).selectedVideo.isEmpty());
        service->setSession(nullptr);
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

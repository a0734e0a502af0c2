// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/generation/batch_shots.h"
#include "core/generation/comfy_worker.h"
#include "core/generation/continuation.h"
#include "core/generation/dispatcher.h"
#include "core/generation/job_from_request.h"
#include "core/practice/practice_server.h"
#include "tests/core/generation/cast_fixture.h"
#include "tests/core/generation/generation_fixture.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::generation;
using namespace sc::test;

namespace {

constexpr int kPatienceMs = 60'000;

// A project, a queue that runs and a server, all in this process.
struct Room
{
    CastWorld world;
    QueueFixture queue;
    practice::PracticeServer server{[] {
        practice::PracticeOptions options;
        options.pace = 0;
        return options;
    }()};
    std::unique_ptr<BundleKeeper> keeper;
    std::unique_ptr<Dispatcher> dispatcher;

    Room()
    {
        const auto started = server.start();
        Server row;
        row.name = s("Practice");
        row.url = server.url().toString();
        const auto added = queue.store->addServer(row);
        keeper = std::make_unique<BundleKeeper>(queue.profile, [this](const QString &) { return world.session.get(); });
        DispatcherTimes times;
        times.tickMs = 20;
        auto running = Dispatcher::start(queue.profile, *queue.store, standardWorkers(*queue.store, environmentSecrets()), *keeper, times);
        if (!started || !added || !running)
            qFatal("no room to generate in");
        dispatcher = std::move(*running);
    }
    [[nodiscard]] BatchTarget target() const { return targetOf(*world.session); }
    [[nodiscard]] std::vector<Server> servers() const { return *queue.store->servers(); }
    [[nodiscard]] Job job(const JobId &id) const { return queue.store->job(id).value_or(Job()); }
    JobId queueOne(const Job &job)
    {
        const auto added = queueJobs(*queue.store, {job});
        if (!added)
            qFatal("%s", qPrintable(added.error().toLogLine()));
        dispatcher->refresh();
        return added->front().id;
    }
    [[nodiscard]] timeline::Take take(const JobId &id) const { return *world.session->takes().find(TakeId(job(id).takeIds.value(0))); }
    [[nodiscard]] timeline::TakeRecipe recipe(const JobId &id) const
    {
        return *world.session->takes().recipeOf(TakeId(job(id).takeIds.value(0)));
    }
};

RequestOptions small(const QJsonObject &more = {})
{
    RequestOptions options;
    options.params = {{s("family"), s("sdxl")}, {s("width"), 256}, {s("height"), 256}, {s("steps"), 3}};
    for (auto it = more.begin(); it != more.end(); ++it)
        options.params.insert(it.key(), it.value());
    return options;
}

} // namespace

class TstJobFromRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aJobFreezesAllThatTheShotSays();
    void aStartFrameIsCutOutFirst();
    void theFrontOfTheQueue();
    void aTakeMadeAgainIsTheSameRequestAndTheSameFile();
    void aVariedTakeDiffersInOneInput();
    void picturesAreSentAgainToAServerThatLostThem();
    void aServerThatIsGoneLeavesTheJobFree();
};

void TstJobFromRequest::aJobFreezesAllThatTheShotSays()
{
    CastWorld world;
    SC_VERIFY_OK(
        world.edit({.clip = world.id(0), .negativePrompt = s("ugly"), .direction = timeline::ShotDirection{.shotType = s("wide")}}));
    const auto request = requestFor(world.studio(), world.id(0), small());
    SC_VERIFY_OK(request);
    const ServerId server(s("box"));
    const auto job = jobFrom(*request, targetOf(*world.session), world.clip(0).name, {server, true});
    SC_VERIFY_OK(job);
    QCOMPARE(job->bundle, world.session->bundle());
    QCOMPARE(job->projectName, s("P"));
    QCOMPARE(job->clip, world.id(0).text());
    QCOMPARE(job->clipName, world.clip(0).name);
    QCOMPARE(job->kind, JobKind::Image);
    QCOMPARE(job->prompt, s("a street, wide"));
    QVERIFY(job->negative.contains(s("ugly")));
    QCOMPARE(job->promptParts, request->prompt.parts);
    QCOMPARE(job->preferredServer, server);
    QVERIFY(job->pinned && !job->id.isEmpty() && job->ownGraph.isEmpty());
    const auto params = comfy::paramsFromJson(*parseJsonObject(job->params.toUtf8(), QString()));
    SC_VERIFY_OK(params);
    QCOMPARE(*params, request->params);
    QVERIFY(params->seed.has_value());
    QVERIFY(!jobFrom(*request, targetOf(*world.session), world.clip(0).name)->pinned);
}

void TstJobFromRequest::aStartFrameIsCutOutFirst()
{
    CastWorld world;
    const QString movie = world.dir.filePath(s("movie.mp4"));
    QCOMPARE(makeNumberedMovie(movie, 12, s("24/1"), {s("-c:v"), s("libx264"), s("-pix_fmt"), s("yuv420p")}), QString());
    SC_VERIFY_OK(world.session->takes().importFile(world.id(0), movie));
    timeline::ClipGeneration generation;
    generation.continueFrom = world.id(0);
    SC_VERIFY_OK(world.made(1, generation));
    RequestOptions options;
    options.kind = comfy::MediaKind::Video;
    const auto request = requestFor(world.studio(), world.id(1), options);
    SC_VERIFY_OK(request);
    SC_COMPARE_PROBLEM(jobFrom(*request, targetOf(*world.session), s("two")), ProblemCode::Conflict);
    const auto place = startPlaceOf(*world.session, *request);
    SC_VERIFY_OK(place);
    const auto picture = writeFrame(*place);
    SC_VERIFY_OK(picture);
    const auto job = jobFrom(startingWith(*request, *picture), targetOf(*world.session), s("two"));
    SC_VERIFY_OK(job);
    QCOMPARE(job->kind, JobKind::Video);
    QVERIFY(job->params.contains(*picture));
    const auto alone = requestFor(world.studio(), world.id(2), options);
    SC_VERIFY_OK(alone);
    SC_COMPARE_PROBLEM(startPlaceOf(*world.session, *alone), ProblemCode::ResourceNotFound);
}

void TstJobFromRequest::theFrontOfTheQueue()
{
    QueueFixture queue;
    SC_VERIFY_OK(queueJobs(*queue.store, {pictureJob(s("one")), pictureJob(s("two"))}));
    const auto front = queueJobs(*queue.store, {pictureJob(s("three"))}, true);
    SC_VERIFY_OK(front);
    QVERIFY(front->front().front > 0);
    QCOMPARE(queue.store->jobs()->front().prompt, s("three"));
    SC_COMPARE_PROBLEM(queueJobs(*queue.store, {pictureJob(QString())}), ProblemCode::ValidationError);
    QCOMPARE(queue.store->jobs()->size(), size_t(3));
}

void TstJobFromRequest::aTakeMadeAgainIsTheSameRequestAndTheSameFile()
{
    Room room;
    const auto request = requestFor(room.world.studio(), room.world.id(0), small());
    SC_VERIFY_OK(request);
    const JobId first = room.queueOne(*jobFrom(*request, room.target(), room.world.clip(0).name));
    QTRY_COMPARE_WITH_TIMEOUT(room.job(first).status, JobStatus::Completed, kPatienceMs);
    const auto frozen = reproduce(room.take(first), room.recipe(first));
    SC_VERIFY_OK(frozen);
    const auto again = jobFrom(*frozen, room.target(), room.world.clip(0).name, room.servers());
    SC_VERIFY_OK(again);
    QVERIFY(again->pinned && again->preferredServer == room.servers().front().id);
    const JobId second = room.queueOne(*again);
    QTRY_COMPARE_WITH_TIMEOUT(room.job(second).status, JobStatus::Completed, kPatienceMs);
    QCOMPARE(room.server.taken(), 2);
    QCOMPARE(room.job(second).graph, room.job(first).graph);
    QCOMPARE(room.job(second).graphHash, room.job(first).graphHash);
    QCOMPARE(room.recipe(second).request, room.recipe(first).request);
    const timeline::Take one = room.take(first);
    const timeline::Take two = room.take(second);
    QVERIFY(one.id != two.id);
    QCOMPARE(two.media.hash, one.media.hash);
    QCOMPARE(two.media.path, one.media.path);
    QCOMPARE(readFile(room.world.session->absolutePath(two.media)), readFile(room.world.session->absolutePath(one.media)));
    QCOMPARE(two.seed, one.seed);
    QCOMPARE(two.clip, one.clip);
}

void TstJobFromRequest::aVariedTakeDiffersInOneInput()
{
    Room room;
    const auto request = requestFor(room.world.studio(), room.world.id(0), small({{s("seed"), 5}}));
    SC_VERIFY_OK(request);
    const JobId first = room.queueOne(*jobFrom(*request, room.target(), room.world.clip(0).name));
    QTRY_COMPARE_WITH_TIMEOUT(room.job(first).status, JobStatus::Completed, kPatienceMs);
    const auto varied = vary(room.take(first), room.recipe(first), *changeFromText(s("seed=6")));
    SC_VERIFY_OK(varied);
    const auto job = jobFrom(*varied, room.target(), room.world.clip(0).name, room.servers());
    SC_VERIFY_OK(job);
    QVERIFY(!job->pinned && job->preferredServer == room.servers().front().id);
    const JobId second = room.queueOne(*job);
    QTRY_COMPARE_WITH_TIMEOUT(room.job(second).status, JobStatus::Completed, kPatienceMs);
    QStringList inputs;
    const auto graphOf = [&](const JobId &id) { return QJsonDocument::fromJson(room.job(id).graph.toUtf8()).object(); };
    for (const GraphDifference &difference : differencesOf(graphOf(first), graphOf(second)))
        inputs.append(difference.input);
    inputs.removeAll(s("filename_prefix")); // what the server calls the file
    QCOMPARE(inputs, QStringList{s("seed")});
    QVERIFY(room.take(second).media.hash != room.take(first).media.hash);
}

void TstJobFromRequest::picturesAreSentAgainToAServerThatLostThem()
{
    Room room;
    const auto start = room.world.studio().takePicture(room.world.picture(4), Scope::Project);
    SC_VERIFY_OK(start);
    RequestOptions options = small({{s("init_image"), start->path}, {s("denoise"), 0.6}});
    const auto request = requestFor(room.world.studio(), room.world.id(0), options);
    SC_VERIFY_OK(request);
    const JobId first = room.queueOne(*jobFrom(*request, room.target(), room.world.clip(0).name));
    QTRY_COMPARE_WITH_TIMEOUT(room.job(first).status, JobStatus::Completed, kPatienceMs);
    const auto frozen = reproduce(room.take(first), room.recipe(first));
    SC_VERIFY_OK(frozen);
    const FrozenRequest local = withLocalPictures(*frozen, room.world.session->bundle());
    const QString file = room.world.session->absolutePath(*start);
    QVERIFY(local.graph.contains(QStringLiteral("media:") + file));
    QVERIFY(local.params.contains(QStringLiteral("media:") + file));
    const JobId second = room.queueOne(*jobFrom(local, room.target(), room.world.clip(0).name, room.servers()));
    QTRY_COMPARE_WITH_TIMEOUT(room.job(second).status, JobStatus::Completed, kPatienceMs);
    QCOMPARE(room.job(second).graph, room.job(first).graph);
}

void TstJobFromRequest::aServerThatIsGoneLeavesTheJobFree()
{
    FrozenRequest frozen;
    frozen.prompt = s("a fox");
    frozen.graph = s("{}");
    frozen.params = s("{}");
    frozen.serverId = s("gone");
    const auto job = jobFrom(frozen, {}, QString(), {});
    SC_VERIFY_OK(job);
    QVERIFY(!job->pinned && job->preferredServer.isEmpty());
}

SC_TEST(TstJobFromRequest)
#include "tst_job_from_request.moc"

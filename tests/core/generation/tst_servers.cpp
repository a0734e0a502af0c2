// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/generation/generation_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::generation;
using namespace sc::test;

class TstServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesAreNormalised_data();
    void addressesAreNormalised();
    void badAddressesSayWhatIsWrong_data();
    void badAddressesSayWhatIsWrong();
    void aRunPodAddressGivesKindAndEndpoint();
    void everyFieldIsChecked_data();
    void everyFieldIsChecked();
    void aServerComesBackAsItWasStored();
    void addressAndNameAreUnique();
    void anotherAddressForgetsWhatWasLearned();
    void removingAsksWhereWaitingJobsGo();
};

void TstServers::addressesAreNormalised_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("stored");
    const auto row = [](const char *typed, const char *stored) {
        QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(stored);
    };
    row("http://127.0.0.1:8188/", "http://127.0.0.1:8188");
    row("  http://Host.Example:8188///  ", "http://host.example:8188");
    row("http://0.0.0.0:8188", "http://127.0.0.1:8188");
    row("http://box/api", "http://box");
    row("http://box/comfy/api/prompt#queue", "http://box/comfy");
    row("https://box:443/ws?clientId=1", "https://box");
    row("http://[::1]:8188/", "http://[::1]:8188");
}

void TstServers::addressesAreNormalised()
{
    QFETCH(QString, typed);
    QFETCH(QString, stored);
    const auto url = normalisedUrl(typed);
    SC_VERIFY_OK(url);
    QCOMPARE(*url, stored);
}

void TstServers::badAddressesSayWhatIsWrong_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << QStringLiteral("  ") << QStringLiteral("needs an address");
    QTest::newRow("no scheme") << QStringLiteral("127.0.0.1:8188") << QStringLiteral("http://127.0.0.1:8188");
    QTest::newRow("other scheme") << QStringLiteral("ftp://box") << QStringLiteral("http");
    QTest::newRow("no host") << QStringLiteral("http:///api") << QStringLiteral("host");
    QTest::newRow("password") << QStringLiteral("http://me:hunter2@box") << QStringLiteral("header");
}

void TstServers::badAddressesSayWhatIsWrong()
{
    QFETCH(QString, typed);
    QFETCH(QString, word);
    const auto url = normalisedUrl(typed);
    SC_COMPARE_PROBLEM(url, ProblemCode::ValidationError);
    QVERIFY2(url.error().text().contains(word), qPrintable(url.error().text()));
    QVERIFY(!url.error().toLogLine().contains(QStringLiteral("hunter2")));
}

void TstServers::aRunPodAddressGivesKindAndEndpoint()
{
    Server server;
    server.url = QStringLiteral("https://api.runpod.ai/v2/ab12cd34/run");
    SC_COMPARE_PROBLEM(checkedServer(server), ProblemCode::ValidationError); // the key
    server.keyRef = QStringLiteral("env:RUNPOD_API_KEY");
    const auto checked = checkedServer(server);
    SC_VERIFY_OK(checked);
    QCOMPARE(checked->kind, ServerKind::RunPod);
    QCOMPARE(checked->endpointId, QStringLiteral("ab12cd34"));
    QCOMPARE(checked->url, QStringLiteral("https://api.runpod.ai/v2/ab12cd34"));
    QCOMPARE(checked->name, QStringLiteral("api.runpod.ai"));
}

void TstServers::everyFieldIsChecked_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<std::function<void(Server &)>>("spoil");
    const auto row = [](const char *field, std::function<void(Server &)> spoil) {
        QTest::newRow(field) << QString::fromLatin1(field) << std::move(spoil);
    };
    row("max_concurrent", [](Server &server) { server.maxConcurrent = 0; });
    row("max_concurrent", [](Server &server) { server.maxConcurrent = 17; });
    row("weight", [](Server &server) { server.weight = 0.05; });
    row("weight", [](Server &server) { server.weight = std::numeric_limits<double>::quiet_NaN(); });
    row("idle_timeout_s", [](Server &server) { server.idleTimeoutS = 0; });
    row("image_limit_s", [](Server &server) { server.imageLimitS = -1; });
    row("video_limit_s", [](Server &server) { server.videoLimitS = 0; });
    row("headers", [](Server &server) { server.headers.insert(QStringLiteral("X Key"), QStringLiteral("env:A")); });
    row("headers", [](Server &server) { server.headers.insert(QStringLiteral("Origin"), QStringLiteral("env:A")); });
    row("headers", [](Server &server) { server.headers.insert(QStringLiteral("X-Key"), QString()); });
    row("fingerprint", [](Server &server) { server.fingerprint = QStringLiteral("ab:cd"); });
}

void TstServers::everyFieldIsChecked()
{
    QFETCH(QString, field);
    QFETCH(std::function<void(Server &)>, spoil);
    Server server = plainServer(QStringLiteral("box"));
    SC_VERIFY_OK(checkedServer(server));
    spoil(server);
    const auto checked = checkedServer(server);
    SC_COMPARE_PROBLEM(checked, ProblemCode::ValidationError);
    QCOMPARE(checked.error().entity(), field);
}

void TstServers::aServerComesBackAsItWasStored()
{
    QueueFixture fixture;
    Server server = plainServer(QStringLiteral("Box"));
    server.weight = 2.5;
    server.exclusiveGroup = QStringLiteral("card 0");
    server.headers.insert(QStringLiteral("X-Key"), QStringLiteral("env:BOX_KEY"));
    server.tlsTrust = TlsTrust::Pinned;
    server.maxConcurrent = 3;
    const auto added = fixture.store->addServer(server);
    SC_VERIFY_OK(added);
    fixture.reopen();
    const auto all = fixture.store->servers();
    SC_VERIFY_OK(all);
    QCOMPARE(all->size(), size_t(1));
    QVERIFY(all->front() == *added);
    SC_COMPARE_PROBLEM(fixture.store->editServer(*added), ProblemCode::NothingToUpdate);
    Server edited = *added;
    edited.active = false;
    SC_VERIFY_OK(fixture.store->editServer(edited));
    QVERIFY(!fixture.store->server(added->id)->active);
}

void TstServers::addressAndNameAreUnique()
{
    QueueFixture fixture;
    SC_VERIFY_OK(fixture.store->addServer(plainServer(QStringLiteral("Box"))));
    Server same = plainServer(QStringLiteral("Other"));
    same.url = QStringLiteral("http://localhost:8188/");
    const auto refused = fixture.store->addServer(same);
    SC_COMPARE_PROBLEM(refused, ProblemCode::DuplicateResource);
    QCOMPARE(refused.error().entity(), QStringLiteral("Box"));
    SC_COMPARE_PROBLEM(fixture.store->addServer(plainServer(QStringLiteral("box"), 9000)), ProblemCode::DuplicateResource);
    QCOMPARE(fixture.store->servers()->size(), size_t(1));
}

void TstServers::anotherAddressForgetsWhatWasLearned()
{
    QueueFixture fixture;
    Server server = *fixture.store->addServer(plainServer(QStringLiteral("Box")));
    const RunKey key{QStringLiteral("sdxl"), 1 << 20, 1, 20};
    SC_VERIFY_OK(fixture.store->keepRun(server.id, key, 12));
    SC_VERIFY_OK(fixture.store->keepRun(server.id, key, 14));
    SC_VERIFY_OK(fixture.store->keepLoad(server.id, QStringLiteral("a"), 5));
    SC_VERIFY_OK(fixture.store->keepOutcome(server.id, false));
    SC_VERIFY_OK(fixture.store->keepNodes(server.id, {QStringLiteral("0.3"), {}, QByteArrayLiteral("{}")}));
    const auto learned = fixture.store->learned();
    SC_VERIFY_OK(learned);
    QCOMPARE(learned->run(server.id, key), (MeanSeconds{2, 13}));
    QCOMPARE(learned->expectedLoad(server.id, QStringLiteral("a")), 5.0);
    QCOMPARE(learned->outcomes(server.id), (Outcomes{0, 1}));
    QCOMPARE((*fixture.store->cachedNodes(server.id))->objectInfo, QByteArrayLiteral("{}"));
    server.url = QStringLiteral("http://127.0.0.1:9999");
    SC_VERIFY_OK(fixture.store->editServer(server));
    QVERIFY(fixture.store->learned()->isEmpty());
    QVERIFY(!fixture.store->cachedNodes(server.id)->has_value());
}

void TstServers::removingAsksWhereWaitingJobsGo()
{
    QueueFixture fixture;
    const Server server = *fixture.store->addServer(plainServer(QStringLiteral("Box")));
    Job job = pictureJob();
    job.preferredServer = server.id;
    job.pinned = true;
    const auto jobs = fixture.store->addJobs({job});
    SC_VERIFY_OK(jobs);
    SC_COMPARE_PROBLEM(fixture.store->removeServer(server.id), ProblemCode::Conflict);
    SC_VERIFY_OK(fixture.store->removeServer(server.id, true));
    const Job released = *fixture.store->job(jobs->front().id);
    QVERIFY(!released.pinned);
    QVERIFY(released.preferredServer.isEmpty());
    QCOMPARE(fixture.store->storyOf(released.id)->size(), size_t(1));
    SC_COMPARE_PROBLEM(fixture.store->removeServer(server.id), ProblemCode::ResourceNotFound);
}

SC_TEST(TstServers)
#include "tst_servers.moc"

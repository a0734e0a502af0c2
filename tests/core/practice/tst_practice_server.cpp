// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/compose.h"
#include "core/comfy/server_client.h"
#include "core/media/probe.h"
#include "core/practice/practice_server.h"
#include "tests/core/comfy/client_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QBuffer>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUuid>
#include <QtGui/QImage>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>

using namespace sc;
using namespace sc::comfy;
using namespace sc::practice;
using namespace sc::test;

namespace {

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

PracticeOptions atOnce()
{
    PracticeOptions options;
    options.pace = 0;
    options.faults.restartPause = 100;
    return options;
}

ServerAddress addressOfPractice(const PracticeServer &server)
{
    ServerAddress address;
    address.url = server.url();
    return address;
}

GraphRequest asked(const QString &family, MediaKind kind)
{
    GraphRequest request;
    request.kind = kind;
    request.prompt = QStringLiteral("a lighthouse by the sea at sunset");
    request.params.family = family;
    request.params.seed = 42;
    request.params.width = 128;
    request.params.height = 128;
    request.params.steps = 3;
    request.params.frames = 9;
    return request;
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// A practice server, a client that is online, and the way of one prompt through both.
struct Studio
{
    explicit Studio(const PracticeOptions &options = atOnce())
        : server(options), started(server.start()), meeting(addressOfPractice(server))
    {
    }

    [[nodiscard]] bool isReady() { return started && meeting.becomesOnline(); }
    [[nodiscard]] Result<QJsonObject> graphOf(const GraphRequest &request)
    {
        if (nodes.size() == 0) {
            auto info = answerOf<ObjectInfo>([&](auto done) { meeting.client.objectInfo(done); });
            SC_TRY(info);
            nodes = *info;
        }
        SC_TRY_ASSIGN(composed, composeGraph(request, FamilyTable::builtIn(), nodes));
        return composed.graph;
    }
    [[nodiscard]] Result<Submission> submit(const QString &id, const QJsonObject &graph)
    {
        return answerOf<Submission>([&](auto done) { meeting.client.submit(id, graph, {}, done); });
    }
    // Until the server has it in its history; nothing when it does not come.
    [[nodiscard]] std::optional<HistoryEntry> result(const QString &id) { return meeting.resultOf(id); }
    [[nodiscard]] std::optional<HistoryEntry> run(const QJsonObject &graph)
    {
        const QString id = newId();
        const auto submission = submit(id, graph);
        return submission && submission->taken ? result(id) : std::nullopt;
    }
    [[nodiscard]] QByteArray fetched(const RemoteFile &file)
    {
        const QString path = folder.filePath(newId());
        const auto done = answerOf<void>([&](auto then) { meeting.client.download(file, path, then); });
        return done ? read(path) : QByteArray();
    }

    PracticeServer server;
    Result<> started;
    Meeting meeting;
    ObjectInfo nodes;
    QTemporaryDir folder;
};

} // namespace

class TestPracticeServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFamilyIsComposedAndRun();
    void makesTheSameFilesForTheSameSeed();
    void clipsHaveTheirLengthAndSize();
    void tellsAsComfyDoes();
    void runsByNumberAndRemoves();
    void interruptsTheRunningOne();
    void cachesWhatIsEqual();
    void takesUploadsIntoGraphs();
    void refusesWhatComfyRefuses();
    void servesRangesAndNothingOutside();
    void everyFaultCanBeOrdered();
    void diesAndComesBack();
    void wantsItsKey();
    void faultsAreChangedOverHttp();
    void refusesUnknownFaults();
    void tellsThatThePortIsTaken();
};

void TestPracticeServer::everyFamilyIsComposedAndRun()
{
    Studio studio;
    QVERIFY(studio.isReady());
    const auto picture = answerOf<QString>([&](auto done) {
        QImage image(200, 100, QImage::Format_RGB32);
        image.fill(Qt::darkCyan);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "png");
        studio.meeting.client.upload({.bytes = bytes, .name = QStringLiteral("source.png")}, done);
    });
    SC_VERIFY_OK(picture);
    for (const ModelFamily &family : FamilyTable::builtIn().all()) {
        for (const MediaKind kind : {MediaKind::Image, MediaKind::Video}) {
            GraphRequest request = asked(family.id, kind);
            if (family.needsSourceImage)
                request.params.initImage = *picture;
            const auto graph = studio.graphOf(request);
            const QByteArray where = family.id.toUtf8() + ' ' + mediaKindName(kind).toUtf8();
            QVERIFY2(graph.has_value(), where + (graph ? QByteArray() : graph.error().toLogLine().toUtf8()));
            const auto submission = studio.submit(newId(), *graph);
            SC_VERIFY_OK(submission);
            QVERIFY2(submission->taken, where + (submission->refusal ? submission->refusal->toLogLine().toUtf8() : QByteArray()));
            const auto entry = studio.result(submission->promptId);
            QVERIFY2(entry && entry->state == RemoteState::Succeeded && !entry->files.empty(), where);
            QCOMPARE(entry->files.front().kind, kind == MediaKind::Image ? RemoteFile::Kind::Image : RemoteFile::Kind::Video);
            QVERIFY2(studio.fetched(entry->files.front()).size() > 500, where);
        }
    }
}

void TestPracticeServer::makesTheSameFilesForTheSameSeed()
{
    QList<QByteArray> pictures;
    QList<QByteArray> clips;
    for (int i = 0; i < 2; ++i) {
        Studio studio;
        QVERIFY(studio.isReady());
        for (const auto &[family, kind, files] :
             {std::tuple("sdxl", MediaKind::Image, &pictures), std::tuple("wan_2_1", MediaKind::Video, &clips)}) {
            const auto graph = studio.graphOf(asked(QString::fromLatin1(family), kind));
            SC_VERIFY_OK(graph);
            const auto entry = studio.run(*graph);
            QVERIFY(entry && entry->files.size() == 1);
            files->append(studio.fetched(entry->files.front()));
        }
        GraphRequest other = asked(QStringLiteral("sdxl"), MediaKind::Image);
        other.params.seed = 43;
        const auto entry = studio.run(*studio.graphOf(other));
        QVERIFY(entry && entry->files.size() == 1);
        QVERIFY(studio.fetched(entry->files.front()) != pictures.last());
    }
    QVERIFY(!pictures[0].isEmpty());
    QCOMPARE(pictures[0], pictures[1]);
    QVERIFY(!clips[0].isEmpty());
    QCOMPARE(clips[0], clips[1]);
}

void TestPracticeServer::clipsHaveTheirLengthAndSize()
{
    Studio studio;
    QVERIFY(studio.isReady());
    GraphRequest request = asked(QStringLiteral("wan_2_1"), MediaKind::Video);
    request.params.width = 192;
    request.params.height = 112;
    request.params.frames = 17;
    request.params.fps = 16;
    const auto entry = studio.run(*studio.graphOf(request));
    QVERIFY(entry && entry->files.size() == 1);
    const QString path = studio.folder.filePath(QStringLiteral("clip.mp4"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(studio.fetched(entry->files.front()));
    file.close();
    const auto facts = media::probeFile(path);
    SC_VERIFY_OK(facts);
    QVERIFY(facts->video.has_value());
    QCOMPARE(facts->video->width, 192);
    QCOMPARE(facts->video->height, 112);
    QCOMPARE(static_cast<double>(facts->video->rateNumerator) / facts->video->rateDenominator, 16.0);
    QCOMPARE(facts->video->frames, 17);
}

void TestPracticeServer::tellsAsComfyDoes()
{
    Studio studio;
    QVERIFY(studio.isReady());
    const auto graph = studio.graphOf(asked(QStringLiteral("sdxl"), MediaKind::Image));
    SC_VERIFY_OK(graph);
    QVERIFY(studio.run(*graph).has_value());
    QTRY_VERIFY(studio.meeting.count<SucceededEvent>() == 1);
    QTRY_VERIFY(!studio.meeting.events.empty() && std::holds_alternative<ExecutingEvent>(studio.meeting.events.back()));
    QVERIFY(std::get<ExecutingEvent>(studio.meeting.events.back()).node.isEmpty());
    QCOMPARE(studio.meeting.count<StartedEvent>(), 1);
    QCOMPARE(studio.meeting.count<CachedEvent>(), 1);
    QVERIFY(studio.meeting.count<ProgressEvent>() >= 1);
    QVERIFY(studio.meeting.count<ProgressStateEvent>() >= 1);
    QCOMPARE(studio.meeting.count<ExecutedEvent>(), 1);
    QVERIFY(!studio.meeting.previews.empty());
    QVERIFY(!studio.meeting.previews.front().promptId.isEmpty());
    QVERIFY(!QImage::fromData(studio.meeting.previews.front().image).isNull());
}

void TestPracticeServer::runsByNumberAndRemoves()
{
    PracticeOptions options = atOnce();
    options.pace = 1; // the first one keeps it busy
    options.loadMs = 60'000;
    Studio studio(options);
    QVERIFY(studio.isReady());
    const auto graph = studio.graphOf(asked(QStringLiteral("sdxl"), MediaKind::Image));
    SC_VERIFY_OK(graph);
    const QStringList ids{newId(), newId(), newId()};
    for (const QString &id : ids)
        QVERIFY(studio.submit(id, *graph)->taken);
    QTRY_VERIFY(studio.server.isBusy());
    auto queue = answerOf<RemoteQueue>([&](auto done) { studio.meeting.client.queue(done); });
    SC_VERIFY_OK(queue);
    QCOMPARE(queue->running, ids.mid(0, 1));
    QCOMPARE(queue->waiting, ids.mid(1));
    queue = answerOf<RemoteQueue>([&](auto done) { studio.meeting.client.removeWaiting({ids[1]}, done); });
    SC_VERIFY_OK(queue);
    QCOMPARE(queue->waiting, ids.mid(2));
}

void TestPracticeServer::interruptsTheRunningOne()
{
    PracticeOptions options = atOnce();
    options.pace = 1;
    options.loadMs = 60'000;
    Studio studio(options);
    QVERIFY(studio.isReady());
    const QString id = newId();
    QVERIFY(studio.submit(id, *studio.graphOf(asked(QStringLiteral("sdxl"), MediaKind::Image)))->taken);
    QTRY_VERIFY(studio.server.isBusy());
    const auto told = answerOf<bool>([&](auto done) { studio.meeting.client.interrupt(id, done); });
    SC_VERIFY_OK(told);
    QVERIFY(*told);
    const auto entry = studio.result(id);
    QVERIFY(entry.has_value());
    QCOMPARE(entry->state, RemoteState::Interrupted);
    QTRY_COMPARE(studio.meeting.count<InterruptedEvent>(), 1);
}

void TestPracticeServer::cachesWhatIsEqual()
{
    Studio studio;
    QVERIFY(studio.isReady());
    const auto graph = studio.graphOf(asked(QStringLiteral("sdxl"), MediaKind::Image));
    SC_VERIFY_OK(graph);
    const auto first = studio.run(*graph);
    const auto again = studio.run(*graph);
    QVERIFY(first && again);
    QCOMPARE(again->files, first->files);
}

void TestPracticeServer::takesUploadsIntoGraphs()
{
    Studio studio;
    QVERIFY(studio.isReady());
    GraphRequest request = asked(QStringLiteral("sdxl"), MediaKind::Image);
    const auto plain = studio.graphOf(request);
    SC_VERIFY_OK(plain);
    QJsonObject graph{{QStringLiteral("1"),
                       QJsonObject{{QStringLiteral("class_type"), QStringLiteral("LoadImage")},
                                   {QStringLiteral("inputs"), QJsonObject{{QStringLiteral("image"), QStringLiteral("studio/ref.png")}}}}},
                      {QStringLiteral("2"),
                       QJsonObject{{QStringLiteral("class_type"), QStringLiteral("SaveImage")},
                                   {QStringLiteral("inputs"), QJsonObject{{QStringLiteral("images"), QJsonArray{QStringLiteral("1"), 0}},
                                                                          {QStringLiteral("filename_prefix"), QStringLiteral("x")}}}}}};
    const auto absent = studio.submit(newId(), graph);
    SC_VERIFY_OK(absent);
    QVERIFY(!absent->taken);
    QImage image(60, 40, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    const auto name = answerOf<QString>([&](auto done) {
        studio.meeting.client.upload({.bytes = bytes, .name = QStringLiteral("ref.png"), .subfolder = QStringLiteral("studio")}, done);
    });
    SC_VERIFY_OK(name);
    QCOMPARE(*name, QStringLiteral("studio/ref.png"));
    const auto entry = studio.run(graph);
    QVERIFY(entry && entry->files.size() == 1);
    QCOMPARE(QImage::fromData(studio.fetched(entry->files.front())).size(), QSize(60, 40));
}

void TestPracticeServer::refusesWhatComfyRefuses()
{
    Studio studio;
    QVERIFY(studio.isReady());
    const auto refusal = [&](const QJsonObject &graph) {
        const auto submission = studio.submit(newId(), graph);
        return submission && submission->refusal ? submission->refusal->code() : ProblemCode::InternalError;
    };
    const QJsonObject unknown{{QStringLiteral("1"), QJsonObject{{QStringLiteral("class_type"), QStringLiteral("NoSuchNode")},
                                                                {QStringLiteral("inputs"), QJsonObject()}}}};
    QCOMPARE(refusal(unknown), ProblemCode::NodeMissing);
    QJsonObject graph = *studio.graphOf(asked(QStringLiteral("sdxl"), MediaKind::Image));
    for (const QString &id : graph.keys()) {
        QJsonObject node = graph.value(id).toObject();
        QJsonObject inputs = node.value(QStringLiteral("inputs")).toObject();
        if (inputs.contains(QStringLiteral("ckpt_name"))) {
            inputs.insert(QStringLiteral("ckpt_name"), QStringLiteral("gone.safetensors"));
            node.insert(QStringLiteral("inputs"), inputs);
            graph.insert(id, node);
        }
    }
    QCOMPARE(refusal(graph), ProblemCode::ModelMissing);
    QCOMPARE(refusal({}), ProblemCode::ServerRefused);
    QCOMPARE(studio.server.taken(), 0);
}

void TestPracticeServer::servesRangesAndNothingOutside()
{
    Studio studio;
    QVERIFY(studio.isReady());
    const auto entry = studio.run(*studio.graphOf(asked(QStringLiteral("sdxl"), MediaKind::Image)));
    QVERIFY(entry && entry->files.size() == 1);
    studio.server.setFaults([&] {
        PracticeFaults faults = studio.server.faults();
        faults.cutDownloads = 2;
        return faults;
    }());
    const QByteArray whole = studio.fetched(entry->files.front()); // through two breaks
    QVERIFY(!QImage::fromData(whole).isNull());
    for (const RemoteFile &bad : {RemoteFile{.name = QStringLiteral("../../etc/passwd")},
                                  RemoteFile{.name = QStringLiteral("x.png"), .subfolder = QStringLiteral("../..")},
                                  RemoteFile{.name = QStringLiteral("passwd"), .subfolder = QStringLiteral("/etc")}}) {
        const auto size = answerOf<std::optional<qint64>>([&](auto done) { studio.meeting.client.stat(bad, done); });
        QVERIFY(!size || !*size);
    }
}

void TestPracticeServer::everyFaultCanBeOrdered()
{
    Studio studio;
    QVERIFY(studio.isReady());
    int seed = 100;
    const auto runWith = [&](const QJsonObject &faults) {
        (void)studio.server.change(faults);
        GraphRequest request = asked(QStringLiteral("sdxl"), MediaKind::Image);
        request.params.seed = ++seed;
        return studio.run(*studio.graphOf(request));
    };
    auto entry = runWith({{QStringLiteral("out_of_memory"), 1}});
    QVERIFY(entry && entry->state == RemoteState::Failed && entry->outOfMemory);
    entry = runWith({{QStringLiteral("node_error"), 1}});
    QVERIFY(entry && entry->state == RemoteState::Failed && !entry->outOfMemory && !entry->nodeType.isEmpty());
    entry = runWith({{QStringLiteral("empty"), 1}});
    QVERIFY(entry && entry->state == RemoteState::Succeeded && entry->files.empty());
    for (const char *flaw : {"undecodable", "truncated"}) {
        entry = runWith({{QString::fromLatin1(flaw), 1}});
        QVERIFY(entry && entry->files.size() == 1);
        const QImage image = QImage::fromData(studio.fetched(entry->files.front()), "png");
        QVERIFY(image.isNull() || image.pixel(image.width() / 2, image.height() - 2) == 0 ||
                qAlpha(image.pixel(0, image.height() - 1)) == 0);
    }
    entry = runWith({{QStringLiteral("memory_megapixels"), 0.001}});
    QVERIFY(entry && entry->outOfMemory);
    entry = runWith({{QStringLiteral("memory_megapixels"), 0}});
    QVERIFY(entry && entry->state == RemoteState::Succeeded);

    (void)studio.server.change({{QStringLiteral("refuse"), 1}});
    const auto graph = studio.graphOf(asked(QStringLiteral("sdxl"), MediaKind::Image));
    SC_COMPARE_PROBLEM(studio.submit(newId(), *graph), ProblemCode::ExternalServiceError);

    (void)studio.server.change({{QStringLiteral("lost_answer"), 1}});
    const QString id = newId();
    SC_COMPARE_PROBLEM(studio.submit(id, *graph), ProblemCode::ServerOffline);
    QCOMPARE(studio.server.takenIds().count(id), 1);
    QVERIFY(studio.result(id).has_value()); // taken nevertheless

    (void)studio.server.change({{QStringLiteral("lose_history"), 1}});
    GraphRequest lost = asked(QStringLiteral("sdxl"), MediaKind::Image);
    lost.params.seed = 999;
    const QString lostId = newId();
    const int before = studio.server.succeeded();
    QVERIFY(studio.submit(lostId, *studio.graphOf(lost))->taken);
    QTRY_COMPARE(studio.server.succeeded(), before + 1);
    const auto where = answerOf<Whereabouts>([&](auto done) { studio.meeting.client.locate(lostId, done); });
    SC_VERIFY_OK(where);
    QCOMPARE(where->place, Whereabouts::Place::Unknown);

    (void)studio.server.change({{QStringLiteral("web_page"), true}});
    SC_COMPARE_PROBLEM(answerOf<SystemStats>([&](auto done) { studio.meeting.client.systemStats(done); }),
                       ProblemCode::ExternalServiceError);
}

void TestPracticeServer::diesAndComesBack()
{
    Studio studio;
    QVERIFY(studio.isReady());
    int back = 0;
    QObject::connect(&studio.meeting.client, &ServerClient::cameBack, &studio.server, [&back] { ++back; });
    (void)studio.server.change({{QStringLiteral("restart"), 1}});
    const QString id = newId();
    QVERIFY(studio.submit(id, *studio.graphOf(asked(QStringLiteral("sdxl"), MediaKind::Image)))->taken);
    QTRY_VERIFY_WITH_TIMEOUT(back >= 1, 15'000);
    const auto where = answerOf<Whereabouts>([&](auto done) { studio.meeting.client.locate(id, done); });
    SC_VERIFY_OK(where);
    QCOMPARE(where->place, Whereabouts::Place::Unknown);
    QVERIFY(where->historyEmpty);
    QVERIFY(studio.run(*studio.graphOf(asked(QStringLiteral("sdxl"), MediaKind::Image))).has_value());
}

void TestPracticeServer::wantsItsKey()
{
    PracticeOptions options = atOnce();
    options.faults.key = QStringLiteral("open sesame");
    PracticeServer server(options);
    SC_VERIFY_OK(server.start());
    ServerAddress address = addressOfPractice(server);
    Meeting without(address);
    SC_COMPARE_PROBLEM(answerOf<SystemStats>([&](auto done) { without.client.systemStats(done); }), ProblemCode::ServerRefused);
    address.headers.insert("Authorization", "Bearer open sesame");
    Meeting with(address);
    QVERIFY(with.becomesOnline());
}

void TestPracticeServer::faultsAreChangedOverHttp()
{
    PracticeServer server(atOnce());
    SC_VERIFY_OK(server.start());
    QNetworkAccessManager network;
    const auto post = [&](const QByteArray &body) {
        QNetworkRequest request(server.url().resolved(QUrl(QStringLiteral("/practice"))));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
        QNetworkReply *reply = network.post(request, body);
        (void)QTest::qWaitFor([reply] { return reply->isFinished(); }, 10'000);
        reply->deleteLater();
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    };
    QCOMPARE(post(R"({"slow":3,"chance":{"restart":0.5}})"), 200);
    QCOMPARE(server.faults().slow, 3.0);
    QCOMPARE(server.faults().chance.value(QStringLiteral("restart")).toDouble(), 0.5);
    QCOMPARE(post(R"({"no_such":1})"), 400);
    QCOMPARE(post("["), 400);
    QCOMPARE(post(R"({"do":"dance"})"), 400);
}

void TestPracticeServer::refusesUnknownFaults()
{
    PracticeFaults faults;
    for (const QJsonObject &bad :
         {QJsonObject{{QStringLiteral("nonsense"), 1}}, QJsonObject{{QStringLiteral("deaf"), 1}}, QJsonObject{{QStringLiteral("slow"), -1}},
          QJsonObject{{QStringLiteral("chance"), QJsonObject{{QStringLiteral("deaf"), 1}}}}})
        SC_COMPARE_PROBLEM(faults.apply(bad), ProblemCode::InvalidParameter);
    QJsonObject all = faults.toJson();
    QCOMPARE(static_cast<qsizetype>(all.size()), PracticeFaults::names().size());
    SC_VERIFY_OK(faults.apply(all));
}

void TestPracticeServer::tellsThatThePortIsTaken()
{
    PracticeServer first(atOnce());
    SC_VERIFY_OK(first.start());
    PracticeOptions options = atOnce();
    options.port = first.port();
    PracticeServer second(options);
    SC_COMPARE_PROBLEM(second.start(), ProblemCode::Conflict);
}

SC_TEST(TestPracticeServer)
#include "tst_practice_server.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Our client against a real ComfyUI, which is started, killed and started again here. Run by ./dev peers comfyui, which says
// where it is: SC_COMFYUI (its folder), SC_COMFYUI_PYTHON, SC_COMFYUI_DATA (with models/diffusion_models/tiny.safetensors).
#include "core/comfy/compose.h"
#include "core/comfy/graph_check.h"
#include "core/media/probe.h"
#include "tests/core/comfy/client_fixture.h"
#include "tests/support/test_main.h"

#include <QtCore/QBuffer>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUuid>
#include <QtGui/QImage>
#include <QtNetwork/QTcpServer>

using namespace sc;
using namespace sc::comfy;
using namespace sc::test;

namespace {

constexpr int kStart = 300'000; // ms; it imports torch
constexpr int kRun = 240'000;

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QJsonObject graphOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QJsonObject samplingGraph(int steps, int seed)
{
    QByteArray json = R"({"1":{"class_type":"UNETLoader","inputs":{"unet_name":"tiny.safetensors","weight_dtype":"default"}},
        "2":{"class_type":"LotusConditioning","inputs":{}},
        "3":{"class_type":"EmptyLatentImage","inputs":{"width":64,"height":64,"batch_size":1}},
        "4":{"class_type":"KSampler","inputs":{"model":["1",0],"positive":["2",0],"negative":["2",0],"latent_image":["3",0],
             "seed":SEED,"steps":STEPS,"cfg":1.0,"sampler_name":"euler","scheduler":"normal","denoise":1.0}},
        "5":{"class_type":"SaveLatent","inputs":{"samples":["4",0],"filename_prefix":"studio/e2e/latent"}}})";
    return graphOf(json.replace("STEPS", QByteArray::number(steps)).replace("SEED", QByteArray::number(seed)));
}

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 18188;
}

} // namespace

class PeerComfyui : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void comesOnlineAndTellsWhatItIs();
    void listsItsNodes();
    void uploadsAndGetsAPictureBack();
    void renamesAnUploadOfTheSameName();
    void makesAVideoFile();
    void samplesWithProgressAndPreviews();
    void cancelsWhatWaits();
    void interruptsWhatRuns();
    void refusalsAreUnderstood();
    void failuresAreUnderstood();
    void runsEqualGraphsFromItsCache();
    void resumesADownload();
    void survivesARestartInTheMiddle();

private:
    void startServer();
    void stopServer();
    [[nodiscard]] Result<Submission> submit(const QString &id, const QJsonObject &graph);
    [[nodiscard]] std::optional<HistoryEntry> result(const QString &id, int limit = kRun);
    [[nodiscard]] QByteArray fetched(const RemoteFile &file);

    std::unique_ptr<QProcess> m_server;
    std::unique_ptr<Meeting> m_meeting;
    QTemporaryDir m_folder;
    quint16 m_port = 0;
};

void PeerComfyui::startServer()
{
    const QString data = qEnvironmentVariable("SC_COMFYUI_DATA");
    m_server = std::make_unique<QProcess>();
    m_server->setWorkingDirectory(qEnvironmentVariable("SC_COMFYUI"));
    m_server->setProcessChannelMode(QProcess::MergedChannels);
    m_server->setStandardOutputFile(data + QStringLiteral("/server.log"), QIODevice::Append);
    m_server->start(qEnvironmentVariable("SC_COMFYUI_PYTHON"),
                    {QStringLiteral("main.py"), QStringLiteral("--cpu"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1"),
                     QStringLiteral("--port"), QString::number(m_port), QStringLiteral("--base-directory"), data,
                     QStringLiteral("--front-end-root"), data + QStringLiteral("/web"), QStringLiteral("--disable-all-custom-nodes"),
                     QStringLiteral("--disable-api-nodes"), QStringLiteral("--disable-auto-launch"), QStringLiteral("--preview-method"),
                     QStringLiteral("latent2rgb"), QStringLiteral("--database-url"), QStringLiteral("sqlite:///:memory:")});
    QVERIFY2(m_server->waitForStarted(30'000), qPrintable(m_server->errorString()));
}

void PeerComfyui::stopServer()
{
    if (!m_server)
        return;
    m_server->kill();
    m_server->waitForFinished(30'000);
    m_server.reset();
}

void PeerComfyui::initTestCase()
{
    if (qEnvironmentVariableIsEmpty("SC_COMFYUI") || qEnvironmentVariableIsEmpty("SC_COMFYUI_PYTHON"))
        QSKIP("no ComfyUI: ./dev peers comfyui sets it up");
    m_port = freePort();
    startServer();
    ServerAddress address;
    address.url = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port));
    ClientTimes times;
    times.backOffMost = std::chrono::seconds(2);
    m_meeting = std::make_unique<Meeting>(address, times);
    m_meeting->client.open();
    QTRY_VERIFY_WITH_TIMEOUT(m_meeting->client.state() == ServerClient::State::Online || m_server->state() == QProcess::NotRunning, kStart);
    QVERIFY2(m_server->state() == QProcess::Running, "ComfyUI did not start; server.log in its data folder says why");
}

void PeerComfyui::cleanupTestCase()
{
    m_meeting.reset();
    stopServer();
}

Result<Submission> PeerComfyui::submit(const QString &id, const QJsonObject &graph)
{
    return answerOf<Submission>([&](auto done) { m_meeting->client.submit(id, graph, {}, done); });
}

std::optional<HistoryEntry> PeerComfyui::result(const QString &id, int limit)
{
    return m_meeting->resultOf(id, limit);
}

QByteArray PeerComfyui::fetched(const RemoteFile &file)
{
    const QString path = m_folder.filePath(newId());
    const auto done = answerOf<void>([&](auto then) { m_meeting->client.download(file, path, then); });
    QFile read(path);
    return done && read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
}

void PeerComfyui::comesOnlineAndTellsWhatItIs()
{
    const ServerFacts &facts = m_meeting->client.facts();
    QVERIFY(!facts.stats.version.isEmpty());
    QVERIFY(!facts.stats.devices.empty());
    QCOMPARE(facts.stats.devices.front().type, QStringLiteral("cpu"));
    QTRY_VERIFY(facts.previewMetadata);
    QCOMPARE(facts.maxUpload, 100 * 1024 * 1024);
    qInfo("ComfyUI %s, answered in %d ms", qPrintable(facts.stats.version), facts.latency);
}

void PeerComfyui::listsItsNodes()
{
    auto bytes = std::make_shared<std::optional<Result<QByteArray>>>();
    m_meeting->client.objectInfoBytes([bytes](const Result<QByteArray> &answer) { *bytes = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(bytes->has_value(), kStart);
    SC_VERIFY_OK(**bytes);
    QFile file(qEnvironmentVariable("SC_COMFYUI_DATA") + QStringLiteral("/object_info.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(***bytes);
    const auto info = ObjectInfo::parse(***bytes);
    SC_VERIFY_OK(info);
    QVERIFY(info->size() > 200);
    QCOMPARE(info->choices(QStringLiteral("UNETLoader"), QStringLiteral("unet_name")), QStringList{QStringLiteral("tiny.safetensors")});
    QVERIFY(info->choices(QStringLiteral("KSampler"), QStringLiteral("sampler_name")).contains(QStringLiteral("euler")));
}

void PeerComfyui::uploadsAndGetsAPictureBack()
{
    QImage image(60, 40, QImage::Format_RGB32);
    image.fill(QColor(200, 40, 80));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    const Upload upload{.bytes = bytes, .name = QStringLiteral("ref.png"), .subfolder = QStringLiteral("studio"), .nameIsContent = true};
    for (int i = 0; i < 2; ++i) { // the second time it lies there already
        const auto name = answerOf<QString>([&](auto done) { m_meeting->client.upload(upload, done); });
        SC_VERIFY_OK(name);
        QCOMPARE(*name, QStringLiteral("studio/ref.png"));
    }
    const QString id = newId();
    const auto submission = submit(id, graphOf(R"({"1":{"class_type":"LoadImage","inputs":{"image":"studio/ref.png"}},
        "2":{"class_type":"ImageScale","inputs":{"image":["1",0],"upscale_method":"bilinear","width":128,"height":96,"crop":"disabled"}},
        "3":{"class_type":"SaveImage","inputs":{"images":["2",0],"filename_prefix":"studio/e2e/still"}}})"));
    SC_VERIFY_OK(submission);
    QVERIFY2(submission->taken, submission->refusal ? qPrintable(submission->refusal->toLogLine()) : "");
    QCOMPARE(submission->promptId, id);
    const auto entry = result(id);
    QVERIFY(entry && entry->state == RemoteState::Succeeded);
    QCOMPARE(entry->files.size(), 1u);
    const QImage back = QImage::fromData(fetched(entry->files.front()));
    QCOMPARE(back.size(), QSize(128, 96));
    QVERIFY(std::abs(qRed(back.pixel(60, 40)) - 200) < 4);
    QTRY_VERIFY(m_meeting->count<SucceededEvent>() >= 1);
}

void PeerComfyui::renamesAnUploadOfTheSameName()
{
    const auto first =
        answerOf<QString>([&](auto done) { m_meeting->client.upload({.bytes = "one", .name = QStringLiteral("same.txt")}, done); });
    const auto second =
        answerOf<QString>([&](auto done) { m_meeting->client.upload({.bytes = "another", .name = QStringLiteral("same.txt")}, done); });
    SC_VERIFY_OK(first);
    SC_VERIFY_OK(second);
    QVERIFY(*first != *second);
    const auto size = answerOf<std::optional<qint64>>(
        [&](auto done) { m_meeting->client.stat({.name = *second, .type = QStringLiteral("input")}, done); });
    SC_VERIFY_OK(size);
    QCOMPARE(size->value_or(0), 7);
}

void PeerComfyui::makesAVideoFile()
{
    const QString id = newId();
    const auto submission =
        submit(id, graphOf(R"({"1":{"class_type":"EmptyImage","inputs":{"width":64,"height":64,"batch_size":24,"color":16711680}},
        "4":{"class_type":"CreateVideo","inputs":{"images":["1",0],"fps":24.0}},
        "5":{"class_type":"SaveVideo","inputs":{"video":["4",0],"filename_prefix":"studio/e2e/clip","format":"mp4","format.codec":"auto","codec":"auto"}}})"));
    SC_VERIFY_OK(submission);
    QVERIFY2(submission->taken, submission->refusal ? qPrintable(submission->refusal->toLogLine()) : "");
    const auto entry = result(id);
    QVERIFY(entry && entry->state == RemoteState::Succeeded);
    QCOMPARE(entry->files.size(), 1u);
    QCOMPARE(entry->files.front().kind, RemoteFile::Kind::Video);
    const QString path = m_folder.filePath(QStringLiteral("clip.mp4"));
    SC_VERIFY_OK(answerOf<void>([&](auto done) { m_meeting->client.download(entry->files.front(), path, done); }));
    const auto facts = media::probeFile(path);
    SC_VERIFY_OK(facts);
    QVERIFY(facts->video && facts->video->width == 64);
}

void PeerComfyui::samplesWithProgressAndPreviews()
{
    m_meeting->events.clear();
    m_meeting->previews.clear();
    const QString id = newId();
    const auto submission = submit(id, samplingGraph(20, 1));
    SC_VERIFY_OK(submission);
    QVERIFY2(submission->taken, submission->refusal ? qPrintable(submission->refusal->toLogLine()) : "");
    const auto entry = result(id);
    QVERIFY(entry.has_value());
    QVERIFY2(entry->state == RemoteState::Succeeded, qPrintable(entry->message));
    QTRY_COMPARE(m_meeting->count<SucceededEvent>(), 1);
    QVERIFY(m_meeting->count<ProgressEvent>() >= 1);
    QVERIFY(m_meeting->count<ProgressStateEvent>() >= 1);
    QVERIFY(!m_meeting->previews.empty());
    QCOMPARE(m_meeting->previews.front().promptId, id);
    QVERIFY(!QImage::fromData(m_meeting->previews.front().image).isNull());
}

void PeerComfyui::cancelsWhatWaits()
{
    const QString running = newId();
    const QString waiting = newId();
    QVERIFY(submit(running, samplingGraph(3000, 2))->taken);
    QVERIFY(submit(waiting, samplingGraph(5, 3))->taken);
    const auto where = answerOf<Whereabouts>([&](auto done) { m_meeting->client.locate(waiting, done); });
    SC_VERIFY_OK(where);
    QCOMPARE(where->place, Whereabouts::Place::Waiting);
    const auto rest = answerOf<RemoteQueue>([&](auto done) { m_meeting->client.removeWaiting({waiting}, done); });
    SC_VERIFY_OK(rest);
    QVERIFY(!rest->waiting.contains(waiting));
    QTRY_VERIFY_WITH_TIMEOUT(
        answerOf<Whereabouts>([&](auto done) { m_meeting->client.locate(running, done); })->place == Whereabouts::Place::Running, kRun);
    SC_VERIFY_OK(answerOf<bool>([&](auto done) { m_meeting->client.interrupt(running, done); }));
    const auto entry = result(running);
    QVERIFY(entry && entry->state == RemoteState::Interrupted);
    QVERIFY(!result(waiting, 500));
}

void PeerComfyui::interruptsWhatRuns()
{
    m_meeting->events.clear();
    const QString id = newId();
    QVERIFY(submit(id, samplingGraph(3000, 4))->taken);
    QTRY_VERIFY_WITH_TIMEOUT(m_meeting->count<ProgressEvent>() >= 1, kRun);
    const auto other = answerOf<bool>([&](auto done) { m_meeting->client.interrupt(newId(), done); });
    SC_VERIFY_OK(other);
    QVERIFY(!*other); // what runs is not that
    const auto told = answerOf<bool>([&](auto done) { m_meeting->client.interrupt(id, done); });
    SC_VERIFY_OK(told);
    QVERIFY(*told);
    QTRY_COMPARE_WITH_TIMEOUT(m_meeting->count<InterruptedEvent>(), 1, kRun);
    QCOMPARE(result(id)->state, RemoteState::Interrupted);
}

void PeerComfyui::refusalsAreUnderstood()
{
    auto refused = submit(newId(), graphOf(R"({"1":{"class_type":"NoSuchNode","inputs":{}}})"));
    SC_VERIFY_OK(refused);
    QCOMPARE(refused->refusal->code(), ProblemCode::NodeMissing);
    QJsonObject graph = samplingGraph(5, 5);
    QJsonObject loader = graph.value(QStringLiteral("1")).toObject();
    loader.insert(QStringLiteral("inputs"), QJsonObject{{QStringLiteral("unet_name"), QStringLiteral("gone.safetensors")},
                                                        {QStringLiteral("weight_dtype"), QStringLiteral("default")}});
    graph.insert(QStringLiteral("1"), loader);
    refused = submit(newId(), graph);
    SC_VERIFY_OK(refused);
    QCOMPARE(refused->refusal->code(), ProblemCode::ModelMissing);
    // One output of two is good: the server takes it, we withdraw it.
    const QString half = newId();
    refused = submit(half, graphOf(R"({"1":{"class_type":"EmptyImage","inputs":{"width":64,"height":48,"batch_size":1,"color":7}},
        "3":{"class_type":"SaveImage","inputs":{"images":["1",0],"filename_prefix":"studio/e2e/half"}},
        "4":{"class_type":"SaveImage","inputs":{"filename_prefix":"studio/e2e/half"}}})"));
    SC_VERIFY_OK(refused);
    QVERIFY(refused->refusal.has_value());
    QVERIFY(!refused->taken);
}

void PeerComfyui::failuresAreUnderstood()
{
    const auto name = answerOf<QString>(
        [&](auto done) { m_meeting->client.upload({.bytes = "no picture", .name = QStringLiteral("broken.png")}, done); });
    SC_VERIFY_OK(name);
    const QString id = newId();
    QVERIFY(submit(id, graphOf(R"({"1":{"class_type":"LoadImage","inputs":{"image":"broken.png"}},
        "3":{"class_type":"SaveImage","inputs":{"images":["1",0],"filename_prefix":"studio/e2e/broken"}}})"))
                ->taken);
    const auto entry = result(id);
    QVERIFY(entry && entry->state == RemoteState::Failed);
    QCOMPARE(entry->nodeType, QStringLiteral("LoadImage"));
    QVERIFY(!entry->message.isEmpty());
}

void PeerComfyui::runsEqualGraphsFromItsCache()
{
    std::vector<RemoteFile> files[2];
    for (auto &made : files) {
        const QString id = newId();
        QVERIFY(submit(id, samplingGraph(4, 77))->taken);
        const auto entry = result(id);
        QVERIFY(entry && entry->state == RemoteState::Succeeded);
        made = entry->files;
    }
    QCOMPARE(files[0].size(), 1u);
    QCOMPARE(files[0], files[1]);
}

void PeerComfyui::resumesADownload()
{
    const QString id = newId();
    QVERIFY(submit(id, graphOf(R"({"1":{"class_type":"EmptyImage","inputs":{"width":1024,"height":1024,"batch_size":1,"color":99}},
        "2":{"class_type":"ImageAddNoise","inputs":{"image":["1",0],"seed":7,"strength":0.5}},
        "3":{"class_type":"SaveImage","inputs":{"images":["2",0],"filename_prefix":"studio/e2e/large"}}})"))
                ->taken);
    const auto entry = result(id);
    QVERIFY(entry && entry->files.size() == 1);
    const QString path = m_folder.filePath(QStringLiteral("large.png"));
    const auto call = answerOf<void>([&](auto done) {
        auto number = std::make_shared<ServerClient::CallId>(0);
        *number = m_meeting->client.download(entry->files.front(), path, done, [this, number](qint64 received, qint64) {
            if (received > 100'000)
                m_meeting->client.cancel(*number);
        });
    });
    SC_COMPARE_PROBLEM(call, ProblemCode::Cancelled);
    const qint64 kept = QFile(path + QStringLiteral(".part")).size();
    QVERIFY(kept > 100'000);
    qint64 first = -1;
    SC_VERIFY_OK(answerOf<void>([&](auto done) {
        m_meeting->client.download(entry->files.front(), path, done,
                                   [&first](qint64 received, qint64) { first = first < 0 ? received : first; });
    }));
    QVERIFY(first > kept);
    QCOMPARE(QImage(path).size(), QSize(1024, 1024));
}

void PeerComfyui::survivesARestartInTheMiddle()
{
    m_meeting->events.clear();
    int back = 0;
    const auto counting = connect(&m_meeting->client, &ServerClient::cameBack, this, [&back] { ++back; });
    const QString lost = newId();
    QVERIFY(submit(lost, samplingGraph(5000, 6))->taken);
    QTRY_VERIFY_WITH_TIMEOUT(m_meeting->count<ProgressEvent>() >= 1, kRun);
    stopServer();
    QTRY_VERIFY(m_meeting->client.state() != ServerClient::State::Online);
    startServer();
    QTRY_VERIFY_WITH_TIMEOUT(back == 1, kStart);
    const auto where = answerOf<Whereabouts>([&](auto done) { m_meeting->client.locate(lost, done); });
    SC_VERIFY_OK(where);
    QCOMPARE(where->place, Whereabouts::Place::Unknown);
    QVERIFY(where->historyEmpty);
    const QString again = newId();
    QVERIFY(submit(again, samplingGraph(5, 8))->taken);
    const auto entry = result(again);
    QVERIFY(entry && entry->state == RemoteState::Succeeded);
    disconnect(counting);
}

SC_TEST(PeerComfyui)
#include "peer_comfyui.moc"

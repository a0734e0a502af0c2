// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/prompt_tracker.h"
#include "tests/core/comfy/client_fixture.h"
#include "tests/support/test_main.h"

#include <QtCore/QElapsedTimer>

using namespace sc;
using namespace sc::comfy;
using namespace sc::test;
using State = ServerClient::State;

namespace {

QByteArray bigEndian(quint32 number)
{
    return QByteArray::fromHex(QByteArray::number(number, 16).rightJustified(8, '0'));
}

QByteArray previewFrame(const QString &promptId)
{
    const QByteArray about = "{\"prompt_id\":\"" + promptId.toLatin1() + "\",\"node_id\":\"3\",\"image_type\":\"image/jpeg\"}";
    return bigEndian(4) + bigEndian(static_cast<quint32>(about.size())) + about + "\xFF\xD8\xFFjpeg";
}

} // namespace

// What a ServerClient makes of the events and previews that a server sends, rightly or wrongly.
class TestServerStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsOfOthersAreIgnored();
    void executingWithoutAnIdIsOurs();
    void blockedExecutionIsNoEnd();
    void oldPreviewsAreAttributed();
    void brokenFramesAreIgnored();
    void aFloodIsThinnedOut();
    void executedWithoutOutput();
    void oddProgressIsClamped();
};

void TestServerStream::eventsOfOthersAreIgnored()
{
    HostileServer server;
    Meeting meeting(addressOf(server));
    meeting.client.follow(kPrompt);
    QVERIFY(meeting.becomesOnline());
    server.send(eventOf("execution_start", QStringLiteral("foreign")));
    server.send(eventOf("progress", QStringLiteral("foreign"), R"("value":1,"max":2,"node":"3")"));
    server.send(R"({"type":"crystools.monitor","data":{"cpu":3}})");
    server.send("not json");
    server.sendBinary(previewFrame(QStringLiteral("foreign")));
    server.sendStatus(4);
    server.send(eventOf("execution_success", kPrompt));
    QTRY_COMPARE(meeting.count<SucceededEvent>(), 1);
    QCOMPARE(meeting.count<StartedEvent>(), 0);
    QCOMPARE(meeting.count<ProgressEvent>(), 0);
    QVERIFY(meeting.previews.empty());
    QCOMPARE(meeting.client.facts().queueRemaining, 4);
}

void TestServerStream::executingWithoutAnIdIsOurs()
{
    HostileServer server;
    Meeting meeting(addressOf(server));
    meeting.client.follow(kPrompt);
    QVERIFY(meeting.becomesOnline());
    server.send(R"({"type":"executing","data":{"node":"7"}})");
    QTRY_COMPARE(meeting.count<ExecutingEvent>(), 1);
    const auto last = std::ranges::find_if(meeting.events, [](const auto &one) { return std::holds_alternative<ExecutingEvent>(one); });
    QCOMPARE(std::get<ExecutingEvent>(*last).promptId, kPrompt);
    // With two of ours nobody knows which.
    PromptTracker tracker;
    tracker.follow(QStringLiteral("a"));
    tracker.follow(QStringLiteral("b"));
    QVERIFY(!tracker.take(ServerEvent(ExecutingEvent{{}, QStringLiteral("7")})));
}

void TestServerStream::blockedExecutionIsNoEnd()
{
    PromptTracker tracker;
    tracker.follow(kPrompt);
    FailedEvent blocked{.promptId = kPrompt, .blocked = true};
    QVERIFY(tracker.take(ServerEvent(blocked)));
    QVERIFY(tracker.isOpen(kPrompt));
    blocked.blocked = false;
    QVERIFY(tracker.take(ServerEvent(blocked)));
    QVERIFY(!tracker.isOpen(kPrompt));
    QVERIFY(tracker.take(ServerEvent(ExecutingEvent{kPrompt, {}}))); // its last word still passes
}

void TestServerStream::oldPreviewsAreAttributed()
{
    HostileServer server;
    Meeting meeting(addressOf(server));
    meeting.client.follow(kPrompt);
    QVERIFY(meeting.becomesOnline());
    const QByteArray old = bigEndian(1) + bigEndian(1) + "\xFF\xD8\xFFold";
    server.sendBinary(old); // nothing of ours runs
    server.send(eventOf("execution_start", kPrompt));
    QTRY_COMPARE(meeting.count<StartedEvent>(), 1);
    QVERIFY(meeting.previews.empty());
    server.sendBinary(old);
    QTRY_COMPARE(meeting.previews.size(), 1u);
    QCOMPARE(meeting.previews.front().promptId, kPrompt);
}

void TestServerStream::brokenFramesAreIgnored()
{
    HostileServer server;
    Meeting meeting(addressOf(server));
    meeting.client.follow(kPrompt);
    QVERIFY(meeting.becomesOnline());
    for (const QByteArray &frame :
         {QByteArray(), QByteArray("\0\0", 2), bigEndian(4) + bigEndian(4'000'000'000u) + "{}", bigEndian(1) + bigEndian(1),
          bigEndian(10) + bigEndian(1) + "\xFF\xD8\xFF", bigEndian(4) + bigEndian(2) + "{}no picture"})
        server.sendBinary(frame);
    server.sendBinary(previewFrame(kPrompt));
    QTRY_COMPARE(meeting.previews.size(), 1u);
    QCOMPARE(meeting.client.state(), State::Online);
}

void TestServerStream::aFloodIsThinnedOut()
{
    HostileServer server;
    Meeting meeting(addressOf(server));
    meeting.client.follow(kPrompt);
    QVERIFY(meeting.becomesOnline());
    QElapsedTimer clock;
    clock.start();
    constexpr int kFlood = 3000;
    for (int i = 1; i <= kFlood; ++i) {
        server.send(eventOf("progress", kPrompt, "\"value\":" + QByteArray::number(i) + ",\"max\":3000,\"node\":\"3\""));
        server.sendBinary(previewFrame(kPrompt));
    }
    server.send(eventOf("execution_success", kPrompt));
    QTRY_COMPARE_WITH_TIMEOUT(meeting.count<SucceededEvent>(), 1, 60'000); // a slow machine is no failure
    const qint64 most = clock.elapsed() / 50 + 2;
    QVERIFY2(meeting.count<ProgressEvent>() <= most, QByteArray::number(meeting.count<ProgressEvent>()));
    QVERIFY(static_cast<qint64>(meeting.previews.size()) <= most);
    // The newest came before the end.
    const auto last = std::ranges::find_if(meeting.events.rbegin(), meeting.events.rend(),
                                           [](const auto &one) { return std::holds_alternative<ProgressEvent>(one); });
    QVERIFY(last != meeting.events.rend());
    QCOMPARE(std::get<ProgressEvent>(*last).value, 3000.0);
}

void TestServerStream::executedWithoutOutput()
{
    HostileServer server;
    Meeting meeting(addressOf(server));
    meeting.client.follow(kPrompt);
    QVERIFY(meeting.becomesOnline());
    server.send(eventOf("executed", kPrompt, R"("node":"9","output":null)"));
    QTRY_COMPARE(meeting.count<ExecutedEvent>(), 1);
    const auto last = std::ranges::find_if(meeting.events, [](const auto &one) { return std::holds_alternative<ExecutedEvent>(one); });
    QVERIFY(std::get<ExecutedEvent>(*last).output.isEmpty());
}

void TestServerStream::oddProgressIsClamped()
{
    HostileServer server;
    Meeting meeting(addressOf(server));
    meeting.client.follow(kPrompt);
    QVERIFY(meeting.becomesOnline());
    server.send(eventOf("progress", kPrompt, R"("value":5,"max":0,"node":"3")"));
    QTRY_COMPARE(meeting.count<ProgressEvent>(), 1);
    const auto last = std::ranges::find_if(meeting.events, [](const auto &one) { return std::holds_alternative<ProgressEvent>(one); });
    QVERIFY(std::get<ProgressEvent>(*last).most > 0);
}

SC_TEST(TestServerStream)
#include "tst_server_stream.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/server_events.h"
#include "tests/support/test_main.h"

#include <QtCore/QtEndian>
#include <QtTest/QTest>

using namespace sc::comfy;

namespace {

QByteArray number(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

const QByteArray kPng = QByteArray("\x89PNG\r\n\x1a\n", 8) + QByteArray(40, 'p');

template<class Event> Event read(const QByteArray &text)
{
    const auto event = readEvent(text);
    return event && std::holds_alternative<Event>(*event) ? std::get<Event>(*event) : Event{};
}

} // namespace

class TestServerEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachEventIsRead()
    {
        const auto status = read<StatusEvent>(R"({"type":"status","data":{"status":{"exec_info":{"queue_remaining":3}},"sid":"abc"}})");
        QCOMPARE(status.queueRemaining, 3);
        QCOMPARE(status.sessionId, QStringLiteral("abc"));
        QVERIFY(read<FeaturesEvent>(R"({"type":"feature_flags","data":{"supports_preview_metadata":true,"max_upload_size":104857600}})")
                    .previewMetadata);
        QCOMPARE(read<StartedEvent>(R"({"type":"execution_start","data":{"prompt_id":"p","timestamp":1}})").promptId, QStringLiteral("p"));
        QCOMPARE(read<CachedEvent>(R"({"type":"execution_cached","data":{"prompt_id":"p","nodes":["1",2]}})").nodes,
                 (QStringList{QStringLiteral("1"), QStringLiteral("2")}));
        QCOMPARE(read<ExecutingEvent>(R"({"type":"executing","data":{"node":"7","prompt_id":"p"}})").node, QStringLiteral("7"));
        QVERIFY(read<ExecutingEvent>(R"({"type":"executing","data":{"node":null,"prompt_id":"p"}})").node.isEmpty());
        const auto progress = read<ProgressEvent>(R"({"type":"progress","data":{"value":3,"max":20,"prompt_id":"p","node":"4"}})");
        QCOMPARE(progress.value / progress.most, 0.15);
        QCOMPARE(read<SucceededEvent>(R"({"type":"execution_success","data":{"prompt_id":"p"}})").promptId, QStringLiteral("p"));
        QCOMPARE(read<InterruptedEvent>(R"({"type":"execution_interrupted","data":{"prompt_id":"p"}})").promptId, QStringLiteral("p"));
    }

    void progressOfAllNodesIsReadUnderTheirSubmittedNames()
    {
        const auto state = read<ProgressStateEvent>(
            R"({"type":"progress_state","data":{"prompt_id":"p","nodes":{"12.0.4":{"value":5,"max":0,"state":"running","display_node_id":"12"},"3":{"value":1,"max":1,"state":"finished"}}}})");
        QCOMPARE(state.nodes.size(), size_t(2));
        QCOMPARE(state.nodes[0].node, QStringLiteral("12"));
        QCOMPARE(state.nodes[0].most, 1.0); // never divided by nothing
        QCOMPARE(state.nodes[1].state, QStringLiteral("finished"));
    }

    void anOutputMayBeNothing()
    {
        const auto event = read<ExecutedEvent>(R"({"type":"executed","data":{"node":"9","output":null,"prompt_id":"p"}})");
        QCOMPARE(event.node, QStringLiteral("9"));
        QVERIFY(event.output.isEmpty());
    }

    void failuresAreTrimmedAndTold()
    {
        const auto plain = read<FailedEvent>(
            R"({"type":"execution_error","data":{"prompt_id":"p","node_id":"3","node_type":"KSampler","exception_message":"Boom\n","exception_type":"RuntimeError"}})");
        QCOMPARE(plain.message, QStringLiteral("Boom"));
        QVERIFY(!plain.outOfMemory && !plain.blocked);
        QVERIFY(
            read<FailedEvent>(R"({"type":"execution_error","data":{"exception_type":"torch.OutOfMemoryError","exception_message":"x"}})")
                .outOfMemory);
        QVERIFY(read<FailedEvent>(R"({"type":"execution_error","data":{"exception_type":"ExecutionBlocked","exception_message":"x"}})")
                    .blocked);
        const QByteArray text = QByteArray(R"({"type":"execution_error","data":{"exception_type":"E","exception_message":"%1"}})")
                                    .replace("%1", QByteArray(100'000, 'x'));
        QCOMPARE(read<FailedEvent>(text).message.size(), 4000);
    }

    void strangersAreLeftOut_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"", "null", "[]", "hello", R"({"type":"crystools.monitor","data":{"cpu":3}})", R"({"type":"status"})",
              R"({"type":"status","data":[]})", R"({"type":"progress","data":"x"})", R"({"data":{}})", R"({"type":7,"data":{}})"})
            QTest::newRow(text) << QByteArray(text);
    }

    void strangersAreLeftOut()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!readEvent(text));
    }

    void previewsComeWithAndWithoutMetadata()
    {
        const auto old = readBinary(number(1) + number(2) + kPng);
        QVERIFY(old);
        QCOMPARE(std::get<PreviewFrame>(*old).image, kPng);
        const QByteArray about = R"({"node_id":"12.0.4","display_node_id":"12","prompt_id":"p","image_type":"image/png"})";
        const auto present = readBinary(number(4) + number(static_cast<quint32>(about.size())) + about + kPng);
        QVERIFY(present);
        QCOMPARE(std::get<PreviewFrame>(*present).promptId, QStringLiteral("p"));
        QCOMPARE(std::get<PreviewFrame>(*present).node, QStringLiteral("12"));
        QCOMPARE(std::get<PreviewFrame>(*present).image, kPng);
        const auto text = readBinary(number(3) + number(1) + "7halfway");
        QVERIFY(text);
        QCOMPARE(std::get<TextFrame>(*text).node, QStringLiteral("7"));
        QCOMPARE(std::get<TextFrame>(*text).text, QStringLiteral("halfway"));
    }

    void framesWhoseLengthsDoNotFitAreLeftOut()
    {
        QVERIFY(!readBinary({}));
        QVERIFY(!readBinary(number(1)));
        QVERIFY(!readBinary(number(1) + number(1) + "no picture"));
        QVERIFY(!readBinary(number(4) + number(0xffffffffU) + kPng));
        QVERIFY(!readBinary(number(4) + number(49) + kPng));
        QVERIFY(!readBinary(number(3) + number(5) + "1234"));
        QVERIFY(!readBinary(number(10) + number(0) + kPng));
        QVERIFY(readBinary(number(4) + number(0) + kPng));
    }
};

SC_TEST(TestServerEvents)
#include "tst_server_events.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/openai/event_stream.h"

#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::openai;

namespace {

const QByteArray kEvents =
    ": keep-alive\n\ndata: first\n\ndata:second\r\nevent: x\r\ndata: line two\r\n\r\rdata: \xC3\xA4\xE2\x99\xAB\r\rid: 7\n\ndata:\n\n";
const std::vector<QByteArray> kData{"first", "second\nline two", "\xC3\xA4\xE2\x99\xAB", ""};

} // namespace

class TestEventStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyPiecesGiveTheSameEvents()
    {
        for (qsizetype size : {1, 2, 3, 7, 1000}) {
            EventStream stream;
            std::vector<QByteArray> events;
            for (qsizetype at = 0; at < kEvents.size(); at += size) {
                const auto some = stream.take(kEvents.mid(at, size));
                SC_VERIFY_OK(some);
                events.insert(events.end(), some->begin(), some->end());
            }
            QCOMPARE(events, kData);
            QVERIFY(stream.finish().empty());
        }
    }

    void whatNoEmptyLineEndedIsGivenAtTheEnd()
    {
        EventStream stream;
        QVERIFY(stream.take("data: almost").value().empty());
        QCOMPARE(stream.finish(), std::vector<QByteArray>{"almost"});
        QVERIFY(stream.finish().empty());
    }

    void endlessLinesAndStreamsAreRefused()
    {
        EventStream line;
        SC_COMPARE_PROBLEM(line.take(QByteArray(EventStream::kMostLine + 1, 'x')), ProblemCode::ResultInvalid);
        EventStream event; // of many lines that no empty line ends
        Result<std::vector<QByteArray>> taken;
        for (int i = 0; i < 300 && taken; ++i)
            taken = event.take("data: " + QByteArray(8000, 'x') + "\n");
        SC_COMPARE_PROBLEM(taken, ProblemCode::ResultInvalid);
        EventStream total;
        taken = {};
        for (int i = 0; i < 1000 && taken; ++i)
            taken = total.take("data: " + QByteArray(8000, 'x') + "\n\n");
        SC_COMPARE_PROBLEM(taken, ProblemCode::ResultInvalid);
    }
};

SC_TEST(TestEventStream)
#include "tst_event_stream.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/openai/json_shape.h"

#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

using namespace sc;
using namespace sc::openai;

namespace {

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

const QJsonObject kSchema = json(R"({"type":"object","required":["a","b"],"additionalProperties":false,"properties":{
    "a":{"type":"string","maxLength":3,"minLength":1},"b":{"type":["integer","null"]},
    "c":{"type":"array","maxItems":2,"items":{"type":"object","required":["n"],"properties":{"n":{"enum":["x","y"]}}}}}})");

} // namespace

class TestJsonShape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anObjectIsFoundInWhateverSurroundsIt_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("found");
        QTest::newRow("bare") << "{\"a\":\"1\"}" << true;
        QTest::newRow("fence") << "Sure!\n```json\n{\"a\":\"1\"}\n```\nAnything else?" << true;
        QTest::newRow("thought") << "<think>maybe {\"a\":\"0\"}?</think>{\"a\":\"1\"}" << true;
        QTest::newRow("thought whose beginning was cut") << "or {\"a\":\"0\"}</think> {\"a\":\"1\"}" << true;
        QTest::newRow("braces before") << "The set {x} is: {\"a\":\"1\"}" << true;
        QTest::newRow("braces and quotes inside") << "{\"a\":\"1\",\"t\":\"} \\\" {\"}" << true;
        QTest::newRow("two") << "{\"a\":\"1\"}{\"a\":\"2\"}" << true;
        QTest::newRow("half") << "{\"a\":\"1\"" << false;
        QTest::newRow("none") << "no" << false;
        QTest::newRow("list") << "[1,2]" << false;
        QTest::newRow("many braces") << QString(100'000, u'{') << false;
        QTest::newRow("many pairs") << QStringLiteral("{x}").repeated(10'000) << false;
    }
    void anObjectIsFoundInWhateverSurroundsIt()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, found);
        const auto object = firstObjectIn(text);
        QCOMPARE(object.has_value(), found);
        if (found)
            QCOMPARE(object->value(QStringLiteral("a")).toString(), QStringLiteral("1"));
    }

    void theShapeIsChecked_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("fault"); // a part of it; empty: fits
        const auto row = [](const char *name, const char *value, const char *fault) {
            QTest::newRow(name) << QByteArray(value) << QString::fromLatin1(fault);
        };
        row("good", "{\"a\":\"x\",\"b\":1,\"c\":[{\"n\":\"x\"},{\"n\":\"y\"}]}", "");
        row("null where it may be", "{\"a\":\"x\",\"b\":null}", "");
        row("missing", "{\"a\":\"x\"}", "the answer has no \"b\"");
        row("not asked for", "{\"a\":\"x\",\"b\":1,\"z\":1}", "\"z\"");
        row("another type", "{\"a\":1,\"b\":1}", "a is of type number");
        row("no whole number", "{\"a\":\"x\",\"b\":1.5}", "b is of type number");
        row("too long", "{\"a\":\"xxxx\",\"b\":1}", "a is longer than 3");
        row("too short", "{\"a\":\"\",\"b\":1}", "a is too short");
        row("too many", "{\"a\":\"x\",\"b\":1,\"c\":[{\"n\":\"x\"},{\"n\":\"x\"},{\"n\":\"x\"}]}", "c has more than 2");
        row("deep below", "{\"a\":\"x\",\"b\":1,\"c\":[{\"n\":\"x\"},{\"n\":\"z\"}]}", "c[1].n is not one");
    }
    void theShapeIsChecked()
    {
        QFETCH(const QByteArray, value);
        QFETCH(const QString, fault);
        const Result<> shape = requireShape(json(value.constData()), kSchema);
        QCOMPARE(shape.has_value(), fault.isEmpty());
        if (!shape)
            QVERIFY2(shape.error().detail().contains(fault), qPrintable(shape.error().detail()));
    }
};

SC_TEST(TestJsonShape)
#include "tst_json_shape.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/object_info.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::comfy;

class TestObjectInfo : public QObject
{
    Q_OBJECT

private:
    static QStringList namesOf(const std::vector<NodeInput> &inputs)
    {
        QStringList names;
        for (const NodeInput &input : inputs)
            names += input.name;
        names.sort();
        return names;
    }

private Q_SLOTS:
    void bothShapesOfOptionListsAreRead()
    {
        const auto info = ObjectInfo::parse(
            R"({"A":{"input":{"required":{"old":[["a","b"],{}],"new":["COMBO",{"options":["c","d"]}],"bare":[["e"]]}},"output":["IMAGE"]}})");
        SC_VERIFY_OK(info);
        QCOMPARE(info->choices(QStringLiteral("A"), QStringLiteral("old")), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(info->choices(QStringLiteral("A"), QStringLiteral("new")), (QStringList{QStringLiteral("c"), QStringLiteral("d")}));
        QCOMPARE(info->choices(QStringLiteral("A"), QStringLiteral("bare")), QStringList{QStringLiteral("e")});
        QVERIFY(info->choices(QStringLiteral("A"), QStringLiteral("none")).isEmpty());
        QVERIFY(info->choices(QStringLiteral("B"), QStringLiteral("old")).isEmpty());
    }

    void pythonsNumbersThatAreNoneAreTaken()
    {
        const auto info = ObjectInfo::parse(
            R"({"A":{"input":{"required":{"x":["FLOAT",{"default":NaN,"min":-Infinity,"max":Infinity}]}},"output":[],"tip":"NaN, Infinity"}})");
        SC_VERIFY_OK(info);
        QCOMPARE(inputsOf(*info->find(QStringLiteral("A")), {}).front().type, QStringLiteral("FLOAT"));
        QCOMPARE(withoutNotANumber(R"({"a":"NaN","b":NaN})"), QByteArray(R"({"a":"NaN","b":null})"));
        QCOMPARE(withoutNotANumber("[-1, -Infinity]"), QByteArray("[-1, null]"));
    }

    void dynamicInputsUnfoldByWhatIsChosen()
    {
        const auto info = ObjectInfo::parse(R"({"S":{"input":{"required":{"format":["COMFY_DYNAMICCOMBO_V3",{"options":[
            {"key":"auto","inputs":{"required":{}}},
            {"key":"mp4","inputs":{"required":{"codec":["COMFY_DYNAMICCOMBO_V3",{"options":[{"key":"h264","inputs":{"required":{"crf":["FLOAT",{}]}}}]}]}}}]}],
            "images":["COMFY_AUTOGROW_V3",{"template":{"input":{"required":{"image":["IMAGE",{}]}},"prefix":"image","min":1,"max":3}}]}},"output":[]}})");
        SC_VERIFY_OK(info);
        const NodeClass &one = *info->find(QStringLiteral("S"));
        const QString format = QStringLiteral("format");
        const QStringList grown = {QStringLiteral("images.image0"), QStringLiteral("images.image1"), QStringLiteral("images.image2")};
        QCOMPARE(namesOf(inputsOf(one, {})), QStringList{format} + grown);
        QCOMPARE(namesOf(inputsOf(one, {{format, QStringLiteral("mp4")}})), (QStringList{format, QStringLiteral("format.codec")} + grown));
        QCOMPARE(namesOf(inputsOf(one, {{format, QStringLiteral("mp4")}, {QStringLiteral("format.codec"), QStringLiteral("h264")}})),
                 (QStringList{format, QStringLiteral("format.codec"), QStringLiteral("format.codec.crf")} + grown));
    }

    void anAnswerOfSomethingElseIsAProblem_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("web page") << QByteArray("<!doctype html><title>502</title>");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("list") << QByteArray("[]");
        QTest::newRow("other object") << QByteArray(R"({"error":"no"})");
        QTest::newRow("cut off") << QByteArray(R"({"A":{"input":)");
    }

    void anAnswerOfSomethingElseIsAProblem()
    {
        QFETCH(QByteArray, answer);
        SC_COMPARE_PROBLEM(ObjectInfo::parse(answer), ProblemCode::ValidationError);
    }

    void brokenClassesAreLeftOutAndCounted()
    {
        const auto info = ObjectInfo::parse(R"({"A":{"input":{},"output":[]},"B":7,"C":{"input":[]}})");
        SC_VERIFY_OK(info);
        QCOMPARE(info->classNames(), QStringList{QStringLiteral("A")});
        QCOMPARE(info->brokenClasses(), 2);
    }

    void aListThatGrowsWithoutEndIsCut()
    {
        const auto info = ObjectInfo::parse(
            R"({"A":{"input":{"required":{"x":["COMFY_AUTOGROW_V3",{"template":{"input":{"required":{"i":["IMAGE"]}},"prefix":"i","max":2000000000}}]}},"output":[]}})");
        SC_VERIFY_OK(info);
        QCOMPARE(inputsOf(*info->find(QStringLiteral("A")), {}).size(), size_t(1000));
    }

    void theBuiltInNodesAreThere()
    {
        const ObjectInfo &info = ObjectInfo::builtIn();
        for (const char *name : {"KSampler", "SaveVideo", "WanImageToVideo", "ApplyInstantID", "ReActorFaceSwapOpt"})
            QVERIFY2(info.has(QLatin1String(name)), name);
        QVERIFY(info.takesAnyFile(QStringLiteral("CheckpointLoaderSimple"), QStringLiteral("ckpt_name")));
        QVERIFY(info.choices(QStringLiteral("KSampler"), QStringLiteral("sampler_name")).contains(QStringLiteral("euler")));
    }
};

SC_TEST(TestObjectInfo)
#include "tst_object_info.moc"

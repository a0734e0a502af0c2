// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/comfy/graph.h"
#include "core/comfy/graph_check.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::comfy;

namespace {

// A small graph without a mistake.
Graph goodGraph()
{
    Graph graph;
    const Link loaded = graph.add("CheckpointLoaderSimple", {{QStringLiteral("ckpt_name"), "a.safetensors"}});
    const Link words = graph.add("CLIPTextEncode", {{QStringLiteral("text"), "a street"}, {QStringLiteral("clip"), loaded.out(1)}});
    const Link latent =
        graph.add("EmptyLatentImage", {{QStringLiteral("width"), 512}, {QStringLiteral("height"), 512}, {QStringLiteral("batch_size"), 1}});
    const Link samples = graph.add("KSampler", {{QStringLiteral("model"), loaded},
                                                {QStringLiteral("seed"), 1},
                                                {QStringLiteral("steps"), 8},
                                                {QStringLiteral("cfg"), 7.0},
                                                {QStringLiteral("sampler_name"), "euler"},
                                                {QStringLiteral("scheduler"), "simple"},
                                                {QStringLiteral("positive"), words},
                                                {QStringLiteral("negative"), words},
                                                {QStringLiteral("latent_image"), latent},
                                                {QStringLiteral("denoise"), 1.0}});
    const Link images = graph.add("VAEDecode", {{QStringLiteral("samples"), samples}, {QStringLiteral("vae"), loaded.out(2)}});
    graph.add("SaveImage", {{QStringLiteral("images"), images}, {QStringLiteral("filename_prefix"), "x"}});
    return graph;
}

QJsonObject withInput(const QString &node, const QString &input, const QJsonValue &value)
{
    Graph graph = goodGraph();
    graph.set({node, 0}, input, Input(value));
    return graph.toJson();
}

} // namespace

class TestGraphCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGoodGraphHasNoFault()
    {
        QVERIFY(checkGraph(goodGraph().toJson(), ObjectInfo::builtIn()).empty());
        SC_VERIFY_OK(graphFits(goodGraph().toJson(), ObjectInfo::builtIn()));
    }

    void everyMistakeIsFoundAtItsPlace_data()
    {
        QTest::addColumn<QJsonObject>("graph");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("node");
        const auto row = [](const char *name, const QJsonObject &graph, GraphFaultKind kind, const char *node) {
            QTest::newRow(name) << graph << static_cast<int>(kind) << QString::fromLatin1(node);
        };
        const auto link = [](const char *node, int slot) { return QJsonArray{QLatin1String(node), slot}; };
        const QString seed = QStringLiteral("seed"), steps = QStringLiteral("steps"), model = QStringLiteral("model");
        row("missing input", withInput(QStringLiteral("4"), steps, QJsonValue(QJsonValue::Undefined)), GraphFaultKind::MissingInput, "4");
        row("text for a number", withInput(QStringLiteral("4"), steps, QStringLiteral("8")), GraphFaultKind::WrongKind, "4");
        row("fraction for a whole", withInput(QStringLiteral("4"), steps, 8.5), GraphFaultKind::WrongKind, "4");
        row("above the most", withInput(QStringLiteral("4"), steps, 20000), GraphFaultKind::OutOfRange, "4");
        row("below the least", withInput(QStringLiteral("4"), QStringLiteral("denoise"), -0.1), GraphFaultKind::OutOfRange, "4");
        row("no such option", withInput(QStringLiteral("4"), QStringLiteral("sampler_name"), QStringLiteral("magic")),
            GraphFaultKind::NotAnOption, "4");
        row("plain value for a link", withInput(QStringLiteral("4"), model, QStringLiteral("x")), GraphFaultKind::WrongKind, "4");
        row("link to nothing", withInput(QStringLiteral("4"), model, link("77", 0)), GraphFaultKind::BadLink, "4");
        row("output that is not there", withInput(QStringLiteral("4"), model, link("1", 7)), GraphFaultKind::BadLink, "4");
        row("output of another type", withInput(QStringLiteral("4"), model, link("1", 2)), GraphFaultKind::LinkType, "4");
        row("a list that is no link", withInput(QStringLiteral("4"), seed, QJsonArray{1, 2, 3}), GraphFaultKind::BadLink, "4");
        row("a link where none goes", withInput(QStringLiteral("4"), QStringLiteral("extra"), link("1", 0)), GraphFaultKind::UnknownInput,
            "4");
        row("a circle", withInput(QStringLiteral("2"), QStringLiteral("text"), link("2", 0)), GraphFaultKind::Cycle, "2");
        row("empty file", withInput(QStringLiteral("1"), QStringLiteral("ckpt_name"), QString()), GraphFaultKind::NotAnOption, "1");
        QJsonObject unknown = goodGraph().toJson();
        unknown.insert(QStringLiteral("9"), QJsonObject{{QStringLiteral("class_type"), QStringLiteral("Frobnicate")},
                                                        {QStringLiteral("inputs"), QJsonObject()}});
        row("unknown node", unknown, GraphFaultKind::UnknownClass, "9");
        QJsonObject silent = goodGraph().toJson();
        silent.remove(QStringLiteral("6"));
        row("nothing saved", silent, GraphFaultKind::NoOutput, "");
        row("no nodes", {}, GraphFaultKind::NotAGraph, "");
        row("the editor's file", {{QStringLiteral("nodes"), QJsonArray()}, {QStringLiteral("links"), QJsonArray()}},
            GraphFaultKind::EditorFormat, "");
        row("node that is none", {{QStringLiteral("1"), 5}}, GraphFaultKind::NotAGraph, "1");
    }

    void everyMistakeIsFoundAtItsPlace()
    {
        QFETCH(QJsonObject, graph);
        QFETCH(int, kind);
        QFETCH(QString, node);
        const std::vector<GraphFault> faults = checkGraph(graph, ObjectInfo::builtIn());
        QVERIFY(std::ranges::any_of(faults, [&](const GraphFault &fault) {
            return static_cast<int>(fault.kind) == kind && fault.node == node && !fault.text.isEmpty();
        }));
        QVERIFY(!graphFits(graph, ObjectInfo::builtIn()));
    }

    void aMissingNodeIsToldBeforeWhatHangsOnIt()
    {
        QJsonObject graph = withInput(QStringLiteral("4"), QStringLiteral("steps"), 20000);
        graph.insert(QStringLiteral("9"),
                     QJsonObject{{QStringLiteral("class_type"), QStringLiteral("Frobnicate")}, {QStringLiteral("inputs"), QJsonObject()}});
        SC_COMPARE_PROBLEM(graphFits(graph, ObjectInfo::builtIn()), ProblemCode::NodeMissing);
    }

    void aFileThatTheServerLacksIsModelMissing()
    {
        const auto info = ObjectInfo::parse(
            R"({"CheckpointLoaderSimple":{"input":{"required":{"ckpt_name":[["other.safetensors"],{}]}},"output":["MODEL","CLIP","VAE"]}})");
        SC_VERIFY_OK(info);
        ObjectInfo all = ObjectInfo::builtIn();
        all.merge(*info);
        SC_COMPARE_PROBLEM(graphFits(goodGraph().toJson(), all), ProblemCode::ModelMissing);
    }

    void offGridSizesAndLooseNodesAreWarnings()
    {
        Graph graph = goodGraph();
        graph.set({QStringLiteral("3"), 0}, QStringLiteral("width"), 513);
        graph.add("LoadImage", {{QStringLiteral("image"), "a.png"}});
        const auto faults = checkGraph(graph.toJson(), ObjectInfo::builtIn());
        QCOMPARE(faults.size(), size_t(2));
        QVERIFY(std::ranges::all_of(faults, &GraphFault::warning));
        SC_VERIFY_OK(graphFits(graph.toJson(), ObjectInfo::builtIn()));
    }

    void newRequirementsAreFilledAndOldInputsTakenOut()
    {
        QJsonObject graph = withInput(QStringLiteral("4"), QStringLiteral("denoise"), QJsonValue(QJsonValue::Undefined));
        QJsonObject node = graph.value(QStringLiteral("4")).toObject();
        QJsonObject inputs = node.value(QStringLiteral("inputs")).toObject();
        inputs.insert(QStringLiteral("control_after_generate"), QStringLiteral("fixed"));
        node.insert(QStringLiteral("inputs"), inputs);
        graph.insert(QStringLiteral("4"), node);
        const QJsonObject fitted = fittedTo(graph, ObjectInfo::builtIn());
        const QJsonObject live = fitted.value(QStringLiteral("4")).toObject().value(QStringLiteral("inputs")).toObject();
        QCOMPARE(live.value(QStringLiteral("denoise")).toDouble(), 1.0);
        QVERIFY(!live.contains(QStringLiteral("control_after_generate")));
        QVERIFY(checkGraph(fitted, ObjectInfo::builtIn()).empty());
    }

    void aChainOfManyNodesNeedsNoDeepStack()
    {
        QJsonObject graph;
        constexpr int kNodes = 20'000;
        for (int i = 0; i < kNodes; ++i)
            graph.insert(QString::number(i), QJsonObject{{QStringLiteral("class_type"), QStringLiteral("ImageScaleBy")},
                                                         {QStringLiteral("inputs"),
                                                          QJsonObject{{QStringLiteral("image"), QJsonArray{QString::number(i + 1), 0}},
                                                                      {QStringLiteral("upscale_method"), QStringLiteral("lanczos")},
                                                                      {QStringLiteral("scale_by"), 1}}}});
        const auto faults = checkGraph(graph, ObjectInfo::builtIn());
        QVERIFY(std::ranges::any_of(faults, [](const GraphFault &fault) { return fault.kind == GraphFaultKind::NoOutput; }));
    }
};

SC_TEST(TestGraphCheck)
#include "tst_graph_check.moc"

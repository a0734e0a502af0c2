// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/generation/workflow_shelf.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::generation;
using namespace sc::test;

namespace {

const QByteArray kGraph = R"({
    "3":{"class_type":"KSampler","inputs":{"seed":42,"steps":20,"cfg":8,"sampler_name":"euler","scheduler":"normal","denoise":1,
         "model":["4",0],"positive":["6",0],"negative":["7",0],"latent_image":["5",0]}},
    "4":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"sd_xl_base_1.0.safetensors"}},
    "5":{"class_type":"EmptyLatentImage","inputs":{"width":832,"height":1216,"batch_size":1}},
    "6":{"class_type":"CLIPTextEncode","inputs":{"text":"a fox","clip":["4",1]}},
    "7":{"class_type":"CLIPTextEncode","inputs":{"text":"","clip":["4",1]}},
    "8":{"class_type":"VAEDecode","inputs":{"samples":["3",0],"vae":["4",2]}},
    "9":{"class_type":"SaveImage","inputs":{"filename_prefix":"fox","images":["8",0]}}})";

const comfy::ObjectInfo &nodes()
{
    return comfy::ObjectInfo::builtIn();
}

Result<OwnWorkflow> imported(const QByteArray &bytes, const QString &name = QStringLiteral("Fox"))
{
    return importWorkflow(bytes, name, nodes());
}

QByteArray edited(const QByteArray &from, const QByteArray &to)
{
    QByteArray graph = kGraph;
    return graph.replace(from, to);
}

} // namespace

class TstOwnWorkflow : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    [[nodiscard]] ProfilePaths profile() const { return {m_dir->path()}; }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void aGraphIsImportedWithWhatItNeeds()
    {
        const auto workflow = imported(kGraph);
        SC_VERIFY_OK(workflow);
        QCOMPARE(workflow->kind, comfy::MediaKind::Image);
        QCOMPARE(workflow->outputs, QStringList{QStringLiteral("9")});
        QCOMPARE(workflow->models, QStringList{QStringLiteral("sd_xl_base_1.0.safetensors")});
        QCOMPARE(workflow->family, QStringLiteral("sdxl"));
        QCOMPARE(workflow->classes.size(), 6);
        QVERIFY(!workflow->isConfirmed);
    }

    void inputsAreSuggestedByTheTypesOfNodes()
    {
        const auto workflow = imported(kGraph);
        SC_VERIFY_OK(workflow);
        const auto at = [&](const char *name) {
            const Binding *binding = workflow->binding(QLatin1String(name));
            return binding ? QStringLiteral("%1.%2 %3").arg(binding->node, binding->field, bindingTypeName(binding->type)) : QString();
        };
        QCOMPARE(at("prompt"), QStringLiteral("6.text text"));
        QCOMPARE(at("negative"), QStringLiteral("7.text text"));
        QCOMPARE(at("seed"), QStringLiteral("3.seed integer"));
        QCOMPARE(at("width"), QStringLiteral("5.width integer"));
        QCOMPARE(at("steps"), QStringLiteral("3.steps integer"));
        QCOMPARE(at("cfg"), QStringLiteral("3.cfg number"));
        QCOMPARE(at("sampler"), QStringLiteral("3.sampler_name choice"));
        QCOMPARE(at("model"), QStringLiteral("4.ckpt_name choice"));
        QVERIFY(workflow->binding(QStringLiteral("prompt"))->required);
        QVERIFY(workflow->binding(QStringLiteral("steps"))->most.has_value());
        SC_VERIFY_OK(checkBindings(workflow->graph, workflow->bindings));
    }

    void picturesMustBeGivenForEachJob()
    {
        const auto workflow =
            imported(edited(R"("5":{"class_type":"EmptyLatentImage","inputs":{"width":832,"height":1216,"batch_size":1}})",
                            R"("5":{"class_type":"VAEEncode","inputs":{"pixels":["11",0],"vae":["4",2]}},
                                                 "11":{"class_type":"LoadImage","inputs":{"image":"mine.png"}})"));
        SC_VERIFY_OK(workflow);
        const Binding *picture = workflow->binding(QStringLiteral("picture"));
        QVERIFY(picture && picture->required);
        SC_COMPARE_PROBLEM(filledWorkflow(*workflow, {{QStringLiteral("prompt"), QStringLiteral("a")}}), ProblemCode::InvalidParameter);
        SC_VERIFY_OK(filledWorkflow(
            *workflow, {{QStringLiteral("prompt"), QStringLiteral("a")}, {QStringLiteral("picture"), QStringLiteral("media:/x.png")}}));
    }

    void whatIsNoWorkflowIsRefusedWithTheWayOut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        QTest::newRow("not JSON") << QByteArray("hello") << QStringLiteral("not valid JSON");
        QTest::newRow("a list") << QByteArray("[]") << QStringLiteral("shape");
        QTest::newRow("empty") << QByteArray("{}") << QStringLiteral("no nodes");
        QTest::newRow("the editor's file") << QByteArray(R"({"last_node_id":9,"nodes":[{"id":1,"type":"KSampler"}],"links":[]})")
                                           << QStringLiteral("Export (API)");
        QTest::newRow("no class") << QByteArray(R"({"1":{"inputs":{}}})") << QStringLiteral("class_type");
        QTest::newRow("other JSON") << QByteArray(R"({"name":"x","version":2})") << QStringLiteral("class_type");
        QTest::newRow("nothing saved") << edited(R"("9":{"class_type":"SaveImage","inputs":{"filename_prefix":"fox","images":["8",0]}})",
                                                 R"("9":{"class_type":"VAEDecode","inputs":{}})")
                                       << QStringLiteral("no output node");
    }
    void whatIsNoWorkflowIsRefusedWithTheWayOut()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);
        const auto workflow = imported(bytes);
        SC_COMPARE_PROBLEM(workflow, ProblemCode::ValidationError);
        const QString told = workflow.error().text() + workflow.error().detail();
        QVERIFY2(told.contains(says), qPrintable(told));
    }

    void postedFormAndPicturesAreTakenToo()
    {
        SC_VERIFY_OK(imported("{\"client_id\":\"x\",\"prompt\":" + kGraph + "}"));
        QImage image = numberedImage(1);
        image.setText(QStringLiteral("prompt"), QString::fromUtf8(kGraph));
        const QString path = m_dir->filePath(QStringLiteral("fox.png"));
        QVERIFY(image.save(path));
        const auto workflow = imported(readFile(path));
        SC_VERIFY_OK(workflow);
        QCOMPARE(workflow->bindings.size(), imported(kGraph)->bindings.size());
        QVERIFY(numberedImage(1).save(path));
        SC_COMPARE_PROBLEM(imported(readFile(path)), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(imported(kGraph, QString()), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(imported(QByteArray(kMaxWorkflowBytes + 1, ' ')), ProblemCode::FileTooLarge);
    }

    void aJobFillsItsInputsAndNothingElse()
    {
        const auto workflow = imported(kGraph);
        SC_VERIFY_OK(workflow);
        const auto graph = filledWorkflow(
            *workflow, {{QStringLiteral("prompt"), QStringLiteral("a hen")}, {QStringLiteral("seed"), 7}, {QStringLiteral("cfg"), 5.5}});
        SC_VERIFY_OK(graph);
        QJsonObject expected = workflow->graph;
        const auto set = [&](const char *node, const char *field, const QJsonValue &value) {
            QJsonObject object = expected.value(QLatin1String(node)).toObject();
            QJsonObject inputs = object.value(QStringLiteral("inputs")).toObject();
            inputs.insert(QLatin1String(field), value);
            object.insert(QStringLiteral("inputs"), inputs);
            expected.insert(QLatin1String(node), object);
        };
        set("6", "text", QStringLiteral("a hen"));
        set("3", "seed", 7);
        set("3", "cfg", 5.5);
        QCOMPARE(*graph, expected);
        // A seed that is left open is a new one each time.
        const auto seedOf = [](const Result<QJsonObject> &filled) {
            return filled->value(QStringLiteral("3"))
                .toObject()
                .value(QStringLiteral("inputs"))
                .toObject()
                .value(QStringLiteral("seed"))
                .toInteger();
        };
        const QJsonObject words{{QStringLiteral("prompt"), QStringLiteral("a hen")}};
        QVERIFY(seedOf(filledWorkflow(*workflow, words)) != seedOf(filledWorkflow(*workflow, words)));
    }

    void badInputsAreNamed_data()
    {
        QTest::addColumn<QString>("inputs");
        QTest::addColumn<QString>("says");
        QTest::newRow("unknown") << R"({"prompt":"a","colour":1})" << QStringLiteral("colour");
        QTest::newRow("missing") << R"({"seed":1})" << QStringLiteral("prompt");
        QTest::newRow("blank") << R"({"prompt":"  "})" << QStringLiteral("prompt");
        QTest::newRow("no number") << R"({"prompt":"a","steps":"many"})" << QStringLiteral("steps");
        QTest::newRow("a fraction") << R"({"prompt":"a","steps":2.5})" << QStringLiteral("whole");
        QTest::newRow("out of range") << R"({"prompt":"a","steps":-1})" << QStringLiteral("steps");
        QTest::newRow("no text") << R"({"prompt":5})" << QStringLiteral("text");
    }
    void badInputsAreNamed()
    {
        QFETCH(QString, inputs);
        QFETCH(QString, says);
        const auto workflow = imported(kGraph);
        SC_VERIFY_OK(workflow);
        const auto graph = filledWorkflow(*workflow, QJsonDocument::fromJson(inputs.toUtf8()).object());
        SC_COMPARE_PROBLEM(graph, ProblemCode::InvalidParameter);
        QVERIFY2(graph.error().text().contains(says), qPrintable(graph.error().text()));
    }

    void aServerThatCannotRunItIsKnownBeforehand()
    {
        const QJsonObject inputs{{QStringLiteral("prompt"), QStringLiteral("a")}};
        const auto good = imported(kGraph);
        SC_VERIFY_OK(workflowFits(*good, inputs, nodes()));
        SC_COMPARE_PROBLEM(workflowFits(*good, {}, nodes()), ProblemCode::InvalidParameter);
        const auto foreign = imported(edited("\"VAEDecode\"", "\"FancyDecode\""));
        SC_VERIFY_OK(foreign);
        const auto missing = workflowFits(*foreign, inputs, nodes());
        SC_COMPARE_PROBLEM(missing, ProblemCode::NodeMissing);
        QVERIFY(missing.error().text().contains(QStringLiteral("FancyDecode")));
        // A server with another model.
        const auto server = comfy::ObjectInfo::parse(
            R"({"CheckpointLoaderSimple":{"input":{"required":{"ckpt_name":[["pony.safetensors"],{}]}},"output":["MODEL","CLIP","VAE"],"name":"CheckpointLoaderSimple"}})");
        SC_VERIFY_OK(server);
        comfy::ObjectInfo both = nodes();
        both.merge(*server);
        SC_COMPARE_PROBLEM(workflowFits(*good, inputs, both), ProblemCode::ModelMissing);
        QJsonObject other = inputs;
        other.insert(QStringLiteral("model"), QStringLiteral("pony.safetensors"));
        SC_VERIFY_OK(workflowFits(*good, other, both));
    }

    void theProfileKeepsThem()
    {
        const WorkflowShelf shelf(profile());
        QVERIFY(shelf.all().workflows.empty());
        auto workflow = imported(kGraph);
        SC_VERIFY_OK(workflow);
        SC_VERIFY_OK(shelf.save(*workflow));
        auto found = shelf.find(QStringLiteral("Fox"));
        SC_VERIFY_OK(found);
        QVERIFY(*found == *workflow);
        SC_VERIFY_OK(shelf.find(workflow->id));
        const auto twin = imported(kGraph);
        const auto refused = shelf.save(*twin);
        SC_COMPARE_PROBLEM(refused, ProblemCode::DuplicateResource);
        QVERIFY(refused.error().detail().contains(QStringLiteral("Fox 2")));
        workflow->isConfirmed = true;
        workflow->bindings.pop_back();
        SC_VERIFY_OK(shelf.save(*workflow));
        QVERIFY(shelf.find(QStringLiteral("Fox"))->isConfirmed);
        QVERIFY(writeFile(m_dir->filePath(QStringLiteral("workflows/broken.json")), "{\"storycanvas_workflow\":1"));
        QCOMPARE(shelf.all().problems.size(), 1U);
        QCOMPARE(shelf.all().workflows.size(), 1U);
        SC_VERIFY_OK(shelf.remove(workflow->id));
        SC_COMPARE_PROBLEM(shelf.find(QStringLiteral("Fox")), ProblemCode::ResourceNotFound);
        SC_COMPARE_PROBLEM(shelf.remove(QStringLiteral("../settings")), ProblemCode::ResourceNotFound);
    }

    void bindingsMustNameWhatIsThere()
    {
        const auto workflow = imported(kGraph);
        SC_VERIFY_OK(workflow);
        const auto with = [](const QString &name, const QString &node, const QString &field) {
            return std::vector<Binding>{{name, node, field, {}, {}, {}, {}, {}, false}};
        };
        SC_COMPARE_PROBLEM(checkBindings(workflow->graph, with(QStringLiteral("no good"), QStringLiteral("6"), QStringLiteral("text"))),
                           ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(checkBindings(workflow->graph, with(QStringLiteral("a"), QStringLiteral("66"), QStringLiteral("text"))),
                           ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(checkBindings(workflow->graph, with(QStringLiteral("a"), QStringLiteral("6"), QStringLiteral("clip"))),
                           ProblemCode::ValidationError);
        auto twice = with(QStringLiteral("a"), QStringLiteral("6"), QStringLiteral("text"));
        twice.push_back(twice.front());
        SC_COMPARE_PROBLEM(checkBindings(workflow->graph, twice), ProblemCode::ValidationError);
    }
};

SC_TEST(TstOwnWorkflow)
#include "tst_own_workflow.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/comfy/compose.h"
#include "core/comfy/graph_check.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::comfy;

namespace {

GraphRequest asked(const QString &family, MediaKind kind, const QByteArray &params = "{}",
                   const QString &preset = QStringLiteral("quality"))
{
    GraphRequest request;
    request.kind = kind;
    request.prompt = QStringLiteral("a street at night");
    request.negative = QStringLiteral("blur");
    request.params = paramsFromJson(*parseJsonObject(params, QStringLiteral("test"))).value_or(GenerationParams());
    request.params.family = family;
    request.params.preset = preset;
    if (!request.params.seed)
        request.params.seed = 7;
    if (family == u"qwen_edit" && request.params.initImage.isEmpty())
        request.params.initImage = QStringLiteral("source.png");
    return request;
}

Result<ComposedGraph> composed(const GraphRequest &request, const ObjectInfo &info = ObjectInfo::builtIn())
{
    return composeGraph(request, FamilyTable::builtIn(), info);
}

// Inputs of the nodes of one class, in the order of their ids.
std::vector<QJsonObject> nodesOf(const ComposedGraph &graph, const char *className)
{
    std::map<int, QJsonObject> found;
    for (auto it = graph.graph.begin(); it != graph.graph.end(); ++it) {
        if (it.value().toObject().value(QStringLiteral("class_type")).toString() == QLatin1String(className))
            found.emplace(it.key().toInt(), it.value().toObject().value(QStringLiteral("inputs")).toObject());
    }
    std::vector<QJsonObject> nodes;
    for (const auto &[id, inputs] : found)
        nodes.push_back(inputs);
    return nodes;
}

QString classAt(const ComposedGraph &graph, const QJsonValue &link)
{
    return graph.graph.value(link.toArray().at(0).toString()).toObject().value(QStringLiteral("class_type")).toString();
}

// A server with these files of one loader, all else as built in.
ObjectInfo withFiles(const QString &className, const QString &input, const QStringList &files)
{
    const NodeClass nodeClass = *ObjectInfo::builtIn().find(className);
    QJsonObject inputs = nodeClass.input;
    for (const QString &group : {QStringLiteral("required"), QStringLiteral("optional")}) {
        QJsonObject members = inputs.value(group).toObject();
        if (members.contains(input))
            members.insert(input, QJsonArray{QJsonArray::fromStringList(files), QJsonObject()});
        inputs.insert(group, members);
    }
    const QJsonObject one{{className, QJsonObject{{QStringLiteral("input"), inputs},
                                                  {QStringLiteral("output"), nodeClass.outputs},
                                                  {QStringLiteral("output_node"), nodeClass.isOutput}}}};
    ObjectInfo info = ObjectInfo::builtIn();
    info.merge(*ObjectInfo::parse(toCompactJson(one)));
    return info;
}

ObjectInfo without(const QStringList &classes)
{
    QJsonObject all;
    for (const QString &name : ObjectInfo::builtIn().classNames()) {
        const NodeClass &one = *ObjectInfo::builtIn().find(name);
        if (!classes.contains(name))
            all.insert(name, QJsonObject{{QStringLiteral("input"), one.input},
                                         {QStringLiteral("output"), one.outputs},
                                         {QStringLiteral("output_node"), one.isOutput}});
    }
    return *ObjectInfo::parse(toCompactJson(all));
}

} // namespace

class TestCompose : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Each family in each preset and kind with each option is either a graph without a fault or a Problem that says why.
    void everyCombinationIsAGoodGraphOrAReason()
    {
        const std::vector<QByteArray> options = {
            "{}",
            R"({"init_image":"a.png"})",
            R"({"init_image":"a.png","end_image":"b.png"})",
            R"({"loras":[{"name":"x.safetensors","weight":0.5}]})",
            R"({"refiner":true})",
            R"({"upscale":true})",
            R"({"face_swap":{"face_image":"f.png"}})",
            R"({"interpolate_fps":48})",
            R"({"control":{"type":"depth","image":"d.png"}})",
            R"({"character":{"method":"ip_adapter","images":["p.png","q.png"]}})",
            R"({"character":{"method":"face_id","images":["p.png"]}})",
            R"({"character":{"method":"instantid","images":["p.png"]}})",
            R"({"character":{"method":"reference","images":["p.png"]}})",
            R"({"init_image":"a.png","mask":"m.png","denoise":0.6})",
            R"({"pag_scale":3})",
            R"({"batch_size":4})",
            R"({"init_image":"a.png","lip_sync":{"method":"wan_s2v","audio":"s.wav","length":12}})",
            R"({"init_image":"a.png","lip_sync":{"method":"infinite_talk","audio":"s.wav","length":9}})",
            R"({"init_image":"a.png","lip_sync":{"method":"humo","audio":"s.wav","length":3}})",
            R"({"lip_sync":{"method":"latent_sync","audio":"s.wav","video":"v.mp4","length":4}})"};
        int good = 0;
        for (const ModelFamily &family : FamilyTable::builtIn().all()) {
            for (const char *preset : {"fast", "quality"}) {
                for (const MediaKind kind : {MediaKind::Image, MediaKind::Video}) {
                    for (const QByteArray &option : options) {
                        const auto graph = composed(asked(family.id, kind, option, QLatin1String(preset)));
                        const QByteArray where = family.id.toUtf8() + ' ' + preset + ' ' + mediaKindName(kind).toUtf8() + ' ' + option;
                        if (!graph) {
                            QVERIFY2(graph.error().code() == ProblemCode::InvalidParameter,
                                     where + ": " + graph.error().toLogLine().toUtf8());
                            continue;
                        }
                        ++good;
                        for (const GraphFault &fault : checkGraph(graph->graph, ObjectInfo::builtIn()))
                            QVERIFY2(fault.warning && fault.kind != GraphFaultKind::Unused, where + ": " + fault.text.toUtf8());
                        QVERIFY2(ObjectInfo::builtIn()
                                     .find(graph->graph.value(graph->outputNode).toObject().value(QStringLiteral("class_type")).toString())
                                     ->isOutput,
                                 where);
                    }
                }
            }
        }
        QVERIFY2(good > 600, QByteArray::number(good));
    }

    void plainKindsNeverFail()
    {
        for (const ModelFamily &family : FamilyTable::builtIn().all()) {
            for (const MediaKind kind : {MediaKind::Image, MediaKind::Video})
                SC_VERIFY_OK(composed(asked(family.id, kind)));
        }
    }

    void theSameRequestGivesTheSameBytes()
    {
        const GraphRequest request = asked(QStringLiteral("wan_2_2"), MediaKind::Video, R"({"init_image":"a.png","upscale":true})");
        QCOMPARE(toCompactJson(composed(request)->graph), toCompactJson(composed(request)->graph));
    }

    void seedsAreSentToTheLastDigit()
    {
        const auto graph = composed(asked(QStringLiteral("sdxl"), MediaKind::Image, R"({"seed":9223372036854775807})"));
        SC_VERIFY_OK(graph);
        QVERIFY(toCompactJson(graph->graph).contains("\"seed\":9223372036854775807"));
    }

    void fluxIsGuidedByItsOwnInputAndHasNoNegative()
    {
        const auto graph = composed(asked(QStringLiteral("flux_dev"), MediaKind::Image));
        SC_VERIFY_OK(graph);
        const QJsonObject sampler = nodesOf(*graph, "KSampler").front();
        QCOMPARE(sampler.value(QStringLiteral("cfg")).toDouble(), 1.0);
        QCOMPARE(nodesOf(*graph, "FluxGuidance").front().value(QStringLiteral("guidance")).toDouble(), 3.5);
        QCOMPARE(classAt(*graph, sampler.value(QStringLiteral("negative"))), QStringLiteral("ConditioningZeroOut"));
        QVERIFY(!toCompactJson(graph->graph).contains("blur"));
        QVERIFY(graph->notes.join(u' ').contains(QStringLiteral("negative")));
    }

    void theRefinerTakesTheLastFifth()
    {
        const auto graph = composed(asked(QStringLiteral("sdxl"), MediaKind::Image, R"({"refiner":true})"));
        SC_VERIFY_OK(graph);
        const auto samplers = nodesOf(*graph, "KSamplerAdvanced");
        QCOMPARE(samplers.size(), size_t(2));
        QCOMPARE(samplers[0].value(QStringLiteral("end_at_step")).toInt(), 28);
        QCOMPARE(samplers[1].value(QStringLiteral("start_at_step")).toInt(), 28);
        QCOMPARE(samplers[1].value(QStringLiteral("add_noise")).toString(), QStringLiteral("disable"));
        QCOMPARE(classAt(*graph, samplers[1].value(QStringLiteral("positive"))), QStringLiteral("CLIPTextEncodeSDXLRefiner"));
    }

    void wanTwoTwoChangesItsModelWhereTheMakerDoes()
    {
        const auto stepOf = [](const QByteArray &params) {
            const auto graph = composed(asked(QStringLiteral("wan_2_2"), MediaKind::Video, params));
            return graph ? nodesOf(*graph, "KSamplerAdvanced").front().value(QStringLiteral("end_at_step")).toInt() : -1;
        };
        QCOMPARE(stepOf(R"({"steps":20})"), 11);
        QCOMPARE(stepOf(R"({"steps":20,"init_image":"a.png"})"), 10);
    }

    void theFastPresetTakesTheFourStepLorasWhereTheyAre()
    {
        const QStringList files = {QStringLiteral("wan2.2_t2v_lightx2v_4steps_lora_v1_high_noise.safetensors"),
                                   QStringLiteral("wan2.2_t2v_lightx2v_4steps_lora_v1_low_noise.safetensors")};
        const ObjectInfo server = withFiles(QStringLiteral("LoraLoader"), QStringLiteral("lora_name"), files);
        const auto graph = composed(asked(QStringLiteral("wan_2_2"), MediaKind::Video, "{}", QStringLiteral("fast")), server);
        SC_VERIFY_OK(graph);
        QCOMPARE(nodesOf(*graph, "LoraLoaderModelOnly").size(), size_t(2));
        QCOMPARE(nodesOf(*graph, "KSamplerAdvanced").front().value(QStringLiteral("cfg")).toDouble(), 1.0);
        QCOMPARE(nodesOf(*graph, "KSamplerAdvanced").front().value(QStringLiteral("end_at_step")).toInt(), 4);
        QCOMPARE(*graph->params.cfg, 1.0);
        const auto bare = composed(asked(QStringLiteral("wan_2_2"), MediaKind::Video, "{}", QStringLiteral("fast")));
        SC_VERIFY_OK(bare);
        QVERIFY(bare->notes.join(u' ').contains(QStringLiteral("four-step")));
    }

    void oneHalfOfAPairIsNeverRunAlone()
    {
        const ObjectInfo server =
            withFiles(QStringLiteral("UNETLoader"), QStringLiteral("unet_name"), {QStringLiteral("wan2.2_t2v_high_noise_14B.safetensors")});
        const auto graph = composed(asked(QStringLiteral("wan_2_2"), MediaKind::Video), server);
        SC_COMPARE_PROBLEM(graph, ProblemCode::ModelMissing);
        QVERIFY2(graph.error().text().contains(QStringLiteral("low")), qPrintable(graph.error().text()));
    }

    void theFileThatSuitsTheJobIsChosen()
    {
        const ObjectInfo server =
            withFiles(QStringLiteral("UNETLoader"), QStringLiteral("unet_name"),
                      {QStringLiteral("video/wan2.1_t2v_14B.safetensors"), QStringLiteral("video/wan2.1_i2v_480p_14B.safetensors"),
                       QStringLiteral("flux1-dev.safetensors")});
        QCOMPARE(composed(asked(QStringLiteral("wan_2_1"), MediaKind::Video), server)->params.model,
                 QStringLiteral("video/wan2.1_t2v_14B.safetensors"));
        QCOMPARE(composed(asked(QStringLiteral("wan_2_1"), MediaKind::Video, R"({"init_image":"a.png"})"), server)->params.model,
                 QStringLiteral("video/wan2.1_i2v_480p_14B.safetensors"));
        QCOMPARE(
            composed(asked(QStringLiteral("flux_dev"), MediaKind::Image, R"({"model":"flux1-dev.safetensors"})"), server)->params.model,
            QStringLiteral("flux1-dev.safetensors"));
        const auto absent = composed(asked(QStringLiteral("qwen_image"), MediaKind::Image), server);
        SC_COMPARE_PROBLEM(absent, ProblemCode::ModelMissing);
        QVERIFY(absent.error().text().contains(QStringLiteral("qwen_image")));
    }

    void aStillFamilyMovesByAnother()
    {
        const auto graph =
            composed(asked(QStringLiteral("sdxl"), MediaKind::Video, R"({"width":1344,"height":768,"motion_family":"wan_2_1"})"));
        SC_VERIFY_OK(graph);
        QCOMPARE(graph->params.motionFamily, QStringLiteral("wan_2_1"));
        const QJsonObject moved = nodesOf(*graph, "WanImageToVideo").front();
        QCOMPARE(classAt(*graph, moved.value(QStringLiteral("start_image"))), QStringLiteral("ImageFromBatch"));
        QCOMPARE(nodesOf(*graph, "EmptyLatentImage").front().value(QStringLiteral("width")).toInt(), 1344);
        const double ratio = moved.value(QStringLiteral("width")).toDouble() / moved.value(QStringLiteral("height")).toDouble();
        QVERIFY(std::abs(ratio - 1344.0 / 768) < 0.1);
    }

    void interpolationKeepsTheLengthOfTheShot()
    {
        const auto graph = composed(asked(QStringLiteral("wan_2_1"), MediaKind::Video, R"({"fps":16,"interpolate_fps":48})"));
        SC_VERIFY_OK(graph);
        QCOMPARE(nodesOf(*graph, "FrameInterpolate").front().value(QStringLiteral("multiplier")).toInt(), 3);
        QCOMPARE(nodesOf(*graph, "CreateVideo").front().value(QStringLiteral("fps")).toDouble(), 48.0);
    }

    void anotherWriterIsTakenWhereTheBestIsMissing()
    {
        const ObjectInfo older = without({QStringLiteral("SaveVideo"), QStringLiteral("FrameInterpolate")});
        const auto graph = composed(asked(QStringLiteral("wan_2_1"), MediaKind::Video, R"({"interpolate_fps":48})"), older);
        SC_VERIFY_OK(graph);
        QCOMPARE(nodesOf(*graph, "VHS_VideoCombine").size(), size_t(1));
        QCOMPARE(nodesOf(*graph, "RIFE VFI").size(), size_t(1));
    }

    void missingNodesAreNamedWithTheirPackage()
    {
        const auto graph = composed(asked(QStringLiteral("sdxl"), MediaKind::Image, R"({"face_swap":{"face_image":"f.png"}})"),
                                    without({QStringLiteral("ReActorFaceSwapOpt")}));
        SC_COMPARE_PROBLEM(graph, ProblemCode::NodeMissing);
        QVERIFY(graph.error().detail().contains(QStringLiteral("ComfyUI-ReActor")));
    }

    void aSamplerThatTheServerLacksIsNamed()
    {
        SC_COMPARE_PROBLEM(composed(asked(QStringLiteral("sdxl"), MediaKind::Image, R"({"sampler":"magic"})")),
                           ProblemCode::InvalidParameter);
    }

    void longSongsAreSungInChunks()
    {
        const auto graph =
            composed(asked(QStringLiteral("wan_2_2"), MediaKind::Video,
                           R"({"init_image":"a.png","lip_sync":{"method":"wan_s2v","audio":"s.wav","start":2,"length":12}})"));
        SC_VERIFY_OK(graph);
        QCOMPARE(nodesOf(*graph, "WanSoundImageToVideoExtend").size(), size_t(2)); // 12 s at 16 frames: three chunks of 80
        QCOMPARE(nodesOf(*graph, "TrimAudioDuration").front().value(QStringLiteral("duration")).toDouble(), 12.0);
        QCOMPARE(nodesOf(*graph, "CreateVideo").front().value(QStringLiteral("fps")).toDouble(), 16.0);
    }

    void fluxProIsItsMakersServiceOrNothing()
    {
        const auto graph = composed(asked(QStringLiteral("flux_pro"), MediaKind::Image, R"({"width":1344,"height":768})"));
        SC_VERIFY_OK(graph);
        QCOMPARE(nodesOf(*graph, "FluxProUltraImageNode").front().value(QStringLiteral("aspect_ratio")).toString(), QStringLiteral("7:4"));
        QVERIFY(nodesOf(*graph, "KSampler").empty());
        QVERIFY(graph->notes.join(u' ').contains(QStringLiteral("paid")));
        SC_COMPARE_PROBLEM(
            composed(asked(QStringLiteral("flux_pro"), MediaKind::Image), without({QStringLiteral("FluxProUltraImageNode")})),
            ProblemCode::NodeMissing);
    }

    void sizesOffTheGridAreRoundedAndSaid()
    {
        const auto graph = composed(asked(QStringLiteral("ltx_video"), MediaKind::Video, R"({"width":1000,"height":600})"));
        SC_VERIFY_OK(graph);
        QCOMPARE(*graph->params.width, 992);
        QVERIFY(graph->notes.join(u' ').contains(QStringLiteral("992 x 608")));
    }
};

SC_TEST(TestCompose)
#include "tst_compose.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/comfy/server_answers.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::comfy;

class TestServerAnswers : public QObject
{
    Q_OBJECT

private:
    static QStringList namesOf(const QByteArray &outputs)
    {
        QStringList names;
        for (const RemoteFile &file : filesIn(*parseJsonObject(outputs, QStringLiteral("test"))))
            names += QStringLiteral("%1/%2:%3").arg(file.subfolder, file.name).arg(static_cast<int>(file.kind));
        return names;
    }

private Q_SLOTS:
    void filesAreFoundUnderEveryName()
    {
        QCOMPARE(namesOf(R"({"9":{"images":[{"filename":"a_00001_.png","subfolder":"x","type":"output"}],"animated":[true]}})"),
                 QStringList{QStringLiteral("x/a_00001_.png:0")});
        QCOMPARE(namesOf(R"({"9":{"images":[{"filename":"a.mp4","subfolder":"","type":"output"}]}})"),
                 QStringList{QStringLiteral("/a.mp4:1")});
        QCOMPARE(namesOf(R"({"9":{"gifs":[{"filename":"clip.odd","format":"video/h264-mp4","type":"output"}]}})"),
                 QStringList{QStringLiteral("/clip.odd:1")});
        QCOMPARE(namesOf(R"({"9":{"audio":[{"filename":"s.flac"}],"text":["hello"]}})"), QStringList{QStringLiteral("/s.flac:2")});
        QCOMPARE(namesOf(R"({"9":{"3d":[null,"x",{"filename":"m.glb"}],"result":7}})"), QStringList{QStringLiteral("/m.glb:3")});
        QVERIFY(namesOf(R"({"9":null,"10":[]})").isEmpty());
    }

    void previewsOnTempGiveWayToResults()
    {
        QCOMPARE(namesOf(R"({"5":{"images":[{"filename":"t.png","type":"temp"}]},"9":{"images":[{"filename":"a.png","type":"output"}]}})"),
                 QStringList{QStringLiteral("/a.png:0")});
        QCOMPARE(namesOf(R"({"5":{"images":[{"filename":"t.png","type":"temp"}]}})"), QStringList{QStringLiteral("/t.png:0")});
    }

    void historyTellsHowItEnded()
    {
        const QString id = QStringLiteral("p");
        QVERIFY(!*readHistory("{}", id));
        const auto good = readHistory(
            R"({"p":{"outputs":{"9":{"images":[{"filename":"a.png"}]}},"status":{"status_str":"success","completed":true,"messages":[]}}})",
            id);
        SC_VERIFY_OK(good);
        QCOMPARE((*good)->state, RemoteState::Succeeded);
        QCOMPARE((*good)->files.size(), size_t(1));
        const auto stopped = readHistory(
            R"({"p":{"outputs":{},"status":{"status_str":"error","completed":false,"messages":[["execution_start",{}],["execution_interrupted",{}]]}}})",
            id);
        QCOMPARE((*stopped)->state, RemoteState::Interrupted);
        const auto failed = readHistory(
            R"({"p":{"outputs":{},"status":{"status_str":"error","messages":[["execution_error",{"node_id":3,"node_type":"KSampler","exception_type":"torch.OutOfMemoryError","exception_message":"CUDA out of memory\n"}]]}}})",
            id);
        QCOMPARE((*failed)->state, RemoteState::Failed);
        QCOMPARE((*failed)->node, QStringLiteral("3"));
        QCOMPARE((*failed)->message, QStringLiteral("CUDA out of memory"));
        QVERIFY((*failed)->outOfMemory);
        QCOMPARE((*readHistory(R"({"p":{"outputs":{},"status":null}})", id))->state, RemoteState::Succeeded);
        SC_COMPARE_PROBLEM(readHistory("<html>", id), ProblemCode::ExternalServiceError);
    }

    void theQueueIsReadInTheOrderOfRunning()
    {
        const auto queue = readQueue(
            R"({"queue_running":[[5,"r",{},{},["9"]]],"queue_pending":[[8,"c",{}],[6,"b",{}],[6,"a",{},{},[],"extra"],[-1,"front",{}]]})");
        SC_VERIFY_OK(queue);
        QCOMPARE(queue->running, QStringList{QStringLiteral("r")});
        QCOMPARE(queue->waiting, (QStringList{QStringLiteral("front"), QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
        SC_COMPARE_PROBLEM(readQueue("{}"), ProblemCode::ExternalServiceError);
    }

    void aTakenJobHasItsId()
    {
        const auto taken = readSubmission(200, R"({"prompt_id":"p","number":12,"node_errors":{}})");
        SC_VERIFY_OK(taken);
        QVERIFY(taken->taken && !taken->refusal);
        QCOMPARE(taken->promptId, QStringLiteral("p"));
        SC_COMPARE_PROBLEM(readSubmission(200, "{}"), ProblemCode::ExternalServiceError);
        SC_COMPARE_PROBLEM(readSubmission(502, "<html>bad gateway"), ProblemCode::ExternalServiceError);
    }

    void refusalsAreToldByTheNode()
    {
        const auto missing = readSubmission(
            400,
            R"({"error":{"type":"missing_node_type","message":"Node 'X' not found","details":"","extra_info":{"class_type":"ReActorFaceSwap"}},"node_errors":{}})");
        QCOMPARE(missing->refusal->code(), ProblemCode::NodeMissing);
        QCOMPARE(missing->refusal->entity(), QStringLiteral("ReActorFaceSwap"));
        const QByteArray errors =
            R"({"4":{"class_type":"KSampler","errors":[{"type":"value_bigger_than_max","message":"Value too big","details":"steps","extra_info":{"input_name":"steps","received_value":20000}}]},
            "1":{"class_type":"CheckpointLoaderSimple","errors":[{"type":"value_not_in_list","message":"Value not in list","details":"ckpt","extra_info":{"input_name":"ckpt_name","received_value":"a.safetensors"}}]}})";
        const auto model = readSubmission(
            400, R"({"error":{"type":"prompt_outputs_failed_validation","message":"","details":""},"node_errors":)" + errors + "}");
        QCOMPARE(model->refusal->code(), ProblemCode::ModelMissing);
        QVERIFY(model->refusal->text().contains(QStringLiteral("a.safetensors")));
        QVERIFY(model->refusal->detail().contains(QStringLiteral("KSampler")));
        QVERIFY(!model->taken);
    }

    void aGraphOfWhichAPartWasTakenIsARefusal()
    {
        const auto part = readSubmission(
            200,
            R"({"prompt_id":"p","node_errors":{"4":{"class_type":"KSampler","errors":[{"type":"value_smaller_than_min","message":"small","details":"cfg","extra_info":{"input_name":"cfg"}}]}}})");
        SC_VERIFY_OK(part);
        QVERIFY(part->taken);
        QVERIFY(part->refusal);
        QCOMPARE(part->refusal->code(), ProblemCode::InvalidParameter);
    }

    void theServersStateIsRead()
    {
        const auto stats = readSystemStats(
            R"({"system":{"os":"posix","comfyui_version":"0.33.0"},"devices":[{"name":"cuda:0 RTX","type":"cuda","vram_total":25757220864,"vram_free":NaN}]})");
        SC_VERIFY_OK(stats);
        QCOMPARE(stats->version, QStringLiteral("0.33.0"));
        QCOMPARE(stats->devices.front().memoryTotal, 25757220864LL);
        SC_COMPARE_PROBLEM(readSystemStats(R"({"hello":1})"), ProblemCode::ExternalServiceError);
    }
};

SC_TEST(TestServerAnswers)
#include "tst_server_answers.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/comfy/generation_params.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtTest/QTest>

#include <limits>

using namespace sc;
using namespace sc::comfy;

class TestGenerationParams : public QObject
{
    Q_OBJECT

private:
    static QJsonObject json(const QByteArray &text) { return *parseJsonObject(text, QStringLiteral("test")); }
    static ModelFamily family(const char *id) { return *FamilyTable::builtIn().find(QLatin1String(id)); }

private Q_SLOTS:
    void everyKeyComesBack()
    {
        const QJsonObject written =
            json(R"({"family":"sdxl","preset":"quality","model":"a/b.safetensors","width":1152,"height":896,"steps":30,"cfg":6.5,
            "sampler":"euler","scheduler":"karras","seed":9223372036854775807,"batch_size":4,"clip_skip":2,"denoise":0.5,"frames":33,"fps":16,"motion_bucket":90,
            "loras":[{"name":"x","weight":0.7},{"name":"y","weight":1,"clip_weight":0.5}],"refiner":{"model":"r","switch":0.75},"pag_scale":2,
            "upscale":{"model":"SwinIR_4x","factor":3},"face_swap":{"face_image":"f.png"},"init_image":"i.png","end_image":"e.png","mask":"m.png",
            "control":{"type":"canny","image":"c.png","model":"","strength":0.5,"start":0.1,"end":0.9},
            "character":{"method":"instantid","images":["p.png"],"weight":0.6},"lip_sync":{"method":"humo","audio":"s.wav","video":"","start":1,"length":2},
            "reference_images":["r1.png"],"interpolate_fps":48,"motion_family":"wan_2_1"})");
        const auto params = paramsFromJson(written);
        SC_VERIFY_OK(params);
        QCOMPARE(toJson(*params), written);
        QCOMPARE(*params->seed, std::numeric_limits<qint64>::max());
    }

    void wrongValuesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("key");
        const auto row = [](const char *key, const char *text) { QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(key); };
        row("width", R"({"width": 32})");
        row("width", R"({"width": "1024"})");
        row("steps", R"({"steps": 201})");
        row("steps", R"({"steps": 2.5})");
        row("cfg", R"({"cfg": 0})");
        row("seed", R"({"seed": -2})");
        row("seed", R"({"seed": "abc"})");
        row("denoise", R"({"denoise": 1.1})");
        row("batch_size", R"({"batch_size": 17})");
        row("loras.weight", R"({"loras":[{"name":"x","weight":5}]})");
        row("loras.name", R"({"loras":[{"weight":1}]})");
        row("loras", R"({"loras": 3})");
        row("control.type", R"({"control":{"type":"sketchy","image":"a.png"}})");
        row("control.image", R"({"control":{"type":"depth"}})");
        row("control.start", R"({"control":{"type":"depth","image":"a.png","start":0.9,"end":0.2}})");
        row("refiner.switch", R"({"refiner":{"switch":2}})");
        row("upscale", R"({"upscale": "yes"})");
        row("character.images", R"({"character":{"method":"ip_adapter","images":[]}})");
        row("lip_sync.audio", R"({"lip_sync":{"method":"humo"}})");
        row("stepz", R"({"stepz": 3})");
        row("refiner.swich", R"({"refiner":{"swich":0.5}})");
    }

    void wrongValuesAreNamed()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, key);
        const auto params = paramsFromJson(json(text));
        SC_COMPARE_PROBLEM(params, ProblemCode::InvalidParameter);
        QCOMPARE(params.error().entity(), key);
    }

    void offAndNoneAreNothing()
    {
        const auto params =
            paramsFromJson(json(R"({"seed":-1,"refiner":false,"upscale":{"on":false,"factor":2},"loras":[{"name":"none"}],"width":null})"));
        SC_VERIFY_OK(params);
        QVERIFY(!params->seed && !params->refiner && !params->upscale && params->loras.empty() && !params->width);
    }

    void whatIsUnsetComesFromThePreset()
    {
        GenerationParams params;
        params.preset = QStringLiteral("quality");
        params.width = 1000;
        const auto full = params.completed(family("hunyuan_video"), MediaKind::Video);
        SC_VERIFY_OK(full);
        QCOMPARE(*full->steps, 40);
        QCOMPARE(*full->frames, 33);
        QCOMPARE(*full->width, 1008);
        QCOMPARE(*full->height, 576);
        QVERIFY(*full->seed >= 0 && *full->seed < (qint64(1) << 53));
        QCOMPARE(*params.completed(family("hunyuan_video"), MediaKind::Image)->frames, 1);
        QCOMPARE(*params.completed(family("pony"), MediaKind::Image)->clipSkip, 2);
    }

    void whatTheFamilyCannotDoIsRefused()
    {
        GenerationParams params;
        params.loras = {LoraRef{.name = QStringLiteral("a")}};
        SC_COMPARE_PROBLEM(params.completed(family("ltx_video"), MediaKind::Video), ProblemCode::InvalidParameter);
        params.loras.clear();
        params.refiner = Refiner();
        SC_COMPARE_PROBLEM(params.completed(family("pony"), MediaKind::Image), ProblemCode::InvalidParameter);
        params.refiner.reset();
        params.denoise = 0.5;
        SC_COMPARE_PROBLEM(params.completed(family("sdxl"), MediaKind::Image), ProblemCode::InvalidParameter);
        params.denoise = 1;
        params.preset = QStringLiteral("best");
        SC_COMPARE_PROBLEM(params.completed(family("sdxl"), MediaKind::Image), ProblemCode::InvalidParameter);
    }

    void textSeedsAreTheSameEveryTime()
    {
        QCOMPARE(seedFromText(QStringLiteral("neon")), seedFromText(QStringLiteral("neon")));
        QVERIFY(seedFromText(QStringLiteral("neon")) != seedFromText(QStringLiteral("Neon")));
        QVERIFY(seedFromText(QString()) < (qint64(1) << 53));
    }
};

SC_TEST(TestGenerationParams)
#include "tst_generation_params.moc"

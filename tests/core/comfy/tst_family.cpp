// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/family.h"
#include "core/comfy/family_detect.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::comfy;

class TestFamily : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTellTheirFamily_data()
    {
        QTest::addColumn<QString>("family");
        QTest::addColumn<QString>("variant");
        QTest::addColumn<bool>("guessed");
        const auto row = [](const char *name, const char *family, const char *variant = "", bool guessed = false) {
            QTest::newRow(name) << QString::fromLatin1(family) << QString::fromLatin1(variant) << guessed;
        };
        row("flux/flux1-dev-fp8.safetensors", "flux_dev");
        row("FLUX.1-Krea-dev.gguf", "flux_krea");
        row("ponyDiffusionV6XL.safetensors", "pony");
        row("Illustrious-XL-v1.0.safetensors", "illustrious");
        row("wan2.2_i2v_high_noise_14B_fp8.safetensors", "wan_2_2", "i2v");
        row("Wan2_1-T2V-1_3B.safetensors", "wan_2_1", "t2v");
        row("swanlake_sdxl.safetensors", "sdxl");
        row("ltxv-13b-0.9.7-distilled.safetensors", "ltx_video");
        row("qwen-image-edit-2509.safetensors", "qwen_edit", "2509");
        row("sd15_base.safetensors", "sdxl", "", true);
        row("Wan\\wan2.2_ti2v_5B_fp16.safetensors", "wan_2_2", "ti2v");
        row("wan2.1_flf2v_720p_14B_fp16.safetensors", "wan_2_1", "flf2v");
        row("hunyuan_video_v2_replace_image_to_video_720p_bf16.safetensors", "hunyuan_video", "i2v");
        row("hidream_i1_fast_bf16.safetensors", "hidream", "fast");
        row("sd_xl_refiner_1.0.safetensors", "sdxl", "refiner");
        row("noobaiXLNAIXL_vPred10.safetensors", "illustrious");
        row("juggernautXL_v9.safetensors", "sdxl");
        row("qwen_image_2512_fp8_e4m3fn.safetensors", "qwen_image");
        // Known, but none of the families.
        row("flux1-schnell.safetensors", "");
        row("flux1-fill-dev.safetensors", "");
        row("flux2-dev.safetensors", "");
        row("ltx-2-19b-dev.safetensors", "");
        row("wan2.2_s2v_14B_fp8_scaled.safetensors", "");
        row("hunyuanvideo1.5_720p_t2v_fp16.safetensors", "");
        row("qwen_image_layered_bf16.safetensors", "");
    }

    void namesTellTheirFamily()
    {
        QFETCH(QString, family);
        QFETCH(QString, variant);
        QFETCH(bool, guessed);
        const FamilyGuess guess = guessFamily(QString::fromLatin1(QTest::currentDataTag()));
        QCOMPARE(guess.family, family);
        QCOMPARE(guess.variant, variant);
        QCOMPARE(guess.guessed, guessed);
        QVERIFY(!guess.family.isEmpty() || !guess.note.isEmpty());
    }

    void aMergeCalledProIsFluxDevAndSaysSo()
    {
        const FamilyGuess guess = guessFamily(QStringLiteral("flux.1-pro-merge.safetensors"));
        QCOMPARE(guess.family, QStringLiteral("flux_dev"));
        QVERIFY(!guess.note.isEmpty());
    }

    void halvesAndShortcutsAreSeen()
    {
        QCOMPARE(guessFamily(QStringLiteral("wan2.2_t2v_low_noise_14B.safetensors")).noise, QStringLiteral("low"));
        QVERIFY(guessFamily(QStringLiteral("sdxl_lightning_4step.safetensors")).distilled);
        QVERIFY(!guessFamily(QStringLiteral("sd_xl_base_1.0.safetensors")).distilled);
    }

    void thirteenFamiliesShipWithTheirPresets()
    {
        const FamilyTable &table = FamilyTable::builtIn();
        QCOMPARE(table.all().size(), size_t(13));
        for (const ModelFamily &family : table.all()) {
            QVERIFY2(family.preset(QStringLiteral("fast"))->steps < family.preset(QStringLiteral("quality"))->steps, qPrintable(family.id));
            for (const FamilyPreset &preset : family.presets) {
                QCOMPARE(family.snappedSize(preset.width), preset.width);
                QCOMPARE(family.snappedFrames(preset.frames), preset.frames);
            }
        }
        QCOMPARE(table.find(QStringLiteral("ltx_video"))->preset(QStringLiteral("quality"))->frames, 81);
        SC_COMPARE_PROBLEM(table.family(QStringLiteral("flux")), ProblemCode::ResourceNotFound);
    }

    void framesAreSnappedToTheGrid()
    {
        const ModelFamily wan = *FamilyTable::builtIn().find(QStringLiteral("wan_2_1"));
        QCOMPARE(wan.snappedFrames(14), 13);
        QCOMPARE(wan.snappedFrames(16), 17);
        QCOMPARE(wan.snappedFrames(32), 33);
        QCOMPARE(wan.framesCovering(14), 17);
        QCOMPARE(wan.framesCovering(81), 81);
        QCOMPARE(wan.framesCovering(1), 1);
        const ModelFamily ltx = *FamilyTable::builtIn().find(QStringLiteral("ltx_video"));
        QCOMPARE(ltx.framesCovering(42), 49);
        QCOMPARE(ltx.snappedSize(500), 512);
    }

    void aFileOfFamiliesAddsAndIsRefusedWithItsReason()
    {
        const QByteArray row =
            R"({"families":[{"id":"mine","name":"Mine","makes":"image","size_step":8,"frame_grid":4,"max_loras":1,"presets":{
            "fast":{"steps":4,"cfg":1,"width":512,"height":512,"sampler":"euler","scheduler":"simple","frames":1,"fps":24},
            "quality":{"steps":%1,"cfg":1,"width":512,"height":512,"sampler":"euler","scheduler":"simple","frames":1,"fps":24}}}]})";
        const auto joined = FamilyTable::builtIn().with(QByteArray(row).replace("%1", "20"));
        SC_VERIFY_OK(joined);
        QCOMPARE(joined->all().size(), size_t(14));
        const auto refused = FamilyTable::builtIn().with(QByteArray(row).replace("%1", "900"));
        SC_COMPARE_PROBLEM(refused, ProblemCode::ValidationError);
        QVERIFY2(refused.error().text().contains(QStringLiteral("mine/quality")), qPrintable(refused.error().text()));
        SC_COMPARE_PROBLEM(FamilyTable::builtIn().with(QByteArray(row).replace("mine", "sdxl").replace("%1", "20")),
                           ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(FamilyTable::parse("{\"families\": 7}"), ProblemCode::ValidationError);
    }
};

SC_TEST(TestFamily)
#include "tst_family.moc"

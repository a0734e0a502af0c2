// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/provenance.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <QtCore/QtEndian>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::generation;
using namespace sc::test;

namespace {

timeline::Take takeFixture()
{
    timeline::Take take;
    take.id = TakeId::create();
    take.kind = timeline::TakeKind::Image;
    take.family = QStringLiteral("sdxl");
    take.modelName = QStringLiteral("sd_xl_base_1.0.safetensors");
    take.seed = 9007199254740991;
    take.serverName = QStringLiteral("Cellar");
    return take;
}

timeline::TakeRecipe recipeFixture()
{
    return {QStringLiteral("a street at night, café, 雨"),
            QStringLiteral("ugly"),
            {{QStringLiteral("clip"), QStringLiteral("a street at night")}, {QStringLiteral("look"), QStringLiteral("雨")}},
            QStringLiteral(R"({"init_image":"media:/home/somebody/secret place/start.png","seed":9007199254740991,"steps":20})"),
            QStringLiteral("0f"),
            QStringLiteral(R"({"1":{"class_type":"KSampler","inputs":{"text":"café"}}})"),
            {{QStringLiteral("m"), QStringLiteral("h")}},
            QStringLiteral("2026-01-02T03:04:05.678Z"),
            {},
            QStringLiteral("2026-01-02T03:05:05.678Z")};
}

QByteArray chunk(const QByteArray &type, const QByteArray &data)
{
    QByteArray length(4, Qt::Uninitialized);
    qToBigEndian(quint32(data.size()), length.data());
    return length + type + data + QByteArray(4, '\0');
}

} // namespace

class TstProvenance : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    [[nodiscard]] QString at(const QString &name) const { return m_dir->filePath(name); }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void aPngCarriesItsRecipeAndItsPixelsStay()
    {
        QVERIFY(numberedImage(77).save(at(QStringLiteral("a.png"))));
        const auto texts = provenanceOf(takeFixture(), recipeFixture());
        SC_VERIFY_OK(media::copyWithTexts(at(QStringLiteral("a.png")), at(QStringLiteral("b.png")), texts));
        QCOMPARE(QImage(at(QStringLiteral("b.png"))), QImage(at(QStringLiteral("a.png"))));
        const auto read = media::readEmbeddedTexts(at(QStringLiteral("b.png")));
        SC_VERIFY_OK(read);
        QCOMPARE(*read, texts);
        // Qt reads the same through libpng.
        QCOMPARE(QImage(at(QStringLiteral("b.png"))).text(QStringLiteral("storycanvas")), texts.value(QStringLiteral("storycanvas")));
    }

    void whatWasWrittenIsReadBack()
    {
        const auto found = recipeIn(provenanceOf(takeFixture(), recipeFixture()));
        QVERIFY(found);
        QCOMPARE(found->source, FoundRecipe::Source::StoryCanvas);
        QCOMPARE(found->recipe.prompt, recipeFixture().prompt);
        QCOMPARE(found->recipe.negativePrompt, recipeFixture().negativePrompt);
        QVERIFY(found->recipe.promptParts == recipeFixture().promptParts);
        QCOMPARE(found->seed, takeFixture().seed);
        QCOMPARE(found->modelName, takeFixture().modelName);
        QCOMPARE(found->recipe.graphHash, recipeFixture().graphHash);
        QCOMPARE(QJsonDocument::fromJson(found->recipe.request.toUtf8()), QJsonDocument::fromJson(recipeFixture().request.toUtf8()));
    }

    void neitherTimesNorServerNorFoldersGoIntoTheFile()
    {
        const auto texts = provenanceOf(takeFixture(), recipeFixture());
        for (const QString &text : texts) {
            for (const char *secret : {"2026-01-02", "Cellar", "somebody", "secret place"})
                QVERIFY2(!text.contains(QLatin1String(secret)), secret);
            QVERIFY(text.contains(QStringLiteral("start.png")) || text.contains(QStringLiteral("KSampler")));
        }
    }

    void otherTextsOfThePngStayAndTheSameKeyIsReplaced()
    {
        QImage image = numberedImage(1);
        image.setText(QStringLiteral("prompt"), QStringLiteral("{\"old\":1}"));
        image.setText(QStringLiteral("workflow"), QStringLiteral("{\"editor\":1}"));
        QVERIFY(image.save(at(QStringLiteral("a.png"))));
        SC_VERIFY_OK(media::copyWithTexts(at(QStringLiteral("a.png")), at(QStringLiteral("b.png")),
                                          {{QStringLiteral("prompt"), QStringLiteral("{\"new\":\"雨\"}")}}));
        const auto read = media::readEmbeddedTexts(at(QStringLiteral("b.png")));
        SC_VERIFY_OK(read);
        QCOMPARE(read->value(QStringLiteral("prompt")), QStringLiteral("{\"new\":\"雨\"}")); // beyond Latin-1: iTXt
        QCOMPARE(read->value(QStringLiteral("workflow")), QStringLiteral("{\"editor\":1}"));
        // Once more gives the same bytes.
        SC_VERIFY_OK(media::copyWithTexts(at(QStringLiteral("b.png")), at(QStringLiteral("c.png")),
                                          {{QStringLiteral("prompt"), QStringLiteral("{\"new\":\"雨\"}")}}));
        QCOMPARE(readFile(at(QStringLiteral("c.png"))).size(), readFile(at(QStringLiteral("b.png"))).size());
    }

    void moviesCarryItWithoutBeingEncodedAgain_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("encoder");
        const QStringList x264 = {QStringLiteral("-c:v"), QStringLiteral("libx264"), QStringLiteral("-bf"), QStringLiteral("2")};
        QTest::newRow("mp4") << QStringLiteral("a.mp4") << x264;
        QTest::newRow("mov") << QStringLiteral("a.mov") << x264;
        QTest::newRow("mkv") << QStringLiteral("a.mkv") << x264;
        QTest::newRow("webm") << QStringLiteral("a.webm") << QStringList{QStringLiteral("-c:v"), QStringLiteral("libvpx-vp9")};
    }
    void moviesCarryItWithoutBeingEncodedAgain()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, encoder);
        QCOMPARE(makeNumberedMovie(at(name), 30, QStringLiteral("24000/1001"), encoder), QString());
        const QString copy = at(QStringLiteral("copy.") + name.section(u'.', -1));
        const auto texts = provenanceOf(takeFixture(), recipeFixture());
        SC_VERIFY_OK(media::copyWithTexts(at(name), copy, texts));
        const auto read = media::readEmbeddedTexts(copy);
        SC_VERIFY_OK(read);
        for (auto text = texts.begin(); text != texts.end(); ++text)
            QCOMPARE(read->value(text.key()), text.value());
        // The packets are the same to the bit.
        const auto packets = [&](const QString &file, const QString &out) {
            const QString said =
                runFfmpeg({QStringLiteral("-y"), QStringLiteral("-i"), file, QStringLiteral("-map"), QStringLiteral("0:v"),
                           QStringLiteral("-c"), QStringLiteral("copy"), QStringLiteral("-f"), QStringLiteral("md5"), at(out)});
            return said.isEmpty() ? readFile(at(out)) : said.toUtf8();
        };
        QCOMPARE(packets(copy, QStringLiteral("b.md5")), packets(at(name), QStringLiteral("a.md5")));
        // And the same twice.
        const QString again = at(QStringLiteral("again.") + name.section(u'.', -1));
        SC_VERIFY_OK(media::copyWithTexts(at(name), again, texts));
        QCOMPARE(readFile(again), readFile(copy));
    }

    void filesThatCarryNoTextsAreRefused()
    {
        QVERIFY(numberedImage(1).save(at(QStringLiteral("a.jpg"))));
        SC_COMPARE_PROBLEM(media::copyWithTexts(at(QStringLiteral("a.jpg")), at(QStringLiteral("b.jpg")), {}),
                           ProblemCode::InvalidFileType);
        QVERIFY(!QFile::exists(at(QStringLiteral("b.jpg"))));
        const auto read = media::readEmbeddedTexts(at(QStringLiteral("a.jpg")));
        SC_VERIFY_OK(read);
        QVERIFY(read->isEmpty());
        SC_COMPARE_PROBLEM(media::readEmbeddedTexts(at(QStringLiteral("none.png"))), ProblemCode::MediaMissing);
    }

    void brokenPngsAreSaidToBeBroken()
    {
        QVERIFY(numberedImage(1).save(at(QStringLiteral("a.png"))));
        const QByteArray whole = readFile(at(QStringLiteral("a.png")));
        for (qsizetype cut = 8; cut < whole.size(); cut += 13)
            SC_COMPARE_PROBLEM(media::readPngTexts(whole.left(cut), QStringLiteral("x.png")), ProblemCode::FileDamaged);
        QByteArray longer = whole;
        longer[33] = '\x7f'; // the length of the second chunk
        SC_COMPARE_PROBLEM(media::pngWithTexts(longer, {}, QStringLiteral("x.png")), ProblemCode::FileDamaged);
    }

    void packedTextsAreReadAndBombsAreNot()
    {
        QVERIFY(numberedImage(1).save(at(QStringLiteral("a.png"))));
        const QByteArray whole = readFile(at(QStringLiteral("a.png")));
        const auto with = [&](const QByteArray &type, const QByteArray &data) {
            return whole.left(33) + chunk(type, data) + whole.mid(33);
        };
        const QByteArray packed = qCompress(QByteArray("words")).mid(4);
        auto texts = media::readPngTexts(with("zTXt", QByteArray("k\0\0", 3) + packed), QString());
        SC_VERIFY_OK(texts);
        QCOMPARE(texts->value(QStringLiteral("k")), QStringLiteral("words"));
        texts = media::readPngTexts(with("iTXt", QByteArray("k\0\1\0de\0W\0", 9) + packed), QString());
        SC_VERIFY_OK(texts);
        QCOMPARE(texts->value(QStringLiteral("k")), QStringLiteral("words"));
        const QByteArray bomb = qCompress(QByteArray(64 * 1024 * 1024, 'a'), 9).mid(4);
        texts = media::readPngTexts(with("zTXt", QByteArray("k\0\0", 3) + bomb), QString());
        SC_VERIFY_OK(texts);
        QVERIFY(texts->isEmpty());
        texts = media::readPngTexts(with("zTXt", QByteArray("k\0\0rubbish", 10)), QString());
        SC_VERIFY_OK(texts);
        QVERIFY(texts->isEmpty());
    }

    void comfyGraphsAreUnderstood()
    {
        const QString graph = QStringLiteral(R"({
            "3":{"class_type":"KSampler","inputs":{"seed":42,"steps":20,"cfg":8.5,"sampler_name":"euler","scheduler":"normal","denoise":1,
                 "model":["10",0],"positive":["6",0],"negative":["7",0],"latent_image":["5",0]},"is_changed":[NaN]},
            "4":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"ponyDiffusionV6XL.safetensors"}},
            "5":{"class_type":"EmptyLatentImage","inputs":{"width":832,"height":1216,"batch_size":1}},
            "6":{"class_type":"CLIPTextEncode","inputs":{"text":"a fox","clip":["4",1]}},
            "7":{"class_type":"CLIPTextEncode","inputs":{"text":"a dog","clip":["4",1]}},
            "10":{"class_type":"LoraLoader","inputs":{"lora_name":"l","model":["4",0]}}})");
        const auto found = recipeIn({{QStringLiteral("prompt"), graph}});
        QVERIFY(found);
        QCOMPARE(found->source, FoundRecipe::Source::ComfyUi);
        QCOMPARE(found->recipe.prompt, QStringLiteral("a fox"));
        QCOMPARE(found->recipe.negativePrompt, QStringLiteral("a dog"));
        QCOMPARE(found->seed, std::optional<qint64>(42));
        QCOMPARE(found->modelName, QStringLiteral("ponyDiffusionV6XL.safetensors"));
        QCOMPARE(found->family, QStringLiteral("pony"));
        const QJsonObject params = QJsonDocument::fromJson(found->recipe.params.toUtf8()).object();
        QCOMPARE(params.value(QStringLiteral("width")).toInt(), 832);
        QCOMPARE(params.value(QStringLiteral("cfg")).toDouble(), 8.5);
        QCOMPARE(params.value(QStringLiteral("sampler")).toString(), QStringLiteral("euler"));
    }

    void takenApartSamplersAreFollowed()
    {
        const QString graph = QStringLiteral(R"({
            "13":{"class_type":"SamplerCustomAdvanced","inputs":{"noise":["25",0],"guider":["22",0],"sampler":["16",0],"sigmas":["17",0],"latent_image":["27",0]}},
            "25":{"class_type":"RandomNoise","inputs":{"noise_seed":7}},
            "22":{"class_type":"BasicGuider","inputs":{"model":["12",0],"conditioning":["26",0]}},
            "26":{"class_type":"FluxGuidance","inputs":{"guidance":3.5,"conditioning":["6",0]}},
            "6":{"class_type":"CLIPTextEncode","inputs":{"text":"rain","clip":["11",0]}},
            "12":{"class_type":"UNETLoader","inputs":{"unet_name":"flux1-dev.safetensors"}},
            "16":{"class_type":"KSamplerSelect","inputs":{"sampler_name":"euler"}},
            "17":{"class_type":"BasicScheduler","inputs":{"scheduler":"simple","steps":28,"model":["12",0]}}})");
        const auto found = recipeIn({{QStringLiteral("prompt"), graph}});
        QVERIFY(found);
        QCOMPARE(found->recipe.prompt, QStringLiteral("rain"));
        QCOMPARE(found->seed, std::optional<qint64>(7));
        QCOMPARE(found->family, QStringLiteral("flux_dev"));
    }

    void theWebUisTextIsUnderstood()
    {
        const QString text =
            QStringLiteral("a fox, (masterpiece:1.2)\nsecond line\nNegative prompt: bad\nworse\nSteps: 30, Sampler: DPM++ 2M, "
                           "Schedule type: Karras, CFG scale: 7.5, Seed: 123456789012, Size: 512x768, Model hash: ab, Model: "
                           "ponyDiffusionV6XL, Clip skip: 2, Lora hashes: \"a: b, c: d\", Version: v1.9.0");
        const auto found = recipeIn({{QStringLiteral("parameters"), text}});
        QVERIFY(found);
        QCOMPARE(found->source, FoundRecipe::Source::WebUi);
        QCOMPARE(found->recipe.prompt, QStringLiteral("a fox, (masterpiece:1.2)\nsecond line"));
        QCOMPARE(found->recipe.negativePrompt, QStringLiteral("bad\nworse"));
        QCOMPARE(found->seed, std::optional<qint64>(123456789012));
        QCOMPARE(found->modelName, QStringLiteral("ponyDiffusionV6XL"));
        const QJsonObject params = QJsonDocument::fromJson(found->recipe.params.toUtf8()).object();
        QCOMPARE(params.value(QStringLiteral("width")).toInt(), 512);
        QCOMPARE(params.value(QStringLiteral("height")).toInt(), 768);
        QCOMPARE(params.value(QStringLiteral("clip_skip")).toInt(), 2);
        QCOMPARE(params.value(QStringLiteral("scheduler")).toString(), QStringLiteral("Karras"));
    }

    void nonsenseIsNoRecipe_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("text");
        QTest::newRow("no JSON") << QStringLiteral("prompt") << QStringLiteral("a fox");
        QTest::newRow("no sampler") << QStringLiteral("prompt") << QStringLiteral(R"({"1":{"inputs":{}}})");
        QTest::newRow("a list") << QStringLiteral("prompt") << QStringLiteral("[1,2]");
        QTest::newRow("other words") << QStringLiteral("parameters") << QStringLiteral("just words");
        QTest::newRow("another program's") << QStringLiteral("storycanvas") << QStringLiteral("{\"storycanvas\":\"no\"}");
        QTest::newRow("nothing") << QStringLiteral("prompt") << QString();
    }
    void nonsenseIsNoRecipe()
    {
        QFETCH(QString, key);
        QFETCH(QString, text);
        QVERIFY(!recipeIn({{key, text}}));
    }

    void aGraphThatRunsInCirclesEnds()
    {
        const QString graph = QStringLiteral(R"({"1":{"inputs":{"latent_image":["1",0],"positive":["2",0],"model":["1",0]}},
                                                 "2":{"inputs":{"conditioning":["2",0]}}})");
        const auto found = recipeIn({{QStringLiteral("prompt"), graph}});
        QVERIFY(found);
        QVERIFY(found->recipe.prompt.isEmpty());
    }
};

SC_TEST(TstProvenance)
#include "tst_provenance.moc"

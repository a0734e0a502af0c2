// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/generation/import_take.h"
#include "core/generation/provenance.h"
#include "core/generation/take_again.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QJsonDocument>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::generation;
using namespace sc::test;

namespace {

QString hashOf(const QString &text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex());
}

struct Made
{
    timeline::Take take;
    timeline::TakeRecipe recipe;
};

// A take as the dispatcher leaves it: parameters complete, the graph as sent.
Made madeWith(const QJsonObject &json, const QString &sentImage = {})
{
    comfy::GraphRequest request;
    request.prompt = QStringLiteral("a street at night");
    request.negative = QStringLiteral("ugly");
    auto params = comfy::paramsFromJson(json);
    if (!params)
        qFatal("%s", qPrintable(params.error().toLogLine()));
    request.params = *params;
    QJsonObject stored = json;
    if (!sentImage.isEmpty())
        request.params.initImage = sentImage;
    request.kind = comfy::FamilyTable::builtIn().find(params->family)->makes;
    const auto composed = comfy::composeGraph(request, comfy::FamilyTable::builtIn(), comfy::ObjectInfo::builtIn());
    if (!composed)
        qFatal("%s", qPrintable(composed.error().toLogLine()));
    comfy::GenerationParams sent = composed->params;
    sent.initImage = params->initImage; // the local picture, not its name there
    Made made;
    made.take.id = TakeId::create();
    made.take.kind = request.kind == comfy::MediaKind::Video ? timeline::TakeKind::Video : timeline::TakeKind::Image;
    made.take.family = params->family;
    made.take.seed = sent.seed;
    made.take.serverId = QStringLiteral("server");
    made.recipe.prompt = request.prompt;
    made.recipe.negativePrompt = request.negative;
    made.recipe.params = QString::fromUtf8(toCompactJson(comfy::toJson(sent)));
    made.recipe.request = QString::fromUtf8(toCompactJson(composed->graph));
    made.recipe.graphHash = hashOf(made.recipe.request);
    return made;
}

Result<QJsonObject> graphOf(const FrozenRequest &frozen)
{
    comfy::GraphRequest request;
    request.prompt = frozen.prompt;
    request.negative = frozen.negative;
    request.kind = frozen.kind == timeline::TakeKind::Video ? comfy::MediaKind::Video : comfy::MediaKind::Image;
    SC_TRY_ASSIGN(json, parseJsonObject(frozen.params.toUtf8(), QString()));
    SC_TRY_ASSIGN(params, comfy::paramsFromJson(json));
    request.params = params;
    SC_TRY_ASSIGN(composed, comfy::composeGraph(request, comfy::FamilyTable::builtIn(), comfy::ObjectInfo::builtIn()));
    return composed.graph;
}

} // namespace

class TstTakeAgain : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    [[nodiscard]] QString at(const QString &name) const { return m_dir->filePath(name); }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void theSameRequestHasTheSameBytes_data()
    {
        QTest::addColumn<QString>("family");
        for (const auto &family : comfy::FamilyTable::builtIn().all()) {
            if (family.id != u"flux_pro" && !family.needsSourceImage)
                QTest::newRow(qPrintable(family.id)) << family.id;
        }
    }
    void theSameRequestHasTheSameBytes()
    {
        QFETCH(QString, family);
        const Made made = madeWith({{QStringLiteral("family"), family}, {QStringLiteral("seed"), qint64(9007199254740991)}});
        const auto again = reproduce(made.take, made.recipe);
        SC_VERIFY_OK(again);
        QCOMPARE(again->graph, made.recipe.request);
        QCOMPARE(hashOf(again->graph), made.recipe.graphHash);
        QCOMPARE(again->prompt, made.recipe.prompt);
        QCOMPARE(again->params, made.recipe.params);
        QCOMPARE(again->serverId, QStringLiteral("server"));
        QVERIFY(again->change.isEmpty());
        // What was filled in composes to the same graph: a variation starts from there.
        const auto composed = graphOf(*again);
        SC_VERIFY_OK(composed);
        QCOMPARE(QString::fromUtf8(toCompactJson(*composed)), made.recipe.request);
    }

    void picturesAreUploadedAgainUnderTheSameName()
    {
        const QString picture = at(QStringLiteral("start.PNG"));
        QVERIFY(numberedImage(3).save(picture));
        const auto name = uploadNameOf(picture);
        SC_VERIFY_OK(name);
        QCOMPARE(*name,
                 QStringLiteral("storycanvas_%1.png")
                     .arg(QString::fromLatin1(QCryptographicHash::hash(readFile(picture), QCryptographicHash::Sha256).toHex().left(16))));
        const Made made = madeWith({{QStringLiteral("family"), QStringLiteral("qwen_edit")},
                                    {QStringLiteral("seed"), 5},
                                    {QStringLiteral("init_image"), QStringLiteral("media:") + picture}},
                                   *name);
        QVERIFY(made.recipe.request.contains(*name));
        auto again = reproduce(made.take, made.recipe);
        SC_VERIFY_OK(again);
        QVERIFY(!again->graph.contains(*name));
        // What the dispatcher does.
        QCOMPARE(again->graph.replace(QStringLiteral("media:") + picture, *name), made.recipe.request);
        QCOMPARE(again->graphHash, made.recipe.graphHash);
        QVERIFY(numberedImage(4).save(picture));
        SC_COMPARE_PROBLEM(reproduce(made.take, made.recipe), ProblemCode::MediaMissing);
        QVERIFY(QFile::remove(picture));
        SC_COMPARE_PROBLEM(reproduce(made.take, made.recipe), ProblemCode::MediaMissing);
    }

    void whatIsNotKnownCannotBeMadeAgain()
    {
        SC_COMPARE_PROBLEM(reproduce({}, {}), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(vary({}, {}, {QStringLiteral("seed"), 5}), ProblemCode::ValidationError);
        Made made = madeWith({{QStringLiteral("family"), QStringLiteral("sdxl")}, {QStringLiteral("seed"), 5}});
        made.recipe.request.replace(QStringLiteral("ugly"), QStringLiteral("pretty"));
        SC_COMPARE_PROBLEM(reproduce(made.take, made.recipe), ProblemCode::FileDamaged);
        made.recipe.graphHash.clear();
        made.recipe.request = QStringLiteral("{ \"1\": 5 }");
        SC_COMPARE_PROBLEM(reproduce(made.take, made.recipe), ProblemCode::FileDamaged); // would be sent otherwise
    }

    void aVariationChangesOneThing_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QStringList>("inputs"); // of the graph, that may differ
        QTest::newRow("seed") << "seed=6" << QStringList{QStringLiteral("seed")};
        QTest::newRow("steps") << "steps=33" << QStringList{QStringLiteral("steps")};
        QTest::newRow("cfg") << "cfg=4.5" << QStringList{QStringLiteral("cfg")};
        QTest::newRow("sampler") << "sampler=euler" << QStringList{QStringLiteral("sampler_name")};
        QTest::newRow("scheduler") << "scheduler=normal" << QStringList{QStringLiteral("scheduler")};
        QTest::newRow("size") << "size=832x1216" << QStringList{QStringLiteral("width"), QStringLiteral("height")};
        QTest::newRow("width") << "width=832" << QStringList{QStringLiteral("width")};
        QTest::newRow("prompt") << "prompt=a house" << QStringList{QStringLiteral("text")};
        QTest::newRow("negative") << "negative_prompt=blue" << QStringList{QStringLiteral("text")};
        QTest::newRow("text seed") << "seed=my cat" << QStringList{QStringLiteral("seed")};
        QTest::newRow("batch") << "batch_size=2" << QStringList{QStringLiteral("batch_size")};
    }
    void aVariationChangesOneThing()
    {
        QFETCH(QString, change);
        QFETCH(QStringList, inputs);
        const Made made = madeWith({{QStringLiteral("family"), QStringLiteral("sdxl")}, {QStringLiteral("seed"), 5}});
        const auto read = changeFromText(change);
        SC_VERIFY_OK(read);
        const auto varied = vary(made.take, made.recipe, *read);
        SC_VERIFY_OK(varied);
        QVERIFY2(varied->change.contains(QStringLiteral("->")), qPrintable(varied->change));
        QVERIFY(varied->graph.isEmpty());
        const auto graph = graphOf(*varied);
        SC_VERIFY_OK(graph);
        const auto differences = differencesOf(QJsonDocument::fromJson(made.recipe.request.toUtf8()).object(), *graph);
        QVERIFY(!differences.empty());
        for (const GraphDifference &difference : differences)
            QVERIFY2(inputs.contains(difference.input), qPrintable(difference.className + u'.' + difference.input));
    }

    void randomChangesNeverTouchAnythingElse()
    {
        QRandomGenerator random(11);
        const QStringList names = {QStringLiteral("seed"),    QStringLiteral("steps"),  QStringLiteral("cfg"),
                                   QStringLiteral("denoise"), QStringLiteral("frames"), QStringLiteral("fps"),
                                   QStringLiteral("width"),   QStringLiteral("height"), QStringLiteral("clip_skip"),
                                   QStringLiteral("nonsense")};
        const Made made = madeWith({{QStringLiteral("family"), QStringLiteral("wan_2_1")}, {QStringLiteral("seed"), 5}});
        const QJsonObject before = QJsonDocument::fromJson(made.recipe.params.toUtf8()).object();
        int varied = 0;
        for (int i = 0; i < 500; ++i) {
            const QString name = names.at(random.bounded(int(names.size())));
            const auto result = vary(made.take, made.recipe, {name, random.bounded(3000) - 20});
            if (!result)
                continue;
            ++varied;
            QJsonObject after = QJsonDocument::fromJson(result->params.toUtf8()).object();
            QVERIFY(after.value(name) != before.value(name));
            after.insert(name, before.value(name));
            if (!before.contains(name))
                after.remove(name);
            QCOMPARE(after, before);
            QCOMPARE(result->prompt, made.recipe.prompt);
        }
        QVERIFY2(varied > 50, qPrintable(QString::number(varied)));
    }

    void badChangesAreRefused_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<ProblemCode>("code");
        QTest::newRow("the same") << "seed=5" << ProblemCode::NothingToUpdate;
        QTest::newRow("the same words") << "prompt=a street at night" << ProblemCode::NothingToUpdate;
        QTest::newRow("out of range") << "steps=1000" << ProblemCode::InvalidParameter;
        QTest::newRow("no number") << "steps=many" << ProblemCode::InvalidParameter;
        QTest::newRow("unknown") << "colour=red" << ProblemCode::InvalidParameter;
        QTest::newRow("many at once") << "family=pony" << ProblemCode::InvalidParameter;
        QTest::newRow("preset") << "preset=quality" << ProblemCode::InvalidParameter;
        QTest::newRow("no words") << "prompt= " << ProblemCode::InvalidParameter;
        QTest::newRow("no size") << "size=big" << ProblemCode::InvalidParameter;
    }
    void badChangesAreRefused()
    {
        QFETCH(QString, change);
        QFETCH(ProblemCode, code);
        const Made made = madeWith({{QStringLiteral("family"), QStringLiteral("sdxl")}, {QStringLiteral("seed"), 5}});
        const auto read = changeFromText(change);
        SC_VERIFY_OK(read);
        SC_COMPARE_PROBLEM(vary(made.take, made.recipe, *read), code);
    }

    void aChangeWithoutAValueIsAFreshSeedOnly()
    {
        const Made made = madeWith({{QStringLiteral("family"), QStringLiteral("sdxl")}, {QStringLiteral("seed"), 5}});
        const auto varied = vary(made.take, made.recipe, *changeFromText(QStringLiteral("seed")));
        SC_VERIFY_OK(varied);
        QVERIFY(!varied->params.contains(QStringLiteral("\"seed\":5,")));
        SC_COMPARE_PROBLEM(changeFromText(QStringLiteral("steps")), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(changeFromText(QStringLiteral("=5")), ProblemCode::ValidationError);
        QVERIFY(changeableNames(made.recipe).contains(QStringLiteral("steps")));
        QVERIFY(!changeableNames(made.recipe).contains(QStringLiteral("family")));
    }

    void aPictureFromElsewhereCanBeMadeAgain()
    {
        const Made made = madeWith({{QStringLiteral("family"), QStringLiteral("sdxl")}, {QStringLiteral("seed"), 5}});
        QImage image = numberedImage(9);
        image.setText(QStringLiteral("prompt"), made.recipe.request);
        QVERIFY(image.save(at(QStringLiteral("comfy.png"))));
        QVERIFY(QDir(m_dir->path()).mkpath(QStringLiteral("bundle/media")));
        const auto imported = importTake({at(QStringLiteral("bundle")), at(QStringLiteral("comfy.png")), {}});
        SC_VERIFY_OK(imported);
        QCOMPARE(imported->take.provider, timeline::TakeProvider::Import);
        QCOMPARE(imported->take.seed, std::optional<qint64>(5));
        QCOMPARE(imported->recipe.prompt, QStringLiteral("a street at night"));
        const auto again = reproduce(imported->take, imported->recipe);
        SC_VERIFY_OK(again);
        QCOMPARE(again->graph, made.recipe.request);
        // One of our own, read back from its file.
        SC_VERIFY_OK(
            media::copyWithTexts(at(QStringLiteral("comfy.png")), at(QStringLiteral("own.png")), provenanceOf(made.take, made.recipe)));
        const auto own = importTake({at(QStringLiteral("bundle")), at(QStringLiteral("own.png")), {}});
        SC_VERIFY_OK(own);
        QCOMPARE(reproduce(own->take, own->recipe)->graph, made.recipe.request);
        QCOMPARE(vary(own->take, own->recipe, {QStringLiteral("seed"), 6})->change, QStringLiteral("seed: 5 -> 6"));
        // And one without any text.
        QVERIFY(numberedImage(2).save(at(QStringLiteral("plain.png"))));
        const auto plain = importTake({at(QStringLiteral("bundle")), at(QStringLiteral("plain.png")), {}});
        SC_VERIFY_OK(plain);
        QVERIFY(plain->recipe == timeline::TakeRecipe());
    }
};

SC_TEST(TstTakeAgain)
#include "tst_take_again.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/model_catalog.h"
#include "core/generation/model_presets.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::generation;
using namespace sc::test;

namespace {

comfy::ObjectInfo serverWith(const QStringList &checkpoints, const QStringList &loras = {})
{
    const auto list = [](const QStringList &names) {
        return names.isEmpty() ? QString() : QStringLiteral("\"%1\"").arg(names.join(QStringLiteral("\",\"")));
    };
    const QString json =
        QStringLiteral(
            R"({"CheckpointLoaderSimple":{"input":{"required":{"ckpt_name":[[%1],{}]}},"output":["MODEL"],"name":"CheckpointLoaderSimple"},
        "LoraLoader":{"input":{"required":{"lora_name":["COMBO",{"options":[%2]}]}},"output":["MODEL"],"name":"LoraLoader"}})")
            .arg(list(checkpoints), list(loras));
    return comfy::ObjectInfo::parse(json.toUtf8()).value_or(comfy::ObjectInfo());
}

const QString kPony = QStringLiteral("sub/ponyDiffusionV6XL.safetensors");
const QString kMine = QStringLiteral("my_mix_7.safetensors");

} // namespace

class TstModels : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    [[nodiscard]] ProfilePaths profile() const { return {m_dir->path()}; }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void aServersModelsAreSeenWithTheirFamilies()
    {
        const auto models = modelsIn(serverWith({kPony, kMine}, {QStringLiteral("flux_detail.safetensors")}));
        QCOMPARE(models.size(), 3U);
        QCOMPARE(models[0].name, kMine);
        QCOMPARE(models[0].family(), QString()); // no rule knows it
        QCOMPARE(models[1].family(), QStringLiteral("pony"));
        QCOMPARE(models[2].kind, ModelKind::Lora);
        QCOMPARE(models[2].family(), QStringLiteral("flux_dev"));
        QVERIFY(modelsIn(comfy::ObjectInfo()).empty());
    }

    void whatIsNotedOutlivesServers()
    {
        ModelCatalog catalog;
        QCOMPARE(catalog.see(QStringLiteral("A"), serverWith({kPony, kMine}), QStringLiteral("2026-01-01")), 2);
        QCOMPARE(catalog.see(QStringLiteral("B"), serverWith({kPony}), QStringLiteral("2026-01-02")), 0);
        auto mine = catalog.find(QStringLiteral("my_mix_7"));
        SC_VERIFY_OK(mine);
        mine->ownFamily = QStringLiteral("illustrious");
        mine->rating = 4;
        mine->notes = QStringLiteral("good at rain");
        SC_VERIFY_OK(catalog.change(*mine));
        QCOMPARE(catalog.find(kMine)->family(), QStringLiteral("illustrious"));
        // The server loses it, the record stays.
        QCOMPARE(catalog.see(QStringLiteral("A"), serverWith({kPony}), QStringLiteral("2026-01-03")), 0);
        QVERIFY(catalog.find(kMine)->servers().isEmpty());
        QCOMPARE(catalog.find(kMine)->places.front().lastSeen, QStringLiteral("2026-01-01"));
        QCOMPARE(catalog.find(kPony)->servers(), (QStringList{QStringLiteral("A"), QStringLiteral("B")}));
        QCOMPARE(catalog.find(kPony)->places.front().firstSeen, QStringLiteral("2026-01-01"));
        QCOMPARE(catalog.find(kPony)->places.front().lastSeen, QStringLiteral("2026-01-03"));
        SC_VERIFY_OK(catalog.save(profile()));
        const auto read = ModelCatalog::load(profile());
        SC_VERIFY_OK(read);
        QVERIFY(read->all() == catalog.all());
        catalog.forgetServer(QStringLiteral("B"));
        QCOMPARE(catalog.find(kPony)->servers(), QStringList{QStringLiteral("A")});
    }

    void badModelEditsAreRefused()
    {
        ModelCatalog catalog;
        catalog.see(QStringLiteral("A"), serverWith({kPony, QStringLiteral("other/ponyDiffusionV6XL.safetensors")}), QStringLiteral("x"));
        SC_COMPARE_PROBLEM(catalog.find(QStringLiteral("nothing")), ProblemCode::ResourceNotFound);
        SC_COMPARE_PROBLEM(catalog.find(QStringLiteral("ponyDiffusionV6XL")), ProblemCode::Conflict);
        ModelRecord record = *catalog.find(kPony);
        record.rating = 6;
        SC_COMPARE_PROBLEM(catalog.change(record), ProblemCode::ValidationError);
        record.rating = 0;
        record.ownFamily = QStringLiteral("none_such");
        SC_COMPARE_PROBLEM(catalog.change(record), ProblemCode::ResourceNotFound);
        record = {};
        record.name = QStringLiteral("unknown");
        SC_COMPARE_PROBLEM(catalog.change(record), ProblemCode::ResourceNotFound);
    }

    void damagedFilesAreToldAndLeft()
    {
        QVERIFY(writeFile(m_dir->filePath(QStringLiteral("models.json")), "{\"models\":[{\"name\":\"x\"}]}"));
        SC_COMPARE_PROBLEM(ModelCatalog::load(profile()), ProblemCode::FileDamaged);
        QVERIFY(writeFile(m_dir->filePath(QStringLiteral("model_presets.json")), "{"));
        SC_COMPARE_PROBLEM(PresetShelf::load(profile()), ProblemCode::FileDamaged);
        QCOMPARE(readFile(m_dir->filePath(QStringLiteral("model_presets.json"))), QByteArray("{"));
    }

    void oneDefaultAScope()
    {
        PresetShelf shelf;
        SC_VERIFY_OK(
            shelf.put({{}, QStringLiteral("Soft"), {}, PresetScope::Family, QStringLiteral("pony"), true, {{QStringLiteral("cfg"), 4.5}}}));
        SC_VERIFY_OK(
            shelf.put({{}, QStringLiteral("Hard"), {}, PresetScope::Family, QStringLiteral("pony"), true, {{QStringLiteral("cfg"), 9}}}));
        SC_VERIFY_OK(shelf.put({{}, QStringLiteral("Soft"), {}, PresetScope::Model, kPony, true, {{QStringLiteral("steps"), 40}}}));
        QCOMPARE(shelf.defaultOf(PresetScope::Family, QStringLiteral("pony"))->name, QStringLiteral("Hard"));
        QCOMPARE(std::ranges::count_if(shelf.all(), [](const ModelPreset &preset) { return preset.isDefault; }), 2);
        SC_COMPARE_PROBLEM(shelf.put({{}, QStringLiteral("Soft"), {}, PresetScope::Model, kPony, false, {{QStringLiteral("steps"), 4}}}),
                           ProblemCode::DuplicateResource);
        SC_VERIFY_OK(shelf.save(profile()));
        const auto read = PresetShelf::load(profile());
        SC_VERIFY_OK(read);
        QVERIFY(read->all() == shelf.all());
        // Built in, then the family's default, then the model's.
        const auto values = shelf.startingValues(kPony, QStringLiteral("pony"), QStringLiteral("quality"));
        SC_VERIFY_OK(values);
        QCOMPARE(values->value(QStringLiteral("steps")).toInt(), 40);
        QCOMPARE(values->value(QStringLiteral("cfg")).toDouble(), 9.0);
        QCOMPARE(values->value(QStringLiteral("sampler")).toString(), QStringLiteral("dpmpp_2m"));
        QVERIFY(!values->contains(QStringLiteral("seed")));
        SC_COMPARE_PROBLEM(shelf.startingValues(kPony, QStringLiteral("pony"), QStringLiteral("slow")), ProblemCode::ResourceNotFound);
        SC_VERIFY_OK(shelf.remove(shelf.all().front().id));
        SC_COMPARE_PROBLEM(shelf.remove(QStringLiteral("x")), ProblemCode::ResourceNotFound);
    }

    void badPresetsAreRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QJsonObject>("params");
        QTest::addColumn<ProblemCode>("code");
        const QString pony = QStringLiteral("pony");
        QTest::newRow("no name") << QString() << pony << QJsonObject{{QStringLiteral("cfg"), 5}} << ProblemCode::ValidationError;
        QTest::newRow("no family") << "a" << QStringLiteral("horse") << QJsonObject{{QStringLiteral("cfg"), 5}}
                                   << ProblemCode::ResourceNotFound;
        QTest::newRow("unknown key") << "a" << pony << QJsonObject{{QStringLiteral("colour"), 5}} << ProblemCode::InvalidParameter;
        QTest::newRow("out of range") << "a" << pony << QJsonObject{{QStringLiteral("steps"), 500}} << ProblemCode::InvalidParameter;
        QTest::newRow("a seed") << "a" << pony << QJsonObject{{QStringLiteral("seed"), 5}} << ProblemCode::InvalidParameter;
        QTest::newRow("nothing") << "a" << pony << QJsonObject() << ProblemCode::ValidationError;
    }
    void badPresetsAreRefused()
    {
        QFETCH(QString, name);
        QFETCH(QString, target);
        QFETCH(QJsonObject, params);
        QFETCH(ProblemCode, code);
        PresetShelf shelf;
        SC_COMPARE_PROBLEM(shelf.put({{}, name, {}, PresetScope::Family, target, false, params}), code);
        QVERIFY(shelf.all().empty());
    }
};

SC_TEST(TstModels)
#include "tst_models.moc"

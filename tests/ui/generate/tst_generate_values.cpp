// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "ui/generate/model_picker.h"
#include "ui/generate/size_row.h"
#include "ui/generate/take_facts.h"
#include "ui/generate/time_words.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::ui;

class TstGenerateValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shapesKeepThePixelsAndLieOnTheGrid()
    {
        for (const QSize base : {QSize(1024, 1024), QSize(768, 512), QSize(512, 512)}) {
            for (const int step : {8, 16, 32}) {
                for (const auto &[wide, high] :
                     {std::pair(1, 1), std::pair(16, 9), std::pair(9, 16), std::pair(4, 3), std::pair(3, 2), std::pair(21, 9)}) {
                    const QSize size = sizeOfShape(base, wide, high, step);
                    QCOMPARE(size.width() % step, 0);
                    QCOMPARE(size.height() % step, 0);
                    const double pixels = double(size.width()) * size.height() / (double(base.width()) * base.height());
                    QVERIFY2(pixels > 0.85 && pixels < 1.15, qPrintable(QString::number(pixels)));
                    QVERIFY(std::abs(double(size.width()) / size.height() * high / wide - 1) < 0.12);
                }
            }
        }
        QCOMPARE(sizeOfShape(QSize(1024, 1024), 1, 1, 8), QSize(1024, 1024));
        QVERIFY(sizeOfShape(QSize(8192, 8192), 21, 9, 32).width() <= 4096);
        QVERIFY(sizeOfShape(QSize(1, 1), 9, 16, 32).width() >= 64);
    }
    void timesAndSeedsAreWrittenForPeople()
    {
        QCOMPARE(durationWords(0), QStringLiteral("0 s"));
        QCOMPARE(durationWords(59.4), QStringLiteral("59 s"));
        QCOMPARE(durationWords(72), QStringLiteral("1 min 12 s"));
        QCOMPARE(durationWords(120), QStringLiteral("2 min"));
        QCOMPARE(durationWords(7500), QStringLiteral("2 h 5 min"));
        QCOMPARE(seedWords(5), QStringLiteral("5"));
        QCOMPARE(seedWords(418220917).remove(QChar(0x2009)), QStringLiteral("418220917"));
        QCOMPARE(seedWords(418220917).size(), 11);
    }
    void modelsThatAreThereComeFirst()
    {
        using generation::ModelRecord;
        ModelRecord model;
        model.name = QStringLiteral("real/ponyDiffusionV6XL.safetensors");
        model.detectedFamily = QStringLiteral("pony");
        model.places = {{QStringLiteral("Box"), {}, {}, true}};
        const auto all = pickableModels({model}, comfy::MediaKind::Image);
        QCOMPARE(all.front().family, QStringLiteral("pony"));
        QVERIFY(all.front().isThere);
        QVERIFY(all.back().makesOther);
        const auto found = std::ranges::find_if(all, [](const PickableModel &each) { return !each.model.isEmpty(); });
        QVERIFY(found != all.end());
        QCOMPARE(found->title, QStringLiteral("ponyDiffusionV6XL.safetensors"));
        QVERIFY(matches(*found, QStringLiteral("box pony")));
        QVERIFY(!matches(*found, QStringLiteral("wan")));
        model.tags = {QStringLiteral("favourite")};
        QCOMPARE(pickableModels({model}, comfy::MediaKind::Image).front().model, model.name);
        QCOMPARE(familyOfFile(QStringLiteral("wan2.2_i2v_high_noise_14B_fp8.safetensors")), QStringLiteral("wan_2_2"));
        QVERIFY(familyOfFile(QStringLiteral("rain.safetensors")).isEmpty());
    }
    void differencesStandFirst()
    {
        timeline::Take a;
        a.seed = 5;
        a.width = 256;
        a.height = 256;
        timeline::Take b = a;
        b.seed = 6;
        b.checks = {{QStringLiteral("blurred"), 0.8}};
        timeline::TakeRecipe made;
        made.prompt = QStringLiteral("a street");
        made.params = QStringLiteral(R"({"steps":20,"cfg":7})");
        const auto rows = factsOf(a, made, &b, made);
        QCOMPARE(std::ranges::count_if(rows, &FactRow::differs), 2);
        QVERIFY(rows[0].differs && rows[1].differs && !rows[2].differs);
        QCOMPARE(checkWords(b), QStringLiteral("blurred"));
        const auto alone = factsOf(a, made, nullptr, {});
        QVERIFY(std::ranges::none_of(alone, &FactRow::differs));
    }
};

SC_TEST(TstGenerateValues)
#include "tst_generate_values.moc"

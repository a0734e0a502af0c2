// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/style_preview.h"
#include "core/generation/style_statistics.h"
#include "core/generation/training_set.h"
#include "tests/core/generation/cast_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::generation;
using namespace sc::test;
using timeline::TakeVerdict;

namespace {

JudgedTake judged(const char *words, TakeVerdict verdict, const char *at, const char *recipe = "sdxl fast")
{
    return {TakeId::create(), s(words), s(recipe), verdict, s(at)};
}

} // namespace

class TestStyles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aShareIsToldOfFiveJudgedTakesOnly()
    {
        std::vector<JudgedTake> takes;
        for (int i = 0; i < 4; ++i)
            takes.push_back(judged("35 mm, grain", TakeVerdict::Approved, "2026-11-20T10:00:00.000Z"));
        const QDateTime today = QDateTime::fromString(s("2026-11-21T12:00:00Z"), Qt::ISODate);
        QVERIFY(!statisticsOf({{s("35 mm"), s("grain")}}, takes, today).all.share());
        takes.push_back(judged("35 mm", TakeVerdict::Rejected, "2026-11-01T10:00:00.000Z", "wan_2_2 quality")); // "grain" was said before
        takes.push_back(judged("35 mm", TakeVerdict::None, "2026-11-20T10:00:00.000Z"));
        takes.push_back(judged("8 mm", TakeVerdict::Rejected, "2026-11-20T10:00:00.000Z")); // another style's
        const StyleStatistics made = statisticsOf({{s("35 mm"), s("grain")}}, takes, today);
        QCOMPARE(made.all.takes, 6);
        QCOMPARE(made.all.share(), 0.8);
        QCOMPARE(made.weeks.back().takes, 5);
        QCOMPARE(made.weeks[9].rejected, 1); // twenty days ago
        QCOMPARE(made.byRecipe.front().first, s("sdxl fast"));
        QCOMPARE(made.byRecipe.size(), 2U);
        QCOMPARE(shareOf(takes).judged(), 6);
        // Takes of an earlier version are its takes; a style without words has none.
        QCOMPARE(statisticsOf({{s("16 mm"), {}}, {s("35 mm"), s("grain")}}, takes, today).all.takes, 6);
        QCOMPARE(statisticsOf({{{}, {}}}, takes, today).all.takes, 0);
    }

    void whatAStyleAddsIsMarked()
    {
        const CastWorld world;
        StyleTemplate style;
        style.name = s("Noir");
        style.prefix = s("35 mm, a street");
        style.suffix = s("grain");
        const auto words = styledWords(world.studio(), world.id(0), style, comfy::MediaKind::Image);
        SC_VERIFY_OK(words);
        QCOMPARE(words->prompt.text, s("35 mm, a street, grain"));
        QStringList added;
        for (const PromptSpan &span : words->added)
            added.append(words->prompt.text.mid(span.start, span.length));
        QCOMPARE(added, QStringList({s("35 mm"), s("grain")})); // the street was said already
        SC_COMPARE_PROBLEM(styledWords(world.studio(), ClipId(s("none")), style, comfy::MediaKind::Image), ProblemCode::ResourceNotFound);
    }

    void aShotsSettingsBecomeAStyle()
    {
        const CastWorld world;
        timeline::ClipGeneration generation;
        generation.params = {{s("family"), s("flux_dev")}, {s("steps"), 30}, {s("seed"), 5}, {s("init_image"), s("chosen:")}};
        SC_VERIFY_OK(world.edit({.clip = world.id(0), .negativePrompt = s("text")}));
        SC_VERIFY_OK(world.made(0, generation));
        auto style = styleFromShot(world.studio(), world.id(0));
        SC_VERIFY_OK(style);
        QCOMPARE(style->family, s("flux_dev"));
        QCOMPARE(style->params, (QJsonObject{{s("steps"), 30}}));
        QCOMPARE(style->negative, s("text"));
        style->name = s("Mine");
        SC_VERIFY_OK(world.studio().save(*style));
    }

    void picturesWithCaptionsAreExported()
    {
        const CastWorld world;
        Character rhea = world.ready(s("Rhea Volt"));
        rhea.looks = {{s("Coat"), s("long coat"), {}, {}}};
        const QString folder = world.dir.filePath(s("set"));
        const auto set = exportTrainingSet(world.studio(), rhea, folder);
        SC_VERIFY_OK(set);
        QCOMPARE(set->pictures, 1);
        QVERIFY(QFile::exists(folder + s("/rhea_volt_01.png")));
        QFile caption(folder + s("/rhea_volt_01.txt"));
        QVERIFY(caption.open(QIODevice::ReadOnly));
        QCOMPARE(caption.readAll(), QByteArray("rhea_volt, sharp profile, long coat\n"));
        SC_COMPARE_PROBLEM(exportTrainingSet(world.studio(), rhea, folder), ProblemCode::Conflict);
        rhea.references.clear();
        SC_COMPARE_PROBLEM(exportTrainingSet(world.studio(), rhea, world.dir.filePath(s("other"))), ProblemCode::ValidationError);
    }
};

SC_TEST(TestStyles)
#include "tst_styles.moc"

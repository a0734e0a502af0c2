// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/family_limits.h"
#include "core/planning/plan_prompt.h"
#include "core/planning/plan_random.h"
#include "core/planning/shot_plan.h"
#include "core/timeline/edits.h"
#include "tests/core/planning/song_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonDocument>

using namespace sc;
using namespace sc::planning;
using namespace sc::timeline;
using namespace sc::test;

class TestPlanRules : public QObject
{
    Q_OBJECT

private:
    static SectionRule barRule(double bars) { return {.length = {ShotLength::Unit::Bars, bars}}; }

    static std::vector<const Clip *> clipsOfSection(const Timeline &t, const QString &name)
    {
        std::vector<const Clip *> found;
        for (const Clip &clip : t.clips) {
            if (findScene(t, clip.scene)->name == name)
                found.push_back(&clip);
        }
        return found;
    }

private Q_SLOTS:
    void charactersAreDealtOutShotByShotOverAllSectionsOfALabel()
    {
        PlanOptions options;
        options.rules[QStringLiteral("verse")] = barRule(2);
        options.rules[QStringLiteral("verse")].characters = {QStringLiteral("Rhea"), QStringLiteral("Iko"), QString()};
        const auto plan = planShots(planSong(120, 96), options);
        SC_VERIFY_OK(plan);
        QStringList dealt;
        for (const GivenShot &shot : plan->given) {
            if (shot.label == u"verse")
                dealt.append(shot.character);
            else
                QVERIFY(shot.character.isEmpty());
        }
        QCOMPARE(dealt, (QStringList{QStringLiteral("Rhea"), QStringLiteral("Iko"), QString(), QStringLiteral("Rhea"),
                                     QStringLiteral("Iko"), QString(), QStringLiteral("Rhea"), QStringLiteral("Iko")}));
        const auto second = clipsOfSection(plan->timeline, QStringLiteral("Verse 1"));
        QCOMPARE(second[1]->notes, QStringLiteral("Character: Iko"));
        QCOMPARE(second[2]->notes, QString());
        QCOMPARE(second[0]->imagePrompt, QString()); // a name alone is no prompt
    }

    void promptsAreFilledForEveryShot()
    {
        Timeline song = planSong(120, 96);
        song.project.song->bpm = 120;
        LyricLine line;
        line.id = LyricId::create();
        line.start = Ticks::seconds(32);
        line.end = Ticks::seconds(34);
        line.text = QStringLiteral("Neon drive");
        song.lyrics = {line};
        PlanOptions options;
        options.rules[QStringLiteral("chorus")] = barRule(1);
        options.rules[QStringLiteral("chorus")].prompt =
            QStringLiteral("{character}, {lyrics}, {bpm} BPM, {location}, {nonsense}, {wide|wide}");
        options.rules[QStringLiteral("chorus")].characters = {QStringLiteral("Rhea")};
        options.rules[QStringLiteral("drop")] = barRule(1);
        options.rules[QStringLiteral("drop")].prompt = QStringLiteral("{section} at night");
        options.rules[QStringLiteral("drop")].characters = {QStringLiteral("Iko")};
        const auto plan = planShots(song, options);
        SC_VERIFY_OK(plan);
        const auto chorus = clipsOfSection(plan->timeline, QStringLiteral("Chorus"));
        QCOMPARE(chorus[0]->imagePrompt, QStringLiteral("Rhea, Neon drive, 120 BPM, {location}, {nonsense}, wide"));
        QCOMPARE(chorus[0]->videoPrompt, chorus[0]->imagePrompt);
        QCOMPARE(chorus[1]->imagePrompt, QStringLiteral("Rhea, 120 BPM, {location}, {nonsense}, wide")); // nothing is sung there
        QCOMPARE(clipsOfSection(plan->timeline, QStringLiteral("Drop"))[0]->imagePrompt, QStringLiteral("drop at night, Iko"));
        QCOMPARE(plan->unknownVariables, QStringList{QStringLiteral("nonsense")});
    }

    void alternativesInAPromptFollowTheSeedAndMoveNoCut()
    {
        PlanOptions options;
        options.rules[QStringLiteral("default")] = barRule(1);
        options.rules[QStringLiteral("default")].prompt = QStringLiteral("{rain|snow|fog}");
        const auto prompts = [&] {
            QStringList texts;
            const auto plan = planShots(planSong(120, 96), options);
            for (const Clip &clip : plan->timeline.clips)
                texts += clip.imagePrompt;
            return texts;
        };
        const QStringList first = prompts();
        QCOMPARE(prompts(), first);
        QCOMPARE(QSet<QString>(first.begin(), first.end()).size(), 3);
        const auto with = planShots(planSong(120, 96), options);
        options.rules[QStringLiteral("default")].prompt.clear();
        const auto without = planShots(planSong(120, 96), options);
        QCOMPARE(with->cutRate, without->cutRate);
        QCOMPARE(with->timeline.clips[7].direction.cameraMove, without->timeline.clips[7].direction.cameraMove);
    }

    void aTemplateWithBracesLeftOpenIsKeptAsTyped()
    {
        PlanRandom random(1);
        QCOMPARE(fillPrompt(QStringLiteral("a {section"), {{QStringLiteral("section"), QStringLiteral("verse")}}, random),
                 QStringLiteral("a {section"));
        QCOMPARE(fillPrompt(QStringLiteral("{}, } {|}x"), {}, random), QStringLiteral("{}, } x"));
        QCOMPARE(unknownVariables(QStringLiteral("{} {a|b} {section} {what} {what}")), (QStringList{QString(), QStringLiteral("what")}));
    }

    void transitionsBeginShotsAndNeverFillThem()
    {
        PlanOptions options;
        options.rules[QStringLiteral("default")] = barRule(1);
        options.rules[QStringLiteral("default")].transition = parseRuleTransition(u"dissolve").value();
        options.rules[QStringLiteral("drop")] = {.length = {ShotLength::Unit::Beats, 0.5}};
        options.rules[QStringLiteral("drop")].transition = parseRuleTransition(u"fade_white:3s").value();
        options.rules[QStringLiteral("chorus")] = barRule(1);
        const auto plan = planShots(planSong(120, 96), options);
        SC_VERIFY_OK(plan);
        const std::vector<Clip> &clips = plan->timeline.clips;
        QCOMPARE(clips[0].direction.in, Transition()); // nothing to dissolve from
        QCOMPARE(clips[1].direction.in, (Transition{TransitionKind::Dissolve, Ticks::fromSeconds(0.5)}));
        QCOMPARE(clipsOfSection(plan->timeline, QStringLiteral("Chorus"))[1]->direction.in, Transition());
        const auto drop = clipsOfSection(plan->timeline, QStringLiteral("Drop"));
        QCOMPARE(drop[1]->direction.in, (Transition{TransitionKind::FadeWhite, Ticks::fromRational(3, 24)}));
    }

    void lyricsBecomeTextOfScenesAndShotsThatHaveNone()
    {
        Timeline song = planSong(120, 96);
        for (const auto &[at, text] : {std::pair(1.0, "one"), std::pair(17.0, "two"), std::pair(18.0, "three")}) {
            LyricLine line;
            line.id = LyricId::create();
            line.start = Ticks::fromSeconds(at);
            line.end = Ticks::fromSeconds(at + 0.5);
            line.text = QLatin1String(text);
            song.lyrics.push_back(line);
        }
        PlanOptions options;
        options.rules[QStringLiteral("default")] = barRule(1);
        auto plan = planShots(song, options);
        SC_VERIFY_OK(plan);
        QCOMPARE(plan->timeline.scenes[1].lyrics, QStringLiteral("two\nthree"));
        QCOMPARE(clipsOfSection(plan->timeline, QStringLiteral("Verse 1"))[1]->lyrics, QStringLiteral("three"));
        options.lyrics = false;
        plan = planShots(song, options);
        QCOMPARE(plan->timeline.scenes[1].lyrics, QString());
    }

    void familiesDivideLongShotsOnBarsAndSaySo()
    {
        PlanOptions options;
        options.rules[QStringLiteral("default")] = barRule(4); // 8 s
        options.maxShotLength = familyLimit(QStringLiteral("wan_2_2"))->longest();
        QCOMPARE(options.maxShotLength, Ticks::fromRational(81, 16));
        const auto plan = planShots(planSong(120, 96), options);
        SC_VERIFY_OK(plan);
        for (const Clip &clip : plan->timeline.clips)
            QCOMPARE(clip.length, Ticks::seconds(4));
        QCOMPARE(plan->labels[0].label, QStringLiteral("intro"));
        QCOMPARE(plan->labels[0].divided, 2);
        QCOMPARE(plan->labels[0].longestWishedSeconds, 8.0);
        QCOMPARE(plan->labels[0].longestMadeSeconds, 4.0);
        QVERIFY(!familyLimit(QStringLiteral("sdxl")));
        QVERIFY(familyLimits().size() >= 4);
    }

    void figuresCountWhatStaysAndWhatGoes()
    {
        PlanOptions options;
        options.rules[QStringLiteral("default")] = barRule(1);
        Timeline t = planShots(planSong(120, 96), options)->timeline;
        t.clips[0].selectedImage = TakeId::create();
        t = setLocked(t, {.scenes = {t.scenes[2].id}, .clips = {}, .locked = true}).value();
        options.rules[QStringLiteral("default")] = barRule(2);
        const auto plan = planShots(t, options);
        SC_VERIFY_OK(plan);
        QCOMPARE(plan->shotsNow, 48);
        QCOMPARE(plan->replaced, 40);
        QCOMPARE(plan->replacedWithTakes, 1);
        QCOMPARE(plan->shots, 28);
        QCOMPARE(plan->onBeat, 28);
        QCOMPARE(plan->shortestShotSeconds, 2.0);
        QCOMPARE(plan->longestShotSeconds, 4.0);
        QCOMPARE(plan->labels.size(), size_t(5));
        QCOMPARE(plan->labels[1].label, QStringLiteral("verse"));
        QCOMPARE(plan->labels[1].sections, 2);
        QCOMPARE(plan->labels[1].bars, 16);
        QCOMPARE(plan->labels[1].shots, 8);
        QVERIFY(plan->labels[2].isAllLocked());
        QCOMPARE(plan->bars[0].presentRate, 30.0);
        QCOMPARE(plan->bars[1].cutRate, 0.0);
        QCOMPARE(plan->bars[0].cutRate, 30.0);
    }

    void deliveredRulesAreSoundAndDiffer()
    {
        std::vector<int> shots;
        for (const char *id : {"calm", "standard", "energetic"}) {
            const auto presets = deliveredPresets();
            const auto preset = std::ranges::find(presets, QLatin1String(id), &RulePreset::id);
            QVERIFY(preset != presets.end());
            SC_VERIFY_OK(checkRules(preset->rules));
            shots.push_back(planShots(planSong(120, 180), {.rules = preset->rules})->shots);
        }
        QVERIFY2(shots[0] < shots[1] && shots[1] < shots[2],
                 qPrintable(QStringLiteral("%1 %2 %3").arg(shots[0]).arg(shots[1]).arg(shots[2])));
    }

    void labelsAreKnownHoweverTheyAreSpelt()
    {
        const SectionRules rules = {{QStringLiteral("Pre-Chorus"), barRule(2)}, {QStringLiteral("break"), barRule(8)}};
        QCOMPARE(ruleFor(rules, QStringLiteral("prechorus")), barRule(2));
        QCOMPARE(ruleFor(rules, QStringLiteral("breakdown")), barRule(8));
        QCOMPARE(ruleFor(rules, QStringLiteral("verse")), SectionRule());
        QCOMPARE(ruleFor(rules, QString()), SectionRule());
    }

    void rulesComeBackFromTextAsTheyWere()
    {
        SectionRules rules = {{QStringLiteral("chorus"), barRule(2)}};
        rules[QStringLiteral("chorus")].variation = 0.25;
        rules[QStringLiteral("chorus")].maxShots = 12;
        rules[QStringLiteral("chorus")].transition = {TransitionKind::Wipe, 0.5, true};
        rules[QStringLiteral("chorus")].prompt = QStringLiteral("“{character}” in the rain\nat night");
        rules[QStringLiteral("chorus")].characters = {QStringLiteral("Rhea"), QString()};
        const auto back = rulesFromJson(toJson(rules));
        SC_VERIFY_OK(back);
        QVERIFY(*back == rules);
        const std::vector<RulePreset> own = {{QStringLiteral("Mine"), QStringLiteral("Mine"), rules}};
        QVERIFY(presetsFromText(presetsText(own)) == own);
        QVERIFY(presetsFromText(QStringLiteral("{broken")).empty());
        for (const RulePreset &preset : deliveredPresets())
            QVERIFY(rulesFromJson(toJson(preset.rules)).value() == preset.rules);
        for (const QString &transition :
             {QStringLiteral("cut"), QStringLiteral("dissolve:1beat"), QStringLiteral("wipe:0.5s"), QStringLiteral("fade_black:2beats")})
            QCOMPARE(ruleTransitionText(parseRuleTransition(transition).value()), transition);
        for (const QString &length : {QStringLiteral("energy"), QStringLiteral("1/2beat"), QStringLiteral("8bars"), QStringLiteral("1bar")})
            QCOMPARE(shotLengthText(parseShotLength(length).value()), length);
    }

    void badRulesAreRefused_data()
    {
        QTest::addColumn<QString>("json");
        QTest::newRow("no rules") << QStringLiteral("{}");
        QTest::newRow("length") << QStringLiteral(R"({"rules": {"verse": {"length": "3bars"}}})");
        QTest::newRow("variation") << QStringLiteral(R"({"rules": {"verse": {"variation": 1.5}}})");
        QTest::newRow("shots") << QStringLiteral(R"({"rules": {"verse": {"max_shots": -1}}})");
        QTest::newRow("transition") << QStringLiteral(R"({"rules": {"verse": {"transition": "spin:1beat"}}})");
        QTest::newRow("transition length") << QStringLiteral(R"({"rules": {"verse": {"transition": "wipe:6s"}}})");
        QTest::newRow("transition nan") << QStringLiteral(R"({"rules": {"verse": {"transition": "wipe:nans"}}})");
        QTest::newRow("prompt") << QStringLiteral(R"({"rules": {"verse": {"prompt": "%1"}}})").arg(QString(5001, u'x'));
    }

    void badRulesAreRefused()
    {
        QFETCH(QString, json);
        SC_COMPARE_PROBLEM(rulesFromJson(QJsonDocument::fromJson(json.toUtf8()).object()), ProblemCode::ValidationError);
    }
};

SC_TEST(TestPlanRules)
#include "tst_plan_rules.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/prompt.h"
#include "core/generation/prompt_variables.h"
#include "tests/core/timeline/timeline_fixture.h"
#include "tests/support/test_main.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QSet>

using namespace sc;
using namespace sc::generation;
using namespace sc::test;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

PromptSources full()
{
    PromptSources sources;
    sources.look.preamble = s("35 mm, neon noir");
    sources.look.recurringWords = {s("rain"), s("signs")};
    sources.look.cameraNotes = s("handheld");
    sources.look.negativePrompt = s("text, watermark");
    sources.templatePrefix = s("wet asphalt");
    sources.templateSuffix = s("soft bloom, fine grain");
    sources.templateNegative = s("daylight, text");
    sources.characters = {{s("background"), {s("crowd_x")}, {}, {}, {}},
                          {s("lead"), {s("rhea_volt")}, s("sharp profile"), s("long coat"), s("matte coat")}};
    sources.prompt = s("driving down an avenue, rain");
    sources.negative = s("people, watermark");
    sources.shot.shotType = s("wide");
    sources.shot.cameraAngle = s("low angle");
    sources.shot.cameraMove = s("push in");
    sources.scene = {s("bridge"), s("night"), s("fog"), s("tense"), s("hope"), s("no cuts")};
    return sources;
}

} // namespace

class TestPrompt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsComeInTheirOrder()
    {
        const ComposedPrompt composed = composePrompt(full());
        QCOMPARE(composed.text, s("35 mm, neon noir, rain, signs, wet asphalt, rhea_volt, sharp profile, long coat, matte coat, crowd_x, "
                                  "driving down an avenue, wide, low angle, push in, no cuts, handheld, tense, hope, bridge, night, fog, "
                                  "soft bloom, fine grain"));
        QCOMPARE(composed.negative, s("text, watermark, daylight, people"));
        QVERIFY(!composed.isFrozen);
    }

    void everyPartNamesItsOrigin()
    {
        const ComposedPrompt composed = composePrompt(full());
        QStringList origins;
        for (const timeline::PromptPart &part : composed.parts) {
            if (origins.isEmpty() || origins.back() != part.origin)
                origins.append(part.origin);
        }
        QCOMPARE(origins, QStringList({s("look"), s("template"), s("character"), s("clip"), s("direction"), s("template")}));
        QCOMPARE(composed.spans.size(), composed.parts.size());
        for (size_t i = 0; i < composed.spans.size(); ++i) {
            QCOMPARE(composed.text.mid(composed.spans[i].start, composed.spans[i].length), composed.parts[i].text);
            QCOMPARE(composed.spans[i].origin, composed.parts[i].origin);
        }
        for (size_t i = 0; i < composed.negativeSpans.size(); ++i)
            QCOMPARE(composed.negative.mid(composed.negativeSpans[i].start, composed.negativeSpans[i].length),
                     composed.negativeParts[i].text);
    }

    void emptyPartsVanish()
    {
        PromptSources sources;
        sources.prompt = s("  a car , , ,\n");
        sources.templatePrefix = s(" , ");
        QCOMPARE(composePrompt(sources).text, s("a car"));
        QCOMPARE(composePrompt(sources).parts.size(), 1U);
        QCOMPARE(composePrompt({}).text, QString());
        QVERIFY(composePrompt({}).spans.empty());
    }

    void whatWasSaidIsNotSaidAgain()
    {
        PromptSources sources;
        sources.prompt = s("neon,  wet   asphalt, Neon, neon");
        sources.templateSuffix = s("wet asphalt, (neon, rain:1.2), neon");
        // Exact but for blanks; other case is another word, and brackets hold together.
        QCOMPARE(composePrompt(sources).text, s("neon, wet   asphalt, Neon, (neon, rain:1.2)"));
        QCOMPARE(unitedText(s("a, b"), s("b, c")), s("a, b, c"));
        QCOMPARE(commaParts(s("a (b, c, d")), QStringList({s("a (b"), s("c"), s("d")}));
    }

    void sentencesAreNotJoinedByCommas()
    {
        PromptSources sources;
        sources.look.preamble = s("A film still.");
        sources.prompt = s("She runs!");
        sources.templateSuffix = s("grain");
        QCOMPARE(composePrompt(sources).text, s("A film still. She runs! grain"));
    }

    void aFrozenTextIsSentAsItStands()
    {
        PromptSources sources = full();
        sources.frozen = s("exactly, this,, text");
        const ComposedPrompt composed = composePrompt(sources);
        QVERIFY(composed.isFrozen);
        QCOMPARE(composed.text, sources.frozen);
        QCOMPARE(composed.negative, QString());
        QCOMPARE(composed.parts.front().origin, s("frozen"));
        sources.frozenNegative = s("blur");
        QCOMPARE(composePrompt(sources).negative, s("blur"));
        sources.frozen = s("  ");
        QVERIFY(!composePrompt(sources).isFrozen);
    }

    void anyTextsComposeWithoutLossOrDoubles()
    {
        QRandomGenerator random(7);
        const QStringList words = {s("a"), s("b c"), s("(d, e)"), s("né"), s("🎬"), s("("), s("]"), s("x."), s(""), s("\n")};
        const auto text = [&] {
            QString made;
            for (int i = random.bounded(6); i > 0; --i)
                made += words[random.bounded(words.size())] + (random.bounded(2) ? s(",") : s(" "));
            return made;
        };
        for (int round = 0; round < 2000; ++round) {
            PromptSources sources;
            sources.look.preamble = text();
            sources.templatePrefix = text();
            sources.prompt = text();
            sources.templateSuffix = text();
            const ComposedPrompt composed = composePrompt(sources);
            QVERIFY(composed == composePrompt(sources));
            const QString all = composed.text.simplified();
            for (const QString &source : {sources.look.preamble, sources.templatePrefix, sources.prompt, sources.templateSuffix}) {
                for (const QString &piece : commaParts(source))
                    QVERIFY2(all.contains(piece.simplified()), qPrintable(piece + s(" in: ") + composed.text));
            }
            qsizetype at = 0;
            for (const PromptSpan &span : composed.spans) {
                QVERIFY(span.start >= at);
                at = span.start + span.length;
            }
            QVERIFY(at <= composed.text.size());
        }
    }

    void variablesAreFilledAndUnknownOnesLeft()
    {
        const PromptVariables variables = {{s("location"), s("a bridge")}, {s("mood"), s("tense")}, {s("time"), {}}};
        const ExpandedPrompt made = expandPrompt(s("{Location}, { mood } {nope} {time}{} {open"), variables, 1);
        QCOMPARE(made.text, s("a bridge, tense {nope} {} {open"));
        QCOMPARE(made.unknown.size(), 1U);
        QCOMPARE(made.unknown.front().name, s("nope"));
        QCOMPARE(made.text.mid(made.unknown.front().at, 6), s("{nope}"));
    }

    void alternativesAreChosenBySeed()
    {
        QSet<QString> seen;
        for (quint64 seed = 0; seed < 60; ++seed) {
            const QString text = expandPrompt(s("{a|b|c}"), {}, seed).text;
            QCOMPARE(expandPrompt(s("{a|b|c}"), {}, seed).text, text);
            seen.insert(text);
        }
        QCOMPARE(seen, QSet<QString>({s("a"), s("b"), s("c")}));
        // Two of one text are chosen apart, and may hold others.
        QSet<QString> pairs;
        for (quint64 seed = 0; seed < 200; ++seed)
            pairs.insert(expandPrompt(s("{a|b}{a|b}"), {}, seed).text);
        QCOMPARE(pairs.size(), 4);
        QSet<QString> nested;
        for (quint64 seed = 0; seed < 200; ++seed)
            nested.insert(expandPrompt(s("{ {x|y} | {mood} }"), {{s("mood"), s("m")}}, seed).text);
        QCOMPARE(nested, QSet<QString>({s("x"), s("y"), s("m")}));
    }

    void hostileBracesEnd()
    {
        const QString deep = QString(3000, u'{') + s("a|b") + QString(3000, u'}');
        QVERIFY(!expandPrompt(deep, {}, 1).text.isEmpty());
        QCOMPARE(expandPrompt(s("}}{{|"), {}, 1).text, s("}}{{|"));
        // What a variable brings is not read again.
        QCOMPARE(expandPrompt(s("{mood}"), {{s("mood"), s("{mood}{mood}")}}, 1).text, s("{mood}{mood}"));
    }

    void variablesOfAShotAreWhatItsSceneAndSongSay()
    {
        timeline::Timeline t = songTimeline();
        addSceneWithClips(t, 1, 16, {2}, 1);
        t.project.song->bpm = 119.6;
        t.project.song->map.energy.values = std::vector<float>(600, 0.9F);
        t.project.look.preamble = s("noir");
        t.scenes.front().direction.mood = s("tense");
        t.lyrics = {{LyricId(s("l")), Ticks::seconds(17), {}, s("we are  electric"), {}, {}, 1}};
        const PromptVariables variables = promptVariables(t, clip(t, 1), {s("Rhea"), s("Coupe")});
        QCOMPARE(variables.keys().size(), promptVariableNames().size());
        QCOMPARE(variables[s("scene")], s("s1"));
        QCOMPARE(variables[s("clip")], s("c1"));
        QCOMPARE(variables[s("lyrics")], s("we are electric"));
        QCOMPARE(variables[s("section")], s("chorus"));
        QCOMPARE(variables[s("bpm")], s("120"));
        QCOMPARE(variables[s("energy")], s("high"));
        QCOMPARE(variables[s("character")], s("Rhea and Coupe"));
        QCOMPARE(variables[s("look")], s("noir"));
        QCOMPARE(variables[s("mood")], s("tense"));
        timeline::Clip seeded = clip(t, 1);
        const quint64 free = wordSeedOf(seeded);
        QCOMPARE(wordSeedOf(seeded), free);
        seeded.generation.params.insert(s("seed"), 42);
        QCOMPARE(wordSeedOf(seeded), quint64(42));
    }
};

SC_TEST(TestPrompt)
#include "tst_prompt.moc"

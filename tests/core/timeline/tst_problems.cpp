// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/problem_fixes.h"
#include "core/timeline/report.h"
#include "tests/core/timeline/timeline_fixture.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonArray>
#include <QtCore/QRandomGenerator>

using namespace sc;
using namespace sc::timeline;
using namespace sc::test;

namespace {

ProblemReport report(const Timeline &t, bool rules = true)
{
    const std::vector<Beat> beats = timelineBeats(t);
    return findProblems(t, {.beats = beats, .missing = {}, .rules = rules});
}

QStringList kinds(const ProblemReport &found)
{
    QStringList names;
    for (const Finding &finding : found.findings)
        names += findingKindName(finding.kind) + u' ' + finding.otherName +
                 (finding.otherName.isEmpty() ? QString() : QStringLiteral(" ")) + finding.name;
    return names;
}

Result<FixedProblems> fixAll(const Timeline &t, const std::vector<FindingKind> &which = kindsOfFixAll())
{
    const std::vector<Beat> beats = timelineBeats(t);
    return fixProblems(t, {.kinds = which, .only = {}, .beats = beats});
}

Result<FixedProblems> fixOne(const Timeline &t, const Finding &finding)
{
    const std::vector<Beat> beats = timelineBeats(t);
    return fixProblems(t, {.kinds = {}, .only = {finding}, .beats = beats});
}

bool isIn(const ProblemReport &found, const Finding &one)
{
    return std::ranges::any_of(found.findings, [&](const Finding &each) { return each.isSame(one); });
}

// Two scenes, shots of any length, with every kind of trouble between them.
class TroubleMaker
{
public:
    explicit TroubleMaker(quint32 seed) : m_random(seed) {}

    Timeline make()
    {
        const auto rates = FrameRate::supported();
        const FrameRate rate = rates[size_t(m_random.bounded(int(rates.size())))];
        Timeline t = songTimeline(rate, 20 + m_random.bounded(380.0), 40);
        std::int64_t frame = m_random.bounded(3);
        int number = 0;
        for (int scene = 1; scene <= 3; ++scene) {
            Scene made;
            made.id = sceneId(scene);
            made.name = QStringLiteral("s%1").arg(scene);
            made.locked = m_random.bounded(8) == 0;
            t.scenes.push_back(made);
            for (int shots = 2 + m_random.bounded(8); shots > 0; --shots) {
                Clip clip;
                clip.id = clipId(++number);
                clip.scene = made.id;
                clip.name = QStringLiteral("c%1").arg(number);
                clip.start = rate.timeOf(std::max<std::int64_t>(0, frame));
                clip.length = rate.timeOf(m_random.bounded(5) == 0 ? 1 + m_random.bounded(3) : 1 + m_random.bounded(60));
                clip.locked = m_random.bounded(8) == 0;
                if (m_random.bounded(4) == 0)
                    clip.direction.in = {TransitionKind(1 + m_random.bounded(4)), rate.timeOf(1 + m_random.bounded(30))};
                t.clips.push_back(clip);
                frame = rate.frameAt(clip.end()) + gap();
            }
        }
        normalise(t);
        return t;
    }

private:
    int gap()
    {
        switch (m_random.bounded(8)) {
        case 0:
            return 1 + m_random.bounded(2);
        case 1:
            return m_random.bounded(40);
        case 2:
            return -1 - m_random.bounded(10);
        default:
            return 0;
        }
    }

    QRandomGenerator m_random;
};

// Kinds that may not come about by a fix; gaps are known by the clip behind them.
QSet<QString> graveKeys(const ProblemReport &found)
{
    QSet<QString> keys;
    for (const Finding &finding : found.findings) {
        if (finding.severity() != Severity::Error && finding.kind != FindingKind::FlashFrame)
            continue;
        QStringList parts{findingKindName(finding.kind), finding.clip.text()};
        if (finding.kind == FindingKind::Overlap) {
            parts += finding.other.text();
            parts.sort(); // of two that begin at once either may come first
        } else {
            parts += finding.entityId + finding.detail;
        }
        keys.insert(parts.join(u' '));
    }
    return keys;
}

std::vector<Clip> lockedClips(const Timeline &t)
{
    std::vector<Clip> clips;
    for (Clip each : t.clips) {
        if (each.locked || findScene(t, each.scene)->locked) {
            each.order = 0;
            clips.push_back(each);
        }
    }
    return clips;
}

} // namespace

class TestProblems : public QObject
{
    Q_OBJECT

private:
    static void checkFix(const Timeline &before, const ProblemReport &was, const FixedProblems &fixed)
    {
        const ProblemReport now = report(fixed.timeline);
        QVERIFY2(graveKeys(was).contains(graveKeys(now)), qPrintable((graveKeys(now) - graveKeys(was)).values().join(u' ')));
        QCOMPARE(lockedClips(fixed.timeline), lockedClips(before));
        for (const Clip &clip : fixed.timeline.clips)
            QVERIFY(before.project.frameRate.isOnGrid(clip.start) && before.project.frameRate.isOnGrid(clip.length));
    }

private Q_SLOTS:
    void everyKindIsFoundWithNamesAndAmounts()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2, 2}, 1);
        QCOMPARE(kinds(report(t)), QStringList());
        t = trimClip(t, {.clip = clipId(1), .edge = ClipEdge::Out, .to = Ticks::fromRational(47, 24)}).value();
        t = moveClip(t, {.clip = clipId(3), .start = Ticks::fromRational(126, 24), .scene = {}, .bindToBeats = false}).value();
        addSceneWithClips(t, 2, 7, {2.0 / 24, 2 - 2.0 / 24}, 4);
        t.clips[2].direction.in = {TransitionKind::Wipe, Ticks::seconds(1)};
        const MissingFile gone{
            QStringLiteral("project"), t.project.id.text(), QStringLiteral("Song"), QStringLiteral("media/song.wav"), {}};
        const std::vector<Beat> beats = timelineBeats(t);
        const ProblemReport found = findProblems(t, {.beats = beats, .missing = std::span(&gone, 1), .rules = true});
        QCOMPARE(kinds(found),
                 (QStringList{QStringLiteral("missing_media Song"), QStringLiteral("overlap c3 c4"), QStringLiteral("overlap c3 c5"),
                              QStringLiteral("flash_gap c1 c2"), QStringLiteral("flash_frame c4"), QStringLiteral("transition c3"),
                              QStringLiteral("off_beat c1"), QStringLiteral("off_beat c5"), QStringLiteral("gap c2 c3")}));
        QStringList texts;
        for (const Finding &finding : found.findings)
            texts += findingText(finding, t.project.frameRate);
        QCOMPARE(texts[2], QStringLiteral("“c3” and “c5” overlap by 0.167 s (4 frames)."));
        QCOMPARE(texts[3], QStringLiteral("A flash of black between “c1” and “c2”: 0.042 s (1 frames)."));
        QCOMPARE(texts[7], QStringLiteral("The cut at “c5” is 2.0 frames behind the beat."));
        QCOMPARE(verdictOf(found),
                 QStringLiteral("Needs work: 1 missing media, 2 overlaps, 1 flash gaps, 1 flash frames, 1 transitions without room, "
                                "2 cuts off the beat, 1 gaps."));
        const QJsonObject json = toJson(found, t.project.frameRate);
        QCOMPARE(json[u"errors"].toInt(), 4);
        QCOMPARE(json[u"counts"].toObject()[u"overlap"].toInt(), 2);
        QCOMPARE(json[u"findings"].toArray()[2].toObject()[u"frames"].toInt(), 4);
        QCOMPARE(verdictOf(report(Timeline())), QStringLiteral("There are no clips yet."));
    }

    void aFileChangedFromOutsideBreaksRules()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2}, 1);
        t.clips[0].length += t.project.frameRate.frameLength() * 3;
        t.clips[1].length += Ticks(5);
        const ProblemReport found = report(t);
        QCOMPARE(found.count(FindingKind::Overlap), 1);
        QVERIFY(found.count(FindingKind::Rule) >= 1);
        for (const Finding &finding : found.findings)
            QVERIFY2(finding.kind != FindingKind::Rule || !finding.detail.contains(QLatin1String("overlaps")), qPrintable(finding.detail));
    }

    void halfBeatsAndSilenceAreNotOffTheBeat()
    {
        Timeline t = songTimeline(); // a beat each 0.5 s
        addSceneWithClips(t, 1, 0, {2.25, 2}, 1);
        QCOMPARE(report(t).count(FindingKind::OffBeat), 0); // 2.25 and 4.25 lie between two beats
        BeatRegion &region = t.project.song->map.grid.regions[0];
        region.start = Ticks::seconds(10);
        region.phase = Ticks::seconds(10);
        t.clips[1].length += t.project.frameRate.timeOf(5);
        QCOMPARE(report(t).count(FindingKind::OffBeat), 0); // before the first beat
    }

    void aTransitionBeyondItsMediaIsNamedAndShortened()
    {
        const FrameRate rate;
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2, 2}, 1);
        t.clips[0].direction.out = {TransitionKind::Dissolve, rate.timeOf(8)};
        t.clips[1].direction.in = {TransitionKind::Dissolve, rate.timeOf(10)};
        t.clips[1].sourceIn = rate.timeOf(3); // so much lies ahead of it
        t.clips[2].direction.in = {TransitionKind::Wipe, rate.timeOf(12)};
        // The first movie ends 6 frames and a bit behind its clip, the second with it; the third is a picture.
        const MediaLengthOf media = [&](const Clip &clip) -> std::optional<Ticks> {
            if (clip.id == clipId(1))
                return clip.length + rate.timeOf(6) + Ticks(5);
            if (clip.id == clipId(2))
                return clip.sourceIn + clip.length;
            return std::nullopt;
        };
        const std::vector<Beat> beats = timelineBeats(t);
        const auto look = [&](const Timeline &at) {
            return findProblems(at, {.beats = beats, .missing = {}, .rules = true, .mediaLength = media});
        };
        const ProblemReport found = look(t);
        QCOMPARE(kinds(found), (QStringList{QStringLiteral("handles c1 c2"), QStringLiteral("handles c2 c3")}));
        QCOMPARE(found.findings[0].allowed, rate.timeOf(9)); // 3 before the cut, 6 behind it
        QCOMPARE(found.findings[0].range.length(), rate.timeOf(18));
        QCOMPARE(found.findings[0].detail, QStringLiteral("c1"));
        QCOMPARE(fixTitle(found.findings[0], rate), QStringLiteral("Shorten the transition to 9 frame(s)"));
        QVERIFY(fixTitle(found.findings[1], rate).startsWith(QLatin1String("Take the transition out")));
        QCOMPARE(toJson(found, rate)[u"findings"].toArray()[0].toObject()[u"allowed_frames"].toInt(), 9);
        QCOMPARE(report(t).count(FindingKind::Handles), 0); // nobody told how long the media are

        const auto one = fixProblems(t, {.kinds = {}, .only = {found.findings[0]}, .beats = beats, .mediaLength = media});
        SC_VERIFY_OK(one);
        QCOMPARE(findClip(one->timeline, clipId(1))->direction.out, (Transition{TransitionKind::Dissolve, rate.timeOf(3)}));
        QCOMPARE(findClip(one->timeline, clipId(2))->direction.in, (Transition{TransitionKind::Dissolve, rate.timeOf(6)}));
        QCOMPARE(kinds(look(one->timeline)), QStringList{QStringLiteral("handles c2 c3")});
        const auto all = fixProblems(t, {.kinds = kindsOfFixAll(), .only = {}, .beats = beats, .mediaLength = media});
        SC_VERIFY_OK(all);
        QCOMPARE(all->fixed, 2);
        QVERIFY(findClip(all->timeline, clipId(3))->direction.in == Transition());
        QCOMPARE(kinds(look(all->timeline)), QStringList());

        t.clips[2].locked = true;
        const auto locked = fixProblems(t, {.kinds = {FindingKind::Handles}, .only = {}, .beats = beats, .mediaLength = media});
        SC_VERIFY_OK(locked);
        QCOMPARE(locked->fixed, 1);
        QVERIFY(locked->left.front().why.contains(QLatin1String("c3")));
        QCOMPARE(*findClip(locked->timeline, clipId(3)), t.clips[2]);
    }

    void frozenShotsAndFadesNeedNoHandles()
    {
        const FrameRate rate;
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2}, 1);
        const MediaLengthOf exact = [](const Clip &clip) { return std::optional(clip.length); };
        const auto count = [&](TransitionKind kind) {
            t.clips[1].direction.in = {kind, rate.timeOf(6)};
            return findProblems(t, {.beats = {}, .missing = {}, .rules = false, .mediaLength = exact}).count(FindingKind::Handles);
        };
        QCOMPARE(count(TransitionKind::Wipe), 1);
        QCOMPARE(count(TransitionKind::FadeBlack), 0);
        t.clips[0].speedNumerator = 0; // a freeze frame lasts as long as it is wanted
        QCOMPARE(count(TransitionKind::Dissolve), 0);
    }

    // Over random cuts with movies of random length: no transition is left that its media do not last for, none became longer,
    // nothing but transitions changed, locked shots least of all.
    void whateverIsShortenedFitsItsMedia()
    {
        QRandomGenerator random(2207);
        int fixed = 0;
        for (int round = 0; round < 400; ++round) {
            Timeline t = TroubleMaker(quint32(round + 1)).make();
            QHash<ClipId, Ticks> lengths;
            for (Clip &clip : t.clips) {
                const FrameRate rate = t.project.frameRate;
                if (random.bounded(3) == 0)
                    clip.direction.out = {TransitionKind(1 + random.bounded(4)), rate.timeOf(1 + random.bounded(20))};
                clip.sourceIn = Ticks(random.bounded(int(rate.frameLength().value()) * 12));
                clip.speedNumerator = random.bounded(4);
                if (random.bounded(3) > 0)
                    lengths.insert(clip.id, clip.sourceIn + clip.length + Ticks(random.bounded(int(rate.frameLength().value()) * 20)));
            }
            normalise(t);
            const MediaLengthOf media = [&](const Clip &clip) {
                return lengths.contains(clip.id) ? std::optional(lengths.value(clip.id)) : std::nullopt;
            };
            const auto done = fixProblems(t, {.kinds = {FindingKind::Handles}, .only = {}, .beats = {}, .mediaLength = media});
            if (!done)
                continue;
            fixed += done->fixed;
            const ProblemReport now = findProblems(done->timeline, {.beats = {}, .missing = {}, .rules = false, .mediaLength = media});
            for (const Finding &finding : now.findings)
                QVERIFY2(finding.kind != FindingKind::Handles || finding.locked, qPrintable(findingText(finding, t.project.frameRate)));
            QCOMPARE(lockedClips(done->timeline), lockedClips(t));
            Timeline bare = done->timeline;
            for (size_t i = 0; i < t.clips.size(); ++i) {
                QVERIFY(bare.clips[i].direction.in.length <= t.clips[i].direction.in.length);
                QVERIFY(bare.clips[i].direction.out.length <= t.clips[i].direction.out.length);
                bare.clips[i].direction.in = t.clips[i].direction.in;
                bare.clips[i].direction.out = t.clips[i].direction.out;
            }
            QVERIFY(bare.clips == t.clips);
        }
        QVERIFY(fixed > 100);
    }

    void fixesDoWhatTheySay()
    {
        const FrameRate rate;
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2, 2}, 1);
        Timeline gap = trimClip(t, {.clip = clipId(1), .edge = ClipEdge::Out, .to = rate.timeOf(47)}).value();
        QCOMPARE(layout(fixAll(gap)->timeline, 1), QStringLiteral("0-2 2-4 4-6"));
        Timeline off = rollCut(t, {.clip = clipId(2), .edge = ClipEdge::In, .to = rate.timeOf(51)}).value();
        const auto rolled = fixAll(off);
        QCOMPARE(layout(rolled->timeline, 1), QStringLiteral("0-2 2-4 4-6"));
        QVERIFY(clip(rolled->timeline, 1).beatOut && clip(rolled->timeline, 2).beatIn); // bound from now on
        Timeline flash = rollCut(t, {.clip = clipId(2), .edge = ClipEdge::In, .to = rate.timeOf(95)}).value();
        QCOMPARE(layout(fixAll(flash, {FindingKind::FlashFrame})->timeline, 1), QStringLiteral("0-4 4-6"));
        Timeline two = t;
        addSceneWithClips(two, 2, 5.5, {2}, 4);
        const auto apart = fixAll(two);
        QCOMPARE(layout(apart->timeline, 1) + u'|' + layout(apart->timeline, 2), QStringLiteral("0-2 2-4 4-5.5|5.5-7.5"));
        Timeline hole = deleteClips(t, {.clips = {clipId(2)}}).value();
        SC_COMPARE_PROBLEM(fixAll(hole), ProblemCode::NothingToUpdate); // a gap may be meant
        QCOMPARE(layout(fixAll(hole, {FindingKind::Gap})->timeline, 1), QStringLiteral("0-4 4-6"));
    }

    void lockedItemsAreNamedAndLeft()
    {
        const FrameRate rate;
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2, 2, 2}, 1);
        t = rollCut(t, {.clip = clipId(2), .edge = ClipEdge::In, .to = rate.timeOf(51)}).value();
        t = rollCut(t, {.clip = clipId(4), .edge = ClipEdge::In, .to = rate.timeOf(147)}).value();
        t = setLocked(t, {.scenes = {}, .clips = {clipId(1)}, .locked = true}).value();
        const auto fixed = fixAll(t);
        SC_VERIFY_OK(fixed);
        QCOMPARE(fixed->fixed, 1);
        QCOMPARE(fixed->left.size(), size_t(1));
        QCOMPARE(fixed->left[0].why, QStringLiteral("“c1” is locked."));
        QCOMPARE(layout(fixed->timeline, 1), QStringLiteral("0-2.125 2.125-4 4-6 6-8"));
        t = setLocked(t, {.scenes = {sceneId(1)}, .clips = {}, .locked = true}).value();
        SC_COMPARE_PROBLEM(fixAll(t), ProblemCode::Conflict);
        SC_COMPARE_PROBLEM(fixAll(t, {FindingKind::MissingMedia}), ProblemCode::InvalidParameter);
        for (const FindingKind kind : kFindingKinds) {
            QCOMPARE(findingKindFromName(findingKindName(kind)).value(), kind);
            QCOMPARE(hasFix(kind), !fixTitle(kind).isEmpty());
        }
    }

    void twoCutsOfOneBeatKeepTheirShot()
    {
        const FrameRate rate;
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2, 2, 2}, 1);
        // Both cuts belong to the beat at 2 s: only one of them can have it.
        t = rollCut(t, {.clip = clipId(2), .edge = ClipEdge::In, .to = rate.timeOf(44)}).value();
        t = rollCut(t, {.clip = clipId(3), .edge = ClipEdge::In, .to = rate.timeOf(52)}).value();
        const auto fixed = fixAll(t, {FindingKind::OffBeat});
        SC_VERIFY_OK(fixed);
        QCOMPARE(fixed->fixed, 1);
        QCOMPARE(fixed->left.size(), size_t(1));
        QCOMPARE(timelineReport(fixed->timeline).clips, 3);
    }

    void everyFixTakesItsProblemAwayAndMakesNone()
    {
        int fixes = 0;
        int all = 0;
        for (quint32 seed = 1; seed <= 400; ++seed) {
            const Timeline t = TroubleMaker(seed).make();
            const ProblemReport was = report(t);
            for (const Finding &finding : was.findings) {
                if (!hasFix(finding.kind))
                    continue;
                const auto fixed = fixOne(t, finding);
                if (!fixed) {
                    QCOMPARE(fixed.error().code(), ProblemCode::Conflict);
                    continue;
                }
                ++fixes;
                QCOMPARE(fixed->fixed, 1);
                QVERIFY2(!isIn(report(fixed->timeline), finding),
                         qPrintable(QStringLiteral("%1: %2").arg(seed).arg(findingText(finding, t.project.frameRate))));
                checkFix(t, was, *fixed);
                QVERIFY2(!QTest::currentTestFailed(),
                         qPrintable(QStringLiteral("%1: %2").arg(seed).arg(findingText(finding, t.project.frameRate))));
            }
            std::vector<FindingKind> everything = kindsOfFixAll();
            everything.push_back(FindingKind::Gap);
            const auto fixed = fixAll(t, seed % 2 ? kindsOfFixAll() : everything);
            if (!fixed)
                continue;
            ++all;
            checkFix(t, was, *fixed);
            QVERIFY2(!QTest::currentTestFailed(), qPrintable(QStringLiteral("all of %1").arg(seed)));
            // What was left cannot be fixed now either, or has become possible by the others: a few rounds settle it.
            Timeline rest = fixed->timeline;
            int rounds = 0;
            for (auto again = fixAll(rest); again; again = fixAll(rest)) {
                QVERIFY2(++rounds < 10, qPrintable(QStringLiteral("%1 never settles").arg(seed)));
                rest = again->timeline;
            }
        }
        QVERIFY2(fixes > 2000 && all > 350, qPrintable(QStringLiteral("%1 fixes, %2 of all").arg(fixes).arg(all)));
    }
};

SC_TEST(TestProblems)
#include "tst_problems.moc"

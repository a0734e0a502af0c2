// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/timeline/timeline_fixture.h"
#include "tests/support/test_main.h"

#include <QtCore/QHash>
#include <QtCore/QRandomGenerator>

using namespace sc;
using namespace sc::timeline;
using namespace sc::test;

namespace {

// One random request after another, many of them nonsense: what comes back is a sound timeline or a Problem.
class RandomEditor
{
public:
    RandomEditor(quint32 seed, const Timeline &timeline) : m_random(seed), m_timeline(timeline) {}

    Result<Timeline> next()
    {
        m_kind = m_random.bounded(38);
        switch (m_kind) {
        case 0:
            return addScene(m_timeline, {.id = newId<SceneId>(), .start = maybe(time()), .length = maybe(length(), 8), .colour = {}});
        case 1:
            return moveScene(m_timeline, {.scene = anyScene(), .start = time(), .ripple = coin()});
        case 2:
            return reorderScenes(m_timeline, {.scene = anyScene(), .index = m_random.bounded(8)});
        case 3:
            return coin(6) ? deleteScene(m_timeline, {.scene = anyScene(), .ripple = coin()}) : renamed();
        case 4:
            return coin(4) ? duplicateScene(m_timeline, {.scene = anyScene(), .id = newId<SceneId>(), .start = maybe(time())}) : renamed();
        case 5:
            return fixedScene();
        case 6:
        case 7:
        case 8:
            return added();
        case 9:
            return moveClip(
                m_timeline,
                {.clip = anyClip(), .start = time(), .scene = coin(4) ? anyScene() : SceneId(), .overlap = mode(), .ripple = coin()});
        case 10:
            return moveClips(
                m_timeline,
                {.clips = {anyClip(), anyClip(), anyClip()}, .by = time() - Ticks::seconds(30), .overlap = mode(), .joinScenes = coin()});
        case 11:
        case 12:
            return trimmed();
        case 13:
            return splitClip(m_timeline, {.clip = anyClip(), .at = time(), .rightId = newId<ClipId>()});
        case 14:
            return coin(4) ? splitClipOnBeats(m_timeline, {.clip = anyClip(), .every = 1 + m_random.bounded(4)}) : renamed();
        case 15:
            return deleteClips(m_timeline, {.clips = {anyClip(), anyClip()}, .ripple = coin()});
        case 16:
            return duplicateClip(m_timeline, {.clip = anyClip(), .id = newId<ClipId>(), .start = maybe(time()), .overlap = mode()});
        case 17:
            return setLocked(
                m_timeline,
                {.scenes = coin(4) ? std::vector{anyScene()} : std::vector<SceneId>(), .clips = {anyClip()}, .locked = coin(3)});
        case 18:
            return reorderClip(m_timeline, {.clip = anyClip(), .index = m_random.bounded(12) - 1});
        case 19:
            return rollCut(m_timeline, {.clip = anyClip(), .edge = edge(), .to = time()});
        case 20:
            return slipClip(m_timeline, {.clip = anyClip(), .by = time() - Ticks::seconds(30), .mediaLength = maybe(length())});
        case 21:
            return slideClip(m_timeline, {.clip = anyClip(), .by = time() - Ticks::seconds(30)});
        case 22:
            return joinClips(m_timeline, {.clips = neighbours()});
        case 23:
            return setLengthInBeats(m_timeline,
                                    {.clip = anyClip(), .beats = m_random.bounded(20) / 2.0, .overlap = mode(), .ripple = coin()});
        case 24:
            return coin(6)
                       ? alignToBeats(m_timeline, {.clips = coin() ? std::vector{anyClip()} : std::vector<ClipId>()})
                       : nudgeByBeats(m_timeline, {.clips = {anyClip(), anyClip()}, .beats = m_random.bounded(9) - 4, .overlap = mode()});
        case 25:
            return closeGaps(m_timeline,
                             {.scenes = {anyScene()}, .fix = coin() ? GapFix::Extend : GapFix::Ripple, .shorterThan = maybe(length())});
        case 26:
            return addClipAlternate(m_timeline, {.clip = anyClip(), .id = newId<ClipId>(), .content = content(), .makeLive = coin()});
        case 27:
            return coin() ? cycleClip(m_timeline, {.clip = anyClip(), .direction = coin() ? 1 : -1})
                          : promoteClip(m_timeline, {.clip = anyClip(), .start = maybe(time())});
        case 28:
            return coin(3) ? addSceneAlternate(m_timeline,
                                               {.scene = anyScene(), .id = newId<SceneId>(), .content = content(), .makeLive = coin()})
                           : makeSceneLive(m_timeline, {.scene = anyScene(), .ripple = coin()});
        case 29:
            return pasted();
        case 30:
            return coin()    ? placeClips(m_timeline, {.clips = {anyClip(), anyClip()},
                                                       .scene = coin() ? anyScene() : SceneId(),
                                                       .index = m_random.bounded(12) - 1})
                   : coin(3) ? swapScenes(m_timeline, {anyScene(), anyScene()})
                             : swapClips(m_timeline, {anyClip(), anyClip()});
        case 31:
        case 32:
            return setTransition(m_timeline, {.clip = anyClip(),
                                              .edge = edge(),
                                              .transition = {static_cast<TransitionKind>(m_random.bounded(5)), length()},
                                              .place = static_cast<TransitionPlace>(m_random.bounded(3)),
                                              .handles = static_cast<HandleRule>(m_random.bounded(3)),
                                              .mediaLength = [media = maybe(length())](const Clip &) { return media; }});
        case 33:
            return setSpeed(m_timeline, {.clip = anyClip(),
                                         .speed = {m_random.bounded(18), 1 + m_random.bounded(9)},
                                         .keeps = coin() ? SpeedKeeps::Length : SpeedKeeps::Content,
                                         .overlap = mode(),
                                         .ripple = coin()});
        case 34:
            return coin() ? stretchClip(m_timeline, {.clip = anyClip(), .edge = edge(), .to = time(), .overlap = mode()})
                          : fitToFill(m_timeline, {anyClip(), maybe(length())});
        case 35:
            return coin(4) ? freezeClip(m_timeline, {.clip = anyClip(), .at = time(), .rightId = newId<ClipId>(), .whole = coin()})
                           : renamed();
        case 36:
            return madeWith();
        default:
            return coin(8) ? newRate() : coin(4) ? movedSong() : renamed();
        }
    }

    [[nodiscard]] int kind() const { return m_kind; } // of the last edit, for the message of a failure
    void accept(Timeline timeline) { m_timeline = std::move(timeline); }
    [[nodiscard]] const Timeline &timeline() const { return m_timeline; }

private:
    bool coin(int sides = 2) { return m_random.bounded(sides) == 0; }
    template<class Type> Type newId() { return Type(QStringLiteral("n%1").arg(++m_ids, 6, 10, QLatin1Char('0'))); }
    template<class Value> std::optional<Value> maybe(Value value, int sides = 2)
    {
        return coin(sides) ? std::optional(value) : std::nullopt;
    }
    Ticks time()
    {
        if (coin(50))
            return Ticks(std::int64_t(m_random.generate64() >> 2) - (std::int64_t(1) << 61));
        return Ticks(std::int64_t(m_random.generate64() % std::uint64_t(Ticks::seconds(70).value()))) - Ticks::seconds(2);
    }
    Ticks length() { return Ticks::fromSeconds(m_random.generateDouble() * (coin(20) ? 400 : 6)); }
    OverlapMode mode() { return static_cast<OverlapMode>(m_random.bounded(4)); }
    ClipEdge edge() { return coin() ? ClipEdge::In : ClipEdge::Out; }
    AlternateContent content() { return static_cast<AlternateContent>(m_random.bounded(3)); }
    std::vector<ClipId> neighbours()
    {
        const ClipId first = anyClip();
        const Clip *clip = findClip(m_timeline, first);
        for (const Clip &other : m_timeline.clips) {
            if (clip && other.scene == clip->scene && other.start == clip->end())
                return {first, other.id};
        }
        return {first, anyClip()};
    }
    Result<Timeline> pasted()
    {
        SC_TRY_ASSIGN(copied, copyClips(m_timeline, {anyClip(), anyClip()}));
        if (coin())
            return pasteAttributes(m_timeline,
                                   {.copied = copied, .clips = {anyClip()}, .attributes = ClipAttributes::fromInt(m_random.bounded(512))});
        PasteClips request{.copied = copied, .at = time(), .overlap = mode(), .ripple = coin()};
        request.ids = {newId<ClipId>(), newId<ClipId>()};
        return pasteClips(m_timeline, request);
    }
    SceneId anyScene()
    {
        return m_timeline.scenes.empty() || coin(40) ? SceneId(QStringLiteral("none"))
                                                     : m_timeline.scenes[m_random.bounded(quint32(m_timeline.scenes.size()))].id;
    }
    ClipId anyClip()
    {
        return m_timeline.clips.empty() || coin(40) ? ClipId(QStringLiteral("none"))
                                                    : m_timeline.clips[m_random.bounded(quint32(m_timeline.clips.size()))].id;
    }
    Result<Timeline> renamed()
    {
        EditClip request;
        request.clip = anyClip();
        request.name = QStringLiteral("name %1").arg(m_random.bounded(100));
        return editClip(m_timeline, request);
    }
    Result<Timeline> madeWith()
    {
        ClipGeneration generation;
        generation.continueFrom = coin(3) ? ClipId() : anyClip();
        generation.params.insert(QStringLiteral("steps"), m_random.bounded(300));
        if (coin())
            generation.characters = {{CharacterId(QString::number(m_random.bounded(3))), {}, m_random.generateDouble() * 2.2, {}},
                                     {CharacterId(QString::number(m_random.bounded(3))), QStringLiteral("lead"), 1, {}}};
        return editClip(m_timeline, {.clip = anyClip(), .generation = generation});
    }
    Result<Timeline> fixedScene()
    {
        EditScene request;
        request.scene = anyScene();
        if (coin())
            request.length = Ticks::fromSeconds(m_random.generateDouble() * 30);
        else
            request.autoLength = true;
        return editScene(m_timeline, request);
    }
    Result<Timeline> added()
    {
        AddClip request;
        request.id = newId<ClipId>();
        request.scene = coin() ? anyScene() : SceneId();
        request.start = maybe(time());
        request.length = maybe(length());
        request.nextFreePlace = coin();
        request.toNextBar = coin();
        request.overlap = mode();
        request.ripple = coin();
        return addClip(m_timeline, request);
    }
    Result<Timeline> trimmed()
    {
        return trimClip(
            m_timeline,
            {.clip = anyClip(), .edge = coin() ? ClipEdge::In : ClipEdge::Out, .to = time(), .overlap = mode(), .ripple = coin()});
    }
    Result<Timeline> newRate()
    {
        const auto rates = FrameRate::supported();
        auto change = setFrameRate(m_timeline, {rates[m_random.bounded(quint32(rates.size()))]});
        if (!change)
            return std::unexpected(change.error());
        return change->timeline;
    }
    Result<Timeline> movedSong()
    {
        EditProject request;
        request.songOffset = Ticks::fromSeconds(m_random.generateDouble() * 4 - 2);
        return editProject(m_timeline, request);
    }

    QRandomGenerator m_random;
    Timeline m_timeline;
    int m_ids = 0;
    int m_kind = 0;
};

bool lockedWith(const Timeline &timeline, const Clip &clip)
{
    const Scene *scene = findScene(timeline, clip.scene);
    return clip.locked || (scene && scene->locked);
}

// Names of clips that were locked before and lie elsewhere, or are gone, after.
QString movedLocked(const Timeline &before, const Timeline &after)
{
    QStringList moved;
    if (before.project.frameRate != after.project.frameRate)
        return {};
    for (const Clip &clip : before.clips) {
        const Clip *now = findClip(after, clip.id);
        if (lockedWith(before, clip) && (!now || now->range() != clip.range() || now->scene != clip.scene))
            moved += clip.name;
    }
    return moved.join(u' ');
}

// Names of alternates that lie in another scene than their original.
QString tornGroups(const Timeline &timeline)
{
    QStringList torn;
    for (const Clip &clip : timeline.clips) {
        const Clip *original = clip.parent.isEmpty() ? nullptr : findClip(timeline, clip.parent);
        if (original && original->scene != clip.scene)
            torn += clip.name;
    }
    return torn.join(u' ');
}

// Names of clips whose speed is beyond the limits, or whose transitions do not fit or, locked before, were changed.
QString badPictures(const Timeline &before, const Timeline &after)
{
    QStringList bad;
    for (const Clip &clip : after.clips) {
        const bool speed = clip.speedDenominator >= 1 && (clip.speedNumerator == 0 || (clip.speedNumerator * 8LL >= clip.speedDenominator &&
                                                                                       clip.speedNumerator <= clip.speedDenominator * 8LL));
        const ShotDirection &d = clip.direction;
        const bool fits = d.in.length >= Ticks() && d.out.length >= Ticks() && d.in.length + d.out.length <= clip.length &&
                          after.project.frameRate.isOnGrid(d.in.length) && after.project.frameRate.isOnGrid(d.out.length);
        const Clip *old = findClip(before, clip.id);
        const bool kept = !old || !lockedWith(before, *old) || before.project.frameRate != after.project.frameRate || d == old->direction;
        if (!speed || !fits || !kept || clip.sourceIn < Ticks())
            bad += clip.name;
    }
    return bad.join(u' ');
}

} // namespace

class TestRandomEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyEditsLeaveASoundTimeline_data()
    {
        QTest::addColumn<quint32>("seed");
        QTest::addColumn<QString>("rate");
        const char *rates[] = {"24/1", "24000/1001", "25/1", "30000/1001", "60000/1001"};
        for (quint32 seed = 1; seed <= 35; ++seed)
            QTest::addRow("seed %u", seed) << seed << QString::fromLatin1(rates[seed % 5]);
    }

    void anyEditsLeaveASoundTimeline()
    {
        QFETCH(quint32, seed);
        QFETCH(QString, rate);
        RandomEditor editor(seed, songTimeline(*FrameRate::parse(rate), 96.3 + seed));
        int done = 0;
        for (int step = 0; step < 3000; ++step) {
            const Timeline before = editor.timeline();
            const auto after = editor.next();
            if (!after) {
                QVERIFY2(!after.error().text().isEmpty(), "a problem without words");
                QVERIFY(after.error().code() != ProblemCode::InternalError);
                continue;
            }
            ++done;
            const QString bad = breaches(*after);
            QVERIFY2(bad.isEmpty(), qPrintable(QStringLiteral("step %1, edit %2: %3").arg(step).arg(editor.kind()).arg(bad)));
            const QString apart = tornGroups(*after);
            QVERIFY2(apart.isEmpty(),
                     qPrintable(QStringLiteral("step %1, edit %2 tore from its original: %3").arg(step).arg(editor.kind()).arg(apart)));
            const QString moved = movedLocked(before, *after);
            QVERIFY2(moved.isEmpty(),
                     qPrintable(QStringLiteral("step %1, edit %2 moved locked %3").arg(step).arg(editor.kind()).arg(moved)));
            const QString pictures = badPictures(before, *after);
            QVERIFY2(pictures.isEmpty(),
                     qPrintable(QStringLiteral("step %1, edit %2: speed or transitions of %3").arg(step).arg(editor.kind()).arg(pictures)));
            editor.accept(*after);
        }
        QVERIFY2(done > 150, qPrintable(QString::number(done)));
    }

    void lengthsAndGapsAddUpToTheSceneSpan()
    {
        RandomEditor editor(77, songTimeline(*FrameRate::parse(u"29.97")));
        for (int step = 0; step < 400; ++step) {
            if (auto after = editor.next())
                editor.accept(std::move(*after));
        }
        for (const Scene &scene : editor.timeline().scenes) {
            Ticks cursor = scene.start;
            Ticks sum;
            for (const Clip *clip : clipsOf(editor.timeline(), scene.id)) {
                sum += (clip->start - cursor) + clip->length;
                cursor = clip->end();
            }
            QCOMPARE(sum + (scene.end() - cursor), scene.length);
        }
    }
};

SC_TEST(TestRandomEdits)
#include "tst_random_edits.moc"

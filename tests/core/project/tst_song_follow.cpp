// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/corrections.h"
#include "core/audio/grid_edits.h"
#include "core/planning/beat_audit.h"
#include "core/project/song_facts.h"
#include "core/project/song_follow.h"
#include "core/timeline/beat_binding.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::test;

// A project is open on a song that a person corrects in the library.
class TestSongFollow : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    Session m_session;
    QString m_hash;

    static Ticks s(double seconds) { return Ticks::fromSeconds(seconds); }

    static audio::Analysis heard()
    {
        audio::Analysis analysis;
        analysis.duration = analysis.map.duration = s(60);
        analysis.sampleRate = 44100;
        analysis.channels = 2;
        analysis.tempo = {118, 0.6};
        analysis.timeSignature = {QStringLiteral("4/4"), 0.5};
        analysis.key = {QStringLiteral("A minor"), 0.6};
        analysis.map.grid = *audio::makeGrid({s(0), s(60)}, 118, s(0.1), 4);
        analysis.map.sections = {{s(0), s(60), QStringLiteral("verse"), 0.5, 0.5, -1}};
        return analysis;
    }

    const timeline::Timeline &timelineNow() const { return m_session->timeline(); }

    // A song and a clip on every beat, all bound; clip 5 is locked, the last one ends where no beat is.
    void makeProject()
    {
        auto made = ProjectSession::create(m_dir->filePath(QStringLiteral("p.storycanvas")), {});
        SC_VERIFY_OK(made);
        m_session = std::move(*made);
        const QString song = m_dir->filePath(QStringLiteral("song.wav"));
        QVERIFY(writeBytes(song, "not decoded here"));
        m_hash = hashOfFile(song);
        SC_VERIFY_OK(m_session->setSong(song, project::songFacts(heard(), song, QStringLiteral("Song"), QStringLiteral("Band")), true));
        timeline::AddClip whole;
        whole.id = ClipId::create();
        whole.start = Ticks();
        whole.length = s(58);
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Add"), timeline::addClip(timelineNow(), whole)));
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Cut"), timeline::splitClipOnBeats(timelineNow(), {.clip = whole.id})));
        SC_VERIFY_OK(
            m_session->apply(QStringLiteral("Lock"),
                             timeline::setLocked(timelineNow(), {.scenes = {}, .clips = {timelineNow().clips[5].id}, .locked = true})));
    }

    static audio::Analysis correctedBy(const Result<BeatGrid> &grid)
    {
        audio::Corrections corrections;
        if (grid)
            corrections.grid = *grid;
        return audio::corrected(heard(), corrections);
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        makeProject();
    }
    void cleanup() { m_session.reset(); }

    void boundEdgesFollowInOneStepAndLockedOnesStay()
    {
        const timeline::Timeline before = timelineNow();
        const auto stepsBefore = m_session->history().size();
        QCOMPARE(planning::auditBeats(before).offBeat, 1); // the last end, which is bound to no beat
        const audio::Analysis analysis = correctedBy(audio::shiftBeats(heard().map.grid, s(0), s(0.1)));
        SC_VERIFY_OK(project::followSong(*m_session, m_hash, analysis));
        QCOMPARE(m_session->history().size(), stepsBefore + 1);
        const timeline::Timeline after = timelineNow();
        QVERIFY(after.project.song->map.grid == analysis.map.grid);
        QCOMPARE(after.project.song->title, QStringLiteral("Song"));
        QCOMPARE(after.project.song->media.hash, m_hash);
        QCOMPARE(after.clips[5].start, before.clips[5].start); // locked
        QCOMPARE(after.clips[5].length, before.clips[5].length);
        const std::vector<Beat> beats = timeline::timelineBeats(after);
        for (const size_t i : {size_t(2), size_t(20), size_t(80)}) {
            QVERIFY(after.clips[i].start > before.clips[i].start);
            QVERIFY(after.clips[i].beatIn);
            QCOMPARE(after.clips[i].start, timeline::edgeOf(beats[size_t(after.clips[i].beatIn->index)], after.project.frameRate));
        }
        QCOMPARE(after.clips.back().end(), before.clips.back().end());
        // The audit names what stayed and how far it is off: both edges of clip 5, and the last end.
        const planning::AuditReport audit = planning::auditBeats(after);
        QCOMPARE(audit.offBeat, 3);
        const auto locked = std::ranges::find(audit.cuts, after.clips[5].id, &planning::CutError::clipId);
        QVERIFY(locked != audit.cuts.end() && !locked->bound);
        QVERIFY(locked->errorMs < -80 && locked->errorMs > -120);
        QCOMPARE(*m_session->undo(), QStringLiteral("Follow the corrected song"));
        QVERIFY(timelineNow() == before);
        SC_VERIFY_OK(m_session->redo());
        QVERIFY(timelineNow() == after);
    }

    void halfTempoLeavesTheCutsWhereTheyAre()
    {
        const timeline::Timeline before = timelineNow();
        SC_VERIFY_OK(
            project::followSong(*m_session, m_hash, correctedBy(audio::scaleTempo(heard().map.grid, s(0), audio::TempoRatio::Half))));
        for (size_t i = 0; i < before.clips.size(); i += 2)
            QCOMPARE(timelineNow().clips[i].start, before.clips[i].start);
        QCOMPARE(timelineNow().project.song->bpm, 59.0);
    }

    void sectionsKeyAndTempoGoWithTheSong()
    {
        const timeline::Timeline before = timelineNow();
        audio::Corrections corrections;
        corrections.key = QStringLiteral("C major");
        corrections.sections =
            std::vector<Section>{{s(0), s(20), QStringLiteral("intro"), 0.2, 1, -1}, {s(20), s(60), QStringLiteral("drop"), 0.9, 1, -1}};
        const audio::Analysis analysis = audio::corrected(heard(), corrections);
        SC_VERIFY_OK(project::followSong(*m_session, m_hash, analysis));
        QCOMPARE(timelineNow().project.song->map.sections.size(), size_t(2));
        QCOMPARE(timelineNow().project.song->key, QStringLiteral("C major"));
        QVERIFY(timelineNow().clips == before.clips);
        SC_COMPARE_PROBLEM(project::followSong(*m_session, m_hash, analysis), ProblemCode::NothingToUpdate);
    }

    void anotherSongLeavesTheProjectAlone()
    {
        const timeline::Timeline before = timelineNow();
        SC_COMPARE_PROBLEM(project::followSong(*m_session, QString(64, u'0'), correctedBy(audio::setTempo(heard().map.grid, s(0), 60))),
                           ProblemCode::NothingToUpdate);
        SC_COMPARE_PROBLEM(project::followSong(*m_session, QString(), heard()), ProblemCode::NothingToUpdate);
        QVERIFY(timelineNow() == before);
        SC_COMPARE_PROBLEM(project::withSongFacts(timeline::Timeline(), heard()), ProblemCode::MediaMissing);
    }
};

SC_TEST(TestSongFollow)
#include "tst_song_follow.moc"

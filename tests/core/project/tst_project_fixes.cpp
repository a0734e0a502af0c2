// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/shot_plan.h"
#include "core/project/missing_media.h"
#include "core/timeline/problem_fixes.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::test;

// Plans and fixes as stored edits: one step each, taken back and done again to the byte.
class TestProjectFixes : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    Session m_session;

    static timeline::Song song()
    {
        timeline::Song song;
        song.title = QStringLiteral("Song");
        song.map.duration = Ticks::seconds(60);
        BeatRegion region;
        region.end = song.map.duration;
        region.bpm = 117.3;
        song.map.grid.regions = {region};
        song.map.sections = {{Ticks(), Ticks::seconds(30), QStringLiteral("verse"), 0.4, 0.9, 0},
                             {Ticks::seconds(30), song.map.duration, QStringLiteral("chorus"), 0.8, 0.9, 1}};
        return song;
    }

private Q_SLOTS:
    void init()
    {
        auto created = ProjectSession::create(m_dir.filePath(QUuid::createUuid().toString(QUuid::WithoutBraces)), {});
        SC_VERIFY_OK(created);
        m_session = std::move(*created);
        const QString file = m_dir.filePath(QStringLiteral("song.wav"));
        QVERIFY(writeBytes(file, "sound"));
        SC_VERIFY_OK(m_session->setSong(file, song(), true));
    }
    void cleanup() { m_session.reset(); }

    void aPlanAndItsFixesAreOneStepEachAndComeBackToTheByte()
    {
        planning::PlanOptions options;
        options.rules[QStringLiteral("verse")].characters = {QStringLiteral("Rhea")};
        options.rules[QStringLiteral("verse")].prompt = QStringLiteral("{character} at {energy} pace");
        options.rules[QStringLiteral("chorus")].transition = {timeline::TransitionKind::Dissolve, 1};
        QList<QByteArray> dumps = {m_session->dumpTables().value()};
        const auto plan = planning::planShots(m_session->timeline(), options);
        SC_VERIFY_OK(plan);
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Plan"), plan->timeline));
        dumps.append(m_session->dumpTables().value());
        const std::vector<Beat> beats = timeline::timelineBeats(m_session->timeline());
        QRandomGenerator random(3);
        const FrameRate rate = m_session->timeline().project.frameRate;
        for (int round = 0; round < 12; ++round) {
            // Trouble by hand: cuts rolled off the beat and ends pulled away.
            timeline::Timeline t = m_session->timeline();
            for (int hits = 0; hits < 6; ++hits) {
                const timeline::Clip clip = t.clips[size_t(random.bounded(int(t.clips.size())))];
                const auto edge = hits % 2 ? timeline::ClipEdge::In : timeline::ClipEdge::Out;
                const Ticks from = hits % 2 ? clip.start : clip.end();
                const Ticks to = from + rate.timeOf(random.bounded(9) - 4);
                const auto broken = hits % 3 == 0 ? timeline::trimClip(t, {.clip = clip.id, .edge = edge, .to = to})
                                                  : timeline::rollCut(t, {.clip = clip.id, .edge = edge, .to = to});
                if (broken)
                    t = *broken;
            }
            if (m_session->apply(QStringLiteral("Break"), t))
                dumps.append(m_session->dumpTables().value());
            const auto fixed =
                timeline::fixProblems(m_session->timeline(), {.kinds = timeline::kindsOfFixAll(), .only = {}, .beats = beats});
            if (!fixed)
                continue;
            SC_VERIFY_OK(m_session->apply(QStringLiteral("Fix"), fixed->timeline));
            dumps.append(m_session->dumpTables().value());
        }
        QVERIFY(dumps.size() > 15);
        for (qsizetype i = dumps.size() - 2; i >= 0; --i) {
            SC_VERIFY_OK(m_session->undo());
            QVERIFY2(m_session->dumpTables().value() == dumps[i], qPrintable(QString::number(i)));
        }
        for (qsizetype i = 1; i < dumps.size(); ++i) {
            SC_VERIFY_OK(m_session->redo());
            QVERIFY2(m_session->dumpTables().value() == dumps[i], qPrintable(QString::number(i)));
        }
        QCOMPARE(m_session->checkIntegrity().value(), QStringList());
    }

    void aSongThatIsGoneIsNamedWithItsPlace()
    {
        QVERIFY(project::findMissingFiles(*m_session).empty());
        const QString path = m_session->absolutePath(m_session->timeline().project.song->media);
        QVERIFY(QFile::remove(path));
        const auto missing = project::findMissingFiles(*m_session);
        QCOMPARE(missing.size(), size_t(1));
        QCOMPARE(missing[0].name, QStringLiteral("Song"));
        QCOMPARE(missing[0].path, path);
    }
};

SC_TEST(TestProjectFixes)
#include "tst_project_fixes.moc"

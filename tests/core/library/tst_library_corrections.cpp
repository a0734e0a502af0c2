// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/grid_edits.h"
#include "core/store/database.h"
#include "tests/core/library/library_test.h"

using namespace sc;
using namespace sc::library;

class TestLibraryCorrections : public test::LibraryTest
{
    Q_OBJECT

    TrackId m_track;
    static constexpr int kPatience = 30'000; // ms, with a loaded machine

    static Ticks s(double seconds) { return Ticks::fromSeconds(seconds); }

    static TrackId importClicks(Library &library, const QString &file, double seconds, int everySamples)
    {
        constexpr int kRate = 22050;
        std::vector<std::int64_t> clicks;
        for (std::int64_t click = 0; click < std::int64_t(seconds * kRate); click += everySamples)
            clicks.push_back(click);
        if (!test::writeWav(file, test::clickTrack(std::int64_t(seconds * kRate), 1, clicks), kRate, 1))
            return {};
        const auto outcomes = library.importNow({file}, {});
        return outcomes.empty() ? TrackId() : outcomes.front().track;
    }

    // What an engine of this version heard: each one something else.
    static audio::Analysis heardBy(int engineVersion)
    {
        audio::Analysis analysis;
        analysis.engineVersion = engineVersion;
        analysis.duration = s(30);
        analysis.map.duration = s(30);
        analysis.sampleRate = 22050;
        analysis.channels = 1;
        analysis.tempo = {90.0 + engineVersion, 0.5};
        analysis.map.grid = *audio::makeGrid({s(0), s(30)}, 90.0 + engineVersion, s(0.01 * engineVersion), 4);
        analysis.map.sections = {{s(0), s(30), QStringLiteral("engine %1").arg(engineVersion), 0.5, 0.5, -1}};
        analysis.key = {engineVersion % 2 == 0 ? QStringLiteral("C major") : QStringLiteral("G major"), 0.4};
        analysis.integratedLufs = -10.0 - engineVersion;
        return analysis;
    }

    static audio::Corrections all()
    {
        audio::Corrections corrections;
        corrections.grid = *audio::makeGrid({s(0.2), s(29)}, 128.5, s(0.4), 3);
        corrections.key = QStringLiteral("F# minor");
        corrections.sections =
            std::vector<Section>{{s(0), s(12), QStringLiteral("intro"), 0.1, 1, -1}, {s(12), s(30), QStringLiteral("my part"), 0.7, 1, -1}};
        corrections.labels = {{audio::LabelKind::Genre, QStringLiteral("techno"), true}};
        return corrections;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        reopen();
        m_track = importClicks(*m_library, at(QStringLiteral("a.wav")), 12, 11025);
    }

    void correctionsWinInWhatIsReadAndListed()
    {
        SC_VERIFY_OK(m_library->storeAnalysis(m_track, heardBy(1)));
        QVERIFY(m_library->corrections(m_track).isEmpty());
        QSignalSpy corrected(m_library.get(), &Library::correctionsChanged);
        QSignalSpy changed(m_library.get(), &Library::trackChanged);
        SC_VERIFY_OK(m_library->setCorrections(m_track, all()));
        QCOMPARE(corrected.size(), 1);
        QCOMPARE(changed.size(), 1);
        reopen();
        QVERIFY(m_library->corrections(m_track) == all());
        const auto analysis = m_library->analysis(m_track);
        QVERIFY(analysis);
        QCOMPARE(analysis->tempo.value, std::optional(128.5));
        QCOMPARE(analysis->tempo.origin, audio::FeatureOrigin::Edited);
        QCOMPARE(m_library->measuredAnalysis(m_track)->tempo.value, std::optional(91.0));
        QCOMPARE(m_library->track(m_track)->bpm, std::optional(128.5));
        QCOMPARE(m_library->track(m_track)->key, QStringLiteral("F# minor"));
        SC_COMPARE_PROBLEM(m_library->setCorrections(m_track, all()), ProblemCode::NothingToUpdate);
    }

    // The promise of the whole feature: whatever engine listens again, the person's own words stay.
    void correctionsSurviveEveryReanalysisAndEngine()
    {
        SC_VERIFY_OK(m_library->storeAnalysis(m_track, heardBy(1)));
        SC_VERIFY_OK(m_library->setCorrections(m_track, all()));
        const auto before = m_library->analysis(m_track);
        QVERIFY(before);
        for (const int engine : {1, 2, 3, 99}) {
            SC_VERIFY_OK(m_library->storeAnalysis(m_track, heardBy(engine)));
            reopen();
            const auto after = m_library->analysis(m_track);
            QVERIFY(after);
            QCOMPARE(after->engineVersion, engine);
            QVERIFY(after->map.grid == before->map.grid);
            QVERIFY(after->key == before->key);
            QVERIFY(after->map.sections == before->map.sections);
            QVERIFY(after->labels == before->labels);
            QVERIFY(after->tempo == before->tempo);
            QCOMPARE(after->integratedLufs, std::optional(-10.0 - engine)); // not corrected: the newest counts
            QCOMPARE(m_library->track(m_track)->bpm, std::optional(128.5));
            QVERIFY(m_library->measuredAnalysis(m_track)->map == heardBy(engine).map);
            QVERIFY(m_library->corrections(m_track) == all());
        }
    }

    void correctionsSurviveARealAnalysis()
    {
        SC_VERIFY_OK(m_library->setCorrections(m_track, all())); // before there is any analysis
        QCOMPARE(m_library->track(m_track)->bpm, std::optional(128.5));
        QCOMPARE(m_library->track(m_track)->status, TrackStatus::Imported);
        QSignalSpy finished(m_library.get(), &Library::analysisFinished);
        m_library->startAnalysis(m_track, {audio::AnalysisLevel::Quick, {}});
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kPatience);
        const auto analysis = m_library->analysis(m_track);
        QVERIFY(analysis);
        QCOMPARE(analysis->tempo.value, std::optional(128.5));
        QVERIFY(analysis->map.grid.beats().back().time < analysis->duration); // cut to the song's 12 s
        QCOMPARE(analysis->map.sections.front().label, QStringLiteral("intro"));
        QVERIFY(std::abs(m_library->measuredAnalysis(m_track)->tempo.value.value_or(0) - 120) < 0.1);
    }

    void newContentOfTheFileKeepsThem()
    {
        SC_VERIFY_OK(m_library->storeAnalysis(m_track, heardBy(1)));
        SC_VERIFY_OK(m_library->setCorrections(m_track, all()));
        QCOMPARE(importClicks(*m_library, at(QStringLiteral("a.wav")), 14, 9000), m_track);
        QVERIFY(!m_library->analysis(m_track));
        QVERIFY(m_library->corrections(m_track) == all());
        SC_VERIFY_OK(m_library->storeAnalysis(m_track, heardBy(2)));
        QCOMPARE(m_library->analysis(m_track)->tempo.value, std::optional(128.5));
    }

    void eachKindIsResetExplicitly()
    {
        SC_VERIFY_OK(m_library->storeAnalysis(m_track, heardBy(1)));
        SC_VERIFY_OK(m_library->setCorrections(m_track, all()));
        SC_VERIFY_OK(m_library->setCorrections(m_track, audio::reset(all(), audio::CorrectionKind::Grid)));
        reopen();
        QVERIFY(!m_library->corrections(m_track).grid);
        QCOMPARE(m_library->analysis(m_track)->tempo.value, std::optional(91.0));
        QCOMPARE(m_library->track(m_track)->bpm, std::optional(91.0));
        QCOMPARE(m_library->track(m_track)->key, QStringLiteral("F# minor"));
        SC_VERIFY_OK(m_library->setCorrections(m_track, {}));
        QVERIFY(*m_library->analysis(m_track) == *m_library->measuredAnalysis(m_track));
    }

    void badCorrectionsAreRefusedAndChangeNothing()
    {
        SC_VERIFY_OK(m_library->setCorrections(m_track, all()));
        audio::Corrections bad = all();
        bad.grid->regions.front().bpm = 500;
        SC_COMPARE_PROBLEM(m_library->setCorrections(m_track, bad), ProblemCode::ValidationError);
        bad = all();
        bad.key = QStringLiteral("H dur");
        SC_COMPARE_PROBLEM(m_library->setCorrections(m_track, bad), ProblemCode::ValidationError);
        QVERIFY(m_library->corrections(m_track) == all());
        SC_COMPARE_PROBLEM(m_library->setCorrections(TrackId(QStringLiteral("nobody")), all()), ProblemCode::ResourceNotFound);
    }

    void aDamagedRecordDoesNotTakeTheOthersAlong()
    {
        SC_VERIFY_OK(m_library->storeAnalysis(m_track, heardBy(1)));
        SC_VERIFY_OK(m_library->setCorrections(m_track, all()));
        {
            auto db = store::Database::open(profile().libraryDb(), {QStringLiteral("test")});
            SC_VERIFY_OK(db);
            SC_VERIFY_OK((*db)->execute(QStringLiteral("UPDATE correction SET json = '{\"grid\": [' WHERE kind = 'grid'")));
            QCOMPARE((*db)->value(QStringLiteral("SELECT count(*) FROM correction"))->toInt(), 4);
        }
        QVERIFY(!m_library->corrections(m_track).grid);
        QCOMPARE(m_library->corrections(m_track).key, all().key);
        QVERIFY(m_library->analysis(m_track));
        SC_VERIFY_OK(m_library->remove(m_track));
        auto db = store::Database::open(profile().libraryDb(), {QStringLiteral("test")});
        SC_VERIFY_OK(db);
        QCOMPARE((*db)->value(QStringLiteral("SELECT count(*) FROM correction"))->toInt(), 0);
    }

    void historyKeepsEveryAnalysisTheNewestFirst()
    {
        QVERIFY(m_library->analysisHistory(m_track).empty());
        for (const int engine : {1, 2, 3})
            SC_VERIFY_OK(m_library->storeAnalysis(m_track, heardBy(engine)));
        SC_VERIFY_OK(m_library->setCorrections(m_track, all()));
        const auto history = m_library->analysisHistory(m_track);
        QCOMPARE(history.size(), size_t(3));
        for (size_t i = 0; i < history.size(); ++i) {
            QCOMPARE(history[i].engineVersion, 3 - int(i));
            QCOMPARE(history[i].isCurrent, i == 0);
            QCOMPARE(history[i].level, audio::AnalysisLevel::Standard);
            QVERIFY(!history[i].madeAt.isEmpty());
            const auto stored = m_library->analysisOf(history[i].id);
            SC_VERIFY_OK(stored);
            QVERIFY(stored->map == heardBy(3 - int(i)).map); // as measured
        }
        SC_COMPARE_PROBLEM(m_library->analysisOf(AnalysisId(QStringLiteral("none"))), ProblemCode::ResourceNotFound);
    }

    void thePictureLiesBesideTheWaveform()
    {
        audio::Analysis analysis = heardBy(1);
        analysis.picture.bands.resize(40);
        analysis.picture.notes.resize(40);
        analysis.picture.bands[7][3] = 200;
        analysis.picture.notes[9][11] = 255;
        SC_VERIFY_OK(m_library->storeAnalysis(m_track, analysis));
        reopen();
        QVERIFY(m_library->analysis(m_track)->picture == analysis.picture);
        SC_VERIFY_OK(m_library->storeAnalysis(m_track, heardBy(2)));
        const auto history = m_library->analysisHistory(m_track);
        QVERIFY(m_library->analysisOf(history[1].id)->picture.isEmpty()); // history keeps figures, not pictures
        QVERIFY(m_library->analysis(m_track)->picture.isEmpty());
    }
};

SC_TEST(TestLibraryCorrections)
#include "tst_library_corrections.moc"

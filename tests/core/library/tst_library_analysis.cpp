// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"
#include "tests/core/library/library_test.h"

using namespace sc;
using namespace sc::library;

class TestLibraryAnalysis : public test::LibraryTest
{
    Q_OBJECT

    static constexpr int kPatience = 30'000; // ms, with a loaded machine

    // Ticks of a metronome at 120 BPM.
    TrackId importMetronome(const QString &name, double seconds, int number = 0) const
    {
        constexpr int kRate = 22050;
        std::vector<std::int64_t> clicks;
        for (std::int64_t click = number; click < std::int64_t(seconds * kRate); click += kRate / 2)
            clicks.push_back(click);
        if (!test::writeWav(at(name), test::clickTrack(std::int64_t(seconds * kRate), 1, clicks), kRate, 1))
            return {};
        const auto outcomes = m_library->importNow({at(name)}, {});
        return outcomes.empty() ? TrackId() : outcomes.front().track;
    }

    static audio::Analysis byHand(double bpm)
    {
        audio::Analysis analysis;
        analysis.engineVersion = 1;
        analysis.duration = Ticks::seconds(3);
        analysis.sampleRate = 44100;
        analysis.channels = 2;
        analysis.tempo = {bpm, 0.9};
        analysis.key = {QStringLiteral("A minor"), 0.8};
        analysis.integratedLufs = -14.5;
        analysis.energy = {0.7, 0.9};
        analysis.waveform.sampleRate = 44100;
        analysis.waveform.sampleCount = 1500LL * audio::WaveformPyramid::kBaseStride;
        std::vector<audio::WaveformPoint> points(1500);
        points[700] = {-100, 120, 80, 1, 2, 3};
        analysis.waveform.levels = {points};
        return analysis;
    }

private Q_SLOTS:
    void aStoredAnalysisComesBackWhole()
    {
        const TrackId id = importMetronome(QStringLiteral("a.wav"), 1);
        QVERIFY(!m_library->analysis(id));
        QVERIFY(m_library->overview(id).empty());
        const audio::Analysis analysis = byHand(120);
        SC_VERIFY_OK(m_library->storeAnalysis(id, analysis));
        reopen();
        const auto back = m_library->analysis(id);
        QVERIFY(back);
        QVERIFY(*back == analysis);
        const auto track = m_library->track(id);
        QCOMPARE(track->status, TrackStatus::Analysed);
        QCOMPARE(track->bpm, std::optional<double>(120));
        QCOMPARE(track->key, QStringLiteral("A minor"));
        QCOMPARE(track->lufs, std::optional<double>(-14.5));
        QCOMPARE(track->energy, std::optional<double>(0.7));
        // The decoded length, not the header's.
        QCOMPARE(track->duration, Ticks::seconds(3));
        const auto overview = m_library->overview(id);
        QCOMPARE(overview.size(), size_t(512));
        QCOMPARE(std::ranges::max(overview, {}, &audio::WaveformPoint::max).max, std::int8_t(120));
        QCOMPARE(std::ranges::min(overview, {}, &audio::WaveformPoint::min).min, std::int8_t(-100));
    }

    void oldAnalysesBecomeHistory()
    {
        const TrackId id = importMetronome(QStringLiteral("a.wav"), 1);
        SC_VERIFY_OK(m_library->storeAnalysis(id, byHand(120)));
        SC_VERIFY_OK(m_library->storeAnalysis(id, byHand(60)));
        QCOMPARE(m_library->analysis(id)->tempo.value, std::optional<double>(60));
        auto db = store::Database::open(profile().libraryDb(), {QStringLiteral("test")});
        SC_VERIFY_OK(db);
        QCOMPARE((*db)->value(QStringLiteral("SELECT count(*) FROM analysis"))->toInt(), 2);
        QCOMPARE((*db)->value(QStringLiteral("SELECT count(*) FROM analysis WHERE is_current = 1"))->toInt(), 1);
        SC_VERIFY_OK(m_library->remove(id));
        QCOMPARE((*db)->value(QStringLiteral("SELECT count(*) FROM analysis"))->toInt(), 0);
    }

    void newContentRetiresTheAnalysis()
    {
        const TrackId id = importMetronome(QStringLiteral("a.wav"), 1);
        SC_VERIFY_OK(m_library->storeAnalysis(id, byHand(120)));
        QCOMPARE(importMetronome(QStringLiteral("a.wav"), 2), id);
        QVERIFY(!m_library->analysis(id));
        QCOMPARE(m_library->track(id)->status, TrackStatus::Imported);
        QVERIFY(!m_library->track(id)->bpm);
    }

    void unknownSongsCannotBeAnalysed()
    {
        QSignalSpy failed(m_library.get(), &Library::analysisFailed);
        m_library->startAnalysis(TrackId(QStringLiteral("nobody")));
        QCOMPARE(failed.size(), 1);
        SC_COMPARE_PROBLEM(m_library->storeAnalysis(TrackId(QStringLiteral("nobody")), byHand(1)), ProblemCode::ResourceNotFound);
    }

    void workThatACrashCutOffIsForgottenAtTheNextStart()
    {
        const TrackId fresh = importMetronome(QStringLiteral("a.wav"), 1);
        const TrackId known = importMetronome(QStringLiteral("b.wav"), 1, 5);
        SC_VERIFY_OK(m_library->storeAnalysis(known, byHand(120)));
        {
            auto db = store::Database::open(profile().libraryDb(), {QStringLiteral("test")});
            SC_VERIFY_OK(db);
            SC_VERIFY_OK((*db)->execute(QStringLiteral("UPDATE track SET status = 'analysing'")));
        }
        reopen();
        QCOMPARE(m_library->track(fresh)->status, TrackStatus::Imported);
        QCOMPARE(m_library->track(known)->status, TrackStatus::Analysed);
    }

    void songsAreAnalysedInTheBackground()
    {
        std::vector<TrackId> ids;
        for (int i = 0; i < 4; ++i)
            ids.push_back(importMetronome(QStringLiteral("%1.wav").arg(i), 12, i));
        QSignalSpy finished(m_library.get(), &Library::analysisFinished);
        QSignalSpy failed(m_library.get(), &Library::analysisFailed);
        QSet<TrackStatus> seen;
        connect(m_library.get(), &Library::trackChanged, this, [&](const TrackId &id) { seen.insert(m_library->track(id)->status); });
        for (const TrackId &id : ids)
            m_library->startAnalysis(id, {audio::AnalysisLevel::Quick, {}});
        m_library->startAnalysis(ids.front(), {audio::AnalysisLevel::Quick, {}}); // once is enough
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 4, kPatience);
        QVERIFY(failed.isEmpty());
        QVERIFY(seen.contains(TrackStatus::Waiting) && seen.contains(TrackStatus::Analysing) && seen.contains(TrackStatus::Analysed));
        for (const TrackId &id : ids) {
            QCOMPARE(m_library->track(id)->status, TrackStatus::Analysed);
            const auto analysis = m_library->analysis(id);
            QVERIFY(analysis);
            QVERIFY(!analysis->waveform.isEmpty());
            QVERIFY(!m_library->overview(id).empty());
            QVERIFY(std::abs(analysis->duration.toSeconds() - 12) < 0.01);
        }
    }

    void anAnalysisThatFailsSaysWhy()
    {
        const TrackId id = importMetronome(QStringLiteral("a.wav"), 1);
        QVERIFY(test::writeFile(at(QStringLiteral("a.wav")), "words instead of sound"));
        QSignalSpy failed(m_library.get(), &Library::analysisFailed);
        m_library->startAnalysis(id);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kPatience);
        const auto track = m_library->track(id);
        QCOMPARE(track->status, TrackStatus::Error);
        QVERIFY(track->problem.contains(QStringLiteral("looks like a text file")));
        // A song that is gone says that.
        QVERIFY(QFile::remove(at(QStringLiteral("a.wav"))));
        m_library->startAnalysis(id);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, kPatience);
        QCOMPARE(failed[1][1].value<Problem>().code(), ProblemCode::MediaMissing);
    }

    void analysesCanBeCancelledAndSongsRemovedMeanwhile()
    {
        std::vector<TrackId> ids;
        for (int i = 0; i < 6; ++i)
            ids.push_back(importMetronome(QStringLiteral("%1.wav").arg(i), 60, i));
        QSignalSpy failed(m_library.get(), &Library::analysisFailed);
        QSignalSpy finished(m_library.get(), &Library::analysisFinished);
        for (const TrackId &id : ids)
            m_library->startAnalysis(id);
        m_library->cancelAnalysis(ids[0]);
        m_library->cancelAnalysis(ids[5]); // still waiting
        SC_VERIFY_OK(m_library->remove(ids[1]));
        SC_VERIFY_OK(m_library->remove(ids[4]));
        m_library->cancelAnalysis(ids[2]);
        m_library->cancelAnalysis(ids[3]);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size() + finished.size(), 6, kPatience);
        for (const QList<QVariant> &one : failed)
            QCOMPARE(one[1].value<Problem>().code(), ProblemCode::Cancelled);
        QCOMPARE(m_library->track(ids[5])->status, TrackStatus::Imported);
        QCOMPARE(m_library->tracks().size(), size_t(4));
    }

    void closingTheLibraryEndsItsAnalyses()
    {
        for (int i = 0; i < 3; ++i)
            m_library->startAnalysis(importMetronome(QStringLiteral("%1.wav").arg(i), 60, i));
        reopen();
        for (const Track &track : m_library->tracks())
            QCOMPARE(track.status, TrackStatus::Imported);
    }
};

SC_TEST(TestLibraryAnalysis)
#include "tst_library_analysis.moc"

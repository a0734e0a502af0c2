// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"
#include "tests/core/library/library_test.h"

using namespace sc;
using namespace sc::library;

// Songs compared by their sound: the index keeps in step with the library; duplicates by file and by fingerprint.
class TestLibraryLikeness : public test::LibraryTest
{
    Q_OBJECT

    static audio::Analysis heard(double bpm, const QString &key, double energy)
    {
        audio::Analysis analysis;
        analysis.duration = Ticks::seconds(200);
        analysis.tempo = {bpm, 0.9};
        analysis.key = {key, 0.9};
        analysis.energy = {energy, 0.9};
        analysis.labels = {{audio::LabelKind::Genre, QStringLiteral("house"), 0.9},
                           {audio::LabelKind::Genre, QStringLiteral("techno"), 0.2},
                           {audio::LabelKind::Mood, QStringLiteral("euphoric"), 0.6},
                           {audio::LabelKind::Instrument, QStringLiteral("drums"), 0.8}};
        return analysis;
    }

    // A tune of notes that no other seed has; long enough for a fingerprint.
    QString tune(const QString &name, int seed) const
    {
        constexpr int kRate = 22050;
        std::vector<float> samples;
        std::uint32_t state = static_cast<std::uint32_t>(seed) * 2654435761U + 1;
        for (int note = 0; note < 60; ++note) {
            state = state * 1664525U + 1013904223U;
            const double hertz = 110 * std::pow(2.0, static_cast<double>((state >> 16) % 36) / 12);
            const std::vector<float> one = test::sine(0.4, kRate, 1, hertz, 0.4);
            samples.insert(samples.end(), one.begin(), one.end());
        }
        return test::writeWav(at(name), samples, kRate, 1) ? at(name) : QString();
    }

private Q_SLOTS:
    void theIndexFollowsTheLibrary()
    {
        const TrackId one = import(song(QStringLiteral("1.wav"), 1));
        const TrackId two = import(song(QStringLiteral("2.wav"), 2));
        const TrackId three = import(song(QStringLiteral("3.wav"), 3));
        SC_COMPARE_PROBLEM(m_library->similar(one, audio::defaultLikenessWeights(), 5), ProblemCode::ResourceNotFound);
        QCOMPARE(m_library->likenessIndex().size(), 0);
        SC_VERIFY_OK(m_library->storeAnalysis(one, heard(120, QStringLiteral("A minor"), 0.5)));
        SC_VERIFY_OK(m_library->storeAnalysis(two, heard(90, QStringLiteral("F# major"), 0.9)));
        SC_VERIFY_OK(m_library->storeAnalysis(three, heard(121, QStringLiteral("C major"), 0.5)));
        QCOMPARE(m_library->likenessIndex().size(), 3);
        const auto similar = m_library->similar(one, audio::defaultLikenessWeights(), 5);
        SC_VERIFY_OK(similar);
        QCOMPARE(similar->size(), size_t(2));
        QCOMPARE(similar->front().track, three);
        QVERIFY(similar->front().likeness.total > similar->back().likeness.total);
        reopen();
        QCOMPARE(m_library->similar(one, audio::defaultLikenessWeights(), 1)->front().track, three);
        SC_VERIFY_OK(m_library->remove(three));
        QCOMPARE(m_library->similar(one, audio::defaultLikenessWeights(), 5)->size(), size_t(1));
        // New content: what was heard of the old one says nothing about it.
        QCOMPARE(import(song(QStringLiteral("2.wav"), 22)), two);
        QVERIFY(m_library->similar(one, audio::defaultLikenessWeights(), 5)->empty());
    }

    void correctionsCountForLikenessAndLists()
    {
        const TrackId one = import(song(QStringLiteral("1.wav"), 1));
        const TrackId two = import(song(QStringLiteral("2.wav"), 2));
        SC_VERIFY_OK(m_library->storeAnalysis(one, heard(120, QStringLiteral("A minor"), 0.5)));
        SC_VERIFY_OK(m_library->storeAnalysis(two, heard(120, QStringLiteral("Eb major"), 0.5)));
        const auto keyScore = [&] {
            return m_library->similar(one, audio::defaultLikenessWeights(), 1)->front().likeness.parts[size_t(audio::LikenessPart::Key)];
        };
        const double before = keyScore();
        audio::Corrections corrections;
        corrections.key = QStringLiteral("A minor");
        SC_VERIFY_OK(m_library->setCorrections(two, corrections));
        QVERIFY(keyScore() > before);
        QCOMPARE(m_library->listed(two)->key, QStringLiteral("A minor"));
        SC_VERIFY_OK(m_library->storeAnalysis(two, heard(120, QStringLiteral("Eb major"), 0.5)));
        QVERIFY(keyScore() > before);
        QCOMPARE(m_library->listed(two)->key, QStringLiteral("A minor"));
    }

    void profilesOfAnOlderProgramAreMade()
    {
        const TrackId one = import(song(QStringLiteral("1.wav"), 1));
        const TrackId two = import(song(QStringLiteral("2.wav"), 2));
        SC_VERIFY_OK(m_library->storeAnalysis(one, heard(120, QStringLiteral("A minor"), 0.5)));
        SC_VERIFY_OK(m_library->storeAnalysis(two, heard(90, QStringLiteral("C major"), 0.5)));
        m_library.reset();
        {
            auto db = store::Database::open(profile().libraryDb(), {QStringLiteral("test")});
            SC_VERIFY_OK(db);
            SC_VERIFY_OK((*db)->execute(QStringLiteral("DELETE FROM likeness WHERE track = 1")));
            SC_VERIFY_OK((*db)->execute(QStringLiteral("UPDATE likeness SET profile = x'00'")));
        }
        reopen();
        QCOMPARE(m_library->likenessIndex().size(), 2);
        QCOMPARE(m_library->similar(two, audio::defaultLikenessWeights(), 1)->front().track, one);
    }

    void labelsThatAreSureAreListed()
    {
        const TrackId one = import(song(QStringLiteral("1.wav"), 1));
        SC_VERIFY_OK(m_library->storeAnalysis(one, heard(120, QStringLiteral("A minor"), 0.5)));
        const auto track = m_library->track(one);
        QCOMPARE(track->genres, QStringList{QStringLiteral("house")});
        QCOMPARE(track->moods, QStringList{QStringLiteral("euphoric")});
        QCOMPARE(track->instruments, QStringList{QStringLiteral("drums")});
    }

    void theSameRecordingIsFoundInAnotherCoding()
    {
        const QString whole = tune(QStringLiteral("a.wav"), 1);
        QVERIFY(!whole.isEmpty());
        QVERIFY(!tune(QStringLiteral("b.wav"), 2).isEmpty());
        const QString problem =
            test::runFfmpeg({QStringLiteral("-i"), whole, QStringLiteral("-b:a"), QStringLiteral("128k"), at(QStringLiteral("c.mp3"))});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const auto outcomes = m_library->importNow({whole, at(QStringLiteral("b.wav")), at(QStringLiteral("c.mp3"))}, {});
        audio::AnalyzeOptions options;
        for (const ImportOutcome &outcome : outcomes) {
            const auto analysis = audio::analyzeFile(outcome.file, options);
            SC_VERIFY_OK(analysis);
            SC_VERIFY_OK(m_library->storeAnalysis(outcome.track, *analysis));
        }
        const auto groups = m_library->duplicates();
        SC_VERIFY_OK(groups);
        QCOMPARE(groups->size(), size_t(1));
        QCOMPARE(groups->front().tracks.size(), size_t(2));
        QVERIFY(!groups->front().isSameFile);
        QVERIFY(groups->front().similarity >= 0.95);
        QVERIFY(std::ranges::find(groups->front().tracks, outcomes[1].track) == groups->front().tracks.end());
        QSignalSpy found(m_library.get(), &Library::duplicatesFound);
        m_library->startDuplicateSearch();
        QTRY_COMPARE(found.size(), 1);
        const auto inBackground = found[0][0].value<Result<std::vector<DuplicateGroup>>>();
        SC_VERIFY_OK(inBackground);
        QVERIFY(*inBackground == *groups);
    }

    void equalFilesAreDuplicates()
    {
        import(song(QStringLiteral("a.wav"), 1));
        import(song(QStringLiteral("b.wav"), 2));
        QVERIFY(m_library->duplicates()->empty());
        // The second file becomes what the first is, behind the library's back.
        import(song(QStringLiteral("b.wav"), 1));
        {
            auto db = store::Database::open(profile().libraryDb(), {QStringLiteral("test")});
            SC_VERIFY_OK(db);
            SC_VERIFY_OK((*db)->execute(QStringLiteral("UPDATE track SET content_hash = 'same'")));
        }
        const auto groups = m_library->duplicates();
        SC_VERIFY_OK(groups);
        QCOMPARE(groups->size(), size_t(1));
        QVERIFY(groups->front().isSameFile);
        QCOMPARE(groups->front().similarity, 1.0);
    }
};

SC_TEST(TestLibraryLikeness)
#include "tst_library_likeness.moc"

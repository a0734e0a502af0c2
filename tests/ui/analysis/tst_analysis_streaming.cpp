// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/analysis/analysis_studio.h"

#include "tests/support/media_maker.h"
#include "tests/support/test_main.h"
#include "ui/analysis/tempo_field.h"
#include "ui/widgets/state_page.h"

#include <QtCore/QThread>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <cmath>

using namespace sc;
using namespace sc::test;
using namespace sc::ui;

namespace {

constexpr int kRate = 44'100;

// Clicks at 120 over a chord, with its second half louder: a tempo, a key and two parts.
std::vector<float> littleSong(int seconds)
{
    std::vector<std::int64_t> clicks;
    for (int i = 0; i < seconds * 2; ++i)
        clicks.push_back(std::int64_t(i) * kRate / 2);
    std::vector<float> song = clickTrack(std::int64_t(seconds) * kRate, 1, clicks);
    for (const double hertz : {220.0, 261.63, 329.63}) {
        const std::vector<float> note = sine(seconds, kRate, 1, hertz, 0.1);
        for (size_t i = 0; i < song.size(); ++i)
            song[i] = song[i] * 0.8F + note[i] * (i > song.size() / 2 ? 1.5F : 0.5F);
    }
    return song;
}

} // namespace

// A song fills the screen while it is listened to for the first time, and can be cancelled.
class TestAnalysisStreaming : public AnalysisWindowTest
{
    Q_OBJECT

    TrackId importSong(int seconds)
    {
        const QString file = m_studio->folder.filePath(QStringLiteral("Little %1.wav").arg(seconds));
        if (!writeWav(file, littleSong(seconds), kRate, 1))
            return {};
        return m_studio->import(file);
    }

private Q_SLOTS:
    // A real analysis in the pool; what the screen shows after each part is written down.
    void aRealAnalysisFillsTheScreen()
    {
        const TrackId track = importSong(90);
        m_studio->context->setCurrentTrack(track);
        QVERIFY(screen().findChild<EmptyState *>()->isVisible());

        struct Seen
        {
            bool graphs, skeletons, wave, beats, sections;
            double share; // of the waveform
        };
        std::vector<Seen> seen;
        connect(&song(), &SongView::analysisChanged, this, [&] {
            const audio::Analysis *a = song().analysis();
            if (a == nullptr || !song().isPartial())
                return;
            seen.push_back({graphs().isVisible(), graphs().isAwaiting(), !a->waveform.isEmpty(), !song().beats().empty(),
                            !a->map.sections.empty(), a->waveform.isEmpty() ? 0 : double(a->waveform.sampleCount) / (90.0 * kRate)});
        });
        QSignalSpy parts(m_studio->library.get(), &library::Library::analysisPartial);
        buttonOf(&screen(), QStringLiteral("Analyse"))->click();
        QVERIFY(screen().feed()->isPending());
        QVERIFY(graphs().isVisible()); // at once, with its rows and no content
        QVERIFY(!graphs().rows().spectrum.isEmpty() && !graphs().rows().curves.isEmpty());
        QVERIFY(buttonOf(&screen(), QStringLiteral("Cancel"))->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!screen().feed()->isPending(), 60'000);

        QVERIFY2(parts.size() >= 10, qPrintable(QString::number(parts.size())));
        QVERIFY(seen.size() >= 2);
        QVERIFY(std::ranges::all_of(seen, &Seen::skeletons));
        QVERIFY(std::all_of(seen.begin() + 1, seen.end(), [](const Seen &s) { return s.graphs; }));
        QVERIFY(!seen.front().wave && !seen.front().beats);
        QVERIFY(std::ranges::is_sorted(seen, {}, &Seen::share));
        QVERIFY(std::ranges::is_sorted(seen, {}, &Seen::beats)); // what is there stays
        QVERIFY(!song().isPartial() && !graphs().isAwaiting());
        QVERIFY(!song().beats().empty());
        QVERIFY(!buttonOf(&screen(), QStringLiteral("Cancel"))->isVisible());
    }

    // Parts in their order, as a slow machine would show them one by one.
    void eachPartHasItsPlace()
    {
        const TrackId track = importSong(20);
        const audio::Analysis whole = evenAnalysis();
        library::Library &library = *m_studio->library;
        // Every worker has a long song, so that this one waits for its turn and no part of its own comes between.
        std::vector<TrackId> busy;
        for (int i = 0; i < QThread::idealThreadCount(); ++i)
            busy.push_back(importSong(240 + i));
        m_studio->context->setCurrentTrack(track);
        for (const TrackId &id : busy)
            library.startAnalysis(id, {.level = audio::AnalysisLevel::Detailed});
        const auto show = [&](const audio::Analysis &part) {
            Q_EMIT library.analysisPartial(track, part);
            QTRY_COMPARE(song().analysis()->waveform.sampleCount, part.waveform.sampleCount);
            QTRY_COMPARE(song().analysis()->onsets.size(), part.onsets.size());
            QTRY_COMPARE(song().analysis()->map.sections.size(), part.map.sections.size());
        };
        library.startAnalysis(track);
        QVERIFY(screen().feed()->isPending());
        QCOMPARE(screen().feed()->fraction(), std::optional(-1.0)); // it waits
        const FactCard *tempo = screen().facts()->cards()->card(FactId::Tempo);
        QVERIFY(tempo->fact().isAwaited && !tempo->fact().isCorrectable);
        QVERIFY(tempo->accessibleName().contains(QStringLiteral("not known yet")));

        audio::Analysis part;
        part.duration = part.map.duration = whole.duration;
        part.sampleRate = whole.sampleRate;
        part.waveform = whole.waveform;
        show(part);
        QVERIFY(graphs().isAwaiting());
        QVERIFY(!screen().beats()->tempoField()->isEnabled());
        part.integratedLufs = -14;
        part.onsets = whole.onsets;
        show(part);
        QVERIFY(!screen().facts()->cards()->card(FactId::Loudness)->fact().isAwaited);
        QVERIFY(screen().facts()->cards()->card(FactId::Key)->fact().isAwaited);
        part.map.grid = whole.map.grid;
        part.tempo = whole.tempo;
        part.map.sections = whole.map.sections;
        show(part);
        QVERIFY(!song().beats().empty());
        QCOMPARE(screen().facts()->cards()->card(FactId::Tempo)->fact().value, QStringLiteral("120.00"));
        // Nothing can be corrected before it is whole, by no way.
        QTest::keyClick(&screen(), Qt::Key_D);
        screen().beats()->editor()->scale(audio::TempoRatio::Half);
        drag(&m_studio->graphs(), m_studio->sectionPoint(Ticks::seconds(16)), m_studio->sectionPoint(Ticks::seconds(12)));
        QVERIFY(library.corrections(track).isEmpty());
        busy.push_back(track);
        for (const TrackId &id : busy)
            library.cancelAnalysis(id);
        QTRY_VERIFY(!screen().feed()->isPending());
    }

    void cancelGoesBackToTheBeginning()
    {
        const TrackId track = importSong(120);
        m_studio->context->setCurrentTrack(track);
        screen().analyse({.level = audio::AnalysisLevel::Detailed});
        QVERIFY(screen().feed()->isPending());
        QTest::mouseClick(buttonOf(&screen(), QStringLiteral("Cancel")), Qt::LeftButton);
        QTRY_VERIFY(!screen().feed()->fraction());
        QCOMPARE(screen().feed()->state(), AnalysisFeed::State::NotAnalysed);
        QVERIFY(!graphs().isVisible());
        QVERIFY(buttonOf(&screen(), QStringLiteral("Analyse"))->isVisible());
        QVERIFY(!m_studio->library->measuredAnalysis(track));
    }

    // What was there before stays until the new one is whole.
    void listeningAgainKeepsWhatIsShown()
    {
        const audio::Analysis *before = song().analysis();
        QVERIFY(before != nullptr);
        screen().analyse({.level = audio::AnalysisLevel::Quick});
        QVERIFY(!screen().feed()->isPending());
        QVERIFY(screen().feed()->fraction().has_value());
        QCOMPARE(song().analysis(), before);
        QTRY_VERIFY_WITH_TIMEOUT(!screen().feed()->fraction().has_value(), 30'000);
        QVERIFY(song().analysis() != before);
        QCOMPARE(song().analysis()->level, audio::AnalysisLevel::Quick);
    }

    // Another song in between: its parts do not land here.
    void partsOfAnotherSongStayAway()
    {
        const TrackId other = importSong(30);
        m_studio->library->startAnalysis(other);
        audio::Analysis part;
        part.duration = Ticks::seconds(30);
        Q_EMIT m_studio->library->analysisPartial(other, part);
        QTRY_VERIFY_WITH_TIMEOUT(m_studio->library->measuredAnalysis(other).has_value(), 30'000);
        QVERIFY(!song().isPartial());
        QCOMPARE(song().analysis()->duration, evenAnalysis().duration);
    }
};

SC_TEST(TestAnalysisStreaming)
#include "tst_analysis_streaming.moc"

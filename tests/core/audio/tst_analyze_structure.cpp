// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/audio/analysis_check.h"
#include "tests/core/audio/music_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <cmath>

using namespace sc;
using namespace sc::audio;
using namespace sc::test;

namespace {

constexpr int kRate = 22050;
constexpr double kBar = 2.4; // seconds, 100 BPM
constexpr double kPart = 8 * kBar;

// Eight bars of soft chords, their roots struck on each beat.
std::vector<TestNote> softPart(double start)
{
    std::vector<TestNote> notes;
    const int roots[] = {0, 9, 5, 7};
    for (int bar = 0; bar < 8; ++bar) {
        const int root = roots[bar % 4];
        addChord(notes, start + bar * kBar, kBar, root,
                 bar % 4 == 1 ? std::span<const int>(kMinorTriad) : std::span<const int>(kMajorTriad), 0.04);
        for (int beat = 0; beat < 4; ++beat)
            notes.push_back({start + bar * kBar + beat * kBar / 4, kBar / 4, 60.0 + root, 0.05});
    }
    return notes;
}

// Eight bars of loud quavers on other chords.
std::vector<TestNote> loudPart(double start)
{
    std::vector<TestNote> notes;
    const int roots[] = {5, 7, 4, 9};
    for (int quaver = 0; quaver < 64; ++quaver) {
        const int bar = quaver / 8;
        addChord(notes, start + quaver * kBar / 8, kBar / 8, roots[bar % 4],
                 bar % 4 >= 2 ? std::span<const int>(kMinorTriad) : std::span<const int>(kMajorTriad), 0.14);
    }
    return notes;
}

// Parts named by letters, a soft and b loud, over a click at 100 BPM with an accent on each bar.
std::vector<float> songOf(QByteArrayView form)
{
    const double seconds = kPart * static_cast<double>(form.size()) + 1;
    std::vector<TestNote> notes;
    for (qsizetype i = 0; i < form.size(); ++i) {
        const std::vector<TestNote> part =
            form[i] == 'a' ? softPart(kPart * static_cast<double>(i)) : loudPart(kPart * static_cast<double>(i));
        notes.insert(notes.end(), part.begin(), part.end());
    }
    std::vector<float> samples = renderNotes(notes, seconds, kRate);
    mixInto(samples, metronome(240 / kBar, seconds - 1, kRate, 0), 0, 0.4F);
    mixInto(samples, metronome(60 / kBar, seconds - 1, kRate, 0), 0, 0.15F);
    return samples;
}

const Section *sectionAt(const Analysis &analysis, double seconds)
{
    for (const Section &section : analysis.map.sections) {
        if (section.start.toSeconds() <= seconds && seconds < section.end.toSeconds())
            return &section;
    }
    return nullptr;
}

bool startsNear(const Analysis &analysis, double seconds)
{
    return std::any_of(analysis.map.sections.begin(), analysis.map.sections.end(),
                       [&](const Section &section) { return std::abs(section.start.toSeconds() - seconds) < 0.5; });
}

} // namespace

class TestAnalyzeStructure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto song = analyzeSamples(songOf("aaba"), kRate, 1);
        SC_VERIFY_OK(song);
        m_song = std::move(*song);
    }

    void sectionsBeginWhereTheSoundChanges()
    {
        QVERIFY(startsNear(m_song, 2 * kPart));
        QVERIFY(startsNear(m_song, 3 * kPart));
        // Nowhere but where eight bars end.
        for (const Section &section : m_song.map.sections) {
            const double off = std::remainder(section.start.toSeconds(), kPart);
            QVERIFY2(std::abs(off) < 0.5, qPrintable(QString::number(section.start.toSeconds())));
        }
    }

    void sectionsCoverTheSong()
    {
        QCOMPARE(m_song.map.sections.front().start, Ticks());
        QCOMPARE(m_song.map.sections.back().end, m_song.duration);
        for (size_t i = 1; i < m_song.map.sections.size(); ++i)
            QCOMPARE(m_song.map.sections[i].start, m_song.map.sections[i - 1].end);
    }

    void repeatsShareAGroupAndAName()
    {
        const Section *first = sectionAt(m_song, 0.5 * kPart);
        const Section *middle = sectionAt(m_song, 2.5 * kPart);
        const Section *last = sectionAt(m_song, 3.5 * kPart);
        QVERIFY(first && middle && last);
        QCOMPARE(first->repeatGroup, last->repeatGroup);
        QCOMPARE(first->label, last->label);
        QVERIFY(middle->repeatGroup != first->repeatGroup);
        QVERIFY(middle->label != first->label);
        QVERIFY(middle->energy > first->energy);
    }

    void aLoudPartThatComesBackIsTheChorus()
    {
        const auto song = analyzeSamples(songOf("ababab"), kRate, 1);
        SC_VERIFY_OK(song);
        for (const double part : {1.5, 3.5, 5.5})
            QCOMPARE(sectionAt(*song, part * kPart)->label, QStringLiteral("chorus"));
        for (const double part : {0.5, 2.5, 4.5})
            QCOMPARE(sectionAt(*song, part * kPart)->label, QStringLiteral("verse"));
    }

    void momentsLieAtBarLines()
    {
        const auto song = analyzeSamples(songOf("abab"), kRate, 1);
        SC_VERIFY_OK(song);
        int drops = 0;
        for (const KeyMoment &moment : song->map.moments) {
            QVERIFY(moment.strength >= 0 && moment.strength <= 1);
            if (moment.kind != KeyMomentKind::Drop)
                continue;
            ++drops;
            const double time = moment.time.toSeconds();
            QVERIFY2(std::abs(time - kPart) < 0.2 || std::abs(time - 3 * kPart) < 0.2, qPrintable(QString::number(time)));
        }
        QCOMPARE(drops, 2);
        QVERIFY(std::is_sorted(song->map.moments.begin(), song->map.moments.end(),
                               [](const KeyMoment &a, const KeyMoment &b) { return a.time < b.time; }));
    }

    void aSuddenHoleIsASilence()
    {
        std::vector<float> samples = songOf("bb");
        std::fill(samples.begin() + 14 * kRate, samples.begin() + 16 * kRate, 0.0F);
        const auto song = analyzeSamples(samples, kRate, 1);
        SC_VERIFY_OK(song);
        const auto hole = std::find_if(song->map.moments.begin(), song->map.moments.end(),
                                       [](const KeyMoment &moment) { return moment.kind == KeyMomentKind::Silence; });
        QVERIFY(hole != song->map.moments.end());
        QVERIFY2(std::abs(hole->time.toSeconds() - 14) < 0.5, qPrintable(QString::number(hole->time.toSeconds())));
    }

    void theEndIsWhereTheSoundStops()
    {
        const auto end = std::find_if(m_song.map.moments.begin(), m_song.map.moments.end(),
                                      [](const KeyMoment &moment) { return moment.kind == KeyMomentKind::End; });
        QVERIFY(end != m_song.map.moments.end());
        QVERIFY2(std::abs(end->time.toSeconds() - 4 * kPart) < 0.5, qPrintable(QString::number(end->time.toSeconds())));
    }

    void aLoopIsFoundWithItsPeriod()
    {
        const auto song = analyzeSamples(songOf("bbb"), kRate, 1);
        SC_VERIFY_OK(song);
        QVERIFY(!song->loops.empty());
        QVERIFY(song->loops.size() <= 5);
        const LoopRegion &best = song->loops.front();
        const double length = (best.end - best.start).toSeconds();
        // The chords come round every four bars.
        QVERIFY2(std::abs(std::remainder(length, 4 * kBar)) < 0.02, qPrintable(QString::number(length)));
        QVERIFY(best.seam > 0.8);
        QCOMPARE(best.beats, static_cast<int>(std::lround(4 * length / kBar)));
        for (const LoopRegion &loop : song->loops)
            QVERIFY(loop.seam >= 0.5 && loop.seam <= 1 && loop.end > loop.start);
    }

    void whatIsShortOrEmptyHasNoSections()
    {
        const auto brief = analyzeSamples(metronome(120, 5, kRate), kRate, 1);
        SC_VERIFY_OK(brief);
        QVERIFY(brief->map.sections.empty());
        QVERIFY(brief->loops.empty());
        const auto silent = analyzeSamples(noise(30, kRate, 0), kRate, 1);
        SC_VERIFY_OK(silent);
        QVERIFY(silent->map.sections.empty());
        QVERIFY(silent->map.moments.empty());
        QVERIFY(silent->loops.empty());
    }

private:
    Analysis m_song;
};

SC_TEST(TestAnalyzeStructure)
#include "tst_analyze_structure.moc"

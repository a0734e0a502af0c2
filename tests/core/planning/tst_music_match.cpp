// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/music_match.h"

#include "tests/support/test_main.h"

#include <QtTest/QTest>

#include <random>

using namespace sc;
using namespace sc::planning;

namespace {

SongMap songOf(double bpm, double seconds, double phase = 0)
{
    SongMap song;
    song.duration = Ticks::fromSeconds(seconds);
    BeatRegion region;
    region.end = song.duration;
    region.bpm = bpm;
    region.phase = Ticks::fromSeconds(phase);
    song.grid.regions = {region};
    return song;
}

// Cuts at beats of the song, counted from where the cut begins in it.
CutFacts cutOn(const SongMap &song, const std::vector<int> &lengths, double seconds, Ticks start = {})
{
    CutFacts cut;
    cut.rate = FrameRate::fromFraction(24, 1).value();
    cut.duration = Ticks::fromSeconds(seconds);
    const std::vector<Beat> beats = song.grid.beats();
    size_t at = 0;
    for (size_t i = 0;; ++i) {
        at += static_cast<size_t>(lengths[i % lengths.size()]);
        if (at >= beats.size() || beats[at].time - start >= cut.duration)
            return cut;
        if (beats[at].time > start)
            cut.cuts.push_back(cut.rate.snap(beats[at].time - start));
    }
}

CutFacts jittered(CutFacts cut, unsigned seed, double by)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> off(-by, by);
    for (Ticks &time : cut.cuts)
        time += Ticks::fromSeconds(off(random));
    std::sort(cut.cuts.begin(), cut.cuts.end());
    return cut;
}

} // namespace

class TestMusicMatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsOnBeatsFitAndChanceDoesNot()
    {
        const SongMap song = songOf(120, 120);
        const CutFacts cut = cutOn(song, {2, 4, 2}, 100);
        const auto fit = fitBeats(cut, song.grid.beats());
        QVERIFY(fit);
        QVERIFY2(fit->score >= 0.95, qPrintable(QString::number(fit->score)));
        double sum = 0;
        for (unsigned seed = 0; seed < 20; ++seed)
            sum += fitBeats(jittered(cut, seed, 0.25), song.grid.beats())->score;
        QVERIFY2(sum / 20 <= 0.1, qPrintable(QString::number(sum / 20)));
    }

    void aFastSongDoesNotWinByChance()
    {
        const SongMap song = songOf(120, 120);
        const SongMap fast = songOf(240, 120);
        double best = 0;
        for (unsigned seed = 0; seed < 20; ++seed)
            best = std::max(best, fitBeats(jittered(cutOn(song, {3}, 100), seed, 0.25), fast.grid.beats())->score);
        QVERIFY2(best < fitBeats(cutOn(song, {3}, 100), song.grid.beats())->score, qPrintable(QString::number(best)));
        QVERIFY2(best < 0.4, qPrintable(QString::number(best)));
    }

    void thePlaceInTheSongIsFound()
    {
        const SongMap song = songOf(100, 120);
        const CutFacts cut = cutOn(song, {4}, 90, Ticks::fromSeconds(0.75));
        const auto fit = fitBeats(cut, song.grid.beats());
        QVERIFY(fit && fit->score >= 0.9);
        // Any whole number of beats further is as good.
        const double off = std::remainder(fit->start.toSeconds() - 0.75, 0.6);
        QVERIFY2(std::abs(off) <= 1.0 / 24, qPrintable(QString::number(off)));
    }

    void motionThatRisesWithTheMusicFits()
    {
        SongMap song = songOf(120, 60);
        CutFacts cut = cutOn(song, {2}, 60);
        for (int i = 0; i < 600; ++i)
            song.energy.values.push_back(static_cast<float>(i) / 600);
        cut.motion = song.energy;
        QVERIFY(matchMusic(cut, song).part(MatchPart::Energy).value() >= 0.9);
        std::reverse(cut.motion.values.begin(), cut.motion.values.end());
        QVERIFY(matchMusic(cut, song).part(MatchPart::Energy).value() <= 0.1);
        std::fill(cut.motion.values.begin(), cut.motion.values.end(), 0.5F);
        QVERIFY(!matchMusic(cut, song).part(MatchPart::Energy));
    }

    void whatIsNotMeasuredIsNoZero()
    {
        const SongMap song = songOf(120, 60);
        CutFacts cut = cutOn(song, {8}, 20);
        QVERIFY(cut.cuts.size() < kFewestCuts);
        const MusicMatch match = matchMusic(cut, song);
        QVERIFY(!match.part(MatchPart::Sync) && !match.part(MatchPart::Tempo) && !match.part(MatchPart::Energy) &&
                !match.part(MatchPart::Mood));
        QVERIFY(match.part(MatchPart::Length));
        QVERIFY(match.confidence < 0.2);
        QVERIFY(matchReasons(match, cut, song).first().contains(QStringLiteral("Not enough cuts")));
        QVERIFY(toJson(match).value(QStringLiteral("scores")).toObject().value(QStringLiteral("mood")).isNull());
        // A song without beats.
        SongMap rubato = song;
        rubato.grid = {};
        QVERIFY(!matchMusic(cutOn(song, {2}, 50), rubato).part(MatchPart::Sync));
        QVERIFY(std::isfinite(matchMusic({}, {}).total));
    }

    void lengthsAndAdviceAreSaid()
    {
        SongMap song = songOf(120, 200);
        const CutFacts cut = cutOn(song, {2}, 100);
        QVERIFY(matchMusic(cut, song).part(MatchPart::Length).value() < 0.1);
        QCOMPARE(matchMusic(cut, song).advice.fadeOutS, 2.0);
        song.sections = {{Ticks(), Ticks::fromSeconds(101), QStringLiteral("verse")},
                         {Ticks::fromSeconds(101), song.duration, QStringLiteral("outro")}};
        QCOMPARE(matchMusic(cut, song).part(MatchPart::Length).value(), 1.0);
        const MusicMatch brief = matchMusic(cut, songOf(120, 50));
        QVERIFY(brief.advice.loops);
        QVERIFY(qAbs(brief.part(MatchPart::Length).value() - 0.5) < 0.05);
        // Cut to 126, heard at 120: five per cent faster.
        const MusicMatch slow = matchMusic(cutOn(songOf(126, 100), {2}, 90), songOf(120, 100));
        QVERIFY2(qAbs(slow.advice.tempoChange - 0.05) < 0.01, qPrintable(QString::number(slow.advice.tempoChange)));
    }

    void scenesThatChangeWithTheSectionsFit()
    {
        SongMap song = songOf(120, 160);
        for (int i = 0; i < 5; ++i)
            song.sections.push_back({Ticks::fromSeconds(i * 32), Ticks::fromSeconds((i + 1) * 32), QStringLiteral("verse")});
        CutFacts cut = cutOn(song, {4}, 150);
        cut.scenes = {Ticks::fromSeconds(32), Ticks::fromSeconds(64), Ticks::fromSeconds(96)};
        QVERIFY(matchMusic(cut, song).part(MatchPart::Action).value() >= 0.95);
        cut.scenes = {Ticks::fromSeconds(48), Ticks::fromSeconds(80), Ticks::fromSeconds(112)};
        QCOMPARE(matchMusic(cut, song).part(MatchPart::Action).value(), 0.0);
    }

    void theTruePairRanksFirst()
    {
        // Songs of usual tempi; each cut was made on one of them, in lengths that change, with the errors of whole frames.
        std::vector<SongMap> songs;
        for (const double bpm : {84.0, 92.5, 98.0, 105.3, 112.4, 118.0, 121.5, 126.0, 133.7, 141.2, 150.0, 174.0})
            songs.push_back(songOf(bpm, 180, 0.13));
        int first = 0;
        for (size_t truth = 0; truth < songs.size(); ++truth) {
            const CutFacts cut = cutOn(songs[truth], {4, 2, 2, 8, 1, 3}, 178);
            size_t best = 0;
            double total = -1;
            for (size_t i = 0; i < songs.size(); ++i) {
                const double score = matchMusic(cut, songs[i]).total;
                if (score > total) {
                    total = score;
                    best = i;
                }
            }
            first += best == truth ? 1 : 0;
            QVERIFY2(matchMusic(cut, songs[truth]).total >= kMatchUsable, qPrintable(QString::number(truth)));
        }
        QVERIFY2(first >= 11, qPrintable(QStringLiteral("%1 of 12").arg(first)));
    }

    void theSameGivesTheSame()
    {
        const SongMap song = songOf(118, 120, 0.2);
        const CutFacts cut = jittered(cutOn(song, {2, 3}, 100), 7, 0.05);
        QCOMPARE(toJson(matchMusic(cut, song)), toJson(matchMusic(cut, song)));
    }

    void randomInputGivesScoresInRange()
    {
        std::mt19937 random(11);
        std::uniform_real_distribution<double> unit(0, 1);
        for (int round = 0; round < 200; ++round) {
            SongMap song = songOf(20 + unit(random) * 380, unit(random) * 90, unit(random));
            CutFacts cut;
            cut.rate = FrameRate::fromFraction(30000, 1001).value();
            cut.duration = Ticks::fromSeconds(unit(random) * 90);
            for (int i = 0; i < static_cast<int>(unit(random) * 60); ++i)
                cut.cuts.push_back(Ticks::fromSeconds(unit(random) * 90));
            std::sort(cut.cuts.begin(), cut.cuts.end());
            cut.scenes = cut.cuts;
            for (int i = 0; i < 100; ++i) {
                cut.motion.values.push_back(static_cast<float>(unit(random)));
                song.energy.values.push_back(static_cast<float>(unit(random)));
            }
            const MusicMatch match = matchMusic(cut, song);
            QVERIFY(match.total >= 0 && match.total <= 1 && match.confidence >= 0 && match.confidence <= 1);
            for (const auto &part : match.parts)
                QVERIFY(!part || (*part >= 0 && *part <= 1));
            QVERIFY(std::abs(match.advice.tempoChange) <= 0.1);
        }
    }
};

SC_TEST(TestMusicMatch)
#include "tst_music_match.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/compatible_keys.h"
#include "core/audio/likeness.h"
#include "tests/core/audio/analysis_check.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <cmath>
#include <random>

using namespace sc;
using namespace sc::audio;
using namespace sc::test;

namespace {

LikenessProfile randomProfile(std::mt19937 &random)
{
    std::uniform_real_distribution<float> unit(0, 1);
    std::normal_distribution<float> spread(0, 1);
    LikenessProfile profile;
    profile.bpm = 60 + 120 * unit(random);
    profile.key = std::floor(12 * unit(random));
    profile.isMinor = unit(random) > 0.5F;
    profile.seconds = 100 + 300 * unit(random);
    float sum = 0;
    for (float &value : profile.chroma)
        sum += value = unit(random);
    for (float &value : profile.chroma)
        value /= sum;
    for (float &value : profile.timbre)
        value = spread(random);
    for (float &value : profile.rhythm)
        value = unit(random);
    for (float &value : profile.energy)
        value = unit(random);
    profile.level = unit(random);
    return profile;
}

// A song of one of a few styles: profiles of one style lie close together.
std::vector<LikenessProfile> songsOfStyles(int styles, int songs)
{
    std::mt19937 random(7);
    std::normal_distribution<float> little(0, 0.1F);
    std::vector<LikenessProfile> centres;
    for (int i = 0; i < styles; ++i)
        centres.push_back(randomProfile(random));
    std::vector<LikenessProfile> all;
    for (int i = 0; i < songs; ++i) {
        LikenessProfile song = centres[static_cast<size_t>(i % styles)];
        song.bpm *= 1 + little(random) / 10;
        for (float &value : song.timbre)
            value += little(random);
        for (float &value : song.rhythm)
            value += little(random);
        all.push_back(song);
    }
    return all;
}

TrackId trackOf(int number)
{
    return TrackId(QStringLiteral("t%1").arg(number, 6, 10, QLatin1Char('0')));
}

double total(const LikenessProfile &a, const LikenessProfile &b)
{
    return likeness(a, b, defaultLikenessWeights()).total;
}

} // namespace

class TestLikeness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSongIsEntirelyLikeItself()
    {
        std::mt19937 random(1);
        for (int i = 0; i < 50; ++i) {
            const LikenessProfile song = randomProfile(random);
            const Likeness same = likeness(song, song, defaultLikenessWeights());
            QCOMPARE(same.total, 1.0);
            for (const double part : same.parts)
                QCOMPARE(part, 1.0);
        }
        QCOMPARE(total({}, {}), 1.0);
    }

    void likenessIsTheSameBothWays()
    {
        std::mt19937 random(2);
        for (int i = 0; i < 200; ++i) {
            LikenessProfile a = randomProfile(random);
            const LikenessProfile b = randomProfile(random);
            if (i % 3 == 0)
                a.key = -1;
            const Likeness there = likeness(a, b, defaultLikenessWeights());
            const Likeness back = likeness(b, a, defaultLikenessWeights());
            QCOMPARE(there.total, back.total);
            QCOMPARE(there.parts, back.parts);
            QVERIFY(there.total > 0 && there.total < 1);
        }
    }

    void eachPartFallsAsSongsDrawApart_data()
    {
        QTest::addColumn<int>("part");
        for (int part = 0; part < kLikenessParts; ++part)
            QTest::newRow(qPrintable(likenessPartName(static_cast<LikenessPart>(part)))) << part;
    }

    void eachPartFallsAsSongsDrawApart()
    {
        QFETCH(int, part);
        std::mt19937 random(3);
        const LikenessProfile song = randomProfile(random);
        double before = 1;
        double whole = 1;
        for (int step = 1; step <= 5; ++step) {
            LikenessProfile other = song;
            const auto by = static_cast<float>(step);
            switch (static_cast<LikenessPart>(part)) {
            case LikenessPart::Tempo:
                other.bpm *= std::exp2(0.09F * by);
                break;
            case LikenessPart::Key:
                other.key = std::fmod(other.key + by, 12.0F);
                break;
            case LikenessPart::Chroma:
                other.chroma.fill(0);
                for (size_t i = 0; i < 12; ++i)
                    other.chroma[i] = (1 - by / 5) * song.chroma[i] + (i == 6 ? by / 5 : 0);
                break;
            case LikenessPart::Timbre:
                for (float &value : other.timbre)
                    value += 0.4F * by;
                break;
            case LikenessPart::Rhythm:
                for (float &value : other.rhythm)
                    value += 0.1F * by;
                break;
            case LikenessPart::Energy:
                for (float &value : other.energy)
                    value += 0.1F * by;
                break;
            case LikenessPart::Duration:
                other.seconds *= std::exp2(0.3F * by);
                break;
            }
            const Likeness there = likeness(song, other, defaultLikenessWeights());
            const double score = there.parts[static_cast<size_t>(part)];
            QVERIFY2(score < before, qPrintable(QStringLiteral("step %1: %2 after %3").arg(step).arg(score).arg(before)));
            QVERIFY(there.total < whole);
            before = score;
            whole = there.total;
        }
    }

    void halfAndDoubleTempoAreAlike()
    {
        LikenessProfile a;
        a.bpm = 87;
        LikenessProfile b = a;
        b.bpm = 174;
        QVERIFY(likeness(a, b, defaultLikenessWeights()).parts[0] > 0.999);
    }

    void neighboursOnTheWheelAreLikerThanTheRest()
    {
        const auto place = [](const char *name) { return *keyPlace(QString::fromLatin1(name)); };
        QVERIFY(keyDistance(place("A minor"), place("C major")) < keyDistance(place("A minor"), place("E minor")));
        QVERIFY(keyDistance(place("A minor"), place("E minor")) < keyDistance(place("A minor"), place("B minor")));
        QVERIFY(keyDistance(place("C major"), place("F# major")) > keyDistance(place("C major"), place("B major")));
        QCOMPARE(place("Db major"), place("C# major"));
        QCOMPARE(compatibleKeys(QStringLiteral("A minor")),
                 (QStringList{QStringLiteral("A minor"), QStringLiteral("E minor"), QStringLiteral("D minor"), QStringLiteral("C major")}));
        QCOMPARE(compatibleKeys(QStringLiteral("H dur")), QStringList());
        for (int i = 0; i < 12; ++i)
            QCOMPARE(*keyPlace(keyAt({i, true})), (KeyPlace{i, true}));
    }

    void aPartThatBothLackDoesNotCountAndOneThatOneLacksCountsLittle()
    {
        std::mt19937 random(4);
        LikenessProfile a = randomProfile(random);
        LikenessProfile b = a;
        a.bpm = 0;
        const Likeness one = likeness(a, b, defaultLikenessWeights());
        QVERIFY(!one.isKnown[0]);
        QVERIFY(one.total < 0.95);
        b.bpm = 0;
        QCOMPARE(likeness(a, b, defaultLikenessWeights()).total, 1.0);
    }

    void weightsDecideWhatCounts()
    {
        std::mt19937 random(5);
        LikenessProfile a = randomProfile(random);
        LikenessProfile b = randomProfile(random);
        b.bpm = a.bpm;
        QCOMPARE(likeness(a, b, {1, 0, 0, 0, 0, 0, 0}).total, 1.0);
        QVERIFY(likeness(a, b, {0, 0, 0, 1, 0, 0, 0}).total < 0.9);
        QCOMPARE(likeness(a, b, {0, 0, 0, 0, 0, 0, 0}).total, 0.0);
        QCOMPARE(likeness(a, a, {0, 0, 0, 0, 0, 0, 0}).total, 1.0);
        QCOMPARE(likeness(a, b, {1, -5, std::nan(""), 0, 0, 0, 0}).total, 1.0);
    }

    void theIndexFindsExactlyTheBest()
    {
        std::mt19937 random(6);
        LikenessIndex index;
        std::vector<LikenessProfile> songs;
        for (int i = 0; i < 500; ++i) {
            songs.push_back(randomProfile(random));
            if (i % 7 == 0)
                songs.back().key = -1;
            index.put(trackOf(i), songs.back());
        }
        const LikenessValues weights = {0.2, 0.1, 0.1, 0.3, 0, 0.2, 0.1};
        const auto matches = index.nearest(songs[40], weights, 10, trackOf(40));
        QCOMPARE(matches.size(), size_t(10));
        std::vector<std::pair<double, int>> all;
        for (int i = 0; i < 500; ++i) {
            if (i != 40)
                all.emplace_back(-likeness(songs[40], songs[static_cast<size_t>(i)], weights).total, i);
        }
        std::ranges::sort(all);
        for (size_t i = 0; i < matches.size(); ++i) {
            QCOMPARE(matches[i].track, trackOf(all[i].second));
            QCOMPARE(matches[i].likeness.total, -all[i].first);
        }
        QCOMPARE(index.nearest(songs[40], weights, 1).front().track, trackOf(40));
        QVERIFY(index.nearest(songs[40], weights, 0).empty());
        QCOMPARE(index.nearest(songs[40], weights, 5000).size(), size_t(500));
    }

    void whatIsRemovedIsNotFoundAndWhatIsReplacedIsNew()
    {
        std::mt19937 random(8);
        LikenessIndex index;
        std::vector<LikenessProfile> songs;
        for (int i = 0; i < 40; ++i) {
            songs.push_back(randomProfile(random));
            index.put(trackOf(i), songs.back());
        }
        for (int i = 0; i < 40; i += 2)
            index.remove(trackOf(i));
        index.remove(trackOf(1000));
        QCOMPARE(index.size(), 20);
        for (int i = 1; i < 40; i += 2) {
            const auto best = index.nearest(songs[static_cast<size_t>(i)], defaultLikenessWeights(), 1).front();
            QCOMPARE(best.track, trackOf(i));
            QCOMPARE(best.likeness.total, 1.0);
        }
        index.put(trackOf(1), songs[0]);
        QCOMPARE(index.size(), 20);
        QCOMPARE(index.nearest(songs[0], defaultLikenessWeights(), 1).front().track, trackOf(1));
        LikenessIndex copy = index;
        copy.remove(trackOf(1));
        QCOMPARE(index.size(), 20);
        QVERIFY(LikenessIndex().nearest(songs[0], defaultLikenessWeights(), 3).empty());
    }

    void alikeSongsLieNearEachOtherOnTheMap()
    {
        constexpr int kStyles = 6;
        const std::vector<LikenessProfile> songs = songsOfStyles(kStyles, 600);
        LikenessIndex index;
        for (int i = 0; i < 600; ++i)
            index.put(trackOf(i), songs[static_cast<size_t>(i)]);
        const auto places = index.map(defaultLikenessWeights());
        QCOMPARE(places.size(), size_t(600));
        int good = 0;
        for (int i = 0; i < 600; ++i) {
            QCOMPARE(places[static_cast<size_t>(i)].track, trackOf(i));
            double best = 1e9;
            int nearest = -1;
            for (int k = 0; k < 600; ++k) {
                const double distance = std::hypot(double(places[static_cast<size_t>(i)].x - places[static_cast<size_t>(k)].x),
                                                   double(places[static_cast<size_t>(i)].y - places[static_cast<size_t>(k)].y));
                if (k != i && distance < best) {
                    best = distance;
                    nearest = k;
                }
            }
            good += nearest % kStyles == i % kStyles ? 1 : 0;
            QVERIFY(std::abs(places[static_cast<size_t>(i)].x) <= 1 && std::abs(places[static_cast<size_t>(i)].y) <= 1);
        }
        QVERIFY2(good > 570, qPrintable(QString::number(good)));
    }

    void theMapDoesNotDependOnTheOrderSongsCameIn()
    {
        const std::vector<LikenessProfile> songs = songsOfStyles(5, 100);
        LikenessIndex forward;
        LikenessIndex backward;
        for (int i = 0; i < 100; ++i) {
            forward.put(trackOf(i), songs[static_cast<size_t>(i)]);
            backward.put(trackOf(99 - i), songs[static_cast<size_t>(99 - i)]);
        }
        const auto a = forward.map(defaultLikenessWeights());
        const auto b = backward.map(defaultLikenessWeights());
        for (size_t i = 0; i < a.size(); ++i) {
            QCOMPARE(a[i].track, b[i].track);
            QCOMPARE(a[i].x, b[i].x);
            QCOMPARE(a[i].y, b[i].y);
        }
        LikenessIndex few;
        QVERIFY(few.map(defaultLikenessWeights()).empty());
        few.put(trackOf(1), songs[0]);
        QCOMPARE(few.map(defaultLikenessWeights()).size(), size_t(1));
        few.put(trackOf(2), songs[0]); // the same song twice has no direction
        for (const auto &place : few.map(defaultLikenessWeights()))
            QVERIFY(std::isfinite(place.x) && std::isfinite(place.y));
    }

    void aProfileComesBackFromItsBytes()
    {
        std::mt19937 random(9);
        const LikenessProfile profile = randomProfile(random);
        const auto back = likenessProfileFromBytes(toBytes(profile));
        SC_VERIFY_OK(back);
        QCOMPARE(*back, profile);
    }

    void damagedBytesAreRefused()
    {
        std::mt19937 random(10);
        const QByteArray bytes = toBytes(randomProfile(random));
        SC_COMPARE_PROBLEM(likenessProfileFromBytes({}), ProblemCode::FileDamaged);
        SC_COMPARE_PROBLEM(likenessProfileFromBytes(bytes.chopped(1)), ProblemCode::FileDamaged);
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            QByteArray changed = bytes;
            changed[i] = static_cast<char>(changed[i] ^ 0x10);
            SC_COMPARE_PROBLEM(likenessProfileFromBytes(changed), ProblemCode::FileDamaged);
        }
    }

    void songsHeardGiveProfilesThatFitWhatTheyAre()
    {
        const auto slow = analyzeSamples(metronome(100, 20, 44100), 44100, 1);
        const auto again = analyzeSamples(metronome(101, 20, 44100), 44100, 1);
        const auto hiss = analyzeSamples(noise(20, 44100, 0.2F), 44100, 1);
        SC_VERIFY_OK(slow);
        SC_VERIFY_OK(again);
        SC_VERIFY_OK(hiss);
        const double near = total(likenessProfile(*slow), likenessProfile(*again));
        const double far = total(likenessProfile(*slow), likenessProfile(*hiss));
        QVERIFY2(near > 0.85 && near > far + 0.3, qPrintable(QStringLiteral("%1, %2").arg(near).arg(far)));
        const auto silence = analyzeSamples(std::vector<float>(44100 * 5, 0.0F), 44100, 1);
        SC_VERIFY_OK(silence);
        QVERIFY(silence->embedding.empty());
    }
};

SC_TEST(TestLikeness)
#include "tst_likeness.moc"

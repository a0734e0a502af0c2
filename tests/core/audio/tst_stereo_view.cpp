// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/close_view.h"
#include "core/audio/stereo_view.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cmath>

using namespace sc;
using namespace sc::audio;
using namespace sc::test;

namespace {

constexpr int kRate = 48'000;

} // namespace

// The two sides of a song: what they are, and how alike.
class TestStereoView : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    // Left as given, right made from it.
    QString song(const QString &name, const std::function<float(float left, size_t frame)> &right)
    {
        const std::vector<float> left = sine(4, kRate, 1, 440, 0.5);
        std::vector<float> both;
        for (size_t i = 0; i < left.size(); ++i) {
            both.push_back(left[i]);
            both.push_back(right(left[i], i));
        }
        const QString path = m_folder.filePath(name);
        return writeWav(path, both, kRate, 2) ? path : QString();
    }

private Q_SLOTS:
    void correlationTellsHowAlikeTheSidesAre_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("correlation");
        QTest::addColumn<double>("side"); // power
        QTest::newRow("the same") << 0 << 1.0 << 0.0;
        QTest::newRow("turned round") << 1 << -1.0 << 0.125;
        QTest::newRow("another note") << 2 << 0.0 << 0.0625;
        QTest::newRow("silent right") << 3 << 0.0 << 0.03125;
    }

    void correlationTellsHowAlikeTheSidesAre()
    {
        QFETCH(int, kind);
        QFETCH(double, correlation);
        QFETCH(double, side);
        const std::vector<float> other = sine(4, kRate, 1, 660, 0.5);
        const QString path = song(QStringLiteral("%1.wav").arg(kind), [&](float left, size_t i) {
            return kind == 0 ? left : kind == 1 ? -left : kind == 2 ? other[i] : 0.0F;
        });
        const auto wave = stereoOf(path);
        SC_VERIFY_OK(wave);
        QCOMPARE(wave->sampleCount, qint64(4 * kRate));
        QVERIFY(!wave->isMono);
        const Ticks from = Ticks::seconds(1), to = Ticks::seconds(2);
        const StereoPoint point = wave->over(wave->levelFor(to - from), from, to);
        QVERIFY2(std::abs(point.correlation() - correlation) < 0.02, qPrintable(QString::number(point.correlation())));
        QVERIFY2(std::abs(point.sidePower() - side) < 0.002, qPrintable(QString::number(point.sidePower())));
        QVERIFY(std::abs(double(point.leftMax) - 64) <= 1);
    }

    void everyLevelTellsTheSame()
    {
        const auto wave =
            stereoOf(song(QStringLiteral("levels.wav"), [](float left, size_t i) { return i < 2 * kRate ? left : -0.5F * left; }));
        SC_VERIFY_OK(wave);
        const Ticks from = Ticks::seconds(2), to = Ticks::seconds(4);
        for (int level = 0; level < int(wave->levels.size()); ++level) {
            const StereoPoint point = wave->over(level, from + Ticks::fromSeconds(0.2), to);
            QVERIFY(point.correlation() < -0.95);
            QVERIFY(std::abs(point.rightPower / point.leftPower - 0.25F) < 0.02F);
        }
        const StereoPoint outside = wave->over(0, Ticks::seconds(9), Ticks::seconds(10));
        QCOMPARE(outside, StereoPoint());
    }

    void aMonoSongHasTwoEqualSides()
    {
        const QString path = m_folder.filePath(QStringLiteral("mono.wav"));
        QVERIFY(writeWav(path, sine(2, kRate, 1), kRate, 1));
        const auto wave = stereoOf(path);
        SC_VERIFY_OK(wave);
        QVERIFY(wave->isMono);
        const StereoPoint point = wave->over(0, Ticks::seconds(1), Ticks::fromSeconds(1.5));
        QCOMPARE(point.leftPower, point.rightPower);
        QVERIFY(point.correlation() > 0.999);
        const auto samples = samplesOf(path, {Ticks(), Ticks::seconds(1)});
        SC_VERIFY_OK(samples);
        QVERIFY(samples->left.empty() && samples->right.empty());
    }

    void theSamplesOfBothSidesAreThere()
    {
        const auto samples = samplesOf(song(QStringLiteral("sides.wav"), [](float left, size_t) { return -0.5F * left; }),
                                       {Ticks::seconds(1), Ticks::fromSeconds(1.01)});
        SC_VERIFY_OK(samples);
        QCOMPARE(samples->left.size(), samples->mono.size());
        for (size_t i = 0; i < samples->left.size(); ++i)
            QVERIFY(std::abs(samples->right[i] + 0.5F * samples->left[i]) < 1e-3F);
    }

    void cancelAndMissingFilesAreProblems()
    {
        CancelToken cancel;
        cancel.cancel();
        SC_COMPARE_PROBLEM(stereoOf(song(QStringLiteral("cancel.wav"), [](float l, size_t) { return l; }), cancel), ProblemCode::Cancelled);
        SC_COMPARE_PROBLEM(stereoOf(m_folder.filePath(QStringLiteral("none.wav"))), ProblemCode::MediaMissing);
    }
};

SC_TEST(TestStereoView)
#include "tst_stereo_view.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/prompt_tools.h"
#include "tests/support/test_main.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace sc::generation;

class TstPromptTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreSaidLouderAndSofter_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("start");
        QTest::addColumn<int>("length");
        QTest::addColumn<double>("by");
        QTest::addColumn<QString>("after");
        QTest::newRow("the word at the cursor")
            << QStringLiteral("wet rain, night") << 5 << 0 << 0.1 << QStringLiteral("wet (rain:1.1), night");
        QTest::newRow("a selection") << QStringLiteral("wet rain, night") << 0 << 9 << 0.1 << QStringLiteral("(wet rain,:1.1) night");
        QTest::newRow("spaces stay outside") << QStringLiteral("wet rain night") << 3 << 6 << 0.1 << QStringLiteral("wet (rain:1.1) night");
        QTest::newRow("again") << QStringLiteral("(rain:1.1)") << 3 << 0 << 0.1 << QStringLiteral("(rain:1.2)");
        QTest::newRow("back to plain") << QStringLiteral("(rain:1.1)") << 1 << 4 << -0.1 << QStringLiteral("rain");
        QTest::newRow("softer") << QStringLiteral("rain") << 1 << 0 << -0.1 << QStringLiteral("(rain:0.9)");
        QTest::newRow("not below nothing") << QStringLiteral("(rain:0)") << 2 << 0 << -0.1 << QStringLiteral("(rain:0)");
        QTest::newRow("not above two") << QStringLiteral("(rain:2)") << 2 << 0 << 0.1 << QStringLiteral("(rain:2)");
        QTest::newRow("no word") << QStringLiteral("a ,  b") << 3 << 0 << 0.1 << QStringLiteral("a ,  b");
        QTest::newRow("across brackets") << QStringLiteral("a (b) c") << 0 << 7 << 0.1 << QStringLiteral("a (b) c");
    }
    void wordsAreSaidLouderAndSofter()
    {
        QFETCH(QString, text);
        QFETCH(int, start);
        QFETCH(int, length);
        QFETCH(double, by);
        QFETCH(QString, after);
        QCOMPARE(withWeight({text, start, length}, by).text, after);
    }
    void louderAndSofterAgainIsTheSameText()
    {
        QRandomGenerator random(5);
        const QString text = QStringLiteral("neon avenue, wet road (haze:1.3), low sun");
        for (int i = 0; i < 400; ++i) {
            const int start = random.bounded(int(text.size()));
            const TextSelection before{text, start, random.bounded(int(text.size()) - start)};
            const TextSelection louder = withWeight(before, kWeightStep);
            QVERIFY(louder.start >= 0 && louder.start + louder.length <= louder.text.size());
            if (louder.text != text)
                QCOMPARE(withWeight(louder, -kWeightStep).text, text);
        }
    }
    void marksAreFoundInTheirOrder()
    {
        using Kind = PromptMark::Kind;
        const auto marks = marksIn(QStringLiteral("{mood} street, (rain:1.2), {colour}, {day|night}"));
        QCOMPARE(marks.size(), size_t(4));
        QCOMPARE(marks[0], (PromptMark{Kind::Variable, 0, 6}));
        QCOMPARE(marks[1].kind, Kind::Weight);
        QCOMPARE(marks[2].kind, Kind::UnknownVariable);
        QCOMPARE(marks[3].kind, Kind::Alternatives);
        QVERIFY(marksIn(QStringLiteral("plain (words) {")).empty());
    }
    void tokensAreAboutWordsAndMarks()
    {
        QCOMPARE(estimatedTokens({}), 0);
        QCOMPARE(estimatedTokens(QStringLiteral("a street at night")), 4);
        QCOMPARE(estimatedTokens(QStringLiteral("rain, night")), 3);
        QVERIFY(estimatedTokens(QStringLiteral("incomprehensibilities")) > 1);
        QCOMPARE(tokenLimit(QStringLiteral("sdxl")), 75);
        QCOMPARE(tokenLimit(QStringLiteral("wan_2_2")), 512);
    }
};

SC_TEST(TstPromptTools)
#include "tst_prompt_tools.moc"

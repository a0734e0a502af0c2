// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/description.h"
#include "core/audio/labels.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonObject>

using namespace sc;
using namespace sc::audio;

class TestLabels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsStoredComesBack()
    {
        const std::vector<Label> labels = {{LabelKind::Genre, QStringLiteral("drum and bass"), 0.7, {}},
                                           {LabelKind::Mood, QStringLiteral("tense"), 0.36, {}},
                                           {LabelKind::Instrument, QStringLiteral("synth pad"), 0.8, QStringLiteral("My model")},
                                           {LabelKind::Tag, QStringLiteral("fast"), 1, QStringLiteral("edited")}};
        const auto back = labelsFromJson(toJson(labels));
        SC_VERIFY_OK(back);
        QCOMPARE(*back, labels);
        SC_VERIFY_OK(labelsFromJson({}));
    }

    void whatCannotBeALabelIsRefused_data()
    {
        QTest::addColumn<QJsonObject>("json");
        const auto row = [](const char *name, const char *kind, const QString &label, const QJsonValue &confidence) {
            QTest::newRow(name) << QJsonObject{
                {QStringLiteral("kind"), QLatin1String(kind)}, {QStringLiteral("name"), label}, {QStringLiteral("confidence"), confidence}};
        };
        row("unknown kind", "colour", QStringLiteral("red"), 0.5);
        row("no name", "genre", {}, 0.5);
        row("endless name", "genre", QString(5000, u'x'), 0.5);
        row("confidence of two", "genre", QStringLiteral("pop"), 2);
        row("no confidence", "genre", QStringLiteral("pop"), QJsonValue());
        QTest::newRow("nothing") << QJsonObject();
    }

    void whatCannotBeALabelIsRefused()
    {
        QFETCH(QJsonObject, json);
        SC_COMPARE_PROBLEM(labelsFromJson({json}), ProblemCode::ValidationError);
    }

    void theVocabularyIsTheOneOfTheSpecification()
    {
        QCOMPARE(labelVocabulary(LabelKind::Genre).size(), 26);
        QCOMPARE(labelVocabulary(LabelKind::Mood).size(), 20);
        QCOMPARE(labelVocabulary(LabelKind::Instrument).size(), 15);
        QCOMPARE(labelVocabulary(LabelKind::Tag).size(), 15);
        QVERIFY(labelVocabulary(LabelKind::Genre).contains(QStringLiteral("drum and bass")));
        QCOMPARE(labelTitle(QStringLiteral("drum and bass")), QStringLiteral("drum and bass"));
        QCOMPARE(labelTitle(QStringLiteral("my own word")), QStringLiteral("my own word"));
    }
};

SC_TEST(TestLabels)
#include "tst_labels.moc"

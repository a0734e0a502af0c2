// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/edits.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/scenes/cell_edits.h"
#include "ui/scenes/shot_rows.h"

#include <QtCore/QJsonDocument>

using namespace sc;
using namespace sc::ui;

class TestShotRows : public QObject
{
    Q_OBJECT

private:
    // Two scenes of three shots, 48 frames each; a beat every 12 frames.
    static timeline::Timeline cut()
    {
        timeline::Timeline t = test::shotsInARow(3, 48);
        const timeline::Timeline second = test::shotsInARow(3, 48, {}, 144);
        t.scenes.push_back(second.scenes.front());
        t.scenes.back().name = QStringLiteral("Bridge");
        t.scenes.back().order = 1;
        t.clips.insert(t.clips.end(), second.clips.begin(), second.clips.end());
        t.project.song = test::evenSong(120, 32);
        t.clips[1].imagePrompt = QStringLiteral("a red car");
        t.clips[4].notes = QStringLiteral("red again");
        return t;
    }
    static std::vector<Beat> beatsOf(const timeline::Timeline &t) { return timeline::timelineBeats(t); }

private Q_SLOTS:
    void scenesAreHeadingsInTheOrderOfTime()
    {
        const timeline::Timeline t = cut();
        const ClipIndex index(t);
        const auto rows = shotRows(t, index, ShotColumns::standard(), {}, {});
        QCOMPARE(rows.size(), size_t(8));
        QVERIFY(rows[0].isHeading() && rows[4].isHeading());
        const auto folded = shotRows(t, index, ShotColumns::standard(), {}, {t.scenes[0].id.text()});
        QCOMPARE(folded.size(), size_t(5));
    }

    void aFilterLeavesOutScenesWithoutHits()
    {
        const timeline::Timeline t = cut();
        const ClipIndex index(t);
        ShotFilter filter;
        filter.text = QStringLiteral(" RED");
        QCOMPARE(shotRows(t, index, ShotColumns::standard(), filter, {}).size(), size_t(4));
        filter.state = timeline::ClipState::Planned;
        const auto rows = shotRows(t, index, ShotColumns::standard(), filter, {});
        QCOMPARE(rows.size(), size_t(2));
        QCOMPARE(rows[1].clip, 1);
        filter = {};
        filter.scene = t.scenes[1].id;
        QCOMPARE(shotRows(t, index, ShotColumns::standard(), filter, {}).size(), size_t(4));
    }

    void anyColumnSorts()
    {
        const timeline::Timeline t = cut();
        const ClipIndex index(t);
        ShotColumns columns = ShotColumns::standard();
        columns.sort = ShotColumn::Prompt;
        const auto rows = shotRows(t, index, columns, {}, {});
        QCOMPARE(rows.size(), size_t(6)); // no headings
        QCOMPARE(rows[0].clip, 1);        // empty ones last
        columns.sort = ShotColumn::In;
        columns.descending = true;
        QCOMPARE(shotRows(t, index, columns, {}, {}).front().clip, 5);
        QVERIFY(columns.fitting(2000)[size_t(ShotColumn::Scene)]);
        QVERIFY(!ShotColumns::standard().fitting(300)[size_t(ShotColumn::Camera)]);
        QVERIFY(ShotColumns::standard().fitting(300)[size_t(ShotColumn::Picture)]);
    }

    void columnsComeBackFromSettings()
    {
        ShotColumns columns = ShotColumns::standard();
        std::swap(columns.order[3], columns.order[5]);
        columns.shown[size_t(ShotColumn::Notes)] = true;
        columns.width[size_t(ShotColumn::In)] = 99;
        columns.sort = ShotColumn::Status;
        columns.descending = true;
        QVERIFY(shotColumnsFromJson(toJson(columns)) == columns);
        QVERIFY(shotColumnsFromJson({}) == ShotColumns::standard());
        const QJsonObject bad =
            QJsonDocument::fromJson(R"({"columns":[{"id":"nothing"},{"id":"name","shown":false},{"id":"name"}],"sort":7})").object();
        QVERIFY(shotColumnsFromJson(bad).shown[size_t(ShotColumn::Name)]);
        QCOMPARE(shotColumnsFromJson(bad).order.size(), size_t(kShotColumns));
    }

    void cellsAreReadByTheRulesOfTheirFields_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char *name, ShotColumn column, const char *typed, const char *shown) {
            QTest::newRow(name) << int(column) << QString::fromUtf8(typed) << QString::fromUtf8(shown);
        };
        row("name", ShotColumn::Name, "  Car  ", "Car");
        row("shorter", ShotColumn::Length, "2 beats", "2 beats");
        row("beats", ShotColumn::Beats, "3", "3");
        row("frames", ShotColumn::Length, "30 fr", "30 fr");
        row("out", ShotColumn::Out, "4.3", "4.3");
        row("camera by its name", ShotColumn::Camera, "Push In", "Push in");
        row("notes", ShotColumn::Notes, "two\nlines", "two lines");
        row("prompt", ShotColumn::Prompt, "a tower", "a tower");
        row("shot", ShotColumn::Shot, "wide", "wide");
    }

    void cellsAreReadByTheRulesOfTheirFields()
    {
        QFETCH(int, column);
        QFETCH(QString, typed);
        QFETCH(QString, shown);
        const timeline::Timeline t = cut();
        const auto beats = beatsOf(t);
        const auto edited = withCell({t, beats, {}}, {t.clips[5].id}, ShotColumn(column), typed);
        if (column == int(ShotColumn::Out))
            SC_COMPARE_PROBLEM(edited, ProblemCode::ValidationError); // before its beginning
        else {
            SC_VERIFY_OK(edited);
            QCOMPARE(cellText({*edited, beats, {}}, *timeline::findClip(*edited, t.clips[5].id), 6, ShotColumn(column)), shown);
        }
    }

    void whatCannotBeReadIsRefusedWithItsRule()
    {
        const timeline::Timeline t = cut();
        const auto beats = beatsOf(t);
        const auto with = [&](ShotColumn column, const QString &text) { return withCell({t, beats, {}}, {t.clips[1].id}, column, text); };
        SC_COMPARE_PROBLEM(with(ShotColumn::Name, {}), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(with(ShotColumn::Name, QString(201, u'x')), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(with(ShotColumn::Length, QStringLiteral("soon")), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(with(ShotColumn::Length, QStringLiteral("4 bars")), ProblemCode::Conflict);
        SC_COMPARE_PROBLEM(with(ShotColumn::In, QStringLiteral("99.99.99")), ProblemCode::ValidationError);
        const auto nowhere = with(ShotColumn::Scene, QStringLiteral("Nowhere"));
        SC_COMPARE_PROBLEM(nowhere, ProblemCode::ResourceNotFound);
        QVERIFY(nowhere.error().text().contains(QStringLiteral("Bridge")));
        const auto moved = with(ShotColumn::Scene, QStringLiteral("bridge"));
        SC_VERIFY_OK(moved);
        QCOMPARE(timeline::clipsOf(*moved, t.scenes[1].id).size(), size_t(4));
    }
};

SC_TEST(TestShotRows)
#include "tst_shot_rows.moc"

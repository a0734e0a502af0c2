// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "ui/library/track_columns.h"

#include <QtCore/QJsonArray>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::ui;

namespace {

bool has(const std::array<bool, kTrackColumns> &shown, TrackColumn column)
{
    return shown[static_cast<size_t>(column)];
}

} // namespace

class TestTrackColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWideListShowsEverythingThatIsUsual()
    {
        const auto fit = TrackColumns::standard().fitting(1172);
        for (const auto column : {TrackColumn::Title, TrackColumn::Waveform, TrackColumn::Mood, TrackColumn::Rating, TrackColumn::Energy})
            QVERIFY(has(fit, column));
        QVERIFY(!has(fit, TrackColumn::Genre));
    }

    void moodAndRatingLeaveBeforeTheWaveform()
    {
        const TrackColumns columns = TrackColumns::standard();
        int moodGone = 0, ratingGone = 0, waveformGone = 0;
        for (int width = 1200; width > 300; --width) {
            const auto fit = columns.fitting(width);
            moodGone = moodGone == 0 && !has(fit, TrackColumn::Mood) ? width : moodGone;
            ratingGone = ratingGone == 0 && !has(fit, TrackColumn::Rating) ? width : ratingGone;
            waveformGone = waveformGone == 0 && !has(fit, TrackColumn::Waveform) ? width : waveformGone;
            QVERIFY(has(fit, TrackColumn::Title) && has(fit, TrackColumn::Bpm) && has(fit, TrackColumn::Key));
        }
        QVERIFY(moodGone > ratingGone);
        QVERIFY(ratingGone > waveformGone);
        QVERIFY(waveformGone > 300);
    }

    void whatAPersonChoseIsReadBackAsItWasWritten()
    {
        TrackColumns columns = TrackColumns::standard();
        columns.shown[static_cast<size_t>(TrackColumn::Genre)] = true;
        columns.width[static_cast<size_t>(TrackColumn::Mood)] = 240;
        std::swap(columns.order[3], columns.order[5]);
        QCOMPARE(trackColumnsFromJson(toJson(columns)), columns);
    }

    void oddSettingsGiveAWholeList()
    {
        QCOMPARE(trackColumnsFromJson({}), TrackColumns::standard());
        const QJsonObject odd{{QStringLiteral("columns"),
                               QJsonArray{QJsonObject{{QStringLiteral("id"), QStringLiteral("title")}, {QStringLiteral("shown"), false}},
                                          QJsonObject{{QStringLiteral("id"), QStringLiteral("no such")}},
                                          QJsonObject{{QStringLiteral("id"), QStringLiteral("bpm")}, {QStringLiteral("width"), -5}}, 7}}};
        const TrackColumns read = trackColumnsFromJson(odd);
        QCOMPARE(static_cast<int>(read.order.size()), kTrackColumns);
        QVERIFY(read.shown[static_cast<size_t>(TrackColumn::Title)]); // a list without names is none
        QVERIFY(read.width[static_cast<size_t>(TrackColumn::Bpm)] > 0);
    }

    void everyOrderHasANameOfItsOwn()
    {
        for (const auto &[sort, words] : sortWords()) {
            QVERIFY(!words.isEmpty());
            QCOMPARE(sortNamed(sortName(sort)), sort);
            QVERIFY2(columnOf(sort), qPrintable(words)); // and a column that shows it
        }
        QCOMPARE(sortNamed(QStringLiteral("nonsense")), library::TrackSort::Title);
        QCOMPARE(columnOf(library::TrackSort::Bpm), TrackColumn::Bpm);
    }
};

SC_TEST(TestTrackColumns)
#include "tst_track_columns.moc"

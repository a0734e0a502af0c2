// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "ui/library/track_model.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::ui;

namespace {

library::Track song(const QString &title, library::TrackStatus status = library::TrackStatus::Analysed)
{
    library::Track track;
    track.id = TrackId(title);
    track.title = title;
    track.status = status;
    return track;
}

QString cell(const TrackModel &model, int row, TrackColumn column)
{
    return model.data(model.index(row, static_cast<int>(column)), Qt::DisplayRole).toString();
}

} // namespace

class TestTrackModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itKeepsTheRulesOfModels()
    {
        TrackModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTracks({song(QStringLiteral("b")), song(QStringLiteral("a"))});
        model.sort(static_cast<int>(TrackColumn::Title), Qt::DescendingOrder);
        QCOMPARE(cell(model, 0, TrackColumn::Title), QStringLiteral("b"));
        model.updateTrack(song(QStringLiteral("a")));
        model.setTracks({});
        QCOMPARE(model.rowCount(), 0);
    }

    void aChangeOfOneSongTouchesItsRowAlone()
    {
        TrackModel model;
        model.setTracks({song(QStringLiteral("a")), song(QStringLiteral("b"))});
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        library::Track rated = song(QStringLiteral("b"));
        rated.rating = 4;
        model.updateTrack(rated);
        QCOMPARE(resets.size(), 0);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.first().first().toModelIndex().row(), 1);
    }

    void aChangeOfTheTitleMovesTheSong()
    {
        TrackModel model;
        model.setTracks({song(QStringLiteral("a")), song(QStringLiteral("b"))});
        library::Track renamed = song(QStringLiteral("a"));
        renamed.title = QStringLiteral("z");
        model.updateTrack(renamed);
        QCOMPARE(model.rowOf(TrackId(QStringLiteral("a"))), 1);
    }

    void theStatusIsSaidInWords()
    {
        TrackModel model;
        library::Track broken = song(QStringLiteral("broken"), library::TrackStatus::Error);
        broken.problem = QStringLiteral("The file is empty.");
        model.setTracks({broken, song(QStringLiteral("running"), library::TrackStatus::Analysing),
                         song(QStringLiteral("waiting"), library::TrackStatus::Waiting)});
        QCOMPARE(cell(model, 0, TrackColumn::Waveform), QStringLiteral("The file is empty."));
        model.setProgress(TrackId(QStringLiteral("running")), 0.44);
        QCOMPARE(cell(model, 1, TrackColumn::Waveform), QStringLiteral("Analysing 44 %"));
        QCOMPARE(cell(model, 2, TrackColumn::Waveform), QStringLiteral("Waiting"));
        model.setProgress(TrackId(QStringLiteral("running")), -1);
        QVERIFY(!model.progress(TrackId(QStringLiteral("running"))));
    }

    void namesWithMarkupAreShownAsTheyAre()
    {
        TrackModel model;
        model.setTracks({song(QStringLiteral("<b>\U0001F3B5</b>\nx"))});
        const QString tooltip = model.data(model.index(0, static_cast<int>(TrackColumn::Title)), Qt::ToolTipRole).toString();
        QVERIFY(tooltip.contains(u"&lt;b&gt;"));
        QVERIFY(cell(model, 0, TrackColumn::Title).contains(u"<b>"));
    }
};

SC_TEST(TestTrackModel)
#include "tst_track_model.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "ui/library/track_model.h"

#include <QtCore/QMimeData>
#include <QtCore/QUrl>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <map>

using namespace sc;
using namespace sc::ui;

namespace {

// Songs as a library would list them, and how often they were asked for.
struct Songs
{
    std::map<QString, library::Track> tracks;
    int reads = 0;

    library::Track &put(const QString &title, library::TrackStatus status = library::TrackStatus::Analysed)
    {
        library::Track &track = tracks[title];
        track.id = TrackId(title);
        track.title = title;
        track.file = QStringLiteral("/music/") + title + QStringLiteral(".wav");
        track.status = status;
        return track;
    }
    TrackModel::Read reader()
    {
        return [this](const TrackId &id) -> std::optional<library::Track> {
            ++reads;
            const auto found = tracks.find(id.text());
            return found == tracks.end() ? std::nullopt : std::optional(found->second);
        };
    }
    [[nodiscard]] std::vector<TrackId> ids() const
    {
        std::vector<TrackId> list;
        for (const auto &[title, track] : tracks)
            list.push_back(track.id);
        return list;
    }
};

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
        Songs songs;
        songs.put(QStringLiteral("a"));
        songs.put(QStringLiteral("b"));
        TrackModel model(songs.reader());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setIds({TrackId(QStringLiteral("b")), TrackId(QStringLiteral("a"))});
        QCOMPARE(cell(model, 0, TrackColumn::Title), QStringLiteral("b"));
        model.forget(TrackId(QStringLiteral("a")));
        model.setIds({});
        QCOMPARE(model.rowCount(), 0);
    }

    void onlyRowsThatAreLookedAtAreRead()
    {
        Songs songs;
        for (int i = 0; i < 5000; ++i)
            songs.put(QStringLiteral("song %1").arg(i));
        TrackModel model(songs.reader());
        model.setIds(songs.ids());
        QCOMPARE(songs.reads, 0);
        for (int column = 0; column < kTrackColumns; ++column)
            (void)cell(model, 17, static_cast<TrackColumn>(column));
        QCOMPARE(songs.reads, 1);
    }

    void theSameSongsOnceMoreChangeNothing()
    {
        Songs songs;
        songs.put(QStringLiteral("a"));
        TrackModel model(songs.reader());
        model.setIds(songs.ids());
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setIds(songs.ids());
        QCOMPARE(resets.size(), 0);
    }

    void aChangeOfOneSongTouchesItsRowAlone()
    {
        Songs songs;
        songs.put(QStringLiteral("a"));
        songs.put(QStringLiteral("b"));
        TrackModel model(songs.reader());
        model.setIds(songs.ids());
        QCOMPARE(cell(model, 1, TrackColumn::Rating), QStringLiteral("0 star(s)"));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        songs.put(QStringLiteral("b")).rating = 4;
        model.forget(TrackId(QStringLiteral("b")));
        QCOMPARE(resets.size(), 0);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.first().first().toModelIndex().row(), 1);
        QCOMPARE(cell(model, 1, TrackColumn::Rating), QStringLiteral("4 star(s)"));
    }

    void aSongThatIsGoneIsAnEmptyRow()
    {
        Songs songs;
        TrackModel model(songs.reader());
        model.setIds({TrackId(QStringLiteral("gone"))});
        QCOMPARE(cell(model, 0, TrackColumn::Title), QString());
        QCOMPARE(model.trackAt(0).id, TrackId(QStringLiteral("gone")));
    }

    void theStatusIsSaidInWords()
    {
        Songs songs;
        songs.put(QStringLiteral("broken"), library::TrackStatus::Error).problem = QStringLiteral("The file is empty.");
        songs.put(QStringLiteral("running"), library::TrackStatus::Analysing);
        songs.put(QStringLiteral("vanished")).missing = true;
        songs.put(QStringLiteral("waiting"), library::TrackStatus::Waiting);
        TrackModel model(songs.reader());
        model.setIds(songs.ids());
        QCOMPARE(cell(model, 0, TrackColumn::Waveform), QStringLiteral("The file is empty."));
        model.setProgress(TrackId(QStringLiteral("running")), 0.44);
        QCOMPARE(cell(model, 1, TrackColumn::Waveform), QStringLiteral("Analysing 44 %"));
        QCOMPARE(cell(model, 2, TrackColumn::Status), QStringLiteral("File is gone"));
        QCOMPARE(cell(model, 3, TrackColumn::Waveform), QStringLiteral("Waiting"));
        model.setProgress(TrackId(QStringLiteral("running")), -1);
        QVERIFY(!model.progress(TrackId(QStringLiteral("running"))));
    }

    void namesWithMarkupAreShownAsTheyAre()
    {
        Songs songs;
        const QString odd = QStringLiteral("<b>\U0001F3B5</b>\nx");
        songs.put(odd);
        TrackModel model(songs.reader());
        model.setIds({TrackId(odd)});
        const QString tooltip = model.data(model.index(0, static_cast<int>(TrackColumn::Title)), Qt::ToolTipRole).toString();
        QVERIFY(tooltip.contains(u"&lt;b&gt;"));
        QVERIFY(cell(model, 0, TrackColumn::Title).contains(u"<b>"));
    }

    void draggedSongsTravelWithTheirFiles()
    {
        Songs songs;
        songs.put(QStringLiteral("a"));
        songs.put(QStringLiteral("b"));
        TrackModel model(songs.reader());
        model.setIds(songs.ids());
        const std::unique_ptr<QMimeData> data(model.mimeDataOf({0, 1}));
        QCOMPARE(songsOf(*data), songs.ids());
        QCOMPARE(data->urls().value(1), QUrl::fromLocalFile(QStringLiteral("/music/b.wav")));
        QVERIFY(songsOf(QMimeData()).empty());
    }

    void aScreenReaderHearsTheWholeRow()
    {
        Songs songs;
        library::Track &track = songs.put(QStringLiteral("Neon Drive"));
        track.artist = QStringLiteral("Rhea Volt");
        track.bpm = 118;
        track.key = QStringLiteral("A minor");
        track.favourite = true;
        TrackModel model(songs.reader());
        model.setIds(songs.ids());
        const QString spoken = model.data(model.index(0, static_cast<int>(TrackColumn::Title)), Qt::AccessibleTextRole).toString();
        for (const QString &part : {QStringLiteral("Neon Drive"), QStringLiteral("Rhea Volt"), QStringLiteral("118.00 BPM"),
                                    QStringLiteral("A minor"), QStringLiteral("favourite")})
            QVERIFY2(spoken.contains(part), qPrintable(spoken));
    }
};

SC_TEST(TestTrackModel)
#include "tst_track_model.moc"

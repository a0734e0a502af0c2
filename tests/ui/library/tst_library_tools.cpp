// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/fingerprint.h"
#include "core/store/database.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/library/library_studio.h"
#include "ui/library/charts.h"
#include "ui/library/collections_panel.h"
#include "ui/library/duplicates_page.h"
#include "ui/library/key_wheel.h"
#include "ui/library/library_commands.h"
#include "ui/library/likeness_map.h"
#include "ui/library/map_page.h"
#include "ui/library/similar_page.h"
#include "ui/library/statistics_page.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/state_page.h"

#include <QtGui/QWheelEvent>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QListView>
#include <QtWidgets/QSlider>

#include <cmath>

using namespace sc;
using namespace sc::ui;
using sc::test::kFour;
using sc::test::Studio;

namespace {

const QStringList kSix = kFour + QStringList{QStringLiteral("Ember"), QStringLiteral("Flint")};

// Two kinds of songs: slow and quiet, fast and loud.
audio::Analysis heard(int number)
{
    const bool isFast = number % 2 == 0;
    audio::Analysis analysis;
    analysis.engineVersion = 1;
    analysis.duration = Ticks::seconds(180);
    analysis.sampleRate = 22050;
    analysis.channels = 1;
    analysis.tempo = {isFast ? 128.0 + number : 80.0 + number, 0.9};
    analysis.key = {isFast ? QStringLiteral("A minor") : QStringLiteral("Eb major"), 0.9};
    analysis.energy = {isFast ? 0.8 : 0.2, 0.9};
    analysis.integratedLufs = isFast ? -8 : -16;
    analysis.labels = {{audio::LabelKind::Genre, isFast ? QStringLiteral("house") : QStringLiteral("ambient"), 0.9},
                       {audio::LabelKind::Mood, isFast ? QStringLiteral("euphoric") : QStringLiteral("relaxed"), 0.8}};
    return analysis;
}

// Of a tune that no other seed has.
QByteArray fingerprint(int seed)
{
    constexpr int kRate = 11025;
    audio::Fingerprinter listener(kRate);
    auto state = static_cast<std::uint32_t>(seed) * 2654435761U + 1;
    for (int note = 0; note < 60; ++note) {
        state = state * 1664525U + 1013904223U;
        listener.push(sc::test::sine(0.4, kRate, 1, 110 * std::pow(2.0, static_cast<double>((state >> 16) % 36) / 12), 0.4));
    }
    return listener.finish();
}

void hear(const Studio &studio, const QStringList &titles)
{
    for (int i = 0; i < titles.size(); ++i) {
        audio::Analysis analysis = heard(i);
        analysis.fingerprint = fingerprint(i < 2 ? 1 : i); // the first two are one recording
        SC_VERIFY_OK(studio.library->storeAnalysis(studio.id(titles[i]), analysis));
    }
    studio.screen->refreshNow();
    QCoreApplication::processEvents();
}

QStringList titlesOf(const Studio &studio, const std::vector<TrackId> &ids)
{
    QStringList titles;
    for (const TrackId &id : ids)
        titles.append(studio.library->listed(id)->title);
    return titles;
}

} // namespace

// The pages beside the list: likeness map, similar songs, duplicates, statistics; and the list's own states.
class TestLibraryTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMapIsWalkedByMouseAndKeys()
    {
        Studio studio(kSix);
        hear(studio, kSix);
        studio.trigger(QStringLiteral("library.map"));
        LikenessMap &map = studio.screen->mapPage().map();
        QTRY_COMPARE_WITH_TIMEOUT(map.count(), 6, 30'000);
        QTRY_VERIFY(map.isVisible());
        const auto press = [&](const QString &title) {
            QTest::mouseClick(&map, Qt::LeftButton, {}, map.positionOf(studio.id(title)).toPoint());
        };
        press(QStringLiteral("Flint"));
        QCOMPARE(studio.context->currentTrack(), studio.id(QStringLiteral("Flint")));
        // Alike ones lie near each other: two fast ones nearer than a fast and a slow one.
        const auto away = [&](const QString &a, const QString &b) {
            const QPointF line = map.positionOf(studio.id(a)) - map.positionOf(studio.id(b));
            return std::hypot(line.x(), line.y());
        };
        QVERIFY(away(QStringLiteral("Amber"), QStringLiteral("Cobalt")) < away(QStringLiteral("Amber"), QStringLiteral("Basalt")));
        // Arrows reach every song there is.
        map.setFocus();
        QSet<TrackId> visited;
        for (int round = 0; round < 6; ++round) {
            for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Up, Qt::Key_Right, Qt::Key_Down}) {
                QTest::keyClick(&map, key);
                visited.insert(studio.context->currentTrack());
            }
        }
        QVERIFY2(visited.size() >= 3, qPrintable(QString::number(visited.size())));
        // Zoom moves points apart; 0 shows all again.
        const double before = away(QStringLiteral("Amber"), QStringLiteral("Basalt"));
        const QPointF place = map.positionOf(studio.id(QStringLiteral("Amber")));
        QTest::keyClick(&map, Qt::Key_Plus);
        QVERIFY(away(QStringLiteral("Amber"), QStringLiteral("Basalt")) > before);
        QTest::keyClick(&map, Qt::Key_0);
        QCOMPARE(map.positionOf(studio.id(QStringLiteral("Amber"))), place);
        QSignalSpy screens(studio.context.get(), &AppContext::screenRequested);
        QTest::keyClick(&map, Qt::Key_Return);
        QCOMPARE(screens.size(), 1);
    }

    void whatCountsChangesTheMap()
    {
        Studio studio(kSix);
        hear(studio, kSix);
        studio.screen->showShelf({Shelf::Kind::Map, {}});
        LikenessMap &map = studio.screen->mapPage().map();
        QTRY_COMPARE_WITH_TIMEOUT(map.count(), 6, 30'000);
        const QPointF before = map.positionOf(studio.id(QStringLiteral("Basalt"))) - map.positionOf(studio.id(QStringLiteral("Flint")));
        const auto sliders = studio.screen->mapPage().findChildren<QSlider *>();
        QCOMPARE(sliders.size(), audio::kLikenessParts);
        for (QSlider *slider : sliders) {
            slider->setFocus();
            QTest::keyClick(slider, slider == sliders.first() ? Qt::Key_End : Qt::Key_Home);
        }
        QTRY_VERIFY_WITH_TIMEOUT(
            map.positionOf(studio.id(QStringLiteral("Basalt"))) - map.positionOf(studio.id(QStringLiteral("Flint"))) != before, 30'000);
    }

    void aMapNeedsThreeSongs()
    {
        Studio studio(kFour);
        hear(studio, kFour.first(2));
        studio.screen->showShelf({Shelf::Kind::Map, {}});
        QVERIFY(studio.screen->mapPage().findChild<EmptyState *>()->isVisible());
    }

    void similarSongsAreWalkedAndLeft()
    {
        Studio studio(kSix);
        hear(studio, kSix);
        studio.press(QStringLiteral("Amber"));
        studio.trigger(QStringLiteral("library.similar"));
        SimilarPage &page = studio.screen->similarPage();
        QVERIFY(page.isVisible());
        QCOMPARE(page.found().size(), size_t(5));
        for (size_t i = 1; i < page.found().size(); ++i)
            QVERIFY(page.found()[i - 1].likeness.total >= page.found()[i].likeness.total);
        const QString nearest = studio.library->listed(page.found().front().track)->title;
        QVERIFY(nearest == QStringLiteral("Cobalt") || nearest == QStringLiteral("Ember"));
        auto *list = page.findChild<QListView *>();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(1, list->modelColumn())).center());
        QCOMPARE(studio.context->currentTrack(), page.found()[1].track);
        QTest::keyClick(list, Qt::Key_Up);
        QCOMPARE(studio.context->currentTrack(), page.found()[0].track);
        QSignalSpy screens(studio.context.get(), &AppContext::screenRequested);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(screens.size(), 1);
        QTest::keyClick(list, Qt::Key_Escape);
        QVERIFY(!page.isVisible());
        QVERIFY(studio.songs().isVisible());
    }

    void weightsChangeWhatIsSimilar()
    {
        Studio studio(kSix);
        hear(studio, kSix);
        studio.screen->showSimilar(studio.id(QStringLiteral("Amber")));
        SimilarPage &page = studio.screen->similarPage();
        const double before = page.found().back().likeness.total;
        for (QSlider *slider : page.weights().findChildren<QSlider *>()) {
            slider->setFocus();
            QTest::keyClick(slider, Qt::Key_Home); // nothing counts but the last one
            if (slider == page.weights().findChildren<QSlider *>().last())
                QTest::keyClick(slider, Qt::Key_End);
        }
        QTRY_VERIFY(page.found().back().likeness.total != before);
    }

    void aSongThatWasNotHeardHasNoSimilarOnes()
    {
        Studio studio(kFour);
        studio.screen->showSimilar(studio.id(QStringLiteral("Amber")));
        QVERIFY(studio.screen->similarPage().found().empty());
        QVERIFY(studio.screen->similarPage().findChild<EmptyState *>()->isVisible());
    }

    void duplicatesAreFoundAndTheBestIsKept()
    {
        Studio studio(kSix);
        hear(studio, kSix);
        studio.trigger(QStringLiteral("library.duplicates"));
        DuplicatesPage &page = studio.screen->duplicatesPage();
        QTRY_COMPARE_WITH_TIMEOUT(page.groupCount(), 1, 30'000);
        QTRY_VERIFY(page.list().isVisible());
        QCOMPARE(page.list().model()->rowCount(), 3);
        QListView &list = page.list();
        // A press chooses, Space plays, Enter on the head keeps the best.
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(list.model()->index(1, 0)).center());
        const TrackId best = studio.context->currentTrack();
        QVERIFY((titlesOf(studio, {best}) == QStringList{QStringLiteral("Amber")}) ||
                (titlesOf(studio, {best}) == QStringList{QStringLiteral("Basalt")}));
        QTest::keyClick(&list, Qt::Key_Up);
        QTest::keyClick(&list, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(page.groupCount(), 0, 30'000);
        QCOMPARE(studio.library->trackCount(), 5);
        QVERIFY(studio.library->listed(best).has_value());
        QTRY_VERIFY(page.findChild<EmptyState *>()->isVisible());
    }

    void keepTheBestIsAPressToo()
    {
        Studio studio(kSix);
        hear(studio, kSix);
        studio.screen->showShelf({Shelf::Kind::Duplicates, {}});
        DuplicatesPage &page = studio.screen->duplicatesPage();
        QTRY_COMPARE_WITH_TIMEOUT(page.groupCount(), 1, 30'000);
        QListView &list = page.list();
        QTRY_VERIFY(list.isVisible());
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {},
                          DuplicatesPage::keepButtonIn(list.visualRect(list.model()->index(0, 0))).center());
        QTRY_COMPARE_WITH_TIMEOUT(page.groupCount(), 0, 30'000);
        QCOMPARE(studio.library->trackCount(), 5);
    }

    void everyBarOfTheStatisticsLeadsToItsSongs()
    {
        Studio studio(kSix);
        hear(studio, kSix);
        studio.trigger(QStringLiteral("library.statistics"));
        StatisticsPage &page = studio.screen->statisticsPage();
        QVERIFY(page.isVisible());
        // By the mouse: the bar of 130 to 135 BPM, in which two fast songs lie.
        const auto &bars = page.bpm().bars();
        const auto bar = std::find_if(bars.begin(), bars.end(), [](const ChartBar &one) { return one.name.startsWith(u"130"); });
        QVERIFY(bar != bars.end());
        QCOMPARE(bar->count, 2);
        QTest::mouseClick(&page.bpm(), Qt::LeftButton, {}, page.bpm().barRect(static_cast<int>(bar - bars.begin())).center().toPoint());
        QVERIFY(!page.isVisible());
        QCOMPARE(studio.shown(), (QStringList{QStringLiteral("Cobalt"), QStringLiteral("Ember")}));
        // By the keyboard: the second genre.
        studio.screen->setFilter({});
        studio.screen->showShelf({Shelf::Kind::Statistics, {}});
        QCOMPARE(page.genres().bars().size(), size_t(2));
        page.genres().setFocus();
        QTest::keyClick(&page.genres(), Qt::Key_Down);
        const QString genre = page.genres().bars()[1].name;
        QVERIFY2(page.genres().accessibleDescription().startsWith(genre), qPrintable(page.genres().accessibleDescription()));
        QTest::keyClick(&page.genres(), Qt::Key_Return);
        QVERIFY(!page.isVisible());
        QCOMPARE(studio.shown().size(), 3);
        // The wheel of keys.
        studio.screen->setFilter({});
        studio.screen->showShelf({Shelf::Kind::Statistics, {}});
        auto *wheel = page.findChild<KeyWheel *>();
        wheel->setFocus();
        QTest::keyClick(wheel, Qt::Key_Return);
        QVERIFY(!page.isVisible());
    }

    void emptyBarsLeadNowhere()
    {
        Studio studio(kFour);
        hear(studio, kFour);
        studio.screen->showShelf({Shelf::Kind::Statistics, {}});
        Histogram &bpm = studio.screen->statisticsPage().bpm();
        QCOMPARE(bpm.bars().front().count, 0);
        QTest::mouseClick(&bpm, Qt::LeftButton, {}, bpm.barRect(0).center().toPoint());
        bpm.setFocus();
        QTest::keyClick(&bpm, Qt::Key_Home);
        QTest::keyClick(&bpm, Qt::Key_Return);
        QVERIFY(studio.screen->statisticsPage().isVisible());
    }

    void aLibraryThatCannotBeReadSaysSo()
    {
        Studio studio(kFour);
        {
            auto db = store::Database::open(ProfilePaths{studio.folder.path()}.libraryDb(), {QStringLiteral("test")});
            SC_VERIFY_OK(db);
            SC_VERIFY_OK((*db)->execute(QStringLiteral("ALTER TABLE track RENAME COLUMN title TO lost")));
        }
        studio.screen->refreshList();
        auto *error = studio.songs().findChild<ErrorState *>();
        QVERIFY(error != nullptr);
        QVERIFY(error->isVisible());
    }
};

SC_TEST(TestLibraryTools)
#include "tst_library_tools.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/project_media.h"
#include "core/project/take_shelf.h"
#include "core/timeline/edits.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_studio.h"
#include "ui/timeline/media_relinker.h"
#include "ui/timeline/monitor_panel.h"
#include "ui/timeline/problem_watch.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::test;
using namespace sc::ui;

// What the monitor and the lanes show of takes and pictures, and what happens when their files go.
class TestTimelineMedia : public TimelineWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void theNeighbourShinesThroughTheMonitor()
    {
        openStudio();
        MonitorPanel *monitor = m_studio->screen->monitor();
        QSignalSpy stills(&m_studio->player, &playback::Player::stillReady);
        const Ticks cut = m_studio->clip(2).start;
        m_studio->player.seek(cut + m_studio->editor().frameRate().frameLength() * 5);
        QTRY_COMPARE(m_studio->editor().playhead(), cut + m_studio->editor().frameRate().frameLength() * 5);
        QTRY_VERIFY(!monitor->grab().isNull());
        QCoreApplication::processEvents();
        QTest::keyClick(&m_studio->surface(), Qt::Key_O, Qt::ShiftModifier);
        QVERIFY(monitor->onionSkin() == MonitorPanel::OnionSkin::Before);
        QTRY_COMPARE(stills.count(), 1);
        QCOMPARE(stills[0][1].value<Ticks>(), cut - m_studio->editor().frameRate().frameLength());
        const QImage with = monitor->grab().toImage();
        QTest::keyClick(&m_studio->surface(), Qt::Key_O, Qt::ShiftModifier);
        QTRY_COMPARE(stills.count(), 2);
        QCOMPARE(stills[1][1].value<Ticks>(), m_studio->clip(3).start);
        QTest::keyClick(&m_studio->surface(), Qt::Key_O, Qt::ShiftModifier);
        QVERIFY(monitor->onionSkin() == MonitorPanel::OnionSkin::Off);
        QVERIFY(monitor->grab().toImage() != with);
    }

    void fFillsTheDisplayWithTheMonitor()
    {
        openStudio();
        MonitorPanel *monitor = m_studio->screen->monitor();
        const QSize small = monitor->size();
        QVERIFY(QTest::qWaitForWindowActive(m_studio->screen.get()));
        QTest::keyClick(&m_studio->surface(), Qt::Key_F);
        QVERIFY(m_studio->screen->isMonitorFullScreen());
        QTRY_COMPARE(monitor->size(), m_studio->screen->window()->size());
        const Ticks before = m_studio->player.position();
        QTest::keyClick(&m_studio->surface(), Qt::Key_Period); // keys go on working
        QVERIFY(m_studio->player.position() > before);
        QTest::keyClick(&m_studio->surface(), Qt::Key_Escape);
        QVERIFY(!m_studio->screen->isMonitorFullScreen());
        QTRY_COMPARE(monitor->size(), small);
        QVERIFY(monitor->isVisible());
    }

    void aFileThatVanishesWhilePlayingIsNoticedAndFoundAgain()
    {
        const QString picture = m_studio->folder.filePath(QStringLiteral("picture.png"));
        QImage image(64, 36, QImage::Format_RGB32);
        image.fill(Qt::darkCyan);
        QVERIFY(image.save(picture));
        const ClipId shown = m_studio->clip(0).id;
        const auto take = m_studio->session->takes().importFile(shown, picture);
        SC_VERIFY_OK(take);
        QVERIFY(QFile::remove(picture));
        const QString file = m_studio->session->absolutePath(m_studio->session->takes().find(*take)->media);
        ProblemWatch *watch = m_studio->screen->side()->watch();
        QSignalSpy looked(watch, &ProblemWatch::reportChanged);
        QTRY_VERIFY_WITH_TIMEOUT(looked.size() >= 2, 15000); // also where the files lie is known now
        QCoreApplication::processEvents();
        m_studio->player.setProgram(m_studio->session->timeline(), {}, playback::mediaOf(*m_studio->session));
        m_studio->player.play();

        const QString away = m_studio->folder.filePath(QStringLiteral("away"));
        QVERIFY(QDir().mkpath(away));
        QTRY_VERIFY_WITH_TIMEOUT(!m_studio->editor().states().missing.contains(shown), 5000);
        QVERIFY(QFile::rename(file, away + QStringLiteral("/elsewhere.dat")));
        QTRY_VERIFY_WITH_TIMEOUT(m_studio->editor().states().missing.contains(shown), 15000);
        QVERIFY(m_studio->player.isPlaying());
        QCOMPARE(watch->report().count(timeline::FindingKind::MissingMedia), 1);
        QCOMPARE(stateOf(m_studio->clip(0), m_studio->editor().states()), ClipState::Missing);
        m_studio->actions.trigger(QStringLiteral("timeline.selectMissing"));
        QCOMPARE(m_studio->editor().selection().clips(), std::vector<ClipId>{shown});

        watch->relinker()->start({away});
        QTRY_VERIFY_WITH_TIMEOUT(m_studio->editor().states().missing.isEmpty(), 15000);
        QVERIFY(QFileInfo(file).isFile());
        QCOMPARE(watch->report().count(timeline::FindingKind::MissingMedia), 0);
    }

    void aShotWhoseWordsChangedSinceItsTakeIsStale()
    {
        const ClipId shown = m_studio->clip(1).id;
        SC_VERIFY_OK(m_studio->session->apply(
            QStringLiteral("Prompt"),
            timeline::editClip(m_studio->session->timeline(), {.clip = shown, .imagePrompt = QStringLiteral("a red car")})));
        project::NewTake made;
        made.take.clip = shown;
        made.take.media = {QStringLiteral("media/made.png"), 1, QStringLiteral("00")};
        made.take.provider = timeline::TakeProvider::ComfyUi;
        made.recipe.prompt = QStringLiteral("a red car");
        made.recipe.promptParts = {{QStringLiteral("clip"), QStringLiteral("a red car")}};
        SC_VERIFY_OK(m_studio->session->takes().add(QStringLiteral("Made"), {made}));
        QVERIFY(QDir().mkpath(m_studio->session->bundle() + QStringLiteral("/media")));
        QFile file(m_studio->session->bundle() + QStringLiteral("/media/made.png"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("x");
        file.close();
        QTRY_VERIFY_WITH_TIMEOUT(!m_studio->editor().states().stale.contains(shown), 5000);
        SC_VERIFY_OK(m_studio->session->apply(
            QStringLiteral("Prompt"),
            timeline::editClip(m_studio->session->timeline(), {.clip = shown, .imagePrompt = QStringLiteral("a blue car")})));
        QTRY_VERIFY_WITH_TIMEOUT(m_studio->editor().states().stale.contains(shown), 15000);
        m_studio->actions.trigger(QStringLiteral("timeline.selectStale"));
        QCOMPARE(m_studio->editor().selection().clips(), std::vector<ClipId>{shown});
        SC_VERIFY_OK(m_studio->session->undo());
        QTRY_VERIFY_WITH_TIMEOUT(m_studio->editor().states().stale.isEmpty(), 15000);
    }

    void theClosestZoomShowsTheSamples()
    {
        constexpr int rate = 8000;
        const QString file = m_studio->folder.filePath(QStringLiteral("tone.wav"));
        QVERIFY(test::writeWav(file, test::sine(4, rate, 1, 250, 0.8), rate, 1)); // 32 samples a wave
        timeline::Song song = evenSong(97, 24);
        song.sampleRate = rate;
        SC_VERIFY_OK(m_studio->session->setSong(file, song, true));
        TimelineSurface &surface = m_studio->surface();
        surface.setPixelsPerSecond(1e9, 0);
        QCOMPARE(surface.view().pixelsPerSecond(), ViewState::kMaxPixelsPerSample * rate);
        // The line climbs from its trough at the bottom to its crest at the top.
        const QRect lane = surface.lanes().rect(Lane::Song);
        const auto heights = [&] {
            const QImage shown = surface.grab(lane).toImage();
            std::pair<int, int> found{shown.height(), 0}; // of the line's y
            for (int x = surface.lanes().headWidth + 40; x < shown.width() - 40; ++x) {
                int best = -1;
                int bestY = 0;
                for (int y = 0; y < shown.height() * 3 / 4; ++y) {
                    const QColor ink = shown.pixelColor(x, y);
                    if (ink.blue() + ink.green() > best) {
                        best = ink.blue() + ink.green();
                        bestY = y;
                    }
                }
                found = {std::min(found.first, bestY), std::max(found.second, bestY)};
            }
            return found;
        };
        QTRY_VERIFY_WITH_TIMEOUT(heights().second - heights().first > lane.height() / 2, 5000);
        QVERIFY(heights().first < lane.height() / 4);
    }

    void loopingTheSelectionAndLettingItGo()
    {
        const timeline::Clip second = m_studio->clip(1);
        const timeline::Clip third = m_studio->clip(2);
        Selection selection;
        selection.setClips({second.id, third.id});
        m_studio->editor().setSelection(selection);
        m_studio->actions.trigger(QStringLiteral("timeline.loopSelection"));
        QVERIFY(m_studio->player.loop());
        QCOMPARE(m_studio->player.loop()->start, second.start);
        QCOMPARE(m_studio->player.loop()->end, third.end());
        QVERIFY(m_studio->player.isPlaying());
        m_studio->actions.trigger(QStringLiteral("timeline.loopSelection"));
        QVERIFY(!m_studio->player.loop());
        m_studio->player.pause();
    }

    void picturesThatCameTooLateAreShown()
    {
        openStudio();
        MonitorPanel *monitor = m_studio->screen->monitor();
        const QImage none = monitor->grab().toImage();
        monitor->setDropped(3);
        QVERIFY(monitor->grab().toImage() != none);
        monitor->setDropped(0);
        QCOMPARE(monitor->grab().toImage(), none);
    }
};

SC_TEST(TestTimelineMedia)
#include "tst_timeline_media.moc"

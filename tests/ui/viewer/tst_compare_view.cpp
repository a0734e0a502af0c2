// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/media_maker.h"
#include "tests/support/test_main.h"
#include "ui/theme/theme.h"
#include "ui/viewer/compare_view.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QWheelEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

using namespace sc;
using namespace sc::ui;

class TestCompareView : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<CompareView> m_view;

    [[nodiscard]] CompareSide still(int number, const QSize &size = {256, 64})
    {
        const QString file = m_dir.filePath(QStringLiteral("s%1.png").arg(number));
        if (!test::numberedImage(number, size).save(file))
            return {};
        CompareSide side;
        side.file = file;
        side.size = size;
        side.title = QStringLiteral("Still %1").arg(number);
        return side;
    }
    [[nodiscard]] CompareSide movie()
    {
        CompareSide side;
        side.file = m_dir.filePath(QStringLiteral("m.mp4"));
        side.size = QSize(256, 64);
        side.isMovie = true;
        side.frames = 24;
        side.rateNumerator = 24;
        side.length = Ticks::seconds(1);
        side.title = QStringLiteral("Movie");
        return side;
    }

private Q_SLOTS:
    void initTestCase()
    {
        applyTheme(*qApp, builtInTheme({.reducedMotion = true}));
        const QString made = test::makeNumberedMovie(m_dir.filePath(QStringLiteral("m.mp4")), 24, QStringLiteral("24"),
                                                     {QStringLiteral("-c:v"), QStringLiteral("libx264"), QStringLiteral("-pix_fmt"),
                                                      QStringLiteral("yuv420p"), QStringLiteral("-g"), QStringLiteral("12")});
        QVERIFY2(made.isEmpty(), qPrintable(made));
    }
    void init()
    {
        m_view = std::make_unique<CompareView>();
        m_view->resize(800, 450);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }
    void cleanup() { m_view.reset(); }

    void aMovieIsSteppedFrameByFrame()
    {
        m_view->setSides({movie()});
        QTRY_COMPARE(test::numberOf(m_view->pictureOf(0)), 0);
        for (int frame = 1; frame <= 5; ++frame) {
            m_view->stepFrames(1);
            QTRY_COMPARE(test::numberOf(m_view->pictureOf(0)), frame);
        }
        m_view->setFocus();
        QTest::keyClick(m_view.get(), Qt::Key_Comma);
        QTRY_COMPARE(test::numberOf(m_view->pictureOf(0)), 4);
        m_view->stepFrames(1000);
        QTRY_COMPARE(test::numberOf(m_view->pictureOf(0)), 23);
        m_view->stepFrames(-1000);
        QTRY_COMPARE(test::numberOf(m_view->pictureOf(0)), 0);
    }

    void playingGoesRoundAndTellsWhere()
    {
        m_view->setSides({movie(), still(7)});
        QSignalSpy moved(m_view.get(), &CompareView::positionChanged);
        m_view->setPlaying(true);
        QVERIFY(m_view->isPlaying());
        QTRY_VERIFY(moved.count() > 3);
        m_view->stepFrames(1); // stops
        QVERIFY(!m_view->isPlaying());
        m_view->setSides({still(7)});
        m_view->setPlaying(true);
        QVERIFY(!m_view->isPlaying()); // there is nothing to play
    }

    void eachModeShowsTheSidesItNeeds()
    {
        m_view->setSides({still(1), still(2), still(3), still(4), still(5)});
        QTRY_COMPARE(test::numberOf(m_view->pictureOf(0)), 1);
        QVERIFY(m_view->pictureOf(1).isNull()); // not looked at, not decoded
        m_view->setMode(CompareMode::TwoUp);
        QTRY_COMPARE(test::numberOf(m_view->pictureOf(1)), 2);
        QVERIFY(m_view->cellOf(0) != m_view->cellOf(1));
        m_view->setMode(CompareMode::FourUp);
        QTRY_COMPARE(test::numberOf(m_view->pictureOf(3)), 4);
        m_view->setCurrent(4); // the next four
        QTRY_COMPARE(test::numberOf(m_view->pictureOf(4)), 5);
        m_view->setCurrent(0);
        m_view->setMode(CompareMode::Difference);
        m_view->grab();
        QVERIFY(m_view->difference().share > 0);
        m_view->setMode(CompareMode::Blink);
        QTRY_VERIFY(m_view->isBlinkingOver());
        QTRY_VERIFY(!m_view->isBlinkingOver());
    }

    void theWipeFollowsTheMouseAndTheKeys()
    {
        m_view->setSides({still(1), still(2)});
        m_view->setMode(CompareMode::Wipe);
        QCOMPARE(m_view->wipe(), 0.5);
        const QPoint line(400, 200);
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, line);
        QMouseEvent move(QEvent::MouseMove, QPointF(200, 200), m_view->mapToGlobal(QPointF(200, 200)), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(m_view.get(), &move);
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, QPoint(200, 200));
        QCOMPARE(m_view->wipe(), 0.25);
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QVERIFY(m_view->wipe() > 0.25);
    }

    void theWheelEnlargesAllInStep()
    {
        m_view->setSides({still(1), still(2, {512, 128})});
        m_view->setMode(CompareMode::TwoUp);
        QWheelEvent wheel(QPointF(100, 200), m_view->mapToGlobal(QPointF(100, 200)), {}, QPoint(0, 360), Qt::NoButton, {},
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view.get(), &wheel);
        QVERIFY(m_view->look().enlargement > 1.5);
        QCOMPARE(m_view->pictureRectOf(0).width(), m_view->pictureRectOf(1).width()); // whatever their sizes
        QTest::keyClick(m_view.get(), Qt::Key_Z);
        QCOMPARE(m_view->look().enlargement, 1.0);
        m_view->showOriginal();
        QVERIFY(std::abs(m_view->scale() - 1) < 0.01 || m_view->look().enlargement == 1.0);
    }

    void aFileThatIsGoneOrDamagedIsSaid()
    {
        CompareSide gone = still(1);
        gone.file = m_dir.filePath(QStringLiteral("gone.png"));
        CompareSide broken = still(2);
        broken.file = m_dir.filePath(QStringLiteral("broken.mp4"));
        broken.isMovie = true;
        QVERIFY(test::writeFile(broken.file, QByteArray(4096, 'x')));
        QSignalSpy changed(m_view.get(), &CompareView::pictureChanged);
        m_view->setSides({gone, broken});
        m_view->setMode(CompareMode::TwoUp);
        QTRY_VERIFY(changed.count() >= 2);
        QVERIFY(m_view->pictureOf(0).isNull() && m_view->pictureOf(1).isNull());
        m_view->grab(); // the slates are drawn
        m_view->setSides({});
        m_view->grab();
        m_view->stepFrames(3);
        m_view->setPosition(Ticks::seconds(4));
        QCOMPARE(m_view->position(), Ticks());
    }

    void aLivePictureIsShownAtOnce()
    {
        CompareSide live;
        live.picture = test::numberedImage(9);
        m_view->setSides({live});
        QCOMPARE(test::numberOf(m_view->pictureOf(0)), 9);
        live.picture = test::numberedImage(10);
        m_view->setSides({live});
        QCOMPARE(test::numberOf(m_view->pictureOf(0)), 10);
    }
};

SC_TEST(TestCompareView)
#include "tst_compare_view.moc"

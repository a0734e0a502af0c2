// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/edits.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_studio.h"

#include <QtGui/QAccessible>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::test;
using namespace sc::ui;

// Alternates fanned out under their shot: made live, dragged away, folded, read out.
class TestTimelineAlternates : public TimelineWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void aClickOnAnAlternateMakesItLive()
    {
        const ClipId shot = m_studio->clip(2).id;
        const timeline::AddClipAlternate request{.clip = shot};
        SC_VERIFY_OK(
            m_studio->session->apply(QStringLiteral("Alternate"), timeline::addClipAlternate(m_studio->session->timeline(), request)));
        QCOMPARE(m_studio->surface().lanes().alternateRows, 1);
        const QPoint at = m_studio->surface().boxOfAlternate(request.id).center().toPoint();
        QTest::mouseClick(&m_studio->surface(), Qt::LeftButton, {}, at);
        QVERIFY(timeline::findClip(m_studio->session->timeline(), request.id)->isLive);
        QVERIFY(!timeline::findClip(m_studio->session->timeline(), shot)->isLive);
        QCOMPARE(m_studio->editor().selection().current(), request.id);
    }

    void anAlternateDraggedAwayBecomesAShot()
    {
        const timeline::AddClipAlternate request{.clip = m_studio->clip(2).id};
        SC_VERIFY_OK(
            m_studio->session->apply(QStringLiteral("Alternate"), timeline::addClipAlternate(m_studio->session->timeline(), request)));
        const size_t shots = m_studio->editor().index().entries().size();
        const QPoint from = m_studio->surface().boxOfAlternate(request.id).center().toPoint();
        const QPoint to = pointAt(Ticks::seconds(14), Lane::Alternates);
        dragMouse(from, to);
        QVERIFY(m_studio->surface().drag());
        QTest::mouseRelease(&m_studio->surface(), Qt::LeftButton, {}, to);
        QCOMPARE(m_studio->editor().index().entries().size(), shots + 1);
        QVERIFY(timeline::findClip(m_studio->session->timeline(), request.id)->parent.isEmpty());
    }

    void theFanFoldsByItsName()
    {
        SC_VERIFY_OK(m_studio->session->apply(QStringLiteral("Alternate"),
                                              timeline::addClipAlternate(m_studio->session->timeline(), {.clip = m_studio->clip(2).id})));
        const QPoint name(20, m_studio->surface().lanes().rect(Lane::Alternates).center().y());
        QTest::mouseClick(&m_studio->surface(), Qt::LeftButton, {}, name);
        QVERIFY(!m_studio->surface().isFanned());
        QCOMPARE(m_studio->surface().lanes().alternateRows, 0);
        QTest::mouseClick(&m_studio->surface(), Qt::LeftButton, {},
                          QPoint(20, m_studio->surface().lanes().rect(Lane::Alternates).center().y()));
        QCOMPARE(m_studio->surface().lanes().alternateRows, 1);
    }

    void aScreenReaderFindsTheAlternatesUnderTheirShot()
    {
        const timeline::Clip shot = m_studio->clip(2);
        SC_VERIFY_OK(m_studio->session->apply(QStringLiteral("Alternate"),
                                              timeline::addClipAlternate(m_studio->session->timeline(), {.clip = shot.id})));
        QAccessibleInterface *lane = QAccessible::queryAccessibleInterface(&m_studio->surface());
        QVERIFY(lane);
        QAccessibleInterface *third = lane->child(2);
        QVERIFY(third);
        QCOMPARE(third->childCount(), 1);
        QAccessibleInterface *alternate = third->child(0);
        QVERIFY(alternate->text(QAccessible::Name).startsWith(QStringLiteral("Alternate A1 of shot 3")));
        QCOMPARE(alternate->parent(), third);
        QVERIFY(alternate->actionInterface());
        alternate->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QVERIFY(!timeline::findClip(m_studio->session->timeline(), shot.id)->isLive);
        QCOMPARE(lane->child(2)->childCount(), 1); // now the other way round
        QVERIFY(!alternate->isValid());
    }
};

SC_TEST(TestTimelineAlternates)
#include "tst_timeline_alternates.moc"

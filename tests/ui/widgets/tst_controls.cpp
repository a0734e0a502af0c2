// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "ui/theme/theme.h"
#include "ui/widgets/backdrop_widget.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>

using namespace sc;
using namespace sc::ui;

class TestControls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, builtInTheme()); }

    void everyControlIsLargeEnoughToHit()
    {
        PushButton button(QStringLiteral("Go"));
        IconButton icon(QStringLiteral("plus"), QStringLiteral("Add"));
        Segment segment({{QStringLiteral("A"), {}}, {QStringLiteral("B"), {}}});
        for (const QWidget *widget : std::initializer_list<QWidget *>{&button, &icon, &segment})
            QVERIFY(widget->sizeHint().width() >= 24 && widget->sizeHint().height() >= 24);
    }

    void iconButtonsHaveAName()
    {
        const IconButton icon(QStringLiteral("undo"), QStringLiteral("Undo"));
        QCOMPARE(icon.accessibleName(), QStringLiteral("Undo"));
        QCOMPARE(icon.toolTip(), QStringLiteral("Undo"));
    }

    void aDisabledButtonSaysWhy()
    {
        PushButton button(QStringLiteral("Export"));
        button.setDisabledReason(QStringLiteral("There is no shot yet."));
        QVERIFY(!button.isEnabled());
        QCOMPARE(button.toolTip(), QStringLiteral("There is no shot yet."));
        button.setDisabledReason({});
        QVERIFY(button.isEnabled());
    }

    void segmentMovesByMouseAndKeys()
    {
        Segment segment({{QStringLiteral("Bands"), {}}, {QStringLiteral("RMS"), {}}, {QStringLiteral("Stereo"), {}}});
        segment.resize(segment.sizeHint());
        QSignalSpy changes(&segment, &Segment::currentChanged);
        QTest::mouseClick(&segment, Qt::LeftButton, {}, QPoint(segment.width() - 10, 14));
        QCOMPARE(segment.current(), 2);
        QTest::keyClick(&segment, Qt::Key_Right);
        QCOMPARE(segment.current(), 2);
        QTest::keyClick(&segment, Qt::Key_Left);
        QCOMPARE(segment.current(), 1);
        QCOMPARE(changes.size(), 2);
    }

    void aChoiceKeepsWithinItsOptions()
    {
        FieldChoice choice(QStringLiteral("Version"));
        choice.setOptions({{QStringLiteral("1.9"), 9}, {QStringLiteral("1.10"), 10}}, 1);
        QSignalSpy changes(&choice, &FieldChoice::currentChanged);
        QTest::keyClick(&choice, Qt::Key_Down);
        QCOMPARE(choice.value().toInt(), 10);
        QTest::keyClick(&choice, Qt::Key_Up);
        QCOMPARE(choice.value().toInt(), 9);
        choice.setValue(42);
        QCOMPARE(choice.value().toInt(), 9);
        QCOMPARE(changes.size(), 1);
        QVERIFY(choice.accessibleName().contains(u"1.9"));
    }

    void aRemovableChipSendsItsCross()
    {
        Chip chip(QStringLiteral("BPM 60 to 140"));
        chip.setRemovable(true);
        chip.resize(chip.sizeHint());
        QSignalSpy removed(&chip, &Chip::removed);
        QSignalSpy clicked(&chip, &QAbstractButton::clicked);
        QTest::mouseClick(&chip, Qt::LeftButton, {}, QPoint(chip.width() - 8, 10));
        QCOMPARE(removed.size(), 1);
        QCOMPARE(clicked.size(), 0);
    }

    void escapeEmptiesASearchField()
    {
        SearchField field(QStringLiteral("Search"));
        field.setText(QStringLiteral("rain"));
        QTest::keyClick(&field, Qt::Key_Escape);
        QVERIFY(field.text().isEmpty());
    }

    void textThatIsCutIsWholeInItsTooltip()
    {
        TextLabel label(QStringLiteral("A very long name of a song <b>live</b>"));
        label.resize(60, 16);
        label.show();
        QVERIFY(label.toolTip().contains(u"&lt;b&gt;"));
        label.resize(600, 16);
        label.setText(QStringLiteral("Short"));
        QVERIFY(label.toolTip().isEmpty());
    }

    void aPanelIsOpaqueAndLetsTheBackdropThrough()
    {
        BackdropWidget ground;
        ground.resize(800, 400);
        auto *panel = new Panel(&ground);
        panel->setGeometry(100, 20, 300, 200);
        ground.show();
        QVERIFY(panel->testAttribute(Qt::WA_OpaquePaintEvent));
        const QImage here = panel->grab().toImage();
        panel->move(480, 20);
        const QImage there = panel->grab().toImage();
        QVERIFY(here != there); // other lights shine through at another place
        QCOMPARE(qAlpha(here.pixel(0, 0)), 255);
    }

    void anErrorStateOffersEveryActionOfItsProblem()
    {
        const Problem problem = Problem(ProblemCode::MediaMissing, QStringLiteral("The file is gone."))
                                    .withAction(QStringLiteral("locate"), QStringLiteral("Locate"))
                                    .withAction(QStringLiteral("relink"), QStringLiteral("Relink folder"));
        ErrorState state(QStringLiteral("Neon Drive"), problem);
        QSignalSpy chosen(&state, &ErrorState::actionChosen);
        const auto buttons = state.findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), 2);
        buttons.last()->click();
        QCOMPARE(chosen.first().first().toString(), QStringLiteral("relink"));
    }
};

SC_TEST(TestControls)
#include "tst_controls.moc"

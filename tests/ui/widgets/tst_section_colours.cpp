// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "ui/widgets/section_colours.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::ui;

namespace {

SongMap mapOf(std::initializer_list<const char16_t *> labels)
{
    SongMap map;
    Ticks at;
    for (const char16_t *label : labels) {
        map.sections.push_back({at, at + Ticks::seconds(8), QString::fromUtf16(label), 0, 0, -1});
        at += Ticks::seconds(8);
    }
    return map;
}

} // namespace

class TestSectionColours : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownLabelsHaveTheirColour()
    {
        const SectionColours colours(mapOf({u"intro", u"verse", u"Chorus", u"breakdown"}));
        QCOMPARE(colours.hue(0), SectionHue::Intro);
        QCOMPARE(colours.hue(2), SectionHue::Chorus);
        QCOMPARE(colours.hue(3), SectionHue::Break);
    }

    void ownLabelsTakeUnusedColoursAndRepeatsTheirOwn()
    {
        const SectionColours colours(mapOf({u"A", u"B", u"A", u"C", u"D"}));
        QCOMPARE(colours.hue(0), SectionHue::Solo);
        QCOMPARE(colours.hue(1), SectionHue::PreChorus);
        QCOMPARE(colours.hue(2), colours.hue(0));
        QCOMPARE(colours.hue(3), SectionHue::Build);
        QVERIFY(!colours.hatched(3));
        QVERIFY(colours.hatched(4)); // the fourth has to repeat one
    }

    void anOwnLabelDoesNotTakeTheColourOfAPresentSolo()
    {
        const SectionColours colours(mapOf({u"solo", u"Mine"}));
        QCOMPARE(colours.hue(1), SectionHue::PreChorus);
    }

    void nothingBreaksOutOfRange()
    {
        QCOMPARE(SectionColours().hue(7), SectionHue::Outro);
        const Theme theme = builtInTheme();
        QCOMPARE(sceneColour(theme, -1), theme.sectionColour(SectionHue::Outro));
        QCOMPARE(sceneColour(theme, 11), theme.sectionColour(SectionHue::Verse));
    }
};

SC_TEST(TestSectionColours)
#include "tst_section_colours.moc"

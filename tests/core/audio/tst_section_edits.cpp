// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/section_edits.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QRandomGenerator>

using namespace sc;
using namespace sc::audio;

class TestSectionEdits : public QObject
{
    Q_OBJECT

    static Ticks s(double seconds) { return Ticks::fromSeconds(seconds); }
    static Sections song()
    {
        return {{s(0), s(10), QStringLiteral("intro"), 0.2, 0.8, -1},
                {s(10), s(30), QStringLiteral("verse"), 0.5, 0.7, 0},
                {s(30), s(50), QStringLiteral("chorus"), 0.9, 0.6, 1},
                {s(50), s(60), QStringLiteral("outro"), 0.3, 0.9, -1}};
    }
    static QStringList labels(const Sections &sections)
    {
        QStringList names;
        for (const Section &section : sections)
            names.append(section.label);
        return names;
    }

private Q_SLOTS:
    void renamingIsCertain()
    {
        const auto renamed = renameSection(song(), 1, QStringLiteral("  my part "));
        SC_VERIFY_OK(renamed);
        QCOMPARE((*renamed)[1].label, QStringLiteral("my part"));
        QCOMPARE((*renamed)[1].confidence, 1.0);
        QCOMPARE((*renamed)[1].repeatGroup, 0);
        SC_COMPARE_PROBLEM(renameSection(song(), 1, QString()), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(renameSection(song(), 1, QString(41, u'x')), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(renameSection(song(), 4, QStringLiteral("x")), ProblemCode::ResourceNotFound);
        SC_COMPARE_PROBLEM(renameSection(*renamed, 1, QStringLiteral("my part")), ProblemCode::NothingToUpdate);
    }

    void movingAnEdgeTrimsTheNeighbour()
    {
        const auto moved = moveSectionStart(song(), 2, s(28));
        SC_VERIFY_OK(moved);
        QCOMPARE((*moved)[1].end, s(28));
        QCOMPARE((*moved)[2].start, s(28));
        QCOMPARE((*moved)[2].repeatGroup, -1);
        SC_COMPARE_PROBLEM(moveSectionStart(song(), 0, s(1)), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(moveSectionStart(song(), 2, s(10.2)), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(moveSectionStart(song(), 2, s(49.8)), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(moveSectionStart(song(), 2, s(5)), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(moveSectionStart(song(), 2, s(30)), ProblemCode::NothingToUpdate);
    }

    void splittingAndMerging()
    {
        const auto split = splitSection(song(), s(20));
        SC_VERIFY_OK(split);
        QCOMPARE(labels(*split), (QStringList{QStringLiteral("intro"), QStringLiteral("verse"), QStringLiteral("verse"),
                                              QStringLiteral("chorus"), QStringLiteral("outro")}));
        const auto merged = mergeSectionWithNext(*split, 1);
        SC_VERIFY_OK(merged);
        QCOMPARE((*merged)[1].end, s(30));
        QCOMPARE((*merged)[1].energy, 0.5);
        SC_COMPARE_PROBLEM(splitSection(song(), s(10.3)), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(splitSection(song(), s(99)), ProblemCode::ResourceNotFound);
        SC_COMPARE_PROBLEM(mergeSectionWithNext(song(), 3), ProblemCode::ValidationError);
    }

    void aRemovedSectionGoesToItsNeighbour()
    {
        const auto removed = removeSection(song(), 1);
        SC_VERIFY_OK(removed);
        QCOMPARE((*removed)[0].end, s(30));
        const auto first = removeSection(song(), 0);
        SC_VERIFY_OK(first);
        QCOMPARE((*first)[0].start, s(0));
        QCOMPARE((*first)[0].label, QStringLiteral("verse"));
        SC_COMPARE_PROBLEM(removeSection({song()[0]}, 0), ProblemCode::ValidationError);
    }

    // The screen asks with the problem's own words and then trims.
    void anOverlapIsAskedAboutAndThenTrimmed()
    {
        const auto asked = setSectionRange(song(), 2, {s(25), s(50)}, SectionOverlap::Refuse);
        SC_COMPARE_PROBLEM(asked, ProblemCode::Conflict);
        QVERIFY(asked.error().text().contains(QStringLiteral("verse")) && asked.error().text().contains(QStringLiteral("5.00")));
        QCOMPARE(asked.error().actions().front().id, QStringLiteral("section.trim"));
        const auto trimmed = setSectionRange(song(), 2, {s(25), s(55)}, SectionOverlap::Trim);
        SC_VERIFY_OK(trimmed);
        QCOMPARE((*trimmed)[1].end, s(25));
        QCOMPARE((*trimmed)[3].start, s(55));
        SC_COMPARE_PROBLEM(setSectionRange(song(), 2, {s(9), s(50)}, SectionOverlap::Trim), ProblemCode::ValidationError);
        // Shorter is no overlap: the neighbours grow.
        const auto shorter = setSectionRange(song(), 2, {s(32), s(48)}, SectionOverlap::Refuse);
        SC_VERIFY_OK(shorter);
        QCOMPARE((*shorter)[1].end, s(32));
        QCOMPARE((*shorter)[3].start, s(48));
    }

    void randomEditsKeepTheSongCovered()
    {
        QRandomGenerator random(11);
        Sections sections = song();
        int done = 0;
        for (int i = 0; i < 3000; ++i) {
            const auto index = static_cast<size_t>(random.bounded(static_cast<int>(sections.size()) + 1));
            const Ticks at = s(random.bounded(60.0));
            const auto edited = [&]() -> Result<Sections> {
                switch (random.bounded(5)) {
                case 0:
                    return moveSectionStart(sections, index, at);
                case 1:
                    return splitSection(sections, at);
                case 2:
                    return mergeSectionWithNext(sections, index);
                case 3:
                    return removeSection(sections, index);
                default:
                    return setSectionRange(sections, index, {at, at + s(random.bounded(20.0))}, SectionOverlap::Trim);
                }
            }();
            if (!edited)
                continue;
            ++done;
            sections = *edited;
            SC_VERIFY_OK(checkSections(sections));
            QCOMPARE(sections.front().start, s(0));
            QCOMPARE(sections.back().end, s(60));
        }
        QVERIFY(done > 300);
    }

    void aShortSectionThatWasHeardBlocksNoCorrectionOfOthers()
    {
        Sections sections = song();
        sections[0].end = sections[1].start = s(0.3);
        const auto renamed = renameSection(sections, 2, QStringLiteral("drop"));
        SC_VERIFY_OK(renamed);
        SC_VERIFY_OK(checkSections(*renamed));
        sections[0].end = sections[1].start = s(0);
        SC_COMPARE_PROBLEM(checkSections(sections), ProblemCode::ValidationError);
    }

    void sectionsAreFittedToTheSong()
    {
        const Sections fitted = fitSections(song(), s(40));
        QCOMPARE(labels(fitted), (QStringList{QStringLiteral("intro"), QStringLiteral("verse"), QStringLiteral("chorus")}));
        QCOMPARE(fitted.back().end, s(40));
        QCOMPARE(fitSections(song(), s(63)).back().end, s(63));
        QVERIFY(fitSections({}, s(10)).empty());
    }
};

SC_TEST(TestSectionEdits)
#include "tst_section_edits.moc"

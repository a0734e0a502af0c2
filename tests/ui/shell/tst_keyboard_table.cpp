// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/shell/whole_studio.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::ui;

namespace {

// The keys of the specification for what exists by now: key, the action it means while the timeline shows.
struct KeyOfTable
{
    const char *keys;
    const char *action;
};
constexpr KeyOfTable kTable[] = {
    {"Space", "playback.toggle"},
    {"Home", "playback.start"},
    {"0", "playback.start"},
    {"End", "playback.end"},
    {"Shift+Space", "timeline.loopSelection"},
    {"M", "playback.mute"},
    {"Left", "timeline.previousClip"},
    {"Right", "timeline.nextClip"},
    {"Shift+Left", "timeline.previousBeat"},
    {"Shift+Right", "timeline.nextBeat"},
    {",", "timeline.previousFrame"},
    {".", "timeline.nextFrame"},
    {"Up", "timeline.laneUp"},
    {"Down", "timeline.laneDown"},
    {"[", "timeline.previousSection"},
    {"]", "timeline.nextSection"},
    {"Ctrl+J", "timeline.goToTime"},
    {"N", "timeline.newClip"},
    {"Ctrl+N", "project.new"},
    {"Ctrl+Shift+N", "timeline.newScene"},
    {"A", "timeline.newAlternate"},
    {"Ctrl+M", "timeline.newMarker"},
    {"Del", "timeline.delete"},
    {"Backspace", "timeline.delete"},
    {"Ctrl+Z", "edit.undo"},
    {"Ctrl+Y", "edit.redo"},
    {"Ctrl+Shift+Z", "edit.redo"},
    {"Ctrl+C", "timeline.copy"},
    {"Ctrl+V", "timeline.paste"},
    {"Ctrl+X", "timeline.cut"},
    {"Ctrl+D", "timeline.duplicate"},
    {"S", "timeline.split"},
    {"Q", "timeline.trimIn"},
    {"W", "timeline.trimOut"},
    {"Ctrl+S", "timeline.savePoint"},
    {"F", "timeline.monitorFullScreen"},
    {"Ctrl+B", "view.rail"},
    {"Ctrl+1", "screen.timeline"},
    {"Ctrl+4", "screen.library"},
    {"Ctrl+5", "screen.analysis"},
    {"Ctrl+9", "screen.export"},
    {"Ctrl+A", "timeline.selectAll"},
    {"Esc", "timeline.selectNone"},
    {"Ctrl+=", "timeline.zoomIn"},
    {"Ctrl+-", "timeline.zoomOut"},
    {"Ctrl+0", "timeline.zoomReset"},
    {"Shift+Z", "timeline.zoomFit"},
    {"?", "app.shortcuts"},
    {"Ctrl+/", "app.shortcuts"},
    {"Ctrl+K", "app.palette"},
};

} // namespace

// Section "Keyboard" of the specification against the registry that menus, palette and shortcut sheet are made from.
class TestKeyboardTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeyMeansItsActionWhileTheTimelineShows()
    {
        test::WholeStudio studio;
        QVERIFY(studio.window);
        studio.window->showScreen(ScreenId::Timeline, false);
        for (const KeyOfTable &row : kTable) {
            const QKeySequence keys(QString::fromLatin1(row.keys));
            QStringList ofScreen;
            QStringList ofWindow;
            for (const ActionSpec *spec : studio.actions.all()) {
                if (!spec->shortcuts.contains(keys))
                    continue;
                if (spec->scope == nullptr)
                    ofWindow += spec->id;
                else if (spec->scope == studio.timeline)
                    ofScreen += spec->id;
            }
            // A key of the screen that shows comes before the window's.
            const QStringList meaning = ofScreen.isEmpty() ? ofWindow : ofScreen;
            QVERIFY2(meaning == QStringList{QString::fromLatin1(row.action)},
                     qPrintable(QStringLiteral("%1 means %2").arg(QString::fromLatin1(row.keys), meaning.join(u", "))));
        }
    }

    void everyActionOfTheTableIsFoundInThePalette()
    {
        test::WholeStudio studio;
        QVERIFY(studio.window);
        for (const KeyOfTable &row : kTable) {
            const ActionSpec *spec = studio.actions.spec(QString::fromLatin1(row.action));
            QVERIFY2(spec, row.action);
            QVERIFY2(!spec->text.isEmpty() && !spec->group.isEmpty(), row.action);
        }
    }

    void noKeyOfTheTimelineMeansTwoThings()
    {
        test::WholeStudio studio;
        QVERIFY(studio.window);
        QMap<QString, QString> taken;
        for (const ActionSpec *spec : studio.actions.all()) {
            if (spec->scope != studio.timeline)
                continue;
            for (const QKeySequence &keys : spec->shortcuts) {
                const QString name = keys.toString(QKeySequence::PortableText);
                QVERIFY2(!taken.contains(name), qPrintable(QStringLiteral("%1: %2 and %3").arg(name, taken.value(name), spec->id)));
                taken.insert(name, spec->id);
            }
        }
        QVERIFY(taken.size() > 40);
    }
};

SC_TEST(TestKeyboardTable)
#include "tst_keyboard_table.moc"

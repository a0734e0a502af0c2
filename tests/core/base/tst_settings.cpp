// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/key_bindings.h"
#include "core/base/settings.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>

using namespace sc;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySettingKeepsItsOwnRule()
    {
        QStringList keys;
        for (const SettingSpec &spec : settingSpecs()) {
            const auto standard = checkedSetting(spec, spec.standard);
            SC_VERIFY_OK(standard);
            QCOMPARE(*standard, spec.standard);
            QVERIFY(!keys.contains(spec.key));
            keys.append(spec.key);
            QVERIFY(!spec.name.isEmpty() && !spec.text.isEmpty() && !ruleOf(spec).isEmpty());
            const auto pages = settingPages();
            QVERIFY(std::ranges::any_of(pages, [&](const auto &page) { return page.first == spec.page; }));
        }
        QVERIFY(findSetting(QStringLiteral("timeline.snap")) != nullptr);
        QVERIFY(findSetting(QStringLiteral("nothing")) == nullptr);
    }

    void valuesAreReadGenerouslyAndRefusedWithTheirRule()
    {
        const SettingSpec &snap = *findSetting(QStringLiteral("timeline.snap"));
        QCOMPARE(checkedSetting(snap, QStringLiteral(" Yes ")).value(), QStringLiteral("on"));
        QCOMPARE(checkedSetting(snap, QStringLiteral("0")).value(), QStringLiteral("off"));
        SC_COMPARE_PROBLEM(checkedSetting(snap, QStringLiteral("maybe")), ProblemCode::ValidationError);
        const SettingSpec &nudge = *findSetting(QStringLiteral("timeline.nudge"));
        QCOMPARE(checkedSetting(nudge, QStringLiteral("007")).value(), QStringLiteral("7"));
        for (const char *bad : {"0", "241", "-3", "1.5", "many", "", "99999999999999"}) {
            const auto refused = checkedSetting(nudge, QString::fromLatin1(bad));
            SC_COMPARE_PROBLEM(refused, ProblemCode::ValidationError);
            QVERIFY(refused.error().text().contains(QStringLiteral("240")));
        }
        const SettingSpec &folder = *findSetting(QStringLiteral("storage.projects"));
        QCOMPARE(checkedSetting(folder, QDir::tempPath()).value(), QDir::cleanPath(QDir::tempPath()));
        SC_COMPARE_PROBLEM(checkedSetting(folder, QStringLiteral("/nowhere/at/all")), ProblemCode::ValidationError);
    }

    void shortcutsComeBackFromTheirText()
    {
        KeyBindings bindings;
        bindings.keys.insert(QStringLiteral("timeline.split"), {QStringLiteral("S"), QStringLiteral("Ctrl+K, Ctrl+B")});
        bindings.keys.insert(QStringLiteral("from.a.newer-one"), {});
        const auto back = keyBindingsFromText(toText(bindings));
        SC_VERIFY_OK(back);
        QVERIFY(*back == bindings);
    }

    void textsThatAreNoShortcutsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no json") << QByteArray("keys: S");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("another file") << QByteArray(R"({"name":"x"})");
        QTest::newRow("no list") << QByteArray(R"({"storycanvas_keys":1,"keys":{"a.b":"S"}})");
        QTest::newRow("three") << QByteArray(R"({"storycanvas_keys":1,"keys":{"a.b":["A","B","C"]}})");
        QTest::newRow("number") << QByteArray(R"({"storycanvas_keys":1,"keys":{"a.b":[7]}})");
        QTest::newRow("long") << QByteArray(R"({"storycanvas_keys":1,"keys":{"a.b":[")" + QByteArray(200, 'A') + R"("]}})");
        QTest::newRow("odd id") << QByteArray(R"({"storycanvas_keys":1,"keys":{"a b\n":["A"]}})");
    }

    void textsThatAreNoShortcutsAreRefused()
    {
        QFETCH(QByteArray, text);
        SC_COMPARE_PROBLEM(keyBindingsFromText(text), ProblemCode::ValidationError);
    }

    void aNewerFormIsNamed() { SC_COMPARE_PROBLEM(keyBindingsFromText(R"({"storycanvas_keys":2,"keys":{}})"), ProblemCode::NewerVersion); }
};

SC_TEST(TestSettings)
#include "tst_settings.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"

#include <QtCore/QStandardPaths>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

#include <cstdio>
#include <vector>

namespace sc::test {

namespace {

std::vector<std::function<std::unique_ptr<QObject>()>> &tests()
{
    static std::vector<std::function<std::unique_ptr<QObject>()>> all;
    return all;
}

} // namespace

Registration::Registration(std::function<std::unique_ptr<QObject>()> make)
{
    tests().push_back(std::move(make));
}

} // namespace sc::test

int main(int argc, char *argv[])
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("StoryCanvas"));
    int failed = 0;
    for (const auto &make : sc::test::tests()) {
        const std::unique_ptr<QObject> test = make();
        failed += QTest::qExec(test.get(), argc, argv);
    }
    if (sc::test::tests().empty()) {
        std::fputs("no test is registered\n", stderr);
        return 1;
    }
    return failed == 0 ? 0 : 1;
}

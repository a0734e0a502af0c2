// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>

#include <functional>
#include <memory>

namespace sc::test {

// Registers a test class before main() runs, so that one program can hold several.
struct Registration
{
    explicit Registration(std::function<std::unique_ptr<QObject>()> make);
};

} // namespace sc::test

// At the end of every tst_*.cpp, followed by #include "tst_name.moc".
#define SC_TEST(Class) static const sc::test::Registration sc##Class##Registration([] { return std::make_unique<Class>(); });

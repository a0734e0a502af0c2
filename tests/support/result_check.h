// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest/QTest>

// Fails the test with the Problem's own words when a Result is an error. The expression runs once.
#define SC_VERIFY_OK(result)                                                                                           \
    do {                                                                                                               \
        const auto &scChecked = (result);                                                                              \
        QVERIFY2(scChecked.has_value(), scChecked ? "" : qPrintable(scChecked.error().toLogLine()));                   \
    } while (false)

// Fails unless the Result is an error with this ProblemCode. The expression runs once.
#define SC_COMPARE_PROBLEM(result, expectedCode)                                                                       \
    do {                                                                                                               \
        const auto &scChecked = (result);                                                                              \
        QVERIFY2(!scChecked.has_value(), "a problem was expected");                                                    \
        QCOMPARE(sc::problemCodeName(scChecked.error().code()), sc::problemCodeName(expectedCode));                    \
    } while (false)

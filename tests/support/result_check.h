// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest/QTest>

// Fails the test with the Problem's own words when a Result is an error.
#define SC_VERIFY_OK(result) QVERIFY2((result).has_value(), (result) ? "" : qPrintable((result).error().toLogLine()))

// Fails unless the Result is an error with this ProblemCode.
#define SC_COMPARE_PROBLEM(result, expectedCode)                                                                       \
    do {                                                                                                               \
        QVERIFY2(!(result).has_value(), "a problem was expected");                                                     \
        QCOMPARE(sc::problemCodeName((result).error().code()), sc::problemCodeName(expectedCode));                     \
    } while (false)

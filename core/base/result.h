// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"

#include <expected>

namespace sc {

// A value, or the Problem that kept us from it. Exceptions do not cross a module.
template<class T = void>
using Result = std::expected<T, Problem>;

} // namespace sc

// Leaves the function with the Problem of `expression`, a Result<void> or a Result whose value is not wanted.
#define SC_TRY(expression)                                                                                             \
    do {                                                                                                               \
        if (auto scResult = (expression); !scResult)                                                                   \
            return std::unexpected(std::move(scResult).error());                                                       \
    } while (false)

// Declares `name` as the value of `expression`, or leaves the function with its Problem.
#define SC_TRY_ASSIGN(name, expression)                                                                                \
    auto name##Result = (expression);                                                                                  \
    if (!name##Result)                                                                                                 \
        return std::unexpected(std::move(name##Result).error());                                                       \
    auto name = std::move(*name##Result)

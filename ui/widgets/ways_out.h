// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"

namespace sc::ui {

// What a problem is about when the window can act on it. A way out needs its object, so whoever raises the problem
// names one of these kinds; "file" (a native path) is the kind that import and media use on their own.
namespace about {
inline constexpr QStringView kFile = u"file";
inline constexpr QStringView kProject = u"project";        // absolute path of a bundle
inline constexpr QStringView kNewProject = u"new project"; // id of the track that was to become one
inline constexpr QStringView kJob = u"job";                // id of a job of the queue
inline constexpr QStringView kExport = u"export";          // the file that was to be written
} // namespace about

// The actions of a problem that the window carries out, in its order. The others stand in the problem for the command
// line or for a later screen: a button that does nothing is not shown.
[[nodiscard]] QList<ProblemAction> waysOut(const Problem &problem);

} // namespace sc::ui

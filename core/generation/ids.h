// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

namespace sc::generation {

using JobId = Id<struct JobTag>;
using BatchId = Id<struct BatchTag>;
using ServerId = Id<struct ServerTag>;

} // namespace sc::generation

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Every edit of the timeline.
#include "core/timeline/alternates.h"
#include "core/timeline/beat_edits.h"
#include "core/timeline/clip_edits.h"
#include "core/timeline/clip_moves.h"
#include "core/timeline/clipboard.h"
#include "core/timeline/cut_edits.h"
#include "core/timeline/fill_edits.h"
#include "core/timeline/lyric_edits.h"
#include "core/timeline/marker_edits.h"
#include "core/timeline/project_edits.h"
#include "core/timeline/reorder_edits.h"
#include "core/timeline/scene_edits.h"
#include "core/timeline/speed_edits.h"
#include "core/timeline/take_edits.h"
#include "core/timeline/transition_edits.h"

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/colour_facts.h"
#include "core/project/take_shelf.h"

// Whether the shots of a film look as if they belong together: how far each lies from the middle of all in colour, brightness,
// contrast and colourfulness. Measurements only; the same every time.
namespace sc::generation {

struct StyleSample
{
    ClipId clip;
    QString clipName;
    Ticks start;
    TakeId take;
    QString file; // absolute path
    bool isMovie = false;
    Ticks length; // of the movie
    ColourFacts facts;
};

// What the live clips show, in time; cards and missing media are left out. Facts are not measured yet. Session's thread.
[[nodiscard]] std::vector<StyleSample> styleSamplesOf(const project::ProjectSession &session);
// Looks at the picture, or at three frames of the movie. Any thread; blocking.
[[nodiscard]] Result<ColourFacts> measureStyle(const StyleSample &sample);

struct StyleEntry
{
    StyleSample sample;
    // Parts of the distance, all in units of CIELAB: signed, above 0 = more than the others.
    double brightness = 0; // mean L*
    double contrast = 0;   // deviation of L*
    double chroma = 0;     // colourfulness
    double warmth = 0;     // mean b*
    double tint = 0;       // mean a*
    double distance = 0;   // root of the sum of their squares
    bool isOutlier = false;
    QString explanation; // translated: "darker (-18), colder (-9)"; empty where nothing stands out
};

struct StyleReport
{
    ColourFacts middle;              // the median of each measure
    std::vector<StyleEntry> entries; // in time
    double spread = 0;               // median distance
    int outliers = 0;
};

// An outlier lies further out than three times the median distance, and 10 at least (which is seen at a glance).
[[nodiscard]] StyleReport styleReport(const std::vector<StyleSample> &measured);

} // namespace sc::generation

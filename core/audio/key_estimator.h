// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/features.h"

#include <QtCore/QString>

namespace sc::audio {

struct EstimatedKey
{
    QString name; // "A minor"; empty when there is no clear key
    QString second;
    double secondDistance = 0; // 0 = as likely as the first, 1 = out of the question
    double confidence = 0;
};

// Correlates the song's tuned chroma with three sets of key profiles (Krumhansl-Kessler, Temperley, and Faraldo's for
// electronic music) and lets the bass vote for the tonic.
[[nodiscard]] EstimatedKey estimateKey(const SongFeatures &features);

// 0..11 major from C, 12..23 minor: "C major" .. "B minor".
[[nodiscard]] QString keyName(int key);

} // namespace sc::audio

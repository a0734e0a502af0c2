// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/sound_facts.h"
#include "core/base/cancel_token.h"

namespace sc::audio {

// A closer look than the stored picture gives, read from the file when somebody zooms in. Blocking, for a worker thread;
// seeks to the range, decodes only that.

struct SpectrumView
{
    Ticks start;
    Ticks step;                       // one column
    int bands = 0;                    // mel-spaced, 30..16 000 Hz or as far as the file goes
    std::vector<std::uint8_t> values; // column after column, `bands` each, from the lowest; scaled like SpectrumPicture
};
// Outside the song there is silence. Windows of about 46 ms (half of that where columns are under 5 ms), the mean of up to
// eight where columns are long. At most 20 000 columns and 1024 bands.
// MEDIA_MISSING, FILE_DAMAGED, CANCELLED as analyzeFile().
[[nodiscard]] Result<SpectrumView> spectrumOf(const QString &path, TickRange range, int columns, int bands, const CancelToken &cancel = {});

struct SampleView
{
    Ticks start;
    int sampleRate = 0;
    std::vector<float> mono; // the mean of the channels
    std::vector<float> left; // the first two channels; both empty when there is only one
    std::vector<float> right;
};
// The samples that lie in `range`, fewer where the song ends. FILE_TOO_LARGE for more than ten minutes.
[[nodiscard]] Result<SampleView> samplesOf(const QString &path, TickRange range, const CancelToken &cancel = {});

} // namespace sc::audio

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/mel_patches.h"

#include "core/audio/fft.h"
#include "core/media/audio_reader.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

constexpr size_t kMostPatches = 60;
constexpr size_t kMostFrames = 24 * 3600 * 100;

// Slaney's mel scale: straight to 1 kHz, logarithmic above.
double melOf(double hz)
{
    return hz < 1000 ? hz * 3 / 200 : 15 + std::log(hz / 1000) * 27 / std::log(6.4);
}

double hzOf(double mel)
{
    return mel < 15 ? mel * 200 / 3 : 1000 * std::exp((mel - 15) * std::log(6.4) / 27);
}

// Weight of each bin in each band, triangles of height 1 from 0 Hz to half the rate.
std::vector<std::vector<float>> filters(const UserModel &model)
{
    const auto bins = static_cast<size_t>(model.frame / 2 + 1);
    std::vector<double> edges;
    for (int i = 0; i < model.bands + 2; ++i)
        edges.push_back(hzOf(melOf(model.sampleRate / 2.0) * i / (model.bands + 1)));
    std::vector<std::vector<float>> weights(static_cast<size_t>(model.bands), std::vector<float>(bins, 0.0F));
    for (size_t band = 0; band < weights.size(); ++band) {
        for (size_t bin = 0; bin < bins; ++bin) {
            const double hz = static_cast<double>(bin) * model.sampleRate / model.frame;
            const double up = (hz - edges[band]) / (edges[band + 1] - edges[band]);
            const double down = (edges[band + 2] - hz) / (edges[band + 2] - edges[band + 1]);
            weights[band][bin] = static_cast<float>(std::clamp(std::min(up, down), 0.0, 1.0));
        }
    }
    return weights;
}

Result<std::vector<float>> monoOf(const QString &path, int sampleRate, const CancelToken &cancel)
{
    SC_TRY_ASSIGN(reader, media::AudioReader::open(path, {sampleRate, 2}));
    std::vector<float> mono;
    for (;;) {
        if (cancel.isCancelled())
            return std::unexpected(
                Problem(ProblemCode::Cancelled, QCoreApplication::translate("sc::audio", "The analysis was cancelled.")));
        SC_TRY_ASSIGN(block, reader->read());
        if (block.empty() || mono.size() > kMostFrames * 256)
            break;
        for (size_t i = 0; i + 1 < block.size(); i += 2)
            mono.push_back(0.5F * (block[i] + block[i + 1]));
    }
    return mono;
}

} // namespace

Result<std::vector<float>> melPatches(const QString &songPath, const UserModel &model, const CancelToken &cancel)
{
    SC_TRY_ASSIGN(mono, monoOf(songPath, model.sampleRate, cancel));
    const auto frame = static_cast<size_t>(model.frame);
    const auto hop = static_cast<size_t>(model.hop);
    const auto patchFrames = static_cast<size_t>(model.patchFrames);
    const auto bands = static_cast<size_t>(model.bands);
    mono.resize(std::max(mono.size(), frame + (patchFrames - 1) * hop), 0.0F);
    const size_t frames = (mono.size() - frame) / hop + 1;
    const size_t possible = (frames - patchFrames) / static_cast<size_t>(model.patchHop) + 1;
    const size_t patches = std::min(possible, kMostPatches);

    RealFft fft(model.frame);
    const std::vector<float> window = hannWindow(model.frame);
    const std::vector<std::vector<float>> weights = filters(model);
    std::vector<float> power(frame / 2 + 1);
    std::vector<float> out;
    out.reserve(patches * patchFrames * bands);
    for (size_t patch = 0; patch < patches; ++patch) {
        const size_t first = patch * possible / patches * static_cast<size_t>(model.patchHop);
        for (size_t i = first; i < first + patchFrames; ++i) {
            for (size_t k = 0; k < frame; ++k)
                fft.input()[k] = mono[i * hop + k] * window[k];
            const auto bins = fft.run();
            std::ranges::transform(bins, power.begin(), [](const std::complex<float> &bin) { return std::norm(bin); });
            for (const std::vector<float> &weight : weights) {
                float sum = 0;
                for (size_t bin = 0; bin < power.size(); ++bin)
                    sum += weight[bin] * power[bin];
                out.push_back(std::log10(1 + 10000 * sum));
            }
        }
    }
    return out;
}

} // namespace sc::audio

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/label_features.h"

#include "core/audio/beat_features.h"
#include "core/audio/series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace sc::audio {

namespace {

constexpr size_t kFewestBeats = 8;
constexpr float kHit = 0.5F;       // of an onset function: a clear onset
constexpr double kGateDb = -50;    // below the loud frames: pauses say nothing of the sound
constexpr int kPresenceFirst = 13; // mel bands from about 1 to 5 kHz
constexpr int kPresenceEnd = 25;

double decibels(double level)
{
    return 20 * std::log10(std::max(1e-7, level));
}

double share(double part, double other)
{
    return part + other > 1e-9 ? part / (part + other) : 0.5;
}

// Mean strength of an onset function at one place between each beat and the next, 0 = on the beat.
double strengthAt(std::span<const float> series, const std::vector<Beat> &beats, double place, int first = 0, size_t step = 1)
{
    double sum = 0;
    size_t count = 0;
    for (size_t i = static_cast<size_t>(first); i + 1 < beats.size(); i += step) {
        const double from = beats[i].time.toSeconds();
        const double to = beats[i + 1].time.toSeconds();
        sum += double(peakNear(series, (from + place * (to - from)) * kFrameRate, 3));
        ++count;
    }
    return count > 0 ? sum / static_cast<double>(count) : 0;
}

double onsetsASecond(std::span<const float> series)
{
    if (series.size() < 3)
        return 0;
    size_t count = 0;
    for (size_t i = 1; i + 1 < series.size(); ++i)
        count += series[i] > kHit && series[i] >= series[i - 1] && series[i] > series[i + 1] ? 1 : 0;
    return static_cast<double>(count) * kFrameRate / static_cast<double>(series.size());
}

struct Gated
{
    std::vector<size_t> frames; // of FrameSeries, above the gate
    double topDb = 0;
};

Gated gate(const FrameSeries &frames)
{
    Gated gated;
    gated.topDb = decibels(double(percentile(frames.rms, 0.95)));
    for (size_t i = 0; i < frames.size(); ++i) {
        if (decibels(double(frames.rms[i])) > gated.topDb + kGateDb)
            gated.frames.push_back(i);
    }
    return gated;
}

double spreadDb(const std::vector<float> &level, const Gated &gated)
{
    double sum = 0;
    double square = 0;
    for (const size_t i : gated.frames) {
        const double value = std::max(gated.topDb - 60, decibels(double(level[i])));
        sum += value;
        square += value * value;
    }
    const auto count = static_cast<double>(std::max<size_t>(1, gated.frames.size()));
    return std::sqrt(std::max(0.0, square / count - sum / count * sum / count));
}

class Collector
{
public:
    Collector(const Analysis &analysis, const SongFeatures &features, const OnsetFunctions &onsets)
        : m_analysis(analysis), m_features(features), m_onsets(onsets), m_beats(analysis.map.grid.beats()), m_gated(gate(features.frames))
    {
    }

    std::vector<LabelFeature> take()
    {
        addPulse();
        addBeatPattern();
        addOnsets();
        addLevels();
        addSpectrum();
        addNotes();
        return std::move(m_out);
    }

private:
    void add(std::string_view name, std::optional<double> value)
    {
        m_out.push_back({name, value && std::isfinite(*value) ? value : std::nullopt});
    }

    void addPulse()
    {
        const bool hasBeats = m_beats.size() >= kFewestBeats && m_analysis.tempo.value;
        add("tempo", hasBeats ? m_analysis.tempo.value : std::nullopt);
        add("beat_confidence", m_analysis.beatConfidence);
        add("rhythm_strength", m_analysis.rhythmStrength.value);
        std::optional<double> wander;
        if (hasBeats) {
            std::vector<double> steps;
            for (size_t i = 2; i < m_beats.size(); ++i) {
                const double step = (m_beats[i].time - m_beats[i - 1].time).toSeconds();
                const double before = (m_beats[i - 1].time - m_beats[i - 2].time).toSeconds();
                if (step > 0 && before > 0)
                    steps.push_back(std::abs(std::log(step / before)));
            }
            wander = meanBetween(std::vector<float>(steps.begin(), steps.end()), 0, static_cast<double>(steps.size()));
        }
        add("tempo_wander", wander);
        const QString metre = m_analysis.timeSignature.value.value_or(QString());
        const double sure = m_analysis.timeSignature.confidence;
        add("metre_three", metre.startsWith(u'3') || metre.startsWith(u'6') ? sure : 0);
        add("metre_odd", metre.startsWith(u'5') || metre.startsWith(u'7') ? sure : 0);
    }

    void addBeatPattern()
    {
        static constexpr std::array<std::string_view, 9> kNames = {"four_on_floor",  "kick_alternation", "back_beat",
                                                                   "hat_off_beat",   "chord_off_beat",   "bass_off_beat",
                                                                   "hat_sixteenths", "triplet_share",    "beat_contrast"};
        if (m_beats.size() < kFewestBeats || !m_analysis.tempo.value) {
            for (const std::string_view name : kNames)
                add(name, std::nullopt);
            return;
        }
        const auto &low = m_onsets.band[0];
        std::vector<float> middle(m_onsets.band[1].size());
        std::ranges::transform(m_onsets.band[1], m_onsets.band[2], middle.begin(), std::plus<>());
        const auto &snare = m_onsets.band[2];
        const auto &high = m_onsets.band[3];
        std::vector<float> kicks;
        for (const Beat &beat : m_beats)
            kicks.push_back(peakNear(low, beat.time.toSeconds() * kFrameRate, 3));
        const float strong = percentile(kicks, 0.9);
        const auto struck = std::ranges::count_if(kicks, [&](float kick) { return kick > 0.45F * strong && kick > 0.2F; });
        const auto alternation = [&](std::span<const float> series) {
            const double even = strengthAt(series, m_beats, 0, 0, 2);
            const double odd = strengthAt(series, m_beats, 0, 1, 2);
            return even + odd > 0.02 ? std::abs(even - odd) / (even + odd) : 0;
        };
        const auto offShare = [&](std::span<const float> series, double place) {
            return share(strengthAt(series, m_beats, place), strengthAt(series, m_beats, 0));
        };
        add(kNames[0], static_cast<double>(struck) / static_cast<double>(kicks.size()));
        add(kNames[1], alternation(low));
        add(kNames[2], alternation(snare));
        add(kNames[3], offShare(high, 0.5));
        add(kNames[4], offShare(middle, 0.5));
        add(kNames[5], offShare(low, 0.5));
        add(kNames[6], share((strengthAt(high, m_beats, 0.25) + strengthAt(high, m_beats, 0.75)) / 2,
                             (strengthAt(high, m_beats, 0) + strengthAt(high, m_beats, 0.5)) / 2));
        add(kNames[7], share(strengthAt(m_onsets.mixed, m_beats, 2.0 / 3), strengthAt(m_onsets.mixed, m_beats, 0.5)));
        add(kNames[8], share(strengthAt(m_onsets.mixed, m_beats, 0), strengthAt(m_onsets.mixed, m_beats, 0.5)));
    }

    void addOnsets()
    {
        const double seconds = std::max(1.0, m_features.seconds());
        add("onset_rate", static_cast<double>(m_analysis.onsets.size()) / seconds);
        add("kick_rate", onsetsASecond(m_onsets.band[0]));
        add("hat_rate", onsetsASecond(m_onsets.band[3]));
        add("onset_clarity", m_onsets.clarity);
        double broad = 0;
        double fall = 0;
        for (const Ticks onset : m_analysis.onsets) {
            const double frame = onset.toSeconds() * kFrameRate;
            int bands = 0;
            for (const auto &band : m_onsets.band)
                bands += peakNear(band, frame, 3) > kHit ? 1 : 0;
            broad += bands >= 3 ? 1 : 0;
            const double top = meanBetween(m_features.frames.rms, frame, frame + 5);
            const double later = meanBetween(m_features.frames.rms, frame + 15, frame + 25);
            fall += std::clamp(decibels(top) - decibels(later), -6.0, 30.0);
        }
        const auto count = static_cast<double>(m_analysis.onsets.size());
        add("broad_onsets", count > 0 ? std::optional(broad / count) : std::nullopt);
        add("decay", count > 0 ? std::optional(fall / count) : std::nullopt);
    }

    void addLevels()
    {
        const FrameSeries &frames = m_features.frames;
        std::array<double, kBands> power{};
        for (const size_t i : m_gated.frames) {
            for (size_t band = 0; band < kBands; ++band)
                power[band] += double(frames.level[band][i]) * double(frames.level[band][i]);
        }
        const double whole = std::max(1e-12, std::accumulate(power.begin(), power.end(), 0.0));
        static constexpr std::array<std::string_view, kBands> kShares = {"low_share", "warm_share", "mid_share", "high_share"};
        static constexpr std::array<std::string_view, kBands> kSpreads = {"low_spread", "warm_spread", "mid_spread", "high_spread"};
        for (size_t band = 0; band < kBands; ++band) {
            add(kShares[band], 10 * std::log10(power[band] / whole + 1e-6));
            add(kSpreads[band], spreadDb(frames.level[band], m_gated));
        }
        add("level_spread", spreadDb(frames.rms, m_gated));
        add("loudness_range", m_analysis.loudnessRange);
        if (m_analysis.truePeakDbtp && m_analysis.integratedLufs)
            add("crest", *m_analysis.truePeakDbtp - *m_analysis.integratedLufs);
        else
            add("crest", std::nullopt);
    }

    void addSpectrum()
    {
        const auto &centroid = m_analysis.spectralCentroid.value;
        add("brightness", centroid ? std::optional(std::log2(std::max(20.0, *centroid))) : std::nullopt);
        add("brightness_spread", centroid ? std::optional(m_features.spectrum.centroidSpreadHz / std::max(20.0, *centroid)) : std::nullopt);
        add("noisiness", std::log10(m_features.spectrum.flatness + 1e-6));
        const auto &crossings = m_features.spectrum.zeroCrossings; // told as of 44.1 kHz
        add("zero_crossings", crossings ? std::optional(*crossings * m_features.sampleRate / 44100) : std::nullopt);
        // How far the bands between 1 and 5 kHz differ from their neighbours: little in distorted and noisy sound.
        double ripple = 0;
        double tilt = 0;
        double reach = 0;
        size_t count = 0;
        for (const MelFrame &mel : m_features.slow.mel) {
            const float top = *std::ranges::max_element(mel);
            if (top < -6)
                continue;
            double sum = 0;
            for (size_t b = kPresenceFirst; b + 1 < kPresenceEnd; ++b)
                sum += std::abs(double(mel[b + 1]) - double(mel[b]));
            ripple += sum / (kPresenceEnd - kPresenceFirst - 1);
            tilt += double(mel[24]) + double(mel[22]) - double(mel[8]) - double(mel[6]);
            size_t last = kMelBands;
            while (last > 0 && mel[last - 1] < top - 5)
                --last;
            reach += static_cast<double>(last) / kMelBands;
            ++count;
        }
        const auto mean = [&](double sum) { return count > 0 ? std::optional(sum / static_cast<double>(count)) : std::nullopt; };
        add("presence_ripple", mean(ripple));
        add("presence_tilt", mean(tilt));
        add("high_reach", mean(reach));
    }

    // How far the strongest note stands above the mean of all.
    static std::optional<double> noteContrast(const std::vector<Chroma36> &chroma)
    {
        double contrast = 0;
        size_t count = 0;
        for (const Chroma36 &frame : chroma) {
            const float sum = std::accumulate(frame.begin(), frame.end(), 0.0F);
            if (sum <= 0)
                continue;
            contrast += double(*std::ranges::max_element(frame) / sum) * kChromaBins;
            ++count;
        }
        return count > 0 ? std::optional(contrast / static_cast<double>(count)) : std::nullopt;
    }

    void addNotes()
    {
        add("note_contrast", noteContrast(m_features.slow.chroma));
        add("bass_contrast", noteContrast(m_features.slow.bass));
        const std::vector<float> change = harmonicChange(m_features.slow);
        add("harmonic_change", meanBetween(change, 0, static_cast<double>(change.size())));
        const bool isMajor = m_analysis.key.value && m_analysis.key.value->endsWith(u"major");
        add("major", m_analysis.key.value ? std::optional(isMajor ? m_analysis.key.confidence : -m_analysis.key.confidence) : std::nullopt);
        add("valence", m_analysis.valence.value);
        add("arousal", m_analysis.arousal.value);
        add("danceability", m_analysis.danceability.value);
    }

    const Analysis &m_analysis;
    const SongFeatures &m_features;
    const OnsetFunctions &m_onsets;
    std::vector<Beat> m_beats;
    Gated m_gated;
    std::vector<LabelFeature> m_out;
};

} // namespace

std::vector<LabelFeature> labelFeatures(const Analysis &analysis, const SongFeatures &features, const OnsetFunctions &onsets)
{
    if (!analysis.integratedLufs || features.frames.size() == 0)
        return {};
    return Collector(analysis, features, onsets).take();
}

} // namespace sc::audio

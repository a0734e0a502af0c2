// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/key_moments.h"

#include "core/audio/series.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

constexpr double kDropLift = 3.0; // LU
constexpr double kBreakFall = 3.5;
constexpr double kHardFall = 9.0; // a break whatever the section is called
constexpr double kSilenceFall = 12.0;
constexpr double kShortTermHalf = 1.5; // seconds
constexpr double kSnap = 1.5;

struct Sides
{
    double loudnessStep = 0; // LU, after minus before
    double lowStep = 0;      // dB
};

Sides sidesOf(double time, const SongFeatures &features)
{
    const auto level = [&](double from, double to) { return meanBetween(features.loudness.momentary, from * kSlowRate, to * kSlowRate); };
    const auto low = [&](double from, double to) {
        return 20 * std::log10(std::max(1e-5, meanBetween(features.frames.level[0], from * kFrameRate, to * kFrameRate)));
    };
    return {level(time + 0.2, time + 4) - level(time - 4, time - 0.2), low(time + 0.1, time + 4) - low(time - 4, time - 0.1)};
}

bool isPeakPart(const Section &section)
{
    return section.label == u"chorus" || section.label == u"drop" || (section.label.size() == 1 && section.energy > 0.75);
}

bool standsBack(const Section &section)
{
    return section.label == u"breakdown" || section.label == u"bridge";
}

void addBoundaryMoments(std::vector<KeyMoment> &moments, const std::vector<Section> &sections, const SongFeatures &features)
{
    for (size_t i = 1; i < sections.size(); ++i) {
        const Section &section = sections[i];
        const Sides sides = sidesOf(section.start.toSeconds(), features);
        const double step = sides.loudnessStep + 0.5 * std::clamp(sides.lowStep, -8.0, 8.0);
        const double strength = std::clamp(std::abs(step) / 14, 0.3, 1.0);
        if (section.label == u"build")
            moments.push_back({section.start, KeyMomentKind::BuildStart, std::clamp(0.4 + 0.6 * section.confidence, 0.3, 1.0)});
        else if (step > kDropLift && isPeakPart(section))
            moments.push_back({section.start, KeyMomentKind::Drop, strength});
        else if (i + 1 < sections.size() && (step < -kBreakFall && (standsBack(section) || step < -kHardFall)))
            moments.push_back({section.start, KeyMomentKind::Break, strength});
    }
}

// The loudest three seconds, told at the bar line nearest to where they begin.
void addPeak(std::vector<KeyMoment> &moments, const std::vector<BarFeatures> &bars, const SongFeatures &features)
{
    const std::vector<float> &curve = features.loudness.shortTerm;
    const auto top = std::max_element(curve.begin(), curve.end());
    if (top == curve.end() || *top <= kSilentLufs)
        return;
    double time = std::max(0.0, static_cast<double>(top - curve.begin()) / kSlowRate - kShortTermHalf);
    double nearest = kSnap;
    const double begin = time;
    for (const BarFeatures &bar : bars) {
        if (std::abs(bar.start - begin) < nearest) {
            nearest = std::abs(bar.start - begin);
            time = bar.start;
        }
    }
    moments.push_back({Ticks::fromSeconds(time), KeyMomentKind::Peak, 1});
}

// Stretches of half a second or more that fall far under what came just before, and after which it goes on. Where a break
// begins the fall is the break's.
void addSilences(std::vector<KeyMoment> &moments, const SongFeatures &features)
{
    const std::vector<float> &curve = features.loudness.momentary;
    const auto usual = double(percentile(curve, 0.5));
    const auto last = std::find_if(curve.rbegin(), curve.rend(), [&](float value) { return double(value) > usual - kSilenceFall; });
    const auto end = static_cast<size_t>(curve.rend() - last);
    std::vector<KeyMoment> found;
    for (size_t i = 20; i + 5 < end;) {
        const double before = meanBetween(curve, static_cast<double>(i) - 20, static_cast<double>(i) - 2);
        size_t stop = i;
        while (before > usual - 6 && stop < end && double(curve[stop]) < before - kSilenceFall)
            ++stop;
        const double time = static_cast<double>(i) / kSlowRate;
        const double deepest = stop > i ? double(*std::min_element(curve.begin() + static_cast<std::ptrdiff_t>(i),
                                                                   curve.begin() + static_cast<std::ptrdiff_t>(stop)))
                                        : 0;
        const bool breaks = std::any_of(moments.begin(), moments.end(), [&](const KeyMoment &moment) {
            return moment.kind == KeyMomentKind::Break && std::abs(moment.time.toSeconds() - time) < 1.5;
        });
        if (stop >= i + 5 && !breaks)
            found.push_back({Ticks::fromSeconds(time), KeyMomentKind::Silence, std::clamp((before - deepest) / 40, 0.3, 1.0)});
        i = std::max(stop, i + 1);
    }
    moments.insert(moments.end(), found.begin(), found.end());
}

void addEnds(std::vector<KeyMoment> &moments, const std::vector<BarFeatures> &bars, const SongFeatures &features)
{
    std::vector<float> lows;
    for (const BarFeatures &bar : bars)
        lows.push_back(bar.low);
    const float low = percentile(lows, 0.2);
    const float usual = percentile(lows, 0.7);
    for (size_t i = 1; i < bars.size() && usual - low > 10; ++i) {
        if (bars[i].low > usual - 4 && bars[i - 1].low < usual - 8) {
            moments.push_back({Ticks::fromSeconds(bars[i].start), KeyMomentKind::Entry, 0.6});
            break;
        }
    }
    const std::vector<float> &rms = features.frames.rms;
    const float loudest = rms.empty() ? 0.0F : *std::max_element(rms.begin(), rms.end());
    const auto last = std::find_if(rms.rbegin(), rms.rend(), [&](float value) { return value > loudest * 0.003F; });
    if (loudest > 1e-5F && last != rms.rend())
        moments.push_back({Ticks::fromSeconds(static_cast<double>(rms.rend() - last) / kFrameRate), KeyMomentKind::End, 0.5});
}

} // namespace

std::vector<KeyMoment> findKeyMoments(const std::vector<Section> &sections, const std::vector<BarFeatures> &bars,
                                      const SongFeatures &features)
{
    std::vector<KeyMoment> moments;
    addBoundaryMoments(moments, sections, features);
    addPeak(moments, bars, features);
    addSilences(moments, features);
    addEnds(moments, bars, features);
    const Ticks duration = Ticks::fromSamples(features.sampleCount, features.sampleRate);
    for (KeyMoment &moment : moments)
        moment.time = std::clamp(moment.time, Ticks(), duration);
    std::stable_sort(moments.begin(), moments.end(), [](const KeyMoment &a, const KeyMoment &b) { return a.time < b.time; });
    return moments;
}

Curve energyCurve(const SongFeatures &features, const std::vector<double> &onsets)
{
    Curve curve;
    const std::vector<float> &loudness = features.loudness.momentary;
    std::vector<float> rate(loudness.size(), 0.0F);
    for (const double onset : onsets) {
        if (const auto at = static_cast<size_t>(onset * kSlowRate); at < rate.size())
            rate[at] += static_cast<float>(kSlowRate);
    }
    rate = movingMean(rate, 10);
    const float top = percentile(loudness, 0.98);
    const double heard = features.loudness.integrated ? 1 : 0;
    for (size_t i = 0; i < loudness.size(); ++i) {
        const double loud = ramp(double(loudness[i]), double(top) - 24, double(top));
        curve.values.push_back(static_cast<float>(heard * (0.75 * loud + 0.25 * ramp(double(rate[i]), 0, 9) * loud)));
    }
    curve.values = smoothed(curve.values, 2.0F);
    for (float &value : curve.values)
        value = std::clamp(value, 0.0F, 1.0F);
    return curve;
}

} // namespace sc::audio

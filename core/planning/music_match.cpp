// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/music_match.h"

#include "core/timeline/cuts.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace sc::planning {

namespace {

constexpr double kSigmaS = 0.060;
constexpr size_t kMostCuts = 400; // more say the same
constexpr double kLongestChange = 0.10;
constexpr double kNearEndS = 2.0;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::planning", text);
}

std::vector<double> secondsOf(const std::vector<Ticks> &times)
{
    std::vector<double> seconds;
    const size_t step = std::max<size_t>(1, (times.size() + kMostCuts - 1) / kMostCuts);
    for (size_t i = 0; i < times.size(); i += step)
        seconds.push_back(times[i].toSeconds());
    return seconds;
}

double medianStep(const std::vector<double> &rising)
{
    std::vector<double> steps;
    for (size_t i = 1; i < rising.size(); ++i)
        steps.push_back(rising[i] - rising[i - 1]);
    if (steps.empty())
        return 0;
    std::nth_element(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2), steps.end());
    return steps[steps.size() / 2];
}

double distanceTo(const std::vector<double> &beats, double at)
{
    const auto next = std::lower_bound(beats.begin(), beats.end(), at);
    double nearest = next == beats.end() ? 1e9 : *next - at;
    if (next != beats.begin())
        nearest = std::min(nearest, at - *std::prev(next));
    return nearest;
}

double meanHit(const std::vector<double> &cuts, const std::vector<double> &beats, double start)
{
    double sum = 0;
    for (const double cut : cuts) {
        const double off = distanceTo(beats, cut + start) / kSigmaS;
        sum += std::exp(-off * off);
    }
    return sum / static_cast<double>(cuts.size());
}

// What random cuts get at the best of `places` places: the mean of the Gaussian over a beat, and the usual excess of the largest of
// so many means.
double chanceLevel(double period, size_t cuts, size_t places)
{
    const double mean = kSigmaS * std::sqrt(std::numbers::pi) / period * std::erf(period / (2 * kSigmaS));
    const double square = kSigmaS * std::sqrt(std::numbers::pi / 2) / period * std::erf(period / (std::numbers::sqrt2 * kSigmaS));
    const double spread = std::sqrt(std::max(0.0, square - mean * mean) / static_cast<double>(cuts));
    return std::min(0.99, mean + spread * std::sqrt(2 * std::log(static_cast<double>(std::max<size_t>(places, 2)))));
}

// The song's beats, every second one, or those with one more between each two.
std::vector<double> withFactor(const std::vector<double> &beats, double factor)
{
    std::vector<double> made;
    for (size_t i = 0; i < beats.size(); i += factor < 1 ? 2 : 1) {
        made.push_back(beats[i]);
        if (factor > 1 && i + 1 < beats.size())
            made.push_back((beats[i] + beats[i + 1]) / 2);
    }
    return made;
}

// Shot lengths in beats against those that songs are cut to.
std::optional<double> paceFit(const std::vector<double> &cuts, double beat, double &change)
{
    double hits = 0;
    std::vector<double> ratios;
    for (size_t i = 1; i < cuts.size(); ++i) {
        const double beats = (cuts[i] - cuts[i - 1]) / beat;
        for (const double wanted : {1.0, 2.0, 4.0, 8.0, 16.0}) {
            const double off = beats / wanted - 1;
            if (std::abs(off) > kLongestChange)
                continue;
            hits += 1 - std::abs(off) / (2 * kLongestChange);
            ratios.push_back(off);
            break;
        }
    }
    if (cuts.size() < 2)
        return std::nullopt;
    if (!ratios.empty()) {
        std::nth_element(ratios.begin(), ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2), ratios.end());
        // A shot that is longer than its beats wants a slower song.
        const double middle = ratios[ratios.size() / 2];
        change = std::abs(middle) < 0.005 ? 0 : std::clamp(1 / (1 + middle) - 1, -kLongestChange, kLongestChange);
    }
    // By chance a length lies within a tenth of one of them in about a fifth of all cases.
    constexpr double kChance = 0.15;
    return std::max(0.0, (hits / static_cast<double>(cuts.size() - 1) - kChance) / (1 - kChance));
}

std::vector<double> ranksOf(const std::vector<double> &values)
{
    std::vector<size_t> order(values.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (size_t i = 0; i < order.size();) {
        size_t j = i;
        while (j < order.size() && values[order[j]] == values[order[i]])
            ++j;
        for (size_t k = i; k < j; ++k)
            ranks[order[k]] = static_cast<double>(i + j - 1) / 2;
        i = j;
    }
    return ranks;
}

// Spearman's correlation of motion and energy, as 0..1; nothing when one of them does not change.
std::optional<double> energyFit(const CutFacts &cut, const SongMap &song, Ticks start)
{
    if (cut.motion.values.empty() || song.energy.values.empty())
        return std::nullopt;
    std::vector<double> motion;
    std::vector<double> energy;
    for (Ticks at; at < cut.duration && at + start < song.duration; at += Ticks(Ticks::kPerSecond / 4)) {
        motion.push_back(cut.motion.at(at));
        energy.push_back(song.energy.at(at + start));
    }
    if (motion.size() < 8)
        return std::nullopt;
    const std::vector<double> a = ranksOf(motion);
    const std::vector<double> b = ranksOf(energy);
    const double middle = static_cast<double>(a.size() - 1) / 2;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - middle) * (b[i] - middle);
        aa += (a[i] - middle) * (a[i] - middle);
        bb += (b[i] - middle) * (b[i] - middle);
    }
    if (aa <= 0 || bb <= 0)
        return std::nullopt;
    return (ab / std::sqrt(aa * bb) + 1) / 2;
}

double lengthFit(const CutFacts &cut, const SongMap &song, Ticks start)
{
    const double wanted = cut.duration.toSeconds();
    const double there = (song.duration - start).toSeconds();
    if (wanted <= 0)
        return 0;
    if (there < wanted)
        return std::max(0.0, there / wanted);
    double nearest = there - wanted;
    for (const Section &section : song.sections)
        nearest = std::min(nearest, std::abs((section.end - start).toSeconds() - wanted));
    return nearest <= kNearEndS ? 1 : std::max(0.0, 1 - (nearest - kNearEndS) / wanted);
}

// Scene changes within a bar of a section's edge, against what the edges' share of the song would give.
std::optional<double> actionFit(const CutFacts &cut, const SongMap &song, Ticks start, double bar)
{
    if (cut.scenes.size() < 2 || song.sections.size() < 2 || bar <= 0)
        return std::nullopt;
    std::vector<double> edges;
    for (size_t i = 1; i < song.sections.size(); ++i)
        edges.push_back(song.sections[i].start.toSeconds());
    double hits = 0;
    for (const Ticks scene : cut.scenes)
        hits += distanceTo(edges, (scene + start).toSeconds()) <= bar ? 1 : 0;
    const double chance = std::min(0.95, 2 * bar * static_cast<double>(edges.size()) / std::max(1.0, song.duration.toSeconds()));
    return std::max(0.0, (hits / static_cast<double>(cut.scenes.size()) - chance) / (1 - chance));
}

} // namespace

CutFacts cutFactsOf(const timeline::Timeline &timeline)
{
    CutFacts facts;
    facts.rate = timeline.project.frameRate;
    facts.duration = timeline::endOf(timeline);
    const std::vector<const timeline::Clip *> live = timeline::liveClips(timeline);
    for (const timeline::Cut &cut : timeline::cutsOf(live, facts.duration))
        facts.cuts.push_back(cut.time);
    for (const timeline::Scene &scene : timeline.scenes)
        if (scene.isLive && scene.start > Ticks() && scene.start < facts.duration)
            facts.scenes.push_back(scene.start);
    std::sort(facts.scenes.begin(), facts.scenes.end());
    return facts;
}

std::optional<BeatFit> fitBeats(const CutFacts &cut, const std::vector<Beat> &beats)
{
    if (cut.cuts.size() < kFewestCuts || beats.size() < 8)
        return std::nullopt;
    const std::vector<double> cuts = secondsOf(cut.cuts);
    std::vector<double> own;
    int perBar = 1;
    for (const Beat &beat : beats) {
        own.push_back(beat.time.toSeconds());
        perBar = std::max(perBar, beat.beatInBar);
    }
    const double period = medianStep(own);
    const double frame = cut.rate.frameLength().toSeconds();
    if (period <= 0 || frame <= 0)
        return std::nullopt;
    const auto places = static_cast<size_t>(std::clamp(period * perBar / frame, 1.0, 400.0));
    std::optional<BeatFit> best;
    double bestRank = -1;
    // The song's own beats first: another count must be better, not equal.
    for (const double factor : {1.0, 0.5, 2.0}) {
        const std::vector<double> grid = withFactor(own, factor);
        const double chance = chanceLevel(period / factor, cuts.size(), places);
        for (size_t i = 0; i < places; ++i) {
            const double start = static_cast<double>(i) * frame;
            const double score = std::clamp((meanHit(cuts, grid, start) - chance) / (1 - chance), 0.0, 1.0);
            const double rank = score - (factor == 1.0 ? 0 : 0.05);
            if (rank > bestRank + 1e-9) {
                bestRank = rank;
                best = BeatFit{score, Ticks::fromSeconds(start), factor};
            }
        }
    }
    return best;
}

MusicMatch matchMusic(const CutFacts &cut, const SongMap &song, const std::array<double, kMatchParts> &weights)
{
    MusicMatch match;
    const auto set = [&](MatchPart part, std::optional<double> score) { match.parts[static_cast<size_t>(part)] = score; };
    const std::vector<Beat> beats = song.grid.beats();
    double bar = 0;
    if (const auto fit = fitBeats(cut, beats)) {
        std::vector<double> own;
        int perBar = 1;
        for (const Beat &beat : beats) {
            own.push_back(beat.time.toSeconds());
            perBar = std::max(perBar, beat.beatInBar);
        }
        const double period = medianStep(own);
        bar = period * perBar;
        match.beatFactor = fit->factor;
        match.advice.start = fit->start;
        set(MatchPart::Sync, fit->score);
        std::vector<double> cuts;
        for (const Ticks time : cut.cuts)
            cuts.push_back(time.toSeconds());
        set(MatchPart::Tempo, paceFit(cuts, period, match.advice.tempoChange));
    }
    const Ticks start = match.advice.start;
    set(MatchPart::Energy, energyFit(cut, song, start));
    set(MatchPart::Length, lengthFit(cut, song, start));
    set(MatchPart::Action, actionFit(cut, song, start, bar));
    double sum = 0;
    double used = 0;
    double all = 0;
    for (size_t i = 0; i < match.parts.size(); ++i) {
        all += weights[i];
        if (!match.parts[i])
            continue;
        sum += *match.parts[i] * weights[i];
        used += weights[i];
    }
    match.total = used > 0 ? sum / used : 0;
    match.confidence = all > 0 ? used / all : 0;
    match.advice.loops = song.duration - start < cut.duration;
    match.advice.fadeInS = start > Ticks() ? 0.5 : 0;
    match.advice.fadeOutS = song.duration - start > cut.duration + Ticks::fromSeconds(kNearEndS) ? 2 : 0;
    return match;
}

QString matchPartName(MatchPart part)
{
    switch (part) {
    case MatchPart::Tempo:
        return QStringLiteral("tempo");
    case MatchPart::Energy:
        return QStringLiteral("energy");
    case MatchPart::Length:
        return QStringLiteral("duration");
    case MatchPart::Sync:
        return QStringLiteral("sync");
    case MatchPart::Mood:
        return QStringLiteral("mood");
    case MatchPart::Action:
        break;
    }
    return QStringLiteral("action");
}

QString matchWord(double total)
{
    return total >= 0.85 ? tr("excellent") : total >= 0.70 ? tr("good") : total >= kMatchUsable ? tr("usable") : tr("weak");
}

QStringList matchReasons(const MusicMatch &match, const CutFacts &cut, const SongMap &song)
{
    QStringList reasons;
    if (cut.cuts.size() < kFewestCuts)
        reasons.append(tr("Not enough cuts to compare with the beat."));
    else if (song.grid.isEmpty())
        reasons.append(tr("The song has no beats that were found."));
    if (const auto sync = match.part(MatchPart::Sync)) {
        const QString grid = match.beatFactor > 1 ? tr("half-beats") : match.beatFactor < 1 ? tr("every second beat") : tr("beats");
        reasons.append(tr("%1 % of the cuts beyond chance lie on %2.").arg(qRound(*sync * 100)).arg(grid));
    }
    if (match.advice.tempoChange != 0)
        reasons.append(match.advice.tempoChange > 0 ? tr("%1 % faster fits the cuts.").arg(match.advice.tempoChange * 100, 0, 'f', 1)
                                                    : tr("%1 % slower fits the cuts.").arg(-match.advice.tempoChange * 100, 0, 'f', 1));
    const double over = (song.duration - match.advice.start - cut.duration).toSeconds();
    if (over < 0)
        reasons.append(tr("The song is %1 s too short.").arg(-over, 0, 'f', 1));
    else if (match.part(MatchPart::Length).value_or(0) < 1)
        reasons.append(tr("The song is %1 s longer than the cut and has no end there.").arg(over, 0, 'f', 1));
    else
        reasons.append(tr("Its length fits."));
    if (const auto energy = match.part(MatchPart::Energy))
        reasons.append(*energy >= 0.7   ? tr("Pictures and music rise together.")
                       : *energy <= 0.3 ? tr("Pictures rise where the music falls.")
                                        : tr("Pictures and music move apart in places."));
    return reasons;
}

QJsonObject toJson(const MusicMatch &match)
{
    QJsonObject scores;
    for (int i = 0; i < kMatchParts; ++i) {
        const auto part = match.parts[static_cast<size_t>(i)];
        scores.insert(matchPartName(static_cast<MatchPart>(i)), part ? QJsonValue(*part) : QJsonValue());
    }
    return {{QStringLiteral("total"), match.total},
            {QStringLiteral("confidence"), match.confidence},
            {QStringLiteral("scores"), scores},
            {QStringLiteral("beat_factor"), match.beatFactor},
            {QStringLiteral("advice"), QJsonObject{{QStringLiteral("tempo_change"), match.advice.tempoChange},
                                                   {QStringLiteral("start_s"), match.advice.start.toSeconds()},
                                                   {QStringLiteral("fade_in_s"), match.advice.fadeInS},
                                                   {QStringLiteral("fade_out_s"), match.advice.fadeOutS},
                                                   {QStringLiteral("loop"), match.advice.loops}}}};
}

} // namespace sc::planning

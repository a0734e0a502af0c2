// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/learned_figures.h"

#include <algorithm>
#include <optional>

namespace sc::generation {

namespace {

constexpr int kMemory = 20;   // measurements that a mean goes back
constexpr int kPriorGood = 5; // successes that a new server is credited with

double workOf(const RunKey &key)
{
    return static_cast<double>(std::max<qint64>(key.pixels, 1)) * std::max(key.frames, 1) * std::max(key.steps, 1);
}

// Seconds by the work of other runs of the family.
std::optional<double> scaled(const QHash<RunKey, MeanSeconds> &runs, const RunKey &key)
{
    double seconds = 0;
    double work = 0;
    for (auto it = runs.cbegin(); it != runs.cend(); ++it) {
        if (it.key().family != key.family || it.key().isVideo() != key.isVideo())
            continue;
        seconds += it->mean * it->count;
        work += workOf(it.key()) * it->count;
    }
    return work > 0 ? std::optional(seconds / work * workOf(key)) : std::nullopt;
}

} // namespace

MeanSeconds MeanSeconds::with(double seconds) const
{
    const int weight = std::min(count, kMemory - 1);
    return {count + 1, (mean * weight + seconds) / (weight + 1)};
}

double Outcomes::failureShare() const
{
    return static_cast<double>(failed) / (completed + failed + kPriorGood);
}

void LearnedFigures::addRun(const ServerId &server, const RunKey &key, const MeanSeconds &mean, bool merge)
{
    MeanSeconds &known = m_runs[server][key];
    known = merge ? known.with(mean.mean) : mean;
}

void LearnedFigures::addLoad(const ServerId &server, const QString &models, double seconds)
{
    MeanSeconds &known = m_loads[{server, models}];
    known = known.with(seconds);
}

void LearnedFigures::addOutcome(const ServerId &server, bool completed)
{
    Outcomes &known = m_outcomes[server];
    (completed ? known.completed : known.failed) += 1;
}

double LearnedFigures::expectedRun(const ServerId &server, const RunKey &key) const
{
    const auto runs = m_runs.constFind(server);
    if (runs != m_runs.constEnd()) {
        const auto exact = runs->constFind(key);
        if (exact != runs->constEnd() && exact->count > 0)
            return exact->mean;
        if (const auto guess = scaled(*runs, key))
            return *guess;
    }
    return expectedRun(key);
}

double LearnedFigures::expectedRun(const RunKey &key) const
{
    double sum = 0;
    int known = 0;
    for (const auto &runs : m_runs) {
        const auto exact = runs.constFind(key);
        const auto guess = exact != runs.constEnd() ? std::optional(exact->mean) : scaled(runs, key);
        if (guess) {
            sum += *guess;
            ++known;
        }
    }
    if (known > 0)
        return sum / known;
    return key.isVideo() ? kUnknownVideoS : kUnknownImageS;
}

double LearnedFigures::expectedLoad(const ServerId &server, const QString &models) const
{
    if (models.isEmpty())
        return 0;
    const MeanSeconds here = load(server, models);
    if (here.count > 0)
        return here.mean;
    double sum = 0;
    int known = 0;
    for (auto it = m_loads.cbegin(); it != m_loads.cend(); ++it) {
        if (it.key().second == models) {
            sum += it->mean;
            ++known;
        }
    }
    return known > 0 ? sum / known : kUnknownLoadS;
}

} // namespace sc::generation

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/ids.h"

#include <QtCore/QHash>
#include <QtCore/QString>

// How long things took so far, and from that how long they will take.
namespace sc::generation {

// What a run's length depends on.
struct RunKey
{
    QString family;
    qint64 pixels = 0; // of one frame
    int frames = 1;
    int steps = 0;
    [[nodiscard]] bool isVideo() const { return frames > 1; }
    bool operator==(const RunKey &) const = default;
    friend size_t qHash(const RunKey &key, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, key.family, key.pixels, key.frames, key.steps);
    }
};

inline constexpr double kUnknownImageS = 30; // until something is known
inline constexpr double kUnknownVideoS = 120;
inline constexpr double kUnknownLoadS = 30;

struct MeanSeconds
{
    int count = 0;
    double mean = 0; // s
    // Old measurements fade: after a while a changed machine is believed.
    [[nodiscard]] MeanSeconds with(double seconds) const;
    bool operator==(const MeanSeconds &) const = default;
};

struct Outcomes
{
    int completed = 0;
    int failed = 0;
    // 0..1, drawn towards 0 while little is known.
    [[nodiscard]] double failureShare() const;
    bool operator==(const Outcomes &) const = default;
};

// Value; a copy may go to another thread.
class LearnedFigures
{
public:
    void addRun(const ServerId &server, const RunKey &key, double seconds) { addRun(server, key, MeanSeconds{1, seconds}, true); }
    void setRun(const ServerId &server, const RunKey &key, const MeanSeconds &mean) { addRun(server, key, mean, false); }
    void addLoad(const ServerId &server, const QString &models, double seconds);
    void setLoad(const ServerId &server, const QString &models, const MeanSeconds &mean) { m_loads[{server, models}] = mean; }
    void addOutcome(const ServerId &server, bool completed);
    void setOutcomes(const ServerId &server, const Outcomes &outcomes) { m_outcomes[server] = outcomes; }

    [[nodiscard]] MeanSeconds run(const ServerId &server, const RunKey &key) const { return m_runs.value(server).value(key); }
    [[nodiscard]] MeanSeconds load(const ServerId &server, const QString &models) const { return m_loads.value({server, models}); }
    [[nodiscard]] Outcomes outcomes(const ServerId &server) const { return m_outcomes.value(server); }

    // Seconds that such a run takes there: as measured; else scaled by work (pixels, frames, steps) from other runs of that family
    // there, then of that family elsewhere; else 30 s for a picture and 120 s for a video.
    [[nodiscard]] double expectedRun(const ServerId &server, const RunKey &key) const;
    // Without a server: the mean over those that know it.
    [[nodiscard]] double expectedRun(const RunKey &key) const;
    [[nodiscard]] double expectedLoad(const ServerId &server, const QString &models) const;
    [[nodiscard]] bool isEmpty() const { return m_runs.isEmpty(); }

private:
    void addRun(const ServerId &server, const RunKey &key, const MeanSeconds &mean, bool merge);

    QHash<ServerId, QHash<RunKey, MeanSeconds>> m_runs;
    QHash<std::pair<ServerId, QString>, MeanSeconds> m_loads;
    QHash<ServerId, Outcomes> m_outcomes;
};

} // namespace sc::generation

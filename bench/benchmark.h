// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <functional>
#include <vector>

// Benchmarks that mean something on any machine: each measures our work and a named reference in the same run and says
// how many times the reference's time ours takes.
namespace sc::bench {

struct Measurement
{
    QString name; // "export 1280x720, 20 s"
    double seconds = 0;
    QString reference; // "ffmpeg, the same movie from test pictures"; empty = only a number, with `unit`
    double referenceSeconds = 0;
    QString note;
};

using Benchmark = std::function<std::vector<Measurement>()>;

// Registers an area before main() runs.
struct Registration
{
    Registration(const char *area, Benchmark benchmark);
};

// Best of `rounds`: what the work takes when nothing else disturbs it.
[[nodiscard]] double bestSeconds(int rounds, const std::function<void()> &work);
// The same for a program; negative when it cannot be run.
[[nodiscard]] double bestSecondsOf(int rounds, const QString &program, const QStringList &arguments);

} // namespace sc::bench

#define SC_BENCHMARK(area, function) static const sc::bench::Registration sc##function##Registration(area, function);

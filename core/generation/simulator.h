// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/scheduler.h"

#include <functional>

// Servers and jobs that exist only as times: what a way of scheduling costs, without waiting for it.
namespace sc::generation {

struct SimServer
{
    PlanServer plan;
    double speed = 1; // a run takes its seconds divided by this
    double loadSpeed = 1;
    double failureShare = 0; // of runs that fail at their end and go back to the queue
};

struct SimJob
{
    PlanJob plan;
    double runS = 30;  // at speed 1
    double loadS = 30; // of its models
    double arrivesS = 0;
    int needs = -1; // index of the job whose end it waits for
};

enum class SimPolicy {
    FirstCome, // the first waiting job that fits goes to the first free server
    Planned,   // Scheduler
};

struct SimRun
{
    size_t job = 0;
    int server = 0;
    double startS = 0;
    double endS = 0;
    bool loaded = false; // its models were loaded for it
    bool failed = false;
};

struct SimResult
{
    double endS = 0;  // when the last job is done
    double meanS = 0; // from arrival to end
    int loads = 0;
    std::vector<SimRun> runs; // in the order of their start
    std::vector<size_t> neverRan;
};

struct SimOptions
{
    SimPolicy policy = SimPolicy::Planned;
    bool fairShare = false;
    bool learns = true; // figures are learned on the way; else the scheduler knows them from the start
    double noise = 0.1; // share by which a run differs from its mean
    quint32 seed = 1;
};

// Deterministic. `inspect` is called after each decision with the time and what runs, for checks of what must always hold.
[[nodiscard]] SimResult simulate(const std::vector<SimServer> &servers, const std::vector<SimJob> &jobs, const SimOptions &options,
                                 const std::function<void(double, const std::vector<SimRun> &)> &inspect = {});

} // namespace sc::generation

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/server_client.h"
#include "core/generation/generation_service.h"
#include "ui/widgets/text_label.h"

namespace sc::ui {

// All that is known of a server at one moment, for cards and lanes. Value.
struct ServerState
{
    enum class Kind { Online, Connecting, Offline, Off };
    generation::Server server;
    Kind kind = Kind::Off;
    bool isPractice = false; // the one this program runs itself
    std::optional<Problem> problem;
    std::optional<comfy::ServerFacts> facts;
    std::shared_ptr<const comfy::ObjectInfo> nodes; // null until it told
    QStringList loaded;                             // files of the last job there
    QStringList running;                            // ids of jobs that it works on
    int waiting = 0;                                // jobs that the plan gives it
    int pinned = 0;                                 // that wait for it alone
    std::vector<double> recentS;                    // seconds of its last runs, oldest first
    double meanS = 0;                               // of those; 0: none yet
    bool makesVideos = false;                       // most of those

    [[nodiscard]] const comfy::Device *device() const
    {
        return facts && !facts->stats.devices.empty() ? &facts->stats.devices.front() : nullptr;
    }
};

// `forecast` tells how many jobs wait for which server.
[[nodiscard]] std::vector<ServerState> serverStates(generation::GenerationService &service, const generation::Forecast &forecast);

[[nodiscard]] QString stateWords(const ServerState &state); // "Online, ComfyUI 0.3.64"
[[nodiscard]] QColor stateColour(const ServerState &state, const Theme &theme);
[[nodiscard]] QString shortModel(const QString &file);  // "wan 2.2": without folder, ending and precision
[[nodiscard]] QString gigabytes(qint64 bytes);          // "18.2"
[[nodiscard]] QString shortDevice(const QString &name); // "RTX 4090" of "cuda:0 NVIDIA GeForce RTX 4090 : cudaMallocAsync"

} // namespace sc::ui

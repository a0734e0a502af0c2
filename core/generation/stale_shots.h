// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/file_hashes.h"
#include "core/generation/shot_request.h"

#include <QtCore/QSet>

namespace sc::generation {

// Which shots of a project show a take that is not what they would be given now. A shot is compared again only when something that
// it is made from differs by value, so that looking after each edit costs next to nothing. Session's thread.
class StaleShots
{
public:
    // Looks at what changed, for about `budgetMs`. True when it is through; else it goes on with the next call.
    bool look(const Studio &studio, int budgetMs);
    [[nodiscard]] const QSet<ClipId> &shots() const { return m_stale; }
    void forget();

private:
    // Everything of a shot that counts.
    struct Inputs
    {
        timeline::Clip clip;
        QString sceneName;
        timeline::SceneDirection direction;
        std::vector<PromptTemplateId> promptTemplates;
        TakeId before; // of the shot that it goes on from
        bool operator==(const Inputs &) const = default;
    };
    // What counts for all.
    struct Common
    {
        timeline::Project project;
        StudioItems items;
        bool operator==(const Common &) const = default;
    };
    [[nodiscard]] static Inputs inputsOf(const timeline::Timeline &timeline, const timeline::Clip &clip);
    [[nodiscard]] bool compare(const Studio &studio, const timeline::Clip &clip);

    Common m_common;
    FileHashes m_hashes;
    QHash<ClipId, Inputs> m_known;
    QSet<ClipId> m_stale;
};

} // namespace sc::generation

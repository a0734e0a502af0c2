// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/media_lengths.h"

#include "core/project/project_session.h"
#include "core/project/take_shelf.h"

namespace sc::project {

timeline::MediaLengthOf mediaLengthsOf(const ProjectSession *session)
{
    if (!session)
        return {};
    return [session](const timeline::Clip &clip) { return session->takes().mediaLength(clip); };
}

} // namespace sc::project

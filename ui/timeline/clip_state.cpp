// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/clip_state.h"

#include "core/timeline/figures.h"

#include <QtCore/QCoreApplication>

namespace sc::ui {

ClipState stateOf(const timeline::Clip &clip, const ShotStates &states)
{
    if (const auto job = states.jobs.constFind(clip.id); job != states.jobs.cend()) {
        switch (job->state) {
        case generation::ShotJobState::Queued:
            return ClipState::Queued;
        case generation::ShotJobState::Generating:
            return ClipState::Generating;
        case generation::ShotJobState::Failed:
            return ClipState::Failed;
        }
    }
    switch (timeline::clipState(clip)) {
    case timeline::ClipState::Empty:
        return ClipState::Empty;
    case timeline::ClipState::Planned:
        return ClipState::Planned;
    case timeline::ClipState::Ready:
        break;
    }
    return states.missing.contains(clip.id) ? ClipState::Missing : states.stale.contains(clip.id) ? ClipState::Stale : ClipState::Ready;
}

QString stateName(ClipState state)
{
    switch (state) {
    case ClipState::Planned:
        return QCoreApplication::translate("sc::ui", "planned");
    case ClipState::Queued:
        return QCoreApplication::translate("sc::ui", "queued");
    case ClipState::Generating:
        return QCoreApplication::translate("sc::ui", "generating");
    case ClipState::Failed:
        return QCoreApplication::translate("sc::ui", "failed");
    case ClipState::Ready:
        return QCoreApplication::translate("sc::ui", "ready");
    case ClipState::Stale:
        return QCoreApplication::translate("sc::ui", "stale");
    case ClipState::Missing:
        return QCoreApplication::translate("sc::ui", "missing");
    case ClipState::Empty:
        break;
    }
    return QCoreApplication::translate("sc::ui", "empty");
}

QString stateIcon(ClipState state)
{
    switch (state) {
    case ClipState::Planned:
        return QStringLiteral("text");
    case ClipState::Queued:
        return QStringLiteral("clock");
    case ClipState::Failed:
        return QStringLiteral("error");
    case ClipState::Ready:
        return QStringLiteral("check");
    case ClipState::Stale:
        return QStringLiteral("stale");
    case ClipState::Missing:
        return QStringLiteral("missing");
    case ClipState::Generating: // a ring instead
    case ClipState::Empty:
        break;
    }
    return {};
}

QString speedText(const timeline::Clip &clip)
{
    if (clip.speedNumerator == 0 || clip.speedNumerator == clip.speedDenominator)
        return {};
    if (clip.speedDenominator == 1)
        return QStringLiteral("%1x").arg(clip.speedNumerator);
    return QStringLiteral("%1/%2x").arg(clip.speedNumerator).arg(clip.speedDenominator);
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/project_session.h"
#include "core/timeline/take.h"

#include <QtCore/QHash>
#include <QtCore/QJsonObject>

namespace sc::interchange {

// A take as exports want it: with its place on this machine and the words it was made from.
struct TakeSource
{
    timeline::Take take;
    QString file; // absolute
    QString prompt;
    QString negativePrompt;
};

// Everything an export reads: a value, so that it can go to another thread while editing goes on.
struct ExportSource
{
    timeline::Timeline timeline;
    QString songFile;                             // absolute; empty = without the song
    QHash<ClipId, std::vector<TakeSource>> takes; // by clip, oldest first; alternates' too
    QJsonObject content;                          // of the whole bundle, for JSON v2; empty unless asked for
    [[nodiscard]] const TakeSource *find(const ClipId &clip, const TakeId &take) const;
};

// On the session's thread. `complete`: with what JSON v2 needs.
[[nodiscard]] Result<ExportSource> exportSourceOf(const project::ProjectSession &session, bool complete = false);

} // namespace sc::interchange

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/library_access.h"

#include <QtCore/QJsonArray>

// Songs as text and JSON, and how a song, a collection or a query is named on the command line.
namespace sc::cli {

[[nodiscard]] Result<LibraryPtr> openLibrary(const Invocation &invocation);

[[nodiscard]] QJsonObject trackJson(const library::Track &track);
[[nodiscard]] QString trackLine(const library::Track &track);
[[nodiscard]] Output listOf(const std::vector<library::Track> &tracks);

// Each as findTrack() does.
[[nodiscard]] Result<std::vector<TrackId>> findTracks(const library::Library &library, const QStringList &wanted);
// By id or by name.
[[nodiscard]] Result<library::Collection> findCollection(const library::Library &library, const QString &wanted);

// All of TrackQuery as options; what was straightened is said on stderr.
[[nodiscard]] std::vector<OptionSpec> queryOptions();
[[nodiscard]] Result<library::TrackQuery> queryOf(const library::Library &library, Invocation &invocation);

// "yes" and "no", also "true" and "false". Nothing when the option is absent.
[[nodiscard]] Result<std::optional<bool>> yesOrNo(const Arguments &arguments, const QString &option);

// Verbs of "track" that lie in files of their own.
[[nodiscard]] std::vector<Command> trackFileCommands();
[[nodiscard]] std::vector<Command> trackShelfCommands();

} // namespace sc::cli

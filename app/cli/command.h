// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/console.h"
#include "core/base/paths.h"

#include <QtCore/QCoreApplication>

#include <functional>

namespace sc::cli {

// Everything a command may use. The cancel token is tripped by Ctrl+C.
struct Invocation
{
    Arguments arguments;
    ProfilePaths profile;
    Console &console;
    CancelToken cancel;

    [[nodiscard]] QString word(qsizetype index) const { return arguments.positional().value(index); }
};

struct Command
{
    QString noun;
    QString verb;
    QString usage;    // positional part: "BUNDLE CLIP"
    QString help;     // one line
    int minWords = 0; // positional words needed
    int maxWords = 0; // -1 = any number
    std::vector<OptionSpec> options;
    std::function<Result<Output>(Invocation &)> run;
};

// An option by its name ("max-concurrent"), what it takes ("N", empty for a switch) and a help text marked with
// QT_TRANSLATE_NOOP("sc::cli", ...).
[[nodiscard]] inline OptionSpec optionOf(const char *name, const char *value, const char *help)
{
    return {QString::fromLatin1(name), QString::fromLatin1(value), QCoreApplication::translate("sc::cli", help)};
}

// One function a noun; main() puts them together.
[[nodiscard]] std::vector<Command> analyzeCommands();
[[nodiscard]] std::vector<Command> trackCommands();
[[nodiscard]] std::vector<Command> projectCommands();
[[nodiscard]] std::vector<Command> planCommands();
[[nodiscard]] std::vector<Command> sceneCommands();
[[nodiscard]] std::vector<Command> clipCommands();
[[nodiscard]] std::vector<Command> characterCommands();
[[nodiscard]] std::vector<Command> templateCommands();
[[nodiscard]] std::vector<Command> cutCommands();
[[nodiscard]] std::vector<Command> takeCommands();
[[nodiscard]] std::vector<Command> takeAgainCommands();
[[nodiscard]] std::vector<Command> generateShotCommands();
[[nodiscard]] std::vector<Command> pictureCommands();
[[nodiscard]] std::vector<Command> markerCommands();
[[nodiscard]] std::vector<Command> lyricsCommands();
[[nodiscard]] std::vector<Command> movieCommands();
[[nodiscard]] std::vector<Command> cutExportCommands();
[[nodiscard]] std::vector<Command> shotListCommands();
[[nodiscard]] std::vector<Command> workflowCommands();
[[nodiscard]] std::vector<Command> ownWorkflowCommands();
[[nodiscard]] std::vector<Command> modelCommands();
[[nodiscard]] std::vector<Command> serverToolCommands();
[[nodiscard]] std::vector<Command> serverListCommands();
[[nodiscard]] std::vector<Command> queueCommands();
[[nodiscard]] std::vector<Command> batchCommands();
[[nodiscard]] std::vector<Command> settingsCommands();
[[nodiscard]] std::vector<Command> musicCommands();
[[nodiscard]] std::vector<Command> musicListCommands();
[[nodiscard]] std::vector<Command> secretCommands();
[[nodiscard]] std::vector<Command> wordsCommands();
[[nodiscard]] std::vector<Command> doctorCommands();

} // namespace sc::cli

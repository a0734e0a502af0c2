// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/commands_pool.h"
#include "app/cli/commands_track_match.h"
#include "core/base/log.h"

#include <QtCore/QDir>
#include <QtGui/QGuiApplication>

#include <csignal>
#include <new>

namespace {

using namespace sc;
using namespace sc::cli;

// Ctrl+C asks the running work to stop; it then leaves no half file and exits with 7. A signal handler can reach
// nothing but a global.
const CancelToken *interruptToken = nullptr;

extern "C" void interrupted(int)
{
    if (interruptToken)
        interruptToken->cancel();
    std::signal(SIGINT, SIG_DFL); // a second Ctrl+C ends at once
}

struct GlobalOptions
{
    bool json = false;
    ProfilePaths profile = ProfilePaths::standard();
    QStringList rest;
};

// --json and --profile-dir may stand anywhere before a "--".
Result<GlobalOptions> takeGlobalOptions(const QStringList &words)
{
    GlobalOptions global;
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (words[i] == QLatin1String("--")) {
            global.rest += words.mid(i);
            break;
        }
        if (words[i] == QLatin1String("--json")) {
            global.json = true;
        } else if (words[i] == QLatin1String("--profile-dir")) {
            if (i + 1 >= words.size())
                return std::unexpected(
                    Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::cli", "--profile-dir needs a folder.")));
            global.profile.root = QDir(words[++i]).absolutePath();
        } else if (words[i].startsWith(QLatin1String("--profile-dir="))) {
            global.profile.root = QDir(words[i].mid(14)).absolutePath();
        } else {
            global.rest.append(words[i]);
        }
    }
    return global;
}

std::vector<Command> allCommands()
{
    std::vector<Command> all;
    for (const auto &group :
         {trackCommands,       trackMatchCommands, analyzeCommands,      projectCommands,    planCommands,     sceneCommands,
          clipCommands,        characterCommands,  templateCommands,     cutCommands,        takeCommands,     pictureCommands,
          markerCommands,      lyricsCommands,     cutExportCommands,    movieCommands,      shotListCommands, serverToolCommands,
          settingsCommands,    workflowCommands,   serverListCommands,   queueCommands,      batchCommands,    takeAgainCommands,
          ownWorkflowCommands, modelCommands,      poolCommands,         sharedPoolCommands, musicCommands,    musicListCommands,
          secretCommands,      doctorCommands,     generateShotCommands, wordsCommands}) {
        for (Command &command : group())
            all.push_back(std::move(command));
    }
    return all;
}

QString usageOf(const Command &command)
{
    return QStringList{command.noun, command.verb, command.usage}.join(u' ').simplified();
}

QString helpText(const std::vector<Command> &commands, const QString &noun, const QString &verb)
{
    QString text =
        QCoreApplication::translate("sc::cli", "storycanvas-cli [--profile-dir DIR] [--json] NOUN VERB ...") + QStringLiteral("\n\n");
    for (const Command &command : commands) {
        if ((!noun.isEmpty() && command.noun != noun) || (!verb.isEmpty() && command.verb != verb))
            continue;
        text += QStringLiteral("  %1  %2\n").arg(usageOf(command).leftJustified(44), command.help);
        if (noun.isEmpty())
            continue;
        for (const OptionSpec &option : command.options)
            text += QStringLiteral("      --%1  %2\n").arg((option.name + u' ' + option.valueName).leftJustified(26), option.help);
    }
    return text;
}

Problem unknownCommand(const std::vector<Command> &commands, const QString &noun, const QString &verb)
{
    QStringList nouns;
    QStringList verbs;
    for (const Command &command : commands) {
        nouns.append(command.noun);
        if (command.noun == noun)
            verbs.append(command.verb);
    }
    const bool nounKnown = nouns.contains(noun);
    const QString wrong = nounKnown ? verb : noun;
    const QString near = nearestWord(wrong, nounKnown ? verbs : nouns);
    nouns.removeDuplicates();
    const QString known = (nounKnown ? verbs : nouns).join(QStringLiteral(", "));
    return Problem(ProblemCode::ValidationError, nounKnown
                                                     ? QCoreApplication::translate("sc::cli", "\"%1\" has no verb \"%2\".").arg(noun, verb)
                                                     : QCoreApplication::translate("sc::cli", "There is no command \"%1\".").arg(noun))
        .withDetail(near.isEmpty() ? QCoreApplication::translate("sc::cli", "Known: %1.").arg(known)
                                   : QCoreApplication::translate("sc::cli", "Did you mean \"%1\"?").arg(near))
        .withAction(QStringLiteral("help"), QCoreApplication::translate("sc::cli", "storycanvas-cli help"));
}

Result<Output> runCommand(const Command &command, const QStringList &words, const GlobalOptions &global, Console &console,
                          const CancelToken &cancel)
{
    SC_TRY_ASSIGN(arguments, Arguments::parse(words, command.options));
    const auto count = arguments.positional().size();
    if (count < command.minWords || (command.maxWords >= 0 && count > command.maxWords)) {
        return std::unexpected(
            Problem(ProblemCode::ValidationError,
                    QCoreApplication::translate("sc::cli", "This command is written: %1").arg(usageOf(command)))
                .withAction(QStringLiteral("help"), QCoreApplication::translate("sc::cli", "storycanvas-cli help %1").arg(command.noun)));
    }
    Invocation invocation{std::move(arguments), global.profile, console, cancel};
    Result<Output> output = command.run(invocation);
    console.clearProgress();
    return output;
}

Result<Output> dispatch(const GlobalOptions &global, Console &console, const CancelToken &cancel)
{
    const std::vector<Command> commands = allCommands();
    const QString noun = global.rest.value(0);
    const QString verb = global.rest.value(1);
    if (noun == QLatin1String("--version"))
        return Output{QStringLiteral("StoryCanvas " SC_VERSION), QJsonObject{{QStringLiteral("version"), QStringLiteral(SC_VERSION)}}};
    if (noun.isEmpty() || noun == QLatin1String("help") || noun == QLatin1String("--help")) {
        const QString text = helpText(commands, verb, global.rest.value(2));
        return Output{text, text};
    }
    for (const Command &command : commands) {
        if (command.noun == noun && command.verb.isEmpty())
            return runCommand(command, global.rest.mid(1), global, console, cancel);
        if (command.noun == noun && command.verb == verb)
            return runCommand(command, global.rest.mid(2), global, console, cancel);
    }
    return std::unexpected(unknownCommand(commands, noun, verb));
}

} // namespace

int main(int argc, char *argv[])
{
    // Cards are painted with fonts, which needs the GUI library but no screen.
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("StoryCanvas"));
    QGuiApplication::setApplicationVersion(QStringLiteral(SC_VERSION));

    const CancelToken cancel;
    interruptToken = &cancel;
    std::signal(SIGINT, interrupted);
    std::signal(SIGTERM, interrupted);

    const Result<GlobalOptions> global = takeGlobalOptions(QGuiApplication::arguments().mid(1));
    Console console(global && global->json);
    Result<Output> output = std::unexpected(Problem());
    try {
        output = global ? dispatch(*global, console, cancel) : std::unexpected(global.error());
    } catch (const std::bad_alloc &) {
        output = std::unexpected(
            Problem(ProblemCode::InternalError, QCoreApplication::translate("sc::cli", "There is not enough memory for this.")));
    }
    interruptToken = nullptr;
    console.clearProgress();
    if (!output) {
        console.printProblem(output.error());
        return exitCodeOf(output.error().code());
    }
    console.print(*output);
    return 0;
}

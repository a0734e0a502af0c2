// SPDX-License-Identifier: GPL-3.0-or-later
// server practice, test, info, models, free: what is done with one server itself.
#include "app/cli/server_access.h"
#include "core/base/text.h"
#include "core/comfy/family.h"
#include "core/comfy/family_detect.h"
#include "core/practice/practice_server.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QUuid>

namespace sc::cli {

namespace {

using namespace comfy;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

std::unique_ptr<ServerClient> clientFor(const ServerAddress &address)
{
    return std::make_unique<ServerClient>(address, QUuid::createUuid().toString(QUuid::WithoutBraces));
}

QJsonObject statsJson(const ServerAddress &address, const ServerFacts &facts)
{
    QJsonArray devices;
    for (const Device &device : facts.stats.devices)
        devices.append(QJsonObject{{QStringLiteral("name"), device.name},
                                   {QStringLiteral("type"), device.type},
                                   {QStringLiteral("memory_total"), device.memoryTotal},
                                   {QStringLiteral("memory_free"), device.memoryFree}});
    return {{QStringLiteral("url"), address.url.toString()},
            {QStringLiteral("version"), facts.stats.version},
            {QStringLiteral("system"), facts.stats.system},
            {QStringLiteral("latency_ms"), facts.latency},
            {QStringLiteral("devices"), devices}};
}

QString statsText(const ServerAddress &address, const ServerFacts &facts)
{
    QString text = tr("%1: ComfyUI %2, answered in %3 ms")
                       .arg(address.url.toString(), facts.stats.version.isEmpty() ? tr("(old)") : facts.stats.version)
                       .arg(facts.latency);
    for (const Device &device : facts.stats.devices)
        text += QStringLiteral("\n  %1: %2")
                    .arg(device.name, tr("%1 of %2 free").arg(humanSize(device.memoryFree), humanSize(device.memoryTotal)));
    return text;
}

// The whole way: HTTP, then the event connection.
Result<Output> testCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(address, serverAddress(invocation));
    const auto client = clientFor(address);
    ServerClient *watched = client.get();
    const auto online = waitFor<void>(invocation, [watched](const std::function<void(Result<>)> &done) {
        QObject::connect(watched, &ServerClient::stateChanged, watched, [watched, done](ServerClient::State state) {
            if (state == ServerClient::State::Online)
                done({});
            else if (state == ServerClient::State::Offline && watched->lastProblem())
                done(std::unexpected(*watched->lastProblem()));
        });
        watched->open();
    });
    SC_TRY(online);
    QJsonObject json = statsJson(address, client->facts());
    json.insert(QStringLiteral("online"), true);
    return Output{.text = statsText(address, client->facts()), .json = json};
}

Result<Output> infoCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(address, serverAddress(invocation));
    const auto client = clientFor(address);
    SC_TRY(waitFor<SystemStats>(invocation, [&](const auto &done) { client->systemStats(done); }));
    SC_TRY_ASSIGN(queue, waitFor<RemoteQueue>(invocation, [&](const auto &done) { client->queue(done); }));
    QJsonObject json = statsJson(address, client->facts());
    json.insert(QStringLiteral("running"), queue.running.size());
    json.insert(QStringLiteral("waiting"), queue.waiting.size());
    const QString text = statsText(address, client->facts()) + u'\n' +
                         tr("  queue: %1 running, %2 waiting").arg(queue.running.size()).arg(queue.waiting.size());
    return Output{.text = text, .json = json};
}

struct ListedModels
{
    const char *kind;
    const char *className;
    const char *input;
};
constexpr ListedModels kLists[] = {{"checkpoint", "CheckpointLoaderSimple", "ckpt_name"},
                                   {"diffusion model", "UNETLoader", "unet_name"},
                                   {"lora", "LoraLoader", "lora_name"},
                                   {"vae", "VAELoader", "vae_name"},
                                   {"text encoder", "CLIPLoader", "clip_name"},
                                   {"controlnet", "ControlNetLoader", "control_net_name"},
                                   {"upscale", "UpscaleModelLoader", "model_name"}};

Result<Output> modelsCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(address, serverAddress(invocation));
    const auto client = clientFor(address);
    SC_TRY(waitFor<SystemStats>(invocation, [&](const auto &done) { client->systemStats(done); })); // finds the spelling of paths
    SC_TRY_ASSIGN(info, waitFor<ObjectInfo>(invocation, [&](const auto &done) { client->objectInfo(done); }));
    Output output;
    QJsonArray all;
    for (const ListedModels &list : kLists) {
        for (const QString &name : info.choices(QLatin1String(list.className), QLatin1String(list.input))) {
            const QString family = guessFamily(name).family;
            all.append(QJsonObject{
                {QStringLiteral("name"), name}, {QStringLiteral("kind"), QLatin1String(list.kind)}, {QStringLiteral("family"), family}});
            output.text += QStringLiteral("%1  %2  %3\n").arg(QString::fromLatin1(list.kind).leftJustified(16), name, family);
        }
    }
    output.text = output.text.isEmpty() ? tr("The server lists no models.") : output.text.trimmed();
    output.json = all;
    return output;
}

Result<Output> freeCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(address, serverAddress(invocation));
    const auto client = clientFor(address);
    SC_TRY(waitFor<SystemStats>(invocation, [&](const auto &done) { client->systemStats(done); }));
    SC_TRY(waitFor<void>(invocation, [&](const auto &done) { client->freeMemory(done); }));
    return Output{.text = tr("The server was asked to unload its models; it does so after the job that runs."),
                  .json = QJsonObject{{QStringLiteral("url"), address.url.toString()}, {QStringLiteral("asked"), true}}};
}

// "name=value" where the value is JSON; a word alone is a switch.
Result<QJsonObject> faultsOf(const QStringList &words)
{
    QJsonObject faults;
    for (const QString &word : words) {
        const QString name = word.section(u'=', 0, 0);
        const QString value = word.contains(u'=') ? word.section(u'=', 1) : QStringLiteral("true");
        const QJsonArray read = QJsonDocument::fromJson('[' + value.toUtf8() + ']').array();
        faults.insert(name, read.isEmpty() ? QJsonValue(value) : read.first());
    }
    return faults;
}

Result<Output> practiceCommand(Invocation &invocation)
{
    const Arguments &arguments = invocation.arguments;
    practice::PracticeOptions options;
    SC_TRY_ASSIGN(port, arguments.integer(QStringLiteral("port"), 0, 65535));
    SC_TRY_ASSIGN(seconds, arguments.integer(QStringLiteral("for"), 1, 1'000'000));
    SC_TRY_ASSIGN(memory, arguments.integer(QStringLiteral("memory"), 1, 1024));
    SC_TRY_ASSIGN(dice, arguments.integer(QStringLiteral("dice"), 0, 2'000'000'000));
    SC_TRY_ASSIGN(load, arguments.integer(QStringLiteral("load-ms"), 0, 600'000));
    options.port = static_cast<quint16>(port.value_or(0));
    options.memory = memory.value_or(16) * 1024LL * 1024 * 1024;
    options.dice = static_cast<quint32>(dice.value_or(1));
    options.loadMs = load.value_or(options.loadMs);
    options.folder = arguments.value(QStringLiteral("folder"));
    options.families = arguments.values(QStringLiteral("family"));
    options.name = arguments.value(QStringLiteral("name"), options.name);
    for (const QString &family : options.families)
        SC_TRY(FamilyTable::builtIn().family(family));
    bool isPace = true;
    options.pace = arguments.has(QStringLiteral("pace")) ? arguments.value(QStringLiteral("pace")).toDouble(&isPace) : 1;
    if (!isPace || options.pace < 0 || options.pace > 1000)
        return std::unexpected(
            Problem(ProblemCode::ValidationError, tr("--pace is a number from 0 (at once) to 1000; 1 is that of a small card.")));
    SC_TRY_ASSIGN(faults, faultsOf(arguments.values(QStringLiteral("fault"))));
    SC_TRY(options.faults.apply(faults));

    practice::PracticeServer server(options);
    SC_TRY(server.start());
    invocation.console.print({.text = server.url().toString(), .json = QJsonObject{{QStringLiteral("url"), server.url().toString()}}});
    invocation.console.notice(tr("The practice server runs until Ctrl+C. Faults: POST %1/practice").arg(server.url().toString()));
    QEventLoop loop;
    QTimer poll;
    QElapsedTimer clock;
    clock.start();
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (invocation.cancel.isCancelled() || (seconds && clock.elapsed() > *seconds * 1000LL))
            loop.quit();
    });
    poll.start(100);
    loop.exec();
    return Output{.text = tr("%1 taken, %2 made, %3 failed").arg(server.taken()).arg(server.succeeded()).arg(server.failed()),
                  .json = QJsonObject{{QStringLiteral("taken"), server.taken()},
                                      {QStringLiteral("made"), server.succeeded()},
                                      {QStringLiteral("failed"), server.failed()}}};
}

} // namespace

std::vector<Command> serverToolCommands()
{
    const QString server = QStringLiteral("server");
    const QString address = tr("NAME|ADDRESS");
    return {
        {server,
         QStringLiteral("practice"),
         {},
         tr("run the built-in practice server: real protocol, real pictures, no GPU"),
         0,
         0,
         {{QStringLiteral("port"), QStringLiteral("N"), tr("default: any that is free")},
          {QStringLiteral("pace"), QStringLiteral("X"), tr("1: like a small card, 0: at once")},
          {QStringLiteral("load-ms"), QStringLiteral("N"), tr("for loading a model, at pace 1")},
          {QStringLiteral("family"), QStringLiteral("ID"), tr("has only models of this family; may be given several times")},
          {QStringLiteral("name"), QStringLiteral("TEXT"), tr("of its card")},
          {QStringLiteral("memory"), QStringLiteral("GB"), tr("of its card")},
          {QStringLiteral("folder"), QStringLiteral("DIR"), tr("where it keeps its files; default: a temporary one")},
          {QStringLiteral("fault"), QStringLiteral("NAME=VALUE"),
           tr("what goes wrong, may be given several times: %1").arg(practice::PracticeFaults::names().join(QStringLiteral(", ")))},
          {QStringLiteral("dice"), QStringLiteral("N"), tr("seed of faults by chance")},
          {QStringLiteral("for"), QStringLiteral("SECONDS"), tr("ends by itself")}},
         practiceCommand},
        {server, QStringLiteral("test"), address, tr("reach a server and open its event connection"), 1, 1, serverAccessOptions(),
         testCommand},
        {server, QStringLiteral("info"), address, tr("version, devices, memory and queue of a server"), 1, 1, serverAccessOptions(),
         infoCommand},
        {server, QStringLiteral("models"), address, tr("models that a server lists, with their families"), 1, 1, serverAccessOptions(),
         modelsCommand},
        {server, QStringLiteral("free"), address, tr("ask a server to unload its models"), 1, 1, serverAccessOptions(), freeCommand},
    };
}

} // namespace sc::cli

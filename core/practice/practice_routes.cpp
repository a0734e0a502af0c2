// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/practice/practice_server_private.h"

#include <QtCore/QJsonDocument>

#ifndef SC_VERSION
#define SC_VERSION "0"
#endif

namespace sc::practice {

namespace {

HttpReply notFound()
{
    return HttpReply::text(404, "404: Not Found");
}

HttpReply listReply(const QJsonArray &list)
{
    HttpReply reply;
    reply.body = QJsonDocument(list).toJson(QJsonDocument::Compact);
    return reply;
}

// The commands answer 500 to what is no JSON, as ComfyUI does.
std::optional<QJsonObject> bodyOf(const HttpMessage &request)
{
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

HttpReply trouble()
{
    return HttpReply::text(500, "500 Internal Server Error\n\nServer got itself in trouble");
}

} // namespace

std::optional<HttpReply> PracticeServer::Private::refusal(const HttpMessage &request) const
{
    if (options.faults.webPage) {
        HttpReply page;
        page.contentType = "text/html; charset=utf-8";
        page.body = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>";
        return page;
    }
    if (!options.faults.key.isEmpty() && request.header("authorization") != "Bearer " + options.faults.key.toUtf8())
        return HttpReply::text(401, "401: Unauthorized");
    // ComfyUI compares an origin with its own name.
    if (request.headers.contains("origin") || request.header("sec-fetch-site") == "cross-site")
        return HttpReply::nothing(403);
    return std::nullopt;
}

void PracticeServer::Private::answer(const Exchange &exchange)
{
    const HttpMessage &request = exchange.message();
    if (request.path == u"/practice") {
        exchange.reply(request.method == "POST" ? postPractice(request) : HttpReply::json(options.faults.toJson()));
        return;
    }
    if (const auto reply = refusal(request)) {
        exchange.reply(*reply);
        return;
    }
    HttpMessage plain = request;
    if (plain.path.startsWith(u"/api/"))
        plain.path.remove(0, 4);
    if (plain.path == u"/prompt" && plain.method == "POST") {
        answerPrompt(exchange);
        return;
    }
    const HttpReply reply = replyTo(plain);
    if (plain.path == u"/view" && plain.method == "GET" && reply.body.size() > 1 &&
        options.faults.draw(&PracticeFaults::cutDownloads, dice())) {
        const QByteArray all = reply.toBytes();
        exchange.raw(all.left(all.size() - reply.body.size() / 2));
        exchange.drop();
        return;
    }
    exchange.reply(reply);
}

HttpReply PracticeServer::Private::replyTo(const HttpMessage &request)
{
    const QString &path = request.path;
    const bool posts = request.method == "POST";
    if (!posts && request.method != "GET" && request.method != "HEAD")
        return HttpReply::text(405, "405: Method Not Allowed");
    if (path == u"/system_stats")
        return HttpReply::json(systemStats());
    if (path == u"/features")
        return HttpReply::json(features());
    if (path == u"/prompt")
        return HttpReply::json({{QStringLiteral("exec_info"), QJsonObject{{QStringLiteral("queue_remaining"), remaining()}}}});
    if (path == u"/queue")
        return posts ? postQueue(request) : HttpReply::json(queueJson());
    if (path == u"/history" || path.startsWith(u"/history/"))
        return history(request, path.mid(9));
    if (path == u"/interrupt" && posts) {
        interrupt(bodyOf(request).value_or(QJsonObject()).value(QStringLiteral("prompt_id")).toString());
        return HttpReply::nothing();
    }
    if (path == u"/free" && posts) {
        if (!bodyOf(request))
            return trouble();
        memory.loaded.clear();
        return HttpReply::nothing();
    }
    if (path == u"/upload/image" && posts) {
        knownNodes.reset(); // there may be a new name in the lists
        return store.upload(request);
    }
    if (path == u"/view")
        return store.view(request);
    if (path == u"/object_info")
        return HttpReply::json(objectInfo());
    if (path.startsWith(u"/object_info/")) {
        const QString name = path.section(u'/', 2);
        const QJsonObject all = objectInfo();
        return HttpReply::json(all.contains(name) ? QJsonObject{{name, all.value(name)}} : QJsonObject());
    }
    if (path == u"/models")
        return listReply(QJsonArray::fromStringList(models.keys()));
    if (path.startsWith(u"/models/"))
        return models.contains(path.mid(8)) ? listReply(QJsonArray::fromStringList(models.value(path.mid(8)))) : HttpReply::nothing(404);
    if (path == u"/embeddings" || path == u"/extensions")
        return listReply({});
    if (path == u"/") {
        HttpReply page;
        page.contentType = "text/html; charset=utf-8";
        page.body = "<!DOCTYPE html><html><body>StoryCanvas practice server. It speaks ComfyUI's protocol; add this address as a "
                    "server.</body></html>";
        return page;
    }
    return notFound();
}

QJsonObject PracticeServer::Private::systemStats() const
{
    const double total = static_cast<double>(options.memory);
    const double used = memory.loaded.isEmpty() ? 0.04 : 0.6;
    const QJsonObject device{{QStringLiteral("name"), options.name},
                             {QStringLiteral("type"), QStringLiteral("cuda")},
                             {QStringLiteral("index"), 0},
                             {QStringLiteral("vram_total"), total},
                             {QStringLiteral("vram_free"), std::floor(total * (1 - used))},
                             {QStringLiteral("torch_vram_total"), total},
                             {QStringLiteral("torch_vram_free"), std::floor(total * (1 - used))}};
    return {{QStringLiteral("system"),
             QJsonObject{{QStringLiteral("os"), QStringLiteral("practice")},
                         {QStringLiteral("ram_total"), 34359738368.0},
                         {QStringLiteral("ram_free"), 17179869184.0},
                         {QStringLiteral("comfyui_version"), QStringLiteral("0.3.64")},
                         {QStringLiteral("python_version"), QStringLiteral("practice")},
                         {QStringLiteral("pytorch_version"), QStringLiteral("practice")},
                         {QStringLiteral("embedded_python"), false},
                         {QStringLiteral("argv"), QJsonArray{QStringLiteral("storycanvas-practice"), QStringLiteral(SC_VERSION)}}}},
            {QStringLiteral("devices"), QJsonArray{device}}};
}

QJsonObject PracticeServer::Private::features() const
{
    return {{QStringLiteral("supports_preview_metadata"), true}, {QStringLiteral("max_upload_size"), options.maxUpload}};
}

QJsonObject PracticeServer::Private::queueJson() const
{
    QJsonArray running;
    if (runner)
        running.append(runner->prompt().tuple());
    QJsonArray pending;
    for (const Prompt &prompt : queue)
        pending.append(prompt.tuple());
    return {{QStringLiteral("queue_running"), running}, {QStringLiteral("queue_pending"), pending}};
}

QJsonObject PracticeServer::Private::objectInfo()
{
    return objectInfoOf(models, store.inputFiles());
}

const comfy::ObjectInfo &PracticeServer::Private::nodes()
{
    if (!knownNodes)
        knownNodes = comfy::ObjectInfo::parse(toCompactJson(objectInfo())).value_or(comfy::ObjectInfo());
    return *knownNodes;
}

HttpReply PracticeServer::Private::postQueue(const HttpMessage &request)
{
    const auto body = bodyOf(request);
    if (!body)
        return trouble();
    if (body->value(QStringLiteral("clear")).toBool())
        queue.clear();
    for (const QJsonValue &id : body->value(QStringLiteral("delete")).toArray())
        std::erase_if(queue, [&id](const Prompt &prompt) { return prompt.id == id.toString(); });
    tellStatus();
    return HttpReply::nothing();
}

HttpReply PracticeServer::Private::history(const HttpMessage &request, const QString &id)
{
    if (request.method == "POST") {
        const auto body = bodyOf(request);
        if (!body)
            return trouble();
        if (body->value(QStringLiteral("clear")).toBool())
            q->loseHistory();
        for (const QJsonValue &one : body->value(QStringLiteral("delete")).toArray()) {
            entries.remove(one.toString());
            entryOrder.removeAll(one.toString());
        }
        return HttpReply::nothing();
    }
    if (!id.isEmpty())
        return HttpReply::json(entries.contains(id) ? QJsonObject{{id, entries.value(id)}} : QJsonObject());
    bool good = true;
    const QString limit = request.value(QStringLiteral("max_items"));
    const qsizetype most = limit.isEmpty() ? entryOrder.size() : limit.toLongLong(&good);
    if (!good)
        return trouble();
    QJsonObject newest;
    for (const QString &one : entryOrder.mid(std::max<qsizetype>(0, entryOrder.size() - most)))
        newest.insert(one, entries.value(one));
    return HttpReply::json(newest);
}

HttpReply PracticeServer::Private::postPractice(const HttpMessage &request)
{
    auto body = bodyOf(request);
    const auto wrong = [](const QString &why) { return HttpReply::json({{QStringLiteral("error"), why}}, 400); };
    if (!body)
        return wrong(QStringLiteral("not a JSON object"));
    const QString action = body->take(QStringLiteral("do")).toString();
    if (const auto changed = q->change(*body); !changed)
        return wrong(changed.error().text() + u' ' + changed.error().detail());
    // After the answer has gone out.
    if (action == u"restart")
        QTimer::singleShot(50, q, [this] { q->restart(); });
    else if (action == u"drop_sockets")
        q->dropSockets();
    else if (action == u"lose_history")
        q->loseHistory();
    else if (!action.isEmpty())
        return wrong(QStringLiteral("do: restart, drop_sockets, lose_history"));
    return HttpReply::json(options.faults.toJson());
}

} // namespace sc::practice

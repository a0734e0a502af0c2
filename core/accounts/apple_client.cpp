// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/apple_client.h"

#include "core/accounts/apple_problems.h"
#include "core/base/text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>
#include <QtCore/QJsonArray>
#include <QtCore/QSet>
#include <QtCore/QUrlQuery>

namespace sc::accounts {

namespace {

constexpr int kMostPages = 2'000;
constexpr int kCutTries = 3;
constexpr int kIsrcsAtATime = 25;
constexpr int kIdsAtATime = 300;
constexpr int kMostChart = 50;

AppleRequest get(const QString &path)
{
    AppleRequest request;
    request.path = path;
    return request;
}

AppleRequest listenersList(const QString &path)
{
    AppleRequest request = get(path);
    request.asListener = true;
    request.isPatient = true;
    request.query = {{QStringLiteral("limit"), QString::number(AppleClient::kPage)}};
    return request;
}

QString idInPath(const QString &id)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(id));
}

template<class T> void failLater(QObject *context, const AppleClient::Done<T> &done, const Problem &problem)
{
    QMetaObject::invokeMethod(
        context, [done, problem] { done(std::unexpected(problem)); }, Qt::QueuedConnection);
}

QJsonArray trackReferences(const std::vector<AppleSong> &songs, size_t from, size_t count)
{
    QJsonArray data;
    for (size_t i = from; i < std::min(songs.size(), from + count); ++i)
        data.append(QJsonObject{{QStringLiteral("id"), songs[i].id}, {QStringLiteral("type"), songs[i].type}});
    return data;
}

AppleSearch searchOf(const QJsonObject &json)
{
    AppleSearch found;
    const QJsonObject results = json.value(QStringLiteral("results")).toObject();
    AppleShelf shelf;
    for (const char *kind : {"songs", "albums", "playlists"})
        for (const QJsonValue &resource : results.value(QLatin1String(kind)).toObject().value(QStringLiteral("data")).toArray())
            addResource(shelf, resource.toObject());
    found.songs = std::move(shelf.songs);
    found.albums = std::move(shelf.albums);
    found.playlists = std::move(shelf.playlists);
    found.hasMore = !results.value(QStringLiteral("songs")).toObject().value(QStringLiteral("next")).toString().isEmpty();
    return found;
}

} // namespace

AppleClient::AppleClient(AppleEndpoints endpoints, DeveloperTokens tokens, AppleTimes times, QObject *parent)
    : QObject(parent), m_http(std::move(endpoints), std::move(tokens), times)
{
}

Result<QString> AppleClient::catalog(const QString &path) const
{
    if (!m_storefront.isEmpty())
        return QStringLiteral("/v1/catalog/%1%2").arg(m_storefront, path);
    return std::unexpected(
        Problem(ProblemCode::NotAuthorised, tr("Which country's store is meant is known after signing in to Apple Music."))
            .withAction(QStringLiteral("apple.authorize"), tr("Sign in")));
}

void AppleClient::checkDeveloperToken(const Done<> &done)
{
    m_http.send(get(QStringLiteral("/v1/storefronts/us")),
                [done](const Result<AppleAnswer> &answer) { done(answer ? Result<>() : std::unexpected(answer.error())); });
}

void AppleClient::readStorefront(const Done<AppleStorefront> &done)
{
    AppleRequest request = get(QStringLiteral("/v1/me/storefront"));
    request.asListener = true;
    m_http.send(request, [done](const Result<AppleAnswer> &answer) {
        if (!answer) {
            done(std::unexpected(answer.error()));
            return;
        }
        const auto storefront = storefrontOf(answer->json.value(QStringLiteral("data")).toArray().at(0).toObject());
        done(storefront ? Result<AppleStorefront>(*storefront)
                        : std::unexpected(strangeAnswer(answer->status, QStringLiteral("no storefront"))));
    });
}

void AppleClient::search(const QString &term, int limit, int offset, const Done<AppleSearch> &done)
{
    const Result<QString> cleaned = cleanText(term, TextKind::SingleLine, 1, 200, tr("search text"));
    const Result<QString> path = catalog(QStringLiteral("/search"));
    if (!cleaned || !path) {
        failLater(this, done, cleaned ? path.error() : cleaned.error());
        return;
    }
    AppleRequest request = get(*path);
    request.query = {{QStringLiteral("term"), *cleaned},
                     {QStringLiteral("types"), offset > 0 ? QStringLiteral("songs") : QStringLiteral("songs,albums,playlists")},
                     {QStringLiteral("limit"), QString::number(std::clamp(limit, 1, kSearchLimit))}};
    if (offset > 0)
        request.query.push_back({QStringLiteral("offset"), QString::number(offset)});
    m_http.send(request, [done](const Result<AppleAnswer> &answer) {
        done(answer ? Result<AppleSearch>(searchOf(answer->json)) : std::unexpected(answer.error()));
    });
}

void AppleClient::songsByIsrc(const QStringList &isrcs, const Done<std::vector<AppleSong>> &done)
{
    QStringList wanted;
    for (const QString &typed : isrcs)
        if (const QString isrc = normalisedIsrc(typed); !isrc.isEmpty() && !wanted.contains(isrc))
            wanted.append(isrc);
    askIsrcs(wanted, {}, done);
}

void AppleClient::askIsrcs(QStringList waiting, std::vector<AppleSong> found, const Done<std::vector<AppleSong>> &done)
{
    const Result<QString> path = catalog(QStringLiteral("/songs"));
    if (!path) {
        failLater(this, done, path.error());
        return;
    }
    if (waiting.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [done, found] { done(found); }, Qt::QueuedConnection);
        return;
    }
    AppleRequest request = get(*path);
    request.query = {{QStringLiteral("filter[isrc]"), waiting.mid(0, kIsrcsAtATime).join(u',')}};
    waiting.remove(0, std::min<qsizetype>(kIsrcsAtATime, waiting.size()));
    m_http.send(request, [this, waiting, found = std::move(found), done](const Result<AppleAnswer> &answer) mutable {
        if (!answer && answer.error().code() != ProblemCode::ResourceNotFound) {
            done(std::unexpected(answer.error()));
            return;
        }
        if (answer)
            for (const QJsonValue &resource : answer->json.value(QStringLiteral("data")).toArray())
                if (const auto song = songOf(resource.toObject()))
                    found.push_back(*song);
        askIsrcs(waiting, std::move(found), done);
    });
}

void AppleClient::withIsrcs(const std::vector<AppleSong> &songs, const Done<std::vector<AppleSong>> &done)
{
    askCatalog(songs, 0, done);
}

void AppleClient::askCatalog(std::vector<AppleSong> songs, size_t from, const Done<std::vector<AppleSong>> &done)
{
    QStringList ids;
    while (from < songs.size() && ids.size() < kIdsAtATime) {
        const AppleSong &song = songs[from++];
        if (song.isrc.isEmpty() && !song.catalogId.isEmpty() && !ids.contains(song.catalogId))
            ids.append(song.catalogId);
    }
    const Result<QString> path = catalog(QStringLiteral("/songs"));
    if (!path || ids.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [done, path, songs] { done(path ? Result<std::vector<AppleSong>>(songs) : std::unexpected(path.error())); },
            Qt::QueuedConnection);
        return;
    }
    AppleRequest request = get(*path);
    request.query = {{QStringLiteral("ids"), ids.join(u',')}};
    m_http.send(request, [this, songs = std::move(songs), from, done](const Result<AppleAnswer> &answer) mutable {
        if (!answer && answer.error().code() != ProblemCode::ResourceNotFound) {
            done(std::unexpected(answer.error()));
            return;
        }
        QHash<QString, QString> isrcs;
        if (answer)
            for (const QJsonValue &resource : answer->json.value(QStringLiteral("data")).toArray())
                if (const auto song = songOf(resource.toObject()))
                    isrcs.insert(song->id, song->isrc);
        for (AppleSong &song : songs)
            if (song.isrc.isEmpty())
                song.isrc = isrcs.value(song.catalogId);
        askCatalog(std::move(songs), from, done);
    });
}

void AppleClient::charts(const Done<std::vector<AppleShelf>> &done, const QString &genre, int limit)
{
    const Result<QString> path = catalog(QStringLiteral("/charts"));
    if (!path) {
        failLater(this, done, path.error());
        return;
    }
    AppleRequest request = get(*path);
    request.query = {{QStringLiteral("types"), QStringLiteral("songs,albums,playlists")},
                     {QStringLiteral("limit"), QString::number(std::clamp(limit, 1, kMostChart))}};
    if (!genre.isEmpty())
        request.query.push_back({QStringLiteral("genre"), genre});
    m_http.send(request, [done](const Result<AppleAnswer> &answer) {
        if (!answer) {
            done(std::unexpected(answer.error()));
            return;
        }
        std::vector<AppleShelf> shelves;
        const QJsonObject results = answer->json.value(QStringLiteral("results")).toObject();
        for (const char *kind : {"songs", "albums", "playlists"}) {
            for (const QJsonValue &chart : results.value(QLatin1String(kind)).toArray()) {
                AppleShelf shelf{.title = chart.toObject().value(QStringLiteral("name")).toString()};
                for (const QJsonValue &resource : chart.toObject().value(QStringLiteral("data")).toArray())
                    addResource(shelf, resource.toObject());
                shelves.push_back(std::move(shelf));
            }
        }
        done(shelves);
    });
}

void AppleClient::recommendations(const Done<std::vector<AppleShelf>> &done)
{
    AppleRequest request = get(QStringLiteral("/v1/me/recommendations"));
    request.asListener = true;
    m_http.send(request, [done](const Result<AppleAnswer> &answer) {
        if (!answer) {
            done(std::unexpected(answer.error()));
            return;
        }
        std::vector<AppleShelf> shelves;
        for (const QJsonValue &group : answer->json.value(QStringLiteral("data")).toArray()) {
            const QJsonObject object = group.toObject();
            const QJsonObject title = object.value(QStringLiteral("attributes")).toObject().value(QStringLiteral("title")).toObject();
            AppleShelf shelf{.title = title.value(QStringLiteral("stringForDisplay")).toString()};
            const QJsonObject contents =
                object.value(QStringLiteral("relationships")).toObject().value(QStringLiteral("contents")).toObject();
            for (const QJsonValue &resource : contents.value(QStringLiteral("data")).toArray())
                addResource(shelf, resource.toObject());
            if (!shelf.songs.empty() || !shelf.albums.empty() || !shelf.playlists.empty())
                shelves.push_back(std::move(shelf));
        }
        done(shelves);
    });
}

// One list on its way.
struct AppleClient::Listing
{
    AppleRequest first;
    AppleRequest request;
    CancelToken cancel;
    Page page;
    Done<> done;
    QSet<QString> seen; // pages, against a list that goes round
    int cutTries = 0;
};

void AppleClient::list(AppleRequest request, const CancelToken &cancel, const Page &page, const Done<> &done)
{
    auto listing = std::make_shared<Listing>();
    listing->first = request;
    listing->request = std::move(request);
    listing->cancel = cancel;
    listing->page = page;
    listing->done = done;
    listNext(listing);
}

void AppleClient::listNext(const std::shared_ptr<Listing> &listing)
{
    if (listing->cancel.isCancelled()) {
        failLater(this, listing->done, Problem(ProblemCode::Cancelled, tr("The list was not read to its end.")));
        return;
    }
    m_http.send(listing->request, [this, listing](const Result<AppleAnswer> &answer) {
        const bool isFirst = listing->seen.isEmpty();
        // An empty list is 404 or {}; the same in the middle is a page that broke.
        const bool isEmpty = answer ? answer->json.isEmpty() : answer.error().code() == ProblemCode::ResourceNotFound;
        if (isEmpty && isFirst) {
            listing->done({});
            return;
        }
        if (isEmpty && listing->cutTries++ < kCutTries) {
            listNext(listing);
            return;
        }
        if (!answer || isEmpty) {
            listing->done(std::unexpected(answer ? strangeAnswer(answer->status, QStringLiteral("empty page")) : answer.error()));
            return;
        }
        listing->cutTries = 0;
        listing->page(answer->json.value(QStringLiteral("data")).toArray());
        const QString next = answer->json.value(QStringLiteral("next")).toString();
        if (next.isEmpty()) {
            listing->done({});
            return;
        }
        if (!AppleHttp::isOurs(m_http.endpoints().api, next) || listing->seen.contains(next) || listing->seen.size() >= kMostPages) {
            listing->done(std::unexpected(strangeAnswer(answer->status, QStringLiteral("next page"))));
            return;
        }
        listing->seen.insert(next);
        // It carries the offset and not the limit.
        const QUrl url = m_http.endpoints().api.resolved(QUrl(next));
        listing->request.path = url.path(QUrl::FullyEncoded);
        listing->request.query = listing->first.query;
        for (const auto &[name, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded)) {
            std::erase_if(listing->request.query, [&name = name](const auto &item) { return item.first == name; });
            listing->request.query.push_back({name, value});
        }
        listNext(listing);
    });
}

template<class T>
void AppleClient::gather(const AppleRequest &request, const CancelToken &cancel, const Counted &counted,
                         std::optional<T> (*read)(const QJsonObject &), const Done<std::vector<T>> &done)
{
    auto all = std::make_shared<std::vector<T>>();
    list(
        request, cancel,
        [all, counted, read](const QJsonArray &page) {
            for (const QJsonValue &resource : page)
                if (const auto value = read(resource.toObject()))
                    all->push_back(*value);
            if (counted)
                counted(static_cast<int>(all->size()));
        },
        [all, done](const Result<> &ended) { done(ended ? Result<std::vector<T>>(std::move(*all)) : std::unexpected(ended.error())); });
}

void AppleClient::librarySongs(const CancelToken &cancel, const Counted &counted, const Done<std::vector<AppleSong>> &done)
{
    gather<AppleSong>(listenersList(QStringLiteral("/v1/me/library/songs")), cancel, counted, songOf, done);
}

void AppleClient::libraryAlbums(const CancelToken &cancel, const Counted &counted, const Done<std::vector<AppleAlbum>> &done)
{
    gather<AppleAlbum>(listenersList(QStringLiteral("/v1/me/library/albums")), cancel, counted, albumOf, done);
}

void AppleClient::playlists(const CancelToken &cancel, const Counted &counted, const Done<std::vector<ApplePlaylist>> &done)
{
    gather<ApplePlaylist>(listenersList(QStringLiteral("/v1/me/library/playlists")), cancel, counted, playlistOf, done);
}

void AppleClient::playlistSongs(const ApplePlaylist &playlist, const CancelToken &cancel, const Counted &counted,
                                const Done<std::vector<AppleSong>> &done)
{
    if (playlist.type == QLatin1String("library-playlists") || playlist.id.startsWith(QLatin1String("p."))) {
        gather<AppleSong>(listenersList(QStringLiteral("/v1/me/library/playlists/%1/tracks").arg(idInPath(playlist.id))), cancel, counted,
                          songOf, done);
        return;
    }
    const Result<QString> path = catalog(QStringLiteral("/playlists/%1/tracks").arg(idInPath(playlist.id)));
    if (!path) {
        failLater(this, done, path.error());
        return;
    }
    AppleRequest request = listenersList(*path);
    request.asListener = false;
    gather<AppleSong>(request, cancel, counted, songOf, done);
}

void AppleClient::createPlaylist(const QString &name, const QString &description, const std::vector<AppleSong> &songs,
                                 const Done<ApplePlaylist> &done)
{
    const Result<QString> cleanName = cleanText(name, TextKind::SingleLine, 1, 200, tr("name"));
    const Result<QString> cleanDescription = cleanText(description, TextKind::MultiLine, 0, 1000, tr("description"));
    if (!cleanName || !cleanDescription || songs.size() > kMostInPlaylist) {
        failLater(this, done,
                  !cleanName ? cleanName.error()
                  : !cleanDescription
                      ? cleanDescription.error()
                      : Problem(ProblemCode::ValidationError, tr("A playlist takes at most %1 songs.").arg(kMostInPlaylist)));
        return;
    }
    AppleRequest request;
    request.verb = "POST";
    request.path = QStringLiteral("/v1/me/library/playlists");
    request.asListener = true;
    QJsonObject attributes{{QStringLiteral("name"), *cleanName}};
    if (!cleanDescription->isEmpty())
        attributes.insert(QStringLiteral("description"), *cleanDescription);
    request.body = {{QStringLiteral("attributes"), attributes}};
    if (!songs.empty())
        request.body.insert(
            QStringLiteral("relationships"),
            QJsonObject{{QStringLiteral("tracks"), QJsonObject{{QStringLiteral("data"), trackReferences(songs, 0, kPage)}}}});
    m_http.send(request, [this, songs, done](const Result<AppleAnswer> &answer) {
        if (!answer) {
            done(std::unexpected(answer.error()));
            return;
        }
        const auto playlist = playlistOf(answer->json.value(QStringLiteral("data")).toArray().at(0).toObject());
        if (!playlist) {
            done(std::unexpected(strangeAnswer(answer->status, QStringLiteral("no playlist"))));
            return;
        }
        const std::vector<AppleSong> more(songs.begin() + static_cast<std::ptrdiff_t>(std::min<size_t>(kPage, songs.size())), songs.end());
        addSongs(playlist->id, more, [done, playlist](const Result<> &added) {
            done(added ? Result<ApplePlaylist>(*playlist) : std::unexpected(added.error()));
        });
    });
}

void AppleClient::addSongs(const QString &playlistId, const std::vector<AppleSong> &songs, const Done<> &done)
{
    if (songs.empty()) {
        QMetaObject::invokeMethod(
            this, [done] { done({}); }, Qt::QueuedConnection);
        return;
    }
    AppleRequest request;
    request.verb = "POST";
    request.path = QStringLiteral("/v1/me/library/playlists/%1/tracks").arg(idInPath(playlistId));
    request.asListener = true;
    request.body = {{QStringLiteral("data"), trackReferences(songs, 0, kPage)}};
    const std::vector<AppleSong> more(songs.begin() + static_cast<std::ptrdiff_t>(std::min<size_t>(kPage, songs.size())), songs.end());
    m_http.send(request, [this, playlistId, more, done](const Result<AppleAnswer> &answer) {
        if (answer)
            addSongs(playlistId, more, done);
        else
            done(std::unexpected(answer.error()));
    });
}

} // namespace sc::accounts

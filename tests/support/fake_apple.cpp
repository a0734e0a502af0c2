// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_apple.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonDocument>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <memory>

namespace sc::test {

namespace {

template<auto free> struct Freer
{
    template<class T> void operator()(T *it) const { free(it); }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using BioPtr = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using DigestPtr = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;
using SignaturePtr = std::unique_ptr<ECDSA_SIG, Freer<ECDSA_SIG_free>>;

QByteArray contentOf(BIO *bio)
{
    char *data = nullptr;
    const long length = BIO_get_mem_data(bio, &data);
    return {data, static_cast<qsizetype>(length)};
}

QByteArray plain(const QByteArray &part)
{
    return QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding);
}

bool verifies(const QByteArray &publicPem, const QByteArray &message, const QByteArray &raw)
{
    const BioPtr bio(BIO_new_mem_buf(publicPem.constData(), static_cast<int>(publicPem.size())));
    const KeyPtr key(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
    const auto *bytes = reinterpret_cast<const unsigned char *>(raw.constData());
    const SignaturePtr signature(ECDSA_SIG_new());
    ECDSA_SIG_set0(signature.get(), BN_bin2bn(bytes, 32, nullptr), BN_bin2bn(bytes + 32, 32, nullptr));
    unsigned char *der = nullptr;
    const int length = i2d_ECDSA_SIG(signature.get(), &der);
    const DigestPtr context(EVP_MD_CTX_new());
    const bool good =
        EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
        EVP_DigestVerify(context.get(), der, static_cast<size_t>(length), reinterpret_cast<const unsigned char *>(message.constData()),
                         static_cast<size_t>(message.size())) == 1;
    OPENSSL_free(der);
    return good;
}

QJsonObject artwork()
{
    return {{QStringLiteral("url"), QStringLiteral("https://is1-ssl.mzstatic.com/image/a/{w}x{h}{c}.{f}")},
            {QStringLiteral("width"), 1000},
            {QStringLiteral("height"), 1000}};
}

QJsonObject song(const QString &id, const QString &type, const QString &name, const QString &isrc = {}, bool complete = true)
{
    QJsonObject attributes{{QStringLiteral("name"), name}, {QStringLiteral("artistName"), QStringLiteral("Rhea Volt")}};
    if (complete) { // others have none of it
        attributes.insert(QStringLiteral("albumName"), QStringLiteral("أضواء"));
        attributes.insert(QStringLiteral("durationInMillis"), 211'000);
        attributes.insert(QStringLiteral("genreNames"), QJsonArray{QStringLiteral("Electronic"), QStringLiteral("Music")});
        attributes.insert(QStringLiteral("artwork"), artwork());
        attributes.insert(QStringLiteral("url"), QStringLiteral("https://music.apple.com/se/song/") + id);
        attributes.insert(QStringLiteral("playParams"),
                          QJsonObject{{QStringLiteral("id"), id}, {QStringLiteral("kind"), QStringLiteral("song")}});
    }
    if (!isrc.isEmpty())
        attributes.insert(QStringLiteral("isrc"), isrc);
    return {{QStringLiteral("id"), id}, {QStringLiteral("type"), type}, {QStringLiteral("attributes"), attributes}};
}

QJsonObject album(int i)
{
    return {{QStringLiteral("id"), QStringLiteral("l.%1").arg(i)},
            {QStringLiteral("type"), QStringLiteral("library-albums")},
            {QStringLiteral("attributes"),
             QJsonObject{{QStringLiteral("name"), QStringLiteral("Album %1").arg(i)}, {QStringLiteral("trackCount"), 9}}}};
}

QJsonObject playlistJson(const FakeApple::Playlist &playlist)
{
    return {{QStringLiteral("id"), playlist.id},
            {QStringLiteral("type"), QStringLiteral("library-playlists")},
            {QStringLiteral("attributes"),
             QJsonObject{{QStringLiteral("name"), playlist.name},
                         {QStringLiteral("canEdit"), true},
                         {QStringLiteral("description"), QJsonObject{{QStringLiteral("standard"), playlist.description}}}}}};
}

// Also of names with brackets, which QUrlQuery does not find.
QString valueOf(const practice::HttpMessage &request, const QString &wanted)
{
    for (const auto &[name, value] : request.query.queryItems(QUrl::FullyDecoded))
        if (name == wanted)
            return value;
    return {};
}

QJsonObject data(const QJsonArray &items)
{
    return {{QStringLiteral("data"), items}};
}

FakeApple::Reply html(const QByteArray &body, const QByteArray &type = "text/html; charset=utf-8")
{
    return {200, type, body, {}};
}

// Apple's script as far as the page uses it: it opens Apple's window and waits for its message.
constexpr const char *kScript = R"(
(() => {
const scene = '@SCENE@';
const tell = what => fetch('https://api.music.apple.com/v1/fake-report?what=' + encodeURIComponent(what), {mode: 'no-cors'}).catch(() => {});
class MKError extends Error { constructor(code, text) { super(text); this.errorCode = code; this.description = text; } }
const instance = {
    musicUserToken: '', isAuthorized: false,
    authorize() {
        tell('activation ' + navigator.userActivation.isActive);
        const child = window.open('https://authorize.music.apple.com/woa?app=music&p=subscribe&referrer=' + encodeURIComponent(location.href), 'apple', 'width=400,height=500');
        if (!child) return Promise.reject(new MKError('AUTHORIZATION_ERROR', 'blocked'));
        return new Promise((resolve, reject) => {
            addEventListener('message', function heard(event) {
                if (event.origin !== 'https://authorize.music.apple.com') { tell('foreign ' + event.origin); return; }
                removeEventListener('message', heard);
                if (event.data.method === 'authorize') {
                    if (scene === 'undefined') return resolve(undefined);
                    instance.musicUserToken = event.data.params[0]; instance.isAuthorized = true;
                    return resolve(event.data.params[0]);
                }
                reject(new MKError(event.data.method === 'decline' ? 'ACCESS_DENIED' : 'AUTHORIZATION_ERROR', event.data.method));
            });
        });
    },
    async unauthorize() { instance.musicUserToken = ''; }
};
window.MusicKit = {
    async configure(options) {
        tell('configure ' + options.app.name + ' ' + (options.developerToken.split('.').length === 3) + ' ' + (document.querySelector('meta[name=apple-music-app-name]') || {}).content);
        if (scene === 'configure') throw new MKError('CONFIGURATION_ERROR', 'bad developer token');
        return instance;
    },
    getInstance: () => instance
};
document.dispatchEvent(new Event('musickitloaded'));
})();
)";

constexpr const char *kWindow = R"(<!DOCTYPE html><script>
const method = {success: 'authorize', undefined: 'authorize', decline: 'decline', close: 'close', unavailable: 'unavailable', switchUserId: 'switchUserId'}['@SCENE@'];
opener.postMessage({jsonrpc: '2.0', method: method, params: method === 'authorize' ? ['@TOKEN@', '0', 'cid'] : []}, '*');
close();
</script>)";

} // namespace

FakeApple::FakeApple(const QSslConfiguration *tls) : m_server([this](const Exchange &exchange) { answer(exchange); })
{
    if (tls)
        m_server.setTls(*tls);
    if (!m_server.listen(QHostAddress::LocalHost, 0))
        qFatal("no port for the fake Apple");
    playlists = {{QStringLiteral("p.first"), QStringLiteral("Night Glass, references"), QStringLiteral("for the <b>cut</b>"), {}}};
}

QString FakeApple::address() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(m_server.port());
}

QByteArray FakeApple::addKey(const QString &keyId, const QString &teamId)
{
    const KeyPtr key(EVP_EC_gen("P-256"));
    const BioPtr priv(BIO_new(BIO_s_mem()));
    const BioPtr pub(BIO_new(BIO_s_mem()));
    PEM_write_bio_PKCS8PrivateKey(priv.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    PEM_write_bio_PUBKEY(pub.get(), key.get());
    m_keys.insert(keyId, {teamId, contentOf(pub.get())});
    return contentOf(priv.get());
}

void FakeApple::script(const QString &pathEnd, const Reply &reply, int times)
{
    for (int i = 0; i < times; ++i)
        m_scripts[pathEnd].push_back(reply);
}

FakeApple::Reply FakeApple::error(int status, const QString &code, const QString &title)
{
    const QJsonObject error{{QStringLiteral("id"), QStringLiteral("X")},
                            {QStringLiteral("status"), QString::number(status)},
                            {QStringLiteral("code"), code},
                            {QStringLiteral("title"), title.isEmpty() ? QStringLiteral("Refused") : title}};
    return Reply::json({{QStringLiteral("errors"), QJsonArray{error}}}, status);
}

int FakeApple::count(const QString &pathEnd) const
{
    return static_cast<int>(
        std::count_if(m_seen.begin(), m_seen.end(), [&](const practice::HttpMessage &it) { return it.path.endsWith(pathEnd); }));
}

void FakeApple::answer(const Exchange &exchange)
{
    m_seen.append(exchange.message());
    const QByteArray host = exchange.message().header("host").split(':').first();
    if (host == "js-cdn.music.apple.com")
        answerScriptHost(exchange);
    else if (host == "authorize.music.apple.com")
        answerWindow(exchange);
    else
        answerApi(exchange);
}

void FakeApple::answerScriptHost(const Exchange &exchange)
{
    if (withoutScript || exchange.message().path != QLatin1String("/musickit/v3/musickit.js")) {
        exchange.reply(Reply::text(404, "no such script"));
        return;
    }
    exchange.reply(html(QByteArray(kScript).replace("@SCENE@", scene.toUtf8()), "text/javascript"));
}

void FakeApple::answerWindow(const Exchange &exchange)
{
    exchange.reply(
        html(QByteArray(kWindow)
                 .replace("@SCENE@", scene.toUtf8())
                 .replace("@TOKEN@", listeners.isEmpty() ? QByteArray("bad-token-bad-token-bad-token-bad-token") : *listeners.begin())));
}

void FakeApple::answerApi(const Exchange &exchange)
{
    const practice::HttpMessage &request = exchange.message();
    if (request.path == QLatin1String("/v1/fake-report")) {
        m_reports.append(request.value(QStringLiteral("what")));
        exchange.reply(Reply::nothing(204));
        return;
    }
    for (auto it = m_scripts.begin(); it != m_scripts.end(); ++it) {
        if (!request.path.endsWith(it.key()) || it->empty())
            continue;
        const Reply reply = it->front();
        it->pop_front();
        exchange.reply(reply);
        return;
    }
    exchange.reply(apiReply(request));
}

// As Apple checks it, with the reference's own limits.
bool FakeApple::isGoodDeveloper(const QByteArray &authorization)
{
    if (!authorization.startsWith("Bearer ")) {
        m_complaints.append(QStringLiteral("no bearer"));
        return false;
    }
    const QList<QByteArray> parts = authorization.mid(7).split('.');
    if (parts.size() != 3 || plain(parts[2]).size() != 64 || parts[2].contains('='))
        return false;
    const QJsonObject head = QJsonDocument::fromJson(plain(parts[0])).object();
    const QJsonObject body = QJsonDocument::fromJson(plain(parts[1])).object();
    const auto key = m_keys.constFind(head.value(QStringLiteral("kid")).toString());
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const qint64 issued = body.value(QStringLiteral("iat")).toInteger();
    const qint64 expires = body.value(QStringLiteral("exp")).toInteger();
    return key != m_keys.constEnd() && head.value(QStringLiteral("alg")).toString() == QLatin1String("ES256") &&
           body.value(QStringLiteral("iss")).toString() == key->team && issued <= now && expires > now && expires - now <= 15'777'000 &&
           !body.contains(QStringLiteral("origin")) && verifies(key->publicPem, parts[0] + '.' + parts[1], plain(parts[2]));
}

void FakeApple::allow(const practice::HttpMessage &request, const QStringList &names)
{
    for (const auto &[name, value] : request.query.queryItems(QUrl::FullyDecoded))
        if (!names.contains(name))
            m_complaints.append(QStringLiteral("%1 in the query of %2").arg(name, request.path));
}

FakeApple::Reply FakeApple::apiReply(const practice::HttpMessage &request)
{
    const QString path = request.path;
    if (request.header("user-agent") != "StoryCanvas" || request.header("accept") != "application/json")
        m_complaints.append(QStringLiteral("who asks for %1: %2").arg(path, QString::fromLatin1(request.header("user-agent"))));
    const bool isListeners = path.startsWith(QLatin1String("/v1/me/"));
    if (!isListeners && request.headers.contains("music-user-token"))
        m_complaints.append(QStringLiteral("the listener's token sent to ") + path);
    if (!isGoodDeveloper(request.header("authorization")))
        return Reply::nothing(401);
    if (isListeners && !listeners.contains(request.header("music-user-token")))
        return error(403, QStringLiteral("40300"), QStringLiteral("Invalid authentication"));
    if (request.method == "POST")
        return postReply(request);
    if (request.method != "GET")
        return Reply::nothing(401);
    const QString catalog = QStringLiteral("/v1/catalog/%1/").arg(storefront);
    const bool hasLimit = request.query.hasQueryItem(QStringLiteral("limit"));
    const int limit = request.value(QStringLiteral("limit")).toInt();
    if (path == QLatin1String("/v1/storefronts/us") || path == QLatin1String("/v1/me/storefront")) {
        allow(request, {});
        const QString id = path.endsWith(QLatin1String("us")) ? QStringLiteral("us") : storefront;
        return Reply::json(
            data({QJsonObject{{QStringLiteral("id"), id},
                              {QStringLiteral("type"), QStringLiteral("storefronts")},
                              {QStringLiteral("attributes"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Sweden")},
                                                                         {QStringLiteral("defaultLanguageTag"), QStringLiteral("sv")},
                                                                         {QStringLiteral("supportedLanguageTags"),
                                                                          QJsonArray{QStringLiteral("sv"), QStringLiteral("en-GB")}}}}}}));
    }
    if (path == catalog + QLatin1String("search")) {
        allow(request, {QStringLiteral("term"), QStringLiteral("types"), QStringLiteral("limit"), QStringLiteral("offset")});
        if (limit > 25)
            return error(400, QStringLiteral("40005"));
        QJsonArray songs;
        for (int i = 0; i < limit; ++i)
            songs.append(song(QString::number(1000 + i + request.value(QStringLiteral("offset")).toInt()), QStringLiteral("songs"),
                              request.value(QStringLiteral("term"))));
        songs.append(QJsonObject{{QStringLiteral("type"), QStringLiteral("songs")}}); // without an id
        return Reply::json(
            {{QStringLiteral("results"),
              QJsonObject{{QStringLiteral("songs"),
                           QJsonObject{{QStringLiteral("data"), songs}, {QStringLiteral("next"), path + QStringLiteral("?offset=25")}}},
                          {QStringLiteral("unheard-of"), QJsonObject()}}}});
    }
    if (path == catalog + QLatin1String("songs")) {
        allow(request, {QStringLiteral("filter[isrc]"), QStringLiteral("ids")});
        QJsonArray songs;
        const QStringList isrcs = valueOf(request, QStringLiteral("filter[isrc]")).split(u',');
        const QStringList ids = request.value(QStringLiteral("ids")).split(u',', Qt::SkipEmptyParts);
        if (isrcs.size() > 25 || ids.size() > 300)
            return error(400, QStringLiteral("40005"));
        for (const QString &id : ids)
            songs.append(song(id, QStringLiteral("songs"), QStringLiteral("In the catalogue"),
                              QStringLiteral("SERC1%1").arg(id.toInt(), 7, 10, QLatin1Char('0'))));
        for (const QString &isrc : isrcs)
            if (isrc.startsWith(QLatin1String("SE"))) {
                songs.append(song(QStringLiteral("1") + isrc.right(5), QStringLiteral("songs"), QStringLiteral("Halogen"), isrc));
                songs.append(song(QStringLiteral("2") + isrc.right(5), QStringLiteral("songs"), QStringLiteral("Halogen (Deluxe)"), isrc));
            }
        return Reply::json(data(songs));
    }
    if (path == catalog + QLatin1String("charts")) {
        allow(request, {QStringLiteral("types"), QStringLiteral("limit"), QStringLiteral("genre")});
        if (limit > 50)
            return error(400, QStringLiteral("40005"));
        return Reply::json(
            {{QStringLiteral("results"),
              QJsonObject{{QStringLiteral("songs"),
                           QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("Top Songs")},
                                                  {QStringLiteral("data"), QJsonArray{song(QStringLiteral("7"), QStringLiteral("songs"),
                                                                                           QStringLiteral("First"))}}}}}}}});
    }
    if (path == QLatin1String("/v1/me/recommendations")) {
        allow(request, {});
        const QJsonObject group{
            {QStringLiteral("id"), QStringLiteral("6-1")},
            {QStringLiteral("attributes"),
             QJsonObject{{QStringLiteral("title"), QJsonObject{{QStringLiteral("stringForDisplay"), QStringLiteral("Made for you")}}}}},
            {QStringLiteral("relationships"),
             QJsonObject{{QStringLiteral("contents"), data({QJsonObject{{QStringLiteral("id"), QStringLiteral("pl.1")},
                                                                        {QStringLiteral("type"), QStringLiteral("playlists")}}})}}}};
        return Reply::json(data({group, QJsonObject{{QStringLiteral("id"), QStringLiteral("6-2")}}}));
    }
    if (hasLimit && limit > 100)
        return error(400, QStringLiteral("40005"));
    if (path == QLatin1String("/v1/me/library/songs"))
        return listReply(request, librarySongs, [](int i) {
            return song(QStringLiteral("i.%1").arg(i), QStringLiteral("library-songs"), QStringLiteral("Song %1").arg(i), {}, i % 7 != 0);
        });
    if (path == QLatin1String("/v1/me/library/albums"))
        return listReply(request, 3, album);
    if (path == QLatin1String("/v1/me/library/playlists"))
        return listReply(request, static_cast<int>(playlists.size()),
                         [this](int i) { return playlistJson(playlists[static_cast<size_t>(i)]); });
    for (const Playlist &playlist : playlists)
        if (path == QStringLiteral("/v1/me/library/playlists/%1/tracks").arg(playlist.id))
            return listReply(request, static_cast<int>(playlist.songs.size()), [&](int i) {
                return song(playlist.songs[i],
                            playlist.songs[i].startsWith(u'i') ? QStringLiteral("library-songs") : QStringLiteral("songs"),
                            QStringLiteral("Track %1").arg(i));
            });
    if (path == catalog + QLatin1String("playlists/pl.1/tracks"))
        return listReply(request, 2, [](int i) { return song(QString::number(i + 1), QStringLiteral("songs"), QStringLiteral("Listed")); });
    return error(404, QStringLiteral("40400"));
}

// "next" carries the offset and not the limit, as Apple's does.
FakeApple::Reply FakeApple::listReply(const practice::HttpMessage &request, int total, const std::function<QJsonObject(int)> &make)
{
    allow(request, {QStringLiteral("limit"), QStringLiteral("offset")});
    const int offset = request.value(QStringLiteral("offset")).toInt();
    const int limit = request.query.hasQueryItem(QStringLiteral("limit")) ? request.value(QStringLiteral("limit")).toInt() : 25;
    if (pageCut >= 0 && offset == pageCut * limit) {
        pageCut = -1;
        return Reply::json({});
    }
    if (total == 0)
        return error(404, QStringLiteral("40403"));
    QJsonArray items;
    for (int i = offset; i < std::min(total, offset + limit); ++i)
        items.append(make(i));
    QJsonObject page{{QStringLiteral("data"), items}, {QStringLiteral("meta"), QJsonObject{{QStringLiteral("total"), total}}}};
    if (offset + limit < total)
        page.insert(QStringLiteral("next"), QStringLiteral("%1?offset=%2").arg(request.path).arg(offset + limit));
    return Reply::json(page);
}

FakeApple::Reply FakeApple::postReply(const practice::HttpMessage &request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const auto songsIn = [this](const QJsonValue &list) {
        QStringList ids;
        for (const QJsonValue &item : list.toArray()) {
            const QString type = item.toObject().value(QStringLiteral("type")).toString();
            if (type != QLatin1String("songs") && type != QLatin1String("library-songs"))
                m_complaints.append(QStringLiteral("a track of type ") + type);
            ids.append(item.toObject().value(QStringLiteral("id")).toString());
        }
        return ids;
    };
    if (request.path == QLatin1String("/v1/me/library/playlists")) {
        const QJsonObject attributes = body.value(QStringLiteral("attributes")).toObject();
        const QJsonValue tracks =
            body.value(QStringLiteral("relationships")).toObject().value(QStringLiteral("tracks")).toObject().value(QStringLiteral("data"));
        playlists.push_back({QStringLiteral("p.%1").arg(playlists.size()), attributes.value(QStringLiteral("name")).toString(),
                             attributes.value(QStringLiteral("description")).toString(), songsIn(tracks)});
        return Reply::json(data({playlistJson(playlists.back())}), 201);
    }
    for (Playlist &playlist : playlists) {
        if (request.path != QStringLiteral("/v1/me/library/playlists/%1/tracks").arg(playlist.id))
            continue;
        playlist.songs += songsIn(body.value(QStringLiteral("data")));
        return Reply::nothing(204);
    }
    return error(404, QStringLiteral("40400"));
}

} // namespace sc::test

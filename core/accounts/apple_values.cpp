// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/apple_values.h"

#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>
#include <QtCore/QUrl>

namespace sc::accounts {

namespace {

QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

QStringList texts(const QJsonValue &array)
{
    QStringList all;
    for (const QJsonValue &value : array.toArray())
        all.append(value.toString());
    return all;
}

AppleArtwork artworkOf(const QJsonValue &value)
{
    const QJsonObject artwork = value.toObject();
    return {text(artwork, "url"), artwork.value(QLatin1String("width")).toInt(), artwork.value(QLatin1String("height")).toInt()};
}

// Only what a browser may be sent to.
QString webAddress(const QString &address)
{
    return QUrl(address).scheme() == QLatin1String("https") ? address : QString();
}

QString typeOf(const QJsonObject &resource)
{
    return text(resource, "type");
}

// Notes come as {"standard", "short"}, a listener's own text as {"standard"}; both may hold HTML.
QString plain(const QJsonValue &notes)
{
    static const QRegularExpression tags(QStringLiteral("<[^>]*>"));
    const QJsonObject object = notes.toObject();
    QString found = text(object, "standard");
    if (found.isEmpty())
        found = text(object, "short");
    return found.remove(tags).simplified();
}

QJsonObject artworkJson(const AppleArtwork &artwork)
{
    return {{QStringLiteral("url"), artwork.address}, {QStringLiteral("width"), artwork.width}, {QStringLiteral("height"), artwork.height}};
}

template<class T> QJsonArray listJson(const std::vector<T> &values)
{
    QJsonArray all;
    for (const T &value : values)
        all.append(toJson(value));
    return all;
}

} // namespace

QString artworkAddress(const AppleArtwork &artwork, int pixels)
{
    const int side = artwork.width > 0 ? std::min(pixels, artwork.width) : pixels;
    QString address = artwork.address;
    address.replace(QLatin1String("{w}"), QString::number(side))
        .replace(QLatin1String("{h}"), QString::number(side))
        .replace(QLatin1String("{c}"), QLatin1String("bb"))
        .replace(QLatin1String("{f}"), QLatin1String("jpg"));
    return webAddress(address);
}

QString normalisedIsrc(const QString &typed)
{
    static const QRegularExpression form(QStringLiteral("^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$"));
    static const QRegularExpression separators(QStringLiteral("[-\\s]"));
    const QString isrc = QString(typed).remove(separators).toUpper();
    return form.match(isrc).hasMatch() ? isrc : QString();
}

std::optional<AppleSong> songOf(const QJsonObject &resource)
{
    AppleSong song{.id = text(resource, "id"), .type = typeOf(resource)};
    if (song.id.isEmpty() || !(song.type.endsWith(QLatin1String("songs")) || song.type.endsWith(QLatin1String("music-videos"))))
        return std::nullopt;
    const QJsonObject attributes = resource.value(QLatin1String("attributes")).toObject();
    const QJsonObject play = attributes.value(QLatin1String("playParams")).toObject();
    const bool isLibrary = song.type.startsWith(QLatin1String("library-"));
    song.catalogId = isLibrary ? text(play, "catalogId") : song.id;
    song.name = text(attributes, "name");
    song.artist = text(attributes, "artistName");
    song.album = text(attributes, "albumName");
    song.isrc = normalisedIsrc(text(attributes, "isrc"));
    song.durationMs = std::max<qint64>(0, attributes.value(QLatin1String("durationInMillis")).toInteger());
    song.genres = texts(attributes.value(QLatin1String("genreNames")));
    song.genres.removeAll(QStringLiteral("Music"));
    song.releaseDate = text(attributes, "releaseDate");
    song.isExplicit = text(attributes, "contentRating") == QLatin1String("explicit");
    song.isPlayable = isLibrary || !play.isEmpty();
    song.artwork = artworkOf(attributes.value(QLatin1String("artwork")));
    song.url = webAddress(text(attributes, "url"));
    return song;
}

std::optional<AppleAlbum> albumOf(const QJsonObject &resource)
{
    AppleAlbum album{.id = text(resource, "id"), .type = typeOf(resource)};
    if (album.id.isEmpty() || !album.type.endsWith(QLatin1String("albums")))
        return std::nullopt;
    const QJsonObject attributes = resource.value(QLatin1String("attributes")).toObject();
    album.name = text(attributes, "name");
    album.artist = text(attributes, "artistName");
    album.songs = attributes.value(QLatin1String("trackCount")).toInt();
    album.releaseDate = text(attributes, "releaseDate");
    album.artwork = artworkOf(attributes.value(QLatin1String("artwork")));
    album.url = webAddress(text(attributes, "url"));
    return album;
}

std::optional<ApplePlaylist> playlistOf(const QJsonObject &resource)
{
    ApplePlaylist playlist{.id = text(resource, "id"), .type = typeOf(resource)};
    if (playlist.id.isEmpty() || !playlist.type.endsWith(QLatin1String("playlists")))
        return std::nullopt;
    const QJsonObject attributes = resource.value(QLatin1String("attributes")).toObject();
    playlist.name = text(attributes, "name");
    playlist.description = plain(attributes.value(QLatin1String("description")));
    playlist.curator = text(attributes, "curatorName");
    playlist.canEdit = attributes.value(QLatin1String("canEdit")).toBool();
    playlist.artwork = artworkOf(attributes.value(QLatin1String("artwork")));
    playlist.url = webAddress(text(attributes, "url"));
    return playlist;
}

std::optional<AppleStorefront> storefrontOf(const QJsonObject &resource)
{
    static const QRegularExpression form(QStringLiteral("^[a-z]{2}$"));
    const QJsonObject attributes = resource.value(QLatin1String("attributes")).toObject();
    const AppleStorefront storefront{text(resource, "id"), text(attributes, "name"), text(attributes, "defaultLanguageTag"),
                                     texts(attributes.value(QLatin1String("supportedLanguageTags")))};
    if (!form.match(storefront.id).hasMatch())
        return std::nullopt;
    return storefront;
}

void addResource(AppleShelf &shelf, const QJsonObject &resource)
{
    if (const auto song = songOf(resource))
        shelf.songs.push_back(*song);
    else if (const auto album = albumOf(resource))
        shelf.albums.push_back(*album);
    else if (const auto playlist = playlistOf(resource))
        shelf.playlists.push_back(*playlist);
}

QJsonObject toJson(const AppleSong &song)
{
    return {{QStringLiteral("id"), song.id},
            {QStringLiteral("type"), song.type},
            {QStringLiteral("catalog_id"), song.catalogId},
            {QStringLiteral("name"), song.name},
            {QStringLiteral("artist"), song.artist},
            {QStringLiteral("album"), song.album},
            {QStringLiteral("isrc"), song.isrc},
            {QStringLiteral("duration_ms"), song.durationMs},
            {QStringLiteral("genres"), QJsonArray::fromStringList(song.genres)},
            {QStringLiteral("release_date"), song.releaseDate},
            {QStringLiteral("explicit"), song.isExplicit},
            {QStringLiteral("playable"), song.isPlayable},
            {QStringLiteral("artwork"), artworkJson(song.artwork)},
            {QStringLiteral("url"), song.url}};
}

AppleSong songFromJson(const QJsonObject &json)
{
    AppleSong song{.id = text(json, "id"), .type = text(json, "type"), .catalogId = text(json, "catalog_id")};
    song.name = text(json, "name");
    song.artist = text(json, "artist");
    song.album = text(json, "album");
    song.isrc = text(json, "isrc");
    song.durationMs = json.value(QLatin1String("duration_ms")).toInteger();
    song.genres = texts(json.value(QLatin1String("genres")));
    song.releaseDate = text(json, "release_date");
    song.isExplicit = json.value(QLatin1String("explicit")).toBool();
    song.isPlayable = json.value(QLatin1String("playable")).toBool(true);
    song.artwork = artworkOf(json.value(QLatin1String("artwork")));
    song.url = text(json, "url");
    return song;
}

QJsonObject toJson(const AppleAlbum &album)
{
    return {{QStringLiteral("id"), album.id},
            {QStringLiteral("type"), album.type},
            {QStringLiteral("name"), album.name},
            {QStringLiteral("artist"), album.artist},
            {QStringLiteral("songs"), album.songs},
            {QStringLiteral("release_date"), album.releaseDate},
            {QStringLiteral("artwork"), artworkJson(album.artwork)},
            {QStringLiteral("url"), album.url}};
}

QJsonObject toJson(const ApplePlaylist &playlist)
{
    return {{QStringLiteral("id"), playlist.id},
            {QStringLiteral("type"), playlist.type},
            {QStringLiteral("name"), playlist.name},
            {QStringLiteral("description"), playlist.description},
            {QStringLiteral("curator"), playlist.curator},
            {QStringLiteral("can_edit"), playlist.canEdit},
            {QStringLiteral("artwork"), artworkJson(playlist.artwork)},
            {QStringLiteral("url"), playlist.url}};
}

ApplePlaylist playlistFromJson(const QJsonObject &json)
{
    ApplePlaylist playlist{.id = text(json, "id"), .type = text(json, "type"), .name = text(json, "name")};
    playlist.description = text(json, "description");
    playlist.curator = text(json, "curator");
    playlist.canEdit = json.value(QLatin1String("can_edit")).toBool();
    playlist.artwork = artworkOf(json.value(QLatin1String("artwork")));
    playlist.url = text(json, "url");
    return playlist;
}

QJsonObject toJson(const AppleStorefront &storefront)
{
    return {{QStringLiteral("id"), storefront.id},
            {QStringLiteral("name"), storefront.name},
            {QStringLiteral("language"), storefront.language},
            {QStringLiteral("languages"), QJsonArray::fromStringList(storefront.languages)}};
}

QJsonObject toJson(const AppleShelf &shelf)
{
    return {{QStringLiteral("title"), shelf.title},
            {QStringLiteral("songs"), listJson(shelf.songs)},
            {QStringLiteral("albums"), listJson(shelf.albums)},
            {QStringLiteral("playlists"), listJson(shelf.playlists)}};
}

} // namespace sc::accounts

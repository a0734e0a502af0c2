// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

// What Apple Music tells of songs, albums and playlists. Metadata only: none of it becomes media, is analysed or is exported.
namespace sc::accounts {

struct AppleArtwork
{
    QString address; // with {w} and {h} in it; empty: none
    int width = 0;   // largest, 0: not told
    int height = 0;
    bool operator==(const AppleArtwork &) const = default;
};
// The address of a picture that fits `pixels`; empty when there is none or it is not https.
[[nodiscard]] QString artworkAddress(const AppleArtwork &artwork, int pixels);

struct AppleSong
{
    QString id;        // of the catalogue, or "i...." of the listener's library
    QString type;      // "songs", "library-songs", "music-videos" ...
    QString catalogId; // of a library song that is in the catalogue
    QString name;
    QString artist;
    QString album;
    QString isrc;          // upper case; library songs have none
    qint64 durationMs = 0; // 0: not told
    QStringList genres;
    QString releaseDate; // "2024" or "2024-05-17"
    bool isExplicit = false;
    bool isPlayable = true; // in this storefront
    AppleArtwork artwork;
    QString url; // where a person may hear it
    bool operator==(const AppleSong &) const = default;
};

struct AppleAlbum
{
    QString id;
    QString type;
    QString name;
    QString artist;
    int songs = 0;
    QString releaseDate;
    AppleArtwork artwork;
    QString url;
    bool operator==(const AppleAlbum &) const = default;
};

struct ApplePlaylist
{
    QString id;
    QString type; // "playlists" or "library-playlists"
    QString name;
    QString description;
    QString curator;
    bool canEdit = false; // songs may be added
    AppleArtwork artwork;
    QString url;
    bool operator==(const ApplePlaylist &) const = default;
};

struct AppleStorefront
{
    QString id; // two small letters
    QString name;
    QString language; // its own
    QStringList languages;
    bool operator==(const AppleStorefront &) const = default;
};

// A shelf of charts or recommendations.
struct AppleShelf
{
    QString title;
    std::vector<AppleSong> songs;
    std::vector<AppleAlbum> albums;
    std::vector<ApplePlaylist> playlists;
    bool operator==(const AppleShelf &) const = default;
};

// Nothing when the resource has no id or is of another type.
[[nodiscard]] std::optional<AppleSong> songOf(const QJsonObject &resource);
[[nodiscard]] std::optional<AppleAlbum> albumOf(const QJsonObject &resource);
[[nodiscard]] std::optional<ApplePlaylist> playlistOf(const QJsonObject &resource);
[[nodiscard]] std::optional<AppleStorefront> storefrontOf(const QJsonObject &resource);
// Adds the resource to the list of its kind; others are left.
void addResource(AppleShelf &shelf, const QJsonObject &resource);

// As they are kept for times without a network, and printed.
[[nodiscard]] QJsonObject toJson(const AppleSong &song);
[[nodiscard]] QJsonObject toJson(const AppleAlbum &album);
[[nodiscard]] QJsonObject toJson(const ApplePlaylist &playlist);
[[nodiscard]] QJsonObject toJson(const AppleStorefront &storefront);
[[nodiscard]] QJsonObject toJson(const AppleShelf &shelf);
[[nodiscard]] AppleSong songFromJson(const QJsonObject &json);
[[nodiscard]] ApplePlaylist playlistFromJson(const QJsonObject &json);

// "US-RC1-24-00001" and the like as Apple wants it; empty when it is none.
[[nodiscard]] QString normalisedIsrc(const QString &text);

} // namespace sc::accounts

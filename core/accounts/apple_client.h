// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/apple_http.h"
#include "core/accounts/apple_values.h"
#include "core/base/cancel_token.h"

// What Apple Music offers, call by call: the catalogue of a storefront, and the listener's own library and playlists.
namespace sc::accounts {

struct AppleSearch
{
    std::vector<AppleSong> songs;
    std::vector<AppleAlbum> albums;
    std::vector<ApplePlaylist> playlists;
    bool hasMore = false; // songs behind the last one

    bool operator==(const AppleSearch &) const = default;
};

// Main thread; every call answers exactly once, later. Lists come whole or not at all: a page that stays away fails the list.
class AppleClient : public QObject
{
    Q_OBJECT

public:
    template<class T = void> using Done = std::function<void(Result<T>)>;
    using Counted = std::function<void(int)>; // entries so far

    static constexpr int kSearchLimit = 25; // per kind
    static constexpr int kPage = 100;       // of the listener's lists
    static constexpr int kMostInPlaylist = 10'000;

    explicit AppleClient(AppleEndpoints endpoints, DeveloperTokens tokens, AppleTimes times = {}, QObject *parent = nullptr);

    void setUserToken(const QByteArray &token) { m_http.setUserToken(token); }
    [[nodiscard]] bool hasUserToken() const { return m_http.hasUserToken(); }
    void setStorefront(const QString &id) { m_storefront = id; }
    [[nodiscard]] const QString &storefront() const { return m_storefront; }
    [[nodiscard]] AppleHttp &http() { return m_http; }
    [[nodiscard]] const AppleHttp &http() const { return m_http; }

    void checkDeveloperToken(const Done<> &done);           // alone, by one storefront
    void readStorefront(const Done<AppleStorefront> &done); // the listener's; says that both tokens are good

    // VALIDATION_ERROR for an empty term. `offset` counts songs.
    void search(const QString &term, int limit, int offset, const Done<AppleSearch> &done);
    // Several songs may share one; those that the storefront lacks are left out. At most 25 at a time are asked.
    void songsByIsrc(const QStringList &isrcs, const Done<std::vector<AppleSong>> &done);
    // Fills in the ISRC of library songs that are in the catalogue; at most 300 are asked at a time.
    void withIsrcs(const std::vector<AppleSong> &songs, const Done<std::vector<AppleSong>> &done);
    void charts(const Done<std::vector<AppleShelf>> &done, const QString &genre = {}, int limit = 20);
    void recommendations(const Done<std::vector<AppleShelf>> &done);

    void librarySongs(const CancelToken &cancel, const Counted &counted, const Done<std::vector<AppleSong>> &done);
    void libraryAlbums(const CancelToken &cancel, const Counted &counted, const Done<std::vector<AppleAlbum>> &done);
    void playlists(const CancelToken &cancel, const Counted &counted, const Done<std::vector<ApplePlaylist>> &done);
    void playlistSongs(const ApplePlaylist &playlist, const CancelToken &cancel, const Counted &counted,
                       const Done<std::vector<AppleSong>> &done);

    // VALIDATION_ERROR for an empty name. Songs go along hundred by hundred, in their order.
    void createPlaylist(const QString &name, const QString &description, const std::vector<AppleSong> &songs,
                        const Done<ApplePlaylist> &done);
    void addSongs(const QString &playlistId, const std::vector<AppleSong> &songs, const Done<> &done);

private:
    struct Listing;
    using Page = std::function<void(const QJsonArray &)>;
    void list(AppleRequest request, const CancelToken &cancel, const Page &page, const Done<> &done);
    void listNext(const std::shared_ptr<Listing> &listing);
    template<class T>
    void gather(const AppleRequest &request, const CancelToken &cancel, const Counted &counted,
                std::optional<T> (*read)(const QJsonObject &), const Done<std::vector<T>> &done);
    void askCatalog(std::vector<AppleSong> songs, size_t from, const Done<std::vector<AppleSong>> &done);
    void askIsrcs(QStringList waiting, std::vector<AppleSong> found, const Done<std::vector<AppleSong>> &done);
    [[nodiscard]] Result<QString> catalog(const QString &path) const;

    AppleHttp m_http;
    QString m_storefront;
};

} // namespace sc::accounts

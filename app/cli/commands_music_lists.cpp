// SPDX-License-Identifier: GPL-3.0-or-later
// music search, charts, recommendations, playlists, tracks, albums, create, add, match: what Apple Music has.
#include "app/cli/music_access.h"
#include "app/cli/track_output.h"
#include "core/accounts/apple_match.h"
#include "core/library/isrc.h"

namespace sc::cli {

namespace {

using namespace accounts;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

QString lengthText(qint64 ms)
{
    return ms > 0 ? QStringLiteral("%1:%2").arg(ms / 60'000).arg(ms / 1000 % 60, 2, 10, QLatin1Char('0')) : QStringLiteral("-");
}

QString linesOf(const QJsonArray &songs)
{
    QString text;
    for (const QJsonValue &value : songs) {
        const AppleSong song = songFromJson(value.toObject());
        text += QStringLiteral("%1  %2  %3 - %4\n")
                    .arg(song.id.leftJustified(16), lengthText(song.durationMs).rightJustified(6), song.artist, song.name);
    }
    return text;
}

QString orEmpty(const QString &text, const QString &empty)
{
    return text.isEmpty() ? empty : text;
}

Result<std::vector<ApplePlaylist>> askPlaylists(MusicCall &call)
{
    return waitFor<std::vector<ApplePlaylist>>(
        call.invocation, [&](const auto &done) { call.account->client().playlists(call.invocation.cancel, {}, done); });
}

// By id or name; "pl...." is one of the catalogue.
Result<ApplePlaylist> findPlaylist(MusicCall &call, const QString &wanted)
{
    if (wanted.startsWith(QLatin1String("pl.")))
        return ApplePlaylist{.id = wanted, .type = QStringLiteral("playlists"), .name = wanted};
    SC_TRY_ASSIGN(list, listOrKept(call, QStringLiteral("playlists"), [&]() -> Result<QJsonArray> {
                      SC_TRY_ASSIGN(all, askPlaylists(call));
                      return itemsOf(all);
                  }));
    QStringList names;
    for (const QJsonValue &item : list.items) {
        const ApplePlaylist playlist = playlistFromJson(item.toObject());
        if (playlist.id == wanted || playlist.name.compare(wanted, Qt::CaseInsensitive) == 0)
            return playlist;
        names.append(playlist.name);
    }
    const QString near = nearestWord(wanted, names);
    return std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("There is no playlist \"%1\".").arg(wanted))
                               .withDetail(near.isEmpty() ? QString() : tr("Did you mean \"%1\"?").arg(near))
                               .withEntity(QStringLiteral("playlist"), wanted));
}

// The songs of a playlist, or the listener's whole library.
Result<MusicList> songsOf(MusicCall &call, const QString &wanted)
{
    const auto counted = [&call, progress = call.invocation.console.progress(tr("Songs"))](int count) {
        if (progress)
            progress(count / (count + 500.0));
    };
    if (wanted.isEmpty())
        return listOrKept(call, QStringLiteral("songs"), [&]() -> Result<QJsonArray> {
            SC_TRY_ASSIGN(songs, waitFor<std::vector<AppleSong>>(call.invocation, [&](const auto &done) {
                              call.account->client().librarySongs(call.invocation.cancel, counted, done);
                          }));
            return itemsOf(songs);
        });
    SC_TRY_ASSIGN(playlist, findPlaylist(call, wanted));
    return listOrKept(call, QStringLiteral("playlist/") + playlist.id, [&]() -> Result<QJsonArray> {
        SC_TRY_ASSIGN(songs, waitFor<std::vector<AppleSong>>(call.invocation, [&](const auto &done) {
                          call.account->client().playlistSongs(playlist, call.invocation.cancel, counted, done);
                      }));
        return itemsOf(songs);
    });
}

QJsonObject listJson(const QString &name, const MusicList &list)
{
    QJsonObject json{{name, list.items}};
    if (!list.age.isEmpty())
        json.insert(QStringLiteral("age"), list.age);
    return json;
}

Result<Output> search(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openMusic(invocation));
    SC_TRY_ASSIGN(limit, invocation.arguments.integer(QStringLiteral("limit"), 1, AppleClient::kSearchLimit));
    SC_TRY_ASSIGN(offset, invocation.arguments.integer(QStringLiteral("offset"), 0, 1000));
    SC_TRY_ASSIGN(found, waitFor<AppleSearch>(invocation, [&](const auto &done) {
                      call.account->client().search(invocation.arguments.positional().join(u' '), limit.value_or(10), offset.value_or(0),
                                                    done);
                  }));
    const QJsonArray songs = itemsOf(found.songs);
    QString text = linesOf(songs);
    for (const AppleAlbum &album : found.albums)
        text +=
            QStringLiteral("%1  %2  %3 - %4\n").arg(album.id.leftJustified(16), tr("album").rightJustified(6), album.artist, album.name);
    for (const ApplePlaylist &playlist : found.playlists)
        text += QStringLiteral("%1  %2  %3\n").arg(playlist.id.leftJustified(16), tr("list").rightJustified(6), playlist.name);
    return Output{orEmpty(text, tr("Nothing was found.")), QJsonObject{{QStringLiteral("songs"), songs},
                                                                       {QStringLiteral("albums"), itemsOf(found.albums)},
                                                                       {QStringLiteral("playlists"), itemsOf(found.playlists)},
                                                                       {QStringLiteral("more"), found.hasMore}}};
}

Output shownShelves(const std::vector<AppleShelf> &shelves)
{
    Output output;
    for (const AppleShelf &shelf : shelves) {
        output.text += shelf.title + u'\n' + linesOf(itemsOf(shelf.songs));
        for (const AppleAlbum &album : shelf.albums)
            output.text += QStringLiteral("%1  %2 - %3\n").arg(album.id.leftJustified(16), album.artist, album.name);
        for (const ApplePlaylist &playlist : shelf.playlists)
            output.text += QStringLiteral("%1  %2\n").arg(playlist.id.leftJustified(16), playlist.name);
    }
    output.text = orEmpty(output.text, tr("Nothing was found."));
    output.json = itemsOf(shelves);
    return output;
}

Result<Output> charts(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openMusic(invocation));
    SC_TRY_ASSIGN(limit, invocation.arguments.integer(QStringLiteral("limit"), 1, 50));
    SC_TRY_ASSIGN(shelves, waitFor<std::vector<AppleShelf>>(invocation, [&](const auto &done) {
                      call.account->client().charts(done, invocation.arguments.value(QStringLiteral("genre")), limit.value_or(20));
                  }));
    return shownShelves(shelves);
}

Result<Output> recommendations(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openMusic(invocation));
    SC_TRY(call.prepare());
    SC_TRY_ASSIGN(shelves,
                  waitFor<std::vector<AppleShelf>>(invocation, [&](const auto &done) { call.account->client().recommendations(done); }));
    return shownShelves(shelves);
}

Result<Output> playlists(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openMusic(invocation));
    SC_TRY_ASSIGN(list, listOrKept(call, QStringLiteral("playlists"), [&]() -> Result<QJsonArray> {
                      SC_TRY_ASSIGN(all, askPlaylists(call));
                      return itemsOf(all);
                  }));
    QString text;
    for (const QJsonValue &item : list.items) {
        const ApplePlaylist playlist = playlistFromJson(item.toObject());
        text += QStringLiteral("%1  %2\n").arg(playlist.id.leftJustified(20), playlist.name);
    }
    return Output{orEmpty(text, tr("There are no playlists.")), listJson(QStringLiteral("playlists"), list)};
}

Result<Output> tracks(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openMusic(invocation));
    SC_TRY_ASSIGN(list, songsOf(call, invocation.word(0)));
    return Output{orEmpty(linesOf(list.items), tr("There are no songs.")), listJson(QStringLiteral("songs"), list)};
}

Result<Output> albums(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openMusic(invocation));
    SC_TRY_ASSIGN(list, listOrKept(call, QStringLiteral("albums"), [&]() -> Result<QJsonArray> {
                      SC_TRY_ASSIGN(all, waitFor<std::vector<AppleAlbum>>(invocation, [&](const auto &done) {
                                        call.account->client().libraryAlbums(invocation.cancel, {}, done);
                                    }));
                      return itemsOf(all);
                  }));
    QString text;
    for (const QJsonValue &item : list.items)
        text += QStringLiteral("%1  %2 - %3\n")
                    .arg(item[QStringLiteral("id")].toString().leftJustified(20), item[QStringLiteral("artist")].toString(),
                         item[QStringLiteral("name")].toString());
    return Output{orEmpty(text, tr("There are no albums.")), listJson(QStringLiteral("albums"), list)};
}

std::vector<AppleSong> songsNamed(const QStringList &ids)
{
    std::vector<AppleSong> songs;
    for (const QString &id : ids)
        songs.push_back({.id = id, .type = id.startsWith(QLatin1String("i.")) ? QStringLiteral("library-songs") : QStringLiteral("songs")});
    return songs;
}

Result<Output> create(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openMusic(invocation));
    SC_TRY(call.prepare());
    SC_TRY_ASSIGN(made, waitFor<ApplePlaylist>(invocation, [&](const auto &done) {
                      call.account->client().createPlaylist(invocation.word(0), invocation.arguments.value(QStringLiteral("description")),
                                                            songsNamed(invocation.arguments.positional().mid(1)), done);
                  }));
    return Output{tr("Made the playlist %1 (%2). It may take a while until Apple shows it everywhere.").arg(made.name, made.id),
                  toJson(made)};
}

Result<Output> add(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openMusic(invocation));
    SC_TRY(call.prepare());
    SC_TRY_ASSIGN(playlist, findPlaylist(call, invocation.word(0)));
    const std::vector<AppleSong> songs = songsNamed(invocation.arguments.positional().mid(1));
    SC_TRY(waitFor<void>(invocation, [&](const auto &done) { call.account->client().addSongs(playlist.id, songs, done); }));
    return Output{tr("Added to %1. Apple lets programs add songs, not take them out.").arg(playlist.name), toJson(playlist)};
}

std::vector<LocalSong> localSongs(const library::Library &library)
{
    std::vector<LocalSong> files;
    for (const library::Track &track : library.tracks()) {
        LocalSong file{track.id.text(), track.title, track.artist, {}, static_cast<qint64>(track.duration.toSeconds() * 1000)};
        if (!track.missing)
            file.isrc = library::isrcOf(track.file);
        files.push_back(std::move(file));
    }
    return files;
}

Result<Output> match(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openMusic(invocation));
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    SC_TRY_ASSIGN(list, songsOf(call, invocation.word(0)));
    std::vector<AppleSong> songs;
    for (const QJsonValue &item : list.items)
        songs.push_back(songFromJson(item.toObject()));
    if (list.age.isEmpty()) {
        SC_TRY_ASSIGN(
            known, waitFor<std::vector<AppleSong>>(invocation, [&](const auto &done) { call.account->client().withIsrcs(songs, done); }));
        songs = std::move(known);
    }
    const std::vector<LocalSong> files = localSongs(*library);
    Output output;
    QJsonArray matches;
    for (const AppleMatch &match : matchFiles(songs, files)) {
        const AppleSong &song = songs[match.song];
        const bool isSure = match.kind == MatchKind::Isrc;
        output.text +=
            QStringLiteral("%1  %2  %3 - %4\n").arg(files[match.file].id, isSure ? tr("ISRC") : tr("guess"), song.artist, song.name);
        matches.append(QJsonObject{{QStringLiteral("track"), files[match.file].id},
                                   {QStringLiteral("apple_id"), song.id},
                                   {QStringLiteral("name"), song.name},
                                   {QStringLiteral("artist"), song.artist},
                                   {QStringLiteral("by"), isSure ? QStringLiteral("isrc") : QStringLiteral("guess")},
                                   {QStringLiteral("off_ms"), match.offMs}});
    }
    output.text = orEmpty(output.text, tr("None of these songs is among your own files."));
    output.json = QJsonObject{{QStringLiteral("songs"), static_cast<qint64>(songs.size())}, {QStringLiteral("matches"), matches}};
    return output;
}

} // namespace

std::vector<Command> musicListCommands()
{
    const QString noun = QStringLiteral("music");
    const OptionSpec test = testEndpointOption();
    const OptionSpec limit{QStringLiteral("limit"), QStringLiteral("N"), tr("at most so many of a kind")};
    return {
        {noun,
         QStringLiteral("search"),
         QStringLiteral("TEXT"),
         tr("songs, albums and playlists of the catalogue"),
         1,
         -1,
         {limit, {QStringLiteral("offset"), QStringLiteral("N"), tr("songs from this one on")}, test},
         search},
        {noun,
         QStringLiteral("charts"),
         {},
         tr("what is heard most in your store"),
         0,
         0,
         {{QStringLiteral("genre"), QStringLiteral("ID"), tr("Apple's number of a genre, for example 20")}, limit, test},
         charts},
        {noun, QStringLiteral("recommendations"), {}, tr("what Apple recommends to you"), 0, 0, {test}, recommendations},
        {noun, QStringLiteral("playlists"), {}, tr("your playlists"), 0, 0, {test}, playlists},
        {noun, QStringLiteral("tracks"), QStringLiteral("[PLAYLIST]"), tr("songs of a playlist, or of your library"), 0, 1, {test}, tracks},
        {noun, QStringLiteral("albums"), {}, tr("albums of your library"), 0, 0, {test}, albums},
        {noun,
         QStringLiteral("create"),
         QStringLiteral("NAME [ID...]"),
         tr("make a playlist, with these songs"),
         1,
         -1,
         {{QStringLiteral("description"), QStringLiteral("TEXT"), tr("what it is for")}, test},
         create},
        {noun, QStringLiteral("add"), QStringLiteral("PLAYLIST ID..."), tr("add songs to a playlist"), 2, -1, {test}, add},
        {noun,
         QStringLiteral("match"),
         QStringLiteral("[PLAYLIST]"),
         tr("which of these songs are among your own files"),
         0,
         1,
         {test},
         match},
    };
}

} // namespace sc::cli

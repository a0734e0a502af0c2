// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/apple_match.h"

#include <QtCore/QHash>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace sc::accounts {

namespace {

// Letters and digits alone, without accents, in small letters.
QString bare(const QString &text)
{
    QString plain;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD).toCaseFolded())
        if (c.isLetterOrNumber() || c.isSurrogate())
            plain.append(c);
    return plain;
}

// "A & B feat. C" as A: shops list the others differently.
QString firstArtist(const QString &artist)
{
    static const QRegularExpression others(
        QStringLiteral("\\s*(?:,|&|;|/|\\bfeat\\.?\\b|\\bft\\.?\\b|\\bfeaturing\\b|\\bwith\\b|\\bx\\b).*$"),
        QRegularExpression::CaseInsensitiveOption);
    QString first = artist;
    first.remove(others);
    return bare(first.isEmpty() ? artist : first);
}

struct Found
{
    std::optional<AppleMatch> best;

    void offer(const AppleMatch &match)
    {
        if (!best || qAbs(match.offMs) < qAbs(best->offMs) || (qAbs(match.offMs) == qAbs(best->offMs) && match.file < best->file))
            best = match;
    }
};

} // namespace

QString plainTitle(const QString &title)
{
    static const QRegularExpression brackets(
        QStringLiteral(
            "\\s*[(\\[](?:feat|ft|featuring|with|remaster|remastered|\\d{4} remaster|deluxe|explicit|clean|bonus)\\b[^)\\]]*[)\\]]"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression tail(QStringLiteral("\\s+[-–—]\\s+(?:\\d{4}\\s+)?remaster(?:ed)?(?:\\s+\\d{4})?(?:\\s+version)?\\s*$"),
                                         QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression guest(QStringLiteral("\\s+(?:feat|ft)\\.?\\s.*$"), QRegularExpression::CaseInsensitiveOption);
    QString plain = title;
    plain.remove(brackets).remove(tail).remove(guest);
    return bare(plain.isEmpty() ? title : plain);
}

std::vector<AppleMatch> matchFiles(const std::vector<AppleSong> &songs, const std::vector<LocalSong> &files)
{
    QMultiHash<QString, size_t> byIsrc;
    QMultiHash<QString, size_t> byTitle;
    for (size_t i = 0; i < files.size(); ++i) {
        if (const QString isrc = normalisedIsrc(files[i].isrc); !isrc.isEmpty())
            byIsrc.insert(isrc, i);
        if (const QString title = plainTitle(files[i].title); !title.isEmpty())
            byTitle.insert(title, i);
    }
    std::vector<AppleMatch> matches;
    for (size_t i = 0; i < songs.size(); ++i) {
        const AppleSong &song = songs[i];
        Found found;
        if (!song.isrc.isEmpty())
            for (const size_t file : byIsrc.values(song.isrc))
                found.offer({i, file, MatchKind::Isrc, files[file].durationMs - song.durationMs});
        if (!found.best && song.durationMs > 0) {
            const QString artist = firstArtist(song.artist);
            for (const size_t file : byTitle.values(plainTitle(song.name))) {
                const qint64 off = files[file].durationMs - song.durationMs;
                if (qAbs(off) <= kMatchToleranceMs && firstArtist(files[file].artist) == artist)
                    found.offer({i, file, MatchKind::Guess, off});
            }
        }
        if (found.best)
            matches.push_back(*found.best);
    }
    return matches;
}

} // namespace sc::accounts

// SPDX-License-Identifier: GPL-3.0-or-later
// A library of 100 000 songs: opening it, every key stroke of a search, filters and orders, likeness.
#include "bench/benchmark.h"
#include "core/library/library.h"
#include "core/library/sound_table.h"
#include "core/library/track_table.h"
#include "core/store/transaction.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>

#include <algorithm>
#include <cstdio>
#include <random>

namespace sc::bench {

namespace {

constexpr int kSongs = 100'000;

// Words and names that repeat as they do in a real collection: few are everywhere, most are rare.
class Maker
{
public:
    Maker()
    {
        static constexpr std::array kParts = {"ka", "ro", "mi",  "ne", "on", "dri", "ve", "sha", "dow", "ti", "lu", "na", "sol",
                                              "be", "ra", "sti", "lo", "fe", "ga",  "pu", "cra", "ma",  "te", "so", "sa", "se"};
        for (int i = 0; i < 8000; ++i) {
            QString word;
            for (int part = 0; part < 1 + i % 3; ++part)
                word += QLatin1String(kParts[m_random() % kParts.size()]);
            m_words.append(word);
        }
        for (int i = 0; i < 9000; ++i)
            m_artists.append(words(1 + i % 2));
    }

    QString words(int count)
    {
        QStringList list;
        for (int i = 0; i < count; ++i)
            list.append(rare(m_words));
        list[0][0] = list[0][0].toUpper();
        return list.join(u' ');
    }

    library::Track song(int number)
    {
        static const QStringList genres = QStringLiteral("house techno rock pop jazz ambient synthwave folk metal soul").split(u' ');
        static const QStringList moods = QStringLiteral("euphoric relaxed tense sad dreamy aggressive").split(u' ');
        static const QStringList instruments = QStringLiteral("drums|bass|vocals|piano|strings|synth pad").split(u'|');
        static const QStringList keys = QStringLiteral("A minor|C major|F# minor|Eb major|G major|D minor").split(u'|');
        library::Track track;
        track.id = TrackId::create();
        track.title = words(1 + number % 4);
        track.artist = rare(m_artists);
        track.album = words(2);
        track.file = QStringLiteral("/music/%1/%2/%3 - %4.flac").arg(track.artist, track.album).arg(number).arg(track.title);
        track.genreTag = genres[int(m_random() % 10)];
        track.year = 1960 + number % 65;
        track.duration = Ticks::fromSeconds(90 + double(m_random() % 30000) / 100);
        track.codec = QStringLiteral("flac");
        track.contentHash = QStringLiteral("%1").arg(number, 64, 16, QLatin1Char('0'));
        track.addedAt = QStringLiteral("2026-%1-%2T12:00:00.000Z")
                            .arg(1 + number % 12, 2, 10, QLatin1Char('0'))
                            .arg(1 + number % 28, 2, 10, QLatin1Char('0'));
        track.status = number % 20 == 0 ? library::TrackStatus::Imported : library::TrackStatus::Analysed;
        track.rating = int(m_random() % 6);
        track.favourite = number % 11 == 0;
        track.bpm = 60 + double(m_random() % 12000) / 100;
        track.key = keys[int(m_random() % 6)];
        track.lufs = -22 + double(m_random() % 160) / 10;
        track.energy = double(m_random() % 1000) / 1000;
        track.genres = QStringList{genres[int(m_random() % 10)], genres[int(m_random() % 10)]};
        track.moods = QStringList{moods[int(m_random() % 6)]};
        track.instruments = QStringList{instruments[int(m_random() % 6)], instruments[int(m_random() % 6)]};
        return track;
    }

    audio::LikenessProfile profile()
    {
        audio::LikenessProfile profile;
        const auto unit = [this] { return float(m_random() % 1000) / 1000; };
        profile.bpm = 60 + 120 * unit();
        profile.key = float(m_random() % 12);
        profile.seconds = 90 + 300 * unit();
        for (auto *values : {profile.chroma.data(), profile.energy.data()})
            std::generate_n(values, 12, unit);
        std::ranges::generate(profile.timbre, unit);
        std::ranges::generate(profile.rhythm, unit);
        profile.level = unit();
        return profile;
    }

private:
    QString rare(const QStringList &list) // Zipf: the n-th as often as 1 / n
    {
        const double place = std::exp(double(m_random() % 10000) / 10000 * std::log(double(list.size())));
        return list[std::min(list.size() - 1, qsizetype(place) - 1)];
    }

    std::mt19937 m_random{20260131};
    QStringList m_words;
    QStringList m_artists;
};

std::vector<TrackId> fill(const ProfilePaths &profile)
{
    std::vector<TrackId> ids;
    (void)library::Library::open(profile);
    auto db = store::Database::open(profile.libraryDb(), {QStringLiteral("bench")});
    if (!db)
        return ids;
    auto transaction = store::Transaction::begin(**db);
    library::TrackTable table(**db);
    library::SoundTable sounds(**db);
    Maker maker;
    for (int i = 0; transaction && i < kSongs; ++i) {
        const library::Track track = maker.song(i);
        const auto stored = table.insert(track);
        const auto heard = sounds.put(track.id, maker.profile(), {});
        if (!stored || !heard)
            return {};
        ids.push_back(track.id);
    }
    return transaction && transaction->commit() ? ids : std::vector<TrackId>();
}

double residentMegabytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').front().toDouble() / 1024;
    }
    return 0;
}

struct Spread
{
    double median = 0;
    double p95 = 0;
    double worst = 0;
};

Spread spreadOf(std::vector<double> seconds)
{
    std::ranges::sort(seconds);
    const auto at = [&](double share) { return seconds[std::min(seconds.size() - 1, size_t(share * double(seconds.size())))]; };
    return {at(0.5), at(0.95), seconds.back()};
}

double secondsOf(const std::function<void()> &work)
{
    return bestSeconds(1, work);
}

// Every beginning of every search, as a person types them.
QStringList keyStrokes()
{
    QStringList strokes;
    for (const char *typed :
         {"shadow drive", "neon",  "ka ro", "solti", "luna ma", "House",      "beraka", "te",        "on sha", "xylophone",
          "crama dow",    "se 12", "gapu",  "vene",  "mi",      "rosti lofe", "sa sa",  "tilu jazz", "flac",   "nabe rasti"}) {
        const QString text = QString::fromLatin1(typed);
        for (qsizetype length = 1; length <= text.size(); ++length)
            strokes.append(text.first(length));
    }
    return strokes;
}

QString milliseconds(double seconds)
{
    return QString::number(seconds * 1000, 'f', 1) + QStringLiteral(" ms");
}

Measurement searchRow(const library::Library &library, store::Database &db)
{
    std::vector<double> ours;
    std::vector<double> theirs;
    for (const QString &stroke : keyStrokes()) {
        library::TrackQuery query;
        query.text = stroke;
        ours.push_back(secondsOf([&] { (void)library.find(query); }));
        QString condition;
        QVariantList words;
        for (const QString &word : stroke.split(u' ', Qt::SkipEmptyParts)) {
            condition += condition.isEmpty() ? QStringLiteral("WHERE ") : QStringLiteral(" AND ");
            condition +=
                QStringLiteral("(title LIKE ? OR artist LIKE ? OR album LIKE ? OR genre LIKE ? OR file_name LIKE ? OR tags LIKE ?)");
            for (int column = 0; column < 6; ++column)
                words.append(QStringLiteral("%%1%").arg(word));
        }
        theirs.push_back(secondsOf([&] { (void)db.value(QStringLiteral("SELECT group_concat(n) FROM track ") + condition, words); }));
    }
    const Spread spread = spreadOf(ours);
    return {QStringLiteral("search, a key stroke, p95 of %1").arg(ours.size()), spread.p95,
            QStringLiteral("SELECT with LIKE in the same database, p95"), spreadOf(theirs).p95,
            QStringLiteral("median %1, worst %2; at most 16 ms").arg(milliseconds(spread.median), milliseconds(spread.worst))};
}

// Every order, both ways, behind filters.
Spread filterAndSort(const library::Library &library)
{
    std::vector<double> seconds;
    for (int sort = 0; sort <= static_cast<int>(library::kLastTrackSort); ++sort) {
        library::TrackQuery query;
        query.sort = static_cast<library::TrackSort>(sort);
        query.bpm = {100, 140};
        query.minRating = sort % 4 + 1;
        query.key = QStringLiteral("A minor");
        query.withCompatibleKeys = true;
        query.genres = {QStringLiteral("house"), QStringLiteral("techno")};
        query.withoutInstruments = {QStringLiteral("piano")};
        for (const bool isDescending : {false, true}) {
            query.isDescending = isDescending;
            seconds.push_back(secondsOf([&] { (void)library.find(query); }));
        }
    }
    return spreadOf(seconds);
}

// How long the thread of the window stands still at most while the orders are made, and how long that takes in all.
struct Preparation
{
    double seconds = 0;
    double longestHold = 0;
};

Preparation prepare(library::Library &library)
{
    bool isDone = false;
    QObject::connect(&library, &library::Library::ordersPrepared, &library, [&isDone] { isDone = true; });
    Preparation preparation;
    QElapsedTimer since;
    since.start();
    while (!isDone && since.elapsed() < 60'000) {
        preparation.longestHold = std::max(preparation.longestHold, secondsOf([] { QCoreApplication::processEvents(); }));
        QThread::usleep(200);
    }
    preparation.seconds = static_cast<double>(since.nsecsElapsed()) / 1e9;
    return preparation;
}

QString spreadNote(const Spread &spread)
{
    return QStringLiteral("median %1, worst %2; at most 50 ms").arg(milliseconds(spread.median), milliseconds(spread.worst));
}

std::vector<Measurement> filterRows(library::Library &library, const ProfilePaths &profile, store::Database &db)
{
    const double theirs = bestSeconds(3, [&] {
        (void)db.value(
            QStringLiteral("SELECT group_concat(n) FROM (SELECT n FROM track WHERE bpm BETWEEN 100 AND 140 AND rating >= 1 "
                           "AND musical_key IN ('A minor', 'C major', 'D minor') AND (genres LIKE '%house%' OR genres LIKE '%techno%') "
                           "AND instruments NOT LIKE '%piano%' ORDER BY artist COLLATE NOCASE, title)"));
    });
    const QString reference = QStringLiteral("SELECT ... ORDER BY in the same database");
    std::vector<Measurement> rows;
    if (const auto cold = library::Library::open(profile)) {
        (void)(*cold)->find({});
        const Spread spread = filterAndSort(**cold);
        rows.push_back({QStringLiteral("filter and sort, an order nothing was prepared for, p95 of 30"), spread.p95, reference, theirs,
                        spreadNote(spread)});
    }
    const Preparation preparation = prepare(library);
    rows.push_back({QStringLiteral("all 30 orders made in the background"),
                    preparation.seconds,
                    {},
                    0,
                    QStringLiteral("the window's thread stands still for %1 at most").arg(milliseconds(preparation.longestHold))});
    for (const char *name : {"filter and sort, first use of an order, p95 of 30", "filter and sort, again, p95 of 30"}) {
        const Spread spread = filterAndSort(library);
        rows.push_back({QString::fromLatin1(name), spread.p95, reference, theirs, spreadNote(spread)});
    }
    return rows;
}

std::vector<Measurement> runLibrary()
{
    const QTemporaryDir dir;
    const ProfilePaths profile{dir.path()};
    const std::vector<TrackId> ids = fill(profile);
    if (ids.empty()) {
        std::fputs("the library could not be filled\n", stderr);
        return {};
    }
    std::vector<Measurement> rows;
    // The first start of a day looks through the whole file and makes the day's backup.
    const double checking = secondsOf([&] { (void)library::Library::open(profile); });
    rows.push_back({QStringLiteral("the day's first start: check of the file and backup"), checking, {}, 0, {}});
    const double before = residentMegabytes();
    std::unique_ptr<library::Library> library;
    const double opening = secondsOf([&] {
        if (auto opened = library::Library::open(profile))
            library = std::move(*opened);
    });
    if (!library)
        return {};
    std::vector<TrackId> all;
    const double listing = secondsOf([&] { all = library->find({}).value_or(std::vector<TrackId>()); });
    auto db = store::Database::open(profile.libraryDb(), {QStringLiteral("bench")});
    if (!db || all.size() != size_t(kSongs))
        return {};
    const double plain = secondsOf([&] {
        auto statement = (*db)->query(QStringLiteral("SELECT * FROM track"));
        while (statement && statement->next().value_or(false)) {
        }
    });
    rows.push_back({QStringLiteral("open 100 000 songs, first list included"), opening + listing,
                    QStringLiteral("SELECT * through QtSql, rows not looked at"), plain,
                    QStringLiteral("open %1, list %2, %3 MB; under 2 s")
                        .arg(milliseconds(opening), milliseconds(listing))
                        .arg(residentMegabytes() - before, 0, 'f', 0)});
    rows.push_back(searchRow(*library, **db));
    for (const Measurement &row : filterRows(*library, profile, **db))
        rows.push_back(row);
    rows.push_back({QStringLiteral("all 100 000 ids in order"), bestSeconds(5, [&] { (void)library->find({}); }), {}, 0, {}});
    rows.push_back({QStringLiteral("a screen of 40 rows"),
                    bestSeconds(5,
                                [&] {
                                    for (size_t i = 0; i < 40; ++i)
                                        (void)library->listed(all[i * 2000]);
                                }),
                    {},
                    0,
                    {}});
    int stars = 0;
    rows.push_back({QStringLiteral("an edit, stored and in every order"),
                    bestSeconds(5, [&] { (void)library->setRating(ids[500], 1 + ++stars % 5); }),
                    {},
                    0,
                    QStringLiteral("waits for the disk")});
    rows.push_back({QStringLiteral("statistics"), bestSeconds(3, [&] { (void)library->statistics(); }), {}, 0, {}});
    const double indexing = secondsOf([&] { (void)library->likenessIndex(); });
    rows.push_back({QStringLiteral("20 similar songs"),
                    bestSeconds(5, [&] { (void)library->similar(ids[7], audio::defaultLikenessWeights(), 20); }),
                    {},
                    0,
                    QStringLiteral("at most 50 ms; index read once in %1").arg(milliseconds(indexing))});
    return rows;
}

} // namespace

SC_BENCHMARK("library", runLibrary)

} // namespace sc::bench

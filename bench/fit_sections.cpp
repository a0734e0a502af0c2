// SPDX-License-Identifier: GPL-3.0-or-later
// fit_sections [--fit] [--each] [--folds N] --truth DIR --bars FILE [--truth DIR --bars FILE ...]: scores the section finder on
// songs whose sections are known, and fits SectionWeights to them. FILE is what section_features printed for the songs of DIR.
//
// The fit is a search without chance: each weight in turn is tried a little larger and smaller, in ever finer steps, and kept
// where the mean of both boundary scores (0.5 s and 3 s) rises by more than straying from where it began costs. A piece counts
// once, in however many seeds, sound fonts and codings it is there. With --folds the pieces are dealt to N parts and each is
// scored with weights that were fitted without it.
#include "core/audio/section_finder.h"
#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QStringList>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>

namespace {

using namespace sc::audio;

struct Song
{
    QString name;
    QString folder;
    std::vector<BarFeatures> bars;
    std::vector<double> boundaries; // without the first and the last
    double share = 1;
};

struct Score
{
    double near = 0; // F at 0.5 s
    double far = 0;  // at 3 s
    [[nodiscard]] double both() const { return (near + far) / 2; }
};

std::array<float, 12> twelve(const QJsonValue &json)
{
    std::array<float, 12> values{};
    for (qsizetype i = 0; i < 12; ++i)
        values[static_cast<size_t>(i)] = static_cast<float>(json[i].toDouble());
    return values;
}

BarFeatures barOf(const QJsonValue &json)
{
    const auto number = [&](const char16_t *name) { return json[QStringView(name)].toDouble(); };
    BarFeatures bar;
    bar.start = number(u"start");
    bar.end = number(u"end");
    bar.timbre = twelve(json[u"timbre"]);
    bar.chroma = twelve(json[u"chroma"]);
    bar.loudness = static_cast<float>(number(u"loudness"));
    bar.low = static_cast<float>(number(u"low"));
    bar.high = static_cast<float>(number(u"high"));
    bar.onsets = static_cast<float>(number(u"onsets"));
    bar.tonal = static_cast<float>(number(u"tonal"));
    bar.crash = static_cast<float>(number(u"crash"));
    return bar;
}

sc::Result<QJsonObject> readJson(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(sc::Problem(sc::ProblemCode::MediaMissing, file.errorString()).withDetail(path));
    return sc::parseJsonObject(file.readAll(), path);
}

sc::Result<void> load(const QString &folder, const QString &path, std::vector<Song> &songs)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(sc::Problem(sc::ProblemCode::MediaMissing, file.errorString()).withDetail(path));
    while (!file.atEnd()) {
        SC_TRY_ASSIGN(line, sc::parseJsonObject(file.readLine(), path));
        Song song;
        song.folder = folder;
        song.name = line.value(u"song").toString();
        SC_TRY_ASSIGN(truth, readJson(folder + u'/' + song.name + QStringLiteral(".truth.json")));
        for (const QJsonValue &bar : line.value(u"bars").toArray())
            song.bars.push_back(barOf(bar));
        std::set<double> edges;
        for (const QJsonValue &section : truth.value(u"sections").toArray()) {
            for (const char16_t *end : {u"start", u"end"})
                edges.insert(std::round(section[QStringView(end)].toDouble() * 1e4) / 1e4);
        }
        for (const double edge : edges) {
            if (song.boundaries.empty() || edge - song.boundaries.back() > 0.01)
                song.boundaries.push_back(edge);
        }
        if (song.boundaries.size() < 3)
            continue;
        song.boundaries.pop_back();
        song.boundaries.erase(song.boundaries.begin());
        songs.push_back(std::move(song));
    }
    return {};
}

double fMeasure(const std::vector<double> &truth, const std::vector<double> &found, double window)
{
    size_t hits = 0;
    for (size_t i = 0, k = 0; i < truth.size() && k < found.size();) {
        if (std::abs(found[k] - truth[i]) <= window) {
            ++hits;
            ++i;
            ++k;
        } else {
            (found[k] < truth[i] ? k : i) += 1;
        }
    }
    return 2 * static_cast<double>(hits) / static_cast<double>(truth.size() + found.size());
}

Score scoreOf(const Song &song, const SectionWeights &weights)
{
    std::vector<double> found;
    if (!song.bars.empty() && song.bars.front().start > 4) // silence before it is a section of its own
        found.push_back(song.bars.front().start);
    for (const SectionSpan &span : findSections(song.bars, weights)) {
        if (span.firstBar > 0)
            found.push_back(song.bars[span.firstBar].start);
    }
    return {fMeasure(song.boundaries, found, 0.5), fMeasure(song.boundaries, found, 3)};
}

Score meanOf(const std::vector<const Song *> &songs, const SectionWeights &weights)
{
    Score mean;
    double whole = 1e-9;
    for (const Song *song : songs) {
        const Score score = scoreOf(*song, weights);
        mean.near += song->share * score.near;
        mean.far += song->share * score.far;
        whole += song->share;
    }
    return {mean.near / whole, mean.far / whole};
}

std::vector<std::pair<const char *, double *>> knobs(SectionWeights &w)
{
    return {{"timbre[0]", &w.timbre[0]}, {"timbre[1]", &w.timbre[1]}, {"timbre[2]", &w.timbre[2]},
            {"chroma[0]", &w.chroma[0]}, {"chroma[1]", &w.chroma[1]}, {"chroma[2]", &w.chroma[2]},
            {"levels[0]", &w.levels[0]}, {"levels[1]", &w.levels[1]}, {"levels[2]", &w.levels[2]},
            {"newTimbre", &w.newTimbre}, {"newChroma", &w.newChroma}, {"crash", &w.crash},
            {"slopes", &w.slopes},       {"boundary", &w.boundary},   {"spread", &w.spread},
            {"eights", &w.eights},       {"fours", &w.fours},         {"odd", &w.odd},
            {"brief", &w.brief},         {"edges", &w.edges},         {"join", &w.join},
            {"depth", &w.depth},         {"under", &w.under}};
}

// Of the score: what one weight costs that has moved by its own size and a little.
constexpr double kStraying = 0.002;

double aim(const std::vector<const Song *> &songs, SectionWeights weights, SectionWeights start)
{
    double cost = 0;
    const auto now = knobs(weights);
    const auto before = knobs(start);
    for (size_t i = 0; i < now.size(); ++i)
        cost += std::pow((*now[i].second - *before[i].second) / (std::abs(*before[i].second) + 0.05), 2);
    return meanOf(songs, weights).both() - kStraying * cost;
}

SectionWeights fitted(const std::vector<const Song *> &songs, const SectionWeights &start)
{
    SectionWeights weights = start;
    double best = aim(songs, weights, start);
    for (const double part : {0.5, 0.25, 0.12, 0.12, 0.06}) {
        for (size_t i = 0; i < knobs(weights).size(); ++i) {
            for (const double way : {1.0, -1.0}) {
                for (;;) {
                    SectionWeights tried = weights;
                    double &knob = *knobs(tried)[i].second;
                    knob = std::max(0.0, knob + way * part * (std::abs(knob) + 0.05));
                    const double value = aim(songs, tried, start);
                    if (value <= best + 1e-5)
                        break;
                    best = value;
                    weights = tried;
                }
            }
        }
    }
    return weights;
}

void print(SectionWeights weights)
{
    for (const auto &[name, value] : knobs(weights))
        std::printf("%s %.3f  ", name, *value);
    std::printf("\n");
}

void report(const std::vector<Song> &songs, const SectionWeights &weights, bool each)
{
    std::map<QString, std::vector<const Song *>> folders;
    std::vector<const Song *> all;
    for (const Song &song : songs) {
        folders[song.folder].push_back(&song);
        all.push_back(&song);
    }
    for (const auto &[folder, some] : folders) {
        const Score score = meanOf(some, weights);
        std::printf("%-32s %.3f at 0.5 s, %.3f at 3 s\n", qPrintable(folder), score.near, score.far);
        for (const Song *song : some) {
            const Score one = scoreOf(*song, weights);
            if (each && one.both() < 1)
                std::printf("    %-24s %.2f %.2f\n", qPrintable(song->name), one.near, one.far);
        }
    }
    const Score score = meanOf(all, weights);
    std::printf("%zu songs: %.4f at 0.5 s, %.4f at 3 s\n", songs.size(), score.near, score.far);
}

void reportFolds(const std::vector<Song> &songs, size_t folds)
{
    std::map<QString, size_t> parts;
    for (const Song &song : songs)
        parts.emplace(song.name, 0);
    size_t next = 0;
    for (auto &[name, part] : parts)
        part = next++ % folds;
    std::array<Score, 2> sums{};
    double whole = 0;
    for (size_t fold = 0; fold < folds; ++fold) {
        std::vector<const Song *> rest;
        std::vector<const Song *> left;
        for (const Song &song : songs)
            (parts[song.name] == fold ? left : rest).push_back(&song);
        const std::array<SectionWeights, 2> weights = {SectionWeights(), fitted(rest, {})};
        for (const Song *song : left) {
            whole += song->share;
            for (size_t i = 0; i < 2; ++i) {
                const Score score = scoreOf(*song, weights[i]);
                sums[i].near += song->share * score.near;
                sums[i].far += song->share * score.far;
            }
        }
        std::printf("without part %zu: %.4f %.4f before, %.4f %.4f fitted\n", fold, sums[0].near / whole, sums[0].far / whole,
                    sums[1].near / whole, sums[1].far / whole);
        std::fflush(stdout);
    }
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    QStringList truths;
    QStringList bars;
    bool fits = false;
    bool each = false;
    size_t folds = 0;
    const QStringList arguments = QCoreApplication::arguments();
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString next = arguments.value(i + 1);
        if (arguments[i] == u"--truth")
            truths.append(arguments.value(++i));
        else if (arguments[i] == u"--bars")
            bars.append(arguments.value(++i));
        else if (arguments[i] == u"--folds")
            folds = arguments.value(++i).toUInt();
        else if (arguments[i] == u"--fit")
            fits = true;
        else if (arguments[i] == u"--each")
            each = true;
    }
    if (truths.isEmpty() || truths.size() != bars.size()) {
        std::fputs("fit_sections [--fit] [--each] [--folds N] --truth DIR --bars FILE ...\n", stderr);
        return 1;
    }
    std::vector<Song> songs;
    for (qsizetype i = 0; i < truths.size(); ++i) {
        if (const auto loaded = load(truths[i], bars[i], songs); !loaded) {
            std::fprintf(stderr, "%s\n", qPrintable(loaded.error().toLogLine()));
            return 2;
        }
    }
    std::map<QString, double> counts;
    for (const Song &song : songs)
        counts[song.name] += 1;
    std::vector<const Song *> all;
    for (Song &song : songs) {
        song.share = 1 / counts[song.name];
        all.push_back(&song);
    }
    report(songs, {}, each);
    if (folds > 1)
        reportFolds(songs, folds);
    if (fits) {
        const SectionWeights weights = fitted(all, {});
        print(weights);
        report(songs, weights, each);
    }
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// track match: which songs of the library fit the cut of a project.
#include "app/cli/commands_track_match.h"

#include "app/cli/session.h"
#include "app/cli/track_output.h"
#include "core/planning/music_match.h"

#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using planning::MusicMatch;

constexpr int kUsual = 15;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

struct Ranked
{
    library::Track track;
    SongMap song;
    MusicMatch match;
};

QString partsText(const MusicMatch &match)
{
    QStringList parts;
    for (int i = 0; i < planning::kMatchParts; ++i)
        if (const auto part = match.parts[static_cast<size_t>(i)])
            parts.append(
                QStringLiteral("%1 %2").arg(planning::matchPartName(static_cast<planning::MatchPart>(i))).arg(qRound(*part * 100)));
    return parts.join(QStringLiteral(", "));
}

// The best first; of equals the title decides, so that the order is always the same.
std::vector<Ranked> rank(const library::Library &library, const planning::CutFacts &cut, int &unheard)
{
    std::vector<Ranked> all;
    for (const library::Track &track : library.tracks()) {
        const auto analysis = library.analysis(track.id);
        if (!analysis) {
            ++unheard;
            continue;
        }
        all.push_back({track, analysis->map, planning::matchMusic(cut, analysis->map)});
    }
    std::stable_sort(all.begin(), all.end(), [](const Ranked &a, const Ranked &b) {
        return a.match.total != b.match.total ? a.match.total > b.match.total : a.track.title < b.track.title;
    });
    return all;
}

Result<Output> match(Invocation &invocation)
{
    SC_TRY_ASSIGN(limit, invocation.arguments.integer(QStringLiteral("limit"), 1, 1000));
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    const planning::CutFacts cut = planning::cutFactsOf(session->timeline());
    int unheard = 0;
    const std::vector<Ranked> ranked = rank(*library, cut, unheard);
    Output output;
    QJsonArray matches;
    int weak = 0;
    for (const Ranked &one : ranked) {
        if (one.match.total < planning::kMatchUsable && !invocation.arguments.has(QStringLiteral("all"))) {
            ++weak;
            continue;
        }
        if (matches.size() >= limit.value_or(kUsual))
            break;
        const QStringList reasons = planning::matchReasons(one.match, cut, one.song);
        output.text +=
            QStringLiteral("%1  %2  %3\n      %4\n      %5\n")
                .arg(qRound(one.match.total * 100), 3)
                .arg(planning::matchWord(one.match.total).leftJustified(10), one.track.title, partsText(one.match), reasons.join(u' '));
        QJsonObject json = planning::toJson(one.match);
        json.insert(QStringLiteral("track"), one.track.id.text());
        json.insert(QStringLiteral("title"), one.track.title);
        json.insert(QStringLiteral("word"), planning::matchWord(one.match.total));
        json.insert(QStringLiteral("reasons"), QJsonArray::fromStringList(reasons));
        matches.append(json);
    }
    if (matches.isEmpty())
        output.text = tr("No song reaches 60 of 100.") + u'\n';
    if (weak > 0)
        output.text += tr("%1 weaker ones are left out; --all shows them.").arg(weak) + u'\n';
    if (unheard > 0)
        output.text += tr("%1 songs were not compared: they are not analysed yet.").arg(unheard) + u'\n';
    output.json = QJsonObject{{QStringLiteral("cuts"), static_cast<qint64>(cut.cuts.size())},
                              {QStringLiteral("duration_s"), cut.duration.toSeconds()},
                              {QStringLiteral("matches"), matches},
                              {QStringLiteral("weaker"), weak},
                              {QStringLiteral("not_analysed"), unheard}};
    return output;
}

} // namespace

std::vector<Command> trackMatchCommands()
{
    return {{QStringLiteral("track"),
             QStringLiteral("match"),
             QStringLiteral("BUNDLE"),
             tr("which songs of the library fit the cut of a project"),
             1,
             1,
             {{QStringLiteral("limit"), QStringLiteral("N"), tr("at most so many, otherwise 15")},
              {QStringLiteral("all"), {}, tr("also those below 60")}},
             match}};
}

} // namespace sc::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/studio.h"
#include "core/timeline/take.h"

#include <QtCore/QDateTime>

namespace sc::generation {

// How the takes of a project that were made with a style were judged. A take tells by the template's words in its prompt which style
// it was made with; a style without words of its own is known by none.
inline constexpr int kFewestJudged = 5; // below it no share is told
inline constexpr int kStatisticWeeks = 12;

struct ApprovedShare
{
    int takes = 0;
    int approved = 0;
    int rejected = 0;
    [[nodiscard]] int judged() const { return approved + rejected; }
    [[nodiscard]] std::optional<double> share() const; // 0..1 of the judged; nothing for fewer than kFewestJudged
    bool operator==(const ApprovedShare &) const = default;
};

struct StyleStatistics
{
    ApprovedShare all;
    std::vector<ApprovedShare> weeks;                        // the last twelve, the latest last
    std::vector<std::pair<QString, ApprovedShare>> byRecipe; // "wan_2_2 quality", most takes first
    std::vector<TakeId> takes;                               // latest first
    bool operator==(const StyleStatistics &) const = default;
};

// One take as the statistics see it.
struct JudgedTake
{
    TakeId id;
    QString templateWords; // what is in the prompt from a template: comma parts, joined; empty: none
    QString recipe;        // family and preset
    timeline::TakeVerdict verdict = timeline::TakeVerdict::None;
    QString createdAt;
};
[[nodiscard]] JudgedTake judgedTake(const timeline::Take &take, const timeline::TakeRecipe &inputs);

// Prefix and suffix of a style as it is or was.
struct StyleWords
{
    QString prefix;
    QString suffix;
};
// Pure. `versions`: as it is and as it was before; `today` ends the last week.
[[nodiscard]] StyleStatistics statisticsOf(const std::vector<StyleWords> &versions, const std::vector<JudgedTake> &takes,
                                           const QDateTime &today);
// Of all generated takes: what a style is compared with.
[[nodiscard]] ApprovedShare shareOf(const std::vector<JudgedTake> &takes);

// The takes of a project, read a slice at a time. Session's thread.
class JudgedTakes
{
public:
    bool look(const project::ProjectSession &session, int budgetMs); // true when through
    [[nodiscard]] const std::vector<JudgedTake> &takes() const { return m_takes; }
    void forget();

private:
    std::vector<JudgedTake> m_takes;
    std::vector<timeline::Take> m_waiting; // not looked into yet
};

} // namespace sc::generation

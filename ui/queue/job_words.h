// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/servers/generation_feed.h"

namespace sc::project {
class ProjectSession;
}

// What the queue says of a job, in words. Pure but for what the feed knows.
namespace sc::ui {

// Numbers of the open project's shots, as its screens count them.
class ShotNumbers
{
public:
    void read(const project::ProjectSession *session);          // null: no project is open
    [[nodiscard]] QString of(const generation::Job &job) const; // "22"; empty: not a shot of that project

private:
    QString m_bundle;
    QHash<QString, int> m_numbers;
};

[[nodiscard]] QString jobName(const generation::Job &job);                                // "Avenue run", else the beginning of its words
[[nodiscard]] QString jobAbout(const generation::Job &job);                               // "video, Wan 2.2 Quality"
[[nodiscard]] QString jobKindWord(generation::JobKind kind);                              // "video"
[[nodiscard]] QString progressWords(const generation::Job &job);                          // "62 %, step 12 of 20, KSampler"
[[nodiscard]] QString shortState(const generation::Job &job, const GenerationFeed &feed); // "62 %, studio-4090", "next on attic"
// Progress, why it waits, what failed, how long it took: the one line of a row.
[[nodiscard]] QString stateLine(const generation::Job &job, const GenerationFeed &feed);
[[nodiscard]] Ink stateInk(const generation::Job &job);
// "in 43 s", "22:47"; empty when it cannot be said.
[[nodiscard]] QString endWordsOf(const generation::Job &job, const GenerationFeed &feed);

// A smaller picture or clip that might fit where this one ran out of memory; nothing when it is small already.
[[nodiscard]] std::optional<QSize> smallerSize(const generation::Job &job);
[[nodiscard]] QString withSize(const QString &params, QSize size); // the parameters as JSON with another size

// One line of parameters for people: "Size", "1280 x 720".
struct JobValue
{
    QString name;
    QString value;
};
[[nodiscard]] std::vector<JobValue> jobValues(const generation::Job &job);

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/job_request.h"
#include "core/generation/scheduler.h"

#include <memory>

namespace sc::generation {

// Which servers can take which jobs. Composing a graph tells it, and jobs that need the same are asked about once.
class FitTable
{
public:
    struct Place
    {
        ServerId id;
        bool active = true;
        bool onlyWhenNamed = false;                     // takes what prefers it, nothing else
        std::shared_ptr<const comfy::ObjectInfo> nodes; // null: not known yet
    };
    struct Fit
    {
        quint64 fits = 0;               // bit n: server n
        bool allKnown = false;          // every active server has said what it has
        QString models;                 // joined; of the first that fits
        std::optional<Problem> problem; // of the first that does not
        RunKey run;
    };

    // Answers stay valid for servers whose nodes are still the same object.
    void setPlaces(std::vector<Place> places);
    // `avoid` and pinning are seen to. A job whose every server is avoided may go to them all the same, unless they are too small.
    [[nodiscard]] Fit fitOf(const Job &job);
    void forget(const JobId &job) { m_needs.remove(job); }

private:
    struct Answer
    {
        bool fits = false;
        QString models;
        std::optional<Problem> problem;
    };
    struct Need
    {
        qint64 revision = -1;
        QByteArray needs;
        RunKey run;
    };
    [[nodiscard]] const Answer &answer(const QByteArray &needs, size_t place, const Job &job);

    std::vector<Place> m_places;
    QHash<ServerId, QHash<QByteArray, Answer>> m_answers;
    QHash<JobId, Need> m_needs;
};

} // namespace sc::generation

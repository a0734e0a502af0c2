// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/fit_table.h"

#include "core/base/json.h"

namespace sc::generation {

namespace {

// The picture that another job is to make first counts as there.
Job withItsStill(Job job)
{
    auto params = parseJsonObject(job.params.toUtf8(), QStringLiteral("params"));
    if ((job.stillOf.isEmpty() && !job.awaitsChoice) || !params || params->contains(QStringLiteral("init_image")))
        return job;
    params->insert(QStringLiteral("init_image"), QStringLiteral("media:still"));
    job.params = QString::fromUtf8(toCompactJson(*params));
    return job;
}

} // namespace

void FitTable::setPlaces(std::vector<Place> places)
{
    QHash<ServerId, QHash<QByteArray, Answer>> kept;
    for (const Place &place : places) {
        const auto before = std::find_if(m_places.begin(), m_places.end(), [&](const Place &old) { return old.id == place.id; });
        if (before != m_places.end() && before->nodes == place.nodes)
            kept.insert(place.id, m_answers.value(place.id));
    }
    m_answers = std::move(kept);
    m_places = std::move(places);
}

const FitTable::Answer &FitTable::answer(const QByteArray &needs, size_t place, const Job &job)
{
    auto &answers = m_answers[m_places[place].id];
    const auto known = answers.constFind(needs);
    if (known != answers.constEnd())
        return *known;
    QHash<QString, QString> names;
    for (const QString &path : localFilesOf(job))
        names.insert(path, QStringLiteral("picture.png"));
    const auto composed = composeJob(job, names, QStringLiteral("x"), *m_places[place].nodes);
    Answer answer;
    answer.fits = composed.has_value();
    if (composed)
        answer.models = composed->models.join(u'\n');
    else
        answer.problem = composed.error();
    return *answers.insert(needs, answer);
}

FitTable::Fit FitTable::fitOf(const Job &job)
{
    Need &need = m_needs[job.id];
    if (need.revision != job.revision || need.needs.isEmpty())
        need = {job.revision, needsOf(withItsStill(job)), runKeyOf(job)};
    Fit fit;
    fit.run = need.run;
    fit.allKnown = true;
    quint64 avoided = 0;
    for (size_t i = 0; i < m_places.size() && i < kMaxPlanServers; ++i) {
        const Place &place = m_places[i];
        if (!place.active || ((job.pinned || place.onlyWhenNamed) && job.preferredServer != place.id))
            continue;
        if (!place.nodes) {
            fit.allKnown = false;
            continue;
        }
        const Answer &found = answer(need.needs, i, withItsStill(job));
        if (!found.fits) {
            fit.problem = fit.problem ? fit.problem : found.problem;
            continue;
        }
        if (fit.models.isEmpty())
            fit.models = found.models;
        (job.avoid.contains(place.id.text()) ? avoided : fit.fits) |= quint64(1) << i;
    }
    if (fit.fits == 0 && job.failure != FailureClass::Resource)
        fit.fits = avoided;
    return fit;
}

} // namespace sc::generation

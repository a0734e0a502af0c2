// SPDX-License-Identifier: GPL-3.0-or-later
// What a draft would mean on the servers, and that in words and JSON.
#include "core/base/text.h"
#include "core/generation/batch_plan.h"
#include "core/generation/fit_table.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::generation {

namespace {

// Bytes a pixel of results as they were measured: PNG with its recipe, H.264 of a few seconds.
constexpr double kPictureBytes = 1.6;
constexpr double kVideoBytes = 0.12;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

qint64 bytesOf(const RunKey &run)
{
    const double pixels = static_cast<double>(run.pixels) * run.frames;
    return static_cast<qint64>(pixels * (run.isVideo() ? kVideoBytes : kPictureBytes));
}

} // namespace

Preflight preflight(const BatchDraft &draft, const std::vector<PreflightPlace> &places, const LearnedFigures &figures)
{
    Preflight all;
    all.jobs = static_cast<int>(draft.jobs.size());
    all.leftOut = draft.leftOut;
    all.withoutPrompt = draft.withoutPrompt();
    all.notes = draft.notes;
    FitTable fits;
    std::vector<FitTable::Place> table;
    double placesThatFit = 0;
    for (const PreflightPlace &place : places) {
        table.push_back({place.server.id, place.server.active, false, place.nodes});
        all.servers.push_back({place.server.id, place.server.name, place.nodes != nullptr, 0, {}});
    }
    fits.setPlaces(table);
    for (const Job &job : draft.jobs) {
        const FitTable::Fit fit = fits.fitOf(job);
        all.nowhere += fit.fits == 0 ? 1 : 0;
        all.diskBytes += bytesOf(fit.run);
        double least = figures.expectedRun(fit.run);
        for (size_t i = 0; i < places.size(); ++i) {
            if (fit.fits & (quint64(1) << i)) {
                all.servers[i].fits += 1;
                least = std::min(least, figures.expectedRun(places[i].server.id, fit.run));
            } else if (places[i].nodes) {
                FitTable alone;
                alone.setPlaces({table[i]});
                if (const auto problem = alone.fitOf(job).problem; problem && !all.servers[i].problems.contains(problem->text()))
                    all.servers[i].problems.append(problem->text());
            }
        }
        all.workS += least;
    }
    all.stills = draft.stills;
    for (size_t i = 0; i < places.size(); ++i)
        placesThatFit += all.servers[i].fits > 0 ? places[i].server.maxConcurrent : 0;
    all.estimateS = placesThatFit > 0 ? all.workS / placesThatFit : 0;
    return all;
}

QJsonObject toJson(const Preflight &all)
{
    QJsonArray servers;
    for (const PreflightServer &server : all.servers) {
        servers.append(QJsonObject{{QStringLiteral("name"), server.name},
                                   {QStringLiteral("known"), server.isKnown},
                                   {QStringLiteral("fits"), server.fits},
                                   {QStringLiteral("problems"), QJsonArray::fromStringList(server.problems)}});
    }
    QJsonArray leftOut;
    for (const LeftOutShot &shot : all.leftOut) {
        QJsonArray problems;
        for (const Problem &problem : shot.problems)
            problems.append(problem.toJson());
        leftOut.append(QJsonObject{
            {QStringLiteral("clip_id"), shot.clip.text()}, {QStringLiteral("name"), shot.name}, {QStringLiteral("problems"), problems}});
    }
    return {{QStringLiteral("jobs"), all.jobs},
            {QStringLiteral("stills"), all.stills},
            {QStringLiteral("left_out"), leftOut},
            {QStringLiteral("notes"), QJsonArray::fromStringList(all.notes)},
            {QStringLiteral("without_prompt"), QJsonArray::fromStringList(all.withoutPrompt)},
            {QStringLiteral("servers"), servers},
            {QStringLiteral("nowhere"), all.nowhere},
            {QStringLiteral("work_s"), all.workS},
            {QStringLiteral("estimate_s"), all.estimateS},
            {QStringLiteral("disk_bytes"), all.diskBytes}};
}

QString planText(const BatchSpec &spec, const BatchDraft &draft)
{
    if (spec.axes.empty())
        return {};
    const std::vector<QStringList> all = combinations(spec.axes);
    QStringList keys;
    for (const BatchAxis &axis : spec.axes)
        keys.append(axis.key);
    QString text = tr("combinations of %1:\n").arg(keys.join(QStringLiteral(", ")));
    for (size_t i = 0; i < all.size(); ++i) {
        const auto isIt = [i](BatchCell::State state) {
            return [i, state](const BatchCell &cell) { return cell.combination == static_cast<int>(i) && cell.state == state; };
        };
        const auto made = std::ranges::count_if(draft.cells, isIt(BatchCell::State::Made));
        const auto off = std::ranges::count_if(draft.cells, isIt(BatchCell::State::Off));
        text += QStringLiteral("  %1  %2  ").arg(static_cast<int>(i) + 1, 3).arg(all[i].join(QStringLiteral(", ")));
        text += off > 0 ? tr("%1 shots, not for %2\n").arg(made).arg(off) : tr("%1 shots\n").arg(made);
    }
    return text;
}

QJsonArray planJson(const BatchSpec &spec, const BatchDraft &draft)
{
    static constexpr std::array<const char *, 3> states = {"made", "off", "left_out"};
    const std::vector<QStringList> all = combinations(spec.axes);
    QJsonArray plan;
    QJsonObject shot;
    QJsonArray cells;
    const auto close = [&] {
        if (shot.isEmpty())
            return;
        shot.insert(QStringLiteral("combinations"), cells);
        plan.append(shot);
        cells = {};
    };
    for (const BatchCell &cell : draft.cells) {
        if (shot.value(QStringLiteral("clip_id")).toString() != cell.clip.text()) {
            close();
            shot = {{QStringLiteral("clip_id"), cell.clip.text()}};
        }
        cells.append(QJsonObject{{QStringLiteral("number"), cell.combination + 1},
                                 {QStringLiteral("values"), QJsonArray::fromStringList(all[static_cast<size_t>(cell.combination)])},
                                 {QStringLiteral("state"), QLatin1String(states[static_cast<size_t>(cell.state)])}});
    }
    close();
    return plan;
}

QString preflightText(const Preflight &all)
{
    QString text = tr("%1 jobs, %2 of them pictures that videos start from\n").arg(all.jobs).arg(all.stills);
    if (!all.leftOut.empty())
        text += tr("left out:\n");
    for (const LeftOutShot &shot : all.leftOut) {
        for (const Problem &problem : shot.problems)
            text += QStringLiteral("  %1\n").arg(problem.text());
    }
    for (const QString &note : all.notes)
        text += note + u'\n';
    for (const PreflightServer &server : all.servers) {
        text += server.isKnown ? tr("  %1 can take %2 of %3\n").arg(server.name).arg(server.fits).arg(all.jobs)
                               : tr("  %1 has not said yet what it has\n").arg(server.name);
        for (const QString &problem : server.problems)
            text += QStringLiteral("      %1\n").arg(problem);
    }
    if (all.nowhere > 0)
        text += tr("%1 jobs fit on no server as things are; they wait\n").arg(all.nowhere);
    text += tr("about %1 min, about %2 on the disk\n").arg(std::ceil(all.estimateS / 60)).arg(humanSize(all.diskBytes));
    return text;
}

} // namespace sc::generation

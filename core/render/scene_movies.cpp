// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/render/movie_export.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace sc::render {

namespace {

constexpr size_t kAtOnce = 2; // an encoder alone leaves cores idle at its beginning and its end

// The scenes that play, in time order.
std::vector<const timeline::Scene *> playedScenes(const timeline::Timeline &timeline)
{
    std::vector<const timeline::Scene *> scenes;
    for (const timeline::Scene &scene : timeline.scenes) {
        if (scene.isLive && scene.length > Ticks())
            scenes.push_back(&scene);
    }
    std::ranges::stable_sort(scenes, {}, &timeline::Scene::start);
    return scenes;
}

} // namespace

std::vector<SceneMovie> sceneMoviesOf(const timeline::Timeline &timeline, const MovieExport &options)
{
    const QFileInfo target(options.destination);
    const TickRange all{Ticks(), timeline::programLength(timeline)};
    const TickRange wanted = options.range.value_or(all);
    std::vector<SceneMovie> movies;
    int number = 0;
    for (const timeline::Scene *scene : playedScenes(timeline)) {
        ++number;
        const TickRange range{std::max({scene->start, wanted.start, all.start}), std::min({scene->end(), wanted.end, all.end})};
        if (range.isEmpty())
            continue;
        const QString name =
            safeFileName(QStringLiteral("%1 - %2 %3").arg(target.completeBaseName()).arg(number, 2, 10, QLatin1Char('0')).arg(scene->name));
        movies.push_back({QStringLiteral("%1/%2.%3").arg(target.absolutePath(), name, target.suffix()), range});
    }
    return movies;
}

Result<std::vector<MovieResult>> exportSceneMovies(const timeline::Timeline &timeline, const QString &songFile, const MovieExport &options,
                                                   const CancelToken &cancel, const ProgressFn &progress)
{
    const std::vector<SceneMovie> movies = sceneMoviesOf(timeline, options);
    if (movies.empty())
        return std::unexpected(Problem(ProblemCode::ResourceNotFound,
                                       QCoreApplication::translate("sc::render", "There is no scene with pictures in that part."))
                                   .withEntity(QStringLiteral("project"), timeline.project.name));
    double whole = 0;
    for (const SceneMovie &movie : movies)
        whole += movie.range.length().toSeconds();

    std::mutex mutex;
    std::vector<double> done(movies.size(), 0);
    std::vector<MovieResult> results(movies.size());
    std::optional<Problem> failure;
    std::atomic<size_t> next = 0;
    const auto tell = [&](size_t index, double fraction) {
        const std::lock_guard lock(mutex);
        done[index] = fraction;
        double sum = 0;
        for (size_t i = 0; i < movies.size(); ++i)
            sum += done[i] * movies[i].range.length().toSeconds();
        if (progress)
            progress(std::min(1.0, sum / whole));
    };
    const auto work = [&] {
        for (size_t index = next++; index < movies.size(); index = next++) {
            {
                const std::lock_guard lock(mutex);
                if (failure)
                    return;
            }
            MovieExport one = options;
            one.destination = movies[index].file;
            one.range = movies[index].range;
            Result<MovieResult> made = exportMovie(timeline, songFile, one, cancel, [&](double fraction) { tell(index, fraction); });
            const std::lock_guard lock(mutex);
            if (made)
                results[index] = std::move(*made);
            else if (!failure)
                failure = made.error();
        }
    };
    std::vector<std::thread> workers;
    for (size_t i = 1; i < std::min(kAtOnce, movies.size()); ++i)
        workers.emplace_back(work);
    work();
    for (std::thread &worker : workers)
        worker.join();
    if (failure)
        return std::unexpected(*failure);
    return results;
}

} // namespace sc::render

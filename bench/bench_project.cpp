// SPDX-License-Identifier: GPL-3.0-or-later
// One edit of a large project to disk, with its undo: 5 000 clips, two of them changed.
#include "bench/benchmark.h"
#include "core/project/project_session.h"
#include "core/store/database.h"
#include "core/timeline/edits.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTemporaryDir>

#include <algorithm>

namespace {

using namespace sc;

constexpr int kClips = 5000;
constexpr int kEdits = 40;

timeline::Timeline filled(const timeline::Timeline &empty)
{
    timeline::Timeline full = empty;
    timeline::Scene scene;
    for (int i = 0; i < kClips; ++i) {
        if (i % 100 == 0) {
            scene = {};
            scene.id = SceneId::create();
            scene.name = QStringLiteral("Scene %1").arg(i / 100 + 1);
            scene.order = i / 100;
            scene.start = Ticks::seconds(i);
            scene.length = Ticks::seconds(100);
            full.scenes.push_back(scene);
        }
        timeline::Clip clip;
        clip.id = ClipId::create();
        clip.scene = scene.id;
        clip.name = QStringLiteral("Clip %1").arg(i % 100 + 1);
        clip.imagePrompt = QStringLiteral("A street at night, rain, neon signs, seen from above, shot %1.").arg(i);
        clip.start = Ticks::seconds(i);
        clip.length = Ticks::seconds(1);
        clip.order = i % 100;
        full.clips.push_back(clip);
    }
    return full;
}

double median(std::vector<double> seconds)
{
    std::ranges::sort(seconds);
    return seconds.empty() ? 0 : seconds[seconds.size() / 2];
}

// Two rows of a bare table changed in one durable transaction: what the disk and SQLite ask for by themselves.
double bareUpdate(const QString &folder)
{
    auto database = store::Database::open(folder + QStringLiteral("/bare.db"), {.label = QStringLiteral("Bare"), .create = true});
    if (!database)
        return 0;
    if (!(*database)->execute(QStringLiteral("CREATE TABLE clip (id INTEGER PRIMARY KEY, name TEXT, notes TEXT) STRICT")))
        return 0;
    if (!(*database)->execute(QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
                                             "INSERT INTO clip SELECT i, 'Clip', '' FROM n")
                                  .arg(kClips - 1)))
        return 0;
    std::vector<double> times;
    QElapsedTimer timer;
    for (int i = 0; i < kEdits; ++i) {
        timer.restart();
        const bool done =
            (*database)->execute(QStringLiteral("BEGIN IMMEDIATE")).has_value() &&
            (*database)->execute(QStringLiteral("UPDATE clip SET name = 'Edit %1' WHERE id = %2").arg(i).arg(i * 120)).has_value() &&
            (*database)
                ->execute(QStringLiteral("UPDATE clip SET notes = 'Edit %1' WHERE id = %2").arg(i).arg(kClips - 1 - i))
                .has_value() &&
            (*database)->execute(QStringLiteral("COMMIT")).has_value();
        if (!done)
            return 0;
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e9);
    }
    return median(times);
}

std::vector<bench::Measurement> measure()
{
    const QTemporaryDir folder;
    auto session = project::ProjectSession::create(folder.filePath(QStringLiteral("Large")), {});
    if (!session || !(*session)->apply(QStringLiteral("Plan"), filled((*session)->timeline())))
        return {};
    std::vector<double> edits;
    std::vector<double> undos;
    QElapsedTimer timer;
    for (int i = 0; i < kEdits; ++i) {
        timeline::Timeline next = (*session)->timeline();
        next.clips[static_cast<size_t>(i * 120)].name = QStringLiteral("Edit %1").arg(i);
        next.clips[static_cast<size_t>(kClips - 1 - i)].notes = QStringLiteral("Edit %1").arg(i);
        timer.restart();
        if (!(*session)->apply(QStringLiteral("Edit"), next))
            return {};
        edits.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e9);
        timer.restart();
        if (i % 2 == 1 && !(*session)->undo())
            return {};
        if (i % 2 == 1)
            undos.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e9);
    }
    timeline::Timeline moved = (*session)->timeline();
    for (timeline::Clip &clip : moved.clips)
        clip.start += Ticks::seconds(1);
    timer.restart();
    if (!(*session)->apply(QStringLiteral("Ripple"), moved))
        return {};
    const double ripple = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    const QString reference = QStringLiteral("the same two rows of a bare table");
    const double bare = bareUpdate(folder.path());
    return {{QStringLiteral("two of 5 000 clips changed, stored"), median(edits), reference, bare, QStringLiteral("median")},
            {QStringLiteral("the same, undone"), median(undos), reference, bare, QStringLiteral("median")},
            {QStringLiteral("all 5 000 clips moved, stored"), ripple, {}, 0, QStringLiteral("once")}};
}

} // namespace

SC_BENCHMARK("project", measure)

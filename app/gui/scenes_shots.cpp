// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/scenes_shots.h"

#include "core/timeline/edits.h"
#include "ui/scenes/outline_view.h"
#include "ui/timeline/timeline_editor.h"

namespace sc::app {

using ui::ShotColumn;

namespace {

constexpr QSize kUsual(1440, 900);
constexpr QSize kSmallest(1024, 640);

void choose(ui::ScenesScreen &screen, int first, int count)
{
    std::vector<ClipId> clips;
    for (int row = 0; row < screen.model().rowCount() && int(clips.size()) < first + count; ++row) {
        if (const timeline::Clip *clip = screen.model().clipAt(row))
            clips.push_back(clip->id);
    }
    ui::Selection selection;
    selection.setClips({clips.begin() + std::min<std::ptrdiff_t>(first, std::ssize(clips)), clips.end()});
    screen.editor().setSelection(selection);
}

} // namespace

bool takeScenesStates(ui::ScenesScreen &screen, const std::function<bool(const QString &, QSize)> &take)
{
    bool all = true;
    const auto shot = [&](const char *name, QSize size = kUsual) {
        all = take(QStringLiteral("scenes-") + QLatin1String(name), size) && all;
    };
    choose(screen, 5, 3);
    shot("several");
    shot("several-1024x640", kSmallest);
    choose(screen, 4, 1);
    const int row = screen.model().rowOf(screen.editor().selection().current());
    screen.table().editCell(row, ShotColumn::Length);
    shot("editing");
    screen.table().cellEditor()->setText(QStringLiteral("soon"));
    Q_EMIT screen.table().cellEditor()->submitted(QStringLiteral("soon"), ui::CellEditor::How::One);
    shot("refused");
    screen.table().cellEditor()->closeEditor();
    const SceneId scene = screen.editor().timeline().scenes.front().id;
    ui::Selection whole;
    whole.selectScene(scene);
    screen.editor().setSelection(whole);
    screen.outline().expandAll();
    shot("scene");
    const ui::ShotColumns kept = screen.table().columns();
    ui::ShotColumns wide = kept;
    wide.shown.fill(true);
    wide.sort = ShotColumn::Length;
    wide.descending = true;
    screen.table().setColumns(wide);
    shot("all-columns");
    screen.table().setColumns(kept);
    ui::ShotFilter none;
    none.text = QStringLiteral("zzz");
    screen.setFilter(none);
    shot("no-match");
    screen.setFilter({});
    const timeline::Timeline before = screen.editor().timeline();
    timeline::Timeline empty = before;
    empty.scenes.clear();
    empty.clips.clear();
    if (screen.editor().commit(QStringLiteral("Empty"), empty)) {
        shot("empty");
        (void)screen.editor().commit(QStringLiteral("Back"), before);
    }
    return all;
}

} // namespace sc::app

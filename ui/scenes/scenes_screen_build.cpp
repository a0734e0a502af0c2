// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/scenes_screen.h"

#include "core/timeline/edits.h"
#include "ui/scenes/multi_edit_bar.h"
#include "ui/scenes/outline_view.h"
#include "ui/scenes/scene_moves.h"
#include "ui/timeline/character_drop.h"
#include "ui/timeline/cut_commands.h"
#include "ui/timeline/edit_commands.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QScopedValueRollback>
#include <QtWidgets/QBoxLayout>

// The parts of the Scenes screen and how they are joined.
namespace sc::ui {

void ScenesScreen::buildOutline()
{
    m_outlinePanel = new Panel(this);
    auto *layout = new QVBoxLayout(m_outlinePanel);
    layout->setContentsMargins(8, 0, 8, 8);
    layout->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(4, 8, 0, 0);
    head->addWidget(new TextLabel(tr("Outline"), TextStyle::Title, Ink::Primary, m_outlinePanel));
    m_scenes = new TextLabel({}, TextStyle::Caption, Ink::Tertiary, m_outlinePanel);
    head->addWidget(m_scenes, 1);
    auto *plus = new IconButton(QStringLiteral("plus"), tr("New scene"), m_outlinePanel);
    connect(plus, &QAbstractButton::clicked, this, [this] { edit::newScene(m_editor); });
    head->addWidget(plus);
    layout->addLayout(head);
    m_outlineSearch = new SearchField(tr("Find a scene or shot"), m_outlinePanel);
    layout->addWidget(m_outlineSearch);
    m_outline = new OutlineView(*m_outlineModel, m_outlinePanel);
    layout->addWidget(m_outline, 1);
    layout->addWidget(new ReadyBar(m_editor, *m_outlineModel, m_outlinePanel));
    auto *buttons = new QHBoxLayout;
    auto *scene = new PushButton(tr("New scene"), ControlKind::Default, m_outlinePanel);
    scene->setIconName(QStringLiteral("plus"));
    connect(scene, &QAbstractButton::clicked, this, [this] { edit::newScene(m_editor); });
    auto *plan = new PushButton(tr("Shot plan"), ControlKind::Default, m_outlinePanel);
    plan->setIconName(QStringLiteral("bolt"));
    connect(plan, &QAbstractButton::clicked, this, [this] { m_context.actions().trigger(QStringLiteral("timeline.plan")); });
    buttons->addWidget(scene, 1);
    buttons->addWidget(plan, 1);
    layout->addLayout(buttons);
}

void ScenesScreen::buildTable()
{
    m_tablePanel = new Panel(this);
    auto *layout = new QVBoxLayout(m_tablePanel);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(4, 10, 4, 10);
    bar->setSpacing(8);
    m_outlineButton = new IconButton(QStringLiteral("list"), tr("Outline"), m_tablePanel);
    connect(m_outlineButton, &QAbstractButton::clicked, this, [this] {
        m_outlineOpen = !m_outlineOpen;
        layOut();
    });
    bar->addWidget(m_outlineButton);
    m_search = new SearchField(tr("Name, prompt, note"), m_tablePanel);
    m_search->setMinimumWidth(130);
    m_search->setMaximumWidth(200);
    bar->addWidget(m_search, 1);
    m_sceneChip = new Chip({}, m_tablePanel);
    m_sceneChip->setTall(true);
    m_sceneChip->setCheckable(true);
    m_sceneChip->setChecked(true);
    m_sceneChip->setRemovable(true);
    bar->addWidget(m_sceneChip);
    m_stateChip = new Chip(tr("Status"), m_tablePanel);
    m_stateChip->setTall(true);
    m_stateChip->setCheckable(true);
    bar->addWidget(m_stateChip);
    bar->addStretch(1);
    m_count = new TextLabel({}, TextStyle::CaptionLight, Ink::Tertiary, m_tablePanel);
    bar->addWidget(m_count);
    m_drop = new Segment({{tr("Ripple"), {}}, {tr("Swap"), {}}}, m_tablePanel);
    m_drop->setToolTip(tr("What a dragged shot does: the others make room, or it changes places. Alt does the other."));
    m_drop->setAccessibleName(tr("What a dragged shot does"));
    bar->addWidget(m_drop);
    auto *columns = new IconButton(QStringLiteral("columns"), tr("Columns"), m_tablePanel);
    connect(columns, &QAbstractButton::clicked, this,
            [this, columns] { m_table->openColumnMenu(columns->mapToGlobal(QPoint(0, columns->height() + 4))); });
    bar->addWidget(columns);
    m_newShot = new PushButton(tr("Shot"), ControlKind::Default, m_tablePanel);
    m_newShot->setIconName(QStringLiteral("plus"));
    m_newShot->setToolTip(tr("New shot behind the chosen one"));
    connect(m_newShot, &QAbstractButton::clicked, this, &ScenesScreen::newShot);
    bar->addWidget(m_newShot);
    m_inspectorButton = new IconButton(QStringLiteral("info"), tr("Inspector"), m_tablePanel);
    connect(m_inspectorButton, &QAbstractButton::clicked, this, &ScenesScreen::toggleInspector);
    bar->addWidget(m_inspectorButton);
    layout->addLayout(bar);
    m_table = new ShotTable(*m_model, m_tablePanel);
    layout->addWidget(m_table, 1);
    new CharacterDrop(m_editor, m_table->viewport(), [this](QPointF at) { // the viewport is its parent
        const int row = m_table->rowAt(int(at.y()));
        const timeline::Clip *clip = row < 0 ? nullptr : m_model->clipAt(row);
        return clip ? clip->id : ClipId();
    });
    m_empty = new EmptyState(QStringLiteral("scenes"), tr("No shots yet"), {}, m_tablePanel);
    m_empty->addAction(tr("Plan shots..."), true, [this] { m_context.actions().trigger(QStringLiteral("timeline.plan")); });
    m_empty->addAction(tr("New shot"), false, [this] { newShot(); });
    m_empty->hide();
    m_multi = new MultiEditBar(m_editor, m_tablePanel);
    m_multi->hide();
}

void ScenesScreen::connectTable()
{
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        ShotFilter filter = m_model->filter();
        filter.text = text;
        setFilter(filter);
    });
    connect(m_sceneChip, &Chip::removed, this, [this] {
        ShotFilter filter = m_model->filter();
        filter.scene = {};
        setFilter(filter);
    });
    connect(m_sceneChip, &QAbstractButton::clicked, m_sceneChip, [this] { m_sceneChip->setChecked(true); });
    connect(m_stateChip, &QAbstractButton::clicked, this, &ScenesScreen::openStateMenu);
    connect(m_drop, &Segment::currentChanged, this, [this](int index) { setDropKind(index == 1 ? DropKind::Swap : DropKind::Ripple); });
    connect(m_table, &ShotTable::columnsChanged, this, &ScenesScreen::keepColumns);
    connect(m_table, &ShotTable::chosenChanged, this, [this] {
        if (m_isTaking)
            return;
        const QScopedValueRollback<bool> quiet(m_isTaking, true);
        std::vector<ClipId> clips = m_table->chosen();
        // The row with the ring is the current one.
        if (const timeline::Clip *current = m_model->clipAt(m_table->currentIndex().row())) {
            const auto found = std::ranges::find(clips, current->id);
            if (found != clips.end())
                std::rotate(found, found + 1, clips.end());
        }
        Selection selection;
        selection.setClips(clips);
        m_editor.setSelection(selection);
        m_outline->show(selection.current(), {});
        placeBar();
    });
    connect(m_table, &ShotTable::sceneChosen, this, [this](const SceneId &scene) {
        Selection selection;
        selection.selectScene(scene);
        m_editor.setSelection(selection);
    });
    connect(m_table, &ShotTable::cellSubmitted, this,
            [this](const std::vector<ClipId> &clips, ShotColumn column, const QString &text) { submitCell(clips, column, text); });
    connect(m_table, &ShotTable::placed, this,
            [this](const std::vector<ClipId> &clips, const SceneId &scene, int index) { edit::placeShots(m_editor, clips, scene, index); });
    connect(m_table, &ShotTable::swapped, this, [this](const ClipId &one, const ClipId &other) { edit::swapShots(m_editor, one, other); });
    connect(m_table, &ShotTable::dropRefused, this, [this](const SceneId &scene) {
        if (const timeline::Scene *locked = timeline::findScene(m_editor.timeline(), scene))
            m_editor.report(Problem(ProblemCode::Conflict, tr("The scene “%1” is locked.").arg(locked->name))
                                .withEntity(QStringLiteral("scene"), scene.text()));
    });
    connect(m_table, &ShotTable::menuRequested, this, &ScenesScreen::openMenu);
    connect(m_table, &ShotTable::activated, this, [this](const ClipId &clip) {
        if (const timeline::Clip *shot = timeline::findClip(m_editor.timeline(), clip))
            edit::goToTime(m_editor, shot->start);
        Q_EMIT m_context.screenRequested(ScreenId::Timeline);
    });
    connect(m_multi, &MultiEditBar::closeRequested, this, [this] { edit::selectNone(m_editor); });
    connect(m_multi, &MultiEditBar::alternateRequested, this, [this] { edit::newAlternate(m_editor); });
    connect(m_multi, &MultiEditBar::alignRequested, this, [this] {
        m_editor.commit(tr("Align to beats"), timeline::alignToBeats(m_editor.timeline(), {.clips = m_editor.selection().clips()}));
    });
    connect(m_multi, &MultiEditBar::deleteRequested, this, [this] { edit::deleteSelection(m_editor); });
}

void ScenesScreen::connectOutline()
{
    connect(m_outlineSearch, &QLineEdit::textChanged, m_outlineModel, &OutlineModel::setSearch);
    connect(m_outline, &OutlineView::clipChosen, this, [this](const ClipId &clip, bool isLive) {
        if (isLive) {
            m_editor.selectClip(clip);
            return;
        }
        Selection selection;
        selection.setClips({clip});
        m_editor.setSelection(selection);
    });
    connect(m_outline, &OutlineView::sceneChosen, this, [this](const SceneId &scene) {
        Selection selection;
        selection.selectScene(scene);
        m_editor.setSelection(selection);
    });
    connect(m_outline, &OutlineView::sceneDropped, this, [this](const SceneId &scene, int index, const SceneId &over) {
        if (dropKind() == DropKind::Swap)
            edit::swapScenes(m_editor, scene, over);
        else
            edit::moveScene(m_editor, scene, index);
    });
    connect(m_outline, &OutlineView::menuRequested, this, &ScenesScreen::openMenu);
    connect(m_outline, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) {
        const OutlineModel::Node *node = m_outlineModel->nodeOf(index);
        if (node && node->kind == OutlineModel::Kind::ShotAlternate)
            makeCurrentLive();
    });
}

} // namespace sc::ui

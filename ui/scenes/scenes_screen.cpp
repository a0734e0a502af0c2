// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/scenes_screen.h"

#include "core/base/json.h"
#include "core/interchange/shot_list.h"
#include "core/library/library.h"
#include "core/timeline/edits.h"
#include "ui/scenes/multi_edit_bar.h"
#include "ui/scenes/outline_view.h"
#include "ui/timeline/cut_commands.h"
#include "ui/timeline/edit_commands.h"
#include "ui/timeline/inspector_panel.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtCore/QScopedValueRollback>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>

namespace sc::ui {

namespace {

constexpr int kOutline = 264;
constexpr int kInspector = 344;
constexpr int kInspectorFrom = 1180; // content width that has room for it beside the table
constexpr int kOutlineFrom = 900;
constexpr int kBarWidth = 732;

const QString kColumnsSetting = QStringLiteral("scenes/columns");
const QString kDropSetting = QStringLiteral("scenes/drop");

} // namespace

ScenesScreen::ScenesScreen(AppContext &context, TimelineEditor &editor, QWidget *parent)
    : QWidget(parent),
      m_context(context),
      m_editor(editor),
      m_outlineModel(new OutlineModel(editor, this)),
      m_model(new ShotModel(editor, this))
{
    m_noProject = new Panel(this);
    auto *nothing = new QVBoxLayout(m_noProject);
    auto *state = new EmptyState(QStringLiteral("scenes"), tr("No project is open"),
                                 tr("Scenes and shots of a project are listed here. Drop a song on the window to make one."), m_noProject);
    state->addAction(tr("Choose a song..."), true, [this] { Q_EMIT m_context.importDialogRequested(); });
    state->addAction(tr("Open the library"), false, [this] { Q_EMIT m_context.screenRequested(ScreenId::Library); });
    nothing->addWidget(state);
    buildTable();
    buildOutline();
    m_inspector = new InspectorPanel(&editor, this);
    m_inspector->setCompact(false);
    connectTable();
    connectOutline();
    restoreColumns();
    connect(&editor, &TimelineEditor::timelineChanged, this, &ScenesScreen::takeTimeline);
    connect(&editor, &TimelineEditor::selectionChanged, this, &ScenesScreen::takeSelection);
    connect(&editor, &TimelineEditor::sessionChanged, this, [this] {
        setFilter({});
        m_search->clear();
        m_outlineSearch->clear();
        layOut();
    });
    registerSceneActions(context.actions(), this);
    takeTimeline();
    refreshFilter();
}

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
    connect(m_table, &ShotTable::placed, this, &ScenesScreen::place);
    connect(m_table, &ShotTable::swapped, this, [this](const ClipId &one, const ClipId &other) {
        m_editor.commit(tr("Swap shots"), timeline::swapClips(m_editor.timeline(), {one, other}));
    });
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
    connect(m_outline, &OutlineView::sceneDropped, this, &ScenesScreen::dropScene);
    connect(m_outline, &OutlineView::menuRequested, this, &ScenesScreen::openMenu);
    connect(m_outline, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) {
        const OutlineModel::Node *node = m_outlineModel->nodeOf(index);
        if (node && node->kind == OutlineModel::Kind::ShotAlternate)
            makeCurrentLive();
    });
}

void ScenesScreen::takeTimeline()
{
    {
        const QScopedValueRollback<bool> quiet(m_isTaking, true);
        m_outlineModel->rebuild();
        m_model->rebuild();
    }
    takeSelection();
    refreshFilter();
    layOut();
}

void ScenesScreen::takeSelection()
{
    if (m_isTaking)
        return;
    const QScopedValueRollback<bool> quiet(m_isTaking, true);
    const Selection &selection = m_editor.selection();
    m_table->choose(selection.clips(), selection.current());
    m_outline->show(selection.current(), selection.scene());
    m_table->viewport()->update();
    placeBar();
}

void ScenesScreen::setFilter(const ShotFilter &filter)
{
    m_model->setFilter(filter);
    if (m_search->text() != filter.text)
        m_search->setText(filter.text);
    takeSelection();
    refreshFilter();
}

void ScenesScreen::refreshFilter()
{
    const ShotFilter &filter = m_model->filter();
    const timeline::Scene *scene = timeline::findScene(m_editor.timeline(), filter.scene);
    m_sceneChip->setVisible(scene != nullptr);
    if (scene)
        m_sceneChip->setText(scene->name.size() > 18 ? scene->name.left(17) + u'…' : scene->name);
    m_stateChip->setChecked(filter.state.has_value());
    const QStringList states{tr("Empty"), tr("Planned"), tr("Ready")};
    m_stateChip->setText(filter.state ? states[int(*filter.state)] : tr("Status"));
    const int all = int(m_editor.index().entries().size());
    m_count->setText(
        filter.isEmpty()
            ? tr("%n shots", nullptr, all)
            : tr("%1 of %n shots", nullptr, all).arg(std::ranges::count_if(m_editor.index().entries(), [&](const ClipIndex::Entry &entry) {
                  return matches(m_editor.timeline().clips[size_t(entry.clip)], filter);
              })));
    int scenes = 0;
    for (const timeline::Scene &each : m_editor.timeline().scenes)
        scenes += each.isLive ? 1 : 0;
    m_scenes->setText(QString::number(scenes));
    const bool nothing = m_model->rowCount() == 0;
    m_empty->setVisible(nothing);
    if (nothing)
        m_empty->setWords(all == 0 ? tr("No shots yet") : tr("No shot fits"),
                          all == 0 ? tr("Cut the song into scenes and shots on its bars, or make the first one by hand.")
                                   : tr("Take a filter away or search for something else."));
    const bool offer = all == 0;
    for (auto *button : m_empty->findChildren<PushButton *>())
        button->setVisible(offer);
    placeBar();
}

void ScenesScreen::openStateMenu()
{
    m_stateChip->setChecked(m_model->filter().state.has_value());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &text, std::optional<timeline::ClipState> state) {
        QAction *row = menu->addAction(text);
        row->setCheckable(true);
        row->setChecked(m_model->filter().state == state);
        connect(row, &QAction::triggered, this, [this, state] {
            ShotFilter filter = m_model->filter();
            filter.state = state;
            setFilter(filter);
        });
    };
    add(tr("Every status"), std::nullopt);
    menu->addSeparator();
    add(tr("Empty"), timeline::ClipState::Empty);
    add(tr("Planned"), timeline::ClipState::Planned);
    add(tr("Ready"), timeline::ClipState::Ready);
    menu->popup(m_stateChip->mapToGlobal(QPoint(0, m_stateChip->height() + 4)));
}

void ScenesScreen::submitCell(const std::vector<ClipId> &clips, ShotColumn column, const QString &text)
{
    const CellContext context = m_model->context();
    const Result<timeline::Timeline> edited = withCell(context, clips, column, text);
    if (!edited) {
        m_table->cellEditor()->showProblem(edited.error().text());
        return;
    }
    m_editor.commit(nameOfEdit(column, int(clips.size())), edited);
}

void ScenesScreen::place(const std::vector<ClipId> &clips, const SceneId &scene, int index)
{
    m_editor.commit(clips.size() == 1 ? tr("Reorder shot") : tr("Reorder %n shots", nullptr, int(clips.size())),
                    timeline::placeClips(m_editor.timeline(), {.clips = clips, .scene = scene, .index = index}));
}

void ScenesScreen::dropScene(const SceneId &scene, int index, const SceneId &over)
{
    if (dropKind() == DropKind::Swap) {
        if (scene != over)
            m_editor.commit(tr("Swap scenes"), timeline::swapScenes(m_editor.timeline(), {scene, over}));
        return;
    }
    const timeline::Scene *moved = timeline::findScene(m_editor.timeline(), scene);
    if (!moved)
        return;
    // The places were counted with the scene still in its own.
    const int to = index > moved->order ? index - 1 : index;
    if (to != moved->order)
        m_editor.commit(tr("Reorder scenes"), timeline::reorderScenes(m_editor.timeline(), {.scene = scene, .index = to}));
}

void ScenesScreen::moveChosen(int direction)
{
    const timeline::Timeline &t = m_editor.timeline();
    if (const timeline::Scene *scene = timeline::findScene(t, m_editor.selection().scene())) {
        m_editor.commit(tr("Reorder scenes"), timeline::reorderScenes(t, {.scene = scene->id, .index = scene->order + direction}));
        return;
    }
    const std::vector<ClipId> clips = m_editor.selection().clips();
    if (clips.empty())
        return;
    // The block goes before the shot in front of it, or behind the one after it, on into the next scene.
    int first = INT_MAX;
    int last = -1;
    for (const ClipId &clip : clips) {
        const int place = m_editor.index().positionOf(clip);
        if (place < 0)
            return;
        first = std::min(first, place);
        last = std::max(last, place);
    }
    const int neighbour = direction < 0 ? first - 1 : last + 1;
    const auto &entries = m_editor.index().entries();
    if (neighbour < 0 || neighbour >= int(entries.size()))
        return;
    const timeline::Clip &beside = t.clips[size_t(entries[size_t(neighbour)].clip)];
    const timeline::Clip *own = timeline::findClip(t, clips.front());
    int index = 0;
    for (const timeline::Clip *clip : timeline::clipsOf(t, beside.scene)) {
        // Into another scene the block becomes its last or its first.
        const bool before = clip->start < beside.start || (clip->id == beside.id && (direction > 0) == (own->scene == beside.scene));
        index += clip->isLive && (before || (direction < 0 && own->scene != beside.scene)) ? 1 : 0;
    }
    if (direction > 0 && own->scene != beside.scene)
        index = 0;
    place(clips, beside.scene, index);
}

void ScenesScreen::swapChosen()
{
    const std::vector<ClipId> clips = m_editor.selection().clips();
    if (clips.size() == 2)
        m_editor.commit(tr("Swap shots"), timeline::swapClips(m_editor.timeline(), {clips[0], clips[1]}));
}

void ScenesScreen::newShot()
{
    timeline::AddClip request;
    if (const timeline::Clip *current = timeline::findClip(m_editor.timeline(), m_editor.selection().current())) {
        request.scene = current->scene;
        request.start = current->end();
        request.nextFreePlace = true;
    } else {
        request.scene = m_outline->currentScene();
    }
    if (m_editor.commit(tr("New shot"), timeline::addClip(m_editor.timeline(), request))) {
        m_editor.selectClip(request.id);
        m_table->editCell(m_model->rowOf(request.id), ShotColumn::Name);
    }
}

void ScenesScreen::makeCurrentLive()
{
    const OutlineModel::Node *node = m_outlineModel->nodeOf(m_outline->currentIndex());
    if (!node)
        return;
    if (node->kind == OutlineModel::Kind::ShotAlternate) {
        const ClipId clip = node->clip;
        if (m_editor.commit(tr("Make alternate live"), timeline::makeClipLive(m_editor.timeline(), {clip})))
            m_editor.selectClip(clip);
    } else if (node->kind == OutlineModel::Kind::SceneAlternate) {
        m_editor.commit(tr("Make alternate live"),
                        timeline::makeSceneLive(m_editor.timeline(), {.scene = node->scene, .ripple = m_editor.preferences().ripple}));
    } else {
        edit::nextAlternate(m_editor);
    }
}

void ScenesScreen::setDropKind(DropKind kind)
{
    m_table->setDropKind(kind);
    m_drop->setCurrent(kind == DropKind::Swap ? 1 : 0);
    (void)reported(m_context, m_context.library().setSetting(kDropSetting, kind == DropKind::Swap ? QStringLiteral("swap") : QString()));
}

DropKind ScenesScreen::dropKind() const
{
    return m_drop->current() == 1 ? DropKind::Swap : DropKind::Ripple;
}

void ScenesScreen::keepColumns()
{
    (void)reported(m_context,
                   m_context.library().setSetting(kColumnsSetting, QString::fromUtf8(toCompactJson(toJson(m_table->columns())))));
}

void ScenesScreen::restoreColumns()
{
    const library::Library &lib = m_context.library();
    const Result<QJsonObject> kept = parseJsonObject(lib.setting(kColumnsSetting, QStringLiteral("{}")).toUtf8(), kColumnsSetting);
    m_table->setColumns(kept ? shotColumnsFromJson(*kept) : ShotColumns::standard());
    const bool swap = lib.setting(kDropSetting) == u"swap";
    m_table->setDropKind(swap ? DropKind::Swap : DropKind::Ripple);
    m_drop->setCurrent(swap ? 1 : 0);
}

void ScenesScreen::exportList(const QString &file)
{
    QSaveFile out(file);
    const QByteArray bytes = interchange::writeShotList(m_editor.timeline());
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit()) {
        m_editor.report(Problem(ProblemCode::PermissionDenied, tr("“%1” cannot be written.").arg(QFileInfo(file).fileName()))
                            .withDetail(out.errorString())
                            .withEntity(QStringLiteral("file"), file));
        return;
    }
    Q_EMIT m_context.noticeRaised({Notice::Level::Success, tr("Shot list written"), QFileInfo(file).fileName(), {}, {}});
}

void ScenesScreen::importList(const QString &file)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly)) {
        m_editor.report(Problem(in.exists() ? ProblemCode::PermissionDenied : ProblemCode::MediaMissing,
                                tr("“%1” cannot be read.").arg(QFileInfo(file).fileName()))
                            .withDetail(in.errorString()));
        return;
    }
    Result<interchange::ShotListImport> read = interchange::readShotList(m_editor.timeline(), in.readAll());
    if (!reported(m_context, read))
        return;
    if (read->changed > 0 && !m_editor.commit(tr("Import shot list"), read->timeline))
        return;
    const bool clean = read->notices.isEmpty();
    Q_EMIT m_context.noticeRaised({clean ? Notice::Level::Success : Notice::Level::Warning,
                                   tr("%1 of %2 shots changed").arg(read->changed).arg(read->rows),
                                   clean ? QFileInfo(file).fileName() : read->notices.mid(0, 4).join(u'\n'),
                                   {},
                                   {}});
}

void ScenesScreen::askExportList()
{
    const QString name = m_editor.timeline().project.name + QStringLiteral(" shots.csv");
    const QString file = QFileDialog::getSaveFileName(window(), tr("Export shot list"), name, tr("Tables (*.csv)"));
    if (!file.isEmpty())
        exportList(file);
}

void ScenesScreen::askImportList()
{
    const QString file = QFileDialog::getOpenFileName(window(), tr("Import shot list"), {}, tr("Tables (*.csv *.tsv *.txt)"));
    if (!file.isEmpty())
        importList(file);
}

void ScenesScreen::openMenu(const QPoint &at, bool onScene)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const char *id) {
        if (QAction *action = m_context.actions().action(QLatin1String("scenes.") + QLatin1String(id)))
            menu->addAction(action);
    };
    if (onScene) {
        const SceneId scene = m_editor.selection().scene();
        connect(menu->addAction(tr("Show only this scene")), &QAction::triggered, this, [this, scene] {
            ShotFilter filter = m_model->filter();
            filter.scene = scene;
            setFilter(filter);
        });
        menu->addSeparator();
        for (const char *id : {"earlier", "later", "alternate", "live", "duplicate", "lock"})
            add(id);
    } else {
        for (const char *id : {"edit", "earlier", "later", "swap"})
            add(id);
        menu->addSeparator();
        for (const char *id : {"alternate", "live", "duplicate", "lock", "showInTimeline"})
            add(id);
    }
    menu->addSeparator();
    add("delete");
    menu->popup(at);
}

void ScenesScreen::toggleInspector()
{
    m_inspectorOpen = !m_inspectorOpen;
    layOut();
}

void ScenesScreen::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ScenesScreen::resizeEvent(QResizeEvent *)
{
    layOut();
}

void ScenesScreen::showEvent(QShowEvent *)
{
    takeSelection();
    m_table->setFocus(Qt::OtherFocusReason);
}

void ScenesScreen::layOut()
{
    const bool project = m_editor.hasProject();
    m_noProject->setVisible(!project);
    m_noProject->setGeometry(rect());
    const bool outlineBeside = width() >= kOutlineFrom;
    const bool inspectorBeside = width() >= kInspectorFrom;
    m_outlineButton->setVisible(!outlineBeside);
    m_inspectorButton->setVisible(!inspectorBeside);
    m_outlinePanel->setVisible(project && (outlineBeside || m_outlineOpen));
    m_inspector->setVisible(project && (inspectorBeside || m_inspectorOpen));
    m_tablePanel->setVisible(project);
    if (!project)
        return;
    const int gap = space::kGutter;
    const int left = outlineBeside ? kOutline + gap : 0;
    const int right = inspectorBeside ? kInspector + gap : 0;
    m_tablePanel->setGeometry(left, 0, width() - left - right, height());
    m_outlinePanel->setGeometry(0, outlineBeside ? 0 : 56, kOutline, height() - (outlineBeside ? 0 : 56));
    m_inspector->setGeometry(width() - kInspector, inspectorBeside ? 0 : 56, kInspector, height() - (inspectorBeside ? 0 : 56));
    if (!outlineBeside)
        m_outlinePanel->raise();
    if (!inspectorBeside)
        m_inspector->raise();
    m_drop->setVisible(m_tablePanel->width() > 620);
    m_count->setVisible(m_tablePanel->width() > 560);
    m_empty->setGeometry(0, 48, m_tablePanel->width(), m_tablePanel->height() - 48);
    placeBar();
}

void ScenesScreen::placeBar()
{
    const int chosen = int(m_editor.selection().clips().size());
    const bool wanted = chosen >= 2 && m_model->rowCount() > 0;
    if (wanted)
        m_multi->refresh();
    m_multi->setVisible(wanted);
    const int wide = std::min(kBarWidth, m_tablePanel->width() - 20);
    const int high = m_multi->sizeHint().height();
    m_multi->setGeometry((m_tablePanel->width() - wide) / 2, m_tablePanel->height() - high - 10, wide, high);
    m_multi->raise();
    m_table->setRoomBelow(wanted ? high + 20 : 0);
}

} // namespace sc::ui

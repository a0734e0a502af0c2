// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/scenes_screen.h"

#include "core/base/json.h"
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

#include <QtCore/QScopedValueRollback>
#include <QtWidgets/QBoxLayout>
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
      m_listFiles(context, editor),
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/shot_rack.h"

#include "core/generation/generation_service.h"
#include "core/library/library.h"
#include "core/project/take_shelf.h"
#include "ui/generate/generate_desk.h"
#include "ui/timeline/character_drop.h"
#include "ui/timeline/position_text.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>

#include <algorithm>

namespace sc::ui {

namespace {

const QString kShapeSetting = QStringLiteral("generate/shots-as-list");
constexpr int kBatchRoom = 48;

bool matches(const timeline::Clip &clip, const QString &text)
{
    return text.isEmpty() || clip.name.contains(text, Qt::CaseInsensitive) || clip.imagePrompt.contains(text, Qt::CaseInsensitive) ||
           clip.videoPrompt.contains(text, Qt::CaseInsensitive) || clip.notes.contains(text, Qt::CaseInsensitive);
}

std::optional<Badge::State> badgeOf(ClipState state)
{
    switch (state) {
    case ClipState::Planned:
        return Badge::State::Planned;
    case ClipState::Queued:
        return Badge::State::Queued;
    case ClipState::Generating:
        return Badge::State::Generating;
    case ClipState::Failed:
        return Badge::State::Failed;
    case ClipState::Ready:
        return Badge::State::Ready;
    case ClipState::Stale:
        return Badge::State::Stale;
    case ClipState::Missing:
        return Badge::State::Missing;
    case ClipState::Empty:
        break;
    }
    return std::nullopt;
}

bool passes(ShotRackFilter::State wanted, std::optional<Badge::State> state, bool hasTake)
{
    using State = ShotRackFilter::State;
    switch (wanted) {
    case State::Any:
        return true;
    case State::WithoutTake:
        return !hasTake;
    case State::Waiting:
        return state == Badge::State::Queued || state == Badge::State::Generating;
    case State::Ready:
        return state == Badge::State::Ready;
    case State::Stale:
        return state == Badge::State::Stale || state == Badge::State::Missing;
    case State::Failed:
        break;
    }
    return state == Badge::State::Failed;
}

bool isEmptyOfTakes(const timeline::Clip &clip)
{
    return clip.selectedImage.isEmpty() && clip.selectedVideo.isEmpty();
}

} // namespace

ShotRack::ShotRack(GenerateDesk &desk, QWidget *parent)
    : Panel(parent),
      m_desk(desk),
      m_grid(new ShotGrid(desk.editor(), this)),
      m_search(new SearchField(tr("Find a shot"), this)),
      m_scene(new FieldChoice(tr("Scene"), this)),
      m_state(new FieldChoice(tr("Status"), this)),
      m_shape(new Segment({{tr("Pictures"), QStringLiteral("grid")}, {tr("List"), QStringLiteral("list")}}, this)),
      m_title(new TextLabel(tr("Shots"), TextStyle::BodyStrong, Ink::Primary, this)),
      m_count(new TextLabel({}, TextStyle::Caption, Ink::Tertiary, this)),
      m_batch(new PushButton({}, ControlKind::Default, this)),
      m_empty(new EmptyState(QStringLiteral("search"), tr("No shot fits"), tr("Take a filter away or search for something else."), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::kPadding, 6, space::kPadding, 6);
    head->addWidget(m_title);
    head->addWidget(m_count);
    head->addStretch(1);
    m_shape->setAccessibleName(tr("Shots as pictures or as a list"));
    head->addWidget(m_shape);
    layout->addLayout(head);
    auto *first = new QHBoxLayout;
    first->setContentsMargins(space::kPadding, 0, space::kPadding, 6);
    first->addWidget(m_search, 1);
    layout->addLayout(first);
    auto *second = new QHBoxLayout;
    second->setContentsMargins(space::kPadding, 0, space::kPadding, 10);
    second->setSpacing(6);
    second->addWidget(m_scene, 1);
    second->addWidget(m_state, 1);
    layout->addLayout(second);
    layout->addWidget(m_grid, 1);
    new CharacterDrop(desk.editor(), m_grid->viewport(), [this](QPointF at) { return m_grid->clipAt(at.toPoint()); }); // the viewport's
    m_empty->addAction(tr("Show all"), false, [this] {
        m_search->clear();
        setFilter({});
    });
    m_empty->hide();
    m_batch->setIconName(QStringLiteral("stack"));
    using State = ShotRackFilter::State;
    m_state->setOptions({{tr("Every status"), int(State::Any)},
                         {tr("Without take"), int(State::WithoutTake)},
                         {tr("Waiting, running"), int(State::Waiting)},
                         {tr("Ready"), int(State::Ready)},
                         {tr("Stale, missing"), int(State::Stale)},
                         {tr("Failed"), int(State::Failed)}});
    const bool asList = desk.context().library().setting(kShapeSetting) == u"1";
    m_shape->setCurrent(asList ? 1 : 0);
    m_grid->setShape(asList ? ShotGrid::Shape::List : ShotGrid::Shape::Grid);
    connect(m_shape, &Segment::currentChanged, this, [this](int index) {
        (void)reported(m_desk.context(), m_desk.context().library().setSetting(kShapeSetting, QString::number(index)));
        m_grid->setShape(index == 1 ? ShotGrid::Shape::List : ShotGrid::Shape::Grid);
    });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        ShotRackFilter filter = m_filter;
        filter.text = text.trimmed();
        setFilter(filter);
    });
    connect(m_scene, &FieldChoice::currentChanged, this, [this] {
        ShotRackFilter filter = m_filter;
        filter.scene = SceneId(m_scene->value().toString());
        setFilter(filter);
    });
    connect(m_state, &FieldChoice::currentChanged, this, [this] {
        ShotRackFilter filter = m_filter;
        filter.state = static_cast<State>(m_state->value().toInt());
        setFilter(filter);
    });
    connect(m_grid, &ShotGrid::shotChosen, this, [this](const ClipId &clip) {
        m_desk.editor().selectClip(clip);
        m_desk.setClip(clip);
    });
    connect(m_grid, &ShotGrid::menuRequested, this, &ShotRack::openMenu);
    connect(m_batch, &QAbstractButton::clicked, this, [this] { Q_EMIT m_desk.context().batchRequested(withoutTakes()); });
    connect(&desk, &GenerateDesk::shotChanged, this, [this] { m_grid->setCurrent(m_desk.clipId()); });
    connect(&desk, &GenerateDesk::jobsChanged, this, &ShotRack::refreshJobs);
    connect(&desk, &GenerateDesk::progressed, this, [this](const QString &job) {
        const generation::Job *it = m_desk.service() ? m_desk.service()->job(generation::JobId(job)) : nullptr;
        if (!it)
            return;
        m_progress.insert(ClipId(it->clip), it->progress.value_or(0));
        refresh();
    });
    connect(&desk.editor(), &TimelineEditor::timelineSettled, this, [this] {
        refreshScenes();
        refresh();
    });
    connect(&desk.editor(), &TimelineEditor::statesChanged, this, &ShotRack::refresh);
    connect(&desk.editor(), &TimelineEditor::sessionChanged, this, [this] {
        m_search->clear();
        m_filter = {};
        refreshScenes();
        refreshJobs();
    });
    refreshScenes();
    refreshJobs();
    m_grid->setCurrent(desk.clipId());
}

void ShotRack::setFilter(const ShotRackFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_scene->setValue(filter.scene.text());
    m_state->setValue(int(filter.state));
    if (m_search->text().trimmed() != filter.text)
        m_search->setText(filter.text);
    refresh();
}

void ShotRack::setLine(bool line)
{
    m_line = line;
    for (QWidget *widget : {static_cast<QWidget *>(m_search), static_cast<QWidget *>(m_scene), static_cast<QWidget *>(m_state),
                            static_cast<QWidget *>(m_shape), static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_count)})
        widget->setVisible(!line);
    auto *box = static_cast<QVBoxLayout *>(layout());
    box->itemAt(0)->layout()->setContentsMargins(space::kPadding, line ? 0 : 6, space::kPadding, line ? 0 : 6);
    box->itemAt(1)->layout()->setContentsMargins(space::kPadding, 0, space::kPadding, line ? 0 : 6);
    box->itemAt(2)->layout()->setContentsMargins(space::kPadding, 0, space::kPadding, line ? 4 : 10);
    const bool asList = m_shape->current() == 1;
    m_grid->setShape(line ? ShotGrid::Shape::Line : asList ? ShotGrid::Shape::List : ShotGrid::Shape::Grid);
    refresh();
}

std::vector<ClipId> ShotRack::withoutTakes() const
{
    std::vector<ClipId> clips;
    for (const timeline::Clip *clip : timeline::liveClips(m_desk.editor().timeline())) {
        if (isEmptyOfTakes(*clip))
            clips.push_back(clip->id);
    }
    return clips;
}

void ShotRack::refreshScenes()
{
    std::vector<FieldChoice::Option> options{{tr("Every scene"), QString()}};
    int current = 0;
    for (const timeline::Scene &scene : m_desk.editor().timeline().scenes) {
        if (!scene.isLive)
            continue;
        if (scene.id == m_filter.scene)
            current = int(options.size());
        options.push_back({scene.name, scene.id.text()});
    }
    if (current == 0)
        m_filter.scene = {};
    const QSignalBlocker quiet(m_scene);
    m_scene->setOptions(std::move(options), current);
}

void ShotRack::refreshJobs()
{
    m_jobStates.clear();
    m_progress.clear();
    if (const generation::GenerationService *service = m_desk.service(); service && m_desk.editor().hasProject()) {
        using generation::JobStatus;
        const QString project = m_desk.editor().timeline().project.id.text();
        QHash<ClipId, QString> newest; // creation of the job that speaks for the shot
        for (const generation::Job &job : service->jobs()) {
            if (job.projectId != project || job.clip.isEmpty())
                continue;
            const ClipId clip(job.clip);
            if (job.createdAt < newest.value(clip))
                continue;
            newest.insert(clip, job.createdAt);
            if (job.status == JobStatus::Running || job.status == JobStatus::Unknown || job.status == JobStatus::Assigned) {
                m_jobStates.insert(clip, Badge::State::Generating);
                m_progress.insert(clip, job.progress.value_or(0));
            } else if (job.isWaiting()) {
                m_jobStates.insert(clip, Badge::State::Queued);
            } else if (job.status == JobStatus::Failed) {
                m_jobStates.insert(clip, Badge::State::Failed);
            } else {
                m_jobStates.remove(clip);
            }
        }
    }
    refresh();
}

void ShotRack::refresh()
{
    const TimelineEditor &editor = m_desk.editor();
    const timeline::Timeline &t = editor.timeline();
    std::vector<ShotCell> cells;
    int bare = 0;
    const auto &entries = editor.index().entries();
    for (const ClipIndex::Entry &entry : entries) {
        const timeline::Clip &clip = t.clips[size_t(entry.clip)];
        const bool hasTake = !isEmptyOfTakes(clip);
        bare += hasTake ? 0 : 1;
        ShotCell cell;
        cell.clip = clip.id;
        cell.clipIndex = entry.clip;
        cell.sceneIndex = entry.scene;
        cell.number = entry.number;
        cell.name = clip.name;
        cell.state = m_jobStates.contains(clip.id) ? std::optional(m_jobStates.value(clip.id)) : badgeOf(stateOf(clip, editor.states()));
        cell.progress = m_progress.value(clip.id);
        if (!matches(clip, m_filter.text) || (!m_filter.scene.isEmpty() && clip.scene != m_filter.scene) ||
            !passes(m_filter.state, cell.state, hasTake))
            continue;
        cell.place = positionText(editor.beats(), clip.start, editor.frameRate());
        if (m_grid->shape() == ShotGrid::Shape::List)
            cell.takes = int(editor.session()->takes().countOf(clip.id));
        cells.push_back(std::move(cell));
    }
    const bool isFiltered = !(m_filter == ShotRackFilter());
    m_count->setText(isFiltered ? tr("%1 of %2").arg(cells.size()).arg(entries.size()) : QString::number(entries.size()));
    const bool nothing = cells.empty() && !entries.empty();
    m_grid->setCells(std::move(cells));
    m_empty->setVisible(nothing && !m_line);
    if (nothing)
        m_empty->raise();
    m_batch->setText(tr("Batch for %n without takes", nullptr, bare));
    m_batch->setKeyCaps(m_desk.context().actions().shortcutText(QStringLiteral("generate.batch")));
    m_batch->setVisible(bare > 0 && !m_line);
    placeBatch();
}

void ShotRack::openMenu(const ClipId &clip, const QPoint &at)
{
    m_desk.editor().selectClip(clip);
    m_desk.setClip(clip);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char *id : {"generate.run", "generate.next", "generate.batch"}) {
        if (QAction *action = m_desk.context().actions().action(QLatin1String(id)))
            menu->addAction(action);
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Show in the timeline")), &QAction::triggered, this, [this] {
        if (const timeline::Clip *it = m_desk.clip())
            m_desk.editor().seek(it->start);
        Q_EMIT m_desk.context().screenRequested(ScreenId::Timeline);
    });
    connect(menu->addAction(tr("All its takes in the gallery")), &QAction::triggered, this,
            [this, clip] { Q_EMIT m_desk.context().galleryRequested(clip); });
    menu->popup(at);
}

void ShotRack::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    placeBatch();
}

void ShotRack::placeBatch()
{
    const bool shown = m_batch->isVisibleTo(this);
    layout()->setContentsMargins(0, 0, 0, shown ? kBatchRoom : 0);
    m_batch->setGeometry(space::kPadding, height() - size::kControl - space::kPadding, width() - 2 * space::kPadding, size::kControl);
    m_batch->raise();
    m_empty->setGeometry(m_grid->geometry());
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/inspector_panel.h"

#include "core/timeline/edits.h"
#include "ui/timeline/clip_details.h"
#include "ui/timeline/edit_commands.h"
#include "ui/timeline/inspector_fields.h"
#include "ui/timeline/position_text.h"
#include "ui/timeline/take_page.h"
#include "ui/timeline/version_page.h"
#include "ui/timeline/scene_page.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/state_page.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedWidget>

#include <algorithm>

namespace sc::ui {

namespace {

enum Page { kNothing, kClips, kTakes, kVersions, kScene };

QScrollArea *scrolled(QWidget *content, QWidget *parent)
{
    auto *scroll = new QScrollArea(parent);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return scroll;
}

QVBoxLayout *fieldLayout(QWidget *page)
{
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(space::kPadding, 10, space::kPadding, space::kPadding);
    layout->setSpacing(8);
    return layout;
}

} // namespace

InspectorPanel::InspectorPanel(TimelineEditor *editor, QWidget *parent)
    : Panel(parent),
      m_editor(editor),
      m_title(new TextLabel({}, TextStyle::Title, Ink::Primary, this)),
      m_kind(new TextLabel({}, TextStyle::Caption, Ink::Secondary, this)),
      m_lock(new IconButton(QStringLiteral("unlock"), tr("Lock"), this)),
      m_pages(new QStackedWidget(this)),
      m_tabRow(new QWidget(this)),
      m_tabs(new Segment({{tr("Details"), {}}, {tr("Takes"), {}}, {tr("Versions"), {}}}, m_tabRow)),
      m_takes(new TakePage(editor, this)),
      m_versions(new VersionPage(editor, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::kPadding, 7, 8, 7);
    head->setSpacing(8);
    head->addWidget(m_title, 1);
    head->addWidget(m_kind);
    head->addWidget(m_lock);
    layout->addLayout(head);
    layout->addWidget(new Hairline(this));
    auto *tabs = new QHBoxLayout(m_tabRow);
    tabs->setContentsMargins(space::kPadding, 8, space::kPadding, 0);
    m_tabs->setAccessibleName(tr("Page of the shot"));
    tabs->addWidget(m_tabs);
    tabs->addStretch();
    layout->addWidget(m_tabRow);
    layout->addWidget(m_pages, 1);
    m_pages->addWidget(
        new EmptyState(QStringLiteral("select"), tr("Nothing selected"), tr("Click a shot or a scene to see and change it."), this));
    m_scroll = scrolled(buildClip(), this);
    m_pages->addWidget(m_scroll);
    m_pages->addWidget(m_takes);
    m_pages->addWidget(m_versions);
    m_scene = new ScenePage(editor, this);
    m_pages->addWidget(scrolled(m_scene, this));
    connect(m_lock, &QAbstractButton::clicked, this, [this] { edit::toggleLock(*m_editor); });
    connect(m_tabs, &Segment::currentChanged, this, &InspectorPanel::refresh);
    connect(editor, &TimelineEditor::selectionChanged, this, &InspectorPanel::refresh);
    connect(editor, &TimelineEditor::timelineChanged, this, &InspectorPanel::refresh);
    refresh();
}

QWidget *InspectorPanel::buildClip()
{
    auto *page = new QWidget(this);
    QVBoxLayout *layout = fieldLayout(page);
    auto *times = new QHBoxLayout;
    times->setSpacing(8);
    m_in = new LineField(tr("In"), true, page);
    m_out = new LineField(tr("Out"), true, page);
    m_length = new LineField(tr("Length"), true, page);
    for (LineField *field : {m_in, m_out, m_length})
        times->addWidget(field, 1, Qt::AlignTop);
    layout->addLayout(times);
    auto *naming = new QHBoxLayout;
    naming->setSpacing(8);
    m_name = new LineField(tr("Name"), false, page);
    naming->addWidget(m_name, 3, Qt::AlignTop);
    layout->addLayout(naming);
    m_prompt = new TextField(tr("Image prompt"), 3, page);
    layout->addWidget(m_prompt, 2);
    m_lyrics = new TextField(tr("Lyrics"), 2, page);
    layout->addWidget(m_lyrics, 1);
    m_moveRow = new QWidget(page);
    auto *moveLayout = new QVBoxLayout(m_moveRow);
    moveLayout->setContentsMargins(0, 0, 0, 0);
    moveLayout->setSpacing(4);
    moveLayout->addWidget(new TextLabel(tr("Camera move"), TextStyle::Caption, Ink::Secondary, m_moveRow));
    m_move = new FieldChoice(tr("Camera move"), m_moveRow);
    moveLayout->addWidget(m_move);
    naming->addWidget(m_moveRow, 2, Qt::AlignTop);
    m_details = new ClipDetails(m_editor, page);
    layout->addWidget(m_details);
    layout->addStretch();
    connect(m_in, &LineField::committed, this, &InspectorPanel::commitIn);
    connect(m_out, &LineField::committed, this, &InspectorPanel::commitOut);
    connect(m_length, &LineField::committed, this, &InspectorPanel::commitLength);
    connect(m_name, &LineField::committed, this, [this](const QString &text) {
        commitClips(m_name, tr("Rename shot"), [&](const timeline::Timeline &t, const timeline::Clip &c) {
            return timeline::editClip(t, {.clip = c.id, .name = text});
        });
    });
    connect(m_lyrics, &TextField::committed, this, [this](const QString &text) {
        commitClips(m_lyrics, tr("Change lyrics"), [&](const timeline::Timeline &t, const timeline::Clip &c) {
            return timeline::editClip(t, {.clip = c.id, .lyrics = text});
        });
    });
    connect(m_prompt, &TextField::committed, this, [this](const QString &text) {
        commitClips(m_prompt, tr("Change prompt"), [&](const timeline::Timeline &t, const timeline::Clip &c) {
            return timeline::editClip(t, {.clip = c.id, .imagePrompt = text});
        });
    });
    connect(m_move, &FieldChoice::currentChanged, this, [this](int) {
        const QString move = m_move->value().toString();
        if (valuesOf(m_editor->timeline(), m_editor->selection().clips()).cameraMove == move || !m_move->value().isValid())
            return;
        commitClips(nullptr, tr("Change camera move"), [&](const timeline::Timeline &t, const timeline::Clip &c) {
            timeline::ShotDirection direction = c.direction;
            direction.cameraMove = move;
            return timeline::editClip(t, {.clip = c.id, .direction = direction});
        });
    });
    return page;
}

void InspectorPanel::setCompact(bool compact)
{
    m_prompt->setVisible(!compact);
    m_lyrics->setVisible(!compact);
    m_moveRow->setVisible(!compact);
    m_details->setVisible(!compact);
    m_kind->setVisible(!compact);
    for (LineField *field : {m_in, m_out, m_length})
        field->showHint(!compact);
}

void InspectorPanel::showClipPage(ClipPage page)
{
    m_tabs->setCurrent(int(page));
    refresh();
}

void InspectorPanel::focusName()
{
    showClipPage(ClipPage::Details);
    m_name->edit()->setFocus();
    m_name->edit()->selectAll();
}

void InspectorPanel::refresh()
{
    const Selection &selection = m_editor->selection();
    const timeline::Scene *scene = timeline::findScene(m_editor->timeline(), selection.scene());
    m_lock->setVisible(scene || !selection.clips().empty());
    m_tabRow->setVisible(!scene && !selection.clips().empty());
    if (scene) {
        refreshScene(*scene);
    } else if (!selection.clips().empty()) {
        refreshClips();
    } else {
        m_title->setText(tr("Inspector"));
        m_kind->setText({});
        m_pages->setCurrentIndex(kNothing);
    }
}

void InspectorPanel::refreshClips()
{
    const timeline::Timeline &t = m_editor->timeline();
    const FrameRate rate = m_editor->frameRate();
    const std::vector<Beat> &beats = m_editor->beats();
    const ClipValues values = valuesOf(t, m_editor->selection().clips());
    const bool one = values.count == 1;
    m_title->setText(one ? *values.name : tr("%n shots", nullptr, values.count));
    const int place = m_editor->index().positionOf(m_editor->selection().current());
    m_kind->setText(one && place >= 0 ? tr("shot %1").arg(place + 1) : QString());
    const bool locked = values.locked.value_or(false);
    m_lock->setIconName(locked ? QStringLiteral("lock") : QStringLiteral("unlock"));
    m_lock->setToolTip(locked ? tr("Unlock") : tr("Lock"));

    const auto show = [](auto *field, const std::optional<QString> &value) { value ? field->setValue(*value) : field->setMixed(); };
    show(m_name, values.name);
    show(m_lyrics, values.lyrics);
    show(m_prompt, values.imagePrompt);
    if (values.start)
        m_in->setValue(positionText(beats, *values.start, rate), beats.empty() ? QString() : shortTimecode(*values.start, rate));
    else
        m_in->setMixed();
    if (values.end)
        m_out->setValue(positionText(beats, *values.end, rate), beats.empty() ? QString() : shortTimecode(*values.end, rate));
    else
        m_out->setMixed();
    if (values.length && values.start)
        m_length->setValue(lengthText(beats, {*values.start, *values.end}, rate), tr("%1 fr").arg(rate.frameAt(*values.length)));
    else if (values.length)
        m_length->setValue(tr("%1 fr").arg(rate.frameAt(*values.length)));
    else
        m_length->setMixed();

    std::vector<FieldChoice::Option> options;
    int current = -1;
    for (const CameraMove &move : m_moves) {
        if (values.cameraMove == move.stored)
            current = int(options.size());
        options.push_back({move.name, move.stored});
    }
    if (current < 0) {
        // A move that was written by hand or by a plan, or several unequal ones: shown as it is, never lost.
        options.insert(options.begin(), {values.cameraMove ? *values.cameraMove : tr("mixed"),
                                         values.cameraMove ? QVariant(*values.cameraMove) : QVariant()});
        current = 0;
    }
    const QSignalBlocker quiet(m_move);
    m_move->setOptions(std::move(options), current);
    setClipsReadOnly(values.anyLocked);
    m_details->refresh(m_editor->selection().clips(), values.anyLocked);
    const ClipId shown = one ? m_editor->selection().clips().front() : ClipId();
    const auto page = static_cast<ClipPage>(m_tabs->current());
    // Only the page that is seen asks the project.
    if (page == ClipPage::Takes)
        m_takes->setClip(shown, values.anyLocked);
    else if (page == ClipPage::Versions)
        m_versions->setClip(shown, values.anyLocked);
    m_pages->setCurrentIndex(page == ClipPage::Takes ? kTakes : page == ClipPage::Versions ? kVersions : kClips);
}

void InspectorPanel::setClipsReadOnly(bool readOnly)
{
    for (LineField *field : {m_name, m_in, m_out, m_length})
        field->setReadOnly(readOnly);
    m_lyrics->setReadOnly(readOnly);
    m_prompt->setReadOnly(readOnly);
    m_move->setEnabled(!readOnly);
    m_move->setToolTip(readOnly ? tr("The shot or its scene is locked") : QString());
}

void InspectorPanel::refreshScene(const timeline::Scene &scene)
{
    m_title->setText(scene.name);
    m_kind->setText(tr("scene %1").arg(scene.order + 1));
    m_lock->setIconName(scene.locked ? QStringLiteral("lock") : QStringLiteral("unlock"));
    m_lock->setToolTip(scene.locked ? tr("Unlock") : tr("Lock"));
    m_scene->refresh(scene);
    m_pages->setCurrentIndex(kScene);
}

template<class Edit> void InspectorPanel::commitClips(InspectorField *field, const QString &name, Edit edit)
{
    Result<timeline::Timeline> result = m_editor->timeline();
    for (const ClipId &id : m_editor->selection().clips()) {
        const timeline::Clip *clip = timeline::findClip(*result, id);
        if (!clip)
            continue;
        result = edit(*result, timeline::Clip(*clip));
        if (!result)
            break;
    }
    store(field, name, result);
}

void InspectorPanel::store(InspectorField *field, const QString &name, const Result<timeline::Timeline> &edited)
{
    if (!edited && field) {
        field->showProblem(edited.error().text());
        return;
    }
    if (field)
        field->showProblem({});
    m_editor->commit(name, edited);
}

void InspectorPanel::commitIn(const QString &text)
{
    const Result<Ticks> at = parsePosition(text, m_editor->beats(), m_editor->frameRate());
    if (!at) {
        m_in->showProblem(at.error().text());
        return;
    }
    const EditPreferences p = m_editor->preferences();
    // In moves the whole shot; its length has a field of its own.
    commitClips(m_in, tr("Move shot"), [&](const timeline::Timeline &t, const timeline::Clip &c) {
        return timeline::moveClip(t, {.clip = c.id, .start = *at, .overlap = p.overlap, .ripple = p.ripple});
    });
}

void InspectorPanel::commitOut(const QString &text)
{
    const Result<Ticks> at = parsePosition(text, m_editor->beats(), m_editor->frameRate());
    if (!at) {
        m_out->showProblem(at.error().text());
        return;
    }
    const EditPreferences p = m_editor->preferences();
    commitClips(m_out, tr("Trim shot"), [&](const timeline::Timeline &t, const timeline::Clip &c) {
        return timeline::trimClip(t, {.clip = c.id, .edge = timeline::ClipEdge::Out, .to = *at, .overlap = p.overlap, .ripple = p.ripple});
    });
}

void InspectorPanel::commitLength(const QString &text)
{
    const EditPreferences p = m_editor->preferences();
    commitClips(m_length, tr("Trim shot"), [&](const timeline::Timeline &t, const timeline::Clip &c) -> Result<timeline::Timeline> {
        const Result<Ticks> end = parseLength(text, c.start, m_editor->beats(), m_editor->frameRate());
        if (!end)
            return std::unexpected(end.error());
        return timeline::trimClip(t, {.clip = c.id, .edge = timeline::ClipEdge::Out, .to = *end, .overlap = p.overlap, .ripple = p.ripple});
    });
}

} // namespace sc::ui

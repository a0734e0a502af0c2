// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/scene_page.h"

#include "core/timeline/figures.h"
#include "ui/timeline/inspector_fields.h"
#include "ui/timeline/position_text.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/switch.h"

#include <QtCore/QScopedValueRollback>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

ScenePage::ScenePage(TimelineEditor *editor, QWidget *parent)
    : QWidget(parent),
      m_editor(editor),
      m_place(new TextLabel({}, TextStyle::Body, Ink::Secondary, this)),
      m_name(new LineField(tr("Name"), false, this)),
      m_description(new TextField(tr("Description"), 3, this)),
      m_lyrics(new TextField(tr("Lyrics"), 3, this)),
      m_autoLength(new Switch(tr("Length follows the shots"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kPadding, 10, space::kPadding, space::kPadding);
    layout->setSpacing(8);
    buildFigures();
    layout->addWidget(m_place);
    layout->addWidget(m_name);
    layout->addWidget(m_description, 1);
    layout->addWidget(m_lyrics, 1);
    buildFields();
    auto *follows = new QHBoxLayout;
    follows->addWidget(new TextLabel(m_autoLength->accessibleName(), TextStyle::Body, Ink::Primary, this), 1);
    follows->addWidget(m_autoLength);
    layout->addLayout(follows);

    connect(m_name, &LineField::committed, this,
            [this](const QString &text) { store(m_name, tr("Rename scene"), {.scene = {}, .name = text}); });
    connect(m_description, &TextField::committed, this, [this](const QString &text) {
        timeline::EditScene request;
        request.description = text;
        store(m_description, tr("Describe scene"), request);
    });
    connect(m_lyrics, &TextField::committed, this, [this](const QString &text) {
        timeline::EditScene request;
        request.lyrics = text;
        store(m_lyrics, tr("Change lyrics"), request);
    });
    connect(m_autoLength, &QAbstractButton::toggled, this, [this](bool on) {
        if (m_isFilling)
            return;
        timeline::EditScene request;
        request.autoLength = on;
        store(nullptr, tr("Change scene length"), request);
    });
}

void ScenePage::buildFigures()
{
    auto *row = new QHBoxLayout;
    const QString words[] = {tr("shots"), tr("s length"), tr("ready"), tr("s average")};
    for (int i = 0; i < 4; ++i) {
        auto *column = new QVBoxLayout;
        column->setSpacing(0);
        m_figures[i] = new TextLabel({}, TextStyle::Lead, Ink::Primary, this);
        column->addWidget(m_figures[i]);
        column->addWidget(new TextLabel(words[i], TextStyle::CaptionLight, Ink::Tertiary, this));
        row->addLayout(column, 1);
    }
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

void ScenePage::buildFields()
{
    QHBoxLayout *row = nullptr;
    for (const timeline::SceneDirectionField &part : timeline::sceneDirectionFields()) {
        if (m_direction.size() % 2 == 0) {
            row = new QHBoxLayout;
            row->setSpacing(8);
            static_cast<QVBoxLayout *>(layout())->addLayout(row);
        }
        auto *field = new LineField(part.title, false, this);
        row->addWidget(field, 1, Qt::AlignTop);
        m_direction.emplace_back(part, field);
        connect(field, &LineField::committed, this, [this, part, field](const QString &text) {
            const timeline::Scene *scene = timeline::findScene(m_editor->timeline(), m_editor->selection().scene());
            if (!scene)
                return;
            timeline::EditScene request;
            request.direction = scene->direction;
            (*request.direction).*part.member = text;
            store(field, tr("Change direction"), request);
        });
    }
}

void ScenePage::store(InspectorField *field, const QString &name, const timeline::EditScene &request)
{
    timeline::EditScene edit = request;
    edit.scene = m_editor->selection().scene();
    const Result<timeline::Timeline> edited = timeline::editScene(m_editor->timeline(), edit);
    if (field)
        field->showProblem(edited ? QString() : edited.error().text());
    if (edited || !field)
        m_editor->commit(name, edited);
}

void ScenePage::refresh(const timeline::Scene &scene)
{
    const QScopedValueRollback<bool> quiet(m_isFilling, true);
    const timeline::SceneFigures figures = timeline::sceneFigures(m_editor->timeline(), scene.id);
    m_figures[0]->setText(QString::number(figures.shots));
    m_figures[1]->setText(QString::number(figures.length.toSeconds(), 'f', 1));
    m_figures[2]->setText(tr("%1 of %2").arg(figures.ready).arg(figures.shots));
    m_figures[3]->setText(QString::number(figures.average.toSeconds(), 'f', 2));
    const FrameRate rate = m_editor->frameRate();
    const auto &beats = m_editor->beats();
    m_place->setText(
        tr("%1 to %2, %3")
            .arg(positionText(beats, scene.start, rate), positionText(beats, scene.end(), rate), lengthText(beats, scene.range(), rate)));
    m_name->setValue(scene.name);
    m_description->setValue(scene.description);
    m_lyrics->setValue(scene.lyrics);
    for (const auto &[part, field] : m_direction) {
        field->setValue(scene.direction.*part.member);
        field->setReadOnly(scene.locked);
    }
    m_name->setReadOnly(scene.locked);
    m_description->setReadOnly(scene.locked);
    m_lyrics->setReadOnly(scene.locked);
    m_autoLength->setChecked(scene.autoLength);
    m_autoLength->setEnabled(!scene.locked);
}

} // namespace sc::ui

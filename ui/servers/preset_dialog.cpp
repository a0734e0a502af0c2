// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/preset_dialog.h"

#include "core/base/json.h"
#include "core/comfy/family.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QJsonDocument>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLineEdit>

namespace sc::ui {

using namespace generation;

namespace {

constexpr ParamFields::Field kFields[] = {{"steps", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "Steps")},
                                          {"cfg", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "CFG")},
                                          {"width", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "Width")},
                                          {"height", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "Height")},
                                          {"sampler", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "Sampler"), true},
                                          {"scheduler", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "Scheduler"), true},
                                          {"frames", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "Frames")},
                                          {"fps", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "Frames a second")},
                                          {"clip_skip", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "CLIP skip")},
                                          {"denoise", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "Denoise")}};
constexpr int kWidth = 440;

} // namespace

PresetDialog::PresetDialog(const ProfilePaths &profile, const ModelPreset &preset, const QString &model, const QString &family,
                           QWidget *parent)
    : QDialog(parent),
      m_profile(profile),
      m_preset(preset),
      m_model(model),
      m_family(family),
      m_name(new QLineEdit(preset.name, this)),
      m_description(new QLineEdit(preset.description, this)),
      m_default(new QCheckBox(tr("Requests start from it"), this)),
      m_problem(new TextLabel({}, TextStyle::Caption, Ink::Danger, this)),
      m_save(new PushButton(tr("Save preset"), ControlKind::Primary, this))
{
    setWindowTitle(preset.id.isEmpty() ? tr("New preset") : tr("Preset %1").arg(preset.name));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kDialogPadding, space::kDialogPadding, space::kDialogPadding, 14);
    layout->setSpacing(6);
    layout->addWidget(new TextLabel(windowTitle(), TextStyle::Title, Ink::Primary, this));
    const auto add = [&](QBoxLayout *into, const QString &label, QLineEdit *edit) {
        into->addWidget(new TextLabel(label, TextStyle::Caption, Ink::Secondary, this));
        into->addWidget(edit);
        edit->setAccessibleName(label);
    };
    add(layout, tr("Name"), m_name);
    add(layout, tr("What it is for"), m_description);
    if (!model.isEmpty() && !family.isEmpty()) {
        m_scope = new Segment({{tr("This model"), {}}, {tr("Whole family"), {}}}, this);
        m_scope->setCurrent(preset.scope == PresetScope::Family ? 1 : 0);
        layout->addSpacing(4);
        layout->addWidget(m_scope, 0, Qt::AlignLeft);
    }
    layout->addSpacing(4);
    m_fields = new ParamFields(kFields, preset.params, 2, tr("as the family has it"), this);
    layout->addWidget(m_fields);
    m_default->setChecked(preset.isDefault);
    layout->addWidget(m_default);
    m_problem->setWrap(true);
    m_problem->hide();
    layout->addWidget(m_problem);
    layout->addSpacing(8);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new PushButton(tr("Cancel"), ControlKind::Quiet, this);
    cancel->setAutoDefault(false);
    buttons->addWidget(cancel);
    if (!preset.id.isEmpty()) {
        auto *gone = new PushButton(tr("Delete preset"), ControlKind::Danger, this);
        gone->setAutoDefault(false);
        buttons->addWidget(gone);
        connect(gone, &QAbstractButton::clicked, this, &PresetDialog::remove);
    }
    buttons->addStretch(1);
    buttons->addWidget(m_save);
    layout->addLayout(buttons);
    m_save->setDefault(true);
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(m_save, &QAbstractButton::clicked, this, &PresetDialog::save);
    setFixedWidth(kWidth);
    m_name->setFocus();
}

void PresetDialog::save()
{
    const auto failed = [this](const Problem &problem) {
        m_problem->setText(problem.detail().isEmpty() ? problem.text() : problem.text() + u' ' + problem.detail());
        m_problem->show();
        m_fields->focusFor(problem);
    };
    const auto values = m_fields->params();
    if (!values)
        return failed(values.error());
    m_preset.params = *values;
    m_preset.name = m_name->text().trimmed();
    m_preset.description = m_description->text().trimmed();
    m_preset.isDefault = m_default->isChecked();
    if (m_scope || m_preset.target.isEmpty()) {
        const bool whole = m_scope ? m_scope->current() == 1 : m_model.isEmpty();
        m_preset.scope = whole ? PresetScope::Family : PresetScope::Model;
        m_preset.target = whole ? m_family : m_model;
    }
    auto shelf = PresetShelf::load(m_profile);
    if (!shelf)
        return failed(shelf.error());
    if (const Result<> put = shelf->put(m_preset); !put)
        return failed(put.error());
    if (const Result<> kept = shelf->save(m_profile); !kept)
        return failed(kept.error());
    accept();
}

void PresetDialog::remove()
{
    auto shelf = PresetShelf::load(m_profile);
    if (shelf && shelf->remove(m_preset.id) && shelf->save(m_profile))
        return accept();
    m_problem->setText(tr("It could not be deleted."));
    m_problem->show();
}

} // namespace sc::ui

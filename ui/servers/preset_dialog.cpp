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
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLineEdit>

namespace sc::ui {

using namespace generation;

namespace {

struct Field
{
    const char *key;
    const char *label;
    bool isText;
};
constexpr Field kFields[] = {{"steps", QT_TRANSLATE_NOOP("sc::ui::PresetDialog", "Steps"), false},
                             {"cfg", QT_TRANSLATE_NOOP("sc::ui::PresetDialog", "CFG"), false},
                             {"width", QT_TRANSLATE_NOOP("sc::ui::PresetDialog", "Width"), false},
                             {"height", QT_TRANSLATE_NOOP("sc::ui::PresetDialog", "Height"), false},
                             {"sampler", QT_TRANSLATE_NOOP("sc::ui::PresetDialog", "Sampler"), true},
                             {"scheduler", QT_TRANSLATE_NOOP("sc::ui::PresetDialog", "Scheduler"), true},
                             {"frames", QT_TRANSLATE_NOOP("sc::ui::PresetDialog", "Frames"), false},
                             {"fps", QT_TRANSLATE_NOOP("sc::ui::PresetDialog", "Frames a second"), false},
                             {"clip_skip", QT_TRANSLATE_NOOP("sc::ui::PresetDialog", "CLIP skip"), false},
                             {"denoise", QT_TRANSLATE_NOOP("sc::ui::PresetDialog", "Denoise"), false}};
constexpr int kWidth = 440;

QString shown(const QJsonValue &value)
{
    return value.isString() ? value.toString() : value.isDouble() ? QString::number(value.toDouble(), 'g', 10) : QString();
}

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
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    int place = 0;
    for (const Field &field : kFields) {
        auto *edit = new QLineEdit(shown(preset.params.value(QLatin1String(field.key))), this);
        edit->setPlaceholderText(tr("as the family has it"));
        auto *column = new QVBoxLayout;
        column->setSpacing(4);
        add(column, tr(field.label), edit);
        grid->addLayout(column, place / 2, place % 2);
        m_fields[QLatin1String(field.key)] = edit;
        ++place;
    }
    layout->addLayout(grid);
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

Result<QJsonObject> PresetDialog::params() const
{
    QJsonObject params = m_preset.params; // what has no field here stays
    for (const Field &field : kFields) {
        const QLatin1String key(field.key);
        const QString text = m_fields.at(key)->text().trimmed();
        if (text.isEmpty()) {
            params.remove(key);
            continue;
        }
        bool isNumber = false;
        const double number = text.toDouble(&isNumber);
        if (!field.isText && !isNumber) {
            return std::unexpected(Problem(ProblemCode::InvalidParameter, tr("%1 is a number, for example 20.").arg(tr(field.label)))
                                       .withEntity(QStringLiteral("field"), key));
        }
        params.insert(key, field.isText ? QJsonValue(text) : QJsonValue(number));
    }
    return params;
}

void PresetDialog::save()
{
    const auto failed = [this](const Problem &problem) {
        m_problem->setText(problem.detail().isEmpty() ? problem.text() : problem.text() + u' ' + problem.detail());
        m_problem->show();
        if (const auto field = m_fields.find(problem.entity()); field != m_fields.end())
            field->second->setFocus();
    };
    const auto values = params();
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

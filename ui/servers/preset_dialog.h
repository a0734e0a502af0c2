// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/model_presets.h"
#include "ui/servers/param_fields.h"

#include <QtWidgets/QDialog>

class QCheckBox;
class QLineEdit;

namespace sc::ui {

class PushButton;
class Segment;
class TextLabel;

// A person's own starting values for a model or a whole family. Empty fields stay open for the built-in preset.
class PresetDialog : public QDialog
{
    Q_OBJECT

public:
    // `model` and `family` are what it may be for; either may be empty.
    PresetDialog(const ProfilePaths &profile, const generation::ModelPreset &preset, const QString &model, const QString &family,
                 QWidget *parent);

    [[nodiscard]] QLineEdit *field(const QString &key) const { return m_fields->field(key); }
    [[nodiscard]] QLineEdit *nameField() const { return m_name; }
    [[nodiscard]] PushButton *saveButton() const { return m_save; }
    [[nodiscard]] TextLabel *problemLabel() const { return m_problem; }

private:
    void save();
    void remove();

    ProfilePaths m_profile;
    generation::ModelPreset m_preset;
    QString m_model;
    QString m_family;
    QLineEdit *m_name;
    QLineEdit *m_description;
    Segment *m_scope = nullptr;
    QCheckBox *m_default;
    ParamFields *m_fields;
    TextLabel *m_problem;
    PushButton *m_save;
};

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/queue_edits.h"
#include "ui/servers/param_fields.h"

#include <QtCore/QJsonObject>
#include <QtWidgets/QDialog>

class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace sc::ui {

class PushButton;
class TextLabel;

// A job's words and values: of one that waits to change it, of one that ended to try it again so. What has no field is kept.
class JobEditor : public QDialog
{
    Q_OBJECT

public:
    JobEditor(const generation::Job &job, QWidget *parent);

    [[nodiscard]] QPlainTextEdit *prompt() const { return m_prompt; }
    [[nodiscard]] QLineEdit *field(const QString &key) const { return m_fields->field(key); }
    [[nodiscard]] PushButton *saveButton() const { return m_save; }
    [[nodiscard]] TextLabel *problemLabel() const { return m_problem; }
    void showProblem(const Problem &problem);

Q_SIGNALS:
    void submitted(const sc::generation::JobId &id, const sc::generation::JobChange &change, bool retries);

private:
    void submit();

    generation::Job m_job;
    QJsonObject m_params;
    QPlainTextEdit *m_prompt;
    QPlainTextEdit *m_negative;
    QSpinBox *m_attempts;
    ParamFields *m_fields;
    TextLabel *m_problem;
    PushButton *m_save;
};

} // namespace sc::ui

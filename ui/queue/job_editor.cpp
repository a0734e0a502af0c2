// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/job_editor.h"

#include "core/base/json.h"
#include "core/comfy/generation_params.h"
#include "ui/queue/job_words.h"
#include "ui/servers/param_fields.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QSpinBox>

namespace sc::ui {

using namespace generation;

namespace {

constexpr ParamFields::Field kFields[] = {{"width", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "Width")},
                                          {"height", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "Height")},
                                          {"steps", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "Steps")},
                                          {"cfg", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "CFG")},
                                          {"sampler", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "Sampler"), true},
                                          {"scheduler", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "Scheduler"), true},
                                          {"frames", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "Frames")},
                                          {"seed", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "Seed")},
                                          {"preset", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "Preset"), true},
                                          {"model", QT_TRANSLATE_NOOP("sc::ui::ParamFields", "Model"), true}};
constexpr int kWidth = 520;
constexpr int kColumns = 4;

} // namespace

JobEditor::JobEditor(const Job &job, QWidget *parent)
    : QDialog(parent),
      m_job(job),
      m_params(parseJsonObject(job.params.toUtf8(), QStringLiteral("params")).value_or(QJsonObject())),
      m_prompt(new QPlainTextEdit(job.prompt, this)),
      m_negative(new QPlainTextEdit(job.negative, this)),
      m_attempts(new QSpinBox(this)),
      m_problem(new TextLabel({}, TextStyle::Caption, Ink::Danger, this)),
      m_save(new PushButton(job.isFinished() ? tr("Try again so") : tr("Change job"), ControlKind::Primary, this))
{
    setWindowTitle(job.isFinished() ? tr("Try %1 again with changes").arg(jobName(job)) : tr("Change %1").arg(jobName(job)));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kDialogPadding, space::kDialogPadding, space::kDialogPadding, 14);
    layout->setSpacing(6);
    layout->addWidget(new TextLabel(windowTitle(), TextStyle::Title, Ink::Primary, this));
    layout->addWidget(new TextLabel(jobAbout(job), TextStyle::Body, Ink::Secondary, this));
    const auto label = [this](const QString &text) { return new TextLabel(text, TextStyle::Caption, Ink::Secondary, this); };
    if (job.ownGraph.isEmpty()) {
        layout->addWidget(label(tr("Prompt as it will be sent")));
        layout->addWidget(m_prompt);
        layout->addWidget(label(tr("Keep out")));
        layout->addWidget(m_negative);
    }
    m_prompt->setVisible(job.ownGraph.isEmpty());
    m_negative->setVisible(job.ownGraph.isEmpty());
    m_prompt->setAccessibleName(tr("Prompt"));
    m_negative->setAccessibleName(tr("Keep out"));
    for (QPlainTextEdit *edit : {m_prompt, m_negative})
        edit->setTabChangesFocus(true);
    m_prompt->setMinimumHeight(84);
    m_negative->setFixedHeight(52);
    m_fields = new ParamFields(kFields, m_params, kColumns, tr("preset"), this);
    m_attempts->setRange(1, 10);
    m_attempts->setValue(job.maxAttempts);
    m_attempts->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_fields->addCell(tr("Attempts"), m_attempts);
    layout->addWidget(m_fields);
    m_problem->setWrap(true);
    m_problem->hide();
    layout->addWidget(m_problem);
    layout->addSpacing(8);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new PushButton(tr("Cancel"), ControlKind::Quiet, this);
    cancel->setAutoDefault(false);
    m_save->setAutoDefault(false);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    buttons->addWidget(m_save);
    layout->addLayout(buttons);
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(m_save, &QAbstractButton::clicked, this, &JobEditor::submit);
    setFixedWidth(kWidth);
    m_prompt->setFocus();
}

void JobEditor::showProblem(const Problem &problem)
{
    m_problem->setText(problem.detail().isEmpty() ? problem.text() : problem.text() + u' ' + problem.detail());
    m_problem->show();
    m_fields->focusFor(problem);
}

void JobEditor::submit()
{
    const auto params = m_fields->params();
    if (!params)
        return showProblem(params.error());
    const auto checked = comfy::paramsFromJson(*params);
    if (!checked)
        return showProblem(checked.error());
    JobChange change;
    if (m_prompt->toPlainText() != m_job.prompt)
        change.prompt = m_prompt->toPlainText();
    if (m_negative->toPlainText() != m_job.negative)
        change.negative = m_negative->toPlainText();
    if (*params != m_params)
        change.params = QString::fromUtf8(toCompactJson(*params));
    if (m_attempts->value() != m_job.maxAttempts)
        change.maxAttempts = m_attempts->value();
    Q_EMIT submitted(m_job.id, change, m_job.isFinished());
}

} // namespace sc::ui

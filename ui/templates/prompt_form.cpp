// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/prompt_form.h"

#include "ui/timeline/inspector_fields.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>

namespace sc::ui {

using namespace generation;

PromptForm::PromptForm(TemplateDesk &desk, QWidget *parent)
    : Panel(parent),
      m_desk(desk),
      m_title(new TextLabel({}, TextStyle::Title)),
      m_name(new LineField(tr("Name"), false)),
      m_image(new TextField(tr("For pictures"), 6)),
      m_video(new TextField(tr("For movies; empty: the same"), 4)),
      m_unknown(new TextLabel({}, TextStyle::Caption, Ink::Warning)),
      m_status(new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary)),
      m_save(new PushButton(tr("Save"), ControlKind::Primary)),
      m_discard(new PushButton(tr("Discard"), ControlKind::Quiet))
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space::kPadding, 0, space::kPadding, space::kPadding);
    rows->setSpacing(10);
    auto *head = new QHBoxLayout;
    head->addStrut(48);
    head->addWidget(m_title, 1);
    auto *more = new IconButton(QStringLiteral("more"), tr("More"));
    head->addWidget(more);
    rows->addLayout(head);
    rows->addWidget(m_name);
    m_image->edit()->setFixedHeight(132);
    m_video->edit()->setFixedHeight(88);
    rows->addWidget(m_image);
    rows->addWidget(m_video);
    rows->addWidget(new TextLabel(tr("Put in"), TextStyle::Caption, Ink::Secondary));
    auto *chips = new QWidget;
    auto *flow = new FlowLayout(chips, 4);
    for (const QString &name : promptVariableNames()) {
        auto *chip = new Chip(name);
        chip->setToolTip(tr("Puts {%1} where the cursor stands").arg(name));
        flow->addWidget(chip);
        connect(chip, &QAbstractButton::clicked, this, [this, name] { insertVariable(name); });
    }
    rows->addWidget(chips);
    auto *alternatives =
        new TextLabel(tr("{rain|snow|fog} chooses one, always the same for a shot."), TextStyle::CaptionLight, Ink::Tertiary);
    alternatives->setWrap(true);
    rows->addWidget(alternatives);
    m_unknown->setWrap(true);
    rows->addWidget(m_unknown);
    rows->addStretch(1);
    rows->addWidget(m_status);
    auto *buttons = new QHBoxLayout;
    m_save->setButtonSize(ButtonSize::Large);
    m_save->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_discard->setButtonSize(ButtonSize::Large);
    buttons->addWidget(m_save, 1);
    buttons->addWidget(m_discard);
    rows->addLayout(buttons);
    connect(more, &QAbstractButton::clicked, this, [this, more] { Q_EMIT menuRequested(more); });
    connect(m_name->edit(), &QLineEdit::textChanged, this, &PromptForm::check);
    for (TextField *field : {m_image, m_video})
        connect(field->edit(), &QPlainTextEdit::textChanged, this, &PromptForm::check);
    connect(m_save, &QAbstractButton::clicked, this, &PromptForm::save);
    connect(m_discard, &QAbstractButton::clicked, this, &PromptForm::discard);
}

void PromptForm::insertVariable(const QString &name)
{
    QPlainTextEdit *edit = m_video->edit()->hasFocus() ? m_video->edit() : m_image->edit();
    edit->insertPlainText(u'{' + name + u'}');
    edit->setFocus();
}

PromptTemplate PromptForm::draft() const
{
    PromptTemplate prompt = m_original;
    prompt.name = m_name->edit()->text();
    prompt.imagePrompt = m_image->edit()->toPlainText();
    prompt.videoPrompt = m_video->edit()->toPlainText();
    return prompt;
}

void PromptForm::refresh()
{
    const PromptTemplate *open = m_desk.prompt();
    if (!open)
        return;
    const QString id = m_desk.isNew() ? QStringLiteral("new") : open->id.text();
    if (id != m_loaded || open->version != m_original.version) {
        m_loaded = id;
        m_original = *open;
        m_isLoading = true;
        m_name->setValue(open->name);
        m_image->setValue(open->imagePrompt);
        m_video->setValue(open->videoPrompt);
        m_isLoading = false;
    }
    m_title->setText(open->name.isEmpty() ? tr("New prompt") : open->name);
    check();
}

void PromptForm::check()
{
    if (m_isLoading || !m_desk.prompt())
        return;
    const PromptTemplate now = draft();
    PromptVariables known;
    for (const QString &name : promptVariableNames())
        known.insert(name, name);
    QStringList unknown;
    for (const QString &text : {now.imagePrompt, now.videoPrompt}) {
        for (const UnknownVariable &variable : expandPrompt(text, known, 1).unknown) {
            if (!unknown.contains(variable.name))
                unknown.append(variable.name);
        }
    }
    m_unknown->setText(unknown.isEmpty() ? QString() : tr("Not known and left as typed: {%1}").arg(unknown.join(QStringLiteral("}, {"))));
    m_unknown->setVisible(!unknown.isEmpty());
    const auto checked = checkedTemplate(now);
    const bool isSame = !m_desk.isNew() && now == m_original;
    m_status->setText(!checked ? checked.error().text() : isSame ? tr("Saved") : tr("Not saved yet"));
    m_status->setInk(checked ? Ink::Secondary : Ink::Danger);
    m_save->setDisabledReason(!checked                          ? checked.error().text()
                              : isSame                          ? tr("Nothing was changed")
                              : !m_desk.studio().has(now.scope) ? tr("Open a project first")
                              : m_desk.isReadOnly()             ? tr("The project is open read-only")
                                                                : QString());
    m_discard->setEnabled(!isSame);
}

void PromptForm::save()
{
    const auto id = m_desk.studio().save(draft());
    if (!id)
        return m_name->showProblem(id.error().text() + u' ' + id.error().detail());
    m_loaded.clear();
    m_desk.discardNew();
    m_desk.open(id->text());
}

void PromptForm::discard()
{
    m_loaded.clear();
    if (m_desk.isNew())
        return m_desk.discardNew();
    refresh();
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/state_page.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

EmptyState::EmptyState(const QString &icon, const QString &title, const QString &sentence, QWidget *parent)
    : QWidget(parent),
      m_icon(icon),
      m_title(new TextLabel(title, TextStyle::BodyStrong)),
      m_sentence(new TextLabel(sentence, TextStyle::Body, Ink::Secondary)),
      m_buttons(new QHBoxLayout),
      m_iconPlace(new QWidget)
{
    m_iconPlace->setFixedSize(40, 40);
    m_title->setAlignment(Qt::AlignCenter);
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_sentence->setWrap(true);
    m_sentence->setMinimumWidth(120);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(0);
    column->addStretch(1);
    column->addWidget(m_iconPlace, 0, Qt::AlignHCenter);
    column->addSpacing(12);
    column->addWidget(m_title);
    column->addSpacing(4);
    column->addWidget(m_sentence);
    column->addSpacing(14);
    m_buttons->setSpacing(space::kGutter);
    m_buttons->addStretch(1);
    m_buttons->addStretch(1);
    column->addLayout(m_buttons);
    column->addStretch(1);
}

PushButton *EmptyState::addAction(const QString &text, bool primary, const std::function<void()> &run)
{
    auto *button = new PushButton(text, primary ? ControlKind::Primary : ControlKind::Default);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    connect(button, &QPushButton::clicked, this, run);
    return button;
}

void EmptyState::setWords(const QString &title, const QString &sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
}

void EmptyState::setIconName(const QString &icon)
{
    m_icon = icon;
    update();
}

void EmptyState::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const QRectF plate = m_iconPlace->geometry();
    drawControl(painter, plate, theme, ControlKind::Default, ControlState::Rest, radius::kCard);
    drawIconCentred(painter, m_icon, plate, 20, m_error ? theme.semantic.danger : theme.text.blue);
}

ErrorState::ErrorState(const QString &title, const Problem &problem, QWidget *parent)
    : EmptyState(QStringLiteral("error"), title, problem.text(), parent)
{
    setError(true);
    setToolTip(problem.detail().toHtmlEscaped());
    bool first = true;
    for (const ProblemAction &action : problem.actions()) {
        addAction(action.label, first, [this, id = action.id] { Q_EMIT actionChosen(id); });
        first = false;
    }
}

} // namespace sc::ui

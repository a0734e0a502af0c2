// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/word_chips.h"

#include "ui/theme/plates.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QLineEdit>

namespace sc::ui {

WordChips::WordChips(const QString &name, QWidget *parent) : QWidget(parent), m_flow(new FlowLayout(this, 4)), m_edit(new QLineEdit(this))
{
    setContentsMargins(4, 3, 4, 3);
    m_flow->setContentsMargins(4, 3, 4, 3);
    m_edit->setAccessibleName(name);
    m_edit->setFrame(false);
    m_edit->setFixedHeight(size::kChip);
    m_edit->setMinimumWidth(70);
    m_edit->setProperty("plain", true);
    m_edit->installEventFilter(this);
    setFocusProxy(m_edit);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString &text) {
        if (text.contains(u','))
            takeTyped();
    });
    connect(m_edit, &QLineEdit::editingFinished, this, &WordChips::takeTyped);
    rebuild();
}

void WordChips::setWords(const QStringList &words)
{
    if (m_words == words)
        return;
    m_words = words;
    rebuild();
}

void WordChips::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_edit->setReadOnly(readOnly);
    rebuild();
}

void WordChips::rebuild()
{
    while (QLayoutItem *item = m_flow->takeAt(0)) {
        if (item->widget() != m_edit) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    for (const QString &word : m_words) {
        auto *chip = new Chip(word, this);
        chip->setRemovable(!m_readOnly);
        chip->setFocusPolicy(Qt::NoFocus);
        connect(chip, &Chip::removed, this, [this, word] {
            QStringList words = m_words;
            words.removeAll(word);
            tell(words);
        });
        m_flow->addWidget(chip);
        chip->show();
    }
    m_flow->addWidget(m_edit);
    m_edit->setPlaceholderText(m_words.isEmpty() ? tr("Type, then Enter") : QString());
    updateGeometry();
}

void WordChips::takeTyped()
{
    QStringList words = m_words;
    for (const QString &word : m_edit->text().split(u',')) {
        if (const QString clean = word.simplified(); !clean.isEmpty() && !words.contains(clean))
            words.append(clean);
    }
    m_edit->clear();
    if (words != m_words)
        tell(words);
}

void WordChips::tell(const QStringList &words)
{
    setWords(words);
    Q_EMIT wordsChanged(words);
}

bool WordChips::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Backspace && m_edit->text().isEmpty() && !m_words.isEmpty() && !m_readOnly) {
            tell(m_words.mid(0, m_words.size() - 1));
            return true;
        }
    }
    if (watched == m_edit && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        update();
    return QWidget::eventFilter(watched, event);
}

void WordChips::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool isWrong = property("wrong").toBool();
    drawField(painter, rect(), themeOf(this), isWrong ? FieldState::Error : m_edit->hasFocus() ? FieldState::Focus : FieldState::Rest);
}

} // namespace sc::ui

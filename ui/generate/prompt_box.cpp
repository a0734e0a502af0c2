// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/prompt_box.h"

#include "core/generation/prompt_tools.h"
#include "ui/theme/colour.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kRestMs = 800; // nothing typed is further from the disk

QTextEdit::ExtraSelection coloured(const QPlainTextEdit &edit, qsizetype start, qsizetype length, const QColor &ink, const QColor &ground)
{
    QTextEdit::ExtraSelection selection;
    selection.cursor = QTextCursor(edit.document());
    selection.cursor.setPosition(int(start));
    selection.cursor.setPosition(int(start + length), QTextCursor::KeepAnchor);
    selection.format.setForeground(ink);
    if (ground.isValid())
        selection.format.setBackground(ground);
    return selection;
}

// A dot with a word: which colour is what.
class OriginMark : public QWidget
{
public:
    OriginMark(const QString &origin, QWidget *parent) : QWidget(parent), m_origin(origin)
    {
        setFixedSize(QFontMetrics(themeOf(this).fonts.captionLight).horizontalAdvance(originName(origin)) + 14, 16);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme &theme = themeOf(this);
        painter.setPen(Qt::NoPen);
        painter.setBrush(originColour(theme, m_origin));
        painter.drawEllipse(QPointF(4, height() / 2.0), 3, 3);
        painter.setPen(theme.text.secondary);
        painter.setFont(theme.fonts.captionLight);
        painter.drawText(rect().adjusted(11, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, originName(m_origin));
    }

private:
    QString m_origin;
};

} // namespace

QString originName(const QString &origin)
{
    if (origin == QLatin1String(kFromLook))
        return ComposedView::tr("look");
    if (origin == QLatin1String(kFromTemplate))
        return ComposedView::tr("template");
    if (origin == QLatin1String(kFromCharacter))
        return ComposedView::tr("character");
    if (origin == QLatin1String(kFromDirection))
        return ComposedView::tr("direction");
    if (origin == QLatin1String(kFromFrozen))
        return ComposedView::tr("frozen");
    return ComposedView::tr("this shot");
}

QColor originColour(const Theme &theme, const QString &origin)
{
    if (origin == QLatin1String(kFromLook) || origin == QLatin1String(kFromTemplate))
        return theme.text.purple;
    if (origin == QLatin1String(kFromCharacter))
        return theme.text.cyan;
    if (origin == QLatin1String(kFromDirection))
        return theme.semantic.warning;
    if (origin == QLatin1String(kFromFrozen))
        return theme.text.blue;
    return theme.text.primary;
}

PromptEdit::PromptEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, &PromptEdit::commitNow);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        mark();
        if (m_setting)
            return;
        m_rest.start();
        Q_EMIT typed();
    });
}

void PromptEdit::setValue(const QString &text)
{
    const bool isTyping = m_rest.isActive();
    m_value = text;
    if (isTyping || toPlainText() == text)
        return;
    m_setting = true;
    setPlainText(text);
    m_setting = false;
    showProblem(false);
}

void PromptEdit::commitNow()
{
    m_rest.stop();
    if (toPlainText() != m_value)
        Q_EMIT committed(toPlainText());
}

void PromptEdit::showProblem(bool wrong)
{
    setProperty("wrong", wrong);
    update();
    viewport()->update();
}

void PromptEdit::weigh(double by)
{
    const QTextCursor now = textCursor();
    const TextSelection before{toPlainText(), now.selectionStart(), now.selectionEnd() - now.selectionStart()};
    const TextSelection after = withWeight(before, by);
    if (after == before)
        return;
    QTextCursor all(document());
    all.select(QTextCursor::Document);
    all.insertText(after.text);
    QTextCursor words(document());
    words.setPosition(int(after.start));
    words.setPosition(int(after.start + after.length), QTextCursor::KeepAnchor);
    setTextCursor(words);
}

void PromptEdit::insertWords(const QString &words)
{
    QTextCursor cursor = textCursor();
    const QString before = toPlainText().left(cursor.selectionStart());
    const QString after = toPlainText().mid(cursor.selectionEnd());
    QString text = words;
    if (!before.trimmed().isEmpty() && !before.trimmed().endsWith(u','))
        text.prepend(QStringLiteral(", "));
    if (!after.trimmed().isEmpty() && !after.trimmed().startsWith(u','))
        text.append(QStringLiteral(", "));
    cursor.insertText(text);
    setTextCursor(cursor);
    setFocus();
}

void PromptEdit::mark()
{
    const Theme &theme = themeOf(this);
    QList<QTextEdit::ExtraSelection> marks;
    for (const PromptMark &each : marksIn(toPlainText())) {
        const bool isUnknown = each.kind == PromptMark::Kind::UnknownVariable;
        const QColor ink = each.kind == PromptMark::Kind::Weight ? theme.semantic.warning
                           : isUnknown                           ? theme.semantic.danger
                                                                 : theme.text.purple;
        marks.append(coloured(*this, each.start, each.length, ink, withAlpha(ink, 0.16)));
    }
    setExtraSelections(marks);
}

void PromptEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() == Qt::ControlModifier && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        return weigh(event->key() == Qt::Key_Up ? kWeightStep : -kWeightStep);
    if (event->modifiers() == Qt::ControlModifier && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        commitNow();
        Q_EMIT submitted();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        clearFocus();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void PromptEdit::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    commitNow();
}

bool PromptEdit::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isOurs =
            key->key() == Qt::Key_Escape || (key->modifiers() == Qt::ControlModifier &&
                                             (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down || key->key() == Qt::Key_Return));
        if (isOurs) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::StyleChange)
        mark();
    return QPlainTextEdit::event(event);
}

ComposedView::ComposedView(QWidget *parent) : QWidget(parent), m_text(new QPlainTextEdit(this)), m_legend(new QWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Composed prompt"));
    layout->addWidget(m_text, 1);
    new FlowLayout(m_legend, 8);
    layout->addWidget(m_legend);
}

void ComposedView::setPrompt(const ComposedPrompt &prompt)
{
    const Theme &theme = themeOf(this);
    if (m_text->toPlainText() != prompt.text)
        m_text->setPlainText(prompt.text);
    QList<QTextEdit::ExtraSelection> marks;
    QStringList origins;
    QStringList told;
    for (const PromptSpan &span : prompt.spans) {
        marks.append(coloured(*m_text, span.start, span.length, originColour(theme, span.origin), {}));
        if (!origins.contains(span.origin))
            origins.append(span.origin);
        told.append(QStringLiteral("%1: %2").arg(originName(span.origin), prompt.text.mid(span.start, span.length)));
    }
    m_text->setExtraSelections(marks);
    m_text->setAccessibleDescription(told.join(QStringLiteral("; ")));
    if (origins == m_origins)
        return;
    m_origins = origins;
    clearLayout(m_legend->layout());
    for (const QString &origin : std::as_const(origins))
        m_legend->layout()->addWidget(new OriginMark(origin, m_legend));
}

} // namespace sc::ui

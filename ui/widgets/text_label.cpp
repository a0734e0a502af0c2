// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text_label.h"

#include <QtCore/QEvent>
#include <QtGui/QFontMetrics>
#include <QtGui/QPainter>

#include <cmath>

namespace sc::ui {

QColor inkColour(const Theme &theme, Ink ink)
{
    switch (ink) {
    case Ink::Primary:
        return theme.text.primary;
    case Ink::Secondary:
        return theme.text.secondary;
    case Ink::Tertiary:
        return theme.text.tertiary;
    case Ink::Disabled:
        return theme.text.disabled;
    case Ink::Blue:
        return theme.text.blue;
    case Ink::Purple:
        return theme.text.purple;
    case Ink::Cyan:
        return theme.text.cyan;
    case Ink::Magenta:
        return theme.text.magenta;
    case Ink::Success:
        return theme.semantic.success;
    case Ink::Warning:
        return theme.semantic.warning;
    case Ink::Danger:
        return theme.semantic.danger;
    case Ink::Info:
        return theme.semantic.info;
    }
    return theme.text.primary;
}

const QFont &fontOf(const Theme &theme, TextStyle style)
{
    switch (style) {
    case TextStyle::Caption:
        return theme.fonts.caption;
    case TextStyle::CaptionLight:
        return theme.fonts.captionLight;
    case TextStyle::CaptionStrong:
        return theme.fonts.captionStrong;
    case TextStyle::Body:
        return theme.fonts.body;
    case TextStyle::Control:
        return theme.fonts.control;
    case TextStyle::Strong:
        return theme.fonts.controlStrong;
    case TextStyle::BodyStrong:
        return theme.fonts.bodyStrong;
    case TextStyle::BodyMedium:
        return theme.fonts.bodyMedium;
    case TextStyle::Title:
        return theme.fonts.title;
    case TextStyle::Lead:
        return theme.fonts.lead;
    case TextStyle::Figure:
        return theme.fonts.figure;
    case TextStyle::Display:
        return theme.fonts.display;
    case TextStyle::Timecode:
        return theme.fonts.timecode;
    case TextStyle::ValueMono:
        return theme.fonts.valueMono;
    case TextStyle::CaptionMono:
        return theme.fonts.captionMono;
    }
    return theme.fonts.body;
}

TextLabel::TextLabel(const QString &text, TextStyle style, Ink ink, QWidget *parent)
    : QWidget(parent), m_text(text), m_style(style), m_ink(ink)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(text);
}

void TextLabel::setText(const QString &text)
{
    if (text == m_text)
        return;
    const bool sameSize =
        labelFont().pixelSize() > 0 && QFontMetrics(labelFont()).horizontalAdvance(text) == sizeHint().width() - 1 && !m_wrap;
    m_text = text;
    setAccessibleName(text);
    refreshTooltip();
    if (!sameSize)
        updateGeometry();
    update();
}

void TextLabel::setInk(Ink ink)
{
    m_ink = ink;
    update();
}

void TextLabel::setStyle(TextStyle style)
{
    m_style = style;
    updateGeometry();
    update();
}

void TextLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

void TextLabel::setElide(Qt::TextElideMode mode)
{
    m_elide = mode;
    update();
}

void TextLabel::setWrap(bool wrap)
{
    m_wrap = wrap;
    QSizePolicy policy(QSizePolicy::Preferred, wrap ? QSizePolicy::Preferred : QSizePolicy::Fixed);
    policy.setHeightForWidth(wrap);
    setSizePolicy(policy);
    updateGeometry();
}

QSize TextLabel::sizeHint() const
{
    const QFontMetrics metrics(labelFont());
    return {metrics.horizontalAdvance(m_text) + 1, metrics.height()};
}

QSize TextLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), 24), QFontMetrics(labelFont()).height()};
}

int TextLabel::heightForWidth(int width) const
{
    return QFontMetrics(labelFont())
        .boundingRect(QRect(0, 0, width, 10000), static_cast<int>(m_alignment) | Qt::TextWordWrap, m_text)
        .height();
}

void TextLabel::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setFont(labelFont());
    painter.setPen(isEnabled() ? inkColour(theme, m_ink) : theme.text.disabled);
    if (m_wrap)
        painter.drawText(rect(), static_cast<int>(m_alignment) | Qt::TextWordWrap, m_text);
    else
        painter.drawText(rect(), static_cast<int>(m_alignment), QFontMetrics(labelFont()).elidedText(m_text, m_elide, width()));
}

void TextLabel::resizeEvent(QResizeEvent *)
{
    refreshTooltip();
}

void TextLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

void TextLabel::refreshTooltip()
{
    const bool cut = !m_wrap && width() > 0 && QFontMetrics(labelFont()).horizontalAdvance(m_text) > width();
    if (cut && (toolTip().isEmpty() || m_ownTooltip)) {
        setToolTip(m_text.toHtmlEscaped());
        m_ownTooltip = true;
    } else if (!cut && m_ownTooltip) {
        setToolTip({});
        m_ownTooltip = false;
    }
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

enum class Ink { Primary, Secondary, Tertiary, Disabled, Blue, Purple, Cyan, Magenta, Success, Warning, Danger, Info };
enum class TextStyle {
    Caption,
    CaptionLight,
    CaptionStrong,
    Body,
    Control,
    Strong,
    BodyStrong,
    BodyMedium,
    Title,
    Lead,
    Figure,
    Display,
    Timecode,
    ValueMono,
    CaptionMono,
};

[[nodiscard]] QColor inkColour(const Theme &theme, Ink ink);
[[nodiscard]] const QFont &fontOf(const Theme &theme, TextStyle style);

// Words in one of the theme's styles and inks. One line is cut with an ellipsis (the whole text is then in the
// tooltip); setWrap() lets it flow over several lines.
class TextLabel : public QWidget
{
    Q_OBJECT

public:
    explicit TextLabel(const QString &text = {}, TextStyle style = TextStyle::Body, Ink ink = Ink::Primary, QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] QString text() const { return m_text; }
    void setInk(Ink ink);
    void setStyle(TextStyle style);
    void setAlignment(Qt::Alignment alignment);
    void setElide(Qt::TextElideMode mode); // paths: Qt::ElideMiddle
    void setWrap(bool wrap);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return m_wrap; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refreshTooltip();
    [[nodiscard]] const QFont &labelFont() const { return fontOf(themeOf(this), m_style); }

    QString m_text;
    TextStyle m_style;
    Ink m_ink;
    Qt::Alignment m_alignment = Qt::AlignLeft | Qt::AlignVCenter;
    Qt::TextElideMode m_elide = Qt::ElideRight;
    bool m_wrap = false;
    bool m_ownTooltip = false;
};

} // namespace sc::ui

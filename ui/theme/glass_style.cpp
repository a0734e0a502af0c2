// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/glass_style.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"

#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFrame>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSlider>
#include <QtWidgets/QStyleFactory>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTextEdit>

namespace sc::ui {

namespace {

ControlKind kindOf(const QStyleOption &option, const QWidget *widget)
{
    if ((option.state & QStyle::State_On) != 0)
        return ControlKind::On;
    const QString kind = widget != nullptr ? widget->property("kind").toString() : QString();
    if (kind == u"primary")
        return ControlKind::Primary;
    if (kind == u"generate")
        return ControlKind::Generate;
    if (kind == u"quiet")
        return ControlKind::Quiet;
    if (kind == u"danger")
        return ControlKind::Danger;
    return ControlKind::Default;
}

ControlState stateOf(const QStyleOption &option)
{
    if ((option.state & QStyle::State_Enabled) == 0)
        return ControlState::Disabled;
    if ((option.state & QStyle::State_Sunken) != 0)
        return ControlState::Pressed;
    return (option.state & QStyle::State_MouseOver) != 0 ? ControlState::Hover : ControlState::Rest;
}

double cornerOf(const QWidget *widget)
{
    const QVariant corner = widget != nullptr ? widget->property("cornerRadius") : QVariant();
    return corner.isValid() ? corner.toDouble() : radius::kButton;
}

constexpr int kTextFrame = 4; // px; the document's own margin is another 4

// A text of several lines that keeps its frame: a well like a field. Without a frame it lies on something else.
const QAbstractScrollArea *textFrameOf(const QWidget *widget)
{
    const auto *area = qobject_cast<const QAbstractScrollArea *>(widget);
    const bool text = qobject_cast<const QPlainTextEdit *>(widget) != nullptr || qobject_cast<const QTextEdit *>(widget) != nullptr;
    return text && area->frameShape() != QFrame::NoFrame ? area : nullptr;
}

FieldState textStateOf(const QAbstractScrollArea &text)
{
    if (!text.isEnabled())
        return FieldState::Disabled;
    if (text.property("wrong").toBool())
        return FieldState::Error;
    if (text.hasFocus())
        return FieldState::Focus;
    return text.underMouse() ? FieldState::Hover : FieldState::Rest;
}

} // namespace

GlassStyle::GlassStyle(Theme theme) : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), m_theme(std::move(theme)) {}

void GlassStyle::polish(QPalette &palette)
{
    palette = m_theme.palette();
}

void GlassStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) != nullptr || qobject_cast<QComboBox *>(widget) != nullptr ||
        qobject_cast<QLineEdit *>(widget) != nullptr || qobject_cast<QScrollBar *>(widget) != nullptr ||
        qobject_cast<QSlider *>(widget) != nullptr || qobject_cast<QTabBar *>(widget) != nullptr ||
        qobject_cast<QHeaderView *>(widget) != nullptr)
        widget->setAttribute(Qt::WA_Hover);
    if (auto *menu = qobject_cast<QMenu *>(widget)) {
        menu->setWindowFlag(Qt::FramelessWindowHint);
        menu->setWindowFlag(Qt::NoDropShadowWindowHint);
        menu->setAttribute(Qt::WA_TranslucentBackground);
    } else if (textFrameOf(widget) != nullptr) {
        auto *area = static_cast<QAbstractScrollArea *>(widget);
        area->setAttribute(Qt::WA_Hover);
        area->viewport()->setAutoFillBackground(false);
        area->setFrameStyle(area->frameStyle()); // the frame asked for its width before it was a text
    } else if (widget->inherits("QTipLabel")) {
        widget->setAttribute(Qt::WA_TranslucentBackground);
    } else if (qobject_cast<QHeaderView *>(widget) != nullptr) {
        widget->setAutoFillBackground(false);
    }
}

void GlassStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
        ui::drawControl(*painter, option->rect, m_theme, kindOf(*option, widget), stateOf(*option), cornerOf(widget));
        return;
    case PE_PanelLineEdit: {
        const bool enabled = (option->state & State_Enabled) != 0;
        const bool wrong = widget != nullptr && widget->property("wrong").toBool();
        const bool bare = widget != nullptr && widget->property("bare").toBool(); // lies on another field
        if (!bare)
            drawField(*painter, option->rect, m_theme,
                      !enabled                                 ? FieldState::Disabled
                      : wrong                                  ? FieldState::Error
                      : (option->state & State_HasFocus) != 0  ? FieldState::Focus
                      : (option->state & State_MouseOver) != 0 ? FieldState::Hover
                                                               : FieldState::Rest,
                      cornerOf(widget));
        return;
    }
    case PE_FrameLineEdit:
    case PE_FrameFocusRect: // the halo and the rows show focus
    case PE_PanelMenuBar:
    case PE_FrameStatusBarItem:
    case PE_FrameTabBarBase:
    case PE_PanelScrollAreaCorner:
    case PE_IndicatorHeaderArrow:
        return;
    case PE_Frame:
        if (const auto *text = textFrameOf(widget))
            drawField(*painter, option->rect, m_theme, textStateOf(*text), cornerOf(widget));
        return;
    case PE_FrameMenu:
        return;
    case PE_PanelMenu:
        drawFloatingPlate(*painter, option->rect, m_theme, m_theme.isFlat() ? radius::kField : radius::kMenu);
        return;
    case PE_PanelTipLabel:
        drawFloatingPlate(*painter, option->rect, m_theme, radius::kButton);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheck(*option, *painter, false);
        return;
    case PE_IndicatorRadioButton:
        drawCheck(*option, *painter, true);
        return;
    case PE_PanelItemViewRow:
        return;
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option))
            drawViewRow(*item, *painter);
        return;
    case PE_IndicatorArrowDown:
        drawIconCentred(*painter, QStringLiteral("chevron-down"), option->rect, 14, m_theme.text.secondary);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void GlassStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
        if (element == CE_PushButtonBevel)
            return drawButton(*button, *painter, widget);
        if (element == CE_PushButtonLabel)
            return drawButtonLabel(*button, *painter, widget);
    }
    if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
        if (element == CE_Header)
            return drawHeader(*header, *painter);
        if (element == CE_HeaderEmptyArea || element == CE_HeaderSection)
            return;
    }
    if (element == CE_HeaderEmptyArea)
        return;
    if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option); tab != nullptr && element == CE_TabBarTab)
        return drawTab(*tab, *painter);
    if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
        if (element == CE_MenuItem)
            return drawMenuItem(*item, *painter);
        if (element == CE_MenuEmptyArea)
            return;
    }
    if (element == CE_RubberBand) {
        painter->fillRect(option->rect, m_theme.state.fill);
        painter->setPen(m_theme.accent.focusRing);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void GlassStyle::drawButton(const QStyleOptionButton &option, QPainter &painter, const QWidget *widget) const
{
    const bool flat = (option.features & QStyleOptionButton::Flat) != 0;
    const ControlKind kind = flat && (option.state & State_On) == 0 ? ControlKind::Quiet : kindOf(option, widget);
    ui::drawControl(painter, option.rect, m_theme, kind, stateOf(option), cornerOf(widget));
}

void GlassStyle::drawButtonLabel(const QStyleOptionButton &option, QPainter &painter, const QWidget *widget) const
{
    const ControlKind kind = kindOf(option, widget);
    const QColor ink = controlInk(m_theme, kind, stateOf(option));
    const QString iconName = widget != nullptr ? widget->property("iconName").toString() : QString();
    const QString caps = widget != nullptr ? widget->property("keyCaps").toString() : QString();
    const int iconSize = option.rect.height() >= size::kControlLarge ? 17 : 15;
    const QFontMetricsF metrics(painter.font());
    const double iconWidth = iconName.isEmpty() ? 0 : iconSize + (option.text.isEmpty() ? 0 : 6);
    const double capsWidth = caps.isEmpty() ? 0 : keyCapWidth(caps, m_theme) + 6;
    const double available = option.rect.width() - iconWidth - capsWidth - 8;
    const QString text = metrics.elidedText(option.text, Qt::ElideRight, available, Qt::TextShowMnemonic);
    const double textWidth = metrics.size(Qt::TextShowMnemonic, text).width();
    double x = option.rect.left() + (option.rect.width() - iconWidth - textWidth - capsWidth) / 2;
    if (!iconName.isEmpty()) {
        drawIconCentred(painter, iconName, QRectF(x, option.rect.top(), iconSize, option.rect.height()), iconSize, ink);
        x += iconWidth;
    }
    painter.setPen(ink);
    painter.drawText(QRectF(x, option.rect.top(), textWidth + 2, option.rect.height()),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic, text);
    if (!caps.isEmpty())
        drawKeyCap(painter, x + textWidth + capsWidth, option.rect.center().y() + 0.5, caps, m_theme, ink, m_theme.state.keyCap);
}

QSize GlassStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents, const QWidget *widget) const
{
    QSize wanted = QProxyStyle::sizeFromContents(type, option, contents, widget);
    switch (type) {
    case CT_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            const QString caps = widget != nullptr ? widget->property("keyCaps").toString() : QString();
            const bool icon = widget != nullptr && !widget->property("iconName").toString().isEmpty();
            const int wantedHeight = widget != nullptr && widget->property("controlHeight").isValid()
                                         ? widget->property("controlHeight").toInt()
                                         : size::kControl;
            const int padding = wantedHeight >= size::kControlLarge ? 18 : wantedHeight <= size::kControlSmall ? 8 : 10;
            const int text = button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width();
            const int iconWidth = icon ? (wantedHeight >= size::kControlLarge ? 17 : 15) + (button->text.isEmpty() ? 0 : 6) : 0;
            wanted = {text + iconWidth + (caps.isEmpty() ? 0 : keyCapWidth(caps, m_theme) + 6) + 2 * padding + 2, wantedHeight};
        }
        return wanted;
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox:
        return {wanted.width(), size::kControl};
    case CT_ToolButton:
        return wanted.expandedTo({size::kControlSmall, size::kControlSmall});
    case CT_CheckBox:
    case CT_RadioButton:
        return {wanted.width(), std::max(wanted.height(), size::kControlSmall)};
    case CT_HeaderSection:
        return {wanted.width(), 26};
    case CT_TabBarTab:
        return {wanted.width(), size::kTab};
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            if (item->menuItemType == QStyleOptionMenuItem::Separator)
                return {wanted.width(), 11};
            const QFontMetrics metrics(m_theme.fonts.body);
            const QStringList parts = item->text.split(u'\t');
            const int shortcut = parts.size() > 1 ? QFontMetrics(m_theme.fonts.captionLight).horizontalAdvance(parts[1]) + 24 : 0;
            return {std::clamp(metrics.size(Qt::TextShowMnemonic, parts[0]).width() + 24 + 24 + shortcut + 14, 180, 360), size::kMenuRow};
        }
        return wanted;
    default:
        return wanted;
    }
}

int GlassStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_MenuPanelWidth:
    case PM_TabBarBaseOverlap:
    case PM_TabBarBaseHeight:
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return 0;
    case PM_DefaultFrameWidth:
        return textFrameOf(widget) != nullptr ? kTextFrame : 0;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return 5;
    case PM_ToolTipLabelFrameWidth:
        return 7;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
        return 15;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 16;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_SliderThickness:
    case PM_SliderControlThickness:
        return 16;
    case PM_SliderLength:
        return 14;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return space::kGutter;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return space::kPadding;
    case PM_TabBarTabHSpace:
        return 16;
    case PM_TextCursorWidth:
        return 2;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int GlassStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *result) const
{
    switch (hint) {
    case SH_ToolTip_WakeUpDelay:
        return 500;
    case SH_ToolTip_FallAsleepDelay:
        return 300;
    case SH_ItemView_ShowDecorationSelected:
    case SH_ScrollBar_MiddleClickAbsolutePosition:
    case SH_Slider_AbsoluteSetButtons:
        return hint == SH_Slider_AbsoluteSetButtons ? static_cast<int>(Qt::LeftButton) : 1;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_UnderlineShortcut:
    case SH_ScrollBar_Transient:
    case SH_Widget_Animate:
        return 0;
    case SH_Menu_SloppySubMenus:
        return 1;
    case SH_ComboBox_Popup:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast_stack.h"

#include "ui/theme/glow.h"
#include "ui/theme/icons.h"
#include "ui/theme/motion.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QEvent>
#include <QtCore/QTimer>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

namespace {

constexpr int kWidth = 360;
constexpr int kMostShown = 4;
constexpr int kLifeMs = 6000;
constexpr int kShadow = 24; // px of shadow around the plate

struct LevelLook
{
    QString icon;
    QColor ink;
};

LevelLook lookOf(Notice::Level level, const Theme &theme)
{
    switch (level) {
    case Notice::Level::Success:
        return {QStringLiteral("check"), theme.semantic.success};
    case Notice::Level::Warning:
        return {QStringLiteral("warning"), theme.semantic.warning};
    case Notice::Level::Error:
        return {QStringLiteral("error"), theme.semantic.danger};
    case Notice::Level::Info:
        break;
    }
    return {QStringLiteral("info"), theme.semantic.info};
}

class Toast : public QWidget
{
public:
    Toast(const Notice &notice, const std::function<void()> &close, QWidget *parent) : QWidget(parent), m_level(notice.level)
    {
        setAccessibleName(notice.title + QStringLiteral(". ") + notice.text);
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(kShadow + 42, kShadow + 10, kShadow + 8, kShadow + 10);
        row->setSpacing(space::kPadding);
        auto *words = new QVBoxLayout;
        words->setSpacing(2);
        auto *title = new TextLabel(notice.title, TextStyle::Strong);
        words->addWidget(title);
        if (!notice.text.isEmpty()) {
            auto *text = new TextLabel(notice.text, TextStyle::Body, Ink::Secondary);
            text->setWrap(true);
            words->addWidget(text);
        }
        row->addLayout(words, 1);
        if (!notice.actionLabel.isEmpty()) {
            auto *action = new PushButton(notice.actionLabel);
            action->setButtonSize(ButtonSize::Small);
            row->addWidget(action);
            connect(action, &QPushButton::clicked, this, [run = notice.action, close] {
                close();
                if (run)
                    run();
            });
        }
        auto *cross = new IconButton(QStringLiteral("close"), ToastStack::tr("Close"));
        cross->setSide(24);
        cross->setIconSize(14);
        row->addWidget(cross);
        connect(cross, &QAbstractButton::clicked, this, close);
        setFixedWidth(kWidth + 2 * kShadow);
        setFixedHeight(std::max(row->totalHeightForWidth(width()), row->totalSizeHint().height()));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        const QRectF plate = QRectF(rect()).adjusted(kShadow, kShadow, -kShadow, -kShadow);
        drawShadow(painter, plate, 11, kShadow - 6, 6, theme.glass.menuShadow);
        drawFloatingPlate(painter, plate, theme, 11);
        const LevelLook look = lookOf(m_level, theme);
        drawIconCentred(painter, look.icon, QRectF(plate.left() + 12, plate.top(), 18, plate.height()), 18, look.ink);
    }

private:
    Notice::Level m_level;
};

} // namespace

ToastStack::ToastStack(QWidget *window) : QWidget(window)
{
    setAttribute(Qt::WA_NoSystemBackground);
    window->installEventFilter(this);
    hide();
}

int ToastStack::count() const
{
    return static_cast<int>(m_toasts.size());
}

void ToastStack::setBottomMargin(int px)
{
    m_bottomMargin = px;
    layOut();
}

void ToastStack::show(const Notice &notice)
{
    auto *place = new QWidget(this);
    const auto close = [this, place] {
        if (m_toasts.removeOne(place)) {
            place->deleteLater();
            layOut();
        }
    };
    auto *toast = new Toast(notice, close, place);
    place->setFixedSize(toast->size());
    if (m_toasts.size() == kMostShown)
        m_toasts.takeFirst()->deleteLater();
    m_toasts.append(place);
    layOut();
    place->show();
    startMotion(toast, MotionKind::Standard, 6, 0, [toast](double y) { toast->move(0, static_cast<int>(y)); });
    if (notice.level != Notice::Level::Error)
        QTimer::singleShot(kLifeMs, place, close);
}

void ToastStack::closeAll()
{
    for (QWidget *toast : std::as_const(m_toasts))
        toast->deleteLater();
    m_toasts.clear();
    layOut();
}

void ToastStack::layOut()
{
    if (m_toasts.isEmpty()) {
        hide();
        return;
    }
    int height = 0;
    for (const QWidget *toast : std::as_const(m_toasts))
        height += toast->height() - 2 * kShadow + space::kGutter;
    height += 2 * kShadow - space::kGutter;
    const QWidget *window = parentWidget();
    setGeometry(window->width() - space::kMargin - kWidth - kShadow, window->height() - m_bottomMargin - height + kShadow,
                kWidth + 2 * kShadow, height);
    int y = 0;
    for (QWidget *toast : std::as_const(m_toasts)) {
        toast->move(0, y);
        y += toast->height() - 2 * kShadow + space::kGutter;
    }
    QWidget::show();
    raise();
}

bool ToastStack::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        layOut();
    return false;
}

} // namespace sc::ui

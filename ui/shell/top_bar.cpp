// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/top_bar.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

namespace {
constexpr int kNarrow = 1200; // px of window width under which things fold
}

// The project's name with a chevron.
class TopBar::ProjectButton : public QAbstractButton
{
public:
    explicit ProjectButton(QWidget *parent) : QAbstractButton(parent)
    {
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setProperty("cornerRadius", 8);
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        setToolTip(TopBar::tr("Project: new, open, recent"));
        setAccessibleName(toolTip());
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        return {std::min(320, QFontMetrics(themeOf(this).fonts.bodyStrong).horizontalAdvance(text()) + 40), 32};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return {90, 32}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        drawControl(painter, rect(), theme, ControlKind::Quiet,
                    isDown()       ? ControlState::Pressed
                    : underMouse() ? ControlState::Hover
                                   : ControlState::Rest,
                    8);
        painter.setFont(theme.fonts.bodyStrong);
        painter.setPen(theme.text.primary);
        const QString name = QFontMetrics(theme.fonts.bodyStrong).elidedText(text(), Qt::ElideRight, width() - 38);
        painter.drawText(rect().adjusted(8, 0, -28, 0), Qt::AlignVCenter | Qt::AlignLeft, name);
        drawIconCentred(painter, QStringLiteral("chevron-down"), QRectF(width() - 24, 0, 14, height()), 14, theme.text.tertiary);
    }
};

// Looks like a field, opens the palette.
class TopBar::SearchButton : public QAbstractButton
{
public:
    SearchButton(QString keys, QWidget *parent) : QAbstractButton(parent), m_keys(std::move(keys))
    {
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setAccessibleName(TopBar::tr("Search or run a command"));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPainterPath path;
        path.addRoundedRect(rect(), radius::kField, radius::kField);
        painter.fillPath(path, theme.hasBorders() ? theme.surface.well : underMouse() ? theme.state.quietHover : theme.state.chip);
        painter.setPen(theme.state.fieldRing);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius::kField, radius::kField);
        drawIconCentred(painter, QStringLiteral("search"), QRectF(9, 0, 15, height()), 15, theme.text.tertiary);
        painter.setFont(theme.fonts.body);
        painter.setPen(theme.text.tertiary);
        painter.drawText(rect().adjusted(30, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                         width() < 300 ? TopBar::tr("Search") : TopBar::tr("Search or run a command"));
        drawKeyCap(painter, width() - 8, height() / 2.0, m_keys, theme, theme.text.secondary, theme.state.keyCap);
    }

private:
    QString m_keys;
};

// What runs: ring, strong words, quieter words where there is room.
class TopBar::BusyPill : public QWidget
{
public:
    explicit BusyPill(QWidget *parent) : QWidget(parent)
    {
        setFixedHeight(30);
        hide();
    }
    void setWork(const QString &strong, const QString &quiet, double fraction)
    {
        m_strong = strong;
        m_quiet = quiet;
        m_fraction = fraction;
        setAccessibleName(strong + u' ' + quiet);
        setVisible(!strong.isEmpty());
        updateGeometry();
        update();
    }
    void setNarrow(bool narrow)
    {
        m_narrow = narrow;
        updateGeometry();
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        const Theme &theme = themeOf(this);
        const int quiet = m_narrow || m_quiet.isEmpty() ? 0 : QFontMetrics(theme.fonts.body).horizontalAdvance(m_quiet) + 8;
        return {std::min(360, QFontMetrics(theme.fonts.control).horizontalAdvance(m_strong) + quiet + 44), 30};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPainterPath path;
        path.addRoundedRect(rect(), 8, 8);
        painter.fillPath(path, theme.state.chip);
        drawRing(painter, QRectF(6, 6, 18, 18), theme, theme.brand.purple, m_fraction, 2.5);
        painter.setFont(theme.fonts.control);
        painter.setPen(theme.text.primary);
        const QFontMetrics metrics(theme.fonts.control);
        const QString strong = metrics.elidedText(m_strong, Qt::ElideRight, width() - 42);
        painter.drawText(rect().adjusted(32, 0, -8, 0), Qt::AlignVCenter | Qt::AlignLeft, strong);
        if (!m_narrow) {
            painter.setFont(theme.fonts.body);
            painter.setPen(theme.text.secondary);
            const QRect place = rect().adjusted(40 + metrics.horizontalAdvance(strong), 0, -8, 0);
            painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                             QFontMetrics(theme.fonts.body).elidedText(m_quiet, Qt::ElideRight, place.width()));
        }
    }

private:
    QString m_strong;
    QString m_quiet;
    double m_fraction = -1;
    bool m_narrow = false;
};

TopBar::TopBar(ActionRegistry &actions, QWidget *parent)
    : QWidget(parent),
      m_actions(actions),
      m_project(new ProjectButton(this)),
      m_screen(new TextLabel({}, TextStyle::Body, Ink::Tertiary)),
      m_undo(new IconButton(QStringLiteral("undo"), tr("Undo"))),
      m_redo(new IconButton(QStringLiteral("redo"), tr("Redo"))),
      m_search(new SearchButton(actions.shortcutText(QStringLiteral("app.palette")), this)),
      m_busy(new BusyPill(this)),
      m_bell(new IconButton(QStringLiteral("bell"), tr("Notifications")))
{
    setFixedHeight(size::kTopBar);
    m_undo->setIconSize(17);
    m_redo->setIconSize(17);
    m_undo->setAction(actions, QStringLiteral("edit.undo"));
    m_redo->setAction(actions, QStringLiteral("edit.redo"));
    m_bell->setSide(32);
    m_bell->setIconSize(17);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(size::kRail, 0, 12, 0);
    row->setSpacing(8);
    row->addWidget(m_project);
    row->addWidget(m_screen);
    row->addSpacing(6);
    row->addWidget(m_undo);
    row->addWidget(m_redo);
    row->addStretch(1);
    row->addWidget(m_busy);
    row->addWidget(m_bell);
    connect(m_project, &QAbstractButton::clicked, this,
            [this] { Q_EMIT projectMenuRequested(m_project->mapToGlobal(QPoint(0, m_project->height() + 2))); });
    connect(m_search, &QAbstractButton::clicked, this, &TopBar::paletteRequested);
    connect(m_bell, &QAbstractButton::clicked, this,
            [this] { Q_EMIT noticesRequested(m_bell->mapToGlobal(QPoint(m_bell->width(), m_bell->height() + 2))); });
}

void TopBar::setProject(const QString &name, const QString &screen)
{
    m_project->setText(name.isEmpty() ? tr("StoryCanvas") : name);
    m_project->updateGeometry();
    m_screen->setText(screen);
    m_undo->setVisible(!name.isEmpty());
    m_redo->setVisible(!name.isEmpty());
}

void TopBar::setUndoNames(const QString &undo, const QString &redo)
{
    m_undo->setToolTip(
        tooltipOf(undo.isEmpty() ? tr("Nothing to undo") : tr("Undo: %1").arg(undo), m_actions.shortcutText(QStringLiteral("edit.undo"))));
    m_redo->setToolTip(
        tooltipOf(redo.isEmpty() ? tr("Nothing to redo") : tr("Redo: %1").arg(redo), m_actions.shortcutText(QStringLiteral("edit.redo"))));
}

void TopBar::setBusy(const QString &strong, const QString &quiet, double fraction)
{
    m_busy->setWork(strong, quiet, fraction);
}

void TopBar::setUnread(bool unread)
{
    m_unread = unread;
    update();
}

void TopBar::resizeEvent(QResizeEvent *)
{
    const bool narrow = width() < kNarrow;
    const int field = narrow ? 240 : 360;
    m_search->setGeometry((width() - field) / 2, 8, field, size::kControl);
    m_search->raise();
    m_busy->setNarrow(narrow);
    m_project->setMaximumWidth(std::max(120, (width() - field) / 2 - size::kRail - (narrow ? 170 : 210)));
}

void TopBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.drawPixmap(QPointF((size::kRail - 24) / 2.0, (height() - 24) / 2.0), markPixmap(24, devicePixelRatioF()));
    if (m_unread) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.semantic.warning);
        painter.drawEllipse(QPointF(m_bell->geometry().right() - 8, m_bell->geometry().top() + 8), 3, 3);
    }
}

} // namespace sc::ui

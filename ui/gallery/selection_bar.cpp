// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/selection_bar.h"

#include "core/base/text.h"
#include "ui/theme/glow.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/stars_field.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

namespace {
constexpr int kShadow = 14; // px that the widget is larger than its plate, on each side
}

SelectionBar::SelectionBar(GalleryDesk &desk, ActionRegistry &actions, QWidget *parent)
    : QWidget(parent),
      m_desk(desk),
      m_actions(actions),
      m_count(new TextLabel({}, TextStyle::Strong)),
      m_size(new TextLabel({}, TextStyle::Body, Ink::Secondary)),
      m_stars(new StarsField(14))
{
    setAccessibleName(tr("Selected takes"));
    setFixedHeight(kHeight + 2 * kShadow);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kShadow + 14, kShadow, kShadow + 8, kShadow);
    row->setSpacing(6);
    row->addWidget(m_count);
    row->addSpacing(2);
    row->addWidget(m_size);
    row->addSpacing(4);
    m_approve = add(QStringLiteral("gallery.approve"), tr("Approve"), QStringLiteral("check"), ControlKind::Default);
    m_reject = add(QStringLiteral("gallery.reject"), tr("Reject"), QStringLiteral("close"), ControlKind::Default);
    row->addWidget(m_stars);
    m_stars->setAccessibleName(tr("Rating of all"));
    connect(m_stars, &StarsField::rated, this, [this](int stars) { Q_EMIT rated(stars); });
    m_wide.append(add(QStringLiteral("gallery.tag"), tr("Tag"), QStringLiteral("tag"), ControlKind::Quiet));
    m_wide.append(add(QStringLiteral("gallery.compare"), tr("Compare"), QStringLiteral("compare"), ControlKind::Quiet));
    m_wide.append(add(QStringLiteral("gallery.export"), tr("Export files"), QStringLiteral("export"), ControlKind::Quiet));
    m_more = new PushButton(tr("More"), ControlKind::Quiet);
    m_more->setIconName(QStringLiteral("more"));
    connect(m_more, &QPushButton::clicked, this, [this] { Q_EMIT moreRequested(m_more); });
    row->addWidget(m_more);
    row->addStretch(1);
    m_delete = add(QStringLiteral("gallery.delete"), tr("Delete"), QStringLiteral("trash"), ControlKind::Danger);
    auto *close = new IconButton(QStringLiteral("close"), tr("Select nothing"));
    connect(close, &QAbstractButton::clicked, this, &SelectionBar::closed);
    row->addWidget(close);
    hide();
}

PushButton *SelectionBar::add(const QString &action, const QString &text, const QString &icon, ControlKind kind)
{
    auto *button = new PushButton(text, kind);
    button->setIconName(icon);
    const auto tell = [this, button, action] { button->setKeyCaps(m_actions.shortcutText(action).section(QStringLiteral(", "), 0, 0)); };
    connect(&m_actions, &ActionRegistry::keysChanged, button, tell);
    connect(&m_actions, &ActionRegistry::actionsChanged, button, tell); // they come after this
    tell();
    connect(button, &QPushButton::clicked, this, [this, action] { m_actions.trigger(action); });
    static_cast<QHBoxLayout *>(layout())->addWidget(button);
    return button;
}

void SelectionBar::showFor(const std::vector<TakeId> &takes)
{
    std::vector<int> items;
    QSet<ClipId> shots;
    std::optional<int> stars;
    bool isMixed = false;
    for (const TakeId &take : takes) {
        const int place = m_desk.index().indexOf(take);
        if (place < 0)
            continue;
        items.push_back(place);
        const generation::GalleryItem &one = m_desk.index().items()[size_t(place)];
        if (!one.clipName.isEmpty())
            shots.insert(one.take.clip);
        isMixed = isMixed || (stars && *stars != one.take.rating);
        stars = one.take.rating;
    }
    const int count = int(items.size());
    m_count->setText(tr("%1 selected").arg(count));
    const QString bytes = humanSize(m_desk.index().bytesOf(items));
    m_size->setText(shots.isEmpty() || m_desk.isShared() ? bytes : tr("%1, %2").arg(bytes, tr("%n shot(s)", nullptr, int(shots.size()))));
    m_stars->setRating(isMixed ? 0 : stars.value_or(0));
    m_delete->setText(tr("Delete %1").arg(count));
    m_approve->setVisible(!m_desk.isShared());
    m_reject->setVisible(!m_desk.isShared());
    setVisible(count >= 2);
}

void SelectionBar::resizeEvent(QResizeEvent *)
{
    const bool isWide = width() - 2 * kShadow >= 900;
    for (PushButton *button : std::as_const(m_wide))
        button->setVisible(isWide);
    m_size->setVisible(width() - 2 * kShadow >= 700);
    m_more->setText(isWide ? QString() : tr("More"));
    m_more->setToolTip(tr("More to do with them"));
    m_more->setAccessibleName(tr("More to do with them"));
}

void SelectionBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const QRectF box = QRectF(rect()).adjusted(kShadow, kShadow, -kShadow, -kShadow);
    drawShadow(painter, box, 12, 26, 4, theme.glass.menuShadow);
    drawFloatingPlate(painter, box, theme, 12);
}

} // namespace sc::ui

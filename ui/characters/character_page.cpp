// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/character_page.h"

#include "ui/characters/character_words.h"
#include "ui/characters/looks_card.h"
#include "ui/characters/method_card.h"
#include "ui/characters/on_screen.h"
#include "ui/characters/reference_strip.h"
#include "ui/characters/sheet_card.h"
#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QScrollArea>

namespace sc::ui {

using generation::Character;

// Dot, name, readiness and how often it is used.
class CharacterPage::Head : public QWidget
{
public:
    explicit Head(CharacterDesk &desk) : m_desk(desk)
    {
        setFixedHeight(48);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setMinimumWidth(120);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Character *open = m_desk.current();
        if (!open)
            return;
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const double middle = height() / 2.0;
        painter.setPen(Qt::NoPen);
        painter.setBrush(characterColour(theme, open->colour));
        painter.drawEllipse(QPointF(4, middle), 4, 4);
        const auto missing = generation::missingNeeds(*open, open->method);
        const QString state = missing.empty() ? CharacterPage::tr("Ready") : missing.front().text;
        const QColor ink = missing.empty() ? theme.semantic.success : theme.semantic.warning;
        const double chipWide = QFontMetricsF(theme.fonts.caption).horizontalAdvance(state) + 30;
        painter.setFont(theme.fonts.title);
        painter.setPen(theme.text.primary);
        const int room = std::max(40, int(width() - 16 - chipWide - 10));
        const QString name = painter.fontMetrics().elidedText(open->name, Qt::ElideRight, room);
        painter.drawText(QRectF(16, 0, room, height()), Qt::AlignLeft | Qt::AlignVCenter, name);
        double x = 16 + QFontMetricsF(theme.fonts.title).horizontalAdvance(name) + 10;
        const QRectF chip(x, middle - 11, chipWide, size::kChip);
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(ink, 0.14));
        painter.drawRoundedRect(chip, radius::kChip, radius::kChip);
        drawIconCentred(painter, missing.empty() ? QStringLiteral("check") : QStringLiteral("warning"),
                        QRectF(chip.left() + 6, chip.top(), 12, chip.height()), 12, ink);
        painter.setFont(theme.fonts.caption);
        painter.setPen(ink);
        painter.drawText(chip.adjusted(22, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, state);
        x = chip.right() + 10;
        const int looks = int(open->looks.size());
        QStringList facts;
        if (looks > 0)
            facts.append(CharacterPage::tr("%n look(s)", nullptr, looks));
        if (m_desk.context().session())
            facts.append(useWords(int(m_desk.clipsWith(open->id).size())));
        if (open->scope == generation::Scope::Shared)
            facts.append(CharacterPage::tr("shared"));
        painter.setFont(theme.fonts.body);
        painter.setPen(theme.text.secondary);
        const QRectF rest(x, 0, width() - x, height());
        painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(facts.join(QStringLiteral(", ")), Qt::ElideRight, int(rest.width())));
    }

private:
    CharacterDesk &m_desk;
};

CharacterPage::CharacterPage(CharacterDesk &desk, QWidget *parent) : Panel(parent), m_desk(desk)
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(buildHead());
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    QWidget *body = buildBody();
    area->setWidget(body);
    body->setAutoFillBackground(false);
    rows->addWidget(area, 1);
}

QWidget *CharacterPage::buildHead()
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 0, 12, 0);
    row->setSpacing(4);
    m_head = new Head(m_desk);
    row->addWidget(m_head, 1);
    m_training = new PushButton(tr("Training set"), ControlKind::Quiet);
    m_training->setToolTip(tr("Pictures with captions in a folder, as LoRA trainers want them"));
    m_share = new PushButton(tr("Move to shared"), ControlKind::Quiet);
    m_share->setToolTip(tr("All projects see it then"));
    m_more = new IconButton(QStringLiteral("more"), tr("More"));
    m_identity = new IconButton(QStringLiteral("info"), tr("Identity"));
    m_identity->setVisible(false);
    row->addWidget(m_training);
    row->addWidget(m_share);
    row->addWidget(m_more);
    row->addWidget(m_identity);
    connect(m_training, &QAbstractButton::clicked, this, &CharacterPage::trainingSetRequested);
    connect(m_share, &QAbstractButton::clicked, this, &CharacterPage::shareRequested);
    connect(m_more, &QAbstractButton::clicked, this, [this] { Q_EMIT menuRequested(m_more); });
    connect(m_identity, &QAbstractButton::clicked, this, &CharacterPage::identityRequested);
    return bar;
}

QWidget *CharacterPage::buildBody()
{
    auto *body = new QWidget;
    auto *rows = new QVBoxLayout(body);
    rows->setContentsMargins(16, 0, 16, 12);
    rows->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(new TextLabel(tr("References"), TextStyle::Strong));
    m_count = new TextLabel({}, TextStyle::CaptionLight, Ink::Tertiary);
    head->addWidget(m_count, 1);
    m_hint = new TextLabel({}, TextStyle::CaptionLight, Ink::Warning);
    head->addWidget(m_hint);
    rows->addLayout(head);
    rows->addSpacing(8);
    m_references = new ReferenceStrip(m_desk);
    rows->addWidget(m_references);
    rows->addSpacing(12);
    auto *cards = new QHBoxLayout;
    cards->setSpacing(8);
    m_method = new MethodCard(m_desk);
    m_looks = new LooksCard(m_desk);
    for (Plate *card : {static_cast<Plate *>(m_method), static_cast<Plate *>(m_looks)}) {
        card->setFixedHeight(214);
        cards->addWidget(card, 1);
    }
    rows->addLayout(cards);
    rows->addSpacing(12);
    m_sheet = new SheetCard(m_desk);
    rows->addWidget(m_sheet);
    rows->addSpacing(12);
    m_onScreen = new OnScreen(m_desk);
    rows->addWidget(m_onScreen);
    rows->addStretch(1);
    connect(m_method, &MethodCard::compareRequested, this, &CharacterPage::compareRequested);
    return body;
}

void CharacterPage::refresh()
{
    const Character *open = m_desk.current();
    m_head->update();
    m_references->refresh();
    m_method->refresh();
    m_looks->refresh();
    m_onScreen->refresh();
    if (!open)
        return;
    m_count->setText(tr("%1 of %2, weight on each").arg(open->references.size()).arg(generation::kMaxReferences));
    const int missing = int(std::ranges::count_if(m_references->cells(), &ReferenceStrip::Cell::isMissing));
    m_hint->setText(missing > 0 ? tr("%n picture(s) missing", nullptr, missing) : QString());
    m_share->setVisible(open->scope == generation::Scope::Project);
    m_share->setDisabledReason(m_desk.isReadOnly() ? tr("The project is open read-only") : QString());
    m_training->setDisabledReason(open->references.empty() && open->face.isEmpty() && open->fullBody.isEmpty()
                                      ? tr("There are no pictures to train with")
                                      : QString());
    refreshSheet();
}

void CharacterPage::refreshSheet()
{
    m_sheet->refresh();
}

void CharacterPage::setIdentityButton(bool shown)
{
    m_identity->setVisible(shown);
}

void CharacterPage::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    const bool isNarrow = width() < 560;
    m_training->setVisible(!isNarrow);
    if (const Character *open = m_desk.current())
        m_share->setVisible(!isNarrow && open->scope == generation::Scope::Project);
}

} // namespace sc::ui

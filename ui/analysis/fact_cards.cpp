// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/fact_cards.h"

#include "ui/analysis/music_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/music_marks.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QGridLayout>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kCardHeight = 76;
constexpr int kGap = 8;
constexpr double kInset = 11;

// The bars go when the label would run into them; the percent stays.
void drawConfidence(QPainter &painter, const Theme &theme, const QRectF &box, double labelWidth, double confidence)
{
    const QString text = percent(confidence);
    painter.setFont(theme.fonts.caption);
    painter.setPen(confidence < 0.35 ? theme.text.tertiary : theme.text.secondary);
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, text);
    const double right = box.right() - QFontMetricsF(theme.fonts.caption).horizontalAdvance(text) - 5;
    if (right - 27 < box.left() + labelWidth)
        return;
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < 5; ++i) {
        const double height = 2 + i * 1.4;
        painter.setBrush(i < qRound(confidence * 5) ? theme.text.cyan : theme.state.track);
        painter.drawRoundedRect(QRectF(right - 23 + i * 4.6, box.center().y() + 4 - height, 3, height), 1, 1);
    }
}

} // namespace

FactCard::FactCard(QWidget *parent) : QAbstractButton(parent), m_shimmer(this)
{
    setFixedHeight(kCardHeight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setMouseTracking(true);
    setProperty("cornerRadius", radius::kCard);
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (m_fact.isCorrectable)
            Q_EMIT correctRequested();
    });
}

void FactCard::setFact(const Fact &fact)
{
    m_fact = fact;
    m_shimmer.setAwaiting(fact.isAwaited);
    setFocusPolicy(fact.isCorrectable ? Qt::TabFocus : Qt::NoFocus);
    QString spoken = QStringLiteral("%1: %2 %3")
                         .arg(fact.label,
                              fact.isAwaited         ? tr("not known yet")
                              : fact.value.isEmpty() ? tr("not known")
                                                     : fact.value,
                              fact.unit)
                         .simplified();
    if (fact.isEdited)
        spoken += tr(", edited");
    else if (fact.confidence && !fact.value.isEmpty())
        spoken += tr(", confidence %1").arg(percent(*fact.confidence));
    if (fact.isUncertain())
        spoken += tr(", uncertain");
    setAccessibleName(spoken);
    setAccessibleDescription(fact.detail);
    setToolTip(fact.isCorrectable ? tr("%1. Press to correct it.").arg(fact.meaning) : fact.meaning);
    update();
}

QRectF FactCard::choiceBox(size_t choice) const
{
    if (choice >= m_fact.choices.size())
        return {};
    const QFontMetricsF metrics(themeOf(this).fonts.captionLight);
    const QString number = decimals(m_fact.choices[choice], 2);
    const auto at = m_fact.detail.indexOf(number);
    if (at < 0)
        return {};
    return {kInset + metrics.horizontalAdvance(m_fact.detail.left(at)), 52, metrics.horizontalAdvance(number), 18};
}

std::optional<size_t> FactCard::choiceAt(QPointF at) const
{
    for (size_t i = 0; i < m_fact.choices.size(); ++i) {
        if (choiceBox(i).adjusted(-2, -3, 2, 4).contains(at))
            return i;
    }
    return std::nullopt;
}

void FactCard::mouseMoveEvent(QMouseEvent *event)
{
    m_hover = choiceAt(event->position());
    setCursor(m_hover ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
    QAbstractButton::mouseMoveEvent(event);
}

void FactCard::mouseReleaseEvent(QMouseEvent *event)
{
    if (const auto choice = choiceAt(event->position()); choice && event->button() == Qt::LeftButton) {
        setDown(false);
        Q_EMIT choiceMade(m_fact.choices[*choice]);
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void FactCard::leaveEvent(QEvent *event)
{
    m_hover.reset();
    update();
    QAbstractButton::leaveEvent(event);
}

void FactCard::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    const Fact &fact = m_fact;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawCard(painter, rect(), theme);
    const bool offers = fact.isCorrectable && (underMouse() || hasFocus());
    if (offers)
        drawRow(painter, rect(), theme, RowState::Hover, radius::kCard);
    const QRectF inner = QRectF(rect()).adjusted(kInset, 9, -kInset, -9);
    const QRectF head(inner.left(), inner.top(), inner.width(), 14);
    painter.setFont(theme.fonts.caption);
    painter.setPen(theme.text.secondary);
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, fact.label);
    if (offers) {
        painter.setPen(theme.text.blue);
        painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, tr("Correct..."));
    } else if (fact.isEdited) {
        const QString text = tr("edited");
        painter.setPen(theme.text.blue);
        painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, text);
        const double width = QFontMetricsF(theme.fonts.caption).horizontalAdvance(text);
        drawIconCentred(painter, QStringLiteral("check"), QRectF(head.right() - width - 17, head.top(), 14, 14), 12, theme.text.blue);
    } else if (fact.confidence && !fact.value.isEmpty()) {
        drawConfidence(painter, theme, head, QFontMetricsF(theme.fonts.caption).horizontalAdvance(fact.label), *fact.confidence);
    }
    const QRectF line(inner.left(), inner.top() + 18, inner.width(), 26);
    if (fact.isAwaited) {
        if (m_shimmer.isShown()) {
            drawSkeleton(painter, QRectF(line.left(), line.top() + 6, line.width() * 0.5, 16), theme, m_shimmer.phase());
            drawSkeleton(painter, QRectF(line.left(), 57, line.width() * 0.8, 9), theme, m_shimmer.phase());
        }
        return;
    }
    const QString value = fact.value.isEmpty() ? tr("Not known") : fact.value;
    const QFont &font = fact.value.isEmpty() ? theme.fonts.bodyMedium : theme.fonts.figure;
    painter.setFont(font);
    painter.setPen(fact.value.isEmpty() || fact.isUncertain() ? theme.text.tertiary : theme.text.primary);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, value);
    double after = QFontMetricsF(font).horizontalAdvance(value) + 6;
    if (!fact.camelot.isEmpty()) {
        after += drawKeyPlate(painter, QRectF(line.left() + after, line.center().y() - 8, 40, 18), fact.camelot, theme) + 6;
        if (fact.isUncertain()) {
            painter.setFont(theme.fonts.body);
            painter.setPen(theme.text.tertiary);
            painter.drawText(line.adjusted(after, 2, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                             QFontMetricsF(theme.fonts.body).elidedText(tr("uncertain"), Qt::ElideRight, line.width() - after));
        }
    } else if (!fact.value.isEmpty()) {
        painter.setFont(theme.fonts.body);
        painter.setPen(fact.isUncertain() ? theme.text.tertiary : theme.text.secondary);
        painter.drawText(line.adjusted(after, 2, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, fact.isUncertain() ? tr("uncertain") : fact.unit);
    }
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.secondary);
    painter.drawText(QRectF(inner.left(), 53, inner.width(), 16), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(theme.fonts.captionLight).elidedText(fact.detail, Qt::ElideRight, inner.width()));
    // Other tempi are one press away: underlined, blue under the mouse.
    for (size_t i = 0; i < fact.choices.size(); ++i) {
        const QRectF box = choiceBox(i);
        if (box.isEmpty() || box.right() > inner.right())
            continue;
        const bool hovered = m_hover == i;
        painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 1), hovered ? theme.text.blue : theme.hairline.three);
        if (!hovered)
            continue;
        painter.setPen(theme.text.blue);
        painter.drawText(QRectF(box.left(), 53, box.width() + 2, 16), Qt::AlignLeft | Qt::AlignVCenter, decimals(fact.choices[i], 2));
    }
}

FactCards::FactCards(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("What was heard"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(kGap);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
}

void FactCards::setFacts(const std::vector<Fact> &facts)
{
    // Cards stay where they are, so that the focus does not jump when a value changes.
    while (m_cards.size() < facts.size()) {
        auto *card = new FactCard(this);
        const int index = int(m_cards.size());
        m_grid->addWidget(card, index / 2, index % 2);
        connect(card, &FactCard::correctRequested, this,
                [this, card] { Q_EMIT correctRequested(card->fact().id, card->mapToGlobal(QPoint(0, card->height() + 2))); });
        connect(card, &FactCard::choiceMade, this, &FactCards::tempoChosen);
        m_cards.push_back(card);
    }
    for (size_t i = 0; i < m_cards.size(); ++i) {
        m_cards[i]->setVisible(i < facts.size());
        if (i < facts.size())
            m_cards[i]->setFact(facts[i]);
    }
}

FactCard *FactCards::card(FactId id) const
{
    const auto found = std::ranges::find_if(
        m_cards, [id](const FactCard *card) { return card->isVisibleTo(card->parentWidget()) && card->fact().id == id; });
    return found == m_cards.end() ? nullptr : *found;
}

} // namespace sc::ui

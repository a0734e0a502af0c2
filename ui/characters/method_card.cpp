// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/method_card.h"

#include "ui/characters/character_words.h"
#include "ui/theme/icons.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QSlider>

#include <cmath>

namespace sc::ui {

using generation::Character;
using generation::CharacterMethod;

namespace {

class WarningSign : public QWidget
{
public:
    WarningSign() { setFixedSize(13, 13); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawIconCentred(painter, QStringLiteral("warning"), rect(), 13, themeOf(this).semantic.warning);
    }
};

// The figure that the method has; null: none.
double *weightOf(Character &character)
{
    switch (character.method) {
    case CharacterMethod::IpAdapter:
        return &character.ipAdapterWeight;
    case CharacterMethod::InstantId:
        return &character.instantIdStrength;
    case CharacterMethod::ReActor:
        return &character.reactorBlend;
    default:
        return nullptr;
    }
}

} // namespace

MethodCard::MethodCard(CharacterDesk &desk, QWidget *parent)
    : Plate(Level::Card, parent),
      m_desk(desk),
      m_weightName(new TextLabel({}, TextStyle::Caption, Ink::Secondary)),
      m_weightRange(new TextLabel({}, TextStyle::CaptionLight, Ink::Tertiary)),
      m_weightValue(new TextLabel({}, TextStyle::Strong)),
      m_weight(new QSlider(Qt::Horizontal)),
      m_compare(new PushButton(tr("Compare in a test"), ControlKind::Quiet))
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(12, 8, 12, 10);
    rows->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Method"), TextStyle::Strong), 1);
    m_compare->setButtonSize(ButtonSize::Small);
    head->addWidget(m_compare);
    rows->addLayout(head);
    rows->addSpacing(2);
    for (const CharacterMethod method : generation::allMethods()) {
        auto *line = new QHBoxLayout;
        line->setSpacing(4);
        auto *radio = new QRadioButton(generation::methodTitle(method));
        radio->setMinimumHeight(26);
        auto *sign = new WarningSign;
        auto *state = new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary);
        line->addWidget(radio, 1);
        line->addWidget(sign);
        line->addWidget(state);
        rows->addLayout(line);
        connect(radio, &QRadioButton::clicked, this, [this, method] { choose(method); });
        m_rows.push_back({method, radio, state, sign});
    }
    rows->addStretch(1);
    rows->addWidget(new Hairline);
    rows->addSpacing(6);
    auto *figure = new QHBoxLayout;
    figure->addWidget(m_weightName, 1);
    figure->addWidget(m_weightRange);
    figure->addSpacing(6);
    figure->addWidget(m_weightValue);
    rows->addLayout(figure);
    m_weight->setSingleStep(1);
    m_weight->setPageStep(4);
    rows->addWidget(m_weight);
    connect(m_weight, &QSlider::valueChanged, this,
            [this](int twentieths) { m_weightValue->setText(QString::number(twentieths / 20.0, 'f', 2)); });
    // Kept when the hand lets go: one step of undo.
    connect(m_weight, &QSlider::sliderReleased, this, &MethodCard::takeWeight);
    connect(m_weight, &QSlider::actionTriggered, this, [this](int action) {
        if (action != QAbstractSlider::SliderMove)
            QMetaObject::invokeMethod(this, &MethodCard::takeWeight, Qt::QueuedConnection);
    });
    connect(m_compare, &QAbstractButton::clicked, this, &MethodCard::compareRequested);
}

QRadioButton *MethodCard::radio(CharacterMethod method) const
{
    for (const Row &row : m_rows) {
        if (row.method == method)
            return row.radio;
    }
    return nullptr;
}

void MethodCard::refresh()
{
    const Character *open = m_desk.current();
    if (!open)
        return;
    int usable = 0;
    for (const Row &row : m_rows) {
        const MethodState state = methodState(*open, row.method);
        const bool isOn = open->method == row.method;
        row.radio->setAutoExclusive(false);
        row.radio->setChecked(isOn);
        row.radio->setAutoExclusive(true);
        row.radio->setEnabled((!state.isMissing || isOn) && !m_desk.isReadOnly());
        row.radio->setToolTip(state.isMissing ? state.words : QString());
        row.radio->setAccessibleDescription(state.words);
        row.state->setText(state.words);
        row.state->setInk(state.isMissing ? Ink::Warning : Ink::Secondary);
        row.sign->setVisible(state.isMissing);
        usable += state.isMissing ? 0 : 1;
    }
    m_compare->setDisabledReason(usable < 2                       ? tr("Two methods need what they need first")
                                 : !m_desk.context().generation() ? tr("The queue is not there")
                                 : !m_desk.context().session()    ? tr("Open a project: the pictures go into it")
                                                                  : QString());
    Character copy = *open;
    const double *weight = weightOf(copy);
    const double most = open->method == CharacterMethod::IpAdapter ? 2 : 1;
    const QSignalBlocker quiet(m_weight);
    for (QWidget *part : {static_cast<QWidget *>(m_weight), static_cast<QWidget *>(m_weightName), static_cast<QWidget *>(m_weightRange),
                          static_cast<QWidget *>(m_weightValue)})
        part->setVisible(weight != nullptr);
    if (!weight)
        return;
    m_weightName->setText(open->method == CharacterMethod::IpAdapter   ? tr("IP-Adapter weight")
                          : open->method == CharacterMethod::InstantId ? tr("InstantID strength")
                                                                       : tr("ReActor blend"));
    m_weight->setAccessibleName(m_weightName->text());
    m_weightRange->setText(tr("0 to %1").arg(most));
    m_weight->setRange(0, int(most * 20));
    m_weight->setValue(int(std::lround(*weight * 20)));
    m_weightValue->setText(QString::number(*weight, 'f', 2));
    m_weight->setEnabled(!m_desk.isReadOnly());
}

void MethodCard::choose(CharacterMethod method)
{
    const Character *open = m_desk.current();
    if (!open || open->method == method)
        return;
    Character edited = *open;
    edited.method = method;
    if (const auto problem = m_desk.save(edited))
        m_desk.report(*problem);
}

void MethodCard::takeWeight()
{
    const Character *open = m_desk.current();
    if (!open)
        return;
    Character edited = *open;
    double *weight = weightOf(edited);
    if (!weight || std::lround(*weight * 20) == m_weight->value())
        return;
    *weight = m_weight->value() / 20.0;
    if (const auto problem = m_desk.save(edited))
        m_desk.report(*problem);
}

} // namespace sc::ui

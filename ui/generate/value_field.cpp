// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/value_field.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QLocale>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSlider>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr int kValueWidth = 58;

} // namespace

ValueField::ValueField(const QString &label, const Range &range, QWidget *parent)
    : QWidget(parent),
      m_range(range),
      m_label(new TextLabel(label, TextStyle::Caption, Ink::Secondary, this)),
      m_hint(new TextLabel({}, TextStyle::CaptionLight, Ink::Tertiary, this)),
      m_edit(new QLineEdit(this)),
      m_slider(new QSlider(Qt::Horizontal, this)),
      m_problem(new TextLabel({}, TextStyle::Caption, Ink::Danger, this)),
      m_offer(new PushButton({}, ControlKind::Default, this)),
      m_wrong(new QWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    auto *top = new QHBoxLayout;
    top->setSpacing(6);
    top->addWidget(m_label);
    top->addStretch(1);
    top->addWidget(m_hint);
    m_edit->setAlignment(Qt::AlignRight);
    m_edit->setFixedSize(kValueWidth, 24);
    m_edit->setAccessibleName(label);
    m_edit->installEventFilter(this);
    m_label->installEventFilter(this);
    top->addWidget(m_edit);
    layout->addLayout(top);
    m_slider->setAccessibleName(label);
    m_slider->setRange(0, int(std::lround((sliderEnd() - range.least) / range.step)));
    m_slider->setFocusPolicy(Qt::TabFocus);
    m_slider->installEventFilter(this);
    layout->addWidget(m_slider);
    auto *wrong = new QHBoxLayout(m_wrong);
    wrong->setContentsMargins(0, 0, 0, 0);
    wrong->addWidget(m_problem, 1);
    m_offer->setButtonSize(ButtonSize::Small);
    wrong->addWidget(m_offer);
    layout->addWidget(m_wrong);
    m_wrong->hide();
    connect(m_edit, &QLineEdit::editingFinished, this, &ValueField::takeText);
    connect(m_offer, &QAbstractButton::clicked, this, [this] { accept(m_offered); });
    connect(m_slider, &QSlider::valueChanged, this, [this](int at) {
        m_edit->setText(textOf(m_range.least + at * m_range.step));
        if (!m_slider->isSliderDown())
            accept(m_range.least + at * m_range.step);
    });
    connect(m_slider, &QSlider::sliderReleased, this, [this] { accept(m_range.least + m_slider->value() * m_range.step); });
}

QString ValueField::textOf(double value) const
{
    QString text = QLocale().toString(value, 'f', m_range.decimals);
    if (m_range.decimals > 0) { // 7.50 is 7.5
        const QString point = QLocale().decimalPoint();
        while (text.contains(point) && (text.endsWith(u'0') || text.endsWith(point)))
            text.chop(1);
    }
    return text;
}

void ValueField::setValue(double value, bool isOwn)
{
    m_value = value;
    m_label->setInk(isOwn ? Ink::Blue : Ink::Secondary);
    m_label->setToolTip(isOwn ? tr("The shot's own value. A double click takes the preset's again.") : tr("As the preset has it"));
    if (m_slider->isSliderDown() || (m_edit->hasFocus() && m_edit->isModified()) || isWrong())
        return;
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(int(std::lround((std::min(value, sliderEnd()) - m_range.least) / m_range.step)));
    m_edit->setText(textOf(value));
}

void ValueField::setHint(const QString &hint)
{
    m_hint->setText(hint);
}

bool ValueField::isWrong() const
{
    return m_wrong->isVisibleTo(this);
}

void ValueField::showWrong(const QString &sentence, double offered)
{
    m_offered = offered;
    m_problem->setText(sentence);
    m_offer->setText(tr("Use %1").arg(textOf(offered)));
    m_edit->setProperty("wrong", true);
    m_edit->setAccessibleDescription(sentence);
    m_edit->update();
    m_wrong->show();
}

void ValueField::takeText()
{
    if (!m_edit->isModified())
        return;
    m_edit->setModified(false);
    bool ok = false;
    double typed = QLocale().toDouble(m_edit->text().trimmed(), &ok);
    if (!ok)
        typed = m_edit->text().trimmed().toDouble(&ok);
    const QString range = tr("%1 to %2").arg(textOf(m_range.least), textOf(m_range.most));
    if (!ok || !std::isfinite(typed)) {
        showWrong(tr("A number from %1").arg(range), m_value);
        return;
    }
    if (typed < m_range.least || typed > m_range.most) {
        showWrong(range, std::clamp(typed, m_range.least, m_range.most));
        return;
    }
    accept(m_range.decimals == 0 ? std::round(typed) : typed);
}

void ValueField::accept(double value)
{
    m_wrong->hide();
    m_edit->setProperty("wrong", false);
    m_edit->setAccessibleDescription({});
    m_edit->setModified(false);
    m_edit->setText(textOf(value));
    m_edit->update();
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(int(std::lround((std::min(value, sliderEnd()) - m_range.least) / m_range.step)));
    if (std::abs(value - m_value) < m_range.step / 1000)
        return;
    m_value = value;
    Q_EMIT committed(value);
}

bool ValueField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_label && event->type() == QEvent::MouseButtonDblClick) {
        m_wrong->hide();
        Q_EMIT resetRequested();
        return true;
    }
    if (watched == m_slider && event->type() == QEvent::Wheel && !m_slider->hasFocus()) {
        event->ignore(); // the wheel scrolls the panel
        return true;
    }
    const bool isEscape = (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) && watched == m_edit &&
                          static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && (m_edit->isModified() || isWrong());
    if (isEscape) {
        event->accept();
        if (event->type() == QEvent::KeyPress)
            accept(m_value);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace sc::ui

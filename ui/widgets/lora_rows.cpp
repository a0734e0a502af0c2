// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/lora_rows.h"

#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSlider>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {
constexpr int kNameWidth = 108;
}

LoraRows::LoraRows(const QString &title, QWidget *parent)
    : QWidget(parent), m_hint(new TextLabel({}, TextStyle::CaptionLight, Ink::Tertiary)), m_rows(new QVBoxLayout), m_edit(new QLineEdit)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 6, 8, 8);
    column->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(title, TextStyle::Caption, Ink::Secondary), 1);
    head->addWidget(m_hint);
    column->addLayout(head);
    m_rows->setSpacing(0);
    column->addLayout(m_rows);
    m_edit->setPlaceholderText(tr("Add: name, or name:0.8"));
    m_edit->setAccessibleName(tr("Add a LoRA"));
    column->addWidget(m_edit);
    connect(m_edit, &QLineEdit::returnPressed, this, &LoraRows::add);
}

void LoraRows::setEntries(const std::vector<Entry> &entries)
{
    if (m_entries == entries)
        return;
    m_entries = entries;
    rebuild();
}

void LoraRows::setHint(const QString &hint)
{
    m_hint->setText(hint);
}

void LoraRows::setMost(int most)
{
    m_most = most;
    const bool isFull = most >= 0 && int(m_entries.size()) >= most;
    m_edit->setEnabled(!isFull && !m_readOnly);
    m_edit->setToolTip(isFull ? tr("This family takes %n at most", nullptr, most) : QString());
}

void LoraRows::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    setMost(m_most);
    rebuild();
}

void LoraRows::rebuild()
{
    clearLayout(m_rows);
    for (size_t i = 0; i < m_entries.size(); ++i) {
        const Entry &entry = m_entries[i];
        auto *line = new QWidget;
        line->setFixedHeight(28);
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        auto *name = new TextLabel(entry.name.section(u'/', -1).section(QStringLiteral(".safetensors"), 0, 0), TextStyle::Control);
        name->setToolTip(entry.name);
        name->setFixedWidth(kNameWidth);
        auto *slider = new QSlider(Qt::Horizontal);
        slider->setAccessibleName(tr("Weight of %1").arg(entry.name));
        slider->setRange(entry.weight < 0 ? -80 : 0, entry.weight > 2 ? 80 : 40); // twentieths
        slider->setValue(int(std::lround(entry.weight * 20)));
        slider->setEnabled(!m_readOnly);
        auto *value = new TextLabel(QString::number(entry.weight, 'g', 3), TextStyle::Control);
        value->setFixedWidth(28);
        value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        auto *gone = new IconButton(QStringLiteral("close"), tr("Take %1 away").arg(entry.name));
        gone->setSide(size::kControlSmall);
        gone->setIconSize(12);
        gone->setEnabled(!m_readOnly);
        row->addWidget(name);
        row->addWidget(slider, 1);
        row->addWidget(value);
        row->addWidget(gone);
        m_rows->addWidget(line);
        connect(slider, &QSlider::valueChanged, value,
                [value](int twentieths) { value->setText(QString::number(twentieths / 20.0, 'g', 3)); });
        connect(slider, &QSlider::sliderReleased, this, [this, slider, i] { setWeight(i, slider->value() / 20.0); });
        connect(slider, &QSlider::actionTriggered, this, [this, slider, i](int action) {
            if (action != QAbstractSlider::SliderMove)
                QMetaObject::invokeMethod(
                    this, [this, slider, i] { setWeight(i, slider->value() / 20.0); }, Qt::QueuedConnection);
        });
        connect(gone, &QAbstractButton::clicked, this, [this, i] {
            m_entries.erase(m_entries.begin() + std::ptrdiff_t(i));
            rebuild();
            Q_EMIT changed();
        });
    }
    setMost(m_most);
}

void LoraRows::setWeight(size_t index, double weight)
{
    if (index >= m_entries.size() || std::lround(m_entries[index].weight * 20) == std::lround(weight * 20))
        return;
    m_entries[index].weight = weight;
    Q_EMIT changed();
}

void LoraRows::add()
{
    const QString text = m_edit->text().trimmed();
    bool isNumber = false;
    const double typed = text.section(u':', -1).toDouble(&isNumber);
    const bool hasWeight = text.contains(u':') && isNumber;
    const QString name = hasWeight ? text.section(u':', 0, -2).trimmed() : text;
    if (name.isEmpty())
        return;
    if (hasWeight && std::abs(typed) > 4) {
        m_edit->setProperty("wrong", true);
        m_edit->setToolTip(tr("A weight is -4 to 4, for example 0.8"));
        m_edit->update();
        return;
    }
    m_edit->setProperty("wrong", false);
    m_edit->clear();
    std::erase_if(m_entries, [&](const Entry &one) { return one.name == name; });
    m_entries.push_back({name, hasWeight ? typed : 1});
    rebuild();
    Q_EMIT changed();
}

void LoraRows::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawCard(painter, rect(), themeOf(this));
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/lora_card.h"

#include "ui/generate/generate_desk.h"
#include "ui/generate/model_picker.h"
#include "ui/generate/value_field.h"
#include "ui/theme/plates.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QJsonArray>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>

#include <algorithm>

namespace sc::ui {

using namespace generation;

LoraCard::LoraCard(GenerateDesk &desk, QWidget *parent)
    : QWidget(parent),
      m_desk(desk),
      m_count(new TextLabel({}, TextStyle::CaptionLight, Ink::Tertiary, this)),
      m_warning(new TextLabel({}, TextStyle::Caption, Ink::Warning, this)),
      m_add(new PushButton(tr("Add"), ControlKind::Quiet, this)),
      m_rows(new QVBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 6, 8, 6);
    layout->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("LoRA"), TextStyle::Caption, Ink::Secondary, this));
    head->addStretch(1);
    head->addWidget(m_count);
    m_add->setIconName(QStringLiteral("plus"));
    m_add->setButtonSize(ButtonSize::Small);
    head->addWidget(m_add);
    layout->addLayout(head);
    m_rows->setSpacing(4);
    layout->addLayout(m_rows);
    m_warning->setWrap(true);
    m_warning->hide();
    layout->addWidget(m_warning);
    connect(m_add, &QAbstractButton::clicked, this,
            [this] { openFilePicker(m_desk, ModelKind::Lora, window(), m_add, [this](const QString &name) { add(name); }); });
    refresh();
}

void LoraCard::refresh()
{
    const comfy::ModelFamily *family = m_desk.family();
    const auto &loras = m_desk.draft().request.params.loras;
    const int most = family ? family->maxLoras : 0;
    const int count = int(loras.size());
    m_count->setText(count > 0 ? tr("%1 of %2").arg(count).arg(most) : QString());
    m_add->setDisabledReason(!m_desk.clip()      ? tr("Choose a shot first.")
                             : m_desk.isLocked() ? tr("The shot is locked.")
                             : most == 0         ? tr("%1 takes no LoRAs").arg(family ? family->name : tr("This family"))
                             : count >= most     ? tr("%1 takes %n LoRA(s)", nullptr, most).arg(family->name)
                                                 : QString());
    QStringList others;
    QString shown = m_desk.clipId().text();
    for (const comfy::LoraRef &lora : loras) {
        const QString made = familyOfFile(lora.name);
        if (family && !made.isEmpty() && made != family->id) {
            const comfy::ModelFamily *known = comfy::FamilyTable::builtIn().find(made);
            others.append(tr("%1 looks made for %2.").arg(lora.name.section(u'/', -1), known ? known->name : made));
        }
        shown += u'\n' + lora.name;
    }
    if (count > most)
        others.append(tr("%1 takes %n LoRA(s); one has to go.", nullptr, most).arg(family ? family->name : QString()));
    m_warning->setText(others.join(u' '));
    m_warning->setVisible(!others.isEmpty());
    if (shown != m_shown) {
        m_shown = shown;
        clearLayout(m_rows);
        for (int i = 0; i < count; ++i) {
            const QString name = loras[size_t(i)].name;
            auto *row = new QWidget(this);
            auto *line = new QHBoxLayout(row);
            line->setContentsMargins(0, 0, 0, 0);
            line->setSpacing(6);
            auto *field = new ValueField(loras[size_t(i)].name.section(u'/', -1).section(u'.', 0, -2), {-4, 4, 0.1, 2, 0}, row);
            field->setToolTip(loras[size_t(i)].name);
            line->addWidget(field, 1);
            auto *gone = new IconButton(QStringLiteral("close"), tr("Take %1 away").arg(loras[size_t(i)].name), row);
            gone->setSide(size::kControlSmall);
            line->addWidget(gone);
            connect(field, &ValueField::committed, this, [this, name](double weight) { setWeight(name, weight); });
            connect(field, &ValueField::resetRequested, this, [this, name] { setWeight(name, 1); });
            connect(gone, &QAbstractButton::clicked, this, [this, name] { remove(name); });
            m_rows->addWidget(row);
            row->show();
        }
    }
    for (int i = 0; i < m_rows->count() && i < count; ++i) {
        if (auto *field = m_rows->itemAt(i)->widget()->findChild<ValueField *>())
            field->setValue(loras[size_t(i)].weight, false);
    }
    updateGeometry();
}

namespace {

QJsonArray listed(const std::vector<comfy::LoraRef> &loras)
{
    comfy::GenerationParams params;
    params.loras = loras;
    return comfy::toJson(params).value(QStringLiteral("loras")).toArray();
}

} // namespace

std::vector<comfy::LoraRef> LoraCard::own() const
{
    const timeline::Clip *clip = m_desk.clip();
    const QJsonObject params = clip ? clip->generation.params : QJsonObject();
    const auto read = comfy::paramsFromJson({{QStringLiteral("loras"), params.value(u"loras")}});
    return read ? read->loras : std::vector<comfy::LoraRef>();
}

void LoraCard::store(const QString &stepName, const std::vector<comfy::LoraRef> &loras)
{
    (void)m_desk.setParams(stepName, {{QStringLiteral("loras"), loras.empty() ? QJsonValue() : QJsonValue(listed(loras))}});
}

void LoraCard::add(const QString &name)
{
    auto loras = own();
    loras.push_back({name, 1, {}});
    store(tr("Add LoRA"), loras);
}

void LoraCard::setWeight(const QString &name, double weight)
{
    auto loras = own();
    const auto found = std::ranges::find(loras, name, &comfy::LoraRef::name);
    if (found != loras.end())
        found->weight = weight;
    else
        loras.push_back({name, weight, {}}); // over the weight that a template or character gives it
    store(tr("Change LoRA weight"), loras);
}

void LoraCard::remove(const QString &name)
{
    auto loras = own();
    if (std::erase_if(loras, [&](const comfy::LoraRef &lora) { return lora.name == name; }) > 0) {
        store(tr("Remove LoRA"), loras);
        return;
    }
    m_desk.editor().report(Problem(ProblemCode::Conflict, tr("“%1” comes with the shot's template or a character.").arg(name))
                               .withDetail(tr("Take that out, or give the LoRA the weight 0.")));
}

void LoraCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawCard(painter, rect(), themeOf(this));
}

} // namespace sc::ui

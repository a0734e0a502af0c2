// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/seed_row.h"

#include "core/comfy/generation_params.h"
#include "ui/generate/generate_desk.h"
#include "ui/generate/time_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>

#include <algorithm>

namespace sc::ui {

SeedRow::SeedRow(GenerateDesk &desk, QWidget *parent)
    : QWidget(parent),
      m_desk(desk),
      m_edit(new QLineEdit(this)),
      m_dice(new IconButton(QStringLiteral("dice"), tr("Throw a new seed"), this)),
      m_lock(new IconButton(QStringLiteral("unlock"), tr("Keep this seed"), this)),
      m_last(new IconButton(QStringLiteral("history"), tr("Seed of the last take"), this)),
      m_problem(new TextLabel({}, TextStyle::Caption, Ink::Danger, this)),
      m_offer(new PushButton({}, ControlKind::Default, this)),
      m_wrong(new QWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(new TextLabel(tr("Seed"), TextStyle::Caption, Ink::Secondary, this));
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    m_edit->setFont(themeOf(this).fonts.valueMono);
    m_edit->setAccessibleName(tr("Seed"));
    m_edit->setPlaceholderText(tr("a fresh one each time"));
    row->addWidget(m_edit, 1);
    for (IconButton *button : {m_dice, m_last, m_lock}) {
        button->setKind(ControlKind::Default);
        row->addWidget(button);
    }
    m_lock->setCheckable(true);
    layout->addLayout(row);
    auto *wrong = new QHBoxLayout(m_wrong);
    wrong->setContentsMargins(0, 0, 0, 0);
    wrong->setSpacing(6);
    m_problem->setWrap(true);
    wrong->addWidget(m_problem, 1);
    m_offer->setText(tr("Use the words"));
    m_offer->setButtonSize(ButtonSize::Small);
    wrong->addWidget(m_offer);
    layout->addWidget(m_wrong);
    m_wrong->hide();
    connect(m_edit, &QLineEdit::editingFinished, this, [this] {
        if (m_edit->isModified())
            takeText();
    });
    connect(m_dice, &QAbstractButton::clicked, this, [this] { store(comfy::freshSeed()); });
    connect(m_lock, &QAbstractButton::clicked, this, [this](bool on) {
        if (!on) {
            leaveOpen();
            return;
        }
        const auto &takes = m_desk.takes();
        const auto last = std::find_if(takes.rbegin(), takes.rend(), [](const timeline::Take &take) { return take.seed.has_value(); });
        store(last != takes.rend() ? *last->seed : comfy::freshSeed());
    });
    connect(m_last, &QAbstractButton::clicked, this, [this] {
        const timeline::Take *shown = m_desk.takeAt(0);
        const auto &takes = m_desk.takes();
        const auto last = std::find_if(takes.rbegin(), takes.rend(), [](const timeline::Take &take) { return take.seed.has_value(); });
        if (shown && shown->seed)
            store(*shown->seed);
        else if (last != takes.rend())
            store(*last->seed);
    });
    connect(m_offer, &QAbstractButton::clicked, this, [this] { store(comfy::seedFromText(m_edit->text().trimmed())); });
    refresh();
}

void SeedRow::showWrong(bool wrong, const QString &sentence)
{
    m_edit->setProperty("wrong", wrong);
    m_edit->setAccessibleDescription(sentence);
    m_edit->update();
    m_problem->setText(sentence);
    m_wrong->setVisible(wrong);
}

void SeedRow::store(qint64 seed)
{
    showWrong(false);
    m_edit->setModified(false);
    (void)m_desk.setParams(tr("Set seed"), {{QStringLiteral("seed"), seed}});
    refresh();
}

void SeedRow::leaveOpen()
{
    showWrong(false);
    m_edit->setModified(false);
    (void)m_desk.setParams(tr("Free seed"), {{QStringLiteral("seed"), QJsonValue()}});
    refresh();
}

void SeedRow::takeText()
{
    QString text = m_edit->text().trimmed();
    m_edit->setModified(false);
    if (text.isEmpty() || text == u"-1")
        return leaveOpen();
    QString digits = text;
    for (const QChar space : {QChar(u' '), QChar(0x2009), QChar(0x202F), QChar(0xA0)})
        digits.remove(space);
    bool isNumber = false;
    const qint64 seed = digits.toLongLong(&isNumber);
    if (isNumber && seed >= 0)
        return store(seed);
    const bool isNumeric = !digits.isEmpty() && std::ranges::all_of(digits, [](QChar c) { return c.isDigit() || c == u'-' || c == u'.'; });
    showWrong(true, isNumeric ? tr("A whole number from 0, for example 418220917.") : tr("No number. The words can be turned into one."));
    m_offer->setVisible(!isNumeric);
}

void SeedRow::refresh()
{
    const auto seed = m_desk.draft().request.params.seed;
    const bool isOwn = m_desk.isOwn("seed");
    const bool isLocked = m_desk.isLocked();
    if (!m_edit->isModified() && !m_edit->property("wrong").toBool())
        m_edit->setText(seed ? seedWords(*seed) : QString());
    m_lock->setChecked(isOwn);
    m_lock->setIconName(isOwn ? QStringLiteral("lock") : QStringLiteral("unlock"));
    m_lock->setKind(isOwn ? ControlKind::On : ControlKind::Default);
    m_edit->setReadOnly(isLocked);
    m_dice->setEnabled(!isLocked);
    m_lock->setEnabled(!isLocked);
    m_last->setEnabled(!isLocked && std::ranges::any_of(m_desk.takes(), [](const timeline::Take &take) { return take.seed.has_value(); }));
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/label_chips.h"

#include "ui/analysis/music_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chip.h"

#include <QtCore/QEvent>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QMenu>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kGap = 4;
constexpr int kMostOfKind[] = {2, 2, 3, 2}; // shown before "more": genre, mood, instrument, tag
constexpr int kLongestName = 60;

QString kindTitle(audio::LabelKind kind)
{
    switch (kind) {
    case audio::LabelKind::Genre:
        return LabelChips::tr("Genre");
    case audio::LabelKind::Mood:
        return LabelChips::tr("Mood");
    case audio::LabelKind::Instrument:
        return LabelChips::tr("Instrument");
    case audio::LabelKind::Tag:
        return LabelChips::tr("Tag");
    }
    return {};
}

bool isEdited(const audio::Label &label)
{
    return label.source == u"edited";
}

QString chipText(const audio::Label &label)
{
    const QString title = sectionWord(audio::labelTitle(label.name));
    return label.kind == audio::LabelKind::Genre && !isEdited(label) ? QStringLiteral("%1 %2").arg(title, percent(label.confidence))
                                                                     : title;
}

} // namespace

LabelChips::LabelChips(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Labels"));
}

void LabelChips::setLabels(const std::vector<audio::Label> &labels, bool isCorrected)
{
    m_labels = labels;
    m_corrected = isCorrected;
    std::ranges::stable_sort(m_labels, {}, [](const audio::Label &l) { return std::pair(int(l.kind), -l.confidence); });
    rebuild();
}

void LabelChips::rebuild()
{
    for (Chip *chip : m_chips) {
        chip->hide();
        chip->deleteLater();
    }
    m_chips.clear();
    int ofKind[audio::kLabelKinds] = {};
    int hidden = 0;
    for (const audio::Label &label : m_labels) {
        int &count = ofKind[int(label.kind)];
        if (m_all || isEdited(label) || count < kMostOfKind[int(label.kind)])
            addChip(label);
        else
            ++hidden;
        ++count;
    }
    const auto last = [this](const QString &text, const QString &name) {
        auto *chip = new Chip(text, this);
        chip->setAccessibleName(name);
        chip->setToolTip(name);
        m_chips.push_back(chip);
        return chip;
    };
    if (hidden > 0) {
        connect(last(tr("%n more", nullptr, hidden), tr("Show every label")), &QAbstractButton::clicked, this, [this] {
            m_all = true;
            rebuild();
        });
    }
    Chip *add = last(m_labels.empty() ? tr("Add a label") : QStringLiteral("+"), tr("Add a label"));
    connect(add, &QAbstractButton::clicked, this, [this, add] { openAddMenu(add); });
    for (Chip *chip : m_chips)
        chip->show();
    place(width(), true);
    updateGeometry();
}

void LabelChips::addChip(const audio::Label &label)
{
    auto *chip = new Chip(chipText(label), this);
    const Theme &theme = themeOf(this);
    // The surest genre leads.
    const bool leads = m_chips.empty() && label.kind == audio::LabelKind::Genre && label.confidence >= 0.5;
    if (leads)
        chip->setInk(theme.text.blue, theme.state.fill);
    else if (label.confidence < 0.35 && !isEdited(label))
        chip->setInk(theme.text.tertiary, theme.state.chip);
    if (isEdited(label))
        chip->setDot(theme.text.blue);
    const QString sure = isEdited(label) ? tr("added by hand") : tr("confidence %1").arg(percent(label.confidence));
    const QString from = label.source.isEmpty() || isEdited(label) ? QString() : tr(", says %1").arg(label.source);
    chip->setToolTip(QStringLiteral("%1, %2%3").arg(kindTitle(label.kind), sure, from));
    chip->setAccessibleName(QStringLiteral("%1, %2").arg(chipText(label), chip->toolTip()));
    connect(chip, &QAbstractButton::clicked, this, [this, label, chip] { openChipMenu(label, chip); });
    m_chips.push_back(chip);
}

void LabelChips::openChipMenu(const audio::Label &label, QWidget *under)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Remove %1").arg(audio::labelTitle(label.name)), this,
                    [this, label] { Q_EMIT labelChanged(label.kind, label.name, false); });
    if (m_corrected)
        menu->addAction(tr("Reset all labels"), this, &LabelChips::resetRequested);
    menu->popup(under->mapToGlobal(QPoint(0, under->height() + 4)));
}

void LabelChips::openAddMenu(QWidget *under)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    using audio::LabelKind;
    for (const LabelKind kind : {LabelKind::Genre, LabelKind::Mood, LabelKind::Instrument, LabelKind::Tag}) {
        QMenu *names = menu->addMenu(kindTitle(kind));
        for (const QString &name : audio::labelVocabulary(kind)) {
            const bool there = std::ranges::any_of(m_labels, [&](const audio::Label &l) { return l.kind == kind && l.name == name; });
            QAction *action =
                names->addAction(audio::labelTitle(name), this, [this, kind, name, there] { Q_EMIT labelChanged(kind, name, !there); });
            action->setCheckable(true);
            action->setChecked(there);
        }
    }
    menu->addSeparator();
    menu->addAction(tr("Own tag..."), this, [this] {
        const QString name = QInputDialog::getText(this, tr("Own tag"), tr("A word for this song")).trimmed().left(kLongestName).toLower();
        if (!name.isEmpty())
            Q_EMIT labelChanged(LabelKind::Tag, name, true);
    });
    if (m_corrected)
        menu->addAction(tr("Reset all labels"), this, &LabelChips::resetRequested);
    menu->popup(under->mapToGlobal(QPoint(0, under->height() + 4)));
}

int LabelChips::place(int width, bool move) const
{
    int x = 0;
    int y = 0;
    int line = 0;
    for (Chip *chip : m_chips) {
        const QSize size = chip->sizeHint();
        if (x > 0 && x + size.width() > width) {
            x = 0;
            y += line + kGap;
        }
        if (move)
            chip->setGeometry(QRect(QPoint(x, y), QSize(std::min(size.width(), std::max(width, 20)), size.height())));
        x += size.width() + kGap;
        line = size.height();
    }
    return y + line;
}

int LabelChips::heightForWidth(int width) const
{
    return place(width, false);
}

QSize LabelChips::sizeHint() const
{
    return {200, place(std::max(width(), 200), false)};
}

void LabelChips::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        rebuild();
}

void LabelChips::resizeEvent(QResizeEvent *)
{
    place(width(), true);
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/size_row.h"

#include "ui/generate/generate_desk.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::ui {

namespace {

struct Shape
{
    int width;
    int height;
};
constexpr std::array kShapes = {Shape{1, 1}, Shape{16, 9}, Shape{9, 16}, Shape{4, 3}, Shape{3, 2}, Shape{21, 9}};
constexpr int kLeast = 64;
constexpr int kMost = 4096;

} // namespace

QSize sizeOfShape(QSize base, int width, int height, int step)
{
    const double pixels = std::max(1.0, double(base.width()) * base.height());
    const double wide = std::sqrt(pixels * width / height);
    const auto snapped = [step](double side) {
        const int grid = std::max(1, step);
        const int rounded = int(std::lround(side / grid)) * grid;
        return std::clamp(rounded, (kLeast + grid - 1) / grid * grid, kMost / grid * grid);
    };
    return {snapped(wide), snapped(wide * height / width)};
}

SizeRow::SizeRow(GenerateDesk &desk, QWidget *parent)
    : QWidget(parent),
      m_desk(desk),
      m_width(new QLineEdit(this)),
      m_height(new QLineEdit(this)),
      m_said(new TextLabel({}, TextStyle::Caption, Ink::Warning, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->setSpacing(4);
    head->addWidget(new TextLabel(tr("Size"), TextStyle::Caption, Ink::Secondary, this));
    head->addStretch(1);
    for (QLineEdit *edit : {m_width, m_height}) {
        edit->setFixedSize(52, 24);
        edit->setAlignment(Qt::AlignCenter);
        connect(edit, &QLineEdit::editingFinished, this, [this, edit] {
            if (edit->isModified())
                takeTyped();
        });
    }
    m_width->setAccessibleName(tr("Width in pixels"));
    m_height->setAccessibleName(tr("Height in pixels"));
    head->addWidget(m_width);
    head->addWidget(new TextLabel(QStringLiteral("×"), TextStyle::Caption, Ink::Tertiary, this));
    head->addWidget(m_height);
    layout->addLayout(head);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    for (size_t i = 0; i < kShapes.size(); ++i) {
        auto *button = new PushButton(QStringLiteral("%1:%2").arg(kShapes[i].width).arg(kShapes[i].height), ControlKind::Default, this);
        button->setButtonSize(ButtonSize::Small);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setMinimumWidth(0);
        button->setCheckable(true);
        connect(button, &QAbstractButton::clicked, this, [this, i] { takeShape(int(i)); });
        row->addWidget(button, 1);
        m_shapes.push_back(button);
    }
    layout->addLayout(row);
    m_said->setWrap(true);
    m_said->hide();
    layout->addWidget(m_said);
}

QString SizeRow::message() const
{
    return m_said->isVisibleTo(this) ? m_said->text() : QString();
}

void SizeRow::say(const QString &sentence, bool isWrong)
{
    m_said->setText(sentence);
    m_said->setInk(isWrong ? Ink::Danger : Ink::Warning);
    m_said->setVisible(!sentence.isEmpty());
    for (QLineEdit *edit : {m_width, m_height}) {
        edit->setProperty("wrong", isWrong);
        edit->update();
    }
}

void SizeRow::refresh()
{
    const comfy::GenerationParams params = m_desk.effective();
    const QSize now(params.width.value_or(0), params.height.value_or(0));
    const comfy::ModelFamily *family = m_desk.family();
    const int step = family ? family->sizeStep : 8;
    const comfy::FamilyPreset *preset = family ? family->preset(params.preset) : nullptr;
    for (size_t i = 0; i < m_shapes.size(); ++i) {
        const QSize base = preset ? QSize(preset->width, preset->height) : now;
        const bool isIt = sizeOfShape(base, kShapes[i].width, kShapes[i].height, step) == now ||
                          sizeOfShape(now, kShapes[i].width, kShapes[i].height, step) == now;
        m_shapes[i]->setChecked(isIt);
        m_shapes[i]->setDisabledReason(m_desk.isLocked() ? tr("The shot is locked.") : QString());
    }
    const auto show = [](QLineEdit *edit, int side) {
        if (!edit->isModified() && !edit->property("wrong").toBool())
            edit->setText(side > 0 ? QString::number(side) : QString());
    };
    show(m_width, now.width());
    show(m_height, now.height());
}

void SizeRow::takeShape(int index)
{
    say({}, false);
    m_width->setModified(false);
    m_height->setModified(false);
    const comfy::ModelFamily *family = m_desk.family();
    const comfy::GenerationParams params = m_desk.effective();
    const comfy::FamilyPreset *preset = family ? family->preset(params.preset) : nullptr;
    const QSize base = preset ? QSize(preset->width, preset->height) : QSize(params.width.value_or(1024), params.height.value_or(1024));
    const QSize size = sizeOfShape(base, kShapes[size_t(index)].width, kShapes[size_t(index)].height, family ? family->sizeStep : 8);
    (void)m_desk.setParams(tr("Change size"), {{QStringLiteral("width"), size.width()}, {QStringLiteral("height"), size.height()}});
}

void SizeRow::takeTyped()
{
    bool isWide = false;
    bool isHigh = false;
    const int wide = m_width->text().trimmed().toInt(&isWide);
    const int high = m_height->text().trimmed().toInt(&isHigh);
    if (!isWide || !isHigh || std::min(wide, high) < kLeast || std::max(wide, high) > kMost) {
        say(tr("Sides are from %1 to %2 pixels, for example 1344 × 768.").arg(kLeast).arg(kMost), true);
        return;
    }
    const comfy::ModelFamily *family = m_desk.family();
    const auto snapped = [family](int side) { return family ? std::clamp(family->snappedSize(side), kLeast, kMost) : side; };
    const QSize size(snapped(wide), snapped(high));
    m_width->setModified(false);
    m_height->setModified(false);
    say(size == QSize(wide, high)
            ? QString()
            : tr("Rounded to %1 × %2: %3 takes steps of %4.").arg(size.width()).arg(size.height()).arg(family->name).arg(family->sizeStep),
        false);
    (void)m_desk.setParams(tr("Change size"), {{QStringLiteral("width"), size.width()}, {QStringLiteral("height"), size.height()}});
    refresh();
}

} // namespace sc::ui

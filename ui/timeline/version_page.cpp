// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/version_page.h"

#include "core/project/version_shelf.h"
#include "ui/timeline/picture_commands.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QScrollArea>

#include <ranges>

namespace sc::ui {

namespace {

enum Page { kEmpty, kSeveral, kVersions };

QString nameOf(const timeline::ClipVersion &version, bool active)
{
    const QDateTime at = QDateTime::fromString(version.createdAt, Qt::ISODateWithMs).toLocalTime();
    const QString when = QLocale().toString(at, QLocale::ShortFormat);
    return VersionPage::tr("%1%2 %3, %4")
        .arg(version.number)
        .arg(active ? QStringLiteral(" *") : QString(), timeline::versionReasonText(version.reason), when);
}

} // namespace

VersionPage::VersionPage(TimelineEditor *editor, QWidget *parent)
    : QStackedWidget(parent),
      m_editor(editor),
      m_left(new FieldChoice(tr("Version on the left"), this)),
      m_right(new FieldChoice(tr("Version on the right"), this)),
      m_restore(new PushButton(tr("Restore the left one"), ControlKind::Default, this)),
      m_table(new QWidget(this)),
      m_grid(new QGridLayout(m_table))
{
    auto *empty = new EmptyState(QStringLiteral("history"), tr("No versions yet"),
                                 tr("Keep the shot as it is now, to compare or restore it later."), this);
    empty->addAction(tr("Save version"), true, [this] { edit::saveVersion(*m_editor); });
    addWidget(empty);
    addWidget(new EmptyState(QStringLiteral("select"), tr("Several shots"), tr("Select one shot to see its versions."), this));
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(space::kPadding, 8, space::kPadding, 8);
    layout->setSpacing(8);
    auto *choices = new QHBoxLayout;
    choices->setSpacing(8);
    choices->addWidget(m_left, 1);
    choices->addWidget(m_right, 1);
    layout->addLayout(choices);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
    auto *scroll = new QScrollArea(page);
    scroll->setWidget(m_table);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    m_table->setAutoFillBackground(false);
    layout->addWidget(scroll, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    auto *save = new PushButton(tr("Save version"), ControlKind::Default, page);
    buttons->addWidget(save);
    buttons->addStretch();
    buttons->addWidget(m_restore);
    layout->addLayout(buttons);
    addWidget(page);
    connect(save, &QAbstractButton::clicked, this, [this] { edit::saveVersion(*m_editor); });
    connect(m_restore, &QAbstractButton::clicked, this, &VersionPage::restore);
    connect(m_left, &FieldChoice::currentChanged, this, &VersionPage::compare);
    connect(m_right, &FieldChoice::currentChanged, this, &VersionPage::compare);
}

void VersionPage::setClip(const ClipId &clip, bool readOnly)
{
    m_clip = clip;
    m_readOnly = readOnly;
    refresh();
}

void VersionPage::refresh()
{
    const timeline::Clip *clip = m_editor->hasProject() ? timeline::findClip(m_editor->timeline(), m_clip) : nullptr;
    if (!clip) {
        setCurrentIndex(kSeveral);
        return;
    }
    const auto versions = m_editor->session()->versions().versionsOf(m_clip);
    if (!versions || versions->empty()) {
        if (!versions)
            m_editor->report(versions.error());
        setCurrentIndex(kEmpty);
        return;
    }
    // What was chosen stays chosen while it is about the same shot.
    const bool same = m_shown == m_clip;
    const QVariant left = same ? m_left->value() : QVariant(versions->back().number);
    const QVariant right = same ? m_right->value() : QVariant(0);
    m_shown = m_clip;
    std::vector<FieldChoice::Option> options = {{tr("Now"), 0}};
    for (const auto &version : std::views::reverse(*versions))
        options.push_back({nameOf(version, version.number == clip->activeVersion), version.number});
    {
        const QSignalBlocker quietLeft(m_left);
        const QSignalBlocker quietRight(m_right);
        m_left->setOptions(options, 1);
        m_right->setOptions(options, 0);
        m_left->setValue(left);
        m_right->setValue(right);
    }
    setCurrentIndex(kVersions);
    compare();
}

void VersionPage::compare()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int row = 0; row < m_grid->rowCount(); ++row)
        m_grid->setRowStretch(row, 0);
    const int left = m_left->value().toInt();
    m_restore->setEnabled(left > 0 && !m_readOnly);
    m_restore->setToolTip(m_readOnly ? tr("The shot or its scene is locked") : QString());
    const auto fields = m_editor->session()->versions().compare(m_clip, left, m_right->value().toInt());
    if (!fields) {
        m_editor->report(fields.error());
        return;
    }
    int row = 0;
    const auto cell = [&](const QString &text, int column, bool differs) {
        auto *label =
            new TextLabel(text.isEmpty() ? QStringLiteral("-") : text, TextStyle::Body, differs ? Ink::Warning : Ink::Primary, m_table);
        label->setWrap(true);
        m_grid->addWidget(label, row, column, Qt::AlignTop);
    };
    for (const timeline::VersionField &field : *fields) {
        if (field.left.isEmpty() && field.right.isEmpty())
            continue;
        const QString name = field.differs() ? tr("%1 (differs)").arg(field.name) : field.name;
        m_grid->addWidget(new TextLabel(name, TextStyle::Caption, field.differs() ? Ink::Warning : Ink::Secondary, m_table), row++, 0, 1,
                          2);
        cell(field.left, 0, field.differs());
        cell(field.right, 1, field.differs());
        ++row;
    }
    m_grid->setRowStretch(row, 1);
}

void VersionPage::restore()
{
    if (const auto restored = m_editor->session()->versions().restore(m_clip, m_left->value().toInt()); !restored)
        m_editor->report(restored.error());
}

} // namespace sc::ui

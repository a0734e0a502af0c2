// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/cast_row.h"

#include "ui/generate/generate_desk.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/layout_tools.h"

#include <QtWidgets/QMenu>

namespace sc::ui {

using namespace generation;

CastRow::CastRow(GenerateDesk &desk, QWidget *parent) : QWidget(parent), m_desk(desk)
{
    new FlowLayout(this, 6);
    setAccessibleName(tr("Characters and template"));
    refresh();
}

void CastRow::refresh()
{
    const timeline::Clip *clip = m_desk.clip();
    struct Entry
    {
        QString text;
        QString tip;
        QColor dot;
        std::function<void()> remove;
        std::function<void()> open;
        bool isWrong = false;
    };
    const Theme &theme = themeOf(this);
    std::vector<Entry> entries;
    const Studio studio = m_desk.studio();
    if (clip) {
        for (const timeline::CharacterUse &use : clip->generation.characters) {
            const auto character = studio.character(use.character);
            Entry entry;
            entry.text = character ? character->name : tr("A character that is gone");
            if (!use.look.isEmpty())
                entry.text += QStringLiteral(", ") + use.look;
            entry.isWrong = !character || unready(*character, use.look).has_value();
            const auto lack = character ? unready(*character, use.look) : std::nullopt;
            entry.tip = lack ? lack->text() : character ? promptTextOf(*character, use.look) : tr("Take it out.");
            entry.dot = entry.isWrong ? theme.semantic.danger : theme.text.cyan;
            entry.remove = [this, id = use.character] {
                Studio now = m_desk.studio();
                if (const auto done = now.takeOut({m_desk.clipId()}, id); !done)
                    m_desk.editor().report(done.error());
            };
            entry.open = [this, id = use.character] { Q_EMIT m_desk.context().characterRequested(id.text()); };
            entries.push_back(std::move(entry));
        }
        if (!clip->generation.styleTemplate.isEmpty()) {
            const auto style = studio.style(clip->generation.styleTemplate);
            Entry entry;
            entry.text = style ? style->name : tr("A template that is gone");
            entry.tip = style ? style->description : tr("Take it away.");
            entry.isWrong = !style.has_value();
            entry.dot = style ? theme.text.purple : theme.semantic.danger;
            entry.remove = [this] {
                timeline::ClipGeneration generation = m_desk.clip()->generation;
                generation.styleTemplate = {};
                (void)m_desk.setGeneration(tr("Take template away"), generation);
            };
            entry.open = [this] { Q_EMIT m_desk.context().screenRequested(ScreenId::Templates); };
            entries.push_back(std::move(entry));
        }
    }
    QString shown = clip ? clip->id.text() : QString();
    for (const Entry &entry : entries)
        shown += u'\n' + entry.text + entry.tip + entry.dot.name();
    if (shown == m_shown && layout()->count() > 0)
        return;
    m_shown = shown;
    clearLayout(layout());
    for (const Entry &entry : entries) {
        auto *chip = new Chip(entry.text, this);
        chip->setDot(entry.dot);
        chip->setRemovable(true);
        chip->setToolTip(entry.tip);
        connect(chip, &Chip::removed, this, entry.remove);
        connect(chip, &QAbstractButton::clicked, this, entry.open);
        layout()->addWidget(chip);
        chip->show();
    }
    auto *add = new Chip(tr("Add"), this);
    add->setIconName(QStringLiteral("plus"));
    add->setToolTip(tr("A character or a template"));
    connect(add, &QAbstractButton::clicked, this, [this, add] { openAdd(add); });
    layout()->addWidget(add);
    add->show();
    updateGeometry();
}

void CastRow::openAdd(QWidget *anchor)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const timeline::Clip *clip = m_desk.clip();
    if (!clip)
        return;
    const Studio studio = m_desk.studio();
    menu->addSection(tr("Characters"));
    const auto characters = studio.characters();
    for (const Character &character : characters.value_or(std::vector<Character>())) {
        QMenu *looks = character.looks.size() > 1 ? menu->addMenu(character.name) : nullptr;
        const auto cast = [this, id = character.id](const QString &look) {
            timeline::CharacterUse use;
            use.character = id;
            use.look = look;
            Studio now = m_desk.studio();
            if (const auto done = now.cast({m_desk.clipId()}, use); !done)
                m_desk.editor().report(done.error());
        };
        if (!looks) {
            connect(menu->addAction(character.name), &QAction::triggered, this, [cast] { cast({}); });
            continue;
        }
        for (const CharacterLook &look : character.looks)
            connect(looks->addAction(look.name), &QAction::triggered, this, [cast, name = look.name] { cast(name); });
    }
    if (characters && characters->empty())
        menu->addAction(tr("No characters yet"))->setEnabled(false);
    menu->addSection(tr("Templates"));
    const auto styles = studio.styles();
    for (const StyleTemplate &style : styles.value_or(std::vector<StyleTemplate>())) {
        connect(menu->addAction(style.name), &QAction::triggered, this, [this, style] {
            Studio now = m_desk.studio();
            if (const auto done = now.apply({m_desk.clipId()}, style, ApplyMode::Fill); !done)
                m_desk.editor().report(done.error());
        });
    }
    if (styles && styles->empty())
        menu->addAction(tr("No templates yet"))->setEnabled(false);
    menu->addSeparator();
    connect(menu->addAction(tr("All characters...")), &QAction::triggered, this,
            [this] { Q_EMIT m_desk.context().screenRequested(ScreenId::Characters); });
    connect(menu->addAction(tr("All templates...")), &QAction::triggered, this,
            [this] { Q_EMIT m_desk.context().screenRequested(ScreenId::Templates); });
    menu->popup(anchor->mapToGlobal(QPoint(0, anchor->height() + 4)));
}

} // namespace sc::ui

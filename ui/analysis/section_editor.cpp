// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/section_editor.h"

#include "ui/analysis/music_words.h"

#include <QtGui/QCursor>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QMenu>

#include <algorithm>

namespace sc::ui {

namespace {

const audio::Sections kNone;

} // namespace

SectionEditor::SectionEditor(SongView *song, CorrectionDesk *desk, QWidget *host) : QObject(host), m_song(song), m_desk(desk), m_host(host)
{
}

const audio::Sections &SectionEditor::sections() const
{
    return m_song->analysis() ? m_song->analysis()->map.sections : kNone;
}

std::optional<size_t> SectionEditor::current() const
{
    return m_song->section() ? m_song->section() : m_song->sectionAt(m_song->playhead());
}

void SectionEditor::rename(size_t index, const QString &label)
{
    if (index < sections().size())
        m_desk->setSections(tr("Rename section"), audio::renameSection(sections(), index, label));
}

void SectionEditor::moveEdge(const SectionEdge &edge)
{
    if (edge.index == 0 || edge.index >= sections().size())
        return;
    if (const Vanishing which = vanishing(sections(), edge); which != Vanishing::None)
        askVanishing(edge, which);
    else
        m_desk->setSections(tr("Move section edge"), ui::moveEdge(sections(), edge));
}

void SectionEditor::askVanishing(const SectionEdge &edge, Vanishing which)
{
    const QString name = sectionTitle(m_song->analysis()->map, which == Vanishing::Before ? edge.index - 1 : edge.index);
    auto *menu = new QMenu(m_host);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSection(tr("%1 would be left without length").arg(name));
    menu->addAction(tr("Remove %1").arg(name), this,
                    [this, edge] { m_desk->setSections(tr("Move section edge"), ui::moveEdge(sections(), edge)); });
    menu->addAction(tr("Keep half a second of it"), this, [this, edge] {
        m_desk->setSections(tr("Move section edge"), audio::moveSectionStart(sections(), edge.index, heldEdge(sections(), edge)));
    });
    menu->addAction(tr("Leave it as it was"), this, [] {});
    menu->popup(QCursor::pos());
}

void SectionEditor::nudgeStart(int beats)
{
    const auto index = current();
    const std::vector<Beat> &all = m_song->beats();
    if (!index || *index == 0 || all.empty())
        return;
    const Ticks start = sections()[*index].start;
    const auto nearest = nearestBeat(all, start);
    const auto wanted = std::clamp<std::int64_t>(std::int64_t(nearest.value_or(0)) + beats, 0, std::int64_t(all.size()) - 1);
    moveEdge({*index, heldEdge(sections(), {*index, all[size_t(wanted)].time})});
}

void SectionEditor::split(Ticks at)
{
    const Ticks t = snapToBeat(m_song->beats(), at, Ticks(Ticks::kPerSecond / 8));
    if (!sections().empty())
        m_desk->setSections(tr("Split section"), audio::splitSection(sections(), t));
}

void SectionEditor::mergeNext(size_t index)
{
    if (index + 1 < sections().size())
        m_desk->setSections(tr("Merge sections"), audio::mergeSectionWithNext(sections(), index));
}

void SectionEditor::remove(size_t index)
{
    if (index < sections().size())
        m_desk->setSections(tr("Remove section"), audio::removeSection(sections(), index));
}

void SectionEditor::reset()
{
    m_desk->resetSections();
}

void SectionEditor::fillLabels(QMenu &menu, size_t index)
{
    const QString current = sections()[index].label;
    for (const QString &label : sectionLabels()) {
        QAction *action = menu.addAction(sectionWord(label), this, [this, index, label] { rename(index, label); });
        action->setCheckable(true);
        action->setChecked(label == current);
    }
    menu.addSeparator();
    menu.addAction(tr("Own name..."), this, [this, index, current] {
        bool good = false;
        const QString name =
            QInputDialog::getText(m_host, tr("Rename section"), tr("1 to 40 characters"), QLineEdit::Normal, current, &good);
        if (good)
            rename(index, name.trimmed());
    });
}

void SectionEditor::openRenameMenu(size_t index, QPoint at)
{
    if (index >= sections().size())
        return;
    auto *menu = new QMenu(m_host);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillLabels(*menu, index);
    menu->popup(at);
}

void SectionEditor::openMenu(size_t index, Ticks at, QPoint globalPosition)
{
    if (index >= sections().size())
        return;
    auto *menu = new QMenu(m_host);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillLabels(*menu->addMenu(tr("Rename")), index);
    menu->addAction(tr("Split at %1").arg(m_song->placeText(at)), this, [this, at] { split(at); });
    menu->addAction(tr("Merge with next"), this, [this, index] { mergeNext(index); })->setEnabled(index + 1 < sections().size());
    menu->addAction(tr("Show it whole"), this, [this, index] { m_song->show({sections()[index].start, sections()[index].end}); });
    menu->addSeparator();
    menu->addAction(tr("Remove"), this, [this, index] { remove(index); })->setEnabled(sections().size() > 1);
    if (m_desk->corrections().sections)
        menu->addAction(tr("Reset correction"), this, &SectionEditor::reset);
    menu->popup(globalPosition);
}

} // namespace sc::ui

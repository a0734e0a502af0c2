// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/shot_table.h"

#include "ui/timeline/timeline_editor.h"

#include <QtWidgets/QHeaderView>

// Cells that are edited in place.
namespace sc::ui {

namespace {

bool followsWords(ShotColumn column)
{
    return column == ShotColumn::In || column == ShotColumn::Out || column == ShotColumn::Length || column == ShotColumn::Beats;
}

} // namespace

int ShotTable::nextEditable(int column, int step) const
{
    const QHeaderView *head = horizontalHeader();
    for (int visual = head->visualIndex(column) + step; visual >= 0 && visual < kShotColumns; visual += step) {
        const int logical = head->logicalIndex(visual);
        if (!head->isSectionHidden(logical) && factsOf(static_cast<ShotColumn>(logical)).isEditable)
            return logical;
    }
    return -1;
}

void ShotTable::editCurrent()
{
    const QModelIndex index = currentIndex();
    if (!m_model.clipAt(index.row()))
        return;
    const auto column = static_cast<ShotColumn>(index.column());
    editCell(index.row(), factsOf(column).isEditable ? column : ShotColumn::Name);
}

void ShotTable::editCell(int row, ShotColumn column)
{
    const timeline::Clip *clip = m_model.clipAt(row);
    if (!clip || horizontalHeader()->isSectionHidden(int(column)))
        return;
    const QModelIndex index = m_model.index(row, int(column));
    selectionModel()->setCurrentIndex(index, selectionModel()->isRowSelected(row)
                                                 ? QItemSelectionModel::NoUpdate
                                                 : QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index);
    m_editedClip = clip->id;
    m_editedColumn = column;
    QString consequence;
    if (followsWords(column)) {
        const EditPreferences &p = m_model.editor().preferences();
        consequence = p.ripple                                        ? tr("later shots move along")
                      : p.overlap == timeline::OverlapMode::Push      ? tr("later shots are pushed")
                      : p.overlap == timeline::OverlapMode::Trim      ? tr("the others are shortened")
                      : p.overlap == timeline::OverlapMode::Overwrite ? tr("what is covered goes")
                                                                      : tr("refused where another shot is");
    }
    m_editor->openAt(visualRect(index), tr("%1 of %2").arg(factsOf(column).title, clip->name),
                     editableText(m_model.context(), *clip, column), std::max(1, int(chosen().size())), consequence);
}

void ShotTable::submitCell(const QString &text, CellEditor::How how)
{
    const ClipId edited = m_editedClip;
    const ShotColumn column = m_editedColumn;
    const std::vector<ClipId> clips = how == CellEditor::How::All ? chosen() : std::vector{edited};
    Q_EMIT cellSubmitted(clips, column, text, how);
    if (!m_editor->problem().isEmpty())
        return; // what was typed stays
    m_editor->closeEditor();
    const int row = m_model.rowOf(edited);
    if (row < 0 || how == CellEditor::How::One || how == CellEditor::How::All)
        return;
    if (const int next = nextEditable(int(column), how == CellEditor::How::Next ? 1 : -1); next >= 0)
        editCell(row, static_cast<ShotColumn>(next));
}

} // namespace sc::ui

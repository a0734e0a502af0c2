// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/shot_model.h"

#include "ui/timeline/position_text.h"
#include "ui/timeline/timeline_editor.h"

namespace sc::ui {

ShotModel::ShotModel(TimelineEditor &editor, QObject *parent) : QAbstractTableModel(parent), m_editor(editor)
{
    rebuild();
}

void ShotModel::setColumns(const ShotColumns &columns)
{
    m_columns = columns;
    rebuild();
}

void ShotModel::setFilter(const ShotFilter &filter)
{
    m_filter = filter;
    rebuild();
}

void ShotModel::setFolded(const SceneId &scene, bool folded)
{
    if (folded)
        m_folded.insert(scene.text());
    else
        m_folded.remove(scene.text());
    rebuild();
}

QStringList ShotModel::keysOf(const std::vector<ShotRow> &rows) const
{
    const timeline::Timeline &t = m_editor.timeline();
    QStringList keys;
    keys.reserve(qsizetype(rows.size()));
    for (const ShotRow &row : rows)
        keys.append(row.isHeading() ? t.scenes[size_t(row.scene)].id.text() : t.clips[size_t(row.clip)].id.text());
    return keys;
}

void ShotModel::rebuild()
{
    std::vector<ShotRow> rows = shotRows(m_editor.timeline(), m_editor.index(), m_columns, m_filter, m_folded);
    QStringList keys = keysOf(rows);
    const bool same = keys == m_keys;
    if (!same)
        beginResetModel();
    m_rows = std::move(rows);
    if (same) {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kShotColumns - 1));
        return;
    }
    m_keys = std::move(keys);
    m_rowOf.clear();
    m_shots = 0;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].isHeading())
            continue;
        m_rowOf.insert(m_keys[qsizetype(i)], int(i));
        ++m_shots;
    }
    endResetModel();
}

const timeline::Clip *ShotModel::clipAt(int row) const
{
    if (row < 0 || row >= rowCount() || rowAt(row).isHeading())
        return nullptr;
    const auto clip = size_t(rowAt(row).clip);
    return clip < m_editor.timeline().clips.size() ? &m_editor.timeline().clips[clip] : nullptr;
}

const timeline::Scene &ShotModel::sceneAt(int row) const
{
    return m_editor.timeline().scenes[size_t(rowAt(row).scene)];
}

int ShotModel::rowOf(const ClipId &clip) const
{
    return m_rowOf.value(clip.text(), -1);
}

CellContext ShotModel::context() const
{
    return {m_editor.timeline(), m_editor.beats(), m_editor.preferences()};
}

QString ShotModel::headingDetail(int index) const
{
    const timeline::Scene &scene = m_editor.timeline().scenes[size_t(index)];
    const auto &beats = m_editor.beats();
    QString place;
    if (beats.size() >= 2) {
        const int first = beats[*nearestBeat(beats, scene.start)].bar;
        const int last = std::max(first, beats[*nearestBeat(beats, scene.end())].bar - 1);
        place = first == last ? tr("bar %1").arg(first) : tr("bars %1 to %2").arg(first).arg(last);
    } else {
        place = shortTimecode(scene.start, m_editor.frameRate());
    }
    QString label = scene.sectionLabel;
    if (!label.isEmpty())
        label[0] = label[0].toUpper();
    return label.isEmpty() || label == scene.name ? place : QStringLiteral("%1, %2").arg(label, place);
}

int ShotModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ShotModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kShotColumns;
}

QVariant ShotModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const timeline::Clip *clip = clipAt(index.row());
    const auto column = static_cast<ShotColumn>(index.column());
    if (!clip) {
        if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
            return {};
        const timeline::Scene &scene = sceneAt(index.row());
        return tr("Scene %1, %2, %3").arg(scene.order + 1).arg(scene.name, headingDetail(rowAt(index.row()).scene));
    }
    const int number = rowAt(index.row()).entry + 1;
    if (role == Qt::DisplayRole)
        return cellText(context(), *clip, number, column);
    if (role == Qt::AccessibleTextRole)
        return tr("%1: %2").arg(factsOf(column).title,
                                column == ShotColumn::Picture ? clip->name : cellText(context(), *clip, number, column));
    if (role == Qt::ToolTipRole && (column == ShotColumn::Notes || column == ShotColumn::Prompt || column == ShotColumn::Name)) {
        const QString text = column == ShotColumn::Notes ? clip->notes : clip->imagePrompt;
        return text.isEmpty() ? QVariant() : text.left(600);
    }
    return {};
}

QVariant ShotModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kShotColumns)
        return {};
    const ShotColumnFacts facts = factsOf(static_cast<ShotColumn>(section));
    if (role == Qt::DisplayRole)
        return section == int(ShotColumn::Picture) ? QString() : facts.title;
    if (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole)
        return facts.title;
    if (role == Qt::TextAlignmentRole)
        return int((facts.isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

Qt::ItemFlags ShotModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    return rowAt(index.row()).isHeading() ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scenes/cell_edits.h"
#include "ui/scenes/shot_rows.h"

#include <QtCore/QAbstractTableModel>

namespace sc::ui {

class TimelineEditor;

// The rows of the shot table. Holds indices only; texts are made when a row comes into view, so that thousands of shots
// cost what the rows on screen cost.
class ShotModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit ShotModel(TimelineEditor &editor, QObject *parent = nullptr);

    void setColumns(const ShotColumns &columns);
    void setFilter(const ShotFilter &filter);
    [[nodiscard]] const ShotFilter &filter() const { return m_filter; }
    void setFolded(const SceneId &scene, bool folded);
    [[nodiscard]] bool isFolded(const SceneId &scene) const { return m_folded.contains(scene.text()); }
    // The timeline has changed: resets, or says that values changed where the rows are the same shots.
    void rebuild();

    [[nodiscard]] const std::vector<ShotRow> &rows() const { return m_rows; }
    [[nodiscard]] const ShotRow &rowAt(int row) const { return m_rows[size_t(row)]; }
    [[nodiscard]] const timeline::Clip *clipAt(int row) const; // nullptr: heading
    [[nodiscard]] const timeline::Scene &sceneAt(int row) const;
    [[nodiscard]] int rowOf(const ClipId &clip) const; // -1: not shown
    [[nodiscard]] int shotCount() const { return m_shots; }
    [[nodiscard]] CellContext context() const;
    [[nodiscard]] QString headingDetail(int scene) const; // "Chorus 1, bars 29 to 44"
    [[nodiscard]] TimelineEditor &editor() const { return m_editor; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    [[nodiscard]] QStringList keysOf(const std::vector<ShotRow> &rows) const;

    TimelineEditor &m_editor;
    ShotColumns m_columns = ShotColumns::standard();
    ShotFilter m_filter;
    QSet<QString> m_folded;
    std::vector<ShotRow> m_rows;
    QStringList m_keys; // ids of the rows: tell whether they are still the same
    QHash<QString, int> m_rowOf;
    int m_shots = 0;
};

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/servers/matrix_rows.h"

#include <QtCore/QAbstractTableModel>
#include <QtWidgets/QTableView>

namespace sc::ui {

// Rows of the matrix for a view; thousands cost nothing until they are seen.
class MatrixModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    // First columns, then one for each server, then Used.
    enum Column { Star, Name, Kind, FirstServer };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<MatrixRow> rows, std::vector<ServerState> servers);
    [[nodiscard]] const std::vector<MatrixRow> &rows() const { return m_rows; }
    [[nodiscard]] const std::vector<ServerState> &servers() const { return m_servers; }
    [[nodiscard]] int usedColumn() const { return FirstServer + static_cast<int>(m_servers.size()); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<MatrixRow> m_rows;
    std::vector<ServerState> m_servers;
};

// Models by servers: each cell an icon and a word.
class MatrixView : public QTableView
{
    Q_OBJECT

public:
    explicit MatrixView(MatrixModel &model, QWidget *parent = nullptr);

    void setSimple(bool simple); // a narrow window: without the kind
    [[nodiscard]] QString currentId() const;
    void setCurrentId(const QString &id);

Q_SIGNALS:
    void rowChosen(const QString &id);
    void favouriteToggled(const QString &id);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void layOut();

    MatrixModel &m_model;
    bool m_simple = false;
};

} // namespace sc::ui

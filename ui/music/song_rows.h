// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/apple_match.h"

#include <QtCore/QAbstractListModel>
#include <QtWidgets/QListView>

#include <map>

namespace sc::ui {

// Songs of Apple Music, and which of them are files of the person's own.
class SongRowsModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setSongs(std::vector<accounts::AppleSong> songs);
    void append(const std::vector<accounts::AppleSong> &songs);
    void setFiles(std::vector<accounts::LocalSong> files); // matches anew
    [[nodiscard]] const std::vector<accounts::AppleSong> &songs() const { return m_songs; }
    [[nodiscard]] const accounts::AppleMatch *match(int row) const; // null: no file
    [[nodiscard]] QString fileOf(int row) const;                    // id of the person's own song; empty: none
    [[nodiscard]] int matched() const { return static_cast<int>(m_matches.size()); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override; // texts for screen readers and tooltips

private:
    void matchAgain();

    std::vector<accounts::AppleSong> m_songs;
    std::vector<accounts::LocalSong> m_files;
    std::map<int, accounts::AppleMatch> m_matches;
};

// The list that shows them: name and artist, album, length, and the file. Rows of 52 px; parts go as it gets narrow.
class SongRows : public QListView
{
    Q_OBJECT

public:
    explicit SongRows(QWidget *parent = nullptr);

    [[nodiscard]] SongRowsModel &songs() const { return *m_model; }
    [[nodiscard]] std::vector<int> selectedRows() const; // in their order

Q_SIGNALS:
    void endNeared(); // scrolled to the last rows

private:
    SongRowsModel *m_model;
};

// "3:31"; a dash when it is not told.
[[nodiscard]] QString songLength(qint64 ms);

} // namespace sc::ui

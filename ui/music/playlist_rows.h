// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/apple_values.h"

#include <QtCore/QAbstractListModel>
#include <QtWidgets/QListView>

namespace sc::ui {

// The listener's playlists below "All songs".
class PlaylistRows : public QListView
{
    Q_OBJECT

public:
    explicit PlaylistRows(QWidget *parent = nullptr);

    void setPlaylists(std::vector<accounts::ApplePlaylist> playlists); // keeps the current one when it is still there
    [[nodiscard]] const std::vector<accounts::ApplePlaylist> &playlists() const;
    [[nodiscard]] const accounts::ApplePlaylist *current() const; // null: all songs

Q_SIGNALS:
    void chosen();

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    class Model;
    Model *m_model;
    bool m_isFilling = false;
};

} // namespace sc::ui

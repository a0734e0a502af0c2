// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/music/playlist_rows.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/theme/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyledItemDelegate>

namespace sc::ui {

namespace {

constexpr int kRow = 48;

class PlaylistDelegate : public QStyledItemDelegate
{
public:
    explicit PlaylistDelegate(PlaylistRows *rows) : QStyledItemDelegate(rows), m_rows(rows) {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {120, kRow}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = themeOf(m_rows);
        const QRect box = option.rect.adjusted(0, 1, 0, -1);
        drawRow(*painter, box, theme,
                option.state & QStyle::State_Selected    ? RowState::Selected
                : option.state & QStyle::State_MouseOver ? RowState::Hover
                                                         : RowState::Rest);
        if (option.state & QStyle::State_HasFocus && m_rows->hasFocus())
            drawFocusInside(*painter, box, theme, 8);
        const QRectF plate(box.x() + 8, box.y() + 6, 34, 34);
        drawWell(*painter, plate, theme, radius::kThumb);
        drawIconCentred(*painter, index.row() == 0 ? QStringLiteral("library") : QStringLiteral("list"), plate, 15, theme.text.secondary);
        const int left = box.x() + 54;
        const int width = box.right() - 8 - left;
        const QString detail = index.data(Qt::UserRole).toString();
        const auto line = [&](const QString &text, const QFont &font, const QColor &ink, int y, int height) {
            painter->setFont(font);
            painter->setPen(ink);
            painter->drawText(QRect(left, y, width, height), Qt::AlignVCenter | Qt::AlignLeft,
                              QFontMetrics(font).elidedText(text, Qt::ElideRight, width));
        };
        line(index.data().toString(), theme.fonts.controlStrong, theme.text.primary, box.y() + (detail.isEmpty() ? 0 : 6),
             detail.isEmpty() ? box.height() : 18);
        if (!detail.isEmpty())
            line(detail, theme.fonts.captionLight, theme.text.secondary, box.y() + 23, 16);
    }

private:
    PlaylistRows *m_rows;
};

} // namespace

class PlaylistRows::Model : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    void set(std::vector<accounts::ApplePlaylist> playlists)
    {
        beginResetModel();
        all = std::move(playlists);
        endResetModel();
    }

    int rowCount(const QModelIndex &parent) const override { return parent.isValid() ? 0 : static_cast<int>(all.size()) + 1; }

    QVariant data(const QModelIndex &index, int role) const override
    {
        const bool isAll = index.row() == 0;
        const accounts::ApplePlaylist playlist = isAll ? accounts::ApplePlaylist() : all[static_cast<size_t>(index.row()) - 1];
        const QString detail = isAll ? PlaylistRows::tr("of your library") : playlist.description;
        switch (role) {
        case Qt::DisplayRole:
            return isAll ? PlaylistRows::tr("All songs") : playlist.name;
        case Qt::UserRole:
            return detail;
        case Qt::AccessibleTextRole:
        case Qt::ToolTipRole:
            return isAll ? PlaylistRows::tr("All songs of your library") : QStringList{playlist.name, detail}.join(u'\n').trimmed();
        default:
            return {};
        }
    }

    std::vector<accounts::ApplePlaylist> all;
};

PlaylistRows::PlaylistRows(QWidget *parent) : QListView(parent), m_model(new Model(this))
{
    setModel(m_model);
    setItemDelegate(new PlaylistDelegate(this));
    setUniformItemSizes(true);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Playlists"));
    viewport()->setAutoFillBackground(false);
    setPlaylists({});
}

void PlaylistRows::setPlaylists(std::vector<accounts::ApplePlaylist> playlists)
{
    m_isFilling = true;
    const QString before = current() ? current()->id : QString();
    m_model->set(std::move(playlists));
    int row = 0;
    for (size_t i = 0; i < m_model->all.size(); ++i)
        if (m_model->all[i].id == before)
            row = static_cast<int>(i) + 1;
    setCurrentIndex(m_model->index(row));
    m_isFilling = false;
}

const std::vector<accounts::ApplePlaylist> &PlaylistRows::playlists() const
{
    return m_model->all;
}

const accounts::ApplePlaylist *PlaylistRows::current() const
{
    const int row = currentIndex().row();
    return row > 0 && row <= static_cast<int>(m_model->all.size()) ? &m_model->all[static_cast<size_t>(row) - 1] : nullptr;
}

void PlaylistRows::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (!m_isFilling && current.isValid())
        Q_EMIT chosen();
}

} // namespace sc::ui

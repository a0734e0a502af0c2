// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/music/song_rows.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/theme/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyledItemDelegate>

namespace sc::ui {

namespace {

constexpr int kRow = 52;
constexpr int kAlbumFrom = 620; // px of width from which there is a column for it
constexpr int kBadgeFrom = 420;
constexpr int kNearEnd = 200; // px

class SongDelegate : public QStyledItemDelegate
{
public:
    explicit SongDelegate(SongRows *rows) : QStyledItemDelegate(rows), m_rows(rows) {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {200, kRow}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = themeOf(m_rows);
        const accounts::AppleSong &song = m_rows->songs().songs()[static_cast<size_t>(index.row())];
        const QRect box = option.rect.adjusted(0, 1, 0, -1);
        const bool isSelected = option.state & QStyle::State_Selected;
        drawRow(*painter, box, theme,
                isSelected                               ? RowState::Selected
                : option.state & QStyle::State_MouseOver ? RowState::Hover
                                                         : RowState::Rest);
        if (option.state & QStyle::State_HasFocus && m_rows->hasFocus())
            drawFocusInside(*painter, box, theme, 8);
        const QRectF plate(box.x() + 10, box.y() + 7, 36, 36);
        drawWell(*painter, plate, theme, radius::kThumb);
        drawIconCentred(*painter, QStringLiteral("music"), plate, 16, theme.text.tertiary);

        int right = box.right() - 12;
        const auto rightText = [&](const QString &text, const QFont &font, const QColor &ink, int width) {
            painter->setFont(font);
            painter->setPen(ink);
            painter->drawText(QRect(right - width, box.y(), width, box.height()), Qt::AlignVCenter | Qt::AlignRight, text);
            right -= width + 16;
        };
        rightText(songLength(song.durationMs), theme.fonts.control, theme.text.secondary, 44);
        if (box.width() >= kBadgeFrom) {
            if (const accounts::AppleMatch *match = m_rows->songs().match(index.row())) {
                const bool isSure = match->kind == accounts::MatchKind::Isrc;
                rightText(isSure ? SongRows::tr("Your file") : SongRows::tr("Your file?"), theme.fonts.caption,
                          isSure ? theme.semantic.success : theme.text.cyan, 60);
            } else {
                right -= 76;
            }
        }
        int left = box.x() + 58;
        const int room = right - left;
        const bool hasAlbum = box.width() >= kAlbumFrom;
        const int names = hasAlbum ? room * 6 / 10 : room;
        const auto line = [&](const QString &text, const QFont &font, const QColor &ink, int x, int y, int width) {
            painter->setFont(font);
            painter->setPen(ink);
            painter->drawText(QRect(x, y, width, 18), Qt::AlignVCenter | Qt::AlignLeft,
                              QFontMetrics(font).elidedText(text, Qt::ElideRight, width));
        };
        const QString name = song.isExplicit ? SongRows::tr("%1  E").arg(song.name) : song.name;
        line(name, theme.fonts.controlStrong, song.isPlayable ? theme.text.primary : theme.text.tertiary, left, box.y() + 8, names - 12);
        line(song.artist, theme.fonts.captionLight, theme.text.secondary, left, box.y() + 25, names - 12);
        if (hasAlbum)
            line(song.album, theme.fonts.body, theme.text.secondary, left + names, box.y() + 16, room - names);
    }

private:
    SongRows *m_rows;
};

} // namespace

QString songLength(qint64 ms)
{
    return ms > 0 ? QStringLiteral("%1:%2").arg(ms / 60'000).arg(ms / 1000 % 60, 2, 10, QLatin1Char('0')) : QStringLiteral("–");
}

void SongRowsModel::setSongs(std::vector<accounts::AppleSong> songs)
{
    beginResetModel();
    m_songs = std::move(songs);
    matchAgain();
    endResetModel();
}

void SongRowsModel::append(const std::vector<accounts::AppleSong> &songs)
{
    if (songs.empty())
        return;
    beginInsertRows({}, static_cast<int>(m_songs.size()), static_cast<int>(m_songs.size() + songs.size()) - 1);
    m_songs.insert(m_songs.end(), songs.begin(), songs.end());
    matchAgain();
    endInsertRows();
}

void SongRowsModel::setFiles(std::vector<accounts::LocalSong> files)
{
    m_files = std::move(files);
    matchAgain();
    if (!m_songs.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void SongRowsModel::matchAgain()
{
    m_matches.clear();
    for (const accounts::AppleMatch &match : accounts::matchFiles(m_songs, m_files))
        m_matches[static_cast<int>(match.song)] = match;
}

const accounts::AppleMatch *SongRowsModel::match(int row) const
{
    const auto found = m_matches.find(row);
    return found == m_matches.end() ? nullptr : &found->second;
}

QString SongRowsModel::fileOf(int row) const
{
    const accounts::AppleMatch *found = match(row);
    return found ? m_files[found->file].id : QString();
}

int SongRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_songs.size());
}

QVariant SongRowsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const accounts::AppleSong &song = m_songs[static_cast<size_t>(index.row())];
    const accounts::AppleMatch *file = match(index.row());
    const QString fileText = !file                                     ? QString()
                             : file->kind == accounts::MatchKind::Isrc ? tr("The same recording is among your own files.")
                                                                       : tr("A file of yours has this title, artist and length.");
    switch (role) {
    case Qt::DisplayRole:
        return song.name;
    case Qt::AccessibleTextRole:
        return QStringList{song.name, song.artist, song.album, songLength(song.durationMs), fileText}.join(QStringLiteral(", "));
    case Qt::ToolTipRole:
        return QStringList{song.name + QStringLiteral(" - ") + song.artist,
                           song.isPlayable ? QString() : tr("Not in your country's store."), fileText}
            .join(u'\n')
            .trimmed();
    default:
        return {};
    }
}

SongRows::SongRows(QWidget *parent) : QListView(parent), m_model(new SongRowsModel(this))
{
    setModel(m_model);
    setItemDelegate(new SongDelegate(this));
    setSelectionMode(ExtendedSelection);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Songs of Apple Music"));
    viewport()->setAutoFillBackground(false);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value > verticalScrollBar()->maximum() - kNearEnd)
            Q_EMIT endNeared();
    });
}

std::vector<int> SongRows::selectedRows() const
{
    std::vector<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedIndexes())
        rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

} // namespace sc::ui

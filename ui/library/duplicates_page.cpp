// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/duplicates_page.h"

#include "core/base/timecode.h"
#include "ui/library/track_delegate.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/busy_page.h"
#include "ui/widgets/state_page.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QDir>
#include <QtCore/QLocale>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QListView>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QStyledItemDelegate>

#include <cmath>

namespace sc::ui {

namespace {

constexpr int kHeadHeight = 40;
constexpr int kSongHeight = 46;

} // namespace

// Groups laid flat: a head, then its songs.
class DuplicatesPage::Rows : public QAbstractListModel
{
public:
    struct Row
    {
        int group = 0;
        int song = -1; // -1: the head
    };
    Rows(const library::Library &library, QObject *parent) : QAbstractListModel(parent), m_library(library) {}
    void setGroups(std::vector<library::DuplicateGroup> groups)
    {
        beginResetModel();
        m_groups = std::move(groups);
        m_rows.clear();
        for (int group = 0; group < std::ssize(m_groups); ++group) {
            m_rows.push_back({group, -1});
            for (int song = 0; song < std::ssize(m_groups[static_cast<size_t>(group)].tracks); ++song)
                m_rows.push_back({group, song});
        }
        endResetModel();
    }
    [[nodiscard]] const std::vector<library::DuplicateGroup> &groups() const { return m_groups; }
    [[nodiscard]] const library::DuplicateGroup &group(int row) const { return m_groups[static_cast<size_t>(at(row).group)]; }
    [[nodiscard]] const Row &at(int row) const { return m_rows[static_cast<size_t>(row)]; }
    [[nodiscard]] TrackId idAt(int row) const
    {
        return row < 0 || row >= rowCount() || at(row).song < 0 ? TrackId() : group(row).tracks[static_cast<size_t>(at(row).song)];
    }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] QString headOf(int row) const
    {
        const library::DuplicateGroup &same = group(row);
        const QString songs = DuplicatesPage::tr("%n copies", nullptr, static_cast<int>(same.tracks.size()));
        return same.isSameFile
                   ? DuplicatesPage::tr("%1 of one file").arg(songs)
                   : DuplicatesPage::tr("%1 of one recording, at least %2 % alike").arg(songs).arg(std::floor(same.similarity * 100));
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (!index.isValid() || index.row() >= rowCount())
            return {};
        if (role == Qt::SizeHintRole)
            return QSize(200, at(index.row()).song < 0 ? kHeadHeight : kSongHeight);
        if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
            return {};
        const TrackId id = idAt(index.row());
        const auto track = id.isEmpty() ? std::nullopt : m_library.listed(id);
        return track ? spokenRow(*track, std::nullopt) + QStringLiteral(", ") + QDir::toNativeSeparators(track->file) : headOf(index.row());
    }

private:
    const library::Library &m_library;
    std::vector<library::DuplicateGroup> m_groups;
    std::vector<Row> m_rows;
};

class DuplicatesPage::Delegate : public QStyledItemDelegate
{
public:
    Delegate(const DuplicatesPage &page, TrackPictures &pictures, QObject *parent)
        : QStyledItemDelegate(parent), m_page(page), m_pictures(pictures)
    {
    }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        return index.data(Qt::SizeHintRole).toSize();
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = themeOf(option.widget);
        const QRect box = option.rect;
        const Rows::Row &row = m_page.m_rows->at(index.row());
        if (row.song < 0)
            return paintHead(*painter, box, index, option, theme);
        const bool selected = (option.state & QStyle::State_Selected) != 0;
        if (selected)
            drawRow(*painter, box, theme, RowState::Selected);
        else if ((option.state & QStyle::State_MouseOver) != 0)
            drawRow(*painter, box, theme, RowState::Hover);
        const auto track = m_page.m_library.listed(m_page.m_rows->idAt(index.row()));
        if (!track)
            return;
        drawCover(*painter, m_pictures, *track, QRect(box.left() + 12, box.center().y() - 15, 32, 32), radius::kBadge, theme);
        const int facts = std::min(330, box.width() / 2);
        const int left = box.left() + 56, room = box.width() - 56 - facts - 20;
        line(*painter, QRect(left, box.top() + 6, room, 17), track->title, theme.fonts.control, theme.text.primary, Qt::AlignLeft,
             Qt::ElideRight);
        line(*painter, QRect(left, box.top() + 23, room, 16), QDir::toNativeSeparators(track->file), theme.fonts.captionLight,
             theme.text.secondary, Qt::AlignLeft, Qt::ElideMiddle);
        const QString kind =
            QStringList({track->codec.toUpper(), track->bitRate > 0 ? TrackModel::tr("%1 kbit/s").arg(track->bitRate / 1000) : QString(),
                         QLocale().formattedDataSize(track->size, 1, QLocale::DataSizeSIFormat), formatClock(track->duration, 0)})
                .filter(QRegularExpression(QStringLiteral(".")))
                .join(QStringLiteral(",  "));
        line(*painter, QRect(box.right() - facts, box.top(), facts - 84, box.height()), kind, theme.fonts.body, theme.text.secondary,
             Qt::AlignRight, Qt::ElideLeft);
        if (row.song == 0) {
            drawIcon(*painter, QStringLiteral("check"), QRectF(box.right() - 66, box.center().y() - 6, 14, 14), theme.semantic.success);
            line(*painter, QRect(box.right() - 48, box.top(), 44, box.height()), DuplicatesPage::tr("best"), theme.fonts.caption,
                 theme.semantic.success, Qt::AlignLeft, Qt::ElideRight);
        } else if (track->missing) {
            line(*painter, QRect(box.right() - 66, box.top(), 62, box.height()), DuplicatesPage::tr("gone"), theme.fonts.caption,
                 theme.semantic.danger, Qt::AlignLeft, Qt::ElideRight);
        }
    }

private:
    static void line(QPainter &painter, const QRect &place, const QString &words, const QFont &font, const QColor &ink, Qt::Alignment side,
                     Qt::TextElideMode elide)
    {
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(place, static_cast<int>(Qt::AlignVCenter | side), QFontMetrics(font).elidedText(words, elide, place.width()));
    }
    void paintHead(QPainter &painter, const QRect &box, const QModelIndex &index, const QStyleOptionViewItem &option,
                   const Theme &theme) const
    {
        if (index.row() > 0)
            drawHairline(painter, QPointF(box.left() + 12, box.top() + 2), box.width() - 24, theme.hairline.one);
        const bool same = m_page.m_rows->group(index.row()).isSameFile;
        drawIcon(painter, same ? QStringLiteral("link") : QStringLiteral("alternates"), QRectF(box.left() + 20, box.top() + 14, 16, 16),
                 theme.text.tertiary);
        line(painter, QRect(box.left() + 56, box.top() + 4, box.width() - 200, box.height() - 4), m_page.m_rows->headOf(index.row()),
             theme.fonts.controlStrong, theme.text.primary, Qt::AlignLeft, Qt::ElideRight);
        const bool current = (option.state & QStyle::State_Selected) != 0;
        const bool over = (option.state & QStyle::State_MouseOver) != 0;
        const QRect button = keepButtonIn(box);
        drawControl(painter, button, theme, ControlKind::Default, over ? ControlState::Hover : ControlState::Rest);
        if (current)
            drawFocusInside(painter, button, theme, radius::kButton);
        painter.setFont(theme.fonts.control);
        painter.setPen(theme.text.primary);
        painter.drawText(button, Qt::AlignCenter, DuplicatesPage::tr("Keep the best"));
    }

    const DuplicatesPage &m_page;
    TrackPictures &m_pictures;
};

DuplicatesPage::DuplicatesPage(library::Library &library, TrackPictures &pictures, QWidget *parent)
    : QWidget(parent),
      m_library(library),
      m_rows(new Rows(library, this)),
      m_list(new QListView),
      m_empty(new EmptyState(QStringLiteral("alternates"), tr("No song is there twice"),
                             tr("Equal files, and equal recordings in different files, would be listed here.")))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *pages = new QWidget;
    m_pages = new QStackedLayout(pages);
    m_list->setModel(m_rows);
    m_list->setItemDelegate(new Delegate(*this, pictures, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setProperty("noFocusHalo", true);
    m_list->setAccessibleName(tr("Duplicates"));
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
    m_pages->addWidget(m_list);
    m_pages->addWidget(m_empty);
    m_busy = new BusyPage(tr("Looking for songs that are there twice"));
    m_pages->addWidget(m_busy);
    column->addWidget(pages, 1);
    connect(&library, &library::Library::duplicatesFound, this, &DuplicatesPage::take);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (const TrackId id = m_rows->idAt(index.row()); !id.isEmpty())
            Q_EMIT selected(id);
    });
    connect(m_list, &QListView::doubleClicked, this, [this](const QModelIndex &index) {
        if (const TrackId id = m_rows->idAt(index.row()); !id.isEmpty())
            Q_EMIT opened(id);
    });
}

DuplicatesPage::~DuplicatesPage() = default;

QRect DuplicatesPage::keepButtonIn(const QRect &headRow)
{
    return {headRow.right() - 121, headRow.top() + 10, 110, 24};
}

int DuplicatesPage::groupCount() const
{
    return static_cast<int>(m_rows->groups().size());
}

void DuplicatesPage::refresh()
{
    if (m_isLooking) {
        m_isStale = true;
        return;
    }
    m_isLooking = true;
    if (m_rows->rowCount() == 0)
        m_pages->setCurrentWidget(m_busy);
    m_library.startDuplicateSearch();
}

void DuplicatesPage::take(Result<std::vector<library::DuplicateGroup>> groups)
{
    m_isLooking = false;
    if (std::exchange(m_isStale, false))
        return refresh();
    if (!groups)
        m_empty->setWords(tr("Duplicates cannot be looked up"), groups.error().text());
    const int row = m_list->currentIndex().row();
    m_rows->setGroups(groups ? std::move(*groups) : std::vector<library::DuplicateGroup>());
    m_pages->setCurrentWidget(m_rows->rowCount() == 0 ? static_cast<QWidget *>(m_empty) : m_list);
    if (row >= 0 && m_rows->rowCount() > 0)
        m_list->setCurrentIndex(m_rows->index(std::min(row, m_rows->rowCount() - 1)));
    Q_EMIT counted(groupCount());
}

void DuplicatesPage::keepBest(int group)
{
    const std::vector<TrackId> &tracks = m_rows->groups()[static_cast<size_t>(group)].tracks;
    Q_EMIT removeWanted(std::vector<TrackId>(tracks.begin() + 1, tracks.end()));
}

bool DuplicatesPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list->viewport() && event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const QModelIndex index = m_list->indexAt(mouse->pos());
        if (index.isValid() && m_rows->at(index.row()).song < 0 && keepButtonIn(m_list->visualRect(index)).contains(mouse->pos())) {
            keepBest(m_rows->at(index.row()).group);
            return true;
        }
    }
    if (watched != m_list || event->type() != QEvent::KeyPress || !m_list->currentIndex().isValid())
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const int row = m_list->currentIndex().row();
    const TrackId id = m_rows->idAt(row);
    if (id.isEmpty() && (key == Qt::Key_Return || key == Qt::Key_Enter))
        keepBest(m_rows->at(row).group);
    else if (!id.isEmpty() && (key == Qt::Key_Return || key == Qt::Key_Enter))
        Q_EMIT opened(id);
    else if (!id.isEmpty() && key == Qt::Key_Space)
        Q_EMIT previewWanted();
    else if (!id.isEmpty() && key == Qt::Key_Delete)
        Q_EMIT removeWanted({id});
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

} // namespace sc::ui

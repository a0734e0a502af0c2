// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/song_list.h"

#include "ui/library/row_picks.h"
#include "ui/library/skeleton_rows.h"
#include "ui/library/track_grid.h"
#include "ui/library/track_table.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/ways_out.h"

#include <QtCore/QItemSelectionModel>
#include <QtCore/QScopedValueRollback>
#include <QtCore/QSet>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStackedLayout>

namespace sc::ui {

namespace {

constexpr int kTitle = static_cast<int>(TrackColumn::Title);
constexpr size_t kKeptPicks = 5000; // more are not looked up again after a change

} // namespace

SongList::SongList(TrackModel::Read read, TrackPictures &pictures, QWidget *parent)
    : QWidget(parent),
      m_model(std::move(read)),
      m_table(new TrackTable(m_model, pictures)),
      m_grid(new TrackGrid(m_model, pictures)),
      m_empty(new EmptyState(QStringLiteral("search"), {}, {})),
      m_first(new EmptyState(QStringLiteral("music"), {}, {})),
      m_skeleton(new SkeletonRows),
      m_pages(new QStackedLayout(this))
{
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_grid);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_first);
    m_pages->addWidget(m_skeleton);
    m_pages->setCurrentWidget(m_skeleton);
    m_first->addAction(tr("Import songs"), true, [this] { Q_EMIT importWanted(); });
    QItemSelectionModel *old = m_grid->selectionModel();
    m_grid->setSelectionModel(m_table->selectionModel());
    delete old;
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) {
        if (!m_isQuiet && index.isValid())
            Q_EMIT currentChanged(m_model.idAt(index.row()));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        m_grid->viewport()->update();
        if (!m_isQuiet)
            Q_EMIT pickedChanged();
    });
    for (const SongViewInput *input : {&m_table->input(), &m_grid->input()}) {
        connect(input, &SongViewInput::keyPressed, this, &SongList::onKey);
        connect(input, &SongViewInput::menuRequested, this, &SongList::menuWanted);
    }
    connect(m_table, &QAbstractItemView::doubleClicked, this, &SongList::opened);
    connect(m_grid, &QAbstractItemView::doubleClicked, this, &SongList::opened);
    setFocusProxy(m_table);
}

QAbstractItemView *SongList::view() const
{
    return m_isGrid ? static_cast<QAbstractItemView *>(m_grid) : m_table;
}

void SongList::showSongs(std::vector<TrackId> ids)
{
    if (ids == m_model.ids()) {
        m_pages->setCurrentWidget(view());
        return;
    }
    const std::vector<int> rows = pickedRows(*m_table->selectionModel());
    const std::vector<TrackId> kept = rows.size() <= kKeptPicks ? picked() : std::vector<TrackId>();
    const TrackId now = current();
    const int scrolled = view()->verticalScrollBar()->value();
    {
        const QScopedValueRollback<bool> quiet(m_isQuiet, true);
        m_model.setIds(std::move(ids));
        setPicked(kept);
        if (const int row = m_model.rowOf(now); row >= 0)
            m_table->selectionModel()->setCurrentIndex(m_model.index(row, kTitle), QItemSelectionModel::NoUpdate);
    }
    view()->verticalScrollBar()->setValue(scrolled);
    m_pages->setCurrentWidget(view());
    Q_EMIT pickedChanged();
}

void SongList::showLoading()
{
    m_model.setIds({});
    m_pages->setCurrentWidget(m_skeleton);
    Q_EMIT pickedChanged();
}

void SongList::showEmpty(const QString &icon, const QString &title, const QString &sentence)
{
    m_model.setIds({});
    m_empty->setIconName(icon);
    m_empty->setWords(title, sentence);
    m_pages->setCurrentWidget(m_empty);
    Q_EMIT pickedChanged();
}

void SongList::showFirstUse(const QString &title, const QString &sentence)
{
    m_model.setIds({});
    m_first->setWords(title, sentence);
    m_pages->setCurrentWidget(m_first);
    Q_EMIT pickedChanged();
}

void SongList::showProblem(const QString &title, const Problem &problem)
{
    m_model.setIds({});
    delete m_error;
    auto *page = new ErrorState(title, problem);
    connect(page, &ErrorState::actionChosen, this, [this, problem](const QString &action) { Q_EMIT problemActionChosen(problem, action); });
    m_error = page;
    m_pages->addWidget(page);
    m_pages->setCurrentWidget(page);
}

void SongList::setGrid(bool grid)
{
    const bool had = view()->hasFocus();
    const bool shown = m_pages->currentWidget() == view();
    m_isGrid = grid;
    setFocusProxy(view());
    if (shown)
        m_pages->setCurrentWidget(view());
    if (had)
        view()->setFocus();
    if (m_table->currentIndex().isValid())
        view()->scrollTo(m_table->currentIndex());
}

void SongList::setPlaying(const TrackId &track)
{
    m_table->setPlaying(track);
    m_grid->setPlaying(track);
}

void SongList::select(const TrackId &track)
{
    const int row = m_model.rowOf(track);
    if (row < 0 || (row == m_table->currentIndex().row() && m_table->selectionModel()->hasSelection()))
        return;
    const QScopedValueRollback<bool> quiet(m_isQuiet, true);
    view()->setCurrentIndex(m_model.index(row, kTitle));
    view()->scrollTo(m_model.index(row, kTitle));
    Q_EMIT pickedChanged();
}

void SongList::setPicked(const std::vector<TrackId> &tracks)
{
    QItemSelection wanted;
    if (tracks.size() == 1) {
        if (const int row = m_model.rowOf(tracks.front()); row >= 0)
            wanted.select(m_model.index(row, 0), m_model.index(row, kTrackColumns - 1));
    } else if (!tracks.empty()) {
        const QSet<TrackId> set(tracks.begin(), tracks.end());
        for (int row = 0; row < m_model.rowCount(); ++row) {
            if (set.contains(m_model.idAt(row)))
                wanted.select(m_model.index(row, 0), m_model.index(row, kTrackColumns - 1));
        }
    }
    m_table->selectionModel()->select(wanted, QItemSelectionModel::ClearAndSelect);
}

std::vector<TrackId> SongList::picked() const
{
    std::vector<TrackId> tracks;
    for (const int row : pickedRows(*m_table->selectionModel()))
        tracks.push_back(m_model.idAt(row));
    return tracks;
}

TrackId SongList::current() const
{
    return m_model.idAt(m_table->currentIndex().row());
}

void SongList::focusSongs()
{
    view()->setFocus(Qt::OtherFocusReason);
    if (!m_table->currentIndex().isValid() && m_model.rowCount() > 0)
        view()->setCurrentIndex(m_model.index(0, kTitle));
}

void SongList::onKey(QKeyEvent *event)
{
    const bool plain = (event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == 0;
    const bool any = m_table->selectionModel()->hasSelection();
    const int key = event->key();
    event->accept();
    if (plain && any && (key == Qt::Key_Return || key == Qt::Key_Enter))
        Q_EMIT opened();
    else if (plain && any && key == Qt::Key_Space)
        Q_EMIT previewWanted();
    else if (plain && any && (key == Qt::Key_Delete || key == Qt::Key_Backspace))
        Q_EMIT removeWanted();
    else if (plain && any && key == Qt::Key_F2)
        Q_EMIT editWanted();
    else if (plain && any && key >= Qt::Key_0 && key <= Qt::Key_5)
        Q_EMIT rateWanted(key - Qt::Key_0);
    else if (key == Qt::Key_Escape && any)
        m_table->selectionModel()->clearSelection();
    else if (plain && !event->text().isEmpty() && event->text().front().isPrint() && !event->text().front().isSpace())
        Q_EMIT typed(event->text());
    else
        event->ignore();
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/job_list.h"

#include "ui/queue/job_row_painter.h"
#include "ui/theme/plates.h"

#include <QtCore/QScopedValueRollback>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace sc::ui {

using namespace generation;

namespace {
constexpr size_t kManyTouched = 64; // from here on the whole view is painted again
} // namespace

JobModel::JobModel(GenerationFeed &feed, QObject *parent) : QAbstractListModel(parent), m_feed(feed) {}

bool JobModel::setRows(std::vector<JobRow> rows)
{
    if (rows == m_rows) {
        touchAll();
        return false;
    }
    beginResetModel();
    m_rows = std::move(rows);
    m_places.clear();
    m_places.reserve(static_cast<qsizetype>(m_rows.size()));
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (!m_rows[i].job.isEmpty())
            m_places.insert(m_rows[i].job, static_cast<int>(i));
    }
    endResetModel();
    return true;
}

void JobModel::touch(const QStringList &ids)
{
    if (static_cast<size_t>(ids.size()) > kManyTouched)
        return touchAll();
    for (const QString &id : ids) {
        if (const int row = rowOf(id); row >= 0)
            Q_EMIT dataChanged(index(row), index(row));
    }
}

void JobModel::touchAll()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

const Job *JobModel::jobAt(int row) const
{
    if (row < 0 || row >= rowCount() || m_rows[static_cast<size_t>(row)].job.isEmpty())
        return nullptr;
    return m_feed.service().job(JobId(m_rows[static_cast<size_t>(row)].job));
}

int JobModel::rowOf(const QString &id) const
{
    return m_places.value(id, -1);
}

int JobModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant JobModel::data(const QModelIndex &index, int role) const
{
    const JobRow &row = m_rows[static_cast<size_t>(index.row())];
    if (role == IdRole)
        return row.job;
    if (role == HeadRole)
        return row.head;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    if (row.job.isEmpty())
        return role == Qt::ToolTipRole ? QString() : QStringLiteral("%1, %2").arg(row.title).arg(row.count);
    const Job *job = jobAt(index.row());
    if (!job)
        return {};
    const QString name = (m_numbers.of(*job) + u' ' + jobName(*job)).trimmed();
    if (role == Qt::DisplayRole)
        return name;
    const QString line = stateLine(*job, m_feed);
    if (role == Qt::ToolTipRole)
        return QStringLiteral("%1\n%2\n%3").arg(name, jobAbout(*job), line);
    return QStringLiteral("%1, %2, %3, %4").arg(name, jobAbout(*job), jobStatusWord(job->status), line);
}

Qt::ItemFlags JobModel::flags(const QModelIndex &index) const
{
    const bool isHead = index.isValid() && m_rows[static_cast<size_t>(index.row())].job.isEmpty();
    return isHead ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

JobList::JobList(JobModel &model, JobPictures &pictures, Form form, QWidget *parent) : QListView(parent), m_model(model)
{
    setModel(&model);
    setItemDelegate(new JobRowPainter(model, pictures, form == Form::Compact, this));
    setAccessibleName(tr("Jobs"));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setSelectionMode(form == Form::Compact ? QAbstractItemView::SingleSelection : QAbstractItemView::ExtendedSelection);
    viewport()->setAutoFillBackground(false);
    viewport()->setAttribute(Qt::WA_Hover);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(&pictures, &JobPictures::ready, viewport(), qOverload<>(&QWidget::update));
}

JobList::~JobList() = default;

void JobList::setRows(std::vector<JobRow> rows)
{
    const std::vector<JobId> kept = chosen();
    const JobId at = current();
    const int scroll = verticalScrollBar()->value();
    const QScopedValueRollback<bool> quiet(m_isSetting, true);
    if (!m_model.setRows(std::move(rows)))
        return;
    if (const int row = m_model.rowOf(at.text()); row >= 0)
        selectionModel()->setCurrentIndex(m_model.index(row), QItemSelectionModel::NoUpdate);
    choose(kept);
    doItemsLayout();
    verticalScrollBar()->setValue(scroll);
}

std::vector<JobId> JobList::chosen() const
{
    QModelIndexList rows = selectionModel()->selectedIndexes();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    std::vector<JobId> ids;
    ids.reserve(static_cast<size_t>(rows.size()));
    for (const QModelIndex &index : rows)
        ids.emplace_back(index.data(JobModel::IdRole).toString());
    return ids;
}

void JobList::choose(const std::vector<JobId> &ids)
{
    std::vector<int> rows;
    for (const JobId &id : ids) {
        if (const int row = m_model.rowOf(id.text()); row >= 0)
            rows.push_back(row);
    }
    std::ranges::sort(rows);
    QItemSelection selection;
    for (size_t i = 0; i < rows.size();) { // neighbours as one range
        size_t end = i;
        while (end + 1 < rows.size() && rows[end + 1] == rows[end] + 1)
            ++end;
        selection.append(QItemSelectionRange(m_model.index(rows[i]), m_model.index(rows[end])));
        i = end + 1;
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (!rows.empty() && !currentIndex().isValid())
        selectionModel()->setCurrentIndex(m_model.index(rows.front()), QItemSelectionModel::NoUpdate);
}

JobId JobList::current() const
{
    return JobId(currentIndex().isValid() ? currentIndex().data(JobModel::IdRole).toString() : QString());
}

void JobList::mousePressEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    const QModelIndex index = indexAt(at);
    if (index.isValid() && event->button() == Qt::LeftButton) {
        const JobRow &row = m_model.rows()[static_cast<size_t>(index.row())];
        if (row.job.isEmpty()) {
            Q_EMIT headPressed(row.head);
            return;
        }
        const Job *job = m_model.jobAt(index.row());
        if (job && selectionMode() == QAbstractItemView::ExtendedSelection) {
            for (const RowButton &button : rowButtons(visualRect(index), *job, themeOf(this))) {
                if (!button.box.contains(at))
                    continue;
                if (!selectionModel()->isSelected(index))
                    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
                Q_EMIT actionPressed(row.job, button.action);
                return;
            }
        }
        if (job && m_movable && job->isWaiting() && event->modifiers() == Qt::NoModifier) {
            m_drag = Drag{at, false, -1, -1};
            if (selectionModel()->isSelected(index)) { // chosen alone on release, unless it is dragged
                selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
                setFocus(Qt::MouseFocusReason);
                return;
            }
        }
    }
    QListView::mousePressEvent(event);
}

void JobList::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    if (m_drag && (event->buttons() & Qt::LeftButton)) {
        if (m_drag->hasMoved || (at - m_drag->from).manhattanLength() >= QApplication::startDragDistance()) {
            m_drag->hasMoved = true;
            dragTo(at);
        }
        return;
    }
    QListView::mouseMoveEvent(event);
    viewport()->update(visualRect(indexAt(at)));
}

// Where the dragged ones would stand: between which rows, and at which place among the waiting jobs.
void JobList::dragTo(QPoint at)
{
    const std::vector<JobId> moved = chosen();
    const QModelIndex index =
        indexAt(QPoint(std::clamp(at.x(), 0, viewport()->width() - 1), std::clamp(at.y(), 0, viewport()->height() - 1)));
    m_drag->place = -1;
    m_drag->lineY = -1;
    const Job *over = index.isValid() ? m_model.jobAt(index.row()) : nullptr;
    if (over && over->isWaiting()) {
        const QRect box = visualRect(index);
        const bool below = at.y() > box.center().y();
        int place = 0;
        for (const Job &job : m_model.feed().service().jobs()) {
            if (!job.isWaiting())
                continue;
            if (job.id == over->id)
                break;
            if (std::ranges::find(moved, job.id) == moved.end())
                ++place;
        }
        const bool isOver = std::ranges::find(moved, over->id) != moved.end();
        m_drag->place = place + (below && !isOver ? 1 : 0);
        m_drag->lineY = below ? box.bottom() : box.top();
    }
    if (at.y() < 24)
        verticalScrollBar()->setValue(verticalScrollBar()->value() - 12);
    else if (at.y() > viewport()->height() - 24)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + 12);
    setCursor(m_drag->place >= 0 ? Qt::ClosedHandCursor : Qt::ForbiddenCursor);
    viewport()->update();
}

void JobList::mouseReleaseEvent(QMouseEvent *event)
{
    if (const auto drag = std::exchange(m_drag, std::nullopt)) {
        unsetCursor();
        viewport()->update();
        if (drag->hasMoved) {
            if (drag->place >= 0)
                Q_EMIT dropped(chosen(), drag->place);
            return;
        }
        if (const QModelIndex index = indexAt(event->position().toPoint()); index.isValid() && chosen().size() > 1)
            selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    }
    QListView::mouseReleaseEvent(event);
}

void JobList::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (const Job *job = m_model.jobAt(index.row()); job && event->button() == Qt::LeftButton)
        Q_EMIT opened(job->id.text());
}

void JobList::leaveEvent(QEvent *event)
{
    QListView::leaveEvent(event);
    viewport()->update();
}

void JobList::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers() == Qt::NoModifier && !current().isEmpty()) {
        Q_EMIT opened(current().text());
        return;
    }
    QListView::keyPressEvent(event);
}

void JobList::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index = indexAt(event->pos());
    if (index.isValid() && !selectionModel()->isSelected(index))
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    if (!chosen().empty())
        Q_EMIT menuRequested(event->globalPos());
}

void JobList::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (!m_drag || m_drag->lineY < 0)
        return;
    const Theme &theme = themeOf(this);
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.brand.blue);
    painter.drawRect(QRectF(12, m_drag->lineY - 1, viewport()->width() - 24, 2));
    painter.drawEllipse(QPointF(12, m_drag->lineY), 4, 4);
}

void JobList::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QListView::selectionChanged(selected, deselected);
    if (!m_isSetting)
        Q_EMIT chosenChanged();
}

void JobList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (!m_isSetting)
        Q_EMIT currentJobChanged(this->current().text());
}

} // namespace sc::ui

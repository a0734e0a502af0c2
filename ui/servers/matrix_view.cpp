// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/matrix_view.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"

#include <QtCore/QScopedValueRollback>
#include <QtCore/QSignalBlocker>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QStyledItemDelegate>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kRowHeight = 34;
constexpr int kHeadHeight = 40;
constexpr int kStarWidth = 34;
constexpr int kKindWidth = 116;
constexpr int kServerWidth = 116;
constexpr int kUsedWidth = 74;

QString iconOf(MatrixMark mark)
{
    return mark == MatrixMark::Missing ? QStringLiteral("missing") : QStringLiteral("check");
}

class MatrixDelegate : public QStyledItemDelegate
{
public:
    MatrixDelegate(const MatrixModel &model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const MatrixRow &row = m_model.rows()[static_cast<size_t>(index.row())];
        const Theme &theme = themeOf(option.widget);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool selected = option.state & QStyle::State_Selected;
        if (selected)
            painter->fillRect(option.rect, theme.state.fill);
        const QRect box = option.rect.adjusted(6, 0, -6, 0);
        if (index.column() == MatrixModel::Star) {
            drawIconCentred(*painter, QStringLiteral("star"), box, 14, row.isFavourite ? theme.text.magenta : theme.text.disabled,
                            row.isFavourite ? IconFill::Solid : IconFill::Line);
        } else if (index.column() == MatrixModel::Name) {
            words(*painter, box, row.title, selected ? theme.fonts.controlStrong : theme.fonts.control,
                  row.isHidden ? theme.text.disabled : theme.text.primary, Qt::AlignLeft, Qt::ElideMiddle);
        } else if (index.column() == MatrixModel::Kind) {
            words(*painter, box, row.kind, theme.fonts.body, selected ? theme.text.primary : theme.text.secondary);
        } else if (index.column() == m_model.usedColumn()) {
            const QString text = row.used > 0 ? MatrixView::tr("%n job(s)", nullptr, row.used) : QString();
            words(*painter, box, text, theme.fonts.body, theme.text.secondary, Qt::AlignRight);
        } else {
            mark(*painter, box, row.marks[static_cast<size_t>(index.column() - MatrixModel::FirstServer)], theme);
        }
        painter->restore();
    }

private:
    static void words(QPainter &painter, const QRect &box, const QString &text, const QFont &font, const QColor &ink,
                      Qt::Alignment alignment = Qt::AlignLeft, Qt::TextElideMode mode = Qt::ElideRight)
    {
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(box, int(alignment | Qt::AlignVCenter), QFontMetrics(font).elidedText(text, mode, box.width()));
    }

    static void mark(QPainter &painter, const QRect &box, MatrixMark mark, const Theme &theme)
    {
        const QColor ink = mark == MatrixMark::Loaded    ? theme.text.cyan
                           : mark == MatrixMark::Missing ? theme.semantic.warning
                           : mark == MatrixMark::Here    ? theme.text.secondary
                                                         : theme.text.disabled;
        const QRectF sign(box.left(), box.center().y() - 6.5, 14, 14);
        if (mark == MatrixMark::Loaded) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.brand.cyan);
            painter.drawEllipse(sign.center(), 4, 4);
        } else if (mark != MatrixMark::Unknown) {
            drawIcon(painter, iconOf(mark), sign, ink);
        }
        words(painter, box.adjusted(20, 0, 0, 0), markWord(mark), mark == MatrixMark::Here ? theme.fonts.body : theme.fonts.control, ink);
    }

    const MatrixModel &m_model;
};

// Heads of two lines: the server and how many of the rows it has.
class MatrixHeader : public QHeaderView
{
public:
    MatrixHeader(const MatrixModel &model, QWidget *parent) : QHeaderView(Qt::Horizontal, parent), m_model(model)
    {
        setFixedHeight(kHeadHeight);
    }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override
    {
        const Theme &theme = themeOf(this);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const int server = section - MatrixModel::FirstServer;
        const QRect box = rect.adjusted(6, 0, -6, 0);
        const bool isServer = server >= 0 && section < m_model.usedColumn();
        const QString title = model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
        const QFont &font = isServer ? theme.fonts.captionStrong : theme.fonts.caption;
        painter->setFont(font);
        painter->setPen(isServer || section == MatrixModel::Name ? theme.text.primary : theme.text.secondary);
        if (!isServer) {
            painter->drawText(box, int(section == m_model.usedColumn() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, title);
        } else {
            const ServerState &state = m_model.servers()[static_cast<size_t>(server)];
            painter->setPen(Qt::NoPen);
            painter->setBrush(stateColour(state, theme));
            painter->drawEllipse(QPointF(box.left() + 3, box.top() + 12), 3, 3);
            painter->setPen(theme.text.primary);
            painter->drawText(QRect(box.left() + 12, box.top() + 4, box.width() - 12, 16), Qt::AlignLeft | Qt::AlignVCenter,
                              QFontMetrics(font).elidedText(title, Qt::ElideRight, box.width() - 12));
            const auto has = std::ranges::count_if(
                m_model.rows(), [&](const MatrixRow &row) { return row.marks[static_cast<size_t>(server)] >= MatrixMark::Here; });
            painter->setFont(theme.fonts.captionLight);
            painter->setPen(theme.text.tertiary);
            painter->drawText(QRect(box.left() + 12, box.top() + 19, box.width() - 12, 14), Qt::AlignLeft | Qt::AlignVCenter,
                              MatrixView::tr("%1 of %2").arg(has).arg(m_model.rows().size()));
        }
        painter->restore();
    }

private:
    const MatrixModel &m_model;
};

} // namespace

void MatrixModel::setRows(std::vector<MatrixRow> rows, std::vector<ServerState> servers)
{
    const bool sameServers = std::ranges::equal(
        servers, m_servers, {}, [](const ServerState &state) { return state.server.id; },
        [](const ServerState &state) { return state.server.id; });
    const bool sameRows =
        sameServers && std::ranges::equal(
                           rows, m_rows, {}, [](const MatrixRow &row) { return row.id; }, [](const MatrixRow &row) { return row.id; });
    if (sameRows) {
        const bool changed = rows != m_rows;
        m_rows = std::move(rows);
        m_servers = std::move(servers);
        if (changed && !m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    m_servers = std::move(servers);
    endResetModel();
}

int MatrixModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MatrixModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : usedColumn() + 1;
}

QVariant MatrixModel::data(const QModelIndex &index, int role) const
{
    const MatrixRow &row = m_rows[static_cast<size_t>(index.row())];
    if (role == Qt::UserRole)
        return row.id;
    const int server = index.column() - FirstServer;
    const bool isServer = server >= 0 && index.column() < usedColumn();
    if (role == Qt::ToolTipRole) {
        if (isServer && server < row.reasons.size() && !row.reasons[server].isEmpty())
            return row.reasons[server];
        return index.column() == Name ? QVariant(row.title) : QVariant();
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    if (index.column() == Star)
        return row.isFavourite ? tr("favourite") : QString();
    if (index.column() == Name)
        return row.title;
    if (index.column() == Kind)
        return row.kind;
    if (index.column() == usedColumn())
        return row.used;
    return QStringLiteral("%1: %2").arg(m_servers[static_cast<size_t>(server)].server.name,
                                        markWord(row.marks[static_cast<size_t>(server)]));
}

QVariant MatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section == Name)
        return tr("Name");
    if (section == Kind)
        return tr("Kind");
    if (section == usedColumn())
        return tr("Used");
    if (section >= FirstServer)
        return m_servers[static_cast<size_t>(section - FirstServer)].server.name;
    return {};
}

MatrixView::MatrixView(MatrixModel &model, QWidget *parent) : QTableView(parent), m_model(model)
{
    setHorizontalHeader(new MatrixHeader(model, this));
    setModel(&model);
    setItemDelegate(new MatrixDelegate(model, this));
    setAccessibleName(tr("Models by servers"));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    viewport()->setAutoFillBackground(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(kRowHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setMinimumSectionSize(20);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(&model, &QAbstractItemModel::modelReset, this, &MatrixView::layOut);
}

void MatrixView::layOut()
{
    const int servers = static_cast<int>(m_model.servers().size());
    setColumnHidden(MatrixModel::Kind, m_simple);
    const int fixed = kStarWidth + (m_simple ? 0 : kKindWidth) + kUsedWidth;
    const int room = viewport()->width() - fixed;
    const int server = servers == 0 ? 0 : std::clamp((room - 180) / servers, 84, kServerWidth);
    setColumnWidth(MatrixModel::Star, kStarWidth);
    setColumnWidth(MatrixModel::Kind, kKindWidth);
    for (int i = 0; i < servers; ++i)
        setColumnWidth(MatrixModel::FirstServer + i, server);
    setColumnWidth(m_model.usedColumn(), kUsedWidth);
    setColumnWidth(MatrixModel::Name, std::max(180, room - servers * server));
}

void MatrixView::setSimple(bool simple)
{
    m_simple = simple;
    layOut();
}

void MatrixView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layOut();
}

QString MatrixView::currentId() const
{
    return currentIndex().isValid() ? currentIndex().data(Qt::UserRole).toString() : QString();
}

void MatrixView::setCurrentId(const QString &id)
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (m_model.rows()[static_cast<size_t>(row)].id == id) {
            setCurrentIndex(m_model.index(row, MatrixModel::Name));
            return;
        }
    }
}

void MatrixView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.isValid())
        Q_EMIT rowChosen(current.data(Qt::UserRole).toString());
}

void MatrixView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->pos());
    if (index.isValid() && index.column() == MatrixModel::Star && event->button() == Qt::LeftButton) {
        Q_EMIT favouriteToggled(index.data(Qt::UserRole).toString());
        return;
    }
    QTableView::mousePressEvent(event);
}

void MatrixView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F && event->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
        Q_EMIT favouriteToggled(currentId());
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace sc::ui

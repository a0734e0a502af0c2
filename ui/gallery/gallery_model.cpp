// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/gallery_model.h"

#include "core/base/timecode.h"
#include "ui/widgets/take_drag.h"

#include <QtCore/QMimeData>
#include <QtCore/QUrl>

#include <algorithm>

namespace sc::ui {

using generation::GalleryItem;

GalleryModel::GalleryModel(GalleryDesk &desk, QObject *parent) : QAbstractListModel(parent), m_desk(desk)
{
    connect(&desk, &GalleryDesk::listChanged, this, &GalleryModel::rebuild);
    connect(&desk, &GalleryDesk::scopeChanged, this, [this] {
        m_open.clear();
        m_folded.clear();
    });
    rebuild();
}

int GalleryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_cells.size());
}

const GalleryItem &GalleryModel::item(int row) const
{
    return m_desk.index().items()[size_t(m_cells[size_t(row)].item)];
}

TakeId GalleryModel::takeAt(int row) const
{
    return row >= 0 && row < int(m_shown.size()) ? m_shown[size_t(row)] : TakeId();
}

int GalleryModel::rowOf(const TakeId &take) const
{
    const int wanted = m_desk.index().indexOf(take);
    if (wanted < 0)
        return -1;
    const auto on = std::ranges::find(m_cells, wanted, &GalleryCell::item);
    if (on != m_cells.end())
        return int(on - m_cells.begin());
    const auto in =
        std::ranges::find_if(m_cells, [&](const GalleryCell &cell) { return std::ranges::find(cell.stack, wanted) != cell.stack.end(); });
    return in == m_cells.end() ? -1 : int(in - m_cells.begin());
}

const generation::GalleryGroup *GalleryModel::group(int number) const
{
    return number >= 0 && number < int(m_desk.groups().size()) ? &m_desk.groups()[size_t(number)] : nullptr;
}

QVariant GalleryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const GalleryItem &one = item(index.row());
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
        QStringList words{GalleryDesk::shotTitle(one), GalleryDesk::takeTitle(one)};
        if (one.isChosen)
            words.append(tr("chosen"));
        if (one.take.verdict == timeline::TakeVerdict::Approved)
            words.append(tr("approved"));
        if (one.take.verdict == timeline::TakeVerdict::Rejected)
            words.append(tr("rejected"));
        if (one.isFlagged())
            words.append(tr("flagged by checks"));
        if (one.isMissing)
            words.append(tr("the file is missing"));
        if (one.take.rating > 0)
            words.append(tr("%1 stars").arg(one.take.rating));
        if (m_cells[size_t(index.row())].stack.size() > 1)
            words.append(tr("stack of %1").arg(m_cells[size_t(index.row())].stack.size()));
        return words.join(QStringLiteral(", "));
    }
    if (role == Qt::ToolTipRole && !one.prompt.isEmpty())
        return one.prompt.left(400).toHtmlEscaped();
    return {};
}

Qt::ItemFlags GalleryModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled : Qt::NoItemFlags;
}

QStringList GalleryModel::mimeTypes() const
{
    return {QLatin1String(kTakesMimeType), QStringLiteral("text/uri-list")};
}

QMimeData *GalleryModel::mimeData(const QModelIndexList &indexes) const
{
    std::vector<TakeId> takes;
    QList<QUrl> files;
    for (const QModelIndex &index : indexes) {
        takes.push_back(takeAt(index.row()));
        files.append(QUrl::fromLocalFile(m_desk.fileOf(item(index.row()).take)));
    }
    auto *data = new QMimeData; // the drag owns it
    if (!m_desk.isShared())
        putTakes(*data, takes);
    data->setUrls(files); // other programs, and the timeline for what is not in the project yet
    return data;
}

int GalleryModel::topOf(const std::vector<int> &stack) const
{
    const auto worth = [&](int index) {
        const GalleryItem &one = m_desk.index().items()[size_t(index)];
        const int verdict = one.take.verdict == timeline::TakeVerdict::Approved   ? 2
                            : one.take.verdict == timeline::TakeVerdict::Rejected ? 0
                                                                                  : 1;
        return std::tuple(one.isChosen && one.take.isVideo(), one.isChosen, verdict, one.take.rating, one.takeNumber);
    };
    return *std::ranges::max_element(stack, {}, worth);
}

void GalleryModel::rebuild()
{
    std::vector<GalleryCell> cells;
    GalleryPlan plan;
    std::vector<ClipId> stacks;
    const auto &items = m_desk.index().items();
    const auto &groups = m_desk.groups();
    const bool hasHeadings = !groups.empty() && !(groups.size() == 1 && groups.front().title.isEmpty());
    plan.groups = hasHeadings ? int(groups.size()) : 0;
    const bool isStacking = m_isStacking && !m_desk.isShared();
    for (size_t g = 0; g < groups.size(); ++g) {
        plan.folded.push_back(m_folded.contains(groups[g].key));
        QHash<ClipId, size_t> placeOf; // in `cells`
        for (const int index : groups[g].items) {
            const GalleryItem &one = items[size_t(index)];
            const bool isOfStack = isStacking && !one.clipName.isEmpty();
            const auto known = isOfStack ? placeOf.constFind(one.take.clip) : placeOf.constEnd();
            if (known != placeOf.constEnd()) {
                cells[*known].stack.push_back(index);
                continue;
            }
            if (isOfStack)
                placeOf.insert(one.take.clip, cells.size());
            cells.push_back({index, {index}, int(g), -1});
        }
    }
    std::vector<GalleryCell> shown;
    for (GalleryCell &cell : cells) {
        std::ranges::sort(cell.stack, std::ranges::greater(), [&](int index) { return items[size_t(index)].takeNumber; });
        if (cell.stack.size() > 1 && m_open.contains(items[size_t(cell.item)].take.clip)) {
            stacks.push_back(items[size_t(cell.item)].take.clip);
            for (const int index : cell.stack)
                shown.push_back({index, {index}, cell.group, int(stacks.size()) - 1});
            continue;
        }
        if (cell.stack.size() > 1)
            cell.item = topOf(cell.stack);
        shown.push_back(std::move(cell));
    }
    std::vector<TakeId> takes;
    for (const GalleryCell &cell : shown) {
        plan.cells.push_back({cell.group, cell.openStack, cell.stack.size() > 1});
        takes.push_back(items[size_t(cell.item)].take.id);
    }
    const auto sameCell = [](const GalleryPlan::Cell &a, const GalleryPlan::Cell &b) {
        return a.group == b.group && a.stack == b.stack && a.isStacked == b.isStacked;
    };
    const bool isSame = takes == m_shown && plan.groups == m_plan.groups && plan.folded == m_plan.folded &&
                        std::ranges::equal(plan.cells, m_plan.cells, sameCell);
    if (isSame) {
        m_cells = std::move(shown);
        if (!m_cells.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_cells = std::move(shown);
    m_shown = std::move(takes);
    m_plan = std::move(plan);
    m_stacks = std::move(stacks);
    endResetModel();
}

void GalleryModel::setStacking(bool on)
{
    m_isStacking = on;
    rebuild();
}

void GalleryModel::openStack(const ClipId &clip, bool open)
{
    if (open)
        m_open.insert(clip);
    else
        m_open.remove(clip);
    rebuild();
}

void GalleryModel::closeAllStacks()
{
    m_open.clear();
    rebuild();
}

void GalleryModel::foldGroup(int number, bool folded)
{
    const generation::GalleryGroup *wanted = group(number);
    if (!wanted)
        return;
    if (folded)
        m_folded.insert(wanted->key);
    else
        m_folded.remove(wanted->key);
    rebuild();
}

} // namespace sc::ui

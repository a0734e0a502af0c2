// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/gallery_desk.h"
#include "ui/gallery/gallery_layout.h"

#include <QtCore/QAbstractListModel>

namespace sc::ui {

// What stands in one place of the gallery.
struct GalleryCell
{
    int item = 0;           // into the index; of a closed stack the one on top
    std::vector<int> stack; // all of it, the newest first; of an open one or a single take itself alone
    int group = 0;
    int openStack = -1;
};

// The takes that were found as cells, in groups and stacks. A row is a cell; headings and plates are the view's.
class GalleryModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit GalleryModel(GalleryDesk &desk, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override; // words for screen readers and tooltips
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;

    [[nodiscard]] GalleryDesk &desk() const { return m_desk; }
    [[nodiscard]] const GalleryCell &cell(int row) const { return m_cells[size_t(row)]; }
    [[nodiscard]] const generation::GalleryItem &item(int row) const;
    [[nodiscard]] TakeId takeAt(int row) const;        // empty when there is none
    [[nodiscard]] int rowOf(const TakeId &take) const; // of the cell that shows it or holds it in its stack; -1
    [[nodiscard]] const GalleryPlan &plan() const { return m_plan; }
    [[nodiscard]] const generation::GalleryGroup *group(int number) const;

    void setStacking(bool on);
    [[nodiscard]] bool isStacking() const { return m_isStacking; }
    void openStack(const ClipId &clip, bool open);
    [[nodiscard]] bool isOpen(const ClipId &clip) const { return m_open.contains(clip); }
    [[nodiscard]] ClipId clipOfStack(int stack) const { return m_stacks[size_t(stack)]; }
    void closeAllStacks();
    void foldGroup(int group, bool folded);

private:
    void rebuild();
    [[nodiscard]] int topOf(const std::vector<int> &stack) const;

    GalleryDesk &m_desk;
    std::vector<GalleryCell> m_cells;
    std::vector<TakeId> m_shown; // of each cell, to tell whether a rebuild changes anything
    GalleryPlan m_plan;
    std::vector<ClipId> m_stacks; // open ones
    QSet<ClipId> m_open;
    QSet<QString> m_folded; // keys of groups
    bool m_isStacking = true;
};

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/outline_model.h"

#include "ui/timeline/timeline_editor.h"

#include <algorithm>

namespace sc::ui {

namespace {

// What the tree is built of, looked up once instead of once a scene.
struct Groups
{
    QHash<QString, std::vector<const timeline::Clip *>> shots;      // live, by scene
    QHash<QString, std::vector<const timeline::Clip *>> alternates; // by the group's root
    QHash<QString, std::vector<const timeline::Scene *>> scenes;    // alternates, by root
};

template<class Item> QString rootOf(const Item &item)
{
    return item.parent.isEmpty() ? item.id.text() : item.parent.text();
}

Groups groupsOf(const timeline::Timeline &timeline)
{
    Groups groups;
    for (const timeline::Clip &clip : timeline.clips) {
        if (clip.isLive)
            groups.shots[clip.scene.text()].push_back(&clip);
        else
            groups.alternates[rootOf(clip)].push_back(&clip);
    }
    for (const timeline::Scene &scene : timeline.scenes) {
        if (!scene.isLive)
            groups.scenes[rootOf(scene)].push_back(&scene);
    }
    for (auto &list : groups.alternates)
        std::ranges::stable_sort(list, {}, &timeline::Clip::alternateNumber);
    return groups;
}

} // namespace

OutlineModel::OutlineModel(TimelineEditor &editor, QObject *parent) : QAbstractItemModel(parent), m_editor(editor)
{
    rebuild();
}

void OutlineModel::setSearch(const QString &text)
{
    m_search = text.trimmed();
    rebuild();
}

void OutlineModel::rebuild()
{
    const timeline::Timeline &t = m_editor.timeline();
    const Groups groups = groupsOf(t);
    std::vector<Node> nodes;
    std::vector<int> roots;
    const auto add = [&](Kind kind, const SceneId &scene, const ClipId &clip, int parent) {
        const int id = int(nodes.size());
        std::vector<int> &list = parent < 0 ? roots : nodes[size_t(parent)].children;
        const int row = int(list.size());
        list.push_back(id);
        nodes.push_back({kind, scene, clip, parent, row, {}});
        return id;
    };
    const auto fits = [&](const QString &name) { return m_search.isEmpty() || name.contains(m_search, Qt::CaseInsensitive); };
    m_figures.clear();
    for (const timeline::Scene &scene : t.scenes) {
        if (!scene.isLive)
            continue;
        timeline::SceneFigures figures;
        figures.length = scene.length;
        const auto &shots = groups.shots[scene.id.text()];
        for (const timeline::Clip *clip : shots) {
            ++figures.shots;
            figures.ready += timeline::clipState(*clip) == timeline::ClipState::Ready ? 1 : 0;
        }
        m_figures.insert(scene.id.text(), figures);
        const bool whole = fits(scene.name);
        if (!whole && std::ranges::none_of(shots, [&](const timeline::Clip *clip) { return fits(clip->name); }))
            continue;
        const int root = add(Kind::Scene, scene.id, {}, -1);
        for (const timeline::Scene *alternate : groups.scenes[rootOf(scene)])
            add(Kind::SceneAlternate, alternate->id, {}, root);
        for (const timeline::Clip *clip : shots) {
            if (!whole && !fits(clip->name))
                continue;
            const int shot = add(Kind::Shot, scene.id, clip->id, root);
            for (const timeline::Clip *alternate : groups.alternates[rootOf(*clip)]) {
                if (alternate->scene == clip->scene)
                    add(Kind::ShotAlternate, scene.id, alternate->id, shot);
            }
        }
    }
    QStringList shape;
    shape.reserve(qsizetype(nodes.size()));
    for (const Node &node : nodes)
        shape.append(QString::number(node.parent) + (node.clip.isEmpty() ? node.scene.text() : node.clip.text()));
    if (shape == m_shape) {
        if (!m_roots.empty())
            Q_EMIT dataChanged(index(0, 0), index(int(m_roots.size()) - 1, 0));
        return;
    }
    beginResetModel();
    m_nodes = std::move(nodes);
    m_roots = std::move(roots);
    m_shape = std::move(shape);
    m_byId.clear();
    for (size_t i = 0; i < m_nodes.size(); ++i)
        m_byId.insert(m_nodes[i].clip.isEmpty() ? m_nodes[i].scene.text() : m_nodes[i].clip.text(), int(i));
    endResetModel();
}

const OutlineModel::Node *OutlineModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() && index.internalId() < m_nodes.size() ? &m_nodes[index.internalId()] : nullptr;
}

QModelIndex OutlineModel::indexAt(int node) const
{
    return node < 0 ? QModelIndex() : createIndex(m_nodes[size_t(node)].row, 0, quintptr(node));
}

QModelIndex OutlineModel::indexOf(const ClipId &clip) const
{
    return indexAt(m_byId.value(clip.text(), -1));
}

QModelIndex OutlineModel::indexOf(const SceneId &scene) const
{
    return indexAt(m_byId.value(scene.text(), -1));
}

const timeline::Scene *OutlineModel::sceneOf(const Node &node) const
{
    return timeline::findScene(m_editor.timeline(), node.scene);
}

const timeline::Clip *OutlineModel::clipOf(const Node &node) const
{
    return node.clip.isEmpty() ? nullptr : timeline::findClip(m_editor.timeline(), node.clip);
}

int OutlineModel::numberOf(const ClipId &clip) const
{
    return m_editor.index().positionOf(clip) + 1;
}

QModelIndex OutlineModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    const std::vector<int> &list = node ? node->children : m_roots;
    if (column != 0 || row < 0 || row >= int(list.size()))
        return {};
    return createIndex(row, 0, quintptr(list[size_t(row)]));
}

QModelIndex OutlineModel::parent(const QModelIndex &index) const
{
    const Node *node = nodeOf(index);
    return node ? indexAt(node->parent) : QModelIndex();
}

int OutlineModel::rowCount(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    return int(node ? node->children.size() : m_roots.size());
}

QVariant OutlineModel::data(const QModelIndex &index, int role) const
{
    const Node *node = nodeOf(index);
    if (!node || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    if (const timeline::Clip *clip = clipOf(*node))
        return node->kind == Kind::Shot ? tr("Shot %1, %2").arg(numberOf(clip->id)).arg(clip->name)
                                        : tr("Alternate %1, %2").arg(clip->alternateNumber).arg(clip->name);
    const timeline::Scene *scene = sceneOf(*node);
    return !scene                      ? QVariant()
           : node->kind == Kind::Scene ? tr("Scene %1, %2").arg(scene->order + 1).arg(scene->name)
                                       : tr("Alternate %1, %2").arg(scene->alternateNumber).arg(scene->name);
}

} // namespace sc::ui

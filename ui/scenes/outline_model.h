// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/figures.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QHash>

namespace sc::ui {

class TimelineEditor;

// Scenes, below them their shots, below those the alternates. Alternates of a scene stand below it, first.
class OutlineModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum class Kind { Scene, SceneAlternate, Shot, ShotAlternate };
    struct Node
    {
        Kind kind = Kind::Scene;
        SceneId scene;
        ClipId clip;     // of shots
        int parent = -1; // into nodes(); -1: the root
        int row = 0;
        std::vector<int> children;
    };

    explicit OutlineModel(TimelineEditor &editor, QObject *parent = nullptr);
    void setSearch(const QString &text); // keeps scenes whose name or whose shots match
    void rebuild();                      // resets only when the tree is another one

    [[nodiscard]] const Node *nodeOf(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const ClipId &clip) const;
    [[nodiscard]] QModelIndex indexOf(const SceneId &scene) const;
    [[nodiscard]] const timeline::Scene *sceneOf(const Node &node) const;
    [[nodiscard]] const timeline::Clip *clipOf(const Node &node) const;
    [[nodiscard]] timeline::SceneFigures figuresOf(const SceneId &scene) const { return m_figures.value(scene.text()); }
    [[nodiscard]] int numberOf(const ClipId &clip) const; // 1-based among the live shots, 0: not live

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &) const override { return 1; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QModelIndex indexAt(int node) const;

    TimelineEditor &m_editor;
    QString m_search;
    std::vector<Node> m_nodes;
    std::vector<int> m_roots;
    QHash<QString, int> m_byId;
    QHash<QString, timeline::SceneFigures> m_figures;
    QStringList m_shape;
};

} // namespace sc::ui

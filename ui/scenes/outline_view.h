// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scenes/outline_model.h"

#include <QtWidgets/QTreeView>

namespace sc::ui {

// The tree beside the table: scenes 30, shots 26, alternates 24 px. Scenes are dragged to another place.
class OutlineView : public QTreeView
{
    Q_OBJECT

public:
    explicit OutlineView(OutlineModel &model, QWidget *parent = nullptr);
    void show(const ClipId &clip, const SceneId &scene); // makes it the current row without sending chosen()
    [[nodiscard]] SceneId currentScene() const;          // live scene of the current row

Q_SIGNALS:
    void clipChosen(const sc::ClipId &clip, bool isLive);
    void sceneChosen(const sc::SceneId &scene, bool isLive);
    void sceneDropped(const sc::SceneId &scene, int index, const sc::SceneId &over); // index among the live scenes as they are now
    void menuRequested(const QPoint &globalPosition, bool onScene);

protected:
    void paintEvent(QPaintEvent *event) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void drawBranches(QPainter *, const QRect &, const QModelIndex &) const override {}
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyboardSearch(const QString &) override {}
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    class Rows;
    void drawScene(QPainter &painter, const QRect &box, const OutlineModel::Node &node, const QModelIndex &index) const;
    void drawShot(QPainter &painter, const QRect &box, const OutlineModel::Node &node) const;
    void dragTo(QPoint at);

    OutlineModel &m_model;
    QSet<QString> m_open; // scenes
    QPoint m_pressedAt;
    SceneId m_dragged;
    bool m_isDragging = false;
    int m_dropIndex = -1;
    SceneId m_dropOver;
    int m_dropY = 0;
    bool m_isShowing = false;
};

// One bar per scene as wide as the scene is long, filled by its ready share; above it how many shots have a take.
class ReadyBar : public QWidget
{
    Q_OBJECT

public:
    ReadyBar(TimelineEditor &editor, const OutlineModel &model, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override { return {200, 30}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TimelineEditor &m_editor;
    const OutlineModel &m_model;
};

} // namespace sc::ui

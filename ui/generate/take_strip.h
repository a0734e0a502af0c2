// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/take.h"

#include <QtGui/QImage>
#include <QtWidgets/QAbstractScrollArea>

#include <vector>

namespace sc::project {
class ProjectSession;
}

namespace sc::ui {

class TakeThumbnails;

// One place of the strip: a take, or a job that is to become one.
struct StripItem
{
    timeline::Take take; // without id for a job
    bool isMissing = false;
    QString job;
    QString name;   // "Take 6"
    QString detail; // of a job: "36 %", "queued"
    int rating = 0;
    bool isChosen = false;
    bool isApproved = false;
    bool isRejected = false;
    bool isFlagged = false; // a check found something
    bool isFailed = false;
    double progress = -1; // of a job
    QImage preview;

    [[nodiscard]] bool isJob() const { return !job.isEmpty(); }
};

// The takes of a shot as a film strip, the newest first. A click puts a take in place A, with Alt or Ctrl in B; Left and Right go along,
// Enter and a double click choose. Keys of takes (1 to 5, X, Tab ...) are the screen's.
class TakeStrip : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TakeStrip(QWidget *parent = nullptr);

    void setSession(project::ProjectSession *session); // where the takes lie
    void setItems(std::vector<StripItem> items);
    [[nodiscard]] const std::vector<StripItem> &items() const { return m_items; }
    void updateJob(const QString &job, double progress, const QString &detail, const QImage &preview);
    void setMarks(const std::vector<TakeId> &places); // A, B, C, D
    [[nodiscard]] QRect itemRect(int index) const;    // in the viewport
    [[nodiscard]] QSize sizeHint() const override { return {708, 92}; }

Q_SIGNALS:
    void placed(const sc::TakeId &take, int place); // 0 = A, 1 = B
    void chosen(const sc::TakeId &take);
    void menuRequested(const sc::TakeId &take, const QPoint &at); // global
    void jobActivated(const QString &job);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    bool focusNextPrevChild(bool next) override; // Tab goes through the takes, then on

private:
    [[nodiscard]] int at(QPoint pos) const; // -1: none
    [[nodiscard]] int cellWidth() const;
    [[nodiscard]] QRectF pictureRect(const QRect &cell) const;
    void paintItem(QPainter &painter, int index);
    void refreshBar();
    bool go(int by); // false: there is none that way
    void tellAccess();

    TakeThumbnails *m_pictures;
    project::ProjectSession *m_session = nullptr; // only compared
    std::vector<StripItem> m_items;
    std::vector<TakeId> m_places;
    int m_hover = -1;
};

} // namespace sc::ui

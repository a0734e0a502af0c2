// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/queue/job_pictures.h"
#include "ui/queue/job_rows.h"
#include "ui/queue/job_words.h"

#include <QtCore/QAbstractListModel>
#include <QtWidgets/QListView>

#include <optional>

namespace sc::ui {

// Rows of jobs for a view: ids only; what is shown is asked of the service when a row comes into sight.
class JobModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole, HeadRole };

    explicit JobModel(GenerationFeed &feed, QObject *parent = nullptr);

    // Gives whether rows came, went or moved.
    bool setRows(std::vector<JobRow> rows);
    void touch(const QStringList &ids); // values changed
    void touchAll();
    [[nodiscard]] const std::vector<JobRow> &rows() const { return m_rows; }
    [[nodiscard]] const generation::Job *jobAt(int row) const; // null: a heading, or gone meanwhile
    [[nodiscard]] int rowOf(const QString &id) const;          // -1: not shown
    [[nodiscard]] GenerationFeed &feed() const { return m_feed; }
    [[nodiscard]] ShotNumbers &numbers() { return m_numbers; }
    [[nodiscard]] const ShotNumbers &numbers() const { return m_numbers; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    GenerationFeed &m_feed;
    ShotNumbers m_numbers;
    std::vector<JobRow> m_rows;
    QHash<QString, int> m_places;
};

// The list of jobs: rows of 46 px with picture, progress or reason, server and end; waiting ones are dragged to another place. The
// compact form stands beside a job's page.
class JobList : public QListView
{
    Q_OBJECT

public:
    enum class Form { Wide, Compact };
    JobList(JobModel &model, JobPictures &pictures, Form form, QWidget *parent = nullptr);
    ~JobList() override;

    [[nodiscard]] std::vector<generation::JobId> chosen() const; // in the order of rows
    void choose(const std::vector<generation::JobId> &ids);
    [[nodiscard]] generation::JobId current() const;
    void setMovable(bool movable) { m_movable = movable; } // the order shown is that of the queue
    void setRows(std::vector<JobRow> rows);                // keeps what is chosen, and the place

Q_SIGNALS:
    void opened(const QString &id); // double click, Enter
    void currentJobChanged(const QString &id);
    void chosenChanged();
    void actionPressed(const QString &id, const QString &action); // "open", "cancel", "next", "retry", "menu"
    void menuRequested(const QPoint &globalPosition);
    void headPressed(const QString &key);
    void dropped(const std::vector<sc::generation::JobId> &ids, int place); // among the waiting ones without these

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyboardSearch(const QString &) override {} // letters are shortcuts here
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    struct Drag
    {
        QPoint from;
        bool hasMoved = false;
        int lineY = -1;
        int place = -1;
    };
    void dragTo(QPoint at);

    JobModel &m_model;
    std::optional<Drag> m_drag;
    bool m_movable = true;
    bool m_isSetting = false;
};

// The buttons at the right of a row, from left to right.
struct RowButton
{
    QString action;
    QString icon; // empty: its words
    QString words;
    QRect box;
};
[[nodiscard]] std::vector<RowButton> rowButtons(const QRect &row, const generation::Job &job, const Theme &theme);

} // namespace sc::ui

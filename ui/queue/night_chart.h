// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/queue/job_pictures.h"
#include "ui/servers/generation_feed.h"

#include <QtWidgets/QAbstractScrollArea>

namespace sc::ui {

// A night at a glance: blocks by server and batch, not single jobs; failures on their own.
class NightChart : public QWidget
{
    Q_OBJECT

public:
    explicit NightChart(GenerationFeed &feed, QWidget *parent = nullptr);
    void showSince(const QString &isoUtc);
    [[nodiscard]] int wantedHeight() const;

    struct Block
    {
        QDateTime from;
        QDateTime to;
        QString batch; // its name; empty: single jobs
        int takes = 0;
        bool isFailure = false;
    };
    struct NightLane
    {
        QString server;
        int completed = 0;
        int failed = 0;
        std::vector<Block> blocks;
    };
    [[nodiscard]] const std::vector<NightLane> &lanes() const { return m_lanes; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    GenerationFeed &m_feed;
    std::vector<NightLane> m_lanes;
    QDateTime m_from;
    QDateTime m_to;
};

// Pictures of what was made, newest first; a press opens the job.
class TakeGrid : public QAbstractScrollArea
{
    Q_OBJECT

public:
    TakeGrid(GenerationFeed &feed, JobPictures &pictures, QWidget *parent = nullptr);
    void setJobs(std::vector<QString> ids);

Q_SIGNALS:
    void jobChosen(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] QRect cellRect(int index) const;
    [[nodiscard]] int columns() const;
    void layOut();

    GenerationFeed &m_feed;
    JobPictures &m_pictures;
    std::vector<QString> m_jobs;
};

} // namespace sc::ui

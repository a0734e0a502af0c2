// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/queue/job_pictures.h"
#include "ui/queue/job_words.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

// One block of a lane. Times in seconds from now, the past is negative.
struct LaneBlock
{
    enum class Kind { Done, Failed, Running, Load, Planned };
    Kind kind = Kind::Done;
    double from = 0;
    double to = 0;
    QString job;
};

struct Lane
{
    generation::ServerId server;
    QString name;
    QString about; // loaded model, or why there is none
    bool isOff = false;
    std::vector<LaneBlock> blocks;
};

// Lanes of all servers for this stretch of time: what was made there, what runs, what is planned.
[[nodiscard]] std::vector<Lane> lanesOf(const GenerationFeed &feed, double fromS, double toS);

// The servers over time: what each made, makes and will make, as far as the plan sees. The wheel zooms, a drag moves, a press
// on a block chooses its job.
class LaneChart : public QWidget
{
    Q_OBJECT

public:
    LaneChart(GenerationFeed &feed, JobPictures &pictures, const ShotNumbers &numbers, QWidget *parent = nullptr);

    void refresh();
    [[nodiscard]] const std::vector<Lane> &lanes() const { return m_lanes; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] int heightFor(int servers) const;
    [[nodiscard]] QRect blockRect(const QString &job) const; // null: not shown

Q_SIGNALS:
    void jobChosen(const QString &id);
    void jobOpened(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] double xOf(double seconds) const;
    [[nodiscard]] double secondsAt(double x) const;
    [[nodiscard]] QRectF laneRect(int lane) const;
    [[nodiscard]] QRectF blockBox(const Lane &lane, int index, const LaneBlock &block) const;
    [[nodiscard]] const LaneBlock *blockAt(QPoint at) const;
    void zoom(double factor, double aroundX);
    void paintAxis(QPainter &painter, const Theme &theme) const;
    void paintBlock(QPainter &painter, const QRectF &box, const LaneBlock &block, const Theme &theme);
    void paintNow(QPainter &painter, const Theme &theme) const;

    GenerationFeed &m_feed;
    JobPictures &m_pictures;
    const ShotNumbers &m_numbers;
    std::vector<Lane> m_lanes;
    double m_from = -240; // s
    double m_to = 320;
    bool m_isOwnRange = false; // the person moved it
    std::optional<double> m_dragX;
    bool m_dragged = false;
};

// Draws what a block of a chart looks like, alike on all charts.
void paintHatch(QPainter &painter, const QRectF &box, const QColor &colour, double corner);
// Steps of an axis in seconds so that labels do not touch: 10 s ... 6 h.
[[nodiscard]] double axisStep(double secondsPerPixel, double labelPixels);

} // namespace sc::ui

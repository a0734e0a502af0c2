// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/servers/generation_feed.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

// Where a draft would run: a lane for each server with what it has already, loads, and the new jobs, on one axis.
class EstimateLanes : public QWidget
{
    Q_OBJECT

public:
    explicit EstimateLanes(QWidget *parent = nullptr);

    struct Piece
    {
        double from = 0; // s from now
        double to = 0;
        enum class Kind { Busy, Load, Picture, Video } kind = Kind::Busy;
    };
    struct ServerLane
    {
        QString name;
        int pictures = 0;
        int videos = 0;
        double endS = 0;
        std::vector<Piece> pieces;
    };
    // The plan with the draft behind it, run ahead. Gives when all is done; nothing when some can start nowhere.
    std::optional<double> show(const GenerationFeed &feed, const std::vector<generation::Job> &draft);
    [[nodiscard]] const std::vector<ServerLane> &lanes() const { return m_lanes; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<ServerLane> m_lanes;
    double m_mostS = 60;
};

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/servers/generation_feed.h"
#include "ui/theme/theme.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

// The colour of the server at this place in the plan.
[[nodiscard]] QColor laneColour(const Theme &theme, size_t server);

// Where a draft would run: a lane for each server with what it has already, loads, and the new jobs, on one axis. Videos that wait
// for a choice come behind a gap, which is the person's time.
class EstimateLanes : public QWidget
{
    Q_OBJECT

public:
    explicit EstimateLanes(QWidget *parent = nullptr);

    struct Piece
    {
        double from = 0; // s from now, of the machines' time
        double to = 0;
        bool isAfterChoice = false;
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
    struct Place
    {
        int server = -1; // into the lanes; -1: beyond the reach of the plan
        bool fits = true;
        double seconds = 0;
    };
    [[nodiscard]] Place placeOf(const generation::JobId &job) const { return m_places.value(job.text()); }
    [[nodiscard]] bool hasChoice() const { return m_gapAt >= 0; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void add(const generation::Forecast &ahead, const QHash<QString, const generation::Job *> &ours, bool afterChoice);
    [[nodiscard]] double xOf(const Piece &piece, double seconds) const;
    [[nodiscard]] double lastOfOurs() const;

    std::vector<ServerLane> m_lanes;
    QHash<QString, Place> m_places;
    double m_mostS = 60;
    double m_gapAt = -1; // s; negative: nobody has to choose
};

} // namespace sc::ui

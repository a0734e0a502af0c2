// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/timeline/clip_state.h"

#include <QtCore/QRectF>
#include <QtGui/QPixmap>

#include <array>

class QPainter;

namespace sc::ui {

inline constexpr int kThumbPhases = 4; // pictures of one shot, evenly spread over it

// One shot of the lane as it is to be drawn. `box` is its stretch of the lane; a pixel of air is taken off both sides.
struct ShotLook
{
    QRectF box;
    int number = 0;
    QString name;
    QColor colour;                            // of its scene, drawn until a picture is there
    std::array<QPixmap, kThumbPhases> thumbs; // already at the lane's size; null while they are made
    bool selected = false;
    bool current = false; // of a multiple selection the one with the glow
    bool hovered = false;
    bool locked = false;
    bool lifted = false;  // being dragged
    bool offBeat = false; // a cut that missed its beat
    ClipState state = ClipState::Empty;
    int percent = 0; // of Generating
    QString speed; // "2x"; empty at normal speed
    bool frozen = false;
    double wedgeIn = 0; // px of the transition at its beginning; 0: a cut
    double wedgeOut = 0;
    double nameFrom = -1e9; // px: where the name may begin at the earliest, so that it stays in view
};

inline constexpr double kStrokeBelow = 3; // px: such shots are strokes of colour
[[nodiscard]] QColor strokeColour(const Theme &theme, const ShotLook &shot);

// Under 60 px only the number stays, under 24 px only the picture, under 3 px a stroke of colour.
void drawShot(QPainter &painter, const Theme &theme, const ShotLook &shot);

// One alternate in the fan under its shot.
struct AlternateLook
{
    QRectF box;
    double stemX = 0; // the line that joins it to its shot
    double stemTop = 0;
    QString label; // "A1"
    QString name;
    int more = 0; // that did not fit under it
    QPixmap picture;
    QColor colour;
    bool hovered = false;
    bool locked = false;
};
void drawAlternate(QPainter &painter, const Theme &theme, const AlternateLook &alternate);
// What a folded fan shows: how many there are.
void drawAlternateCount(QPainter &painter, const Theme &theme, const QRectF &box, int count);

struct SceneLook
{
    QRectF box;
    QString title;  // "2  Rain on the avenue"
    QString detail; // "8 shots"
    QColor colour;
    bool selected = false;
    bool locked = false;
};
void drawScene(QPainter &painter, const Theme &theme, const SceneLook &scene);

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QSize>
#include <QtCore/QString>
#include <QtGui/QColor>
#include <QtGui/QImage>

// The words of a card.
namespace sc::playback {

// Measures of a card at one frame size, in px.
struct CardLayout
{
    explicit CardLayout(QSize frame);

    QSize frame;
    double unit = 1; // 1 at 1280x720
    double left = 0; // the title-safe area: players lay their own controls over the edges
    double right = 0;
    double top = 0;
    double bottom = 0;
    bool isStacked = false; // portrait and square: name under the number
};

struct CardWords
{
    int number = 0; // of the shot, from 1
    QString name;
    QString scene;
    QString lyric;
    QString prompt;
    QString direction; // "Close-up, push in"
};

// Everything that does not move: a dark foot for reading, number, name, scene, lyric, prompt.
// ARGB32_Premultiplied of the frame's size; null when memory is short.
[[nodiscard]] QImage paintCardText(const CardLayout &layout, const CardWords &words, const QColor &sceneColour);

struct CardClock
{
    QString timecode;
    QString bar; // "29.3", empty without beats
    int beatsPerBar = 0;
    int beatInBar = 0;       // 1-based
    double clipProgress = 0; // 0..1
};

// The small moving things at the foot: timecode, bar, beat lights, a hairline that fills with the shot. Straight on the frame.
void paintCardClock(QImage &frame, const CardLayout &layout, const CardClock &clock, const QColor &sceneColour);

} // namespace sc::playback

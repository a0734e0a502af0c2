// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>
#include <QtGui/QImage>

namespace sc::practice {

// What a practice picture shows: a landscape in light, whose place, hour and colours come from words of the prompt and
// everything else from the seed, with a label that says that it is practice.
struct PictureRequest
{
    QString prompt;
    qint64 seed = 0;
    QString model; // its family stands on the label
    QSize size{1024, 1024};
    double time = 0;   // s into a clip: clouds drift, light wanders, layers shift
    double length = 0; // s of the clip, 0: a still
    QImage first;      // moves from this picture,
    QImage last;       // to this one
    bool labelled = true;
};

// Equal requests give equal pixels. Any thread.
[[nodiscard]] QImage paintPicture(const PictureRequest &request);

} // namespace sc::practice

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QFont>

namespace sc::ui {

// The type scale, made once. Pixel sizes: Qt scales them with the device pixel ratio.
struct ThemeFonts
{
    QFont caption;       // 11, 500: labels, badges, rulers
    QFont captionLight;  // 11, 400: second lines
    QFont captionStrong; // 11, 600
    QFont body;          // 12, 400
    QFont control;       // 12, 500: words on buttons
    QFont controlStrong; // 12, 600: primary buttons, names
    QFont bodyStrong;    // 13, 600: panel titles
    QFont bodyMedium;    // 13, 500
    QFont title;         // 15, 600
    QFont lead; // 15, 400: the sentence below a display line
    QFont figure;        // 20, 600
    QFont display;       // 28, 600
    QFont timecode;      // 15 mono, 600
    QFont valueMono;     // 12 mono, 400
    QFont captionMono;   // 11 mono, 400
};

// Reads the bundled faces once per process; without them (never in a whole build) the system's sans is used.
[[nodiscard]] ThemeFonts makeFonts();

} // namespace sc::ui

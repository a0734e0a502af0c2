// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

class QWidget;

namespace sc::ui {

class AppContext;
class TimelineEditor;

// Lyrics of the open project, from the window.
namespace edit {

// Reads LRC, SRT or VTT into the project, as one step of undo; what was cut or left out is said in a notice.
void importLyrics(AppContext &context, TimelineEditor &editor, const QString &file);
void exportLyrics(AppContext &context, const TimelineEditor &editor, const QString &file); // by its ending
void askImportLyrics(AppContext &context, TimelineEditor &editor, QWidget *parent);
void askExportLyrics(AppContext &context, const TimelineEditor &editor, QWidget *parent);
void applyLyrics(TimelineEditor &editor);  // into scenes and shots without words
void newLyricLine(TimelineEditor &editor); // at the playhead: tapping while the song plays gives line after line

} // namespace edit
} // namespace sc::ui

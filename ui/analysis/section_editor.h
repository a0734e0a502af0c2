// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/analysis/correction_desk.h"
#include "ui/analysis/section_drag.h"
#include "ui/analysis/song_view.h"

class QMenu;

namespace sc::ui {

// Acts on the sections of the song: each one step to undo. Asks only when a section would vanish.
class SectionEditor : public QObject
{
    Q_OBJECT

public:
    SectionEditor(SongView *song, CorrectionDesk *desk, QWidget *host);

    void rename(size_t index, const QString &label);
    void moveEdge(const SectionEdge &edge);
    void nudgeStart(int beats); // of the chosen section
    void split(Ticks at);
    void mergeNext(size_t index);
    void remove(size_t index);
    void reset();

    void openMenu(size_t index, Ticks at, QPoint globalPosition);
    void openRenameMenu(size_t index, QPoint globalPosition);
    // The chosen section, else the one at the playhead.
    [[nodiscard]] std::optional<size_t> current() const;

private:
    [[nodiscard]] const audio::Sections &sections() const;
    void fillLabels(QMenu &menu, size_t index);
    void askVanishing(const SectionEdge &edge, Vanishing which);

    SongView *m_song;
    CorrectionDesk *m_desk;
    QWidget *m_host;
};

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/track_pictures.h"
#include "ui/widgets/app_context.h"
#include "ui/widgets/panel.h"

namespace sc::ui {

class Chip;
class IconButton;
class PushButton;
class SongOverview;
class TextLabel;

// The chosen song at the bottom of the library: cover, waveform with its sections, play, and what can be made of it.
class PreviewPanel : public Panel
{
    Q_OBJECT

public:
    PreviewPanel(AppContext &context, TrackPictures &pictures, QWidget *parent = nullptr);
    void setTrack(const std::optional<library::Track> &track);

Q_SIGNALS:
    void favouriteToggled(bool on);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void togglePlay();
    void showTime(Ticks position);
    [[nodiscard]] bool isPreviewing() const;

    AppContext &m_context;
    TrackPictures &m_pictures;
    std::optional<library::Track> m_track;
    TextLabel *m_title;
    TextLabel *m_artist;
    Chip *m_genre;
    IconButton *m_heart;
    SongOverview *m_overview;
    IconButton *m_play;
    TextLabel *m_time;
    TextLabel *m_note;
    PushButton *m_analysis;
    PushButton *m_project;
};

} // namespace sc::ui

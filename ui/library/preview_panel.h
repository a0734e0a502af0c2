// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
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
    void togglePlay();

Q_SIGNALS:
    void favouriteToggled(bool on);
    void similarWanted(const sc::TrackId &track);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showLabels(const std::optional<audio::Analysis> &analysis);
    void showTime(Ticks position);
    [[nodiscard]] bool isPreviewing() const;

    AppContext &m_context;
    TrackPictures &m_pictures;
    std::optional<library::Track> m_track;
    TextLabel *m_title;
    TextLabel *m_artist;
    std::vector<Chip *> m_chips; // genre with how sure, then instruments
    IconButton *m_heart;
    SongOverview *m_overview;
    IconButton *m_play;
    TextLabel *m_time;
    TextLabel *m_note;
    PushButton *m_analysis;
    PushButton *m_similar;
    PushButton *m_project;
};

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/analysis/correction_desk.h"
#include "ui/analysis/song_view.h"
#include "ui/widgets/panel.h"

class QScrollArea;
class QVBoxLayout;

namespace sc::ui {

class FactCards;
class IconButton;
class LabelChips;
class MoodPlane;
class MoreMeasures;
class SimilarSongs;
class TargetCard;
class TextLabel;

// The panel on the right: what the song is in words, labels, cards of facts, mood, loudness against what places of
// publication ask for, songs like it, key moments to jump to, everything else that was measured.
class FactsColumn : public Panel
{
    Q_OBJECT

public:
    FactsColumn(AppContext &context, SongView *song, CorrectionDesk *desk, QWidget *parent = nullptr);

    void setTrack(const TrackId &track);
    void refreshSimilar();
    void openLoudnessTarget();
    void openKeyMenu(QPoint globalPosition);
    void openMetreMenu(QPoint globalPosition);
    [[nodiscard]] TargetCard *targets() const { return m_targets; }
    void setClosable(bool closable); // as a drawer it has a cross
    [[nodiscard]] FactCards *cards() const { return m_cards; }
    [[nodiscard]] MoreMeasures *more() const { return m_more; }
    [[nodiscard]] QScrollArea *scroll() const { return m_scroll; }

Q_SIGNALS:
    void closeRequested();
    void correctTempoRequested();
    void tempoChosen(double bpm);
    void metreChosen(int beatsPerBar);
    void resetGridRequested();
    void loopRequested(sc::TickRange range);

private:
    void refresh();
    void correct(int fact, QPoint at);
    void fillMoments(const audio::Analysis &analysis);
    void fillMoods(const audio::Analysis &analysis);

    AppContext &m_context;
    SongView *m_song;
    CorrectionDesk *m_desk;
    TextLabel *m_level;
    IconButton *m_close;
    QScrollArea *m_scroll;
    TextLabel *m_words;
    LabelChips *m_labels;
    FactCards *m_cards;
    FactCards *m_otherCards;
    MoodPlane *m_moods;
    TargetCard *m_targets;
    QWidget *m_awaited = nullptr; // in place of words and labels
    MoreMeasures *m_more;
    SimilarSongs *m_similar;
    QVBoxLayout *m_moments;
};

} // namespace sc::ui

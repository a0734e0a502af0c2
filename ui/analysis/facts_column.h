// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/analysis/song_view.h"
#include "ui/widgets/panel.h"

class QVBoxLayout;

namespace sc::ui {

class FactCards;
class TextLabel;

// The panel on the right: cards of facts, loudness against what places of publication ask for, key moments to jump to
// and what the analysis wants to have said.
class FactsColumn : public Panel
{
    Q_OBJECT

public:
    explicit FactsColumn(SongView *song, QWidget *parent = nullptr);

private:
    void refresh();
    void fillTargets(const audio::Analysis &analysis);
    void fillMoments(const audio::Analysis &analysis);
    void fillWarnings(const audio::Analysis &analysis);

    SongView *m_song;
    TextLabel *m_level;
    FactCards *m_cards;
    QVBoxLayout *m_targets;
    QVBoxLayout *m_moments;
    QVBoxLayout *m_warnings;
};

} // namespace sc::ui

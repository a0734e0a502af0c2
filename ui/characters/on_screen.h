// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/characters/character_desk.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

class PushButton;
class SongMapStrip;
class TextLabel;

// Where the open character is: how many shots, how long, where in the song, and the first of them as pictures.
class OnScreen : public QWidget
{
    Q_OBJECT

public:
    explicit OnScreen(CharacterDesk &desk, QWidget *parent = nullptr);
    void refresh();
    [[nodiscard]] SongMapStrip &map() const { return *m_map; }

Q_SIGNALS:
    void shotChosen(const sc::ClipId &clip);
    void showAllRequested(); // select them all, in Scenes

private:
    class Shots;

    CharacterDesk &m_desk;
    TextLabel *m_words;
    PushButton *m_show;
    SongMapStrip *m_map;
    Shots *m_shots;
    std::vector<ClipId> m_clips;
};

// The picture that stands for a shot: of its chosen take, or that take's small picture; empty: it has none.
[[nodiscard]] QString pictureOfShot(const project::ProjectSession &session, const timeline::Clip &clip);

} // namespace sc::ui

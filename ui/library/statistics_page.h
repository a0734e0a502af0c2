// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/collections.h"

#include <QtWidgets/QWidget>

#include <functional>

class QHBoxLayout;

namespace sc::ui {

class Histogram;
class KeyWheel;
class Shares;
class TextLabel;

// The library in figures: how its songs spread over tempo, key, energy, loudness, genre, mood and stars. Everything that
// is drawn can be pressed for the songs behind it.
class StatisticsPage : public QWidget
{
    Q_OBJECT

public:
    explicit StatisticsPage(QWidget *parent = nullptr);
    void setStats(const library::LibraryStats &stats);

    [[nodiscard]] Histogram &bpm() const { return *m_bpm; }
    [[nodiscard]] Shares &genres() const { return *m_genres; }

Q_SIGNALS:
    void songsWanted(const sc::library::TrackQuery &query);

private:
    class Figure;
    void narrowed(const std::function<void(library::TrackQuery &)> &how);

    library::LibraryStats m_stats;
    std::vector<Figure *> m_figures;
    Histogram *m_bpm;
    Histogram *m_energy;
    Histogram *m_loudness;
    Shares *m_genres;
    Shares *m_moods;
    Shares *m_ratings;
    KeyWheel *m_keys;
};

} // namespace sc::ui

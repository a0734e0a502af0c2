// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/analysis/song_view.h"

#include <QtWidgets/QWidget>

class QVBoxLayout;

namespace sc::ui {

class PushButton;

// A measure in words, for a table of two columns.
struct MeasureRow
{
    QString name;
    QString value;
    bool operator==(const MeasureRow &) const = default;
};

// The tables below the cards, only with what is known. Pure.
[[nodiscard]] std::vector<MeasureRow> loudnessRows(const audio::Analysis &analysis);
[[nodiscard]] std::vector<MeasureRow> rhythmRows(const audio::Analysis &analysis);
[[nodiscard]] std::vector<MeasureRow> harmonyRows(const audio::Analysis &analysis);
[[nodiscard]] std::vector<MeasureRow> spectralRows(const audio::Analysis &analysis);
[[nodiscard]] std::vector<MeasureRow> qualityRows(const audio::Analysis &analysis);

// Sixteen steps of a bar: how strong its onsets are, below them kick and bass.
class StepPattern : public QWidget
{
    Q_OBJECT

public:
    explicit StepPattern(QWidget *parent = nullptr);
    void setFacts(const audio::RhythmFacts &facts, int beatsPerBar);
    [[nodiscard]] QSize sizeHint() const override { return {200, 56}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    audio::RhythmFacts m_facts;
    int m_beats = 4;
};

// Everything else that was measured, folded away until somebody asks.
class MoreMeasures : public QWidget
{
    Q_OBJECT

public:
    explicit MoreMeasures(SongView *song, QWidget *parent = nullptr);
    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const { return m_open; }
    void refresh();

Q_SIGNALS:
    void loopRequested(sc::TickRange range);
    void openChanged(bool open);

private:
    void fill();
    void addHeading(const QString &text);
    void addRows(const QString &heading, const std::vector<MeasureRow> &rows);
    void addLoops(const audio::Analysis &analysis);

    SongView *m_song;
    PushButton *m_toggle;
    QVBoxLayout *m_rows;
    bool m_open = false;
};

} // namespace sc::ui

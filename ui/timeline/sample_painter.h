// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/close_look.h"
#include "ui/timeline/view_state.h"

#include <QtGui/QColor>

class QPainter;

namespace sc::ui {

enum class SampleChannel { Mono, Left, Right };

struct SampleInk
{
    QColor outer; // extremes, stems
    QColor inner; // level, line
};

// The real samples of a stretch: columns of extremes, closer a line through them, closer still with a stem each.
class SamplePainter
{
public:
    // From this zoom on (px/s) the samples say more than the stored waveform does.
    [[nodiscard]] static double wantedFrom(int sampleRate);

    // `view` in song time.
    SamplePainter(const CloseLook &close, int sampleRate, Ticks songLength, const ViewState &view, double devicePixelRatio);

    // False when no sample of the stretch is there yet. Of a song with one channel both sides are that one.
    [[nodiscard]] bool paint(QPainter &painter, const QRectF &row, double gain, SampleChannel channel, const SampleInk &ink) const;

private:
    struct Stretch
    {
        std::vector<float> samples;
        Ticks start;
    };
    [[nodiscard]] Stretch gather(SampleChannel channel) const;
    void paintLine(QPainter &painter, const QRectF &row, double half, const Stretch &stretch, const SampleInk &ink) const;
    void paintColumns(QPainter &painter, const QRectF &row, double half, const Stretch &stretch, const SampleInk &ink) const;

    const CloseLook &m_close;
    int m_sampleRate;
    Ticks m_songLength;
    const ViewState &m_view;
    double m_ratio;
    double m_rate; // samples a second
};

} // namespace sc::ui

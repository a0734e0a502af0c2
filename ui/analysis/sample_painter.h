// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
#include "ui/analysis/close_look.h"
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
    SamplePainter(const CloseLook &close, const audio::Analysis &analysis, const ViewState &view, double devicePixelRatio);

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
    const audio::Analysis &m_analysis;
    const ViewState &m_view;
    double m_ratio;
    double m_rate;
};

} // namespace sc::ui

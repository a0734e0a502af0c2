// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/wave_bed.h"

#include "ui/theme/colour.h"
#include "ui/timeline/close_look.h"
#include "ui/timeline/sample_painter.h"
#include "ui/widgets/waveform_painter.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kMostGain = 2;   // a quiet song is drawn at most 6 dB higher than it is
constexpr double kStrip = 16;     // px of the likeness of both sides
constexpr double kStripFrom = 72; // px of a bed that has room for it
constexpr double kRmsShown = 1.2; // as WaveformStyle::Quiet

QSize devicePixels(const QRectF &row, const ViewState &view, double ratio)
{
    return {int(std::ceil(view.width() * ratio)), std::max(1, int(std::lround(row.height() * ratio)))};
}

// -1 at the bottom, 1 at the top, nothing at all on the line between: the two sides have nothing in common.
void paintCorrelation(QPainter &painter, const GraphSources &s, const QRectF &row, const ViewState &view, double ratio)
{
    if (row.isEmpty() || s.stereo == nullptr)
        return;
    std::vector<double> values(size_t(std::ceil(view.width() * ratio)));
    const int level = s.stereo->levelFor(view.span(1 / ratio));
    for (size_t x = 0; x < values.size(); ++x)
        values[x] = s.stereo->over(level, view.timeAt(double(x) / ratio), view.timeAt(double(x + 1) / ratio)).correlation();
    const double middle = row.center().y();
    painter.fillRect(QRectF(0, std::round(middle), view.width(), 1), s.theme.hairline.two);
    const QColor alike = withAlpha(s.theme.text.cyan, 0.75);
    const QColor turned = withAlpha(s.theme.semantic.danger, 0.85);
    for (size_t x = 0; x < values.size(); ++x) {
        const double reach = values[x] * (row.height() / 2 - 1);
        if (reach > 0)
            painter.fillRect(QRectF(double(x) / ratio, middle - reach, 1 / ratio, reach), alike);
        else if (reach < 0)
            painter.fillRect(QRectF(double(x) / ratio, middle, 1 / ratio, -reach), turned);
    }
}

void paintStereo(QPainter &painter, const GraphSources &s, const QRectF &row, const ViewState &view, double ratio, double gain)
{
    if (s.stereo == nullptr || s.stereo->isEmpty())
        return;
    const StereoRows rows = stereoRows(row);
    const QSize size = devicePixels(rows.left, view, ratio);
    const int level = s.stereo->levelFor(view.span(1 / ratio));
    std::vector<WaveformColumn> left(size_t(size.width()));
    std::vector<WaveformColumn> right(left.size());
    const auto half = float(size.height() / 2.0 * gain);
    const auto column = [&](int low, int high, float power) {
        const float peak = half * std::min(1.0F, float(std::max(std::abs(low), std::abs(high))) / 127.0F);
        return WaveformColumn{peak, std::min(peak, half * std::sqrt(power) * float(kRmsShown)), 0};
    };
    for (int x = 0; x < size.width(); ++x) {
        const audio::StereoPoint point = s.stereo->over(level, view.timeAt(x / ratio), view.timeAt((x + 1) / ratio));
        left[size_t(x)] = column(point.leftMin, point.leftMax, point.leftPower);
        right[size_t(x)] = column(point.rightMin, point.rightMax, point.rightPower);
    }
    const WaveformColours colours{withAlpha(s.theme.waveform.low, 0.9), withAlpha(s.theme.waveform.mid, 0.95), Qt::transparent};
    const double width = size.width() / ratio;
    painter.drawImage(QRectF(0, rows.left.top(), width, rows.left.height()), renderWaveformColumns(left, size.height(), colours));
    painter.drawImage(QRectF(0, rows.right.top(), width, rows.right.height()), renderWaveformColumns(right, size.height(), colours));
    paintCorrelation(painter, s, rows.correlation, view, ratio);
}

// True when the samples were there and are drawn.
bool paintClose(QPainter &painter, const GraphSources &s, const QRectF &row, const ViewState &view, double ratio, double gain)
{
    if (!wantsSamples(s.analysis, view))
        return false;
    const bool bands = s.mode == WaveMode::Bands;
    const SampleInk ink{bands ? withAlpha(s.theme.waveform.low, 0.9) : s.theme.waveform.overviewPeak,
                        bands ? s.theme.waveform.mid : s.theme.waveform.overviewRms};
    const SamplePainter samples(s.close, s.analysis.sampleRate, s.analysis.duration, view, ratio);
    if (s.mode != WaveMode::Stereo)
        return samples.paint(painter, row, gain, SampleChannel::Mono, ink);
    const StereoRows rows = stereoRows(row);
    const SampleInk side{withAlpha(s.theme.waveform.low, 0.9), s.theme.waveform.mid};
    const bool one = samples.paint(painter, rows.left, gain, SampleChannel::Left, side);
    const bool other = samples.paint(painter, rows.right, gain, SampleChannel::Right, side);
    if (one || other)
        paintCorrelation(painter, s, rows.correlation, view, ratio);
    return one || other;
}

} // namespace

StereoRows stereoRows(const QRectF &bed)
{
    const double strip = bed.height() >= kStripFrom ? kStrip : 0;
    const double half = (bed.height() - strip) / 2;
    return {QRectF(bed.left(), bed.top(), bed.width(), half), QRectF(bed.left(), bed.top() + half, bed.width(), half),
            strip > 0 ? QRectF(bed.left(), bed.bottom() - strip, bed.width(), strip) : QRectF()};
}

bool wantsSamples(const audio::Analysis &analysis, const ViewState &view)
{
    return analysis.sampleRate > 0 && view.pixelsPerSecond() > SamplePainter::wantedFrom(analysis.sampleRate);
}

double waveGain(const audio::Analysis &analysis)
{
    int peak = 0;
    if (!analysis.waveform.isEmpty()) {
        for (const audio::WaveformPoint &point : analysis.waveform.levels.back())
            peak = std::max({peak, std::abs(int(point.min)), std::abs(int(point.max))});
    }
    return peak > 0 ? std::clamp(127.0 / peak, 1.0, kMostGain) : 1;
}

void paintWaveBed(QPainter &painter, const GraphSources &s, const QRectF &row, const ViewState &view, double ratio, double gain)
{
    gain *= s.gain;
    if (paintClose(painter, s, row, view, ratio, gain))
        return;
    if (s.mode == WaveMode::Stereo) {
        paintStereo(painter, s, row, view, ratio, gain);
        return;
    }
    const WaveformStyle style = s.mode == WaveMode::Bands ? WaveformStyle::Bands : WaveformStyle::Quiet;
    const QSize size = devicePixels(row, view, ratio);
    painter.drawImage(QRectF(0, row.top(), size.width() / ratio, row.height()),
                      renderWaveform(s.analysis.waveform, {view.timeAt(0), view.timeAt(size.width() / ratio)}, size, style,
                                     waveformColours(s.theme, style), gain));
}

} // namespace sc::ui

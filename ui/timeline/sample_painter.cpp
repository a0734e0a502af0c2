// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/sample_painter.h"

#include "core/audio/waveform.h"
#include "ui/theme/colour.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kPointsFrom = 4; // px a stored point: closer, its steps would be seen
constexpr double kStemsFrom = 6;  // px a sample
constexpr double kLineFrom = 1;   // px a sample: below, columns of extremes

const std::vector<float> &channelOf(const audio::SampleView &piece, SampleChannel channel)
{
    if (channel == SampleChannel::Mono || piece.left.empty())
        return piece.mono;
    return channel == SampleChannel::Left ? piece.left : piece.right;
}

} // namespace

double SamplePainter::wantedFrom(int sampleRate)
{
    return sampleRate * kPointsFrom / double(audio::WaveformPyramid::kBaseStride);
}

SamplePainter::SamplePainter(const CloseLook &close, int sampleRate, Ticks songLength, const ViewState &view, double devicePixelRatio)
    : m_close(close), m_sampleRate(sampleRate), m_songLength(songLength), m_view(view), m_ratio(devicePixelRatio), m_rate(sampleRate)
{
}

bool SamplePainter::paint(QPainter &painter, const QRectF &row, double gain, SampleChannel channel, const SampleInk &ink) const
{
    const Stretch stretch = gather(channel);
    if (stretch.samples.empty())
        return false;
    const double half = row.height() / 2 * gain;
    if (m_view.pixelsPerSecond() >= m_rate * kLineFrom)
        paintLine(painter, row, half, stretch, ink);
    else
        paintColumns(painter, row, half, stretch, ink);
    return true;
}

// From the pieces that are there, up to the first that is missing.
SamplePainter::Stretch SamplePainter::gather(SampleChannel channel) const
{
    const Ticks air = Ticks::fromSeconds(2.0 / m_rate);
    const Ticks from = std::max(Ticks(), m_view.timeAt(0) - air);
    const Ticks to = std::min(m_songLength, m_view.timeAt(m_view.width()) + air);
    Stretch stretch{{}, from};
    for (Ticks t = from; t < to;) {
        const audio::SampleView *piece = m_close.samples(t);
        if (piece == nullptr || piece->sampleRate != m_sampleRate || piece->mono.empty())
            break;
        const std::vector<float> &samples = channelOf(*piece, channel);
        const auto first = std::int64_t(std::llround((t - piece->start).toSeconds() * m_rate));
        const auto count = std::int64_t(std::ceil((to - piece->start).toSeconds() * m_rate)) + 1;
        if (first < 0 || first >= std::ssize(samples))
            break;
        if (stretch.samples.empty())
            stretch.start = piece->start + Ticks::fromSeconds(double(first) / m_rate);
        const auto end = std::min<std::int64_t>(count, std::ssize(samples));
        stretch.samples.insert(stretch.samples.end(), samples.begin() + first, samples.begin() + std::max(first, end));
        const Ticks next = CloseLook::kSamplePiece * (piece->start.value() / CloseLook::kSamplePiece.value() + 1);
        t = std::max(next, piece->start + Ticks::fromSeconds(double(end) / m_rate));
    }
    return stretch;
}

void SamplePainter::paintLine(QPainter &painter, const QRectF &row, double half, const Stretch &stretch, const SampleInk &ink) const
{
    const std::vector<float> &samples = stretch.samples;
    const double perSample = m_view.pixelsPerSecond() / m_rate;
    const double middle = row.center().y();
    const double x0 = m_view.xOf(stretch.start);
    const auto at = [&](size_t i) {
        return QPointF(x0 + double(i) * perSample, middle - std::clamp(double(samples[i]), -1.0, 1.0) * half);
    };
    const bool stems = perSample >= kStemsFrom;
    QPainterPath line;
    for (size_t i = 0; i < samples.size(); ++i)
        i == 0 ? line.moveTo(at(i)) : line.lineTo(at(i));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(withAlpha(ink.inner, stems ? 0.55 : 0.95), 1.25));
    painter.drawPath(line);
    if (!stems)
        return;
    painter.setPen(QPen(withAlpha(ink.outer, 0.75), 1));
    for (size_t i = 0; i < samples.size(); ++i)
        painter.drawLine(QPointF(at(i).x(), middle), at(i));
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink.inner);
    for (size_t i = 0; i < samples.size(); ++i)
        painter.drawEllipse(at(i), 2, 2);
}

// Extremes of the real samples, a column a device pixel; inside them the level.
void SamplePainter::paintColumns(QPainter &painter, const QRectF &row, double half, const Stretch &stretch, const SampleInk &ink) const
{
    const std::vector<float> &samples = stretch.samples;
    const double perPixel = m_rate / m_view.pixelsPerSecond() / m_ratio;
    const double x0 = m_view.xOf(stretch.start) * m_ratio;
    const double middle = row.center().y();
    const auto firstColumn = std::max<std::int64_t>(0, std::int64_t(std::floor(x0)));
    for (std::int64_t column = firstColumn; column < std::int64_t(m_view.width() * m_ratio); ++column) {
        const auto from = std::max<std::int64_t>(0, std::int64_t((double(column) - x0) * perPixel));
        const auto to = std::min<std::int64_t>(std::ssize(samples), std::int64_t((double(column + 1) - x0) * perPixel) + 1);
        if (from >= to)
            continue;
        float low = samples[size_t(from)], high = low;
        double squares = 0;
        for (auto i = from; i < to; ++i) {
            low = std::min(low, samples[size_t(i)]);
            high = std::max(high, samples[size_t(i)]);
            squares += double(samples[size_t(i)]) * samples[size_t(i)];
        }
        const double rms = std::sqrt(squares / double(to - from));
        const double x = double(column) / m_ratio;
        const double top = middle - std::min(1.F, high) * half;
        const double bottom = std::max(top + 1 / m_ratio, middle - std::max(-1.F, low) * half);
        painter.fillRect(QRectF(x, top, 1 / m_ratio, bottom - top), ink.outer);
        const double innerTop = std::max(top, middle - rms * half);
        const double innerBottom = std::min(bottom, middle + rms * half);
        if (innerBottom > innerTop)
            painter.fillRect(QRectF(x, innerTop, 1 / m_ratio, innerBottom - innerTop), ink.inner);
    }
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/graph_painter.h"

#include "ui/analysis/curve_painter.h"
#include "ui/analysis/wave_bed.h"
#include "ui/theme/colour.h"
#include "ui/theme/plates.h"
#include "ui/timeline/close_look.h"
#include "ui/widgets/waveform_painter.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kFloorLufs = -50; // bottom of the loudness curve
constexpr int kFaintNote = 6;      // of 255: below, nothing is drawn

const char *const kMinor = "m";

void paintWash(QPainter &painter, const GraphSources &s, const QRectF &row, const ViewState &view)
{
    const std::vector<Section> &sections = s.analysis.map.sections;
    for (size_t i = 0; i < sections.size(); ++i) {
        const double left = std::max(0.0, view.xOf(sections[i].start));
        const double right = std::min<double>(view.width(), view.xOf(sections[i].end));
        if (right > left)
            drawSectionWash(painter, QRectF(left, row.top(), right - left, row.height()), s.colours.colour(i, s.theme), 0.11, 0.03);
    }
}

// One column of levels at a time, from the closest look there is.
class SpectrumColumns
{
public:
    SpectrumColumns(const GraphSources &s, Ticks pixel)
        : m_picture(s.analysis.picture), m_close(s.close), m_level(CloseLook::levelFor(pixel, s.analysis.picture.step))
    {
    }

    // Levels from the lowest band up; `merged` is filled where the pixel covers several columns.
    std::span<const float> at(Ticks from, Ticks to)
    {
        if (m_level > 0) {
            if (const audio::SpectrumView *view = m_close.spectrum(m_level, from); view != nullptr && view->bands > 0) {
                const auto columns = std::int64_t(view->values.size()) / view->bands;
                const auto column = std::clamp<std::int64_t>((from - view->start).value() / std::max<std::int64_t>(1, view->step.value()),
                                                             0, std::max<std::int64_t>(0, columns - 1));
                m_merged.resize(size_t(view->bands));
                const std::uint8_t *values = view->values.data() + column * view->bands;
                std::copy(values, values + view->bands, m_merged.begin());
                return m_merged;
            }
        }
        const auto count = std::int64_t(m_picture.bands.size());
        const std::int64_t step = m_picture.step.value();
        m_merged.assign(audio::SpectrumPicture::kBands, 0);
        if (from < Ticks() || from.value() / step >= count)
            return m_merged;
        if (to - from < m_picture.step) { // between two columns: a mean by nearness
            const double place = double((from + to).value()) / 2 / double(step) - 0.5;
            const auto a = std::clamp<std::int64_t>(std::int64_t(std::floor(place)), 0, count - 1);
            const auto b = std::min(a + 1, count - 1);
            const auto t = float(std::clamp(place - double(a), 0.0, 1.0));
            for (size_t i = 0; i < m_merged.size(); ++i)
                m_merged[i] = float(m_picture.bands[size_t(a)][i]) * (1 - t) + float(m_picture.bands[size_t(b)][i]) * t;
            return m_merged;
        }
        const auto last = std::min(count, (to.value() + step - 1) / step);
        for (std::int64_t c = from.value() / step; c < last; ++c) {
            for (size_t i = 0; i < m_merged.size(); ++i)
                m_merged[i] = std::max(m_merged[i], float(m_picture.bands[size_t(c)][i]));
        }
        return m_merged;
    }

private:
    const audio::SpectrumPicture &m_picture;
    const CloseLook &m_close;
    int m_level;
    std::vector<float> m_merged;
};

std::vector<std::pair<size_t, float>> rowPlaces(int height, size_t bands)
{
    std::vector<std::pair<size_t, float>> places;
    const float perRow = float(bands) / float(height);
    for (int y = 0; y < height; ++y) {
        const float place = std::clamp((float(height - 1 - y) + 0.5F) * perRow - 0.5F, 0.F, float(bands - 1));
        places.emplace_back(size_t(place), place - std::floor(place));
    }
    return places;
}

void paintSpectrum(QPainter &painter, const GraphSources &s, const QRectF &row, const ViewState &view, double ratio)
{
    const QSize size(int(std::ceil(view.width() * ratio)), std::max(1, int(std::lround(row.height() * ratio))));
    QImage image(size, QImage::Format_RGB32);
    const ColourTable &table = spectrumTable();
    SpectrumColumns columns(s, view.span(1));
    const float scale = 1 / (s.levels.ceiling - s.levels.floor);
    const Ticks end = s.analysis.duration;
    auto *pixels = reinterpret_cast<QRgb *>(image.bits());
    const auto stride = image.bytesPerLine() / qsizetype(sizeof(QRgb));
    std::vector<std::pair<size_t, float>> places; // band below each row's middle, and how far above it
    size_t bands = 0;
    for (int x = 0; x < size.width(); ++x) {
        const Ticks from = view.timeAt(x / ratio);
        const std::span<const float> levels = columns.at(from, view.timeAt((x + 1) / ratio));
        if (levels.size() != bands) {
            bands = levels.size();
            places = rowPlaces(size.height(), bands);
        }
        const bool inside = from >= Ticks() && from < end;
        for (int y = 0; y < size.height(); ++y) {
            const auto [band, t] = places[size_t(y)];
            const float level = levels[band] * (1 - t) + levels[std::min(band + 1, bands - 1)] * t;
            const float share = inside ? std::clamp((level - s.levels.floor) * scale, 0.F, 1.F) : 0;
            pixels[y * stride + x] = table[size_t(share * share * (1.6F - 0.6F * share) * 255)];
        }
    }
    painter.drawImage(QRectF(0, row.top(), size.width() / ratio, row.height()), image);
}

void paintCurves(QPainter &painter, const GraphSources &s, const QRectF &row, const ViewState &view, double ratio)
{
    painter.fillRect(QRectF(0, std::round(row.center().y()), view.width(), 1), s.theme.hairline.one);
    const QSize size(int(std::ceil(view.width() * ratio)), std::max(1, int(std::lround(row.height() * ratio))));
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    drawCurve(image, s.analysis.map.energy, view, ratio, [](double v) { return 1 - v; },
              {s.theme.text.purple, 1.75, withAlpha(s.theme.brand.purple, 0.42), withAlpha(s.theme.brand.purple, 0.03)});
    drawCurve(image, s.analysis.loudness, view, ratio, [](double v) { return v / kFloorLufs; },
              {withAlpha(s.theme.semantic.warning, 0.85), 1.1, {}, {}});
    painter.drawImage(QRectF(0, row.top(), size.width() / ratio, row.height()), image);
}

// Twelve lanes from C up, straight into the scanlines. Cells have a little air between them once they are wide enough.
void paintChroma(QPainter &painter, const GraphSources &s, const QRectF &row, const ViewState &view, double ratio)
{
    const audio::SpectrumPicture &picture = s.analysis.picture;
    constexpr int kNotes = audio::SpectrumPicture::kNotes;
    const auto count = std::int64_t(picture.notes.size());
    const std::int64_t step = picture.step.value();
    const QSize size(int(std::ceil(view.width() * ratio)), std::max(1, int(std::lround(row.height() * ratio))));
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    // Columns in groups that are at least three px wide; the groups count from the beginning of the song.
    const double perColumn = picture.step.toSeconds() * view.pixelsPerSecond();
    const auto group = std::max<std::int64_t>(1, std::int64_t(std::ceil(3.0 / perColumn)));
    const bool air = perColumn * double(group) >= 6;
    std::vector<std::pair<int, int>> lanes; // first and last row of each note
    for (int note = 0; note < kNotes; ++note) {
        const double lane = double(size.height()) / kNotes;
        lanes.emplace_back(int(std::lround(size.height() - (note + 1) * lane + ratio * 0.5)),
                           int(std::lround(size.height() - note * lane - ratio * 0.5)));
    }
    auto *pixels = reinterpret_cast<QRgb *>(image.bits());
    const auto stride = image.bytesPerLine() / qsizetype(sizeof(QRgb));
    std::int64_t shown = -1;
    std::array<QRgb, kNotes> inks{};
    for (int x = 0; x < size.width(); ++x) {
        const Ticks t = view.timeAt((x + 0.5) / ratio);
        const std::int64_t first = t.value() / step / group * group;
        if (t < Ticks() || first >= count)
            continue;
        if (first != shown) {
            shown = first;
            for (int note = 0; note < kNotes; ++note) {
                int strength = 0;
                for (std::int64_t k = first; k < std::min(count, first + group); ++k)
                    strength = std::max<int>(strength, picture.notes[size_t(k)][size_t(note)]);
                inks[size_t(note)] = strength < kFaintNote ? 0 : s.chroma[size_t(strength)];
            }
            if (air)
                continue; // the first px of a cell
        }
        for (int note = 0; note < kNotes; ++note) {
            const QRgb ink = inks[size_t(note)];
            if (ink == 0)
                continue;
            for (int y = lanes[size_t(note)].first; y < lanes[size_t(note)].second; ++y)
                pixels[y * stride + x] = ink;
        }
    }
    painter.drawImage(QRectF(0, row.top(), size.width() / ratio, row.height()), image);
}

// Minor chords are quieter than major ones; a changed hue says a changed root.
void paintChords(QPainter &painter, const GraphSources &s, const QRectF &row, const ViewState &view)
{
    for (const audio::ChordSpan &chord : s.analysis.harmony.chords) {
        const double left = view.xOf(chord.start);
        const double right = view.xOf(chord.end);
        if (right < 0 || left > view.width() || chord.name == u"N")
            continue;
        const QRectF box(left + 0.5, row.top(), std::max(1.0, right - left - 1), row.height());
        const bool minor = chord.name.contains(QLatin1String(kMinor)) && !chord.name.contains(QLatin1String("maj"));
        const double strength = std::clamp(chord.confidence, 0.25, 1.0);
        painter.fillRect(box, withAlpha(minor ? s.theme.brand.purple : s.theme.brand.cyan, 0.10 + 0.16 * strength));
        painter.fillRect(QRectF(box.left(), box.top(), 2, box.height()), withAlpha(minor ? s.theme.text.purple : s.theme.text.cyan, 0.8));
    }
}

} // namespace

void paintBeds(QPainter &painter, const GraphSources &s, const GraphRows &rows, const ViewState &view, double ratio)
{
    painter.setRenderHint(QPainter::Antialiasing);
    paintWash(painter, s, rows.wave, view);
    paintWaveBed(painter, s, rows.wave, view, ratio);
    if (!rows.spectrum.isEmpty() && !s.analysis.picture.isEmpty())
        paintSpectrum(painter, s, rows.spectrum, view, ratio);
    if (!rows.curves.isEmpty())
        paintCurves(painter, s, rows.curves, view, ratio);
    if (!rows.chroma.isEmpty() && !s.analysis.picture.isEmpty())
        paintChroma(painter, s, rows.chroma, view, ratio);
    if (!rows.chords.isEmpty())
        paintChords(painter, s, rows.chords, view);
}

} // namespace sc::ui

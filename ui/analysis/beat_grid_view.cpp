// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/beat_grid_view.h"

#include "ui/theme/colour.h"
#include "ui/theme/plates.h"
#include "ui/widgets/waveform_painter.h"

#include <QtCore/QLocale>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QWheelEvent>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr int kSide = 12;
constexpr int kHandles = 26;
constexpr int kFigures = 52;
constexpr int kBeatsShown = 12;
constexpr double kHistogramFrom = 700; // px of width that leave room for it

} // namespace

BeatGridView::BeatGridView(SongView *song, QWidget *parent) : QWidget(parent), m_song(song)
{
    setMinimumHeight(kHandles + kFigures + 60);
    setAccessibleName(tr("Beats around the playhead"));
    connect(song, &SongView::analysisChanged, this, &BeatGridView::takeAnalysis);
    connect(song, &SongView::playheadMoved, this, &BeatGridView::follow);
}

void BeatGridView::takeAnalysis()
{
    const auto &analysis = m_song->analysis();
    m_stats = analysis ? gridStats(m_song->beats(), analysis->onsets) : GridStats();
    m_left = Ticks();
    m_span = Ticks::seconds(6);
    if (m_song->beats().size() > kBeatsShown)
        m_span = m_song->beats()[kBeatsShown].time - m_song->beats()[0].time;
    follow();
    refresh();
}

// Turns a page when the playhead leaves it; pages begin on a downbeat.
void BeatGridView::follow()
{
    const Ticks t = m_song->playhead();
    const TickRange page{m_left, m_left + m_span};
    if (!page.contains(t) || m_still.isNull()) {
        Ticks left = t;
        for (const Beat &beat : m_song->beats()) {
            if (beat.isDownbeat() && beat.time <= t)
                left = beat.time;
        }
        if (left != m_left) {
            m_left = left;
            m_still = QPixmap();
        }
    }
    update();
}

void BeatGridView::refresh()
{
    m_still = QPixmap();
    update();
}

void BeatGridView::resizeEvent(QResizeEvent *)
{
    refresh();
}

void BeatGridView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        refresh();
    QWidget::changeEvent(event);
}

QRectF BeatGridView::bed() const
{
    return QRectF(kSide, kHandles, std::max(1, width() - 2 * kSide), std::max(1, height() - kHandles - kFigures - 8));
}

ViewState BeatGridView::view() const
{
    const double width = bed().width();
    // A little before the page, so that its first handle is whole.
    const Ticks lead = Ticks(m_span.value() / 80);
    return ViewState::of(m_left - lead, width / (m_span + lead).toSeconds(), int(width), FrameRate());
}

void BeatGridView::render()
{
    const double ratio = devicePixelRatioF();
    m_still = QPixmap(size() * ratio);
    m_still.setDevicePixelRatio(ratio);
    m_still.fill(Qt::transparent);
    QPainter painter(&m_still);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBed(painter, ratio);
    paintHandles(painter);
    paintFigures(painter);
}

void BeatGridView::paintEvent(QPaintEvent *)
{
    if (!m_song->analysis())
        return;
    if (m_still.isNull())
        render();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_still);
    const double x = bed().left() + view().xOf(m_song->playhead());
    if (x >= bed().left() && x <= bed().right())
        painter.fillRect(QRectF(x - 0.75, 4, 1.5, bed().bottom() - 4), themeOf(this).accent.playhead);
}

void BeatGridView::paintBed(QPainter &painter, double ratio) const
{
    const Theme &theme = themeOf(this);
    const QRectF box = bed();
    const ViewState v = view();
    const audio::Analysis &analysis = *m_song->analysis();
    drawWell(painter, box, theme, radius::kSegment);
    painter.save();
    painter.setClipRect(box);
    const QRectF wave = box.adjusted(0, 0, 0, -14);
    painter.drawImage(wave, renderWaveform(analysis.waveform, v.visible(), (wave.size() * ratio).toSize(), WaveformStyle::Bands,
                                           waveformColours(theme, WaveformStyle::Bands), 0.8));
    for (const Beat &beat : m_song->beats()) {
        const double x = std::round(box.left() + v.xOf(beat.time));
        if (x >= box.left() && x <= box.right())
            painter.fillRect(QRectF(x, box.top(), 1, box.height()), withAlpha(theme.text.primary, beat.isDownbeat() ? 0.55 : 0.20));
    }
    const auto first = std::ranges::lower_bound(analysis.onsets, v.visible().start);
    for (auto it = first; it != analysis.onsets.end() && *it < v.visible().end; ++it)
        painter.fillRect(QRectF(box.left() + v.xOf(*it) - 0.75, box.bottom() - 13, 1.5, 10), withAlpha(theme.semantic.warning, 0.85));
    painter.restore();
}

void BeatGridView::paintHandles(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const ViewState v = view();
    const QRectF box = bed();
    if (m_song->beats().empty()) {
        painter.setFont(theme.fonts.caption);
        painter.setPen(theme.text.secondary);
        painter.drawText(QRectF(kSide, 2, box.width(), 20), Qt::AlignLeft | Qt::AlignVCenter, tr("No steady beat was heard."));
        return;
    }
    for (const Beat &beat : m_song->beats()) {
        const double x = box.left() + v.xOf(beat.time);
        if (x < box.left() - 1 || x > box.right())
            continue;
        const bool down = beat.isDownbeat();
        const double height = down ? 14 : 10;
        painter.setPen(Qt::NoPen);
        painter.setBrush(down ? theme.text.primary : theme.text.disabled);
        painter.drawRoundedRect(QRectF(x - 5, 12 - height / 2, 10, height), 3, 3);
        if (x > box.right() - 26)
            continue; // no room for the number
        painter.setFont(down ? theme.fonts.captionStrong : theme.fonts.caption);
        painter.setPen(down ? theme.text.primary : theme.text.tertiary);
        painter.drawText(QPointF(x + 9, 16), down ? QString::number(beat.bar) : QStringLiteral("%1.%2").arg(beat.bar).arg(beat.beatInBar));
    }
}

void BeatGridView::paintFigures(QPainter &painter) const
{
    if (!m_stats.known)
        return;
    const Theme &theme = themeOf(this);
    const QLocale locale;
    const double top = bed().bottom() + 8;
    const auto figure = [&](double x, double width, Qt::Alignment side, const QString &label, const QString &value) {
        painter.setFont(theme.fonts.caption);
        painter.setPen(theme.text.secondary);
        painter.drawText(QRectF(x, top, width, 14), side | Qt::AlignVCenter, label);
        painter.setFont(theme.fonts.controlStrong);
        painter.setPen(theme.text.primary);
        painter.drawText(QRectF(x, top + 16, width, 18), side | Qt::AlignVCenter, value);
    };
    figure(14, 84, Qt::AlignLeft, tr("Mean error"), tr("%1 ms").arg(locale.toString(m_stats.meanMs, 'f', 1)));
    figure(104, 120, Qt::AlignLeft, tr("Worst"), tr("%1 ms at %2").arg(locale.toString(m_stats.worstMs, 'f', 1), m_stats.worstAt));
    figure(230, 110, Qt::AlignLeft, tr("Onsets on grid"), tr("%1 %").arg(qRound(m_stats.onsetsOnGrid * 100)));
    figure(width() - 124, 110, Qt::AlignRight, tr("Tempo stability"), tr("%1 %").arg(locale.toString(m_stats.stability * 100, 'f', 1)));
    if (width() < kHistogramFrom)
        return;
    const QRectF box(350, top, width() - 124 - 350 - 20, 34);
    const int most = std::max(1, *std::ranges::max_element(m_stats.histogram));
    const double step = box.width() / GridStats::kBins;
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < GridStats::kBins; ++i) {
        const double height = std::max(1.0, box.height() * m_stats.histogram[size_t(i)] / most);
        painter.setBrush(std::abs(i - GridStats::kBins / 2) <= 3 ? theme.text.cyan : theme.text.disabled);
        painter.drawRoundedRect(QRectF(box.left() + i * step, box.bottom() - height, std::max(1.0, step - 2), height), 1, 1);
    }
}

void BeatGridView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && bed().contains(event->position()))
        m_song->seek(view().timeAt(event->position().x() - bed().left()));
}

void BeatGridView::wheelEvent(QWheelEvent *event)
{
    if (!m_song->analysis())
        return;
    const int delta = event->angleDelta().x() ? event->angleDelta().x() : event->angleDelta().y();
    const Ticks step = Ticks(m_span.value() / kBeatsShown);
    m_left = std::clamp(m_left - step * (delta > 0 ? 1 : -1), Ticks(), m_song->analysis()->duration);
    refresh();
    event->accept();
}

} // namespace sc::ui

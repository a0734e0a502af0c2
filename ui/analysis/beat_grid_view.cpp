// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/beat_grid_view.h"

#include "core/audio/grid_edits.h"
#include "ui/analysis/wave_bed.h"
#include "ui/theme/theme.h"

#include <QtGui/QAccessible>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QWheelEvent>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr int kSide = 12;
constexpr int kHandles = 26;
constexpr int kFigures = 52;
constexpr int kBeatsShown = 12;
constexpr double kGrasp = 7;
constexpr double kZoomStep = 1.189207115;
constexpr Ticks kClosest = Ticks(Ticks::kPerSecond / 50);
constexpr Ticks kWidest = Ticks::seconds(60);
constexpr Ticks kNudge = Ticks(Ticks::kPerSecond / 100);

} // namespace

BeatGridView::BeatGridView(SongView *song, QWidget *parent) : QWidget(parent), m_song(song)
{
    setMinimumHeight(kHandles + kFigures + 56);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("focusHalo", true);
    setProperty("cornerRadius", radius::kSegment);
    setAccessibleName(tr("Beats around the playhead"));
    setAccessibleDescription(tr("Left and Right choose a beat, Ctrl with Left or Right moves it with its grid by 10 ms, "
                                "with Alt as well its tempo."));
    connect(song, &SongView::analysisChanged, this, &BeatGridView::takeAnalysis);
    connect(song, &SongView::playheadMoved, this, &BeatGridView::follow);
    connect(&m_close, &CloseLook::arrived, this, &BeatGridView::refresh);
}

void BeatGridView::takeAnalysis()
{
    const audio::Analysis *analysis = m_song->analysis();
    const bool other = m_close.file() != m_song->file();
    m_close.setFile(analysis ? m_song->file() : QString());
    m_stats = analysis ? gridStats(m_song->beats(), analysis->onsets) : GridStats();
    m_gain = analysis ? waveGain(*analysis) : 1;
    m_gesture = Gesture::None;
    m_hover.reset();
    if (m_chosen && *m_chosen >= m_song->beats().size())
        m_chosen.reset();
    if (other) {
        m_chosen.reset();
        m_left = Ticks();
        m_span = Ticks::seconds(6);
        m_fitsBeats = true;
    }
    if (m_fitsBeats && m_song->beats().size() > kBeatsShown) {
        m_span = std::clamp(m_song->beats()[kBeatsShown].time - m_song->beats()[0].time, Ticks::seconds(2), Ticks::seconds(20));
        m_fitsBeats = false;
    }
    if (other) {
        m_still = QPixmap();
        follow();
    }
    refresh();
}

void BeatGridView::setDoubtful(bool doubtful)
{
    m_doubtful = doubtful;
    update();
}

// Turns a page when the playhead leaves it; pages begin on a downbeat.
void BeatGridView::follow()
{
    const Ticks t = m_song->playhead();
    const TickRange page{m_left, m_left + m_span};
    if (m_gesture == Gesture::None && (!page.contains(t) || m_still.isNull())) {
        Ticks left = t;
        for (const Beat &beat : m_song->beats()) {
            if (beat.isDownbeat() && beat.time <= t && t - beat.time < m_span)
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

QPointF BeatGridView::handleOf(size_t beat) const
{
    if (beat >= shownBeats().size())
        return {};
    const double x = bed().left() + view().xOf(shownBeats()[beat].time);
    return x < bed().left() || x > bed().right() ? QPointF() : QPointF(x, 12);
}

std::optional<size_t> BeatGridView::beatAt(QPointF at) const
{
    if (at.y() > bed().bottom() || m_song->beats().empty() || m_song->isPartial())
        return std::nullopt;
    const auto nearest = nearestBeat(m_song->beats(), view().timeAt(at.x() - bed().left()));
    if (!nearest)
        return std::nullopt;
    // A handle is taken broadly, its line in the bed closely.
    const double reach = at.y() <= kHandles ? kGrasp + 1 : kGrasp / 2;
    return std::abs(handleOf(*nearest).x() - at.x()) <= reach ? nearest : std::nullopt;
}

void BeatGridView::chooseBeat(std::optional<size_t> beat)
{
    m_chosen = beat;
    if (beat && *beat < m_song->beats().size()) {
        const Ticks t = m_song->beats()[*beat].time;
        if (t < m_left)
            m_left = std::max(Ticks(), t - Ticks(m_span.value() / 2));
        else if (t > m_left + m_span)
            m_left = t - Ticks(m_span.value() / 2);
        QAccessibleEvent said(this, QAccessible::NameChanged);
        setAccessibleName(tr("Beats around the playhead, %1").arg(beatWords(*beat)));
        QAccessible::updateAccessibility(&said);
    }
    refresh();
}

void BeatGridView::zoomBy(double factor)
{
    const Ticks middle = m_left + Ticks(m_span.value() / 2);
    m_fitsBeats = false;
    m_span = std::clamp(Ticks(std::int64_t(double(m_span.value()) / factor)), kClosest, kWidest);
    m_left = std::max(Ticks(), middle - Ticks(m_span.value() / 2));
    refresh();
}

QString BeatGridView::beatWords(size_t beat) const
{
    const Beat &b = m_song->beats()[beat];
    return QStringLiteral("%1.%2").arg(b.bar).arg(b.beatInBar);
}

void BeatGridView::previewDrag(Ticks to, bool tempo)
{
    m_dragTo = std::max(Ticks(), to);
    m_dragTempo = tempo;
    const BeatGrid &grid = m_song->analysis()->map.grid;
    m_dragged = tempo ? audio::dragTempo(grid, m_dragFrom, m_dragTo) : audio::dragBeat(grid, m_dragFrom, m_dragTo);
    m_preview = m_dragged ? m_dragged->beats() : m_song->beats();
    update();
}

void BeatGridView::mousePressEvent(QMouseEvent *event)
{
    if (m_song->analysis() == nullptr || event->button() != Qt::LeftButton)
        return;
    if (const auto beat = beatAt(event->position())) {
        m_chosen = beat;
        m_dragFrom = m_dragTo = m_song->beats()[*beat].time;
        m_preview = m_song->beats();
        m_gesture = Gesture::Beat;
    } else if (bed().contains(event->position())) {
        m_gesture = Gesture::Seek;
        m_song->seek(view().timeAt(event->position().x() - bed().left()));
    }
    update();
}

void BeatGridView::mouseMoveEvent(QMouseEvent *event)
{
    const double x = event->position().x() - bed().left();
    switch (m_gesture) {
    case Gesture::Seek:
        m_song->seek(view().timeAt(std::clamp(x, 0.0, bed().width())));
        break;
    case Gesture::Beat:
        previewDrag(view().timeAt(x), event->modifiers() & Qt::AltModifier);
        break;
    case Gesture::None:
        if (const auto beat = beatAt(event->position()); beat != m_hover) {
            m_hover = beat;
            beat ? setCursor(Qt::SizeHorCursor) : unsetCursor();
            update();
        }
        break;
    }
}

void BeatGridView::mouseReleaseEvent(QMouseEvent *)
{
    const Gesture gesture = std::exchange(m_gesture, Gesture::None);
    if (gesture == Gesture::Beat && m_dragTo != m_dragFrom)
        Q_EMIT gridEdited(m_dragTempo ? tr("Drag tempo") : tr("Drag beat"), m_dragged);
    update();
}

void BeatGridView::leaveEvent(QEvent *)
{
    m_hover.reset();
    update();
}

void BeatGridView::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_song->analysis() == nullptr)
        return;
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const Ticks t = byKey ? m_song->playhead() : view().timeAt(event->pos().x() - bed().left());
    Q_EMIT contextMenuAt(t, byKey ? mapToGlobal(bed().center().toPoint()) : event->globalPos());
}

void BeatGridView::wheelEvent(QWheelEvent *event)
{
    if (m_song->analysis() == nullptr)
        return;
    const QPoint angle = event->angleDelta();
    if (event->modifiers() & Qt::ControlModifier) {
        const double x = event->position().x() - bed().left();
        const Ticks under = view().timeAt(x);
        m_fitsBeats = false;
        m_span = std::clamp(Ticks(std::int64_t(double(m_span.value()) / std::pow(kZoomStep, angle.y() / 120.0))), kClosest, kWidest);
        m_left = std::clamp(under - Ticks(std::int64_t(double(m_span.value()) * x / bed().width())), Ticks(), m_song->analysis()->duration);
    } else {
        const int delta = angle.x() ? angle.x() : angle.y();
        const auto step = std::int64_t(double(m_span.value()) / kBeatsShown * delta / 120.0);
        m_left = std::clamp(m_left - Ticks(step), Ticks(), m_song->analysis()->duration);
    }
    refresh();
    event->accept();
}

void BeatGridView::keyPressEvent(QKeyEvent *event)
{
    const std::vector<Beat> &beats = m_song->beats();
    const bool sideways = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    const int way = event->key() == Qt::Key_Left ? -1 : 1;
    if (event->key() == Qt::Key_Escape && m_gesture == Gesture::Beat) {
        m_gesture = Gesture::None;
        update();
    } else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal) {
        zoomBy(kZoomStep * kZoomStep);
    } else if (event->key() == Qt::Key_Minus) {
        zoomBy(1 / (kZoomStep * kZoomStep));
    } else if (sideways && !beats.empty() && !(event->modifiers() & ~(Qt::KeypadModifier))) {
        const size_t now = m_chosen ? *m_chosen : nearestBeat(beats, m_song->playhead()).value_or(0);
        chooseBeat(size_t(std::clamp<std::int64_t>(std::int64_t(now) + (m_chosen ? way : 0), 0, std::int64_t(beats.size()) - 1)));
    } else if (sideways && m_chosen && (event->modifiers() & Qt::ControlModifier)) {
        const BeatGrid &grid = m_song->analysis()->map.grid;
        const Ticks from = beats[*m_chosen].time;
        const Ticks to = from + kNudge * way;
        const bool tempo = event->modifiers() & Qt::AltModifier;
        Q_EMIT gridEdited(tempo ? tr("Drag tempo") : tr("Drag beat"),
                          tempo ? audio::dragTempo(grid, from, to) : audio::dragBeat(grid, from, to));
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace sc::ui

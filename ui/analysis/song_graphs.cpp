// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/song_graphs.h"

#include "ui/analysis/wave_bed.h"
#include "ui/theme/theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QNativeGestureEvent>
#include <QtGui/QWheelEvent>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kZoomStep = 1.189207115;
constexpr double kKeyZoom = 1.41421356;
constexpr double kWheelPixels = 90;
constexpr double kGrasp = 5; // px beside an edge that take hold of it
constexpr double kSnap = 7;

} // namespace

SongGraphs::SongGraphs(SongView *song, QWidget *parent) : QWidget(parent), m_song(song), m_shimmer(this)
{
    setMinimumHeight(180);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("focusHalo", true);
    setProperty("cornerRadius", radius::kPanel);
    setAccessibleName(tr("Graphs of the song"));
    setAccessibleDescription(tr("Left and Right move the playhead, plus and minus zoom, brackets go to the next section."));
    connect(song, &SongView::analysisChanged, this, &SongGraphs::takeAnalysis);
    connect(song, &SongView::lyricsChanged, this, [this] {
        layOutRows();
        refresh();
    });
    connect(song, &SongView::viewChanged, this, qOverload<>(&QWidget::update));
    connect(song, &SongView::sectionChanged, this, qOverload<>(&QWidget::update));
    connect(song, &SongView::playheadMoved, this, &SongGraphs::movePlayhead);
    connect(&m_close, &CloseLook::arrived, this, [this] {
        m_tiles.invalidate();
        update();
    });
    connect(&m_stereo, &StereoLook::arrived, this, &SongGraphs::refresh);
}

void SongGraphs::takeAnalysis()
{
    m_close.setFile(m_song->analysis() ? m_song->file() : QString());
    m_stereo.setFile(m_song->analysis() ? m_song->file() : QString());
    m_levels = m_song->analysis() ? levelRangeOf(m_song->analysis()->picture) : LevelRange();
    m_gain = m_song->analysis() ? waveGain(*m_song->analysis()) : 1;
    layOutRows();
    refresh();
}

void SongGraphs::setMode(WaveMode mode)
{
    m_mode = mode;
    refresh();
}

void SongGraphs::setSectionsEdited(bool edited)
{
    if (m_edited == edited)
        return;
    m_edited = edited;
    refresh();
}

bool SongGraphs::awaitsWave() const
{
    return m_mode == WaveMode::Stereo && m_stereo.isWorking();
}

void SongGraphs::refresh()
{
    if (m_mode == WaveMode::Stereo && m_song->analysis() && !m_song->isPartial())
        m_stereo.want();
    m_shimmer.setAwaiting(m_song->isPartial() || awaitsWave());
    m_chroma = chromaTable(themeOf(this));
    m_tiles.invalidate();
    m_ground = QPixmap();
    update();
}

void SongGraphs::layOutRows()
{
    GraphContent content;
    if (const audio::Analysis *analysis = m_song->analysis()) {
        using audio::Feature;
        content.picture = !analysis->picture.isEmpty() || m_song->awaits(Feature::Picture);
        content.curves = !analysis->map.energy.values.empty() || !analysis->loudness.values.empty() || m_song->isPartial();
        content.chords = !analysis->harmony.chords.empty() || m_song->awaits(Feature::Chords);
        content.lyricRows = lyricRows(m_song->lyrics());
    }
    m_rows = graphRows(std::max(1, width() - kHead - kRight), height(), content);
}

void SongGraphs::resizeEvent(QResizeEvent *)
{
    layOutRows();
    m_song->setWidth(std::max(1, width() - kHead - kRight));
    refresh();
}

void SongGraphs::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        refresh();
    QWidget::changeEvent(event);
}

void SongGraphs::movePlayhead()
{
    const double x = kHead + m_song->view().xOf(m_song->playhead());
    for (const double at : {m_playheadX, x})
        update(QRect(int(at) - 14, 0, 28, height()));
    m_playheadX = x;
    const std::array sung{lyricAt(m_song->lyrics(), m_song->playhead(), 0), lyricAt(m_song->lyrics(), m_song->playhead(), 1)};
    if (sung == m_sung)
        return;
    m_sung = sung;
    update(m_rows.lyrics.translated(kHead, 0).toAlignedRect());
}

std::optional<size_t> SongGraphs::edgeAt(QPointF at) const
{
    const audio::Analysis *analysis = m_song->analysis();
    if (analysis == nullptr || m_song->isPartial() || at.y() < m_rows.sections.top() || at.y() > m_rows.sections.bottom())
        return std::nullopt;
    std::optional<size_t> best;
    double distance = kGrasp;
    for (size_t i = 1; i < analysis->map.sections.size(); ++i) {
        const double away = std::abs(kHead + m_song->view().xOf(analysis->map.sections[i].start) - at.x());
        if (away <= distance) {
            best = i;
            distance = away;
        }
    }
    return best;
}

std::optional<size_t> SongGraphs::sectionUnder(QPointF at) const
{
    if (at.x() < kHead || at.x() > width() - kRight || at.y() < m_rows.sections.top() || at.y() > m_rows.sections.bottom())
        return std::nullopt;
    return m_song->sectionAt(m_song->view().timeAt(at.x() - kHead));
}

std::optional<size_t> SongGraphs::lyricUnder(QPointF at) const
{
    if (at.x() < kHead || at.x() > width() - kRight || m_rows.lyrics.isEmpty() || at.y() < m_rows.lyrics.top() ||
        at.y() > m_rows.lyrics.bottom())
        return std::nullopt;
    const int rows = lyricRows(m_song->lyrics());
    const int row = std::clamp(int((at.y() - m_rows.lyrics.top()) / m_rows.lyrics.height() * rows), 0, rows - 1);
    return lyricAt(m_song->lyrics(), m_song->view().timeAt(at.x() - kHead), row);
}

void SongGraphs::scrollMap(double x)
{
    const ViewState &view = m_song->view();
    const Ticks middle = Ticks::fromSeconds(view.length().toSeconds() * std::clamp(x / m_rows.map.width(), 0.0, 1.0));
    m_song->setLeft(middle - Ticks(view.visible().length().value() / 2));
}

void SongGraphs::mousePressEvent(QMouseEvent *event)
{
    if (m_song->analysis() == nullptr)
        return;
    const QPointF at = event->position();
    m_last = at;
    if (event->button() == Qt::MiddleButton) {
        m_gesture = Gesture::Pan;
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() != Qt::LeftButton || at.x() < kHead - kGrasp)
        return;
    if (const auto edge = edgeAt(at)) {
        m_gesture = Gesture::Edge;
        m_edge = {*edge, m_song->analysis()->map.sections[*edge].start};
        m_song->setSection(*edge);
    } else if (const auto section = sectionUnder(at)) {
        m_song->setSection(section);
    } else if (!m_song->isWhole() && at.y() >= m_rows.map.top() - 4) {
        m_gesture = Gesture::Map;
        scrollMap(at.x() - kHead);
    } else if (const auto lyric = lyricUnder(at)) {
        m_song->seek(m_song->lyrics()[*lyric].range.start);
    } else {
        m_gesture = Gesture::Seek;
        m_song->seek(m_song->view().timeAt(std::max(0.0, at.x() - kHead)));
    }
    update();
}

void SongGraphs::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF at = event->position();
    m_hover = at;
    switch (m_gesture) {
    case Gesture::Seek:
        m_song->seek(m_song->view().timeAt(std::clamp(at.x() - kHead, 0.0, m_rows.wave.width())));
        break;
    case Gesture::Pan:
        m_song->scrollBy(m_last.x() - at.x());
        break;
    case Gesture::Map:
        scrollMap(at.x() - kHead);
        break;
    case Gesture::Edge: {
        const audio::Sections &sections = m_song->analysis()->map.sections;
        const Ticks raw = m_song->view().timeAt(at.x() - kHead);
        const bool free = event->modifiers() & Qt::AltModifier;
        const Ticks snapped = free ? raw : snapToBeat(m_song->beats(), raw, m_song->view().span(kSnap));
        m_edge.to = std::clamp(snapped, sections[m_edge.index - 1].start, sections[m_edge.index].end);
        break;
    }
    case Gesture::None:
        setCursor(edgeAt(at) ? Qt::SplitHCursor : lyricUnder(at) ? Qt::PointingHandCursor : Qt::ArrowCursor);
        break;
    }
    m_last = at;
    update();
}

void SongGraphs::mouseReleaseEvent(QMouseEvent *)
{
    const Gesture gesture = std::exchange(m_gesture, Gesture::None);
    unsetCursor();
    if (gesture == Gesture::Edge && m_edge.to != m_song->analysis()->map.sections[m_edge.index].start)
        Q_EMIT edgeMoved(m_edge);
    update();
}

void SongGraphs::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (m_song->analysis() == nullptr || event->button() != Qt::LeftButton)
        return;
    if (const auto section = m_song->isPartial() ? std::nullopt : sectionUnder(event->position()); section && !edgeAt(event->position()))
        Q_EMIT renameRequested(*section);
    else if (event->position().y() < m_rows.map.top() - 4 && !lyricUnder(event->position()))
        m_song->fitAll();
}

void SongGraphs::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_song->analysis() == nullptr || m_song->isPartial())
        return;
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const auto section =
        byKey ? (m_song->section() ? m_song->section() : m_song->sectionAt(m_song->playhead())) : sectionUnder(event->pos());
    if (!section)
        return;
    m_song->setSection(section);
    const Section &chosen = m_song->analysis()->map.sections[*section];
    const double left = std::max(0.0, m_song->view().xOf(chosen.start));
    const QPoint at = byKey ? mapToGlobal(QPointF(kHead + left, m_rows.sections.bottom()).toPoint()) : event->globalPos();
    Q_EMIT sectionMenuRequested(*section, byKey ? m_song->playhead() : m_song->view().timeAt(event->pos().x() - kHead), at);
}

void SongGraphs::leaveEvent(QEvent *)
{
    m_hover.reset();
    update();
}

void SongGraphs::wheelEvent(QWheelEvent *event)
{
    if (m_song->analysis() == nullptr)
        return;
    const QPoint angle = event->angleDelta();
    const QPoint pixels = event->pixelDelta();
    if (event->modifiers() & Qt::ControlModifier)
        m_song->zoomAt(event->position().x() - kHead, std::pow(kZoomStep, angle.y() / 120.0));
    else if (!pixels.isNull())
        m_song->scrollBy(-(pixels.x() ? pixels.x() : pixels.y()));
    else
        m_song->scrollBy(-(angle.x() ? angle.x() : angle.y()) / 120.0 * kWheelPixels);
    m_hover = event->position();
    event->accept();
}

bool SongGraphs::event(QEvent *event)
{
    if (event->type() == QEvent::NativeGesture && m_song->analysis() != nullptr) {
        auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            m_song->zoomAt(gesture->position().x() - kHead, 1 + gesture->value());
            return true;
        }
    }
    return QWidget::event(event);
}

void SongGraphs::keyPressEvent(QKeyEvent *event)
{
    if (m_song->analysis() == nullptr || (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier))) {
        QWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        m_song->seek(m_song->playhead() + m_song->view().span(event->key() == Qt::Key_Left ? -1 : 1));
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_song->zoomAround(kKeyZoom);
        break;
    case Qt::Key_Minus:
        m_song->zoomAround(1 / kKeyZoom);
        break;
    case Qt::Key_PageUp:
        m_song->scrollBy(-m_rows.wave.width() * 0.8);
        break;
    case Qt::Key_PageDown:
        m_song->scrollBy(m_rows.wave.width() * 0.8);
        break;
    case Qt::Key_Escape:
        m_gesture = Gesture::None;
        m_song->setSection({});
        update();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_surface.h"

#include "core/playback/project_media.h"
#include "core/project/take_shelf.h"
#include "core/timeline/lyric_edits.h"
#include "core/timeline/model.h"
#include "ui/timeline/edit_commands.h"
#include "ui/timeline/name_editor.h"
#include "ui/timeline/playhead_line.h"

#include <QtGui/QFocusEvent>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kDefaultBarPixels = 72; // of the look
constexpr double kPageAir = 64;
constexpr int kStillKilobytes = 64 * 1024;
constexpr int kShotKilobytes = 48 * 1024;
constexpr int kLiftMs = 45;     // without a word from a touchpad: the fingers are off it
constexpr int kPicturesMs = 40; // new pictures of so long are shown together

} // namespace

TimelineSurface::TimelineSurface(TimelineEditor *editor, QWidget *parent)
    : QWidget(parent),
      m_editor(editor),
      m_playheadLine(new PlayheadLine(this)),
      m_stillTiles(kStillKilobytes),
      m_shotTiles(kShotKilobytes),
      m_edgeScroller([this](double pixels) {
          scrollBy(pixels);
          continueGesture(m_lastPoint, m_lastModifiers);
      }),
      m_fling([this](double pixels) {
          const Ticks before = m_view.left();
          scrollBy(pixels);
          if (m_view.left() == before && std::abs(pixels) >= 1)
              m_fling.stop(); // at an end
      })
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(320, 150);
    setAccessibleName(tr("Timeline"));
    setProperty("noFocusHalo", true);
    connect(editor, &TimelineEditor::timelineChanged, this, &TimelineSurface::takeTimeline);
    connect(editor, &TimelineEditor::sessionChanged, this, [this] {
        m_fittedOnce = false;
        project::ProjectSession *session = m_editor->session();
        m_thumbnails.setMedia(session
                                  ? std::function([session](const timeline::Clip &clip) { return playback::shotMediaOf(*session, clip); })
                                  : std::function<playback::ShotMedia(const timeline::Clip &)>());
        takeTimeline({.project = true, .structure = true});
    });
    connect(&m_close, &CloseLook::arrived, this, [this] {
        m_stillTiles.invalidate();
        update();
    });
    connect(editor, &TimelineEditor::selectionChanged, this, [this] { update(); });
    connect(editor, &TimelineEditor::statesChanged, this, [this] {
        m_thumbnails.forget(); // a file that went or came back shows otherwise
        m_shotTiles.invalidate();
        update();
    });
    connect(editor, &TimelineEditor::jobsChanged, this, &TimelineSurface::takeJobs);
    connect(editor, &TimelineEditor::playheadMoved, this, &TimelineSurface::placePlayhead);
    connect(editor, &TimelineEditor::revealRequested, this, &TimelineSurface::reveal);
    m_liftTimer.setSingleShot(true);
    m_liftTimer.setInterval(kLiftMs);
    connect(&m_liftTimer, &QTimer::timeout, this, [this] { m_fling.lifted(); });
    m_pictureTimer.setSingleShot(true);
    m_pictureTimer.setInterval(kPicturesMs);
    connect(&m_pictureTimer, &QTimer::timeout, this, &TimelineSurface::refreshPictures);
    connect(&m_thumbnails, &ShotThumbnails::ready, this, [this](const ClipId &id) {
        if (const timeline::Clip *clip = timeline::findClip(m_editor->timeline(), id))
            m_newPictures.push_back(clip->range());
        if (!m_pictureTimer.isActive())
            m_pictureTimer.start();
    });
}

TimelineSurface::~TimelineSurface() = default;

const timeline::Timeline &TimelineSurface::shownTimeline() const
{
    return m_drag && m_drag->preview() ? *m_drag->preview() : m_editor->timeline();
}

const ClipIndex &TimelineSurface::shownIndex() const
{
    return m_drag && m_drag->preview() ? m_dragIndex : m_editor->index();
}

LaneSources TimelineSurface::sources() const
{
    static const audio::WaveformPyramid kNoWaveform;
    const project::ProjectSession *session = m_editor->session();
    return {themeOf(this), m_layout, m_editor->timeline(), m_editor->beats(), session ? session->waveform() : kNoWaveform,
            m_colours,     m_close};
}

Hit TimelineSurface::hitAt(QPointF point) const
{
    return hitTest(m_editor->timeline(), m_editor->index(), m_layout, m_view, point, m_lyricRows);
}

ShotSources TimelineSurface::shotSources(const timeline::Timeline &timeline, const ClipIndex &index)
{
    return {themeOf(this), m_layout, timeline, index, m_editor->beats(), m_thumbnails, devicePixelRatioF(), m_editor->states()};
}

LaneWishes TimelineSurface::wishes() const
{
    return {.lyrics = !m_editor->timeline().lyrics.empty(), .alternates = m_editor->index().mostAlternates(), .fanned = m_fanned};
}

void TimelineSurface::layOutLanes()
{
    const LaneLayout layout = LaneLayout::forSize(size(), wishes());
    const timeline::Project &project = m_editor->timeline().project;
    if (!(layout == m_layout)) {
        m_layout = layout;
        m_stillTiles.invalidate();
        m_shotTiles.invalidate();
    }
    m_edgeScroller.setEdges(m_layout.headWidth, width());
    m_thumbnails.setHeight(m_layout.shotPicture().height(), devicePixelRatioF(), {project.width, project.height});
}

void TimelineSurface::refreshPictures()
{
    m_shotTiles.invalidate(m_newPictures, kPictureFrom);
    m_newPictures.clear();
    update(QRect(0, m_layout.rect(Lane::Shots).top(), width(), height() - m_layout.rect(Lane::Shots).top()));
}

// Only the shots concerned. Those that are being made are drawn over the tiles, so that their progress costs no tile.
void TimelineSurface::takeJobs(const std::vector<ClipId> &clips, bool onlyProgress)
{
    const ClipIndex &index = m_editor->index();
    std::vector<TickRange> changed;
    for (const ClipId &clip : clips) {
        const int place = index.positionOf(clip);
        if (place < 0)
            continue;
        changed.push_back(index.entries()[size_t(place)].range);
        update(boxOf(clip).toAlignedRect().adjusted(-1, 0, 1, 0));
    }
    if (!onlyProgress)
        m_shotTiles.invalidate(changed, kPictureFrom);
}

void TimelineSurface::setFanned(bool fanned)
{
    m_fanned = fanned;
    layOutLanes();
    placePlayhead();
    update();
    Q_EMIT viewChanged();
}

void TimelineSurface::takeTimeline(const project::ChangeSet &change)
{
    const timeline::Timeline &t = m_editor->timeline();
    if (m_gesture == Gesture::Drag)
        cancelGesture();
    m_shotTiles.invalidate();
    if (change.project) {
        m_stillTiles.invalidate();
        m_colours = t.project.song ? SectionColours(t.project.song->map) : SectionColours();
        m_close.setFile(t.project.song && m_editor->session() ? m_editor->session()->absolutePath(t.project.song->media) : QString());
    }
    if (change.project || change.structure || !change.lyrics.isEmpty())
        m_lyricRows = LyricRows(t);
    layOutLanes();
    ViewState view = m_view;
    view.setFrameRate(t.project.frameRate);
    view.setSampleRate(t.project.song ? t.project.song->sampleRate : 0);
    view.setLength(timeline::programLength(t));
    if (!m_fittedOnce && m_editor->hasProject() && width() > m_layout.headWidth) {
        m_fittedOnce = true;
        const auto &song = t.project.song;
        view.setPixelsPerSecond(kDefaultBarPixels * (song && song->bpm > 0 ? song->bpm : 120.0) / 60 / 4, 0);
        view.setLeft(Ticks());
    }
    applyView(view);
    update();
}

void TimelineSurface::applyView(const ViewState &view)
{
    const bool changed = !(view == m_view);
    m_view = view;
    placePlayhead();
    if (!changed)
        return;
    placeNameEditor();
    if (showsSamples(m_editor->timeline(), view)) {
        const Ticks offset = m_editor->timeline().project.songOffset;
        m_close.want({view.visible().start - offset, view.visible().end - offset}, 0, {}, true);
    }
    update();
    Q_EMIT viewChanged();
}

void TimelineSurface::setTool(TimelineTool tool)
{
    if (m_tool == tool)
        return;
    m_tool = tool;
    setCursor(cursorFor(m_hover));
    Q_EMIT toolChanged();
}

void TimelineSurface::zoomBy(double factor)
{
    const double x = m_view.xOf(m_editor->playhead());
    ViewState view = m_view;
    view.zoomAt(x >= 0 && x <= m_view.width() ? x : m_view.width() / 2.0, factor);
    applyView(view);
}

void TimelineSurface::zoomAt(double x, double factor)
{
    ViewState view = m_view;
    view.zoomAt(x, factor);
    applyView(view);
}

void TimelineSurface::setPixelsPerSecond(double pixelsPerSecond, double anchorX)
{
    ViewState view = m_view;
    view.setPixelsPerSecond(pixelsPerSecond, anchorX);
    applyView(view);
}

void TimelineSurface::setZoomFraction(double fraction)
{
    const double x = m_view.xOf(m_editor->playhead());
    ViewState view = m_view;
    view.setZoomFraction(fraction, x >= 0 && x <= m_view.width() ? x : m_view.width() / 2.0);
    applyView(view);
}

void TimelineSurface::resetZoom()
{
    const auto &song = m_editor->timeline().project.song;
    const double wanted = kDefaultBarPixels * (song && song->bpm > 0 ? song->bpm : 120.0) / 60 / 4;
    zoomBy(wanted / m_view.pixelsPerSecond());
}

void TimelineSurface::fitAll()
{
    ViewState view = m_view;
    view.fitAll();
    applyView(view);
}

void TimelineSurface::fitSelection()
{
    TickRange range;
    for (const ClipId &id : m_editor->selection().clips()) {
        if (const timeline::Clip *clip = timeline::findClip(m_editor->timeline(), id))
            range = range.isEmpty() ? clip->range() : TickRange{std::min(range.start, clip->start), std::max(range.end, clip->end())};
    }
    ViewState view = m_view;
    if (range.isEmpty())
        view.fitAll();
    else
        view.fit(range);
    applyView(view);
}

void TimelineSurface::scrollBy(double pixels)
{
    ViewState view = m_view;
    view.scrollBy(pixels);
    applyView(view);
}

void TimelineSurface::showRange(TickRange range)
{
    ViewState view = m_view;
    view.fit(range);
    applyView(view);
}

void TimelineSurface::showExactly(TickRange range)
{
    if (range.isEmpty())
        return;
    ViewState view = m_view;
    view.setPixelsPerSecond(m_view.width() / range.length().toSeconds(), 0);
    view.setLeft(range.start);
    applyView(view);
}

void TimelineSurface::reveal(Ticks t)
{
    ViewState view = m_view;
    view.reveal(t);
    applyView(view);
}

void TimelineSurface::placePlayhead()
{
    const double x = m_view.xOf(m_editor->playhead());
    if (m_following && m_gesture == Gesture::None && x > m_view.width() && x < m_view.width() * 1.5) {
        // Pages: what is on screen stays still until the playhead leaves it.
        m_view.setLeft(m_editor->playhead() - m_view.span(kPageAir));
        placeNameEditor();
        update();
        Q_EMIT viewChanged();
    }
    if (m_layout.isShown(Lane::Lyrics))
        update(m_layout.rect(Lane::Lyrics)); // the line that is sung now is another
    m_playheadLine->setLeftLimit(m_layout.headWidth);
    if (m_editor->hasProject())
        m_playheadLine->placeAt(m_layout.headWidth + m_view.xOf(m_editor->playhead()), m_layout.bottom());
    else
        m_playheadLine->hide();
}

QRectF TimelineSurface::boxOf(const ClipId &clip) const
{
    const int place = m_editor->index().positionOf(clip);
    if (place < 0)
        return {};
    const TickRange range = m_editor->index().entries()[size_t(place)].range;
    const QRect lane = m_layout.rect(Lane::Shots);
    const double left = m_layout.headWidth + m_view.xOf(range.start);
    return QRectF(left, lane.top(), m_layout.headWidth + m_view.xOf(range.end) - left, lane.height());
}

QRectF TimelineSurface::boxOfAlternate(const ClipId &clip) const
{
    const ClipIndex &index = m_editor->index();
    for (size_t place = 0; place < index.entries().size(); ++place) {
        const std::vector<int> &group = index.alternatesOf(place);
        for (size_t row = 0; row < group.size(); ++row) {
            if (m_editor->timeline().clips[size_t(group[row])].id == clip)
                return alternateBox(m_layout, m_view, index.entries()[place].range, int(row)).translated(m_layout.headWidth, 0);
        }
    }
    return {};
}

void TimelineSurface::resizeEvent(QResizeEvent *)
{
    layOutLanes();
    ViewState view = m_view;
    view.setWidth(m_layout.lanesWidth());
    applyView(view);
    if (!m_fittedOnce)
        takeTimeline({.project = true, .structure = true});
    placePlayhead();
}

void TimelineSurface::focusInEvent(QFocusEvent *event)
{
    m_keyboardFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
}

void TimelineSurface::focusOutEvent(QFocusEvent *)
{
    m_keyboardFocus = false;
    update();
}

void TimelineSurface::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        m_stillTiles.invalidate();
        m_shotTiles.invalidate();
        update();
    }
    QWidget::changeEvent(event);
}

void TimelineSurface::startRename(const ClipId &clip)
{
    const timeline::Clip *found = timeline::findClip(m_editor->timeline(), clip);
    if (!found || m_nameEditor)
        return;
    m_renaming = clip;
    m_editedLyric = {};
    m_nameEditor = new NameEditor(found->name, tr("Name of the shot"), timeline::kMaxNameLength, this);
    m_nameEditor->finished = [this, clip](bool keep, const QString &text) {
        m_nameEditor = nullptr;
        setFocus();
        const timeline::Clip *renamed = timeline::findClip(m_editor->timeline(), clip);
        if (keep && renamed && renamed->name != text)
            edit::rename(*m_editor, clip, text);
    };
    placeNameEditor();
}

void TimelineSurface::startLyricEdit(size_t index)
{
    if (m_nameEditor)
        return;
    const timeline::LyricLine &edited = m_editor->timeline().lyrics[index];
    m_editedLyric = edited.id;
    m_nameEditor = new NameEditor(edited.text.simplified(), tr("Lyric line"), timeline::kMaxLyricLineLength, this);
    m_nameEditor->finished = [this, id = edited.id](bool keep, const QString &text) {
        m_nameEditor = nullptr;
        setFocus();
        const timeline::Timeline &t = m_editor->timeline();
        const auto line = std::ranges::find(t.lyrics, id, &timeline::LyricLine::id);
        if (!keep || line == t.lyrics.end() || line->text.simplified() == text)
            return;
        if (text.trimmed().isEmpty())
            m_editor->commit(tr("Delete lyric line"), timeline::deleteLyricLines(t, {{id}}));
        else
            m_editor->commit(tr("Edit lyric line"), timeline::editLyricLine(t, {.line = id, .text = text}));
    };
    placeNameEditor();
}

QRectF TimelineSurface::boxOfLyric(const LyricId &id) const
{
    const timeline::Timeline &t = m_editor->timeline();
    const auto line = std::ranges::find(t.lyrics, id, &timeline::LyricLine::id);
    if (line == t.lyrics.end())
        return {};
    const TickRange range = m_lyricRows.lines()[size_t(line - t.lyrics.begin())].range;
    const QRectF lane = m_layout.rect(Lane::Lyrics);
    const double left = m_layout.headWidth + m_view.xOf(range.start);
    return QRectF(left, lane.top(), std::max(1.0, m_layout.headWidth + m_view.xOf(range.end) - left), lane.height());
}

void TimelineSurface::placeNameEditor()
{
    if (!m_nameEditor)
        return;
    const QRectF box = m_editedLyric.isEmpty() ? boxOf(m_renaming) : boxOfLyric(m_editedLyric);
    if (box.isEmpty() || box.right() < m_layout.headWidth || box.left() > width()) {
        m_nameEditor->finish(true);
        return;
    }
    const double left = std::max<double>(m_layout.headWidth, box.left() + 2);
    m_nameEditor->setGeometry(QRectF(left, box.bottom() - 28, std::max(150.0, box.right() - left - 2), 28).toRect());
    if (m_nameEditor->isHidden()) {
        m_nameEditor->show();
        m_nameEditor->setFocus();
    }
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_surface.h"

#include "core/timeline/lyric_edits.h"
#include "core/timeline/model.h"
#include "ui/theme/colour.h"
#include "ui/timeline/drag_painter.h"
#include "ui/timeline/edit_commands.h"
#include "ui/timeline/playhead_line.h"

#include <QtGui/QPaintEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QLineEdit>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kDefaultBarPixels = 72; // of the look
constexpr double kPageAir = 64;

} // namespace

TimelineSurface::TimelineSurface(TimelineEditor *editor, QWidget *parent)
    : QWidget(parent), m_editor(editor), m_playheadLine(new PlayheadLine(this))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(320, 150);
    setAccessibleName(tr("Timeline"));
    setProperty("noFocusHalo", true);
    connect(editor, &TimelineEditor::timelineChanged, this, &TimelineSurface::takeTimeline);
    connect(editor, &TimelineEditor::sessionChanged, this, [this] {
        m_fittedOnce = false;
        takeTimeline({.project = true, .structure = true});
    });
    connect(editor, &TimelineEditor::selectionChanged, this, [this] { update(); });
    connect(editor, &TimelineEditor::playheadMoved, this, &TimelineSurface::placePlayhead);
    connect(editor, &TimelineEditor::revealRequested, this, &TimelineSurface::reveal);
    connect(&m_thumbnails, &ShotThumbnails::ready, this, [this] { update(m_layout.rect(Lane::Shots)); });
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
    return {themeOf(this), m_layout, m_editor->timeline(), m_editor->beats(), session ? session->waveform() : kNoWaveform, m_colours};
}

Hit TimelineSurface::hitAt(QPointF point) const
{
    return hitTest(m_editor->timeline(), m_editor->index(), m_layout, m_view, point);
}

void TimelineSurface::takeTimeline(const project::ChangeSet &change)
{
    const timeline::Timeline &t = m_editor->timeline();
    if (m_layout.isShown(Lane::Lyrics) == t.lyrics.empty()) {
        m_layout = LaneLayout::forSize(size(), !t.lyrics.empty());
        m_tiles.invalidate();
    }
    m_thumbnails.setTimeline(t);
    m_thumbnails.setHeight(m_layout.shotPicture().height(), devicePixelRatioF());
    m_offBeat.clear();
    for (const planning::CutError &cut : m_editor->audit().cuts) {
        if (!cut.onBeat && cut.beat && !cut.clipId.isEmpty())
            m_offBeat.insert(cut.clipId.text());
    }
    if (change.project) {
        m_tiles.invalidate();
        m_colours = t.project.song ? SectionColours(t.project.song->map) : SectionColours();
    }
    if (m_gesture == Gesture::Drag)
        cancelGesture();
    ViewState view = m_view;
    view.setFrameRate(t.project.frameRate);
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
    placeRename();
    update();
    Q_EMIT viewChanged();
}

void TimelineSurface::setTool(TimelineTool tool)
{
    if (m_tool == tool)
        return;
    m_tool = tool;
    setCursor(tool == TimelineTool::Split ? Qt::CrossCursor : Qt::ArrowCursor);
    Q_EMIT toolChanged();
}

void TimelineSurface::zoomBy(double factor)
{
    const double x = m_view.xOf(m_editor->playhead());
    ViewState view = m_view;
    view.zoomAt(x >= 0 && x <= m_view.width() ? x : m_view.width() / 2.0, factor);
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
        placeRename();
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

void TimelineSurface::resizeEvent(QResizeEvent *)
{
    m_layout = LaneLayout::forSize(size(), !m_editor->timeline().lyrics.empty());
    m_thumbnails.setHeight(m_layout.shotPicture().height(), devicePixelRatioF());
    ViewState view = m_view;
    view.setWidth(m_layout.lanesWidth());
    applyView(view);
    if (!m_fittedOnce)
        takeTimeline({});
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
        m_tiles.invalidate();
        update();
    }
    QWidget::changeEvent(event);
}

void TimelineSurface::paintEvent(QPaintEvent *event)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const QRectF exposed = event->rect();
    const ViewState view = m_view.alignedTo(devicePixelRatioF());
    const QRectF lanes(m_layout.headWidth, 0, m_layout.lanesWidth(), height());
    painter.save();
    painter.setClipRect(lanes.intersected(exposed), Qt::IntersectClip);
    painter.translate(m_layout.headWidth, 0);
    const QRectF inLanes = lanes.intersected(exposed).translated(-m_layout.headWidth, 0);
    if (!inLanes.isEmpty()) {
        const LaneSources still = sources();
        m_tiles.paint(painter, still, view, inLanes, devicePixelRatioF());
        paintSections(painter, still, view);
        paintLyrics(painter, still, view, m_editor->playhead());
        paintScenes(painter, view, inLanes);
        paintShots(painter, view, inLanes);
        paintMarkers(painter, still, view, m_hover.marker);
    }
    painter.restore();
    if (exposed.left() < m_layout.headWidth)
        paintLaneHeads(painter, theme, m_layout);
    if (m_drag && m_gesture == Gesture::Drag)
        drawDrag(painter, theme, m_layout, view, *m_drag);
    if (m_gesture == Gesture::Band)
        drawRubberBand(painter, theme, m_band);
    if (m_editor->hasProject() && m_editor->index().entries().empty() && !m_editor->timeline().project.song)
        paintDropHint(painter);
    if (m_keyboardFocus && m_editor->selection().isEmpty()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.accent.focusRing, 1.5));
        painter.drawRoundedRect(QRectF(m_layout.headWidth + 1, 1, m_layout.lanesWidth() - 2, m_layout.bottom() - 2), 6, 6);
    }
}

void TimelineSurface::paintScenes(QPainter &painter, const ViewState &view, const QRectF &exposed) const
{
    const timeline::Timeline &t = shownTimeline();
    QHash<QString, int> shots;
    for (const ClipIndex::Entry &entry : shownIndex().entries())
        ++shots[t.scenes[size_t(entry.scene)].id.text()];
    const QRect lane = m_layout.rect(Lane::Scenes);
    for (const timeline::Scene &scene : t.scenes) {
        if (!scene.isLive)
            continue;
        const double left = std::max(-2.0, view.xOf(scene.start));
        const double right = std::min(m_view.width() + 8.0, view.xOf(scene.end()));
        if (right < exposed.left() || left > exposed.right() || right - left < 2)
            continue;
        SceneLook look;
        look.box = QRectF(left, lane.top(), right - left, lane.height());
        look.title = QStringLiteral("%1  %2").arg(scene.order + 1).arg(scene.name);
        const int count = shots.value(scene.id.text());
        look.detail = count == 1 ? tr("1 shot") : tr("%n shots", nullptr, count);
        look.colour = sceneColour(themeOf(this), scene.colour);
        look.selected = m_editor->selection().scene() == scene.id;
        look.locked = scene.locked;
        drawScene(painter, themeOf(this), look);
    }
}

ShotLook TimelineSurface::lookOf(const ClipIndex::Entry &entry, const ViewState &view)
{
    const timeline::Timeline &t = shownTimeline();
    const timeline::Clip &clip = t.clips[size_t(entry.clip)];
    const timeline::Scene &scene = t.scenes[size_t(entry.scene)];
    const QRect lane = m_layout.rect(Lane::Shots);
    const double left = view.xOf(entry.range.start);
    ShotLook look;
    look.box = QRectF(left, lane.top(), view.xOf(entry.range.end) - left, lane.height());
    look.number = entry.number;
    look.name = clip.name;
    look.colour = sceneColour(themeOf(this), scene.colour);
    look.selected = m_editor->selection().contains(clip.id);
    look.current = look.selected && m_editor->selection().current() == clip.id;
    look.hovered = m_gesture == Gesture::None && m_hover.isClip() && m_hover.clip == clip.id;
    look.locked = clip.locked || scene.locked;
    look.lifted = m_drag && m_gesture == Gesture::Drag && m_drag->preview() && m_drag->kind() == ClipDrag::Kind::Move &&
                  std::ranges::find(m_drag->clips(), clip.id) != m_drag->clips().end();
    look.offBeat = m_offBeat.contains(clip.id.text());
    if (look.box.width() >= 8) {
        // While a drag shows a preview, pictures still come from what is stored: the same shots, other places.
        const int stored = m_editor->index().positionOf(clip.id);
        const double picture = m_layout.shotPicture().height() * 1.6;
        const int phases = look.box.width() > picture ? kThumbPhases : 1;
        if (stored >= 0)
            look.thumbs = m_thumbnails.of(m_editor->index().entries()[size_t(stored)], phases);
    }
    return look;
}

void TimelineSurface::paintShots(QPainter &painter, const ViewState &view, const QRectF &exposed)
{
    const ClipIndex &index = shownIndex();
    // Glow and ring reach over the edges of a shot.
    const ClipIndex::Slice slice = index.slice({view.timeAt(exposed.left() - 24), view.timeAt(exposed.right() + 24)});
    std::vector<ShotLook> above;
    for (size_t i = slice.first; i < slice.last; ++i) {
        ShotLook look = lookOf(index.entries()[i], view);
        if (look.lifted || look.current)
            above.push_back(std::move(look));
        else
            drawShot(painter, themeOf(this), look);
    }
    for (const ShotLook &look : above)
        drawShot(painter, themeOf(this), look);
}

void TimelineSurface::paintDropHint(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const QRect lane = m_layout.rect(Lane::Shots);
    painter.setFont(theme.fonts.body);
    painter.setPen(theme.text.secondary);
    painter.drawText(lane, Qt::AlignCenter, tr("No shots yet. Press N for a first one."));
}

void TimelineSurface::startRename(const ClipId &clip)
{
    const timeline::Clip *found = timeline::findClip(m_editor->timeline(), clip);
    if (!found || m_rename)
        return;
    m_renaming = clip;
    startEdit(found->name, tr("Name of the shot"), timeline::kMaxNameLength);
}

void TimelineSurface::startLyricEdit(size_t index)
{
    if (m_rename)
        return;
    const timeline::LyricLine &line = m_editor->timeline().lyrics[index];
    m_editedLyric = line.id;
    startEdit(line.text.simplified(), tr("Lyric line"), timeline::kMaxLyricLineLength);
}

void TimelineSurface::startEdit(const QString &text, const QString &accessibleName, int maxLength)
{
    m_rename = new QLineEdit(text, this);
    m_rename->setAccessibleName(accessibleName);
    m_rename->setMaxLength(maxLength);
    m_rename->selectAll();
    connect(m_rename, &QLineEdit::editingFinished, this, [this] { finishRename(true); });
    m_rename->installEventFilter(this);
    placeRename();
    m_rename->show();
    m_rename->setFocus();
}

QRectF TimelineSurface::editedBox() const
{
    if (m_editedLyric.isEmpty())
        return boxOf(m_renaming);
    const timeline::Timeline &t = m_editor->timeline();
    const auto line = std::ranges::find(t.lyrics, m_editedLyric, &timeline::LyricLine::id);
    if (line == t.lyrics.end())
        return {};
    const QRectF lane = m_layout.rect(Lane::Lyrics);
    const double left = m_layout.headWidth + m_view.xOf(line->start + t.project.songOffset);
    const double right = m_layout.headWidth + m_view.xOf(timeline::endOfLyric(t, size_t(line - t.lyrics.begin())) + t.project.songOffset);
    return QRectF(left, lane.top(), std::max(1.0, right - left), lane.height());
}

void TimelineSurface::placeRename()
{
    if (!m_rename)
        return;
    const QRectF box = editedBox();
    if (box.isEmpty() || box.right() < m_layout.headWidth || box.left() > width()) {
        finishRename(true);
        return;
    }
    const double left = std::max<double>(m_layout.headWidth, box.left() + 2);
    m_rename->setGeometry(QRectF(left, box.bottom() - 28, std::max(150.0, box.right() - left - 2), 28).toRect());
}

void TimelineSurface::finishRename(bool keep)
{
    if (!m_rename)
        return;
    QLineEdit *editor = std::exchange(m_rename, nullptr);
    const LyricId lyric = std::exchange(m_editedLyric, {});
    const QString text = editor->text();
    editor->disconnect(this);
    editor->hide();
    editor->deleteLater();
    setFocus();
    const timeline::Timeline &t = m_editor->timeline();
    if (!lyric.isEmpty()) {
        const auto line = std::ranges::find(t.lyrics, lyric, &timeline::LyricLine::id);
        if (!keep || line == t.lyrics.end() || line->text.simplified() == text)
            return;
        if (text.trimmed().isEmpty())
            m_editor->commit(tr("Delete lyric line"), timeline::deleteLyricLines(t, {{lyric}}));
        else
            m_editor->commit(tr("Edit lyric line"), timeline::editLyricLine(t, {.line = lyric, .text = text}));
        return;
    }
    const timeline::Clip *clip = timeline::findClip(t, m_renaming);
    if (keep && clip && clip->name != text)
        edit::rename(*m_editor, m_renaming, text);
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/fcpxml_document.h"

#include "core/base/timecode.h"
#include "core/interchange/file_url.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::interchange {

namespace {

using timeline::Clip;
using timeline::Marker;
using timeline::MarkerKind;
using timeline::Scene;
using timeline::Timeline;

QString noteOf(const Clip &clip)
{
    QStringList lines;
    const auto add = [&](const QString &label, const QString &text) {
        if (!text.isEmpty())
            lines += QStringLiteral("%1: %2").arg(label, text);
    };
    add(QCoreApplication::translate("sc::interchange", "Image"), clip.imagePrompt);
    add(QCoreApplication::translate("sc::interchange", "Video"), clip.videoPrompt);
    add(QCoreApplication::translate("sc::interchange", "Negative"), clip.negativePrompt);
    add(QCoreApplication::translate("sc::interchange", "Camera"), clip.direction.cameraMove);
    add(QCoreApplication::translate("sc::interchange", "Lyrics"), clip.lyrics);
    add(QCoreApplication::translate("sc::interchange", "Notes"), clip.notes);
    return lines.join(u'\n');
}

class Builder
{
public:
    Builder(const Timeline &timeline, const FcpxmlOptions &options) : m_timeline(timeline), m_options(options) {}

    FcpxmlDocument build()
    {
        const timeline::Project &project = m_timeline.project;
        m_document.name = project.name.isEmpty() ? QCoreApplication::translate("sc::interchange", "Untitled") : project.name;
        m_document.version = m_options.version;
        m_document.rate = project.frameRate;
        m_document.width = project.width;
        m_document.height = project.height;
        m_document.tcStart = m_options.startAtOneHour ? std::int64_t(3600) * project.frameRate.nominal() : 0;
        m_document.length = frames(programLength(m_timeline));
        addClips();
        addGap(m_document.length);
        if (m_options.sectionMarkers)
            addChapters();
        for (const Marker &marker : m_timeline.markers)
            addMarker(marker);
        return std::move(m_document);
    }

private:
    [[nodiscard]] std::int64_t frames(Ticks t) const { return m_timeline.project.frameRate.frameAt(t, Rounding::Nearest); }
    [[nodiscard]] std::int64_t cursor() const { return m_document.items.empty() ? 0 : m_document.items.back().end(); }

    void addGap(std::int64_t end)
    {
        if (end <= cursor())
            return;
        DocumentItem gap;
        gap.isGap = true;
        gap.name = QStringLiteral("Gap");
        gap.start = cursor();
        gap.length = end - gap.start;
        m_document.items.push_back(std::move(gap));
    }

    void addClips()
    {
        int transitions = 0;
        const Clip *before = nullptr;
        for (const Clip *clip : liveClips(m_timeline)) {
            const std::int64_t start = std::max(frames(clip->start), cursor());
            const std::int64_t end = frames(clip->end());
            if (before && start > frames(clip->start))
                noteOverlap(*before, *clip, start >= end);
            if (start >= end)
                continue;
            addGap(start);
            addClip(*clip, start, end);
            before = clip;
            transitions +=
                clip->direction.in.kind != timeline::TransitionKind::Cut || clip->direction.out.kind != timeline::TransitionKind::Cut;
        }
        if (transitions > 0)
            m_document.notices +=
                QCoreApplication::translate("sc::interchange", "Transitions of %n clips were written as plain cuts.", nullptr, transitions);
    }

    void noteOverlap(const Clip &before, const Clip &clip, bool whole)
    {
        m_document.notices += whole ? QCoreApplication::translate("sc::interchange", "“%1” lies wholly under “%2” and was left out.")
                                          .arg(clip.name, before.name)
                                    : QCoreApplication::translate("sc::interchange", "“%1” overlaps “%2”, so its start was trimmed.")
                                          .arg(clip.name, before.name);
    }

    void addClip(const Clip &clip, std::int64_t start, std::int64_t end)
    {
        DocumentItem item;
        item.name = clip.name;
        item.start = start;
        item.length = end - start;
        item.mediaFile = QStringLiteral("%1_%2.png").arg(++m_stills, 4, 10, QLatin1Char('0')).arg(asciiFileName(clip.name));
        if (m_options.promptNotes)
            item.note = noteOf(clip);
        if (m_options.sectionMarkers) {
            const Scene *scene = findScene(m_timeline, clip.scene);
            item.keyword = scene ? scene->name : QString();
        }
        if (m_options.lyricMarkers && !clip.lyrics.trimmed().isEmpty())
            item.markers.push_back(
                {m_document.rate.timeOf(start), DocumentMarker::Kind::Note, clip.lyrics.trimmed().section(u'\n', 0, 0), {}});
        m_document.items.push_back(std::move(item));
    }

    // FCPXML has no markers on the timeline itself: each sits on the item under it.
    bool putMarker(DocumentMarker marker)
    {
        const std::int64_t frame = m_document.rate.frameAt(marker.time, Rounding::Nearest);
        const auto after = std::ranges::upper_bound(m_document.items, frame, {}, &DocumentItem::start);
        if (after == m_document.items.begin() || (after - 1)->end() <= frame)
            return false;
        marker.time = m_document.rate.timeOf(frame);
        (after - 1)->markers.push_back(std::move(marker));
        return true;
    }

    void addChapters()
    {
        for (const Scene &scene : m_timeline.scenes) {
            if (scene.isLive && !putMarker({scene.start, DocumentMarker::Kind::Chapter, scene.name, scene.description}))
                m_document.notices +=
                    QCoreApplication::translate("sc::interchange", "The scene “%1” begins after the end and has no chapter.")
                        .arg(scene.name);
        }
    }

    void addMarker(const Marker &marker)
    {
        const auto kind = marker.kind == MarkerKind::ToDo      ? DocumentMarker::Kind::ToDo
                          : marker.kind == MarkerKind::Chapter ? DocumentMarker::Kind::Chapter
                                                               : DocumentMarker::Kind::Note;
        if (!putMarker({marker.time, kind, marker.name, marker.note}))
            m_document.notices +=
                QCoreApplication::translate("sc::interchange", "The marker “%1” at %2 lies after the end and was left out.")
                    .arg(marker.name, formatClock(marker.time));
    }

    const Timeline &m_timeline;
    const FcpxmlOptions &m_options;
    FcpxmlDocument m_document;
    int m_stills = 0;
};

} // namespace

Result<FcpxmlDocument> documentOf(const Timeline &timeline, const FcpxmlOptions &options)
{
    FcpxmlDocument document = Builder(timeline, options).build();
    if (document.items.empty()) {
        return std::unexpected(
            Problem(ProblemCode::ResourceNotFound,
                    QCoreApplication::translate("sc::interchange", "There is nothing to export yet: the project has no clips and no song."))
                .withEntity(QStringLiteral("project"), timeline.project.id.text()));
    }
    return document;
}

SongPlace songPlace(const Timeline &timeline)
{
    const FrameRate rate = timeline.project.frameRate;
    const Ticks offset = timeline.project.songOffset;
    if (offset >= Ticks()) {
        const std::int64_t start = rate.frameAt(offset, Rounding::Floor);
        return {start, 0, offset - rate.timeOf(start)};
    }
    const std::int64_t in = rate.frameAt(-offset, Rounding::Ceil);
    return {0, in, rate.timeOf(in) + offset};
}

void addSong(FcpxmlDocument &document, const Timeline &timeline, const FcpxmlOptions &options, DocumentSong song)
{
    const FrameRate rate = document.rate;
    const SongPlace place = songPlace(timeline);
    song.start = place.start;
    song.in = place.in;
    song.length = rate.frameAt(Ticks::fromSamples(song.samples, kSongSampleRate), Rounding::Floor) - song.in;
    song.length = std::min(song.length, document.length - song.start);
    if (song.length <= 0) {
        document.notices += QCoreApplication::translate("sc::interchange", "The song lies outside the program and was left out.");
        return;
    }
    const TickRange heard{rate.timeOf(song.in), rate.timeOf(song.in + song.length)};
    for (const Beat &beat : timeline.project.song->map.grid.beats()) {
        const Ticks time = beat.time + place.padding;
        if (!heard.contains(time) || !(options.beatMarkers || (options.barMarkers && beat.isDownbeat())))
            continue;
        const QString name = beat.isDownbeat() ? QCoreApplication::translate("sc::interchange", "Bar %1").arg(beat.bar)
                                               : QStringLiteral("%1.%2").arg(beat.bar).arg(beat.beatInBar);
        song.markers.push_back({time, DocumentMarker::Kind::Note, name, {}});
    }
    document.song = std::move(song);
}

int markerCount(const FcpxmlDocument &document)
{
    qsizetype count = document.song ? std::ssize(document.song->markers) : 0;
    for (const DocumentItem &item : document.items)
        count += std::ssize(item.markers);
    return static_cast<int>(count);
}

} // namespace sc::interchange

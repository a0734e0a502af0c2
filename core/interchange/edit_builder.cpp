// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/edit_model.h"

#include "core/timeline/alternates.h"
#include "core/timeline/source_time.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace sc::interchange {

namespace {

using timeline::Clip;
using timeline::Scene;
using timeline::Timeline;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

constexpr int kHoursOfDay = 24;

// A live clip and where it shows.
struct Shown
{
    const Clip *clip = nullptr;
    int shot = 0;
    std::int64_t start = 0;
    std::int64_t end = 0;
    std::int64_t skipped = 0; // frames taken off its start
};

class Builder
{
public:
    Builder(const ExportSource &source, const CutOptions &options, const EditRules &rules, const QString &folder)
        : m_source(source), m_timeline(source.timeline), m_options(options), m_rules(rules), m_media(m_edit, source, options, rules, folder)
    {
    }

    Result<Edit> build()
    {
        const timeline::Project &project = m_timeline.project;
        m_edit.name = project.name.isEmpty() ? Words::tr("Untitled") : project.name;
        m_edit.rate = project.frameRate;
        m_edit.width = project.width;
        m_edit.height = project.height;
        m_edit.dropFrame = m_options.dropFrame && project.frameRate.canDropFrames();
        m_edit.tcStart = m_options.startAtOneHour ? hour() : 0;
        m_edit.length = frames(programLength(m_timeline));
        SC_TRY(checkLength());
        for (const std::vector<Shown> &track : tracks())
            addTrack(track);
        if (m_edit.length == 0) {
            return std::unexpected(
                Problem(ProblemCode::ResourceNotFound, Words::tr("There is nothing to export yet: the project has no clips and no song."))
                    .withEntity(QStringLiteral("project"), project.id.text()));
        }
        if (m_options.transitions)
            addTransitions(m_edit, m_timeline, m_rules);
        addMarkers(m_edit, m_source, m_options);
        if (project.song && !m_source.songFile.isEmpty()) {
            m_edit.song = EditSong{project.song->title.isEmpty() ? Words::tr("Song") : project.song->title, m_media.song()};
            m_edit.song->gainDb = project.songGainDb;
            placeSong(m_edit, m_timeline, m_options, project.song->map.duration.toSamples(kSongSampleRate));
        }
        m_media.finish();
        return std::move(m_edit);
    }

private:
    [[nodiscard]] std::int64_t frames(Ticks t) const { return m_timeline.project.frameRate.frameAt(t, Rounding::Nearest); }
    [[nodiscard]] std::int64_t hour() const
    {
        const std::int64_t nominal = std::int64_t(3600) * m_edit.rate.nominal();
        // 54 minutes of an hour drop two labels, or four at the double rate.
        return m_edit.dropFrame ? nominal - std::int64_t(54) * m_edit.rate.nominal() / 15 : nominal;
    }

    Result<> checkLength() const
    {
        if (!m_rules.wholeDay || m_edit.tcStart + m_edit.length <= hour() * kHoursOfDay)
            return {};
        return std::unexpected(Problem(ProblemCode::ValidationError,
                                       Words::tr("The cut would end after 24:00:00:00, which this format cannot say. Start at 0.")));
    }

    // Overlaps of different scenes are mistakes; how they are settled is a choice.
    std::vector<std::vector<Shown>> tracks()
    {
        std::vector<std::vector<Shown>> tracks(1);
        int shot = 0;
        for (const Clip *clip : liveClips(m_timeline)) {
            Shown shown{clip, shot++, frames(clip->start), frames(clip->end()), 0};
            if (shown.end <= shown.start) {
                m_edit.notices += Words::tr("“%1” is shorter than a frame and was left out.").arg(clip->name);
                continue;
            }
            place(tracks, shown);
        }
        return tracks;
    }

    void place(std::vector<std::vector<Shown>> &tracks, Shown shown)
    {
        std::vector<Shown> &first = tracks.front();
        if (first.empty() || first.back().end <= shown.start) {
            first.push_back(shown);
            return;
        }
        switch (m_options.overlaps) {
        case OverlapPolicy::Earlier:
            noteOverlap(*first.back().clip, *shown.clip, first.back().end >= shown.end);
            shown.skipped = first.back().end - shown.start;
            shown.start = first.back().end;
            if (shown.start < shown.end)
                first.push_back(shown);
            return;
        case OverlapPolicy::Later:
            coverBy(first, shown);
            return;
        case OverlapPolicy::Tracks:
            break;
        }
        for (size_t i = 1; i < tracks.size(); ++i) {
            if (tracks[i].back().end <= shown.start) {
                tracks[i].push_back(shown);
                return;
            }
        }
        tracks.push_back({shown});
    }

    void coverBy(std::vector<Shown> &track, const Shown &shown)
    {
        std::optional<Shown> rest; // of an earlier one that goes on behind
        while (!track.empty() && track.back().end > shown.start) {
            Shown &earlier = track.back();
            m_edit.notices += Words::tr("“%1” was trimmed where “%2” lies over it.").arg(earlier.clip->name, shown.clip->name);
            if (earlier.end > shown.end) {
                rest = earlier;
                rest->skipped += shown.end - earlier.start;
                rest->start = shown.end;
            }
            earlier.end = shown.start;
            if (earlier.end > earlier.start)
                break;
            track.pop_back();
        }
        track.push_back(shown);
        if (rest)
            track.push_back(*rest);
    }

    void noteOverlap(const Clip &before, const Clip &clip, bool whole)
    {
        m_edit.notices += whole ? Words::tr("“%1” lies wholly under “%2” and was left out.").arg(clip.name, before.name)
                                : Words::tr("“%1” overlaps “%2”, so its start was trimmed.").arg(clip.name, before.name);
    }

    void addTrack(const std::vector<Shown> &shots)
    {
        const bool isFirst = m_edit.tracks.empty();
        m_edit.tracks.emplace_back();
        for (const Shown &shown : shots) {
            addGap(shown.start);
            addShot(shown);
        }
        if (isFirst)
            addGap(m_edit.length);
    }

    [[nodiscard]] std::vector<EditItem> &items() { return m_edit.tracks.back().items; }
    void addGap(std::int64_t end)
    {
        const std::int64_t cursor = items().empty() ? 0 : items().back().end();
        if (end <= cursor)
            return;
        EditItem gap;
        gap.isGap = true;
        gap.name = QStringLiteral("Gap");
        gap.start = cursor;
        gap.length = end - cursor;
        items().push_back(std::move(gap));
    }

    void addShot(const Shown &shown)
    {
        const Clip &clip = *shown.clip;
        EditItem item;
        item.name = clip.name;
        item.clip = clip.id;
        item.start = shown.start;
        item.length = shown.end - shown.start;
        const Scene *scene = findScene(m_timeline, clip.scene);
        item.scene = scene ? scene->name : QString();
        const bool isMovie = !clip.selectedVideo.isEmpty();
        const TakeId &chosen = isMovie ? clip.selectedVideo : clip.selectedImage;
        const TakeSource *take = m_source.find(clip.id, chosen);
        describe(item, clip, take);
        if (chosen.isEmpty()) {
            addPlaceholder(std::move(item), shown);
            return;
        }
        item.media = take ? m_media.take(*take, clip, shown.shot, takeNumber(clip, chosen), false) : -1;
        if (item.media < 0) {
            addLost(std::move(item), Words::tr("The picture of “%1” is missing, so there is a gap.").arg(clip.name));
            return;
        }
        m_edit.missing += m_edit.mediaOf(item)->isMissing;
        setSource(item, clip, shown.skipped);
        addAlternates(item, shown);
        fitToMedia(std::move(item));
    }

    [[nodiscard]] int takeNumber(const Clip &clip, const TakeId &id) const
    {
        const auto &takes = *m_source.takes.constFind(clip.id);
        const auto found = std::ranges::find_if(takes, [&](const TakeSource &one) { return one.take.id == id; });
        return static_cast<int>(found - takes.begin()) + 1;
    }

    // Conformed movies run at the clip's speed already; stills have neither speed nor place.
    void setSource(EditItem &item, const Clip &clip, std::int64_t skipped) const
    {
        const EditMedia &media = *m_edit.mediaOf(item);
        if (media.isStillMovie)
            item.in = m_edit.rate.timeOf(stillHandle(m_edit.rate));
        if (media.kind != EditMedia::Kind::Movie || media.isStillMovie)
            return;
        const Ticks in = std::max(Ticks(), clip.sourceIn + timeline::sourceLength(clip, m_edit.rate.timeOf(skipped)));
        if (media.make == MediaMake::Conform) {
            item.in = m_edit.rate.snap(timeline::timelineLength(clip, in));
            return;
        }
        item.in = media.rate.timeOf(std::max<std::int64_t>(0, media.rate.framesIn(in + Ticks(1))));
        item.speedNumerator = clip.speedNumerator;
        item.speedDenominator = clip.speedDenominator;
    }

    void addPlaceholder(EditItem item, const Shown &shown)
    {
        ++m_edit.placeholders;
        if (m_options.placeholders == PlaceholderPolicy::Card) {
            item.media = m_media.card(shown.shot, *shown.clip, shown.start + item.length / 2, item.length);
            setSource(item, *shown.clip, 0);
            addAlternates(item, shown);
            items().push_back(std::move(item));
            return;
        }
        m_edit.markers.push_back({item.start, 1, EditMarker::Kind::ToDo, Words::tr("To do: %1").arg(item.name), item.note});
        item.isGap = true;
        item.isLost = true;
        items().push_back(std::move(item));
    }

    void addLost(EditItem item, const QString &notice)
    {
        ++m_edit.missing;
        m_edit.notices += notice;
        m_edit.markers.push_back({item.start, 1, EditMarker::Kind::Failure, Words::tr("Missing: %1").arg(item.name), {}});
        item.isGap = true;
        item.isLost = true;
        item.media = -1;
        items().push_back(std::move(item));
    }

    void loseItem(EditItem item)
    {
        const QString notice = Words::tr("“%1” begins behind the end of its media, so there is a gap.").arg(item.name);
        addLost(std::move(item), notice);
    }

    // No item shows more than its media hold.
    void fitToMedia(EditItem item)
    {
        const EditMedia &media = *m_edit.mediaOf(item);
        const auto length = media.length();
        if (!length || *length <= Ticks()) {
            items().push_back(std::move(item));
            return;
        }
        if (item.in >= *length) {
            loseItem(std::move(item));
            return;
        }
        const Ticks left(mulDivFloor((*length - item.in).value(), item.speedDenominator, item.speedNumerator));
        const std::int64_t whole = m_edit.rate.frameAt(left, Rounding::Floor);
        if (whole >= item.length) {
            items().push_back(std::move(item));
            return;
        }
        // A frame too few is how rates differ, not a gap that anybody made: the place slips back by one frame.
        const Ticks step = media.rate.timeOf(1);
        if (item.length - whole == 1 && item.in >= step && m_edit.rate.frameAt(left + step, Rounding::Floor) >= item.length) {
            item.in -= step;
            items().push_back(std::move(item));
            return;
        }
        const std::int64_t end = item.end();
        if (whole < 1) {
            loseItem(std::move(item));
            return;
        }
        m_edit.notices += Words::tr("“%1” is longer than its media and was trimmed from %2 to %3 frames; the rest is a gap.")
                              .arg(item.name)
                              .arg(item.length)
                              .arg(whole);
        item.length = whole;
        items().push_back(std::move(item));
        addGap(end);
    }

    void describe(EditItem &item, const Clip &clip, const TakeSource *take) const
    {
        if (!m_options.notes)
            return;
        QStringList lines;
        const auto add = [&](const QString &label, const QString &text) {
            if (!text.trimmed().isEmpty())
                lines += QStringLiteral("%1: %2").arg(label, text.trimmed());
        };
        const auto fact = [&](const char *key, const QString &text) {
            if (!text.trimmed().isEmpty())
                item.facts.append({QString::fromLatin1(key), text.trimmed()});
        };
        const bool isSent = take && !take->prompt.isEmpty();
        if (isSent)
            add(Words::tr("Prompt"), take->prompt);
        else {
            add(Words::tr("Image"), clip.imagePrompt);
            add(Words::tr("Video"), clip.videoPrompt);
        }
        add(Words::tr("Negative"), isSent ? take->negativePrompt : clip.negativePrompt);
        if (take && take->take.seed)
            add(Words::tr("Seed"), QString::number(*take->take.seed));
        if (take)
            add(Words::tr("Model"), take->take.modelName);
        add(Words::tr("Camera"), clip.direction.cameraMove);
        add(Words::tr("Lyrics"), clip.lyrics);
        add(Words::tr("Notes"), clip.notes);
        item.note = lines.join(u'\n');
        fact("prompt", isSent ? take->prompt : clip.imagePrompt);
        fact("negative", isSent ? take->negativePrompt : clip.negativePrompt);
        if (take && take->take.seed)
            fact("seed", QString::number(*take->take.seed));
        if (take) {
            fact("model", take->take.modelName);
            fact("take", take->take.id.text());
        }
        fact("clip", clip.id.text());
        fact("scene", item.scene);
    }

    void addAlternates(EditItem &item, const Shown &shown)
    {
        if (m_options.alternates == AlternatesPolicy::None)
            return;
        const Clip &clip = *shown.clip;
        int left = 0;
        const bool isAlone = clip.parent.isEmpty() && clip.alternatesMade == 0;
        for (const ClipId &id : isAlone ? std::vector<ClipId>() : timeline::alternatesOf(m_timeline, clip.id)) {
            const Clip *other = findClip(m_timeline, id);
            if (!other || other->id == clip.id)
                continue;
            const TakeId &chosen = !other->selectedVideo.isEmpty() ? other->selectedVideo : other->selectedImage;
            if (const TakeSource *take = m_source.find(other->id, chosen))
                left += !addAlternate(item, *other, *take, shown, other->name);
        }
        if (m_options.alternates == AlternatesPolicy::AlternatesAndTakes) {
            const auto takes = m_source.takes.constFind(clip.id);
            const TakeId &shownTake = !clip.selectedVideo.isEmpty() ? clip.selectedVideo : clip.selectedImage;
            for (size_t i = 0; takes != m_source.takes.cend() && i < takes->size(); ++i) {
                const TakeSource &take = (*takes)[i];
                if (take.take.id != shownTake && take.take.verdict != timeline::TakeVerdict::Rejected)
                    left += !addAlternate(item, clip, take, shown, Words::tr("%1, take %2").arg(clip.name).arg(i + 1));
            }
        }
        if (left > 0)
            m_edit.notices += Words::tr("%1 alternatives of “%2” were left out: missing or too short.").arg(left).arg(clip.name);
    }

    // As long as the shot itself, so that choosing it moves nothing; false when it cannot be.
    bool addAlternate(EditItem &item, const Clip &clip, const TakeSource &take, const Shown &shown, const QString &name)
    {
        if (!QFileInfo::exists(take.file))
            return false;
        EditItem place = item;
        place.media = m_media.take(take, clip, shown.shot, takeNumber(clip, take.take.id), true);
        if (place.media < 0)
            return false;
        place.in = {};
        place.speedNumerator = place.speedDenominator = 1;
        setSource(place, clip, shown.skipped);
        if (const auto length = m_edit.mediaOf(place)->length()) {
            const Ticks needed(mulDivRound(m_edit.rate.timeOf(item.length).value(), place.speedNumerator, place.speedDenominator));
            if (place.in + needed > *length)
                place.in = m_edit.mediaOf(place)->rate.timeOf(m_edit.mediaOf(place)->rate.framesIn(std::max(Ticks(), *length - needed)));
            if (place.in + needed > *length)
                return false;
        }
        item.alternates.push_back({name, place.media, place.in, place.speedNumerator, place.speedDenominator});
        return true;
    }

    const ExportSource &m_source;
    const Timeline &m_timeline;
    const CutOptions &m_options;
    const EditRules &m_rules;
    Edit m_edit;
    MediaTable m_media;
};

} // namespace

EditRules rulesOf(ExportKind kind)
{
    EditRules rules;
    rules.centredTransitions = kind == ExportKind::Fcpxml || kind == ExportKind::Resolve || kind == ExportKind::Edl;
    rules.centredPairs = kind == ExportKind::Xmeml;
    rules.centredFades = kind == ExportKind::Fcpxml || kind == ExportKind::Resolve;
    rules.cleanFrame = kind == ExportKind::Edl || kind == ExportKind::Resolve;
    rules.stills = kind != ExportKind::Resolve && kind != ExportKind::Edl;
    rules.retimes = kind != ExportKind::Xmeml;
    rules.wholeDay = kind == ExportKind::Edl || kind == ExportKind::Resolve;
    rules.songFile = kind != ExportKind::Edl;
    rules.bundleFolders = kind == ExportKind::Resolve;
    return rules;
}

Result<Edit> editOf(const ExportSource &source, const CutOptions &options, const EditRules &rules, const QString &mediaFolder)
{
    return Builder(source, options, rules, mediaFolder).build();
}

int Edit::clipCount() const
{
    std::ptrdiff_t count = 0;
    for (const EditTrack &track : tracks)
        count += std::ranges::count_if(track.items, [](const EditItem &item) { return !item.isGap; });
    return static_cast<int>(count);
}

int Edit::gapCount() const
{
    std::ptrdiff_t count = 0;
    for (const EditTrack &track : tracks)
        count += std::ranges::count_if(track.items, &EditItem::isGap);
    return static_cast<int>(count);
}

int Edit::transitionCount() const
{
    size_t count = 0;
    for (const EditTrack &track : tracks)
        count += track.transitions.size();
    return static_cast<int>(count);
}

int Edit::markerCount() const
{
    return static_cast<int>(markers.size() + (song ? song->markers.size() : 0));
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

void placeSong(Edit &edit, const Timeline &timeline, const CutOptions &options, std::int64_t samples)
{
    EditSong &song = *edit.song;
    const FrameRate rate = edit.rate;
    const SongPlace place = songPlace(timeline);
    EditMedia &media = edit.media[static_cast<size_t>(song.media)];
    media.samples = samples;
    song.start = place.start;
    song.in = place.in;
    song.length = rate.frameAt(Ticks::fromSamples(samples, kSongSampleRate), Rounding::Floor) - song.in;
    song.length = std::min(song.length, edit.length - song.start);
    song.markers.clear();
    if (song.length <= 0) {
        edit.notices += Words::tr("The song lies outside the program and was left out.");
        edit.song.reset();
        return;
    }
    const TickRange heard{rate.timeOf(song.in), rate.timeOf(song.in + song.length)};
    for (const Beat &beat : timeline.project.song->map.grid.beats()) {
        const Ticks time = beat.time + place.padding;
        if (!heard.contains(time) || !(options.beatMarkers || (options.barMarkers && beat.isDownbeat())))
            continue;
        const QString name =
            beat.isDownbeat() ? Words::tr("Bar %1").arg(beat.bar) : QStringLiteral("%1.%2").arg(beat.bar).arg(beat.beatInBar);
        song.markers.push_back({time, name, beat.isDownbeat()});
    }
}

} // namespace sc::interchange

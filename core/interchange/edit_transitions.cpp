// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/edit_model.h"

#include "core/base/timecode.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <limits>

namespace sc::interchange {

namespace {

using timeline::Clip;
using timeline::TransitionKind;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max() / 4;
constexpr std::int64_t kShortest = 2; // frames

bool isSet(const timeline::Transition &transition)
{
    return transition.kind != TransitionKind::Cut && transition.length > Ticks();
}

bool isFade(TransitionKind kind)
{
    return kind == TransitionKind::FadeBlack || kind == TransitionKind::FadeWhite;
}

struct Room
{
    std::int64_t head = kNoLimit; // frames of media before what an item shows
    std::int64_t tail = kNoLimit;
};

class TransitionBuilder
{
public:
    TransitionBuilder(Edit &edit, const timeline::Timeline &timeline, const EditRules &rules) : m_edit(edit), m_rules(rules)
    {
        for (const Clip &clip : timeline.clips)
            m_clips.insert(clip.id, &clip);
    }

    void run()
    {
        for (EditTrack &track : m_edit.tracks) {
            m_used = 0;
            for (size_t right = 0; right <= track.items.size(); ++right)
                addAt(track, right);
        }
        if (m_fades > 0)
            m_edit.notices += Words::tr("Fades between shots that touch became dissolves: %1.").arg(m_fades);
        if (m_moved > 0)
            m_edit.notices += Words::tr("Transitions beside their cut were centred on it: %1.").arg(m_moved);
    }

private:
    [[nodiscard]] Room roomOf(const EditItem &item) const
    {
        const EditMedia *media = m_edit.mediaOf(item);
        const auto length = media ? media->length() : std::nullopt;
        if (!length)
            return {};
        const auto frames = [&](Ticks source) {
            const Ticks time(mulDivFloor(std::max(Ticks(), source).value(), item.speedDenominator, std::max(1, item.speedNumerator)));
            return m_edit.rate.frameAt(time, Rounding::Floor);
        };
        const Ticks shown(mulDivRound(m_edit.rate.timeOf(item.length).value(), item.speedNumerator, item.speedDenominator));
        return {frames(item.in), frames(*length - item.in - shown)};
    }

    [[nodiscard]] static std::int64_t roomInside(const EditItem *item, std::int64_t used)
    {
        return item && item->length >= kShortest ? std::max<std::int64_t>(0, item->length - used) : 0;
    }

    void addAt(EditTrack &track, size_t right)
    {
        const EditItem *left = right > 0 ? &track.items[right - 1] : nullptr;
        const EditItem *next = right < track.items.size() ? &track.items[right] : nullptr;
        const Clip *before = left && !left->isGap ? m_clips.value(left->clip) : nullptr;
        const Clip *behind = next && !next->isGap ? m_clips.value(next->clip) : nullptr;
        const std::int64_t used = std::exchange(m_used, 0);
        if ((!before || !isSet(before->direction.out)) && (!behind || !isSet(behind->direction.in)))
            return;
        EditTransition transition;
        transition.right = right;
        transition.cut = next ? next->start : left->end();
        const bool hasOut = before && isSet(before->direction.out);
        const bool hasIn = behind && isSet(behind->direction.in);
        transition.kind = hasIn ? behind->direction.in.kind : before->direction.out.kind;
        transition.before = hasOut ? m_edit.rate.frameAt(before->direction.out.length, Rounding::Nearest) : 0;
        transition.behind = hasIn ? m_edit.rate.frameAt(behind->direction.in.length, Rounding::Nearest) : 0;
        if (before && behind && isFade(transition.kind)) {
            transition.kind = TransitionKind::Dissolve;
            ++m_fades;
        }
        const Room leftRoom = before ? roomOf(*left) : Room();
        const Room rightRoom = behind ? roomOf(*next) : Room();
        const std::int64_t maxBefore = left ? std::min(roomInside(left, used + (m_rules.cleanFrame ? 1 : 0)), rightRoom.head) : 0;
        const std::int64_t maxBehind = next ? std::min(roomInside(next, 0), leftRoom.tail) : 0;
        fit(transition, maxBefore, maxBehind, left && next && (m_rules.centredFades || (before && behind)));
        if (transition.length() < kShortest)
            return;
        m_used = transition.behind;
        track.transitions.push_back(transition);
    }

    void fit(EditTransition &transition, std::int64_t maxBefore, std::int64_t maxBehind, bool canCentre)
    {
        const bool isPair = m_rules.centredPairs && transition.before > 0 && transition.behind > 0;
        // Readers do not agree on which side of its cut the odd frame of a pair lies: there is none.
        const std::int64_t wanted = isPair ? transition.length() / 2 * 2 : transition.length();
        if ((m_rules.centredTransitions && canCentre) || isPair) {
            const std::int64_t length = std::min({wanted, 2 * maxBefore, isPair ? 2 * maxBehind : 2 * maxBehind + 1});
            m_moved += transition.before != (wanted + 1) / 2;
            transition.before = (length + 1) / 2;
            transition.behind = length / 2;
        } else {
            transition.before = std::min(transition.before, maxBefore);
            transition.behind = std::min(transition.behind, maxBehind);
        }
        const QString at =
            formatTimecode(m_edit.tcStart + transition.cut, m_edit.rate, m_edit.dropFrame ? TimecodeMode::Drop : TimecodeMode::NonDrop);
        if (transition.length() < kShortest)
            m_edit.notices += Words::tr("The transition at %1 has no media beside the cut and was left out.").arg(at);
        else if (transition.length() < wanted)
            m_edit.notices += Words::tr("The transition at %1 was shortened from %2 to %3 frames, as the media allow.")
                                  .arg(at)
                                  .arg(wanted)
                                  .arg(transition.length());
    }

    Edit &m_edit;
    const EditRules &m_rules;
    QHash<ClipId, const Clip *> m_clips;
    std::int64_t m_used = 0; // frames at the start of the item to the left that a transition has already
    int m_fades = 0;
    int m_moved = 0;
};

} // namespace

void addTransitions(Edit &edit, const timeline::Timeline &timeline, const EditRules &rules)
{
    TransitionBuilder(edit, timeline, rules).run();
}

void addMarkers(Edit &edit, const ExportSource &source, const CutOptions &options)
{
    const timeline::Timeline &timeline = source.timeline;
    const auto frames = [&](Ticks t) { return edit.rate.frameAt(t, Rounding::Nearest); };
    if (options.sceneMarkers) {
        for (const timeline::Scene &scene : timeline.scenes) {
            if (scene.isLive)
                edit.markers.push_back({frames(scene.start), std::max<std::int64_t>(1, frames(scene.end()) - frames(scene.start)),
                                        EditMarker::Kind::Scene, scene.name, scene.description});
        }
    }
    if (options.projectMarkers) {
        for (const timeline::Marker &marker : timeline.markers) {
            const auto kind = marker.kind == timeline::MarkerKind::ToDo      ? EditMarker::Kind::ToDo
                              : marker.kind == timeline::MarkerKind::Chapter ? EditMarker::Kind::Chapter
                                                                             : EditMarker::Kind::Note;
            edit.markers.push_back({frames(marker.time), std::max<std::int64_t>(1, frames(marker.length)), kind, marker.name, marker.note});
        }
    }
    if (options.lyricMarkers) {
        for (const timeline::LyricLine &line : timeline.lyrics) {
            const QString text = line.text.trimmed().section(u'\n', 0, 0);
            if (!text.isEmpty())
                edit.markers.push_back({frames(line.start + timeline.project.songOffset), 1, EditMarker::Kind::Lyric, text, {}});
        }
        const auto sung = [&](const EditItem &item) {
            const timeline::Clip *clip = timeline::findClip(timeline, item.clip);
            return clip ? clip->lyrics.trimmed().section(u'\n', 0, 0) : QString();
        };
        for (const EditItem &item : timeline.lyrics.empty() ? edit.tracks.front().items : std::vector<EditItem>()) {
            if (const QString text = sung(item); !text.isEmpty())
                edit.markers.push_back({item.start, 1, EditMarker::Kind::Lyric, text, {}});
        }
    }
    const auto early = std::erase_if(edit.markers, [](const EditMarker &marker) { return marker.frame < 0; });
    if (early > 0)
        edit.notices += Words::tr("Markers before the first frame were left out: %1.").arg(early);
    std::ranges::stable_sort(edit.markers, {}, &EditMarker::frame);
}

} // namespace sc::interchange

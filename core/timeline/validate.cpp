// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/beat_binding.h"
#include "core/timeline/edit_support.h"
#include "core/timeline/generation_rules.h"
#include "core/timeline/normalise.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

namespace sc::timeline {

namespace {

class Validator
{
public:
    explicit Validator(const Timeline &timeline) : m_timeline(timeline), m_rate(timeline.project.frameRate) {}

    std::vector<Breach> run()
    {
        checkProject();
        checkIds();
        checkGroups(m_timeline.scenes);
        checkGroups(m_timeline.clips);
        for (const Scene &scene : m_timeline.scenes)
            checkScene(scene);
        const std::vector<Beat> beats = timelineBeats(m_timeline);
        for (const Clip &clip : m_timeline.clips)
            checkClip(clip, beats);
        for (const LyricLine &line : m_timeline.lyrics)
            checkLyric(line);
        checkOverlaps();
        checkForm();
        return std::move(m_breaches);
    }

private:
    template<class Item> void add(const Item &item, const QString &text)
    {
        m_breaches.push_back({text.arg(nameOf(item)), kindOf(item), item.id.text()});
    }
    static QString kindOf(const Scene &) { return QStringLiteral("scene"); }
    static QString kindOf(const Clip &) { return QStringLiteral("clip"); }
    static QString kindOf(const Marker &) { return QStringLiteral("marker"); }
    static QString kindOf(const LyricLine &) { return QStringLiteral("lyric"); }
    template<class Item> static const QString &nameOf(const Item &item) { return item.name; }
    static const QString &nameOf(const LyricLine &line) { return line.text; }
    static QString kindOf(const Project &) { return QStringLiteral("project"); }

    void checkProject()
    {
        const Project &project = m_timeline.project;
        const auto bad = [](int size) { return size < 64 || size > 8192 || size % 2 != 0; };
        if (bad(project.width) || bad(project.height))
            add(project, QCoreApplication::translate("sc::timeline", "The picture size of “%1” must be even and 64 to 8192 pixels."));
        if (!(project.songGainDb >= -60 && project.songGainDb <= 12))
            add(project, QCoreApplication::translate("sc::timeline", "The song's gain in “%1” must be -60 to 12 dB."));
    }

    void checkIds()
    {
        QSet<QString> ids;
        const auto check = [&](const auto &items) {
            for (const auto &item : items) {
                if (item.id.isEmpty() || ids.contains(item.id.text()))
                    add(item, QCoreApplication::translate("sc::timeline", "The id of “%1” is missing or used twice."));
                ids.insert(item.id.text());
            }
        };
        check(m_timeline.scenes);
        check(m_timeline.clips);
        check(m_timeline.markers);
        check(m_timeline.lyrics);
    }

    template<class Item> void checkGroups(const std::vector<Item> &items)
    {
        QHash<QString, int> live;
        for (const Item &item : items)
            live[rootOf(item).text()] += item.isLive ? 1 : 0;
        for (const Item &item : items) {
            if (item.parent.isEmpty() && live.value(item.id.text()) != 1)
                add(item, QCoreApplication::translate("sc::timeline", "Exactly one alternate of “%1” must be live."));
            if (!item.parent.isEmpty() && std::ranges::find(items, item.parent, &Item::id) == items.end())
                add(item, QCoreApplication::translate("sc::timeline", "The original of the alternate “%1” is missing."));
        }
    }

    void checkScene(const Scene &scene)
    {
        if (!m_rate.isOnGrid(scene.start) || !m_rate.isOnGrid(scene.length))
            add(scene, QCoreApplication::translate("sc::timeline", "The scene “%1” does not lie on the frame grid."));
        if (scene.start < Ticks() || scene.length < m_rate.frameLength())
            add(scene, QCoreApplication::translate("sc::timeline", "The scene “%1” starts before 0 or has no length."));
    }

    void checkClip(const Clip &clip, std::span<const Beat> beats)
    {
        if (!findScene(m_timeline, clip.scene))
            add(clip, QCoreApplication::translate("sc::timeline", "The clip “%1” belongs to no scene."));
        if (!m_rate.isOnGrid(clip.start) || !m_rate.isOnGrid(clip.length))
            add(clip, QCoreApplication::translate("sc::timeline", "The clip “%1” does not lie on the frame grid."));
        if (clip.start < Ticks() || clip.start > kMaxPosition)
            add(clip, QCoreApplication::translate("sc::timeline", "The clip “%1” must start at 0 to 10 000 seconds."));
        if (clip.length < m_rate.frameLength() || clip.length > kMaxClipLength)
            add(clip, QCoreApplication::translate("sc::timeline", "The clip “%1” must be 1 frame to 300 seconds long."));
        const ClipId &from = clip.generation.continueFrom;
        if (!from.isEmpty() && closesCircle(m_timeline, clip.id, from))
            add(clip, QCoreApplication::translate("sc::timeline", "The clip “%1” goes on from itself."));
        if (!isBound(clip.beatIn, clip.start, beats) || !isBound(clip.beatOut, clip.end(), beats))
            add(clip, QCoreApplication::translate("sc::timeline", "The clip “%1” is bound to a beat that it does not lie on."));
    }

    void checkLyric(const LyricLine &line)
    {
        if (line.text.isEmpty() || (line.end && *line.end <= line.start) || line.start < Ticks())
            add(line, QCoreApplication::translate("sc::timeline", "The lyric line “%1” has no text or no length."));
        if (!std::ranges::is_sorted(line.words, {}, &LyricWord::start))
            add(line, QCoreApplication::translate("sc::timeline", "The words of the lyric line “%1” are not in order."));
    }

    bool isBound(const std::optional<BeatRef> &ref, Ticks edge, std::span<const Beat> beats) const
    {
        if (!ref)
            return true;
        return ref->index >= 0 && ref->index < std::ssize(beats) && edgeOf(beats[static_cast<size_t>(ref->index)], m_rate) == edge;
    }

    void checkOverlaps()
    {
        QHash<SceneId, const Clip *> furthest; // of the scene's clips so far
        std::vector<const Clip *> sorted;
        for (const Clip &clip : m_timeline.clips) {
            if (clip.isLive)
                sorted.push_back(&clip);
        }
        std::ranges::stable_sort(sorted, {}, &Clip::start);
        for (const Clip *clip : sorted) {
            const Clip *before = furthest.value(clip->scene);
            if (before && clip->start < before->end()) {
                m_breaches.push_back(
                    {QCoreApplication::translate("sc::timeline", "The clip “%1” overlaps “%2”.").arg(clip->name, before->name),
                     kindOf(*clip), clip->id.text(), true});
            }
            if (!before || clip->end() > before->end())
                furthest[clip->scene] = clip;
        }
    }

    // Orders, sorting and spans follow from the rest: what normalise() would change is wrong.
    void checkForm()
    {
        Timeline normal = m_timeline;
        normalise(normal);
        if (normal != m_timeline)
            add(m_timeline.project,
                QCoreApplication::translate("sc::timeline", "The order of scenes, clips or markers in “%1” is not up to date."));
    }

    const Timeline &m_timeline;
    FrameRate m_rate;
    std::vector<Breach> m_breaches;
};

} // namespace

std::vector<Breach> validate(const Timeline &timeline)
{
    return Validator(timeline).run();
}

} // namespace sc::timeline

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/fcpxml_sequence.h"
#include "core/interchange/file_url.h"
#include "core/interchange/rational_time.h"
#include "core/interchange/read_cut.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <map>

namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

constexpr Ticks kFarthest = Ticks::seconds(1'000'000); // sums of hostile lengths stay inside 64 bits
constexpr int kMaxNesting = 32;

class Reader
{
public:
    explicit Reader(const XmlNode &root) : m_root(root) {}

    Result<ReadCut> read()
    {
        SC_TRY_ASSIGN(sequence, findSequence(m_root));
        m_resources = resourcesOf(m_root);
        m_cut.format = CutFormat::Fcpxml;
        m_cut.version = m_root.attribute(QLatin1String("version"));
        SC_TRY(readFormat(*sequence));
        SC_TRY_ASSIGN(tcStart, time(*sequence, "tcStart", {}));
        m_cut.tcStart = frames(tcStart);
        m_cut.dropFrame = sequence->attribute(QLatin1String("tcFormat")) == QLatin1String("DF");
        m_root.visit([&](const XmlNode &node) {
            if (node.name == QLatin1String("project") && m_cut.name.isEmpty())
                m_cut.name = node.attribute(QLatin1String("name"));
        });
        CutTrack &first = m_lanes[0];
        if (const XmlNode *spine = sequence->child(QLatin1String("spine")))
            SC_TRY(readSpine(*spine, tcStart, -tcStart, first, 0));
        gather();
        SC_TRY_ASSIGN(duration, time(*sequence, "duration", {}));
        m_cut.length = std::max(m_cut.length, frames(duration));
        std::ranges::stable_sort(m_cut.markers, {}, &CutMarker::frame);
        return std::move(m_cut);
    }

private:
    static Result<Ticks> time(const XmlNode &node, const char *name, Ticks absent)
    {
        const QLatin1String attribute(name);
        if (!node.has(attribute))
            return absent;
        const auto parsed = RationalTime::parse(node.attribute(attribute));
        if (!parsed)
            return std::unexpected(xmlProblem(Words::tr("“%1” is no time").arg(node.attribute(attribute).left(40)), node.line));
        return std::clamp(parsed->nearestTicks(), -kFarthest, kFarthest);
    }
    [[nodiscard]] std::int64_t frames(Ticks t) const { return m_cut.rate.frameAt(t, Rounding::Nearest); }

    Result<> readFormat(const XmlNode &sequence)
    {
        const XmlNode *format = m_resources.value(sequence.attribute(QLatin1String("format")));
        const auto frame = format ? RationalTime::parse(format->attribute(QLatin1String("frameDuration"))) : std::nullopt;
        const auto ticks = frame ? frame->exactTicks() : std::nullopt;
        for (const FrameRate rate : FrameRate::supported()) {
            if (ticks && *ticks == rate.frameLength()) {
                m_cut.rate = rate;
                m_cut.width = format->attribute(QLatin1String("width")).toInt();
                m_cut.height = format->attribute(QLatin1String("height")).toInt();
                return {};
            }
        }
        return std::unexpected(xmlProblem(Words::tr("its sequence has no frame rate that is supported"), sequence.line));
    }

    // `shift` leads from the storyline's time to the program's.
    Result<> readSpine(const XmlNode &spine, Ticks begin, Ticks shift, CutTrack &track, int depth)
    {
        if (depth > kMaxNesting)
            return std::unexpected(xmlProblem(Words::tr("its elements are nested too deeply"), spine.line));
        Ticks cursor = begin;
        for (const XmlNode &node : spine.children) {
            if (node.name == QLatin1String("transition")) {
                SC_TRY_ASSIGN(offset, time(node, "offset", cursor));
                SC_TRY_ASSIGN(duration, time(node, "duration", {}));
                const std::int64_t cut = frames(cursor + shift);
                const std::int64_t start = frames(offset + shift);
                track.transitions.push_back({cut, cut - start, start + frames(duration) - cut});
            }
            if (!isStoryItem(node))
                continue;
            SC_TRY_ASSIGN(offset, time(node, "offset", cursor));
            SC_TRY_ASSIGN(item, readItem(node, offset + shift));
            SC_TRY(readChildren(pickOf(node), offset + shift, depth));
            SC_TRY_ASSIGN(length, lengthOf(pickOf(node)));
            cursor = std::min(offset + length, kFarthest);
            track.items.push_back(std::move(item));
        }
        return {};
    }

    Result<Ticks> lengthOf(const XmlNode &node) const
    {
        const XmlNode *asset = m_resources.value(node.attribute(QLatin1String("ref")));
        SC_TRY_ASSIGN(whole, asset ? time(*asset, "duration", {}) : Result<Ticks>(Ticks()));
        SC_TRY_ASSIGN(length, time(node, "duration", whole));
        if (length < Ticks())
            return std::unexpected(xmlProblem(Words::tr("a clip has a negative length"), node.line));
        return length;
    }

    Result<CutItem> readItem(const XmlNode &outer, Ticks start)
    {
        const XmlNode &node = pickOf(outer);
        CutItem item;
        item.name = node.attribute(QLatin1String("name"));
        item.start = frames(start);
        SC_TRY_ASSIGN(length, lengthOf(node));
        item.length = frames(start + length) - item.start;
        item.isGap = node.name == QLatin1String("gap");
        item.isEnabled = node.attribute(QLatin1String("enabled")) != QLatin1String("0");
        const XmlNode *asset = m_resources.value(node.attribute(QLatin1String("ref")));
        if (asset) {
            item.mediaFile = pathOfFileUrl(mediaUrl(*asset));
            SC_TRY(readSource(node, *asset, item));
        }
        for (size_t i = 1; outer.name == QLatin1String("audition") && i < outer.children.size(); ++i)
            item.alternates += outer.children[i].attribute(QLatin1String("name"));
        return item;
    }

    Result<> readSource(const XmlNode &node, const XmlNode &asset, CutItem &item) const
    {
        SC_TRY_ASSIGN(origin, time(asset, "start", {}));
        SC_TRY_ASSIGN(in, time(node, "start", origin));
        const XmlNode *map = node.child(QLatin1String("timeMap"));
        if (!map || map->children.size() < 2) {
            item.in = in - origin;
            return {};
        }
        const XmlNode &first = map->children.front();
        const XmlNode &last = map->children.back();
        SC_TRY_ASSIGN(fromTime, time(first, "time", {}));
        SC_TRY_ASSIGN(fromValue, time(first, "value", {}));
        SC_TRY_ASSIGN(toTime, time(last, "time", {}));
        SC_TRY_ASSIGN(toValue, time(last, "value", {}));
        if (toTime <= fromTime)
            return {};
        item.speed = static_cast<double>((toValue - fromValue).value()) / static_cast<double>((toTime - fromTime).value());
        item.in = fromValue - origin + Ticks::fromSeconds((in - fromTime).toSeconds() * item.speed);
        return {};
    }

    Result<> readChildren(const XmlNode &host, Ticks hostTime, int depth)
    {
        SC_TRY_ASSIGN(origin, hostOrigin(host));
        for (const XmlNode &node : host.children) {
            if (node.name == QLatin1String("marker") || node.name == QLatin1String("chapter-marker")) {
                SC_TRY_ASSIGN(at, time(node, "start", origin));
                SC_TRY_ASSIGN(length, time(node, "duration", {}));
                m_cut.markers.push_back({frames(hostTime + at - origin), std::max<std::int64_t>(1, frames(length)),
                                         node.attribute(QLatin1String("value")), node.attribute(QLatin1String("note"))});
                continue;
            }
            const bool isStory = node.name == QLatin1String("spine");
            if (!isStory && (!isStoryItem(node) || host.name == QLatin1String("clip")))
                continue;
            SC_TRY_ASSIGN(offset, time(node, "offset", origin));
            const int lane = node.attribute(QLatin1String("lane")).toInt();
            const Ticks start = hostTime + offset - origin;
            if (isStory) {
                SC_TRY(readSpine(node, {}, start, m_lanes[lane], depth + 1));
                continue;
            }
            SC_TRY_ASSIGN(item, readItem(node, start));
            if (depth < kMaxNesting)
                SC_TRY(readChildren(pickOf(node), start, depth + 1));
            m_lanes[isSound(pickOf(node)) && lane > 0 ? -lane : lane].items.push_back(std::move(item));
        }
        return {};
    }

    Result<Ticks> hostOrigin(const XmlNode &host) const
    {
        const XmlNode *asset = m_resources.value(host.attribute(QLatin1String("ref")));
        SC_TRY_ASSIGN(assetStart, asset ? time(*asset, "start", {}) : Result<Ticks>(Ticks()));
        return time(host, "start", assetStart);
    }

    bool isSound(const XmlNode &node) const
    {
        const XmlNode *asset = m_resources.value(node.attribute(QLatin1String("ref")));
        return asset && asset->attribute(QLatin1String("hasAudio")) == QLatin1String("1") &&
               asset->attribute(QLatin1String("hasVideo")) != QLatin1String("1");
    }

    // Lanes become tracks. A primary storyline of nothing but gaps below a connected one is how a cut is locked to its song.
    void gather()
    {
        const auto onlyGaps = [](const CutTrack &track) { return std::ranges::all_of(track.items, &CutItem::isGap); };
        const auto onlyDisabled = [](const CutTrack &track) {
            return !track.items.empty() &&
                   std::ranges::none_of(track.items, [](const CutItem &item) { return item.isEnabled && !item.isGap; });
        };
        const bool isLocked = onlyGaps(m_lanes[0]) && m_lanes.contains(1);
        for (auto &[lane, track] : m_lanes) {
            if (lane < 0 || (lane == 0 && isLocked) || (lane > (isLocked ? 1 : 0) && onlyDisabled(track)))
                continue;
            m_cut.tracks.push_back(tidied(std::move(track), false));
        }
        for (auto &[lane, track] : m_lanes) {
            if (lane < 0)
                m_cut.tracks.push_back(tidied(std::move(track), true));
        }
        for (const CutTrack &track : m_cut.tracks) {
            for (const CutItem &item : track.items)
                m_cut.length = std::max(m_cut.length, item.end());
        }
    }

    static CutTrack tidied(CutTrack track, bool isSound)
    {
        track.isSound = isSound;
        std::ranges::stable_sort(track.items, {}, &CutItem::start);
        std::vector<CutItem> items;
        std::int64_t cursor = 0;
        for (CutItem &item : track.items) {
            if (item.start > cursor) {
                CutItem gap;
                gap.isGap = true;
                gap.start = cursor;
                gap.length = item.start - cursor;
                items.push_back(gap);
            }
            cursor = std::max(cursor, item.end());
            items.push_back(std::move(item));
        }
        track.items = std::move(items);
        return track;
    }

    const XmlNode &m_root;
    QHash<QString, const XmlNode *> m_resources;
    std::map<int, CutTrack> m_lanes;
    ReadCut m_cut;
};

} // namespace

Result<ReadCut> readFcpxmlCut(const QByteArray &bytes)
{
    SC_TRY_ASSIGN(root, parseXml(bytes));
    return Reader(root).read();
}

} // namespace sc::interchange

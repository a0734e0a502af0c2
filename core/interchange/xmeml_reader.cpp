// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/read_cut.h"
#include "core/interchange/xml_tree.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtCore/QUrl>

#include <algorithm>

namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

constexpr std::int64_t kMaxFrames = 1'000'000'000;
constexpr qsizetype kMaxBreaches = 100;

QString textOf(const XmlNode &node, const char *name)
{
    const XmlNode *child = node.child(QLatin1String(name));
    return child ? child->text.trimmed() : QString();
}

struct Rate
{
    int timebase = 0;
    bool isNtsc = false;
    [[nodiscard]] std::optional<FrameRate> project() const
    {
        return isNtsc ? FrameRate::fromFraction(timebase * 1000, 1001) : FrameRate::fromFraction(timebase, 1);
    }
    [[nodiscard]] Ticks timeOf(std::int64_t frames) const
    {
        return Ticks::fromRational(frames * (isNtsc ? 1001 : 1), std::int64_t(timebase) * (isNtsc ? 1000 : 1));
    }
};

std::optional<Rate> rateOf(const XmlNode &node)
{
    const XmlNode *rate = node.child(QLatin1String("rate"));
    if (!rate)
        return std::nullopt;
    const int timebase = textOf(*rate, "timebase").toInt();
    if (timebase < 1 || timebase > 1000)
        return std::nullopt;
    return Rate{timebase, textOf(*rate, "ntsc").compare(QLatin1String("TRUE"), Qt::CaseInsensitive) == 0};
}

Problem unreadable(const QString &reason, const XmlNode &node)
{
    return xmlProblem(reason, node.line);
}

// A clip item whose edges transitions may have to tell.
struct Pending
{
    CutItem item;
    bool needsStart = false;
    bool needsEnd = false;
    qint64 line = 0;
};

class Reader
{
public:
    explicit Reader(const XmlNode &root) : m_root(root) {}

    Result<ReadCut> read()
    {
        if (m_root.name != QLatin1String("xmeml"))
            return std::unexpected(
                unreadable(Words::tr("it is no Final Cut Pro 7 XML, its first element is “%1”").arg(m_root.name.left(40)), m_root));
        const XmlNode *sequence = nullptr;
        m_root.visit([&](const XmlNode &node) {
            if (!sequence && node.name == QLatin1String("sequence") && node.child(QLatin1String("media")))
                sequence = &node;
            if (node.name == QLatin1String("file") && node.child(QLatin1String("name")))
                m_files.insert(node.attribute(QLatin1String("id")), &node);
        });
        if (!sequence)
            return std::unexpected(unreadable(Words::tr("it holds no sequence"), m_root));
        m_cut.format = CutFormat::Xmeml;
        m_cut.version = m_root.attribute(QLatin1String("version"));
        m_cut.name = textOf(*sequence, "name");
        const auto rate = rateOf(*sequence);
        const auto project = rate ? rate->project() : std::nullopt;
        if (!project)
            return std::unexpected(unreadable(Words::tr("its sequence has no frame rate that is supported"), *sequence));
        m_cut.rate = *project;
        if (const XmlNode *timecode = sequence->child(QLatin1String("timecode"))) {
            m_cut.tcStart = textOf(*timecode, "frame").toLongLong();
            m_cut.dropFrame = textOf(*timecode, "displayformat") == QLatin1String("DF");
        }
        const XmlNode &media = *sequence->child(QLatin1String("media"));
        SC_TRY(readTracks(media.child(QLatin1String("video")), false));
        SC_TRY(readTracks(media.child(QLatin1String("audio")), true));
        readSize(media);
        readMarkers(*sequence);
        m_cut.length = std::clamp<std::int64_t>(textOf(*sequence, "duration").toLongLong(), 0, kMaxFrames);
        return std::move(m_cut);
    }

private:
    void readSize(const XmlNode &media)
    {
        const XmlNode *video = media.child(QLatin1String("video"));
        const XmlNode *format = video ? video->child(QLatin1String("format")) : nullptr;
        if (const XmlNode *samples = format ? format->child(QLatin1String("samplecharacteristics")) : nullptr) {
            m_cut.width = textOf(*samples, "width").toInt();
            m_cut.height = textOf(*samples, "height").toInt();
        }
    }

    Result<> readTracks(const XmlNode *group, bool isSound)
    {
        if (!group)
            return {};
        for (const XmlNode &node : group->children) {
            if (node.name != QLatin1String("track"))
                continue;
            SC_TRY_ASSIGN(track, readTrack(node));
            track.isSound = isSound;
            const bool isDisabled = !track.items.empty() &&
                                    std::ranges::none_of(track.items, [](const CutItem &item) { return !item.isGap && item.isEnabled; });
            if (!isDisabled)
                m_cut.tracks.push_back(std::move(track));
        }
        return {};
    }

    static Result<std::int64_t> frame(const XmlNode &node, const char *name)
    {
        bool ok = false;
        const std::int64_t value = textOf(node, name).toLongLong(&ok);
        if (!ok || value < -1 || value > kMaxFrames)
            return std::unexpected(unreadable(Words::tr("“%1” is no number of frames").arg(textOf(node, name).left(40)), node));
        return value;
    }

    Result<CutTrack> readTrack(const XmlNode &node)
    {
        std::vector<Pending> pending;
        CutTrack track;
        std::int64_t cutBefore = -1; // of a transition that was just read
        for (const XmlNode &child : node.children) {
            if (child.name == QLatin1String("transitionitem")) {
                SC_TRY_ASSIGN(transition, readTransition(child));
                track.transitions.push_back(transition);
                cutBefore = transition.cut;
                if (!pending.empty() && pending.back().needsEnd) {
                    pending.back().item.length = transition.cut - pending.back().item.start;
                    pending.back().needsEnd = false;
                }
            } else if (child.name == QLatin1String("clipitem") || child.name == QLatin1String("generatoritem")) {
                SC_TRY_ASSIGN(one, readClip(child, cutBefore, track));
                cutBefore = -1;
                pending.push_back(std::move(one));
            }
        }
        std::ranges::stable_sort(pending, {}, [](const Pending &one) { return one.item.start; });
        std::int64_t cursor = 0;
        for (Pending &one : pending) {
            if (one.needsEnd || one.item.length < 0)
                return std::unexpected(xmlProblem(Words::tr("“%1” has no end").arg(one.item.name.left(60)), one.line));
            if (one.item.length == 0)
                continue;
            if (one.item.start > cursor) {
                CutItem gap;
                gap.isGap = true;
                gap.start = cursor;
                gap.length = one.item.start - cursor;
                track.items.push_back(gap);
            }
            cursor = std::max(cursor, one.item.end());
            track.items.push_back(std::move(one.item));
        }
        return track;
    }

    Result<CutTransition> readTransition(const XmlNode &node) const
    {
        SC_TRY_ASSIGN(start, frame(node, "start"));
        SC_TRY_ASSIGN(end, frame(node, "end"));
        if (start < 0 || end < start)
            return std::unexpected(unreadable(Words::tr("a transition ends before it begins"), node));
        const QString alignment = textOf(node, "alignment");
        std::int64_t before = (end - start + 1) / 2; // the larger half lies before the cut
        if (alignment == QLatin1String("start") || alignment == QLatin1String("start-black"))
            before = 0;
        else if (alignment == QLatin1String("end") || alignment == QLatin1String("end-black"))
            before = end - start;
        return CutTransition{start + before, before, end - start - before};
    }

    Result<Pending> readClip(const XmlNode &node, std::int64_t cutBefore, const CutTrack &track) const
    {
        Pending one;
        one.line = node.line;
        CutItem &item = one.item;
        item.name = textOf(node, "name");
        item.isEnabled = textOf(node, "enabled").compare(QLatin1String("FALSE"), Qt::CaseInsensitive) != 0;
        SC_TRY_ASSIGN(start, frame(node, "start"));
        SC_TRY_ASSIGN(end, frame(node, "end"));
        SC_TRY_ASSIGN(in, frame(node, "in"));
        const auto own = rateOf(node);
        std::int64_t head = 0;
        if (start < 0) {
            if (cutBefore < 0)
                return std::unexpected(unreadable(Words::tr("“%1” has no start").arg(item.name.left(60)), node));
            start = cutBefore;
            head = track.transitions.back().before;
        }
        item.start = start;
        one.needsEnd = end < 0;
        item.length = end < 0 ? 0 : end - start;
        const XmlNode *file = node.child(QLatin1String("file"));
        if (file && m_files.contains(file->attribute(QLatin1String("id"))))
            file = m_files.value(file->attribute(QLatin1String("id")));
        if (file)
            item.mediaFile = pathOf(textOf(*file, "pathurl"));
        if (textOf(node, "stillframe").compare(QLatin1String("TRUE"), Qt::CaseInsensitive) == 0)
            item.speed = 0;
        else if (own)
            item.in = own->timeOf(std::max<std::int64_t>(0, in)) + m_cut.rate.timeOf(head);
        item.isMissing = item.mediaFile.isEmpty() && node.name == QLatin1String("clipitem") && !node.child(QLatin1String("sequence"));
        return one;
    }

    static QString pathOf(const QString &url)
    {
        if (!url.startsWith(QLatin1String("file:")))
            return url;
        QString path =
            QUrl::fromPercentEncoding(QString(url).replace(QLatin1String("file://localhost"), QLatin1String("file://")).mid(7).toUtf8());
        if (path.size() > 3 && path[0] == u'/' && path[2] == u':')
            path.remove(0, 1);
        while (path.startsWith(QLatin1String("//")) && url.startsWith(QLatin1String("file://localhost//")))
            path.remove(0, 1);
        return path;
    }

    void readMarkers(const XmlNode &sequence)
    {
        for (const XmlNode &node : sequence.children) {
            if (node.name != QLatin1String("marker"))
                continue;
            const std::int64_t in = std::clamp<std::int64_t>(textOf(node, "in").toLongLong(), 0, kMaxFrames);
            const std::int64_t out = std::clamp<std::int64_t>(textOf(node, "out").toLongLong(), -1, kMaxFrames);
            m_cut.markers.push_back({in, std::max<std::int64_t>(1, out - in), textOf(node, "name"), textOf(node, "comment")});
        }
        std::ranges::stable_sort(m_cut.markers, {}, &CutMarker::frame);
    }

    const XmlNode &m_root;
    QHash<QString, const XmlNode *> m_files;
    ReadCut m_cut;
};

} // namespace

Result<ReadCut> readXmeml(const QByteArray &bytes)
{
    SC_TRY_ASSIGN(root, parseXml(bytes));
    return Reader(root).read();
}

QStringList checkXmeml(const QByteArray &bytes, const QString &baseFolder)
{
    const auto root = parseXml(bytes);
    const auto cut = root ? Reader(*root).read() : Result<ReadCut>(std::unexpected(root.error()));
    if (!cut)
        return {cut.error().text()};
    QStringList breaches;
    const auto say = [&](const QString &sentence) {
        if (breaches.size() < kMaxBreaches && !breaches.contains(sentence))
            breaches += sentence;
    };
    QSet<QString> ids;
    QSet<QString> whole;
    root->visit([&](const XmlNode &node) {
        const QString id = node.attribute(QLatin1String("id"));
        if (node.name == QLatin1String("clipitem") && !id.isEmpty()) {
            if (ids.contains(id))
                say(Words::tr("Line %1: the clip item “%2” is there twice.").arg(node.line).arg(id));
            ids.insert(id);
            bool okIn = false;
            bool okOut = false;
            const std::int64_t in = textOf(node, "in").toLongLong(&okIn);
            const std::int64_t out = textOf(node, "out").toLongLong(&okOut);
            const std::int64_t duration = textOf(node, "duration").toLongLong();
            if (okIn && okOut && in >= 0 && out >= 0 && out <= in)
                say(Words::tr("Line %1: “%2” ends before it begins.").arg(node.line).arg(textOf(node, "name")));
            if (okOut && duration > 0 && out > duration)
                say(Words::tr("Line %1: “%2” shows more than its media hold.").arg(node.line).arg(textOf(node, "name")));
        }
        if (node.name == QLatin1String("file") && node.child(QLatin1String("pathurl"))) {
            if (whole.contains(id))
                say(Words::tr("Line %1: the file “%2” is described twice; Resolve drops clips then.").arg(node.line).arg(id));
            whole.insert(id);
            if (!node.child(QLatin1String("timecode")))
                say(Words::tr("Line %1: the file “%2” has no timecode, which Resolve needs.").arg(node.line).arg(id));
        }
    });
    for (const CutTrack &track : cut->tracks) {
        std::int64_t end = 0;
        for (const CutItem &item : track.items) {
            if (item.start < end)
                say(Words::tr("“%1” overlaps the clip before it.").arg(item.name));
            end = std::max(end, item.end());
            if (!baseFolder.isEmpty() && !item.isGap && !item.mediaFile.isEmpty() && !QFileInfo::exists(item.mediaFile))
                say(Words::tr("The media “%1” do not exist.").arg(item.mediaFile));
        }
    }
    return breaches;
}

} // namespace sc::interchange

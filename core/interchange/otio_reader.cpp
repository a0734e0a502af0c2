// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/read_cut.h"

#include "core/interchange/file_url.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QHash>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <cmath>

namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

constexpr qsizetype kMaxBytes = 64 * 1024 * 1024;
constexpr int kMaxNesting = 60;
constexpr qsizetype kMaxNotices = 100;
constexpr double kMaxSeconds = 1'000'000;

// The newest version of each schema that we know how to read.
const QHash<QString, int> &knownSchemas()
{
    static const QHash<QString, int> known = {
        {QStringLiteral("Timeline"), 1},
        {QStringLiteral("Stack"), 1},
        {QStringLiteral("Track"), 1},
        {QStringLiteral("Clip"), 2},
        {QStringLiteral("Gap"), 1},
        {QStringLiteral("Transition"), 1},
        {QStringLiteral("Marker"), 2},
        {QStringLiteral("TimeRange"), 1},
        {QStringLiteral("RationalTime"), 1},
        {QStringLiteral("ExternalReference"), 1},
        {QStringLiteral("MissingReference"), 1},
        {QStringLiteral("GeneratorReference"), 1},
        {QStringLiteral("LinearTimeWarp"), 1},
        {QStringLiteral("FreezeFrame"), 1},
        {QStringLiteral("Effect"), 1},
        {QStringLiteral("TimeEffect"), 1},
        {QStringLiteral("ImageSequenceReference"), 1},
        {QStringLiteral("SerializableCollection"), 1},
    };
    return known;
}

Problem unreadable(const QString &reason)
{
    return Problem(ProblemCode::ValidationError, Words::tr("This OpenTimelineIO file cannot be read: %1.").arg(reason));
}

QString schemaName(const QJsonObject &object)
{
    return object[u"OTIO_SCHEMA"].toString().section(u'.', 0, 0);
}

struct Time
{
    double value = 0;
    double rate = 0;
    [[nodiscard]] bool isValid() const
    {
        return rate > 0 && std::isfinite(rate) && std::isfinite(value) && std::abs(value / rate) < kMaxSeconds;
    }
    [[nodiscard]] double seconds() const { return value / rate; }
};

struct Range
{
    Time start;
    Time duration;
};

std::optional<Time> timeOf(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    if (schemaName(object) != QLatin1String("RationalTime"))
        return std::nullopt;
    const Time time{object[u"value"].toDouble(), object[u"rate"].toDouble()};
    return time.isValid() ? std::optional(time) : std::nullopt;
}

std::optional<Range> rangeOf(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    const auto start = timeOf(object[u"start_time"]);
    const auto duration = timeOf(object[u"duration"]);
    if (!start || !duration || duration->value < 0)
        return std::nullopt;
    return Range{*start, *duration};
}

std::optional<FrameRate> projectRate(double rate)
{
    for (const FrameRate known : FrameRate::supported()) {
        if (std::abs(known.toDouble() - rate) < 0.005)
            return known;
    }
    return std::nullopt;
}

class Reader
{
public:
    explicit Reader(const QJsonObject &root) : m_root(root) {}

    Result<ReadCut> read()
    {
        m_cut.format = CutFormat::Otio;
        SC_TRY(checkVersions(m_root, 0));
        QJsonObject timeline = m_root;
        if (schemaName(timeline) == QLatin1String("SerializableCollection"))
            timeline = firstTimeline(timeline);
        if (schemaName(timeline) != QLatin1String("Timeline"))
            return std::unexpected(unreadable(Words::tr("it holds no timeline")));
        m_cut.version = timeline[u"OTIO_SCHEMA"].toString();
        m_cut.name = timeline[u"name"].toString();
        const QJsonObject ours = timeline[u"metadata"].toObject()[u"StoryCanvas"].toObject();
        m_cut.width = ours[u"width"].toInt();
        m_cut.height = ours[u"height"].toInt();
        m_cut.dropFrame = ours[u"drop_frame"].toBool();
        const QJsonObject stack = timeline[u"tracks"].toObject();
        const auto start = timeOf(timeline[u"global_start_time"]);
        SC_TRY(findRate(start, stack));
        m_cut.tcStart = start ? frames(*start) : 0;
        for (const QJsonValue &child : stack[u"children"].toArray())
            SC_TRY(readTrack(child.toObject()));
        readMarkers(stack, 0);
        std::ranges::stable_sort(m_cut.tracks, {}, &CutTrack::isSound);
        for (const CutTrack &track : m_cut.tracks)
            m_cut.length = std::max(m_cut.length, track.items.empty() ? 0 : track.items.back().end());
        std::ranges::stable_sort(m_cut.markers, {}, &CutMarker::frame);
        return std::move(m_cut);
    }

private:
    void note(const QString &sentence)
    {
        if (m_cut.notices.size() < kMaxNotices && !m_cut.notices.contains(sentence))
            m_cut.notices += sentence;
    }

    Result<> checkVersions(const QJsonValue &value, int depth)
    {
        if (depth > kMaxNesting)
            return std::unexpected(unreadable(Words::tr("it is nested too deeply")));
        if (value.isArray()) {
            for (const QJsonValue &child : value.toArray())
                SC_TRY(checkVersions(child, depth + 1));
            return {};
        }
        const QJsonObject object = value.toObject();
        const QString schema = object[u"OTIO_SCHEMA"].toString();
        if (!schema.isEmpty()) {
            const auto known = knownSchemas().constFind(schema.section(u'.', 0, 0));
            if (known != knownSchemas().cend() && schema.section(u'.', 1).toInt() > *known) {
                return std::unexpected(
                    Problem(ProblemCode::NewerVersion,
                            Words::tr("This file was written by a newer OpenTimelineIO: it has %1, known is %2.").arg(schema).arg(*known)));
            }
        }
        for (const QString &key : object.keys()) {
            if (key != QLatin1String("metadata"))
                SC_TRY(checkVersions(object[key], depth + 1));
        }
        return {};
    }

    static QJsonObject firstTimeline(const QJsonObject &collection)
    {
        for (const QJsonValue &child : collection[u"children"].toArray()) {
            if (schemaName(child.toObject()) == QLatin1String("Timeline"))
                return child.toObject();
        }
        return {};
    }

    Result<> findRate(const std::optional<Time> &start, const QJsonObject &stack)
    {
        const QJsonObject ours = m_root[u"metadata"].toObject()[u"StoryCanvas"].toObject();
        std::optional<FrameRate> rate = FrameRate::parse(ours[u"frame_rate"].toString());
        for (const QJsonValue &track : stack[u"children"].toArray()) {
            for (const QJsonValue &child : track.toObject()[u"children"].toArray()) {
                const auto range = rangeOf(child.toObject()[u"source_range"]);
                if (!rate && range && track.toObject()[u"kind"].toString() == QLatin1String("Video"))
                    rate = projectRate(range->duration.rate);
            }
        }
        if (!rate && start)
            rate = projectRate(start->rate);
        if (!rate && stack[u"children"].toArray().isEmpty())
            rate = FrameRate();
        if (!rate)
            return std::unexpected(unreadable(Words::tr("it has no frame rate that is supported")));
        m_cut.rate = *rate;
        return {};
    }

    [[nodiscard]] std::int64_t frames(const Time &time) const
    {
        // The same rate: whole frames stay whole, however its fraction was spelt.
        if (std::abs(time.rate - m_cut.rate.toDouble()) < 0.005)
            return std::llround(time.value);
        return std::llround(time.seconds() * m_cut.rate.toDouble());
    }

    Result<> readTrack(const QJsonObject &object)
    {
        if (schemaName(object) != QLatin1String("Track")) {
            note(Words::tr("“%1” beside the tracks was left out.").arg(object[u"OTIO_SCHEMA"].toString().left(40)));
            return {};
        }
        CutTrack track;
        track.name = object[u"name"].toString();
        const QString kind = object[u"kind"].toString();
        if (kind != QLatin1String("Video") && kind != QLatin1String("Audio"))
            return std::unexpected(unreadable(Words::tr("the track “%1” has no kind").arg(track.name.left(40))));
        track.isSound = kind == QLatin1String("Audio");
        std::int64_t cursor = 0;
        for (const QJsonValue &value : object[u"children"].toArray()) {
            const QJsonObject child = value.toObject();
            if (schemaName(child) == QLatin1String("Transition")) {
                const auto before = timeOf(child[u"in_offset"]);
                const auto behind = timeOf(child[u"out_offset"]);
                if (!before || !behind)
                    return std::unexpected(unreadable(Words::tr("a transition has no lengths")));
                track.transitions.push_back({cursor, frames(*before), frames(*behind)});
                continue;
            }
            SC_TRY_ASSIGN(item, readItem(child, cursor));
            readMarkers(child, cursor, &item);
            cursor = item.end();
            if (item.length > 0)
                track.items.push_back(std::move(item));
        }
        // Another version of the same shots is no picture of the cut.
        const bool isDisabled =
            !track.items.empty() && std::ranges::all_of(track.items, [](const CutItem &item) { return item.isGap || !item.isEnabled; });
        if (!isDisabled || track.isSound)
            m_cut.tracks.push_back(std::move(track));
        return {};
    }

    Result<CutItem> readItem(const QJsonObject &object, std::int64_t start)
    {
        CutItem item;
        item.start = start;
        item.name = object[u"name"].toString();
        item.isGap = schemaName(object) == QLatin1String("Gap");
        item.isEnabled = object[u"enabled"].toBool(true);
        const QJsonObject media = activeReference(object);
        const auto available = rangeOf(media[u"available_range"]);
        auto range = rangeOf(object[u"source_range"]);
        if (!range && !object[u"source_range"].isNull() && object.contains(u"source_range"))
            return std::unexpected(unreadable(Words::tr("“%1” has a range that is none").arg(item.name.left(60))));
        if (!range)
            range = available;
        if (!range)
            return std::unexpected(unreadable(Words::tr("“%1” has no length").arg(item.name.left(60))));
        item.length = frames(range->duration);
        if (item.isGap)
            return item;
        if (schemaName(object) != QLatin1String("Clip"))
            note(Words::tr("Nested timelines became plain clips."));
        item.mediaFile = pathOf(media[u"target_url"].toString());
        item.isMissing = schemaName(media) != QLatin1String("ExternalReference") && schemaName(object) == QLatin1String("Clip");
        item.in = Ticks::fromSeconds(range->start.seconds() - (available ? available->start.seconds() : 0));
        for (const QJsonValue &effect : object[u"effects"].toArray()) {
            const QString schema = schemaName(effect.toObject());
            if (schema == QLatin1String("LinearTimeWarp"))
                item.speed = effect[u"time_scalar"].toDouble(1);
            else if (schema == QLatin1String("FreezeFrame"))
                item.speed = 0;
        }
        const QJsonObject references = object[u"media_references"].toObject();
        for (const QString &key : references.keys()) {
            if (key != activeKey(object))
                item.alternates += references[key].toObject()[u"name"].toString();
        }
        const QString name = object[u"metadata"].toObject()[u"StoryCanvas"].toObject()[u"name"].toString();
        if (!name.isEmpty())
            item.name = name;
        return item;
    }

    static QString activeKey(const QJsonObject &clip)
    {
        return clip[u"active_media_reference_key"].toString(QStringLiteral("DEFAULT_MEDIA"));
    }
    static QJsonObject activeReference(const QJsonObject &clip)
    {
        return clip.contains(u"media_references") ? clip[u"media_references"].toObject()[activeKey(clip)].toObject()
                                                  : clip[u"media_reference"].toObject(); // Clip.1
    }
    static QString pathOf(const QString &url) { return url.startsWith(QLatin1String("file:")) ? pathOfFileUrl(url) : url; }

    void readMarkers(const QJsonObject &object, std::int64_t start, const CutItem *item = nullptr)
    {
        const auto range = item ? rangeOf(object[u"source_range"]) : std::nullopt;
        for (const QJsonValue &value : object[u"markers"].toArray()) {
            const auto marked = rangeOf(value[u"marked_range"]);
            if (!marked) {
                note(Words::tr("A marker without a place was left out."));
                continue;
            }
            const QString name = value[u"name"].toString();
            const QString comment = value[u"comment"].toString();
            m_cut.markers.push_back({start + frames(marked->start) - (range ? frames(range->start) : 0),
                                     std::max<std::int64_t>(1, frames(marked->duration)), name, comment == name ? QString() : comment});
        }
    }

    const QJsonObject &m_root;
    ReadCut m_cut;
};

Result<QJsonObject> objectOf(const QByteArray &bytes)
{
    if (bytes.size() > kMaxBytes)
        return std::unexpected(Problem(ProblemCode::FileTooLarge, Words::tr("This OpenTimelineIO file is larger than 64 MB.")));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (!document.isObject())
        return std::unexpected(unreadable(Words::tr("it is no JSON object (byte %1)").arg(error.offset)).withDetail(error.errorString()));
    return document.object();
}

} // namespace

Result<ReadCut> readOtio(const QByteArray &bytes)
{
    SC_TRY_ASSIGN(root, objectOf(bytes));
    return Reader(root).read();
}

QStringList checkOtio(const QByteArray &bytes, const QString &baseFolder)
{
    const auto cut = readOtio(bytes);
    if (!cut)
        return {cut.error().text()};
    QStringList breaches;
    const auto say = [&](const QString &sentence) {
        if (breaches.size() < kMaxNotices && !breaches.contains(sentence))
            breaches += sentence;
    };
    for (const CutTrack &track : cut->tracks) {
        std::int64_t last = -1;
        for (const CutTransition &transition : track.transitions) {
            if (transition.cut == last)
                say(Words::tr("Two transitions lie on one cut at frame %1.").arg(transition.cut));
            last = transition.cut;
            const auto right = std::ranges::find(track.items, transition.cut, &CutItem::start);
            const auto left = std::ranges::find(track.items, transition.cut, &CutItem::end);
            if ((left != track.items.end() && transition.before > left->length) ||
                (right != track.items.end() && transition.behind > right->length))
                say(Words::tr("The transition at frame %1 is longer than its clip.").arg(transition.cut));
        }
        for (const CutItem &item : track.items) {
            if (item.in && *item.in < Ticks())
                say(Words::tr("“%1” begins before its media.").arg(item.name));
            if (item.isGap || item.isMissing || item.mediaFile.isEmpty() || baseFolder.isEmpty())
                continue;
            if (!QFileInfo::exists(QDir(baseFolder).absoluteFilePath(item.mediaFile)))
                say(Words::tr("The media “%1” do not exist.").arg(item.mediaFile));
        }
    }
    return breaches;
}

} // namespace sc::interchange

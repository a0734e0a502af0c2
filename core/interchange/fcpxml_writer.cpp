// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/fcpxml_writer.h"

#include "core/base/timecode.h"
#include "core/interchange/fcpxml_formats.h"
#include "core/interchange/file_url.h"
#include "core/interchange/rational_time.h"
#include "core/interchange/xml_tree.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QXmlStreamWriter>

#include <algorithm>

namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

const QString kDissolve = QStringLiteral("Cross Dissolve");
const QString kDissolveUid = QStringLiteral("FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265");
const QString kYes = QStringLiteral("1");
constexpr int kFirstMediaRepVersion = 9; // of 1.x

// Commas separate keywords.
QString keywordOf(const QString &name)
{
    return xmlName(name).replace(u',', u';');
}

// One picture on the timeline: an item of a track, an alternative of it.
struct Picture
{
    QString name;
    int media = -1;
    Ticks in;
    std::int64_t length = 0;
    int speedNumerator = 1;
    int speedDenominator = 1;
    bool enabled = true;
    QString note;
    const EditItem *item = nullptr; // whose facts it has; null for an alternative
};

// Where it goes: both empty inside an audition.
struct Place
{
    QString offset;
    QString lane;
};

class Writer
{
public:
    Writer(Edit &edit, const FcpxmlExport &options)
        : m_edit(edit), m_options(options), m_rate(edit.rate), m_localStart(std::int64_t(3600) * edit.rate.nominal()), m_xml(&m_bytes)
    {
    }

    QByteArray write()
    {
        m_xml.setAutoFormatting(true);
        m_xml.setAutoFormattingIndent(2);
        m_xml.writeStartDocument();
        m_xml.writeDTD(QStringLiteral("<!DOCTYPE fcpxml>"));
        start("fcpxml", {{"version", m_options.version}});
        writeResources();
        start("library", {});
        start("event", {{"name", xmlName(m_edit.name)}});
        start("project", {{"name", xmlName(m_edit.name)}});
        writeSequence();
        m_xml.writeEndDocument();
        return std::move(m_bytes);
    }

private:
    using Attributes = std::vector<std::pair<const char *, QString>>;

    void attributes(const Attributes &values)
    {
        for (const auto &[name, value] : values) {
            if (!value.isNull())
                m_xml.writeAttribute(QLatin1String(name), value);
        }
    }
    void start(const char *name, const Attributes &values)
    {
        m_xml.writeStartElement(QLatin1String(name));
        attributes(values);
    }
    void end() { m_xml.writeEndElement(); }
    void empty(const char *name, const Attributes &values)
    {
        m_xml.writeEmptyElement(QLatin1String(name));
        attributes(values);
    }
    [[nodiscard]] QString time(std::int64_t frames) const { return frameTime(frames, m_rate); }
    [[nodiscard]] bool isOldGrammar() const { return m_options.version.section(u'.', 1).toInt() < kFirstMediaRepVersion; }
    [[nodiscard]] bool forResolve() const { return m_options.target == CutTarget::Resolve; }
    [[nodiscard]] QString nextId() { return QStringLiteral("r%1").arg(++m_ids); }
    [[nodiscard]] const EditMedia &media(int index) const { return m_edit.media[static_cast<size_t>(index)]; }
    [[nodiscard]] static bool isStill(const EditMedia &media) { return media.kind == EditMedia::Kind::Still; }

    // Resources

    void writeResources()
    {
        start("resources", {});
        m_sequenceFormat = formatOf(m_edit.width, m_edit.height, mediaRate(m_rate), {});
        for (const EditMedia &one : m_edit.media) {
            if (one.kind != EditMedia::Kind::Sound)
                m_formats.push_back(formatOf(one.width, one.height, isStill(one) ? MediaRate() : one.rate, one.colour));
            else
                m_formats.emplace_back();
        }
        if (m_edit.transitionCount() > 0) {
            m_effect = nextId();
            empty("effect", {{"id", m_effect}, {"name", kDissolve}, {"uid", kDissolveUid}});
        }
        for (size_t i = 0; i < m_edit.media.size(); ++i)
            writeAsset(m_edit.media[i], m_formats[i]);
        end();
    }

    QString formatOf(int width, int height, MediaRate rate, const MediaColour &colour)
    {
        const QString colours = rate.isNone() ? QStringLiteral("1-13-1") : fcpxmlColourSpace(colour);
        const QString key = QStringLiteral("%1x%2 %3/%4 %5").arg(width).arg(height).arg(rate.numerator).arg(rate.denominator).arg(colours);
        if (m_knownFormats.contains(key))
            return m_knownFormats.value(key);
        QString id = nextId();
        m_knownFormats.insert(key, id);
        const QString name = rate.isNone() ? QStringLiteral("FFVideoFormatRateUndefined") : fcpxmlFormatName(width, height, rate);
        empty("format", {{"id", id},
                         {"name", name.isEmpty() ? QString() : name},
                         {"frameDuration", rate.isNone() ? QString() : mediaFrameDuration(rate)},
                         {"width", QString::number(width)},
                         {"height", QString::number(height)},
                         {"colorSpace", colours}});
        return id;
    }

    void writeAsset(const EditMedia &one, const QString &format)
    {
        const QString id = nextId();
        m_assets.push_back(id);
        Attributes values = {{"id", id}, {"name", xmlName(one.name)}};
        if (one.kind == EditMedia::Kind::Sound) {
            values.insert(values.end(),
                          {{"start", QStringLiteral("0s")}, {"duration", exactTime(Ticks::fromSamples(one.samples, kSongSampleRate))}});
        } else {
            values.insert(values.end(), {{"start", isStill(one) ? QStringLiteral("0s") : mediaTime(one.startFrame, one.rate)},
                                         {"duration", isStill(one) ? QStringLiteral("0s") : mediaTime(one.frames, one.rate)},
                                         {"hasVideo", kYes},
                                         {"format", format},
                                         {"videoSources", isOldGrammar() ? QString() : kYes}});
        }
        if (one.channels > 0)
            values.insert(values.end(), {{"hasAudio", kYes},
                                         {"audioSources", kYes},
                                         {"audioChannels", QString::number(one.channels)},
                                         {"audioRate", QString::number(one.sampleRate > 0 ? one.sampleRate : kSongSampleRate)}});
        // Below 1.9 the file is an attribute of the asset, from 1.9 on an element of its own.
        const QString url = fileUrl(writtenPath(one.file, m_options.cut));
        start("asset", values);
        if (isOldGrammar())
            m_xml.writeAttribute(QStringLiteral("src"), url);
        else
            empty("media-rep", {{"kind", QStringLiteral("original-media")}, {"src", url}});
        end();
    }

    // Sequence

    void writeSequence()
    {
        start("sequence", {{"format", m_sequenceFormat},
                           {"tcStart", time(m_edit.tcStart)},
                           {"tcFormat", m_edit.dropFrame ? QStringLiteral("DF") : QStringLiteral("NDF")},
                           {"duration", time(m_edit.length)},
                           {"audioLayout", QStringLiteral("stereo")},
                           {"audioRate", QStringLiteral("48k")}});
        start("spine", {});
        if (m_options.layout == SongLayout::Locked && m_edit.length > 0)
            writeLocked();
        else
            writeStoryline(m_edit.tracks.front(), m_edit.tcStart, true);
        end();
        if (m_lateMarkers > 0)
            m_edit.notices += Words::tr("Markers after the end were left out: %1.").arg(m_lateMarkers);
    }

    // One gap carries everything: nothing that is cut moves against the song.
    void writeLocked()
    {
        start("gap", {{"name", QStringLiteral("Gap")},
                      {"offset", time(m_edit.tcStart)},
                      {"start", time(m_localStart)},
                      {"duration", time(m_edit.length)}});
        if (m_edit.song)
            writeSong(*m_edit.song, m_localStart);
        for (size_t i = 0; i < m_edit.tracks.size(); ++i) {
            start("spine", {{"lane", QString::number(i + 1)}, {"offset", time(m_localStart)}});
            writeStoryline(m_edit.tracks[i], 0, false);
            end();
        }
        for (const EditMarker &marker : m_edit.markers) {
            if (marker.frame < m_edit.length)
                writeMarker(marker, m_localStart + marker.frame);
            else
                ++m_lateMarkers;
        }
        end();
    }

    // `origin`: frames at which the storyline's own time begins. The primary one carries song, other tracks and markers.
    void writeStoryline(const EditTrack &track, std::int64_t origin, bool isPrimary)
    {
        auto transition = track.transitions.begin();
        for (size_t i = 0; i <= track.items.size(); ++i) {
            if (transition != track.transitions.end() && transition->right == i)
                writeTransition(*transition++, origin);
            if (i == track.items.size())
                break;
            writeItem(track.items[i], i == 0, i + 1 == track.items.size(), origin, isPrimary);
        }
    }

    void writeTransition(const EditTransition &transition, std::int64_t origin)
    {
        start("transition", {{"name", kDissolve}, {"offset", time(origin + transition.start())}, {"duration", time(transition.length())}});
        empty("filter-video", {{"ref", m_effect}, {"name", kDissolve}});
        end();
    }

    void writeItem(const EditItem &item, bool isFirst, bool isLast, std::int64_t origin, bool isPrimary)
    {
        const Place place{time(origin + item.start), {}};
        const auto children = [&](std::int64_t localStart, const std::function<QString(std::int64_t)> &localTime) {
            if (isPrimary)
                writeConnected(item, isFirst, isLast, localTime);
            else if (forResolve())
                writeAlternates(item, m_edit.tracks.size() + 1, localTime);
            writeItemMarkers(item, isPrimary, isLast, localTime, localStart);
        };
        if (item.isGap) {
            start("gap",
                  {{"name", xmlName(item.name)}, {"offset", place.offset}, {"start", time(m_localStart)}, {"duration", time(item.length)}});
            note(item.note);
            children(m_localStart, [this, &item](std::int64_t frame) { return time(m_localStart + frame - item.start); });
            end();
            return;
        }
        const Picture picture{item.name,    item.media, item.in, item.length, item.speedNumerator, item.speedDenominator,
                              item.enabled, item.note,  &item};
        if (item.alternates.empty() || forResolve()) {
            writePicture(picture, place, item, children);
            return;
        }
        start("audition", {{"offset", place.offset}});
        writePicture(picture, {}, item, children);
        for (const EditAlternate &other : item.alternates)
            writePicture({other.name, other.media, other.in, item.length, other.speedNumerator, other.speedDenominator, true, {}, nullptr},
                         {}, item, {});
        end();
    }

    using Children = std::function<void(std::int64_t, const std::function<QString(std::int64_t)> &)>;

    void writePicture(const Picture &picture, const Place &place, const EditItem &at, const Children &children)
    {
        const EditMedia &one = media(picture.media);
        const QString name = forResolve() ? xmlName(one.name) : xmlName(picture.name);
        const QString enabled = picture.enabled ? QString() : QStringLiteral("0");
        const QString ref = m_assets[static_cast<size_t>(picture.media)];
        if (isStill(one)) {
            start("video", {{"ref", ref},
                            {"lane", place.lane.isEmpty() ? QString() : place.lane},
                            {"offset", place.offset.isEmpty() ? QString() : place.offset},
                            {"name", name},
                            {"start", time(m_localStart)},
                            {"duration", time(picture.length)},
                            {"enabled", enabled},
                            {"role", one.make == MediaMake::Card ? QStringLiteral("video.placeholder") : QString()}});
            note(picture.note);
            if (children)
                children(m_localStart, [this, &at](std::int64_t frame) { return time(m_localStart + frame - at.start); });
            end();
            return;
        }
        writeMovie(picture, place, at, children, one, name, enabled, ref);
    }

    // Where in its own time a movie's clip begins: at the media's timecode, on the retimed axis if it has one.
    [[nodiscard]] Ticks localStartOf(const Picture &picture, const EditMedia &one) const
    {
        const Ticks origin = one.rate.timeOf(one.startFrame);
        if (picture.speedNumerator == picture.speedDenominator)
            return origin + picture.in;
        return origin + m_rate.snap(Ticks(mulDivRound(picture.in.value(), picture.speedDenominator, std::max(1, picture.speedNumerator))));
    }

    void writeMovie(const Picture &picture, const Place &place, const EditItem &at, const Children &children, const EditMedia &one,
                    const QString &name, const QString &enabled, const QString &ref)
    {
        const bool isRetimed = picture.speedNumerator != picture.speedDenominator;
        const Ticks local = localStartOf(picture, one);
        const QString startText =
            isRetimed ? exactTime(local) : mediaTime(one.startFrame + one.rate.framesIn(picture.in + Ticks(1)), one.rate);
        const QString format = m_formats[static_cast<size_t>(picture.media)];
        start("asset-clip", {{"ref", ref},
                             {"lane", place.lane.isEmpty() ? QString() : place.lane},
                             {"offset", place.offset.isEmpty() ? QString() : place.offset},
                             {"name", name},
                             {"start", startText},
                             {"duration", time(picture.length)},
                             {"enabled", enabled},
                             {"format", format == m_sequenceFormat ? QString() : format},
                             {"tcFormat", one.dropFrame ? QStringLiteral("DF") : QStringLiteral("NDF")},
                             {"srcEnable", one.channels > 0 ? QStringLiteral("video") : QString()}});
        note(picture.note);
        if (one.rate != mediaRate(m_rate)) {
            const QString word = conformRateName(one.rate);
            empty("conform-rate", {{"scaleEnabled", QStringLiteral("0")}, {"srcFrameRate", word.isEmpty() ? QString() : word}});
        }
        if (isRetimed)
            writeTimeMap(picture, one);
        if (children)
            children(0, [this, &at, local](std::int64_t frame) { return exactTime(local + m_rate.timeOf(frame - at.start)); });
        if (picture.item)
            writeFacts(*picture.item);
        end();
    }

    // Over the whole media: a ramp of the clip alone leaves its tail black in Resolve.
    void writeTimeMap(const Picture &picture, const EditMedia &one)
    {
        const Ticks origin = one.rate.timeOf(one.startFrame);
        const Ticks length = one.rate.timeOf(one.frames);
        const Ticks played(mulDivRound(length.value(), picture.speedDenominator, std::max(1, picture.speedNumerator)));
        start("timeMap", {});
        empty("timept", {{"time", exactTime(origin)}, {"value", exactTime(origin)}, {"interp", QStringLiteral("linear")}});
        empty("timept",
              {{"time", exactTime(origin + played)}, {"value", exactTime(origin + length)}, {"interp", QStringLiteral("linear")}});
        end();
    }

    void writeFacts(const EditItem &item)
    {
        if (item.facts.isEmpty())
            return;
        start("metadata", {});
        for (const auto &[key, value] : item.facts)
            empty("md", {{"key", QStringLiteral("com.storycanvas.") + key}, {"value", xmlText(value)}});
        end();
    }

    void note(const QString &text)
    {
        if (!text.isEmpty())
            m_xml.writeTextElement(QStringLiteral("note"), xmlText(text));
    }

    // What hangs on an item of the primary storyline.
    void writeConnected(const EditItem &host, bool isFirst, bool isLast, const std::function<QString(std::int64_t)> &localTime)
    {
        if (isFirst && m_edit.song)
            writeSong(*m_edit.song, localTime);
        for (size_t i = 1; i < m_edit.tracks.size(); ++i) {
            for (const EditItem &item : m_edit.tracks[i].items) {
                if (item.isGap || item.start < host.start || (item.start >= host.end() && !isLast))
                    continue;
                const Picture picture{item.name,    item.media, item.in, item.length, item.speedNumerator, item.speedDenominator,
                                      item.enabled, item.note,  &item};
                writePicture(picture, {localTime(item.start), QString::number(i)}, item, {});
            }
        }
        if (forResolve())
            writeAlternates(host, m_edit.tracks.size(), localTime);
    }

    // Resolve makes no takes of an audition: the alternatives lie above the pick, disabled.
    void writeAlternates(const EditItem &item, size_t lane, const std::function<QString(std::int64_t)> &localTime)
    {
        for (const EditAlternate &other : item.alternates)
            writePicture({other.name, other.media, other.in, item.length, other.speedNumerator, other.speedDenominator, false, {}, nullptr},
                         {localTime(item.start), QString::number(lane++)}, item, {});
    }

    void writeSong(const EditSong &song, std::int64_t localStart)
    {
        writeSong(song, [this, localStart](std::int64_t frame) { return time(localStart + frame); });
    }
    void writeSong(const EditSong &song, const std::function<QString(std::int64_t)> &localTime)
    {
        start("asset-clip", {{"ref", m_assets[static_cast<size_t>(song.media)]},
                             {"lane", QStringLiteral("-1")},
                             {"offset", localTime(song.start)},
                             {"name", forResolve() ? xmlName(media(song.media).name) : xmlName(song.title)},
                             {"start", time(song.in)},
                             {"duration", time(song.length)},
                             {"audioRole", QStringLiteral("music")}});
        // A bare number: Resolve drops one with "dB" behind it.
        if (song.gainDb != 0)
            empty("adjust-volume", {{"amount", QString::number(song.gainDb, 'g', 6)}});
        for (const SongMarker &marker : song.markers)
            empty("marker", {{"start", exactTime(marker.time)}, {"duration", time(1)}, {"value", xmlName(marker.name)}});
        end();
    }

    // FCPXML has no markers on the timeline itself: each sits on the item under it.
    void writeItemMarkers(const EditItem &item, bool isPrimary, bool isLast, const std::function<QString(std::int64_t)> &localTime,
                          std::int64_t)
    {
        if (isPrimary) {
            for (const EditMarker &marker : m_edit.markers) {
                if (marker.frame >= item.start && marker.frame < item.end())
                    writeMarker(marker, localTime(marker.frame));
                else if (isLast && marker.frame >= item.end())
                    ++m_lateMarkers;
            }
        }
        if (!item.isGap && m_options.cut.sceneMarkers && !item.scene.isEmpty())
            empty("keyword", {{"start", localTime(item.start)}, {"duration", time(item.length)}, {"value", keywordOf(item.scene)}});
    }

    void writeMarker(const EditMarker &marker, std::int64_t local) { writeMarker(marker, time(local)); }
    void writeMarker(const EditMarker &marker, const QString &at)
    {
        const QString text = marker.note.isEmpty() ? QString() : xmlText(marker.note);
        const QString name = xmlName(marker.name);
        if (marker.kind == EditMarker::Kind::Chapter || marker.kind == EditMarker::Kind::Scene)
            empty("chapter-marker",
                  {{"start", at}, {"duration", time(1)}, {"value", name}, {"note", text}, {"posterOffset", QStringLiteral("0s")}});
        else
            empty("marker", {{"start", at},
                             {"duration", time(1)},
                             {"value", name},
                             {"completed", marker.kind == EditMarker::Kind::ToDo ? QStringLiteral("0") : QString()},
                             {"note", text}});
    }

    Edit &m_edit;
    const FcpxmlExport &m_options;
    FrameRate m_rate;
    std::int64_t m_localStart; // frames: gaps and stills begin at one hour of their own time, as in Final Cut's own files
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
    int m_ids = 0;
    int m_lateMarkers = 0;
    QString m_sequenceFormat;
    QString m_effect;
    QHash<QString, QString> m_knownFormats;
    std::vector<QString> m_formats; // by media
    std::vector<QString> m_assets;
};

} // namespace

QStringList fcpxmlVersions()
{
    return {QStringLiteral("1.8"),  QStringLiteral("1.9"),  QStringLiteral("1.10"), QStringLiteral("1.11"),
            QStringLiteral("1.12"), QStringLiteral("1.13"), QStringLiteral("1.14")};
}

QByteArray writeFcpxml(Edit &edit, const FcpxmlExport &options)
{
    return Writer(edit, options).write();
}

} // namespace sc::interchange

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/xmeml_writer.h"

#include "core/base/timecode.h"
#include "core/interchange/file_url.h"
#include "core/interchange/xml_tree.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSet>
#include <QtCore/QXmlStreamWriter>

#include <algorithm>

namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

QString boolean(bool value)
{
    return value ? QStringLiteral("TRUE") : QStringLiteral("FALSE");
}

// One clip item of pictures.
struct Shot
{
    QString name;
    int media = -1;
    Ticks in;
    std::int64_t start = 0;
    std::int64_t length = 0;
    bool enabled = true;
    QString note;
    const EditTransition *atStart = nullptr;
    const EditTransition *atEnd = nullptr;
};

class Writer
{
public:
    Writer(Edit &edit, const XmemlExport &options) : m_edit(edit), m_options(options), m_xml(&m_bytes) {}

    QByteArray write()
    {
        m_xml.setAutoFormatting(true);
        m_xml.setAutoFormattingIndent(2);
        m_xml.writeStartDocument();
        m_xml.writeDTD(QStringLiteral("<!DOCTYPE xmeml>"));
        open("xmeml");
        m_xml.writeAttribute(QStringLiteral("version"), QStringLiteral("5"));
        open("sequence");
        m_xml.writeAttribute(QStringLiteral("id"), QStringLiteral("sequence-1"));
        text("name", xmlName(m_edit.name));
        number("duration", m_edit.length);
        rate(mediaRate(m_edit.rate));
        timecode(m_edit.tcStart, mediaRate(m_edit.rate), m_edit.dropFrame);
        open("media");
        writeVideo();
        writeAudio();
        close();
        writeMarkers();
        m_xml.writeEndDocument();
        if (m_isRetimed)
            m_edit.notices += Words::tr("Shots of another speed whose media are missing run at normal speed.");
        return std::move(m_bytes);
    }

private:
    void open(const char *name) { m_xml.writeStartElement(QLatin1String(name)); }
    void close() { m_xml.writeEndElement(); }
    void text(const char *name, const QString &value) { m_xml.writeTextElement(QLatin1String(name), value); }
    void number(const char *name, std::int64_t value) { text(name, QString::number(value)); }

    void rate(MediaRate value)
    {
        open("rate");
        number("timebase", value.nominal());
        text("ntsc", boolean(value.denominator == 1001));
        close();
    }

    void timecode(std::int64_t frame, MediaRate value, bool isDrop)
    {
        open("timecode");
        rate(value);
        if (const auto known = FrameRate::fromFraction(value.numerator, value.denominator))
            text("string", formatTimecode(frame, *known, isDrop ? TimecodeMode::Drop : TimecodeMode::NonDrop));
        number("frame", frame);
        text("displayformat", isDrop ? QStringLiteral("DF") : QStringLiteral("NDF"));
        close();
    }

    void sampleSize(int width, int height)
    {
        number("width", width);
        number("height", height);
        text("anamorphic", boolean(false));
        text("pixelaspectratio", QStringLiteral("square"));
        text("fielddominance", QStringLiteral("none"));
    }

    void writeVideo()
    {
        open("video");
        open("format");
        open("samplecharacteristics");
        rate(mediaRate(m_edit.rate));
        sampleSize(m_edit.width, m_edit.height);
        close();
        close();
        size_t alternates = 0;
        for (const EditTrack &track : m_edit.tracks) {
            writeTrack(track);
            for (const EditItem &item : track.items)
                alternates = std::max(alternates, item.alternates.size());
        }
        for (size_t i = 0; i < alternates; ++i)
            writeAlternates(i);
        close();
    }

    void writeTrack(const EditTrack &track)
    {
        open("track");
        auto transition = track.transitions.begin();
        const EditTransition *before = nullptr;
        for (size_t i = 0; i <= track.items.size(); ++i) {
            before = nullptr;
            if (transition != track.transitions.end() && transition->right == i) {
                before = &*transition++;
                writeTransition(track, *before);
            }
            if (i == track.items.size() || track.items[i].isGap)
                continue;
            const EditItem &item = track.items[i];
            const bool hasEnd = transition != track.transitions.end() && transition->right == i + 1;
            m_isRetimed = m_isRetimed || item.isRetimed();
            writeShot({item.name, item.media, item.in, item.start, item.length, item.enabled, item.note, before,
                       hasEnd ? &*transition : nullptr});
        }
        endTrack();
    }

    void endTrack()
    {
        text("enabled", boolean(true));
        text("locked", boolean(false));
        close();
    }

    // The other choices lie above the shot, disabled.
    void writeAlternates(size_t index)
    {
        open("track");
        for (const EditTrack &track : m_edit.tracks) {
            for (const EditItem &item : track.items) {
                if (index >= item.alternates.size())
                    continue;
                const EditAlternate &other = item.alternates[index];
                writeShot({other.name, other.media, other.in, item.start, item.length, false, {}, nullptr, nullptr});
            }
            break; // those of upper tracks would lie over one another
        }
        endTrack();
    }

    [[nodiscard]] static bool isBlack(const EditTrack &track, size_t index)
    {
        return index >= track.items.size() || track.items[index].isGap;
    }

    void writeTransition(const EditTrack &track, const EditTransition &transition)
    {
        const bool fromBlack = transition.right == 0 || isBlack(track, transition.right - 1);
        const bool toBlack = isBlack(track, transition.right);
        QString alignment = QStringLiteral("center");
        if (fromBlack)
            alignment = QStringLiteral("start-black");
        else if (toBlack)
            alignment = QStringLiteral("end-black");
        else if (transition.before == 0)
            alignment = QStringLiteral("start");
        else if (transition.behind == 0)
            alignment = QStringLiteral("end");
        open("transitionitem");
        rate(mediaRate(m_edit.rate));
        number("start", transition.start());
        number("end", transition.end());
        text("alignment", alignment);
        open("effect");
        const bool isWipe = transition.kind == timeline::TransitionKind::Wipe;
        text("name", isWipe ? QStringLiteral("Edge Wipe") : QStringLiteral("Cross Dissolve"));
        text("effectid", isWipe ? QStringLiteral("Edge Wipe") : QStringLiteral("Cross Dissolve"));
        text("effectcategory", isWipe ? QStringLiteral("Wipe") : QStringLiteral("Dissolve"));
        text("effecttype", QStringLiteral("transition"));
        text("mediatype", QStringLiteral("video"));
        text("wipecode", QStringLiteral("0"));
        text("wipeaccuracy", QStringLiteral("100"));
        text("startratio", QStringLiteral("0"));
        text("endratio", QStringLiteral("1"));
        text("reverse", boolean(false));
        close();
        close();
    }

    // Where a transition reaches over an edge, that edge is -1 and the media are shown as far as the transition goes.
    void writeShot(const Shot &shot)
    {
        const EditMedia &media = m_edit.media[static_cast<size_t>(shot.media)];
        const bool isStill = media.kind == EditMedia::Kind::Still;
        const MediaRate own = isStill ? mediaRate(m_edit.rate) : media.rate;
        const std::int64_t head = shot.atStart ? shot.atStart->before : 0;
        const std::int64_t tail = shot.atEnd ? shot.atEnd->behind : 0;
        const auto inOwn = [&](std::int64_t frames) {
            return own == mediaRate(m_edit.rate) ? frames : own.framesIn(m_edit.rate.timeOf(frames) + Ticks(own.timeOf(1).value() / 2));
        };
        const std::int64_t first = isStill ? head : own.framesIn(shot.in + Ticks(1));
        const std::int64_t in = std::max<std::int64_t>(0, first - inOwn(head));
        const std::int64_t out = first + std::max<std::int64_t>(1, inOwn(shot.length + tail));
        open("clipitem");
        m_xml.writeAttribute(QStringLiteral("id"), QStringLiteral("clipitem-%1").arg(++m_clipItems));
        text("masterclipid", QStringLiteral("masterclip-%1").arg(shot.media + 1));
        text("name", xmlName(shot.name));
        text("enabled", boolean(shot.enabled));
        number("duration", isStill ? out : media.frames);
        rate(own);
        number("start", shot.atStart ? -1 : shot.start);
        number("end", shot.atEnd ? -1 : shot.start + shot.length);
        number("in", in);
        number("out", isStill ? out : std::min(out, std::max(media.frames, in + 1)));
        if (isStill)
            text("stillframe", boolean(true));
        writeFile(shot.media, out);
        if (!shot.note.isEmpty()) {
            open("comments");
            text("mastercomment1", xmlText(shot.note));
            close();
        }
        close();
    }

    [[nodiscard]] QString pathUrl(const QString &file) const
    {
        QString path = QDir::fromNativeSeparators(writtenPath(file, m_options.cut));
        const bool hasDrive = path.size() > 2 && path[0].isLetter() && path[1] == u':';
        if (hasDrive)
            return QStringLiteral("file://localhost/%1%3a%2").arg(path[0]).arg(fileUrl(path.mid(2)).mid(7));
        if (path.startsWith(QLatin1String("//")))
            return fileUrl(path);
        const QString encoded = fileUrl(path).mid(7);
        return QStringLiteral("file://localhost") + (m_options.doubleSlash ? QStringLiteral("/") : QString()) + encoded;
    }

    // Whole once, afterwards by its id alone: whole twice makes Resolve drop clips.
    void writeFile(int index, std::int64_t used)
    {
        const EditMedia &media = m_edit.media[static_cast<size_t>(index)];
        const QString id = QStringLiteral("file-%1").arg(index + 1);
        if (m_written.contains(index)) {
            m_xml.writeEmptyElement(QStringLiteral("file"));
            m_xml.writeAttribute(QStringLiteral("id"), id);
            return;
        }
        m_written.insert(index);
        const bool moves = media.kind == EditMedia::Kind::Movie;
        const MediaRate own = moves ? media.rate : mediaRate(m_edit.rate);
        open("file");
        m_xml.writeAttribute(QStringLiteral("id"), id);
        text("name", xmlName(media.name));
        text("pathurl", pathUrl(media.file));
        rate(own);
        number("duration", moves ? media.frames
                           : media.kind == EditMedia::Kind::Still
                               ? used
                               : m_edit.rate.frameAt(Ticks::fromSamples(media.samples, kSongSampleRate), Rounding::Floor));
        timecode(moves ? media.startFrame : 0, own, media.dropFrame);
        open("media");
        if (media.kind != EditMedia::Kind::Sound) {
            open("video");
            if (!moves)
                number("duration", used);
            open("samplecharacteristics");
            rate(own);
            sampleSize(media.width, media.height);
            close();
            close();
        } else {
            open("audio");
            open("samplecharacteristics");
            text("depth", QStringLiteral("24"));
            number("samplerate", media.sampleRate);
            close();
            number("channelcount", media.channels);
            close();
        }
        close();
        close();
    }

    void writeAudio()
    {
        open("audio");
        number("numOutputChannels", 2);
        open("format");
        open("samplecharacteristics");
        text("depth", QStringLiteral("16"));
        number("samplerate", kSongSampleRate);
        close();
        close();
        open("outputs");
        for (int group = 1; group <= 2; ++group) {
            open("group");
            number("index", group);
            number("numchannels", 1);
            number("downmix", 0);
            open("channel");
            number("index", group);
            close();
            close();
        }
        close();
        if (m_edit.song)
            writeSong(*m_edit.song);
        close();
    }

    // One track a channel, linked.
    void writeSong(const EditSong &song)
    {
        const EditMedia &media = m_edit.media[static_cast<size_t>(song.media)];
        const int channels = std::clamp(media.channels, 1, 2);
        const int firstId = m_clipItems + 1;
        for (int channel = 1; channel <= channels; ++channel) {
            open("track");
            open("clipitem");
            m_xml.writeAttribute(QStringLiteral("id"), QStringLiteral("clipitem-%1").arg(++m_clipItems));
            text("masterclipid", QStringLiteral("masterclip-%1").arg(song.media + 1));
            text("name", xmlName(song.title));
            text("enabled", boolean(true));
            number("duration", m_edit.rate.frameAt(Ticks::fromSamples(media.samples, kSongSampleRate), Rounding::Floor));
            rate(mediaRate(m_edit.rate));
            number("start", song.start);
            number("end", song.end());
            number("in", song.in);
            number("out", song.in + song.length);
            writeFile(song.media, 0);
            open("sourcetrack");
            text("mediatype", QStringLiteral("audio"));
            number("trackindex", channel);
            close();
            for (int other = 1; channels > 1 && other <= channels; ++other) {
                open("link");
                text("linkclipref", QStringLiteral("clipitem-%1").arg(firstId + other - 1));
                text("mediatype", QStringLiteral("audio"));
                number("trackindex", other);
                number("clipindex", 1);
                number("groupindex", 1);
                close();
            }
            close();
            text("enabled", boolean(true));
            text("locked", boolean(false));
            number("outputchannelindex", channel);
            close();
        }
    }

    void writeMarker(const QString &name, const QString &comment, std::int64_t in, std::int64_t out)
    {
        open("marker");
        text("comment", xmlText(comment));
        text("name", xmlName(name));
        number("in", in);
        number("out", out);
        close();
    }

    void writeMarkers()
    {
        for (const EditMarker &marker : m_edit.markers)
            writeMarker(marker.name, marker.note, marker.frame, marker.length > 1 ? marker.frame + marker.length : -1);
        if (!m_edit.song)
            return;
        const Ticks shift = m_edit.rate.timeOf(m_edit.song->start) - m_edit.rate.timeOf(m_edit.song->in);
        for (const SongMarker &marker : m_edit.song->markers)
            writeMarker(marker.name, {}, m_edit.rate.frameAt(marker.time + shift, Rounding::Nearest), -1);
    }

    Edit &m_edit;
    const XmemlExport &m_options;
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
    QSet<int> m_written;
    int m_clipItems = 0;
    bool m_isRetimed = false;
};

} // namespace

QByteArray writeXmeml(Edit &edit, const XmemlExport &options)
{
    const bool isShared = std::ranges::any_of(
        edit.media, [&](const EditMedia &media) { return writtenPath(media.file, options.cut).startsWith(QLatin1String("//")); });
    if (isShared)
        edit.notices += Words::tr("Media lie on a network share; some programs do not find them there by this file and ask for them.");
    return Writer(edit, options).write();
}

ExportResult exportXmeml(const ExportSource &source, const XmemlExport &options, const CancelToken &cancel, const ProgressFn &progress)
{
    const QString destination = QFileInfo(options.cut.destination).absoluteFilePath();
    CutJob job;
    job.kind = ExportKind::Xmeml;
    job.write = [&](Edit &edit) -> Result<std::vector<OutFile>> { return std::vector<OutFile>{{destination, writeXmeml(edit, options)}}; };
    job.check = [&](const Edit &edit, const std::vector<OutFile> &files) -> QStringList {
        const auto cut = readXmeml(files.front().bytes);
        if (!cut)
            return {cut.error().text()};
        const bool isRetimed =
            std::ranges::any_of(edit.tracks, [](const EditTrack &one) { return std::ranges::any_of(one.items, &EditItem::isRetimed); });
        return checkXmeml(files.front().bytes) + differences(edit, *cut, {.song = true, .transitions = true, .sources = !isRetimed});
    };
    return exportCut(source, options.cut, job, cancel, progress);
}

} // namespace sc::interchange

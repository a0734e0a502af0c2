// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/edl_writer.h"

#include "core/base/timecode.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

constexpr int kReelColumn = 8;
constexpr int kChannelColumn = 5;
constexpr qsizetype kCommentLength = 70;
const QString kBlack = QStringLiteral("BL");

// One event: its lines without the number, which comes when the lists are divided.
struct Event
{
    QStringList lines; // an event line has %1 where the number goes
};

QString titleOf(const QString &name)
{
    const QString ascii = asciiLine(name, kCommentLength);
    return ascii.isEmpty() ? QStringLiteral("UNTITLED") : ascii;
}

class ListWriter
{
public:
    ListWriter(const Edit &edit, EdlProfile profile) : m_edit(edit), m_profile(profile) {}

    std::vector<Event> pictures(const EditTrack &track)
    {
        m_events.clear();
        for (size_t i = 0; i < track.items.size(); ++i)
            addItem(track, i);
        return std::move(m_events);
    }

    std::vector<Event> sound(const EditSong &song)
    {
        m_events.clear();
        const EditMedia &media = m_edit.media[static_cast<size_t>(song.media)];
        Event event;
        event.lines += line(reelOf(media), media.channels == 1 ? QStringLiteral("A") : QStringLiteral("AA"), QStringLiteral("C"), song.in,
                            song.in + song.length, song.start, song.end());
        event.lines += QStringLiteral("* FROM CLIP NAME: ") + asciiLine(media.name, kCommentLength);
        m_events.push_back(std::move(event));
        return std::move(m_events);
    }

private:
    [[nodiscard]] QString timecode(std::int64_t frame) const
    {
        return formatTimecode(frame, m_edit.rate, m_edit.dropFrame ? TimecodeMode::Drop : TimecodeMode::NonDrop);
    }

    [[nodiscard]] QString line(const QString &reel, const QString &channel, const QString &transition, std::int64_t in, std::int64_t out,
                               std::int64_t start, std::int64_t end) const
    {
        return QStringLiteral("%1  %2 %3 %4 %5 %6 %7 %8")
            .arg(QStringLiteral("%1"), reel.leftJustified(kReelColumn), channel.leftJustified(kChannelColumn), transition.leftJustified(8),
                 timecode(in), timecode(out), timecode(m_edit.tcStart + start), timecode(m_edit.tcStart + end));
    }

    [[nodiscard]] QString reelOf(const EditMedia &media) const
    {
        if (m_profile == EdlProfile::Premiere)
            return QStringLiteral("AX");
        if (m_profile == EdlProfile::Generic)
            return media.reel;
        QString stem = asciiLine(QFileInfo(media.name).completeBaseName(), 200).replace(u' ', u'_');
        return stem.isEmpty() ? media.reel : stem;
    }

    // The media's own timecode in frames of the project: the label stays, its frames are counted anew.
    [[nodiscard]] std::int64_t sourceStart(const EditMedia &media) const
    {
        if (media.rate.isNone() || media.startFrame == 0)
            return 0;
        if (media.rate == mediaRate(m_edit.rate))
            return media.startFrame;
        return m_edit.rate.frameAt(media.rate.timeOf(media.startFrame), Rounding::Nearest);
    }
    [[nodiscard]] std::int64_t sourceIn(const EditItem &item) const
    {
        return sourceStart(*m_edit.mediaOf(item)) + m_edit.rate.frameAt(item.in, Rounding::Nearest);
    }
    [[nodiscard]] static std::int64_t played(const EditItem &item, std::int64_t frames)
    {
        return mulDivRound(frames, item.speedNumerator, item.speedDenominator);
    }
    [[nodiscard]] bool isStill(const EditItem &item) const
    {
        const EditMedia *media = m_edit.mediaOf(item);
        return media && media->kind == EditMedia::Kind::Still;
    }

    [[nodiscard]] static const EditTransition *transitionAt(const EditTrack &track, size_t right)
    {
        const auto found = std::ranges::find(track.transitions, right, &EditTransition::right);
        return found == track.transitions.end() ? nullptr : &*found;
    }
    [[nodiscard]] static QString wordOf(const EditTransition &transition)
    {
        const QString kind = transition.kind == timeline::TransitionKind::Wipe ? QStringLiteral("W001") : QStringLiteral("D");
        return QStringLiteral("%1 %2").arg(kind.leftJustified(4)).arg(transition.length(), 3, 10, QLatin1Char('0'));
    }

    void addItem(const EditTrack &track, size_t index)
    {
        const EditItem &item = track.items[index];
        const EditTransition *in = transitionAt(track, index);
        const EditTransition *out = transitionAt(track, index + 1);
        if (!item.enabled)
            return; // nothing of it is seen: a hole
        if (item.isGap) {
            // A shot that fades into nothing: black comes over it.
            if (in && index > 0 && !track.items[index - 1].isGap)
                addFadeOut(track.items[index - 1], *in);
            return;
        }
        const std::int64_t before = in ? in->before : 0;
        const std::int64_t start = item.start - before;
        const std::int64_t end = item.end() - (out ? out->before : 0);
        addEvent(track, index, start, end, before, in);
        if (out && index + 1 == track.items.size())
            addFadeOut(item, *out);
    }

    void addEvent(const EditTrack &track, size_t index, std::int64_t start, std::int64_t end, std::int64_t before, const EditTransition *in)
    {
        const EditItem &item = track.items[index];
        const EditMedia &media = *m_edit.mediaOf(item);
        const EditItem *left = index > 0 && !track.items[index - 1].isGap ? &track.items[index - 1] : nullptr;
        Event event;
        if (in)
            event.lines += outgoing(left, *in);
        const std::int64_t from = isStill(item) ? sourceStart(media) : sourceIn(item) - played(item, before);
        const std::int64_t to = isStill(item) ? from + 1 : from + played(item, end - start);
        event.lines += line(reelOf(media), QStringLiteral("V"), in ? wordOf(*in) : QStringLiteral("C"), from, to, start, end);
        addSpeed(event, item, media, from);
        addComments(event, item, media, in ? (left ? m_edit.mediaOf(*left) : nullptr) : nullptr, in != nullptr);
        m_events.push_back(std::move(event));
    }

    // The zero-length first line of a transition: where the outgoing picture is then, or black.
    [[nodiscard]] QString outgoing(const EditItem *left, const EditTransition &in) const
    {
        if (!left)
            return line(kBlack, QStringLiteral("V"), QStringLiteral("C"), 0, 0, in.start(), in.start());
        const std::int64_t at =
            isStill(*left) ? sourceStart(*m_edit.mediaOf(*left)) : sourceIn(*left) + played(*left, in.start() - left->start);
        return line(reelOf(*m_edit.mediaOf(*left)), QStringLiteral("V"), QStringLiteral("C"), at, at, in.start(), in.start());
    }

    void addFadeOut(const EditItem &item, const EditTransition &out)
    {
        Event event;
        event.lines += outgoing(&item, out);
        event.lines += line(kBlack, QStringLiteral("V"), wordOf(out), 0, out.length(), out.start(), out.end());
        event.lines += QStringLiteral("* FROM CLIP NAME: ") + asciiLine(m_edit.mediaOf(item)->name, kCommentLength);
        m_events.push_back(std::move(event));
    }

    void addSpeed(Event &event, const EditItem &item, const EditMedia &media, std::int64_t from) const
    {
        const bool still = isStill(item);
        if (!still && !item.isRetimed())
            return;
        // Frames a second, not per cent.
        const double speed = still ? 0 : m_edit.rate.nominal() * static_cast<double>(item.speedNumerator) / item.speedDenominator;
        event.lines +=
            QStringLiteral("M2   %1       %2                %3")
                .arg(reelOf(media).leftJustified(kReelColumn), QString::number(speed, 'f', 1).rightJustified(5, u'0'), timecode(from));
        if (still)
            event.lines += QStringLiteral("* * FREEZE FRAME");
    }

    void addComments(Event &event, const EditItem &item, const EditMedia &media, const EditMedia *from, bool isTransition) const
    {
        const auto add = [&](const char *what, const QString &text) {
            const QString ascii = asciiLine(text, kCommentLength);
            if (!ascii.isEmpty())
                event.lines += QStringLiteral("* %1: %2").arg(QLatin1String(what), ascii);
        };
        if (isTransition) {
            if (from)
                add("FROM CLIP NAME", from->name);
            add("TO CLIP NAME", media.name);
        } else {
            add("FROM CLIP NAME", media.name);
        }
        if (m_profile == EdlProfile::Premiere)
            return;
        add("SOURCE FILE", media.name);
        if (asciiLine(item.name, kCommentLength) != media.name)
            add("COMMENT", item.name);
        for (const EditAlternate &alternate : item.alternates)
            add("COMMENT", QStringLiteral("ALTERNATIVE ") + m_edit.media[static_cast<size_t>(alternate.media)].name);
    }

    const Edit &m_edit;
    EdlProfile m_profile;
    std::vector<Event> m_events;
};

QByteArray textOf(const QString &title, bool dropFrame, const std::vector<Event> &events, size_t from, size_t to)
{
    QString text = QStringLiteral("TITLE: %1\r\nFCM: %2\r\n\r\n")
                       .arg(title, dropFrame ? QStringLiteral("DROP FRAME") : QStringLiteral("NON-DROP FRAME"));
    for (size_t i = from; i < to; ++i) {
        for (const QString &line : events[i].lines) {
            const bool isEvent = line.startsWith(QLatin1String("%1"));
            text += isEvent ? QStringLiteral("%1").arg(i - from + 1, 3, 10, QLatin1Char('0')) + line.mid(2) : line;
            text += QLatin1String("\r\n");
        }
    }
    return text.toUtf8();
}

bool isTransition(const Event &event)
{
    return event.lines.size() > 1 && event.lines[1].startsWith(QLatin1String("%1"));
}

// Each list begins anew at 001; record times go on.
void addLists(std::vector<OutFile> &files, const QString &path, const QString &title, bool dropFrame, const std::vector<Event> &events)
{
    if (events.size() <= kMaxEdlEvents) {
        files.push_back({path, textOf(title, dropFrame, events, 0, events.size())});
        return;
    }
    const QString stem = stemOf(path);
    int part = 0;
    for (size_t from = 0; from < events.size();) {
        size_t to = std::min(events.size(), from + kMaxEdlEvents);
        // Both sides of a transition stand in one list.
        while (to < events.size() && to > from + 1 && isTransition(events[to]))
            --to;
        files.push_back({QStringLiteral("%1_part%2.edl").arg(stem).arg(++part), textOf(title, dropFrame, events, from, to)});
        from = to;
    }
}

struct MarkerLine
{
    std::int64_t frame = 0;
    std::int64_t length = 1;
    QString note;
    QString colour;
    QString name;
};

// No bar divides tags inside a text, and a digit in front would derail the reader.
QString markerText(const QString &text)
{
    QString safe = text.simplified().replace(u'|', u'/');
    if (!safe.isEmpty() && (safe[0].isDigit() || safe[0] == u'*'))
        safe.prepend(QStringLiteral("- "));
    return safe;
}

QString colourOf(EditMarker::Kind kind)
{
    switch (kind) {
    case EditMarker::Kind::Scene:
    case EditMarker::Kind::Chapter:
        return QStringLiteral("Green");
    case EditMarker::Kind::ToDo:
        return QStringLiteral("Red");
    case EditMarker::Kind::Failure:
        return QStringLiteral("Fuchsia");
    case EditMarker::Kind::Lyric:
        return QStringLiteral("Lemon");
    case EditMarker::Kind::Note:
        break;
    }
    return QStringLiteral("Yellow");
}

std::vector<MarkerLine> markerLines(const Edit &edit)
{
    std::vector<MarkerLine> lines;
    for (const EditMarker &marker : edit.markers)
        lines.push_back({marker.frame, marker.length, marker.note, colourOf(marker.kind), marker.name});
    if (edit.song) {
        const Ticks shift = edit.rate.timeOf(edit.song->start) - edit.rate.timeOf(edit.song->in);
        for (const SongMarker &marker : edit.song->markers)
            lines.push_back({edit.rate.frameAt(marker.time + shift, Rounding::Nearest),
                             1,
                             {},
                             marker.isBar ? QStringLiteral("Blue") : QStringLiteral("Sky"),
                             marker.name});
    }
    std::ranges::stable_sort(lines, {}, &MarkerLine::frame);
    return lines;
}

} // namespace

std::vector<OutFile> writeEdl(Edit &edit, const EdlExport &options, const QString &destination)
{
    const QString path = QFileInfo(destination).absoluteFilePath();
    const QString stem = stemOf(path);
    const QString title = titleOf(edit.name);
    std::vector<OutFile> files;
    ListWriter writer(edit, options.profile);
    for (size_t i = 0; i < edit.tracks.size(); ++i)
        addLists(files, i == 0 ? path : QStringLiteral("%1_V%2.edl").arg(stem).arg(i + 1), title, edit.dropFrame,
                 writer.pictures(edit.tracks[i]));
    if (options.song && edit.song)
        addLists(files, stem + QStringLiteral("_AUDIO.edl"), title, edit.dropFrame, writer.sound(*edit.song));
    if (options.markerList) {
        for (OutFile &file : writeMarkerEdl(edit, stem + QStringLiteral("_markers")))
            files.push_back(std::move(file));
    }
    edit.notices += Words::tr("An EDL does not say its frame rate: import it at %1, starting at %2.")
                        .arg(edit.rate.displayName(),
                             formatTimecode(edit.tcStart, edit.rate, edit.dropFrame ? TimecodeMode::Drop : TimecodeMode::NonDrop));
    if (options.song && edit.song)
        edit.notices += Words::tr("Most programs leave the song's list alone: lay the song in by hand where the cut begins.");
    if (files.size() > 1 && edit.tracks.size() == 1 && files[1].path.contains(QLatin1String("_part")))
        edit.notices += Words::tr("The cut has more than 999 events and was divided; import the parts one after the other.");
    return files;
}

std::vector<OutFile> writeMarkerEdl(Edit &edit, const QString &stem)
{
    const auto timecode = [&](std::int64_t frame) {
        return formatTimecode(edit.tcStart + frame, edit.rate, edit.dropFrame ? TimecodeMode::Drop : TimecodeMode::NonDrop);
    };
    std::vector<Event> events;
    int late = 0;
    for (const MarkerLine &marker : markerLines(edit)) {
        if (marker.frame >= edit.length) {
            ++late;
            continue;
        }
        const QString in = timecode(marker.frame);
        const QString out = timecode(marker.frame + 1);
        Event event;
        event.lines += QStringLiteral("%1  001      V     C        %2 %3 %4 %5").arg(QStringLiteral("%1"), in, out, in, out);
        event.lines += QStringLiteral("%1 |C:ResolveColor%2 |M:%3 |D:%4")
                           .arg(markerText(marker.note), marker.colour, markerText(marker.name))
                           .arg(marker.length);
        event.lines += QString();
        events.push_back(std::move(event));
    }
    if (late > 0)
        edit.notices += Words::tr("Markers after the end were left out of the marker list: %1.").arg(late);
    std::vector<OutFile> files;
    addLists(files, stem + QStringLiteral(".edl"), titleOf(edit.name + QStringLiteral(" MARKERS")), edit.dropFrame, events);
    return files;
}

} // namespace sc::interchange

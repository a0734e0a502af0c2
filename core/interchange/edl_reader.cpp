// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/read_cut.h"

#include "core/base/timecode.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

constexpr qsizetype kMaxBytes = 64 * 1024 * 1024;
constexpr qsizetype kMaxEvents = 200'000;
constexpr qsizetype kMaxNotices = 100;
constexpr std::int64_t kMaxTransition = 9999; // frames

Problem unreadable(const QString &reason, int line)
{
    return Problem(ProblemCode::ValidationError, Words::tr("This EDL cannot be read: %1 (line %2).").arg(reason).arg(line));
}

// One line of an event as it stands there.
struct EventLine
{
    int line = 0;
    int number = 0;
    QString reel;
    QString channel;
    QString transition; // "C", "D", "W001"
    std::int64_t length = 0;
    std::array<QString, 4> timecodes; // source in and out, record in and out
    QString fromName;
    QString toName;
    QString comment;
    std::optional<double> speed; // frames a second
    bool isFreeze = false;
    bool isMarker = false;  // as Resolve writes them
    std::int64_t lasts = 1; // frames, of a marker
    QString note;
};

struct Lines
{
    QString title;
    bool dropFrame = false;
    bool hasFcm = false;
    std::vector<EventLine> events;
    QStringList notices;
};

const QRegularExpression &eventPattern()
{
    static const QRegularExpression pattern(QStringLiteral(
        R"(^\s*(\d{1,6})\s+(\S+)\s+(\S+)\s+(C|D|K|KB|KO|W\d{3})\s*(\d{0,4})\s+(\d+[:;.]\d+[:;.]\d+[:;.]\d+)\s+(\d+[:;.]\d+[:;.]\d+[:;.]\d+)\s+(\d+[:;.]\d+[:;.]\d+[:;.]\d+)\s+(\d+[:;.]\d+[:;.]\d+[:;.]\d+)\s*$)"));
    return pattern;
}

class LineReader
{
public:
    Result<Lines> read(const QByteArray &bytes)
    {
        QString text = QString::fromUtf8(bytes);
        if (text.startsWith(QChar(0xfeff)))
            text.remove(0, 1);
        int number = 0;
        for (const QString &row : text.split(u'\n')) {
            ++number;
            SC_TRY(take(row.trimmed(), number));
        }
        if (m_lines.events.empty() && m_lines.title.isEmpty() && !m_lines.hasFcm)
            return std::unexpected(unreadable(Words::tr("it has neither a title nor an event"), 1));
        return std::move(m_lines);
    }

private:
    Result<> take(const QString &row, int number)
    {
        if (row.isEmpty())
            return {};
        if (row.startsWith(QLatin1String("TITLE:"))) {
            m_lines.title = row.mid(6).trimmed();
        } else if (row.startsWith(QLatin1String("FCM:"))) {
            m_lines.hasFcm = true;
            m_lines.dropFrame = !row.contains(QLatin1String("NON"));
        } else if (row.startsWith(u'*')) {
            takeComment(row);
        } else if (row.startsWith(QLatin1String("M2"))) {
            takeSpeed(row, number);
        } else if (const auto match = eventPattern().match(row); match.hasMatch()) {
            return takeEvent(match, number);
        } else if (row[0].isDigit()) {
            return std::unexpected(unreadable(Words::tr("“%1” is no event").arg(row.left(60)), number));
        } else if (row.contains(QLatin1String("|C:"))) {
            takeMarker(row);
        } else if (!row.startsWith(QLatin1String("AUD")) && !row.startsWith(QLatin1String("EFFECTS")) &&
                   m_lines.notices.size() < kMaxNotices) {
            m_lines.notices += Words::tr("Line %1 was not understood: “%2”.").arg(number).arg(row.left(60));
        }
        return {};
    }

    Result<> takeEvent(const QRegularExpressionMatch &match, int number)
    {
        if (std::ssize(m_lines.events) >= kMaxEvents)
            return std::unexpected(unreadable(Words::tr("it has too many events"), number));
        EventLine event;
        event.line = number;
        event.number = match.captured(1).toInt();
        event.reel = match.captured(2);
        event.channel = match.captured(3);
        event.transition = match.captured(4);
        event.length = std::min<std::int64_t>(kMaxTransition, match.captured(5).toLongLong());
        for (size_t i = 0; i < event.timecodes.size(); ++i)
            event.timecodes[i] = match.captured(static_cast<int>(i) + 6);
        m_lines.events.push_back(std::move(event));
        return {};
    }

    void takeComment(const QString &row)
    {
        if (m_lines.events.empty())
            return;
        EventLine &event = m_lines.events.back();
        const auto after = [&](QLatin1String word) { return row.mid(row.indexOf(word) + word.size()).trimmed(); };
        if (row.contains(QLatin1String("FROM CLIP NAME:")))
            event.fromName = after(QLatin1String("FROM CLIP NAME:"));
        else if (row.contains(QLatin1String("TO CLIP NAME:")))
            event.toName = after(QLatin1String("TO CLIP NAME:"));
        else if (row.contains(QLatin1String("FREEZE FRAME")))
            event.isFreeze = true;
        else if (row.contains(QLatin1String("COMMENT:")) && event.comment.isEmpty() && !row.contains(QLatin1String("ALTERNATIVE")))
            event.comment = after(QLatin1String("COMMENT:"));
    }

    // "note |C:ResolveColorBlue |M:name |D:1"
    void takeMarker(const QString &row)
    {
        if (m_lines.events.empty())
            return;
        EventLine &event = m_lines.events.back();
        event.isMarker = true;
        const QStringList parts = row.split(u'|');
        event.note = parts[0].trimmed();
        for (const QString &part : parts) {
            if (part.startsWith(QLatin1String("M:")))
                event.fromName = part.mid(2).trimmed();
            else if (part.startsWith(QLatin1String("D:")))
                event.lasts = std::clamp<std::int64_t>(part.mid(2).trimmed().toLongLong(), 1, 1'000'000'000);
        }
    }

    void takeSpeed(const QString &row, int number)
    {
        static const QRegularExpression pattern(QStringLiteral(R"(^M2\s+(\S+)\s+(-?\d+(?:\.\d+)?)\s)"));
        const auto match = pattern.match(row + u' ');
        if (m_lines.events.empty() || !match.hasMatch()) {
            if (m_lines.notices.size() < kMaxNotices)
                m_lines.notices += Words::tr("Line %1: this M2 line was not understood.").arg(number);
            return;
        }
        m_lines.events.back().speed = match.captured(2).toDouble();
    }

    Lines m_lines;
};

int largestFrame(const Lines &lines)
{
    int largest = 0;
    for (const EventLine &event : lines.events) {
        for (const QString &timecode : event.timecodes)
            largest = std::max(
                largest, static_cast<int>(timecode.mid(timecode.lastIndexOf(QRegularExpression(QStringLiteral("[:;.]"))) + 1).toInt()));
    }
    return largest;
}

FrameRate guessRate(const Lines &lines, const EdlReading &reading, QStringList &notices)
{
    if (reading.rate)
        return *reading.rate;
    static const QRegularExpression named(QStringLiteral(R"((\d{2}(?:\.\d{1,3})?)\s*fps)"), QRegularExpression::CaseInsensitiveOption);
    std::optional<FrameRate> rate;
    if (const auto match = named.match(reading.fileName); match.hasMatch())
        rate = FrameRate::parse(match.captured(1));
    const int largest = largestFrame(lines);
    if (!rate && lines.dropFrame)
        rate = FrameRate::fromFraction(largest < 30 ? 30000 : 60000, 1001);
    for (const int whole : {24, 25, 30, 48, 50, 60}) {
        if (!rate && largest < whole)
            rate = FrameRate::fromFraction(whole, 1);
    }
    notices += Words::tr("An EDL does not say its frame rate; %1 was taken.").arg(rate.value_or(FrameRate()).displayName());
    return rate.value_or(FrameRate());
}

class CutBuilder
{
public:
    CutBuilder(Lines lines, const EdlReading &reading) : m_lines(std::move(lines)), m_reading(reading) {}

    Result<ReadCut> build()
    {
        m_cut.format = CutFormat::Edl;
        m_cut.version = QStringLiteral("CMX 3600");
        m_cut.name = m_lines.title;
        m_cut.notices = m_lines.notices;
        m_cut.rate = guessRate(m_lines, m_reading, m_cut.notices);
        m_cut.dropFrame = m_lines.dropFrame && m_cut.rate.canDropFrames();
        SC_TRY_ASSIGN(start, firstFrame());
        m_cut.tcStart = start;
        m_cut.tracks.resize(2);
        m_cut.tracks[1].isSound = true;
        for (size_t i = 0; i < m_lines.events.size(); ++i) {
            const bool isPair = i + 1 < m_lines.events.size() && m_lines.events[i + 1].number == m_lines.events[i].number &&
                                m_lines.events[i + 1].transition != QLatin1String("C") &&
                                channelOf(m_lines.events[i]) == channelOf(m_lines.events[i + 1]);
            if (isPair) {
                SC_TRY(add(m_lines.events[i + 1], &m_lines.events[i]));
                ++i;
            } else {
                SC_TRY(add(m_lines.events[i], nullptr));
            }
        }
        for (CutTrack &track : m_cut.tracks)
            fillGaps(track);
        for (const CutTrack &track : m_cut.tracks)
            m_cut.length = std::max(m_cut.length, track.items.empty() ? 0 : track.items.back().end());
        if (m_cut.tracks[1].items.empty())
            m_cut.tracks.pop_back();
        return std::move(m_cut);
    }

private:
    static bool isPicture(const QString &channel) { return channel.contains(u'V') || channel == QLatin1String("B"); }
    static bool channelOf(const EventLine &event) { return isPicture(event.channel); }

    [[nodiscard]] Result<std::int64_t> frame(const EventLine &event, size_t which) const
    {
        QString text = event.timecodes[which];
        // What a list says in its FCM line holds for labels with colons too.
        if (m_cut.dropFrame && which >= 2)
            text.replace(text.lastIndexOf(QRegularExpression(QStringLiteral("[:;.]"))), 1, QStringLiteral(";"));
        const auto parsed = parseTimecode(text, m_cut.rate);
        if (!parsed)
            return std::unexpected(
                unreadable(Words::tr("“%1” is no timecode at %2").arg(event.timecodes[which], m_cut.rate.displayName()), event.line)
                    .withDetail(parsed.error().text()));
        return *parsed;
    }

    Result<std::int64_t> firstFrame() const
    {
        if (m_reading.start)
            return *m_reading.start;
        if (m_lines.events.empty())
            return 0;
        std::int64_t first = std::numeric_limits<std::int64_t>::max();
        for (const EventLine &event : m_lines.events) {
            SC_TRY_ASSIGN(start, frame(event, 2));
            first = std::min(first, start);
        }
        const QString label = formatTimecode(first, m_cut.rate, m_cut.dropFrame ? TimecodeMode::Drop : TimecodeMode::NonDrop);
        return parseTimecode(label.left(2) + (m_cut.dropFrame ? QStringLiteral(":00:00;00") : QStringLiteral(":00:00:00")), m_cut.rate);
    }

    Result<> add(const EventLine &event, const EventLine *outgoing)
    {
        SC_TRY_ASSIGN(in, frame(event, 0));
        SC_TRY_ASSIGN(out, frame(event, 1));
        SC_TRY_ASSIGN(start, frame(event, 2));
        SC_TRY_ASSIGN(end, frame(event, 3));
        start -= m_cut.tcStart;
        end -= m_cut.tcStart;
        if (start < 0 || end < start || out < in)
            return std::unexpected(unreadable(Words::tr("event %1 ends before it begins").arg(event.number), event.line));
        if (event.isMarker) {
            m_cut.markers.push_back({start, event.lasts, event.fromName, event.note});
            return {};
        }
        if (end == start && !outgoing)
            return {}; // nothing to see
        for (CutTrack &track : m_cut.tracks) {
            const bool applies =
                track.isSound ? event.channel.contains(u'A') || event.channel == QLatin1String("B") : isPicture(event.channel);
            if (applies)
                SC_TRY(addTo(track, event, outgoing, in, out, start, end));
        }
        return {};
    }

    Result<> addTo(CutTrack &track, const EventLine &event, const EventLine *outgoing, std::int64_t in, std::int64_t out,
                   std::int64_t start, std::int64_t end)
    {
        const std::int64_t last = track.items.empty() ? 0 : track.items.back().end();
        if (start < last)
            return std::unexpected(unreadable(Words::tr("event %1 overlaps the one before it").arg(event.number), event.line));
        const bool isBlack = event.reel == QLatin1String("BL");
        const bool fromBlack = outgoing && outgoing->reel == QLatin1String("BL");
        const bool hasLeft = outgoing && !fromBlack && !track.items.empty() && last == start && !track.items.back().isGap;
        const std::int64_t length = outgoing ? std::min(event.length, end - start) : 0;
        if (isBlack) {
            if (hasLeft && length > 0) {
                track.items.back().length += length;
                track.transitions.push_back({start + length, length, 0});
            }
            return {};
        }
        // A dissolve is centred: its larger half lies before the cut.
        const std::int64_t before = hasLeft ? (length + 1) / 2 : 0;
        if (hasLeft)
            track.items.back().length += before;
        CutItem item = itemOf(event, in, out, end - start);
        item.start = start + before;
        item.length = end - start - before;
        if (item.in && before > 0)
            *item.in += m_cut.rate.timeOf(std::llround(static_cast<double>(before) * item.speed));
        if (length > 0)
            track.transitions.push_back({item.start, before, length - before});
        track.items.push_back(std::move(item));
        return {};
    }

    [[nodiscard]] CutItem itemOf(const EventLine &event, std::int64_t in, std::int64_t out, std::int64_t length) const
    {
        CutItem item;
        const QString file = event.toName.isEmpty() ? event.fromName : event.toName;
        item.mediaFile = file.isEmpty() ? event.reel : file;
        item.name = event.comment.isEmpty() ? item.mediaFile : event.comment;
        item.in = m_cut.rate.timeOf(in);
        if (event.isFreeze || (event.speed && *event.speed == 0))
            item.speed = 0;
        else if (event.speed)
            item.speed = length > 0 ? static_cast<double>(out - in) / static_cast<double>(length) : *event.speed / m_cut.rate.nominal();
        return item;
    }

    static void fillGaps(CutTrack &track)
    {
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
            cursor = item.end();
            items.push_back(std::move(item));
        }
        track.items = std::move(items);
    }

    Lines m_lines;
    const EdlReading &m_reading;
    ReadCut m_cut;
};

} // namespace

Result<ReadCut> readEdl(const QByteArray &bytes, const EdlReading &reading)
{
    if (bytes.size() > kMaxBytes)
        return std::unexpected(Problem(ProblemCode::FileTooLarge, Words::tr("This EDL is larger than 64 MB.")));
    SC_TRY_ASSIGN(lines, LineReader().read(bytes));
    return CutBuilder(std::move(lines), reading).build();
}

QStringList checkEdl(const QByteArray &bytes, const EdlReading &reading)
{
    QStringList breaches;
    if (bytes.startsWith("\xef\xbb\xbf"))
        breaches += Words::tr("It begins with a byte order mark, which other programs stumble over.");
    const auto cut = readEdl(bytes, reading);
    if (!cut)
        return breaches << cut.error().text();
    const auto lines = LineReader().read(bytes);
    int events = 0;
    int last = 0;
    for (const EventLine &event : lines->events) {
        if (event.number == last + 1)
            ++events;
        else if (event.number != last)
            breaches += Words::tr("Line %1: event %2 follows event %3.").arg(event.line).arg(event.number).arg(last);
        last = event.number;
        const auto in = parseTimecode(event.timecodes[0], cut->rate);
        const auto out = parseTimecode(event.timecodes[1], cut->rate);
        const auto start = parseTimecode(event.timecodes[2], cut->rate);
        const auto end = parseTimecode(event.timecodes[3], cut->rate);
        if (in && out && start && end && !event.speed && !event.isFreeze && *out - *in != *end - *start)
            breaches += Words::tr("Line %1: source and record of event %2 have unequal lengths and no M2 line says why.")
                            .arg(event.line)
                            .arg(event.number);
        if (breaches.size() > kMaxNotices)
            break;
    }
    if (events > 999)
        breaches += Words::tr("It has %1 events; most programs read no more than 999.").arg(events);
    return breaches;
}

} // namespace sc::interchange

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/midi_export.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::audio {

namespace {

constexpr int kQuarter = 960;                          // ticks
constexpr std::int64_t kFinePerMicrosecond = kQuarter; // a tempo of n us lasts n * ticks of these, exactly
constexpr std::int64_t kMostDrift = 400 * kFinePerMicrosecond;
constexpr std::int64_t kSlowestTempo = 0xFFFFFF; // us a quarter: three bytes
constexpr int kDownbeatNote = 76;                // high wood block
constexpr int kBeatNote = 77;                    // low wood block
constexpr int kNoteLength = kQuarter / 8;

std::int64_t fine(Ticks time)
{
    return mulDivRound(time.value(), 1'000'000 * kFinePerMicrosecond, Ticks::kPerSecond);
}

struct Event
{
    std::int64_t tick = 0;
    int order = 0; // of events at one tick
    QByteArray bytes;
};

QByteArray variableLength(std::int64_t value)
{
    QByteArray bytes(1, static_cast<char>(value & 0x7F));
    while (value >>= 7)
        bytes.prepend(static_cast<char>((value & 0x7F) | 0x80));
    return bytes;
}

QByteArray bigEndian(std::int64_t value, int count)
{
    QByteArray bytes;
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8)
        bytes.append(static_cast<char>((value >> shift) & 0xFF));
    return bytes;
}

QByteArray meta(int type, const QByteArray &data)
{
    return QByteArray("\xFF") + static_cast<char>(type) + variableLength(data.size()) + data;
}

QByteArray track(std::vector<Event> events, std::int64_t end)
{
    std::ranges::stable_sort(events,
                             [](const Event &a, const Event &b) { return std::pair(a.tick, a.order) < std::pair(b.tick, b.order); });
    QByteArray data;
    std::int64_t at = 0;
    for (const Event &event : events) {
        data += variableLength(event.tick - at) + event.bytes;
        at = event.tick;
    }
    data += variableLength(std::max<std::int64_t>(0, end - at)) + meta(0x2F, {});
    return "MTrk" + bigEndian(data.size(), 4) + data;
}

// How a beat is written: a quarter, a dotted quarter in 6/8, an eighth in 7/8.
struct BeatUnit
{
    int ticks = kQuarter;
    int numerator = 1; // of the signature, a beat
    int denominatorPower = 2;
};

BeatUnit beatUnit(const Analysis &analysis)
{
    const QString signature = analysis.timeSignature.value.value_or(QString());
    if (!signature.endsWith(QLatin1String("/8")) || analysis.map.grid.isEmpty())
        return {};
    const auto longest =
        std::ranges::max_element(analysis.map.grid.regions, {}, [](const BeatRegion &region) { return region.end - region.start; });
    const int eighths = signature.section(u'/', 0, 0).toInt();
    if (eighths == 3 * longest->beatsPerBar)
        return {kQuarter * 3 / 2, 3, 3};
    return {kQuarter / 2, 1, 3};
}

// One beat of the file. Those that only count up to the first one, or through a gap, are none of the song.
struct FileBeat
{
    std::int64_t at = 0; // fine units of song time
    bool isDownbeat = false;
    bool isSong = true;
};

std::vector<FileBeat> fileBeats(const std::vector<Beat> &beats)
{
    std::vector<FileBeat> all;
    const std::int64_t usual = beats.size() > 1 ? fine(beats[1].time - beats[0].time) : 500'000 * kFinePerMicrosecond;
    const auto count = [&](std::int64_t from, std::int64_t to, std::int64_t step, bool isBarFirst) {
        const std::int64_t steps = std::max<std::int64_t>(1, (to - from + step / 2) / step);
        for (std::int64_t i = 0; i < steps; ++i)
            all.push_back({from + mulDivRound(to - from, i, steps), isBarFirst && i == 0, false});
    };
    if (beats.front().time > Ticks())
        count(0, fine(beats.front().time), usual, true);
    std::int64_t period = usual;
    for (size_t i = 0; i < beats.size(); ++i) {
        all.push_back({fine(beats[i].time), beats[i].isDownbeat() || all.empty(), true});
        if (i + 1 == beats.size())
            break;
        const std::int64_t gap = fine(beats[i + 1].time - beats[i].time);
        if (2 * gap > 3 * period && gap - period > period / 2 && gap > 2 * 1'000'000 * kFinePerMicrosecond)
            count(all.back().at + period, all.back().at + gap, period, true);
        else
            period = gap;
    }
    return all;
}

class TempoMap
{
public:
    TempoMap(const std::vector<FileBeat> &beats, const BeatUnit &unit) : m_unit(unit), m_beats(beats)
    {
        std::int64_t now = 0; // where the file's own clock is
        for (size_t i = 0; i + 1 < beats.size(); ++i) {
            const std::int64_t wanted = beats[i + 1].at;
            const std::int64_t withPresent = now + m_tempo * unit.ticks;
            if (m_tempo == 0 || std::abs(withPresent - wanted) > kMostDrift)
                setTempo(tickOf(i), tempoFrom(i, now));
            now += m_tempo * unit.ticks;
        }
        if (m_tempo == 0)
            setTempo(0, 500'000);
    }

    [[nodiscard]] std::int64_t tickOf(size_t beat) const { return static_cast<std::int64_t>(beat) * m_unit.ticks; }

    // Between beats in proportion; behind the last one as before it.
    [[nodiscard]] std::int64_t tickAt(std::int64_t time) const
    {
        const auto after = std::ranges::upper_bound(m_beats, time, {}, &FileBeat::at);
        auto index = static_cast<size_t>(std::max<std::ptrdiff_t>(0, after - m_beats.begin() - 1));
        const size_t step = std::min(index, m_beats.size() >= 2 ? m_beats.size() - 2 : 0);
        const std::int64_t length = m_beats.size() >= 2 ? m_beats[step + 1].at - m_beats[step].at : 500'000 * kFinePerMicrosecond;
        return std::max<std::int64_t>(0, tickOf(index) +
                                             mulDivRound(time - m_beats[index].at, m_unit.ticks, std::max<std::int64_t>(1, length)));
    }

    [[nodiscard]] std::vector<Event> takeEvents() { return std::move(m_events); }

private:
    // The tempo that serves the most beats to come: aiming at the next one alone would swing to and fro.
    [[nodiscard]] std::int64_t tempoFrom(size_t beat, std::int64_t now) const
    {
        for (size_t ahead = 1024; ahead > 1; ahead /= 2) {
            if (beat + ahead >= m_beats.size())
                continue;
            const std::int64_t tempo = mulDivRound(m_beats[beat + ahead].at - now, 1, static_cast<std::int64_t>(ahead) * m_unit.ticks);
            size_t served = 1;
            while (served <= ahead &&
                   std::abs(now + static_cast<std::int64_t>(served) * tempo * m_unit.ticks - m_beats[beat + served].at) <= kMostDrift)
                ++served;
            if (served > ahead)
                return tempo;
        }
        return mulDivRound(m_beats[beat + 1].at - now, 1, m_unit.ticks);
    }

    void setTempo(std::int64_t tick, std::int64_t tempo)
    {
        m_tempo = std::clamp<std::int64_t>(tempo, 1, kSlowestTempo);
        m_events.push_back({tick, 1, meta(0x51, bigEndian(m_tempo, 3))});
    }

    BeatUnit m_unit;
    const std::vector<FileBeat> &m_beats;
    std::int64_t m_tempo = 0;
    std::vector<Event> m_events;
};

// A signature wherever a bar has another number of beats than the one before. The last bar may be cut off by the end.
void addSignatures(std::vector<Event> &events, const std::vector<FileBeat> &beats, const TempoMap &map, const BeatUnit &unit)
{
    size_t present = 0;
    for (size_t first = 0; first < beats.size();) {
        size_t next = first + 1;
        while (next < beats.size() && !beats[next].isDownbeat)
            ++next;
        const size_t count = next - first;
        const bool isCutOff = next == beats.size() && count < present;
        if (count != present && !isCutOff) {
            // A stretch without bar lines may be longer than a signature can say.
            const auto numerator = static_cast<int>(std::min<size_t>(count * size_t(unit.numerator), 255));
            const std::array<char, 4> data = {static_cast<char>(numerator), static_cast<char>(unit.denominatorPower),
                                              static_cast<char>(24 * unit.ticks / kQuarter), 8};
            events.push_back({map.tickOf(first), 0, meta(0x58, QByteArray(data.data(), 4))});
            present = count;
        }
        first = next;
    }
}

void addKey(std::vector<Event> &events, const QString &key)
{
    const QString camelot = camelotOf(key);
    if (camelot.isEmpty())
        return;
    // 8B is C major, 8A its relative A minor: no sign. Each step on the wheel is a sharp more, past F# flats are shorter.
    int sharps = (camelot.chopped(1).toInt() - 8 + 12) % 12;
    if (sharps > 6)
        sharps -= 12;
    events.push_back({0, 2, meta(0x59, QByteArray(1, static_cast<char>(sharps)) + (camelot.endsWith(u'A') ? '\1' : '\0'))});
}

std::vector<Event> clicks(const std::vector<FileBeat> &beats, const TempoMap &map)
{
    std::vector<Event> events{{0, 0, meta(0x03, "Beats")}};
    for (size_t i = 0; i < beats.size(); ++i) {
        if (!beats[i].isSong)
            continue;
        const char note = static_cast<char>(beats[i].isDownbeat ? kDownbeatNote : kBeatNote);
        events.push_back({map.tickOf(i), 2, QByteArray("\x99") + note + '\x64'});
        events.push_back({map.tickOf(i) + kNoteLength, 1, QByteArray("\x89") + note + '\x40'});
    }
    return events;
}

} // namespace

Result<QByteArray> exportMidi(const Analysis &analysis)
{
    const std::vector<Beat> songBeats = analysis.map.grid.beats();
    if (songBeats.empty())
        return std::unexpected(Problem(ProblemCode::ValidationError,
                                       QCoreApplication::translate("sc::audio", "This song has no beats that could be written.")));
    const BeatUnit unit = beatUnit(analysis);
    const std::vector<FileBeat> beats = fileBeats(songBeats);
    TempoMap map(beats, unit);
    std::vector<Event> events = map.takeEvents();
    addSignatures(events, beats, map, unit);
    addKey(events, analysis.key.value.value_or(QString()));
    for (size_t i = 0; i < analysis.map.sections.size(); ++i)
        events.push_back({map.tickAt(fine(analysis.map.sections[i].start)), 3, meta(0x06, sectionTitle(analysis.map, i).toUtf8())});
    const std::int64_t last = map.tickOf(beats.size() - 1) + kNoteLength;
    const std::int64_t end = std::max(last, map.tickAt(fine(analysis.duration)));
    return "MThd" + bigEndian(6, 4) + bigEndian(1, 2) + bigEndian(2, 2) + bigEndian(kQuarter, 2) + track(std::move(events), end) +
           track(clicks(beats, map), end);
}

} // namespace sc::audio

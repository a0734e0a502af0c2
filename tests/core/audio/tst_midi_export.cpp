// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/grid_edits.h"
#include "core/audio/midi_export.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <cmath>
#include <map>

using namespace sc;
using namespace sc::audio;

namespace {

// A reader of its own: it knows the format, not the writer.
struct MidiFile
{
    struct Meta
    {
        qint64 tick = 0;
        int type = 0;
        QByteArray data;
    };
    int format = -1;
    int division = 0;
    std::vector<Meta> metas;                   // of all tracks
    std::vector<std::pair<qint64, int>> notes; // tick, pitch
    int tracks = 0;
    QString complaint;

    explicit MidiFile(const QByteArray &bytes) : m_bytes(bytes) { read(); }

    // Seconds by the tempo map, as any sequencer counts.
    double secondsAt(qint64 tick) const
    {
        double seconds = 0;
        qint64 at = 0;
        double tempo = 500'000;
        for (const Meta &meta : metas) {
            if (meta.type != 0x51 || meta.tick > tick)
                continue;
            seconds += double(meta.tick - at) * tempo / division / 1e6;
            at = meta.tick;
            tempo = uchar(meta.data[0]) * 65536.0 + uchar(meta.data[1]) * 256.0 + uchar(meta.data[2]);
        }
        return seconds + double(tick - at) * tempo / division / 1e6;
    }

private:
    qint64 number(int count)
    {
        qint64 value = 0;
        for (int i = 0; i < count; ++i)
            value = value * 256 + uchar(m_at < m_bytes.size() ? m_bytes[m_at++] : 0);
        return value;
    }
    qint64 variable()
    {
        qint64 value = 0;
        for (;;) {
            const auto byte = uchar(number(1));
            value = value * 128 + (byte & 0x7F);
            if (byte < 0x80)
                return value;
        }
    }
    void read()
    {
        if (!m_bytes.startsWith("MThd")) {
            complaint = QStringLiteral("no header");
            return;
        }
        m_at = 8;
        format = int(number(2));
        const auto announced = number(2);
        division = int(number(2));
        while (m_at < m_bytes.size()) {
            if (m_bytes.mid(m_at, 4) != "MTrk") {
                complaint = QStringLiteral("no track");
                return;
            }
            m_at += 4;
            const qint64 length = number(4);
            readTrack(m_at + length);
            ++tracks;
        }
        if (tracks != announced)
            complaint = QStringLiteral("wrong number of tracks");
    }
    void readTrack(qint64 end)
    {
        qint64 tick = 0;
        bool ended = false;
        while (m_at < end) {
            tick += variable();
            const auto status = uchar(number(1));
            if (status == 0xFF) {
                const int type = int(number(1));
                const qint64 length = variable();
                metas.push_back({tick, type, m_bytes.mid(m_at, length)});
                m_at += length;
                ended = type == 0x2F;
            } else if ((status & 0xF0) == 0x90 || (status & 0xF0) == 0x80) {
                const int pitch = int(number(1));
                number(1);
                if ((status & 0xF0) == 0x90)
                    notes.emplace_back(tick, pitch);
            } else {
                complaint = QStringLiteral("unknown event");
                return;
            }
        }
        if (!ended || m_at != end)
            complaint = QStringLiteral("track does not end where it says");
    }

    QByteArray m_bytes;
    qint64 m_at = 0;
};

} // namespace

class TestMidiExport : public QObject
{
    Q_OBJECT

    static Ticks s(double seconds) { return Ticks::fromSeconds(seconds); }

    static Analysis songOf(const BeatGrid &grid, double duration)
    {
        Analysis analysis;
        analysis.duration = analysis.map.duration = s(duration);
        analysis.map.grid = grid;
        return analysis;
    }

    static void compareBeats(const Analysis &analysis, const MidiFile &midi)
    {
        QVERIFY2(midi.complaint.isEmpty(), qPrintable(midi.complaint));
        const std::vector<Beat> beats = analysis.map.grid.beats();
        QCOMPARE(midi.notes.size(), beats.size());
        double worst = 0;
        for (size_t i = 0; i < beats.size(); ++i) {
            worst = std::max(worst, std::abs(midi.secondsAt(midi.notes[i].first) - beats[i].time.toSeconds()));
            if (i > 0 || beats[i].isDownbeat())
                QCOMPARE(midi.notes[i].second, beats[i].isDownbeat() ? 76 : 77);
        }
        QVERIFY2(worst < 0.0005, qPrintable(QStringLiteral("%1 ms").arg(worst * 1000)));
    }

    // Beat and bar lines that the signatures make, in ticks of one beat.
    static std::vector<qint64> barLines(const MidiFile &midi, qint64 until)
    {
        std::map<qint64, qint64> lengths; // from a tick on
        for (const MidiFile::Meta &meta : midi.metas) {
            if (meta.type == 0x58)
                lengths[meta.tick] = qint64(uchar(meta.data[0])) * midi.division * 4 / (1 << meta.data[1]);
        }
        std::vector<qint64> lines;
        for (qint64 at = 0; at <= until;) {
            lines.push_back(at);
            at += std::prev(lengths.upper_bound(at))->second;
        }
        return lines;
    }

private Q_SLOTS:
    void beatsOfAnHourReadBackWithinHalfAMillisecond_data()
    {
        QTest::addColumn<double>("bpm");
        for (const double bpm : {20.0, 61.3, 97.0, 118.37, 120.0, 174.019, 400.0})
            QTest::addRow("%.2f", bpm) << bpm;
    }

    void beatsOfAnHourReadBackWithinHalfAMillisecond()
    {
        QFETCH(double, bpm);
        const Analysis analysis = songOf(*makeGrid({s(0.3), s(3600)}, bpm, s(0.61), 4), 3600);
        const auto bytes = exportMidi(analysis);
        SC_VERIFY_OK(bytes);
        const MidiFile midi(*bytes);
        QCOMPARE(midi.format, 1);
        QCOMPARE(midi.division, 960);
        compareBeats(analysis, midi);
        // A tempo map, not a tempo for every beat.
        const auto tempos = std::ranges::count(midi.metas, 0x51, &MidiFile::Meta::type);
        QVERIFY2(tempos < 60, qPrintable(QString::number(tempos)));
    }

    void freePlayingAndGapsReadBack()
    {
        BeatGrid grid = *makeGrid({s(2), s(20)}, 120, s(2.25), 4);
        BeatRegion free;
        free.start = s(20);
        free.end = s(30);
        free.bpm = 100;
        free.phase = s(20.3);
        free.beatsPerBar = 3;
        free.firstBar = 10;
        double time = 20.3;
        for (int i = 0; time < 29.5; ++i, time += 0.5 + 0.04 * (i % 5))
            free.times.push_back(s(time));
        grid.regions.push_back(free);
        // 45 s of nothing, then on.
        BeatRegion late = makeGrid({s(75), s(100)}, 93.7, s(75.2), 4)->regions.front();
        late.firstBar = 20;
        grid.regions.push_back(late);
        const Analysis analysis = songOf(grid, 100);
        const auto bytes = exportMidi(analysis);
        SC_VERIFY_OK(bytes);
        compareBeats(analysis, MidiFile(*bytes));
    }

    void downbeatsLieOnBarLines()
    {
        for (const double anchor : {0.0, 0.02, 0.4, 1.9, 3.1}) {
            BeatGrid grid = *makeGrid({s(0), s(30)}, 120, s(anchor), 4);
            grid = *splitRegion(grid, s(anchor + 12));
            grid = *setBeatsPerBar(grid, s(20), 3);
            const Analysis analysis = songOf(grid, 30);
            const auto bytes = exportMidi(analysis);
            SC_VERIFY_OK(bytes);
            const MidiFile midi(*bytes);
            compareBeats(analysis, midi);
            const std::vector<qint64> lines = barLines(midi, midi.notes.back().first);
            const std::vector<Beat> beats = grid.beats();
            for (size_t i = 0; i < beats.size(); ++i) {
                if (beats[i].isDownbeat())
                    QVERIFY(std::ranges::binary_search(lines, midi.notes[i].first));
            }
        }
    }

    void metresKeepTheirUnits()
    {
        Analysis six = songOf(*makeGrid({s(0), s(30)}, 60, s(0), 2), 30);
        six.timeSignature.value = QStringLiteral("6/8");
        Analysis seven = songOf(*makeGrid({s(0), s(30)}, 200, s(0), 7), 30);
        seven.timeSignature.value = QStringLiteral("7/8");
        const Analysis four = songOf(*makeGrid({s(0), s(30)}, 120, s(0), 4), 30);
        const auto signature = [](const Analysis &analysis) {
            const MidiFile midi(*exportMidi(analysis));
            const auto found = std::ranges::find(midi.metas, 0x58, &MidiFile::Meta::type);
            return QStringLiteral("%1/%2").arg(int(found->data[0])).arg(1 << found->data[1]);
        };
        QCOMPARE(signature(six), QStringLiteral("6/8"));
        QCOMPARE(signature(seven), QStringLiteral("7/8"));
        QCOMPARE(signature(four), QStringLiteral("4/4"));
        for (const Analysis &analysis : {six, seven, four})
            compareBeats(analysis, MidiFile(*exportMidi(analysis)));
    }

    void sectionsAndKeyAreThere()
    {
        Analysis analysis = songOf(*makeGrid({s(0), s(60)}, 118.37, s(0.2), 4), 60);
        analysis.key = {QStringLiteral("Eb major"), 0.8};
        analysis.map.sections = {{s(0), s(20.5), QStringLiteral("intro"), 0, 0, -1},
                                 {s(20.5), s(41.37), QStringLiteral("später"), 0, 0, -1},
                                 {s(41.37), s(60), QStringLiteral("outro"), 0, 0, -1}};
        const auto bytes = exportMidi(analysis);
        SC_VERIFY_OK(bytes);
        const MidiFile midi(*bytes);
        std::vector<MidiFile::Meta> markers;
        for (const MidiFile::Meta &meta : midi.metas) {
            if (meta.type == 0x06)
                markers.push_back(meta);
            if (meta.type == 0x59)
                QCOMPARE(meta.data, QByteArray("\xFD\x00", 2)); // three flats, major
        }
        QCOMPARE(markers.size(), size_t(3));
        for (size_t i = 0; i < markers.size(); ++i) {
            QVERIFY(std::abs(midi.secondsAt(markers[i].tick) - analysis.map.sections[i].start.toSeconds()) < 0.001);
            QCOMPARE(QString::fromUtf8(markers[i].data), sectionTitle(analysis.map, i));
        }
    }

    void aSongWithoutBeatsIsRefused() { SC_COMPARE_PROBLEM(exportMidi(songOf({}, 30)), ProblemCode::ValidationError); }
};

SC_TEST(TestMidiExport)
#include "tst_midi_export.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/audio_reader.h"
#include "core/media/video_reader.h"
#include "core/render/movie_export.h"
#include "tests/core/playback/program_fixture.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace sc;

namespace {

constexpr int kRate = 48000;

// A click on every beat of the program's song.
bool writeClicks(const QString &file, const timeline::Timeline &timeline, int sampleRate)
{
    const SongMap &map = timeline.project.song->map;
    std::vector<std::int64_t> clicks;
    for (const Beat &beat : map.grid.beats())
        clicks.push_back(beat.time.toSamples(sampleRate));
    return test::writeWav(file, test::clickTrack(map.duration.toSamples(sampleRate), 1, clicks), sampleRate, 1);
}

// The click nearest to `around` in the movie's sound.
Result<Ticks> clickNear(const QString &movie, Ticks around)
{
    SC_TRY_ASSIGN(reader, media::AudioReader::open(movie, {kRate, 2}));
    const std::int64_t first = std::max<std::int64_t>(0, (around - Ticks(Ticks::kPerSecond / 5)).toSamples(kRate));
    SC_TRY(reader->seek(first));
    std::vector<float> samples;
    while (std::ssize(samples) < 2 * kRate * 2 / 5) {
        SC_TRY_ASSIGN(block, reader->read());
        if (block.empty())
            break;
        samples.insert(samples.end(), block.begin(), block.end());
    }
    samples.resize(std::min<size_t>(samples.size(), 2 * kRate * 2 / 5));
    return Ticks::fromSamples(first + test::findClick(samples, 2), kRate);
}

// The first frame from a little before `around` on that differs clearly from the one before it.
Result<Ticks> cutNear(const QString &movie, FrameRate rate, Ticks around)
{
    SC_TRY_ASSIGN(reader, media::VideoReader::open(movie));
    SC_TRY_ASSIGN(start, reader->frameAt(around - rate.frameLength() * 4));
    auto before = test::meanColour(start.image);
    for (int i = 0; i < 10; ++i) {
        SC_TRY_ASSIGN(frame, reader->next());
        if (!frame)
            break;
        const auto colour = test::meanColour(frame->image);
        if (test::distance(colour, before) > 8)
            return frame->time;
        before = colour;
    }
    return Ticks::seconds(-1);
}

} // namespace

class TestMovieSync : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    void compareSync(const timeline::Timeline &timeline, const QString &movie, size_t shot)
    {
        const FrameRate rate = timeline.project.frameRate;
        const Ticks planned = timeline.clips[shot].start;
        const auto cut = cutNear(movie, rate, planned);
        SC_VERIFY_OK(cut);
        QCOMPARE(*cut, planned);
        const auto click = clickNear(movie, planned);
        SC_VERIFY_OK(click);
        const double frames = (*click - *cut).toSeconds() * rate.toDouble();
        QVERIFY2(std::abs(frames) <= 0.52, qPrintable(QStringLiteral("shot %1 is %2 frames off its click").arg(shot).arg(frames)));
    }

private Q_SLOTS:
    void cutsFallOnTheirClicks_data()
    {
        QTest::addColumn<QString>("rate");
        QTest::addColumn<int>("sampleRate");
        QTest::newRow("24") << QStringLiteral("24") << 44100;
        QTest::newRow("23.976") << QStringLiteral("24000/1001") << 48000;
        QTest::newRow("59.94") << QStringLiteral("60000/1001") << 96000;
    }
    void cutsFallOnTheirClicks()
    {
        QFETCH(QString, rate);
        QFETCH(int, sampleRate);
        const timeline::Timeline timeline = test::beatProgram(*FrameRate::parse(rate), 118, 20, 2);
        const QString song = m_folder.filePath(QStringLiteral("clicks.wav"));
        const QString movie = m_folder.filePath(QStringLiteral("movie.mp4"));
        QVERIFY(writeClicks(song, timeline, sampleRate));
        SC_VERIFY_OK(render::exportMovie(timeline, song, {movie}));
        for (size_t shot = 1; shot < timeline.clips.size(); ++shot)
            compareSync(timeline, movie, shot);
    }

    void nothingDriftsInTenMinutes()
    {
        const timeline::Timeline timeline = test::beatProgram(*FrameRate::parse(QStringLiteral("24000/1001")), 118, 600, 4);
        const QString song = m_folder.filePath(QStringLiteral("long.wav"));
        const QString movie = m_folder.filePath(QStringLiteral("long.mp4"));
        QVERIFY(writeClicks(song, timeline, 44100));
        render::MovieExport options{movie, 48, 28, 34};
        SC_VERIFY_OK(render::exportMovie(timeline, song, options));
        const size_t last = timeline.clips.size() - 1;
        for (const size_t shot : {size_t(1), last / 2, last - 1, last})
            compareSync(timeline, movie, shot);
    }

    void theSongLiesWhereTheProjectPutsIt()
    {
        timeline::Timeline timeline = test::beatProgram(FrameRate(), 60, 6, 1);
        const QString song = m_folder.filePath(QStringLiteral("one.wav"));
        const QString movie = m_folder.filePath(QStringLiteral("offset.mp4"));
        QVERIFY(test::writeWav(song, test::clickTrack(48000 * 6, 1, {48000 * 2}), 48000, 1));
        for (const double offset : {1.5, -0.75}) {
            timeline.project.songOffset = Ticks::fromSeconds(offset);
            SC_VERIFY_OK(render::exportMovie(timeline, song, {movie}));
            const auto click = clickNear(movie, Ticks::fromSeconds(2 + offset));
            SC_VERIFY_OK(click);
            QVERIFY(std::abs(click->toSeconds() - 2 - offset) < 0.002);
        }
    }
};

SC_TEST(TestMovieSync)
#include "tst_movie_sync.moc"

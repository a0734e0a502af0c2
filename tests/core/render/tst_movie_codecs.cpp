// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/probe.h"
#include "core/media/video_reader.h"
#include "core/render/movie_export.h"
#include "tests/core/playback/program_fixture.h"
#include "tests/core/playback/take_fixture.h"
#include "tests/core/render/ffmpeg_ears.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtTest/QTest>

using namespace sc;
using media::AudioCodec;
using media::Container;
using media::VideoCodec;

namespace {

struct Kind
{
    const char *name;
    VideoCodec codec;
    const char *profile;
    Container container;
    AudioCodec sound;
};

constexpr Kind kKinds[] = {
    {"H.264, MP4, AAC", VideoCodec::H264, "", Container::Mp4, AudioCodec::Aac},
    {"H.264, MOV, PCM 16", VideoCodec::H264, "", Container::Mov, AudioCodec::Pcm16},
    {"H.264, MKV, Opus", VideoCodec::H264, "", Container::Mkv, AudioCodec::Opus},
    {"HEVC, MP4, AAC", VideoCodec::Hevc, "", Container::Mp4, AudioCodec::Aac},
    {"ProRes HQ, MOV, PCM 24", VideoCodec::ProRes, "hq", Container::Mov, AudioCodec::Pcm24},
    {"ProRes Proxy, MOV, PCM 24", VideoCodec::ProRes, "proxy", Container::Mov, AudioCodec::Pcm24},
    {"ProRes 4444, MKV, PCM 16", VideoCodec::ProRes, "4444", Container::Mkv, AudioCodec::Pcm16},
    {"DNxHR HQ, MOV, PCM 24", VideoCodec::Dnxhr, "hq", Container::Mov, AudioCodec::Pcm24},
    {"DNxHR HQX, MOV, PCM 24", VideoCodec::Dnxhr, "hqx", Container::Mov, AudioCodec::Pcm24},
    {"AV1, MP4, Opus", VideoCodec::Av1, "", Container::Mp4, AudioCodec::Opus},
    {"AV1, WebM, Opus", VideoCodec::Av1, "", Container::WebM, AudioCodec::Opus},
    {"VP9, WebM, Opus", VideoCodec::Vp9, "", Container::WebM, AudioCodec::Opus},
};

constexpr QSize kSize(320, 180);

// White for one frame where the song clicks, black otherwise: shots of a frame, as movies.
struct FlashAndClick
{
    timeline::Timeline program;
    playback::ShotMediaMap media;
    std::vector<std::int64_t> flashes; // frames
};

FlashAndClick flashProgram(FrameRate rate, int frames)
{
    FlashAndClick made;
    made.flashes = {0, frames / 2, frames - 2};
    std::vector<int> lengths;
    std::int64_t at = 0;
    for (const std::int64_t flash : made.flashes) {
        if (flash > at)
            lengths.push_back(static_cast<int>(flash - at));
        lengths.push_back(1);
        at = flash + 1;
    }
    lengths.push_back(static_cast<int>(frames - at));
    made.program = test::clipProgram(rate, lengths);
    made.program.project.width = kSize.width();
    made.program.project.height = kSize.height();
    return made;
}

// Every frame's brightness and every sample's level, as ffmpeg plays the file: both on one clock.
std::vector<double> flashTimes(const QString &movie)
{
    const test::FfmpegRun run = test::ffmpeg({QStringLiteral("-copyts"), QStringLiteral("-i"), movie, QStringLiteral("-vf"),
                                              QStringLiteral("signalstats,metadata=print:key=lavfi.signalstats.YAVG:file=-"),
                                              QStringLiteral("-an"), QStringLiteral("-f"), QStringLiteral("null"), QStringLiteral("-")});
    static const QRegularExpression time(QStringLiteral("pts_time:(-?[\\d.]+)"));
    static const QRegularExpression level(QStringLiteral("YAVG=([\\d.]+)"));
    std::vector<double> times;
    std::vector<double> levels;
    double at = 0;
    for (const QString &line : run.output.split(u'\n')) {
        if (const auto match = time.match(line); match.hasMatch())
            at = match.captured(1).toDouble();
        if (const auto match = level.match(line); match.hasMatch()) {
            times.push_back(at);
            levels.push_back(match.captured(1).toDouble());
        }
    }
    const double top = levels.empty() ? 0 : *std::ranges::max_element(levels);
    const double bottom = levels.empty() ? 0 : *std::ranges::min_element(levels);
    std::vector<double> flashes;
    for (size_t i = 0; i < levels.size(); ++i) {
        if (levels[i] > (top + bottom) / 2)
            flashes.push_back(times[i]);
    }
    return flashes;
}

std::vector<double> clickTimes(const QString &movie, const QString &wav)
{
    // The first sample's own time, kept through the filter as silence in front.
    (void)test::ffmpeg({QStringLiteral("-copyts"), QStringLiteral("-i"), movie, QStringLiteral("-vn"), QStringLiteral("-af"),
                        QStringLiteral("aresample=48000:async=1:first_pts=0"), QStringLiteral("-ac"), QStringLiteral("1"),
                        QStringLiteral("-c:a"), QStringLiteral("pcm_s16le"), wav});
    const QByteArray bytes = test::readFile(wav);
    const qsizetype start = bytes.indexOf("data") + 8;
    std::vector<double> times;
    double last = -1;
    for (qsizetype i = start; i + 1 < bytes.size(); i += 2) {
        const auto sample = static_cast<std::int16_t>(static_cast<uchar>(bytes[i]) | (static_cast<uchar>(bytes[i + 1]) << 8));
        const double at = static_cast<double>((i - start) / 2) / 48000;
        if (std::abs(sample) > 8000 && at - last > 0.05) {
            times.push_back(at);
            last = at;
        }
    }
    return times;
}

} // namespace

class TestMovieCodecs : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] QString place(const QString &name) const { return m_folder.filePath(name); }

    // Solid pictures, white for flashes.
    void addPictures(FlashAndClick &made)
    {
        for (const bool isWhite : {true, false}) {
            QImage image(kSize, QImage::Format_RGB32);
            image.fill(isWhite ? Qt::white : Qt::black);
            QVERIFY(image.save(place(isWhite ? QStringLiteral("white.png") : QStringLiteral("black.png"))));
        }
        for (const timeline::Clip &clip : made.program.clips) {
            const std::int64_t first = made.program.project.frameRate.frameAt(clip.start);
            const bool isFlash = std::ranges::count(made.flashes, first) > 0;
            made.media[clip.id] = {
                playback::ShotMedia::Kind::Still, place(isFlash ? QStringLiteral("white.png") : QStringLiteral("black.png")), {}, {}};
        }
    }

private Q_SLOTS:
    void everyCodecIsWholeAndInTime_data()
    {
        QTest::addColumn<int>("kind");
        for (int i = 0; i < static_cast<int>(std::size(kKinds)); ++i)
            QTest::newRow(kKinds[i].name) << i;
    }
    void everyCodecIsWholeAndInTime()
    {
        QFETCH(int, kind);
        const Kind &wanted = kKinds[kind];
        if (!media::canEncode(wanted.codec) || !media::canEncode(wanted.sound))
            QSKIP("the FFmpeg of this machine has no such encoder");
        const FrameRate rate = *FrameRate::parse(QStringLiteral("30000/1001"));
        constexpr int frames = 90;
        FlashAndClick made = flashProgram(rate, frames);
        addPictures(made);
        std::vector<std::int64_t> clicks;
        for (const std::int64_t flash : made.flashes)
            clicks.push_back(rate.timeOf(flash).toSamples(48000));
        QVERIFY(test::writeWav(place(QStringLiteral("clicks.wav")), test::clickTrack(rate.timeOf(frames).toSamples(48000), 2, clicks),
                               48000, 2));

        render::MovieExport options{place(QStringLiteral("movie") + media::suffixOf(wanted.container))};
        options.media = made.media;
        options.container = wanted.container;
        options.picture.codec = wanted.codec;
        options.picture.profile = QLatin1String(wanted.profile);
        options.sound.codec = wanted.sound;
        const auto result = render::exportMovie(made.program, place(QStringLiteral("clicks.wav")), options);
        SC_VERIFY_OK(result);
        QCOMPARE(result->frames, std::int64_t(frames));
        QCOMPARE(test::decodingErrors(options.destination), QString());
        QCOMPARE(test::decodedFrames(options.destination), frames);

        const std::vector<double> flashes = flashTimes(options.destination);
        const std::vector<double> heard = clickTimes(options.destination, place(QStringLiteral("heard.wav")));
        QCOMPARE(flashes.size(), made.flashes.size());
        QCOMPARE(heard.size(), made.flashes.size());
        for (size_t i = 0; i < flashes.size(); ++i) {
            const double offset = (heard[i] - flashes[i]) * rate.toDouble();
            QVERIFY2(std::abs(offset) < 0.5, qPrintable(QStringLiteral("flash %1 is %2 frames from its click").arg(i).arg(offset)));
        }
    }

    void colourIsTaggedAndKept()
    {
        timeline::Timeline program = test::clipProgram(FrameRate(), {10});
        program.project.width = kSize.width();
        program.project.height = kSize.height();
        QImage image(kSize, QImage::Format_RGB32);
        image.fill(QColor(200, 40, 90));
        QVERIFY(image.save(place(QStringLiteral("colour.png"))));
        for (const bool isFull : {false, true}) {
            render::MovieExport options{place(QStringLiteral("colour.mp4"))};
            options.media[program.clips[0].id] = {playback::ShotMedia::Kind::Still, place(QStringLiteral("colour.png")), {}, {}};
            options.picture.isFullRange = isFull;
            options.quality = 4;
            SC_VERIFY_OK(render::exportMovie(program, {}, options));
            const test::FfmpegRun run = test::ffmpeg({QStringLiteral("-i"), options.destination}, "info");
            QVERIFY2(run.errors.contains(isFull ? QStringLiteral("(pc, bt709") : QStringLiteral("(tv, bt709")), qPrintable(run.errors));
            auto reader = media::VideoReader::open(options.destination);
            SC_VERIFY_OK(reader);
            const auto frame = (*reader)->next();
            SC_VERIFY_OK(frame);
            const test::MeanColour mean = test::meanColour((*frame)->image);
            QVERIFY2(test::distance(mean, {200, 40, 90}) < 3,
                     qPrintable(QStringLiteral("%1 %2 %3").arg(mean.red).arg(mean.green).arg(mean.blue)));
        }
    }

    void gapsAreTransparentWhereAMovieKeepsIt_data()
    {
        QTest::addColumn<int>("codec");
        QTest::newRow("ProRes 4444") << int(VideoCodec::ProRes);
        QTest::newRow("VP9") << int(VideoCodec::Vp9);
    }
    void gapsAreTransparentWhereAMovieKeepsIt()
    {
        QFETCH(int, codec);
        timeline::Timeline program = test::clipProgram(FrameRate(), {10, 10});
        program.clips.erase(program.clips.begin()); // the first ten frames are a gap now
        program.project.width = kSize.width();
        program.project.height = kSize.height();
        render::MovieExport options{place(QStringLiteral("alpha.mkv"))};
        options.container = Container::Mkv;
        options.picture.codec = VideoCodec(codec);
        options.picture.profile = codec == int(VideoCodec::ProRes) ? QStringLiteral("4444") : QString();
        options.picture.hasAlpha = true;
        SC_VERIFY_OK(render::exportMovie(program, {}, options));
        // ffmpeg's own VP9 decoder leaves alpha out; libvpx has it.
        QStringList arguments;
        if (codec == int(VideoCodec::Vp9))
            arguments << QStringLiteral("-c:v") << QStringLiteral("libvpx-vp9");
        const QString alpha = place(QStringLiteral("alpha.%1.gray"));
        for (const int frame : {2, 15}) {
            QVERIFY(test::ffmpeg(arguments + QStringList{QStringLiteral("-i"), options.destination, QStringLiteral("-vf"),
                                                         QStringLiteral("select=eq(n\\,%1),alphaextract").arg(frame),
                                                         QStringLiteral("-frames:v"), QStringLiteral("1"), QStringLiteral("-f"),
                                                         QStringLiteral("rawvideo"), QStringLiteral("-pix_fmt"), QStringLiteral("gray"),
                                                         alpha.arg(frame)})
                        .exitCode == 0);
        }
        QCOMPARE(int(uchar(test::readFile(alpha.arg(2)).at(kSize.width() * 90 + 160))), 0);
        QCOMPARE(int(uchar(test::readFile(alpha.arg(15)).at(kSize.width() * 90 + 160))), 255);
    }

    void anEncoderThatIsNotThereIsNamed()
    {
        const timeline::Timeline program = test::beatProgram(FrameRate(), 120, 2, 2);
        render::MovieExport options{place(QStringLiteral("none.mp4"))};
        options.picture.encoder = QStringLiteral("h264_of_another_machine");
        const auto refused = render::exportMovie(program, {}, options);
        SC_COMPARE_PROBLEM(refused, ProblemCode::InvalidParameter);
        QVERIFY(refused.error().text().contains(QStringLiteral("h264_of_another_machine")));
        QVERIFY(refused.error().text().contains(QStringLiteral("libx264"))); // what there is instead
        QVERIFY(!QFile::exists(options.destination));
    }

    void whatDoesNotGoTogetherIsSaidBeforeTheWork()
    {
        const timeline::Timeline program = test::beatProgram(FrameRate(), 120, 2, 2);
        QVERIFY(test::writeWav(place(QStringLiteral("song.wav")), test::sine(2, 48000, 2), 48000, 2));
        const auto refused = [&](const std::function<void(render::MovieExport &)> &change) {
            render::MovieExport options{place(QStringLiteral("refused.mp4"))};
            change(options);
            const auto made = render::exportMovie(program, place(QStringLiteral("song.wav")), options);
            return !made && made.error().code() == ProblemCode::InvalidParameter && !QFile::exists(options.destination);
        };
        QVERIFY(refused([](auto &options) { options.picture.codec = VideoCodec::ProRes; })); // into MP4
        QVERIFY(refused([](auto &options) { options.sound.codec = AudioCodec::Pcm24; }));    // into MP4
        QVERIFY(refused([](auto &options) { options.picture.hasAlpha = true; }));            // with H.264
        QVERIFY(refused([](auto &options) { options.picture.profile = QStringLiteral("superb"); }));
        QVERIFY(refused([](auto &options) {
            options.sound.loudness = render::LoudnessWay::Limit;
            options.sound.targetLufs = 3;
        }));
        QVERIFY(refused([](auto &options) { options.picture.content = render::PictureContent::WordsOnly; }));
        QVERIFY(refused([](auto &options) { options.sound.keepsSong = true; })); // PCM into MP4
        QVERIFY(refused([](auto &options) {                                      // DNxHR has a smallest size; the program is 160 by 90
            options.picture.codec = VideoCodec::Dnxhr;
            options.container = Container::Mov;
            options.sound.codec = AudioCodec::Pcm24;
        }));
        QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("refused*")}).size(), 0);
    }

    void theTimecodeOfTheProgramIsInTheFile()
    {
        timeline::Timeline program = test::beatProgram(FrameRate(), 60, 8, 1);
        render::MovieExport options{place(QStringLiteral("timecode.mov"))};
        options.container = Container::Mov;
        options.picture.codec = VideoCodec::ProRes;
        options.sound.codec = AudioCodec::Pcm24;
        options.picture.timecodeTrack = true;
        options.range = TickRange{Ticks::seconds(2), Ticks::seconds(4)};
        SC_VERIFY_OK(render::exportMovie(program, {}, options));
        const test::FfmpegRun run = test::ffmpeg({QStringLiteral("-i"), options.destination}, "info");
        QVERIFY2(run.errors.contains(QStringLiteral("01:00:02:00")), qPrintable(run.errors));
    }

    void anotherRateShowsWhatTheProgramShowsAtThatTime()
    {
        const timeline::Timeline program = test::clipProgram(*FrameRate::parse(u"25"), {25, 25});
        playback::ShotMediaMap media;
        const QString movie = place(QStringLiteral("numbers.mp4"));
        QCOMPARE(test::makeNumberedMovie(movie, 60, QStringLiteral("25/1"), test::longGopEncoder()), QString());
        media[program.clips[0].id] = {playback::ShotMedia::Kind::Video, movie, {}, {}};
        media[program.clips[1].id] = {playback::ShotMedia::Kind::Video, movie, {}, {}};
        render::MovieExport options{place(QStringLiteral("rate.mp4"))};
        options.media = media;
        options.quality = 8;
        options.picture.rate = *FrameRate::parse(u"50");
        const auto made = render::exportMovie(program, {}, options);
        SC_VERIFY_OK(made);
        QCOMPARE(made->frames, std::int64_t(100));
        QCOMPARE(made->storedPictures, 100);
        auto reader = media::VideoReader::open(options.destination);
        SC_VERIFY_OK(reader);
        for (int i = 0; i < 100; ++i) {
            const auto frame = (*reader)->next();
            SC_VERIFY_OK(frame);
            QCOMPARE(test::numberOf((*frame)->image), (i / 2) % 25);
        }
    }
};

SC_TEST(TestMovieCodecs)
#include "tst_movie_codecs.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/audio_reader.h"
#include "core/media/movie_writer.h"
#include "core/media/probe.h"
#include "core/media/video_reader.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

#include <cmath>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace sc;
using namespace sc::media;

class TestMovieWriter : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString at(const QString &name) const { return m_dir.filePath(name); }

    static MovieSettings smallMovie(FrameRate rate)
    {
        MovieSettings settings;
        settings.width = 256;
        settings.height = 64;
        settings.frameRate = rate;
        settings.title = QStringLiteral("Neon “Drive” 🎵");
        return settings;
    }

    // Numbered frames, and a click where frame `flash` begins.
    static Result<> write(const QString &path, const MovieSettings &settings, int frames, int flash)
    {
        const std::int64_t length = settings.frameRate.timeOf(frames).toSamples(settings.sampleRate);
        const std::vector<float> sound =
            test::clickTrack(length, settings.channels, {settings.frameRate.timeOf(flash).toSamples(settings.sampleRate)});
        SC_TRY_ASSIGN(writer, MovieWriter::create(path, settings));
        for (int number = 0; number < frames; ++number) {
            const auto from = size_t(settings.frameRate.timeOf(number).toSamples(settings.sampleRate)) * size_t(settings.channels);
            const auto to = size_t(settings.frameRate.timeOf(number + 1).toSamples(settings.sampleRate)) * size_t(settings.channels);
            SC_TRY(writer->addFrame(test::numberedImage(number)));
            SC_TRY(writer->addAudio(std::span(sound).subspan(from, to - from)));
        }
        return writer->finish();
    }

    static QString ffprobe(const QString &path, const QString &entries)
    {
        QProcess process;
        process.start(QStringLiteral("ffprobe"), {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-select_streams"),
                                                  QStringLiteral("v:0"), QStringLiteral("-count_frames"), QStringLiteral("-show_entries"),
                                                  entries, QStringLiteral("-of"), QStringLiteral("default=noprint_wrappers=1"), path});
        process.waitForFinished();
        return QString::fromUtf8(process.readAllStandardOutput());
    }

private Q_SLOTS:
    void pictureAndSoundComeBackInStep_data()
    {
        QTest::addColumn<QString>("rate");
        for (const FrameRate rate : FrameRate::supported())
            QTest::newRow(qPrintable(rate.toString())) << rate.toString();
    }

    void pictureAndSoundComeBackInStep()
    {
        QFETCH(QString, rate);
        const FrameRate fps = *FrameRate::parse(rate);
        constexpr int kFrames = 100;
        constexpr int kFlash = 61;
        const QString path = at(QStringLiteral("step.mp4"));
        SC_VERIFY_OK(write(path, smallMovie(fps), kFrames, kFlash));

        const auto reader = VideoReader::open(path);
        SC_VERIFY_OK(reader);
        for (const int number : {0, kFlash - 1, kFlash, kFrames - 1}) {
            const auto frame = (*reader)->frameAt(fps.timeOf(number));
            SC_VERIFY_OK(frame);
            QCOMPARE(test::numberOf(frame->image), number);
            QVERIFY(abs(frame->time - fps.timeOf(number)) <= Ticks(Ticks::kPerSecond / 20000));
        }
        const auto sound = readAll(path, {}, 60);
        SC_VERIFY_OK(sound);
        const std::int64_t click = fps.timeOf(kFlash).toSamples(48000);
        QVERIFY2(std::abs(test::findClick(sound->samples, 2) - click) <= 48,
                 qPrintable(QString::number(test::findClick(sound->samples, 2) - click)));
        const std::int64_t length = fps.timeOf(kFrames).toSamples(48000);
        QVERIFY2(std::abs(sound->frames() - length) <= 1024, qPrintable(QString::number(sound->frames() - length)));
    }

    void streamsAreTaggedForWhatTheyAre()
    {
        const QString path = at(QStringLiteral("tags.mp4"));
        SC_VERIFY_OK(write(path, smallMovie(*FrameRate::parse(u"30000/1001")), 60, 10));
        const QString facts =
            ffprobe(path, QStringLiteral("stream=codec_name,pix_fmt,color_range,color_space,color_transfer,color_primaries,"
                                         "avg_frame_rate,r_frame_rate,nb_read_frames,start_time:format_tags=title"));
        for (const char *fact : {"codec_name=h264", "pix_fmt=yuv420p", "color_range=tv", "color_space=bt709", "color_transfer=bt709",
                                 "color_primaries=bt709", "avg_frame_rate=30000/1001", "r_frame_rate=30000/1001", "nb_read_frames=60",
                                 "start_time=0.000000", "TAG:title=Neon “Drive” 🎵"})
            QVERIFY2(facts.contains(QString::fromUtf8(fact)), qPrintable(QString::fromUtf8(fact) + QStringLiteral(" is not in ") + facts));
        const QByteArray bytes = test::readFile(path);
        QVERIFY(bytes.indexOf("moov") < bytes.indexOf("mdat"));
        const auto info = probeFile(path);
        SC_VERIFY_OK(info);
        QCOMPARE(info->video->frames, qint64(60));
        QCOMPARE(info->audio->sampleRate, 48000);
    }

    void coloursComeBackAsTheyWere()
    {
        MovieSettings settings = smallMovie(*FrameRate::parse(u"25"));
        settings.sampleRate = 0;
        settings.videoQuality = 4;
        for (const QRgb colour : {0xFFE02040U, 0xFF20C0F0U, 0xFF10A020U, 0xFFFFFFFFU, 0xFF000000U, 0xFF8040E0U}) {
            const QString path = at(QStringLiteral("colour.mp4"));
            auto writer = MovieWriter::create(path, settings);
            SC_VERIFY_OK(writer);
            QImage image(256, 64, QImage::Format_RGB32);
            image.fill(colour);
            for (int i = 0; i < 3; ++i)
                SC_VERIFY_OK((*writer)->addFrame(image));
            SC_VERIFY_OK((*writer)->finish());
            const auto reader = VideoReader::open(path);
            SC_VERIFY_OK(reader);
            const QRgb back = (*(*reader)->next())->image.pixel(100, 30);
            const int worst = std::max(
                {std::abs(qRed(back) - qRed(colour)), std::abs(qGreen(back) - qGreen(colour)), std::abs(qBlue(back) - qBlue(colour))});
            QVERIFY2(worst <= 4, qPrintable(QStringLiteral("%1 became %2").arg(colour, 0, 16).arg(back, 0, 16)));
        }
    }

    void framesOfAnotherSizeAreScaled()
    {
        MovieSettings settings = smallMovie(*FrameRate::parse(u"25"));
        settings.sampleRate = 0;
        auto writer = MovieWriter::create(at(QStringLiteral("scaled.mp4")), settings);
        SC_VERIFY_OK(writer);
        SC_VERIFY_OK((*writer)->addFrame(test::numberedImage(0x5A5A, {512, 128}).convertToFormat(QImage::Format_ARGB32_Premultiplied)));
        SC_VERIFY_OK((*writer)->finish());
        const auto reader = VideoReader::open(at(QStringLiteral("scaled.mp4")));
        SC_VERIFY_OK(reader);
        QCOMPARE(test::numberOf((*(*reader)->next())->image), 0x5A5A);
    }

    void oddSizesAreRefused()
    {
        MovieSettings settings = smallMovie(FrameRate());
        settings.width = 255;
        SC_COMPARE_PROBLEM(MovieWriter::create(at(QStringLiteral("odd.mp4")), settings), ProblemCode::ValidationError);
    }

    void aPlaceThatCannotBeWrittenIsNamed()
    {
        SC_COMPARE_PROBLEM(MovieWriter::create(at(QStringLiteral("no/such/folder/a.mp4")), smallMovie(FrameRate())),
                           ProblemCode::PermissionDenied);
    }

    void aFullDiskIsNamed()
    {
#ifdef Q_OS_UNIX
        // The system refuses to let files grow further, as it does when the disk has no room.
        const auto before = std::signal(SIGXFSZ, SIG_IGN);
        rlimit limit{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &limit), 0);
        const rlimit small{20'000, limit.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        const auto written = write(at(QStringLiteral("full.mp4")), smallMovie(*FrameRate::parse(u"25")), 500, 10);
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &limit), 0);
        std::signal(SIGXFSZ, before);
        SC_COMPARE_PROBLEM(written, ProblemCode::InsufficientStorage);
#else
        QSKIP("this system has no limit for the size of files");
#endif
    }

    void anUnfinishedWriterLeavesItsFileAlone()
    {
        const QString path = at(QStringLiteral("unfinished.mp4"));
        {
            auto writer = MovieWriter::create(path, smallMovie(FrameRate()));
            SC_VERIFY_OK(writer);
            SC_VERIFY_OK((*writer)->addFrame(test::numberedImage(1)));
        }
        QVERIFY(QFileInfo::exists(path));
        QVERIFY(hasEncoder(QStringLiteral("libx264")));
        QVERIFY(!hasEncoder(QStringLiteral("no such encoder")));
    }
};

SC_TEST(TestMovieWriter)
#include "tst_movie_writer.moc"

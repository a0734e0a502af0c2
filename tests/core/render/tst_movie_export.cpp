// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/probe.h"
#include "core/media/video_reader.h"
#include "core/playback/compositor.h"
#include "core/render/movie_export.h"
#include "tests/core/playback/program_fixture.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QStorageInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace sc;

namespace {

// Bytes that no export may touch.
const QByteArray kOldMovie("an older movie");

} // namespace

class TestMovieExport : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] QString place(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    [[nodiscard]] QStringList files() const { return QDir(m_folder.path()).entryList(QDir::Files); }

private Q_SLOTS:
    void init()
    {
        for (const QString &file : files())
            QFile::remove(m_folder.filePath(file));
    }

    void everyFrameIsTheCardOfThePlan_data()
    {
        QTest::addColumn<QString>("rate");
        for (const FrameRate &rate : FrameRate::supported())
            QTest::newRow(qPrintable(rate.displayName())) << rate.toString();
    }
    void everyFrameIsTheCardOfThePlan()
    {
        QFETCH(QString, rate);
        const timeline::Timeline timeline = test::beatProgram(*FrameRate::parse(rate), 118, 10, 2);
        const FrameRate frameRate = timeline.project.frameRate;
        const QString file = place("movie.mp4");
        const auto result = render::exportMovie(timeline, {}, {file});
        SC_VERIFY_OK(result);
        const std::int64_t frames = frameRate.frameAt(timeline::programLength(timeline), Rounding::Nearest);
        QCOMPARE(result->frames, frames);
        QCOMPARE(result->bytes, QFileInfo(file).size());

        const auto info = media::probeFile(file);
        SC_VERIFY_OK(info);
        QCOMPARE(qint64(info->video->rateNumerator) * frameRate.denominator(),
                 qint64(frameRate.numerator()) * info->video->rateDenominator);
        QVERIFY(!info->audio);

        auto reader = media::VideoReader::open(file);
        SC_VERIFY_OK(reader);
        playback::Compositor compositor(timeline, QSize(160, 90));
        auto before = test::meanColour(compositor.frame(-1));
        std::int64_t index = 0;
        for (;; ++index) {
            const auto frame = (*reader)->next();
            SC_VERIFY_OK(frame);
            if (!*frame)
                break;
            QCOMPARE((*frame)->time, frameRate.timeOf(index));
            const auto planned = test::meanColour(compositor.frame(index));
            const auto shown = test::meanColour((*frame)->image);
            QVERIFY2(test::distance(shown, planned) < 4, qPrintable(QStringLiteral("frame %1").arg(index)));
            const bool isCut =
                timeline::clipAt(timeline, frameRate.timeOf(index)) != timeline::clipAt(timeline, frameRate.timeOf(index - 1));
            QCOMPARE(test::distance(shown, before) > 8, isCut);
            before = shown;
        }
        QCOMPARE(index, frames);
    }

    void theSoundIsAsLongAsThePicture()
    {
        const timeline::Timeline timeline = test::beatProgram(*FrameRate::parse(QStringLiteral("30000/1001")), 118, 7.77, 2);
        QVERIFY(test::writeWav(place("song.wav"), test::sine(7.77, 44100, 1), 44100, 1));
        SC_VERIFY_OK(render::exportMovie(timeline, place("song.wav"), {place("movie.mp4")}));
        const auto info = media::probeFile(place("movie.mp4"));
        SC_VERIFY_OK(info);
        QCOMPARE(info->audio->sampleRate, 48000);
        QCOMPARE(info->audio->channels, 2);
        const Ticks frame = timeline.project.frameRate.frameLength();
        QVERIFY(abs(info->duration - Ticks::fromSeconds(7.77)) <= frame);
    }

    void progressOnlyRisesAndEndsWithOne()
    {
        double last = 0;
        bool isRising = true;
        const auto result = render::exportMovie(test::beatProgram(FrameRate(), 120, 4, 2), {}, {place("movie.mp4")}, {}, [&](double value) {
            isRising = isRising && value >= last;
            last = value;
        });
        SC_VERIFY_OK(result);
        QVERIFY(isRising);
        QCOMPARE(last, 1.0);
    }

    void aRangeIsExportedOnItsOwn()
    {
        const timeline::Timeline timeline = test::beatProgram(FrameRate(), 60, 8, 1);
        render::MovieExport options{place("movie.mp4")};
        options.range = TickRange{Ticks::seconds(3), Ticks::seconds(5)};
        const auto result = render::exportMovie(timeline, {}, options);
        SC_VERIFY_OK(result);
        QCOMPARE(result->frames, std::int64_t(48));
        auto reader = media::VideoReader::open(options.destination);
        SC_VERIFY_OK(reader);
        const auto first = (*reader)->next();
        SC_VERIFY_OK(first);
        const auto planned = test::meanColour(playback::renderFrame(timeline, 72, QSize(160, 90)));
        QVERIFY(test::distance(test::meanColour((*first)->image), planned) < 4);
    }

    void aFinishedMovieReplacesAnOlderOne()
    {
        QVERIFY(test::writeFile(place("movie.mp4"), kOldMovie));
        SC_VERIFY_OK(render::exportMovie(test::beatProgram(FrameRate(), 120, 2, 2), {}, {place("movie.mp4")}));
        SC_VERIFY_OK(media::probeFile(place("movie.mp4")));
        QCOMPARE(files(), QStringList{QStringLiteral("movie.mp4")});
    }

    void cancelLeavesWhatWasThereBefore()
    {
        QVERIFY(test::writeFile(place("movie.mp4"), kOldMovie));
        const CancelToken cancel;
        const auto result =
            render::exportMovie(test::beatProgram(FrameRate(), 120, 20, 2), {}, {place("movie.mp4")}, cancel, [&](double done) {
                if (done > 0.3)
                    cancel.cancel();
            });
        SC_COMPARE_PROBLEM(result, ProblemCode::Cancelled);
        QCOMPARE(files(), QStringList{QStringLiteral("movie.mp4")});
        QCOMPARE(test::readFile(place("movie.mp4")), kOldMovie);
    }

    void aMissingSongLeavesWhatWasThereBefore()
    {
        QVERIFY(test::writeFile(place("movie.mp4"), kOldMovie));
        SC_COMPARE_PROBLEM(render::exportMovie(test::beatProgram(FrameRate(), 120, 2, 2), place("gone.wav"), {place("movie.mp4")}),
                           ProblemCode::MediaMissing);
        QCOMPARE(files(), QStringList{QStringLiteral("movie.mp4")});
        QCOMPARE(test::readFile(place("movie.mp4")), kOldMovie);
    }

    void aPlaceThatCannotBeWrittenIsSaid()
    {
        const timeline::Timeline timeline = test::beatProgram(FrameRate(), 120, 2, 2);
        QVERIFY(test::writeFile(place("file.txt"), "text"));
        SC_COMPARE_PROBLEM(render::exportMovie(timeline, {}, {place("file.txt/movie.mp4")}), ProblemCode::PermissionDenied);
        SC_COMPARE_PROBLEM(render::exportMovie(timeline, {}, {place("no folder/movie.mp4")}), ProblemCode::PermissionDenied);
        SC_COMPARE_PROBLEM(render::exportMovie(timeline, {}, {m_folder.path()}), ProblemCode::PermissionDenied);
        SC_COMPARE_PROBLEM(render::exportMovie(timeline, {}, {}), ProblemCode::PermissionDenied);
    }

    void nothingToExportIsSaid()
    {
        SC_COMPARE_PROBLEM(render::exportMovie({}, {}, {place("movie.mp4")}), ProblemCode::ResourceNotFound);
        render::MovieExport options{place("movie.mp4")};
        options.range = TickRange{Ticks::seconds(9), Ticks::seconds(4)};
        SC_COMPARE_PROBLEM(render::exportMovie(test::beatProgram(FrameRate(), 120, 20, 2), {}, options), ProblemCode::ResourceNotFound);
        QVERIFY(files().isEmpty());
    }

    void sizesAndQualitiesThatCannotBeAreRefused()
    {
        const timeline::Timeline timeline = test::beatProgram(FrameRate(), 120, 2, 2);
        for (const QSize size : {QSize(161, 90), QSize(160, 8194), QSize(2, 2)}) {
            render::MovieExport options{place("movie.mp4"), size.width(), size.height()};
            SC_COMPARE_PROBLEM(render::exportMovie(timeline, {}, options), ProblemCode::InvalidParameter);
        }
        render::MovieExport options{place("movie.mp4")};
        options.quality = 99;
        SC_COMPARE_PROBLEM(render::exportMovie(timeline, {}, options), ProblemCode::InvalidParameter);
    }

    void aDiskThatIsTooSmallIsSaidBeforeTheWork()
    {
        timeline::Timeline timeline = test::beatProgram(*FrameRate::parse(QStringLiteral("60")), 20, 9000, 600);
        render::MovieExport options{place("movie.mp4"), 8192, 8192, 0};
        // Where the system does not tell (a bare chroot), the movie would be made for hours.
        const QStorageInfo disk(m_folder.path());
        if (!disk.isValid() || disk.bytesAvailable() < 0 || disk.bytesAvailable() > render::estimateBytes(timeline, options))
            QSKIP("this disk takes even that movie, or does not tell its size");
        SC_COMPARE_PROBLEM(render::exportMovie(timeline, {}, options), ProblemCode::InsufficientStorage);
        QVERIFY(files().isEmpty());
    }

    void fileNamesMayHoldAnything()
    {
        const QString file = m_folder.filePath(QString::fromUtf8("caf\xC3\xA9 \xF0\x9F\x8E\xB5 50% 'x'.mp4"));
        SC_VERIFY_OK(render::exportMovie(test::beatProgram(FrameRate(), 120, 1, 2), {}, {file}));
        SC_VERIFY_OK(media::probeFile(file));
    }
};

SC_TEST(TestMovieExport)
#include "tst_movie_export.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/probe.h"
#include "core/render/image_sequence.h"
#include "core/render/movie_export.h"
#include "tests/core/playback/program_fixture.h"
#include "tests/core/playback/take_fixture.h"
#include "tests/support/media_maker.h"
#include "tests/support/ordinary_user.h"
#include "tests/support/result_check.h"
#include "tests/support/small_disk.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <atomic>
#include <random>
#include <thread>

using namespace sc;

namespace {

const QByteArray kOldMovie("an older movie");

} // namespace

// However an export ends, what was there before is there, or the new movie is whole.
class TestMovieEndings : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] QString place(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    [[nodiscard]] QStringList entries() const
    {
        return QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

private Q_SLOTS:
    void init()
    {
        QDir(m_folder.path()).removeRecursively();
        QVERIFY(QDir().mkpath(m_folder.path()));
        QVERIFY(test::writeWav(place("song.wav"), test::sine(6, 48000, 2), 48000, 2));
    }

    void cancelAtAnyMomentLeavesNoHalfFile()
    {
        const timeline::Timeline program = test::beatProgram(FrameRate(), 120, 6, 2);
        std::mt19937 random(11);
        std::uniform_int_distribution<int> moment(0, 60'000); // microseconds
        int cancelled = 0;
        for (int round = 0; round < 24; ++round) {
            QVERIFY(test::writeFile(place("movie.mp4"), kOldMovie));
            const CancelToken cancel;
            const int wait = moment(random) * (round % 4 + 1);
            std::thread person([&] {
                std::this_thread::sleep_for(std::chrono::microseconds(wait)); // the moment is what is random here
                cancel.cancel();
            });
            render::MovieExport options{place("movie.mp4")};
            if (round % 3 == 0)
                options.sound.loudness = render::LoudnessWay::Limit;
            const auto result = render::exportMovie(program, place("song.wav"), options, cancel);
            person.join();
            if (result) {
                SC_VERIFY_OK(media::probeFile(place("movie.mp4")));
            } else {
                ++cancelled;
                SC_COMPARE_PROBLEM(result, ProblemCode::Cancelled);
                QCOMPARE(test::readFile(place("movie.mp4")), kOldMovie);
            }
            QCOMPARE(entries(), (QStringList{QStringLiteral("movie.mp4"), QStringLiteral("song.wav")}));
        }
        QVERIFY(cancelled > 0);
    }

    void cancelInTheMiddleOfEverythingLeavesNothing()
    {
        const timeline::Timeline program = test::beatProgram(FrameRate(), 120, 6, 2);
        for (const double at : {0.001, 0.05, 0.3, 0.9, 0.979}) {
            const CancelToken cancel;
            const ProgressFn stop = [&](double done) {
                if (done >= at)
                    cancel.cancel();
            };
            SC_COMPARE_PROBLEM(render::exportMovie(program, place("song.wav"), {place("movie.mp4")}, cancel, stop), ProblemCode::Cancelled);
            render::ImageExport images{place("images")};
            const CancelToken second;
            const ProgressFn stopImages = [&](double done) {
                if (done >= at * 0.9)
                    second.cancel();
            };
            SC_COMPARE_PROBLEM(render::exportImages(program, place("song.wav"), images, second, stopImages), ProblemCode::Cancelled);
            QCOMPARE(entries(), QStringList{QStringLiteral("song.wav")});
        }
    }

    void aDiskThatFillsUpLosesNothing()
    {
#ifdef Q_OS_UNIX
        const timeline::Timeline program = test::beatProgram(FrameRate(), 120, 6, 2);
        QVERIFY(test::writeFile(place("movie.mp4"), kOldMovie));
        // At the header, in the middle, just before the end, while the index moves to the front.
        for (const auto container : {media::Container::Mp4, media::Container::Mkv}) {
            render::MovieExport options{place("whole.mp4")};
            options.container = container;
            const auto whole = render::exportMovie(program, place("song.wav"), options);
            SC_VERIFY_OK(whole);
            QVERIFY(QFile::remove(options.destination));
            options.destination = place("movie.mp4");
            for (const double part : {0.0, 0.3, 0.8, 0.999}) {
                Result<render::MovieResult> made = std::unexpected(Problem());
                {
                    const test::SmallDisk disk(static_cast<rlim_t>(static_cast<double>(whole->bytes) * part));
                    made = render::exportMovie(program, place("song.wav"), options);
                }
                SC_COMPARE_PROBLEM(made, ProblemCode::InsufficientStorage);
                QCOMPARE(test::readFile(place("movie.mp4")), kOldMovie);
                QCOMPARE(entries(), (QStringList{QStringLiteral("movie.mp4"), QStringLiteral("song.wav")}));
            }
        }
        Result<render::ImageResult> images = std::unexpected(Problem());
        {
            const test::SmallDisk disk(1000);
            images = render::exportImages(program, {}, {place("images")});
        }
        SC_COMPARE_PROBLEM(images, ProblemCode::InsufficientStorage);
        QCOMPARE(entries(), (QStringList{QStringLiteral("movie.mp4"), QStringLiteral("song.wav")}));
#else
        QSKIP("only where a process can be given a limit");
#endif
    }

    void aFolderThatMayNotBeWrittenIsSaid()
    {
#ifdef Q_OS_UNIX
        const timeline::Timeline program = test::beatProgram(FrameRate(), 120, 2, 2);
        const QString folder = place("closed");
        QVERIFY(QDir().mkpath(folder));
        const auto all = QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther;
        QVERIFY(QFile::setPermissions(m_folder.path(), all | QFile::WriteOwner));
        QVERIFY(QFile::setPermissions(folder, all));
        Result<render::MovieResult> made = std::unexpected(Problem());
        Result<render::ImageResult> images = std::unexpected(Problem());
        {
            const test::OrdinaryUser nobody;
            made = render::exportMovie(program, {}, {folder + QStringLiteral("/movie.mp4")});
            images = render::exportImages(program, {}, {folder + QStringLiteral("/images")});
        }
        QVERIFY(QFile::setPermissions(folder, all | QFile::WriteOwner));
        SC_COMPARE_PROBLEM(made, ProblemCode::PermissionDenied);
        SC_COMPARE_PROBLEM(images, ProblemCode::PermissionDenied);
        QVERIFY(QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).isEmpty());
#else
        QSKIP("only where folders have such rights");
#endif
    }

    void aMovieASceneAndTwoAtOnce()
    {
        const timeline::Timeline program = test::beatProgram(FrameRate(), 120, 12, 2, 3); // scenes of three seconds
        render::MovieExport options{place("Film.mp4")};
        double last = 0;
        bool isRising = true;
        const auto made = render::exportSceneMovies(program, place("song.wav"), options, {}, [&](double done) {
            isRising = isRising && done >= last;
            last = done;
        });
        SC_VERIFY_OK(made);
        QCOMPARE(made->size(), program.scenes.size());
        QVERIFY(isRising && last == 1);
        std::int64_t frames = 0;
        for (const render::MovieResult &movie : *made) {
            SC_VERIFY_OK(media::probeFile(movie.file));
            frames += movie.frames;
        }
        QCOMPARE(frames, program.project.frameRate.frameAt(timeline::programLength(program), Rounding::Nearest));
        QVERIFY(QFileInfo::exists(place("Film - 01 Scene 1.mp4")));
    }

    void finishedScenesStayWhenALaterOneIsCancelled()
    {
        const timeline::Timeline program = test::beatProgram(FrameRate(), 120, 12, 2, 3);
        const CancelToken cancel;
        SC_COMPARE_PROBLEM(render::exportSceneMovies(program, {}, {place("Film.mp4")}, cancel,
                                                     [&](double done) {
                                                         if (done > 0.7)
                                                             cancel.cancel();
                                                     }),
                           ProblemCode::Cancelled);
        const QStringList left = entries();
        QVERIFY(left.size() > 1);
        for (const QString &name : left) {
            QVERIFY2(!name.contains(QStringLiteral(".part")), qPrintable(name));
            if (name.endsWith(QStringLiteral(".mp4")))
                SC_VERIFY_OK(media::probeFile(m_folder.filePath(name)));
        }
    }
};

SC_TEST(TestMovieEndings)
#include "tst_movie_endings.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/video_reader.h"
#include "core/render/movie_export.h"
#include "tests/core/playback/program_fixture.h"
#include "tests/core/playback/take_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtTest/QTest>

using namespace sc;

// A movie shows the very pictures that the monitor shows.
class TestMovieTakes : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    const FrameRate m_rate = *FrameRate::parse(u"25");

    QString at(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }

private Q_SLOTS:
    void everyFrameIsTheMonitors()
    {
        const QString movie = at("numbers.mp4");
        const QString problem = test::makeNumberedMovie(movie, 200, QStringLiteral("25/1"), test::longGopEncoder());
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QImage picture(500, 300, QImage::Format_RGB32);
        picture.fill(0xff3080c0);
        QVERIFY(picture.save(at("still.png")));

        // Slipped, half, double, frozen, a still, a card, one longer than its media, one missing.
        timeline::Timeline program = test::clipProgram(m_rate, {30, 30, 30, 30, 30, 30, 30, 30});
        test::Takes takes;
        for (const size_t shot : {0u, 1u, 2u, 3u, 6u})
            takes.video(program.clips[shot], movie);
        program.clips[0].sourceIn = m_rate.timeOf(12);
        program.clips[1].speedDenominator = 2;
        program.clips[2].speedNumerator = 2;
        program.clips[2].sourceIn = m_rate.timeOf(100);
        program.clips[2].direction.in = {timeline::TransitionKind::Dissolve, m_rate.timeOf(8)};
        program.clips[3].speedNumerator = 0;
        program.clips[3].sourceIn = m_rate.timeOf(77);
        takes.still(program.clips[4], at("still.png"));
        program.clips[4].direction.in = {timeline::TransitionKind::Wipe, m_rate.timeOf(10)};
        program.clips[6].sourceIn = m_rate.timeOf(190);
        takes.video(program.clips[7], at("gone.mp4"));

        render::MovieExport options{at("movie.mp4")};
        options.media = takes.map;
        options.quality = 8;
        const auto made = render::exportMovie(program, {}, options);
        SC_VERIFY_OK(made);
        QCOMPARE(made->problems.size(), 1u);
        QCOMPARE(made->problems[0].code(), ProblemCode::MediaMissing);

        const auto reader = media::VideoReader::open(at("movie.mp4"));
        SC_VERIFY_OK(reader);
        playback::ProgramMedia monitor = takes.media();
        monitor.isQuick = true;
        playback::Compositor compositor(program, test::kNumbered, monitor);
        for (int frame = 0; frame < 240; ++frame) {
            const auto shown = (*reader)->next();
            SC_VERIFY_OK(shown);
            QVERIFY(shown->has_value());
            const QImage wanted = compositor.frame(frame);
            const QImage &image = (*shown)->image;
            QVERIFY2(test::distance(test::meanColour(image), test::meanColour(wanted)) < 4, qPrintable(QString::number(frame)));
            const int shot = frame / 30;
            const int inside = frame % 30;
            const bool isMixed = (shot == 2 && inside < 8) || (shot == 4 && inside < 10);
            if (shot == 4 || shot == 5 || shot == 7 || isMixed)
                continue;
            const int number = shot == 0   ? 12 + inside
                               : shot == 1 ? inside / 2
                               : shot == 2 ? 100 + inside * 2
                               : shot == 3 ? 77
                                           : std::min(199, 190 + inside);
            QCOMPARE(test::numberOf(image), number);
            QCOMPARE(test::numberOf(wanted), number);
        }
    }

    void missingTakesAreReplacedAsWished()
    {
        const timeline::Timeline program = test::clipProgram(m_rate, {10});
        test::Takes takes;
        takes.video(program.clips[0], at("gone.mp4"));
        render::MovieExport options{at("missing.mp4")};
        options.media = takes.map;
        options.missing = render::MissingTakes::Stop;
        const auto stopped = render::exportMovie(program, {}, options);
        SC_COMPARE_PROBLEM(stopped, ProblemCode::MediaMissing);
        QVERIFY(stopped.error().text().contains(QStringLiteral("gone.mp4")));
        QVERIFY(!QFile::exists(options.destination));

        for (const auto policy : {render::MissingTakes::Black, render::MissingTakes::Card, render::MissingTakes::Slate}) {
            options.missing = policy;
            const auto made = render::exportMovie(program, {}, options);
            SC_VERIFY_OK(made);
            const auto reader = media::VideoReader::open(options.destination);
            SC_VERIFY_OK(reader);
            const auto frame = (*reader)->next();
            SC_VERIFY_OK(frame);
            const auto card = test::meanColour(playback::renderFrame(program, 0, test::kNumbered));
            const auto shown = test::meanColour((*frame)->image);
            const bool isBlack = shown.red < 3 && shown.green < 3 && shown.blue < 3;
            QCOMPARE(isBlack, policy == render::MissingTakes::Black);
            QCOMPARE(test::distance(shown, card) < 3, policy == render::MissingTakes::Card);
        }
    }
};

SC_TEST(TestMovieTakes)
#include "tst_movie_takes.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/video_reader.h"
#include "core/render/burn_in.h"
#include "core/render/export_preset.h"
#include "core/render/image_sequence.h"
#include "core/render/movie_options_json.h"
#include "core/render/time_left.h"
#include "tests/core/playback/program_fixture.h"
#include "tests/core/playback/take_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtGui/QPainter>
#include <QtTest/QTest>

using namespace sc;

namespace {

// Left third red, middle green, right third blue.
QImage stripes(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.fillRect(0, 0, size.width() / 3, size.height(), Qt::red);
    painter.fillRect(size.width() / 3, 0, size.width() / 3, size.height(), Qt::green);
    painter.fillRect(2 * size.width() / 3, 0, size.width(), size.height(), Qt::blue);
    return image;
}

QImage firstFrame(const QString &movie)
{
    const auto reader = media::VideoReader::open(movie);
    if (!reader)
        return {};
    const auto frame = (*reader)->next();
    return frame && *frame ? (*frame)->image : QImage();
}

int changedPixels(const QImage &a, const QImage &b, const QRect &where)
{
    int count = 0;
    for (int y = where.top(); y <= where.bottom(); ++y) {
        for (int x = where.left(); x <= where.right(); ++x)
            count += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) > 40 ? 1 : 0;
    }
    return count;
}

} // namespace

class TestMoviePictures : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    [[nodiscard]] QString place(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    // A movie of stripes, 480 by 270, and a program of one shot that shows it.
    timeline::Timeline stripedProgram(playback::ShotMediaMap &media)
    {
        timeline::Timeline program = test::clipProgram(FrameRate(), {12});
        program.project.width = 480;
        program.project.height = 270;
        const QString movie = place("stripes.mp4");
        if (!stripes({480, 270}).save(place("stripes.png")) ||
            !test::runFfmpeg({QStringLiteral("-loop"), QStringLiteral("1"), QStringLiteral("-i"), place("stripes.png"),
                              QStringLiteral("-r"), QStringLiteral("24"), QStringLiteral("-frames:v"), QStringLiteral("12"),
                              QStringLiteral("-pix_fmt"), QStringLiteral("yuv420p"), movie})
                 .isEmpty())
            return {};
        media[program.clips[0].id] = {playback::ShotMedia::Kind::Video, movie, {}, {}};
        return program;
    }

private Q_SLOTS:
    void uprightMoviesFillFitOrStandOnTheirOwnBlur()
    {
        playback::ShotMediaMap media;
        const timeline::Timeline program = stripedProgram(media);
        QVERIFY(!program.clips.empty());
        render::MovieExport options{place("upright.mp4"), 180, 320, 8};
        options.media = media;
        const auto colourAt = [&](QPoint at) { return firstFrame(options.destination).pixelColor(at); };

        SC_VERIFY_OK(render::exportMovie(program, {}, options));
        QVERIFY(colourAt({90, 10}).lightness() < 12); // black above
        QVERIFY(colourAt({90, 160}).green() > 100);
        options.picture.framing = playback::Framing::Fill;
        SC_VERIFY_OK(render::exportMovie(program, {}, options));
        for (const QPoint at : {QPoint(6, 6), QPoint(90, 160), QPoint(174, 314)})
            QVERIFY2(colourAt(at).green() > 100 && colourAt(at).red() < 60, qPrintable(colourAt(at).name()));
        options.picture.focus = 0;
        SC_VERIFY_OK(render::exportMovie(program, {}, options));
        QVERIFY(colourAt({90, 160}).red() > 150);
        options.picture.focus = 1;
        SC_VERIFY_OK(render::exportMovie(program, {}, options));
        QVERIFY(colourAt({90, 160}).blue() > 150);
        options.picture.framing = playback::Framing::Blur;
        SC_VERIFY_OK(render::exportMovie(program, {}, options));
        QVERIFY(colourAt({90, 10}).green() > 30); // soft, darker, but not black
        QVERIFY(colourAt({90, 10}).green() < colourAt({90, 160}).green());
    }

    void takesOfTheMoviesShapeAreNotTurnedIntoRgb()
    {
        playback::ShotMediaMap media;
        const timeline::Timeline program = stripedProgram(media);
        render::MovieExport options{place("stored.mp4")};
        options.media = media;
        const auto same = render::exportMovie(program, {}, options);
        SC_VERIFY_OK(same);
        QCOMPARE(same->storedPictures, 12);
        options.width = 240; // smaller, same shape
        options.height = 136;
        options.height = 134;
        const auto other = render::exportMovie(program, {}, options);
        SC_VERIFY_OK(other);
        QCOMPARE(other->storedPictures, 0); // 240 by 134 is not quite 16:9: bars
        options.width = 960;
        options.height = 540;
        const auto larger = render::exportMovie(program, {}, options);
        SC_VERIFY_OK(larger);
        QCOMPARE(larger->storedPictures, 12);
        const QColor left = firstFrame(options.destination).pixelColor(100, 270);
        QVERIFY(left.red() > 200 && left.green() < 50);
        options.burnIn.timecode = true;
        const auto burnt = render::exportMovie(program, {}, options);
        SC_VERIFY_OK(burnt);
        QCOMPARE(burnt->storedPictures, 0);
    }

    void wordsAreLaidWhereTheyBelong()
    {
        playback::ShotMediaMap media;
        timeline::Timeline program = test::clipProgram(FrameRate(), {24, 24});
        program.project.width = 640;
        program.project.height = 360;
        program.scenes[0].name = QStringLiteral("Chorus");
        timeline::LyricLine line;
        line.start = Ticks();
        line.end = Ticks::seconds(1);
        line.text = QStringLiteral("Every red light begging us to stay");
        program.lyrics.push_back(line);
        QImage plain({640, 360}, QImage::Format_RGB32);
        plain.fill(QColor(90, 120, 90));
        const QRect top(0, 0, 640, 80);
        const QRect bottom(0, 250, 640, 110);
        struct Case
        {
            render::BurnIn burn;
            int frame;
            bool isTop;
            bool isBottom;
        };
        for (const Case &each : {Case{{true, false, false, true}, 0, false, true}, Case{{true, false, false, true}, 30, false, false},
                                 Case{{false, true, false, true}, 30, true, false}, Case{{false, false, true, true}, 30, true, false}}) {
            render::BurnInPainter painter(program, {640, 360}, each.burn);
            QCOMPARE(painter.showsAt(each.frame), each.isTop || each.isBottom);
            QImage image = plain;
            painter.paint(image, each.frame);
            QCOMPARE(changedPixels(image, plain, top) > 100, each.isTop);
            QCOMPARE(changedPixels(image, plain, bottom) > 100, each.isBottom);
        }
    }

    void wordsAloneGoOverNothing()
    {
        timeline::Timeline program = test::clipProgram(FrameRate(), {24});
        program.project.width = 640;
        program.project.height = 360;
        render::MovieExport options{place("words.mov")};
        options.container = media::Container::Mov;
        options.picture.codec = media::VideoCodec::ProRes;
        options.picture.profile = QStringLiteral("4444");
        options.picture.hasAlpha = true;
        options.picture.content = render::PictureContent::WordsOnly;
        options.burnIn.names = true;
        options.sound.codec = media::AudioCodec::Pcm24;
        SC_VERIFY_OK(render::exportMovie(program, {}, options));
        const QString alpha = place("words.gray");
        QCOMPARE(test::runFfmpeg({QStringLiteral("-i"), options.destination, QStringLiteral("-vf"), QStringLiteral("alphaextract"),
                                  QStringLiteral("-frames:v"), QStringLiteral("1"), QStringLiteral("-f"), QStringLiteral("rawvideo"),
                                  QStringLiteral("-pix_fmt"), QStringLiteral("gray"), alpha}),
                 QString());
        const QByteArray bytes = test::readFile(alpha);
        QCOMPARE(bytes.size(), 640 * 360);
        QCOMPARE(int(uchar(bytes.at(640 * 300 + 320))), 0);
        QVERIFY(std::ranges::any_of(bytes.left(640 * 80), [](char value) { return uchar(value) > 200; }));
    }

    void aPictureAFrame()
    {
        const timeline::Timeline program = test::beatProgram(FrameRate(), 120, 2, 2);
        QVERIFY(test::writeWav(place("song.wav"), test::sine(2, 48000, 2), 48000, 2));
        render::ImageExport options{place("frames")};
        options.firstNumber = 86400;
        const auto made = render::exportImages(program, place("song.wav"), options);
        SC_VERIFY_OK(made);
        QCOMPARE(made->images, std::int64_t(48));
        QDir folder(place("frames"));
        QCOMPARE(folder.entryList({QStringLiteral("*.png")}).size(), 48);
        QVERIFY(folder.exists(QStringLiteral("frames.wav")));
        playback::Compositor compositor(program, {160, 90});
        for (const int frame : {0, 20, 47}) {
            const QImage image(folder.filePath(QStringLiteral("frames.%1.png").arg(86400 + frame, 6, 10, QLatin1Char('0'))));
            QCOMPARE(image.convertToFormat(QImage::Format_RGB32), compositor.frame(frame));
        }
        // Again, shorter, beside a file of one's own: the old pictures go, that file stays.
        QVERIFY(test::writeFile(folder.filePath(QStringLiteral("notes.txt")), "mine"));
        options.range = TickRange{Ticks(), Ticks::seconds(1)};
        SC_VERIFY_OK(render::exportImages(program, {}, options));
        folder.refresh();
        QCOMPARE(folder.entryList({QStringLiteral("*.png")}).size(), 24);
        QVERIFY(folder.exists(QStringLiteral("notes.txt")));
        QVERIFY(!folder.exists(QStringLiteral("frames.wav")));
        options.format = render::ImageFormat::Jpeg;
        options.hasAlpha = true;
        SC_COMPARE_PROBLEM(render::exportImages(program, {}, options), ProblemCode::InvalidParameter);
    }

    void optionsSurviveTheWayThroughAPreset()
    {
        render::MovieExport options;
        options.width = 1080;
        options.height = 1920;
        options.quality = 21;
        options.container = media::Container::Mov;
        options.missing = render::MissingTakes::Black;
        options.picture.codec = media::VideoCodec::ProRes;
        options.picture.profile = QStringLiteral("4444");
        options.picture.hasAlpha = true;
        options.picture.framing = playback::Framing::Blur;
        options.picture.rate = *FrameRate::parse(u"60000/1001");
        options.sound.codec = media::AudioCodec::Pcm16;
        options.sound.loudness = render::LoudnessWay::Limit;
        options.sound.targetLufs = -16.5;
        options.burnIn = {true, false, true, false};
        const auto read = render::movieExportFromJson(render::toJson(options));
        SC_VERIFY_OK(read);
        QCOMPARE(read->picture, options.picture);
        QCOMPARE(read->sound, options.sound);
        QCOMPARE(read->burnIn, options.burnIn);
        QCOMPARE(read->width, 1080);
        QCOMPARE(read->quality, 21);
        QCOMPARE(read->container, media::Container::Mov);
        QCOMPARE(read->missing, render::MissingTakes::Black);
        SC_COMPARE_PROBLEM(render::movieExportFromJson({{QStringLiteral("codec"), QStringLiteral("betamax")}}),
                           ProblemCode::InvalidParameter);
        SC_COMPARE_PROBLEM(render::movieExportFromJson({{QStringLiteral("quality"), 60}}), ProblemCode::InvalidParameter);
        SC_COMPARE_PROBLEM(render::movieExportFromJson({{QStringLiteral("burnLyrics"), QStringLiteral("yes")}}),
                           ProblemCode::InvalidParameter);
    }

    void everyBuiltInPresetCanBeMade()
    {
        for (const render::ExportPreset &preset : render::builtInPresets()) {
            if (preset.kind != u"video" && preset.kind != u"scenes" && preset.kind != u"animatic")
                continue;
            const auto options = render::movieExportFromJson(preset.options);
            QVERIFY2(options.has_value(), qPrintable(preset.id));
            const auto checked = render::checkMovieExport(test::beatProgram(FrameRate(), 120, 2, 2), {}, *options);
            QVERIFY2(checked.has_value(), qPrintable(preset.id));
        }
    }

    void ownPresetsAreKeptAndNamesAreOnce()
    {
        std::vector<render::ExportPreset> own;
        auto kept =
            render::withPreset(own, {{}, QStringLiteral(" Festival "), QStringLiteral("video"), {{QStringLiteral("quality"), 12}}, false});
        SC_VERIFY_OK(kept);
        QCOMPARE(kept->front().name, QStringLiteral("Festival"));
        const auto read = render::presetsFromText(render::toText(*kept));
        QVERIFY(read == *kept);
        SC_COMPARE_PROBLEM(render::withPreset(*kept, {{}, QStringLiteral("FESTIVAL"), QStringLiteral("video"), {}, false}),
                           ProblemCode::DuplicateResource);
        SC_COMPARE_PROBLEM(render::withPreset(*kept, {{}, QStringLiteral("YouTube master"), QStringLiteral("video"), {}, false}),
                           ProblemCode::DuplicateResource);
        SC_COMPARE_PROBLEM(render::withPreset(*kept, {{}, QString(), QStringLiteral("video"), {}, false}), ProblemCode::ValidationError);
        SC_VERIFY_OK(render::findPreset(*kept, QStringLiteral("festival")));
        SC_COMPARE_PROBLEM(render::findPreset(*kept, QStringLiteral("nothing")), ProblemCode::ResourceNotFound);
        QVERIFY(render::presetsFromText(QStringLiteral("{broken")).empty());
    }

    void timeLeftFollowsTheLastSeconds()
    {
        render::TimeLeft left;
        QVERIFY(!left.seconds());
        for (int i = 0; i <= 20; ++i)
            left.note(i * 0.5, 0.02 * i); // 0.04 a second: 25 s in all
        QVERIFY(left.seconds());
        QVERIFY(std::abs(*left.seconds() - 15) < 0.5);
        for (int i = 1; i <= 40; ++i)
            left.note(10 + i * 0.5, 0.4 + 0.005 * i); // four times slower
        QVERIFY(std::abs(*left.seconds() - (1 - 0.6) / 0.01) < 2);
    }
};

SC_TEST(TestMoviePictures)
#include "tst_movie_pictures.moc"

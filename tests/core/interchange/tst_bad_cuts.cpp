// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/edl_writer.h"
#include "core/interchange/fcpxml.h"
#include "core/interchange/fcpxml_writer.h"
#include "core/interchange/file_url.h"
#include "core/interchange/otio_writer.h"
#include "core/interchange/xmeml_writer.h"
#include "tests/core/interchange/cut_fixture.h"
#include "tests/support/test_main.h"

#include <QtCore/QRegularExpression>

using namespace sc;
using namespace sc::interchange;
using namespace sc::test;

// What is awkward for other programs, and what each format makes of it. Numbers are those of the reference's table.
class TestBadCuts : public QObject
{
    Q_OBJECT

private:
    static Edit edited(const CutFixture &fixture, ExportKind kind, const CutOptions &options = {})
    {
        return editOf(fixture.source, options, rulesOf(kind), fixture.dir.path() + QStringLiteral("/m")).value();
    }
    static QByteArray fcpxml(const CutFixture &fixture, const CutOptions &cut = {}, CutTarget target = CutTarget::FinalCut)
    {
        Edit edit = edited(fixture, ExportKind::Fcpxml, cut);
        FcpxmlExport options;
        options.cut = cut;
        options.target = target;
        const QByteArray xml = writeFcpxml(edit, options);
        const QStringList breaches = checkFcpxml(xml, MediaLookup::Skip);
        if (!breaches.isEmpty())
            qFatal("%s", qPrintable(breaches.join(u'\n')));
        return xml;
    }
    static std::vector<OutFile> edl(const CutFixture &fixture, const CutOptions &cut = {}, EdlProfile profile = EdlProfile::Generic)
    {
        Edit edit = edited(fixture, ExportKind::Edl, cut);
        EdlExport options;
        options.cut = cut;
        options.profile = profile;
        options.markerList = true;
        return writeEdl(edit, options, QStringLiteral("/f/film.edl"));
    }
    static QByteArray list(const CutFixture &fixture, const CutOptions &cut = {}) { return edl(fixture, cut).front().bytes; }
    static QByteArray otio(const CutFixture &fixture, const CutOptions &cut = {}, PathStyle style = PathStyle::FileUrl)
    {
        return writeOtio(edited(fixture, ExportKind::Otio, cut), {otioUrls(style, cut), false, false});
    }
    static QByteArray xmeml(const CutFixture &fixture, const CutOptions &cut = {})
    {
        Edit edit = edited(fixture, ExportKind::Xmeml, cut);
        return writeXmeml(edit, {cut, false});
    }
    static int countOf(const QByteArray &bytes, const char *what) { return static_cast<int>(bytes.count(what)); }

    // One scene with one shot that shows a movie.
    static ClipId oneShot(CutFixture &fixture, const QString &name = QStringLiteral("Shot"), std::int64_t length = 48)
    {
        const ClipId id = fixture.addClip(fixture.addScene({}), 0, length, name);
        fixture.addMovie(id, 200, fixture.timeline().project.frameRate);
        return id;
    }

private Q_SLOTS:
    void names1to4()
    {
        CutFixture fixture;
        const ClipId id = oneShot(fixture, QStringLiteral("Café 夜 & <\"'>"));
        fixture.clip(id).notes = QStringLiteral("line one\nline two\x01\ttab");
        QVERIFY(fcpxml(fixture).contains("Café 夜 &amp; &lt;&quot;")); // 1, 2
        QVERIFY(fcpxml(fixture).contains("line one\nline two\ttab"));  // 4: the newline stays, what XML cannot hold goes
        QVERIFY(list(fixture).contains("* COMMENT: Cafe & <\"'>\r\n"));
        for (const char c : list(fixture))
            QVERIFY(static_cast<unsigned char>(c) < 127);
        QVERIFY(otio(fixture).contains("Café 夜 & <\\\"'>"));
        QVERIFY(xmeml(fixture).contains("Café 夜 &amp; &lt;"));
        QCOMPARE(readXmeml(xmeml(fixture))->tracks[0].items[0].name, fixture.clip(id).name);
        // 3: 400 characters. A clip has at most 200; 250 is where every name ends that comes from elsewhere.
        fixture.clip(id).name = QString(400, u'n');
        QVERIFY(fcpxml(fixture).contains(QByteArray(249, 'n') + "…\""));
        QVERIFY(xmeml(fixture).contains(QByteArray(249, 'n') + "…<"));
        QCOMPARE(readOtio(otio(fixture))->tracks[0].items[0].name.size(), qsizetype(400));
        for (const QByteArray &line : list(fixture).split('\n'))
            QVERIFY2(line.size() < 100, line.constData());
    }

    void paths5to8()
    {
        CutFixture fixture;
        const ClipId id = fixture.addClip(fixture.addScene({}), 0, 48);
        fixture.addStill(id, true, QStringLiteral("n#i%g?h 🌃.png"));
        QVERIFY(fcpxml(fixture).contains("n%23i%25g%3Fh%20%F0%9F%8C%83.png")); // 5, 6
        QVERIFY(xmeml(fixture).contains("n%23i%25g%3Fh%20%F0%9F%8C%83.png"));
        const Edit plain = edited(fixture, ExportKind::Otio);
        QVERIFY(plain.notices.join(u' ').contains(QStringLiteral("# ? or %")));
        CutOptions copy;
        copy.media = MediaPolicy::Copy;
        const Edit collected = edited(fixture, ExportKind::Otio, copy);
        QCOMPARE(collected.media[0].name, QStringLiteral("S01_010_take1.png"));
        // 7, 8: where the file will lie on another machine
        CutOptions windows;
        windows.pathFrom = fixture.dir.path();
        windows.pathTo = QStringLiteral("C:\\Film");
        QVERIFY(fcpxml(fixture, windows).contains("src=\"file:///C:/Film/n%23i"));
        QVERIFY(xmeml(fixture, windows).contains("<pathurl>file://localhost/C%3a/Film/n%23i"));
        QVERIFY(otio(fixture, windows).contains("file:///C:/Film/n%23i"));
        QVERIFY(!list(fixture, windows).contains("Film"));
        windows.pathTo = QStringLiteral("\\\\server\\share");
        QVERIFY(fcpxml(fixture, windows).contains("src=\"file://server/share/n%23i"));
        QVERIFY(xmeml(fixture, windows).contains("file://server/share/n%23i"));
        Edit shared = edited(fixture, ExportKind::Xmeml, windows);
        (void)writeXmeml(shared, {windows, false});
        QVERIFY(shared.notices.join(u' ').contains(QStringLiteral("network share")));
        QVERIFY(otio(fixture, windows, PathStyle::PlainPath).contains("//server/share/n#i%g?h"));
    }

    void lengths9to15()
    {
        CutFixture fixture;
        const SceneId scene = fixture.addScene({});
        const ClipId none = fixture.addClip(scene, 10, 5, QStringLiteral("none"));
        const ClipId one = fixture.addClip(scene, 20, 1, QStringLiteral("one frame"));
        fixture.addStill(one);
        fixture.clip(none).length = {}; // 9
        fixture.clip(one).direction.in = {timeline::TransitionKind::Dissolve, Ticks::seconds(1)};
        const Edit edit = edited(fixture, ExportKind::Fcpxml);
        QCOMPARE(edit.clipCount(), 1);
        QVERIFY(edit.notices.join(u' ').contains(QStringLiteral("shorter than a frame")));
        QCOMPARE(edit.transitionCount(), 0);    // 10
        QVERIFY(edit.tracks[0].items[0].isGap); // 11
        QCOMPARE(readFcpxmlCut(fcpxml(fixture))->tracks[0].items[1].start, std::int64_t(20));
        QVERIFY(list(fixture).contains("01:00:00:20 01:00:00:21"));
        QVERIFY(readOtio(otio(fixture))->tracks[0].items[0].isGap);
        QVERIFY(xmeml(fixture).contains("<start>20</start>"));

        CutFixture held;
        held.addSong(4);
        const ClipId shot = held.addClip(held.addScene({}), 0, 48, QStringLiteral("long"));
        held.addMovie(shot, 40, FrameRate());
        Edit trimmed = edited(held, ExportKind::Fcpxml); // 14, and 12: the song is longer
        QCOMPARE(trimmed.tracks[0].items[0].length, std::int64_t(40));
        QVERIFY(trimmed.tracks[0].items[1].isGap);
        QVERIFY(trimmed.notices.join(u' ').contains(QStringLiteral("trimmed from 48 to 40")));
        QCOMPARE(trimmed.length, std::int64_t(96));
        QVERIFY(fcpxml(held).contains("duration=\"9600/2400s\""));
        QVERIFY(xmeml(held).contains("<duration>96</duration>"));
        held.clip(shot).sourceIn = Ticks::seconds(3); // 15
        const Edit lost = edited(held, ExportKind::Otio);
        QVERIFY(lost.tracks[0].items[0].isGap && lost.tracks[0].items[0].isLost);
        QVERIFY(std::ranges::any_of(lost.markers, [](const EditMarker &marker) { return marker.kind == EditMarker::Kind::Failure; }));
        QVERIFY(otio(held).contains("MissingReference.1"));
        QCOMPARE(countOf(list(held), " V "), 0);
    }

    void overlaps13and51()
    {
        CutFixture fixture;
        const ClipId first = fixture.addClip(fixture.addScene({}), 0, 48, QStringLiteral("first"));
        const ClipId second = fixture.addClip(fixture.addScene(Ticks::seconds(1)), 24, 48, QStringLiteral("second"));
        fixture.addStill(first);
        fixture.addStill(second);
        CutOptions options;
        Edit edit = edited(fixture, ExportKind::Fcpxml, options); // as the monitor shows it
        QCOMPARE(edit.tracks[0].items[1].start, std::int64_t(48));
        options.overlaps = OverlapPolicy::Later;
        edit = edited(fixture, ExportKind::Fcpxml, options);
        QCOMPARE(edit.tracks[0].items[0].length, std::int64_t(24));
        QCOMPARE(edit.tracks[0].items[1].start, std::int64_t(24));
        QVERIFY(edit.notices.join(u' ').contains(QStringLiteral("trimmed")));
        options.overlaps = OverlapPolicy::Tracks;
        QVERIFY(fcpxml(fixture, options).contains("lane=\"1\""));
        QCOMPARE(readFcpxmlCut(fcpxml(fixture, options))->pictureCount(), size_t(2));
        QVERIFY(edl(fixture, options)[1].path.endsWith(QStringLiteral("film_V2.edl")));
        QCOMPARE(readOtio(otio(fixture, options))->pictureCount(), size_t(2));
        QCOMPARE(readXmeml(xmeml(fixture, options))->pictureCount(), size_t(2));
    }

    void dissolves16to20()
    {
        CutFixture fixture;
        const SceneId scene = fixture.addScene({});
        const ClipId left = fixture.addClip(scene, 0, 48, QStringLiteral("left"));
        const ClipId right = fixture.addClip(scene, 48, 48, QStringLiteral("right"));
        fixture.addMovie(left, 53, FrameRate());
        fixture.addMovie(right, 100, FrameRate());
        fixture.clip(right).sourceIn = FrameRate().timeOf(20);
        fixture.clip(left).direction.out = {timeline::TransitionKind::Dissolve, FrameRate().timeOf(12)};
        fixture.clip(right).direction.in = {timeline::TransitionKind::Dissolve, FrameRate().timeOf(12)};
        Edit edit = edited(fixture, ExportKind::Fcpxml); // 16: five frames behind the cut
        QCOMPARE(edit.tracks[0].transitions[0].before, std::int64_t(6));
        QCOMPARE(edit.tracks[0].transitions[0].behind, std::int64_t(5));
        QVERIFY(edit.notices.join(u' ').contains(QStringLiteral("from 24 to 11")));
        QVERIFY(fcpxml(fixture).contains(
            "<transition name=\"Cross Dissolve\" offset=\"8644200/2400s\" duration=\"1100/2400s\">")); // 20: 48 - 6
        const auto read = readOtio(otio(fixture));
        QCOMPARE(read->tracks[0].transitions[0].before, std::int64_t(12)); // as far as the media go on each side
        QCOMPARE(read->tracks[0].transitions[0].behind, std::int64_t(5));
        QVERIFY(list(fixture).contains(" V     D    011 "));
        QVERIFY(xmeml(fixture).contains("<alignment>center</alignment>"));
        fixture.source.takes[left][0].take.frames = 48;
        fixture.source.takes[left][0].take.length = Ticks::seconds(2);
        QCOMPARE(edited(fixture, ExportKind::Fcpxml).transitionCount(), 0);
        QVERIFY(edited(fixture, ExportKind::Fcpxml).notices.join(u' ').contains(QStringLiteral("left out")));

        CutFixture little; // 17, 18: on a short clip between two
        const SceneId where = little.addScene({});
        const ClipId a = little.addClip(where, 0, 48);
        const ClipId b = little.addClip(where, 48, 8);
        const ClipId c = little.addClip(where, 56, 48);
        for (const ClipId &id : {a, b, c})
            little.addStill(id);
        little.clip(a).direction.out = {timeline::TransitionKind::Dissolve, Ticks::seconds(2)};
        little.clip(b).direction.out = {timeline::TransitionKind::Dissolve, FrameRate().timeOf(8)};
        for (const ExportKind kind : {ExportKind::Fcpxml, ExportKind::Edl, ExportKind::Otio, ExportKind::Xmeml}) {
            const Edit short_ = edited(little, kind);
            std::int64_t onB = 0;
            for (const EditTransition &one : short_.tracks[0].transitions)
                onB += one.cut == 48 ? one.behind : one.before;
            QVERIFY(onB <= 8);
        }
        fcpxml(little);
    }

    void fades19()
    {
        CutFixture fixture;
        const ClipId id = oneShot(fixture);
        fixture.clip(id).direction.in = {timeline::TransitionKind::FadeBlack, FrameRate().timeOf(12)};
        fixture.clip(id).direction.out = {timeline::TransitionKind::FadeBlack, FrameRate().timeOf(10)};
        QCOMPARE(countOf(fcpxml(fixture), "<transition "), 2);
        const QByteArray text = list(fixture);
        QVERIFY2(
            text.contains("001  BL       V     C        00:00:00:00 00:00:00:00 01:00:00:00 01:00:00:00\r\n001  MOVIE1   V     D    012 "),
            text.constData());
        QVERIFY2(text.contains("002  BL       V     D    010 "), text.constData());
        const auto read = readOtio(otio(fixture));
        QCOMPARE(read->tracks[0].transitions.size(), size_t(2));
        QCOMPARE(read->tracks[0].items.size(), size_t(1));
        QVERIFY(xmeml(fixture).contains("start-black") && xmeml(fixture).contains("end-black"));
    }

    void media21to26and30()
    {
        CutFixture fixture;
        const ClipId id = oneShot(fixture);
        timeline::Take &take = fixture.source.takes[id][0].take;
        take.isRateVariable = true;
        QVERIFY(edited(fixture, ExportKind::Fcpxml).notices.join(u' ').contains(QStringLiteral("varies"))); // 21
        take.isRateVariable = false;
        CutOptions conform;
        conform.conform = true;
        take.rateNumerator = 25;
        take.length = Ticks::seconds(8);
        Edit edit = edited(fixture, ExportKind::Edl, conform);
        QCOMPARE(edit.media[0].make, MediaMake::Conform);
        QCOMPARE(edit.media[0].frames, std::int64_t(192));
        edit = edited(fixture, ExportKind::Fcpxml); // 30
        QVERIFY(edit.notices.join(u' ').contains(QStringLiteral("another frame rate")));
        QVERIFY(fcpxml(fixture).contains("<conform-rate scaleEnabled=\"0\" srcFrameRate=\"25\"/>"));
        QVERIFY(xmeml(fixture).contains("<timebase>25</timebase>"));
        QCOMPARE(readOtio(otio(fixture))->tracks[0].items[0].length, std::int64_t(48));
        QVERIFY(QFile::remove(fixture.source.takes[id][0].file)); // 23
        edit = edited(fixture, ExportKind::Fcpxml);
        QVERIFY(edit.media[0].isMissing && edit.missing == 1);
        QVERIFY(fcpxml(fixture).contains("movie%201.mp4"));
        QVERIFY(list(fixture).contains("movie 1.mp4"));
        QVERIFY(otio(fixture).contains("MissingReference.1") && otio(fixture).contains("movie 1.mp4"));
        QVERIFY(xmeml(fixture).contains("movie%201.mp4"));

        CutFixture still;
        const ClipId shot = still.addClip(still.addScene({}), 0, 48);
        still.addStill(shot);
        QVERIFY(fcpxml(still).contains("<video ref=")); // 25
        QVERIFY(fcpxml(still).contains("FFVideoFormatRateUndefined"));
        QVERIFY(list(still).contains("M2   STILL1         000.0                00:00:00:00\r\n* * FREEZE FRAME"));
        QVERIFY(xmeml(still).contains("<stillframe>TRUE</stillframe>"));
        const Edit asMovie = edited(still, ExportKind::Edl, conform);
        QVERIFY(asMovie.media[0].isStillMovie && asMovie.media[0].name.endsWith(QStringLiteral(".mov")));
        still.source.takes[shot][0].take.width = 1023; // 26
        still.source.takes[shot][0].take.height = 577;
        QVERIFY(fcpxml(still).contains("width=\"1023\" height=\"577\""));
        QVERIFY(xmeml(still).contains("<width>1023</width>"));
        QCOMPARE(edited(still, ExportKind::Edl, conform).media[0].width, 320);
        QVERIFY(QFile::remove(still.source.takes[shot][0].file)); // 24
        QVERIFY(edited(still, ExportKind::Fcpxml).tracks[0].items[0].isGap);
        QVERIFY(otio(still).contains("MissingReference.1"));
        QVERIFY(!list(still).contains(" V "));
    }

    void turned22AndDeep52()
    {
        CutFixture fixture;
        const ClipId id = oneShot(fixture);
        const QString upright = fixture.dir.filePath(QStringLiteral("upright.mp4"));
        const QString turned = fixture.dir.filePath(QStringLiteral("turned.mp4"));
        QCOMPARE(makeNumberedMovie(upright, 48, QStringLiteral("24"), {QStringLiteral("-c:v"), QStringLiteral("libx264")}), QString());
        QCOMPARE(runFfmpeg({QStringLiteral("-i"), upright, QStringLiteral("-c"), QStringLiteral("copy"), QStringLiteral("-metadata:s:v"),
                            QStringLiteral("rotate=90"), turned}),
                 QString());
        fixture.source.takes[id][0].file = turned; // 22: told where it stays, baked where media are made
        for (const ExportKind kind : {ExportKind::Fcpxml, ExportKind::Edl, ExportKind::Otio, ExportKind::Xmeml}) {
            const Edit told = edited(fixture, kind);
            QVERIFY(told.media[0].isRotated && told.media[0].make == MediaMake::AsIs);
            QVERIFY(told.notices.join(u' ').contains(QStringLiteral("1 movies are rotated")));
            CutOptions conform;
            conform.conform = true;
            const Edit baked = edited(fixture, kind, conform);
            QCOMPARE(baked.media[0].make, MediaMake::Conform);
            QVERIFY(!baked.media[0].isRotated && !baked.notices.join(u' ').contains(QStringLiteral("rotated")));
        }

        // 52: the colour space is the file's own, and it is said that the movie is more than the usual.
        const QString deep = fixture.dir.filePath(QStringLiteral("deep.mp4"));
        for (const auto &[transfer, name] :
             {std::pair("smpte2084", "9-16-9 (Rec. 2020 PQ)"), std::pair("arib-std-b67", "9-18-9 (Rec. 2020 HLG)"),
              std::pair("bt2020-10", "9-1-9 (Rec. 2020)")}) {
            QCOMPARE(runFfmpeg({QStringLiteral("-y"), QStringLiteral("-i"), upright, QStringLiteral("-c:v"), QStringLiteral("libx264"),
                                QStringLiteral("-pix_fmt"), QStringLiteral("yuv420p10le"), QStringLiteral("-color_primaries"),
                                QStringLiteral("bt2020"), QStringLiteral("-color_trc"), QString::fromLatin1(transfer),
                                QStringLiteral("-colorspace"), QStringLiteral("bt2020nc"), deep}),
                     QString());
            fixture.source.takes[id][0].file = deep;
            const Edit edit = edited(fixture, ExportKind::Fcpxml);
            QCOMPARE(edit.media[0].bitDepth, 10);
            QCOMPARE(edit.media[0].colour.isHdr(), QByteArray(transfer) != "bt2020-10");
            QVERIFY(edit.notices.join(u' ').contains(QStringLiteral("more than 8 bits or HDR")));
            QVERIFY2(fcpxml(fixture).contains(QByteArray("colorSpace=\"") + name + '"'), name);
            QVERIFY(fcpxml(fixture).contains("colorSpace=\"1-1-1 (Rec. 709)\"")); // the sequence's
        }
        fixture.clip(id).speedNumerator = 2; // made anew it is as usual, and that is said
        CutOptions conform;
        conform.conform = true;
        const Edit flat = edited(fixture, ExportKind::Fcpxml, conform);
        QCOMPARE(flat.media[0].bitDepth, 8);
        QVERIFY(flat.notices.join(u' ').contains(QStringLiteral("made anew with 8 bits")));
        QVERIFY(!fcpxml(fixture, conform).contains("Rec. 2020"));
    }

    void sizesAndDays27to29and31()
    {
        CutFixture fixture(*FrameRate::parse(u"29.97"));
        fixture.timeline().project.width = 1080;
        fixture.timeline().project.height = 1920;
        oneShot(fixture, QStringLiteral("a"), 40);
        QVERIFY(fcpxml(fixture).contains("frameDuration=\"1001/30000s\" width=\"1080\" height=\"1920\"")); // 27
        QVERIFY(!fcpxml(fixture).contains("FFVideoFormat1080"));
        QCOMPARE(readOtio(otio(fixture))->height, 1920);
        QVERIFY(xmeml(fixture).contains("<height>1920</height>"));
        CutOptions drop; // 31
        drop.dropFrame = true;
        QVERIFY(fcpxml(fixture, drop).contains("tcStart=\"107999892/30000s\" tcFormat=\"DF\""));
        QVERIFY(list(fixture, drop).contains("FCM: DROP FRAME") && list(fixture, drop).contains("01:00:00;00 01:00:01;10"));
        QCOMPARE(readEdl(list(fixture, drop), {fixture.timeline().project.frameRate, {}, {}})->tcStart, std::int64_t(107892));
        QVERIFY(xmeml(fixture, drop).contains("<string>01:00:00;00</string>") &&
                xmeml(fixture, drop).contains("<displayformat>DF</displayformat>"));
        QVERIFY(readOtio(otio(fixture, drop))->dropFrame);

        CutFixture many; // 28
        const SceneId scene = many.addScene({});
        timeline::Timeline &timeline = many.timeline();
        for (int i = 0; i < 1500; ++i) {
            timeline::Clip clip;
            clip.id = ClipId::create();
            clip.scene = scene;
            clip.name = QStringLiteral("c%1").arg(i);
            clip.start = FrameRate().timeOf(i * 3);
            clip.length = FrameRate().timeOf(3);
            timeline.clips.push_back(std::move(clip));
        }
        timeline::normalise(timeline);
        Edit edit = edited(many, ExportKind::Edl);
        const std::vector<OutFile> lists = writeEdl(edit, {}, QStringLiteral("/f/film.edl"));
        QVERIFY(lists[0].path.endsWith(QStringLiteral("_part1.edl")) && lists[1].path.endsWith(QStringLiteral("_part2.edl")));
        QVERIFY(lists[1].bytes.contains("\r\n001  ") && lists[0].bytes.contains("\r\n999  "));
        QCOMPARE(checkWrittenEdl(edit, lists), QStringList());
    }

    void speeds32and33and39and40()
    {
        CutFixture fixture;
        const ClipId id = oneShot(fixture);
        fixture.clip(id).speedNumerator = 2;
        QVERIFY(fcpxml(fixture).contains("<timeMap>") && fcpxml(fixture).contains("time=\"25/6s\" value=\"25/3s\"")); // 200 frames in 100
        QVERIFY(list(fixture).contains("M2   MOVIE1         048.0                00:00:00:00"));
        QCOMPARE(readOtio(otio(fixture))->tracks[0].items[0].speed, 2.0);
        QCOMPARE(edited(fixture, ExportKind::Xmeml).media[0].make, MediaMake::Conform); // baked
        CutOptions conform;
        conform.conform = true;
        const Edit baked = edited(fixture, ExportKind::Fcpxml, conform);
        QCOMPARE(baked.media[0].frames, std::int64_t(100));
        QVERIFY(!baked.tracks[0].items[0].isRetimed());
        fixture.clip(id).speedNumerator = 1;
        fixture.clip(id).sourceIn = FrameRate().timeOf(5);
        fixture.source.takes[id][0].take.startTimecode = QStringLiteral("01:02:03:04"); // 39
        const std::int64_t first = ((1 * 60 + 2) * 60 + 3) * 24 + 4;
        QVERIFY(
            fcpxml(fixture).contains("start=\"" + QByteArray::number(qint64(first * 100)) + "/2400s\" duration=\"20000/2400s\" hasVideo"));
        QVERIFY(fcpxml(fixture).contains("start=\"" + QByteArray::number(qint64((first + 5) * 100)) + "/2400s\""));
        QVERIFY(list(fixture).contains("01:02:03:09 01:02:05:09 01:00:00:00"));
        QCOMPARE(*readOtio(otio(fixture))->tracks[0].items[0].in, FrameRate().timeOf(5));
        QVERIFY(xmeml(fixture).contains("<string>01:02:03:04</string>"));
        CutFixture drop(*FrameRate::parse(u"29.97")); // 40
        const ClipId other = oneShot(drop);
        drop.source.takes[other][0].take.startTimecode = QStringLiteral("01:00:00;00");
        QCOMPARE(edited(drop, ExportKind::Fcpxml).media[0].startFrame, std::int64_t(107892));
        QVERIFY(xmeml(drop).contains("<displayformat>DF</displayformat>"));
    }

    void choices34to38()
    {
        CutFixture fixture;
        const ClipId id = oneShot(fixture);
        fixture.addMovie(id, 300, FrameRate(), false);
        timeline::Take &small = fixture.addMovie(id, 20, FrameRate(), false); // 35: too short for the shot
        Q_UNUSED(small)
        Edit edit = edited(fixture, ExportKind::Fcpxml);
        QCOMPARE(edit.tracks[0].items[0].alternates.size(), size_t(1));
        QCOMPARE(countOf(fcpxml(fixture), "<audition "), 1);
        QVERIFY(!fcpxml(fixture, {}, CutTarget::Resolve).contains("<audition"));
        QVERIFY(fcpxml(fixture, {}, CutTarget::Resolve).contains("enabled=\"0\"")); // 34
        QVERIFY(list(fixture).contains("* COMMENT: ALTERNATIVE movie 2.mp4"));
        QVERIFY(otio(fixture).contains("alternative_1"));
        QVERIFY(xmeml(fixture).contains("<enabled>FALSE</enabled>"));
        edit.tracks[0].items[0].enabled = false;
        QCOMPARE(countOf(writeEdl(edit, {}, QStringLiteral("/f/film.edl")).front().bytes, " V "), 0);
        QVERIFY(writeFcpxml(edit, {}).contains("enabled=\"0\""));
        QVERIFY(!readOtio(writeOtio(edit, {otioUrls(PathStyle::FileUrl, {}), false, false}))->picture()); // nothing is to be seen
        QVERIFY(QFile::remove(fixture.source.takes[id][1].file));                                         // 36
        QVERIFY(!fcpxml(fixture).contains("<audition"));

        CutFixture often; // 37
        const SceneId scene = often.addScene({});
        const ClipId first = often.addClip(scene, 0, 10);
        often.addMovie(first, 1000, FrameRate());
        const TakeSource take = often.source.takes[first][0];
        for (int i = 1; i < 50; ++i) {
            const ClipId next = often.addClip(scene, i * 10, 10);
            often.clip(next).takesOf = first;
            often.source.takes[next] = {take};
            often.clip(next).selectedVideo = take.take.id;
        }
        QCOMPARE(countOf(fcpxml(often), "<asset "), 1);
        QCOMPARE(countOf(xmeml(often), "<pathurl>"), 1);
        QCOMPARE(countOf(list(often), "  MOVIE1   V"), 50);

        CutFixture twins; // 38
        const SceneId where = twins.addScene({});
        QVERIFY(QDir(twins.dir.path()).mkpath(QStringLiteral("a")) && QDir(twins.dir.path()).mkpath(QStringLiteral("b")));
        for (const auto &[folder, start] : {std::pair("a", 0), std::pair("b", 10)}) {
            const ClipId shot = twins.addClip(where, start, 10);
            twins.addStill(shot, true, QStringLiteral("%1/same.png").arg(QLatin1String(folder)));
        }
        QCOMPARE(countOf(fcpxml(twins), "<asset "), 2);
        const Edit two = edited(twins, ExportKind::Edl);
        QVERIFY(two.media[0].reel != two.media[1].reel);
        QCOMPARE(countOf(xmeml(twins), "<pathurl>"), 2);
        CutOptions copy;
        copy.media = MediaPolicy::Copy;
        const Edit renamed = edited(twins, ExportKind::Fcpxml, copy);
        QVERIFY(renamed.media[0].name != renamed.media[1].name);
    }

    void songs41to45()
    {
        CutFixture alone; // 41
        alone.addSong(2);
        QCOMPARE(countOf(fcpxml(alone), "<gap "), 1);
        QVERIFY(fcpxml(alone).contains("audioRole=\"music\""));
        QVERIFY(edl(alone)[1].bytes.contains(" A     C")); // 44: a mono song
        QVERIFY(readOtio(otio(alone))->sound());
        QCOMPARE(countOf(xmeml(alone), "<sourcetrack>"), 1);
        alone.timeline().project.song->channels = 2;
        QVERIFY(edl(alone)[1].bytes.contains(" AA    C"));
        QCOMPARE(countOf(xmeml(alone), "<sourcetrack>"), 2);
        QCOMPARE(countOf(xmeml(alone), "<linkclipref>"), 4);
        QVERIFY(fcpxml(alone).contains("audioRate=\"48000\"")); // 45: made, whatever it was
        CutFixture silent;                                      // 42
        oneShot(silent);
        QVERIFY(!fcpxml(silent).contains("hasAudio") && !xmeml(silent).contains("<sourcetrack>") && !readOtio(otio(silent))->sound());
        CutFixture shorter; // 43
        oneShot(shorter, QStringLiteral("long"), 100);
        shorter.addSong(1.01);
        const Edit edit = edited(shorter, ExportKind::Fcpxml);
        QCOMPARE(edit.song->length, std::int64_t(24)); // whole frames, never beyond the file
        QCOMPARE(edit.length, std::int64_t(100));
    }

    void markers46to48()
    {
        CutFixture fixture;
        oneShot(fixture);
        fixture.addSong(1000);
        CutOptions beats;
        beats.beatMarkers = true;
        const Edit edit = edited(fixture, ExportKind::Otio, beats); // 46: 2000 of them
        QCOMPARE(edit.song->markers.size(), size_t(2000));
        QCOMPARE(countOf(fcpxml(fixture, beats), "<marker "), 2000);
        const std::vector<OutFile> lists = edl(fixture, beats);
        QCOMPARE(std::ranges::count_if(lists, [](const OutFile &file) { return file.path.contains(QStringLiteral("_markers_part")); }),
                 std::ptrdiff_t(3));
        QCOMPARE(readOtio(otio(fixture, beats))->markers.size(), size_t(2001));
        QCOMPARE(readXmeml(xmeml(fixture, beats))->markers.size(), size_t(2001));

        CutFixture far; // 47
        oneShot(far);
        timeline::AddMarker late;
        late.time = Ticks::seconds(100);
        late.name = QStringLiteral("1|* late");
        far.timeline() = timeline::addMarker(far.timeline(), late).value();
        Edit cut = edited(far, ExportKind::Fcpxml);
        QVERIFY(!writeFcpxml(cut, {}).contains("late"));
        QVERIFY(cut.notices.join(u' ').contains(QStringLiteral("after the end")));
        QVERIFY(otio(far).contains("1|* late") && xmeml(far).contains("1|* late"));
        far.timeline().markers[0].time = Ticks::seconds(1); // 48
        far.timeline().markers[0].note = QStringLiteral("2 notes|x");
        const QByteArray markers = edl(far).back().bytes;
        QVERIFY2(markers.contains("- 2 notes/x |C:ResolveColorYellow |M:- 1/* late |D:1"), markers.constData());
        QVERIFY(fcpxml(far).contains("value=\"1|* late\""));
    }

    void theRest49to54()
    {
        Edit nothing; // 49
        nothing.tracks.resize(1);
        QVERIFY(writeFcpxml(nothing, {}).contains("duration=\"0s\""));
        QCOMPARE(checkFcpxml(writeFcpxml(nothing, {}), MediaLookup::Skip), QStringList());
        QCOMPARE(writeEdl(nothing, {}, QStringLiteral("/f/film.edl"))[0].bytes,
                 QByteArray("TITLE: UNTITLED\r\nFCM: NON-DROP FRAME\r\n\r\n"));
        QVERIFY(readOtio(writeOtio(nothing, {otioUrls(PathStyle::FileUrl, {}), false, false})).has_value());
        QVERIFY(readXmeml(writeXmeml(nothing, {})).has_value());
        SC_COMPARE_PROBLEM(editOf({}, {}, {}, {}), ProblemCode::ResourceNotFound);

        CutFixture fixture;
        const ClipId id = oneShot(fixture); // 50: more digits than a double has
        QVERIFY(otio(fixture).contains("\"seed\": \"9007199254740993\""));
        QVERIFY(fcpxml(fixture).contains("<md key=\"com.storycanvas.seed\" value=\"9007199254740993\"/>"));
        Q_UNUSED(id)

        CutFixture half; // 53: a beat at exactly half a frame goes up, everywhere
        half.addSong(4);
        half.timeline().project.song->map.grid.regions[0].phase = Ticks(FrameRate().frameLength().value() / 2);
        oneShot(half, QStringLiteral("a"), 90);
        CutOptions beats;
        beats.beatMarkers = true;
        QCOMPARE(readOtio(otio(half, beats))->markers[1].frame, std::int64_t(1));
        QCOMPARE(readXmeml(xmeml(half, beats))->markers[1].frame, std::int64_t(1));

        CutFixture planned; // 54
        planned.addClip(planned.addScene({}), 0, 48, QStringLiteral("planned"));
        QCOMPARE(edited(planned, ExportKind::Fcpxml).media[0].make, MediaMake::Card);
        CutOptions gap;
        gap.placeholders = PlaceholderPolicy::Gap;
        QVERIFY(fcpxml(planned, gap).contains("<gap name=\"planned\""));
        QVERIFY(fcpxml(planned, gap).contains("completed=\"0\""));
        QVERIFY(!list(planned, gap).contains(" V "));
        QVERIFY(otio(planned, gap).contains("MissingReference.1"));
        QCOMPARE(countOf(xmeml(planned, gap), "<clipitem"), 0);
    }

    void aDayIsTheEndOfAList()
    {
        CutFixture fixture; // 29
        oneShot(fixture);
        EditRules rules = rulesOf(ExportKind::Edl);
        QVERIFY(editOf(fixture.source, {}, rules, {}).has_value());
        timeline::Timeline &timeline = fixture.timeline();
        timeline.clips[0].start = Ticks::seconds(24 * 3600);
        SC_COMPARE_PROBLEM(editOf(fixture.source, {}, rules, {}), ProblemCode::ValidationError);
        QVERIFY(editOf(fixture.source, {}, rulesOf(ExportKind::Fcpxml), {}).has_value());
    }
};

SC_TEST(TestBadCuts)
#include "tst_bad_cuts.moc"

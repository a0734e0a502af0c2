// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/cut_import.h"
#include "core/interchange/json_project.h"
#include "core/interchange/read_cut.h"
#include "core/interchange/zip_archive.h"
#include "core/media/probe.h"
#include "core/media/video_reader.h"
#include "core/planning/beat_audit.h"
#include "core/project/take_shelf.h"
#include "tests/core/interchange/cut_fixture.h"
#include "tests/support/ordinary_user.h"
#include "tests/support/small_disk.h"
#include "tests/support/test_main.h"

#include <QtCore/QProcess>

using namespace sc;
using namespace sc::interchange;
using namespace sc::test;

// Whole exports to the disk with real media, what they leave behind, and the way back.
class TestCutExports : public QObject
{
    Q_OBJECT

private:
    // Two scenes of movies that carry their frames' numbers, one at 25 frames, a still and a shot without anything.
    struct RealFixture : CutFixture
    {
        ClipId first;
        ClipId slow;
        RealFixture()
        {
            addSong(4);
            const SceneId scene = addScene({}, QStringLiteral("Intro"));
            first = addClip(scene, 0, 24, QStringLiteral("numbers"));
            slow = addClip(scene, 24, 24, QStringLiteral("other rate"));
            addStill(addClip(scene, 48, 12, QStringLiteral("still")));
            addClip(addScene(Ticks::seconds(3), QStringLiteral("Verse")), 72, 12, QStringLiteral("planned"));
            addNumbered(first, 40, QStringLiteral("24"), FrameRate());
            addNumbered(slow, 50, QStringLiteral("25"), *FrameRate::parse(u"25"));
            clip(first).sourceIn = FrameRate().timeOf(5);
        }
        void addNumbered(const ClipId &id, int frames, const QString &rate, FrameRate own)
        {
            addMovie(id, frames, own);
            const QString file = dir.filePath(QStringLiteral("numbered %1.mp4").arg(rate));
            const QString said = makeNumberedMovie(
                file, frames, rate, {QStringLiteral("-c:v"), QStringLiteral("libx264"), QStringLiteral("-crf"), QStringLiteral("10")});
            if (!said.isEmpty())
                qFatal("%s", qPrintable(said));
            source.takes[id].back().file = file;
            source.takes[id].back().take.width = 256;
            source.takes[id].back().take.height = 64;
        }
    };

    static QStringList entries(const QString &folder)
    {
        return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }

    using Run = std::function<ExportResult(const ExportSource &, const CutOptions &, const CancelToken &, const ProgressFn &)>;
    static std::vector<std::pair<const char *, Run>> runs()
    {
        return {
            {"film.fcpxml", [](const auto &s, const auto &o, const auto &c, const auto &p) { return exportFcpxml(s, {o}, c, p); }},
            {"film.edl", [](const auto &s, const auto &o, const auto &c, const auto &p) { return exportEdl(s, {o}, c, p); }},
            {"film.otio", [](const auto &s, const auto &o, const auto &c, const auto &p) { return exportOtio(s, {o}, c, p); }},
            {"film.otioz",
             [](const auto &s, const auto &o, const auto &c, const auto &p) {
                 return exportOtio(s, {o, true}, c, p);
             }},
            {"film.xml", [](const auto &s, const auto &o, const auto &c, const auto &p) { return exportXmeml(s, {o}, c, p); }},
            {"film_Resolve", [](const auto &s, const auto &o, const auto &c, const auto &p) { return exportResolve(s, {o}, c, p); }},
        };
    }

private Q_SLOTS:
    void everyKindIsWrittenAndChecked()
    {
        RealFixture fixture;
        for (const auto &[name, run] : runs()) {
            CutOptions options;
            options.destination = fixture.out(QString::fromLatin1(name));
            const ExportResult report = run(fixture.source, options, {}, {});
            QVERIFY2(report.has_value(), report ? "" : qPrintable(QString::fromLatin1(name) + report.error().toLogLine()));
            QCOMPARE(report->clips, 4);
            QVERIFY(report->problems.isEmpty());
            for (const QString &file : report->files)
                QVERIFY2(QFileInfo(file).size() > 0, qPrintable(file));
            // As somebody else would: by the file alone, with media that exist.
            if (QFileInfo(report->files.front()).suffix() != QLatin1String("edl")) {
                const auto checked = checkCutFile(report->files.front());
                SC_VERIFY_OK(checked);
                QCOMPARE(checked->breaches, QStringList());
                QCOMPARE(checked->cut.length, std::int64_t(96));
            }
        }
    }

    void theResolveBundleHasMediaOfTheirOwnTimecode()
    {
        RealFixture fixture;
        ResolveExport options;
        options.cut.destination = fixture.out(QStringLiteral("film_Resolve"));
        const ExportResult report = exportResolve(fixture.source, options);
        SC_VERIFY_OK(report);
        const QString folder = options.cut.destination;
        QCOMPARE(entries(folder),
                 QStringList({QStringLiteral("Media"), QStringLiteral("READ ME.txt"), QStringLiteral("Song"), QStringLiteral("film.fcpxml"),
                              QStringLiteral("film.otio"), QStringLiteral("film_V1_24fps.edl"), QStringLiteral("film_markers.edl")}));
        const QStringList movies = entries(folder + QStringLiteral("/Media"));
        QCOMPARE(movies.size(), qsizetype(4));
        QSet<QString> timecodes;
        for (const QString &movie : movies) {
            const QString path = folder + QStringLiteral("/Media/") + movie;
            const auto info = media::probeFile(path);
            SC_VERIFY_OK(info);
            QVERIFY(info->video && info->video->rateNumerator == 24 * info->video->rateDenominator);
            QProcess probe;
            probe.start(QStringLiteral("ffprobe"),
                        {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-select_streams"), QStringLiteral("v"),
                         QStringLiteral("-show_entries"), QStringLiteral("stream_tags=timecode"), QStringLiteral("-of"),
                         QStringLiteral("csv=p=0"), path});
            probe.waitForFinished();
            timecodes.insert(QString::fromUtf8(probe.readAllStandardOutput()).trimmed());
        }
        QCOMPARE(timecodes.size(), qsizetype(4));
        QVERIFY(timecodes.contains(QStringLiteral("00:02:00:00")));
        // 25 frames a second became 24 at the same time: second 1 shows picture 25.
        const auto reader = media::VideoReader::open(folder + QStringLiteral("/Media/S01_020_take1.mov"));
        SC_VERIFY_OK(reader);
        const auto frame = (*reader)->frameAt(FrameRate().timeOf(24));
        SC_VERIFY_OK(frame);
        QCOMPARE(numberOf(frame->image), 25);
        // The cut's list and its timecode name the same picture: in point 5 of a movie that begins at 00:00:00:00.
        QVERIFY(readFile(folder + QStringLiteral("/film_V1_24fps.edl"))
                    .contains("001  S01_010_take1 V     C        00:00:00:05 00:00:01:05 01:00:00:00 01:00:01:00"));
        // Once more: a person's own file stays, ours are replaced.
        QVERIFY(writeFile(folder + QStringLiteral("/Media/mine.txt"), "mine"));
        SC_VERIFY_OK(exportResolve(fixture.source, options));
        QCOMPARE(readFile(folder + QStringLiteral("/Media/mine.txt")), QByteArray("mine"));
        QCOMPARE(entries(folder + QStringLiteral("/Media")).size(), qsizetype(5));
        QCOMPARE(entries(QFileInfo(folder).absolutePath()).size(), qsizetype(1));
    }

    void cancelledExportsLeaveWhatWasThere_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("at");
        for (size_t kind = 0; kind < runs().size(); ++kind) {
            for (const double at : {0.0, 0.2, 0.6, 0.9})
                QTest::addRow("%s at %d percent", runs()[kind].first, int(at * 100)) << int(kind) << at;
        }
    }

    void cancelledExportsLeaveWhatWasThere()
    {
        QFETCH(int, kind);
        QFETCH(double, at);
        const auto [name, run] = runs()[static_cast<size_t>(kind)];
        RealFixture fixture;
        CutOptions options;
        options.destination = fixture.out(QString::fromLatin1(name));
        CancelToken cancel;
        bool wasAsked = at == 0;
        if (wasAsked)
            cancel.cancel();
        const ExportResult stopped = run(fixture.source, options, cancel, [&](double done) {
            if (done >= at && done < 1) {
                wasAsked = true;
                cancel.cancel();
            }
        });
        if (!wasAsked)
            QSKIP("this export was done before");
        SC_COMPARE_PROBLEM(stopped, ProblemCode::Cancelled);
        QCOMPARE(entries(fixture.dir.filePath(QStringLiteral("out"))), QStringList());
    }

    void aSongOfSixChannelsIsFoldedAndSaid()
    {
        RealFixture fixture;
        QVERIFY(writeWav(fixture.source.songFile, sine(4, 8000, 6), 8000, 6));
        fixture.timeline().project.song->channels = 6;
        CutOptions options;
        options.destination = fixture.out(QStringLiteral("six.fcpxml"));
        const ExportResult made = exportFcpxml(fixture.source, {options});
        SC_VERIFY_OK(made);
        QVERIFY2(made->notices.join(u' ').contains(QStringLiteral("6 channels were folded to stereo")),
                 qPrintable(made->notices.join(u' ')));
    }

    // Before the work, where the disk says how much it holds.
    void aDiskThatIsTooSmallIsSaidWithItsPlaceAndSize()
    {
        const TinyVolume disk(16);
        if (!disk.isThere())
            QSKIP("only root may mount a small disk");
        RealFixture fixture;
        fixture.source.content = QJsonObject{{QStringLiteral("schema"), QString(100'000, u'x')}};
        fixture.timeline().project.description = QString(100'000, u'x');
        std::vector<std::pair<const char *, Run>> all = runs();
        for (const JsonForm form : {JsonForm::Readable, JsonForm::Complete})
            all.emplace_back("film.json", [form](const auto &s, const auto &o, const auto &c, const auto &p) {
                return exportJson(s, {o.destination, form}, c, p);
            });
        all.emplace_back("film.pdf", [](const auto &s, const auto &o, const auto &c, const auto &p) {
            return exportStoryboard(s, {o.destination}, c, p);
        });
        QVERIFY(writeFile(disk.filePath(QStringLiteral("film.fcpxml")), "an older cut"));
        for (const auto &[name, run] : all) {
            CutOptions options;
            options.destination = disk.filePath(QString::fromLatin1(name));
            const ExportResult made = run(fixture.source, options, {}, {});
            QVERIFY2(!made, name);
            SC_COMPARE_PROBLEM(made, ProblemCode::InsufficientStorage);
            QCOMPARE(made.error().entityKind(), QStringLiteral("place"));
            QVERIFY2(made.error().entity().startsWith(disk.path()), qPrintable(made.error().entity()));
            QVERIFY2(made.error().text().contains(QStringLiteral("B")), qPrintable(made.error().text()));
            QCOMPARE(entries(disk.path()), QStringList{QStringLiteral("film.fcpxml")});
            QCOMPARE(readFile(disk.filePath(QStringLiteral("film.fcpxml"))), QByteArray("an older cut"));
        }
    }

    // In the middle of the work, where it did not.
    void aDiskThatFillsUpLosesNothing()
    {
#ifdef Q_OS_UNIX
        RealFixture fixture;
        QVERIFY(QDir().mkpath(fixture.out(QString())));
        for (const auto &[name, run] : runs()) {
            const QString old = fixture.out(QString::fromLatin1(name));
            const bool isFolder = QFileInfo(old).suffix().isEmpty();
            QVERIFY(isFolder || writeFile(old, "an older cut"));
            const QStringList before = entries(fixture.out(QString()));
            for (const rlim_t bytes : {rlim_t(0), rlim_t(1000), rlim_t(20'000)}) {
                CutOptions options;
                options.destination = old;
                options.conform = true;
                ExportResult made = std::unexpected(Problem());
                {
                    const SmallDisk disk(bytes);
                    made = run(fixture.source, options, {}, {});
                }
                if (made)
                    QSKIP("this export fits into so little");
                SC_COMPARE_PROBLEM(made, ProblemCode::InsufficientStorage);
                QCOMPARE(entries(fixture.out(QString())), before);
                QVERIFY(isFolder || readFile(old) == "an older cut");
            }
        }
#else
        QSKIP("only where a process can be given a limit");
#endif
    }

    void badDestinationsAreRefused()
    {
        CutFixture fixture;
        fixture.addStill(fixture.addClip(fixture.addScene({}), 0, 24));
        for (const auto &[name, run] : runs()) {
            SC_COMPARE_PROBLEM(run(fixture.source, {}, {}, {}), ProblemCode::ValidationError);
            CutOptions inFile;
            inFile.destination = fixture.source.takes.begin()->front().file + u'/' + QString::fromLatin1(name);
            QVERIFY(!run(fixture.source, inFile, {}, {}));
        }
#ifdef Q_OS_LINUX
        QVERIFY(QDir().mkpath(fixture.out(QString())));
        QVERIFY(QFile::setPermissions(fixture.out(QString()), QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther));
        QVERIFY(QFile::setPermissions(fixture.dir.path(),
                                      QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther));
        const OrdinaryUser user;
        for (const auto &[name, run] : runs()) {
            CutOptions closed;
            closed.destination = fixture.out(QString::fromLatin1(name));
            SC_COMPARE_PROBLEM(run(fixture.source, closed, {}, {}), ProblemCode::PermissionDenied);
        }
#endif
    }

    void archivesHoldTheirMedia()
    {
        RealFixture fixture;
        OtioExport options;
        options.zipped = true;
        options.cut.destination = fixture.out(QStringLiteral("film.otioz"));
        SC_VERIFY_OK(exportOtio(fixture.source, options));
        QFile archive(options.cut.destination);
        QVERIFY(archive.open(QIODevice::ReadOnly));
        const auto inside = zipEntries(archive);
        SC_VERIFY_OK(inside);
        QCOMPARE(inside->size(), size_t(7)); // content, version, two movies, still, card, song
        for (const ZipEntry &entry : *inside)
            SC_VERIFY_OK(zipContent(archive, entry.name, 100'000'000));
        QCOMPARE(*zipContent(archive, QStringLiteral("version.txt"), 100), QByteArray("1.0.0"));
        SC_COMPARE_PROBLEM(zipContent(archive, QStringLiteral("none"), 100), ProblemCode::ResourceNotFound);
        SC_COMPARE_PROBLEM(zipContent(archive, QStringLiteral("content.otio"), 10), ProblemCode::FileTooLarge);
    }

    void smallExportsReadBack()
    {
        RealFixture fixture;
        StoryboardExport board;
        board.destination = fixture.out(QStringLiteral("board.pdf"));
        board.columns = 1;
        board.rows = 2;
        const ExportResult pdf = exportStoryboard(fixture.source, board);
        SC_VERIFY_OK(pdf);
        QVERIFY(readFile(board.destination).startsWith("%PDF-"));
        MarkersExport markers;
        markers.cut.destination = fixture.out(QStringLiteral("m.csv"));
        const ExportResult table = exportMarkers(fixture.source, markers);
        SC_VERIFY_OK(table);
        QCOMPARE(table->markers, 4); // two scenes, two bars
        QVERIFY(readFile(markers.cut.destination).contains("01:00:03:00,72,3.000,12,scene,Verse,"));
        LyricsExport lyrics;
        lyrics.destination = fixture.out(QStringLiteral("l.srt"));
        lyrics.format = LyricsFormat::Srt;
        SC_COMPARE_PROBLEM(exportLyrics(fixture.source, lyrics), ProblemCode::ResourceNotFound);
        timeline::LyricLine line;
        line.id = LyricId::create();
        line.start = Ticks::seconds(1);
        line.text = QStringLiteral("la la");
        fixture.timeline().lyrics.push_back(line);
        fixture.timeline().project.songOffset = Ticks::seconds(2);
        SC_VERIFY_OK(exportLyrics(fixture.source, lyrics));
        QVERIFY(readFile(lyrics.destination).contains("00:00:03,000 -->"));
        SC_VERIFY_OK(exportShotList(fixture.source, {fixture.out(QStringLiteral("s.csv"))}));
    }

    void aBundleComesBackFromJson()
    {
        RealFixture fixture;
        const QString bundle = fixture.dir.filePath(QStringLiteral("film.storycanvas"));
        QByteArray before;
        {
            auto session = project::ProjectSession::create(bundle, {QStringLiteral("Film"), FrameRate(), 320, 180});
            SC_VERIFY_OK(session);
            timeline::Song song = *fixture.timeline().project.song;
            SC_VERIFY_OK((*session)->setSong(fixture.source.songFile, song, true));
            timeline::Timeline timeline = (*session)->timeline();
            timeline.scenes = fixture.timeline().scenes;
            timeline.clips = fixture.timeline().clips;
            for (timeline::Clip &clip : timeline.clips)
                clip.selectedVideo = clip.selectedImage = {};
            SC_VERIFY_OK((*session)->apply(QStringLiteral("Cut"), timeline));
            SC_VERIFY_OK((*session)->takes().importFile(fixture.first, fixture.source.takes[fixture.first][0].file));
            before = (*session)->dumpTables().value();
            const auto source = exportSourceOf(**session, true);
            SC_VERIFY_OK(source);
            JsonExport options;
            options.destination = fixture.out(QStringLiteral("film.json"));
            options.form = JsonForm::Complete;
            options.withMedia = true;
            SC_VERIFY_OK(exportJson(*source, options));
            options.destination = fixture.out(QStringLiteral("readable.json"));
            options.form = JsonForm::Readable;
            SC_VERIFY_OK(exportJson(*source, options));
        }
        QVERIFY(QDir(bundle).removeRecursively());
        const QString again = fixture.dir.filePath(QStringLiteral("again.storycanvas"));
        const auto made = importProject(fixture.out(QStringLiteral("film.json")), again);
        SC_VERIFY_OK(made);
        QCOMPARE(made->mediaFound, 2);
        QCOMPARE(made->notices, QStringList());
        auto session = project::ProjectSession::open(again);
        SC_VERIFY_OK(session);
        QCOMPARE((*session)->dumpTables().value(), before);
        for (const timeline::Clip &clip : (*session)->timeline().clips)
            QVERIFY(!(*session)->takes().displayedMedia(clip).isMissing);
        session->reset(); // while it is open, nobody else may have it
        SC_COMPARE_PROBLEM(importProject(fixture.out(QStringLiteral("film.json")), again), ProblemCode::DuplicateResource);
        const auto plain =
            importProject(fixture.out(QStringLiteral("readable.json")), fixture.dir.filePath(QStringLiteral("plain.storycanvas")));
        SC_VERIFY_OK(plain);
        QCOMPARE(plain->clips, 4);
        const auto reread = project::ProjectSession::open(plain->bundle);
        QCOMPARE((*reread)->timeline().clips[1].start, Ticks::seconds(1));
    }

    void brokenProjectFilesLeaveNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        QTest::newRow("no JSON") << QByteArray("{") << int(ProblemCode::ValidationError);
        QTest::newRow("something else") << QByteArray("{\"format\": \"other\"}") << int(ProblemCode::ValidationError);
        QTest::newRow("newer") << QByteArray("{\"format\": \"storycanvas_v9\"}") << int(ProblemCode::NewerVersion);
        QTest::newRow("empty v2") << QByteArray("{\"format\": \"storycanvas_v2\"}") << int(ProblemCode::ValidationError);
        QTest::newRow("v2 of a newer schema")
            << QByteArray(R"({"format": "storycanvas_v2", "bundle": {"schema": 999, "tables": {"project": [{}]}}})")
            << int(ProblemCode::NewerVersion);
        QTest::newRow("v2 with a row that is none")
            << QByteArray(R"({"format": "storycanvas_v2", "bundle": {"schema": 1, "tables": {"project": [{"id": 5}]}}})")
            << int(ProblemCode::ValidationError);
        QTest::newRow("v1 without a rate") << QByteArray("{\"format\": \"storycanvas_v1\"}") << int(ProblemCode::ValidationError);
        QTest::newRow("v1 with a shot without a place")
            << QByteArray(R"({"format": "storycanvas_v1", "project": {"frame_rate": "24/1"}, "scenes": [{"clips": [{"name": "a"}]}]})")
            << int(ProblemCode::ValidationError);
    }

    void brokenProjectFilesLeaveNothing()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        QTemporaryDir dir;
        QVERIFY(writeFile(dir.filePath(QStringLiteral("p.json")), text));
        SC_COMPARE_PROBLEM(importProject(dir.filePath(QStringLiteral("p.json")), dir.filePath(QStringLiteral("b"))),
                           static_cast<ProblemCode>(code));
        QVERIFY(!QFileInfo::exists(dir.filePath(QStringLiteral("b"))));
    }

    void foreignCutsBecomeAlternateScenes()
    {
        RealFixture fixture;
        EdlExport options;
        options.cut.destination = fixture.out(QStringLiteral("film.edl"));
        SC_VERIFY_OK(exportEdl(fixture.source, options));
        const auto checked = checkCutFile(options.cut.destination, FrameRate());
        SC_VERIFY_OK(checked);
        const auto imported = importCut(fixture.timeline(), checked->cut, {});
        SC_VERIFY_OK(imported);
        QCOMPARE(imported->scenes.size(), size_t(2));
        QCOMPARE(imported->clips, 4);
        QCOMPARE(liveClips(imported->timeline).size(), size_t(4)); // what was there is as it was
        QCOMPARE(clipsOf(imported->timeline, imported->scenes[0]).size(), size_t(3));
        QCOMPARE(clipsOf(imported->timeline, imported->scenes[0])[1]->start, Ticks::seconds(1));
        const auto audit = planning::auditBeats(asTimeline(fixture.timeline(), checked->cut));
        QCOMPARE(audit.cuts.size(), planning::auditBeats(fixture.timeline()).cuts.size());
        QCOMPARE(audit.offBeat, 0);
        CutImportOptions one;
        one.scene = fixture.timeline().scenes[1].id;
        one.makeLive = true;
        QCOMPARE(importCut(fixture.timeline(), checked->cut, one)->clips, 1);
        one.scene = SceneId::create();
        SC_COMPARE_PROBLEM(importCut(fixture.timeline(), checked->cut, one), ProblemCode::ResourceNotFound);
    }

    void onlyCutsAreRead()
    {
        QTemporaryDir dir;
        SC_COMPARE_PROBLEM(checkCutFile(dir.filePath(QStringLiteral("none.edl"))), ProblemCode::MediaMissing);
        QVERIFY(writeFile(dir.filePath(QStringLiteral("a.txt")), "words"));
        SC_COMPARE_PROBLEM(checkCutFile(dir.filePath(QStringLiteral("a.txt"))), ProblemCode::InvalidFileType);
        QVERIFY(
            writeFile(dir.filePath(QStringLiteral("a.otio")),
                      R"({"OTIO_SCHEMA": "Timeline.1", "tracks": {"OTIO_SCHEMA": "Stack.1", "markers": [{"OTIO_SCHEMA": "Marker.3"}]}})"));
        SC_COMPARE_PROBLEM(checkCutFile(dir.filePath(QStringLiteral("a.otio"))), ProblemCode::NewerVersion);
        QVERIFY(
            writeFile(dir.filePath(QStringLiteral("a.edl")), "TITLE: x\n001  AX V C 00:00:00:99 00:00:01:00 01:00:00:00 01:00:01:00\n"));
        SC_COMPARE_PROBLEM(checkCutFile(dir.filePath(QStringLiteral("a.edl")), FrameRate()), ProblemCode::ValidationError);
        QVERIFY(writeFile(dir.filePath(QStringLiteral("b.edl")),
                          "\xef\xbb\xbfTITLE: x\n002  AX V C 00:00:00:00 00:00:02:00 01:00:00:00 01:00:01:00\n"));
        const auto checked = checkCutFile(dir.filePath(QStringLiteral("b.edl")), FrameRate());
        SC_VERIFY_OK(checked);
        QCOMPARE(checked->breaches.size(), qsizetype(3)); // mark, number, lengths
    }
};

SC_TEST(TestCutExports)
#include "tst_cut_exports.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/audio_reader.h"
#include "tests/core/interchange/export_fixture.h"
#include "tests/support/test_main.h"

#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>

using namespace sc;
using namespace sc::interchange;
using namespace sc::timeline;
using namespace sc::test;

class TestFcpxmlExport : public QObject
{
    Q_OBJECT

private:
    static QString validate(const QString &file, const QString &version)
    {
        QProcess lint;
        const QString dtd = ExportFixture::dtdFolder() + QStringLiteral("/FCPXMLv%1.dtd").arg(QString(version).replace(u'.', u'_'));
        lint.start(QStringLiteral("xmllint"),
                   {QStringLiteral("--noout"), QStringLiteral("--nonet"), QStringLiteral("--dtdvalid"), dtd, file});
        lint.waitForFinished();
        return lint.exitCode() == 0 ? QString() : QString::fromUtf8(lint.readAllStandardError());
    }
    static bool canValidate()
    {
        return !ExportFixture::dtdFolder().isEmpty() && !QStandardPaths::findExecutable(QStringLiteral("xmllint")).isEmpty();
    }

private Q_SLOTS:
    void everyRateIsValidAndReadsBack_data()
    {
        QTest::addColumn<QString>("rate");
        for (const FrameRate rate : FrameRate::supported())
            QTest::newRow(qPrintable(rate.toString())) << rate.toString();
    }

    void everyRateIsValidAndReadsBack()
    {
        QFETCH(QString, rate);
        ExportFixture fixture(*FrameRate::parse(rate));
        const auto result = exportFcpxml(fixture.timeline, fixture.songFile, fixture.options());
        SC_VERIFY_OK(result);
        QCOMPARE(result->clips, 3);
        QCOMPARE(result->gaps, 2);
        QVERIFY2(result->notices.isEmpty(), qPrintable(result->notices.join(u'\n')));
        const auto back = readFcpxml(readFile(result->file));
        SC_VERIFY_OK(back);
        std::vector<const ReadClip *> clips;
        for (const ReadClip &clip : back->spine) {
            if (!clip.isGap)
                clips.push_back(&clip);
        }
        const std::vector<const Clip *> live = liveClips(fixture.timeline);
        for (size_t i = 0; i < live.size(); ++i) {
            QCOMPARE(clips[i]->start, live[i]->start);
            QCOMPARE(clips[i]->length, live[i]->length);
            const QImage card(clips[i]->mediaFile);
            QCOMPARE(card.size(), QSize(320, 180));
        }
        QVERIFY(back->song && back->song->length + fixture.timeline.project.frameRate.frameLength() > Ticks::seconds(6));
        QCOMPARE(back->song->start, Ticks());
        QCOMPARE(checkFcpxml(readFile(result->file)), QStringList());
    }

    void everyRateAndVersionValidates_data()
    {
        QTest::addColumn<QString>("rate");
        QTest::addColumn<QString>("version");
        for (const FrameRate rate : FrameRate::supported())
            QTest::newRow(qPrintable(rate.toString())) << rate.toString() << QStringLiteral("1.10");
        for (const char *version : {"1.8", "1.9", "1.11", "1.12", "1.13", "1.14"})
            QTest::newRow(version) << QStringLiteral("29.97") << QString::fromLatin1(version);
    }

    void everyRateAndVersionValidates()
    {
        if (!canValidate())
            QSKIP("xmllint or the FCPXML type definitions (SC_DTD_DIR) are not at hand");
        QFETCH(QString, rate);
        QFETCH(QString, version);
        ExportFixture fixture(*FrameRate::parse(rate));
        AddMarker marker;
        marker.time = Ticks::fromSeconds(1.5);
        marker.kind = MarkerKind::ToDo;
        marker.note = QStringLiteral("two\nlines");
        fixture.timeline = addMarker(fixture.timeline, marker).value();
        fixture.timeline.project.songGainDb = -6.5;
        FcpxmlOptions options = fixture.options();
        options.beatMarkers = true;
        options.lyricMarkers = true;
        options.version = version;
        const auto result = exportFcpxml(fixture.timeline, fixture.songFile, options);
        SC_VERIFY_OK(result);
        QCOMPARE(validate(result->file, version), QString());
    }

    void theSongLiesWhereTheTimelineHasIt_data()
    {
        QTest::addColumn<double>("offset");
        QTest::newRow("at the start") << 0.0;
        QTest::newRow("later, between frames") << 0.7777;
        QTest::newRow("begins inside, between frames") << -1.2345;
    }

    void theSongLiesWhereTheTimelineHasIt()
    {
        QFETCH(double, offset);
        ExportFixture fixture(*FrameRate::parse(u"29.97"));
        fixture.timeline.project.songOffset = Ticks::fromSeconds(offset);
        const auto result = exportFcpxml(fixture.timeline, fixture.songFile, fixture.options());
        SC_VERIFY_OK(result);
        const auto back = readFcpxml(readFile(result->file));
        QVERIFY(back->song.has_value());
        const auto sound = media::readAll(back->song->mediaFile, {}, 60);
        SC_VERIFY_OK(sound);
        QCOMPARE(sound->sampleRate, 48000);
        // The clicks are at whole seconds of the song. In the file they lie after the in point, which is 0 or -offset
        // rounded up to a frame; the rest of the frame is silence before the song.
        const Ticks in = fixture.timeline.project.frameRate.snap(std::max(Ticks(), Ticks::fromSeconds(-offset)), Rounding::Ceil);
        const std::int64_t from = (in + Ticks::fromSeconds(0.1)).toSamples(48000);
        const std::int64_t click = findClick(sound->samples, sound->channels, from);
        const Ticks heardAt = back->song->start + Ticks::fromSamples(click, 48000) - in;
        const double songTime = (heardAt - fixture.timeline.project.songOffset).toSeconds();
        QVERIFY2(std::abs(songTime - std::round(songTime)) < 0.0005, qPrintable(QString::number(songTime, 'f', 6)));
    }

    void aNewExportReplacesTheOldOneAndKeepsForeignFiles()
    {
        ExportFixture fixture;
        const auto first = exportFcpxml(fixture.timeline, fixture.songFile, fixture.options());
        SC_VERIFY_OK(first);
        QVERIFY(writeFile(first->mediaFolder + QStringLiteral("/notes.txt"), "mine"));
        fixture.timeline = deleteClips(fixture.timeline, {.clips = {fixture.timeline.clips[0].id}}).value();
        const auto second = exportFcpxml(fixture.timeline, fixture.songFile, fixture.options());
        SC_VERIFY_OK(second);
        QCOMPARE(QDir(second->mediaFolder).entryList({QStringLiteral("*.png")}).size(), qsizetype(2));
        QCOMPARE(readFile(second->mediaFolder + QStringLiteral("/notes.txt")), QByteArray("mine"));
        QCOMPARE(QDir(QFileInfo(second->file).absolutePath()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), qsizetype(2));
    }

    void cancelLeavesWhatWasThere_data()
    {
        QTest::addColumn<double>("at");
        for (const double at : {0.0, 0.3, 0.7, 0.9})
            QTest::addRow("%d percent", int(at * 100)) << at;
    }

    void cancelLeavesWhatWasThere()
    {
        QFETCH(double, at);
        ExportFixture fixture;
        const auto first = exportFcpxml(fixture.timeline, fixture.songFile, fixture.options());
        SC_VERIFY_OK(first);
        const QByteArray before = readFile(first->file);
        const QStringList media = QDir(first->mediaFolder).entryList(QDir::Files);
        fixture.timeline = deleteClips(fixture.timeline, {.clips = {fixture.timeline.clips[0].id}}).value();
        CancelToken cancel;
        if (at == 0)
            cancel.cancel();
        const auto stopped = exportFcpxml(fixture.timeline, fixture.songFile, fixture.options(), cancel, [&](double done) {
            if (done >= at)
                cancel.cancel();
        });
        SC_COMPARE_PROBLEM(stopped, ProblemCode::Cancelled);
        QCOMPARE(readFile(first->file), before);
        QCOMPARE(QDir(first->mediaFolder).entryList(QDir::Files), media);
        QCOMPARE(QDir(QFileInfo(first->file).absolutePath()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), qsizetype(2));
    }

    void songsAloneAndPicturesAloneWork()
    {
        ExportFixture fixture;
        Timeline pictures = fixture.timeline;
        pictures.project.song.reset();
        const auto silent = exportFcpxml(pictures, {}, fixture.options());
        SC_VERIFY_OK(silent);
        QVERIFY(!readFcpxml(readFile(silent->file))->song);
        Timeline sound = fixture.timeline;
        sound.clips.clear();
        sound.scenes.clear();
        const auto alone = exportFcpxml(sound, fixture.songFile, fixture.options());
        SC_VERIFY_OK(alone);
        QCOMPARE(alone->clips, 0);
        QVERIFY(readFcpxml(readFile(alone->file))->song.has_value());
    }

    void badRequestsAreRefused()
    {
        ExportFixture fixture;
        FcpxmlOptions options = fixture.options();
        options.version = QStringLiteral("2.0");
        SC_COMPARE_PROBLEM(exportFcpxml(fixture.timeline, fixture.songFile, options), ProblemCode::InvalidParameter);
        options = fixture.options();
        SC_COMPARE_PROBLEM(exportFcpxml(fixture.timeline, fixture.dir.filePath(QStringLiteral("gone.mp3")), options),
                           ProblemCode::MediaMissing);
        options.destination = fixture.dir.path();
        SC_COMPARE_PROBLEM(exportFcpxml(fixture.timeline, fixture.songFile, options), ProblemCode::ValidationError);
        options.destination.clear();
        SC_COMPARE_PROBLEM(exportFcpxml(fixture.timeline, fixture.songFile, options), ProblemCode::ValidationError);
        const QString text = fixture.dir.filePath(QStringLiteral("text.mp3"));
        QVERIFY(writeFile(text, "no sound at all, only words and words and words"));
        const auto noSound = exportFcpxml(fixture.timeline, text, fixture.options());
        QVERIFY(!noSound);
        QVERIFY(!QFileInfo::exists(fixture.options().destination));
        QVERIFY(QDir(fixture.dir.filePath(QStringLiteral("out"))).isEmpty());
    }
};

SC_TEST(TestFcpxmlExport)
#include "tst_fcpxml_export.moc"

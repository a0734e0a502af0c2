// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/edl_writer.h"
#include "core/interchange/fcpxml.h"
#include "core/interchange/fcpxml_writer.h"
#include "core/interchange/otio_writer.h"
#include "core/interchange/xmeml_writer.h"
#include "tests/core/interchange/cut_fixture.h"
#include "tests/core/interchange/export_fixture.h"
#include "tests/support/test_main.h"

#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>

using namespace sc;
using namespace sc::interchange;
using namespace sc::test;

// Random projects at all nine rates: what each format says, read back by our own readers, is what the project says.
class TestCutFormats : public QObject
{
    Q_OBJECT

private:
    static constexpr int kSeeds = 12;

    static void rows()
    {
        QTest::addColumn<QString>("rate");
        QTest::addColumn<int>("seed");
        for (const FrameRate rate : FrameRate::supported()) {
            for (int seed = 0; seed < kSeeds; ++seed)
                QTest::addRow("%s seed %d", qPrintable(rate.toString()), seed) << rate.toString() << seed;
        }
    }

    static CutOptions optionsOf(int seed)
    {
        CutOptions options;
        options.dropFrame = seed % 2;
        options.startAtOneHour = seed % 3 != 0;
        options.beatMarkers = seed % 4 == 0;
        options.lyricMarkers = true;
        options.overlaps = seed % 5 == 0 ? OverlapPolicy::Tracks : OverlapPolicy::Earlier;
        options.placeholders = seed % 4 == 1 ? PlaceholderPolicy::Gap : PlaceholderPolicy::Card;
        return options;
    }

    template<class Check> static void forRandom(ExportKind kind, Check check)
    {
        QFETCH(QString, rate);
        QFETCH(int, seed);
        CutFixture fixture(*FrameRate::parse(rate));
        fixture.fillAtRandom(static_cast<quint32>(seed * 7919 + 1));
        const CutOptions options = optionsOf(seed);
        auto edit = editOf(fixture.source, options, rulesOf(kind), fixture.dir.path());
        SC_VERIFY_OK(edit);
        QVERIFY(edit->clipCount() > 5);
        check(*edit, options, seed);
    }

private Q_SLOTS:
    void edlSaysTheSameCuts_data() { rows(); }
    void edlSaysTheSameCuts()
    {
        forRandom(ExportKind::Edl, [](Edit &edit, const CutOptions &, int seed) {
            EdlExport options;
            options.profile = static_cast<EdlProfile>(seed % 3);
            options.markerList = true;
            const std::vector<OutFile> files = writeEdl(edit, options, QStringLiteral("/f/film.edl"));
            const QStringList wrong = checkWrittenEdl(edit, files);
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n') + u'\n' + QString::fromUtf8(files.front().bytes)));
        });
    }

    void otioSaysTheSameCuts_data() { rows(); }
    void otioSaysTheSameCuts()
    {
        forRandom(ExportKind::Otio, [](Edit &edit, const CutOptions &options, int seed) {
            const QByteArray bytes = writeOtio(edit, {otioUrls(PathStyle::FileUrl, options), seed % 2 == 0, seed % 3 == 0});
            const auto cut = readOtio(bytes);
            SC_VERIFY_OK(cut);
            const QStringList wrong = differences(edit, *cut) + checkOtio(bytes);
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
            QCOMPARE(cut->tcStart, edit.tcStart);
            QCOMPARE(int(cut->markers.size()), edit.markerCount());
        });
    }

    void xmemlSaysTheSameCuts_data() { rows(); }
    void xmemlSaysTheSameCuts()
    {
        forRandom(ExportKind::Xmeml, [](Edit &edit, const CutOptions &, int) {
            const QByteArray bytes = writeXmeml(edit, {});
            const auto cut = readXmeml(bytes);
            SC_VERIFY_OK(cut);
            const bool isRetimed =
                std::ranges::any_of(edit.tracks, [](const EditTrack &one) { return std::ranges::any_of(one.items, &EditItem::isRetimed); });
            const QStringList wrong =
                differences(edit, *cut, {.song = true, .transitions = true, .sources = !isRetimed}) + checkXmeml(bytes);
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n') + u'\n' + QString::fromUtf8(bytes)));
            QCOMPARE(cut->tcStart, edit.tcStart);
            QCOMPARE(int(cut->markers.size()), edit.markerCount());
        });
    }

    void fcpxmlSaysTheSameCuts_data() { rows(); }
    void fcpxmlSaysTheSameCuts()
    {
        forRandom(ExportKind::Fcpxml, [](Edit &edit, const CutOptions &, int seed) {
            FcpxmlExport options;
            options.target = seed % 2 ? CutTarget::Resolve : CutTarget::FinalCut;
            options.layout = seed % 3 == 0 ? SongLayout::Locked : SongLayout::Connected;
            options.version = fcpxmlVersions()[seed % fcpxmlVersions().size()];
            const QByteArray xml = writeFcpxml(edit, options);
            const auto cut = readFcpxmlCut(xml);
            SC_VERIFY_OK(cut);
            const QStringList wrong = differences(edit, *cut) + checkFcpxml(xml, MediaLookup::Skip);
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n') + u'\n' + QString::fromUtf8(xml)));
            validate(xml, options.version);
        });
    }

private:
    // Against Apple's own definition, where it is at hand.
    static void validate(const QByteArray &xml, const QString &version)
    {
        if (ExportFixture::dtdFolder().isEmpty() || QStandardPaths::findExecutable(QStringLiteral("xmllint")).isEmpty())
            return;
        QProcess lint;
        const QString dtd = ExportFixture::dtdFolder() + QStringLiteral("/FCPXMLv%1.dtd").arg(QString(version).replace(u'.', u'_'));
        lint.start(QStringLiteral("xmllint"),
                   {QStringLiteral("--noout"), QStringLiteral("--nonet"), QStringLiteral("--dtdvalid"), dtd, QStringLiteral("-")});
        lint.write(xml);
        lint.closeWriteChannel();
        lint.waitForFinished();
        QVERIFY2(lint.exitCode() == 0, lint.readAllStandardError().constData());
    }
};

SC_TEST(TestCutFormats)
#include "tst_cut_formats.moc"

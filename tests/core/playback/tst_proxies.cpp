// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/proxy_copy.h"
#include "core/media/video_reader.h"
#include "core/playback/project_media.h"
#include "core/playback/proxy_shelf.h"
#include "core/project/take_shelf.h"
#include "core/timeline/clip_edits.h"
#include "tests/core/playback/take_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::playback;

class TestProxies : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString at(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }

    static QString makeLarge(const QString &file, int frames)
    {
        return test::makeNumberedMovie(
            file, frames, QStringLiteral("30000/1001"),
            QStringLiteral(
                "-vf scale=1920:1080:flags=neighbor -c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 250 -bf 2 -sc_threshold 0")
                .split(u' '));
    }

private Q_SLOTS:
    void aCopyHasEveryFrameAtItsTime()
    {
        const QString original = at("large.mkv");
        const QString problem = makeLarge(original, 60);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const QSize size = media::proxySize({1920, 1080});
        QCOMPARE(size, QSize(960, 540));
        SC_VERIFY_OK(media::makeProxy(original, at("copy.mp4"), size, {}));
        const auto whole = media::VideoReader::open(original);
        const auto copy = media::VideoReader::open(at("copy.mp4"));
        SC_VERIFY_OK(whole);
        SC_VERIFY_OK(copy);
        QCOMPARE((*copy)->size(), size);
        for (int frame = 0; frame < 60; ++frame) {
            const auto full = (*whole)->next();
            const auto light = (*copy)->next();
            QVERIFY(*full && *light);
            QCOMPARE(test::numberOf((*light)->image), frame);
            QVERIFY(abs((*light)->time - (*full)->time) <= Ticks(Ticks::kPerSecond / 360'000));
        }
        QVERIFY(!(*(*copy)->next()));
        QCOMPARE(QDir(m_dir.path()).entryList({QStringLiteral("*pending*")}).size(), 0);
    }

    void sizesGoDownByHalfOrAQuarter()
    {
        QCOMPARE(media::proxySize({3840, 2160}), QSize(960, 540));
        QCOMPARE(media::proxySize({1080, 1920}), QSize(540, 960));
        QVERIFY(media::proxySize({1280, 720}).isEmpty());
    }

    void aStoppedCopyLeavesNothing()
    {
        const QString original = at("stopped.mp4");
        const QString problem = makeLarge(original, 30);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const CancelToken cancel;
        int frames = 0;
        const auto made = media::makeProxy(original, at("never.mp4"), {960, 540}, cancel, [&] {
            if (++frames == 10)
                cancel.cancel();
        });
        SC_COMPARE_PROBLEM(made, ProblemCode::Cancelled);
        QVERIFY(!QFile::exists(at("never.mp4")) && QDir(m_dir.path()).entryList({QStringLiteral("never*")}).isEmpty());
    }

    void copiesAreMadeInTheBackgroundAndShown()
    {
        const QString original = at("take.mp4");
        const QString problem = makeLarge(original, 40);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        auto session = project::ProjectSession::create(at("Film.storycanvas"), {});
        SC_VERIFY_OK(session);
        timeline::Timeline cut = test::clipProgram((*session)->timeline().project.frameRate, {40});
        timeline::Timeline next = (*session)->timeline();
        next.scenes = cut.scenes;
        next.clips = cut.clips;
        next.scenes[0].id = SceneId::create();
        next.clips[0].id = ClipId::create();
        next.clips[0].scene = next.scenes[0].id;
        SC_VERIFY_OK((*session)->apply(QStringLiteral("Cut"), next));
        SC_VERIFY_OK((*session)->takes().importFile(next.clips[0].id, original));
        QVERIFY(mediaOf(**session).value(next.clips[0].id).kind == ShotMedia::Kind::Video);
        QVERIFY(mediaOf(**session).value(next.clips[0].id).proxy.isEmpty());

        ProxyShelf shelf;
        QSignalSpy changed(&shelf, &ProxyShelf::proxiesChanged);
        QSignalSpy problems(&shelf, &ProxyShelf::problemOccurred);
        shelf.setResting(true);
        shelf.setSession(session->get());
        QCOMPARE(shelf.waiting(), 1);
        QCOMPARE(changed.count(), 0);
        shelf.setResting(false);
        QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, 30000);
        QCOMPARE(problems.count(), 0);
        QCOMPARE(shelf.waiting(), 0);

        // The switch changes the file, never the frame.
        const ShotMediaMap media = mediaOf(**session);
        const QString proxy = media.value(next.clips[0].id).proxy;
        QVERIFY(proxy.startsWith(at("Film.storycanvas")) && QFile::exists(proxy));
        const auto shots = std::make_shared<const ShotMediaMap>(media);
        Compositor full((*session)->timeline(), {960, 540}, {shots, std::make_shared<MediaStore>(), false, true});
        Compositor light((*session)->timeline(), {960, 540}, {shots, std::make_shared<MediaStore>(), true, true});
        for (const int frame : {0, 7, 31, 12}) {
            QCOMPARE(test::numberOf(light.frame(frame)), test::numberOf(full.frame(frame)));
        }
        QVERIFY(QFileInfo(proxy).size() > 0);
        QVERIFY2(shelf.clear() > 0, qPrintable(proxy));
        QVERIFY(!QFile::exists(proxy));
        QVERIFY(mediaOf(**session).value(next.clips[0].id).proxy.isEmpty());
    }
};

SC_TEST(TestProxies)
#include "tst_proxies.moc"

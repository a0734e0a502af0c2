// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/project/project_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtTest/QSignalSpy>

using namespace sc;
using namespace sc::test;

class TstProjectUndo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void undoAndRedoOfRandomEditsGiveIdenticalBytesAcrossReopening();
    void whatIsInMemoryIsWhatTheNextOpeningReads();
    void historyNamesEveryEditAndLeadsBack();
    void undoSaysWhatChanged();
    void aSongCanBeUndoneAndFindsItsWaveformAgain();
};

void TstProjectUndo::undoAndRedoOfRandomEditsGiveIdenticalBytesAcrossReopening()
{
    const QTemporaryDir dir;
    const QString bundle = dir.filePath(QStringLiteral("Undo"));
    auto created = ProjectSession::create(bundle, {});
    SC_VERIFY_OK(created);
    Session session = std::move(*created);
    const auto reopen = [&]() -> Result<> {
        session.reset();
        SC_TRY_ASSIGN(opened, ProjectSession::open(bundle));
        session = std::move(opened);
        return {};
    };
    const QString song = dir.filePath(QStringLiteral("song.wav"));
    QVERIFY(writeBytes(song, "sound"));

    QRandomGenerator random(7);
    QList<QByteArray> dumps = {session->dumpTables().value()};
    for (int tries = 0; dumps.size() <= 200 && tries < 2000; ++tries) {
        const auto edited = randomEdit(session->timeline(), random);
        if (tries == 50)
            SC_VERIFY_OK(session->setSong(song, songFixture(), true));
        else if (!edited || !session->apply(QStringLiteral("Edit %1").arg(dumps.size()), edited))
            continue;
        dumps.append(session->dumpTables().value());
        if (dumps.size() % 60 == 0)
            SC_VERIFY_OK(reopen());
    }
    QCOMPARE(dumps.size(), 201);
    SC_VERIFY_OK(reopen());
    for (int i = 199; i >= 0; --i) {
        SC_VERIFY_OK(session->undo());
        QVERIFY2(session->dumpTables().value() == dumps[i], qPrintable(QString::number(i)));
    }
    QVERIFY(!session->canUndo());
    SC_COMPARE_PROBLEM(session->undo(), ProblemCode::NothingToUpdate);
    SC_VERIFY_OK(reopen());
    QVERIFY(session->canRedo());
    for (int i = 1; i <= 200; ++i) {
        SC_VERIFY_OK(session->redo());
        QVERIFY2(session->dumpTables().value() == dumps[i], qPrintable(QString::number(i)));
    }
    QCOMPARE(session->checkIntegrity().value(), QStringList());
}

void TstProjectUndo::whatIsInMemoryIsWhatTheNextOpeningReads()
{
    const QTemporaryDir dir;
    const QString bundle = dir.filePath(QStringLiteral("Memory"));
    auto session = ProjectSession::create(bundle, {.frameRate = *FrameRate::fromFraction(30000, 1001)});
    SC_VERIFY_OK(session);
    const QString song = dir.filePath(QStringLiteral("song.wav"));
    QVERIFY(writeBytes(song, "sound"));
    SC_VERIFY_OK((*session)->setSong(song, songFixture(), true));
    QRandomGenerator random(11);
    for (int i = 0; i < 120; ++i) {
        (void)(*session)->apply(QStringLiteral("Edit"), randomEdit((*session)->timeline(), random));
        if (random.bounded(3) == 0)
            (void)(*session)->undo();
        if (random.bounded(5) == 0)
            (void)(*session)->redo();
    }
    const timeline::Timeline shown = (*session)->timeline();
    QVERIFY(shown.clips.size() > 5);
    QCOMPARE((*session)->checkIntegrity().value(), QStringList());
    session->reset();
    auto again = ProjectSession::open(bundle);
    SC_VERIFY_OK(again);
    QVERIFY((*again)->timeline() == shown);
}

void TstProjectUndo::historyNamesEveryEditAndLeadsBack()
{
    const QTemporaryDir dir;
    auto session = ProjectSession::create(dir.filePath(QStringLiteral("History")), {});
    SC_VERIFY_OK(session);
    const QByteArray start = (*session)->dumpTables().value();
    for (const char *name : {"One", "Two", "Three"})
        SC_VERIFY_OK((*session)->apply(QString::fromLatin1(name), timeline::addScene((*session)->timeline(), {})));
    SC_VERIFY_OK((*session)->addSavePoint(QStringLiteral("  Rough cut ")));
    const QByteArray end = (*session)->dumpTables().value();
    const auto history = (*session)->history();
    QCOMPARE(history.size(), size_t(4));
    QCOMPARE(history[3].name, QStringLiteral("Rough cut"));
    QVERIFY(history[3].savePoint && !history[0].savePoint);
    QVERIFY(history[0].at.endsWith(u'Z'));

    QSignalSpy changed(session->get(), &ProjectSession::changed);
    SC_VERIFY_OK((*session)->goToHistory(0));
    QCOMPARE(changed.size(), 1);
    QCOMPARE((*session)->dumpTables().value(), start);
    QCOMPARE((*session)->redoName(), QStringLiteral("One"));
    SC_VERIFY_OK((*session)->goToHistory(history[3].id));
    QCOMPARE((*session)->dumpTables().value(), end);
    QCOMPARE((*session)->undoName(), QStringLiteral("Three"));
    SC_COMPARE_PROBLEM((*session)->goToHistory(99), ProblemCode::ResourceNotFound);
    SC_COMPARE_PROBLEM((*session)->addSavePoint(QStringLiteral(" ")), ProblemCode::ValidationError);
}

void TstProjectUndo::undoSaysWhatChanged()
{
    const QTemporaryDir dir;
    auto session = ProjectSession::create(dir.filePath(QStringLiteral("Notices")), {});
    SC_VERIFY_OK(session);
    SC_VERIFY_OK((*session)->apply(QStringLiteral("Plan"), filledTimeline((*session)->timeline(), 1, 3)));
    QList<project::ChangeSet> changes;
    connect(session->get(), &ProjectSession::changed, this, [&](const project::ChangeSet &change) { changes.append(change); });
    QSignalSpy history(session->get(), &ProjectSession::historyChanged);
    const ClipId clip = (*session)->timeline().clips[1].id;
    SC_VERIFY_OK((*session)->apply(QStringLiteral("Edit clip"),
                                   timeline::editClip((*session)->timeline(), {.clip = clip, .name = QStringLiteral("New")})));
    SC_VERIFY_OK((*session)->undo());
    QCOMPARE(changes.size(), 2);
    QCOMPARE(history.size(), 2);
    for (const project::ChangeSet &change : changes) {
        QCOMPARE(change.clips, QSet<QString>{clip.text()});
        QVERIFY(change.scenes.isEmpty() && change.markers.isEmpty() && !change.project && !change.structure);
    }
    SC_VERIFY_OK((*session)->apply(QStringLiteral("Add marker"), timeline::addMarker((*session)->timeline(), {.time = Ticks::seconds(1)})));
    QVERIFY(changes.last().structure);
    QCOMPARE(changes.last().markers.size(), 1);
}

void TstProjectUndo::aSongCanBeUndoneAndFindsItsWaveformAgain()
{
    const QTemporaryDir dir;
    const QString bundle = dir.filePath(QStringLiteral("Song"));
    auto session = ProjectSession::create(bundle, {});
    SC_VERIFY_OK(session);
    audio::WaveformPyramid waveform;
    waveform.sampleRate = 44100;
    waveform.sampleCount = 4 * audio::WaveformPyramid::kBaseStride;
    waveform.levels = {{{-5, 5, 3, 1, 2, 3}, {-50, 50, 30, 10, 20, 30}, {}, {-127, 127, 255, 255, 0, 9}}};
    SC_COMPARE_PROBLEM((*session)->setWaveform(waveform), ProblemCode::ResourceNotFound);
    const QString song = dir.filePath(QStringLiteral("song.wav"));
    QVERIFY(writeBytes(song, "sound"));
    SC_VERIFY_OK((*session)->setSong(song, songFixture(), true));
    SC_VERIFY_OK((*session)->setWaveform(waveform));
    QCOMPARE((*session)->undoName(), QStringLiteral("Set song"));
    SC_VERIFY_OK((*session)->undo());
    QVERIFY((*session)->waveform().isEmpty());
    QVERIFY(!(*session)->timeline().project.song);
    SC_VERIFY_OK((*session)->redo());
    QVERIFY((*session)->waveform().levels.front() == waveform.levels.front());
    session->reset();
    auto again = ProjectSession::open(bundle);
    SC_VERIFY_OK(again);
    QVERIFY((*again)->waveform().levels.front() == waveform.levels.front());
}

SC_TEST(TstProjectUndo)
#include "tst_project_undo.moc"

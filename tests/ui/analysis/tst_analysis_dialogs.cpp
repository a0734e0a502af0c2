// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/analysis/analysis_studio.h"

#include "core/audio/user_model.h"
#include "tests/core/audio/tiny_onnx.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "ui/analysis/compare_dialog.h"
#include "ui/analysis/model_dialog.h"
#include "ui/analysis/target_card.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>

using namespace sc;
using namespace sc::test;
using namespace sc::ui;

namespace {

bool says(QWidget *in, const QString &part)
{
    return std::ranges::any_of(in->findChildren<TextLabel *>(), [&](TextLabel *label) { return label->text().contains(part); });
}

} // namespace

// Earlier analyses, a model and a loudness target of one's own, lyrics and the two sides, in a real window.
class TestAnalysisDialogs : public AnalysisWindowTest
{
    Q_OBJECT

    library::Library &library() const { return *m_studio->library; }
    QString at(const QString &name) const { return m_studio->folder.filePath(name); }

    QString writeModel(const QString &name, const QByteArray &onnx) const
    {
        const QString file = at(name + QStringLiteral(".onnx"));
        return writeFile(file, onnx) && writeFile(at(name + QStringLiteral(".json")), tinyDescription()) ? file : QString();
    }

private Q_SLOTS:
    void earlierAnalysesAreComparedByTheOneComparison()
    {
        audio::Analysis fresh = evenAnalysis();
        fresh.engineVersion = 99;
        fresh.tempo.value = 119.5;
        fresh.map.grid.regions.front().bpm = 119.5;
        fresh.map.sections[1].label = QStringLiteral("chorus");
        SC_VERIFY_OK(library().storeAnalysis(m_studio->track, fresh));
        SC_VERIFY_OK(library().setCorrections(m_studio->track, {.key = QStringLiteral("C major")}));
        CompareDialog dialog(library(), m_studio->track);
        QCOMPARE(dialog.entryCount(), 2); // what was corrected, and the older one
        QVERIFY(dialog.summary().contains(u'1'));
        QVERIFY(says(&dialog, QStringLiteral("Corrected")));
        dialog.show();
        QTest::keyClick(&dialog, Qt::Key_Down);
        QVERIFY(says(&dialog, QStringLiteral("119.50 BPM, changed")));
        QVERIFY(says(&dialog, QStringLiteral("Chorus")));
        const auto then = library().analysisOf(library().analysisHistory(m_studio->track).back().id);
        SC_VERIFY_OK(then);
        const auto rows = compareRows(*then, fresh);
        QCOMPARE(size_t(std::ranges::count_if(rows, &CompareRow::differs)), audio::compareAnalyses(*then, fresh).size());
        const auto beats = std::ranges::find(rows, QStringLiteral("Beats"), &CompareRow::name);
        QVERIFY(beats != rows.end() && beats->differs && beats->note.contains(QStringLiteral("ms")));
    }

    void withoutAnEarlierOneItSaysSo()
    {
        const CompareDialog dialog(library(), m_studio->track);
        QCOMPARE(dialog.entryCount(), 0);
        QVERIFY(dialog.summary().contains(QStringLiteral("no earlier")));
    }

    void aTargetOfOnesOwnIsKept()
    {
        TargetCard *card = screen().facts()->targets();
        QVERIFY(!card->ownTarget());
        screen().openLoudnessTarget();
        auto *form = screen().findChild<OwnTargetForm *>();
        QVERIFY(form != nullptr);
        form->lufs()->setText(QStringLiteral("-2"));
        QTest::keyClick(form->lufs(), Qt::Key_Return);
        QVERIFY(!card->ownTarget());
        QVERIFY(form->lufs()->property("wrong").toBool() && !form->peak()->property("wrong").toBool());
        QCOMPARE(form->lufs()->text(), QStringLiteral("-2")); // kept
        form->lufs()->setText(QStringLiteral("-12"));
        form->peak()->setText(QStringLiteral("-0.8"));
        QTest::keyClick(form->peak(), Qt::Key_Return);
        QVERIFY(card->ownTarget() && card->ownTarget()->lufs == -12);
        QCOMPARE(library().setting(audio::kOwnLoudnessSetting), QStringLiteral("-12 -0.8"));
        AnalysisScreen another(*m_studio->context);
        QVERIFY(another.facts()->targets()->ownTarget().has_value());
    }

    void theAdviceSaysWhetherThePeaksAreHeld()
    {
        audio::Analysis analysis;
        analysis.integratedLufs = -20;
        analysis.truePeakDbtp = -4;
        const auto loud = audio::adviseLoudness(analysis, *audio::ownLoudnessTarget(-14, -1));
        QVERIFY(TargetCard::adviceWords(*loud).contains(QStringLiteral("+6.0 dB")));
        QVERIFY(TargetCard::adviceWords(*loud).contains(QStringLiteral("limiter")));
        const auto soft = audio::adviseLoudness(analysis, *audio::ownLoudnessTarget(-23, -1));
        QVERIFY(!TargetCard::adviceWords(*soft).contains(QStringLiteral("limiter")));
    }

    void aModelThatDoesNotFitSaysWhyAndIsNotKept()
    {
        ModelDialog dialog(*m_studio->context, &song());
        dialog.chooseModel(at(QStringLiteral("none.onnx")));
        QVERIFY(!dialog.problem().isEmpty() && !dialog.model());
        dialog.use();
        QVERIFY(library().setting(audio::kUserModelSetting).isEmpty());
        const QString alone = at(QStringLiteral("alone.onnx"));
        QVERIFY(writeFile(alone, tinyOnnx(64, 32)));
        dialog.chooseModel(alone);
        QVERIFY(dialog.problem().contains(QStringLiteral("description")));
        QVERIFY(writeFile(at(QStringLiteral("labels.json")), tinyDescription()));
        dialog.chooseLabels(at(QStringLiteral("labels.json")));
        QVERIFY(dialog.problem().isEmpty() && dialog.model());
    }

    void aModelIsTriedUsedByTheNextAnalysisAndRemoved()
    {
        QString program = QDir(qEnvironmentVariable("SC_BIN_DIR")).filePath(QStringLiteral("storycanvas-model-runner"));
#ifdef Q_OS_WIN
        program += QLatin1String(".exe");
#endif
        if (!QFileInfo::exists(program))
            QSKIP("built without OpenCV: there is no model runner");
        ModelDialog dialog(*m_studio->context, &song(), nullptr, {.program = program});
        dialog.chooseModel(writeModel(QStringLiteral("tiny"), tinyOnnx(64, 32)));
        QVERIFY(dialog.model());
        dialog.tryIt();
        QVERIFY(dialog.isTrying());
        QTRY_VERIFY_WITH_TIMEOUT(!dialog.isTrying(), 60'000);
        QVERIFY2(dialog.problem().isEmpty(), qPrintable(dialog.problem()));
        QVERIFY(!dialog.said().empty());
        QCOMPARE(dialog.said().front().source, QStringLiteral("Tiny"));
        QVERIFY(says(&dialog, QStringLiteral("Built in")) && says(&dialog, QStringLiteral("Tiny")));
        dialog.use();
        QVERIFY(dialog.isUsed());
        // The installed program has its runner beside it; here it has not, and the analysis says so instead of failing.
        screen().analyse({});
        QTRY_VERIFY_WITH_TIMEOUT(!screen().feed()->fraction(), 60'000);
        QVERIFY(
            std::ranges::any_of(song().analysis()->warnings, [](const QString &w) { return w.contains(QStringLiteral("model runner")); }));
        // A broken network is a problem with its reason.
        dialog.chooseModel(writeModel(QStringLiteral("broken"), tinyOnnx(64, 32, "NoSuchOperator")));
        dialog.tryIt();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog.isTrying(), 60'000);
        QVERIFY(dialog.problem().contains(QStringLiteral("operator")) && dialog.said().empty());
        dialog.remove();
        QVERIFY(library().setting(audio::kUserModelSetting).isEmpty() && !dialog.model());
    }

    void lyricsBesideTheSongHaveALane()
    {
        QVERIFY(graphs().rows().lyrics.isEmpty());
        const QString file = at(QStringLiteral("Sung.wav"));
        QVERIFY(writeWav(file, sine(32, kStudioRate, 1, 330), kStudioRate, 1));
        QVERIFY(writeFile(at(QStringLiteral("Sung.lrc")), "[00:04.00]First line\n[00:10.00]Second line\n[00:20.00]\n"));
        const TrackId sung = m_studio->import(file);
        SC_VERIFY_OK(library().storeAnalysis(sung, evenAnalysis()));
        m_studio->context->setCurrentTrack(sung);
        QTRY_VERIFY(!graphs().rows().lyrics.isEmpty());
        QCOMPARE(song().lyrics().size(), size_t(2));
        QCOMPARE(song().lyrics()[1].range.end, Ticks::seconds(20));
        // A press on a line goes to its beginning.
        const auto point = [&](Ticks t) {
            return QPoint(int(SongGraphs::kHead + song().view().xOf(t)), int(graphs().rows().lyrics.center().y()));
        };
        QTest::mouseClick(&graphs(), Qt::LeftButton, {}, point(Ticks::seconds(13)));
        QCOMPARE(song().playhead(), Ticks::seconds(10));
        QVERIFY(graphs().readoutAt(point(Ticks::seconds(5))).contains(QStringLiteral("First line")));
        QVERIFY(graphs().readoutAt(point(Ticks::seconds(5))).contains(QStringLiteral("Sung.lrc")));
        screen().setFocus();
        QTest::keyClick(&screen(), Qt::Key_BracketLeft, Qt::AltModifier);
        QCOMPARE(song().playhead(), Ticks::seconds(4));
        m_studio->context->setCurrentTrack(m_studio->track);
        QTRY_VERIFY(graphs().rows().lyrics.isEmpty());
    }

    void bothSidesAreReadWhenSomebodyLooks()
    {
        QVERIFY(graphs().stereoLook().wave() == nullptr && !graphs().stereoLook().isWorking());
        QTest::keyClick(&screen(), Qt::Key_3, Qt::AltModifier);
        QVERIFY(graphs().isAwaiting()); // its shapes until it is there
        QTRY_VERIFY(graphs().stereoLook().wave() != nullptr);
        QVERIFY(!graphs().isAwaiting());
        QVERIFY(graphs().stereoLook().wave()->isMono);
        const QPointF middle(SongGraphs::kHead + 200, graphs().rows().wave.center().y());
        QVERIFY2(graphs().readoutAt(middle).contains(QStringLiteral("alike 1.00")), qPrintable(graphs().readoutAt(middle)));
        QTest::keyClick(&screen(), Qt::Key_1, Qt::AltModifier);
        QVERIFY(graphs().readoutAt(middle).contains(QStringLiteral("peak")));
    }
};

SC_TEST(TestAnalysisDialogs)
#include "tst_analysis_dialogs.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/mel_patches.h"
#include "core/audio/user_model.h"
#include "tests/core/audio/analysis_check.h"
#include "tests/core/audio/tiny_onnx.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cmath>

using namespace sc;
using namespace sc::audio;
using namespace sc::test;

class TestUserModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QString program = QDir(qEnvironmentVariable("SC_BIN_DIR")).filePath(QStringLiteral("storycanvas-model-runner"));
#ifdef Q_OS_WIN
        program += QLatin1String(".exe");
#endif
        if (!QFileInfo::exists(program))
            QSKIP("built without OpenCV: there is no model runner");
        m_options.program = program;
        QVERIFY(writeWav(path("hiss.wav"), noise(8, 44100, 0.5F), 44100, 1));
        QVERIFY(writeWav(path("silence.wav"), std::vector<float>(44100 * 90, 0.0F), 44100, 1));
    }

    void aModelSaysItsWordsUnderItsName()
    {
        const auto model = readUserModel(write("tiny", tinyOnnx(64, 32), tinyDescription()));
        SC_VERIFY_OK(model);
        QCOMPARE(model->licence, QStringLiteral("CC0"));
        const auto loud = labelsByModel(path("hiss.wav"), *model, m_options);
        SC_VERIFY_OK(loud);
        QCOMPARE(loud->size(), size_t(1));
        QCOMPARE(loud->front().name, QStringLiteral("sounding"));
        QCOMPARE(loud->front().source, QStringLiteral("Tiny"));
        QVERIFY(loud->front().confidence > 0.9);
        const auto quiet = labelsByModel(path("silence.wav"), *model, m_options);
        SC_VERIFY_OK(quiet);
        QCOMPARE(quiet->size(), size_t(1));
        QCOMPARE(quiet->front().name, QStringLiteral("silent"));
        // The mean of silence is 0: exactly sigmoid(3).
        QVERIFY(std::abs(quiet->front().confidence - 1 / (1 + std::exp(-3.0))) < 1e-3);
    }

    void itsDescriptionMayLieElsewhere()
    {
        const QString onnx = write("elsewhere", tinyOnnx(64, 32), tinyDescription());
        const QString moved = path("other name.json");
        QVERIFY(QFile::rename(path("elsewhere.json"), moved));
        SC_COMPARE_PROBLEM(readUserModel(onnx), ProblemCode::MediaMissing);
        SC_VERIFY_OK(readUserModel(onnx, moved));
        const auto kept = userModelOf(userModelSetting(onnx, moved));
        SC_VERIFY_OK(kept);
        QVERIFY(*kept && (*kept)->name == QStringLiteral("Tiny"));
        QVERIFY(!*userModelOf(QString()));
    }

    // The analysis is not spoiled by a model that is gone: it says so.
    void aModelThatIsGoneIsAWarning()
    {
        Analysis plain;
        plain.labels = {{LabelKind::Genre, QStringLiteral("house"), 0.9, {}}};
        const auto told = withUserModel(plain, path("hiss.wav"), path("gone.onnx"), {});
        SC_VERIFY_OK(told);
        QCOMPARE(told->labels, plain.labels);
        QCOMPARE(told->warnings.size(), 1);
        QVERIFY(told->warnings.front().contains(QStringLiteral("gone.onnx")));
        // Nothing is asked of it where no labels are wanted.
        const auto quick = withUserModel(plain, path("hiss.wav"), path("gone.onnx"), {.level = AnalysisLevel::Quick});
        SC_VERIFY_OK(quick);
        QVERIFY(quick->warnings.isEmpty());
    }

    void patchesAreTheSpectraOfTheSong()
    {
        const auto model = readUserModel(write("patches", tinyOnnx(64, 32), tinyDescription()));
        SC_VERIFY_OK(model);
        QVERIFY(writeWav(path("tone.wav"), sine(8, 44100, 2, 1000, 0.5), 44100, 2));
        const auto patches = melPatches(path("tone.wav"), *model, {});
        SC_VERIFY_OK(patches);
        const size_t whole = (8 * 16000 - 512) / 256 + 1;
        QCOMPARE(patches->size(), ((whole - 64) / 64 + 1) * 64 * 32);
        // 1 kHz is mel 15 of the 45.2 up to 8 kHz: band 10 or 11 of 32.
        const auto frame = patches->begin() + 30 * 32;
        const auto loudest = std::max_element(frame, frame + 32) - frame;
        QVERIFY2(loudest == 9 || loudest == 10 || loudest == 11, qPrintable(QString::number(loudest)));
    }

    void anOperatorThatIsNotKnownIsNamed()
    {
        const auto model = readUserModel(write("strange", tinyOnnx(64, 32, "Frobnicate"), tinyDescription()));
        SC_VERIFY_OK(model);
        const auto labels = labelsByModel(path("hiss.wav"), *model, m_options);
        SC_COMPARE_PROBLEM(labels, ProblemCode::ResultInvalid);
        QCOMPARE(labels.error().detail(), QStringLiteral("Frobnicate"));
    }

    void aHostileModelIsAProblemAndNoMore_data()
    {
        QTest::addColumn<QByteArray>("onnx");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("this is no model");
        QTest::newRow("cut off") << tinyOnnx(64, 32).first(120);
        QTest::newRow("zeros") << QByteArray(5000, '\0');
        QTest::newRow("endless length") << QByteArray("\x3a\xff\xff\xff\xff\x0f", 6);
        QTest::newRow("other input") << tinyOnnx(64, 32).replace("Flatten", "MatMul!");
    }

    void aHostileModelIsAProblemAndNoMore()
    {
        QFETCH(QByteArray, onnx);
        const auto model = readUserModel(write("hostile", onnx, tinyDescription()));
        SC_VERIFY_OK(model);
        SC_COMPARE_PROBLEM(labelsByModel(path("hiss.wav"), *model, m_options), ProblemCode::ResultInvalid);
    }

    void aDescriptionThatDoesNotHoldTogetherIsRefused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("no JSON") << QByteArray("{\"name\"") << QByteArray("name");
        QTest::newRow("no name") << QByteArray("\"Tiny\"") << QByteArray("\"\"");
        QTest::newRow("no licence") << QByteArray("\"licence\"") << QByteArray("\"license_\"");
        QTest::newRow("wrong shape") << QByteArray("[1, 1, 64, 32]") << QByteArray("[1, 1, 64, 33]");
        QTest::newRow("negative shape") << QByteArray("[1, 1, 64, 32]") << QByteArray("[1, -1, 64, 32]");
        QTest::newRow("huge bands") << QByteArray("\"bands\": 32") << QByteArray("\"bands\": 1e9");
        QTest::newRow("no hop") << QByteArray("\"hop\": 256") << QByteArray("\"hop\": 0");
        QTest::newRow("unknown kind") << QByteArray("\"tag\"") << QByteArray("\"colour\"");
        QTest::newRow("unknown activation") << QByteArray("\"none\"") << QByteArray("\"relu\"");
    }

    void aDescriptionThatDoesNotHoldTogetherIsRefused()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QByteArray description = tinyDescription();
        QVERIFY(description.contains(from));
        SC_COMPARE_PROBLEM(readUserModel(write("badly", tinyOnnx(64, 32), description.replace(from, to))), ProblemCode::ValidationError);
    }

    void whatIsMissingIsNamed()
    {
        SC_COMPARE_PROBLEM(readUserModel(path("nowhere.onnx")), ProblemCode::MediaMissing);
        const QString alone = path("alone.onnx");
        QVERIFY(writeFile(alone, tinyOnnx(64, 32)));
        SC_COMPARE_PROBLEM(readUserModel(alone), ProblemCode::MediaMissing);
        const auto model = readUserModel(write("tiny2", tinyOnnx(64, 32), tinyDescription()));
        SC_VERIFY_OK(model);
        ModelRunnerOptions none = m_options;
        none.program = path("no-runner");
        SC_COMPARE_PROBLEM(labelsByModel(path("hiss.wav"), *model, none), ProblemCode::MediaMissing);
        SC_COMPARE_PROBLEM(labelsByModel(path("no-song.wav"), *model, m_options), ProblemCode::MediaMissing);
    }

    void outputsAndLabelsMustBeAsMany()
    {
        QByteArray description = tinyDescription();
        description.replace("{\"kind\": \"tag\", \"name\": \"silent\"}]",
                            "{\"kind\": \"tag\", \"name\": \"b\"}, {\"kind\": \"tag\", \"name\": \"c\"}]");
        const auto model = readUserModel(write("three", tinyOnnx(64, 32), description));
        SC_VERIFY_OK(model);
        SC_COMPARE_PROBLEM(labelsByModel(path("hiss.wav"), *model, m_options), ProblemCode::ResultInvalid);
    }

    void aRunnerWithoutMemoryIsEnded()
    {
#if defined(__SANITIZE_ADDRESS__)
        QSKIP("AddressSanitizer needs the address space that the runner would be denied");
#endif
        const auto model = readUserModel(write("large", tinyOnnx(64, 32), tinyDescription()));
        SC_VERIFY_OK(model);
        ModelRunnerOptions starved = m_options;
        starved.memoryMegabytes = 1;
        SC_COMPARE_PROBLEM(labelsByModel(path("hiss.wav"), *model, starved), ProblemCode::ResultInvalid);
    }

    void aRunnerWithoutTimeOrWantedNoMoreIsEnded()
    {
        const auto model = readUserModel(write("slow", tinyOnnx(64, 32), tinyDescription()));
        SC_VERIFY_OK(model);
        ModelRunnerOptions hurried = m_options;
        hurried.limit = std::chrono::milliseconds(0);
        SC_COMPARE_PROBLEM(labelsByModel(path("hiss.wav"), *model, hurried), ProblemCode::Timeout);
        CancelToken cancelled;
        cancelled.cancel();
        SC_COMPARE_PROBLEM(labelsByModel(path("hiss.wav"), *model, m_options, cancelled), ProblemCode::Cancelled);
    }

private:
    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    QString write(const char *name, const QByteArray &onnx, const QByteArray &description) const
    {
        const QString base = path(name);
        const bool isWritten = writeFile(base + QStringLiteral(".json"), description) && writeFile(base + QStringLiteral(".onnx"), onnx);
        return isWritten ? base + QStringLiteral(".onnx") : QString();
    }

    QTemporaryDir m_folder;
    ModelRunnerOptions m_options;
};

SC_TEST(TestUserModel)
#include "tst_user_model.moc"

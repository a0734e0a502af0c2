// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/sound_facts.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonArray>

using namespace sc;
using namespace sc::audio;
using namespace sc::test;

class TestSoundFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spectralDetailReadsBackAsItWasWritten()
    {
        SpectralDetail detail{1500.5, 7000, 0.25, 0.125, -14.5, 0.5, 12.25, {}, {}, {}};
        for (size_t i = 0; i < detail.mfcc.size(); ++i) {
            detail.mfcc[i] = double(i) - 7.5;
            detail.mfccSpread[i] = 0.25 * double(i);
        }
        detail.contrast = {10, 11, 12, 13, 14, 15, 16.5};
        const auto back = spectralDetailFromJson(toJson(detail));
        SC_VERIFY_OK(back);
        QVERIFY(*back == detail);
    }

    void qualityReadsBackAsItWasWritten()
    {
        const Quality quality{71.5, 1234567890123, 0.001, -72.5, 16000};
        const auto back = qualityFromJson(toJson(quality));
        SC_VERIFY_OK(back);
        QVERIFY(*back == quality);
    }

    void whatWasNotMeasuredStaysEmpty()
    {
        QVERIFY(toJson(SpectralDetail()).isEmpty());
        QVERIFY(toJson(Quality()).isEmpty());
        const auto detail = spectralDetailFromJson({});
        const auto quality = qualityFromJson({});
        SC_VERIFY_OK(detail);
        SC_VERIFY_OK(quality);
        QVERIFY(*detail == SpectralDetail());
        QVERIFY(*quality == Quality());
    }

    void whatCannotBeIsRefused()
    {
        SC_COMPARE_PROBLEM(spectralDetailFromJson({{QStringLiteral("flatness"), 2}}), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(spectralDetailFromJson({{QStringLiteral("rms_db"), QStringLiteral("loud")}}), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(spectralDetailFromJson({{QStringLiteral("mfcc"), QJsonArray{1, 2}}}), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(spectralDetailFromJson({{QStringLiteral("mfcc"), QStringLiteral("x")}}), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(qualityFromJson({{QStringLiteral("score"), 101}}), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(qualityFromJson({{QStringLiteral("clipped_samples"), -1}}), ProblemCode::ValidationError);
    }

    void scoresHaveTheirWords()
    {
        QCOMPARE(qualityWord(100), QStringLiteral("excellent"));
        QCOMPARE(qualityWord(85), QStringLiteral("excellent"));
        QCOMPARE(qualityWord(84.9), QStringLiteral("good"));
        QCOMPARE(qualityWord(65), QStringLiteral("good"));
        QCOMPARE(qualityWord(64), QStringLiteral("fair"));
        QCOMPARE(qualityWord(40), QStringLiteral("fair"));
        QCOMPARE(qualityWord(39), QStringLiteral("poor"));
    }

    void pictureBytesBringItBack()
    {
        const SpectrumPicture picture = somePicture();
        const QByteArray bytes = toBytes(picture);
        QVERIFY2(bytes.size() < qsizetype(picture.bands.size() * 108), "it is packed");
        const auto back = spectrumPictureFromBytes(bytes);
        SC_VERIFY_OK(back);
        QVERIFY(*back == picture);
        const auto empty = spectrumPictureFromBytes(toBytes(SpectrumPicture()));
        SC_VERIFY_OK(empty);
        QVERIFY(empty->isEmpty());
    }

    void damagedPictureBytesAreRefused()
    {
        const QByteArray good = toBytes(somePicture());
        SC_COMPARE_PROBLEM(spectrumPictureFromBytes({}), ProblemCode::FileDamaged);
        SC_COMPARE_PROBLEM(spectrumPictureFromBytes(good.left(good.size() / 2)), ProblemCode::FileDamaged);
        SC_COMPARE_PROBLEM(spectrumPictureFromBytes(good + "x"), ProblemCode::FileDamaged);
        for (qsizetype i = 0; i < good.size(); i += std::max<qsizetype>(1, good.size() / 400)) {
            QByteArray bad = good;
            bad[i] = static_cast<char>(bad[i] ^ 0x41);
            SC_COMPARE_PROBLEM(spectrumPictureFromBytes(bad), ProblemCode::FileDamaged);
        }
    }

private:
    static SpectrumPicture somePicture()
    {
        SpectrumPicture picture;
        for (size_t column = 0; column < 300; ++column) {
            picture.bands.emplace_back();
            picture.notes.emplace_back();
            for (size_t row = 0; row < picture.bands.back().size(); ++row)
                picture.bands.back()[row] = static_cast<std::uint8_t>(200 - row + column / 7);
            picture.notes.back()[column / 20 % 12] = 255;
        }
        return picture;
    }
};

SC_TEST(TestSoundFacts)
#include "tst_sound_facts.moc"

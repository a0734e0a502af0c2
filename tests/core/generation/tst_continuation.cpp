// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/continuation.h"
#include "core/generation/style_report.h"
#include "core/media/movie_writer.h"
#include "core/media/video_reader.h"
#include "core/media/visual_facts.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtTest/QTest>

#include <cmath>

using namespace sc;
using namespace sc::generation;
using namespace sc::test;

namespace {

// A scene with a range of lights; `red`, `blue` and `light` colour it.
QImage coloured(int frame, double red, double blue, double light)
{
    QImage image(160, 90, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const double base = 90 + 60 * std::sin((x + frame) / 15.0) * std::cos(y / 12.0);
            const auto level = [&](double factor) { return std::clamp(int(base * factor * light), 0, 255); };
            image.setPixel(x, y, qRgb(level(red), level(1), level(blue)));
        }
    }
    return image;
}

} // namespace

class TstContinuation : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    Session m_session;

    [[nodiscard]] QString at(const QString &name) const { return m_dir->filePath(name); }
    [[nodiscard]] const timeline::Clip &clip(size_t index) const { return m_session->timeline().clips[index]; }
    [[nodiscard]] bool addNumberedMovie(size_t index, int frames, const QString &rate)
    {
        const QString path = at(QStringLiteral("n%1.mp4").arg(index));
        return makeNumberedMovie(path, frames, rate,
                                 {QStringLiteral("-c:v"), QStringLiteral("libx264"), QStringLiteral("-g"), QStringLiteral("250")})
                   .isEmpty() &&
               m_session->takes().importFile(clip(index).id, path).has_value();
    }
    [[nodiscard]] bool addColouredMovie(size_t index, double red, double blue, double light)
    {
        const QString path = at(QStringLiteral("c%1.mp4").arg(index));
        media::MovieSettings settings;
        settings.width = 160;
        settings.height = 90;
        settings.otherRate = 16;
        settings.sampleRate = 0;
        auto writer = media::MovieWriter::create(path, settings);
        if (!writer)
            return false;
        for (int i = 0; i < 20; ++i) {
            if (!(*writer)->addFrame(coloured(i, red, blue, light)))
                return false;
        }
        return (*writer)->finish().has_value() && m_session->takes().importFile(clip(index).id, path).has_value();
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        auto created = ProjectSession::create(at(QStringLiteral("Go on")), {});
        SC_VERIFY_OK(created);
        m_session = std::move(*created);
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Fill"), filledTimeline(m_session->timeline(), 1, 4)));
    }
    void cleanup() { m_session.reset(); }

    void theLastFrameIsTheOneThatShows()
    {
        QVERIFY(addNumberedMovie(0, 60, QStringLiteral("24/1")));
        auto place = lastShown(*m_session, clip(0).id);
        SC_VERIFY_OK(place);
        QCOMPARE(numberOf(*frameOf(*place)), 23); // one second of it shows, at 24 frames a second
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Slip"),
                                      timeline::editClip(m_session->timeline(), {.clip = clip(0).id, .sourceIn = Ticks::seconds(1)})));
        place = lastShown(*m_session, clip(0).id);
        SC_VERIFY_OK(place);
        QCOMPARE(numberOf(*frameOf(*place)), 47);
        QCOMPARE(numberOf(*frameOf(*firstShown(*m_session, clip(0).id))), 24);
    }

    void aShorterTakeHoldsItsLastFrame()
    {
        QVERIFY(addNumberedMovie(0, 10, QStringLiteral("24/1")));
        QCOMPARE(numberOf(*frameOf(*lastShown(*m_session, clip(0).id))), 9);
    }

    void theFrameBecomesAPictureOfItsOwn()
    {
        QVERIFY(addNumberedMovie(0, 24, QStringLiteral("24/1")));
        const auto file = writeFrame(*lastShown(*m_session, clip(0).id));
        SC_VERIFY_OK(file);
        QVERIFY(file->startsWith(m_session->bundle() + QStringLiteral("/media/")));
        QCOMPARE(numberOf(QImage(*file)), 23);
        const auto again = writeFrame(*lastShown(*m_session, clip(0).id));
        QCOMPARE(*again, *file);
    }

    void theWindowEndsAtTheSeamAndKeepsTheRate()
    {
        QVERIFY(addNumberedMovie(0, 40, QStringLiteral("16/1")));
        const auto place = lastShown(*m_session, clip(0).id); // 23/24 s: frame 15
        SC_VERIFY_OK(place);
        const auto file = writeWindow(*place, 9);
        SC_VERIFY_OK(file);
        const auto facts = media::measureVisual(*file);
        SC_VERIFY_OK(facts);
        QCOMPARE(facts->frames, 9);
        QCOMPARE(facts->rateNumerator / facts->rateDenominator, 16);
        auto reader = media::VideoReader::open(*file);
        SC_VERIFY_OK(reader);
        for (int i = 7; i <= 15; ++i) {
            auto frame = (*reader)->next();
            SC_VERIFY_OK(frame);
            QVERIFY(*frame);
            QCOMPARE(numberOf((*frame)->image), i);
        }
        // More than there are: what there is.
        QCOMPARE(media::measureVisual(*writeWindow(*place, 100))->frames, 16);
        SC_COMPARE_PROBLEM(writeWindow(*place, 1), ProblemCode::ValidationError);
    }

    void whatHasNoPictureCannotBeContinued()
    {
        SC_COMPARE_PROBLEM(lastShown(*m_session, clip(1).id), ProblemCode::ResourceNotFound);
        SC_COMPARE_PROBLEM(lastShown(*m_session, ClipId::create()), ProblemCode::ResourceNotFound);
        QVERIFY(numberedImage(5).save(at(QStringLiteral("p.png"))));
        const auto take = m_session->takes().importFile(clip(1).id, at(QStringLiteral("p.png")));
        SC_VERIFY_OK(take);
        const auto place = lastShown(*m_session, clip(1).id);
        SC_VERIFY_OK(place);
        QCOMPARE(numberOf(*frameOf(*place)), 5);
        SC_COMPARE_PROBLEM(writeWindow(*place, 9), ProblemCode::ValidationError);
        QVERIFY(QFile::remove(m_session->absolutePath(m_session->takes().find(*take)->media)));
        SC_COMPARE_PROBLEM(lastShown(*m_session, clip(1).id), ProblemCode::MediaMissing);
    }

    void theClipBeforeIsFound()
    {
        QCOMPARE(*clipBefore(m_session->timeline(), clip(2).id), clip(1).id);
        SC_COMPARE_PROBLEM(clipBefore(m_session->timeline(), clip(0).id), ProblemCode::ResourceNotFound);
    }

    void aSeamIsMatchedAndMeasured()
    {
        QVERIFY(addColouredMovie(0, 1.2, 0.8, 1.0));
        QVERIFY(addColouredMovie(1, 0.9, 1.15, 0.8));
        const auto last = lastShown(*m_session, clip(0).id);
        const auto first = firstShown(*m_session, clip(1).id);
        SC_VERIFY_OK(last);
        SC_VERIFY_OK(first);
        const auto match = matchSeam(*last, *first);
        SC_VERIFY_OK(match);
        QVERIFY2(match->asItWas.difference() > 15, qPrintable(QString::number(match->asItWas.difference())));
        QVERIFY2(match->matched.difference() < 2, qPrintable(QString::number(match->matched.difference())));
        const auto added = m_session->takes().add(QStringLiteral("Match"), {match->take});
        SC_VERIFY_OK(added);
        QCOMPARE(clip(1).selectedVideo, added->front());
        const timeline::Take *take = m_session->takes().find(added->front());
        QCOMPARE(take->frames, 20);
        QCOMPARE(take->rateNumerator / take->rateDenominator, 16);
        SC_COMPARE_PROBLEM(matchSeam(*lastShown(*m_session, clip(0).id), *firstShown(*m_session, clip(1).id)),
                           ProblemCode::NothingToUpdate);
    }

    void aFadingMatchLeavesTheEndAsItWas()
    {
        QVERIFY(addColouredMovie(0, 1.2, 0.8, 1.0));
        QVERIFY(addColouredMovie(1, 0.9, 1.15, 0.8));
        const auto match = matchSeam(*lastShown(*m_session, clip(0).id), *firstShown(*m_session, clip(1).id), 0.5);
        SC_VERIFY_OK(match);
        auto reader = media::VideoReader::open(m_session->absolutePath(match->take.take.media));
        SC_VERIFY_OK(reader);
        QVERIFY(colourDifference(colourFactsOf((*reader)->frameAt({})->image), match->asItWas.before) < 2);
        const auto end = (*reader)->frameAt(Ticks::fromSeconds(1));
        SC_VERIFY_OK(end);
        QVERIFY(colourDifference(colourFactsOf(end->image), colourFactsOf(coloured(16, 0.9, 1.15, 0.8))) < 2);
    }

    void colourFactsAgreeWithKnownColours()
    {
        QImage image(4, 4, QImage::Format_RGB32);
        image.fill(Qt::white);
        const ColourFacts white = colourFactsOf(image);
        QVERIFY(std::abs(white.light - 100) < 0.01 && std::abs(white.red) < 0.02 && std::abs(white.yellow) < 0.02);
        image.fill(QColor(255, 0, 0)); // CIELAB of sRGB red: 53.24, 80.09, 67.20
        const ColourFacts red = colourFactsOf(image);
        QVERIFY(std::abs(red.light - 53.24) < 0.05 && std::abs(red.red - 80.09) < 0.05 && std::abs(red.yellow - 67.20) < 0.05);
        const ColourMapper nothing({red, red});
        QCOMPARE(nothing.apply(image).pixelColor(0, 0), QColor(255, 0, 0));
        QVERIFY(colourFactsOf({}) == ColourFacts());
    }

    void theReportNamesWhatStandsOut()
    {
        for (size_t i = 0; i < 3; ++i)
            QVERIFY(addColouredMovie(i, 1.1 + 0.01 * double(i), 0.9, 1.0));
        QVERIFY(addColouredMovie(3, 0.8, 1.5, 0.45));
        std::vector<StyleSample> samples = styleSamplesOf(*m_session);
        QCOMPARE(samples.size(), 4U);
        for (StyleSample &sample : samples) {
            const auto facts = measureStyle(sample);
            SC_VERIFY_OK(facts);
            sample.facts = *facts;
        }
        const StyleReport report = styleReport(samples);
        QCOMPARE(report.outliers, 1);
        const StyleEntry &last = report.entries.back();
        QVERIFY(last.isOutlier);
        QCOMPARE(last.sample.clip, clip(3).id);
        QVERIFY2(last.brightness < -15, qPrintable(QString::number(last.brightness)));
        QVERIFY(last.explanation.contains(QStringLiteral("darker")));
        QVERIFY(last.explanation.contains(QStringLiteral("colder")));
        QVERIFY2(report.entries.front().explanation.isEmpty(), qPrintable(report.entries.front().explanation));
        QVERIFY(styleReport({}).entries.empty());
        QCOMPARE(styleReport({samples.front()}).outliers, 0);
    }
};

SC_TEST(TstContinuation)
#include "tst_continuation.moc"

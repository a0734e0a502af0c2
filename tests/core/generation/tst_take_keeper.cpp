// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/provenance.h"
#include "core/generation/take_keeper.h"
#include "core/project/take_shelf.h"
#include "core/project/version_shelf.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QJsonDocument>
#include <QtCore/QtEndian>
#include <QtTest/QSignalSpy>

using namespace sc;
using namespace sc::generation;
using namespace sc::test;
using timeline::TakeKind;

namespace {

// A picture's header that claims this size, with a right check sum (CRC-32, bit by bit).
QByteArray claimingSize(QByteArray png, quint32 width, quint32 height)
{
    qToBigEndian(width, png.data() + 16);
    qToBigEndian(height, png.data() + 20);
    quint32 crc = 0xFFFFFFFFU;
    for (const char byte : png.mid(12, 17)) {
        crc ^= static_cast<uchar>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? 0xEDB88320U ^ (crc >> 1) : crc >> 1;
    }
    qToBigEndian(~crc, png.data() + 29);
    return png;
}

} // namespace

class TstTakeKeeper : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    Session m_session;

    [[nodiscard]] QString at(const QString &name) const { return m_dir->filePath(name); }
    [[nodiscard]] const timeline::Clip &clip(size_t index = 0) const { return m_session->timeline().clips[index]; }
    [[nodiscard]] QStringList mediaFiles() const { return QDir(m_session->bundle() + QStringLiteral("/media")).entryList(QDir::Files); }
    [[nodiscard]] Delivery delivery(const QString &file) const
    {
        Delivery delivery;
        delivery.bundle = m_session->bundle();
        delivery.file = file;
        delivery.clip = clip().id;
        delivery.take.id = TakeId::create();
        delivery.take.family = QStringLiteral("sdxl");
        delivery.take.seed = 42;
        delivery.take.serverName = QStringLiteral("Cellar");
        delivery.take.originalName = QStringLiteral("../../etc/passwd\n.png");
        delivery.recipe.prompt = QStringLiteral("a street");
        delivery.recipe.params = QStringLiteral("{\"steps\":20}");
        delivery.recipe.request = QStringLiteral("{\"1\":{}}");
        return delivery;
    }
    [[nodiscard]] Delivery picture(int number)
    {
        const QString path = at(QStringLiteral("p%1.png").arg(number));
        return numberedImage(number).save(path) ? delivery(path) : Delivery();
    }
    [[nodiscard]] Delivery movie(int frames)
    {
        const QString path = at(QStringLiteral("m%1.mp4").arg(frames));
        Delivery made = delivery(path);
        made.asked.kind = TakeKind::Video;
        made.asked.frames = frames;
        return makeNumberedMovie(path, frames, QStringLiteral("24/1"), {QStringLiteral("-c:v"), QStringLiteral("libx264")}).isEmpty()
                   ? made
                   : Delivery();
    }
    void requireInvalid(const Delivery &bad, const QString &says)
    {
        const QStringList before = mediaFiles();
        const auto prepared = prepareTake(bad);
        SC_COMPARE_PROBLEM(prepared, ProblemCode::ResultInvalid);
        const QString told = prepared.error().text() + prepared.error().detail();
        QVERIFY2(told.contains(says), qPrintable(told));
        QCOMPARE(mediaFiles(), before);
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        auto created = ProjectSession::create(at(QStringLiteral("Keep")), {});
        SC_VERIFY_OK(created);
        m_session = std::move(*created);
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Fill"), filledTimeline(m_session->timeline(), 1, 3)));
    }
    void cleanup() { m_session.reset(); }

    void aPictureBecomesTheClipsTakeInOneStep()
    {
        const Delivery given = picture(5);
        const auto prepared = prepareTake(given);
        SC_VERIFY_OK(prepared);
        QVERIFY(prepared->carriesRecipe);
        QSignalSpy changed(m_session.get(), &ProjectSession::changed);
        const qsizetype steps = std::ssize(m_session->history());
        const auto kept = keepTake(*m_session, *prepared);
        SC_VERIFY_OK(kept);
        QCOMPARE(*kept, given.take.id);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(std::ssize(m_session->history()), steps + 1);
        QCOMPARE(clip().selectedImage, *kept);
        const auto displayed = m_session->takes().displayedMedia(clip());
        QCOMPARE(numberOf(QImage(displayed.path)), 5);
        const timeline::Take &take = *displayed.take;
        QCOMPARE(QSize(take.width, take.height), QSize(256, 64));
        QCOMPARE(take.seed, std::optional<qint64>(42));
        QCOMPARE(take.originalName, QStringLiteral("../../etc/passwd .png")); // a text, never a path
        QVERIFY(QFileInfo(m_session->absolutePath(take.thumb)).isFile());
        QCOMPARE(clip().activeVersion, 1);
        const auto version = m_session->versions().version(clip().id, 1);
        SC_VERIFY_OK(version);
        QCOMPARE(version->reason, timeline::VersionReason::Generated);
        QCOMPARE(version->content.selectedImage, *kept);
        SC_VERIFY_OK(m_session->undo());
        QVERIFY(clip().selectedImage.isEmpty());
        QCOMPARE(clip().activeVersion, 0);
        QCOMPARE(m_session->takes().count(), 0);
        QVERIFY(m_session->versions().versionsOf(clip().id)->empty());
        SC_VERIFY_OK(m_session->redo());
        QCOMPARE(clip().selectedImage, *kept);
        QCOMPARE(clip().activeVersion, 1);
    }

    void theStoredFileIsNamedByItsContentAndSaysHowItWasMade()
    {
        const auto prepared = prepareTake(picture(6));
        SC_VERIFY_OK(prepared);
        const QString path = m_session->absolutePath(prepared->take.media);
        QCOMPARE(hashOfFile(path), prepared->take.media.hash);
        QCOMPARE(prepared->take.media.path, QStringLiteral("media/%1.png").arg(prepared->take.media.hash.left(32)));
        const auto texts = media::readEmbeddedTexts(path);
        SC_VERIFY_OK(texts);
        const auto found = recipeIn(*texts);
        QVERIFY(found);
        QCOMPARE(found->recipe.prompt, QStringLiteral("a street"));
        QCOMPARE(texts->value(QStringLiteral("prompt")), QStringLiteral("{\"1\":{}}"));
    }

    void theSameResultTwiceIsOneFile()
    {
        const auto first = prepareTake(picture(7));
        const auto second = prepareTake(picture(7)); // another id
        SC_VERIFY_OK(first);
        SC_VERIFY_OK(second);
        QCOMPARE(second->take.media.hash, first->take.media.hash);
        QCOMPARE(mediaFiles().size(), 1);
        SC_VERIFY_OK(keepTakes(*m_session, {*first, *second}));
        QCOMPARE(m_session->takes().count(), 2);
        QCOMPARE(m_session->versions().versionsOf(clip().id)->size(), 1U); // one job, one version
    }

    void aDeliveryThatComesAgainIsKeptOnce()
    {
        const auto prepared = prepareTake(picture(8));
        SC_VERIFY_OK(prepared);
        SC_VERIFY_OK(keepTake(*m_session, *prepared));
        const auto dump = m_session->dumpTables();
        const auto again = keepTake(*m_session, *prepared);
        SC_VERIFY_OK(again);
        QCOMPARE(*again, prepared->take.id);
        QCOMPARE(*m_session->dumpTables(), *dump);
    }

    void laterTakesAreShownOnlyWhenWished()
    {
        const auto first = prepareTake(picture(1));
        const auto second = prepareTake(picture(2));
        const auto third = prepareTake(picture(3));
        SC_VERIFY_OK(keepTake(*m_session, *first));
        SC_VERIFY_OK(keepTake(*m_session, *second));
        QCOMPARE(clip().selectedImage, first->take.id);
        SC_VERIFY_OK(keepTake(*m_session, *third, {.chooseNewest = true}));
        QCOMPARE(clip().selectedImage, third->take.id);
        QCOMPARE(clip().activeVersion, 3);
    }

    void aMovieIsKeptWithItsExactLength()
    {
        const auto prepared = prepareTake(movie(36));
        SC_VERIFY_OK(prepared);
        QVERIFY(prepared->carriesRecipe);
        QCOMPARE(prepared->take.frames, 36);
        QCOMPARE(prepared->take.length, Ticks::fromSeconds(1.5));
        QVERIFY(prepared->take.media.path.endsWith(QStringLiteral(".mp4")));
        for (const auto &check : prepared->take.checks)
            QVERIFY2(check.name != QStringLiteral("wrong_length"), "the length is as asked");
        SC_VERIFY_OK(keepTake(*m_session, *prepared));
        QCOMPARE(clip().selectedVideo, prepared->take.id);
    }

    void aMovieOfAnotherLengthIsKeptAndFlagged()
    {
        Delivery shorter = movie(20);
        shorter.asked.frames = 25;
        const auto prepared = prepareTake(shorter);
        SC_VERIFY_OK(prepared);
        const auto check = std::ranges::find(prepared->take.checks, QStringLiteral("wrong_length"), &timeline::TakeCheck::name);
        QVERIFY(check != prepared->take.checks.end());
        QCOMPARE(check->score, 0.2);
    }

    void withoutAClipItGoesToThePool()
    {
        Delivery loose = picture(4);
        loose.clip = {};
        const auto prepared = prepareTake(loose);
        SC_VERIFY_OK(prepared);
        SC_VERIFY_OK(keepTake(*m_session, *prepared));
        QVERIFY(m_session->takes().find(loose.take.id)->clip.isEmpty());
    }

    void aClipThatIsGoneLosesNothing()
    {
        Delivery given = picture(4);
        const auto prepared = prepareTake(given);
        SC_VERIFY_OK(prepared);
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Delete"), timeline::deleteClips(m_session->timeline(), {.clips = {given.clip}})));
        SC_VERIFY_OK(keepTake(*m_session, *prepared));
        QCOMPARE(m_session->takes().countOf(given.clip), 1);
    }

    void anotherProjectsResultIsRefused()
    {
        auto prepared = prepareTake(picture(4));
        SC_VERIFY_OK(prepared);
        prepared->bundle = at(QStringLiteral("Other"));
        SC_COMPARE_PROBLEM(keepTake(*m_session, *prepared), ProblemCode::ValidationError);
    }

    void otherSizesAndKindsAreInvalid()
    {
        Delivery sized = picture(9);
        sized.asked.width = 512;
        sized.asked.height = 64;
        requireInvalid(sized, QStringLiteral("256 × 64"));
        Delivery kind = picture(9);
        kind.asked.kind = TakeKind::Video;
        requireInvalid(kind, QStringLiteral("a picture where a movie"));
        Delivery other = movie(12);
        other.asked.kind = TakeKind::Image;
        requireInvalid(other, QStringLiteral("a movie where a picture"));
        Delivery single = movie(1);
        single.asked.frames = 25;
        requireInvalid(single, QStringLiteral("single frame"));
    }

    void brokenResultsAreInvalid()
    {
        QVERIFY(writeFile(at(QStringLiteral("empty.png")), {}));
        requireInvalid(delivery(at(QStringLiteral("empty.png"))), QStringLiteral("empty"));
        QVERIFY(writeFile(at(QStringLiteral("page.png")), "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>"));
        requireInvalid(delivery(at(QStringLiteral("page.png"))), QStringLiteral("cannot be used"));
        const QByteArray whole = readFile(picture(3).file);
        QVERIFY(writeFile(at(QStringLiteral("cut.png")), whole.left(whole.size() / 2)));
        requireInvalid(delivery(at(QStringLiteral("cut.png"))), QString());
        Delivery cut = movie(48);
        const QByteArray film = readFile(cut.file);
        QVERIFY(writeFile(at(QStringLiteral("cut.mp4")), film.left(film.size() / 2)));
        cut.file = at(QStringLiteral("cut.mp4"));
        requireInvalid(cut, QString());
        QByteArray damaged = film;
        for (qsizetype i = film.size() / 2; i < film.size() / 2 + 400; ++i)
            damaged[i] = char(i * 7);
        QVERIFY(writeFile(at(QStringLiteral("damaged.mp4")), damaged));
        cut.file = at(QStringLiteral("damaged.mp4"));
        requireInvalid(cut, QString());
    }

    void hostilePicturesAreRefusedBeforeTheyAreDecoded()
    {
        const QByteArray png = readFile(picture(3).file);
        QVERIFY(QImage::fromData(claimingSize(png, 256, 64)) == numberedImage(3)); // the check sum is right
        const auto claim = [&](quint32 side) { return writeFile(at(QStringLiteral("huge.png")), claimingSize(png, side, side)); };
        QVERIFY(claim(100'000));
        requireInvalid(delivery(at(QStringLiteral("huge.png"))), QStringLiteral("larger than 32768"));
        QVERIFY(claim(2'147'483'647));
        requireInvalid(delivery(at(QStringLiteral("huge.png"))), QString());
        QVERIFY(claim(30'000)); // 3.6 GB of pixels behind 200 bytes
        requireInvalid(delivery(at(QStringLiteral("huge.png"))), QString());
        // Wide and real, but beyond what can have been asked for.
        QVERIFY(QImage(20'000, 1, QImage::Format_Mono).save(at(QStringLiteral("wide.png"))));
        requireInvalid(delivery(at(QStringLiteral("wide.png"))), QStringLiteral("20000"));
    }

    void aDownloadThatIsNotThereIsNoFaultOfTheServer()
    {
        SC_COMPARE_PROBLEM(prepareTake(delivery(at(QStringLiteral("none.png")))), ProblemCode::MediaMissing);
    }

    void theDownloadStaysWhereItIs()
    {
        const Delivery given = picture(2);
        const QByteArray before = readFile(given.file);
        SC_VERIFY_OK(prepareTake(given));
        QCOMPARE(readFile(given.file), before);
    }

    void jpegsAreKeptAsTheyCame()
    {
        const QString path = at(QStringLiteral("a.jpg"));
        QVERIFY(numberedImage(3).save(path));
        const auto prepared = prepareTake(delivery(path));
        SC_VERIFY_OK(prepared);
        QVERIFY(!prepared->carriesRecipe);
        QCOMPARE(readFile(m_session->absolutePath(prepared->take.media)), readFile(path));
    }

    void aDeliveryWaitsAsJson()
    {
        Delivery given = picture(2);
        given.asked = {TakeKind::Video, 832, 480, 81};
        given.recipe.promptParts = {{QStringLiteral("clip"), QStringLiteral("雨")}};
        given.recipe.modelHashes.insert(QStringLiteral("m"), QStringLiteral("h"));
        given.take.seed = std::numeric_limits<qint64>::max();
        const QByteArray bytes = QJsonDocument(toJson(given)).toJson();
        const auto read = deliveryFromJson(QJsonDocument::fromJson(bytes).object());
        SC_VERIFY_OK(read);
        QVERIFY(*read == given);
        for (const QString &field : {QStringLiteral("bundle"), QStringLiteral("file"), QStringLiteral("asked"), QStringLiteral("take")}) {
            QJsonObject broken = toJson(given);
            broken.insert(field, 7);
            SC_COMPARE_PROBLEM(deliveryFromJson(broken), ProblemCode::ValidationError);
        }
    }
};

SC_TEST(TstTakeKeeper)
#include "tst_take_keeper.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/take_shelf.h"
#include "core/timeline/take_edits.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtTest/QSignalSpy>

using namespace sc;
using namespace sc::test;
using project::DisplayedMedia;
using project::NewTake;
using timeline::Take;
using timeline::TakeKind;

class TstTakes : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    Session m_session;

    [[nodiscard]] QString at(const QString &name) const { return m_dir->filePath(name); }
    [[nodiscard]] const timeline::Clip &clip(int index) const { return m_session->timeline().clips[static_cast<size_t>(index)]; }
    [[nodiscard]] ClipId clipId(int index) const { return clip(index).id; }
    [[nodiscard]] QString picture(int number) const
    {
        const QString path = at(QStringLiteral("picture%1.png").arg(number));
        return numberedImage(number).save(path) ? path : QString();
    }
    [[nodiscard]] TakeId addPicture(int clipIndex, int number)
    {
        const auto id = m_session->takes().importFile(clipId(clipIndex), picture(number));
        return id ? *id : TakeId();
    }
    void reopen()
    {
        m_session.reset();
        auto opened = ProjectSession::open(at(QStringLiteral("Takes")));
        SC_VERIFY_OK(opened);
        m_session = std::move(*opened);
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        auto created = ProjectSession::create(at(QStringLiteral("Takes")), {});
        SC_VERIFY_OK(created);
        m_session = std::move(*created);
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Fill"), filledTimeline(m_session->timeline(), 1, 4)));
    }
    void cleanup() { m_session.reset(); }

    void everyFieldOfATakeIsKept()
    {
        NewTake given;
        Take &take = given.take;
        take.id = TakeId::create();
        take.clip = clipId(1);
        take.kind = TakeKind::Video;
        take.media = {QStringLiteral("media/a.mp4"), 5, QStringLiteral("abc")};
        take.width = 832;
        take.height = 480;
        take.frames = 81;
        take.rateNumerator = 16;
        take.rateDenominator = 1;
        take.isRateVariable = true;
        take.length = Ticks::seconds(5);
        take.startTimecode = QStringLiteral("01:00:00:00");
        take.family = QStringLiteral("wan22");
        take.modelName = QStringLiteral("wan 2.2 ❤");
        take.seed = std::numeric_limits<qint64>::max();
        take.serverId = QStringLiteral("s");
        take.serverName = QStringLiteral("Big one");
        take.provider = timeline::TakeProvider::RunPod;
        take.createdAt = QStringLiteral("2026-01-02T03:04:05.678Z");
        take.rating = 3;
        take.verdict = timeline::TakeVerdict::Approved;
        take.tags = {QStringLiteral("night"), QStringLiteral("it's")};
        take.notes = QStringLiteral("two\nlines");
        take.checks = {{QStringLiteral("blurred"), 1.0 / 3}};
        given.recipe = {QStringLiteral("a \"street\""),
                        QStringLiteral("ugly"),
                        {{QStringLiteral("clip"), QStringLiteral("a street")}, {QStringLiteral("look"), QStringLiteral("neon")}},
                        QStringLiteral("{\"steps\":20}"),
                        QStringLiteral("hash"),
                        QStringLiteral("{\"1\":{}}"),
                        {{QStringLiteral("m"), QStringLiteral("h")}},
                        QStringLiteral("q"),
                        QStringLiteral("s"),
                        QStringLiteral("f")};
        SC_VERIFY_OK(m_session->takes().add(QStringLiteral("Add take"), {given}));
        reopen();
        const auto read = m_session->takes().takesOf(clipId(1));
        SC_VERIFY_OK(read);
        QCOMPARE(read->size(), 1U);
        QVERIFY(read->front() == take);
        const auto recipe = m_session->takes().recipeOf(take.id);
        SC_VERIFY_OK(recipe);
        QVERIFY(*recipe == given.recipe);
        QCOMPARE(clip(1).selectedVideo, take.id);
        QCOMPARE(m_session->takes().count(), 1);
        SC_COMPARE_PROBLEM(m_session->takes().recipeOf(TakeId::create()), ProblemCode::ResourceNotFound);
    }

    void theFirstTakeOfAKindIsChosenLaterOnesAreNot()
    {
        QSignalSpy changed(m_session.get(), &ProjectSession::changed);
        const TakeId first = addPicture(0, 1);
        QCOMPARE(changed.size(), 1);
        const auto change = changed.front().front().value<project::ChangeSet>();
        QCOMPARE(change.takes, QSet<QString>{first.text()});
        QCOMPARE(change.clips, QSet<QString>{clipId(0).text()});
        const TakeId second = addPicture(0, 2);
        QCOMPARE(clip(0).selectedImage, first);
        QCOMPARE(m_session->history().back().name, QStringLiteral("Add media as take"));
        SC_VERIFY_OK(m_session->takes().choose(clipId(0), second));
        QCOMPARE(clip(0).selectedImage, second);
        SC_COMPARE_PROBLEM(m_session->takes().choose(clipId(0), second), ProblemCode::NothingToUpdate);
        SC_COMPARE_PROBLEM(m_session->takes().choose(clipId(1), second), ProblemCode::ValidationError);
        SC_VERIFY_OK(m_session->takes().chooseNone(clipId(0), TakeKind::Image));
        QVERIFY(clip(0).selectedImage.isEmpty());
        QCOMPARE(m_session->takes().countOf(clipId(0)), 2);
    }

    void aLockedClipGetsTheTakeButKeepsWhatItShows()
    {
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Lock"), timeline::setLocked(m_session->timeline(), {{}, {clipId(0)}, true})));
        const TakeId take = addPicture(0, 1);
        QVERIFY(clip(0).selectedImage.isEmpty());
        QCOMPARE(m_session->takes().countOf(clipId(0)), 1);
        SC_COMPARE_PROBLEM(m_session->takes().choose(clipId(0), take), ProblemCode::Conflict);
    }

    void whatIsShownIsTheMovieThenThePictureThenTheCard()
    {
        QCOMPARE(m_session->takes().displayedMedia(clip(0)).kind, DisplayedMedia::Kind::Card);
        const TakeId image = addPicture(0, 1);
        DisplayedMedia shown = m_session->takes().displayedMedia(clip(0));
        QCOMPARE(shown.kind, DisplayedMedia::Kind::Image);
        QCOMPARE(shown.take->id, image);
        QCOMPARE(numberOf(QImage(shown.path)), 1);
        QVERIFY(!shown.isMissing);
        const QString movie = at(QStringLiteral("m.mp4"));
        QCOMPARE(makeNumberedMovie(movie, 24, QStringLiteral("24/1"), {QStringLiteral("-c:v"), QStringLiteral("libx264")}), QString());
        const auto video = m_session->takes().importFile(clipId(0), movie);
        SC_VERIFY_OK(video);
        shown = m_session->takes().displayedMedia(clip(0));
        QCOMPARE(shown.kind, DisplayedMedia::Kind::Video);
        QCOMPARE(shown.take->length, Ticks::seconds(1));
        QCOMPARE(shown.take->frames, 24);
        QVERIFY(shown.proxyPath.isEmpty());
        SC_VERIFY_OK(m_session->takes().setProxy(shown.take->media.hash, {QStringLiteral("media/m.mp4"), 1, {}}));
        QCOMPARE(m_session->takes().displayedMedia(clip(0)).proxyPath, shown.path);
        QVERIFY(QFile::remove(shown.path));
        QVERIFY(m_session->takes().displayedMedia(clip(0)).isMissing);
        QVERIFY(m_session->takes().displayedMedia(clip(0)).proxyPath.isEmpty());
        reopen();
        QVERIFY(m_session->takes().displayedMedia(clip(0)).isMissing);
        QCOMPARE(m_session->takes().displayedMedia(clip(0)).take->proxy.path, QStringLiteral("media/m.mp4"));
    }

    void aContentIsCopiedIntoTheBundleOnce()
    {
        QVERIFY(!addPicture(0, 1).isEmpty());
        QVERIFY(QFile::copy(picture(1), at(QStringLiteral("other name.png"))));
        SC_VERIFY_OK(m_session->takes().importFile(clipId(1), at(QStringLiteral("other name.png"))));
        QCOMPARE(QDir(at(QStringLiteral("Takes/media"))).entryList(QDir::Files).size(), 1);
        QCOMPARE(m_session->takes().displayedMedia(clip(0)).path, m_session->takes().displayedMedia(clip(1)).path);
        QCOMPARE(m_session->takes().displayedMedia(clip(1)).take->originalName, QStringLiteral("other name.png"));
    }

    void whatIsNoPictureOrMovieLeavesNothingBehind()
    {
        QVERIFY(writeBytes(at(QStringLiteral("letter.mp4")), "Dear reader, this is a letter and no movie."));
        SC_COMPARE_PROBLEM(m_session->takes().importFile(clipId(0), at(QStringLiteral("letter.mp4"))), ProblemCode::InvalidFileType);
        SC_COMPARE_PROBLEM(m_session->takes().importFile(clipId(0), at(QStringLiteral("nowhere.png"))), ProblemCode::MediaMissing);
        QCOMPARE(m_session->takes().count(), 0);
        QVERIFY(QDir(at(QStringLiteral("Takes/media"))).isEmpty());
    }

    void marksAreStepsOfUndo()
    {
        const TakeId take = addPicture(0, 1);
        const QByteArray before = m_session->dumpTables().value();
        SC_VERIFY_OK(m_session->takes().rate({take}, 4));
        SC_VERIFY_OK(m_session->takes().judge({take}, timeline::TakeVerdict::Rejected));
        SC_VERIFY_OK(m_session->takes().setTags({take}, {QStringLiteral(" night "), QStringLiteral("Night"), QString()}));
        SC_VERIFY_OK(m_session->takes().setNotes(take, QStringLiteral("grain")));
        const Take marked = *m_session->takes().find(take);
        QCOMPARE(marked.rating, 4);
        QCOMPARE(marked.verdict, timeline::TakeVerdict::Rejected);
        QCOMPARE(marked.tags, QStringList{QStringLiteral("night")});
        QCOMPARE(marked.notes, QStringLiteral("grain"));
        SC_COMPARE_PROBLEM(m_session->takes().rate({take}, 6), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(m_session->takes().rate({take}, 4), ProblemCode::NothingToUpdate);
        SC_COMPARE_PROBLEM(m_session->takes().rate({TakeId::create()}, 4), ProblemCode::ResourceNotFound);
        const QByteArray after = m_session->dumpTables().value();
        for (int i = 0; i < 4; ++i)
            SC_VERIFY_OK(m_session->undo());
        QCOMPARE(m_session->takes().find(take)->rating, 0);
        QCOMPARE(m_session->dumpTables().value(), before);
        for (int i = 0; i < 4; ++i)
            SC_VERIFY_OK(m_session->redo());
        QCOMPARE(m_session->dumpTables().value(), after);
        QVERIFY(*m_session->takes().find(take) == marked);
    }

    void aDeletedTakeAndADeletedClipComeBackByUndo()
    {
        const TakeId take = addPicture(0, 1);
        const ClipId id = clipId(0);
        const QByteArray before = m_session->dumpTables().value();
        SC_VERIFY_OK(m_session->takes().remove({take}));
        QVERIFY(clip(0).selectedImage.isEmpty());
        QVERIFY(!m_session->takes().find(take));
        QCOMPARE(m_session->takes().count(), 0);
        SC_VERIFY_OK(m_session->undo());
        QCOMPARE(clip(0).selectedImage, take);
        QCOMPARE(m_session->dumpTables().value(), before);
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Delete"), timeline::deleteClips(m_session->timeline(), {.clips = {id}})));
        QVERIFY(!timeline::findClip(m_session->timeline(), id));
        SC_VERIFY_OK(m_session->undo());
        QCOMPARE(m_session->takes().displayedMedia(clip(0)).take->id, take);
        QCOMPARE(m_session->dumpTables().value(), before);
    }

    void aTakeThatALockedClipShowsIsNotDeleted()
    {
        const TakeId take = addPicture(0, 1);
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Lock"), timeline::setLocked(m_session->timeline(), {{}, {clipId(0)}, true})));
        SC_COMPARE_PROBLEM(m_session->takes().remove({take}), ProblemCode::Conflict);
        QVERIFY(m_session->takes().find(take));
    }

    void halvesCopiesAndAlternatesShareTheTakes()
    {
        const TakeId take = addPicture(0, 1);
        const ClipId left = clipId(0);
        timeline::SplitClip split{.clip = left, .at = clip(0).start + Ticks(clip(0).length.value() / 2)};
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Split"), timeline::splitClip(m_session->timeline(), split)));
        timeline::DuplicateClip copy{.clip = left};
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Duplicate"), timeline::duplicateClip(m_session->timeline(), copy)));
        timeline::AddClipAlternate full{.clip = left, .content = timeline::AlternateContent::WithTakes};
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Alternate"), timeline::addClipAlternate(m_session->timeline(), full)));
        timeline::AddClipAlternate bare{.clip = left};
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Alternate"), timeline::addClipAlternate(m_session->timeline(), bare)));
        for (const ClipId &id : {left, split.rightId, copy.id, full.id}) {
            QCOMPARE(timeline::findClip(m_session->timeline(), id)->selectedImage, take);
            QCOMPARE(m_session->takes().countOf(id), 1);
        }
        QCOMPARE(m_session->takes().countOf(bare.id), 0);
        QCOMPARE(m_session->takes().count(), 1);
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Delete"), timeline::deleteClips(m_session->timeline(), {.clips = {left}})));
        QCOMPARE(m_session->takes().countOf(split.rightId), 1);
        const TakeId later = m_session->takes().importFile(split.rightId, picture(2)).value_or(TakeId());
        SC_VERIFY_OK(m_session->takes().choose(copy.id, later));
    }

    void emptyShotsThatWereCutCollectTheirOwnTakes()
    {
        timeline::SplitClip split{.clip = clipId(0), .at = clip(0).start + Ticks(clip(0).length.value() / 2)};
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Split"), timeline::splitClip(m_session->timeline(), split)));
        SC_VERIFY_OK(m_session->takes().importFile(split.rightId, picture(1)));
        QCOMPARE(m_session->takes().countOf(split.rightId), 1);
        QCOMPARE(m_session->takes().countOf(split.clip), 0);
    }

    void aTakeGivenToAnotherClipIsCopiedWithoutItsFile()
    {
        const TakeId take = addPicture(0, 1);
        const auto copied = timeline::copyClips(m_session->timeline(), {clipId(0)});
        SC_VERIFY_OK(copied);
        const timeline::PasteAttributes paste{.copied = *copied, .clips = {clipId(2)}, .attributes = timeline::ClipAttribute::Takes};
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Paste"), timeline::pasteAttributes(m_session->timeline(), paste)));
        QVERIFY(clip(2).selectedImage != take);
        const Take *own = m_session->takes().find(clip(2).selectedImage);
        QVERIFY(own);
        QCOMPARE(own->media, m_session->takes().find(take)->media);
        QCOMPARE(m_session->takes().countOf(clipId(2)), 1);
        SC_VERIFY_OK(m_session->undo());
        QCOMPARE(m_session->takes().count(), 1);
    }
};

SC_TEST(TstTakes)
#include "tst_takes.moc"

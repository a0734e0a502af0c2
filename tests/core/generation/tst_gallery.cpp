// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/gallery.h"
#include "core/project/version_shelf.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::generation;
using namespace sc::test;

class TstGallery : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    Session m_session;

    [[nodiscard]] QString at(const QString &name) const { return m_dir->filePath(name); }
    [[nodiscard]] ClipId clipId(size_t index) const { return m_session->timeline().clips[index].id; }
    [[nodiscard]] TakeId add(const ClipId &clip, int number)
    {
        const QString path = at(QStringLiteral("p%1.png").arg(number));
        if (!numberedImage(number).save(path))
            return {};
        auto take = project::takeFromFile(m_session->takes().intakeOf(path));
        if (!take)
            return {};
        take->clip = clip;
        project::NewTake made{*take, {}, false, false};
        made.recipe.prompt = QStringLiteral("prompt %1").arg(number);
        const auto ids = m_session->takes().add(QStringLiteral("Add"), {made});
        return ids ? ids->front() : TakeId();
    }
    [[nodiscard]] qsizetype found(const GalleryFilter &filter) const
    {
        const auto items = galleryOf(*m_session, filter);
        return items ? std::ssize(*items) : -1;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        auto created = ProjectSession::create(at(QStringLiteral("Gallery")), {});
        SC_VERIFY_OK(created);
        m_session = std::move(*created);
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Fill"), filledTimeline(m_session->timeline(), 2, 2)));
    }
    void cleanup() { m_session.reset(); }

    void resultsAreInSongOrderWithThePoolLast()
    {
        const TakeId loose = add({}, 1);
        const TakeId third = add(clipId(2), 2);
        const TakeId first = add(clipId(0), 3);
        const auto items = galleryOf(*m_session);
        SC_VERIFY_OK(items);
        QCOMPARE(items->size(), 3U);
        QCOMPARE(items->at(0).take.id, first);
        QCOMPARE(items->at(1).take.id, third);
        QCOMPARE(items->at(2).take.id, loose);
        QVERIFY(items->at(0).isChosen && !items->at(2).isChosen);
        QCOMPARE(items->at(1).sceneName, QStringLiteral("Scene 2"));
    }

    void filtersFindWhatTheySay()
    {
        const TakeId a = add(clipId(0), 1);
        const TakeId b = add(clipId(0), 2);
        const TakeId c = add({}, 3);
        SC_VERIFY_OK(m_session->takes().rate({b}, 4));
        SC_VERIFY_OK(m_session->takes().judge({a}, timeline::TakeVerdict::Approved));
        SC_VERIFY_OK(m_session->takes().setTags({c}, {QStringLiteral("rain")}));
        QCOMPARE(found({}), 3);
        QCOMPARE(found({.clips = {clipId(0)}}), 2);
        QCOMPARE(found({.scenes = {m_session->timeline().scenes[1].id}}), 0);
        QCOMPARE(found({.leastRating = 3}), 1);
        QCOMPARE(found({.marks = {GalleryMark::Approved}}), 1);
        QCOMPARE(found({.isUnreviewed = true}), 2);
        QCOMPARE(found({.tags = {QStringLiteral("RAIN")}}), 1);
        QCOMPARE(found({.inPool = true}), 1);
        QCOMPARE(found({.isUnused = true}), 2);
        QCOMPARE(found({.text = QStringLiteral("prompt 2")}), 1);
        QCOMPARE(found({.text = QStringLiteral("p3.png")}), 1);
        QCOMPARE(found({.kinds = {timeline::TakeKind::Video}}), 0);
        QCOMPARE(found({.sources = {timeline::TakeProvider::Import}}), 3);
        QCOMPARE(found({.leastSide = 65}), 0);
        QCOMPARE(found({.madeFrom = QStringLiteral("2999-01-01")}), 0);
        QCOMPARE(found({.isFlagged = true}), 0);
        QVERIFY(QFile::remove(m_session->absolutePath(m_session->takes().find(b)->media)));
        QCOMPARE(found({.isMissing = true}), 1);
    }

    void aPoolTakeIsAppliedWithoutCopyingItsFile()
    {
        const TakeId loose = add({}, 1);
        const auto applied = applyToClip(*m_session, loose, clipId(1));
        SC_VERIFY_OK(applied);
        QCOMPARE(m_session->timeline().clips[1].selectedImage, *applied);
        QCOMPARE(m_session->takes().find(*applied)->media.path, m_session->takes().find(loose)->media.path);
        QCOMPARE(m_session->takes().recipeOf(*applied)->prompt, QStringLiteral("prompt 1"));
        QCOMPARE(QDir(m_session->bundle() + QStringLiteral("/media")).entryList(QDir::Files).size(), 1);
        SC_COMPARE_PROBLEM(applyToClip(*m_session, loose, clipId(1)), ProblemCode::Conflict);
        SC_COMPARE_PROBLEM(applyToClip(*m_session, TakeId::create(), clipId(1)), ProblemCode::ResourceNotFound);
        const auto same = sameContent(*m_session, m_session->takes().find(loose)->media.hash);
        SC_VERIFY_OK(same);
        QVERIFY(same->has_value());
        // Deleting the pool's item leaves the clip its take.
        SC_VERIFY_OK(m_session->takes().remove({loose}));
        QVERIFY(!m_session->takes().displayedMedia(m_session->timeline().clips[1]).isMissing);
    }

    void cleaningUpKeepsWhatAPersonWanted()
    {
        const TakeId chosen = add(clipId(0), 1);
        const TakeId rated = add(clipId(0), 2);
        const TakeId approved = add(clipId(0), 3);
        const TakeId tagged = add({}, 4);
        const TakeId saved = add(clipId(0), 5);
        const TakeId waste = add(clipId(0), 6);
        SC_VERIFY_OK(m_session->takes().rate({rated}, 1));
        SC_VERIFY_OK(m_session->takes().judge({approved}, timeline::TakeVerdict::Approved));
        SC_VERIFY_OK(m_session->takes().setTags({tagged}, {QStringLiteral("x")}));
        SC_VERIFY_OK(m_session->takes().choose(clipId(0), saved));
        SC_VERIFY_OK(m_session->versions().save(clipId(0)));
        SC_VERIFY_OK(m_session->takes().choose(clipId(0), chosen));
        const QString file = m_session->absolutePath(m_session->takes().find(waste)->media);
        const qint64 size = QFileInfo(file).size();
        const auto plan = planCleanUp(*m_session);
        SC_VERIFY_OK(plan);
        QCOMPARE(plan->takes.size(), 1U);
        QCOMPARE(plan->takes.front(), waste);
        QCOMPARE(plan->bytes, size);
        const auto before = spaceUsed(*m_session);
        SC_VERIFY_OK(before);
        QCOMPARE(before->other, size);
        QVERIFY(before->chosen > 0 && before->kept > 0);
        QCOMPARE(before->orphans, 0);
        SC_VERIFY_OK(removeTakes(*m_session, *plan));
        QVERIFY(QFileInfo::exists(file)); // undo finds it
        SC_VERIFY_OK(m_session->undo());
        QVERIFY(m_session->takes().find(waste));
        SC_VERIFY_OK(m_session->redo());
        QCOMPARE(spaceUsed(*m_session)->orphans, size);
        QCOMPARE(spaceUsed(*m_session)->total(), before->total());
        const auto freed = deleteOrphans(*m_session);
        SC_VERIFY_OK(freed);
        QCOMPARE(*freed, size);
        QVERIFY(!QFileInfo::exists(file));
        QCOMPARE(QDir(m_session->bundle() + QStringLiteral("/media")).entryList(QDir::Files).size(), 5);
        SC_COMPARE_PROBLEM(removeTakes(*m_session, *planCleanUp(*m_session)), ProblemCode::NothingToUpdate);
    }

    void filesThatRequestsWereMadeFromStay()
    {
        QVERIFY(QDir(m_session->bundle()).mkpath(QStringLiteral("media")));
        const QString start = m_session->bundle() + QStringLiteral("/media/start.png");
        QVERIFY(numberedImage(9).save(start));
        QCOMPARE(planCleanUp(*m_session)->orphans, QStringList{start});
        const QString path = at(QStringLiteral("p.png"));
        QVERIFY(numberedImage(1).save(path));
        auto take = project::takeFromFile(m_session->takes().intakeOf(path));
        SC_VERIFY_OK(take);
        project::NewTake made{*take, {}, false, false};
        made.recipe.params = QStringLiteral("{\"init_image\":\"media:%1\"}").arg(start);
        SC_VERIFY_OK(m_session->takes().add(QStringLiteral("Add"), {made}));
        QVERIFY(planCleanUp(*m_session)->orphans.isEmpty());
        QCOMPARE(*deleteOrphans(*m_session), 0);
        QVERIFY(QFileInfo::exists(start));
    }
};

SC_TEST(TstGallery)
#include "tst_gallery.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/relink.h"
#include "core/project/take_shelf.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtTest/QSignalSpy>

using namespace sc;
using namespace sc::test;
using namespace sc::project;

// Files of a bundle that were moved away, renamed, changed, and found again.
class TstRelink : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    Session m_session;

    [[nodiscard]] QString at(const QString &name) const { return m_dir->filePath(name); }
    [[nodiscard]] const timeline::Clip &clip(int index) const { return m_session->timeline().clips[static_cast<size_t>(index)]; }
    [[nodiscard]] QString fileOf(int clipIndex) const
    {
        return m_session->absolutePath(m_session->takes().find(clip(clipIndex).selectedImage)->media);
    }
    void addPicture(int clipIndex, int number)
    {
        const QString path = at(QStringLiteral("picture%1.png").arg(number));
        QVERIFY(numberedImage(number).save(path));
        SC_VERIFY_OK(m_session->takes().importFile(clip(clipIndex).id, path));
        QVERIFY(QFile::remove(path));
    }
    // The file leaves the bundle for `folder`, under another name.
    void moveAway(int clipIndex, const QString &folder, const QString &name)
    {
        QVERIFY(QDir().mkpath(at(folder)));
        QVERIFY(QFile::rename(fileOf(clipIndex), at(folder + u'/' + name)));
    }
    [[nodiscard]] Result<RelinkFound> search(const QStringList &places, const CancelToken &cancel = {}) const
    {
        SC_TRY_ASSIGN(wanted, relinkSearch(*m_session));
        return findMissingMedia(wanted, places, cancel);
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        auto created = ProjectSession::create(at(QStringLiteral("Relink")), {});
        SC_VERIFY_OK(created);
        m_session = std::move(*created);
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Fill"), filledTimeline(m_session->timeline(), 1, 4)));
        for (int i = 0; i < 3; ++i)
            addPicture(i, i + 1);
    }
    void cleanup() { m_session.reset(); }

    void missingTakesAreFoundWithTheClipThatShowsThem()
    {
        QVERIFY(findMissingFiles(*m_session).empty());
        moveAway(1, QStringLiteral("away"), QStringLiteral("x.png"));
        const std::vector<timeline::MissingFile> missing = findMissingFiles(*m_session);
        QCOMPARE(missing.size(), size_t(1));
        QCOMPARE(missing[0].clip, clip(1).id);
        QCOMPARE(missing[0].name, clip(1).name);
        const timeline::ProblemReport report =
            timeline::findProblems(m_session->timeline(), {.beats = {}, .missing = missing, .rules = true});
        QCOMPARE(report.count(timeline::FindingKind::MissingMedia), 1);
        QCOMPARE(report.findings[0].range, clip(1).range());
        // Also what no clip shows now.
        SC_VERIFY_OK(m_session->takes().chooseNone(clip(1).id, timeline::TakeKind::Image));
        QCOMPARE(findMissingFiles(*m_session).size(), size_t(1));
        QVERIFY(missingOf(shownMedia(*m_session)).empty());
    }

    void aFolderGivesBackWhatItHoldsByContent()
    {
        const QString first = fileOf(0);
        const QString second = fileOf(1);
        moveAway(0, QStringLiteral("away/deep/below"), QStringLiteral("other name.dat"));
        moveAway(1, QStringLiteral("away"), QStringLiteral("b.png"));
        QVERIFY(QFile::remove(fileOf(2)));
        QVERIFY(writeFile(at(QStringLiteral("away/same size.png")), QByteArray(QFileInfo(at(QStringLiteral("away/b.png"))).size(), 'x')));
        const auto found = search({at(QStringLiteral("away"))});
        SC_VERIFY_OK(found);
        QCOMPARE(found->found.size(), size_t(2));
        QCOMPARE(found->stillMissing.size(), size_t(1));
        QCOMPARE(found->stillMissing[0].clip, clip(2).id);
        QVERIFY(QFileInfo(first).isFile() && QFileInfo(second).isFile());
        // They are back in their places: there is nothing to edit, but screens hear of it.
        const QString before = m_session->undoName();
        QSignalSpy changed(m_session.get(), &ProjectSession::changed);
        SC_VERIFY_OK(adoptFound(*m_session, found->found));
        QCOMPARE(m_session->undoName(), before);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].value<ChangeSet>().takes.size(), 2);
        QVERIFY(!m_session->takes().displayedMedia(clip(0)).isMissing);
        QVERIFY(m_session->takes().displayedMedia(clip(2)).isMissing);
    }

    void aSongThatLayOutsideIsNamedAtItsNewPlaceInOneStep()
    {
        const QString song = at(QStringLiteral("song.wav"));
        QVERIFY(writeWav(song, sine(0.5, 8000, 1), 8000, 1));
        SC_VERIFY_OK(m_session->setSong(song, {}, false));
        QVERIFY(QDir().mkpath(at(QStringLiteral("music"))));
        const QString moved = at(QStringLiteral("music/renamed.wav"));
        QVERIFY(QFile::rename(song, moved));
        QCOMPARE(findMissingFiles(*m_session).size(), size_t(1));
        const auto found = search({at(QStringLiteral("music"))});
        SC_VERIFY_OK(found);
        SC_VERIFY_OK(adoptFound(*m_session, found->found));
        QCOMPARE(m_session->absolutePath(m_session->timeline().project.song->media), QFileInfo(moved).absoluteFilePath());
        QVERIFY(findMissingFiles(*m_session).empty());
        QCOMPARE(m_session->undoName(), QStringLiteral("Relink media"));
        SC_VERIFY_OK(m_session->undo());
        QCOMPARE(findMissingFiles(*m_session).size(), size_t(1));
    }

    void aNamedFileOfOtherContentIsRefused()
    {
        moveAway(0, QStringLiteral("away"), QStringLiteral("right.png"));
        const QString other = at(QStringLiteral("away/wrong.png"));
        QVERIFY(numberedImage(77).save(other));
        SC_COMPARE_PROBLEM(search({other}), ProblemCode::Conflict);
        SC_VERIFY_OK(search({at(QStringLiteral("away/right.png"))}));
        SC_COMPARE_PROBLEM(search({at(QStringLiteral("away"))}), ProblemCode::NothingToUpdate);
    }

    void badPlacesAndCancelling()
    {
        moveAway(0, QStringLiteral("away"), QStringLiteral("a.png"));
        SC_COMPARE_PROBLEM(search({at(QStringLiteral("nowhere"))}), ProblemCode::ResourceNotFound);
        CancelToken cancel;
        cancel.cancel();
        SC_COMPARE_PROBLEM(search({at(QStringLiteral("away"))}, cancel), ProblemCode::Cancelled);
        m_session.reset();
        auto reader = ProjectSession::open(at(QStringLiteral("Relink")), OpenMode::ReadOnly);
        SC_VERIFY_OK(reader);
        SC_COMPARE_PROBLEM(relinkSearch(**reader), ProblemCode::PermissionDenied);
    }

    void inputsAreKnownOfGeneratedTakesOnly()
    {
        NewTake made;
        made.take.clip = clip(3).id;
        made.take.media = {QStringLiteral("media/x.png"), 1, QStringLiteral("00")};
        made.take.provider = timeline::TakeProvider::ComfyUi;
        made.recipe.promptParts = {{QStringLiteral("look"), QStringLiteral("film grain")},
                                   {QStringLiteral("clip"), QStringLiteral("a red car")}};
        const auto ids = m_session->takes().add(QStringLiteral("Made"), {made});
        SC_VERIFY_OK(ids);
        const timeline::TakeRecipe *inputs = m_session->takes().inputsOf(ids->front());
        QVERIFY(inputs);
        QCOMPARE(inputs->promptParts, made.recipe.promptParts);
        QVERIFY(!m_session->takes().inputsOf(clip(0).selectedImage));
    }
};

SC_TEST(TstRelink)
#include "tst_relink.moc"

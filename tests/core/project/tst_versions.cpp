// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/take_shelf.h"
#include "core/project/version_shelf.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::test;

class TstVersions : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    Session m_session;
    ClipId m_clip;

    [[nodiscard]] const timeline::Clip &clip() const { return *timeline::findClip(m_session->timeline(), m_clip); }
    [[nodiscard]] Result<> prompt(const QString &text)
    {
        return m_session->apply(QStringLiteral("Prompt"), timeline::editClip(m_session->timeline(), {.clip = m_clip, .imagePrompt = text}));
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        auto created = ProjectSession::create(m_dir->filePath(QStringLiteral("V")), {});
        SC_VERIFY_OK(created);
        m_session = std::move(*created);
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Fill"), filledTimeline(m_session->timeline(), 1, 2)));
        m_clip = m_session->timeline().clips.front().id;
    }
    void cleanup() { m_session.reset(); }

    void savingCountsAndNamesTheActiveOne()
    {
        SC_VERIFY_OK(prompt(QStringLiteral("car")));
        QCOMPARE(m_session->versions().save(m_clip).value(), 1);
        QCOMPARE(clip().activeVersion, 1);
        SC_COMPARE_PROBLEM(m_session->versions().save(m_clip), ProblemCode::NothingToUpdate);
        SC_VERIFY_OK(prompt(QStringLiteral("boat \"it's\"\n🎬")));
        QCOMPARE(m_session->versions().save(m_clip).value(), 2);
        const auto versions = m_session->versions().versionsOf(m_clip);
        SC_VERIFY_OK(versions);
        QCOMPARE(versions->size(), 2U);
        QCOMPARE(versions->front().content.imagePrompt, QStringLiteral("car"));
        QVERIFY(versions->back().content == timeline::versionContentOf(clip()));
        QCOMPARE(m_session->history().back().name, QStringLiteral("Save version"));
    }

    void restoringMakesANewVersionAndUndoTakesItBack()
    {
        SC_VERIFY_OK(
            m_session->apply(QStringLiteral("Speed"), timeline::setSpeed(m_session->timeline(), {.clip = m_clip, .speed = {1, 3}})));
        SC_VERIFY_OK(prompt(QStringLiteral("car")));
        SC_VERIFY_OK(m_session->versions().save(m_clip));
        SC_VERIFY_OK(prompt(QStringLiteral("boat")));
        SC_VERIFY_OK(
            m_session->apply(QStringLiteral("Speed"), timeline::setSpeed(m_session->timeline(), {.clip = m_clip, .speed = {1, 1}})));
        const QByteArray before = m_session->dumpTables().value();
        QCOMPARE(m_session->versions().restore(m_clip, 1).value(), 2);
        QCOMPARE(clip().imagePrompt, QStringLiteral("car"));
        QCOMPARE(timeline::speedOf(clip()), (timeline::Speed{1, 3}));
        QCOMPARE(clip().activeVersion, 2);
        QCOMPARE(m_session->versions().version(m_clip, 2)->reason, timeline::VersionReason::Restored);
        const QByteArray after = m_session->dumpTables().value();
        SC_VERIFY_OK(m_session->undo());
        QCOMPARE(m_session->dumpTables().value(), before);
        QCOMPARE(m_session->versions().versionsOf(m_clip)->size(), 1U);
        SC_VERIFY_OK(m_session->redo());
        QCOMPARE(m_session->dumpTables().value(), after);
        SC_COMPARE_PROBLEM(m_session->versions().restore(m_clip, 7), ProblemCode::ResourceNotFound);
    }

    void anyTwoAreComparedFieldByField()
    {
        SC_VERIFY_OK(prompt(QStringLiteral("car")));
        SC_VERIFY_OK(m_session->versions().save(m_clip));
        SC_VERIFY_OK(prompt(QStringLiteral("boat")));
        const auto fields = m_session->versions().compare(m_clip, 1, 0);
        SC_VERIFY_OK(fields);
        int different = 0;
        for (const timeline::VersionField &field : *fields) {
            different += field.differs() ? 1 : 0;
            if (field.key == QLatin1String("image_prompt")) {
                QCOMPARE(field.left, QStringLiteral("car"));
                QCOMPARE(field.right, QStringLiteral("boat"));
            }
        }
        QCOMPARE(different, 1);
    }

    void aLockedClipIsSavedButNotRestored()
    {
        SC_VERIFY_OK(m_session->versions().save(m_clip));
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Lock"), timeline::setLocked(m_session->timeline(), {{}, {m_clip}, true})));
        SC_VERIFY_OK(m_session->versions().save(m_clip, timeline::VersionReason::Generated));
        SC_COMPARE_PROBLEM(m_session->versions().restore(m_clip, 1), ProblemCode::Conflict);
    }

    void aCopyStartsWithoutVersions()
    {
        SC_VERIFY_OK(m_session->versions().save(m_clip));
        const timeline::DuplicateClip copy{.clip = m_clip};
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Duplicate"), timeline::duplicateClip(m_session->timeline(), copy)));
        QCOMPARE(timeline::findClip(m_session->timeline(), copy.id)->activeVersion, 0);
        QVERIFY(m_session->versions().versionsOf(copy.id)->empty());
    }
};

SC_TEST(TstVersions)
#include "tst_versions.moc"

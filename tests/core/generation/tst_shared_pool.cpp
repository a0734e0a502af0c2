// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/shared_pool.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::generation;
using namespace sc::test;

class TstSharedPool : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<library::SharedItems> m_shared;
    Session m_session;

    [[nodiscard]] QString picture(int number) const
    {
        const QString path = m_dir->filePath(QStringLiteral("p%1.png").arg(number));
        return numberedImage(number).save(path) ? path : QString();
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        const ProfilePaths profile{m_dir->filePath(QStringLiteral("profile"))};
        SC_VERIFY_OK(ensureProfile(profile));
        auto shared = library::SharedItems::open(profile);
        SC_VERIFY_OK(shared);
        m_shared = std::move(*shared);
        auto created = ProjectSession::create(m_dir->filePath(QStringLiteral("One")), {});
        SC_VERIFY_OK(created);
        m_session = std::move(*created);
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Fill"), filledTimeline(m_session->timeline(), 1, 2)));
    }
    void cleanup()
    {
        m_session.reset();
        m_shared.reset();
    }

    void aTakeIsSharedAndUsedByAnotherProject()
    {
        SharedPool pool(*m_shared);
        const auto take = m_session->takes().importFile(m_session->timeline().clips[0].id, picture(1));
        SC_VERIFY_OK(take);
        const auto draft = SharedPool::draftOf(*m_session, *take);
        SC_VERIFY_OK(draft);
        QCOMPARE(draft->name, QStringLiteral("Clip 1"));
        const auto copied = SharedPool::copied(*draft, pool.folder());
        SC_VERIFY_OK(copied);
        const auto id = pool.put(*copied);
        SC_VERIFY_OK(id);
        SC_COMPARE_PROBLEM(pool.put(*copied), ProblemCode::DuplicateResource); // the same content
        const auto item = pool.item(QStringLiteral("clip 1"));
        SC_VERIFY_OK(item);
        QVERIFY(item->take.media.path.startsWith(pool.folder()));
        QCOMPARE(item->take.width, 256);

        auto other = ProjectSession::create(m_dir->filePath(QStringLiteral("Two")), {});
        SC_VERIFY_OK(other);
        const auto prepared = SharedPool::prepare(*item, (*other)->takes().intakeOf(item->take.media.path));
        SC_VERIFY_OK(prepared);
        const auto used = SharedPool::keep(**other, *prepared, {});
        SC_VERIFY_OK(used);
        SC_COMPARE_PROBLEM(SharedPool::keep(**other, *prepared, {}), ProblemCode::Conflict);
        // What happens here touches no project.
        const QString file = item->take.media.path;
        SC_VERIFY_OK(pool.remove({item->id}));
        QVERIFY(!QFileInfo::exists(file));
        QVERIFY(QFileInfo((*other)->absolutePath((*other)->takes().find(*used)->media)).isFile());
        SC_COMPARE_PROBLEM(pool.remove({item->id}), ProblemCode::ResourceNotFound);
    }

    void filesComeInAndNamesStayApart()
    {
        SharedPool pool(*m_shared);
        auto first = SharedPool::draftOfFile(picture(1), pool.folder());
        auto second = SharedPool::draftOfFile(picture(2), pool.folder());
        SC_VERIFY_OK(first);
        SC_VERIFY_OK(second);
        second->name = first->name;
        SC_VERIFY_OK(pool.put(*first));
        SC_VERIFY_OK(pool.put(*second));
        QVERIFY(pool.item(first->name + QStringLiteral(" 2")).has_value());
        PoolItem item = *pool.item(first->name);
        item.take.rating = 5;
        item.take.tags = {QStringLiteral("rain"), QStringLiteral("RAIN")};
        item.colour = 3;
        SC_VERIFY_OK(pool.edit(item));
        SC_COMPARE_PROBLEM(pool.edit(item), ProblemCode::NothingToUpdate);
        QCOMPARE(pool.item(item.id)->take.tags, QStringList{QStringLiteral("rain")});
        item.name = first->name + QStringLiteral(" 2");
        SC_COMPARE_PROBLEM(pool.edit(item), ProblemCode::DuplicateResource);
        item.name.clear();
        SC_COMPARE_PROBLEM(pool.edit(item), ProblemCode::ValidationError);
        item.name = QString(201, u'n');
        SC_COMPARE_PROBLEM(pool.edit(item), ProblemCode::ValidationError);
        item.name = QStringLiteral("fine");
        item.colour = 8;
        SC_COMPARE_PROBLEM(pool.edit(item), ProblemCode::ValidationError);
        const QString text = m_dir->filePath(QStringLiteral("no.png"));
        QVERIFY(writeBytes(text, "no picture at all"));
        QVERIFY(!SharedPool::draftOfFile(text, pool.folder()));
        QCOMPARE(QDir(pool.folder()).entryList(QDir::Files).size(), 2); // nothing of it stayed
        SC_COMPARE_PROBLEM(SharedPool::draftOfFile(m_dir->filePath(QStringLiteral("gone.png")), pool.folder()), ProblemCode::MediaMissing);
    }
};

SC_TEST(TstSharedPool)
#include "tst_shared_pool.moc"

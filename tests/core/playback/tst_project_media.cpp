// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/project_media.h"
#include "core/project/take_shelf.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QFile>

using namespace sc;
using namespace sc::playback;

// What the player is told of a project, followed from edit to edit.
class TestProjectMedia : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followingEditsGivesWhatReadingAnewGives()
    {
        const QTemporaryDir dir;
        auto created = project::ProjectSession::create(dir.filePath(QStringLiteral("P")), {.name = QStringLiteral("P")});
        SC_VERIFY_OK(created);
        project::ProjectSession &session = **created;
        SC_VERIFY_OK(session.apply(QStringLiteral("Fill"), test::filledTimeline(session.timeline(), 3, 12)));
        ProjectMedia media;
        media.read(session);
        connect(&session, &project::ProjectSession::changed, this,
                [&](const project::ChangeSet &change) { media.update(session, change); });
        QRandomGenerator random(11);
        int shown = 0;
        for (int step = 0; step < 400; ++step) {
            edit(session, random);
            QCOMPARE(media.media(), mediaOf(session));
            shown = std::max(shown, int(media.media().size()));
        }
        QVERIFY(shown > 5);
    }

private:
    // Takes come, are chosen and go between the edits of the cut; some steps are taken back.
    static void edit(project::ProjectSession &session, QRandomGenerator &random)
    {
        const timeline::Timeline &now = session.timeline();
        if (random.bounded(8) == 0 && session.canUndo()) {
            (void)session.undo();
        } else if (random.bounded(3) == 0 && !now.clips.empty()) {
            const timeline::Clip clip = now.clips[random.bounded(int(now.clips.size()))];
            const auto takes = session.takes().takesOf(clip.id);
            if (random.bounded(3) == 0 && takes && !takes->empty()) {
                (void)session.takes().remove({takes->front().id});
                return;
            }
            project::NewTake made;
            made.take.clip = clip.id;
            made.take.kind = random.bounded(2) ? timeline::TakeKind::Image : timeline::TakeKind::Video;
            const QString name = QStringLiteral("media/%1.png").arg(random.generate());
            QFile file(session.bundle() + u'/' + name);
            if (file.open(QIODevice::WriteOnly) && file.write("x") == 1)
                file.close();
            made.take.media = {name, 1, QString::number(random.generate())};
            made.choose = true;
            (void)session.takes().add(QStringLiteral("Take"), {made});
        } else if (auto next = test::randomEdit(now, random)) {
            (void)session.apply(QStringLiteral("Edit"), *next);
        }
    }
};

SC_TEST(TestProjectMedia)
#include "tst_project_media.moc"

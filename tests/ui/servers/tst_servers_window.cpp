// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/queue_edits.h"
#include "core/practice/practice_server.h"
#include "tests/support/test_main.h"
#include "tests/ui/servers/generation_window.h"
#include "ui/servers/matrix_view.h"
#include "ui/servers/model_page.h"
#include "ui/servers/practice_card.h"
#include "ui/servers/preset_dialog.h"
#include "ui/servers/server_card.h"
#include "ui/servers/server_dialog.h"
#include "ui/servers/servers_screen.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/stars_field.h"
#include "ui/widgets/switch.h"

#include <QtCore/QFile>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

using namespace sc;
using namespace sc::generation;
using namespace sc::ui;

namespace {
constexpr int kPatienceMs = 60'000;
} // namespace

// The servers screen in a real window with a real service; the servers are practice servers.
class TestServersWindow : public QObject
{
    Q_OBJECT

    using Studio = test::GenerationWindow<ServersScreen>;
    std::unique_ptr<Studio> m_studio;

    ServersScreen &screen() const { return *m_studio->screen; }
    GenerationStore &store() const { return m_studio->service->store(); }

    void openDialog()
    {
        screen().addServer();
        QTRY_VERIFY(screen().dialog() != nullptr);
    }

private Q_SLOTS:
    void init()
    {
        m_studio = std::make_unique<Studio>();
        m_studio->open();
        m_studio->show();
    }
    void cleanup() { m_studio.reset(); }

    void aServerIsTestedAndAdded()
    {
        practice::PracticeServer server;
        SC_VERIFY_OK(server.start());
        openDialog();
        ServerDialog *dialog = screen().dialog();
        // Without a scheme http is offered, and taken by a press.
        dialog->addressField()->setFocus();
        QTest::keyClicks(dialog->addressField(), QStringLiteral("127.0.0.1:%1").arg(server.port()));
        QTest::mouseClick(dialog->testButton(), Qt::LeftButton);
        QTRY_VERIFY(dialog->wayOutButton()->isVisible());
        QTest::mouseClick(dialog->wayOutButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->check() && dialog->check()->isUsable(), kPatienceMs);
        QCOMPARE(dialog->addressField()->text(), QStringLiteral("http://127.0.0.1:%1").arg(server.port()));
        dialog->nameField()->clear();
        QTest::keyClicks(dialog->nameField(), QStringLiteral("loft"));
        QTest::mouseClick(dialog->saveButton(), Qt::LeftButton);
        QTRY_COMPARE(store().servers()->size(), size_t(1));
        QTRY_VERIFY(!screen().feed()->servers().empty());
        const ServerId id = store().servers()->front().id;
        QTRY_VERIFY_WITH_TIMEOUT(screen().card(id) && screen().card(id)->stateLabel()->text().startsWith(QStringLiteral("Online")),
                                 kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!screen().matrix().rows().empty(), kPatienceMs);
    }

    void theSameAddressTwiceIsRefusedInTheDialog()
    {
        Server first;
        first.name = QStringLiteral("first");
        first.url = QStringLiteral("http://127.0.0.1:1");
        SC_VERIFY_OK(store().addServer(first));
        m_studio->service->refresh();
        openDialog();
        ServerDialog *dialog = screen().dialog();
        QTest::keyClicks(dialog->addressField(), QStringLiteral("http://localhost:1"));
        dialog->nameField()->setText(QStringLiteral("second"));
        QTest::mouseClick(dialog->saveButton(), Qt::LeftButton);
        QTRY_VERIFY(dialog->problemLabel()->isVisible());
        QVERIFY(dialog->problemLabel()->text().contains(QStringLiteral("first")));
        QCOMPARE(store().servers()->size(), size_t(1));
    }

    void whatIsNoComfyServerIsNamed()
    {
        practice::PracticeOptions options;
        options.faults.webPage = true;
        practice::PracticeServer page(options);
        SC_VERIFY_OK(page.start());
        openDialog();
        ServerDialog *dialog = screen().dialog();
        dialog->addressField()->setText(page.url().toString());
        QTest::keyClick(dialog->addressField(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->check() && dialog->check()->isDone(), kPatienceMs);
        QVERIFY(!dialog->check()->isUsable());
        QVERIFY(dialog->check()->problem()->text().contains(QStringLiteral("web page")));
    }

    void aRunPodEndpointNeedsAKey()
    {
        screen().addServer(ServerKind::RunPod);
        QTRY_VERIFY(screen().dialog() != nullptr);
        ServerDialog *dialog = screen().dialog();
        dialog->addressField()->setText(QStringLiteral("https://api.runpod.ai/v2/abc123"));
        QTest::mouseClick(dialog->testButton(), Qt::LeftButton);
        QTRY_VERIFY(dialog->problemLabel()->isVisible());
        QVERIFY(dialog->problemLabel()->text().contains(QStringLiteral("key")));
        dialog->keyField()->setText(QStringLiteral("env:SC_NO_SUCH_KEY"));
        QTest::mouseClick(dialog->testButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->check() && dialog->check()->isDone(), kPatienceMs);
        QCOMPARE(dialog->check()->problem()->code(), ProblemCode::NotAuthorised);
    }

    void thePracticeServerIsSwitchedOnAndItsFaultsWork()
    {
        QTest::mouseClick(screen().practiceCard()->powerSwitch(), Qt::LeftButton);
        QTRY_VERIFY(screen().practice()->isRunning());
        QTRY_COMPARE(store().servers()->size(), size_t(1));
        const ServerId id = screen().practice()->serverId();
        QTRY_VERIFY_WITH_TIMEOUT(screen().card(id) && screen().card(id)->stateLabel()->text().startsWith(QStringLiteral("Online")),
                                 kPatienceMs);
        QTest::mouseClick(screen().practiceCard()->faultSwitch(QStringLiteral("out_of_memory")), Qt::LeftButton);
        QVERIFY(isOn(screen().practice()->faults(), "out_of_memory"));
        Job job;
        job.kind = JobKind::Image;
        job.prompt = QStringLiteral("rain");
        job.family = QStringLiteral("sdxl");
        job.params = QStringLiteral(R"({"family":"sdxl","preset":"fast","seed":7})");
        job.maxAttempts = 1;
        const auto added = store().addJobs({job});
        SC_VERIFY_OK(added);
        m_studio->service->refresh();
        QTRY_COMPARE_WITH_TIMEOUT(store().job(added->front().id)->status, JobStatus::Failed, kPatienceMs);
        QCOMPARE(store().job(added->front().id)->failure, FailureClass::Resource);
        screen().setCurrentServer(id);
        m_studio->actions.trigger(QStringLiteral("servers.practice")); // off by key or palette
        QTRY_VERIFY(!screen().practice()->isRunning());
        QTRY_VERIFY(!store().server(id)->active);
    }

    void removingAsksWhereWaitingJobsGo()
    {
        Server row;
        row.name = QStringLiteral("attic");
        row.url = QStringLiteral("http://127.0.0.1:1");
        const auto server = store().addServer(row);
        SC_VERIFY_OK(server);
        Job job;
        job.kind = JobKind::Image;
        job.prompt = QStringLiteral("rain");
        job.family = QStringLiteral("sdxl");
        job.params = QStringLiteral(R"({"family":"sdxl","preset":"fast","seed":7})");
        job.preferredServer = server->id;
        job.pinned = true;
        const auto added = store().addJobs({job});
        SC_VERIFY_OK(added);
        m_studio->service->refresh();
        QTRY_VERIFY(screen().feed()->server(server->id) != nullptr);
        screen().removeServer(server->id);
        QDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = screen().window()->findChild<QDialog *>(QStringLiteral("removeServer"))) != nullptr);
        QCOMPARE(store().servers()->size(), size_t(1));
        for (PushButton *button : dialog->findChildren<PushButton *>()) {
            if (button->text() == ServersScreen::tr("Remove server"))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QTRY_VERIFY(store().servers()->empty());
        QVERIFY(!store().job(added->front().id)->pinned);
        m_studio->notices.back().action(); // Add it again
        QTRY_COMPARE(store().servers()->size(), size_t(1));
    }

    void modelsAreFoundRatedNotedAndGivenPresets()
    {
        QTest::mouseClick(screen().practiceCard()->powerSwitch(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!screen().matrix().rows().empty(), kPatienceMs);
        const auto all = screen().matrix().rows().size();
        QTest::keyClicks(&screen().search(), QStringLiteral("sd_xl"));
        QTRY_VERIFY(screen().matrix().rows().size() < all && !screen().matrix().rows().empty());
        const QString name = screen().matrix().rows().front().id;
        screen().matrixView().setCurrentId(name);
        QTRY_COMPARE(screen().page().shownId(), name);
        Q_EMIT screen().matrixView().favouriteToggled(name);
        QTRY_VERIFY(screen().matrix().rows().front().isFavourite);
        screen().page().notes()->setPlainText(QStringLiteral("Hands from 24 steps."));
        screen().page().notes()->setFocus();
        screen().search().setFocus();
        QTRY_COMPARE(ModelCatalog::load(m_studio->profile)->find(name)->notes, QStringLiteral("Hands from 24 steps."));
        PresetDialog dialog(m_studio->profile, {}, name, QStringLiteral("sdxl"), &screen());
        dialog.show();
        QTest::keyClicks(dialog.nameField(), QStringLiteral("Night glass"));
        QTest::keyClicks(dialog.field(QStringLiteral("steps")), QStringLiteral("900"));
        QTest::mouseClick(dialog.saveButton(), Qt::LeftButton);
        QVERIFY(dialog.problemLabel()->isVisible()); // out of range
        dialog.field(QStringLiteral("steps"))->setText(QStringLiteral("24"));
        QTest::mouseClick(dialog.saveButton(), Qt::LeftButton);
        QTRY_COMPARE(PresetShelf::load(m_studio->profile)->all().size(), size_t(1));
    }

    void aWorkflowIsImportedAndAWrongOneRefused()
    {
        QFile file(m_studio->folder.filePath(QStringLiteral("mine.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("not a workflow");
        file.close();
        screen().importWorkflow(file.fileName());
        QVERIFY(!m_studio->problems.empty());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"1":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"x.safetensors"}},
                      "2":{"class_type":"EmptyLatentImage","inputs":{"width":64,"height":64,"batch_size":1}},
                      "3":{"class_type":"VAEDecode","inputs":{"samples":["2",0],"vae":["1",2]}},
                      "4":{"class_type":"SaveImage","inputs":{"images":["3",0],"filename_prefix":"a"}}})");
        file.close();
        screen().importWorkflow(file.fileName());
        QTRY_COMPARE(screen().matrix().rows().size(), size_t(1));
        QCOMPARE(screen().matrix().rows().front().title, QStringLiteral("mine"));
    }
};

SC_TEST(TestServersWindow)
#include "tst_servers_window.moc"

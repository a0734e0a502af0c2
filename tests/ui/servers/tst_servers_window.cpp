// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/server_address.h"
#include "core/generation/queue_edits.h"
#include "core/generation/server_keys.h"
#include "core/practice/practice_server.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_main.h"
#include "tests/ui/servers/generation_window.h"
#include "ui/servers/certificate_box.h"
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
#include "ui/widgets/text_label.h"

#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

using namespace sc;
using namespace sc::generation;
using namespace sc::ui;

namespace {
constexpr int kPatienceMs = 60'000;
// What must stand in no file.
const QString kKey = QStringLiteral("sk-marker-0815-keep-me-nowhere");
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

    // From the stored key on: nothing but its name is anywhere, another key replaces it, it goes and comes back with the server.
    void verifyTheKeyLifeOf(const Server &server)
    {
        QVERIFY(!ownKeyName(server).isEmpty());
        QCOMPARE(m_studio->keys.names(), QStringList{ownKeyName(server)});
        QCOMPARE(accounts::readNow(m_studio->keys, ownKeyName(server)).value(), kKey.toUtf8());
        verifyNowhere();
        QTRY_VERIFY(screen().dialog() == nullptr);
        screen().feed()->refreshNow();
        screen().editServer(server.id);
        QTRY_VERIFY(screen().dialog() != nullptr);
        ServerDialog *dialog = screen().dialog();
        QCOMPARE(dialog->keyField()->text(), server.keyRef);
        QCOMPARE(dialog->keyField()->echoMode(), QLineEdit::Normal);
        dialog->keyField()->selectAll();
        QTest::keyClicks(dialog->keyField(), kKey + u'2');
        QCOMPARE(dialog->keyField()->echoMode(), QLineEdit::Password);
        QTest::mouseClick(dialog->saveButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(store().server(server.id)->keyRef != server.keyRef, kPatienceMs);
        const QString name = ownKeyName(*store().server(server.id));
        QTRY_COMPARE_WITH_TIMEOUT(m_studio->keys.names(), QStringList{name}, kPatienceMs);
        verifyNowhere();
        screen().feed()->refreshNow();
        screen().removeServer(server.id);
        QTRY_COMPARE(store().servers()->size(), size_t(0));
        QTRY_VERIFY_WITH_TIMEOUT(m_studio->keys.names().isEmpty(), kPatienceMs);
        m_studio->notices.back().action();
        QTRY_COMPARE_WITH_TIMEOUT(store().servers()->size(), size_t(1), kPatienceMs);
        QCOMPARE(accounts::readNow(m_studio->keys, name).value(), kKey.toUtf8() + '2');
    }

    // In no file of the profile, and nothing that the screen said.
    void verifyNowhere()
    {
        int files = 0;
        for (QDirIterator it(m_studio->folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext();) {
            QFile file(it.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            ++files;
            QVERIFY2(!file.readAll().contains(kKey.toUtf8()), qPrintable(file.fileName()));
        }
        QVERIFY(files > 2);
        for (const Problem &problem : m_studio->problems)
            QVERIFY(!problem.toLogLine().contains(kKey));
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

    // Never touches a keychain: the keys are sealed.
    void aTypedKeyIsKeptAmongTheSealedKeys()
    {
        SC_VERIFY_OK(accounts::sealNow(m_studio->keys, QStringLiteral("four plain words")));
        m_studio->keys.forget();
        test::HostileServer server;
        openDialog();
        ServerDialog *dialog = screen().dialog();
        dialog->addressField()->setText(server.url().toString());
        QTest::keyClicks(dialog->keyField(), kKey);
        QCOMPARE(dialog->keyField()->echoMode(), QLineEdit::Password);
        // It is tried before it is stored.
        QTest::mouseClick(dialog->testButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->check() && dialog->check()->isDone(), kPatienceMs);
        QCOMPARE(server.last(QStringLiteral("/system_stats")).header("authorization"), "Bearer " + kKey.toUtf8());
        QTest::mouseClick(dialog->saveButton(), Qt::LeftButton);
        QTRY_VERIFY(dialog->wayOutButton()->isVisible());
        QTest::mouseClick(dialog->wayOutButton(), Qt::LeftButton);
        QTRY_VERIFY(dialog->findChild<QInputDialog *>() != nullptr);
        auto *ask = dialog->findChild<QInputDialog *>();
        auto *field = ask->findChild<QLineEdit *>();
        QCOMPARE(field->echoMode(), QLineEdit::Password);
        QTest::keyClicks(field, QStringLiteral("four plain words"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(store().servers()->size(), size_t(1));
        verifyTheKeyLifeOf(store().servers()->front());
    }

    // In a session with a real keyring, which this program is started in again for.
    void aTypedKeyIsKeptInTheKeyring()
    {
#ifndef Q_OS_LINUX
        QSKIP("elsewhere it would be the person's own keychain");
#endif
        if (!qEnvironmentVariableIsSet("SC_IN_KEYRING")) {
            if (QStandardPaths::findExecutable(QStringLiteral("dbus-run-session")).isEmpty() ||
                QStandardPaths::findExecutable(QStringLiteral("gnome-keyring-daemon")).isEmpty())
                QSKIP("needs dbus-run-session and gnome-keyring-daemon");
            QTemporaryDir home;
            QVERIFY(QDir(home.path()).mkpath(QStringLiteral("run")));
            QVERIFY(QFile::setPermissions(home.filePath(QStringLiteral("run")), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            for (const char *name : {"DBUS_SESSION_BUS_ADDRESS", "XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "KDE_FULL_SESSION",
                                     "GNOME_KEYRING_CONTROL", "XDG_DATA_HOME"})
                environment.remove(QString::fromLatin1(name));
            environment.insert(QStringLiteral("HOME"), home.path());
            environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home.filePath(QStringLiteral("run")));
            environment.insert(QStringLiteral("SC_IN_KEYRING"), QStringLiteral("1"));
            QProcess again;
            again.setProcessEnvironment(environment);
            again.setProcessChannelMode(QProcess::MergedChannels);
            again.start(QStringLiteral("dbus-run-session"),
                        {QStringLiteral("--"), QStringLiteral("sh"), QStringLiteral("-c"),
                         QStringLiteral("printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec \"$@\""),
                         QStringLiteral("sh"), QCoreApplication::applicationFilePath(), QStringLiteral("aTypedKeyIsKeptInTheKeyring")});
            QVERIFY(again.waitForFinished(120'000));
            const QByteArray said = again.readAll();
            QVERIFY2(again.exitCode() == 0, said.constData());
            QVERIFY2(!said.contains(kKey.toUtf8()), "the key is in the output");
            return;
        }
        QCOMPARE(accounts::examineNow(m_studio->keys).place, accounts::SecretPlace::Keychain);
        test::HostileServer server;
        openDialog();
        ServerDialog *dialog = screen().dialog();
        dialog->addressField()->setText(server.url().toString());
        QTest::keyClicks(dialog->keyField(), kKey);
        QTest::mouseClick(dialog->saveButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(store().servers()->size(), size_t(1), kPatienceMs);
        verifyTheKeyLifeOf(store().servers()->front());
    }

    void aKeyIsNeverKeptWithTheServer()
    {
        Server server;
        server.url = QStringLiteral("http://127.0.0.1:1");
        server.keyRef = kKey;
        const auto refused = store().addServer(server);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ProblemCode::ValidationError);
        QVERIFY(!refused.error().toLogLine().contains(kKey));
    }

    void aChangedCertificateIsShownAndTrustedOnlyWhenToldTo()
    {
        const auto first = test::makeSelfSigned();
        const auto second = test::makeSelfSigned();
        if (!first || !second)
            QSKIP("openssl is not installed");
        const auto nodes =
            test::HostileServer::Reply::json({{QStringLiteral("SaveImage"), QJsonObject{{QStringLiteral("input"), QJsonObject()},
                                                                                        {QStringLiteral("output"), QJsonArray()}}}});
        auto server = std::make_unique<test::HostileServer>(false);
        server->withTls(first->tls);
        server->on(QStringLiteral("/object_info"), nodes);
        QVERIFY(server->listen());
        const quint16 port = server->port();
        openDialog();
        ServerDialog *dialog = screen().dialog();
        dialog->addressField()->setText(server->url().toString());
        dialog->nameField()->setText(QStringLiteral("vault"));
        QTest::mouseClick(dialog->testButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->certificate()->isVisible(), kPatienceMs);
        QVERIFY(!dialog->certificate()->before()->isVisible()); // nothing was trusted yet
        QTest::mouseClick(dialog->certificate()->trustButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->check() && dialog->check()->isUsable(), kPatienceMs);
        QTest::mouseClick(dialog->saveButton(), Qt::LeftButton);
        QTRY_COMPARE(store().servers()->size(), size_t(1));
        const ServerId id = store().servers()->front().id;
        const auto card = [this, id] { return screen().card(id); };
        QTRY_VERIFY_WITH_TIMEOUT(card() && card()->stateLabel()->text().startsWith(QStringLiteral("Online")), kPatienceMs);
        QVERIFY(!card()->certificateButton()->isVisible());
        // Another certificate at the same address.
        server = std::make_unique<test::HostileServer>(false);
        server->withTls(second->tls);
        server->on(QStringLiteral("/object_info"), nodes);
        QVERIFY(server->listen(port));
        QTRY_VERIFY_WITH_TIMEOUT(card()->certificateButton()->isVisible(), kPatienceMs);
        QVERIFY(card()->stateLabel()->text().contains(QStringLiteral("changed")));
        QTRY_VERIFY(screen().dialog() == nullptr);
        QTest::mouseClick(card()->certificateButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(screen().dialog() && screen().dialog()->certificate()->isVisible(), kPatienceMs);
        dialog = screen().dialog();
        const auto plain = [](const TextLabel *label) { return comfy::readFingerprint(label->text()); };
        QCOMPARE(plain(dialog->certificate()->before()), first->fingerprint);
        QCOMPARE(plain(dialog->certificate()->now()), second->fingerprint);
        // Refusing is the way things are; by the keyboard.
        dialog->certificate()->refuseButton()->setFocus();
        QTest::keyClick(dialog->certificate()->refuseButton(), Qt::Key_Space);
        QVERIFY(!dialog->certificate()->isVisible());
        QCOMPARE(store().server(id)->fingerprint.toLatin1(), first->fingerprint);
        QVERIFY(server->seen().isEmpty());
        QTest::mouseClick(dialog->testButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->certificate()->isVisible(), kPatienceMs);
        QTest::mouseClick(dialog->certificate()->trustButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->check() && dialog->check()->isUsable(), kPatienceMs);
        QTest::mouseClick(dialog->saveButton(), Qt::LeftButton);
        QTRY_COMPARE(store().server(id)->fingerprint.toLatin1(), second->fingerprint);
        QTRY_VERIFY_WITH_TIMEOUT(card()->stateLabel()->text().startsWith(QStringLiteral("Online")), kPatienceMs);
        QVERIFY(!card()->certificateButton()->isVisible());
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

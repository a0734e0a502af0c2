// SPDX-License-Identifier: GPL-3.0-or-later
// Keys in a real Secret Service in a D-Bus session of its own, in a locked one, and where there is none.
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

namespace {

// What must stand in no file.
const QString kSecret = QStringLiteral("sk-marker-4711-don't-keep-me");

bool tools()
{
    return !QStandardPaths::findExecutable(QStringLiteral("dbus-run-session")).isEmpty() &&
           !QStandardPaths::findExecutable(QStringLiteral("gnome-keyring-daemon")).isEmpty();
}

} // namespace

class TestSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
#ifndef Q_OS_LINUX
        QSKIP("elsewhere it would be the person's own keychain");
#endif
    }

    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_home->path()).mkpath(QStringLiteral("run")));
        QVERIFY(QFile::setPermissions(m_home->filePath(QStringLiteral("run")), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    void aRealKeyringKeepsThem()
    {
        if (!tools())
            QSKIP("needs dbus-run-session and gnome-keyring-daemon");
        QCOMPARE(
            inKeyring({QStringLiteral("examine"), QStringLiteral("get:server/one"), QStringLiteral("set:server/one=") + kSecret,
                       QStringLiteral("get:server/one"), QStringLiteral("set:two=%1").arg(QString(2048, u'x')), QStringLiteral("names")},
                      true),
            (QStringList{QStringLiteral("ok 0 1"), QStringLiteral("RESOURCE_NOT_FOUND"), QStringLiteral("ok"),
                         QStringLiteral("ok ") + kSecret, QStringLiteral("ok"), QStringLiteral("ok server/one,two")}));
        verifyNowhere(kSecret);
        // Another run of the program, the keyring unlocked again: still there; changed, removed, gone.
        QCOMPARE(inKeyring({QStringLiteral("get:server/one"), QStringLiteral("set:server/one=other"), QStringLiteral("forget"),
                            QStringLiteral("get:server/one"), QStringLiteral("remove:server/one"), QStringLiteral("get:server/one"),
                            QStringLiteral("remove:server/one"), QStringLiteral("names")},
                           true),
                 (QStringList{QStringLiteral("ok ") + kSecret, QStringLiteral("ok"), QStringLiteral("ok"), QStringLiteral("ok other"),
                              QStringLiteral("ok"), QStringLiteral("RESOURCE_NOT_FOUND"), QStringLiteral("ok"), QStringLiteral("ok two")}));
    }

    void aLockedKeyringIsNotAnEmptyOne()
    {
        if (!tools())
            QSKIP("needs dbus-run-session and gnome-keyring-daemon");
        QCOMPARE(inKeyring({QStringLiteral("set:one=") + kSecret}, true), QStringList{QStringLiteral("ok")});
        QCOMPARE(inKeyring({QStringLiteral("examine"), QStringLiteral("get:one"), QStringLiteral("get:never"), QStringLiteral("set:one=x")},
                           false),
                 (QStringList{QStringLiteral("ok 0 0"), QStringLiteral("PROFILE_LOCKED"), QStringLiteral("RESOURCE_NOT_FOUND"),
                              QStringLiteral("PROFILE_LOCKED")}));
        QCOMPARE(inKeyring({QStringLiteral("get:one")}, true), QStringList{QStringLiteral("ok ") + kSecret});
    }

    void withoutAServiceNothingIsWrittenUntilAPassphraseSeals()
    {
        QCOMPARE(
            probe({QStringLiteral("examine"), QStringLiteral("set:one=") + kSecret, QStringLiteral("get:one"), QStringLiteral("names")}),
            (QStringList{QStringLiteral("ok 2 0"), QStringLiteral("EXTERNAL_SERVICE_ERROR"), QStringLiteral("RESOURCE_NOT_FOUND"),
                         QStringLiteral("ok ")}));
        verifyNowhere(kSecret);
        QCOMPARE(probe({QStringLiteral("seal:short"), QStringLiteral("seal:four plain words"), QStringLiteral("examine"),
                        QStringLiteral("set:one=") + kSecret, QStringLiteral("get:one"), QStringLiteral("forget"),
                        QStringLiteral("get:one"), QStringLiteral("set:two=2"), QStringLiteral("open:four plain word"),
                        QStringLiteral("open:four plain words"), QStringLiteral("get:one")}),
                 (QStringList{QStringLiteral("VALIDATION_ERROR"), QStringLiteral("ok "), QStringLiteral("ok 1 1"), QStringLiteral("ok"),
                              QStringLiteral("ok ") + kSecret, QStringLiteral("ok"), QStringLiteral("PROFILE_LOCKED"),
                              QStringLiteral("PROFILE_LOCKED"), QStringLiteral("PROFILE_LOCKED"), QStringLiteral("ok"),
                              QStringLiteral("ok ") + kSecret}));
        verifyNowhere(kSecret);
        verifyNowhere(QStringLiteral("four plain words"));
        // Closed at the next start; another passphrase from then on.
        QCOMPARE(probe({QStringLiteral("examine"), QStringLiteral("seal:another passphrase"), QStringLiteral("open:four plain words"),
                        QStringLiteral("seal:another passphrase"), QStringLiteral("forget"), QStringLiteral("open:four plain words"),
                        QStringLiteral("open:another passphrase"), QStringLiteral("get:one"), QStringLiteral("remove:one"),
                        QStringLiteral("names")}),
                 (QStringList{QStringLiteral("ok 1 0"), QStringLiteral("PROFILE_LOCKED"), QStringLiteral("ok"), QStringLiteral("ok "),
                              QStringLiteral("ok"), QStringLiteral("PROFILE_LOCKED"), QStringLiteral("ok"), QStringLiteral("ok ") + kSecret,
                              QStringLiteral("ok"), QStringLiteral("ok ")}));
    }

    void aBusWithoutTheServiceIsLikeNone()
    {
        if (!tools())
            QSKIP("needs dbus-run-session");
        QFile config(m_home->filePath(QStringLiteral("bus.conf")));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" "
                     "\"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n<busconfig><type>session</type>"
                     "<listen>unix:tmpdir=/tmp</listen><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
                     "<allow own=\"*\"/></policy></busconfig>\n");
        config.close();
        QCOMPARE(run(QStringLiteral("dbus-run-session"),
                     QStringList{QStringLiteral("--config-file=") + config.fileName(), QStringLiteral("--")} +
                         probeCall({QStringLiteral("examine"), QStringLiteral("set:one=1")})),
                 (QStringList{QStringLiteral("ok 2 0"), QStringLiteral("EXTERNAL_SERVICE_ERROR")}));
    }

    void sealingMovesWhatTheKeyringHolds()
    {
        if (!tools())
            QSKIP("needs dbus-run-session and gnome-keyring-daemon");
        QCOMPARE(inKeyring({QStringLiteral("set:one=") + kSecret, QStringLiteral("set:two=2"), QStringLiteral("seal:four plain words"),
                            QStringLiteral("names"), QStringLiteral("get:one"), QStringLiteral("examine")},
                           true),
                 (QStringList{QStringLiteral("ok"), QStringLiteral("ok"), QStringLiteral("ok "), QStringLiteral("ok one,two"),
                              QStringLiteral("ok ") + kSecret, QStringLiteral("ok 1 1")}));
        QCOMPARE(probe({QStringLiteral("open:four plain words"), QStringLiteral("get:one"), QStringLiteral("get:two")}),
                 (QStringList{QStringLiteral("ok"), QStringLiteral("ok ") + kSecret, QStringLiteral("ok 2")}));
    }

    void badNamesAndValuesAreRefused_data()
    {
        QTest::addColumn<QString>("word");
        QTest::newRow("no name") << QStringLiteral("set:=x");
        QTest::newRow("space") << QStringLiteral("set:a b=x");
        QTest::newRow("too long a name") << QStringLiteral("set:%1=x").arg(QString(101, u'a'));
        QTest::newRow("no value") << QStringLiteral("set:one=");
        QTest::newRow("too long") << QStringLiteral("set:one=%1").arg(QString(2049, u'x'));
    }

    void badNamesAndValuesAreRefused()
    {
        QFETCH(QString, word);
        QCOMPARE(probe({word}), QStringList{QStringLiteral("VALIDATION_ERROR")});
    }

private:
    QStringList probeCall(const QStringList &words) const
    {
        return QStringList{QStringLiteral(SC_SECRET_PROBE), m_home->filePath(QStringLiteral("profile"))} + words;
    }

    // No bus and no display.
    QStringList probe(const QStringList &words) const
    {
        const QStringList call = probeCall(words);
        return run(call.first(), call.mid(1));
    }

    // A bare line end makes the keyring and unlocks it; without that the service stands there locked.
    QStringList inKeyring(const QStringList &words, bool unlocked) const
    {
        const QString start = unlocked
                                  ? QStringLiteral("printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; ")
                                  : QStringLiteral("gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; ");
        return run(QStringLiteral("dbus-run-session"), QStringList{QStringLiteral("--"), QStringLiteral("sh"), QStringLiteral("-c"),
                                                                   start + QStringLiteral("exec \"$@\""), QStringLiteral("sh")} +
                                                           probeCall(words));
    }

    QStringList run(const QString &program, const QStringList &arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_CURRENT_DESKTOP", "DESKTOP_SESSION",
                                 "KDE_FULL_SESSION", "GNOME_KEYRING_CONTROL", "XDG_DATA_HOME"})
            environment.remove(QString::fromLatin1(name));
        environment.insert(QStringLiteral("HOME"), m_home->path());
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_home->filePath(QStringLiteral("run")));
        process.setProcessEnvironment(environment);
        process.start(program, arguments);
        if (!process.waitForFinished(120'000)) {
            process.kill();
            process.waitForFinished();
            return {QStringLiteral("it hangs")};
        }
        QStringList lines = QString::fromUtf8(process.readAllStandardOutput()).split(u'\n');
        lines.removeLast();
        return lines;
    }

    void verifyNowhere(const QString &text) const
    {
        QDirIterator files(m_home->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            QVERIFY2(!file.readAll().contains(text.toUtf8()), qPrintable(file.fileName()));
        }
    }

    std::unique_ptr<QTemporaryDir> m_home;
};

SC_TEST(TestSecrets)
#include "tst_secrets.moc"

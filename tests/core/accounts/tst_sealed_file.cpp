// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/sealed_file.h"

#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>

using namespace sc;
using namespace sc::accounts;

class TestSealedFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasSealedIsOpenedByItsPassphraseAlone()
    {
        const SecretValues values{{QStringLiteral("a"), QStringLiteral("first")},
                                  {QStringLiteral("b/ü"), QStringLiteral("zweiter Schlüssel")}};
        {
            SealedFile file(path());
            QVERIFY(!file.exists());
            SC_VERIFY_OK(file.seal(QStringLiteral("pässphrase"), values));
            QVERIFY(file.isOpen());
        }
        SealedFile file(path());
        SC_COMPARE_PROBLEM(file.open(QStringLiteral("passphrase")), ProblemCode::ProfileLocked);
        QVERIFY(!file.isOpen());
        QVERIFY(file.values().isEmpty());
        // The same letters, composed otherwise.
        SC_VERIFY_OK(file.open(QStringLiteral("pa\u0308ssphrase")));
        QCOMPARE(file.values(), values);
        SC_VERIFY_OK(file.store({{QStringLiteral("c"), QStringLiteral("third")}}));
        file.close();
        SC_COMPARE_PROBLEM(file.store({}), ProblemCode::ProfileLocked);
        SC_VERIFY_OK(file.open(QStringLiteral("pässphrase")));
        QCOMPARE(file.values(), (SecretValues{{QStringLiteral("c"), QStringLiteral("third")}}));
        const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFileInfo(path()).permissions() & others));
    }

    void everySealingIsUnlikeTheOneBefore()
    {
        SealedFile file(path());
        SC_VERIFY_OK(file.seal(QStringLiteral("four plain words"), {}));
        const QByteArray first = test::readFile(path());
        SC_VERIFY_OK(file.store({}));
        const QByteArray second = test::readFile(path());
        QCOMPARE(first.size(), second.size());
        QCOMPARE(first.left(32), second.left(32)); // the salt stays with the passphrase
        QVERIFY(first.mid(32) != second.mid(32));
    }

    void everyChangedByteIsNoticed()
    {
        SealedFile file(path());
        SC_VERIFY_OK(file.seal(QStringLiteral("four plain words"), {{QStringLiteral("a"), QStringLiteral("1")}}));
        const QByteArray good = test::readFile(path());
        // One byte of the salt, the nonce, the tag and the text; each opening takes a while.
        for (const qsizetype at : {qsizetype{20}, qsizetype{40}, qsizetype{60}, good.size() - 1}) {
            QByteArray bad = good;
            bad[at] = static_cast<char>(bad[at] ^ 1);
            QVERIFY(test::writeFile(path(), bad));
            SC_COMPARE_PROBLEM(SealedFile(path()).open(QStringLiteral("four plain words")), ProblemCode::ProfileLocked);
        }
    }

    void filesThatAreNoneAreDamaged_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("other") << QByteArray(200, 'x');
        QTest::newRow("cut") << QByteArray("SCSEAL1\n\3\0\0\0\0\0\2\0salt", 20);
        QTest::newRow("asks for all memory") << QByteArray("SCSEAL1\n\3\0\0\0\377\377\377\377", 16) + QByteArray(200, 'x');
        QTest::newRow("asks for all time") << QByteArray("SCSEAL1\n\377\377\377\377\0\0\2\0", 16) + QByteArray(200, 'x');
    }

    void filesThatAreNoneAreDamaged()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(test::writeFile(path(), bytes));
        SC_COMPARE_PROBLEM(SealedFile(path()).open(QStringLiteral("four plain words")), ProblemCode::FileDamaged);
    }

    void shortPassphrasesAreRefused()
    {
        SealedFile file(path());
        SC_COMPARE_PROBLEM(file.seal(QStringLiteral("1234567"), {}), ProblemCode::ValidationError);
        QVERIFY(!file.exists());
        SC_COMPARE_PROBLEM(file.open(QStringLiteral("four plain words")), ProblemCode::PermissionDenied);
    }

    void cleanup() { QFile::remove(path()); }

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("keys.sealed")); }

    QTemporaryDir m_folder;
};

SC_TEST(TestSealedFile)
#include "tst_sealed_file.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/developer_token.h"

#include "core/base/json.h"
#include "tests/support/fake_apple.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QProcess>
#include <QtCore/QSet>
#include <QtCore/QTemporaryDir>

using namespace sc;
using namespace sc::accounts;

class TestDeveloperToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_pem = test::FakeApple().addKey(QStringLiteral("4F8KX2M9QZ"), QStringLiteral("9LW3HT27BC"));
        QVERIFY(m_pem.startsWith("-----BEGIN PRIVATE KEY-----"));
    }

    void everySignatureHasSixtyFourBytes()
    {
        const auto key = SigningKey::read(m_pem);
        SC_VERIFY_OK(key);
        QSet<QByteArray> seen;
        for (int i = 0; i < 1000; ++i) {
            const auto signature = key->sign("message");
            SC_VERIFY_OK(signature);
            QCOMPARE(signature->size(), 64);
            seen.insert(*signature);
        }
        QCOMPARE(seen.size(), 1000);
    }

    void opensslAgreesWithTheSignature()
    {
        QTemporaryDir folder;
        const auto key = SigningKey::read(m_pem);
        const auto raw = key->sign("what is signed");
        // As DER: two integers, positive.
        const auto integer = [](QByteArray number) {
            while (number.size() > 1 && number[0] == '\0')
                number.remove(0, 1);
            if (number[0] & 0x80)
                number.prepend('\0');
            return QByteArray("\x02") + static_cast<char>(number.size()) + number;
        };
        const QByteArray both = integer(raw->left(32)) + integer(raw->mid(32));
        QVERIFY(test::writeFile(folder.filePath(QStringLiteral("key.pem")), m_pem));
        QVERIFY(test::writeFile(folder.filePath(QStringLiteral("text")), "what is signed"));
        QVERIFY(test::writeFile(folder.filePath(QStringLiteral("sig")), QByteArray("\x30") + static_cast<char>(both.size()) + both));
        QProcess openssl;
        openssl.setWorkingDirectory(folder.path());
        openssl.start(QStringLiteral("openssl"),
                      {QStringLiteral("dgst"), QStringLiteral("-sha256"), QStringLiteral("-prverify"), QStringLiteral("key.pem"),
                       QStringLiteral("-signature"), QStringLiteral("sig"), QStringLiteral("text")});
        QVERIFY2(openssl.waitForFinished(60'000), "needs the openssl program");
        QCOMPARE(openssl.exitCode(), 0);
    }

    void theTokenSaysWhatAppleWants()
    {
        const auto key = SigningKey::read(m_pem);
        const QDateTime now = QDateTime::fromString(QStringLiteral("2026-11-21T12:00:00Z"), Qt::ISODate);
        const auto token = signDeveloperToken(*key, QStringLiteral("4F8KX2M9QZ"), QStringLiteral("9LW3HT27BC"), now);
        SC_VERIFY_OK(token);
        const QList<QByteArray> parts = token->text.split('.');
        QCOMPARE(parts.size(), 3);
        QCOMPARE(QByteArray::fromBase64(parts[0], QByteArray::Base64UrlEncoding), QByteArray(R"({"alg":"ES256","kid":"4F8KX2M9QZ"})"));
        QCOMPARE(QByteArray::fromBase64(parts[1], QByteArray::Base64UrlEncoding),
                 QByteArray(R"({"exp":1795305600,"iat":1795262340,"iss":"9LW3HT27BC"})"));
        QVERIFY(!token->text.contains('=') && !token->text.contains('+') && !token->text.contains('/'));
        QCOMPARE(token->expires, now.addSecs(12 * 3600));
        const auto longest = signDeveloperToken(*key, {}, {}, now, std::chrono::hours(24 * 400));
        QCOMPARE(longest->expires, now.addDays(180));
    }

    void badKeyFilesSayWhatTheyAre_data()
    {
        QTest::addColumn<QStringList>("commands");
        QTest::addColumn<QString>("word");
        QTest::newRow("RSA") << QStringList{QStringLiteral("genrsa -out k 2048")} << QStringLiteral("RSA");
        QTest::newRow("P-384") << QStringList{QStringLiteral("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out k")}
                               << QStringLiteral("secp384r1");
        QTest::newRow("Ed25519") << QStringList{QStringLiteral("genpkey -algorithm ED25519 -out k")} << QStringLiteral("ED25519");
        QTest::newRow("encrypted") << QStringList{QStringLiteral(
                                          "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes256 -pass pass:secret -out k")}
                                   << QStringLiteral("password");
        QTest::newRow("public") << QStringList{QStringLiteral("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out p"),
                                               QStringLiteral("pkey -in p -pubout -out k")}
                                << QStringLiteral("public key");
    }

    void badKeyFilesSayWhatTheyAre()
    {
        QFETCH(QStringList, commands);
        QFETCH(QString, word);
        QTemporaryDir folder;
        for (const QString &command : commands) {
            QProcess openssl;
            openssl.setWorkingDirectory(folder.path());
            openssl.start(QStringLiteral("openssl"), command.split(u' '));
            QVERIFY(openssl.waitForFinished(60'000) && openssl.exitCode() == 0);
        }
        const auto key = SigningKey::read(test::readFile(folder.filePath(QStringLiteral("k"))));
        SC_COMPARE_PROBLEM(key, ProblemCode::InvalidFileType);
        QVERIFY2(key.error().detail().contains(word), qPrintable(key.error().detail()));
    }

    void damagedFilesAreRefusedAndOddOnesRead()
    {
        SC_COMPARE_PROBLEM(SigningKey::read({}), ProblemCode::InvalidFileType);
        SC_COMPARE_PROBLEM(SigningKey::read("hello"), ProblemCode::InvalidFileType);
        SC_COMPARE_PROBLEM(SigningKey::read(QByteArray(100'000, 'x')), ProblemCode::InvalidFileType);
        for (const qsizetype length : {30, 60, 120, 200}) {
            const auto cut = SigningKey::read(m_pem.left(length));
            SC_COMPARE_PROBLEM(cut, ProblemCode::InvalidFileType);
        }
        const auto middle = SigningKey::read(QByteArray(m_pem).remove(80, 20));
        SC_COMPARE_PROBLEM(middle, ProblemCode::InvalidFileType);
        QVERIFY(middle.error().detail().contains(QStringLiteral("cut")));
        SC_VERIFY_OK(SigningKey::read(QByteArray(m_pem).replace("\n", "\r\n")));
        SC_VERIFY_OK(SigningKey::read("\xEF\xBB\xBF" + m_pem));
        SC_VERIFY_OK(SigningKey::read(QByteArray(m_pem).replace("\n", " "))); // pasted into one line
        SC_VERIFY_OK(SigningKey::read(QByteArray(m_pem).replace("\n", "")));
        QByteArray base64;
        for (const QByteArray &line : m_pem.split('\n'))
            if (!line.startsWith("-----"))
                base64 += line;
        SC_VERIFY_OK(SigningKey::read(QByteArray::fromBase64(base64))); // DER
        // Stored and read again it signs for the same public key.
        const auto key = SigningKey::read(m_pem);
        QCOMPARE(key->toPem(), m_pem);
    }

    void idsAreTenLettersAndDigits()
    {
        QCOMPARE(checkedAppleId(QStringLiteral(" 4f8kx2m9qz "), QStringLiteral("key id")).value(), QStringLiteral("4F8KX2M9QZ"));
        SC_COMPARE_PROBLEM(checkedAppleId(QStringLiteral("4F8KX2M9Q"), QStringLiteral("key id")), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(checkedAppleId(QStringLiteral("4F8KX2M9Q!"), QStringLiteral("key id")), ProblemCode::ValidationError);
        QCOMPARE(keyIdOfFile(QStringLiteral("/home/a/AuthKey_4F8KX2M9QZ.p8")), QStringLiteral("4F8KX2M9QZ"));
        QCOMPARE(keyIdOfFile(QStringLiteral("/home/a/key.p8")), QString());
    }

    void pastedTokensAreReadOrRefused()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const auto key = SigningKey::read(m_pem);
        const auto token = signDeveloperToken(*key, QStringLiteral("4F8KX2M9QZ"), QStringLiteral("9LW3HT27BC"), now);
        const auto read = readDeveloperToken("  " + token->text.left(40) + "\r\n " + token->text.mid(40) + "\n", now);
        SC_VERIFY_OK(read);
        QCOMPARE(read->text, token->text);
        QCOMPARE(read->teamId, QStringLiteral("9LW3HT27BC"));
        QCOMPARE(read->expires.toSecsSinceEpoch(), token->expires.toSecsSinceEpoch());
        SC_COMPARE_PROBLEM(readDeveloperToken(token->text, now.addDays(1)), ProblemCode::TokenExpired);
        const auto made = [](const QByteArray &head, const QByteArray &body) { return head.toBase64() + '.' + body.toBase64() + ".c2ln"; };
        SC_COMPARE_PROBLEM(readDeveloperToken(made(R"({"alg":"HS256"})", R"({"iss":"X","exp":9999999999})"), now),
                           ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(readDeveloperToken(made(R"({"alg":"ES256"})", R"({"iss":"X","exp":"9999999999"})"), now),
                           ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(readDeveloperToken(made(R"({"alg":"ES256"})", "[]"), now), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(readDeveloperToken("a.b", now), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(readDeveloperToken("!.!.!", now), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(readDeveloperToken({}, now), ProblemCode::ValidationError);
    }

private:
    QByteArray m_pem;
};

SC_TEST(TestDeveloperToken)
#include "tst_developer_token.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/openai/service_address.h"

#include "core/openai/service_book.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

using namespace sc;
using namespace sc::openai;

class TestServiceAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsTypedBecomesABase_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("base"); // empty: refused
        const auto row = [](const char *typed, const char *base) {
            QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(base);
        };
        row("https://api.openai.com/v1", "https://api.openai.com/v1");
        row(" https://api.openai.com/v1/ ", "https://api.openai.com/v1");
        row("api.openai.com", "https://api.openai.com/v1");
        row("localhost:11434", "http://localhost:11434/v1");
        row("192.168.1.20:1234", "http://192.168.1.20:1234/v1");
        row("8.8.8.8", "https://8.8.8.8/v1");
        row("[::1]:8080", "http://[::1]:8080/v1");
        row("http://nas.local/llm/v1/chat/completions", "http://nas.local/llm/v1");
        row("https://gate.example/openai/v2", "https://gate.example/openai/v2");
        row("https://x.example/v1/models", "https://x.example/v1");
        for (const char *bad : {"", "   ", "ftp://x", "http://", "https://a@b.example", "https://x.example/v1?key=1",
                                "https://x.example/#a", "not an address", "http://[::1"})
            row(bad, "");
    }
    void whatIsTypedBecomesABase()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, base);
        const auto url = serviceBase(typed);
        QCOMPARE(url ? url->toString() : QString(), base);
        if (url)
            QCOMPARE(endpoint(*url, QStringLiteral("/videos?limit=1")).toString(), base + QStringLiteral("/videos?limit=1"));
    }

    void keysGoOnlyWhereNobodyListens()
    {
        const auto safe = [](const char *base, bool withKey) { return requireSafe(QUrl(QLatin1String(base)), withKey).has_value(); };
        QVERIFY(safe("https://api.openai.com/v1", true));
        QVERIFY(safe("http://127.0.0.1:1/v1", true));
        QVERIFY(safe("http://192.168.0.9/v1", false));
        QVERIFY(!safe("http://192.168.0.9/v1", true));
        QVERIFY(!safe("http://api.example.com/v1", false));
        QCOMPARE(originOf(QUrl(QStringLiteral("https://API.example.com:443/v1"))), QStringLiteral("https://api.example.com"));
        QCOMPARE(originOf(QUrl(QStringLiteral("http://[::1]:8080/v1"))), QStringLiteral("http://[::1]:8080"));
    }

    void aServiceIsKeptWithoutItsKeyAndLosesItWithItsOrigin()
    {
        const QTemporaryDir folder;
        const ServiceBook book(ProfilePaths{folder.path()});
        QVERIFY(!book.find(ServiceUse::Words).value());
        Service service;
        service.name = QStringLiteral("Home");
        service.base = QUrl(QStringLiteral("http://localhost:11434/v1"));
        service.model = QStringLiteral("qwen3:8b");
        service.keyReference = QStringLiteral("keychain:openai/words");
        service.pricePerSecond = 0.1;
        service.isAllowed = true;
        SC_VERIFY_OK(book.put(ServiceUse::Words, service));
        QCOMPARE(book.find(ServiceUse::Words).value(), std::optional(service));
        QVERIFY(!book.find(ServiceUse::Videos).value());

        const Service samePlace = withBase(service, QUrl(QStringLiteral("http://localhost:11434/v2")));
        QCOMPARE(samePlace.keyReference, service.keyReference);
        const Service elsewhere = withBase(service, QUrl(QStringLiteral("http://localhost:1234/v1")));
        QVERIFY(elsewhere.keyReference.isEmpty());
        QVERIFY(!elsewhere.isAllowed);
        SC_VERIFY_OK(book.remove(ServiceUse::Words));
        QVERIFY(!book.find(ServiceUse::Words).value());
    }

    void aDamagedBookIsSaidAndLeftAsItIs()
    {
        const QTemporaryDir folder;
        const ServiceBook book(ProfilePaths{folder.path()});
        const QByteArray damaged = "{\"words\":";
        QFile file(folder.filePath(QStringLiteral("services.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(damaged) == damaged.size());
        file.close();
        SC_COMPARE_PROBLEM(book.find(ServiceUse::Words), ProblemCode::DatabaseError);
        SC_COMPARE_PROBLEM(book.put(ServiceUse::Words, {}), ProblemCode::DatabaseError);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), damaged);
    }
};

SC_TEST(TestServiceAddress)
#include "tst_service_address.moc"

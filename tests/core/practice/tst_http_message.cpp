// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/practice/http_message.h"
#include "tests/support/test_main.h"

#include <QtTest/QTest>

using namespace sc::practice;

class TestHttpMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsARequestInPieces()
    {
        const QByteArray bytes = "POST /upload%20x?a=b%2Bc&d= HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nX-Y:  z \r\n\r\nhelloGET /";
        for (qsizetype size = 0; size < bytes.size() - 5; ++size)
            QCOMPARE(parseHttp(bytes.left(size), 100).state, HttpReading::Incomplete);
        const HttpParse parse = parseHttp(bytes, 100);
        QCOMPARE(parse.state, HttpReading::Complete);
        QCOMPARE(parse.message.method, QByteArray("POST"));
        QCOMPARE(parse.message.path, QStringLiteral("/upload x"));
        QCOMPARE(parse.message.value(QStringLiteral("a")), QStringLiteral("b+c"));
        QCOMPARE(parse.message.header("x-y"), QByteArray("z"));
        QCOMPARE(parse.message.body, QByteArray("hello"));
        QCOMPARE(bytes.mid(parse.used), QByteArray("GET /"));
    }

    void refusesWhatItDoesNotSpeak()
    {
        for (const QByteArray &bytes :
             {QByteArray("hello\r\n\r\n"), QByteArray("GET http://x/ HTTP/1.1\r\n\r\n"),
              QByteArray("GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"), QByteArray("GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n"),
              QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"), QByteArray(70'000, 'x')})
            QCOMPARE(parseHttp(bytes, 100).state, HttpReading::Broken);
        QCOMPARE(parseHttp("POST / HTTP/1.1\r\nContent-Length: 101\r\n\r\n", 100).state, HttpReading::TooLarge);
    }

    void cutsAFormIntoItsParts()
    {
        HttpMessage message;
        message.headers.insert("content-type", "multipart/form-data; boundary=\"b b\"");
        message.body = QByteArrayLiteral("--b b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a b.png\"\r\n"
                                         "Content-Type: image/png\r\n\r\n\0\r\n--b\r\n--b b\r\nContent-Disposition: form-data; "
                                         "name=\"type\"\r\n\r\n\r\n--b b--\r\n");
        const auto none = formParts(HttpMessage());
        QVERIFY(none.empty());
        const std::vector<FormPart> parts = formParts(message);
        QCOMPARE(parts.size(), 2u);
        QCOMPARE(*parts[0].fileName, QStringLiteral("a b.png"));
        QCOMPARE(parts[0].content, QByteArrayLiteral("\0\r\n--b"));
        QCOMPARE(parts[1].name, QStringLiteral("type"));
        QVERIFY(!parts[1].fileName);
        QVERIFY(parts[1].content.isEmpty());
    }

    void brokenFormsAreNoHarm()
    {
        HttpMessage message;
        message.headers.insert("content-type", "multipart/form-data; boundary=b");
        for (const QByteArray &body : {QByteArray(), QByteArray("--b"), QByteArray("--b\r\n"), QByteArray("--b\r\n\r\n--b"),
                                       QByteArray("--b\r\nx: y\r\n\r\n"), QByteArray("--b--b--b\r\n\r\n\r\n--b\r\n--b")}) {
            message.body = body;
            for (const FormPart &part : formParts(message))
                QVERIFY(part.content.size() <= body.size());
        }
    }
};

SC_TEST(TestHttpMessage)
#include "tst_http_message.moc"

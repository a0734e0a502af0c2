// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/accounts/headless_browser.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QStandardPaths>
#include <QtTest/QTest>

namespace sc::test {

namespace {

constexpr int kLimitMs = 30'000;

} // namespace

QString HeadlessBrowser::program()
{
    for (const char *name : {"chromium", "chromium-browser", "google-chrome-stable"})
        if (const QString path = QStandardPaths::findExecutable(QString::fromLatin1(name)); !path.isEmpty())
            return path;
    return {};
}

HeadlessBrowser::HeadlessBrowser(quint16 applePort)
{
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_process.start(program(),
                    {QStringLiteral("--headless=new"), QStringLiteral("--no-sandbox"), QStringLiteral("--disable-gpu"),
                     QStringLiteral("--no-first-run"), QStringLiteral("--disable-dev-shm-usage"),
                     QStringLiteral("--disable-background-networking"), QStringLiteral("--disable-component-update"),
                     QStringLiteral("--user-data-dir=") + m_home.path(), QStringLiteral("--remote-debugging-port=0"),
                     QStringLiteral("--ignore-certificate-errors"),
                     QStringLiteral("--host-resolver-rules=MAP *.music.apple.com:443 127.0.0.1:%1, EXCLUDE 127.0.0.1").arg(applePort),
                     QStringLiteral("about:blank")});
    QFile port(m_home.filePath(QStringLiteral("DevToolsActivePort")));
    QList<QByteArray> lines;
    (void)QTest::qWaitFor(
        [&] {
            port.close();
            lines = port.open(QIODevice::ReadOnly) ? port.readAll().split('\n') : QList<QByteArray>();
            return lines.size() >= 2;
        },
        kLimitMs);
    if (lines.size() < 2)
        return;
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
        if (message.contains(QStringLiteral("id")))
            m_answers.insert(message.value(QStringLiteral("id")).toInt(), message);
    });
    m_socket.open(QUrl(QStringLiteral("ws://127.0.0.1:%1%2").arg(QString::fromLatin1(lines[0]), QString::fromLatin1(lines[1]))));
    (void)QTest::qWaitFor([this] { return m_socket.isValid(); }, kLimitMs);
}

HeadlessBrowser::~HeadlessBrowser()
{
    if (m_socket.isValid())
        call(QStringLiteral("Browser.close"));
    if (!m_process.waitForFinished(5'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QJsonObject HeadlessBrowser::call(const QString &method, const QJsonObject &parameters, const QString &session)
{
    const int id = ++m_last;
    QJsonObject message{{QStringLiteral("id"), id}, {QStringLiteral("method"), method}, {QStringLiteral("params"), parameters}};
    if (!session.isEmpty())
        message.insert(QStringLiteral("sessionId"), session);
    m_socket.sendTextMessage(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
    (void)QTest::qWaitFor([&] { return m_answers.contains(id) || !m_socket.isValid(); }, kLimitMs);
    return m_answers.take(id).value(QStringLiteral("result")).toObject();
}

QString HeadlessBrowser::open(const QUrl &address)
{
    const QJsonObject target = call(QStringLiteral("Target.createTarget"), {{QStringLiteral("url"), address.toString()}});
    const QJsonObject attached =
        call(QStringLiteral("Target.attachToTarget"),
             {{QStringLiteral("targetId"), target.value(QStringLiteral("targetId"))}, {QStringLiteral("flatten"), true}});
    return attached.value(QStringLiteral("sessionId")).toString();
}

QJsonValue HeadlessBrowser::evaluate(const QString &page, const QString &script)
{
    const QJsonObject answer = call(
        QStringLiteral("Runtime.evaluate"),
        {{QStringLiteral("expression"), script}, {QStringLiteral("awaitPromise"), true}, {QStringLiteral("returnByValue"), true}}, page);
    return answer.value(QStringLiteral("result")).toObject().value(QStringLiteral("value"));
}

void HeadlessBrowser::click(const QString &page, const QString &selector)
{
    const QString script =
        QStringLiteral(
            "(() => { const r = document.querySelector('%1').getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()")
            .arg(selector);
    const QJsonArray at = evaluate(page, script).toArray();
    for (const char *type : {"mousePressed", "mouseReleased"})
        call(QStringLiteral("Input.dispatchMouseEvent"),
             {{QStringLiteral("type"), QString::fromLatin1(type)},
              {QStringLiteral("x"), at.at(0)},
              {QStringLiteral("y"), at.at(1)},
              {QStringLiteral("button"), QStringLiteral("left")},
              {QStringLiteral("clickCount"), 1}},
             page);
}

void HeadlessBrowser::reload(const QString &page)
{
    call(QStringLiteral("Page.reload"), {}, page);
}

QString HeadlessBrowser::textOf(const QString &page, const QString &selector)
{
    return evaluate(page, QStringLiteral("(document.querySelector('%1') || {textContent: ''}).textContent").arg(selector)).toString();
}

bool HeadlessBrowser::waitForText(const QString &page, const QString &selector, const QString &part)
{
    return QTest::qWaitFor([&] { return textOf(page, selector).contains(part); }, kLimitMs);
}

} // namespace sc::test

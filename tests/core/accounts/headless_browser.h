// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtWebSockets/QWebSocket>

#include <memory>

namespace sc::test {

// The real Chromium without a window, driven over its own protocol, with Apple's hosts mapped to this machine.
class HeadlessBrowser : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] static QString program(); // empty: none is installed

    explicit HeadlessBrowser(quint16 applePort);
    ~HeadlessBrowser() override;
    [[nodiscard]] bool isRunning() const { return m_socket.isValid(); }

    // A page of its own; the name is for the calls below. Empty when it failed.
    [[nodiscard]] QString open(const QUrl &address);
    [[nodiscard]] QJsonValue evaluate(const QString &page, const QString &script); // waits for promises
    void click(const QString &page, const QString &selector);                      // a real press and release of the mouse
    void reload(const QString &page);
    // Until the text of the element holds this; false after half a minute.
    [[nodiscard]] bool waitForText(const QString &page, const QString &selector, const QString &part);
    [[nodiscard]] QString textOf(const QString &page, const QString &selector);

private:
    QJsonObject call(const QString &method, const QJsonObject &parameters = {}, const QString &session = {});

    QTemporaryDir m_home;
    QProcess m_process;
    QWebSocket m_socket;
    QHash<int, QJsonObject> m_answers;
    int m_last = 0;
};

} // namespace sc::test

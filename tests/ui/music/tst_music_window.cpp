// SPDX-License-Identifier: GPL-3.0-or-later
// The Apple Music screen in a real window, by mouse and keys, against a stand-in for Apple. SC_PICTURES names a folder for pictures of
// every state.
#include "core/library/library.h"
#include "tests/core/accounts/apple_fixture.h"
#include "tests/support/media_maker.h"
#include "tests/support/test_main.h"
#include "ui/music/connection_card.h"
#include "ui/music/music_screen.h"
#include "ui/music/playlist_rows.h"
#include "ui/music/setup_page.h"
#include "ui/music/song_rows.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QDir>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>

using namespace sc;
using namespace sc::accounts;
using namespace sc::test;
using namespace sc::ui;

class TestMusicWindow : public QObject
{
    Q_OBJECT

    struct Studio
    {
        AppleFixture apple;
        std::unique_ptr<library::Library> library;
        ActionRegistry actions;
        std::unique_ptr<AppContext> context;
        std::unique_ptr<QWidget> window;
        MusicScreen *screen = nullptr;
        QList<QUrl> opened;
    };

private Q_SLOTS:
    void init()
    {
        applyTheme(*qApp, builtInTheme({.reducedMotion = true}));
        m = std::make_unique<Studio>();
        SC_VERIFY_OK(ensureProfile(m->apple.profile));
        auto library = library::Library::open(m->apple.profile);
        SC_VERIFY_OK(library);
        m->library = std::move(*library);
        m->context = std::make_unique<AppContext>(AppContext::Services{m->library.get(), nullptr, &m->actions});
        m->apple.apple.librarySongs = 40;
    }
    void cleanup() { m.reset(); }

    void theKeyIsSetUpInTheWindow()
    {
        open();
        picture("music-setup");
        const QString file = m->apple.folder.filePath(QStringLiteral("AuthKey_4F8KX2M9QZ.p8"));
        press("Check with Apple and keep");
        QVERIFY(shown("Choose the key file"));
        QVERIFY(writeFile(file, "no key"));
        m->screen->setupPage().chooseFile(file);
        QCOMPARE(field("Key id")->text(), kKeyId);
        QTest::keyClicks(field("Team id"), kTeamId.toLower());
        QTest::keyClick(field("Team id"), Qt::Key_Return);
        QTRY_VERIFY(shown("not the private key"));
        picture("music-setup-refused");
        QVERIFY(writeFile(file, m->apple.keyPem));
        field("Key id")->setText(QStringLiteral("AAAAAAAAAA"));
        press("Check with Apple and keep");
        QTRY_VERIFY(shown("Apple refused the developer token"));
        field("Key id")->setText(kKeyId);
        press("Check with Apple and keep");
        QTRY_COMPARE(m->apple.account.status().state, AppleState::Ready);
        QTRY_VERIFY(button("Sign in in the browser")->isVisible());
        QVERIFY(field("Token")->text().isEmpty() && field("Key file")->text().isEmpty());
        picture("music-sign-in");
    }

    void signingInShowsPlaylistsAndSongs()
    {
        m->apple.apple.playlists.push_back(
            {QStringLiteral("p.two"), QStringLiteral("Rain scenes"), {}, {QStringLiteral("1"), QStringLiteral("2")}});
        SC_VERIFY_OK(m->apple.setUp());
        open();
        m_comesBack = false;
        press("Sign in in the browser");
        QTRY_COMPARE(m->opened.size(), 1);
        QVERIFY(button("Copy the address")->isVisible());
        picture("music-waiting");
        press("Cancel");
        QTRY_VERIFY(!m->apple.account.isAuthorizing());
        QVERIFY(button("Sign in in the browser")->isVisible());
        m_comesBack = true;
        press("Sign in in the browser");
        QTRY_COMPARE(m->apple.account.status().state, AppleState::Authorised);
        QTRY_COMPARE(m->screen->rows().songs().rowCount(), 40);
        QTRY_COMPARE(m->screen->playlists().playlists().size(), 2U);
        QVERIFY(shown("Connected"));
        QVERIFY(shown("Storefront SE") || shown("Test endpoint"));
        picture("music-library");
        // Down twice: the second playlist.
        m->screen->playlists().setFocus();
        QTest::keyClick(&m->screen->playlists(), Qt::Key_Down);
        QTest::keyClick(&m->screen->playlists(), Qt::Key_Down);
        QTRY_COMPARE(m->screen->rows().songs().rowCount(), 2);
        QVERIFY(shown("Rain scenes"));
        QCOMPARE(m->apple.apple.complaints(), QStringList());
    }

    void theCatalogueIsSearchedAsOneTypes()
    {
        signedIn();
        m->actions.trigger(QStringLiteral("music.search"));
        auto *search = m->screen->findChild<SearchField *>();
        QVERIFY(search->isVisible());
        QVERIFY(shown("Search the catalogue"));
        QTest::keyClicks(search, QStringLiteral("neon"));
        QTRY_COMPARE(m->screen->rows().songs().rowCount(), 25);
        picture("music-search");
        m->screen->rows().scrollToBottom(); // more come
        QTRY_COMPARE(m->screen->rows().songs().rowCount(), 50);
        m->screen->rows().setCurrentIndex(m->screen->rows().model()->index(3, 0));
        QTest::keyClick(&m->screen->rows(), Qt::Key_Return);
        QTRY_VERIFY(!m->opened.isEmpty());
        QCOMPARE(m->opened.last().host(), QStringLiteral("music.apple.com"));
        search->clear();
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_VERIFY(shown("Search the catalogue"));
    }

    void aFileOfOnesOwnIsShown()
    {
        const QString song = m->apple.folder.filePath(QStringLiteral("song.flac"));
        const QString made =
            runFfmpeg({QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"),
                       QStringLiteral("sine=duration=211:sample_rate=8000"), QStringLiteral("-metadata"), QStringLiteral("title=Song 3"),
                       QStringLiteral("-metadata"), QStringLiteral("artist=Rhea Volt"), song});
        QVERIFY2(made.isEmpty(), qPrintable(made));
        QSignalSpy imported(m->library.get(), &library::Library::importFinished);
        m->library->startImport({song});
        QTRY_COMPARE_WITH_TIMEOUT(imported.size(), 1, 60'000);
        signedIn();
        QTRY_VERIFY(m->screen->rows().songs().match(3) != nullptr);
        QCOMPARE(m->screen->rows().songs().matched(), 1);
        m->screen->rows().setCurrentIndex(m->screen->rows().model()->index(3, 0));
        picture("music-file");
        QSignalSpy screens(m->context.get(), &AppContext::screenRequested);
        press("Show my file");
        QCOMPARE(screens.size(), 1);
        QCOMPARE(m->context->currentTrack(), m->library->tracks().front().id);
    }

    void withoutANetworkTheListsOfTheDayAreShownWithTheirAge()
    {
        signedIn();
        const AppleLists lists(m->apple.profile);
        QVERIFY(lists.find(QStringLiteral("songs"), QDateTime::currentDateTimeUtc()));
        m->apple.apple.shut();
        m->actions.trigger(QStringLiteral("music.reload"));
        QTRY_VERIFY_WITH_TIMEOUT(shown("no network, as of"), 30'000);
        QCOMPARE(m->screen->rows().songs().rowCount(), 40);
        m->actions.trigger(QStringLiteral("music.check"));
        QTRY_COMPARE_WITH_TIMEOUT(m->apple.account.status().state, AppleState::Offline, 30'000);
        QVERIFY(shown("No network"));
        picture("music-offline");
        lists.clear();
        m->actions.trigger(QStringLiteral("music.reload"));
        QTRY_VERIFY_WITH_TIMEOUT(shown("The list could not be read"), 30'000);
        picture("music-failed");
    }

    void aRefusedSignInAsksToSignInAgain()
    {
        signedIn();
        m->apple.apple.listeners.clear();
        m->actions.trigger(QStringLiteral("music.check"));
        QTRY_COMPARE(m->apple.account.status().state, AppleState::Refused);
        QVERIFY(shown("Refused by Apple"));
        QVERIFY(button("Sign in in the browser")->isVisible());
        picture("music-refused");
        // Each check asks once: a refusal is not asked about again by itself.
        const int asked = m->apple.apple.count(QStringLiteral("/me/storefront"));
        m->actions.trigger(QStringLiteral("music.check"));
        QTRY_COMPARE(m->apple.apple.count(QStringLiteral("/me/storefront")), asked + 1);
        QCOMPARE(m->apple.account.status().state, AppleState::Refused);
    }

    void sealedKeysAreOpenedInTheWindow()
    {
        signedIn();
        m->window.reset();
        m->apple.secrets.forget();
        // As at the next start of the program.
        AppleAccount next(m->apple.profile, m->apple.secrets, testEndpoints(m->apple.apple.address()).value(), quickTimes());
        m->window = std::make_unique<QWidget>();
        m->screen = new MusicScreen(*m->context, next, m->apple.profile, m->window.get());
        QStringList asked;
        QString answer = QStringLiteral("not this one");
        m->screen->setAsker([&](const QString &words) {
            asked.append(words);
            return answer;
        });
        auto *fill = new QHBoxLayout(m->window.get());
        fill->addWidget(m->screen);
        m->window->resize(1376, 788);
        m->window->show();
        QTRY_VERIFY(shown("Your keys are sealed"));
        picture("music-sealed");
        QSignalSpy problems(m->context.get(), &AppContext::problemRaised);
        press("Enter the passphrase");
        QCOMPARE(problems.size(), 1);
        QVERIFY(shown("Your keys are sealed"));
        answer = QStringLiteral("four plain words");
        press("Enter the passphrase");
        QCOMPARE(asked.size(), 2);
        QTRY_COMPARE(m->screen->rows().songs().rowCount(), 40);
        m->window.reset();
        m->screen = nullptr;
    }

    void aPlaceForKeysIsMadeInTheWindow()
    {
        // Without a keychain and without a sealed file.
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        QTemporaryDir folder;
        const ProfilePaths profile{folder.path()};
        SecretStore secrets(profile);
        if (examineNow(secrets).place != SecretPlace::Nowhere)
            QSKIP("there is a keychain here");
        AppleAccount account(profile, secrets, testEndpoints(m->apple.apple.address()).value(), quickTimes());
        m->window = std::make_unique<QWidget>();
        m->screen = new MusicScreen(*m->context, account, profile, m->window.get());
        m->screen->setAsker([](const QString &) { return QStringLiteral("eight and more"); });
        auto *fill = new QHBoxLayout(m->window.get());
        fill->addWidget(m->screen);
        m->window->resize(1376, 788);
        m->window->show();
        const QString file = m->apple.folder.filePath(QStringLiteral("AuthKey_4F8KX2M9QZ.p8"));
        QVERIFY(writeFile(file, m->apple.keyPem));
        m->screen->setupPage().chooseFile(file);
        field("Team id")->setText(kTeamId);
        press("Check with Apple and keep");
        QTRY_COMPARE_WITH_TIMEOUT(account.status().state, AppleState::Ready, 30'000);
        QVERIFY(secrets.isSealed() && secrets.isOpen());
        QCOMPARE(secrets.names(), QStringList{QStringLiteral("apple/key")});
        m->window.reset();
        m->screen = nullptr;
    }

    void disconnectingEmptiesTheScreen()
    {
        signedIn();
        press("Disconnect");
        QTRY_COMPARE(m->apple.account.status().state, AppleState::Ready);
        QTRY_COMPARE(m->screen->rows().songs().rowCount(), 0);
        QVERIFY(m->screen->playlists().playlists().empty());
        QVERIFY(button("Sign in in the browser")->isVisible());
    }

    void everythingHasANameAndFitsASmallWindow()
    {
        signedIn();
        m->window->resize(968, 540);
        for (auto *control : m->screen->findChildren<QAbstractButton *>())
            if (control->isVisible())
                QVERIFY2(!(control->text() + control->accessibleName()).isEmpty(), control->metaObject()->className());
        for (auto *button : m->screen->findChildren<PushButton *>())
            if (button->isVisible())
                QVERIFY2(m->screen->rect().contains(QRect(button->mapTo(m->screen, QPoint()), button->size())), qPrintable(button->text()));
        picture("music-narrow");
    }

private:
    void open()
    {
        m->window = std::make_unique<QWidget>();
        m->screen = new MusicScreen(*m->context, m->apple.account, m->apple.profile, m->window.get());
        m->screen->setOpener([this](const QUrl &address) {
            m->opened.append(address);
            if (m_comesBack && address.host() == QLatin1String("127.0.0.1"))
                browse(address);
            return true;
        });
        auto *fill = new QHBoxLayout(m->window.get());
        fill->addWidget(m->screen);
        m->actions.setWindow(m->window.get());
        m->window->resize(1376, 788);
        m->window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m->window.get()));
        m->window->activateWindow();
    }

    void signedIn()
    {
        SC_VERIFY_OK(m->apple.setUp());
        m_comesBack = true;
        open();
        press("Sign in in the browser");
        QTRY_COMPARE(m->apple.account.status().state, AppleState::Authorised);
        QTRY_COMPARE(m->screen->rows().songs().rowCount(), 40);
    }

    void browse(const QUrl &address)
    {
        QNetworkRequest first(address);
        first.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::SameOriginRedirectPolicy);
        QNetworkReply *page = m_browser.get(first);
        connect(page, &QNetworkReply::finished, this, [this, page] {
            page->deleteLater();
            const QByteArray html = page->readAll();
            const qsizetype at = html.indexOf("\"state\":\"") + 9;
            QNetworkRequest post(page->url().resolved(QUrl(QStringLiteral("/token"))));
            post.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
            post.setRawHeader("Origin", page->url().adjusted(QUrl::RemovePath).toEncoded());
            QNetworkReply *reply = m_browser.post(post, "{\"state\":\"" + html.mid(at, html.indexOf('"', at) - at) + "\",\"token\":\"" +
                                                            *m->apple.apple.listeners.begin() + "\"}");
            connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
        });
    }

    PushButton *button(const char *text) const
    {
        PushButton *found = nullptr;
        for (auto *each : m->screen->findChildren<PushButton *>())
            if (each->text() == QLatin1String(text) && (!found || each->isVisible()))
                found = each;
        return found;
    }
    void press(const char *text) const
    {
        PushButton *found = button(text);
        QVERIFY2(found && found->isVisible() && found->isEnabled(), text);
        QTest::mouseClick(found, Qt::LeftButton);
    }
    QLineEdit *field(const char *name) const
    {
        for (auto *each : m->screen->findChildren<QLineEdit *>())
            if (each->accessibleName() == QLatin1String(name))
                return each;
        return nullptr;
    }
    bool shown(const char *part) const
    {
        for (const auto *label : m->screen->findChildren<TextLabel *>())
            if (label->isVisible() && label->text().contains(QLatin1String(part)))
                return true;
        return false;
    }
    void picture(const char *name) const
    {
        const QString folder = qEnvironmentVariable("SC_PICTURES");
        if (folder.isEmpty())
            return;
        QTest::qWait(300);
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(m->window->grab().save(QDir(folder).filePath(QLatin1String(name) + QStringLiteral(".png"))));
    }

    std::unique_ptr<Studio> m;
    QNetworkAccessManager m_browser;
    bool m_comesBack = true;
};

SC_TEST(TestMusicWindow)
#include "tst_music_window.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/comfy/client_fixture.h"
#include "tests/support/test_main.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>

using namespace sc;
using namespace sc::comfy;
using namespace sc::test;
using Reply = HostileServer::Reply;
using Exchange = HostileServer::Exchange;

namespace {

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Stores what is uploaded as ComfyUI does, under the name that `rename` makes of the wished one.
void storeUploads(HostileServer &server, QMap<QString, QByteArray> &stored, std::function<QString(const QString &)> rename = {})
{
    server.on(QStringLiteral("/upload"), [&stored, rename](const Exchange &exchange) {
        QString subfolder;
        for (const practice::FormPart &part : practice::formParts(exchange.message()))
            if (part.name == u"subfolder")
                subfolder = QString::fromUtf8(part.content);
        for (const practice::FormPart &part : practice::formParts(exchange.message())) {
            if (part.name != u"image" || !part.fileName)
                continue;
            const QString name = rename ? rename(*part.fileName) : *part.fileName;
            stored.insert(name, part.content);
            exchange.reply(Reply::json({{QStringLiteral("name"), name},
                                        {QStringLiteral("subfolder"), subfolder},
                                        {QStringLiteral("type"), QStringLiteral("input")}}));
            return;
        }
        exchange.reply(Reply::nothing(400));
    });
    server.on(QStringLiteral("/view"), [&stored](const Exchange &exchange) {
        const QString name = exchange.message().value(QStringLiteral("filename"));
        Reply reply = Reply::nothing(stored.contains(name) ? 200 : 404);
        reply.body = stored.value(name);
        exchange.reply(reply);
    });
}

// Serves `content` with ranges, as aiohttp does; breaks off after `breakAfter` bytes as long as `breaks` lasts.
HostileServer::Handler serving(const QByteArray &content, const QByteArray &tag, int &breaks, qsizetype breakAfter)
{
    return [content, tag, &breaks, breakAfter](const Exchange &exchange) {
        const QByteArray range = exchange.message().header("range");
        const qsizetype from = range.startsWith("bytes=") ? range.mid(6).split('-').first().toLongLong() : 0;
        Reply reply = Reply::nothing(range.isEmpty() ? 200 : 206);
        reply.headers.insert("ETag", tag);
        if (!range.isEmpty())
            reply.headers.insert("Content-Range", "bytes " + QByteArray::number(from) + '-' + QByteArray::number(content.size() - 1) + '/' +
                                                      QByteArray::number(content.size()));
        reply.body = content.mid(from);
        if (breaks > 0) {
            --breaks;
            const QByteArray all = reply.toBytes();
            exchange.raw(all.left(all.size() - reply.body.size() + std::min(breakAfter, reply.body.size())));
            exchange.drop();
            return;
        }
        exchange.reply(reply);
    };
}

QByteArray someBytes(qsizetype size, char salt)
{
    QByteArray bytes(size, '\0');
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>((i * 31 + salt) % 251);
    return bytes;
}

} // namespace

// Files on their way to a server and back.
class TestServerFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void uploadsAndChecks();
    void usesTheNameThatTheServerGives();
    void doesNotSendAgainWhatIsThere();
    void noticesALostUpload();
    void refusesLargeUploadsItself();
    void cancelsAnUpload();

    void downloadsAtomically();
    void resumesADownload();
    void startsAgainWhenTheFileChanged();
    void tellsThatAFileIsGone();
    void keepsItsKeysFromOtherHosts();
    void takesNoMoreThanAnnounced();
};

void TestServerFiles::uploadsAndChecks()
{
    HostileServer server;
    QMap<QString, QByteArray> stored;
    storeUploads(server, stored);
    Meeting meeting(addressOf(server));
    QByteArray content("RIFF\r\n--boundary\r\n\0\xFF binary", 27);
    const auto name = answerOf<QString>([&](auto done) {
        meeting.client.upload(
            {.file = {}, .bytes = content, .name = QStringLiteral("still one.png"), .subfolder = QStringLiteral("studio")}, done);
    });
    SC_VERIFY_OK(name);
    QCOMPARE(*name, QStringLiteral("studio/still one.png"));
    QCOMPARE(stored.value(QStringLiteral("still one.png")), content);
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("song.flac")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(3'000'000, 's'));
    file.close();
    const auto song =
        answerOf<QString>([&](auto done) { meeting.client.upload({.file = file.fileName(), .name = QStringLiteral("a.flac")}, done); });
    SC_VERIFY_OK(song);
    QCOMPARE(stored.value(QStringLiteral("a.flac")).size(), 3'000'000);
    for (const QString &bad : {QStringLiteral("../up.png"), QStringLiteral("a\"b.png"), QStringLiteral("bild\u00e4.png"), QString()})
        SC_COMPARE_PROBLEM(answerOf<QString>([&](auto done) { meeting.client.upload({.bytes = content, .name = bad}, done); }),
                           ProblemCode::ValidationError);
    SC_COMPARE_PROBLEM(answerOf<QString>([&](auto done) {
                           meeting.client.upload({.file = folder.filePath(QStringLiteral("none")), .name = QStringLiteral("n.png")}, done);
                       }),
                       ProblemCode::MediaMissing);
}

void TestServerFiles::usesTheNameThatTheServerGives()
{
    HostileServer server;
    QMap<QString, QByteArray> stored;
    storeUploads(server, stored, [](const QString &) { return QStringLiteral("still (1).png"); });
    Meeting meeting(addressOf(server));
    const auto name =
        answerOf<QString>([&](auto done) { meeting.client.upload({.bytes = "x", .name = QStringLiteral("still.png")}, done); });
    SC_VERIFY_OK(name);
    QCOMPARE(*name, QStringLiteral("still (1).png"));
    server.on(QStringLiteral("/upload"), Reply::json({{QStringLiteral("name"), QStringLiteral("../../etc/passwd")}}));
    SC_COMPARE_PROBLEM(
        answerOf<QString>([&](auto done) { meeting.client.upload({.bytes = "x", .name = QStringLiteral("still.png")}, done); }),
        ProblemCode::ExternalServiceError);
}

void TestServerFiles::doesNotSendAgainWhatIsThere()
{
    HostileServer server;
    QMap<QString, QByteArray> stored;
    storeUploads(server, stored);
    Meeting meeting(addressOf(server));
    const Upload upload{.bytes = "content", .name = contentName("0123456789abcdef0123", QStringLiteral("PNG")), .nameIsContent = true};
    QCOMPARE(upload.name, QStringLiteral("storycanvas_0123456789abcdef.png"));
    for (int i = 0; i < 3; ++i)
        SC_VERIFY_OK(answerOf<QString>([&](auto done) { meeting.client.upload(upload, done); }));
    QCOMPARE(server.count(QStringLiteral("/upload/image")), 1);
    stored.clear(); // somebody wiped the input folder
    SC_VERIFY_OK(answerOf<QString>([&](auto done) { meeting.client.upload(upload, done); }));
    QCOMPARE(server.count(QStringLiteral("/upload/image")), 2);
}

void TestServerFiles::noticesALostUpload()
{
    HostileServer server;
    QMap<QString, QByteArray> stored;
    storeUploads(server, stored);
    server.on(QStringLiteral("/view"), Reply::nothing(404));
    Meeting meeting(addressOf(server));
    SC_COMPARE_PROBLEM(
        answerOf<QString>([&](auto done) { meeting.client.upload({.bytes = "x", .name = QStringLiteral("still.png")}, done); }),
        ProblemCode::ExternalServiceError);
}

void TestServerFiles::refusesLargeUploadsItself()
{
    HostileServer server;
    server.on(QStringLiteral("/features"), Reply::json({{QStringLiteral("max_upload_size"), 1000}}));
    Meeting meeting(addressOf(server));
    QVERIFY(meeting.becomesOnline());
    QTRY_COMPARE(meeting.client.facts().maxUpload, 1000);
    SC_COMPARE_PROBLEM(answerOf<QString>([&](auto done) {
                           meeting.client.upload({.bytes = QByteArray(1001, 'x'), .name = QStringLiteral("a.png")}, done);
                       }),
                       ProblemCode::FileTooLarge);
    QCOMPARE(server.count(QStringLiteral("/upload/image")), 0);
}

void TestServerFiles::cancelsAnUpload()
{
    HostileServer server;
    server.on(QStringLiteral("/upload"), [](const Exchange &) {}); // never answers
    Meeting meeting(addressOf(server));
    const auto result = answerOf<QString>([&](auto done) {
        const auto call = meeting.client.upload({.bytes = "x", .name = QStringLiteral("a.png")}, done);
        QTimer::singleShot(50, &meeting.client, [&meeting, call] { meeting.client.cancel(call); });
    });
    SC_COMPARE_PROBLEM(result, ProblemCode::Cancelled);
}

void TestServerFiles::downloadsAtomically()
{
    HostileServer server;
    Reply reply = Reply::nothing();
    reply.body = QByteArray(5'000'000, 'v');
    server.on(QStringLiteral("/view"), reply);
    Meeting meeting(addressOf(server));
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("sub/clip.mp4"));
    const RemoteFile file{
        .name = QStringLiteral("../a b+c&d%20.mp4"), .subfolder = QStringLiteral("s/2026"), .type = QStringLiteral("temp")};
    qint64 most = 0;
    SC_VERIFY_OK(
        answerOf<void>([&](auto done) { meeting.client.download(file, path, done, [&most](qint64 now, qint64) { most = now; }); }));
    QCOMPARE(read(path).size(), 5'000'000);
    QCOMPARE(most, 5'000'000);
    QVERIFY(!QFile::exists(path + QStringLiteral(".part")));
    QVERIFY(!QFile::exists(path + QStringLiteral(".part.tag")));
    const practice::HttpMessage request = server.last(QStringLiteral("/view"));
    QCOMPARE(request.value(QStringLiteral("filename")), file.name); // the server's matter: our path is our own
    QCOMPARE(request.value(QStringLiteral("subfolder")), file.subfolder);
    QCOMPARE(request.value(QStringLiteral("type")), QStringLiteral("temp"));
}

void TestServerFiles::resumesADownload()
{
    HostileServer server;
    const QByteArray content = someBytes(1'000'000, 1);
    int breaks = 3;
    server.on(QStringLiteral("/view"), serving(content, "\"v1\"", breaks, 200'000));
    Meeting meeting(addressOf(server));
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("clip.mp4"));
    SC_VERIFY_OK(answerOf<void>([&](auto done) { meeting.client.download({.name = QStringLiteral("c.mp4")}, path, done); }));
    QCOMPARE(read(path), content);
    QCOMPARE(server.count(QStringLiteral("/view")), 4);
    QCOMPARE(server.last(QStringLiteral("/view")).header("range"), QByteArray("bytes=600000-"));

    // What an earlier run of the program left is gone on with, too.
    QVERIFY(QFile::rename(path, path + QStringLiteral(".part")));
    QVERIFY(QFile::resize(path + QStringLiteral(".part"), 123'456));
    QFile tag(path + QStringLiteral(".part.tag"));
    QVERIFY(tag.open(QIODevice::WriteOnly));
    tag.write("\"v1\"");
    tag.close();
    SC_VERIFY_OK(answerOf<void>([&](auto done) { meeting.client.download({.name = QStringLiteral("c.mp4")}, path, done); }));
    QCOMPARE(read(path), content);
    QCOMPARE(server.last(QStringLiteral("/view")).header("range"), QByteArray("bytes=123456-"));
}

void TestServerFiles::startsAgainWhenTheFileChanged()
{
    HostileServer server;
    const QByteArray now = someBytes(500'000, 7);
    int breaks = 0;
    server.on(QStringLiteral("/view"), serving(now, "\"v2\"", breaks, 0));
    Meeting meeting(addressOf(server));
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("clip.mp4"));
    for (const auto &[name, content] :
         {std::pair(QStringLiteral(".part"), someBytes(100'000, 3)), std::pair(QStringLiteral(".part.tag"), QByteArray("\"v1\""))}) {
        QFile file(path + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    SC_VERIFY_OK(answerOf<void>([&](auto done) { meeting.client.download({.name = QStringLiteral("c.mp4")}, path, done); }));
    QCOMPARE(read(path), now);
}

void TestServerFiles::tellsThatAFileIsGone()
{
    HostileServer server;
    server.on(QStringLiteral("/view"), Reply::nothing(404));
    Meeting meeting(addressOf(server));
    QTemporaryDir folder;
    SC_COMPARE_PROBLEM(answerOf<void>([&](auto done) {
                           meeting.client.download({.name = QStringLiteral("c.png")}, folder.filePath(QStringLiteral("c.png")), done);
                       }),
                       ProblemCode::ResourceNotFound);
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("c.png"))));
    Reply page = Reply::nothing();
    page.contentType = "text/html";
    page.body = "<html>Please log in</html>";
    server.on(QStringLiteral("/view"), page);
    SC_COMPARE_PROBLEM(answerOf<void>([&](auto done) {
                           meeting.client.download({.name = QStringLiteral("c.png")}, folder.filePath(QStringLiteral("c.png")), done);
                       }),
                       ProblemCode::ExternalServiceError);
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("c.png"))));
}

void TestServerFiles::keepsItsKeysFromOtherHosts()
{
    HostileServer storage;
    Reply content = Reply::nothing();
    content.body = "picture";
    storage.on(QStringLiteral("/signed"), content);
    HostileServer server;
    Reply redirect = Reply::nothing(302);
    redirect.headers.insert("Location", storage.url(QStringLiteral("/signed?x=1")).toEncoded());
    server.on(QStringLiteral("/view"), redirect);
    ServerAddress address = addressOf(server);
    address.headers.insert("X-API-Key", "secret");
    Meeting meeting(address);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("c.png"));
    SC_VERIFY_OK(answerOf<void>([&](auto done) { meeting.client.download({.name = QStringLiteral("c.png")}, path, done); }));
    QCOMPARE(read(path), QByteArray("picture"));
    QCOMPARE(server.last(QStringLiteral("/view")).header("x-api-key"), QByteArray("secret"));
    QCOMPARE(storage.seen().size(), 1);
    QVERIFY(!storage.seen().first().headers.contains("x-api-key"));
}

void TestServerFiles::takesNoMoreThanAnnounced()
{
    HostileServer server;
    server.on(QStringLiteral("/view"), [](const Exchange &exchange) {
        exchange.raw("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 17179869185\r\n\r\n" + QByteArray(1000, 'x'));
    });
    Meeting meeting(addressOf(server));
    QTemporaryDir folder;
    SC_COMPARE_PROBLEM(answerOf<void>([&](auto done) {
                           meeting.client.download({.name = QStringLiteral("c.mp4")}, folder.filePath(QStringLiteral("c.mp4")), done);
                       }),
                       ProblemCode::FileTooLarge);
}

SC_TEST(TestServerFiles)
#include "tst_server_files.moc"

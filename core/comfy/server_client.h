// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/object_info.h"
#include "core/comfy/server_address.h"
#include "core/comfy/server_answers.h"
#include "core/comfy/server_events.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>

#include <functional>
#include <memory>
#include <optional>

namespace sc::comfy {

// How long things may take. The defaults are what people get; tests shorten them.
struct ClientTimes
{
    using ms = std::chrono::milliseconds;
    ms systemStats{5'000};
    ms answer{60'000};      // of every other call
    ms objectInfo{300'000}; // servers read thousands of nodes and whole model folders for it
    ms socketOpen{15'000};
    ms socketClose{1'500};
    ms ping{20'000};
    ms health{30'000};           // between two looks at an online server
    ms silence{15'000};          // without a word about our prompts, before the queue is asked whether the socket is deaf
    ms statusAfterSubmit{5'000}; // every change of the queue is told to every socket
    ms backOffFirst{1'000};
    ms backOffMost{60'000};
    ms downloadPause{500};
};

// What is given to the server to keep.
struct Upload
{
    QString file;               // read while it is sent
    QByteArray bytes;           // when there is no file
    QString name;               // wished: ASCII, no folders
    QString subfolder;          // below the server's input folder
    bool nameIsContent = false; // the name is made of the content: when it lies there with this size it is not sent again
};

// Where a prompt is, asked in an order that cannot miss it while it moves.
struct Whereabouts
{
    enum class Place { Waiting, Running, Finished, Unknown };
    Place place = Place::Unknown;
    int ahead = 0;                     // others before it, when it waits
    int othersPrompts = 0;             // in the queue that are not followed by this client
    std::optional<HistoryEntry> entry; // when it is finished
    bool historyEmpty = false;         // and it is unknown: the server was restarted, most likely
};

struct ServerFacts
{
    SystemStats stats;
    int latency = 0;              // ms, of the last look
    int queueRemaining = 0;       // running and waiting, of everybody
    qint64 maxUpload = 0;         // bytes; 0: not told
    bool previewMetadata = false; // previews say of which prompt they are
    bool targetedInterrupt = false;
    bool operator==(const ServerFacts &) const = default;
};

// One ComfyUI server as this program sees it: a state that is looked after in the background (back-off, watchdog, pings), and
// calls that answer exactly once, later, on the main thread. Never blocks. Destroying it drops what is unanswered; close()
// answers CANCELLED.
//
// Problems: SERVER_OFFLINE and TIMEOUT (try again), SERVER_REFUSED (key, certificate, login page: a person must act),
// EXTERNAL_SERVICE_ERROR (not ComfyUI, or it failed inside), FILE_TOO_LARGE, CANCELLED.
class ServerClient : public QObject
{
    Q_OBJECT

public:
    enum class State { Offline, Connecting, Online };
    Q_ENUM(State)

    template<class T> using Done = std::function<void(Result<T>)>;
    using CallId = quint64; // for cancel(); 0: already decided

    // The client id names this program's prompts to the server: keep it over restarts, so that events find their way again.
    ServerClient(const ServerAddress &address, QString clientId, ClientTimes times = {}, QObject *parent = nullptr);
    ~ServerClient() override;

    [[nodiscard]] const ServerAddress &address() const;
    [[nodiscard]] QString clientId() const;

    void open(); // and stays so: tries for ever
    void close();
    void checkNow(); // no waiting for the next attempt; when online, a fresh look

    [[nodiscard]] State state() const;
    [[nodiscard]] const std::optional<Problem> &lastProblem() const; // why it is not online
    [[nodiscard]] const ServerFacts &facts() const;
    // Of the certificate that the last refused connection showed; empty: none was refused. What a person is asked to trust.
    [[nodiscard]] QByteArray shownFingerprint() const;

    // These work in every state and do not wait for Online.
    void systemStats(Done<SystemStats> done);
    void objectInfo(Done<ObjectInfo> done);      // read off the main thread
    void objectInfoBytes(Done<QByteArray> done); // as it came, to be kept
    // `promptId` is a new lower-case UUID, stored by the caller beforehand. Never sent twice: after TIMEOUT or SERVER_OFFLINE
    // the server may have it, ask locate(). A prompt of which only a part would run is withdrawn and told as refusal. A very
    // old server answers with an id of its own: use Submission::promptId from then on.
    void submit(const QString &promptId, const QJsonObject &graph, const QJsonObject &extra, Done<Submission> done);
    void history(const QString &promptId, Done<std::optional<HistoryEntry>> done);
    // The same, with a little patience: the news of success comes before the entry.
    void outcome(const QString &promptId, Done<std::optional<HistoryEntry>> done);
    void queue(Done<RemoteQueue> done);
    void locate(const QString &promptId, Done<Whereabouts> done);
    void removeWaiting(const QStringList &promptIds, Done<RemoteQueue> done); // the queue afterwards: what is still in it was not waiting
    // True: it was running and was told to stop; its end comes as event. Servers that would stop whatever runs are only told
    // when it is ours.
    void interrupt(const QString &promptId, Done<bool> done);
    void forgetHistory(const QStringList &promptIds, Done<void> done);
    void freeMemory(Done<void> done);

    // What a loader node is given ("sub/name"), which is not always the name that was wished for. Checked by asking for the file.
    CallId upload(const Upload &upload, Done<QString> done, std::function<void(qint64, qint64)> progress = {});
    // Goes on where an earlier attempt broke off ("<destination>.part").
    CallId download(const RemoteFile &file, const QString &destination, Done<void> done, std::function<void(qint64, qint64)> progress = {});
    // Whether the file is there; its size in bytes.
    void stat(const RemoteFile &file, Done<std::optional<qint64>> done);
    void cancel(CallId call);

    // Prompts of an earlier run of the program. Those submitted here are followed by themselves.
    void follow(const QString &promptId);
    void forget(const QString &promptId);

Q_SIGNALS:
    void stateChanged(sc::comfy::ServerClient::State state);
    void factsChanged();
    // Only of followed prompts and of the server itself; progress at most 20 times a second, the newest of it.
    void event(const sc::comfy::ServerEvent &event);
    void preview(const sc::comfy::PreviewFrame &frame);
    void cameBack(); // events may have been missed: compare the queue and the history with what you know

private:
    class Private;
    std::unique_ptr<Private> d;
};

// "storycanvas_0123456789abcdef.png": the same content has the same name on every server.
[[nodiscard]] QString contentName(const QByteArray &sha256Hex, const QString &suffix);

} // namespace sc::comfy

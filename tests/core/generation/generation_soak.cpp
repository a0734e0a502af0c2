// SPDX-License-Identifier: GPL-3.0-or-later
// generation_soak [--jobs N] [--servers N] [--kills N] [--seed N] [--minutes N]
//     runs the queue in a process of its own against practice servers that drop connections, restart, refuse, run out of memory,
//     lose their history and spoil results, kills that process again and again, and checks at the end that every job ended once:
//     none lost, none doubled, none stuck. By default 2 000 jobs, 8 servers, 20 kills.
// generation_soak client PROFILE
//     the process that is killed.
#include "core/generation/comfy_worker.h"
#include "core/generation/dispatcher.h"
#include "core/practice/practice_server.h"
#include "core/project/take_shelf.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtGui/QGuiApplication>

#include <cstdio>

namespace {

using namespace sc;
using namespace sc::generation;
using practice::PracticeFaults;
using practice::PracticeOptions;
using practice::PracticeServer;

void say(const QString &line)
{
    std::fprintf(stdout, "%s\n", qPrintable(line));
    std::fflush(stdout);
}

int fail(const QString &why)
{
    std::fprintf(stderr, "FAILED: %s\n", qPrintable(why));
    return 1;
}

int runClient(const QString &root)
{
    const ProfilePaths profile{root};
    const auto store = GenerationStore::open(GenerationStore::fileOf(profile));
    if (!store)
        return fail(store.error().toLogLine());
    BundleKeeper keeper(profile);
    DispatcherTimes times;
    times.tickMs = 50;
    times.graceMs = 300;
    times.retryFirstMs = 50;
    times.retryMostMs = 1000;
    times.askAgainMs = 100;
    times.sweepMs = 2000;
    comfy::ClientTimes client;
    client.backOffFirst = std::chrono::milliseconds(100);
    client.backOffMost = std::chrono::milliseconds(500);
    client.silence = std::chrono::milliseconds(3000);
    client.health = std::chrono::milliseconds(3000);
    client.downloadPause = std::chrono::milliseconds(100);
    auto dispatcher = Dispatcher::start(profile, **store, standardWorkers(**store, environmentSecrets(), client), keeper, times);
    if (!dispatcher)
        return fail(dispatcher.error().toLogLine());
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, [&] {
        if ((*dispatcher)->open() == 0)
            QCoreApplication::quit();
    });
    timer.start(200);
    return QCoreApplication::exec();
}

class Soak
{
public:
    Soak(int jobs, int servers, int kills, quint32 seed) : m_jobs(jobs), m_kills(kills), m_random(seed)
    {
        m_store = std::move(*GenerationStore::open(GenerationStore::fileOf({m_dir.path()})));
        for (int i = 0; i < servers; ++i)
            addServer(i);
    }

    Result<> prepare()
    {
        m_bundle = m_dir.filePath(QStringLiteral("Soak.storycanvas"));
        std::vector<ClipId> clips;
        {
            SC_TRY_ASSIGN(session, project::ProjectSession::create(m_bundle, {}));
            timeline::Timeline filled = session->timeline();
            timeline::Scene scene;
            scene.id = SceneId::create();
            scene.name = QStringLiteral("Scene");
            scene.length = Ticks::seconds(20);
            filled.scenes.push_back(scene);
            for (int i = 0; i < 20; ++i) {
                timeline::Clip clip;
                clip.id = ClipId::create();
                clip.scene = scene.id;
                clip.name = QStringLiteral("Clip %1").arg(i);
                clip.order = i;
                clip.start = Ticks::seconds(i);
                clip.length = Ticks::seconds(1);
                clips.push_back(clip.id);
                filled.clips.push_back(clip);
            }
            SC_TRY(session->apply(QStringLiteral("Plan"), filled));
        }
        std::vector<Job> jobs;
        for (int i = 0; i < m_jobs; ++i) {
            Job job;
            job.prompt = QStringLiteral("shot %1").arg(i);
            job.family = i % 3 ? QStringLiteral("sdxl") : QStringLiteral("flux_dev");
            job.params = QStringLiteral(R"({"family":"%1","preset":"fast","width":128,"height":128,"seed":%2})").arg(job.family).arg(i);
            job.maxAttempts = 10;
            if (i % 2) {
                job.bundle = m_bundle;
                job.clip = clips[static_cast<size_t>(i) % clips.size()].text();
            }
            jobs.push_back(job);
        }
        SC_TRY(m_store->addJobs(std::move(jobs)));
        return {};
    }

    int run(int minutes)
    {
        QElapsedTimer watch;
        watch.start();
        startClient();
        QTimer timer;
        int lastSaid = -1;
        bool timedOut = false;
        QObject::connect(&timer, &QTimer::timeout, [&] {
            const int done = ended();
            if (done / 100 != lastSaid) {
                lastSaid = done / 100;
                say(QStringLiteral("%1 s: %2 of %3 ended, %4 kills").arg(watch.elapsed() / 1000).arg(done).arg(m_jobs).arg(m_killed));
            }
            timedOut = watch.elapsed() > qint64(minutes) * 60'000;
            if (done == m_jobs || timedOut) {
                QCoreApplication::quit();
                return;
            }
            if (m_client.state() == QProcess::NotRunning)
                startClient();
            // Kills come at moments spread over the whole of it.
            if (m_killed < m_kills && done >= (m_killed + 1) * m_jobs / (m_kills + 1)) {
                QTimer::singleShot(m_random.bounded(120), &m_client, [this] { m_client.kill(); });
                ++m_killed;
            }
        });
        timer.start(100);
        QCoreApplication::exec();
        m_client.waitForFinished(10'000);
        m_client.kill();
        m_client.waitForFinished(10'000);
        say(QStringLiteral("took %1 s").arg(watch.elapsed() / 1000));
        return check(timedOut);
    }

private:
    void addServer(int number)
    {
        PracticeOptions options;
        options.name = QStringLiteral("Practice %1").arg(number);
        options.pace = 0;
        options.memory = qint64(8 + number) << 30;
        options.dice = static_cast<quint32>(number + 1);
        options.faults.restartPause = 200;
        options.faults.chance = {
            {QStringLiteral("out_of_memory"), 0.01}, {QStringLiteral("node_error"), 0.02},   {QStringLiteral("undecodable"), 0.005},
            {QStringLiteral("truncated"), 0.005},    {QStringLiteral("empty"), 0.005},       {QStringLiteral("refuse"), 0.02},
            {QStringLiteral("lost_answer"), 0.02},   {QStringLiteral("restart"), 0.01},      {QStringLiteral("drop_sockets"), 0.02},
            {QStringLiteral("lose_history"), 0.01},  {QStringLiteral("cut_downloads"), 0.02}};
        m_servers.push_back(std::make_unique<PracticeServer>(options));
        Server row;
        row.name = options.name;
        if (m_servers.back()->start()) {
            row.url = m_servers.back()->url().toString();
            (void)m_store->addServer(row);
        }
    }

    void startClient()
    {
        m_client.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_client.start(QCoreApplication::applicationFilePath(), {QStringLiteral("client"), m_dir.path()});
        ++m_starts;
    }

    [[nodiscard]] int ended()
    {
        const auto open = m_store->openJobs();
        return open ? m_jobs - static_cast<int>(open->size()) : 0;
    }

    int check(bool timedOut)
    {
        const auto all = m_store->jobs();
        if (!all)
            return fail(all.error().toLogLine());
        QStringList faults;
        QSet<QString> takes;
        int completed = 0;
        int failed = 0;
        int inBundle = 0;
        int attempts = 0;
        for (const Job &job : *all) {
            attempts += job.attempts;
            if (job.status == JobStatus::Completed) {
                ++completed;
                inBundle += job.bundle.isEmpty() ? 0 : 1;
                if (job.takeIds.size() != 1 || !QFile::exists(job.inboxFile))
                    faults.append(QStringLiteral("job %1 has no result").arg(job.id.text()));
                else if (takes.contains(job.takeIds.front()))
                    faults.append(QStringLiteral("take %1 twice").arg(job.takeIds.front()));
                else
                    takes.insert(job.takeIds.front());
            } else if (job.status == JobStatus::Failed) {
                ++failed;
                if (!job.problem())
                    faults.append(QStringLiteral("job %1 failed without a reason").arg(job.id.text()));
            } else {
                faults.append(
                    QStringLiteral("job %1 is stuck: %2, %3").arg(job.id.text(), jobStatusName(job.status), jobStageName(job.stage)));
            }
        }
        if (static_cast<int>(all->size()) != m_jobs)
            faults.append(QStringLiteral("%1 jobs of %2 are left").arg(all->size()).arg(m_jobs));
        int taken = 0;
        int succeeded = 0;
        for (const auto &server : m_servers) {
            QStringList ids = server->takenIds();
            taken += server->taken();
            succeeded += server->succeeded();
            if (ids.removeDuplicates() > 0)
                faults.append(QStringLiteral("a request was sent twice to %1").arg(server->options().name));
        }
        if (const auto session = project::ProjectSession::open(m_bundle, project::OpenMode::ReadOnly)) {
            const auto kept = (*session)->takes().count();
            if (kept != inBundle)
                faults.append(QStringLiteral("the project has %1 takes of %2").arg(kept).arg(inBundle));
        } else {
            faults.append(session.error().toLogLine());
        }
        say(QStringLiteral("%1 completed, %2 failed with a reason, %3 attempts; servers took %4 requests and finished %5; %6 kills, %7 "
                           "starts of the client")
                .arg(completed)
                .arg(failed)
                .arg(attempts)
                .arg(taken)
                .arg(succeeded)
                .arg(m_killed)
                .arg(m_starts));
        for (const QString &fault : faults.mid(0, 20))
            say(fault);
        if (timedOut)
            faults.append(QStringLiteral("out of time"));
        if (m_killed < m_kills)
            faults.append(QStringLiteral("only %1 kills").arg(m_killed));
        if (completed < m_jobs * 9 / 10)
            faults.append(QStringLiteral("too few completed"));
        return faults.isEmpty() ? 0 : fail(faults.join(QStringLiteral("; ")).left(2000));
    }

    QTemporaryDir m_dir;
    int m_jobs = 0;
    int m_kills = 0;
    int m_killed = 0;
    int m_starts = 0;
    QRandomGenerator m_random;
    QString m_bundle;
    std::unique_ptr<GenerationStore> m_store;
    std::vector<std::unique_ptr<PracticeServer>> m_servers;
    QProcess m_client;
};

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == QLatin1String("client"))
        return runClient(words.value(2));
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("jobs"), {}, QStringLiteral("n"), QStringLiteral("2000")},
                       {QStringLiteral("servers"), {}, QStringLiteral("n"), QStringLiteral("8")},
                       {QStringLiteral("kills"), {}, QStringLiteral("n"), QStringLiteral("20")},
                       {QStringLiteral("seed"), {}, QStringLiteral("n"), QStringLiteral("1")},
                       {QStringLiteral("minutes"), {}, QStringLiteral("n"), QStringLiteral("60")}});
    parser.process(app);
    const auto number = [&](const char *name) { return parser.value(QLatin1String(name)).toInt(); };
    Soak soak(number("jobs"), number("servers"), number("kills"), static_cast<quint32>(number("seed")));
    if (const auto ready = soak.prepare(); !ready)
        return fail(ready.error().toLogLine());
    return soak.run(number("minutes"));
}

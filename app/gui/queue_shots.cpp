// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/queue_shots.h"

#include "core/generation/batch_shots.h"
#include "core/generation/generation_service.h"
#include "core/practice/practice_server.h"
#include "core/project/project_session.h"
#include "core/timeline/model.h"
#include "ui/queue/batch_dialog.h"
#include "ui/queue/job_editor.h"
#include "ui/queue/queue_screen.h"
#include "ui/servers/matrix_view.h"
#include "ui/servers/practice_card.h"
#include "ui/servers/server_dialog.h"
#include "ui/servers/servers_screen.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/switch.h"

#include <QtCore/QDeadlineTimer>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

namespace sc::app {

using namespace generation;

namespace {

constexpr QSize kUsual(1440, 900);
constexpr QSize kSmallest(1024, 640);
constexpr QSize kWide(2200, 1200);
constexpr int kPatienceMs = 90'000;

bool waitUntil(const std::function<bool()> &done, int ms = kPatienceMs)
{
    for (const QDeadlineTimer until(ms); !until.hasExpired();) {
        if (done())
            return true;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    }
    return false;
}

class QueueShots
{
public:
    QueueShots(ui::MainWindow &window, ui::AppContext &context, const QString &folder,
               const std::function<bool(const QString &, QSize)> &take)
        : m_window(window),
          m_context(context),
          m_folder(folder),
          m_take(take),
          m_service(*context.generation()),
          m_queue(*static_cast<ui::QueueScreen *>(window.screenWidget(ui::ScreenId::Queue))),
          m_servers(*static_cast<ui::ServersScreen *>(window.screenWidget(ui::ScreenId::Servers)))
    {
    }

    bool takeAll()
    {
        m_window.showScreen(ui::ScreenId::Servers, false);
        shot("servers-empty");
        m_window.showScreen(ui::ScreenId::Queue, false);
        shot("queue-empty");
        shot("queue-empty-1024x640", kSmallest);
        addServers();
        addJobs();
        takeQueue();
        takeServers();
        takeMany();
        return m_all;
    }

private:
    void shot(const char *name, QSize size = kUsual)
    {
        m_window.closeNotices();
        m_all = m_take(QLatin1String(name), size) && m_all;
    }
    // A dialog is a window of its own.
    void dialogShot(const char *name, QWidget *dialog)
    {
        waitUntil([] { return false; }, 700);
        if (dialog)
            m_all = dialog->grab().save(QStringLiteral("%1/%2.png").arg(m_folder, QLatin1String(name))) && m_all;
    }

    void addServers()
    {
        const std::pair<const char *, double> pace[] = {{"studio-4090", 0.5}, {"attic-3090", 0.8}};
        for (const auto &[name, speed] : pace) {
            practice::PracticeOptions options;
            options.pace = speed;
            options.name = QLatin1String(name) == QLatin1String("studio-4090") ? QStringLiteral("NVIDIA GeForce RTX 4090")
                                                                               : QStringLiteral("NVIDIA GeForce RTX 3090");
            options.memory = 24LL * 1024 * 1024 * 1024;
            m_running.push_back(std::make_unique<practice::PracticeServer>(options));
            if (!m_running.back()->start())
                continue;
            Server row;
            row.name = QLatin1String(name);
            row.url = m_running.back()->url().toString();
            (void)m_service.store().addServer(row);
        }
        Server gone;
        gone.name = QStringLiteral("garage-3060");
        gone.url = QStringLiteral("http://127.0.0.1:1");
        (void)m_service.store().addServer(gone);
        m_service.refresh();
        waitUntil([this] {
            return std::ranges::count_if(m_queue.feed()->servers(), [](const ui::ServerState &state) { return state.nodes != nullptr; }) >=
                   2;
        });
    }

    void addJobs()
    {
        std::vector<Job> jobs;
        int n = 0;
        const auto clips = timeline::liveClips(m_context.session()->timeline());
        for (const timeline::Clip *clip : clips) {
            if (++n > 16)
                break;
            Job job;
            job.kind = JobKind::Image;
            job.bundle = m_context.session()->bundle();
            job.projectName = m_context.session()->timeline().project.name;
            job.clip = clip->id.text();
            job.clipName = clip->name;
            job.prompt = clip->imagePrompt.isEmpty() ? QStringLiteral("%1, neon rain over a wide avenue at night").arg(clip->name)
                                                     : clip->imagePrompt;
            job.family = n % 3 == 0 ? QStringLiteral("flux_dev") : QStringLiteral("sdxl");
            job.params =
                QStringLiteral(R"({"family":"%1","preset":"fast","width":1024,"height":576,"seed":%2})").arg(job.family).arg(400 + n);
            job.maxAttempts = 1;
            jobs.push_back(job);
        }
        const auto added = m_service.store().addJobs(jobs);
        if (!added)
            return;
        m_service.refresh();
        // The fourth fails for lack of memory.
        waitUntil([this] { return done() >= 3; });
        practice::PracticeFaults faults;
        faults.outOfMemory = 1;
        m_running.back()->setFaults(faults);
        waitUntil([this] {
            return done() >= 5 && std::ranges::any_of(m_service.jobs(), [](const Job &job) { return job.status == JobStatus::Failed; });
        });
        if (m_service.jobs().size() > 14)
            (void)m_queue.desk().hold({m_service.jobs()[m_service.jobs().size() - 1].id});
    }
    [[nodiscard]] int done() const
    {
        return static_cast<int>(std::ranges::count_if(m_service.jobs(), [](const Job &job) { return job.status == JobStatus::Completed; }));
    }
    [[nodiscard]] QString jobIn(JobStatus status) const
    {
        const auto found = std::ranges::find(m_service.jobs(), status, &Job::status);
        return found == m_service.jobs().end() ? QString() : found->id.text();
    }

    void takeQueue()
    {
        m_window.showScreen(ui::ScreenId::Queue, false);
        waitUntil(
            [this] { return std::ranges::any_of(m_service.jobs(), [](const Job &job) { return job.progress && *job.progress > 0.2; }); },
            15'000);
        shot("queue");
        shot("queue-1024x640", kSmallest);
        shot("queue-wide", kWide);
        if (const QString waiting = jobIn(JobStatus::Queued); !waiting.isEmpty()) {
            m_queue.openJob(waiting);
            shot("queue-job-waiting");
            shot("queue-job-1024x640", kSmallest);
        }
        if (const QString failed = jobIn(JobStatus::Failed); !failed.isEmpty()) {
            m_queue.openJob(failed);
            shot("queue-job-failed");
            m_queue.editJob(failed);
            dialogShot("queue-job-edit", m_queue.editor());
            if (m_queue.editor())
                m_queue.editor()->close();
        }
        if (const QString ended = jobIn(JobStatus::Completed); !ended.isEmpty()) {
            m_queue.openJob(ended);
            shot("queue-job-done");
        }
        m_queue.showBoard();
        m_queue.openBatch({});
        if (ui::BatchDialog *dialog = m_queue.batchDialog()) {
            dialog->promptMode()->setCurrent(1);
            dialog->sharedPrompt()->setPlainText(QStringLiteral("35 mm anamorphic, wet asphalt, haze, neon avenue after rain"));
            dialog->axisKey(0)->setValue(QStringLiteral("cfg"));
            dialog->axisValues(0)->setText(QStringLiteral("5, 7"));
            dialogShot("batch-dialog", dialog);
            dialog->close();
        }
        m_queue.openReport();
        shot("morning-report");
        shot("morning-report-1024x640", kSmallest);
        m_queue.showBoard();
    }

    void takeServers()
    {
        m_window.showScreen(ui::ScreenId::Servers, false);
        shot("servers");
        shot("servers-1024x640", kSmallest);
        shot("servers-wide", kWide);
        if (!m_servers.matrix().rows().empty())
            m_servers.matrixView().setCurrentId(m_servers.matrix().rows().front().id);
        shot("servers-model");
        ui::MatrixFilter nodes;
        nodes.tab = ui::MatrixTab::Nodes;
        m_servers.setFilter(nodes);
        shot("servers-nodes");
        m_servers.setFilter({});
        m_servers.addServer();
        if (ui::ServerDialog *dialog = m_servers.dialog()) {
            practice::PracticeServer another;
            if (another.start()) {
                dialog->addressField()->setText(another.url().toString());
                dialog->nameField()->setText(QStringLiteral("loft-5090"));
                dialog->test();
                waitUntil([dialog] { return dialog->check() && dialog->check()->isDone(); });
                dialogShot("server-add-ok", dialog);
            }
            dialog->addressField()->setText(QStringLiteral("http://127.0.0.1:2"));
            dialog->test();
            waitUntil([dialog] { return dialog->check() && dialog->check()->isDone(); });
            dialogShot("server-add-refused", dialog);
            dialog->addressField()->setText(QStringLiteral("192.168.1.20:8188"));
            dialog->test();
            dialogShot("server-add-scheme", dialog);
            dialog->close();
        }
        if (m_servers.practice() && m_servers.practice()->start()) {
            m_service.refresh();
            m_servers.practice()->setFaults(withSwitch(m_servers.practice()->faults(), "out_of_memory", true));
            m_servers.feed()->refreshNow();
            waitUntil([this] {
                return m_servers.feed()->servers().size() >= 4 && m_servers.feed()->server(m_servers.practice()->serverId())->nodes;
            });
            shot("servers-practice");
            (void)m_servers.practice()->stop();
            m_service.refresh();
        }
    }

    void takeMany()
    {
        std::vector<Job> jobs;
        for (int i = 0; i < 1'000; ++i) {
            Job job;
            job.kind = i % 4 == 0 ? JobKind::Video : JobKind::Image;
            job.clipName = QStringLiteral("Shot %1").arg(i + 1);
            job.projectName = i % 2 == 0 ? QStringLiteral("Neon Drive") : QStringLiteral("Paper Moons");
            job.bundle = QStringLiteral("/projects/") + job.projectName;
            job.prompt = QStringLiteral("rain");
            job.family = QStringLiteral("sdxl");
            job.params = QStringLiteral(R"({"family":"sdxl","preset":"fast","seed":%1})").arg(i);
            jobs.push_back(job);
        }
        (void)setQueuePause(m_service.store(), QueuePause::AfterCurrent);
        (void)m_service.store().addJobs(jobs);
        m_service.refresh();
        m_window.showScreen(ui::ScreenId::Queue, false);
        shot("queue-1000");
        m_queue.setGrouping(ui::JobGrouping::Project);
        shot("queue-by-project");
        ui::JobFilter none;
        none.text = QStringLiteral("zzz");
        m_queue.setFilter(none);
        shot("queue-no-match");
        m_queue.setFilter({});
        m_queue.setGrouping(ui::JobGrouping::State);
    }

    ui::MainWindow &m_window;
    ui::AppContext &m_context;
    QString m_folder;
    const std::function<bool(const QString &, QSize)> &m_take;
    GenerationService &m_service;
    ui::QueueScreen &m_queue;
    ui::ServersScreen &m_servers;
    std::vector<std::unique_ptr<practice::PracticeServer>> m_running;
    bool m_all = true;
};

} // namespace

bool takeQueueStates(ui::MainWindow &window, ui::AppContext &context, const QString &folder,
                     const std::function<bool(const QString &, QSize)> &take)
{
    return QueueShots(window, context, folder, take).takeAll();
}

} // namespace sc::app

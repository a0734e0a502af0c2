// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queue_screen.h"

#include "core/project/project_session.h"
#include "ui/queue/batch_dialog.h"
#include "ui/queue/job_editor.h"
#include "ui/queue/job_page.h"
#include "ui/queue/lane_chart.h"
#include "ui/queue/queue_counters.h"
#include "ui/queue/report_page.h"
#include "ui/queue/still_dialog.h"
#include "ui/servers/server_card.h"
#include "ui/servers/time_words.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/state_page.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStackedWidget>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kServersWidth = 348;
constexpr int kNarrow = 1120; // below this the servers have their own screen
constexpr int kLow = 600;
constexpr int kGap = space::kGutter;
constexpr int kNightJobs = 10; // that ended while nobody looked, for the report to open by itself
const QString kSeenKey = QStringLiteral("report_seen");

} // namespace

QueueScreen::QueueScreen(AppContext &context, QWidget *parent) : QWidget(parent), m_context(context)
{
    if (GenerationService *service = context.generation()) {
        m_feed = new GenerationFeed(*service, this);
        m_desk = new QueueDesk(context, *service, this);
        m_pictures = new JobPictures(*service, this);
        m_model = new JobModel(*m_feed, this);
        build();
        connectAll();
        registerQueueActions(context.actions(), this);
        refreshRows();
        refreshServers();
        refreshHead();
    } else {
        m_nothing =
            new EmptyState(QStringLiteral("queue"), tr("The queue cannot be opened"), tr("This window runs without generation."), this);
    }
}

QueueScreen::~QueueScreen() = default;

JobEditor *QueueScreen::editor() const
{
    return m_editor;
}

BatchDialog *QueueScreen::batchDialog() const
{
    return m_batch;
}

StillDialog *QueueScreen::stillDialog() const
{
    return m_stills;
}

void QueueScreen::build()
{
    m_stack = new QStackedWidget(this);
    buildBoard();
    m_jobPage = new JobPage(*m_model, *m_pictures, *m_feed, *m_desk, m_stack);
    m_report = new ReportPage(m_context, *m_feed, *m_desk, *m_pictures, m_stack);
    m_stack->addWidget(m_board);
    m_stack->addWidget(m_jobPage);
    m_stack->addWidget(m_report);
}

void QueueScreen::buildBoard()
{
    m_board = new QWidget(m_stack);
    m_counters = new QueueCounters(m_board);
    m_chartPanel = new Panel(m_board);
    auto *chartLayout = new QVBoxLayout(m_chartPanel);
    chartLayout->setContentsMargins(0, 0, 0, 0);
    m_chart = new LaneChart(*m_feed, *m_pictures, m_model->numbers(), m_chartPanel);
    chartLayout->addWidget(m_chart);
    m_listPanel = new Panel(m_board);
    auto *layout = new QVBoxLayout(m_listPanel);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(14, 8, 12, 4);
    bar->setSpacing(8);
    bar->addWidget(new TextLabel(tr("Jobs"), TextStyle::BodyStrong, Ink::Primary, m_listPanel));
    m_grouping = new Segment({{tr("By state"), {}}, {tr("Server"), {}}, {tr("Batch"), {}}, {tr("Project"), {}}}, m_listPanel);
    bar->addWidget(m_grouping);
    bar->addStretch(1);
    m_choose = new PushButton({}, ControlKind::Primary, m_listPanel);
    m_choose->hide();
    bar->addWidget(m_choose);
    m_states = new Chip(tr("All states"), m_listPanel);
    m_states->setTall(true);
    m_states->setCheckable(true);
    bar->addWidget(m_states);
    m_search = new SearchField(tr("Filter jobs"), m_listPanel);
    m_search->setFixedWidth(190);
    bar->addWidget(m_search);
    layout->addLayout(bar);
    m_list = new JobList(*m_model, *m_pictures, JobList::Form::Wide, m_listPanel);
    layout->addWidget(m_list, 1);
    m_empty = new EmptyState(QStringLiteral("queue"), {}, {}, m_listPanel);
    m_empty->addAction(tr("Batch..."), true, [this] { openBatch({}); });
    m_empty->addAction(tr("Show all"), false, [this] { setFilter({}); });
    layout->addWidget(m_empty, 1);
    m_cardArea = new QScrollArea(m_board);
    m_cardArea->setFrameShape(QFrame::NoFrame);
    m_cardArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_cardArea->viewport()->setAutoFillBackground(false);
    m_cardHost = new QWidget;
    m_cardArea->setWidget(m_cardHost);
    m_cardHost->setAutoFillBackground(false); // setWidget() turned it on
    m_addServer = new PushButton(tr("Add server"), ControlKind::Default, m_board);
    m_addServer->setIconName(QStringLiteral("plus"));
    m_addServer->setButtonSize(ButtonSize::Large);
    m_matrix = new PushButton(tr("Model matrix"), ControlKind::Quiet, m_board);
    m_matrix->setButtonSize(ButtonSize::Large);
}

void QueueScreen::connectAll()
{
    connect(m_feed, &GenerationFeed::jobsChanged, this, [this] {
        refreshRows();
        m_context.actions().refresh();
    });
    connect(m_feed, &GenerationFeed::serversChanged, this, [this] {
        refreshServers();
        refreshHead();
        m_model->touchAll();
        if (m_stack->currentWidget() == m_jobPage)
            m_jobPage->refresh();
    });
    connect(m_feed, &GenerationFeed::progressed, this, [this](const QStringList &ids) {
        m_model->touch(ids);
        m_chart->update();
        if (m_stack->currentWidget() == m_jobPage && ids.contains(m_jobPage->shownJob()))
            m_jobPage->refresh();
    });
    connect(m_desk, &QueueDesk::changed, this, [this] {
        m_feed->refreshNow();
        m_context.actions().refresh();
    });
    connect(m_desk, &QueueDesk::editRequested, this, &QueueScreen::editJob);
    connect(m_counters, &QueueCounters::pauseRequested, m_desk, &QueueDesk::pauseQueue);
    connect(m_counters, &QueueCounters::clearRequested, this, [this] { m_desk->clear({JobStatus::Completed, JobStatus::Cancelled}); });
    connect(m_counters, &QueueCounters::menuRequested, this, &QueueScreen::openQueueMenu);
    connect(m_chart, &LaneChart::jobChosen, this, [this](const QString &id) {
        m_list->choose({JobId(id)});
        if (const int row = m_model->rowOf(id); row >= 0) {
            m_list->setCurrentIndex(m_model->index(row));
            m_list->scrollTo(m_model->index(row));
        }
    });
    connect(m_chart, &LaneChart::jobOpened, this, &QueueScreen::openJob);
    connect(m_grouping, &Segment::currentChanged, this, [this](int index) { setGrouping(static_cast<JobGrouping>(index)); });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        JobFilter filter = m_filter;
        filter.text = text;
        setFilter(filter);
    });
    connect(m_choose, &QAbstractButton::clicked, this, &QueueScreen::openChoices);
    connect(m_states, &QAbstractButton::clicked, this, &QueueScreen::openStateMenu);
    connect(m_list, &JobList::opened, this, &QueueScreen::openJob);
    connect(m_list, &JobList::chosenChanged, this, [this] { m_context.actions().refresh(); });
    connect(m_list, &JobList::dropped, this, [this](const std::vector<JobId> &ids, int place) { m_desk->move(ids, place); });
    connect(m_list, &JobList::headPressed, this, [this](const QString &key) {
        if (!m_folded.remove(key))
            m_folded.insert(key);
        refreshRows();
    });
    const auto openMenu = [this](const QPoint &at, const QString &id) {
        const Job *job = m_context.generation()->job(JobId(id));
        if (!job)
            return;
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillMenu(*menu, *job);
        menu->popup(at);
    };
    connect(m_list, &JobList::menuRequested, this, [this, openMenu](const QPoint &at) { openMenu(at, m_list->current().text()); });
    connect(m_list, &JobList::actionPressed, this, [this, openMenu](const QString &id, const QString &action) {
        if (action == u"menu")
            return openMenu(QCursor::pos(), id);
        if (action == u"open")
            return openJob(id);
        m_list->choose({JobId(id)});
        run(action);
    });
    connect(m_jobPage, &JobPage::closed, this, &QueueScreen::showBoard);
    connect(m_jobPage, &JobPage::menuRequested, this, openMenu);
    connect(m_jobPage, &JobPage::editRequested, this, &QueueScreen::editJob);
    connect(m_report, &ReportPage::choiceRequested, this, &QueueScreen::openChoices);
    connect(m_report, &ReportPage::closed, this, &QueueScreen::showBoard);
    connect(m_report, &ReportPage::jobRequested, this, &QueueScreen::openJob);
    connect(m_addServer, &QAbstractButton::clicked, this, [this] {
        Q_EMIT m_context.screenRequested(ScreenId::Servers);
        m_context.actions().trigger(QStringLiteral("servers.add"));
    });
    connect(m_matrix, &QAbstractButton::clicked, this, [this] { Q_EMIT m_context.screenRequested(ScreenId::Servers); });
    connect(&m_context, &AppContext::jobRequested, this, &QueueScreen::openJob);
    connect(&m_context, &AppContext::batchRequested, this, &QueueScreen::openBatch);
    connect(&m_context, &AppContext::sessionAboutToChange, this, [this] {
        m_pictures->setSession(nullptr);
        m_model->numbers().read(nullptr);
    });
    connect(&m_context, &AppContext::sessionChanged, this, [this] {
        m_pictures->setSession(m_context.session());
        m_model->numbers().read(m_context.session());
        m_model->touchAll();
    });
    m_pictures->setSession(m_context.session());
    m_model->numbers().read(m_context.session());
}

void QueueScreen::refreshRows()
{
    GenerationService &service = m_feed->service();
    JobRowSource source{service.jobs(), {}, {}, {}, QDate::currentDate()};
    for (const Server &server : service.servers())
        source.serverNames.insert(server.id.text(), server.name);
    if (m_group == JobGrouping::Batch) {
        if (const auto batches = service.store().batches()) {
            for (const Batch &batch : *batches)
                source.batchNames.insert(batch.id.text(), batch.name);
        }
    }
    source.textOf = [this](const Job &job) { return m_model->numbers().of(job); };
    std::vector<JobRow> rows = jobRows(source, m_group, m_filter, m_folded);
    const bool isEmpty = rows.empty();
    m_list->setMovable(m_group == JobGrouping::State);
    m_list->setRows(std::move(rows));
    m_list->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    const bool isFiltered = !(m_filter == JobFilter());
    if (isEmpty)
        m_empty->setWords(isFiltered ? tr("No job matches") : tr("Nothing is queued"),
                          isFiltered ? tr("Look for another name, or show all states.")
                                     : tr("Generate a shot, or order many at once with a batch."));
    refreshHead();
}

void QueueScreen::refreshHead()
{
    const std::vector<Job> &jobs = m_feed->service().jobs();
    const QueueCounts counts = queueCounts(jobs, QDate::currentDate());
    std::optional<double> end;
    if (m_feed->service().dispatcher() && counts.running + counts.waiting > counts.held) {
        double last = m_feed->forecast().endS;
        bool reaches = counts.running > 0 || !m_feed->forecast().runs.empty();
        if (reaches && last > 0)
            end = last;
    }
    const auto problem = m_feed->service().runnerProblem();
    m_counters->show(counts, end, m_desk->pause(), problem ? tr("another program runs the queue") : QString());
    m_counters->setToolTip(problem ? problem->text() : QString());
    const std::vector<StillChoice> choices = generation::openChoices(jobs);
    const int ready = static_cast<int>(std::ranges::count_if(choices, &StillChoice::canChoose));
    m_choose->setText(tr("Choose for %n shot(s)", nullptr, ready));
    m_choose->setVisible(ready > 0);
}

void QueueScreen::refreshServers()
{
    const std::vector<ServerState> &states = m_feed->servers();
    const bool grown = states.size() != m_cards.size();
    while (m_cards.size() > states.size()) {
        m_cards.back()->hide();
        m_cards.back()->deleteLater();
        m_cards.pop_back();
    }
    while (m_cards.size() < states.size()) {
        auto *card = new ServerCard(ServerCard::Form::Queue, m_cardHost);
        card->show();
        connect(card, &ServerCard::menuRequested, this, [this] { Q_EMIT m_context.screenRequested(ScreenId::Servers); });
        m_cards.push_back(card);
    }
    for (size_t i = 0; i < states.size(); ++i) {
        std::vector<ServerCard::Line> lines;
        for (const QString &id : states[i].running.mid(0, 2)) {
            if (const Job *job = m_feed->service().job(JobId(id)))
                lines.push_back({tr("Now"), (m_model->numbers().of(*job) + u' ' + jobName(*job)).trimmed(),
                                 job->progress ? tr("%1 %").arg(qRound(*job->progress * 100)) : QString()});
        }
        for (const PlannedRun &run : m_feed->forecast().runs) {
            if (m_feed->plan().servers[static_cast<size_t>(run.server)].id != states[i].server.id)
                continue;
            if (const Job *job = m_feed->service().job(run.job))
                lines.push_back({tr("Next"), (m_model->numbers().of(*job) + u' ' + jobName(*job)).trimmed(), endWordsOf(*job, *m_feed)});
            break;
        }
        m_cards[i]->setState(states[i], lines);
    }
    m_chart->refresh();
    if (grown)
        layOut();
}

void QueueScreen::setGrouping(JobGrouping grouping)
{
    m_group = grouping;
    m_grouping->setCurrent(static_cast<int>(grouping));
    refreshRows();
}

void QueueScreen::setFilter(const JobFilter &filter)
{
    m_filter = filter;
    if (m_search->text() != filter.text)
        m_search->setText(filter.text);
    m_states->setChecked(!filter.statuses.isEmpty());
    m_states->setText(filter.statuses.isEmpty()     ? tr("All states")
                      : filter.statuses.size() == 1 ? jobStatusWord(*filter.statuses.begin())
                                                    : tr("%1 states").arg(filter.statuses.size()));
    m_states->updateGeometry();
    refreshRows();
}

void QueueScreen::openStateMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("All states"), this, [this] {
        JobFilter filter = m_filter;
        filter.statuses.clear();
        setFilter(filter);
    });
    menu->addSeparator();
    for (int i = 0; i <= static_cast<int>(JobStatus::Cancelled); ++i) {
        const auto status = static_cast<JobStatus>(i);
        QAction *action = menu->addAction(jobStatusWord(status));
        action->setCheckable(true);
        action->setChecked(m_filter.statuses.contains(status));
        connect(action, &QAction::toggled, this, [this, status](bool on) {
            JobFilter filter = m_filter;
            on ? (void)filter.statuses.insert(status) : (void)filter.statuses.remove(status);
            setFilter(filter);
        });
    }
    m_states->setChecked(!m_filter.statuses.isEmpty());
    menu->popup(m_states->mapToGlobal(QPoint(0, m_states->height() + 2)));
}

void QueueScreen::openQueueMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char *id : {"pause", "pauseNow", "fairShare", "cancelWaiting", "cancelAll", "clearFinished", "clearFailed", "report"}) {
        if (QAction *action = m_context.actions().action(QStringLiteral("queue.") + QLatin1String(id)))
            menu->addAction(action);
    }
    menu->popup(at);
}

void QueueScreen::fillMenu(QMenu &menu, const Job &job)
{
    const auto add = [&](const char *id) {
        QAction *action = m_context.actions().action(QStringLiteral("queue.") + QLatin1String(id));
        if (action)
            menu.addAction(action);
    };
    if (m_stack->currentWidget() == m_board)
        add("open");
    if (job.isWaiting()) {
        for (const char *id : {"next", "hold", "goOn", "earlier", "later", "priority", "edit"})
            add(id);
        QMenu *servers = menu.addMenu(tr("Send to"));
        servers->addAction(tr("Any server"), this, [this] { m_desk->sendTo(chosen(), {}, false); });
        for (const ServerState &state : m_feed->servers()) {
            QMenu *one = servers->addMenu(state.server.name);
            one->addAction(tr("Rather there"), this, [this, id = state.server.id] { m_desk->sendTo(chosen(), id, false); });
            one->addAction(tr("Only there"), this, [this, id = state.server.id] { m_desk->sendTo(chosen(), id, true); });
        }
    }
    if (job.status == JobStatus::Failed || job.status == JobStatus::Cancelled) {
        add("retry");
        add("retryWith");
    }
    add("duplicate");
    add("duplicateFresh");
    menu.addSeparator();
    if (!job.isFinished())
        add("cancel");
    add("delete");
}

std::vector<JobId> QueueScreen::chosen() const
{
    if (m_stack->currentWidget() == m_jobPage)
        return m_jobPage->shownJob().isEmpty() ? std::vector<JobId>() : std::vector<JobId>{JobId(m_jobPage->shownJob())};
    return m_list->chosen();
}

bool QueueScreen::hasChosen(const std::function<bool(const Job &)> &test) const
{
    const std::vector<JobId> ids = chosen();
    return !ids.empty() && std::ranges::all_of(ids, [&](const JobId &id) {
        const Job *job = m_feed->service().job(id);
        return job && test(*job);
    });
}

void QueueScreen::run(const QString &action)
{
    const std::vector<JobId> ids = chosen();
    if (ids.empty())
        return;
    if (action == u"choose")
        openChoices();
    else if (action == u"next")
        (void)m_desk->runNext(ids);
    else if (action == u"hold")
        (void)m_desk->hold(ids);
    else if (action == u"go")
        (void)m_desk->goOn(ids);
    else if (action == u"cancel")
        (void)m_desk->cancel(ids);
    else if (action == u"retry")
        (void)m_desk->retry(ids);
    else if (action == u"duplicate")
        (void)m_desk->duplicate(ids, false);
    else if (action == u"duplicateFresh")
        (void)m_desk->duplicate(ids, true);
    else if (action == u"delete")
        (void)m_desk->remove(ids);
    else if (action == u"earlier")
        (void)m_desk->moveBy(ids, -1);
    else if (action == u"later")
        (void)m_desk->moveBy(ids, 1);
    else if (action == u"smaller") {
        const Job *job = m_feed->service().job(ids.front());
        const auto size = job ? smallerSize(*job) : std::nullopt;
        if (size)
            (void)m_desk->retryWith(job->id, {.prompt = {}, .negative = {}, .params = withSize(job->params, *size), .maxAttempts = {}});
    }
}

void QueueScreen::askPriority()
{
    const std::vector<JobId> ids = chosen();
    const Job *job = ids.empty() ? nullptr : m_feed->service().job(ids.front());
    if (!job)
        return;
    auto *dialog = new QInputDialog(window());
    dialog->setObjectName(QStringLiteral("priority"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setWindowTitle(tr("Priority"));
    dialog->setLabelText(tr("From -100 to 100; higher goes first."));
    dialog->setIntRange(-100, 100);
    dialog->setIntValue(job->priority);
    dialog->setOkButtonText(tr("Set priority"));
    connect(dialog, &QInputDialog::intValueSelected, this, [this, ids](int value) { m_desk->setPriority(ids, value); });
    dialog->open();
}

void QueueScreen::openMoveMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Any server"), this, [this] { m_desk->sendTo(chosen(), {}, false); });
    for (const ServerState &state : m_feed->servers())
        menu->addAction(tr("Only %1").arg(state.server.name), this, [this, id = state.server.id] { m_desk->sendTo(chosen(), id, true); });
    menu->popup(m_list->mapToGlobal(QPoint(m_list->width() / 2, 40)));
}

void QueueScreen::editJob(const QString &id)
{
    const Job *job = m_feed->service().job(JobId(id));
    if (!job)
        return;
    if (m_editor)
        m_editor->close();
    m_editor = new JobEditor(*job, window());
    m_editor->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_editor, &JobEditor::submitted, this, [this](const JobId &at, const JobChange &change, bool retries) {
        const bool done = retries ? m_desk->retryWith(at, change) : m_desk->edit(at, change);
        const Job *now = m_feed->service().job(at);
        // What was refused keeps the dialog, unless the job has gone on: then the shell offers a copy.
        if (m_editor && (done || !now || !now->isWaiting()))
            m_editor->accept();
    });
    m_editor->open();
}

void QueueScreen::showBoard()
{
    m_stack->setCurrentWidget(m_board);
    m_list->setFocus();
    m_context.actions().refresh();
}

void QueueScreen::openJob(const QString &id)
{
    if (!m_feed || !m_feed->service().job(JobId(id))) {
        Q_EMIT m_context.problemRaised(Problem(ProblemCode::ResourceNotFound, tr("This job is not in the queue any more.")));
        return;
    }
    m_stack->setCurrentWidget(m_jobPage);
    m_jobPage->showJob(id);
    m_context.actions().refresh();
}

void QueueScreen::openReport()
{
    m_report->showNight();
    m_stack->setCurrentWidget(m_report);
}

void QueueScreen::openBatch(const std::vector<ClipId> &clips)
{
    if (!m_feed)
        return;
    if (!m_context.session()) {
        Q_EMIT m_context.problemRaised(Problem(ProblemCode::ResourceNotFound, tr("A batch needs an open project with shots.")));
        return;
    }
    if (m_batch)
        m_batch->close();
    m_batch = new BatchDialog(m_context, *m_feed, clips, window());
    m_batch->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_batch, &BatchDialog::created, this, [this] { m_feed->refreshNow(); });
    m_batch->open();
}

void QueueScreen::openChoices()
{
    if (m_stills)
        m_stills->close();
    m_stills = new StillDialog(*m_feed, *m_desk, *m_pictures, window());
    m_stills->setAttribute(Qt::WA_DeleteOnClose);
    m_stills->open();
}

// The first look after a night: ten or more jobs ended since the report was seen last.
void QueueScreen::considerReport()
{
    GenerationStore &store = m_feed->service().store();
    const QString seen = store.state(kSeenKey).value_or(QString());
    const QString now = utcNow();
    if (seen.isEmpty()) {
        (void)store.setState(kSeenKey, now);
        return;
    }
    const bool newDay = timeFrom(seen).date() < QDate::currentDate();
    int ended = 0;
    for (const Job &job : m_feed->service().jobs())
        ended += job.isFinished() && job.finishedAt > seen ? 1 : 0;
    if (!newDay)
        return;
    (void)store.setState(kSeenKey, now);
    if (ended < kNightJobs || m_stack->currentWidget() != m_board)
        return;
    m_report->showSince(seen);
    m_stack->setCurrentWidget(m_report);
}

void QueueScreen::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_feed)
        considerReport();
}

void QueueScreen::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_nothing) {
        m_nothing->setGeometry(rect());
        return;
    }
    m_stack->setGeometry(rect());
    layOut();
}

void QueueScreen::layOut()
{
    const bool narrow = width() < kNarrow;
    const bool low = height() < kLow;
    const int right = narrow ? 0 : kServersWidth + kGap;
    const int left = width() - right;
    m_counters->setGeometry(0, 0, left, 62);
    const int servers = std::max<int>(1, static_cast<int>(m_cards.size()));
    const int most = low ? 130 : std::max(150, height() * 36 / 100);
    const int chart = std::min(m_chart->heightFor(servers), most);
    m_chartPanel->setGeometry(0, 62 + kGap, left, chart);
    const int top = 62 + kGap + chart + kGap;
    m_listPanel->setGeometry(0, top, left, height() - top);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_cardArea, m_addServer, m_matrix})
        widget->setVisible(!narrow);
    if (narrow)
        return;
    const int buttons = 36;
    m_cardArea->setGeometry(left + kGap, 0, kServersWidth, height() - buttons - kGap);
    const int count = static_cast<int>(m_cards.size());
    const int room = height() - buttons - kGap;
    const int each = count == 0 ? 0 : std::clamp((room - (count - 1) * kGap) / count, 178, 250);
    const int whole = count * (each + kGap) - kGap;
    const int width_ = kServersWidth - (whole > room ? m_cardArea->verticalScrollBar()->sizeHint().width() + 4 : 0);
    m_cardHost->resize(width_, std::max(0, whole));
    for (int i = 0; i < count; ++i)
        m_cards[static_cast<size_t>(i)]->setGeometry(0, i * (each + kGap), width_, each);
    m_addServer->setGeometry(left + kGap, height() - buttons, kServersWidth / 2 - 4, buttons);
    m_matrix->setGeometry(left + kGap + kServersWidth / 2 + 4, height() - buttons, kServersWidth / 2 - 4, buttons);
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/servers_screen.h"

#include "core/generation/queue_edits.h"
#include "ui/servers/matrix_view.h"
#include "ui/servers/model_page.h"
#include "ui/servers/practice_card.h"
#include "ui/servers/server_card.h"
#include "ui/servers/server_dialog.h"
#include "ui/servers/server_log.h"
#include "ui/servers/time_words.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/state_page.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QDialog>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kCardHeight = 232;
constexpr int kNarrowCardHeight = 122;
constexpr int kCardWidth = 336;
constexpr int kPageWidth = 344;
constexpr int kNarrowBelow = 1160;
constexpr int kShortBelow = 640;
constexpr int kGap = space::kGutter;

} // namespace

ServersScreen::ServersScreen(AppContext &context, QWidget *parent) : QWidget(parent), m_context(context)
{
    if (GenerationService *service = context.generation()) {
        m_practice = std::make_unique<PracticeHost>(service->store());
        m_feed = new GenerationFeed(*service, this);
    }
    build();
    registerServerActions(context.actions(), this);
    if (!m_feed)
        return;
    connect(m_feed, &GenerationFeed::serversChanged, this, [this] {
        takeNodes();
        refreshCards();
        refreshMatrix();
        m_context.actions().refresh();
    });
    connect(&context, &AppContext::problemActionChosen, this, [this](const Problem &problem, const QString &action) {
        if (problem.entityKind() != u"server")
            return;
        for (const ServerState &state : m_feed->servers()) {
            if (state.server.name != problem.entity() && state.server.id.text() != problem.entity())
                continue;
            if (action == u"server.edit")
                editServer(state.server.id);
            else if (action == u"server.check")
                checkServer(state.server.id);
            return;
        }
    });
    readLists();
}

ServersScreen::~ServersScreen() = default;

ServerDialog *ServersScreen::dialog() const
{
    return m_dialog;
}

void ServersScreen::build()
{
    m_cardArea = new QScrollArea(this);
    m_cardArea->setFrameShape(QFrame::NoFrame);
    m_cardArea->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_cardArea->viewport()->setAutoFillBackground(false);
    m_cardHost = new QWidget;
    m_cardArea->setWidget(m_cardHost);
    m_cardHost->setAutoFillBackground(false); // setWidget() turned it on
    m_noServers = new EmptyState(QStringLiteral("servers"), tr("No servers yet"),
                                 tr("Add your ComfyUI server, or switch the practice server on to learn without one."), m_cardHost);
    m_noServers->addAction(tr("Add server"), true, [this] { addServer(); });
    if (m_practice) {
        m_practiceCard = new PracticeCard(*m_practice, this);
        connect(m_practiceCard, &PracticeCard::problemOccurred, this, &ServersScreen::report);
        connect(m_practiceCard, &PracticeCard::serversTouched, this, [this] {
            m_context.generation()->refresh();
            m_feed->refreshNow();
        });
    }
    buildMatrix();
    m_page = new ModelPage(m_context.generation() ? m_context.generation()->profile() : ProfilePaths(), this);
    connect(m_page, &ModelPage::modelEdited, this, &ServersScreen::keepModel);
    connect(m_page, &ModelPage::problemOccurred, this, &ServersScreen::report);
    connect(m_page, &ModelPage::presetsChanged, this, [this] {
        const QString id = m_page->shownId();
        m_page->showNothing();
        showRow(id);
    });
    connect(m_page, &ModelPage::workflowRemoveRequested, this, [this](const QString &id) {
        if (!reported(m_context, WorkflowShelf(m_context.generation()->profile()).remove(id)))
            return;
        m_page->showNothing();
        readLists();
        refreshMatrix();
    });
}

void ServersScreen::buildMatrix()
{
    m_matrixPanel = new Panel(this);
    auto *layout = new QVBoxLayout(m_matrixPanel);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(10, 10, 10, 8);
    bar->setSpacing(8);
    m_tabs = new Segment({{tr("Models"), {}}, {tr("LoRAs"), {}}, {tr("Nodes"), {}}, {tr("Workflows"), {}}}, m_matrixPanel);
    bar->addWidget(m_tabs);
    m_needed = new Chip(tr("Needed by the queue"), m_matrixPanel);
    m_missing = new Chip(tr("Missing somewhere"), m_matrixPanel);
    for (Chip *chip : {m_needed, m_missing}) {
        chip->setTall(true);
        chip->setCheckable(true);
        bar->addWidget(chip);
    }
    bar->addStretch(1);
    m_search = new SearchField(tr("Find a model"), m_matrixPanel);
    m_search->setMinimumWidth(110);
    m_search->setMaximumWidth(190);
    bar->addWidget(m_search, 1);
    m_pageButton = new IconButton(QStringLiteral("info"), tr("Model page"), m_matrixPanel);
    bar->addWidget(m_pageButton);
    m_import = new PushButton(tr("Import workflow"), ControlKind::Default, m_matrixPanel);
    bar->addWidget(m_import);
    m_add = new PushButton(tr("Add server"), ControlKind::Primary, m_matrixPanel);
    m_add->setIconName(QStringLiteral("plus"));
    bar->addWidget(m_add);
    layout->addLayout(bar);
    m_matrixModel = new MatrixModel(this);
    m_matrix = new MatrixView(*m_matrixModel, m_matrixPanel);
    layout->addWidget(m_matrix, 1);
    m_emptyMatrix = new EmptyState(QStringLiteral("search"), {}, {}, m_matrixPanel);
    layout->addWidget(m_emptyMatrix, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(10, 8, 10, 10);
    m_foot = new TextLabel(tr("loaded: in memory now   here: on disk   missing: jobs that need it go elsewhere"), TextStyle::CaptionLight,
                           Ink::Secondary, m_matrixPanel);
    foot->addWidget(m_foot, 1);
    m_counts = new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary, m_matrixPanel);
    foot->addWidget(m_counts);
    auto *again = new PushButton(tr("Read again"), ControlKind::Quiet, m_matrixPanel);
    foot->addWidget(again);
    layout->addLayout(foot);
    connect(m_tabs, &Segment::currentChanged, this, [this](int tab) {
        MatrixFilter filter = m_filter;
        filter.tab = static_cast<MatrixTab>(tab);
        setFilter(filter);
    });
    connect(m_needed, &QAbstractButton::toggled, this, [this](bool on) {
        MatrixFilter filter = m_filter;
        filter.neededOnly = on;
        setFilter(filter);
    });
    connect(m_missing, &QAbstractButton::toggled, this, [this](bool on) {
        MatrixFilter filter = m_filter;
        filter.missingOnly = on;
        setFilter(filter);
    });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        MatrixFilter filter = m_filter;
        filter.text = text;
        setFilter(filter);
    });
    connect(m_add, &QAbstractButton::clicked, this, [this] { addServer(); });
    connect(m_import, &QAbstractButton::clicked, this, [this] { importWorkflow({}); });
    connect(again, &QAbstractButton::clicked, this, [this] {
        readLists();
        m_seenNodes.clear();
        checkAll();
    });
    connect(m_pageButton, &QAbstractButton::clicked, this, &ServersScreen::togglePage);
    connect(m_matrix, &MatrixView::rowChosen, this, &ServersScreen::showRow);
    connect(m_matrix, &MatrixView::favouriteToggled, this, &ServersScreen::toggleFavourite);
}

void ServersScreen::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_feed)
        readLists();
}

void ServersScreen::readLists()
{
    if (!m_feed)
        return;
    const ProfilePaths &profile = m_context.generation()->profile();
    if (const auto catalog = ModelCatalog::load(profile))
        m_source.models = catalog->all();
    else
        report(catalog.error());
    const WorkflowShelf::Listing workflows = WorkflowShelf(profile).all();
    m_source.workflows = workflows.workflows;
    for (const Problem &problem : workflows.problems)
        report(problem);
    if (auto figures = m_context.generation()->store().learned())
        m_figures = *figures;
}

// What a server lists is noted in the catalogue when it told something new.
void ServersScreen::takeNodes()
{
    const ProfilePaths &profile = m_context.generation()->profile();
    std::vector<const ServerState *> fresh;
    for (const ServerState &state : m_feed->servers()) {
        if (state.nodes && state.server.kind != ServerKind::RunPod && m_seenNodes.value(state.server.id.text()) != state.nodes.get())
            fresh.push_back(&state);
    }
    if (fresh.empty())
        return;
    auto catalog = ModelCatalog::load(profile);
    if (!catalog)
        return;
    for (const ServerState *state : fresh) {
        m_seenNodes.insert(state->server.id.text(), state->nodes.get());
        (void)catalog->see(state->server.name, *state->nodes, utcNow());
    }
    if (reported(m_context, catalog->save(profile)))
        m_source.models = catalog->all();
}

ServerCard *ServersScreen::card(const ServerId &id) const
{
    const auto found = std::ranges::find(m_cards, id, &ServerCard::serverId);
    return found == m_cards.end() ? nullptr : *found;
}

void ServersScreen::refreshCards()
{
    std::vector<const ServerState *> shown;
    for (const ServerState &state : m_feed->servers())
        shown.push_back(&state);
    const bool grown = shown.size() != m_cards.size();
    while (m_cards.size() > shown.size()) {
        m_cards.back()->deleteLater();
        m_cards.back()->hide();
        m_cards.pop_back();
    }
    while (m_cards.size() < shown.size()) {
        auto *card = new ServerCard(ServerCard::Form::Page, m_cardHost);
        card->show();
        connect(card, &ServerCard::menuRequested, this, [this, card](const QPoint &at) { openMenu(card->serverId(), at); });
        connect(card, &ServerCard::checkRequested, this, [this, card] { checkServer(card->serverId()); });
        connect(card, &ServerCard::freeRequested, this, [this, card] { freeMemory(card->serverId()); });
        connect(card, &ServerCard::logRequested, this, [this, card] { openLog(card->serverId()); });
        connect(card, &ServerCard::activeChanged, this, [this, card](bool active) { setActive(card->serverId(), active); });
        m_cards.push_back(card);
    }
    for (size_t i = 0; i < shown.size(); ++i)
        m_cards[i]->setState(*shown[i]);
    m_noServers->setVisible(shown.empty());
    if (m_current.isEmpty() && !shown.empty())
        m_current = shown.front()->server.id;
    if (grown)
        layOut();
}

void ServersScreen::refreshMatrix()
{
    m_source.servers = m_feed->servers();
    m_source.used.clear();
    m_source.needed.clear();
    countUses(m_context.generation()->jobs(), m_source);
    m_matrixModel->setRows(matrixRows(m_source, m_filter), m_source.servers);
    const auto counts = matrixCounts(m_source);
    m_counts->setText(
        tr("%1 models, %2 LoRAs, %3 packages of nodes, %4 workflows").arg(counts[0]).arg(counts[1]).arg(counts[2]).arg(counts[3]));
    const bool isEmpty = m_matrixModel->rows().empty();
    const bool isFiltered = !m_filter.text.isEmpty() || m_filter.missingOnly || m_filter.neededOnly;
    m_matrix->setVisible(!isEmpty);
    m_emptyMatrix->setVisible(isEmpty);
    if (isEmpty && isFiltered)
        m_emptyMatrix->setWords(tr("Nothing matches"), tr("Take a filter away, or look for another name."));
    else if (isEmpty && m_filter.tab == MatrixTab::Workflows)
        m_emptyMatrix->setWords(tr("No workflows of your own"), tr("Import one that was saved in ComfyUI's API format."));
    else if (isEmpty)
        m_emptyMatrix->setWords(tr("No server has told what it has"), tr("The lists come when a server is online."));
    m_import->setVisible(m_filter.tab == MatrixTab::Workflows);
    if (m_matrix->currentId().isEmpty() && !m_page->shownId().isEmpty())
        m_matrix->setCurrentId(m_page->shownId());
}

void ServersScreen::setFilter(const MatrixFilter &filter)
{
    m_filter = filter;
    m_tabs->setCurrent(static_cast<int>(filter.tab));
    m_needed->setChecked(filter.neededOnly);
    m_missing->setChecked(filter.missingOnly);
    if (m_search->text() != filter.text)
        m_search->setText(filter.text);
    const bool hasNeeded = filter.tab == MatrixTab::Models || filter.tab == MatrixTab::Loras;
    m_needed->setVisible(hasNeeded);
    if (m_feed)
        refreshMatrix();
}

void ServersScreen::showRow(const QString &id)
{
    const auto row = std::ranges::find(m_matrixModel->rows(), id, &MatrixRow::id);
    if (row == m_matrixModel->rows().end())
        return m_page->showNothing();
    if (m_filter.tab == MatrixTab::Nodes) {
        QStringList classes;
        for (const ServerState &state : m_source.servers) {
            if (!state.nodes)
                continue;
            for (const QString &name : state.nodes->classNames()) {
                const QString package = state.nodes->find(name)->package;
                const bool isCustom = package.startsWith(QLatin1String("custom_nodes."));
                if ((isCustom ? package.section(u'.', 1) : QStringLiteral("ComfyUI")) == id && !classes.contains(name))
                    classes.append(name);
            }
        }
        classes.sort(Qt::CaseInsensitive);
        m_page->showPackage(*row, classes, m_source);
        return;
    }
    if (m_filter.tab == MatrixTab::Workflows) {
        const auto workflow = std::ranges::find(m_source.workflows, id, &OwnWorkflow::id);
        if (workflow != m_source.workflows.end())
            m_page->showWorkflow(*workflow, *row, m_source);
        return;
    }
    const auto model = std::ranges::find(m_source.models, id, &ModelRecord::name);
    if (model != m_source.models.end())
        m_page->showModel(*model, m_source, *row, m_figures);
}

void ServersScreen::keepModel(const ModelRecord &model)
{
    auto catalog = ModelCatalog::load(m_context.generation()->profile());
    if (!reported(m_context, catalog) || !reported(m_context, catalog->change(model)) ||
        !reported(m_context, catalog->save(m_context.generation()->profile())))
        return;
    m_source.models = catalog->all();
    refreshMatrix();
}

void ServersScreen::toggleFavourite(const QString &id)
{
    const auto model = std::ranges::find(m_source.models, id, &ModelRecord::name);
    if (model == m_source.models.end())
        return;
    ModelRecord edited = *model;
    if (!edited.tags.removeOne(kFavouriteTag))
        edited.tags.append(kFavouriteTag);
    keepModel(edited);
}

const Server *ServersScreen::currentServer() const
{
    const ServerState *state = m_feed ? m_feed->server(m_current) : nullptr;
    return state ? &state->server : nullptr;
}

void ServersScreen::openDialog(const Server &server)
{
    if (!m_feed)
        return;
    if (m_dialog)
        m_dialog->close();
    m_dialog = new ServerDialog(*m_feed, server, window());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &ServerDialog::saved, this, [this](const Server &saved) {
        m_current = saved.id;
        m_feed->refreshNow();
    });
    m_dialog->open();
}

void ServersScreen::addServer(ServerKind kind)
{
    Server server;
    server.kind = kind;
    openDialog(server);
}

void ServersScreen::editServer(const ServerId &id)
{
    if (const ServerState *state = m_feed ? m_feed->server(id) : nullptr)
        openDialog(state->server);
}

void ServersScreen::openMenu(const ServerId &id, const QPoint &at)
{
    const ServerState *state = m_feed->server(id);
    if (!state)
        return;
    m_current = id;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Edit..."), this, [this, id] { editServer(id); });
    menu->addAction(tr("Check now"), this, [this, id] { checkServer(id); })->setEnabled(state->server.active);
    menu->addAction(tr("Free memory"), this, [this, id] { freeMemory(id); })->setEnabled(state->kind == ServerState::Kind::Online);
    menu->addAction(tr("Open log"), this, [this, id] { openLog(id); });
    menu->addAction(state->server.active ? tr("Switch off") : tr("Switch on"), this,
                    [this, id, active = state->server.active] { setActive(id, !active); });
    menu->addSeparator();
    menu->addAction(tr("Remove..."), this, [this, id] { removeServer(id); });
    menu->popup(at);
}

void ServersScreen::checkServer(const ServerId &id)
{
    Dispatcher *runner = m_context.generation() ? m_context.generation()->dispatcher() : nullptr;
    if (!runner)
        return report(m_context.generation() && m_context.generation()->runnerProblem()
                          ? *m_context.generation()->runnerProblem()
                          : Problem(ProblemCode::Conflict, tr("Another program runs the queue and looks after the servers.")));
    if (Worker *worker = runner->worker(id))
        worker->checkNow();
}

void ServersScreen::checkAll()
{
    if (!m_feed || !m_context.generation()->dispatcher())
        return;
    for (const ServerState &state : m_feed->servers()) {
        if (state.server.active)
            checkServer(state.server.id);
    }
}

void ServersScreen::freeMemory(const ServerId &id)
{
    Dispatcher *runner = m_context.generation()->dispatcher();
    Worker *worker = runner ? runner->worker(id) : nullptr;
    const ServerState *state = m_feed->server(id);
    if (!worker || !state)
        return;
    worker->freeMemory([screen = QPointer<ServersScreen>(this), name = state->server.name, id](const Result<void> &done) {
        if (!screen)
            return;
        if (!done)
            return screen->report(done.error());
        screen->tell(tr("%1 unloads its models").arg(name), tr("It does so after what runs there."));
        screen->checkServer(id);
    });
}

void ServersScreen::openLog(const ServerId &id)
{
    if (const ServerState *state = m_feed->server(id)) {
        auto *log = new ServerLog(*m_context.generation(), state->server.name, window());
        log->setAttribute(Qt::WA_DeleteOnClose);
        connect(log, &ServerLog::jobChosen, &m_context, &AppContext::jobRequested);
        log->open();
    }
}

void ServersScreen::setActive(const ServerId &id, bool active)
{
    const ServerState *state = m_feed->server(id);
    if (!state)
        return;
    if (state->isPractice && m_practice && active != m_practice->isRunning())
        return togglePractice();
    Server server = state->server;
    server.active = active;
    if (!reported(m_context, m_context.generation()->store().editServer(server)))
        return;
    m_context.generation()->refresh();
    m_feed->refreshNow();
}

void ServersScreen::togglePractice()
{
    if (!m_practice)
        return;
    if (!reported(m_context, m_practice->isRunning() ? m_practice->stop() : m_practice->start()))
        return;
    m_context.generation()->refresh();
    m_feed->refreshNow();
}

void ServersScreen::removeServer(const ServerId &id)
{
    const ServerState *state = m_feed->server(id);
    if (!state)
        return;
    const Server server = state->server;
    if (state->isPractice && m_practice && m_practice->isRunning() && !reported(m_context, m_practice->stop()))
        return;
    std::vector<JobId> pinned;
    for (const Job &job : m_context.generation()->jobs()) {
        if (job.isWaiting() && job.pinned && job.preferredServer == id)
            pinned.push_back(job.id);
    }
    if (!pinned.empty())
        return askWhereJobsGo(server, pinned);
    finishRemoval(server);
}

void ServersScreen::askWhereJobsGo(const Server &server, const std::vector<JobId> &jobs)
{
    auto *dialog = new QDialog(window());
    dialog->setObjectName(QStringLiteral("removeServer"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Remove %1").arg(server.name));
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(space::kDialogPadding, space::kDialogPadding, space::kDialogPadding, 14);
    layout->setSpacing(10);
    layout->addWidget(new TextLabel(tr("%n job(s) wait for %1 alone", nullptr, static_cast<int>(jobs.size())).arg(server.name),
                                    TextStyle::Title, Ink::Primary, dialog));
    auto *words =
        new TextLabel(tr("Where should they go when it is removed? What was made there stays."), TextStyle::Body, Ink::Secondary, dialog);
    words->setWrap(true);
    layout->addWidget(words);
    auto *where = new FieldChoice(tr("They go to"), dialog);
    std::vector<FieldChoice::Option> options = {{tr("any other server"), QString()}};
    for (const ServerState &other : m_feed->servers()) {
        if (other.server.id != server.id)
            options.push_back({other.server.name, other.server.id.text()});
    }
    options.push_back({tr("nowhere: cancel them"), QStringLiteral("-")});
    where->setOptions(options);
    layout->addWidget(where);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new PushButton(tr("Keep server"), ControlKind::Quiet, dialog);
    auto *remove = new PushButton(tr("Remove server"), ControlKind::Danger, dialog);
    cancel->setAutoDefault(false);
    remove->setAutoDefault(false);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    buttons->addWidget(remove);
    layout->addLayout(buttons);
    dialog->setFixedWidth(440);
    connect(cancel, &QAbstractButton::clicked, dialog, &QDialog::reject);
    connect(remove, &QAbstractButton::clicked, this, [this, dialog, where, server, jobs] {
        const QString target = where->value().toString();
        GenerationStore &store = m_context.generation()->store();
        const Result<> moved = target == u"-"     ? cancelJobs(store, jobs)
                               : target.isEmpty() ? sendTo(store, jobs, {}, false)
                                                  : sendTo(store, jobs, ServerId(target), true);
        dialog->accept();
        if (reported(m_context, moved))
            finishRemoval(server);
    });
    dialog->open();
}

void ServersScreen::finishRemoval(const Server &server)
{
    if (!reported(m_context, m_context.generation()->store().removeServer(server.id, true)))
        return;
    if (m_current == server.id)
        m_current = {};
    m_context.generation()->refresh();
    m_feed->refreshNow();
    Notice notice;
    notice.level = Notice::Level::Success;
    notice.title = tr("%1 is removed").arg(server.name);
    notice.text = tr("What was made there stays.");
    notice.actionLabel = tr("Add it again");
    notice.action = [screen = QPointer<ServersScreen>(this), server] {
        if (!screen)
            return;
        if (reported(screen->m_context, screen->m_context.generation()->store().addServer(server))) {
            screen->m_context.generation()->refresh();
            screen->m_feed->refreshNow();
        }
    };
    Q_EMIT m_context.noticeRaised(notice);
}

void ServersScreen::importWorkflow(const QString &file)
{
    if (!m_feed)
        return;
    if (file.isEmpty()) {
        const QString chosen = QFileDialog::getOpenFileName(window(), tr("Import a workflow"), {}, tr("ComfyUI workflows (*.json *.png)"));
        if (!chosen.isEmpty())
            importWorkflow(chosen);
        return;
    }
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return report(Problem(ProblemCode::MediaMissing, tr("The file \"%1\" cannot be read.").arg(QFileInfo(file).fileName())));
    comfy::ObjectInfo info = comfy::ObjectInfo::builtIn();
    for (const ServerState &state : m_feed->servers()) {
        if (state.nodes)
            info.merge(*state.nodes);
    }
    const auto workflow = generation::importWorkflow(source.read(kMaxWorkflowBytes + 1), QFileInfo(file).completeBaseName(), info);
    if (!reported(m_context, workflow))
        return;
    if (!reported(m_context, WorkflowShelf(m_context.generation()->profile()).save(*workflow)))
        return;
    readLists();
    MatrixFilter filter;
    filter.tab = MatrixTab::Workflows;
    setFilter(filter);
    m_matrix->setCurrentId(workflow->id);
    tell(tr("%1 is imported").arg(workflow->name), tr("%1 inputs can be filled in for each job.").arg(workflow->bindings.size()));
}

void ServersScreen::togglePage()
{
    m_pageOpen = !m_pageOpen;
    layOut();
}

void ServersScreen::tell(const QString &title, const QString &text)
{
    Notice notice;
    notice.title = title;
    notice.text = text;
    Q_EMIT m_context.noticeRaised(notice);
}

void ServersScreen::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

void ServersScreen::layOut()
{
    const bool narrow = width() < kNarrowBelow;
    const bool low = height() < kShortBelow;
    const int cardHeight = low ? kNarrowCardHeight : kCardHeight;
    const int practiceWidth = m_practiceCard ? (narrow ? 332 : kPageWidth) : 0;
    const int cardsWidth = width() - practiceWidth - kGap;
    m_cardArea->setGeometry(0, 0, cardsWidth, cardHeight);
    if (m_practiceCard)
        m_practiceCard->setGeometry(cardsWidth + kGap, 0, practiceWidth, low ? kCardHeight : cardHeight);
    const auto count = static_cast<int>(m_cards.size());
    const int wanted = low ? 236 : kCardWidth - 80;
    const int each = count == 0 ? cardsWidth : std::clamp((cardsWidth - (count - 1) * kGap) / count, wanted, kCardWidth);
    const int whole = std::max(cardsWidth, count * (each + kGap) - kGap);
    const bool scrolls = whole > cardsWidth;
    const int height_ = cardHeight - (scrolls ? m_cardArea->horizontalScrollBar()->sizeHint().height() : 0);
    m_cardHost->resize(whole, height_);
    for (int i = 0; i < count; ++i) {
        m_cards[static_cast<size_t>(i)]->setNarrow(low);
        m_cards[static_cast<size_t>(i)]->setGeometry(i * (each + kGap), 0, each, height_);
    }
    m_noServers->setGeometry(0, 0, cardsWidth, cardHeight);
    const int top = cardHeight + kGap;
    const int pageTop = (low && m_practiceCard ? kCardHeight : cardHeight) + kGap;
    const bool pageShown = !narrow || m_pageOpen;
    const int pageWidth = narrow ? 332 : kPageWidth;
    const int matrixWidth = narrow ? (low ? cardsWidth : width()) : width() - pageWidth - kGap;
    m_matrixPanel->setGeometry(0, top, narrow && low ? width() - practiceWidth - kGap : matrixWidth, height() - top);
    if (narrow && !low)
        m_matrixPanel->setGeometry(0, top, width(), height() - top);
    m_page->setVisible(pageShown || low);
    m_page->setGeometry(width() - pageWidth, pageTop, pageWidth, height() - pageTop);
    if (pageShown && narrow)
        m_page->raise();
    m_matrix->setSimple(m_matrixPanel->width() < 900);
    m_pageButton->setVisible(narrow && !low);
    m_needed->setVisible(m_matrixPanel->width() > 860 && (m_filter.tab == MatrixTab::Models || m_filter.tab == MatrixTab::Loras));
    m_foot->setVisible(m_matrixPanel->width() > 760);
}

} // namespace sc::ui

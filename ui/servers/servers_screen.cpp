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

void ServersScreen::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_feed)
        readLists();
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
        connect(card, &ServerCard::certificateRequested, this, [this, card] {
            editServer(card->serverId());
            if (m_dialog)
                m_dialog->test();
        });
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

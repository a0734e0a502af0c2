// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/server_card.h"

#include "ui/servers/small_charts.h"
#include "ui/servers/time_words.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/switch.h"

#include <QtGui/QContextMenuEvent>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kMostChips = 4;

QString queueWords(const ServerState &state)
{
    const qsizetype running = state.running.size();
    if (state.kind == ServerState::Kind::Off)
        return ServerCard::tr("gets no jobs");
    if (running == 0 && state.waiting == 0)
        return state.kind == ServerState::Kind::Online ? ServerCard::tr("idle") : ServerCard::tr("nothing waits for it");
    return ServerCard::tr("%1 running, %2 waiting").arg(running).arg(state.waiting);
}

QString speedWords(const ServerState &state)
{
    if (state.meanS <= 0)
        return ServerCard::tr("nothing made yet");
    return state.makesVideos ? ServerCard::tr("%1 per shot").arg(spanWords(state.meanS))
                             : ServerCard::tr("%1 per picture").arg(spanWords(state.meanS));
}

} // namespace

ServerCard::ServerCard(Form form, QWidget *parent)
    : Panel(parent),
      m_form(form),
      m_dot(new StateDot(this)),
      m_name(new TextLabel({}, TextStyle::Title, Ink::Primary, this)),
      m_latency(new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary, this)),
      m_stateWords(new TextLabel({}, TextStyle::Body, Ink::Secondary, this)),
      m_device(new TextLabel({}, TextStyle::Caption, Ink::Secondary, this)),
      m_memory(new TextLabel({}, TextStyle::CaptionStrong, Ink::Primary, this)),
      m_bar(new MemoryBar(this)),
      m_chips(new QWidget(this)),
      m_chipFlow(new FlowLayout(m_chips, 4)),
      m_lineBox(new QWidget(this)),
      m_queue(new TextLabel({}, TextStyle::Strong, Ink::Primary, this)),
      m_speed(new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary, this)),
      m_spark(new SparkLine(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_dot);
    head->addWidget(m_name, 1);
    head->addWidget(m_latency);
    auto *more = new IconButton(QStringLiteral("more"), tr("More about this server"), this);
    more->setSide(24);
    connect(more, &QAbstractButton::clicked, this,
            [this, more] { Q_EMIT menuRequested(more->mapToGlobal(QPoint(0, more->height() + 2))); });
    head->addWidget(more);
    layout->addLayout(head);
    m_stateWords->setContentsMargins(0, 0, 0, 0);
    auto *stateRow = new QHBoxLayout;
    stateRow->setContentsMargins(16, 0, 0, 0);
    stateRow->addWidget(m_stateWords);
    layout->addLayout(stateRow);
    layout->addSpacing(8);
    auto *memory = new QHBoxLayout;
    memory->addWidget(m_device, 1);
    memory->addWidget(m_memory);
    layout->addLayout(memory);
    layout->addSpacing(5);
    layout->addWidget(m_bar);
    layout->addSpacing(9);
    m_chipFlow->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_chips);
    auto *lines = new QVBoxLayout(m_lineBox);
    lines->setContentsMargins(0, 8, 0, 0);
    lines->setSpacing(0);
    layout->addWidget(m_lineBox);
    layout->addStretch(1);
    auto *foot = new QHBoxLayout;
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_queue);
    words->addWidget(m_speed);
    foot->addLayout(words, 1);
    foot->addWidget(m_spark);
    layout->addLayout(foot);
    if (form == Form::Queue) {
        setMinimumHeight(150);
        return;
    }
    m_lineBox->hide();
    layout->addSpacing(8);
    m_actions = new QWidget(this);
    auto *actions = new QHBoxLayout(m_actions);
    actions->setContentsMargins(0, 0, 0, 0);
    actions->setSpacing(0);
    m_check = new PushButton(tr("Check now"), ControlKind::Quiet, m_actions);
    m_free = new PushButton(tr("Free memory"), ControlKind::Quiet, m_actions);
    auto *log = new PushButton(tr("Open log"), ControlKind::Quiet, m_actions);
    m_certificate = new PushButton(tr("Look at certificate"), ControlKind::Default, m_actions);
    m_certificate->hide();
    actions->addWidget(m_certificate);
    m_active = new Switch(tr("Active"), m_actions);
    for (PushButton *button : {m_check, m_free, log})
        actions->addWidget(button);
    actions->addStretch(1);
    actions->addWidget(m_active);
    layout->addWidget(m_actions);
    connect(m_check, &QAbstractButton::clicked, this, &ServerCard::checkRequested);
    connect(m_certificate, &QAbstractButton::clicked, this, &ServerCard::certificateRequested);
    connect(m_free, &QAbstractButton::clicked, this, &ServerCard::freeRequested);
    connect(log, &QAbstractButton::clicked, this, &ServerCard::logRequested);
    connect(m_active, &QAbstractButton::clicked, this, [this] { Q_EMIT activeChanged(m_active->isChecked()); });
}

void ServerCard::setState(const ServerState &state, const std::vector<Line> &lines)
{
    m_id = state.server.id;
    m_dot->setColour(stateColour(state, themeOf(this)));
    m_name->setText(state.server.name);
    m_latency->setText(state.kind == ServerState::Kind::Online && state.facts && state.facts->latency > 0
                           ? tr("%1 ms").arg(state.facts->latency)
                           : QString());
    const bool isBad = state.kind == ServerState::Kind::Offline;
    m_stateWords->setInk(isBad ? Ink::Danger : Ink::Secondary);
    m_stateWords->setText(isBad && state.problem ? state.problem->text() : stateWords(state));
    m_isCertificate = isBad && state.problem && state.problem->entityKind() == u"certificate";
    m_stateWords->setToolTip(isBad && state.problem ? state.problem->text() + u'\n' + state.problem->detail() : state.server.url);
    const comfy::Device *device = state.device();
    m_device->setText(device ? shortDevice(device->name) : state.server.url.section(QStringLiteral("://"), 1));
    const bool knowsMemory = device && device->memoryTotal > 0;
    const qint64 used = knowsMemory ? device->memoryTotal - device->memoryFree : 0;
    m_memory->setText(knowsMemory ? tr("%1 of %2 GB").arg(gigabytes(used), gigabytes(device->memoryTotal)) : QString());
    m_bar->setShare(knowsMemory ? static_cast<double>(used) / static_cast<double>(device->memoryTotal) : -1);
    buildChips(state.loaded);
    buildLines(lines);
    m_queue->setText(queueWords(state));
    m_speed->setText(speedWords(state));
    m_spark->setValues(state.recentS);
    setAccessibleName(QStringLiteral("%1, %2, %3").arg(state.server.name, m_stateWords->text(), m_queue->text()));
    if (m_active) {
        m_active->setChecked(state.server.active);
        const bool isOnline = state.kind == ServerState::Kind::Online;
        m_free->setDisabledReason(!isOnline ? tr("The server is not online.")
                                  : state.server.kind == ServerKind::RunPod
                                      ? tr("A serverless endpoint frees its memory by itself when its workers rest.")
                                      : QString());
        m_certificate->setVisible(m_isCertificate);
        m_check->setVisible(!m_isCertificate);
        m_check->setDisabledReason(state.server.active ? QString() : tr("The server is switched off."));
    }
}

void ServerCard::buildChips(const QStringList &models)
{
    if (models == m_shownModels)
        return;
    m_shownModels = models;
    clearLayout(m_chipFlow);
    for (const QString &file : models.mid(0, kMostChips)) {
        auto *chip = new Chip(shortModel(file), m_chips);
        chip->setFocusPolicy(Qt::NoFocus);
        chip->setAttribute(Qt::WA_TransparentForMouseEvents, false);
        chip->setToolTip(tr("Loaded: %1").arg(file));
        m_chipFlow->addWidget(chip);
        chip->show();
    }
    if (models.size() > kMostChips) {
        auto *rest = new Chip(tr("+%1").arg(models.size() - kMostChips), m_chips);
        rest->setFocusPolicy(Qt::NoFocus);
        rest->setToolTip(models.mid(kMostChips).join(u'\n'));
        m_chipFlow->addWidget(rest);
        rest->show();
    }
    m_chips->updateGeometry();
}

void ServerCard::buildLines(const std::vector<Line> &lines)
{
    if (lines == m_shownLines || m_form != Form::Queue)
        return;
    m_shownLines = lines;
    clearLayout(m_lineBox->layout());
    for (const Line &line : lines) {
        auto *row = new QWidget(m_lineBox);
        row->setFixedHeight(22);
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        auto *what = new TextLabel(line.what, TextStyle::CaptionLight, Ink::Secondary, row);
        what->setFixedWidth(62);
        layout->addWidget(what);
        layout->addWidget(new TextLabel(line.name, TextStyle::Caption, Ink::Primary, row), 1);
        auto *figure = new TextLabel(line.figure, TextStyle::CaptionLight, Ink::Secondary, row);
        figure->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        layout->addWidget(figure);
        m_lineBox->layout()->addWidget(row);
    }
}

void ServerCard::setNarrow(bool narrow)
{
    for (QWidget *widget : std::initializer_list<QWidget *>{m_chips, m_speed, m_spark})
        widget->setVisible(!narrow);
    if (m_actions)
        m_actions->setVisible(!narrow);
    m_lineBox->setVisible(!narrow && m_form == Form::Queue);
}

void ServerCard::contextMenuEvent(QContextMenuEvent *event)
{
    Q_EMIT menuRequested(event->globalPos());
}

} // namespace sc::ui

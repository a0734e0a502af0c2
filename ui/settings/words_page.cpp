// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/words_page.h"

#include "core/openai/service_address.h"
#include "ui/widgets/app_context.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QScopedValueRollback>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>

namespace sc::ui {

using namespace openai;

namespace {

constexpr int kWide = 752; // px, as the other pages
constexpr int kField = 320;

struct KnownServer
{
    const char *name;
    const char *address;
};
constexpr KnownServer kKnown[] = {{"Ollama", "http://localhost:11434/v1"},
                                  {"LM Studio", "http://localhost:1234/v1"},
                                  {"llama.cpp", "http://localhost:8080/v1"},
                                  {"OpenAI", "https://api.openai.com/v1"}};

TextLabel *wrapped(const QString &text, TextStyle style, Ink ink)
{
    auto *label = new TextLabel(text, style, ink);
    label->setWrap(true);
    return label;
}

QWidget *line(const QString &name, const QString &text, const QList<QWidget *> &controls)
{
    auto *whole = new QWidget;
    auto *row = new QHBoxLayout(whole);
    row->setContentsMargins(14, 7, 14, 7);
    row->setSpacing(8);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(new TextLabel(name, TextStyle::BodyMedium));
    words->addWidget(new TextLabel(text, TextStyle::CaptionLight, Ink::Secondary));
    row->addLayout(words, 1);
    for (QWidget *control : controls)
        row->addWidget(control);
    whole->setMinimumHeight(46);
    return whole;
}

} // namespace

WordsPage::WordsPage(AppContext &context, WordsDesk &desk, QWidget *parent)
    : QWidget(parent),
      m_context(context),
      m_desk(desk),
      m_state(new TextLabel({}, TextStyle::Body, Ink::Secondary)),
      m_address(new QLineEdit),
      m_key(new QLineEdit),
      m_model(new FieldChoice(tr("Model"))),
      m_ask(new PushButton(tr("Ask for its models"))),
      m_keep(new PushButton(tr("Check and keep"), ControlKind::Primary)),
      m_off(new PushButton(tr("Turn off"), ControlKind::Quiet)),
      m_sent(wrapped({}, TextStyle::Body, Ink::Secondary)),
      m_allow(new Switch(tr("Texts may go there"))),
      m_problem(wrapped({}, TextStyle::Body, Ink::Danger))
{
    build();
    connect(m_ask, &QAbstractButton::clicked, this, &WordsPage::askModels);
    connect(m_keep, &QAbstractButton::clicked, this, &WordsPage::keep);
    connect(m_off, &QAbstractButton::clicked, this, &WordsPage::turnOff);
    connect(m_address, &QLineEdit::returnPressed, this, &WordsPage::askModels);
    connect(m_key, &QLineEdit::returnPressed, this, &WordsPage::askModels);
    connect(m_allow, &QAbstractButton::toggled, this, [this](bool on) {
        if (!m_isFilling)
            (void)reported(m_context, m_desk.allow(on));
    });
    connect(&m_desk, &WordsDesk::changed, this, &WordsPage::refresh);
    refresh();
}

void WordsPage::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(18, 14, 18, 12);
    outer->setSpacing(10);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(new TextLabel(tr("Help with words"), TextStyle::Figure));
    head->addWidget(m_state, 1);
    head->addWidget(m_off);
    outer->addLayout(head);
    auto *body = new QWidget;
    body->setMaximumWidth(kWide);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    outer->addWidget(body);
    outer->addStretch(1);

    column->addWidget(wrapped(
        tr("A language model can make a prompt richer, write prompts for the shots of a scene, or describe a song. It only suggests: "
           "you take over what you like. Any server that speaks OpenAI's protocol will do, also one on this machine."),
        TextStyle::Body, Ink::Secondary));
    column->addSpacing(8);
    column->addWidget(new TextLabel(tr("Server"), TextStyle::BodyStrong));
    auto *card = new Plate(Plate::Level::Card);
    auto *rows = new QVBoxLayout(card);
    rows->setContentsMargins(0, 2, 0, 2);
    rows->setSpacing(0);
    m_address->setAccessibleName(tr("Address"));
    m_address->setPlaceholderText(QStringLiteral("localhost:11434"));
    m_key->setAccessibleName(tr("Key"));
    m_key->setEchoMode(QLineEdit::Password);
    for (QWidget *field : QList<QWidget *>{m_address, m_key, m_model})
        field->setFixedWidth(kField);
    rows->addWidget(line(tr("Address"), tr("with or without /v1"), {m_address}));
    auto *known = new QHBoxLayout;
    known->setContentsMargins(14, 0, 14, 8);
    known->setSpacing(6);
    known->addStretch(1);
    for (const KnownServer &server : kKnown) {
        auto *button = new PushButton(QLatin1String(server.name), ControlKind::Quiet);
        button->setAccessibleName(tr("The usual address of %1").arg(QLatin1String(server.name)));
        connect(button, &QAbstractButton::clicked, this, [this, server] {
            m_address->setText(QLatin1String(server.address));
            m_key->clear();
            m_key->setFocus();
        });
        known->addWidget(button);
    }
    rows->addLayout(known);
    rows->addWidget(new Hairline);
    rows->addWidget(line(tr("Key"), tr("goes into the keychain; local servers need none"), {m_key}));
    rows->addWidget(new Hairline);
    rows->addWidget(line(tr("Model"), tr("one of those that the server has"), {m_model}));
    column->addWidget(card);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 4, 0, 0);
    buttons->setSpacing(8);
    m_problem->setAccessibleName(tr("Problem"));
    buttons->addWidget(m_problem, 1);
    buttons->addWidget(m_ask);
    buttons->addWidget(m_keep);
    column->addLayout(buttons);

    column->addSpacing(10);
    column->addWidget(new TextLabel(tr("What leaves this machine"), TextStyle::BodyStrong));
    auto *sent = new Plate(Plate::Level::Card);
    auto *sentRows = new QVBoxLayout(sent);
    sentRows->setContentsMargins(0, 8, 0, 4);
    sentRows->setSpacing(4);
    auto *words = new QHBoxLayout;
    words->setContentsMargins(14, 0, 14, 4);
    words->addWidget(m_sent);
    sentRows->addLayout(words);
    m_allowLine = line(tr("Texts may go there"), tr("asked once for every server outside of your network"), {m_allow});
    sentRows->addWidget(m_allowLine);
    column->addWidget(sent);
}

bool WordsPage::matches(const QString &wanted) const
{
    const QStringList said{tr("Help with words"), tr("language model"), QStringLiteral("OpenAI Ollama LM Studio llama.cpp vLLM"),
                           tr("prompt"), tr("key")};
    return std::ranges::any_of(said, [&](const QString &words) { return words.contains(wanted, Qt::CaseInsensitive); });
}

void WordsPage::refresh()
{
    const QScopedValueRollback<bool> quiet(m_isFilling, true);
    const auto stored = m_desk.service();
    if (!stored) {
        say(stored.error());
        return;
    }
    const Service *service = *stored ? &**stored : nullptr;
    m_state->setText(service ? tr("%1 with %2").arg(originOf(service->base), service->model) : tr("off"));
    m_off->setDisabledReason(service ? QString() : tr("It is off"));
    if (service) {
        m_address->setText(service->base.toString());
        if (m_model->value().toString() != service->model)
            m_model->setOptions({{service->model, service->model}});
    }
    m_keep->setDisabledReason(m_model->current() < 0 ? tr("Ask for the models first") : QString());
    m_model->setHint(m_model->current() < 0 ? tr("ask for them first") : QString());
    m_key->setPlaceholderText(!service || service->keyReference.isEmpty()              ? tr("none")
                              : service->keyReference.startsWith(QLatin1String("env")) ? tr("from the environment, OPENAI_API_KEY")
                                                                                       : tr("kept; type another to change it"));
    showSent(service);
}

void WordsPage::showSent(const Service *service)
{
    const bool isOutside = service && !isPrivate(service->base);
    m_allowLine->setVisible(isOutside);
    m_allow->setChecked(isOutside && service->isAllowed);
    if (!service)
        m_sent->setText(tr("Nothing. Without a server, suggestions come from rules on this machine."));
    else if (!isOutside)
        m_sent->setText(tr("Nothing leaves your network: %1 is in it.").arg(service->base.host()));
    else
        m_sent->setText(tr("When you ask for help: the shot's or scene's prompts and directions, the lyric sung there, and the song's "
                           "title, artist, tempo, key, "
                           "moods and section go to %1. No pictures, no sound, no files.")
                            .arg(service->base.host()));
}

void WordsPage::say(const Problem &problem)
{
    m_problem->setText(problem.detail().isEmpty() ? problem.text() : problem.text() + u' ' + problem.detail());
}

void WordsPage::setBusy(bool busy)
{
    const QString reason = busy ? tr("The server is being asked") : QString();
    m_ask->setDisabledReason(reason);
    m_keep->setDisabledReason(busy ? reason : m_model->current() < 0 ? tr("Ask for the models first") : QString());
    if (busy)
        m_problem->setText({});
}

void WordsPage::askModels()
{
    const auto base = serviceBase(m_address->text());
    if (!base) {
        say(base.error());
        m_address->setFocus();
        return;
    }
    setBusy(true);
    m_desk.readModels(*base, m_key->text().trimmed().toUtf8(), [self = QPointer(this)](const Result<std::vector<ServiceModel>> &models) {
        if (!self)
            return;
        if (models) {
            const QString now = self->m_model->value().toString();
            std::vector<FieldChoice::Option> options;
            for (const ServiceModel &model : *models)
                options.push_back(
                    {model.shutsDown.isValid()
                         ? WordsPage::tr("%1  until %2").arg(model.id, QLocale().toString(model.shutsDown, QLocale::ShortFormat))
                         : model.id,
                     model.id});
            self->m_model->setOptions(std::move(options));
            self->m_model->setValue(now);
            self->m_model->setHint({});
            self->m_model->setFocus();
        }
        self->setBusy(false);
        if (!models)
            self->say(models.error());
    });
}

void WordsPage::keep()
{
    const auto base = serviceBase(m_address->text());
    if (!base) {
        say(base.error());
        return;
    }
    Service service;
    service.base = *base;
    service.model = m_model->value().toString();
    setBusy(true);
    m_desk.setUp(service, m_key->text().toUtf8(), [self = QPointer(this)](const Result<> &done) {
        if (!self)
            return;
        self->setBusy(false);
        if (done)
            self->m_key->clear(); // keys do not stay in fields
        else
            self->say(done.error());
    });
}

void WordsPage::turnOff()
{
    m_desk.remove([self = QPointer(this)](const Result<> &done) {
        if (self && !done)
            self->say(done.error());
    });
    m_key->clear();
    m_problem->setText({});
}

} // namespace sc::ui

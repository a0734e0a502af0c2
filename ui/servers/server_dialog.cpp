// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/server_dialog.h"

#include "ui/servers/small_charts.h"
#include "ui/servers/time_words.h"
#include "ui/timeline/row_list.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QLocale>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSlider>
#include <QtWidgets/QSpinBox>

#include <cmath>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kWidth = 640;
constexpr int kWeightSteps = 20; // to each side of 1; the slider is logarithmic from 0.1 to 10
constexpr int kFindingHeight = 25;
constexpr int kMissingRows = 5;

double weightOf(int slider)
{
    const double raw = std::pow(10.0, static_cast<double>(slider) / kWeightSteps);
    return std::clamp(raw >= 1 ? std::round(raw * 10) / 10 : std::round(raw * 100) / 100, 0.1, 10.0);
}

int sliderOf(double weight)
{
    return qRound(std::log10(std::clamp(weight, 0.1, 10.0)) * kWeightSteps);
}

QWidget *labelled(const QString &label, QWidget *field, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(new TextLabel(label, TextStyle::Caption, Ink::Secondary, box));
    layout->addWidget(field);
    field->setAccessibleName(label);
    return box;
}

// The folder of ComfyUI that a missing file belongs in, by the problem's words of its loader.
QString sentenceOf(const MissingThing &thing)
{
    return thing.name.isEmpty() ? thing.text : thing.name;
}

} // namespace

ServerDialog::ServerDialog(GenerationFeed &feed, const Server &server, QWidget *parent, DiscoveryRange range)
    : QDialog(parent), m_feed(feed), m_server(server), m_before(server), m_discovery(std::move(range))
{
    setWindowTitle(server.id.isEmpty() ? tr("Add a server") : tr("Edit %1").arg(server.name));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kDialogPadding, space::kDialogPadding, space::kDialogPadding, 14);
    layout->setSpacing(0);
    buildHead(layout);
    layout->addSpacing(14);
    buildFields(layout);
    buildFindings(layout);
    layout->addStretch(1);
    layout->addSpacing(12);
    buildSetup(layout);
    layout->addSpacing(14);
    buildButtons(layout);
    resize(kWidth, minimumSizeHint().height());
    setMinimumWidth(std::min(kWidth, 560));
    m_nameIsTyped = !server.name.isEmpty();
    setKind(server.kind);
    connect(&m_discovery, &ServerDiscovery::changed, this, &ServerDialog::showFound);
    m_address->setFocus();
    clearProblem();
    showFindings();
    refreshNote();
}

ServerDialog::~ServerDialog() = default;

void ServerDialog::buildHead(QVBoxLayout *into)
{
    auto *row = new QHBoxLayout;
    row->addWidget(new TextLabel(windowTitle(), TextStyle::Title, Ink::Primary, this), 1);
    m_kind = new Segment({{tr("ComfyUI"), {}}, {tr("RunPod"), {}}}, this);
    connect(m_kind, &Segment::currentChanged, this, [this](int kind) { setKind(kind == 1 ? ServerKind::RunPod : ServerKind::Standard); });
    row->addWidget(m_kind);
    into->addLayout(row);
}

void ServerDialog::buildFields(QVBoxLayout *into)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_address = new QLineEdit(m_server.url, this);
    m_address->setFont(themeOf(this).fonts.valueMono);
    m_name = new QLineEdit(m_server.name, this);
    m_test = new PushButton(tr("Test"), ControlKind::Default, this);
    m_test->setIconName(QStringLiteral("plug"));
    m_test->setAutoDefault(false);
    row->addWidget(labelled(tr("Address"), m_address, this), 1);
    QWidget *name = labelled(tr("Name"), m_name, this);
    name->setFixedWidth(150);
    row->addWidget(name);
    row->addWidget(m_test, 0, Qt::AlignBottom);
    into->addLayout(row);
    m_key = new QLineEdit(m_server.keyRef, this);
    m_key->setFont(themeOf(this).fonts.valueMono);
    m_key->setPlaceholderText(QStringLiteral("env:RUNPOD_API_KEY"));
    m_key->setToolTip(tr("Keys are not written down here: name where it stands. keychain:NAME is kept by this profile, env:NAME is a "
                         "variable of the environment."));
    into->addSpacing(8);
    into->addWidget(labelled(tr("Key, as a reference"), m_key, this));
    m_problem = new TextLabel({}, TextStyle::Body, Ink::Danger, this);
    m_problem->setWrap(true);
    m_problemDetail = new TextLabel({}, TextStyle::CaptionMono, Ink::Secondary, this);
    m_problemDetail->setWrap(true);
    m_wayOut = new PushButton({}, ControlKind::Default, this);
    m_wayOut->setAutoDefault(false);
    auto *problem = new QHBoxLayout;
    problem->setSpacing(8);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_problem);
    words->addWidget(m_problemDetail);
    problem->addLayout(words, 1);
    problem->addWidget(m_wayOut, 0, Qt::AlignTop);
    into->addSpacing(6);
    into->addLayout(problem);
    m_found = new QWidget(this);
    auto *found = new QHBoxLayout(m_found);
    found->setContentsMargins(0, 6, 0, 0);
    found->setSpacing(6);
    auto *chips = new QWidget(m_found);
    m_foundFlow = new FlowLayout(chips, 6);
    m_foundFlow->setContentsMargins(0, 0, 0, 0);
    found->addWidget(chips, 1);
    m_look = new PushButton(tr("Look on this network"), ControlKind::Quiet, m_found);
    m_look->setIconName(QStringLiteral("search"));
    m_look->setAutoDefault(false);
    found->addWidget(m_look, 0, Qt::AlignTop);
    into->addWidget(m_found);
    connect(m_address, &QLineEdit::textEdited, this, [this] {
        if (!m_nameIsTyped)
            m_name->setText(QUrl(m_address->text().trimmed()).host());
        touch();
    });
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_nameIsTyped = !text.isEmpty();
        clearProblem();
        refreshNote();
    });
    connect(m_key, &QLineEdit::textEdited, this, &ServerDialog::touch);
    connect(m_test, &QAbstractButton::clicked, this, &ServerDialog::test);
    connect(m_look, &QAbstractButton::clicked, this, &ServerDialog::look);
    connect(m_wayOut, &QAbstractButton::clicked, this, &ServerDialog::takeWayOut);
    connect(m_address, &QLineEdit::returnPressed, this, &ServerDialog::test);
}

void ServerDialog::buildFindings(QVBoxLayout *into)
{
    into->addSpacing(12);
    auto *card = new Plate(Plate::Level::Card, this);
    m_findings = card;
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(14, 10, 14, 9);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    m_findingsTitle = new TextLabel({}, TextStyle::Strong, Ink::Primary, card);
    m_findingsTime = new TextLabel({}, TextStyle::CaptionLight, Ink::Tertiary, card);
    head->addWidget(m_findingsTitle, 1);
    head->addWidget(m_findingsTime);
    layout->addLayout(head);
    m_findingRows = new QVBoxLayout;
    m_findingRows->setSpacing(0);
    layout->addLayout(m_findingRows);
    into->addWidget(card);
    auto *missing = new QHBoxLayout;
    m_missingTitle = new TextLabel({}, TextStyle::Strong, Ink::Primary, this);
    m_copy = new PushButton(tr("Copy list"), ControlKind::Quiet, this);
    m_copy->setAutoDefault(false);
    missing->addWidget(m_missingTitle, 1);
    missing->addWidget(m_copy);
    into->addSpacing(6);
    into->addLayout(missing);
    m_missing = new RowList(tr("Missing there"), this);
    m_missing->setSelectionMode(QAbstractItemView::SingleSelection);
    into->addWidget(m_missing);
    connect(m_copy, &QAbstractButton::clicked, this, [this] {
        QStringList lines;
        for (int row = 0; row < m_missing->rowCount(); ++row)
            lines.append(m_missing->row(row).title + QStringLiteral("\t") + m_missing->row(row).detail);
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    });
}

void ServerDialog::buildSetup(QVBoxLayout *into)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    auto *weight = new QWidget(this);
    auto *column = new QVBoxLayout(weight);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Weight"), TextStyle::Caption, Ink::Secondary, weight), 1);
    m_weightValue = new TextLabel({}, TextStyle::CaptionStrong, Ink::Primary, weight);
    head->addWidget(m_weightValue);
    column->addLayout(head);
    m_weight = new QSlider(Qt::Horizontal, weight);
    m_weight->setRange(-kWeightSteps, kWeightSteps);
    m_weight->setValue(sliderOf(m_server.weight));
    m_weight->setAccessibleName(tr("Weight"));
    m_weight->setToolTip(tr("How much this server is preferred, from 0.1 to 10"));
    m_weight->setFixedHeight(28);
    column->addWidget(m_weight);
    weight->setFixedWidth(196);
    m_places = new QSpinBox(this);
    m_places->setRange(1, 16);
    m_places->setValue(m_server.maxConcurrent);
    m_places->setButtonSymbols(QAbstractSpinBox::NoButtons);
    QWidget *places = labelled(tr("Jobs at a time"), m_places, this);
    places->setFixedWidth(130);
    m_group = new FieldChoice(tr("Shares a card with"), this);
    std::vector<FieldChoice::Option> options = {{tr("nobody"), QString()}};
    int current = 0;
    for (const ServerState &other : m_feed.servers()) {
        if (other.server.id == m_server.id)
            continue;
        const QString group = other.server.exclusiveGroup.isEmpty() ? other.server.name : other.server.exclusiveGroup;
        options.push_back({other.server.name, group});
        if (!m_server.exclusiveGroup.isEmpty() && group == m_server.exclusiveGroup && current == 0)
            current = static_cast<int>(options.size()) - 1;
    }
    if (current == 0 && !m_server.exclusiveGroup.isEmpty()) {
        options.push_back({m_server.exclusiveGroup, m_server.exclusiveGroup});
        current = static_cast<int>(options.size()) - 1;
    }
    m_group->setOptions(options, current);
    row->addWidget(weight);
    row->addWidget(places);
    row->addWidget(labelled(tr("Shares a card with"), m_group, this), 1);
    into->addLayout(row);
    const auto showWeight = [this] { m_weightValue->setText(QLocale().toString(weightOf(m_weight->value()), 'g', 2)); };
    connect(m_weight, &QSlider::valueChanged, this, [this, showWeight] {
        showWeight();
        refreshNote();
    });
    connect(m_places, &QSpinBox::valueChanged, this, [this] { refreshNote(); });
    showWeight();
}

void ServerDialog::buildButtons(QVBoxLayout *into)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *cancel = new PushButton(tr("Cancel"), ControlKind::Quiet, this);
    cancel->setAutoDefault(false);
    m_note = new TextLabel({}, TextStyle::Body, Ink::Secondary, this);
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_save = new PushButton({}, ControlKind::Primary, this);
    m_save->setAutoDefault(false);
    row->addWidget(cancel);
    row->addWidget(m_note, 1);
    row->addWidget(m_save);
    into->addLayout(row);
    connect(cancel, &QAbstractButton::clicked, this, &ServerDialog::reject);
    connect(m_save, &QAbstractButton::clicked, this, &ServerDialog::save);
}

void ServerDialog::setKind(ServerKind kind)
{
    m_server.kind = kind;
    const bool endpoint = kind == ServerKind::RunPod;
    m_kind->setCurrent(endpoint ? 1 : 0);
    m_address->setPlaceholderText(endpoint ? QStringLiteral("https://api.runpod.ai/v2/ENDPOINT")
                                           : QStringLiteral("http://192.168.1.20:8188"));
    m_look->setVisible(!endpoint);
    m_key->setToolTip(endpoint
                          ? tr("A RunPod endpoint needs a key. It is not written down here: name where it stands, keychain:NAME or "
                               "env:NAME.")
                          : tr("Only if a proxy in front of it wants one, sent as \"Authorization: Bearer\": keychain:NAME or env:NAME."));
    touch();
}

Server ServerDialog::server() const
{
    Server server = m_server;
    server.url = m_address->text().trimmed();
    server.name = m_name->text().trimmed();
    server.keyRef = m_key->text().trimmed();
    server.weight = weightOf(m_weight->value());
    if (sliderOf(m_before.weight) == m_weight->value())
        server.weight = m_before.weight; // what the slider cannot show stays
    server.maxConcurrent = m_places->value();
    server.exclusiveGroup = m_group->value().toString();
    return server;
}

void ServerDialog::touch()
{
    clearProblem();
    m_check.reset();
    showFindings();
    refreshNote();
}

void ServerDialog::test()
{
    clearProblem();
    const auto checked = checkedServer(server());
    if (!checked) {
        m_check.reset();
        showFindings();
        return showProblem(checked.error());
    }
    m_shownFindings = -1;
    m_check = std::make_unique<ServerCheck>(*checked, m_feed.service().secrets());
    connect(m_check.get(), &ServerCheck::changed, this, &ServerDialog::showFindings);
    connect(m_check.get(), &ServerCheck::finished, this, [this] {
        if (m_check->problem())
            showProblem(*m_check->problem());
        showMissing();
        refreshNote();
    });
    showFindings();
    m_check->start();
}

void ServerDialog::look()
{
    m_discovery.isLooking() ? m_discovery.stop() : m_discovery.start();
}

void ServerDialog::showFound()
{
    m_look->setText(m_discovery.isLooking() ? tr("Stop looking, %1 %").arg(qRound(m_discovery.fraction() * 100)) : tr("Look again"));
    clearLayout(m_foundFlow);
    QWidget *host = m_foundFlow->parentWidget();
    const Theme &theme = themeOf(this);
    for (const FoundServer &found : m_discovery.found()) {
        const QString host_ = found.url.authority();
        const auto known =
            std::ranges::find_if(m_feed.servers(), [&](const ServerState &state) { return QUrl(state.server.url).authority() == host_; });
        const bool isKnown = known != m_feed.servers().end();
        const QString words = !found.isComfy ? tr("%1  not ComfyUI").arg(host_) : isKnown ? tr("%1  added").arg(known->server.name) : host_;
        auto *chip = new Chip(words, host);
        chip->setDot(found.isComfy ? theme.semantic.success : theme.text.disabled);
        chip->setEnabled(found.isComfy && !isKnown);
        chip->setToolTip(found.isComfy ? tr("ComfyUI %1, %2").arg(found.version, shortDevice(found.device)) : QString());
        connect(chip, &QAbstractButton::clicked, this, [this, url = found.url] {
            m_address->setText(url.toString());
            if (!m_nameIsTyped)
                m_name->setText(url.host());
            touch();
            test();
        });
        m_foundFlow->addWidget(chip);
        chip->show();
    }
    if (m_discovery.found().empty()) {
        auto *none = new TextLabel(m_discovery.isLooking() ? tr("Looking on this machine and its network...") : tr("Nothing found there."),
                                   TextStyle::Caption, Ink::Secondary, host);
        m_foundFlow->addWidget(none);
        none->show();
    }
    host->updateGeometry();
}

void ServerDialog::showFindings()
{
    const bool isAny = m_check != nullptr;
    m_findings->setVisible(isAny);
    m_test->setText(isAny && m_check->isDone() ? tr("Test again") : isAny ? tr("Testing...") : tr("Test"));
    m_test->setEnabled(!isAny || m_check->isDone());
    if (!isAny) {
        for (QWidget *widget : std::initializer_list<QWidget *>{m_missing, m_missingTitle, m_copy})
            widget->hide();
        return;
    }
    const bool usable = m_check->isUsable();
    m_findingsTitle->setInk(!m_check->isDone() ? Ink::Primary : usable ? Ink::Success : Ink::Danger);
    m_findingsTitle->setText(!m_check->isDone() ? tr("Asking...")
                             : usable           ? tr("It answers and is usable")
                                                : tr("It cannot be used as it is"));
    m_findingsTime->setText(
        m_check->isDone()
            ? tr("tested %1, took %2 s").arg(exactClock(QDateTime::currentDateTime()), QLocale().toString(m_check->tookS(), 'f', 1))
            : QString());
    clearLayout(m_findingRows);
    for (const ServerFinding &finding : m_check->findings()) {
        auto *row = new QWidget(m_findings);
        row->setMinimumHeight(kFindingHeight);
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 3, 0, 3);
        layout->setSpacing(8);
        auto *icon = new IconButton(finding.state == ServerFinding::State::Good      ? QStringLiteral("check")
                                    : finding.state == ServerFinding::State::Warning ? QStringLiteral("warning")
                                                                                     : QStringLiteral("error"),
                                    finding.what, row);
        icon->setSide(18);
        icon->setIconSize(15);
        icon->setFocusPolicy(Qt::NoFocus);
        icon->setAttribute(Qt::WA_TransparentForMouseEvents);
        layout->addWidget(icon, 0, Qt::AlignTop);
        auto *what = new TextLabel(finding.what, TextStyle::Control,
                                   finding.state == ServerFinding::State::Good      ? Ink::Success
                                   : finding.state == ServerFinding::State::Warning ? Ink::Warning
                                                                                    : Ink::Danger,
                                   row);
        what->setFixedWidth(96);
        layout->addWidget(what, 0, Qt::AlignTop);
        auto *text = new TextLabel(finding.text, TextStyle::Body, Ink::Secondary, row);
        text->setWrap(true);
        text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        layout->addWidget(text, 1);
        m_findingRows->addWidget(row);
    }
    adjustSize();
    resize(std::max(width(), kWidth), sizeHint().height());
}

void ServerDialog::showMissing()
{
    const bool isAny = m_check && m_check->isUsable() && m_check->nodes();
    std::vector<MissingThing> missing;
    if (isAny) {
        std::vector<Job> waiting;
        for (const Job &job : m_feed.service().jobs()) {
            if (job.isWaiting())
                waiting.push_back(job);
        }
        missing = missingFor(waiting, *m_check->nodes());
    }
    std::vector<ListRow> rows;
    for (const MissingThing &thing : missing) {
        ListRow row;
        row.icon = QStringLiteral("missing");
        row.iconInk = Ink::Warning;
        row.title = sentenceOf(thing);
        row.detail = thing.text;
        row.figure = tr("%n job(s)", nullptr, thing.jobs);
        rows.push_back(row);
    }
    for (QWidget *widget : std::initializer_list<QWidget *>{m_missing, m_missingTitle, m_copy})
        widget->setVisible(!rows.empty());
    m_missingTitle->setText(tr("Missing for the jobs that wait: %1").arg(rows.size()));
    m_missing->setFixedHeight(static_cast<int>(std::min<size_t>(rows.size(), kMissingRows)) * 40 + 4);
    m_missing->setRows(std::move(rows));
    resize(std::max(width(), kWidth), sizeHint().height());
}

void ServerDialog::showProblem(const Problem &problem)
{
    const bool isShownBelow = m_check && !m_check->findings().empty() && m_check->problem() == problem;
    m_problem->setText(problem.text());
    m_problem->setVisible(!isShownBelow);
    m_problemDetail->setText(problem.detail().left(600));
    m_problemDetail->setVisible(!problem.detail().isEmpty() && problem.entityKind() == u"certificate");
    m_wayOutId.clear();
    for (const ProblemAction &action : problem.actions()) {
        if (action.id == u"add.scheme" || action.id == u"server.pin") {
            m_wayOutId = action.id;
            m_wayOut->setText(action.label);
        }
    }
    m_wayOut->setVisible(!m_wayOutId.isEmpty());
    const QString field = problem.entityKind() == u"field" ? problem.entity() : QString();
    if (field == u"url")
        m_address->setFocus();
    else if (field == u"key")
        m_key->setFocus();
    resize(std::max(width(), kWidth), sizeHint().height());
}

void ServerDialog::clearProblem()
{
    m_problem->setText({});
    m_problem->hide();
    m_problemDetail->hide();
    m_wayOut->hide();
    m_wayOutId.clear();
}

void ServerDialog::takeWayOut()
{
    if (m_wayOutId == u"add.scheme") {
        m_address->setText(QStringLiteral("http://") + m_address->text().trimmed());
        if (!m_nameIsTyped)
            m_name->setText(QUrl(m_address->text()).host());
    } else if (m_wayOutId == u"server.pin" && m_check) {
        m_server.tlsTrust = generation::TlsTrust::Pinned;
        m_server.fingerprint = m_check->fingerprint();
    }
    touch();
    test();
}

void ServerDialog::refreshNote()
{
    const QString name = m_name->text().trimmed();
    m_save->setText(!m_before.id.isEmpty() ? tr("Save") : name.isEmpty() ? tr("Add") : tr("Add %1").arg(name));
    QString note;
    const int waiting = static_cast<int>(m_feed.plan().jobs.size());
    if (m_check && m_check->isUsable() && m_check->nodes() && waiting > 0 && m_before.id.isEmpty()) {
        const Forecast with = forecast(withServer(m_feed.plan(), m_feed.service().jobs(), *m_check->nodes(), server()));
        const double saved = m_feed.forecast().endS - with.endS;
        note = saved >= 1 && std::isfinite(saved)
                   ? tr("The %1 waiting jobs would be done %2, %3 sooner").arg(waiting).arg(endWords(with.endS), spanWords(saved))
               : !m_feed.forecast().runs.empty() ? tr("It would not end the %1 waiting jobs sooner").arg(waiting)
               : !with.runs.empty()              ? tr("The waiting jobs could start there")
                                                 : QString();
    } else if (m_check && m_check->problem()) {
        note = tr("It can be added now and is tried again by itself");
    }
    m_note->setText(note);
}

void ServerDialog::save()
{
    clearProblem();
    GenerationStore &store = m_feed.service().store();
    const Server typed = server();
    const Result<Server> stored = typed.id.isEmpty() ? store.addServer(typed) : store.editServer(typed);
    if (!stored && stored.error().code() == ProblemCode::NothingToUpdate)
        return QDialog::accept();
    if (!stored)
        return showProblem(stored.error());
    m_feed.service().refresh();
    m_before = m_server = *stored;
    Q_EMIT saved(*stored);
    QDialog::accept();
}

void ServerDialog::reject()
{
    m_discovery.stop();
    QDialog::reject();
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/batch_dialog.h"

#include "core/base/json.h"
#include "core/comfy/family.h"
#include "core/comfy/generation_params.h"
#include "core/generation/batch_shots.h"
#include "core/library/shared_items.h"
#include "core/project/project_session.h"
#include "ui/queue/estimate_lanes.h"
#include "ui/servers/time_words.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/switch.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollArea>

namespace sc::ui {

using namespace generation;

namespace {

constexpr QSize kWished(1136, 772);
constexpr int kShots = 268;
constexpr int kMeaning = 376;
constexpr int kSoonMs = 120;

} // namespace

QJsonArray axisValuesFrom(const QString &text)
{
    QJsonArray values;
    for (const QString &word : text.split(u',', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const double number = word.trimmed().toDouble(&isNumber);
        if (!word.trimmed().isEmpty())
            values.append(isNumber ? QJsonValue(number) : QJsonValue(word.trimmed()));
    }
    return values;
}

BatchDialog::BatchDialog(AppContext &context, GenerationFeed &feed, const std::vector<ClipId> &clips, QWidget *parent)
    : QDialog(parent), m_context(context), m_feed(feed), m_draft(std::unexpected(Problem()))
{
    setWindowTitle(tr("Batch"));
    if (auto shared = library::SharedItems::open(feed.service().profile()))
        m_profileItems = std::move(*shared);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(18, 14, 18, 12);
    head->setSpacing(8);
    head->addWidget(new TextLabel(tr("Batch, %1").arg(context.session()->timeline().project.name), TextStyle::Title, Ink::Primary, this));
    m_shotWords = new TextLabel({}, TextStyle::Body, Ink::Secondary, this);
    head->addWidget(m_shotWords, 1);
    whole->addLayout(head);
    whole->addWidget(new Hairline(this));
    auto *columns = new QHBoxLayout;
    columns->setSpacing(0);
    const auto column = [&](int width, int stretch) {
        auto *host = new QWidget(this);
        if (width > 0)
            host->setFixedWidth(width);
        auto *layout = new QVBoxLayout(host);
        layout->setContentsMargins(18, 12, 18, 12);
        layout->setSpacing(8);
        columns->addWidget(host, stretch);
        return layout;
    };
    const bool narrow = parent && parent->width() < 1100;
    buildShots(column(narrow ? 230 : kShots, 0));
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    auto *middle = new QWidget;
    auto *order = new QVBoxLayout(middle);
    order->setContentsMargins(18, 12, 18, 12);
    order->setSpacing(8);
    scroll->setWidget(middle);
    middle->setAutoFillBackground(false); // setWidget() turned it on
    columns->addWidget(scroll, 1);
    buildOrder(order);
    buildMeaning(column(narrow ? 320 : kMeaning, 0));
    whole->addLayout(columns, 1);
    whole->addWidget(new Hairline(this));
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(18, 12, 18, 12);
    foot->setSpacing(8);
    auto *cancel = new PushButton(tr("Cancel"), ControlKind::Quiet, this);
    m_foot = new TextLabel({}, TextStyle::Body, Ink::Secondary, this);
    m_foot->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_paused = new PushButton(tr("Create paused"), ControlKind::Default, this);
    m_paused->setIconName(QStringLiteral("pause"));
    m_start = new PushButton({}, ControlKind::Generate, this);
    m_start->setIconName(QStringLiteral("generate"));
    for (PushButton *button : {cancel, m_paused, m_start})
        button->setAutoDefault(false);
    foot->addWidget(cancel);
    foot->addWidget(m_foot, 1);
    foot->addWidget(m_paused);
    foot->addWidget(m_start);
    whole->addLayout(foot);
    connect(cancel, &QAbstractButton::clicked, this, &BatchDialog::reject);
    connect(m_paused, &QAbstractButton::clicked, this, [this] { create(false); });
    connect(m_start, &QAbstractButton::clicked, this, [this] { create(true); });
    for (int row = 0; row < m_shots->count(); ++row) {
        QListWidgetItem *item = m_shots->item(row);
        const ClipId id(item->data(Qt::UserRole).toString());
        const bool isOn = clips.empty() ? !item->data(Qt::UserRole + 1).toBool() : std::ranges::find(clips, id) != clips.end();
        item->setCheckState(isOn ? Qt::Checked : Qt::Unchecked);
    }
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMs);
    connect(&m_soon, &QTimer::timeout, this, &BatchDialog::refreshNow);
    connect(m_shots, &QListWidget::itemChanged, this, &BatchDialog::soon);
    const QSize room = parent ? parent->size() - QSize(16, 16) : kWished;
    resize(kWished.boundedTo(room));
    listPresets();
    refreshNow();
    m_changed = false;
}

BatchDialog::~BatchDialog() = default;

std::vector<ClipId> BatchDialog::chosen() const
{
    std::vector<ClipId> clips;
    for (int row = 0; row < m_shots->count(); ++row) {
        if (m_shots->item(row)->checkState() == Qt::Checked)
            clips.emplace_back(m_shots->item(row)->data(Qt::UserRole).toString());
    }
    return clips;
}

BatchSpec BatchDialog::spec() const
{
    BatchSpec spec;
    spec.name = m_context.session()->timeline().project.name;
    spec.kind = m_kind->current() == 1 ? JobKind::Video : JobKind::Image;
    spec.family = m_family->value().toString();
    spec.preset = m_preset->value().toString();
    if (m_promptMode->current() == 1)
        spec.prompt = m_shared->toPlainText();
    for (const Axis &axis : m_axes) {
        const QString key = axis.key->value().toString();
        if (!key.isEmpty())
            spec.axes.push_back({key, axisValuesFrom(axis.values->text())});
    }
    spec.seeds = static_cast<BatchSeeds>(m_seeds->current());
    bool isNumber = false;
    const qint64 seed = m_seed->text().trimmed().toLongLong(&isNumber);
    if (isNumber)
        spec.seed = seed;
    else if (!m_seed->text().trimmed().isEmpty())
        spec.seed = comfy::seedFromText(m_seed->text().trimmed());
    spec.stillsFirst = m_stills->isChecked() && spec.kind == JobKind::Video;
    spec.chooseStills = spec.stillsFirst && m_choose->isChecked();
    spec.stillCount = spec.chooseStills ? m_stillCount->value().toInt() : 1;
    spec.stillFamily = m_stillFamily->value().toString();
    spec.off = m_off;
    spec.skipWithoutPrompt = !m_strict;
    const QString server = m_server->value().toString();
    if (!server.isEmpty())
        spec.servers = {ServerId(server)};
    return spec;
}

void BatchDialog::switchCells(const std::vector<BatchCellRef> &cells, bool on)
{
    for (const BatchCellRef &cell : cells) {
        std::erase(m_off, cell);
        if (!on)
            m_off.push_back(cell);
    }
    m_changed = true;
    refreshNow();
}

void BatchDialog::soon()
{
    m_changed = true;
    m_soon.start();
}

// Frames that shots begin with are cut out of movies only when it is meant.
Result<BatchDraft> BatchDialog::makeDraft(bool cutsFrames)
{
    const BatchSpec order = spec();
    const std::vector<ClipId> clips = chosen();
    if (clips.empty())
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("Choose at least one shot.")));
    project::ProjectSession &session = *m_context.session();
    SC_TRY_ASSIGN(shots, shotsOf(Studio(&session, m_profileItems.get()), clips, order));
    if (cutsFrames)
        cutStartFrames(session, shots);
    JobsOnTheWay onTheWay;
    for (const Job &job : m_feed.service().jobs()) {
        if (!job.isFinished() && job.bundle == session.bundle() && !job.clip.isEmpty() && !onTheWay.contains(job.clip))
            onTheWay.insert(job.clip, job.id.text());
    }
    return draftBatch(order, shots, targetOf(session), onTheWay);
}

void BatchDialog::refreshNow()
{
    m_soon.stop();
    const BatchSpec order = spec();
    m_draft = makeDraft(false);
    std::vector<PreflightPlace> places;
    for (const ServerState &state : m_feed.servers()) {
        const bool isMeant = order.servers.empty() ? !state.isPractice || m_feed.servers().size() == 1
                                                   : std::ranges::find(order.servers, state.server.id) != order.servers.end();
        if (state.server.active && isMeant)
            places.push_back({state.server, state.nodes});
    }
    m_preflight = m_draft ? generation::preflight(*m_draft, places, m_feed.plan().figures) : Preflight();
    showMeaning();
}

void BatchDialog::create(bool start)
{
    refreshNow();
    if (!m_draft)
        return;
    auto meant = makeDraft(true);
    if (!reported(m_context, meant))
        return;
    m_draft = std::move(meant);
    const BatchSpec order = spec();
    Batch batch;
    batch.name = order.name;
    batch.bundle = m_context.session()->bundle();
    batch.projectName = m_context.session()->timeline().project.name;
    batch.spec = QString::fromUtf8(toCompactJson(toJson(order)));
    GenerationService &service = m_feed.service();
    const auto stored = service.store().addBatch(batch, m_draft->jobs, start);
    if (!reported(m_context, stored))
        return;
    service.refresh();
    Notice notice;
    notice.level = Notice::Level::Success;
    notice.title = tr("%n job(s) queued", nullptr, static_cast<int>(m_draft->jobs.size()));
    notice.text = start ? QString() : tr("They are held until you let them go on.");
    notice.actionLabel = tr("Show queue");
    notice.action = [context = &m_context] { Q_EMIT context->screenRequested(ScreenId::Queue); };
    Q_EMIT m_context.noticeRaised(notice);
    Q_EMIT created(stored->id.text());
    QDialog::accept();
}

// Leaving asks when something was changed.
void BatchDialog::reject()
{
    if (!m_changed)
        return QDialog::reject();
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Batch"), tr("Leave without creating it?"), QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto *leave = box->addButton(tr("Leave"), QMessageBox::AcceptRole);
    box->addButton(tr("Stay"), QMessageBox::RejectRole);
    connect(leave, &QAbstractButton::clicked, this, [this] { QDialog::reject(); });
    box->open();
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// What an order means before it is sent: cards, plan, estimate.
#include "ui/queue/batch_dialog.h"

#include "core/base/text.h"
#include "core/project/project_session.h"
#include "ui/queue/estimate_lanes.h"
#include "ui/queue/plan_grid.h"
#include "ui/servers/time_words.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/switch.h"

#include <QtCore/QStorageInfo>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollArea>

namespace sc::ui {

using namespace generation;

void BatchDialog::buildMeaning(QVBoxLayout *into)
{
    m_meaningTitle = new TextLabel({}, TextStyle::Strong, Ink::Primary, this);
    into->addWidget(m_meaningTitle);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    auto *host = new QWidget;
    scroll->setWidget(host);
    host->setAutoFillBackground(false); // setWidget() turned it on
    auto *body = new QVBoxLayout(host);
    body->setContentsMargins(0, 0, 4, 0);
    body->setSpacing(8);
    m_cards = new QVBoxLayout;
    m_cards->setSpacing(8);
    body->addLayout(m_cards);
    body->addSpacing(4);
    body->addWidget(new TextLabel(tr("Estimate"), TextStyle::Strong, Ink::Primary, host));
    auto *figures = new QHBoxLayout;
    const auto figure = [&](TextLabel *&value, TextLabel *&words, const QString &text) {
        auto *column = new QVBoxLayout;
        column->setSpacing(0);
        value = new TextLabel({}, TextStyle::Figure, Ink::Primary, host);
        words = new TextLabel(text, TextStyle::CaptionLight, Ink::Secondary, host);
        column->addWidget(value);
        column->addWidget(words);
        figures->addLayout(column, 1);
    };
    TextLabel *unused = nullptr;
    figure(m_finish, m_finishWords, {});
    figure(m_gpu, unused, tr("of GPU time"));
    figure(m_room, unused, tr("on the disk"));
    body->addLayout(figures);
    m_lanes = new EstimateLanes(host);
    body->addWidget(m_lanes);
    body->addStretch(1);
    into->addWidget(scroll, 1);
}

QString BatchDialog::axisWord(const QString &key)
{
    static const QHash<QString, const char *> words = {
        {QStringLiteral("model"), QT_TRANSLATE_NOOP("sc::ui::BatchDialog", "Model")},
        {QStringLiteral("preset"), QT_TRANSLATE_NOOP("sc::ui::BatchDialog", "Preset")},
        {QStringLiteral("seed"), QT_TRANSLATE_NOOP("sc::ui::BatchDialog", "Seed")},
        {QStringLiteral("cfg"), QT_TRANSLATE_NOOP("sc::ui::BatchDialog", "CFG")},
        {QStringLiteral("steps"), QT_TRANSLATE_NOOP("sc::ui::BatchDialog", "Steps")},
        {QStringLiteral("lora_weight"), QT_TRANSLATE_NOOP("sc::ui::BatchDialog", "LoRA weight")},
        {QStringLiteral("sampler"), QT_TRANSLATE_NOOP("sc::ui::BatchDialog", "Sampler")}};
    return tr(words.value(key, ""));
}

QString BatchDialog::sentence() const
{
    QStringList factors = {tr("%n shot(s)", nullptr, static_cast<int>(chosen().size()))};
    for (const BatchAxis &axis : spec().axes) {
        if (!axis.values.isEmpty())
            factors.append(QStringLiteral("%1 %2").arg(axis.values.size()).arg(axisWord(axis.key).toLower()));
    }
    return factors.join(QStringLiteral(" x "));
}

void BatchDialog::addCard(Ink ink, const QString &title, const QString &text, const QString &button, const std::function<void()> &act)
{
    auto *plate = new Plate(Plate::Level::Card, this);
    auto *layout = new QVBoxLayout(plate);
    layout->setContentsMargins(12, 9, 12, 9);
    layout->setSpacing(4);
    auto *head = new TextLabel(title, TextStyle::Strong, ink, plate);
    head->setWrap(true);
    layout->addWidget(head);
    auto *words = new TextLabel(text, TextStyle::Body, Ink::Secondary, plate);
    words->setWrap(true);
    words->setVisible(!text.isEmpty());
    layout->addWidget(words);
    if (!button.isEmpty()) {
        auto *way = new PushButton(button, ControlKind::Default, plate);
        way->setAutoDefault(false);
        connect(way, &QAbstractButton::clicked, this, act, Qt::QueuedConnection);
        layout->addWidget(way, 0, Qt::AlignLeft);
    }
    m_cards->addWidget(plate);
}

void BatchDialog::showMeaning()
{
    showShots();
    showStills();
    showCards();
    showEstimate();
    showPlan();
}

void BatchDialog::showShots()
{
    for (const Axis &axis : m_axes) {
        const auto count = axisValuesFrom(axis.values->text()).size();
        axis.factor->setText(axis.key->value().toString().isEmpty() ? QString() : tr("x %1").arg(count));
    }
    m_shotWords->setText(tr("%n shot(s) chosen", nullptr, static_cast<int>(chosen().size())));
}

void BatchDialog::showStills()
{
    const bool video = m_kind->current() == 1;
    const bool on = video && m_stills->isChecked();
    const int stills = m_preflight.stills;
    m_stills->setEnabled(video);
    m_stillBox->setVisible(on);
    m_stillCount->setEnabled(m_choose->isChecked());
    m_pictureWords->setText(tr("%n picture(s)", nullptr, stills));
    m_videoWords->setText(tr("%n video(s)", nullptr, m_preflight.jobs - stills));
    m_stillWords->setText(!video                  ? tr("For videos: pictures of each shot are made first.")
                          : !on                   ? tr("Off: videos start without a picture of their own.")
                          : m_choose->isChecked() ? tr("Videos wait for your choice and start from it.")
                                                  : tr("Each video waits for its picture and starts from it."));
}

void BatchDialog::showCards()
{
    clearLayout(m_cards);
    const auto clips = chosen();
    int problems = 0;
    if (!m_draft) {
        ++problems;
        addCard(Ink::Danger, m_draft.error().text(), m_draft.error().detail());
    }
    if (!m_preflight.withoutPrompt.isEmpty()) {
        ++problems;
        addCard(Ink::Warning, tr("%n shot(s) have no prompt and are left out", nullptr, static_cast<int>(m_preflight.withoutPrompt.size())),
                m_preflight.withoutPrompt.mid(0, 5).join(QStringLiteral(", ")), tr("Stop here instead"), [this] {
                    m_strict = true;
                    soon();
                });
    } else if (m_strict && !m_draft) {
        addCard(Ink::Info, tr("Shots without a prompt stop it"), {}, tr("Leave them out"), [this] {
            m_strict = false;
            soon();
        });
    }
    if (m_draft && m_preflight.servers.empty()) {
        ++problems;
        addCard(Ink::Warning, tr("No server to run on"), tr("The jobs wait until there is one."));
    }
    for (const LeftOutShot &shot : m_preflight.leftOut) {
        if (m_preflight.withoutPrompt.contains(shot.name) || shot.problems.empty())
            continue;
        ++problems;
        addCard(Ink::Warning, tr("%1 is left out").arg(shot.name), shot.problems.front().text());
    }
    for (const PreflightServer &server : m_preflight.servers) {
        if (server.problems.isEmpty() || server.fits == m_preflight.jobs)
            continue;
        ++problems;
        addCard(Ink::Warning,
                server.fits == 0 ? tr("%1 can take none of it").arg(server.name)
                                 : tr("%1 can take %2 of %3").arg(server.name).arg(server.fits).arg(m_preflight.jobs),
                server.problems.mid(0, 2).join(u' '));
    }
    if (m_preflight.nowhere > 0 && !m_preflight.servers.empty()) {
        ++problems;
        addCard(Ink::Warning, tr("%n job(s) fit on no server as things are", nullptr, m_preflight.nowhere),
                tr("They wait until one can take them."));
    }
    int queued = 0;
    for (const Job &job : m_feed.service().jobs())
        queued += !job.isFinished() && std::ranges::any_of(clips, [&](const ClipId &clip) { return clip.text() == job.clip; }) ? 1 : 0;
    if (queued > 0)
        addCard(Ink::Info, tr("%n job(s) of these shots are in the queue already", nullptr, queued), tr("These takes come on top of it."));
    const bool isAnswered = std::ranges::any_of(m_preflight.servers, &PreflightServer::isKnown);
    if (m_draft && !m_preflight.servers.empty() && !isAnswered)
        addCard(Ink::Info, tr("No server has said yet what it has"), tr("It is checked as soon as one answers; the jobs wait until then."));
    else if (problems == 0 && m_draft)
        addCard(Ink::Success, tr("Everything is there"), tr("Models, nodes and prompts are on the servers."));
    m_meaningTitle->setText(problems > 0 ? tr("Before you start: %1").arg(problems) : tr("Before you start"));
}

void BatchDialog::showEstimate()
{
    const int jobs = m_draft ? static_cast<int>(m_draft->jobs.size()) : 0;
    const auto end = m_lanes->show(m_feed, m_draft ? m_draft->jobs : std::vector<Job>());
    m_finish->setText(end ? clockWords(QDateTime::currentDateTime().addMSecs(static_cast<qint64>(*end * 1000))) : QStringLiteral("-"));
    m_finishWords->setText(!end                   ? tr("cannot be said")
                           : m_lanes->hasChoice() ? tr("done, in %1 and your choice").arg(spanWords(*end))
                                                  : tr("done, in %1").arg(spanWords(*end)));
    m_gpu->setText(jobs > 0 ? shortSpan(m_preflight.workS) : QStringLiteral("-"));
    m_room->setText(jobs > 0 ? humanSize(m_preflight.diskBytes) : QStringLiteral("-"));
    const QStorageInfo disk(m_context.session()->bundle());
    m_room->setInk(disk.isValid() && disk.bytesAvailable() < m_preflight.diskBytes ? Ink::Danger : Ink::Primary);
    const int stills = m_preflight.stills;
    m_foot->setText(stills == 0            ? QString()
                    : m_lanes->hasChoice() ? tr("%1 pictures now, %2 videos after your choice").arg(stills).arg(jobs - stills)
                                           : tr("%1 pictures first, then %2 videos").arg(stills).arg(jobs - stills));
    m_start->setText(jobs > 0 ? tr("Create %1 and start").arg(jobs) : tr("Create and start"));
    const QString reason = m_draft ? QString() : m_draft.error().text();
    m_start->setDisabledReason(reason);
    m_paused->setDisabledReason(reason);
}

// After the estimate: it knows where each job would run.
void BatchDialog::showPlan()
{
    PlanGrid::Plan plan;
    plan.rows = combinations(spec().axes);
    for (int row = 0; row < m_shots->count(); ++row) {
        if (m_shots->item(row)->checkState() != Qt::Checked)
            continue;
        plan.shots.append(QString::number(row + 1));
        plan.shotNames.append(m_shots->item(row)->text().section(QStringLiteral("  "), 1));
    }
    int made = 0;
    int fitting = 0;
    QHash<ClipId, size_t> columns;
    for (const ClipId &clip : chosen()) {
        columns.insert(clip, plan.cells.size());
        for (int i = 0; i < static_cast<int>(plan.rows.size()); ++i) {
            PlanGrid::Cell cell{clip, i, BatchCell::State::LeftOut, -1, true, 0};
            const bool isOff = std::ranges::find(m_off, BatchCellRef{clip, i}) != m_off.end();
            if (!m_draft && isOff)
                cell.state = BatchCell::State::Off;
            plan.cells.push_back(cell);
        }
    }
    const Theme &theme = themeOf(this);
    for (size_t i = 0; i < m_lanes->lanes().size(); ++i)
        plan.servers.push_back({m_lanes->lanes()[i].name, laneColour(theme, i)});
    for (const BatchCell &drafted : m_draft ? m_draft->cells : std::vector<BatchCell>()) {
        const auto column = columns.constFind(drafted.clip);
        if (column == columns.constEnd())
            continue;
        PlanGrid::Cell *cell = &plan.cells[*column + static_cast<size_t>(drafted.combination)];
        cell->state = drafted.state;
        if (drafted.state != BatchCell::State::Made)
            continue;
        const EstimateLanes::Place place = m_lanes->placeOf(drafted.job);
        cell->server = place.server;
        cell->fits = place.fits || m_lanes->lanes().empty();
        cell->seconds = place.seconds;
        ++made;
        fitting += cell->fits ? 1 : 0;
    }
    m_sentence->setText(sentence());
    m_takes->setText(fitting == made ? tr("%n take(s)", nullptr, made)
                                     : tr("%n take(s)", nullptr, made) + u' ' + tr("%1 can start").arg(fitting));
    m_plan->setVisible(!plan.shots.isEmpty());
    m_plan->setPlan(std::move(plan));
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// What the server dialog shows of a test and of a look around the network.
#include "ui/servers/server_dialog.h"
#include "ui/servers/small_charts.h"
#include "ui/servers/time_words.h"
#include "ui/timeline/row_list.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kFindingHeight = 25;
constexpr int kMissingRows = 5;

QString sentenceOf(const MissingThing &thing)
{
    return thing.name.isEmpty() ? thing.text : thing.name;
}

} // namespace

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
    resize(std::max(width(), minimumWidth()), sizeHint().height());
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
    resize(std::max(width(), minimumWidth()), sizeHint().height());
}

} // namespace sc::ui

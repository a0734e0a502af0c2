// SPDX-License-Identifier: GPL-3.0-or-later
// A server goes: where its waiting jobs and its key go, and how it comes back.
#include "core/accounts/secret_store.h"
#include "core/generation/queue_edits.h"
#include "core/generation/server_keys.h"
#include "ui/servers/practice_card.h"
#include "ui/servers/servers_screen.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QPointer>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QDialog>

namespace sc::ui {

using namespace generation;

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
    // A key that only this server used goes with it, and comes back with it.
    const auto key = std::make_shared<QByteArray>();
    accounts::SecretStore *keys = m_context.generation()->keys();
    const QString keyName = keys ? ownKeyName(server) : QString();
    if (!keyName.isEmpty())
        keys->read(keyName, [keys = QPointer(keys), keyName, key](const Result<QByteArray> &value) {
            *key = value.value_or(QByteArray());
            if (keys)
                keys->remove(keyName, [](const Result<> &) {});
        });
    m_context.generation()->refresh();
    m_feed->refreshNow();
    Notice notice;
    notice.level = Notice::Level::Success;
    notice.title = tr("%1 is removed").arg(server.name);
    notice.text = tr("What was made there stays.");
    notice.actionLabel = tr("Add it again");
    notice.action = [screen = QPointer<ServersScreen>(this), server, keyName, key] {
        if (!screen)
            return;
        if (!key->isEmpty())
            screen->m_context.generation()->keys()->write(keyName, *key, [screen, server](const Result<> &) {
                if (screen)
                    screen->addAgain(server);
            });
        else
            screen->addAgain(server);
    };
    Q_EMIT m_context.noticeRaised(notice);
}

void ServersScreen::addAgain(const Server &server)
{
    if (!reported(m_context, m_context.generation()->store().addServer(server)))
        return;
    m_context.generation()->refresh();
    m_feed->refreshNow();
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/server_log.h"

#include "ui/servers/time_words.h"
#include "ui/timeline/row_list.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/state_page.h"

#include <QtWidgets/QBoxLayout>

namespace sc::ui {

using namespace generation;

namespace {
constexpr int kMostLines = 1'000;
}

ServerLog::ServerLog(GenerationService &service, const QString &serverName, QWidget *parent)
    : QDialog(parent), m_list(new RowList(tr("Log of %1").arg(serverName), this))
{
    setWindowTitle(tr("Log of %1").arg(serverName));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kDialogPadding, space::kDialogPadding, space::kDialogPadding, 14);
    layout->setSpacing(10);
    layout->addWidget(new TextLabel(windowTitle(), TextStyle::Title, Ink::Primary, this));
    std::vector<ListRow> rows;
    const auto story = service.store().storyAt(serverName, kMostLines);
    if (story) {
        for (const Decision &line : *story) {
            const Job *job = service.job(line.job);
            ListRow row;
            const bool isBad = line.kind == u"failed" || line.kind == u"blocked" || line.kind == u"lost" || line.kind == u"retried";
            row.icon = isBad ? QStringLiteral("warning") : QStringLiteral("info");
            row.iconInk = isBad ? Ink::Warning : Ink::Tertiary;
            row.title = line.reason;
            row.detail = job ? (job->clipName.isEmpty() ? job->prompt.left(80) : job->clipName) : tr("a job that was deleted");
            const QDateTime at = timeFrom(line.at);
            row.figure = at.date() == QDate::currentDate() ? exactClock(at) : at.toString(QStringLiteral("yyyy-MM-dd HH:mm"));
            row.value = line.job.text();
            rows.push_back(std::move(row));
        }
    }
    auto *empty = new EmptyState(QStringLiteral("notes"), story ? tr("Nothing happened there yet") : tr("The log cannot be read"),
                                 story ? tr("Each job that goes there leaves its lines here.") : story.error().text(), this);
    empty->setVisible(rows.empty());
    m_list->setVisible(!rows.empty());
    m_list->setRows(std::move(rows));
    layout->addWidget(empty, 1);
    layout->addWidget(m_list, 1);
    auto *buttons = new QHBoxLayout;
    auto *close = new PushButton(tr("Close"), ControlKind::Default, this);
    buttons->addStretch(1);
    buttons->addWidget(close);
    layout->addLayout(buttons);
    connect(close, &QAbstractButton::clicked, this, &QDialog::accept);
    connect(m_list, &RowList::rowChosen, this, [this](const QVariant &value) {
        Q_EMIT jobChosen(value.toString());
        accept();
    });
    resize(720, 520);
}

} // namespace sc::ui

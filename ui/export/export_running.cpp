// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_running.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QBoxLayout>

#include <algorithm>

namespace sc::ui {

class ExportRunning::Line : public QWidget
{
public:
    Line(const RunningExport &run, const std::function<void()> &cancel)
        : m_status(new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary)), m_progress(new ProgressBar)
    {
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 8);
        column->setSpacing(4);
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(new TextLabel(run.name, TextStyle::Control));
        auto *file = new TextLabel(QFileInfo(run.destination).fileName(), TextStyle::CaptionLight, Ink::Tertiary);
        file->setElide(Qt::ElideMiddle);
        row->addWidget(file, 1);
        row->addWidget(m_status);
        auto *button = new PushButton(ExportRunning::tr("Cancel"));
        button->setButtonSize(ButtonSize::Small);
        button->setAccessibleName(ExportRunning::tr("Cancel %1").arg(run.name));
        connect(button, &QPushButton::clicked, this, [button, cancel] {
            button->setEnabled(false);
            cancel();
        });
        row->addWidget(button);
        column->addLayout(row);
        column->addWidget(m_progress);
    }
    void tell(const RunningExport &run)
    {
        m_progress->setFraction(run.isWaiting ? 0 : run.fraction > 0 ? run.fraction : -1);
        const QString left = timeLeftText(run.secondsLeft);
        const QString percent = ExportRunning::tr("%1 %").arg(qRound(run.fraction * 100));
        m_status->setText(run.isWaiting          ? ExportRunning::tr("waits for another export")
                          : run.fraction >= 0.98 ? ExportRunning::tr("finishing and reading back")
                          : left.isEmpty()       ? percent
                                                 : ExportRunning::tr("%1, %2").arg(percent, left));
    }

private:
    TextLabel *m_status;
    ProgressBar *m_progress;
};

ExportRunning::ExportRunning(QWidget *parent) : QWidget(parent), m_lines(new QVBoxLayout(this))
{
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(0);
}

void ExportRunning::setRunning(const std::vector<RunningExport> &running)
{
    for (auto line = m_byId.begin(); line != m_byId.end();) {
        if (std::ranges::count(running, line->first, &RunningExport::id) > 0) {
            ++line;
            continue;
        }
        line->second->hide();
        line->second->deleteLater();
        line = m_byId.erase(line);
    }
    for (const RunningExport &run : running) {
        auto found = m_byId.find(run.id);
        if (found == m_byId.end()) {
            auto *line = new Line(run, [this, id = run.id] { Q_EMIT cancelRequested(id); });
            m_lines->addWidget(line);
            found = m_byId.emplace(run.id, line).first;
        }
        found->second->tell(run);
    }
    setVisible(!running.empty());
}

} // namespace sc::ui

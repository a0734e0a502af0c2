// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/queue_edits.h"
#include "ui/queue/job_rows.h"
#include "ui/widgets/panel.h"

namespace sc::ui {

class IconButton;
class PushButton;
class TextLabel;

// The head of the queue: how many in which state, when all is done, and pausing.
class QueueCounters : public Panel
{
    Q_OBJECT

public:
    explicit QueueCounters(QWidget *parent = nullptr);

    // `endS`: seconds until all is done; nothing when that cannot be said.
    void show(const QueueCounts &counts, std::optional<double> endS, generation::QueuePause pause, const QString &runner);
    [[nodiscard]] TextLabel *figure(int index) const { return m_figures[static_cast<size_t>(index)]; } // running, waiting ...
    [[nodiscard]] TextLabel *clock() const { return m_clock; }
    [[nodiscard]] PushButton *pauseButton() const { return m_pause; }
    [[nodiscard]] PushButton *clearButton() const { return m_clear; }

Q_SIGNALS:
    void pauseRequested(sc::generation::QueuePause pause);
    void clearRequested();
    void menuRequested(const QPoint &globalPosition);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    TextLabel *addFigure(const QString &words, class QHBoxLayout *into);

    std::vector<TextLabel *> m_figures;
    TextLabel *m_clock = nullptr;
    TextLabel *m_clockWords = nullptr;
    TextLabel *m_gpu = nullptr;
    QWidget *m_gpuBox = nullptr;
    PushButton *m_pause = nullptr;
    PushButton *m_clear = nullptr;
    generation::QueuePause m_state = generation::QueuePause::Running;
};

} // namespace sc::ui

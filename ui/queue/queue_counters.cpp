// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queue_counters.h"

#include "ui/servers/time_words.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QLocale>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>

#include <array>
#include <cmath>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kNarrow = 860;

class VerticalLine : public QWidget
{
public:
    explicit VerticalLine(QWidget *parent) : QWidget(parent) { setFixedSize(17, 32); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawVerticalHairline(painter, QPointF(0, 0), height(), themeOf(this).hairline.two);
    }
};

} // namespace

QueueCounters::QueueCounters(QWidget *parent) : Panel(parent)
{
    setFixedHeight(62);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 0, 12, 0);
    layout->setSpacing(0);
    for (const QString &words : {tr("running"), tr("waiting"), tr("completed"), tr("failed"), tr("cancelled")})
        m_figures.push_back(addFigure(words, layout));
    m_figures[0]->setInk(Ink::Purple);
    m_figures[2]->setInk(Ink::Success);
    layout->addWidget(new VerticalLine(this));
    auto *finish = new QVBoxLayout;
    finish->setSpacing(0);
    finish->setContentsMargins(0, 0, 22, 0);
    m_clock = new TextLabel({}, TextStyle::Figure, Ink::Primary, this);
    m_clockWords = new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary, this);
    finish->addStretch();
    finish->addWidget(m_clock);
    finish->addWidget(m_clockWords);
    finish->addStretch();
    layout->addLayout(finish);
    m_gpuBox = new QWidget(this);
    auto *gpu = new QVBoxLayout(m_gpuBox);
    gpu->setContentsMargins(0, 0, 0, 0);
    gpu->setSpacing(0);
    m_gpu = new TextLabel({}, TextStyle::Figure, Ink::Primary, m_gpuBox);
    gpu->addStretch();
    gpu->addWidget(m_gpu);
    gpu->addWidget(new TextLabel(tr("GPU time today"), TextStyle::CaptionLight, Ink::Secondary, m_gpuBox));
    gpu->addStretch();
    layout->addWidget(m_gpuBox);
    layout->addStretch(1);
    m_pause = new PushButton({}, ControlKind::Default, this);
    m_clear = new PushButton(tr("Clear finished"), ControlKind::Quiet, this);
    auto *more = new IconButton(QStringLiteral("more"), tr("More about the queue"), this);
    layout->addWidget(m_pause);
    layout->addSpacing(4);
    layout->addWidget(m_clear);
    layout->addSpacing(4);
    layout->addWidget(more);
    connect(m_pause, &QAbstractButton::clicked, this,
            [this] { Q_EMIT pauseRequested(m_state == QueuePause::Running ? QueuePause::AfterCurrent : QueuePause::Running); });
    connect(m_clear, &QAbstractButton::clicked, this, &QueueCounters::clearRequested);
    connect(more, &QAbstractButton::clicked, this,
            [this, more] { Q_EMIT menuRequested(more->mapToGlobal(QPoint(0, more->height() + 2))); });
}

TextLabel *QueueCounters::addFigure(const QString &words, QHBoxLayout *into)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->setContentsMargins(0, 0, 16, 0);
    auto *figure = new TextLabel(QStringLiteral("0"), TextStyle::Figure, Ink::Primary, this);
    figure->setAccessibleName(words);
    column->addStretch();
    column->addWidget(figure);
    column->addWidget(new TextLabel(words, TextStyle::CaptionLight, Ink::Secondary, this));
    column->addStretch();
    into->addLayout(column);
    return figure;
}

void QueueCounters::show(const QueueCounts &counts, std::optional<double> endS, QueuePause pause, const QString &runner)
{
    const std::array<int, 5> values = {counts.running, counts.waiting, counts.completed, counts.failed, counts.cancelled};
    for (size_t i = 0; i < values.size(); ++i)
        m_figures[i]->setText(QLocale().toString(values[i]));
    m_figures[0]->setInk(counts.running > 0 ? Ink::Purple : Ink::Primary);
    m_figures[2]->setInk(counts.completed > 0 ? Ink::Success : Ink::Primary);
    m_figures[3]->setInk(counts.failed > 0 ? Ink::Danger : Ink::Primary);
    m_state = pause;
    const bool isOpen = counts.running + counts.waiting > 0;
    if (!isOpen) {
        m_clock->setText(tr("Empty"));
        m_clockWords->setText(counts.total() > 0 ? tr("all done") : tr("nothing was queued yet"));
    } else if (pause != QueuePause::Running) {
        m_clock->setText(tr("Paused"));
        m_clockWords->setText(counts.running > 0 ? tr("after what runs now") : tr("nothing starts until it goes on"));
    } else if (!runner.isEmpty()) {
        m_clock->setText(QStringLiteral("-"));
        m_clockWords->setText(runner);
    } else if (endS && std::isfinite(*endS)) {
        m_clock->setText(clockWords(QDateTime::currentDateTime().addMSecs(static_cast<qint64>(*endS * 1000))));
        m_clockWords->setText(counts.held > 0 ? tr("done but for %1 held, in %2").arg(counts.held).arg(spanWords(*endS))
                                              : tr("all done, in %1").arg(spanWords(*endS)));
    } else {
        m_clock->setText(QStringLiteral("-"));
        m_clockWords->setText(counts.held == counts.waiting && counts.held > 0 ? tr("all that waits is held")
                              : counts.toChoose > 0                            ? tr("waits for your choice")
                                                                               : tr("no server can take it yet"));
    }
    m_gpu->setText(shortSpan(counts.gpuTodayS));
    m_pause->setText(pause == QueuePause::Running ? tr("Pause after current") : tr("Go on"));
    m_pause->setIconName(pause == QueuePause::Running ? QStringLiteral("pause") : QStringLiteral("play"));
    m_pause->setKind(pause == QueuePause::Running ? ControlKind::Default : ControlKind::Primary);
    m_clear->setDisabledReason(counts.completed + counts.failed + counts.cancelled > 0 ? QString() : tr("Nothing has ended yet."));
}

void QueueCounters::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    m_gpuBox->setVisible(width() >= kNarrow);
    m_clear->setVisible(width() >= 720);
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/import_strip.h"

#include "ui/library/strip_plate.h"
#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QFileInfo>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>

#include <cmath>

namespace sc::ui {

namespace {

constexpr int kGuessAfter = 3; // files: before that a guess of the time left is worth nothing

class WarningIcon : public QWidget
{
public:
    WarningIcon() { setFixedSize(14, 14); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawIcon(painter, QStringLiteral("warning"), rect(), themeOf(this).semantic.warning);
    }
};

} // namespace

QString timeLeftWords(double seconds)
{
    if (seconds < 90)
        return ImportStrip::tr("about %1 s left").arg(std::max(1, static_cast<int>(std::lround(seconds))));
    return ImportStrip::tr("about %1 min left").arg(static_cast<int>(std::lround(seconds / 60)));
}

ImportStrip::ImportStrip(QWidget *parent)
    : QWidget(parent),
      m_ring(new BusyRing(16)),
      m_strong(new TextLabel({}, TextStyle::Strong)),
      m_quiet(new TextLabel({}, TextStyle::Body, Ink::Secondary)),
      m_bar(new ProgressBar),
      m_warningIcon(new WarningIcon),
      m_warning(new TextLabel({}, TextStyle::Body, Ink::Warning)),
      m_show(new PushButton(tr("Show"), ControlKind::Quiet)),
      m_again(new PushButton(tr("Pause"), ControlKind::Quiet)),
      m_close(new IconButton(QStringLiteral("close"), tr("Cancel the import")))
{
    setFixedHeight(kStripHeight + kBelowStrip);
    setAccessibleName(tr("Import"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 6, kBelowStrip);
    row->setSpacing(8);
    row->addWidget(m_ring);
    row->addSpacing(2);
    row->addWidget(m_strong);
    m_quiet->setElide(Qt::ElideMiddle);
    row->addWidget(m_quiet, 2);
    row->addWidget(m_bar, 3);
    row->addSpacing(4);
    row->addWidget(m_warningIcon);
    row->addWidget(m_warning);
    m_show->setButtonSize(ButtonSize::Small);
    m_again->setButtonSize(ButtonSize::Small);
    row->addWidget(m_show);
    row->addWidget(m_again);
    m_close->setSide(24);
    m_close->setIconSize(14);
    row->addWidget(m_close);
    connect(m_show, &QPushButton::clicked, this, &ImportStrip::showRefusedRequested);
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (m_running)
            Q_EMIT pauseRequested(!m_paused);
        else
            Q_EMIT retryRequested();
    });
    connect(m_close, &QAbstractButton::clicked, this, [this] {
        if (m_running)
            Q_EMIT cancelRequested();
        else
            hide();
    });
    hide();
}

void ImportStrip::begin()
{
    m_refused.clear();
    m_taken = m_done = m_total = 0;
    m_running = true;
    m_paused = false;
    m_spentMs = 0;
    m_since.start();
    refresh();
}

void ImportStrip::setProgress(int done, int total, const QString &currentFile)
{
    if (!m_running)
        begin();
    m_done = done;
    m_total = total;
    m_file = currentFile;
    refresh();
}

void ImportStrip::addOutcome(const library::ImportOutcome &outcome)
{
    if (!m_running)
        begin();
    if (outcome.kind == library::ImportOutcome::Kind::Refused)
        m_refused.push_back(outcome);
    else if (outcome.kind != library::ImportOutcome::Kind::Cancelled)
        ++m_taken;
    refresh();
}

void ImportStrip::finish()
{
    m_running = false;
    m_paused = false;
    refresh();
    setVisible(!m_refused.empty());
}

void ImportStrip::setPaused(bool paused)
{
    if (paused == m_paused || !m_running)
        return;
    m_paused = paused;
    if (paused)
        m_spentMs += m_since.elapsed();
    m_since.start();
    refresh();
}

QString ImportStrip::timeLeft() const
{
    if (m_done < kGuessAfter || m_total <= m_done || m_paused)
        return {};
    const double each = static_cast<double>(m_spentMs + m_since.elapsed()) / 1000 / m_done;
    return timeLeftWords(each * (m_total - m_done));
}

void ImportStrip::refresh()
{
    show();
    const double share = m_total > 0 ? static_cast<double>(m_done) / m_total : -1;
    m_ring->setVisible(m_running);
    m_bar->setVisible(m_running);
    m_ring->setFraction(m_paused ? std::max(0.0, share) : share);
    m_bar->setFraction(m_paused ? std::max(0.0, share) : share);
    const QString refusedWords = tr("%n file(s) cannot be read", nullptr, static_cast<int>(m_refused.size()));
    if (!m_running) {
        m_strong->setText(tr("%n song(s) imported", nullptr, m_taken));
        m_quiet->setText({});
    } else if (m_total <= 0) {
        m_strong->setText(tr("Looking for songs"));
        m_quiet->setText({});
    } else {
        m_strong->setText(m_paused ? tr("Paused at %1 of %2").arg(m_done).arg(m_total) : tr("Importing %1 of %2").arg(m_done).arg(m_total));
        const QString left = timeLeft();
        m_quiet->setText(m_paused         ? tr("songs that are in go on being analysed")
                         : left.isEmpty() ? QFileInfo(m_file).fileName()
                                          : tr("and analysing as they arrive, %1").arg(left));
    }
    m_quiet->setToolTip(m_file.toHtmlEscaped());
    m_warningIcon->setVisible(!m_refused.empty());
    m_warning->setVisible(!m_refused.empty());
    m_show->setVisible(!m_refused.empty());
    m_warning->setText(refusedWords);
    m_again->setVisible(m_running || !m_refused.empty());
    m_again->setText(!m_running ? tr("Try again") : m_paused ? tr("Resume") : tr("Pause"));
    m_close->setToolTip(m_running ? tr("Cancel the import") : tr("Close"));
    m_close->setAccessibleName(m_running ? tr("Cancel the import") : tr("Close"));
    setAccessibleDescription(m_strong->text() + QStringLiteral(". ") + (m_refused.empty() ? QString() : refusedWords));
    update();
}

void ImportStrip::resizeEvent(QResizeEvent *)
{
    m_bar->setMinimumWidth(width() < 800 ? 60 : 160);
}

void ImportStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const QColor from = m_running ? withAlpha(theme.brand.purple, 0.16) : withAlpha(theme.semantic.warning, 0.12);
    const QColor to = m_running ? withAlpha(theme.brand.blue, 0.10) : withAlpha(theme.semantic.warning, 0.06);
    drawStripPlate(painter, width(), from, to, theme);
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/facts_column.h"

#include "core/base/timecode.h"
#include "ui/analysis/fact_cards.h"
#include "ui/analysis/grid_stats.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QScrollArea>

#include <cmath>

namespace sc::ui {

namespace {

void clearLayout(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
}

// A row of two texts in a widget of its own, so that it can be cleared with its layout.
QWidget *factRow(const QString &left, const QString &right, Ink ink, QWidget *parent)
{
    auto *row = new QWidget(parent);
    row->setFixedHeight(24);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(11, 0, 11, 0);
    layout->addWidget(new TextLabel(left, TextStyle::Caption, Ink::Primary, row), 1);
    auto *value = new TextLabel(right, TextStyle::Caption, ink, row);
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    layout->addWidget(value);
    return row;
}

QString momentTitle(KeyMomentKind kind)
{
    switch (kind) {
    case KeyMomentKind::Drop:
        return FactsColumn::tr("Drop");
    case KeyMomentKind::BuildStart:
        return FactsColumn::tr("Build begins");
    case KeyMomentKind::Break:
        return FactsColumn::tr("Break");
    case KeyMomentKind::Peak:
        return FactsColumn::tr("Peak");
    case KeyMomentKind::Silence:
        return FactsColumn::tr("Silence");
    case KeyMomentKind::Entry:
        return FactsColumn::tr("Entry");
    case KeyMomentKind::End:
        return FactsColumn::tr("End");
    }
    return {};
}

QString levelName(audio::AnalysisLevel level)
{
    switch (level) {
    case audio::AnalysisLevel::Quick:
        return FactsColumn::tr("quick");
    case audio::AnalysisLevel::Standard:
        return FactsColumn::tr("standard");
    case audio::AnalysisLevel::Detailed:
        return FactsColumn::tr("detailed");
    case audio::AnalysisLevel::Custom:
        return FactsColumn::tr("custom");
    }
    return {};
}

} // namespace

FactsColumn::FactsColumn(SongView *song, QWidget *parent)
    : Panel(parent), m_song(song), m_level(new TextLabel({}, TextStyle::Caption, Ink::Tertiary, this)), m_cards(new FactCards)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    makePanelHeader(tr("What it is"), layout)->addWidget(m_level);
    auto *content = new QWidget(this);
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins(space::kPadding, 0, space::kPadding, space::kPadding);
    rows->setSpacing(8);
    m_warnings = new QVBoxLayout;
    m_warnings->setSpacing(4);
    rows->addLayout(m_warnings);
    rows->addWidget(m_cards);
    auto *targets = new Plate(Plate::Level::Card, content);
    m_targets = new QVBoxLayout(targets);
    m_targets->setContentsMargins(0, 8, 0, 8);
    m_targets->setSpacing(0);
    rows->addWidget(targets);
    rows->addWidget(new TextLabel(tr("Key moments"), TextStyle::BodyStrong, Ink::Primary, content));
    m_moments = new QVBoxLayout;
    m_moments->setSpacing(2);
    rows->addLayout(m_moments);
    rows->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    layout->addWidget(scroll, 1);
    connect(song, &SongView::analysisChanged, this, &FactsColumn::refresh);
}

void FactsColumn::refresh()
{
    clearLayout(m_targets);
    clearLayout(m_moments);
    clearLayout(m_warnings);
    const auto &analysis = m_song->analysis();
    if (!analysis) {
        m_cards->setFacts({});
        return;
    }
    m_level->setText(tr("%1, %2 s").arg(levelName(analysis->level), QLocale().toString(analysis->elapsedSeconds, 'f', 1)));
    m_cards->setFacts(factsOf(*analysis));
    fillWarnings(*analysis);
    fillTargets(*analysis);
    fillMoments(*analysis);
}

void FactsColumn::fillWarnings(const audio::Analysis &analysis)
{
    for (const QString &warning : analysis.warnings) {
        auto *label = new TextLabel(warning, TextStyle::Caption, Ink::Warning, this);
        label->setWrap(true);
        m_warnings->addWidget(label);
    }
}

void FactsColumn::fillTargets(const audio::Analysis &analysis)
{
    m_targets->addWidget(factRow(tr("Against targets"), analysis.integratedLufs ? QString() : tr("silence"), Ink::Tertiary, this));
    if (!analysis.integratedLufs)
        return;
    const QLocale locale;
    for (const LoudnessTarget &target : loudnessTargets()) {
        const double change = target.lufs - *analysis.integratedLufs;
        const QString text = tr("%1%2 dB").arg(change > 0 ? QStringLiteral("+") : QString(), locale.toString(change, 'f', 1));
        m_targets->addWidget(factRow(QStringLiteral("%1 %2").arg(target.name).arg(target.lufs), text,
                                     std::abs(change) > 1 ? Ink::Warning : Ink::Success, this));
    }
}

void FactsColumn::fillMoments(const audio::Analysis &analysis)
{
    if (analysis.map.moments.empty())
        m_moments->addWidget(new TextLabel(tr("None stand out."), TextStyle::Body, Ink::Secondary, this));
    for (const KeyMoment &moment : analysis.map.moments) {
        QString bar = formatBarPosition(m_song->beats(), moment.time);
        bar.truncate(bar.lastIndexOf(u'.'));
        const QString where = bar.isEmpty() ? formatClock(moment.time, 1) : tr("%1 at %2").arg(bar, formatClock(moment.time, 1));
        auto *button = new PushButton(tr("%1, %2").arg(momentTitle(moment.kind), where), ControlKind::Quiet, this);
        button->setIconName(QStringLiteral("bolt"));
        button->setButtonSize(ButtonSize::Small);
        connect(button, &QAbstractButton::clicked, m_song, [song = m_song, t = moment.time] { song->seek(t); });
        m_moments->addWidget(button, 0, Qt::AlignLeft);
    }
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/more_measures.h"

#include "core/base/timecode.h"
#include "ui/analysis/music_words.h"
#include "ui/theme/colour.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr size_t kMostLoops = 3;

bool hasPattern(const audio::RhythmFacts &facts)
{
    return std::ranges::any_of(facts.pattern, [](float v) { return v > 0; });
}

} // namespace

StepPattern::StepPattern(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Rhythm pattern of a bar in 16 steps"));
}

void StepPattern::setFacts(const audio::RhythmFacts &facts, int beatsPerBar)
{
    m_facts = facts;
    m_beats = std::max(1, beatsPerBar);
    QStringList strong;
    for (int i = 0; i < audio::RhythmFacts::kSteps; ++i) {
        if (facts.pattern[size_t(i)] >= 0.5F)
            strong << QString::number(i + 1);
    }
    setAccessibleDescription(tr("Strong on steps %1").arg(strong.join(QStringLiteral(", "))));
    update();
}

void StepPattern::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawWell(painter, rect(), theme, radius::kThumb);
    const QRectF box = QRectF(rect()).adjusted(6, 6, -6, -6);
    const double step = box.width() / audio::RhythmFacts::kSteps;
    const double upper = box.height() * 0.62;
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < audio::RhythmFacts::kSteps; ++i) {
        const bool onBeat = (i * m_beats) % audio::RhythmFacts::kSteps < m_beats;
        const double x = box.left() + i * step + 1;
        const auto bar = [&](double base, double room, double value, const QColor &ink) {
            const double height = std::max(1.5, value * room);
            painter.setBrush(value > 0.02 ? ink : theme.state.track);
            painter.drawRoundedRect(QRectF(x, base - height, step - 2, height), 1.5, 1.5);
        };
        bar(box.top() + upper, upper, double(m_facts.pattern[size_t(i)]), withAlpha(theme.text.cyan, onBeat ? 0.95 : 0.6));
        bar(box.bottom(), box.height() - upper - 4, double(m_facts.lowPattern[size_t(i)]), withAlpha(theme.waveform.low, 0.95));
    }
}

MoreMeasures::MoreMeasures(SongView *song, QWidget *parent)
    : QWidget(parent), m_song(song), m_toggle(new PushButton(tr("More measures"), ControlKind::Quiet, this)), m_rows(new QVBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    m_toggle->setIconName(QStringLiteral("chevron-right"));
    m_toggle->setButtonSize(ButtonSize::Small);
    connect(m_toggle, &QAbstractButton::clicked, this, [this] { setOpen(!m_open); });
    layout->addWidget(m_toggle, 0, Qt::AlignLeft);
    m_rows->setSpacing(2);
    layout->addLayout(m_rows);
}

void MoreMeasures::setOpen(bool open)
{
    if (m_open == open)
        return;
    m_open = open;
    m_toggle->setIconName(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"));
    m_toggle->setAccessibleDescription(open ? tr("open") : tr("folded"));
    m_toggle->update();
    refresh();
    Q_EMIT openChanged(open);
}

void MoreMeasures::refresh()
{
    clearLayout(m_rows);
    if (m_open && m_song->analysis() != nullptr)
        fill();
}

void MoreMeasures::addHeading(const QString &text)
{
    if (m_rows->count() > 0)
        m_rows->addSpacing(8);
    m_rows->addWidget(new TextLabel(text, TextStyle::Strong, Ink::Primary, this));
}

void MoreMeasures::addRows(const QString &heading, const std::vector<MeasureRow> &rows)
{
    if (rows.empty())
        return;
    if (!heading.isEmpty())
        addHeading(heading);
    for (const MeasureRow &row : rows) {
        auto *line = new QWidget(this);
        auto *layout = new QHBoxLayout(line);
        layout->setContentsMargins(0, 2, 0, 2);
        layout->setSpacing(10);
        auto *name = new TextLabel(row.name, TextStyle::Caption, Ink::Secondary, line);
        name->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        layout->addWidget(name, 0, Qt::AlignTop);
        auto *value = new TextLabel(row.value, TextStyle::Caption, Ink::Primary, line);
        value->setAlignment(Qt::AlignRight | Qt::AlignTop);
        value->setWrap(true);
        layout->addWidget(value, 1);
        m_rows->addWidget(line);
    }
}

void MoreMeasures::addLoops(const audio::Analysis &analysis)
{
    if (analysis.loops.empty())
        return;
    addHeading(tr("Loops"));
    for (size_t i = 0; i < std::min(kMostLoops, analysis.loops.size()); ++i) {
        const audio::LoopRegion &loop = analysis.loops[i];
        auto *line = new QWidget(this);
        auto *layout = new QHBoxLayout(line);
        layout->setContentsMargins(0, 0, 0, 0);
        const QString where = tr("%1 to %2, %n beats", nullptr, loop.beats).arg(m_song->placeText(loop.start), m_song->placeText(loop.end));
        layout->addWidget(new TextLabel(where, TextStyle::Caption, Ink::Primary, line), 1);
        layout->addWidget(new TextLabel(tr("seam %1").arg(percent(loop.seam)), TextStyle::Caption, Ink::Secondary, line));
        auto *play = new PushButton(tr("Loop"), ControlKind::Default, line);
        play->setButtonSize(ButtonSize::Small);
        play->setIconName(QStringLiteral("loop"));
        play->setToolTip(tr("Plays %1 to %2 again and again").arg(formatClock(loop.start, 2), formatClock(loop.end, 2)));
        connect(play, &QAbstractButton::clicked, this, [this, range = TickRange{loop.start, loop.end}] { Q_EMIT loopRequested(range); });
        layout->addWidget(play);
        m_rows->addWidget(line);
    }
}

void MoreMeasures::fill()
{
    const audio::Analysis &analysis = *m_song->analysis();
    addRows(tr("Loudness"), loudnessRows(analysis));
    const std::vector<MeasureRow> rhythm = rhythmRows(analysis);
    if (hasPattern(analysis.rhythm) || !rhythm.empty())
        addHeading(tr("Rhythm"));
    if (hasPattern(analysis.rhythm)) {
        auto *pattern = new StepPattern(this);
        const auto &regions = analysis.map.grid.regions;
        pattern->setFacts(analysis.rhythm, regions.empty() ? 4 : regions.front().beatsPerBar);
        m_rows->addWidget(pattern);
    }
    addRows({}, rhythm);
    addRows(tr("Harmony"), harmonyRows(analysis));
    addRows(tr("Spectrum"), spectralRows(analysis));
    addRows(tr("Quality of the recording"), qualityRows(analysis));
    addLoops(analysis);
    if (analysis.level != audio::AnalysisLevel::Detailed) {
        auto *hint = new TextLabel(tr("A detailed analysis measures chords, groove and the spectrum as well."), TextStyle::Caption,
                                   Ink::Tertiary, this);
        hint->setWrap(true);
        m_rows->addSpacing(8);
        m_rows->addWidget(hint);
    }
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/range_filter_editor.h"

#include "ui/theme/colour.h"
#include "ui/theme/plates.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>

#include <algorithm>

namespace sc::ui {

// How the songs spread over the values; those inside the range are lit.
class RangeFilterEditor::Spread : public QWidget
{
public:
    Spread(std::vector<int> counts, double from, double step) : m_counts(std::move(counts)), m_from(from), m_step(step)
    {
        setFixedHeight(52);
    }
    void setRange(const library::NumberRange &range)
    {
        m_range = range;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        drawWell(painter, rect(), theme);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const QRectF inside = QRectF(rect()).adjusted(6, 6, -6, -4);
        const int most = std::max(1, *std::max_element(m_counts.begin(), m_counts.end()));
        const double width = inside.width() / static_cast<double>(m_counts.size());
        for (size_t i = 0; i < m_counts.size(); ++i) {
            const double low = m_from + static_cast<double>(i) * m_step;
            const bool lit = m_range.from.value_or(low) <= low + m_step * 0.999 && m_range.to.value_or(low) >= low;
            const double height = m_counts[i] == 0 ? 1.5 : std::max(3.0, inside.height() * m_counts[i] / most);
            painter.setBrush(lit ? theme.text.blue : withAlpha(theme.waveform.idle, 0.55));
            painter.drawRoundedRect(
                QRectF(inside.left() + static_cast<double>(i) * width, inside.bottom() - height, std::max(1.5, width - 1.5), height), 1.5,
                1.5);
        }
    }

private:
    std::vector<int> m_counts;
    double m_from;
    double m_step;
    library::NumberRange m_range;
};

namespace {

QString hintOf(FilterKind kind)
{
    switch (kind) {
    case FilterKind::Bpm:
        return RangeFilterEditor::tr("beats a minute, 20 to 400");
    case FilterKind::Energy:
        return RangeFilterEditor::tr("percent, 0 calm to 100 full");
    case FilterKind::Loudness:
        return RangeFilterEditor::tr("LUFS, for example -14 to -8");
    default:
        return RangeFilterEditor::tr("minutes, or minutes and seconds: 3:20");
    }
}

} // namespace

RangeFilterEditor::RangeFilterEditor(FilterKind kind, library::TrackQuery query, const library::LibraryStats &stats, QWidget *parent)
    : FilterEditor(std::move(query), parent),
      m_kind(kind),
      m_from(new QLineEdit),
      m_to(new QLineEdit),
      m_words(new TextLabel(hintOf(kind), TextStyle::CaptionLight, Ink::Tertiary))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    if (kind == FilterKind::Bpm && !stats.bpm.empty())
        m_spread = new Spread(stats.bpm, stats.bpmFrom, stats.bpmStep);
    else if (kind == FilterKind::Energy && !stats.energy.empty())
        m_spread = new Spread(stats.energy, 0, 1.0 / static_cast<double>(stats.energy.size()));
    else if (kind == FilterKind::Loudness && !stats.loudness.empty())
        m_spread = new Spread(stats.loudness, -40, 2);
    if (m_spread != nullptr)
        column->addWidget(m_spread);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_from->setAccessibleName(tr("From"));
    m_to->setAccessibleName(tr("To"));
    m_from->setPlaceholderText(tr("any"));
    m_to->setPlaceholderText(tr("any"));
    m_from->setText(rangeEndText(range().from, kind));
    m_to->setText(rangeEndText(range().to, kind));
    row->addWidget(m_from, 1);
    row->addWidget(new TextLabel(tr("to"), TextStyle::Body, Ink::Secondary));
    row->addWidget(m_to, 1);
    column->addLayout(row);
    m_words->setWrap(true);
    column->addWidget(m_words);
    for (QLineEdit *field : {m_from, m_to}) {
        connect(field, &QLineEdit::textEdited, this, &RangeFilterEditor::read);
        connect(field, &QLineEdit::editingFinished, this, &RangeFilterEditor::settle);
    }
    read();
}

QWidget *RangeFilterEditor::firstField()
{
    m_from->selectAll();
    return m_from;
}

library::NumberRange &RangeFilterEditor::range()
{
    switch (m_kind) {
    case FilterKind::Bpm:
        return m_query.bpm;
    case FilterKind::Energy:
        return m_query.energy;
    case FilterKind::Loudness:
        return m_query.loudness;
    default:
        return m_query.duration;
    }
}

// While typing, "1" on the way to "140" is no reason to turn anything round: such a range waits for settle().
void RangeFilterEditor::read()
{
    bool fromGood = true, toGood = true;
    const library::NumberRange typed{rangeEndFrom(m_from->text(), m_kind, &fromGood), rangeEndFrom(m_to->text(), m_kind, &toGood)};
    m_words->setInk(fromGood && toGood ? Ink::Tertiary : Ink::Danger);
    m_words->setText(fromGood && toGood ? hintOf(m_kind) : tr("A number: %1").arg(hintOf(m_kind)));
    if (!fromGood || !toGood || (typed.from && typed.to && *typed.from > *typed.to))
        return;
    if (m_spread != nullptr)
        m_spread->setRange(typed);
    if (typed == range())
        return;
    range() = typed;
    Q_EMIT edited();
}

void RangeFilterEditor::settle()
{
    bool fromGood = true, toGood = true;
    const library::NumberRange typed{rangeEndFrom(m_from->text(), m_kind, &fromGood), rangeEndFrom(m_to->text(), m_kind, &toGood)};
    if (!fromGood || !toGood || typed == range())
        return;
    range() = typed;
    const QStringList sentences = library::straighten(m_query);
    m_from->setText(rangeEndText(range().from, m_kind));
    m_to->setText(rangeEndText(range().to, m_kind));
    if (m_spread != nullptr)
        m_spread->setRange(range());
    if (!sentences.isEmpty()) {
        m_words->setInk(Ink::Warning);
        m_words->setText(sentences.join(u' '));
        Q_EMIT said(sentences.join(u' '));
    }
    Q_EMIT edited();
}

} // namespace sc::ui

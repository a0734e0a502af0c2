// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/compare_dialog.h"

#include "core/base/timecode.h"
#include "ui/analysis/music_words.h"
#include "ui/theme/colour.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/music_marks.h"
#include "ui/widgets/section_colours.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QScrollArea>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr Ticks kSameEdge = Ticks(Ticks::kPerSecond / 4); // an edge moved by less is where it was

// The sections of one analysis as a strip.
class SectionStrip : public QWidget
{
public:
    SectionStrip(SongMap map, QWidget *parent) : QWidget(parent), m_map(std::move(map)), m_colours(m_map)
    {
        setFixedHeight(22);
        setMinimumWidth(180);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const double length = std::max(1e-6, m_map.duration.toSeconds());
        for (size_t i = 0; i < m_map.sections.size(); ++i) {
            const double left = m_map.sections[i].start.toSeconds() / length * width();
            const double right = m_map.sections[i].end.toSeconds() / length * width();
            const QRectF box(left + 0.5, 1, std::max(1.0, right - left - 1), height() - 2.0);
            const QColor colour = m_colours.colour(i, theme);
            painter.setPen(Qt::NoPen);
            painter.setBrush(withAlpha(colour, 0.32));
            painter.drawRoundedRect(box, 3, 3);
            painter.fillRect(QRectF(box.left() + 1, box.top(), box.width() - 2, 2), colour);
            if (box.width() < 40)
                continue;
            painter.setFont(theme.fonts.caption);
            painter.setPen(theme.sectionText(colour));
            painter.drawText(box.adjusted(5, 1, -2, 0), Qt::AlignLeft | Qt::AlignVCenter,
                             QFontMetricsF(theme.fonts.caption).elidedText(sectionTitle(m_map, i), Qt::ElideRight, box.width() - 7));
        }
    }

private:
    SongMap m_map;
    SectionColours m_colours;
};

QString unknown()
{
    return CompareDialog::tr("not known");
}

template<class T, class Words> CompareRow compared(const QString &name, const T &then, const T &now, Words words, bool differs)
{
    CompareRow row{name, then ? words(*then) : unknown(), now ? words(*now) : unknown(), differs};
    row.differs = then.has_value() != now.has_value() || (then && differs);
    return row;
}

CompareRow numberRow(const QString &name, const std::optional<double> &then, const std::optional<double> &now, int digits,
                     const QString &pattern, double least)
{
    const auto words = [&](double v) { return pattern.arg(decimals(v, digits)); };
    return compared(name, then, now, words, then && now && std::abs(*then - *now) > least);
}

int movedEdges(const SongMap &a, const SongMap &b)
{
    return int(std::ranges::count_if(a.sections, [&](const Section &s) {
        return std::ranges::none_of(b.sections,
                                    [&](const Section &o) { return abs(o.start - s.start) <= kSameEdge && o.label == s.label; });
    }));
}

QString labelWords(const audio::Analysis &a, audio::LabelKind kind)
{
    QStringList words;
    for (const audio::Label &label : a.labels) {
        if (label.kind == kind && words.size() < 3)
            words << audio::labelTitle(label.name);
    }
    return words.join(QStringLiteral(", "));
}

} // namespace

std::vector<CompareRow> compareRows(const audio::Analysis &then, const audio::Analysis &now)
{
    std::vector<CompareRow> rows;
    const auto tr = [](const char *text) { return CompareDialog::tr(text); };
    const auto asIs = [](const QString &text) { return text; };
    rows.push_back({tr("Level"), levelTitle(then.level), levelTitle(now.level), then.level != now.level});
    rows.push_back(
        {tr("Engine"), QString::number(then.engineVersion), QString::number(now.engineVersion), then.engineVersion != now.engineVersion});
    rows.push_back({tr("Length"), formatClock(then.duration, 2), formatClock(now.duration, 2), then.duration != now.duration});
    rows.push_back(numberRow(tr("Tempo"), then.tempo.value, now.tempo.value, 2, tr("%1 BPM"), 0.02));
    rows.push_back(compared(tr("Metre"), then.timeSignature.value, now.timeSignature.value, asIs,
                            then.timeSignature.value != now.timeSignature.value));
    rows.push_back(compared(tr("Key"), then.key.value, now.key.value, shortKey, then.key.value != now.key.value));
    const auto beats = [](const audio::Analysis &a) { return qlonglong(a.map.grid.beats().size()); };
    rows.push_back({tr("Beats"), QLocale().toString(beats(then)), QLocale().toString(beats(now)), beats(then) != beats(now)});
    const auto firstBeat = [](const audio::Analysis &a) {
        const std::vector<Beat> all = a.map.grid.beats();
        const auto down = std::ranges::find_if(all, &Beat::isDownbeat);
        return down == all.end() ? std::optional<double>() : std::optional(down->time.toSeconds());
    };
    rows.push_back(numberRow(tr("First downbeat"), firstBeat(then), firstBeat(now), 3, tr("%1 s"), 0.005));
    rows.push_back(numberRow(tr("Sure of the beats"), then.beatConfidence, now.beatConfidence, 2, QStringLiteral("%1"), 0.02));
    rows.push_back(numberRow(tr("Loudness"), then.integratedLufs, now.integratedLufs, 1, tr("%1 LUFS"), 0.05));
    rows.push_back(numberRow(tr("True peak"), then.truePeakDbtp, now.truePeakDbtp, 1, tr("%1 dBTP"), 0.05));
    rows.push_back(numberRow(tr("Range"), then.loudnessRange, now.loudnessRange, 1, tr("%1 LU"), 0.05));
    rows.push_back(numberRow(tr("Energy"), then.energy.value, now.energy.value, 2, QStringLiteral("%1"), 0.01));
    rows.push_back(numberRow(tr("Danceability"), then.danceability.value, now.danceability.value, 2, QStringLiteral("%1"), 0.01));
    rows.push_back(numberRow(tr("Valence"), then.valence.value, now.valence.value, 2, QStringLiteral("%1"), 0.01));
    rows.push_back(numberRow(tr("Arousal"), then.arousal.value, now.arousal.value, 2, QStringLiteral("%1"), 0.01));
    const int moved = movedEdges(then.map, now.map) + movedEdges(now.map, then.map);
    rows.push_back({tr("Sections"), QString::number(then.map.sections.size()), QString::number(now.map.sections.size()), moved > 0});
    rows.push_back({tr("Key moments"), QString::number(then.map.moments.size()), QString::number(now.map.moments.size()),
                    then.map.moments.size() != now.map.moments.size()});
    for (const auto &[kind, name] : {std::pair(audio::LabelKind::Genre, tr("Genre")), std::pair(audio::LabelKind::Mood, tr("Mood")),
                                     std::pair(audio::LabelKind::Instrument, tr("Instruments"))}) {
        const QString a = labelWords(then, kind);
        const QString b = labelWords(now, kind);
        if (!a.isEmpty() || !b.isEmpty())
            rows.push_back({name, a.isEmpty() ? unknown() : a, b.isEmpty() ? unknown() : b, a != b});
    }
    return rows;
}

QString noteDate(const QString &madeAt)
{
    const QDateTime at = QDateTime::fromString(madeAt, Qt::ISODate).toLocalTime();
    if (!at.isValid())
        return madeAt;
    const QLocale locale;
    return at.date() == QDate::currentDate() ? locale.toString(at.time(), QStringLiteral("HH:mm"))
                                             : locale.toString(at.date(), QStringLiteral("d MMM"));
}

CompareDialog::CompareDialog(library::Library &library, const TrackId &track, QWidget *parent)
    : QDialog(parent),
      m_library(library),
      m_now(library.measuredAnalysis(track)),
      m_choice(new FieldChoice(tr("Earlier analysis"), this)),
      m_summary(new TextLabel({}, TextStyle::Body, Ink::Secondary, this)),
      m_table(new QGridLayout)
{
    setWindowTitle(tr("Compare analyses"));
    setMinimumWidth(560);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kDialogPadding, space::kDialogPadding, space::kDialogPadding, space::kDialogPadding);
    layout->setSpacing(12);
    layout->addWidget(new TextLabel(tr("Compare with an earlier analysis"), TextStyle::Title, Ink::Primary, this));
    std::vector<FieldChoice::Option> options;
    for (const library::Library::AnalysisNote &note : library.analysisHistory(track)) {
        if (note.isCurrent)
            continue;
        options.push_back({tr("%1, %2, engine %3").arg(noteDate(note.madeAt), levelTitle(note.level)).arg(note.engineVersion), {}});
        m_notes.push_back(note);
    }
    m_choice->setOptions(std::move(options));
    layout->addWidget(m_choice);
    layout->addWidget(m_summary);
    auto *page = new QWidget(this);
    auto *pageRows = new QVBoxLayout(page);
    pageRows->setContentsMargins(0, 0, 8, 0);
    m_table->setHorizontalSpacing(16);
    m_table->setVerticalSpacing(5);
    m_table->setColumnStretch(1, 1);
    m_table->setColumnStretch(2, 1);
    pageRows->addLayout(m_table);
    pageRows->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    scroll->setMinimumHeight(460);
    layout->addWidget(scroll, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    auto *close = new PushButton(tr("Close"), ControlKind::Default, this);
    connect(close, &QAbstractButton::clicked, this, &QDialog::accept);
    buttons->addWidget(close);
    layout->addLayout(buttons);
    connect(m_choice, &FieldChoice::currentChanged, this, &CompareDialog::showNote);
    showNote(0);
}

void CompareDialog::showNote(int index)
{
    clearLayout(m_table);
    if (!m_now || index < 0 || index >= int(m_notes.size())) {
        m_summary->setText(tr("There is no earlier analysis."));
        return;
    }
    const auto then = m_library.analysisOf(m_notes[size_t(index)].id);
    if (!then) {
        m_summary->setText(then.error().text());
        return;
    }
    int line = 0;
    const auto put = [&](const QString &a, const QString &b, const QString &c, Ink ink, TextStyle style, bool marked) {
        m_table->addWidget(new TextLabel(a, TextStyle::Caption, Ink::Secondary, this), line, 0);
        m_table->addWidget(new TextLabel(b, style, marked ? Ink::Secondary : ink, this), line, 1);
        m_table->addWidget(new TextLabel(marked ? tr("%1, changed").arg(c) : c, style, marked ? Ink::Warning : ink, this), line, 2);
        ++line;
    };
    put({}, noteDate(m_notes[size_t(index)].madeAt), tr("Now"), Ink::Tertiary, TextStyle::Caption, false);
    int changed = 0;
    for (const CompareRow &row : compareRows(*then, *m_now)) {
        put(row.name, row.then, row.now, Ink::Primary, TextStyle::Body, row.differs);
        changed += row.differs ? 1 : 0;
    }
    const auto strip = [&](const QString &name, const SongMap &map) {
        m_table->addWidget(new TextLabel(name, TextStyle::Caption, Ink::Secondary, this), line, 0);
        m_table->addWidget(new SectionStrip(map, this), line++, 1, 1, 2);
    };
    strip(tr("Sections then"), then->map);
    strip(tr("Sections now"), m_now->map);
    m_summary->setText(changed == 0 ? tr("Both say the same.") : tr("%n differences. Corrections by hand are left out.", nullptr, changed));
}

} // namespace sc::ui

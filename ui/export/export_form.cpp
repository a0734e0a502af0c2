// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_form.h"

#include "core/base/timecode.h"
#include "ui/theme/theme.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QStackedLayout>

namespace sc::ui {

namespace {

QVBoxLayout *labelled(const QString &label, QWidget *field)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(new TextLabel(label, TextStyle::Caption, Ink::Secondary));
    column->addWidget(field);
    return column;
}

QString counted(qsizetype count)
{
    return QLocale().toString(count);
}

} // namespace

ExportForm::ExportForm(QWidget *parent) : QWidget(parent), m_pages(new QStackedLayout(this))
{
    m_pages->addWidget(buildFinalCut());
    m_pages->addWidget(buildMovie());
}

QCheckBox *ExportForm::mark(const QString &text, bool on, TextLabel *&count, QVBoxLayout *into)
{
    auto *box = new QCheckBox(text);
    box->setChecked(on);
    connect(box, &QCheckBox::toggled, this, &ExportForm::changed);
    count = new TextLabel({}, TextStyle::CaptionLight, Ink::Tertiary);
    auto *row = new QHBoxLayout;
    row->addWidget(box);
    row->addStretch(1);
    row->addWidget(count);
    into->addLayout(row);
    return box;
}

QWidget *ExportForm::buildFinalCut()
{
    auto *page = new QWidget;
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins(0, 14, 0, 0);
    rows->setSpacing(space::kPadding);
    auto *fields = new QHBoxLayout;
    fields->setSpacing(space::kPadding);
    m_version = new FieldChoice(tr("Version"));
    m_version->setOptions({{tr("FCPXML 1.9"), QStringLiteral("1.9")},
                           {tr("FCPXML 1.10"), QStringLiteral("1.10")},
                           {tr("FCPXML 1.11"), QStringLiteral("1.11")}},
                          1);
    m_start = new FieldChoice(tr("Starts at"));
    m_start->setOptions({{tr("01:00:00:00"), true}, {tr("00:00:00:00"), false}});
    fields->addLayout(labelled(tr("Version"), m_version), 1);
    fields->addLayout(labelled(tr("Starts at"), m_start), 1);
    rows->addLayout(fields);
    for (FieldChoice *field : {m_version, m_start})
        connect(field, &FieldChoice::currentChanged, this, &ExportForm::changed);

    auto *lists = new QHBoxLayout;
    lists->setSpacing(space::kPadding);
    auto *markers = new QVBoxLayout;
    markers->setSpacing(4);
    markers->addWidget(new TextLabel(tr("Markers"), TextStyle::Caption, Ink::Secondary));
    m_sections = mark(tr("Sections as chapters"), true, m_sectionCount, markers);
    m_bars = mark(tr("Downbeats"), true, m_barCount, markers);
    m_beats = mark(tr("Beats"), false, m_beatCount, markers);
    m_lyrics = mark(tr("Lyrics"), false, m_lyricCount, markers);
    markers->addStretch(1);
    lists->addLayout(markers, 1);
    auto *include = new QVBoxLayout;
    include->setSpacing(4);
    include->addWidget(new TextLabel(tr("Include"), TextStyle::Caption, Ink::Secondary));
    m_notes = mark(tr("Prompts in the clips' notes"), true, m_noteCount, include);
    include->addStretch(1);
    lists->addLayout(include, 1);
    rows->addLayout(lists);
    rows->addStretch(1);
    return page;
}

QWidget *ExportForm::buildMovie()
{
    auto *page = new QWidget;
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins(0, 14, 0, 0);
    auto *fields = new QHBoxLayout;
    fields->setSpacing(space::kPadding);
    m_size = new FieldChoice(tr("Size"));
    m_quality = new FieldChoice(tr("Quality"));
    m_quality->setOptions({{tr("Master, large file"), 12}, {tr("High"), 18}, {tr("Good, small file"), 23}, {tr("Draft"), 30}}, 1);
    m_range = new FieldChoice(tr("Range"));
    fields->addLayout(labelled(tr("Size"), m_size), 1);
    fields->addLayout(labelled(tr("Quality"), m_quality), 1);
    fields->addLayout(labelled(tr("Range"), m_range), 1);
    rows->addLayout(fields);
    auto *note = new TextLabel(tr("H.264 picture and AAC sound in one MP4 file, at the project's frame rate."), TextStyle::CaptionLight,
                               Ink::Tertiary);
    rows->addSpacing(4);
    rows->addWidget(note);
    rows->addStretch(1);
    for (FieldChoice *field : {m_size, m_quality, m_range})
        connect(field, &FieldChoice::currentChanged, this, &ExportForm::changed);
    return page;
}

void ExportForm::setKind(ExportKind kind)
{
    m_pages->setCurrentIndex(kind == ExportKind::FinalCut ? 0 : 1);
}

void ExportForm::setProgram(const timeline::Timeline &timeline, std::optional<TickRange> loop)
{
    const timeline::Project &project = timeline.project;
    qsizetype beats = 0, bars = 0;
    for (const Beat &beat : timeline::timelineBeats(timeline)) {
        ++beats;
        bars += beat.isDownbeat() ? 1 : 0;
    }
    const auto clips = timeline::liveClips(timeline);
    const auto having = [&](auto what) { return static_cast<qsizetype>(std::count_if(clips.begin(), clips.end(), what)); };
    m_sectionCount->setText(counted(project.song ? static_cast<qsizetype>(project.song->map.sections.size()) : 0));
    m_barCount->setText(counted(bars));
    m_beatCount->setText(counted(beats));
    m_lyricCount->setText(counted(having([](const timeline::Clip *clip) { return !clip->lyrics.isEmpty(); })));
    m_noteCount->setText(
        counted(having([](const timeline::Clip *clip) { return !clip->imagePrompt.isEmpty() || !clip->videoPrompt.isEmpty(); })));

    const int keptSize = std::max(0, m_size->current());
    const auto scaled = [&](int height) {
        const int width = static_cast<int>(static_cast<qint64>(project.width) * height / std::max(1, project.height)) / 2 * 2;
        return FieldChoice::Option{tr("%1 × %2").arg(width).arg(height), QSize(width, height)};
    };
    std::vector<FieldChoice::Option> sizes{{tr("Project, %1 × %2").arg(project.width).arg(project.height), QSize()}};
    for (const int height : {2160, 1080, 720, 480}) {
        if (height != project.height)
            sizes.push_back(scaled(height));
    }
    m_size->setOptions(std::move(sizes), keptSize);

    const int keptRange = std::max(0, m_range->current());
    m_loop = loop;
    std::vector<FieldChoice::Option> ranges{{tr("Whole program"), false}};
    if (loop && loop->length() < timeline::programLength(timeline))
        ranges.push_back({tr("Loop, %1 to %2").arg(formatClock(loop->start, 0), formatClock(loop->end, 0)), true});
    const int count = static_cast<int>(ranges.size());
    m_range->setOptions(std::move(ranges), std::min(keptRange, count - 1));
}

void ExportForm::read(ExportSettings &settings) const
{
    settings.version = m_version->value().toString();
    settings.startAtOneHour = m_start->value().toBool();
    settings.sectionMarkers = m_sections->isChecked();
    settings.barMarkers = m_bars->isChecked();
    settings.beatMarkers = m_beats->isChecked();
    settings.lyricMarkers = m_lyrics->isChecked();
    settings.promptNotes = m_notes->isChecked();
    settings.size = m_size->value().toSize();
    settings.quality = m_quality->value().toInt();
    settings.range = m_range->value().toBool() ? m_loop : std::nullopt;
}

} // namespace sc::ui

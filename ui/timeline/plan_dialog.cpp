// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/plan_dialog.h"

#include "core/planning/family_limits.h"
#include "core/planning/plan_stretches.h"
#include "core/timeline/clip_edits.h"
#include "ui/theme/theme.h"
#include "ui/timeline/plan_preview_chart.h"
#include "ui/timeline/plan_rule_table.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QLocale>
#include <QtCore/QRandomGenerator>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSpinBox>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kPreviewDelayMs = 60;
constexpr QSize kWished(1120, 768);
constexpr int kNarrowBelow = 1040;
constexpr int kMaxSeed = 999'999'999;

QString seconds(double value)
{
    return QLocale().toString(value, 'f', 2);
}

} // namespace

PlanDialog::PlanDialog(TimelineEditor *editor, PresetStore store, QWidget *parent)
    : QDialog(parent), m_editor(editor), m_store(std::move(store)), m_preview(std::unexpected(Problem()))
{
    setWindowTitle(tr("Shot plan"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kDialogPadding, space::kDialogPadding, space::kDialogPadding, space::kDialogPadding);
    layout->setSpacing(10);
    buildHead(layout);
    layout->addWidget(new Hairline(this));
    buildTable(layout);
    m_note = new TextLabel({}, TextStyle::Caption, Ink::Warning, this);
    m_note->setWrap(true);
    layout->addWidget(m_note);
    m_chart = new PlanPreviewChart(this);
    layout->addWidget(m_chart);
    layout->addWidget(new TextLabel(tr("Blue: planned cuts a minute. Dashed: now. Cyan: energy. Hatched: locked, stays."),
                                    TextStyle::Caption, Ink::Tertiary, this));
    layout->addWidget(new Hairline(this));
    buildFigures(layout);
    buildButtons(layout);
    const QSize room = parent ? parent->size() : kWished;
    resize(kWished.boundedTo(QSize(room.width() * 96 / 100, room.height() * 96 / 100)));
    m_soon.setSingleShot(true);
    m_soon.setInterval(kPreviewDelayMs);
    connect(&m_soon, &QTimer::timeout, this, &PlanDialog::refreshPreview);
    connect(m_seed, &QSpinBox::valueChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(m_longest, &FieldChoice::currentChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(m_table, &PlanRuleTable::rulesChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(m_table, &PlanRuleTable::unlockRequested, this, &PlanDialog::unlock);
    connect(m_preset, &FieldChoice::currentChanged, this, &PlanDialog::takePreset);
    refreshPreview();
}

void PlanDialog::buildHead(QVBoxLayout *into)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(new TextLabel(tr("Shot plan"), TextStyle::Figure, Ink::Primary, this));
    const auto &song = m_editor->timeline().project.song;
    QString about = song ? song->title : QString();
    if (song && song->bpm > 0)
        about += tr(", %1 sections at %2 BPM").arg(song->map.sections.size()).arg(qRound(song->bpm));
    auto *subtitle = new TextLabel(about, TextStyle::Body, Ink::Secondary, this);
    row->addWidget(subtitle, 1);
    m_preset = new FieldChoice(tr("Rules"), this);
    m_preset->setFixedWidth(172);
    listPresets(QStringLiteral("standard"));
    m_longest = new FieldChoice(tr("Longest shot"), this);
    m_longest->setFixedWidth(150);
    std::vector<FieldChoice::Option> longest = {{tr("At most 10 s"), qint64(Ticks::seconds(10).value())}};
    for (const planning::FamilyLimit &limit : planning::familyLimits())
        longest.push_back(
            {tr("%1, %2 s").arg(QLatin1String(limit.name), seconds(limit.longest().toSeconds())), qint64(limit.longest().value())});
    longest.push_back({tr("At most 60 s"), qint64(Ticks::seconds(60).value())});
    m_longest->setOptions(longest);
    m_seed = new QSpinBox(this);
    m_seed->setRange(1, kMaxSeed);
    m_seed->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_seed->setFixedWidth(92);
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setToolTip(tr("The same seed gives the same plan"));
    if (auto *inner = m_seed->findChild<QLineEdit *>())
        inner->setProperty("bare", true); // the box around it shows the focus
    m_dice = new IconButton(QStringLiteral("dice"), tr("Another seed"), this);
    m_keepSeed = new IconButton(QStringLiteral("lock"), tr("Keep the seed"), this);
    m_keepSeed->setCheckable(true);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{new TextLabel(tr("Rules"), TextStyle::Caption, Ink::Secondary, this), m_preset, m_longest,
                                          new TextLabel(tr("Seed"), TextStyle::Caption, Ink::Secondary, this), m_seed, m_dice, m_keepSeed})
        row->addWidget(widget);
    into->addLayout(row);
    connect(m_dice, &QAbstractButton::clicked, this, &PlanDialog::rollDice);
    connect(m_keepSeed, &QAbstractButton::toggled, this, [this](bool kept) {
        m_dice->setEnabled(!kept);
        m_seed->setReadOnly(kept);
    });
}

void PlanDialog::buildTable(QVBoxLayout *into)
{
    m_columns = new Segment({{tr("Lengths"), {}}, {tr("Looks"), {}}}, this);
    into->addWidget(m_columns, 0, Qt::AlignLeft);
    m_table = new PlanRuleTable(this);
    const auto plan = planning::planShots(m_editor->timeline(), {});
    m_table->setLabels(plan ? plan->labels : std::vector<planning::LabelFigures>(), {});
    m_scroll = new QScrollArea(this);
    m_scroll->setWidget(m_table);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_table->setAutoFillBackground(false);
    into->addWidget(m_scroll, 1);
    connect(m_columns, &Segment::currentChanged, this,
            [this](int part) { m_table->setColumns(part == 0 ? PlanRuleTable::Columns::Lengths : PlanRuleTable::Columns::Looks); });
}

void PlanDialog::buildFigures(QVBoxLayout *into)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(26);
    for (const QString &words : {QString(), tr("average length"), tr("shortest"), tr("longest"), tr("on the beat")}) {
        auto *column = new QVBoxLayout;
        column->setSpacing(0);
        auto *figure = new TextLabel({}, TextStyle::Figure, m_figures.size() == 4 ? Ink::Success : Ink::Primary, this);
        auto *caption = new TextLabel(words, TextStyle::Caption, Ink::Secondary, this);
        if (m_figures.empty())
            m_shotsWords = caption;
        column->addWidget(figure);
        column->addWidget(caption);
        row->addLayout(column);
        m_figures.push_back(figure);
    }
    m_lost = new TextLabel({}, TextStyle::Caption, Ink::Secondary, this);
    m_lost->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_lost->setWrap(true);
    row->addWidget(m_lost, 1);
    into->addLayout(row);
}

void PlanDialog::buildButtons(QVBoxLayout *into)
{
    auto *row = new QHBoxLayout;
    auto *cancel = new PushButton(tr("Cancel"), ControlKind::Quiet, this);
    auto *defaults = new PushButton(tr("Back to these rules' defaults"), ControlKind::Quiet, this);
    auto *save = new PushButton(tr("Save rules..."), ControlKind::Default, this);
    m_apply = new PushButton(tr("Apply"), ControlKind::Primary, this);
    row->addWidget(cancel);
    row->addWidget(defaults);
    row->addStretch();
    row->addWidget(save);
    row->addWidget(m_apply);
    into->addLayout(row);
    for (PushButton *each : {cancel, defaults, save})
        each->setAutoDefault(false);
    m_apply->setDefault(true);
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(defaults, &QAbstractButton::clicked, this, &PlanDialog::takePreset);
    connect(save, &QAbstractButton::clicked, this, &PlanDialog::saveRules);
    connect(m_apply, &QAbstractButton::clicked, this, &PlanDialog::apply);
}

void PlanDialog::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    const bool narrow = width() < kNarrowBelow;
    m_columns->setVisible(narrow);
    m_table->setColumns(!narrow                     ? PlanRuleTable::Columns::All
                        : m_columns->current() == 0 ? PlanRuleTable::Columns::Lengths
                                                    : PlanRuleTable::Columns::Looks);
    m_chart->setFixedHeight(height() < 640 ? 128 : 178);
}

void PlanDialog::listPresets(const QString &current)
{
    m_presets = planning::deliveredPresets();
    if (m_store.read) {
        for (planning::RulePreset &own : planning::presetsFromText(m_store.read()))
            m_presets.push_back(std::move(own));
    }
    std::vector<FieldChoice::Option> options;
    for (const planning::RulePreset &preset : m_presets)
        options.push_back({preset.name, preset.id});
    const QSignalBlocker quiet(m_preset);
    m_preset->setOptions(options);
    m_preset->setValue(current);
}

void PlanDialog::takePreset()
{
    const auto preset = std::ranges::find(m_presets, m_preset->value().toString(), &planning::RulePreset::id);
    if (preset != m_presets.end())
        m_table->setRules(preset->rules);
}

void PlanDialog::saveRules()
{
    bool ok = false;
    const QString name =
        QInputDialog::getText(this, tr("Save rules"), tr("Name of these rules"), QLineEdit::Normal, QString(), &ok).trimmed();
    if (!ok || name.isEmpty() || !m_store.read || !m_store.write)
        return;
    const auto kept = planning::withPreset(planning::presetsFromText(m_store.read()), {name, name, m_table->rules()});
    if (!kept) {
        m_editor->report(kept.error());
        return;
    }
    if (const Result<> written = m_store.write(planning::presetsText(*kept)); !written) {
        m_editor->report(written.error());
        return;
    }
    listPresets(name);
}

void PlanDialog::unlock(const QString &label)
{
    timeline::SetLocked request;
    request.locked = false;
    const timeline::Timeline &t = m_editor->timeline();
    for (const timeline::Scene &scene : t.scenes) {
        if (planning::plainLabel(scene.sectionLabel) != planning::plainLabel(label))
            continue;
        if (scene.locked)
            request.scenes.push_back(scene.id);
        for (const timeline::Clip *clip : timeline::clipsOf(t, scene.id)) {
            if (clip->locked)
                request.clips.push_back(clip->id);
        }
    }
    if (m_editor->commit(tr("Unlock %1").arg(label), timeline::setLocked(t, request)))
        refreshPreview();
}

void PlanDialog::rollDice()
{
    m_seed->setValue(QRandomGenerator::global()->bounded(1, kMaxSeed));
}

planning::PlanOptions PlanDialog::options() const
{
    planning::PlanOptions options;
    options.seed = quint64(m_seed->value());
    options.rules = m_table->rules();
    options.maxShotLength = Ticks(m_longest->value().toLongLong());
    return options;
}

void PlanDialog::refreshPreview()
{
    m_soon.stop();
    m_preview = planning::planShots(m_editor->timeline(), options());
    if (!m_preview) {
        m_note->setText(m_preview.error().text());
        m_note->setVisible(true);
        m_chart->setPlan(nullptr);
        m_apply->setDisabledReason(m_preview.error().text());
        return;
    }
    m_apply->setDisabledReason({});
    m_chart->setPlan(&*m_preview);
    m_table->setFigures(m_preview->labels);
    showFigures();
}

void PlanDialog::showFigures()
{
    const planning::PlanPreview &plan = *m_preview;
    m_figures[0]->setText(QString::number(plan.shots));
    m_shotsWords->setText(tr("shots, now %1").arg(plan.shotsNow));
    m_figures[1]->setText(tr("%1 s").arg(seconds(plan.averageShotSeconds)));
    m_figures[2]->setText(tr("%1 s").arg(seconds(plan.shortestShotSeconds)));
    m_figures[3]->setText(tr("%1 s").arg(seconds(plan.longestShotSeconds)));
    m_figures[4]->setText(tr("%1 of %2").arg(plan.onBeat).arg(plan.shots));
    m_lost->setText(
        plan.replaced == 0 ? tr("One undo step")
        : plan.replacedWithTakes > 0
            ? tr("%1 shots are replaced, %2 of them have pictures. One undo step").arg(plan.replaced).arg(plan.replacedWithTakes)
            : tr("%1 shots are replaced. One undo step").arg(plan.replaced));
    m_apply->setText(plan.shots == 1 ? tr("Apply 1 shot") : tr("Apply %1 shots").arg(plan.shots));
    QStringList notes;
    if (m_editor->beats().empty())
        notes += tr("The song has no steady beat: cuts fall on whole seconds.");
    for (const planning::LabelFigures &row : plan.labels) {
        if (row.divided > 0)
            notes += tr("%1: shots of up to %2 s are divided on bars, at most %3 s are made at once.")
                         .arg(row.label.isEmpty() ? tr("Whole song") : row.label.left(1).toUpper() + row.label.mid(1),
                              seconds(row.longestWishedSeconds), seconds(options().maxShotLength.toSeconds()));
    }
    if (!plan.unknownVariables.isEmpty())
        notes += tr("Not known, so left as typed: %1").arg(plan.unknownVariables.join(QStringLiteral(", ")));
    m_note->setText(notes.join(QStringLiteral("  ")));
    m_note->setVisible(!notes.isEmpty());
}

void PlanDialog::apply()
{
    refreshPreview();
    if (m_preview && m_editor->commit(tr("Plan shots"), m_preview->timeline))
        accept();
}

} // namespace sc::ui

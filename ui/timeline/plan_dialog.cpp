// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/plan_dialog.h"

#include "ui/theme/theme.h"
#include "ui/timeline/plan_preview_chart.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSlider>
#include <QtWidgets/QSpinBox>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kPreviewDelayMs = 60;
constexpr int kMaxListHeight = 260;

struct LengthOption
{
    const char *text;
    const char *rule; // as parseShotLength() reads it
};

constexpr LengthOption kLengths[] = {
    {QT_TRANSLATE_NOOP("sc::ui::PlanDialog", "By energy"), "energy"}, {QT_TRANSLATE_NOOP("sc::ui::PlanDialog", "Half a beat"), "1/2beat"},
    {QT_TRANSLATE_NOOP("sc::ui::PlanDialog", "1 beat"), "1beat"},     {QT_TRANSLATE_NOOP("sc::ui::PlanDialog", "2 beats"), "2beats"},
    {QT_TRANSLATE_NOOP("sc::ui::PlanDialog", "1 bar"), "1bar"},       {QT_TRANSLATE_NOOP("sc::ui::PlanDialog", "2 bars"), "2bars"},
    {QT_TRANSLATE_NOOP("sc::ui::PlanDialog", "4 bars"), "4bars"},     {QT_TRANSLATE_NOOP("sc::ui::PlanDialog", "8 bars"), "8bars"}};

// Each label once, in the order of the song.
QStringList sectionLabels(const timeline::Timeline &timeline)
{
    QStringList labels;
    if (timeline.project.song) {
        for (const Section &section : timeline.project.song->map.sections) {
            if (!labels.contains(section.label))
                labels.append(section.label);
        }
    }
    return labels;
}

QString capitalised(const QString &label)
{
    return label.left(1).toUpper() + label.mid(1);
}

} // namespace

PlanDialog::PlanDialog(TimelineEditor *editor, QWidget *parent)
    : QDialog(parent),
      m_editor(editor),
      m_seed(new QSpinBox(this)),
      m_figures(new TextLabel({}, TextStyle::BodyStrong, Ink::Primary, this)),
      m_note(new TextLabel({}, TextStyle::Body, Ink::Secondary, this)),
      m_chart(new PlanPreviewChart(this)),
      m_apply(new PushButton(tr("Plan shots"), ControlKind::Primary, this)),
      m_preview(std::unexpected(Problem()))
{
    setWindowTitle(tr("Plan shots"));
    setMinimumWidth(460);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kDialogPadding, space::kDialogPadding, space::kDialogPadding, space::kDialogPadding);
    layout->setSpacing(10);
    layout->addWidget(new TextLabel(tr("Plan shots from the song"), TextStyle::Title, Ink::Primary, this));
    auto *sentence =
        new TextLabel(tr("Scenes follow the sections, every cut falls on a beat. Locked scenes are kept, all other shots are replaced."),
                      TextStyle::Body, Ink::Secondary, this);
    sentence->setWrap(true);
    layout->addWidget(sentence);
    buildRules(layout);
    auto *seedRow = new QHBoxLayout;
    seedRow->addWidget(new TextLabel(tr("Seed"), TextStyle::Caption, Ink::Secondary, this));
    m_seed->setRange(1, 999'999'999);
    m_seed->setAccessibleName(tr("Seed"));
    if (auto *inner = m_seed->findChild<QLineEdit *>())
        inner->setProperty("bare", true); // the box around it shows the focus
    m_seed->setToolTip(tr("The same seed gives the same plan"));
    seedRow->addWidget(m_seed, 1);
    layout->addLayout(seedRow);
    layout->addWidget(m_chart);
    layout->addWidget(m_figures);
    m_note->setWrap(true);
    layout->addWidget(m_note);
    auto *buttons = new QHBoxLayout;
    auto *leave = new PushButton(tr("Leave as it is"), ControlKind::Default, this);
    buttons->addWidget(leave);
    buttons->addStretch();
    buttons->addWidget(m_apply);
    layout->addLayout(buttons);
    m_apply->setDefault(true);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kPreviewDelayMs);
    connect(&m_soon, &QTimer::timeout, this, &PlanDialog::refreshPreview);
    connect(m_seed, &QSpinBox::valueChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(leave, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(m_apply, &QAbstractButton::clicked, this, &PlanDialog::apply);
    refreshPreview();
}

void PlanDialog::buildRules(QVBoxLayout *into)
{
    auto *content = new QWidget(this);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 6, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->addWidget(new TextLabel(tr("Section"), TextStyle::Caption, Ink::Tertiary, content), 0, 0);
    grid->addWidget(new TextLabel(tr("Length of its shots"), TextStyle::Caption, Ink::Tertiary, content), 0, 1);
    grid->addWidget(new TextLabel(tr("Variation"), TextStyle::Caption, Ink::Tertiary, content), 0, 2);
    std::vector<FieldChoice::Option> lengths;
    for (const LengthOption &option : kLengths)
        lengths.push_back({tr(option.text), QString::fromLatin1(option.rule)});
    int line = 1;
    for (const QString &label : sectionLabels(m_editor->timeline())) {
        Rule rule{label, new FieldChoice(tr("Length of shots in %1").arg(label), content), new QSlider(Qt::Horizontal, content)};
        rule.length->setOptions(lengths);
        rule.variation->setRange(0, 100);
        rule.variation->setAccessibleName(tr("Variation in %1").arg(label));
        grid->addWidget(new TextLabel(capitalised(label), TextStyle::Control, Ink::Primary, content), line, 0);
        grid->addWidget(rule.length, line, 1);
        grid->addWidget(rule.variation, line, 2);
        connect(rule.length, &FieldChoice::currentChanged, &m_soon, qOverload<>(&QTimer::start));
        connect(rule.variation, &QSlider::valueChanged, &m_soon, qOverload<>(&QTimer::start));
        m_rules.push_back(rule);
        ++line;
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    scroll->setFixedHeight(std::min(kMaxListHeight, content->sizeHint().height() + 4));
    into->addWidget(scroll);
}

planning::PlanOptions PlanDialog::options() const
{
    planning::PlanOptions options;
    options.seed = quint64(m_seed->value());
    for (const Rule &rule : m_rules) {
        const Result<planning::ShotLength> length = planning::parseShotLength(rule.length->value().toString());
        if (length)
            options.rules[rule.label] = {.length = *length, .variation = rule.variation->value() / 100.0};
    }
    return options;
}

void PlanDialog::refreshPreview()
{
    m_preview = planning::planShots(m_editor->timeline(), options());
    if (!m_preview) {
        m_figures->setText(tr("No plan is possible"));
        m_note->setText(m_preview.error().text());
        m_chart->setRates({});
        m_apply->setDisabledReason(m_preview.error().text());
        return;
    }
    m_apply->setDisabledReason({});
    m_figures->setText(tr("%1 scenes, %2 shots, %3 s on average")
                           .arg(m_preview->scenes)
                           .arg(m_preview->shots)
                           .arg(QLocale().toString(m_preview->averageShotSeconds, 'f', 2)));
    m_note->setText(m_editor->beats().empty() ? tr("The song has no steady beat: cuts fall on whole seconds.") : QString());
    m_note->setVisible(!m_note->text().isEmpty());
    m_chart->setRates(m_preview->cutRate);
}

void PlanDialog::apply()
{
    m_soon.stop();
    refreshPreview();
    if (m_preview && m_editor->commit(tr("Plan shots"), m_preview->timeline))
        accept();
}

} // namespace sc::ui

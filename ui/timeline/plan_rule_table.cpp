// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/plan_rule_table.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSlider>
#include <QtWidgets/QSpinBox>

#include <algorithm>

namespace sc::ui {

namespace {

struct Choice
{
    const char *text;
    const char *rule; // as the parsers of core/planning read it
};

constexpr Choice kLengths[] = {{QT_TRANSLATE_NOOP("sc::ui::PlanRuleTable", "By energy"), "energy"},
                               {QT_TRANSLATE_NOOP("sc::ui::PlanRuleTable", "Half a beat"), "1/2beat"},
                               {QT_TRANSLATE_NOOP("sc::ui::PlanRuleTable", "1 beat"), "1beat"},
                               {QT_TRANSLATE_NOOP("sc::ui::PlanRuleTable", "2 beats"), "2beats"},
                               {QT_TRANSLATE_NOOP("sc::ui::PlanRuleTable", "1 bar"), "1bar"},
                               {QT_TRANSLATE_NOOP("sc::ui::PlanRuleTable", "2 bars"), "2bars"},
                               {QT_TRANSLATE_NOOP("sc::ui::PlanRuleTable", "4 bars"), "4bars"},
                               {QT_TRANSLATE_NOOP("sc::ui::PlanRuleTable", "8 bars"), "8bars"}};

constexpr Choice kTransitions[] = {{QT_TRANSLATE_NOOP("sc::ui::PlanRuleTable", "Cut"), "cut"},
                                   {QT_TRANSLATE_NOOP("sc::ui::PlanRuleTable", "Dissolve, 1 beat"), "dissolve:1beat"},
                                   {QT_TRANSLATE_NOOP("sc::ui::PlanRuleTable", "Dissolve, 2 beats"), "dissolve:2beats"},
                                   {QT_TRANSLATE_NOOP("sc::ui::PlanRuleTable", "Dissolve, 4 beats"), "dissolve:4beats"},
                                   {QT_TRANSLATE_NOOP("sc::ui::PlanRuleTable", "Fade black, 1 beat"), "fade_black:1beat"},
                                   {QT_TRANSLATE_NOOP("sc::ui::PlanRuleTable", "Fade white, 1 beat"), "fade_white:1beat"},
                                   {QT_TRANSLATE_NOOP("sc::ui::PlanRuleTable", "Wipe, 1 beat"), "wipe:1beat"},
                                   {QT_TRANSLATE_NOOP("sc::ui::PlanRuleTable", "Wipe, half a second"), "wipe:0.5s"}};

template<size_t N> std::vector<FieldChoice::Option> optionsOf(const Choice (&choices)[N])
{
    std::vector<FieldChoice::Option> options;
    for (const Choice &choice : choices)
        options.push_back({PlanRuleTable::tr(choice.text), QString::fromLatin1(choice.rule)});
    return options;
}

// A value that a preset or a file brought and no choice has is added, so that it is not lost.
void setChoice(FieldChoice *field, std::vector<FieldChoice::Option> options, const QString &rule)
{
    if (std::ranges::none_of(options, [&](const FieldChoice::Option &option) { return option.value.toString() == rule; }))
        options.push_back({rule, rule});
    field->setOptions(std::move(options));
    field->setValue(rule);
}

enum Column { Name, Bars, Length, Variation, VariationText, AtMost, Transition, Prompt, Characters, Shots };

} // namespace

PlanRuleTable::PlanRuleTable(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    setAutoFillBackground(false);
    m_grid->setContentsMargins(0, 0, 6, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(Variation, 2);
    m_grid->setColumnStretch(Prompt, 4);
    m_grid->setColumnStretch(Characters, 2);
    const std::pair<int, QString> heads[] = {
        {Name, tr("Section")},          {Length, tr("Shot length")},     {Variation, tr("Variation")}, {AtMost, tr("At most")},
        {Transition, tr("Transition")}, {Prompt, tr("Prompt template")}, {Characters, tr("In turn")},  {Shots, tr("Shots")},
    };
    for (const auto &[column, text] : heads) {
        auto *head = new TextLabel(text, TextStyle::Caption, Ink::Secondary, this);
        if (column == Shots)
            head->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_grid->addWidget(head, 0, column);
        head->setProperty("column", column);
        m_heads.push_back(head);
    }
}

void PlanRuleTable::setLabels(const std::vector<planning::LabelFigures> &labels, const planning::SectionRules &rules)
{
    int line = 1;
    for (const planning::LabelFigures &figures : labels)
        addRow(line++, figures);
    m_grid->setRowStretch(line, 1); // rows stay together at the top
    setRules(rules);
    showColumns();
}

void PlanRuleTable::addRow(int line, const planning::LabelFigures &figures)
{
    Row row;
    row.label = figures.label;
    const QString shown = figures.label.isEmpty() ? tr("Whole song") : figures.label.left(1).toUpper() + figures.label.mid(1);
    row.name = new TextLabel(shown, TextStyle::Control, Ink::Primary, this);
    row.bars = new TextLabel({}, TextStyle::Caption, Ink::Tertiary, this);
    row.length = new FieldChoice(tr("Length of shots in %1").arg(shown), this);
    row.length->setFixedWidth(112);
    row.variation = new QSlider(Qt::Horizontal, this);
    row.variation->setRange(0, 100);
    row.variation->setMinimumWidth(60);
    row.variation->setAccessibleName(tr("Variation in %1").arg(shown));
    row.variationText = new TextLabel({}, TextStyle::Control, Ink::Secondary, this);
    row.variationText->setFixedWidth(30);
    row.atMost = new QSpinBox(this);
    row.atMost->setRange(0, planning::kMaxRuleShots);
    row.atMost->setSpecialValueText(tr("no limit"));
    row.atMost->setButtonSymbols(QAbstractSpinBox::NoButtons);
    row.atMost->setFixedWidth(100);
    row.atMost->setAccessibleName(tr("At most so many shots in %1").arg(shown));
    if (auto *inner = row.atMost->findChild<QLineEdit *>())
        inner->setProperty("bare", true); // the box around it shows the focus
    row.transition = new FieldChoice(tr("How shots in %1 begin").arg(shown), this);
    row.transition->setFixedWidth(138);
    row.prompt = new QLineEdit(this);
    row.prompt->setMaxLength(planning::kMaxPlanPrompt);
    row.prompt->setPlaceholderText(tr("{section}, {character}, {lyrics}"));
    row.prompt->setAccessibleName(tr("Prompt template of %1").arg(shown));
    row.prompt->setToolTip(
        tr("Known: {section} {scene} {clip} {lyrics} {character} {bpm} {energy} {camera}; {rain|snow} is chosen by the seed"));
    row.characters = new QLineEdit(this);
    row.characters->setPlaceholderText(tr("nobody"));
    row.characters->setAccessibleName(tr("Characters of %1 in turn").arg(shown));
    row.characters->setToolTip(tr("Names with commas between them, dealt out shot by shot; - is nobody"));
    row.shots = new TextLabel({}, TextStyle::Strong, Ink::Primary, this);
    row.shots->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row.shots->setMinimumWidth(56);
    row.locked = new QWidget(this);
    auto *locked = new QHBoxLayout(row.locked);
    locked->setContentsMargins(0, 0, 0, 0);
    locked->addWidget(new TextLabel(tr("Locked: its shots stay, the plan goes around them"), TextStyle::Body, Ink::Secondary, row.locked),
                      1);
    auto *unlock = new PushButton(tr("Unlock"), ControlKind::Quiet, row.locked);
    unlock->setButtonSize(ButtonSize::Small);
    locked->addWidget(unlock);
    connect(unlock, &QAbstractButton::clicked, this, [this, label = row.label] { Q_EMIT unlockRequested(label); });
    const std::pair<int, QWidget *> places[] = {{Name, row.name},
                                                {Bars, row.bars},
                                                {Length, row.length},
                                                {Variation, row.variation},
                                                {VariationText, row.variationText},
                                                {AtMost, row.atMost},
                                                {Transition, row.transition},
                                                {Prompt, row.prompt},
                                                {Characters, row.characters},
                                                {Shots, row.shots}};
    for (const auto &[column, widget] : places)
        m_grid->addWidget(widget, line, column);
    m_grid->addWidget(row.locked, line, Length, 1, Shots - Length);
    connect(row.length, &FieldChoice::currentChanged, this, &PlanRuleTable::rulesChanged);
    connect(row.transition, &FieldChoice::currentChanged, this, &PlanRuleTable::rulesChanged);
    connect(row.atMost, &QSpinBox::valueChanged, this, &PlanRuleTable::rulesChanged);
    connect(row.prompt, &QLineEdit::textChanged, this, &PlanRuleTable::rulesChanged);
    connect(row.characters, &QLineEdit::textChanged, this, &PlanRuleTable::rulesChanged);
    connect(row.variation, &QSlider::valueChanged, this, [this, text = row.variationText](int value) {
        text->setText(QLocale().toString(value / 100.0, 'f', 2));
        Q_EMIT rulesChanged();
    });
    m_rows.push_back(row);
}

void PlanRuleTable::setRow(const Row &row, const planning::SectionRule &rule)
{
    setChoice(row.length, optionsOf(kLengths), planning::shotLengthText(rule.length));
    setChoice(row.transition, optionsOf(kTransitions), planning::ruleTransitionText(rule.transition));
    row.variation->setValue(qRound(rule.variation * 100));
    row.variationText->setText(QLocale().toString(rule.variation, 'f', 2));
    row.atMost->setValue(rule.maxShots);
    row.prompt->setText(rule.prompt);
    QStringList names;
    for (const QString &name : rule.characters)
        names.append(name.isEmpty() ? QStringLiteral("-") : name);
    row.characters->setText(names.join(QStringLiteral(", ")));
}

void PlanRuleTable::setRules(const planning::SectionRules &rules)
{
    {
        const QSignalBlocker quiet(this);
        for (const Row &row : m_rows)
            setRow(row, planning::ruleFor(rules, row.label));
    }
    Q_EMIT rulesChanged();
}

planning::SectionRules PlanRuleTable::rules() const
{
    planning::SectionRules rules;
    for (const Row &row : m_rows) {
        planning::SectionRule rule;
        if (const auto length = planning::parseShotLength(row.length->value().toString()))
            rule.length = *length;
        if (const auto transition = planning::parseRuleTransition(row.transition->value().toString()))
            rule.transition = *transition;
        rule.variation = row.variation->value() / 100.0;
        rule.maxShots = row.atMost->value();
        rule.prompt = row.prompt->text().trimmed();
        for (const QString &name : row.characters->text().split(u',', Qt::SkipEmptyParts)) {
            if (!name.trimmed().isEmpty())
                rule.characters.append(name.trimmed() == u"-" ? QString() : name.trimmed());
        }
        rules[row.label.isEmpty() ? QString::fromLatin1(planning::kDefaultLabel) : row.label] = rule;
    }
    return rules;
}

void PlanRuleTable::setFigures(const std::vector<planning::LabelFigures> &labels)
{
    bool changed = false;
    for (Row &row : m_rows) {
        const auto figures = std::ranges::find(labels, row.label, &planning::LabelFigures::label);
        if (figures == labels.end())
            continue;
        row.bars->setText(figures->sections > 1 ? tr("%1 times, %2 bars").arg(figures->sections).arg(figures->bars)
                                                : tr("%1 bars").arg(figures->bars));
        const bool some = figures->lockedShots > 0 && !figures->isAllLocked();
        row.shots->setText(some ? tr("%1, %2 locked").arg(figures->shots).arg(figures->lockedShots) : QString::number(figures->shots));
        changed = changed || row.isLocked != figures->isAllLocked();
        row.isLocked = figures->isAllLocked();
    }
    if (changed)
        showColumns();
}

void PlanRuleTable::setColumns(Columns columns)
{
    if (m_columns == columns)
        return;
    m_columns = columns;
    showColumns();
}

void PlanRuleTable::showColumns()
{
    const bool lengths = m_columns != Columns::Looks;
    const bool looks = m_columns != Columns::Lengths;
    const auto isShown = [&](int column) {
        if (column == Name || column == Bars || column == Shots)
            return true;
        return column <= AtMost ? lengths : looks;
    };
    m_grid->setColumnStretch(Prompt, looks ? 4 : 0);
    m_grid->setColumnStretch(Characters, looks ? 2 : 0);
    for (TextLabel *head : m_heads)
        head->setVisible(isShown(head->property("column").toInt()));
    for (const Row &row : m_rows) {
        row.bars->setVisible(m_columns == Columns::All);
        for (QWidget *field : std::initializer_list<QWidget *>{row.length, row.variation, row.variationText, row.atMost})
            field->setVisible(lengths && !row.isLocked);
        for (QWidget *field : std::initializer_list<QWidget *>{row.transition, row.prompt, row.characters})
            field->setVisible(looks && !row.isLocked);
        row.locked->setVisible(row.isLocked);
    }
}

} // namespace sc::ui

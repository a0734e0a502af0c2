// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/identity_panel.h"

#include "core/comfy/generation_params.h"
#include "core/generation/prompt.h"
#include "ui/characters/character_words.h"
#include "ui/theme/plates.h"
#include "ui/timeline/inspector_fields.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/lora_rows.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/word_chips.h"

#include <QtCore/QDateTime>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QScrollArea>

#include <algorithm>

namespace sc::ui {

using generation::Character;

namespace {

QString grouped(qint64 seed)
{
    QString text = QString::number(seed);
    for (qsizetype at = text.size() - 3; at > 0; at -= 3)
        text.insert(at, QChar(0x202F));
    return text;
}

} // namespace

IdentityPanel::IdentityPanel(CharacterDesk &desk, QWidget *parent) : Panel(parent), m_desk(desk)
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    QHBoxLayout *head = makePanelHeader(tr("Identity"), rows);
    m_saved = new TextLabel({}, TextStyle::CaptionLight, Ink::Tertiary);
    head->addWidget(m_saved);
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    QWidget *fields = buildFields();
    area->setWidget(fields);
    fields->setAutoFillBackground(false);
    rows->addWidget(area, 1);
    rows->addWidget(buildFoot());
    connectFields();
}

QWidget *IdentityPanel::buildFields()
{
    auto *fields = new QWidget;
    auto *rows = new QVBoxLayout(fields);
    rows->setContentsMargins(space::kPadding, 0, space::kPadding, space::kPadding);
    rows->setSpacing(12);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    m_name = new LineField(tr("Name"), false);
    first->addWidget(m_name, 1);
    auto *colour = new QVBoxLayout;
    colour->setSpacing(4);
    colour->addWidget(new TextLabel(tr("Colour"), TextStyle::Caption, Ink::Secondary));
    m_colour = new FieldChoice(tr("Colour"));
    std::vector<FieldChoice::Option> colours;
    for (int i = 0; i < generation::kCharacterColours; ++i)
        colours.push_back({characterColourName(i), i});
    m_colour->setOptions(std::move(colours));
    m_colour->setFixedWidth(104);
    colour->addWidget(m_colour);
    colour->addStretch(1);
    first->addLayout(colour);
    rows->addLayout(first);
    m_description = new TextField(tr("Description"), 3);
    m_description->edit()->setFixedHeight(64);
    rows->addWidget(m_description);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(new TextLabel(tr("Trigger words"), TextStyle::Caption, Ink::Secondary));
    m_triggers = new WordChips(tr("Trigger words"));
    words->addWidget(m_triggers);
    m_triggerProblem = new TextLabel({}, TextStyle::Caption, Ink::Danger);
    m_triggerProblem->setWrap(true);
    m_triggerProblem->hide();
    words->addWidget(m_triggerProblem);
    rows->addLayout(words);
    m_notes = new TextField(tr("Style notes"), 2);
    m_notes->edit()->setFixedHeight(46);
    rows->addWidget(m_notes);
    auto *seed = new QVBoxLayout;
    seed->setSpacing(4);
    seed->addWidget(new TextLabel(tr("Seed"), TextStyle::Caption, Ink::Secondary));
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    m_seedKind = new Segment({{tr("Free"), {}}, {tr("Fixed"), {}}});
    m_seedKind->setAccessibleName(tr("Seed"));
    m_seed = new QLineEdit;
    m_seed->setAccessibleName(tr("Fixed seed"));
    m_seed->setFont(themeOf(this).fonts.valueMono);
    m_dice = new IconButton(QStringLiteral("dice"), tr("Another seed"));
    m_dice->setKind(ControlKind::Default);
    line->addWidget(m_seedKind);
    line->addWidget(m_seed, 1);
    line->addWidget(m_dice);
    seed->addLayout(line);
    m_seedProblem = new TextLabel({}, TextStyle::Caption, Ink::Danger);
    m_seedProblem->hide();
    seed->addWidget(m_seedProblem);
    rows->addLayout(seed);
    m_loras = new LoraRows(tr("LoRA"));
    rows->addWidget(m_loras);
    auto *adds = new QVBoxLayout;
    adds->setSpacing(4);
    auto *addsHead = new QHBoxLayout;
    addsHead->addWidget(new TextLabel(tr("Adds to the prompt"), TextStyle::Caption, Ink::Secondary), 1);
    m_addsCount = new TextLabel({}, TextStyle::CaptionLight, Ink::Tertiary);
    addsHead->addWidget(m_addsCount);
    adds->addLayout(addsHead);
    auto *well = new Plate(Plate::Level::Well);
    auto *inside = new QVBoxLayout(well);
    inside->setContentsMargins(10, 8, 10, 8);
    inside->setSpacing(2);
    m_adds = new TextLabel({}, TextStyle::Body, Ink::Cyan);
    m_adds->setWrap(true);
    auto *stays = new TextLabel(tr("The shot's own text stays as it is."), TextStyle::Body, Ink::Tertiary);
    stays->setWrap(true);
    inside->addWidget(m_adds);
    inside->addWidget(stays);
    adds->addWidget(well);
    rows->addLayout(adds);
    auto *sheet = new PushButton(tr("Character sheet: poses, heads, expressions..."), ControlKind::Quiet);
    sheet->setIconName(QStringLiteral("gallery"));
    rows->addWidget(new Hairline);
    rows->addWidget(sheet);
    connect(sheet, &QAbstractButton::clicked, this, &IdentityPanel::sheetRequested);
    rows->addStretch(1);
    return fields;
}

QWidget *IdentityPanel::buildFoot()
{
    auto *foot = new QWidget;
    auto *rows = new QVBoxLayout(foot);
    rows->setContentsMargins(space::kPadding, 8, space::kPadding, space::kPadding);
    rows->setSpacing(6);
    m_where = new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary);
    rows->addWidget(m_where);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_apply = new PushButton(tr("Apply"), ControlKind::Primary);
    m_apply->setButtonSize(ButtonSize::Large);
    m_apply->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_test = new PushButton(tr("Test sheet"));
    m_test->setButtonSize(ButtonSize::Large);
    buttons->addWidget(m_apply, 1);
    buttons->addWidget(m_test);
    rows->addLayout(buttons);
    connect(m_apply, &QAbstractButton::clicked, this, &IdentityPanel::applyRequested);
    connect(m_test, &QAbstractButton::clicked, this, &IdentityPanel::testRequested);
    return foot;
}

void IdentityPanel::submit(const std::function<void(Character &)> &change, const std::function<void(const Problem &)> &wrong)
{
    const Character *open = m_desk.current();
    if (!open)
        return;
    Character edited = *open;
    change(edited);
    if (const auto problem = m_desk.save(edited))
        wrong(*problem);
}

void IdentityPanel::connectFields()
{
    const auto words = [](const Problem &problem) {
        return problem.detail().isEmpty() ? problem.text() : problem.text() + u' ' + problem.detail();
    };
    connect(m_name, &InspectorField::committed, this, [this, words](const QString &text) {
        submit([&](Character &it) { it.name = text; }, [&](const Problem &problem) { m_name->showProblem(words(problem)); });
    });
    connect(m_description, &InspectorField::committed, this, [this, words](const QString &text) {
        submit([&](Character &it) { it.description = text; }, [&](const Problem &problem) { m_description->showProblem(words(problem)); });
    });
    connect(m_notes, &InspectorField::committed, this, [this, words](const QString &text) {
        submit([&](Character &it) { it.styleNotes = text; }, [&](const Problem &problem) { m_notes->showProblem(words(problem)); });
    });
    connect(m_triggers, &WordChips::wordsChanged, this, [this, words](const QStringList &list) {
        m_triggerProblem->hide();
        m_triggers->setProperty("wrong", false);
        submit([&](Character &it) { it.triggerWords = list; },
               [&](const Problem &problem) {
                   m_triggerProblem->setText(words(problem));
                   m_triggerProblem->show();
                   m_triggers->setProperty("wrong", true);
                   m_triggers->update();
               });
    });
    connect(m_colour, &FieldChoice::currentChanged, this, [this](int colour) {
        submit([&](Character &it) { it.colour = colour; }, [this](const Problem &problem) { m_desk.report(problem); });
    });
    const auto setSeed = [this](std::optional<qint64> seed) {
        submit([&](Character &it) { it.fixedSeed = seed; }, [this](const Problem &problem) { m_desk.report(problem); });
    };
    connect(m_seedKind, &Segment::currentChanged, this,
            [setSeed](int kind) { setSeed(kind == 0 ? std::nullopt : std::optional(comfy::freshSeed())); });
    connect(m_dice, &QAbstractButton::clicked, this, [setSeed] { setSeed(comfy::freshSeed()); });
    connect(m_seed, &QLineEdit::editingFinished, this, [this, setSeed] {
        const Character *open = m_desk.current();
        if (!open || !m_seed->isModified())
            return;
        QString text = m_seed->text().trimmed();
        m_seed->setModified(false);
        QString digits = text;
        digits.remove(QChar(0x202F)).remove(u' ');
        bool ok = false;
        const qint64 seed = digits.toLongLong(&ok);
        m_seedProblem->setVisible(!ok || seed < 0);
        m_seed->setProperty("wrong", !ok || seed < 0);
        m_seed->update();
        if (ok && seed >= 0)
            return setSeed(seed);
        m_seedProblem->setText(tr("A seed is a whole number from 0, for example 42"));
    });
    connect(m_loras, &LoraRows::changed, this, [this] {
        submit(
            [&](Character &it) {
                std::vector<comfy::LoraRef> loras;
                for (const LoraRows::Entry &entry : m_loras->entries())
                    loras.push_back({entry.name, entry.weight, {}});
                it.loras = loras;
            },
            [this](const Problem &problem) { m_desk.report(problem); });
    });
}

void IdentityPanel::refresh()
{
    const Character *open = m_desk.current();
    if (!open)
        return;
    const bool readOnly = m_desk.isReadOnly();
    m_name->setValue(open->name);
    m_description->setValue(open->description);
    m_description->showHint(true);
    m_notes->setValue(open->styleNotes);
    m_triggers->setWords(open->triggerWords);
    m_triggerProblem->hide();
    const QSignalBlocker quietColour(m_colour);
    m_colour->setCurrent(open->colour);
    const QSignalBlocker quietSeed(m_seedKind);
    m_seedKind->setCurrent(open->fixedSeed ? 1 : 0);
    m_seed->setText(open->fixedSeed ? grouped(*open->fixedSeed) : tr("each its own"));
    m_seed->setModified(false);
    m_seed->setProperty("wrong", false);
    m_seed->setEnabled(open->fixedSeed.has_value() && !readOnly);
    m_dice->setEnabled(open->fixedSeed.has_value() && !readOnly);
    m_seedProblem->hide();
    std::vector<LoraRows::Entry> loras;
    for (const comfy::LoraRef &lora : open->loras)
        loras.push_back({lora.name, lora.weight});
    m_loras->setEntries(loras);
    m_loras->setHint(open->method == generation::CharacterMethod::Lora ? tr("in use") : tr("used by the LoRA method"));
    m_name->setReadOnly(readOnly);
    m_description->setReadOnly(readOnly);
    m_notes->setReadOnly(readOnly);
    m_triggers->setReadOnly(readOnly);
    m_colour->setEnabled(!readOnly);
    m_seedKind->setEnabled(!readOnly);
    m_loras->setReadOnly(readOnly);
    const QString adds = generation::promptTextOf(*open);
    m_adds->setText(adds.isEmpty() ? tr("Nothing yet: give it a description or trigger words") : adds);
    m_adds->setInk(adds.isEmpty() ? Ink::Tertiary : Ink::Cyan);
    m_addsCount->setText(tr("%n word(s)", nullptr, int(adds.split(u' ', Qt::SkipEmptyParts).size())));
    const QDateTime at = QDateTime::fromString(open->updatedAt, Qt::ISODateWithMs).toLocalTime();
    m_saved->setText(at.isValid() ? tr("saved %1")
                                        .arg(at.date() == QDate::currentDate() ? at.toString(QStringLiteral("HH:mm"))
                                                                               : at.toString(QStringLiteral("d MMM, HH:mm")))
                                  : QString());
    refreshApply();
}

void IdentityPanel::setChosen(const std::vector<CharacterId> &chosen)
{
    m_chosen = chosen;
    refreshApply();
}

void IdentityPanel::refreshApply()
{
    const std::vector<ClipId> &shots = m_desk.editor().selection().clips();
    const bool inTurn = m_chosen.size() > 1;
    m_apply->setText(shots.empty() ? tr("Apply to shots")
                     : inTurn      ? tr("Apply %n in turn", nullptr, int(m_chosen.size()))
                                   : tr("Apply to %n shot(s)", nullptr, int(shots.size())));
    m_apply->setDisabledReason(!m_desk.context().session()                ? tr("Open a project first")
                               : m_desk.context().session()->isReadOnly() ? tr("The project is open read-only")
                               : shots.empty()                            ? tr("Select shots in the timeline or in Scenes first")
                                                                          : QString());
    m_where->setText(shots.empty() ? tr("No shots selected") : tr("%n selected shot(s)", nullptr, int(shots.size())));
    const Character *open = m_desk.current();
    const auto missing = open ? generation::missingNeeds(*open, open->method) : std::vector<generation::MissingNeed>();
    m_test->setDisabledReason(!m_desk.context().session()      ? tr("Open a project: the pictures go into it")
                              : !m_desk.context().generation() ? tr("The queue is not there")
                              : !missing.empty()               ? missing.front().text
                                                               : QString());
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/advanced_part.h"
#include "ui/generate/cast_row.h"
#include "ui/generate/generate_desk.h"
#include "ui/generate/lora_card.h"
#include "ui/generate/model_picker.h"
#include "ui/generate/param_panel.h"
#include "ui/generate/prompt_box.h"
#include "ui/generate/seed_row.h"
#include "ui/generate/size_row.h"
#include "ui/generate/value_field.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QScrollArea>

// The parts of the column and how they lie.
namespace sc::ui {

namespace {

QVBoxLayout *labelled(const QString &label, QWidget *field, QWidget *parent)
{
    auto *box = new QVBoxLayout;
    box->setSpacing(4);
    box->addWidget(new TextLabel(label, TextStyle::Caption, Ink::Secondary, parent));
    box->addWidget(field);
    return box;
}

PushButton *presetButton(const QString &text, QWidget *parent)
{
    auto *button = new PushButton(text, ControlKind::Default, parent);
    button->setButtonSize(ButtonSize::Small);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setCheckable(true);
    return button;
}

} // namespace

ParamPanel::ParamPanel(GenerateDesk &desk, QWidget *parent) : Panel(parent), m_desk(desk)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    m_kind = new Segment({{tr("Image"), {}}, {tr("Video"), {}}}, this);
    m_kind->setAccessibleName(tr("What is made"));
    m_kind->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::kPadding, 0, space::kPadding, 0);
    head->addWidget(m_kind, 1);
    layout->addLayout(head);
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    auto *inside = new QWidget;
    inside->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(space::kPadding, 0, space::kPadding, 4);
    column->setSpacing(12);
    build(column);
    area->setWidget(inside);
    inside->setAutoFillBackground(false);
    layout->addWidget(area, 1);
    auto *bottom = new QVBoxLayout;
    bottom->setContentsMargins(space::kPadding, 0, space::kPadding, space::kPadding);
    bottom->setSpacing(6);
    buildBottom(bottom);
    layout->addLayout(bottom);
    connectAll();
    refresh();
    refreshOutlook();
}

void ParamPanel::build(QVBoxLayout *into)
{
    m_model = new PickerField(tr("Model"), this);
    m_server = new FieldChoice(tr("Server"), this);
    m_server->setFixedWidth(126);
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addLayout(labelled(tr("Model"), m_model, this), 1);
    top->addLayout(labelled(tr("Server"), m_server, this));
    into->addLayout(top);
    auto *presets = new QHBoxLayout;
    presets->setSpacing(4);
    m_fast = presetButton(tr("Fast"), this);
    m_quality = presetButton(tr("Quality"), this);
    m_own = presetButton(tr("Own"), this);
    for (PushButton *button : {m_fast, m_quality, m_own})
        presets->addWidget(button, 1);
    into->addLayout(presets);
    buildPrompt(into);
    m_cast = new CastRow(m_desk, this);
    into->addWidget(m_cast);
    m_size = new SizeRow(m_desk, this);
    into->addWidget(m_size);
    buildNumbers(into);
    m_seed = new SeedRow(m_desk, this);
    into->addWidget(m_seed);
    m_loras = new LoraCard(m_desk, this);
    into->addWidget(m_loras);
    auto *rows = new QVBoxLayout;
    rows->setSpacing(0);
    m_startRow = new QWidget(this);
    auto *start = new QHBoxLayout(m_startRow);
    start->setContentsMargins(0, 6, 0, 6);
    m_startText = new TextLabel({}, TextStyle::Body, Ink::Primary, m_startRow);
    m_start = new Switch(tr("Start from the shot before"), m_startRow);
    start->addWidget(m_startText, 1);
    start->addWidget(m_start);
    rows->addWidget(new Hairline(this));
    rows->addWidget(m_startRow);
    rows->addWidget(new Hairline(this));
    auto *upscale = new QHBoxLayout;
    upscale->setContentsMargins(0, 4, 0, 4);
    m_upscale = new Switch(tr("Enlarge afterwards"), this);
    m_factor = new FieldChoice(tr("How much larger"), this);
    m_factor->setOptions(
        {{QStringLiteral("1.5x"), 1.5}, {QStringLiteral("2x"), 2.0}, {QStringLiteral("3x"), 3.0}, {QStringLiteral("4x"), 4.0}}, 1);
    m_factor->setFixedWidth(72);
    upscale->addWidget(new TextLabel(tr("Upscale after"), TextStyle::Body, Ink::Primary, this), 1);
    upscale->addWidget(m_factor);
    upscale->addWidget(m_upscale);
    rows->addLayout(upscale);
    rows->addWidget(new Hairline(this));
    m_more = new PushButton(tr("Refiner, control, face, workflow"), ControlKind::Quiet, this);
    m_more->setIconName(QStringLiteral("chevron-right"));
    rows->addSpacing(4);
    rows->addWidget(m_more, 0, Qt::AlignLeft);
    into->addLayout(rows);
    m_advanced = new AdvancedPart(m_desk, this);
    m_advanced->hide();
    into->addWidget(m_advanced);
    into->addStretch(1);
}

void ParamPanel::buildPrompt(QVBoxLayout *into)
{
    auto *box = new QVBoxLayout;
    box->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->setSpacing(2);
    head->addWidget(new TextLabel(tr("Prompt"), TextStyle::Caption, Ink::Secondary, this));
    head->addStretch(1);
    m_view = new PushButton(tr("Composed view"), ControlKind::Quiet, this);
    m_view->setButtonSize(ButtonSize::Small);
    m_view->setCheckable(true);
    head->addWidget(m_view);
    box->addLayout(head);
    m_prompt = new PromptEdit(this);
    m_prompt->setAccessibleName(tr("Prompt"));
    m_prompt->setPlaceholderText(tr("What is to be seen"));
    m_prompt->setFixedHeight(92);
    box->addWidget(m_prompt);
    m_composed = new ComposedView(this);
    m_composed->setMinimumHeight(120);
    m_composed->hide();
    box->addWidget(m_composed);
    auto *line = new QHBoxLayout;
    line->setSpacing(2);
    m_meter = new TextLabel({}, TextStyle::CaptionLight, Ink::Tertiary, this);
    line->addWidget(m_meter, 1);
    m_freeze = new PushButton(tr("Freeze"), ControlKind::Quiet, this);
    m_freeze->setButtonSize(ButtonSize::Small);
    m_freeze->hide();
    line->addWidget(m_freeze);
    m_variables = new IconButton(QStringLiteral("tag"), tr("Variables: words from the song and the scene"), this);
    m_history = new IconButton(QStringLiteral("history"), tr("Prompts that were used before"), this);
    m_snippets = new IconButton(QStringLiteral("notes"), tr("Snippets"), this);
    for (IconButton *button : {m_variables, m_history, m_snippets}) {
        button->setSide(size::kControlSmall);
        button->setIconSize(14);
        line->addWidget(button);
    }
    box->addLayout(line);
    m_negative = new PromptEdit(this);
    m_negative->setAccessibleName(tr("Negative prompt"));
    m_negative->setPlaceholderText(tr("What to keep out"));
    m_negative->setFixedHeight(44);
    box->addWidget(m_negative);
    into->addLayout(box);
}

void ParamPanel::buildNumbers(QVBoxLayout *into)
{
    m_steps = new ValueField(tr("Steps"), {1, 200, 1, 0, 60}, this);
    m_cfg = new ValueField(tr("CFG"), {0.1, 30, 0.1, 1, 15}, this);
    m_frames = new ValueField(tr("Frames"), {1, 1000, 1, 0, 161}, this);
    m_motion = new ValueField(tr("Motion"), {0, 1, 0.05, 2, 0}, this);
    const auto pair = [&](QWidget *left, QWidget *right, QWidget *holder) {
        auto *row = new QHBoxLayout(holder);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(12);
        row->addWidget(left, 1);
        row->addWidget(right, 1);
        into->addWidget(holder);
    };
    pair(m_steps, m_cfg, new QWidget(this));
    m_movieRow = new QWidget(this);
    pair(m_frames, m_motion, m_movieRow);
}

void ParamPanel::buildBottom(QVBoxLayout *into)
{
    m_notes = new TextLabel({}, TextStyle::Caption, Ink::Warning, this);
    m_notes->setWrap(true);
    into->addWidget(m_notes);
    auto *facts = new QHBoxLayout;
    facts->setSpacing(8);
    m_estimate = new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary, this);
    m_room = new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary, this);
    m_room->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    facts->addWidget(m_estimate, 1);
    facts->addWidget(m_room);
    into->addLayout(facts);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_generate = new PushButton(tr("Generate"), ControlKind::Generate, this);
    m_generate->setButtonSize(ButtonSize::Hero);
    m_generate->setIconName(QStringLiteral("generate"));
    m_generate->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_generate->setObjectName(QStringLiteral("generateButton"));
    row->addWidget(m_generate, 1);
    m_menu = new IconButton(QStringLiteral("chevron-down"), tr("More ways to generate"), this);
    m_menu->setKind(ControlKind::Default);
    m_menu->setSide(size::kControlHero);
    row->addWidget(m_menu);
    into->addLayout(row);
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the batch dialog.
#include "ui/queue/batch_dialog.h"

#include "core/comfy/family.h"
#include "core/comfy/generation_params.h"
#include "core/project/project_session.h"
#include "ui/queue/plan_grid.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/switch.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>

namespace sc::ui {

using namespace generation;

namespace {

bool hasTake(const timeline::Clip &clip)
{
    return !clip.selectedImage.isEmpty() || !clip.selectedVideo.isEmpty();
}

} // namespace

void BatchDialog::buildShots(QVBoxLayout *into)
{
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Shots"), TextStyle::Strong, Ink::Primary, this), 1);
    const auto choice = [&](const QString &text, const std::function<bool(QListWidgetItem *)> &isOn) {
        auto *button = new PushButton(text, ControlKind::Quiet, this);
        button->setAutoDefault(false);
        head->addWidget(button);
        connect(button, &QAbstractButton::clicked, this, [this, isOn] {
            for (int row = 0; row < m_shots->count(); ++row)
                m_shots->item(row)->setCheckState(isOn(m_shots->item(row)) ? Qt::Checked : Qt::Unchecked);
        });
    };
    choice(tr("All"), [](QListWidgetItem *) { return true; });
    choice(tr("Without takes"), [](QListWidgetItem *item) { return !item->data(Qt::UserRole + 1).toBool(); });
    into->addLayout(head);
    m_shots = new QListWidget(this);
    m_shots->setFrameShape(QFrame::NoFrame);
    m_shots->setAccessibleName(tr("Shots"));
    m_shots->viewport()->setAutoFillBackground(false);
    m_shots->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    int number = 0;
    for (const timeline::Clip *clip : timeline::liveClips(m_context.session()->timeline())) {
        auto *item = new QListWidgetItem(QStringLiteral("%1  %2").arg(++number).arg(clip->name), m_shots);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setData(Qt::UserRole, clip->id.text());
        item->setData(Qt::UserRole + 1, hasTake(*clip));
        item->setToolTip(clip->imagePrompt.isEmpty() && clip->videoPrompt.isEmpty() ? tr("no prompt") : clip->imagePrompt);
        item->setSizeHint(QSize(100, 30));
        item->setCheckState(Qt::Unchecked);
    }
    into->addWidget(m_shots, 1);
    into->addWidget(new TextLabel(tr("Prompt"), TextStyle::Caption, Ink::Secondary, this));
    m_promptMode = new Segment({{tr("Own"), {}}, {tr("Shared"), {}}}, this);
    into->addWidget(m_promptMode, 0, Qt::AlignLeft);
    m_shared = new QPlainTextEdit(this);
    m_shared->setAccessibleName(tr("Shared prompt"));
    m_shared->setTabChangesFocus(true);
    m_shared->setFixedHeight(84);
    m_shared->setPlaceholderText(tr("for all of them, in place of their own"));
    m_shared->hide();
    into->addWidget(m_shared);
    connect(m_promptMode, &Segment::currentChanged, this, [this](int mode) {
        m_shared->setVisible(mode == 1);
        soon();
    });
    connect(m_shared, &QPlainTextEdit::textChanged, this, &BatchDialog::soon);
}

void BatchDialog::buildOrder(QVBoxLayout *into)
{
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    m_kind = new Segment({{tr("Image"), {}}, {tr("Video"), {}}}, this);
    m_family = new FieldChoice(tr("Model family"), this);
    m_preset = new FieldChoice(tr("Preset"), this);
    first->addWidget(m_kind);
    first->addWidget(m_family, 1);
    first->addWidget(m_preset, 1);
    into->addLayout(first);
    auto *where = new QHBoxLayout;
    where->addWidget(new TextLabel(tr("Servers"), TextStyle::Caption, Ink::Secondary, this));
    m_server = new FieldChoice(tr("Servers"), this);
    std::vector<FieldChoice::Option> servers = {{tr("automatic: the best for each"), QString()}};
    for (const ServerState &state : m_feed.servers())
        servers.push_back({tr("only %1").arg(state.server.name), state.server.id.text()});
    m_server->setOptions(servers);
    where->addWidget(m_server, 1);
    into->addLayout(where);
    into->addSpacing(6);
    buildVariations(into);
    buildStills(into);
    buildSeeds(into);
    into->addStretch(1);
    listFamilies();
    connect(m_kind, &Segment::currentChanged, this, [this] {
        listFamilies();
        listPresets();
        soon();
    });
    connect(m_family, &FieldChoice::currentChanged, this, [this] {
        listPresets();
        soon();
    });
    connect(m_preset, &FieldChoice::currentChanged, this, &BatchDialog::soon);
    connect(m_server, &FieldChoice::currentChanged, this, &BatchDialog::soon);
}

void BatchDialog::buildVariations(QVBoxLayout *into)
{
    auto *variations = new QHBoxLayout;
    variations->addWidget(new TextLabel(tr("Variations"), TextStyle::Strong, Ink::Primary, this));
    variations->addWidget(new TextLabel(tr("up to three, values with commas"), TextStyle::CaptionLight, Ink::Tertiary, this), 1);
    into->addLayout(variations);
    static const QStringList keys = QStringLiteral("model preset seed cfg steps lora_weight sampler").split(u' ');
    for (int i = 0; i < kMostAxes; ++i) {
        Axis axis;
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(new TextLabel(QString::number(i + 1), TextStyle::Strong, Ink::Tertiary, this));
        axis.key = new FieldChoice(tr("What variation %1 changes").arg(i + 1), this);
        std::vector<FieldChoice::Option> options = {{tr("none"), QString()}};
        for (const QString &key : keys)
            options.push_back({axisWord(key), key});
        axis.key->setOptions(options);
        axis.key->setFixedWidth(112);
        axis.values = new QLineEdit(this);
        axis.values->setAccessibleName(tr("Values of variation %1").arg(i + 1));
        axis.values->setEnabled(false);
        axis.factor = new TextLabel({}, TextStyle::Body, Ink::Secondary, this);
        axis.factor->setFixedWidth(36);
        row->addWidget(axis.key);
        row->addWidget(axis.values, 1);
        row->addWidget(axis.factor);
        into->addLayout(row);
        connect(axis.key, &FieldChoice::currentChanged, this, [this, i] {
            const Axis &it = m_axes[static_cast<size_t>(i)];
            it.values->setEnabled(!it.key->value().toString().isEmpty());
            const QString key = it.key->value().toString();
            it.values->setPlaceholderText(key == u"preset"    ? QStringLiteral("fast, quality")
                                          : key == u"sampler" ? QStringLiteral("euler, dpmpp_2m")
                                          : key == u"model"   ? tr("names of files")
                                                              : QStringLiteral("5, 7"));
            m_off.clear(); // the combinations are others now
            soon();
        });
        connect(axis.values, &QLineEdit::textChanged, this, [this] {
            m_off.clear();
            soon();
        });
        m_axes.push_back(axis);
    }
    auto *card = new Plate(Plate::Level::Card, this);
    auto *cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(12, 9, 12, 9);
    auto *head = new QHBoxLayout;
    m_sentence = new TextLabel({}, TextStyle::Strong, Ink::Primary, card);
    m_takes = new TextLabel({}, TextStyle::Body, Ink::Secondary, card);
    m_takes->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    head->addWidget(m_sentence, 1);
    head->addWidget(m_takes);
    cardLayout->addLayout(head);
    m_plan = new PlanGrid(card);
    cardLayout->addWidget(m_plan);
    connect(m_plan, &PlanGrid::switched, this, &BatchDialog::switchCells, Qt::QueuedConnection);
    into->addWidget(card);
}

// Three steps: pictures, the person's choice, videos. Without the choice each video starts from the one picture of its shot.
void BatchDialog::buildStills(QVBoxLayout *into)
{
    auto *card = new Plate(Plate::Level::Card, this);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(12, 9, 12, 9);
    layout->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Stills first"), TextStyle::Strong, Ink::Primary, card), 1);
    m_stills = new Switch(tr("Stills first"), card);
    head->addWidget(m_stills);
    layout->addLayout(head);
    m_stillBox = new QWidget(card);
    auto *box = new QVBoxLayout(m_stillBox);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(8);
    auto *steps = new QHBoxLayout;
    steps->setSpacing(8);
    m_pictureWords = new TextLabel({}, TextStyle::Control, Ink::Primary, m_stillBox);
    m_choose = new Chip(tr("you choose"), m_stillBox);
    m_choose->setTall(true);
    m_choose->setCheckable(true);
    m_choose->setToolTip(tr("The videos wait until you have chosen a picture for each shot"));
    m_videoWords = new TextLabel({}, TextStyle::Control, Ink::Primary, m_stillBox);
    const auto arrow = [&] { return new TextLabel(QStringLiteral("\u203a"), TextStyle::Title, Ink::Tertiary, m_stillBox); };
    steps->addWidget(m_pictureWords);
    steps->addWidget(arrow());
    steps->addWidget(m_choose);
    steps->addWidget(arrow());
    steps->addWidget(m_videoWords);
    steps->addStretch(1);
    box->addLayout(steps);
    auto *choices = new QHBoxLayout;
    choices->setSpacing(8);
    m_stillFamily = new FieldChoice(tr("Family of the stills"), m_stillBox);
    m_stillCount = new FieldChoice(tr("Pictures of each shot"), m_stillBox);
    std::vector<FieldChoice::Option> counts;
    for (int i = 1; i <= kMostStills; ++i)
        counts.push_back({tr("%n picture(s) of each shot", nullptr, i), i});
    m_stillCount->setOptions(counts, 3);
    choices->addWidget(m_stillFamily, 1);
    choices->addWidget(m_stillCount, 1);
    box->addLayout(choices);
    layout->addWidget(m_stillBox);
    m_stillWords = new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary, card);
    m_stillWords->setWrap(true);
    layout->addWidget(m_stillWords);
    into->addWidget(card);
    connect(m_stills, &QAbstractButton::toggled, this, &BatchDialog::soon);
    connect(m_choose, &QAbstractButton::toggled, this, &BatchDialog::soon);
    connect(m_stillFamily, &FieldChoice::currentChanged, this, &BatchDialog::soon);
    connect(m_stillCount, &FieldChoice::currentChanged, this, &BatchDialog::soon);
}

void BatchDialog::buildSeeds(QVBoxLayout *into)
{
    auto *seeds = new QHBoxLayout;
    seeds->setSpacing(8);
    seeds->addWidget(new TextLabel(tr("Seeds"), TextStyle::Caption, Ink::Secondary, this));
    m_seeds = new Segment({{tr("Fixed"), {}}, {tr("Per shot"), {}}, {tr("Increment"), {}}}, this);
    m_seeds->setCurrent(1);
    seeds->addWidget(m_seeds);
    m_seed = new QLineEdit(this);
    m_seed->setPlaceholderText(tr("first seed: chosen"));
    m_seed->setAccessibleName(tr("First seed"));
    seeds->addWidget(m_seed, 1);
    into->addLayout(seeds);
    connect(m_seeds, &Segment::currentChanged, this, &BatchDialog::soon);
    connect(m_seed, &QLineEdit::textChanged, this, &BatchDialog::soon);
}

void BatchDialog::listFamilies()
{
    const bool video = m_kind->current() == 1;
    std::vector<FieldChoice::Option> families;
    std::vector<FieldChoice::Option> stills;
    for (const comfy::ModelFamily &family : comfy::FamilyTable::builtIn().all()) {
        if ((family.makes == comfy::MediaKind::Video) == video)
            families.push_back({family.name, family.id});
        if (family.makes == comfy::MediaKind::Image)
            stills.push_back({family.name, family.id});
    }
    m_family->setOptions(families);
    m_stillFamily->setOptions(stills);
    // The first family that a server has something of.
    for (const FieldChoice::Option &option : families) {
        const bool isThere =
            std::ranges::any_of(m_feed.service().jobs(), [&](const Job &job) { return job.family == option.value.toString(); });
        if (isThere) {
            m_family->setValue(option.value);
            break;
        }
    }
}

void BatchDialog::listPresets()
{
    const comfy::ModelFamily *family = comfy::FamilyTable::builtIn().find(m_family->value().toString());
    std::vector<FieldChoice::Option> presets;
    if (family) {
        for (const comfy::FamilyPreset &preset : family->presets) {
            const QString name = preset.name == u"fast" ? tr("Fast") : preset.name == u"quality" ? tr("Quality") : preset.name;
            presets.push_back({tr("%1, %2 x %3, %4 steps").arg(name).arg(preset.width).arg(preset.height).arg(preset.steps), preset.name});
        }
    }
    m_preset->setOptions(presets);
}

} // namespace sc::ui

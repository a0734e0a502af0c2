// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/model_page.h"

#include "core/comfy/family.h"
#include "ui/servers/preset_dialog.h"
#include "ui/servers/small_charts.h"
#include "ui/servers/time_words.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/stars_field.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QJsonObject>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollArea>

#include <cmath>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kMostClasses = 400;

QString presetWords(const comfy::FamilyPreset &preset)
{
    return ModelPage::tr("%1 steps, CFG %2, %3").arg(preset.steps).arg(preset.cfg).arg(preset.sampler);
}

QString presetWords(const QJsonObject &params)
{
    QStringList parts;
    for (auto it = params.begin(); it != params.end(); ++it) {
        if (it->isDouble() || it->isString())
            parts.append(QStringLiteral("%1 %2").arg(it.key(), it->toVariant().toString()));
    }
    return parts.join(QStringLiteral(", "));
}

const comfy::FamilyPreset *usualPreset(const QString &family)
{
    const comfy::ModelFamily *known = comfy::FamilyTable::builtIn().find(family);
    if (known == nullptr)
        return nullptr;
    const comfy::FamilyPreset *quality = known->preset(QStringLiteral("quality"));
    return quality ? quality : known->presets.empty() ? nullptr : &known->presets.front();
}

} // namespace

ModelPage::ModelPage(const ProfilePaths &profile, QWidget *parent) : Panel(parent), m_profile(profile)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    showNothing();
}

void ModelPage::clear()
{
    commitTexts();
    clearLayout(layout());
    m_body = nullptr;
    m_notes = nullptr;
    m_stars = nullptr;
    m_family = nullptr;
    m_triggers = nullptr;
    m_presetBox = nullptr;
    m_id.clear();
}

void ModelPage::showNothing()
{
    clear();
    auto *empty = new EmptyState(QStringLiteral("servers"), tr("Nothing chosen"),
                                 tr("Choose a row to see where it is, how fast it runs and what you noted."), this);
    layout()->addWidget(empty);
}

QVBoxLayout *ModelPage::begin(const QString &id, const QString &title)
{
    clear();
    m_id = id;
    auto *whole = static_cast<QVBoxLayout *>(layout());
    auto *head = new QWidget(this);
    head->setFixedHeight(44);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(14, 0, 10, 0);
    auto *words = new TextLabel(title, TextStyle::BodyStrong, Ink::Primary, head);
    words->setElide(Qt::ElideMiddle);
    row->addWidget(words, 1);
    whole->addWidget(head);
    whole->addWidget(new Hairline(this));
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    m_body = new QWidget;
    scroll->setWidget(m_body);
    m_body->setAutoFillBackground(false); // setWidget() turned it on
    whole->addWidget(scroll, 1);
    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(14, 10, 14, 12);
    body->setSpacing(8);
    head->setProperty("head", true);
    return body;
}

void ModelPage::showModel(const ModelRecord &model, const MatrixSource &source, const MatrixRow &row, const LearnedFigures &figures)
{
    if (m_id == model.name && m_model == model)
        return;
    QVBoxLayout *body = begin(model.name, shortModel(model.name));
    m_model = model;
    m_stars = new StarsField(12, this);
    m_stars->setRating(model.rating);
    m_stars->setAccessibleName(tr("Rating"));
    connect(m_stars, &StarsField::rated, this, [this](int rating) {
        m_model.rating = rating;
        send();
    });
    static_cast<QHBoxLayout *>(layout()->itemAt(0)->widget()->layout())->addWidget(m_stars);
    auto *name = new TextLabel(model.name, TextStyle::CaptionMono, Ink::Tertiary, m_body);
    name->setElide(Qt::ElideMiddle);
    body->addWidget(name);
    const bool hasFamily = model.kind == ModelKind::Checkpoint || model.kind == ModelKind::DiffusionModel || model.kind == ModelKind::Lora;
    if (hasFamily) {
        body->addWidget(new TextLabel(tr("Family"), TextStyle::Caption, Ink::Secondary, m_body));
        m_family = new FieldChoice(tr("Family"), m_body);
        const comfy::ModelFamily *detected = comfy::FamilyTable::builtIn().find(model.detectedFamily);
        std::vector<FieldChoice::Option> options = {{detected ? detected->name : tr("not known by its name"), QString()}};
        for (const comfy::ModelFamily &family : comfy::FamilyTable::builtIn().all())
            options.push_back({family.name, family.id});
        m_family->setOptions(options);
        m_family->setValue(model.ownFamily);
        m_family->setHint(model.ownFamily.isEmpty() ? tr("by its name") : tr("your word"));
        connect(m_family, &FieldChoice::currentChanged, this, [this] {
            m_model.ownFamily = m_family->value().toString();
            m_family->setHint(m_model.ownFamily.isEmpty() ? tr("by its name") : tr("your word"));
            send();
        });
        body->addWidget(m_family);
    }
    if (model.kind == ModelKind::Lora) {
        body->addWidget(new TextLabel(tr("Trigger words, with commas"), TextStyle::Caption, Ink::Secondary, m_body));
        m_triggers = new QLineEdit(model.triggerWords.join(QStringLiteral(", ")), m_body);
        m_triggers->setAccessibleName(tr("Trigger words"));
        connect(m_triggers, &QLineEdit::editingFinished, this, &ModelPage::commitTexts);
        body->addWidget(m_triggers);
    }
    addSpeeds(body, source, figures);
    if (hasFamily && model.kind != ModelKind::Lora)
        addPresets(body);
    body->addWidget(new TextLabel(tr("Notes"), TextStyle::Caption, Ink::Secondary, m_body));
    m_notes = new QPlainTextEdit(model.notes, m_body);
    m_notes->setAccessibleName(tr("Notes"));
    m_notes->setTabChangesFocus(true);
    m_notes->setFixedHeight(72);
    m_notes->installEventFilter(this);
    body->addWidget(m_notes);
    body->addStretch(1);
    addMissing(body, source, row);
}

void ModelPage::addSpeeds(QVBoxLayout *into, const MatrixSource &source, const LearnedFigures &figures)
{
    const comfy::FamilyPreset *preset = usualPreset(m_model.family());
    if (preset == nullptr || m_model.kind == ModelKind::Lora)
        return;
    const RunKey key{m_model.family(), qint64(preset->width) * preset->height, preset->frames, preset->steps};
    struct Speed
    {
        QString server;
        double seconds = 0;
    };
    std::vector<Speed> speeds;
    double longest = 0;
    for (size_t i = 0; i < source.servers.size(); ++i) {
        const Server &server = source.servers[i].server;
        if (!m_model.servers().contains(server.name) || figures.outcomes(server.id).completed == 0)
            continue;
        speeds.push_back({server.name, figures.expectedRun(server.id, key)});
        longest = std::max(longest, speeds.back().seconds);
    }
    auto *card = new Plate(Plate::Level::Card, m_body);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(12, 9, 12, 9);
    layout->setSpacing(2);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Speed, %1").arg(preset->name), TextStyle::Strong, Ink::Primary, card), 1);
    head->addWidget(
        new TextLabel(speeds.empty() ? tr("not measured yet") : tr("learned from its runs"), TextStyle::CaptionLight, Ink::Tertiary, card));
    layout->addLayout(head);
    for (const Speed &speed : speeds) {
        auto *row = new QHBoxLayout;
        auto *name = new TextLabel(speed.server, TextStyle::Caption, Ink::Primary, card);
        name->setFixedWidth(96);
        row->addWidget(name);
        auto *bar = new ProgressBar(card);
        bar->setFraction(longest > 0 ? speed.seconds / longest : 0);
        row->addWidget(bar, 1);
        auto *time = new TextLabel(spanWords(speed.seconds), TextStyle::Caption, Ink::Primary, card);
        time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        time->setFixedWidth(80);
        row->addWidget(time);
        layout->addLayout(row);
    }
    into->addWidget(card);
}

void ModelPage::addPresets(QVBoxLayout *into)
{
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Presets"), TextStyle::Caption, Ink::Secondary, m_body), 1);
    auto *plus = new IconButton(QStringLiteral("plus"), tr("New preset"), m_body);
    plus->setSide(24);
    connect(plus, &QAbstractButton::clicked, this, &ModelPage::newPreset);
    head->addWidget(plus);
    into->addLayout(head);
    const auto line = [&](const QString &title, const QString &words, bool isDefault, const std::function<void()> &edit) {
        auto *row = new QWidget(m_body);
        row->setFixedHeight(40);
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        auto *texts = new QVBoxLayout;
        texts->setSpacing(0);
        texts->addWidget(new TextLabel(title, TextStyle::Control, Ink::Primary, row));
        texts->addWidget(new TextLabel(words, TextStyle::CaptionLight, Ink::Secondary, row));
        layout->addLayout(texts, 1);
        if (isDefault) {
            auto *chip = new Chip(tr("default"), row);
            chip->setFocusPolicy(Qt::NoFocus);
            layout->addWidget(chip);
        }
        if (edit) {
            auto *button = new PushButton(tr("Edit"), ControlKind::Quiet, row);
            connect(button, &QAbstractButton::clicked, this, edit);
            layout->addWidget(button);
        }
        into->addWidget(row);
    };
    if (const comfy::ModelFamily *family = comfy::FamilyTable::builtIn().find(m_model.family())) {
        for (const comfy::FamilyPreset &preset : family->presets)
            line(preset.name == u"fast"      ? tr("Fast")
                 : preset.name == u"quality" ? tr("Quality")
                                             : preset.name,
                 presetWords(preset), false, {});
    }
    const auto shelf = PresetShelf::load(m_profile);
    if (!shelf) {
        into->addWidget(new TextLabel(shelf.error().text(), TextStyle::Caption, Ink::Danger, m_body));
        return;
    }
    for (const ModelPreset &preset : shelf->all()) {
        const bool isMeant = (preset.scope == PresetScope::Model && preset.target == m_model.name) ||
                             (preset.scope == PresetScope::Family && preset.target == m_model.family());
        if (isMeant)
            line(preset.name, presetWords(preset.params), preset.isDefault, [this, preset] { editPreset(preset); });
    }
}

void ModelPage::addMissing(QVBoxLayout *into, const MatrixSource &source, const MatrixRow &row)
{
    for (size_t i = 0; i < source.servers.size() && i < row.marks.size(); ++i) {
        if (row.marks[i] != MatrixMark::Missing)
            continue;
        const QString server = source.servers[i].server.name;
        const QString near = nearName(m_model, source.models, server);
        auto *card = new Plate(Plate::Level::Card, m_body);
        auto *layout = new QVBoxLayout(card);
        layout->setContentsMargins(12, 9, 12, 9);
        layout->setSpacing(4);
        layout->addWidget(new TextLabel(tr("Not on %1").arg(server), TextStyle::Strong, Ink::Warning, card));
        auto *words = new TextLabel((row.isNeeded ? tr("Waiting jobs need it and go elsewhere. ") : QString()) +
                                        (near.isEmpty() ? QString() : tr("It has %1.").arg(shortModel(near))),
                                    TextStyle::Body, Ink::Secondary, card);
        words->setWrap(true);
        words->setVisible(!words->text().isEmpty());
        layout->addWidget(words);
        auto *buttons = new QHBoxLayout;
        const QString folder = modelFolder(m_model.kind);
        auto *where = new PushButton(tr("Copy its folder: %1").arg(folder), ControlKind::Default, card);
        connect(where, &QAbstractButton::clicked, where, [folder] { QGuiApplication::clipboard()->setText(folder); });
        buttons->addWidget(where);
        buttons->addStretch(1);
        layout->addLayout(buttons);
        into->addWidget(card);
    }
}

void ModelPage::showPackage(const MatrixRow &row, const QStringList &classes, const MatrixSource &source)
{
    if (m_id == row.id)
        return;
    QVBoxLayout *body = begin(row.id, row.title);
    for (size_t i = 0; i < row.marks.size(); ++i)
        body->addWidget(new TextLabel(QStringLiteral("%1: %2").arg(source.servers[i].server.name, markWord(row.marks[i])), TextStyle::Body,
                                      row.marks[i] == MatrixMark::Missing ? Ink::Warning : Ink::Secondary, m_body));
    body->addWidget(new TextLabel(tr("Nodes"), TextStyle::Caption, Ink::Secondary, m_body));
    auto *list = new TextLabel(classes.mid(0, kMostClasses).join(u'\n'), TextStyle::Body, Ink::Primary, m_body);
    list->setWrap(true);
    body->addWidget(list);
    body->addStretch(1);
}

void ModelPage::showWorkflow(const OwnWorkflow &workflow, const MatrixRow &row, const MatrixSource &source)
{
    QVBoxLayout *body = begin(workflow.id, workflow.name);
    if (!workflow.description.isEmpty()) {
        auto *words = new TextLabel(workflow.description, TextStyle::Body, Ink::Secondary, m_body);
        words->setWrap(true);
        body->addWidget(words);
    }
    body->addWidget(new TextLabel(
        tr("%1 nodes, %2 inputs, %3 outputs").arg(workflow.graph.size()).arg(workflow.bindings.size()).arg(workflow.outputs.size()),
        TextStyle::Body, Ink::Primary, m_body));
    for (size_t i = 0; i < row.marks.size(); ++i) {
        const QString reason = row.reasons.value(static_cast<qsizetype>(i));
        auto *words =
            new TextLabel(QStringLiteral("%1: %2").arg(source.servers[i].server.name, reason.isEmpty() ? markWord(row.marks[i]) : reason),
                          TextStyle::Body, row.marks[i] == MatrixMark::Missing ? Ink::Warning : Ink::Secondary, m_body);
        words->setWrap(true);
        body->addWidget(words);
    }
    body->addWidget(new TextLabel(tr("Inputs"), TextStyle::Caption, Ink::Secondary, m_body));
    for (const Binding &binding : workflow.bindings)
        body->addWidget(
            new TextLabel(tr("%1: %2 of node %3").arg(binding.name, binding.field, binding.node), TextStyle::Body, Ink::Primary, m_body));
    body->addStretch(1);
    auto *remove = new PushButton(tr("Delete workflow"), ControlKind::Danger, m_body);
    connect(remove, &QAbstractButton::clicked, this, [this, id = workflow.id] { Q_EMIT workflowRemoveRequested(id); });
    body->addWidget(remove, 0, Qt::AlignLeft);
}

void ModelPage::newPreset()
{
    if (m_model.name.isEmpty() || m_id != m_model.name)
        return;
    ModelPreset preset;
    preset.scope = PresetScope::Model;
    editPreset(preset);
}

void ModelPage::editPreset(const ModelPreset &preset)
{
    auto *dialog = new PresetDialog(m_profile, preset, m_model.name, m_model.family(), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &ModelPage::presetsChanged);
    dialog->open();
}

void ModelPage::commitTexts()
{
    if (m_notes == nullptr || m_id.isEmpty())
        return;
    ModelRecord edited = m_model;
    edited.notes = m_notes->toPlainText();
    if (m_triggers) {
        edited.triggerWords.clear();
        for (const QString &word : m_triggers->text().split(u',', Qt::SkipEmptyParts))
            edited.triggerWords.append(word.trimmed());
    }
    if (edited == m_model)
        return;
    m_model = edited;
    send();
}

void ModelPage::send()
{
    Q_EMIT modelEdited(m_model);
}

bool ModelPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_notes && event->type() == QEvent::FocusOut)
        commitTexts();
    return Panel::eventFilter(watched, event);
}

} // namespace sc::ui

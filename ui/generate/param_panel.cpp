// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/param_panel.h"

#include "core/base/text.h"
#include "core/generation/continuation.h"
#include "core/generation/generation_service.h"
#include "core/generation/model_presets.h"
#include "core/generation/own_workflow.h"
#include "core/generation/prompt_tools.h"
#include "ui/generate/advanced_part.h"
#include "ui/generate/cast_row.h"
#include "ui/generate/generate_desk.h"
#include "ui/generate/lora_card.h"
#include "ui/generate/model_picker.h"
#include "ui/generate/prompt_box.h"
#include "ui/generate/seed_row.h"
#include "ui/generate/size_row.h"
#include "ui/generate/time_words.h"
#include "ui/generate/value_field.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QMenu>

#include <algorithm>
#include <cmath>

namespace sc::ui {

using namespace generation;

void ParamPanel::connectAll()
{
    connect(m_kind, &Segment::currentChanged, this, [this](int index) {
        commitTyping();
        m_desk.setKind(index == 1 ? comfy::MediaKind::Video : comfy::MediaKind::Image);
    });
    connect(m_model, &QAbstractButton::clicked, this, &ParamPanel::openModels);
    connect(m_server, &FieldChoice::currentChanged, this, [this] { m_desk.setServer(ServerId(m_server->value().toString())); });
    connect(m_fast, &QAbstractButton::clicked, this, [this] { choosePreset(QStringLiteral("fast")); });
    connect(m_quality, &QAbstractButton::clicked, this, [this] { choosePreset(QStringLiteral("quality")); });
    connect(m_own, &QAbstractButton::clicked, this, [this] {
        refreshPresets(); // the press alone changes nothing
        openOwnPresets(m_own);
    });
    connect(m_view, &QAbstractButton::clicked, this, [this](bool on) { showComposed(on); });
    connect(m_prompt, &PromptEdit::committed, this, [this](const QString &text) { (void)m_desk.setPrompt(text); });
    connect(m_prompt, &PromptEdit::typed, this, [this] {
        refreshMeter();
        refreshOutlook();
    });
    connect(m_negative, &PromptEdit::committed, this, [this](const QString &text) { (void)m_desk.setNegative(text); });
    for (PromptEdit *edit : {m_prompt, m_negative}) {
        connect(edit, &PromptEdit::submitted, this, [this] {
            commitTyping();
            m_desk.generate(false);
        });
    }
    connect(m_freeze, &QAbstractButton::clicked, this, [this] {
        const timeline::Clip *clip = m_desk.clip();
        if (!clip)
            return;
        timeline::ClipGeneration generation = clip->generation;
        QString &frozen = m_desk.kind() == comfy::MediaKind::Video ? generation.frozen.video : generation.frozen.image;
        const bool isFrozen = !frozen.isEmpty();
        const ComposedPrompt &composed = m_desk.draft().request.prompt;
        frozen = isFrozen ? QString() : composed.text;
        generation.frozen.negative = isFrozen ? QString() : composed.negative;
        (void)m_desk.setGeneration(isFrozen ? tr("Compose the prompt again") : tr("Freeze the prompt"), generation);
    });
    connect(m_variables, &QAbstractButton::clicked, this, &ParamPanel::openVariables);
    connect(m_history, &QAbstractButton::clicked, this, &ParamPanel::openHistory);
    connect(m_snippets, &QAbstractButton::clicked, this, &ParamPanel::openSnippets);
    const auto number = [this](ValueField *field, const char *key) {
        connect(field, &ValueField::committed, this, [this, key](double value) { (void)m_desk.setParam(QLatin1String(key), value); });
        connect(field, &ValueField::resetRequested, this, [this, key] { (void)m_desk.setParam(QLatin1String(key), QJsonValue()); });
    };
    number(m_steps, "steps");
    number(m_cfg, "cfg");
    number(m_frames, "frames");
    connect(m_motion, &ValueField::committed, this, [this](double value) {
        (void)m_desk.setParam(QStringLiteral("motion_bucket"), std::clamp(int(std::lround(1 + value * 254)), 1, 255));
    });
    connect(m_motion, &ValueField::resetRequested, this, [this] { (void)m_desk.setParam(QStringLiteral("motion_bucket"), QJsonValue()); });
    connect(m_start, &QAbstractButton::clicked, this, [this](bool on) {
        const timeline::Clip *clip = m_desk.clip();
        const auto before = clip ? clipBefore(m_desk.editor().timeline(), clip->id) : Result<ClipId>(ClipId());
        if (!clip || (on && !before))
            return;
        timeline::ClipGeneration generation = clip->generation;
        generation.continueFrom = on ? *before : ClipId();
        (void)m_desk.setGeneration(on ? tr("Start from the shot before") : tr("Begin on its own"), generation);
    });
    const auto upscale = [this] {
        const QJsonValue on = QJsonObject{{QStringLiteral("factor"), m_factor->value().toDouble()}};
        (void)m_desk.setParam(QStringLiteral("upscale"), m_upscale->isChecked() ? on : QJsonValue());
    };
    connect(m_upscale, &QAbstractButton::clicked, this, upscale);
    connect(m_factor, &FieldChoice::currentChanged, this, [this, upscale] {
        if (m_upscale->isChecked())
            upscale();
    });
    connect(m_more, &QAbstractButton::clicked, this, [this] { showAdvanced(!isAdvancedOpen()); });
    connect(m_generate, &QAbstractButton::clicked, this, [this] {
        commitTyping();
        m_desk.generate(false);
    });
    connect(m_menu, &QAbstractButton::clicked, this, &ParamPanel::openGenerateMenu);
    connect(&m_desk, &GenerateDesk::shotChanged, this, &ParamPanel::refresh);
    connect(&m_desk, &GenerateDesk::requestChanged, this, &ParamPanel::refresh);
    connect(&m_desk, &GenerateDesk::takesChanged, this, [this] { m_seed->refresh(); });
    connect(&m_desk, &GenerateDesk::outlookChanged, this, [this] {
        refreshModel();
        refreshOutlook();
    });
    connect(&m_desk.context().actions(), &ActionRegistry::keysChanged, this, &ParamPanel::refreshOutlook);
}

void ParamPanel::commitTyping()
{
    m_prompt->commitNow();
    m_negative->commitNow();
}

void ParamPanel::refresh()
{
    const timeline::Clip *clip = m_desk.clip();
    const bool movie = m_desk.kind() == comfy::MediaKind::Video;
    const bool editable = clip && !m_desk.isLocked();
    {
        const QSignalBlocker quiet(m_kind);
        m_kind->setCurrent(movie ? 1 : 0);
    }
    const QString words = !clip ? QString() : movie && !clip->videoPrompt.trimmed().isEmpty() ? clip->videoPrompt : clip->imagePrompt;
    m_prompt->setValue(words);
    m_prompt->setReadOnly(!editable);
    m_negative->setValue(clip ? clip->negativePrompt : QString());
    m_negative->setReadOnly(!editable);
    m_composed->setPrompt(clip ? m_desk.draft().request.prompt : ComposedPrompt());
    m_freeze->setText(m_desk.draft().request.prompt.isFrozen ? tr("Compose again") : tr("Freeze"));
    m_freeze->setEnabled(editable && !m_desk.draft().request.prompt.text.isEmpty());
    m_cast->refresh();
    m_cast->setEnabled(editable);
    m_size->refresh();
    const comfy::GenerationParams params = m_desk.effective();
    m_steps->setValue(params.steps.value_or(20), m_desk.isOwn("steps"));
    m_cfg->setValue(params.cfg.value_or(7), m_desk.isOwn("cfg"));
    m_frames->setValue(params.frames.value_or(25), m_desk.isOwn("frames"));
    const double fps = params.fps.value_or(24);
    m_frames->setHint(tr("%1 s").arg(QLocale().toString(double(params.frames.value_or(25)) / fps, 'f', 2)));
    m_motion->setValue(std::round((params.motionBucket - 1) / 254.0 * 100) / 100, m_desk.isOwn("motion_bucket"));
    m_movieRow->setVisible(movie);
    for (QWidget *field : {static_cast<QWidget *>(m_steps), static_cast<QWidget *>(m_cfg), static_cast<QWidget *>(m_frames),
                           static_cast<QWidget *>(m_motion), static_cast<QWidget *>(m_upscale), static_cast<QWidget *>(m_factor),
                           static_cast<QWidget *>(m_size), static_cast<QWidget *>(m_model)})
        field->setEnabled(editable);
    m_seed->refresh();
    m_loras->refresh();
    m_upscale->setChecked(params.upscale.has_value());
    if (params.upscale) {
        const QSignalBlocker quiet(m_factor);
        m_factor->setValue(params.upscale->factor);
    }
    refreshModel();
    refreshPresets();
    refreshStart();
    if (isAdvancedOpen())
        m_advanced->refresh();
    refreshMeter();
    refreshOutlook();
}

void ParamPanel::refreshModel()
{
    const Theme &theme = themeOf(this);
    const comfy::GenerationParams &params = m_desk.draft().request.params;
    const comfy::ModelFamily *family = m_desk.family();
    if (const OwnWorkflow *own = m_desk.workflow()) {
        m_model->setValue(own->name, tr("own workflow"), theme.semantic.info);
    } else {
        const QString name = params.model.isEmpty() ? (family ? family->name : params.family) : params.model.section(u'/', -1);
        int servers = 0;
        for (const PreflightPlace &place : m_desk.nodes().places())
            servers += place.nodes ? 1 : 0;
        const Outlook &outlook = m_desk.outlook();
        m_model->setValue(m_desk.clip() ? name : QString(),
                          params.model.isEmpty() ? tr("first that fits")
                          : family               ? family->name
                                                 : QString(),
                          !m_desk.clip()  ? QColor()
                          : outlook.waits ? theme.semantic.warning
                                          : theme.semantic.success);
    }
    std::vector<FieldChoice::Option> options{{tr("Automatic"), QString()}};
    int current = 0;
    if (const GenerationService *service = m_desk.service()) {
        for (const Server &server : service->servers()) {
            if (!server.active)
                continue;
            if (server.id == m_desk.server())
                current = int(options.size());
            options.push_back({m_desk.nodes().isOnline(server.id) ? server.name : tr("%1, offline").arg(server.name), server.id.text()});
        }
    }
    const QSignalBlocker quiet(m_server);
    m_server->setOptions(std::move(options), current);
}

void ParamPanel::refreshPresets()
{
    const comfy::GenerationParams params = m_desk.effective();
    const bool hasOwnValues = std::ranges::any_of(std::initializer_list<const char *>{"steps", "cfg", "sampler", "scheduler", "frames"},
                                                  [this](const char *key) { return m_desk.isOwn(key); });
    const QString locked = m_desk.isLocked() ? (m_desk.clip() ? tr("The shot is locked.") : tr("Choose a shot first.")) : QString();
    m_fast->setChecked(!hasOwnValues && params.preset == u"fast");
    m_quality->setChecked(!hasOwnValues && params.preset == u"quality");
    m_own->setChecked(hasOwnValues);
    QString own = tr("Own");
    if (hasOwnValues && m_desk.service()) {
        const auto shelf = PresetShelf::load(m_desk.service()->profile());
        const QJsonObject set = m_desk.clip()->generation.params;
        for (const ModelPreset &preset : shelf ? shelf->all() : std::vector<ModelPreset>()) {
            bool isIt = !preset.params.isEmpty() && (preset.target == params.family || preset.target == params.model);
            for (auto value = preset.params.begin(); value != preset.params.end(); ++value)
                isIt = isIt && set.value(value.key()) == value.value();
            if (isIt)
                own = preset.name;
        }
    }
    m_own->setText(own);
    for (PushButton *button : {m_fast, m_quality, m_own})
        button->setDisabledReason(locked);
}

void ParamPanel::refreshStart()
{
    const timeline::Clip *clip = m_desk.clip();
    const bool movie = m_desk.kind() == comfy::MediaKind::Video;
    m_startRow->setVisible(movie);
    if (!movie || !clip)
        return;
    const timeline::Timeline &t = m_desk.editor().timeline();
    const bool isOn = !clip->generation.continueFrom.isEmpty();
    const auto before = isOn ? Result<ClipId>(clip->generation.continueFrom) : clipBefore(t, clip->id);
    const timeline::Clip *from = before ? timeline::findClip(t, *before) : nullptr;
    const int number = from ? m_desk.editor().index().positionOf(from->id) + 1 : 0;
    m_startText->setText(from ? tr("Start from last frame of %1").arg(number > 0 ? QString::number(number) : from->name)
                              : tr("No shot comes before this one"));
    m_startText->setToolTip(from ? from->name : QString());
    m_start->setChecked(isOn);
    m_start->setEnabled(from != nullptr && !m_desk.isLocked());
}

void ParamPanel::refreshMeter()
{
    const QString family = m_desk.draft().request.params.family;
    // What was typed counts at once, with what the rest of the composed text has.
    const timeline::Clip *clip = m_desk.clip();
    const QString own = !clip                                                                                ? QString()
                        : m_desk.kind() == comfy::MediaKind::Video && !clip->videoPrompt.trimmed().isEmpty() ? clip->videoPrompt
                                                                                                             : clip->imagePrompt;
    const int tokens =
        std::max(0, estimatedTokens(m_desk.draft().request.prompt.text) - estimatedTokens(own) + estimatedTokens(m_prompt->toPlainText()));
    const int limit = tokenLimit(family);
    m_meter->setText(tr("about %1 of %2 tokens").arg(tokens).arg(limit));
    m_meter->setInk(tokens > limit ? Ink::Warning : Ink::Tertiary);
    m_meter->setToolTip(tokens > limit ? tr("The model's text encoder reads %1 at once; what comes behind counts less.").arg(limit)
                                       : QString());
}

QString ParamPanel::reason() const
{
    return m_notes->isVisibleTo(this) ? m_notes->text() : QString();
}

void ParamPanel::refreshOutlook()
{
    const Outlook &outlook = m_desk.outlook();
    QString reason = m_desk.reasonNot();
    // Typed, not stored yet: that reason is gone, or new.
    const timeline::Clip *clip = m_desk.clip();
    const bool hasWords = !m_prompt->toPlainText().trimmed().isEmpty();
    if (clip && m_desk.draft().problems.size() == 1 && hasWords && m_desk.draft().request.prompt.text.isEmpty())
        reason.clear();
    m_generate->setDisabledReason(reason);
    m_generate->setKeyCaps(m_desk.context().actions().shortcutText(QStringLiteral("generate.run")));
    m_menu->setEnabled(clip != nullptr);
    QStringList notes;
    if (!reason.isEmpty() && clip)
        notes.append(reason);
    else if (clip && outlook.waits)
        notes.append(outlook.hurdles.isEmpty()
                         ? tr("No server is online: the job waits in the queue until one is.")
                         : tr("No server can take it now; it waits in the queue. %1").arg(outlook.hurdles.mid(0, 2).join(u' ')));
    if (reason.isEmpty())
        notes += m_desk.draft().request.notes;
    m_notes->setText(notes.join(u' '));
    m_notes->setToolTip(outlook.hurdles.join(QChar(u'\n')));
    m_notes->setVisible(!notes.isEmpty());
    m_estimate->setText(!clip || outlook.seconds <= 0 ? QString()
                        : outlook.server.isEmpty()    ? tr("About %1 once a server is free").arg(durationWords(outlook.seconds))
                                                      : tr("About %1 on %2").arg(durationWords(outlook.seconds), outlook.server));
    m_room->setText(clip && outlook.bytes > 0 ? humanSize(outlook.bytes) : QString());
    m_room->setToolTip(clip ? tr("About so large, kept in the project as a take of “%1”").arg(clip->name) : QString());
}

void ParamPanel::showComposed(bool composed)
{
    if (composed)
        commitTyping();
    m_isComposed = composed;
    m_view->setChecked(composed);
    m_view->setKind(composed ? ControlKind::On : ControlKind::Quiet);
    m_prompt->setVisible(!composed);
    m_composed->setVisible(composed);
    m_freeze->setVisible(composed);
    for (IconButton *button : {m_variables, m_history, m_snippets})
        button->setVisible(!composed);
    refresh();
}

void ParamPanel::showAdvanced(bool open)
{
    m_advanced->setVisible(open);
    m_more->setIconName(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"));
    if (open)
        m_advanced->refresh();
}

bool ParamPanel::isAdvancedOpen() const
{
    return m_advanced->isVisibleTo(this);
}

void ParamPanel::openModels()
{
    openModelPicker(m_desk, window(), m_model);
}

void ParamPanel::choosePreset(const QString &name)
{
    QJsonObject values{{QStringLiteral("preset"), name}};
    for (const char *key : {"steps", "cfg", "sampler", "scheduler", "frames"})
        values.insert(QLatin1String(key), QJsonValue());
    (void)m_desk.setParams(tr("Choose preset"), values);
}

void ParamPanel::openOwnPresets(QWidget *anchor)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!m_desk.service())
        return;
    const ProfilePaths profile = m_desk.service()->profile();
    auto shelf = PresetShelf::load(profile);
    if (!shelf) {
        m_desk.editor().report(shelf.error());
        return;
    }
    const comfy::GenerationParams params = m_desk.effective();
    for (const ModelPreset &preset : shelf->all()) {
        if (preset.target != params.family && preset.target != params.model)
            continue;
        connect(menu->addAction(preset.name), &QAction::triggered, this,
                [this, preset] { (void)m_desk.setParams(tr("Choose preset"), preset.params); });
    }
    if (menu->isEmpty())
        menu->addAction(tr("No presets of your own yet"))->setEnabled(false);
    menu->addSeparator();
    connect(menu->addAction(tr("Save these values as a preset")), &QAction::triggered, this, [this, profile, params] {
        auto now = PresetShelf::load(profile);
        if (!now)
            return;
        ModelPreset preset;
        preset.target = params.family;
        preset.params = {{QStringLiteral("steps"), params.steps.value_or(20)}, {QStringLiteral("cfg"), params.cfg.value_or(7)}};
        if (!params.sampler.isEmpty())
            preset.params.insert(QStringLiteral("sampler"), params.sampler);
        if (!params.scheduler.isEmpty())
            preset.params.insert(QStringLiteral("scheduler"), params.scheduler);
        Result<> done = std::unexpected(Problem(ProblemCode::DuplicateResource, QString()));
        for (int number = 1; !done && done.error().code() == ProblemCode::DuplicateResource && number < 100; ++number) {
            preset.name = number == 1 ? tr("My %1").arg(params.preset) : tr("My %1 %2").arg(params.preset).arg(number);
            done = now->put(preset);
        }
        if (done)
            done = now->save(profile);
        if (!done) {
            m_desk.editor().report(done.error());
            return;
        }
        (void)m_desk.setParams(tr("Choose preset"), preset.params);
        refreshPresets();
    });
    menu->popup(anchor->mapToGlobal(QPoint(0, anchor->height() + 4)));
}

void ParamPanel::openGenerateMenu()
{
    commitTyping();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char *id : {"run", "next", "batch", "vary", "reproduce"}) {
        if (QAction *action = m_desk.context().actions().action(QLatin1String("generate.") + QLatin1String(id)))
            menu->addAction(action);
    }
    menu->popup(m_menu->mapToGlobal(QPoint(m_menu->width() - menu->sizeHint().width(), -menu->sizeHint().height() - 4)));
}

} // namespace sc::ui

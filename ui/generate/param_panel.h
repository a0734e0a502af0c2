// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/panel.h"

class QScrollArea;

namespace sc::ui {

class AdvancedPart;
class CastRow;
class ComposedView;
class FieldChoice;
class GenerateDesk;
class IconButton;
class LoraCard;
class PickerField;
class PromptEdit;
class PushButton;
class SeedRow;
class Segment;
class SizeRow;
class Switch;
class TextLabel;
class ValueField;

// The right side of the Generate screen: everything that the next take is made with, what that will take, and the button.
class ParamPanel : public Panel
{
    Q_OBJECT

public:
    explicit ParamPanel(GenerateDesk &desk, QWidget *parent = nullptr);

    [[nodiscard]] PromptEdit &prompt() const { return *m_prompt; }
    [[nodiscard]] PromptEdit &negative() const { return *m_negative; }
    [[nodiscard]] ComposedView &composed() const { return *m_composed; }
    [[nodiscard]] PushButton &generateButton() const { return *m_generate; }
    [[nodiscard]] SizeRow &sizeRow() const { return *m_size; }
    [[nodiscard]] SeedRow &seedRow() const { return *m_seed; }
    [[nodiscard]] LoraCard &loras() const { return *m_loras; }
    [[nodiscard]] AdvancedPart &advanced() const { return *m_advanced; }
    [[nodiscard]] ValueField &steps() const { return *m_steps; }
    [[nodiscard]] Segment &kind() const { return *m_kind; }
    [[nodiscard]] PickerField &modelField() const { return *m_model; }
    [[nodiscard]] FieldChoice &serverField() const { return *m_server; }
    [[nodiscard]] QString reason() const; // why Generate is off, or what to know before it
    void showComposed(bool composed);
    void showAdvanced(bool open);
    [[nodiscard]] bool isAdvancedOpen() const;
    void openModels();
    void commitTyping(); // what stands in the prompts goes into the shot now

private:
    void build(class QVBoxLayout *into);
    void buildPrompt(class QVBoxLayout *into);
    void buildNumbers(class QVBoxLayout *into);
    void buildBottom(class QVBoxLayout *into);
    void connectAll();
    void refresh();
    void refreshModel(); // and servers
    void refreshPresets();
    void refreshStart();
    void refreshOutlook();
    void refreshMeter();
    void choosePreset(const QString &name);
    void openOwnPresets(QWidget *anchor);
    void openHistory();
    void openSnippets();
    void openVariables();
    void openGenerateMenu();

    GenerateDesk &m_desk;
    Segment *m_kind = nullptr;
    PickerField *m_model = nullptr;
    FieldChoice *m_server = nullptr;
    PushButton *m_fast = nullptr;
    PushButton *m_quality = nullptr;
    PushButton *m_own = nullptr;
    PushButton *m_view = nullptr;
    PromptEdit *m_prompt = nullptr;
    ComposedView *m_composed = nullptr;
    PushButton *m_freeze = nullptr;
    TextLabel *m_meter = nullptr;
    IconButton *m_history = nullptr;
    IconButton *m_snippets = nullptr;
    IconButton *m_variables = nullptr;
    PromptEdit *m_negative = nullptr;
    CastRow *m_cast = nullptr;
    SizeRow *m_size = nullptr;
    ValueField *m_steps = nullptr;
    ValueField *m_cfg = nullptr;
    ValueField *m_frames = nullptr;
    ValueField *m_motion = nullptr;
    QWidget *m_movieRow = nullptr;
    SeedRow *m_seed = nullptr;
    LoraCard *m_loras = nullptr;
    QWidget *m_startRow = nullptr;
    TextLabel *m_startText = nullptr;
    Switch *m_start = nullptr;
    Switch *m_upscale = nullptr;
    FieldChoice *m_factor = nullptr;
    PushButton *m_more = nullptr;
    AdvancedPart *m_advanced = nullptr;
    TextLabel *m_notes = nullptr;
    TextLabel *m_estimate = nullptr;
    TextLabel *m_room = nullptr;
    PushButton *m_generate = nullptr;
    IconButton *m_menu = nullptr;
    bool m_isComposed = false;
};

} // namespace sc::ui

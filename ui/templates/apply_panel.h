// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/templates/template_desk.h"
#include "ui/widgets/panel.h"

#include <functional>

class QLabel;
class QScrollArea;

namespace sc::ui {

class PushButton;
class Segment;
class TextLabel;

// What applying would do, before it is done: which shots, every difference, the text of the first as it will be sent, and what it
// costs. Of a prompt template the texts that the shots would get.
class ApplyPanel : public Panel
{
    Q_OBJECT

public:
    explicit ApplyPanel(TemplateDesk &desk, QWidget *parent = nullptr);
    // `draft`: the style as it is in the form, saved or not.
    void setDraft(std::function<std::optional<generation::StyleTemplate>()> draft, std::function<bool()> isChanged);
    void refresh();
    [[nodiscard]] std::vector<ClipId> chosenShots() const; // the marked ones
    void toggleShot(const ClipId &clip);
    [[nodiscard]] generation::ApplyMode mode() const;
    void setMode(generation::ApplyMode mode);
    bool apply();
    void applyAndGenerate();
    [[nodiscard]] const generation::TemplatePreview &preview() const { return m_preview; }
    [[nodiscard]] PushButton *applyButton() const { return m_apply; }
    [[nodiscard]] QString composedHtml() const;

private:
    class Shots;
    class Rows;
    void showStyle(const generation::StyleTemplate &style);
    void showPrompt(const generation::PromptTemplate &prompt);
    [[nodiscard]] int staleOnes() const;

    TemplateDesk &m_desk;
    std::function<std::optional<generation::StyleTemplate>()> m_draft;
    std::function<bool()> m_isChanged;
    QSet<ClipId> m_left; // shots that were taken out by hand
    generation::TemplatePreview m_preview;
    TextLabel *m_title;
    Segment *m_mode;
    Shots *m_shots;
    Rows *m_rows;
    QScrollArea *m_rowsArea;
    TextLabel *m_composedTitle;
    QLabel *m_composed;
    TextLabel *m_legend;
    TextLabel *m_cost;
    TextLabel *m_leftOut;
    PushButton *m_apply;
    PushButton *m_generate;
};

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/templates/template_desk.h"
#include "ui/widgets/panel.h"

namespace sc::ui {

class LineField;
class PushButton;
class TextField;
class TextLabel;

// The open prompt template: words with variables and alternatives. A variable is put in where the cursor stands; one that is not
// known is named.
class PromptForm : public Panel
{
    Q_OBJECT

public:
    explicit PromptForm(TemplateDesk &desk, QWidget *parent = nullptr);
    void refresh();
    void save();
    void discard();
    void insertVariable(const QString &name);
    [[nodiscard]] LineField *name() const { return m_name; }
    [[nodiscard]] TextField *image() const { return m_image; }
    [[nodiscard]] PushButton *saveButton() const { return m_save; }

Q_SIGNALS:
    void menuRequested(QWidget *anchor);

private:
    [[nodiscard]] generation::PromptTemplate draft() const;
    void check();

    TemplateDesk &m_desk;
    QString m_loaded;
    generation::PromptTemplate m_original;
    bool m_isLoading = false;
    TextLabel *m_title;
    LineField *m_name;
    TextField *m_image;
    TextField *m_video;
    TextLabel *m_unknown;
    TextLabel *m_status;
    PushButton *m_save;
    PushButton *m_discard;
};

} // namespace sc::ui

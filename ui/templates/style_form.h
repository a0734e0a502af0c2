// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/templates/template_desk.h"
#include "ui/widgets/panel.h"

class QStackedWidget;
class QTabBar;

namespace sc::ui {

class FieldChoice;
class IconButton;
class LineField;
class LoraRows;
class PushButton;
class RowList;
class Switch;
class TextField;
class TextLabel;

// The open style as a form, its history and its takes. What is typed is a draft: a wrong value is marked with its rule, and saving
// waits for it. Saving makes a new version.
class StyleForm : public Panel
{
    Q_OBJECT

public:
    explicit StyleForm(TemplateDesk &desk, QWidget *parent = nullptr);
    void refresh(); // another one is open, or it was changed elsewhere
    [[nodiscard]] bool isChanged() const;
    [[nodiscard]] generation::StyleTemplate draft() const; // as typed; values that cannot be read are left out
    void save();
    void discard();
    void setFamilyModelWarning();

    [[nodiscard]] LineField *name() const { return m_name; }
    [[nodiscard]] TextField *prefix() const { return m_prefix; }
    [[nodiscard]] LineField *field(const QString &key) const { return m_values.value(key); } // "cfg", "steps", "more"
    [[nodiscard]] PushButton *saveButton() const { return m_save; }
    [[nodiscard]] QTabBar *tabs() const { return m_tabs; }
    [[nodiscard]] RowList *history() const { return m_history; }

Q_SIGNALS:
    void menuRequested(QWidget *anchor);
    void draftChanged(); // for those who show what it would do

private:
    class Head;
    QWidget *buildForm();
    QWidget *buildFoot();
    LineField *valueField(const QString &key, const QString &label);
    void load(const generation::StyleTemplate &style);
    void check();
    void showHistory();
    void showTakes();
    void restore(int version);
    [[nodiscard]] QString problemOf(const QString &key, const QString &text, QJsonObject &params) const;

    TemplateDesk &m_desk;
    QString m_loaded; // id of what the form holds; "new"
    generation::StyleTemplate m_original;
    bool m_isLoading = false;
    TextLabel *m_title = nullptr;
    TextLabel *m_version = nullptr;
    IconButton *m_star = nullptr;
    IconButton *m_more = nullptr;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_pages = nullptr;
    LineField *m_name = nullptr;
    LineField *m_category = nullptr;
    TextField *m_description = nullptr;
    TextField *m_prefix = nullptr;
    TextField *m_suffix = nullptr;
    TextField *m_negative = nullptr;
    FieldChoice *m_family = nullptr;
    QHash<QString, LineField *> m_values;
    TextLabel *m_modelWarning = nullptr;
    LoraRows *m_loras = nullptr;
    Switch *m_shared = nullptr;
    TextLabel *m_status = nullptr;
    PushButton *m_save = nullptr;
    PushButton *m_discard = nullptr;
    RowList *m_history = nullptr;
    RowList *m_takes = nullptr;
};

} // namespace sc::ui

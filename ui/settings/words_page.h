// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/openai/words_desk.h"

#include <QtWidgets/QWidget>

class QLineEdit;

namespace sc::ui {

class AppContext;
class FieldChoice;
class Hairline;
class PushButton;
class Switch;
class TextLabel;

// Which server helps with words: its address, key and model, and whether texts may go there. What the server says to it stands below.
class WordsPage : public QWidget
{
    Q_OBJECT

public:
    WordsPage(AppContext &context, openai::WordsDesk &desk, QWidget *parent = nullptr);

    [[nodiscard]] bool matches(const QString &wanted) const; // of a search for settings

    [[nodiscard]] QLineEdit &address() const { return *m_address; }
    [[nodiscard]] QLineEdit &key() const { return *m_key; }
    [[nodiscard]] FieldChoice &model() const { return *m_model; }
    [[nodiscard]] PushButton &modelsButton() const { return *m_ask; }
    [[nodiscard]] PushButton &keepButton() const { return *m_keep; }
    [[nodiscard]] PushButton &offButton() const { return *m_off; }
    [[nodiscard]] Switch &allowSwitch() const { return *m_allow; }
    [[nodiscard]] TextLabel &state() const { return *m_state; }
    [[nodiscard]] TextLabel &problem() const { return *m_problem; }

private:
    void build();
    void refresh(); // from what is stored
    void askModels();
    void keep();
    void turnOff();
    void setBusy(bool busy);
    void say(const Problem &problem);
    void showSent(const openai::Service *service);

    AppContext &m_context;
    openai::WordsDesk &m_desk;
    TextLabel *m_state;
    QLineEdit *m_address;
    QLineEdit *m_key;
    FieldChoice *m_model;
    PushButton *m_ask;
    PushButton *m_keep;
    PushButton *m_off;
    TextLabel *m_sent;
    QWidget *m_allowLine;
    Switch *m_allow;
    TextLabel *m_problem;
    bool m_isFilling = false;
};

} // namespace sc::ui

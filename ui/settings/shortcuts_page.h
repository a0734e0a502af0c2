// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/app_context.h"

#include <QtGui/QKeySequence>
#include <QtWidgets/QWidget>

#include <optional>

class QScrollArea;

namespace sc::ui {

class PushButton;
class SearchField;
class TextLabel;

// Every action with its keys, in groups. A press on the keys records the next sequence; what stands in the way is named
// right below with its ways out. Changes act at once and are kept in the profile.
class ShortcutsPage : public QWidget
{
    Q_OBJECT

public:
    explicit ShortcutsPage(AppContext &context, QWidget *parent = nullptr);

    [[nodiscard]] int countMatches(const QString &wanted) const; // 0 for an empty text
    [[nodiscard]] SearchField &search() const { return *m_search; }

    // What the rows do; also for keys. `slot` 0 or 1: the first or second sequence.
    void startRecording(const QString &id, int slot);
    void cancelRecording();
    [[nodiscard]] bool isRecording() const { return m_recording.has_value(); }
    [[nodiscard]] QString conflictText() const; // of the question that is open; empty: none
    void keepOld();                             // answers to it
    void takeOver();
    void swapKeys();
    void resetAction(const QString &id);
    void resetAll();
    bool exportTo(const QString &file);
    bool importFrom(const QString &file);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Rows;
    struct Recording
    {
        QString id;
        int slot = 0;
    };
    struct Question
    {
        QString id;
        int slot = 0;
        QKeySequence keys;
        QString other; // the action that has them
    };

    void rebuild();
    void recorded(const QKeySequence &keys);
    void assign(const QString &id, int slot, const QKeySequence &keys);
    void take(const QString &from, const QKeySequence &keys); // takes the sequence away
    void keep();
    void askExport();
    void askImport();

    AppContext &m_context;
    SearchField *m_search;
    TextLabel *m_count;
    PushButton *m_resetAll;
    QScrollArea *m_scroll;
    Rows *m_rows;
    std::optional<Recording> m_recording;
    std::optional<Question> m_question;
};

} // namespace sc::ui

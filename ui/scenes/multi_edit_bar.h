// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scenes/cell_edits.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

class FieldChoice;
class LineField;
class PushButton;
class TextLabel;
class TimelineEditor;

// Floats over the end of the table while two or more shots are chosen: six fields that say "mixed" where values differ.
// Only what was touched is changed, in all of them, as one step.
class MultiEditBar : public QWidget
{
    Q_OBJECT

public:
    explicit MultiEditBar(TimelineEditor &editor, QWidget *parent = nullptr);
    void refresh(); // of the editor's selection
    [[nodiscard]] int touchedFields() const;
    void forgetTouched(); // Esc: the fields are as before
    bool apply();         // false: a field was refused and says why
    [[nodiscard]] LineField *length() const { return m_length; }
    [[nodiscard]] LineField *shot() const { return m_shot; }
    [[nodiscard]] PushButton *applyButton() const { return m_apply; }

Q_SIGNALS:
    void closeRequested(); // nothing chosen any more
    void alternateRequested();
    void alignRequested();
    void deleteRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] Result<timeline::Timeline> edited();
    void refreshApply();

    TimelineEditor &m_editor;
    TextLabel *m_title;
    TextLabel *m_which;
    LineField *m_length;
    LineField *m_shot;
    LineField *m_motion;
    FieldChoice *m_scene;
    FieldChoice *m_camera;
    FieldChoice *m_lock;
    PushButton *m_apply;
    QString m_lengthText;
    QString m_shotText;
    QString m_motionText;
    std::vector<ClipId> m_clips;
    bool m_isFilling = false;
};

} // namespace sc::ui

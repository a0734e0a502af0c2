// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presentation/presentation.h"

#include <QtWidgets/QWidget>

class QPlainTextEdit;

namespace sc::ui {

class BackdropWidget;
class PushButton;
class TextLabel;

// The presenter's window: the picture as shown, the next one, notes, lyric and the clocks.
class NotesWindow : public QWidget
{
    Q_OBJECT

public:
    explicit NotesWindow(Presentation &show);
    [[nodiscard]] QString notesText() const;
    void setTextSize(int px); // 15..32

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    class Pictures;
    [[nodiscard]] QWidget *buildLeft();
    [[nodiscard]] QWidget *buildRight();
    void refresh();
    void refreshClocks();

    Presentation &m_show;
    Pictures *m_now = nullptr;
    Pictures *m_next = nullptr;
    Pictures *m_coming = nullptr;
    TextLabel *m_where = nullptr;
    TextLabel *m_origin = nullptr;
    TextLabel *m_lyric = nullptr;
    TextLabel *m_figures[4] = {};
    QPlainTextEdit *m_notes = nullptr;
    QTimer m_clock;
    int m_textSize = 20;
};

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/studio_controller.h"

namespace sc::ui {

class BusyRing;
class Panel;
class PushButton;
class TextLabel;

// The very first start: one place to drop a song on, what will happen to it, and what happens while it does.
class FirstRunPage : public QWidget
{
    Q_OBJECT

public:
    explicit FirstRunPage(QWidget *parent = nullptr);
    void setMaking(const std::optional<StudioController::Making> &making);

Q_SIGNALS:
    void chooseRequested();
    void demoRequested();
    void cancelRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    class Stage;
    QWidget *makeSteps();

    Stage *m_stage;
    TextLabel *m_title;
    TextLabel *m_sentence;
    TextLabel *m_formats;
    PushButton *m_choose;
    PushButton *m_demo;
    PushButton *m_cancel;
    BusyRing *m_ring;
    QWidget *m_above; // keeps the words below the wave
    QWidget *m_steps;
};

} // namespace sc::ui

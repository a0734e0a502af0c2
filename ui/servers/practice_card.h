// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/practice_host.h"
#include "ui/widgets/panel.h"

namespace sc::ui {

class FieldChoice;
class Segment;
class StateDot;
class Switch;
class TextLabel;

// The practice server: on and off, how fast, how much memory, and what is to go wrong with it.
class PracticeCard : public Panel
{
    Q_OBJECT

public:
    // The host must outlive this.
    explicit PracticeCard(generation::PracticeHost &host, QWidget *parent = nullptr);

    [[nodiscard]] Switch *powerSwitch() const { return m_power; }
    [[nodiscard]] Switch *faultSwitch(const QString &fault) const { return m_faults.value(fault); }
    [[nodiscard]] TextLabel *words() const { return m_words; }

Q_SIGNALS:
    void problemOccurred(const sc::Problem &problem);
    void serversTouched(); // the list of servers changed

private:
    void refresh();
    void setPower(bool on);
    void setSpeed(int index);
    void setMemory(int gigabytes);

    generation::PracticeHost &m_host;
    StateDot *m_dot;
    Switch *m_power;
    TextLabel *m_words;
    Segment *m_speed;
    FieldChoice *m_memory;
    TextLabel *m_faultWords;
    QHash<QString, Switch *> m_faults;
    bool m_isRefreshing = false;
};

} // namespace sc::ui

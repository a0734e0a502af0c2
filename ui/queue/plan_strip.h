// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/servers/generation_feed.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

// One job in time: waiting, loading, sampling, storing, with clock times. The past is filled, what is planned dashed purple, now
// a cyan line; a long wait before now is shortened.
class PlanStrip : public QWidget
{
    Q_OBJECT

public:
    explicit PlanStrip(QWidget *parent = nullptr);
    void show(const generation::Job &job, const GenerationFeed &feed);
    [[nodiscard]] QSize sizeHint() const override { return {400, 66}; }
    [[nodiscard]] QString title() const { return m_title; }   // "A take in 2 min 35 s"
    [[nodiscard]] QString source() const { return m_source; } // "learned from 62 runs"

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Phase
    {
        QString words;
        double from = 0; // share of the width
        double to = 0;
        bool isPlanned = false;
        bool isWork = false;
        bool isBad = false;
    };
    struct Mark
    {
        double at = 0;
        QString clock;
        QString words;
        bool isNow = false;
    };
    std::vector<Phase> m_phases;
    std::vector<Mark> m_marks;
    QString m_title;
    QString m_source;
};

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/still_choice.h"
#include "ui/queue/job_pictures.h"
#include "ui/queue/queue_desk.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QDialog>

#include <map>

class QButtonGroup;
class QVBoxLayout;

namespace sc::ui {

class PushButton;
class TextLabel;

// A picture to choose; one that is on its way or did not come says so and cannot be chosen.
class StillButton : public QAbstractButton
{
    Q_OBJECT

public:
    StillButton(JobPictures &pictures, QWidget *parent);
    void setJob(const generation::Job &job, int number);
    [[nodiscard]] QSize sizeHint() const override { return {184, 126}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    JobPictures &m_pictures;
    generation::Job m_job;
};

// Stills first, then the person: one picture for each shot that its videos start from. Shots without a choice go on waiting.
class StillDialog : public QDialog
{
    Q_OBJECT

public:
    StillDialog(GenerationFeed &feed, QueueDesk &desk, JobPictures &pictures, QWidget *parent);

    void refresh();
    [[nodiscard]] StillButton *picture(const generation::JobId &still) const; // null: it is not shown
    [[nodiscard]] PushButton *startButton() const { return m_start; }
    [[nodiscard]] TextLabel *note() const { return m_note; }
    [[nodiscard]] std::vector<generation::JobId> chosen() const;

private:
    struct Row
    {
        QWidget *host = nullptr;
        TextLabel *words = nullptr;
        std::map<QString, StillButton *> pictures; // by job
    };
    Row makeRow(const generation::StillChoice &choice);
    void refreshFoot();

    GenerationFeed &m_feed;
    QueueDesk &m_desk;
    JobPictures &m_pictures;
    std::map<QString, Row> m_rows; // by their pictures
    std::vector<generation::StillChoice> m_choices;
    QVBoxLayout *m_list = nullptr;
    TextLabel *m_empty = nullptr;
    TextLabel *m_note = nullptr;
    PushButton *m_start = nullptr;
};

} // namespace sc::ui

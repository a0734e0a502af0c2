// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/job.h"

#include <QtGui/QImage>
#include <QtWidgets/QWidget>

namespace sc::ui {

class GenerateDesk;
class PushButton;
class TextLabel;

// What is being made for the shot: its sampling picture, how far it is, why it runs there or why it waits, and a way to stop it.
class LiveCard : public QWidget
{
    Q_OBJECT

public:
    explicit LiveCard(GenerateDesk &desk, QWidget *parent = nullptr);
    void refresh();
    [[nodiscard]] QString job() const { return m_job; } // that it shows; empty: none
    [[nodiscard]] QSize sizeHint() const override { return {400, 86}; }

Q_SIGNALS:
    void pictureClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] QString reasonOf(const generation::Job &job) const;
    [[nodiscard]] QRectF pictureRect() const;
    void act();

    GenerateDesk &m_desk;
    QString m_job;
    QImage m_picture;
    double m_progress = -1;
    bool m_isFailed = false;
    TextLabel *m_title;
    TextLabel *m_step;
    TextLabel *m_left;
    TextLabel *m_reason;
    PushButton *m_action;
    PushButton *m_open;
};

} // namespace sc::ui

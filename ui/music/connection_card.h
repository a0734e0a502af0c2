// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/apple_account.h"
#include "ui/widgets/panel.h"

class QBoxLayout;

namespace sc::ui {

class PushButton;
class TextLabel;

// The connection in a few lines: whose key, until when it is signed, who is signed in, and the ways on.
class ConnectionCard : public Panel
{
    Q_OBJECT

public:
    explicit ConnectionCard(QWidget *parent = nullptr);

    void show(const accounts::AppleStatus &status, bool isTestEndpoint);
    void setBusy(bool busy); // Apple is being asked
    void setSigningIn(bool signingIn);
    using QWidget::show;

Q_SIGNALS:
    void checkRequested();
    void refreshRequested();
    void signInRequested();
    void disconnectRequested();
    void setupRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class Line;

    TextLabel *m_title;
    TextLabel *m_subtitle;
    Line *m_key;
    Line *m_token;
    Line *m_listener;
    TextLabel *m_problem;
    PushButton *m_check;
    PushButton *m_refresh;
    PushButton *m_leave;
    PushButton *m_signIn;
    PushButton *m_setup;
};

} // namespace sc::ui

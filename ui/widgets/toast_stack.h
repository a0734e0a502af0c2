// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/app_context.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

// Passing messages at the bottom right: 360 px, at most four, gone after 6 s; errors stay until they are closed.
// Lies over the window and lets the mouse through beside its toasts.
class ToastStack : public QWidget
{
    Q_OBJECT

public:
    explicit ToastStack(QWidget *window);

    void show(const Notice &notice);
    void closeAll();
    void setBottomMargin(int px); // above the transport
    [[nodiscard]] int count() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();

    QList<QWidget *> m_toasts; // oldest first
    int m_bottomMargin = 68;
};

} // namespace sc::ui

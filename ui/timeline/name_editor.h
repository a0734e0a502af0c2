// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QLineEdit>

#include <functional>

namespace sc::ui {

// A line of words edited where it is painted. Enter and leaving the field keep the words, Esc does not; calls `finished`
// once and deletes itself.
class NameEditor : public QLineEdit
{
    Q_OBJECT

public:
    NameEditor(const QString &text, const QString &accessibleName, int maxLength, QWidget *parent);

    std::function<void(bool keep, const QString &text)> finished;
    void finish(bool keep);

protected:
    bool event(QEvent *event) override;

private:
    bool m_isFinished = false;
};

} // namespace sc::ui

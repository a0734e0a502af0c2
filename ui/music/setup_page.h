// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"

#include <QtWidgets/QWidget>

class QLineEdit;

namespace sc::ui {

class PushButton;
class TextLabel;

// How to come to a key, step by step, and the fields for it: what Apple says to it stands below.
class SetupPage : public QWidget
{
    Q_OBJECT

public:
    explicit SetupPage(QWidget *parent = nullptr);

    void setCanGoBack(bool can); // there is a connection already
    void setBusy(bool busy);
    void showProblem(const Problem &problem);
    void clear();                         // fields and problem: secrets do not stay in them
    void chooseFile(const QString &path); // as the dialog does; reads the key id from the name

Q_SIGNALS:
    void keyGiven(const QByteArray &file, const QString &keyId, const QString &teamId);
    void tokenGiven(const QByteArray &token);
    void backRequested(); // there is a connection already

private:
    void submit();

    QLineEdit *m_file;
    QLineEdit *m_keyId;
    QLineEdit *m_teamId;
    QLineEdit *m_token;
    PushButton *m_go;
    PushButton *m_back;
    TextLabel *m_problem;
};

} // namespace sc::ui

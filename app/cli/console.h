// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/problem.h"

#include <QtCore/QByteArray>
#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonValue>
#include <QtCore/QString>

#include <mutex>

namespace sc::cli {

// What a command gives: text for people, JSON for scripts. One of them is printed.
struct Output
{
    QString text;
    QJsonValue json;
};

// The terminal: results to stdout, progress and problems to stderr. A progress bar appears only on a terminal.
// Any thread may report progress.
class Console
{
public:
    explicit Console(bool json);

    [[nodiscard]] bool isJson() const { return m_json; }
    void print(const Output &output) const;
    void printProblem(const Problem &problem) const;
    void notice(const QString &line); // stderr
    // A function to hand to long work; draws "label 42 %" on a terminal.
    [[nodiscard]] ProgressFn progress(const QString &label);
    void clearProgress();

private:
    void drawProgress(const QString &label, double fraction);

    bool m_json = false;
    bool m_terminal = false;
    std::mutex m_mutex;
    bool m_progressShown = false;
    QElapsedTimer m_sinceDraw;
};

// JSON as one document, also for values that are no object or array.
[[nodiscard]] QByteArray toJsonText(const QJsonValue &value);

} // namespace sc::cli

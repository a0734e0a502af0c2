// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include "app/cli/terminal.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <cstdio>

namespace sc::cli {

namespace {

constexpr int kBarWidth = 24;
constexpr qint64 kMinDrawMs = 80;

void write(std::FILE *stream, const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

} // namespace

QByteArray toJsonText(const QJsonValue &value)
{
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Indented);
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Indented);
    // QJsonDocument holds only objects and arrays; a lone value is the inside of a one-element array.
    QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return wrapped.mid(1, wrapped.size() - 2) + '\n';
}

Console::Console(bool json) : m_json(json), m_terminal(isTerminal(stderr)) {}

void Console::print(const Output &output) const
{
    if (m_json) {
        write(stdout, toJsonText(output.json));
        return;
    }
    QByteArray text = output.text.toUtf8();
    if (!text.isEmpty() && !text.endsWith('\n'))
        text.append('\n');
    write(stdout, text);
}

void Console::printProblem(const Problem &problem) const
{
    if (m_json)
        write(stdout, toJsonText(QJsonObject{{QStringLiteral("problem"), problem.toJson()}}));
    QString text = QStringLiteral("%1: %2\n").arg(problemCodeName(problem.code()), problem.text());
    if (!problem.entity().isEmpty())
        text += QStringLiteral("  %1: %2\n").arg(problem.entityKind(), problem.entity());
    if (!problem.detail().isEmpty())
        text += QStringLiteral("  %1\n").arg(problem.detail());
    QStringList ways;
    for (const ProblemAction &action : problem.actions())
        ways.append(action.label);
    if (!ways.isEmpty())
        text += QCoreApplication::translate("sc::cli", "  What you can do: %1\n").arg(ways.join(QStringLiteral(", ")));
    write(stderr, text.toUtf8());
}

void Console::notice(const QString &line)
{
    clearProgress();
    write(stderr, (line + QLatin1Char('\n')).toUtf8());
}

ProgressFn Console::progress(const QString &label)
{
    if (!m_terminal)
        return [](double) {}; // always callable: nobody has to ask whether there is a terminal
    return [this, label](double fraction) { drawProgress(label, fraction); };
}

void Console::drawProgress(const QString &label, double fraction)
{
    const std::lock_guard lock(m_mutex);
    if (m_progressShown && m_sinceDraw.elapsed() < kMinDrawMs && fraction < 1)
        return;
    m_sinceDraw.restart();
    m_progressShown = true;
    const int filled = static_cast<int>(std::clamp(fraction, 0.0, 1.0) * kBarWidth);
    const QString bar = QString(filled, u'█') + QString(kBarWidth - filled, u'░');
    write(stderr, QStringLiteral("\r\x1b[K%1 %2 %3 %").arg(bar, label).arg(qRound(fraction * 100)).toUtf8());
}

void Console::clearProgress()
{
    const std::lock_guard lock(m_mutex);
    if (m_progressShown)
        write(stderr, "\r\x1b[K");
    m_progressShown = false;
}

} // namespace sc::cli

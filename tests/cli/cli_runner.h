// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>
#include <QtCore/QStringList>
#include <QtCore/QTemporaryDir>

#include <memory>

class QProcess;

namespace sc::test {

struct CliResult
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
    [[nodiscard]] QJsonValue json() const; // undefined when stdout is no JSON
};

// storycanvas-cli of this build with a profile of its own in a temporary folder.
class Cli
{
public:
    Cli();
    [[nodiscard]] CliResult run(const QStringList &arguments) const;
    [[nodiscard]] CliResult runJson(const QStringList &arguments) const;
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &arguments) const; // running; for killing
    [[nodiscard]] QString path(const QString &name) const; // in the temporary folder

private:
    QTemporaryDir m_dir;
    QString m_program;
};

// A 16-bit mono WAV with a click on every beat and a louder, lower one on every fourth. Written, not encoded: tests
// need no encoder for it.
[[nodiscard]] bool writeClickSong(const QString &path, double bpm, double seconds);

} // namespace sc::test

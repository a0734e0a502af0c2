// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonArray>
#include <QtCore/QProcess>
#include <QtCore/QtEndian>

#include <cmath>
#include <numbers>
#include <vector>

namespace sc::test {

namespace {

constexpr int kRate = 44100;
constexpr int kTimeoutMs = 120'000;

void append16(QByteArray &bytes, int value)
{
    const qint16 little = qToLittleEndian(static_cast<qint16>(value));
    bytes.append(reinterpret_cast<const char *>(&little), 2);
}

void append32(QByteArray &bytes, qint64 value)
{
    const quint32 little = qToLittleEndian(static_cast<quint32>(value));
    bytes.append(reinterpret_cast<const char *>(&little), 4);
}

} // namespace

QJsonValue CliResult::json() const
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(out, &error);
    if (error.error != QJsonParseError::NoError)
        return QJsonValue(QJsonValue::Undefined);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

Cli::Cli() : m_program(qEnvironmentVariable("SC_BIN_DIR") + QStringLiteral("/storycanvas-cli")) {}

QString Cli::path(const QString &name) const
{
    return m_dir.filePath(name);
}

std::unique_ptr<QProcess> Cli::start(const QStringList &arguments) const
{
    auto process = std::make_unique<QProcess>();
    process->start(m_program, QStringList{QStringLiteral("--profile-dir"), path(QStringLiteral("profile"))} + arguments);
    return process;
}

CliResult Cli::run(const QStringList &arguments) const
{
    const std::unique_ptr<QProcess> process = start(arguments);
    CliResult result;
    if (!process->waitForFinished(kTimeoutMs)) {
        result.err = process->errorString().toUtf8();
        process->kill();
        process->waitForFinished();
        return result;
    }
    result.exitCode = process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1;
    result.out = process->readAllStandardOutput();
    result.err = process->readAllStandardError();
    return result;
}

CliResult Cli::runJson(const QStringList &arguments) const
{
    return run(QStringList{QStringLiteral("--json")} + arguments);
}

bool writeClickSong(const QString &path, double bpm, double seconds)
{
    const auto count = static_cast<size_t>(seconds * kRate);
    std::vector<double> samples(count, 0.0);
    for (int beat = 0;; ++beat) {
        const auto start = static_cast<size_t>(std::llround(beat * 60.0 / bpm * kRate));
        if (start >= count)
            break;
        const bool down = beat % 4 == 0;
        for (size_t i = 0; i < 3000 && start + i < count; ++i) {
            const double t = static_cast<double>(i) / kRate;
            samples[start + i] += (down ? 0.9 : 0.5) * std::exp(-t * 60) * std::sin(2 * std::numbers::pi * (down ? 110 : 1800) * t);
        }
    }
    QByteArray bytes("RIFF");
    append32(bytes, 36 + static_cast<qint64>(count) * 2);
    bytes.append("WAVEfmt ");
    append32(bytes, 16);
    append16(bytes, 1);
    append16(bytes, 1);
    append32(bytes, kRate);
    append32(bytes, kRate * 2);
    append16(bytes, 2);
    append16(bytes, 16);
    bytes.append("data");
    append32(bytes, static_cast<qint64>(count) * 2);
    for (const double sample : samples)
        append16(bytes, static_cast<int>(std::lround(sample * 30000)));
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace sc::test

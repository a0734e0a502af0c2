// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/null_sink.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QStandardPaths>
#include <QtCore/QThread>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>

namespace sc::bench {

namespace {

constexpr int kPatienceMs = 15'000;

bool pactl(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral("pactl"), arguments);
    return process.waitForFinished(kPatienceMs) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

void end(QProcess &process)
{
    if (process.state() == QProcess::NotRunning)
        return;
    process.terminate();
    if (!process.waitForFinished(5000)) {
        process.kill();
        process.waitForFinished(5000);
    }
}

} // namespace

std::int64_t steadyNow()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

NullSink::~NullSink()
{
    end(m_recorder);
    end(m_server);
}

bool NullSink::start()
{
    for (const char *program : {"pulseaudio", "pactl", "parec"}) {
        if (QStandardPaths::findExecutable(QLatin1String(program)).isEmpty())
            return false;
    }
    const QString socket = m_folder.filePath(QStringLiteral("native"));
    qputenv("PULSE_SERVER", "unix:" + socket.toUtf8());
    qputenv("PULSE_COOKIE", m_folder.filePath(QStringLiteral("cookie")).toUtf8());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "HOME"})
        environment.insert(QLatin1String(name), m_folder.path());
    m_server.setProcessEnvironment(environment);
    m_server.setStandardErrorFile(QProcess::nullDevice());
    m_server.start(QStringLiteral("pulseaudio"),
                   {QStringLiteral("-n"), QStringLiteral("--daemonize=no"), QStringLiteral("--exit-idle-time=-1"),
                    QStringLiteral("--use-pid-file=no"), QStringLiteral("--realtime=no"), QStringLiteral("--high-priority=no"),
                    QStringLiteral("-L"), QStringLiteral("module-native-protocol-unix auth-anonymous=1 socket=") + socket,
                    QStringLiteral("-L"), QStringLiteral("module-null-sink sink_name=bench rate=%1 channels=2").arg(kSampleRate)});
    if (!m_server.waitForStarted())
        return false;
    QObject::connect(&m_recorder, &QProcess::readyReadStandardOutput, &m_recorder, [this] { read(); });
    QElapsedTimer watch;
    watch.start();
    while (!pactl({QStringLiteral("info")})) {
        if (m_server.state() == QProcess::NotRunning || watch.elapsed() > kPatienceMs)
            return false;
        QThread::msleep(100);
    }
    return true;
}

bool NullSink::record()
{
    m_samples.clear();
    m_begun = 0;
    m_recorder.start(QStringLiteral("parec"), {QStringLiteral("--device=bench.monitor"), QStringLiteral("--format=s16le"),
                                               QStringLiteral("--rate=%1").arg(kSampleRate), QStringLiteral("--channels=1"),
                                               QStringLiteral("--latency-msec=10"), QStringLiteral("--process-time-msec=10")});
    return m_recorder.waitForStarted();
}

void NullSink::read()
{
    const QByteArray bytes = m_recorder.readAllStandardOutput();
    const std::int64_t now = steadyNow();
    const size_t before = m_samples.size();
    m_samples.resize(before + static_cast<size_t>(bytes.size()) / sizeof(std::int16_t));
    std::memcpy(m_samples.data() + before, bytes.constData(), (m_samples.size() - before) * sizeof(std::int16_t));
    const std::int64_t begun = now - static_cast<std::int64_t>(m_samples.size()) * 1'000'000'000 / kSampleRate;
    m_begun = before == 0 ? begun : std::min(m_begun, begun);
}

void NullSink::stopRecording()
{
    end(m_recorder);
    read();
}

std::vector<std::int64_t> NullSink::clicks() const
{
    constexpr size_t apart = kSampleRate / 4; // two clicks are never nearer
    int loudest = 0;
    for (const std::int16_t sample : m_samples)
        loudest = std::max(loudest, std::abs(int(sample)));
    std::vector<std::int64_t> found;
    if (loudest < 1000)
        return found;
    for (size_t i = 0; i < m_samples.size(); ++i) {
        if (std::abs(int(m_samples[i])) * 2 <= loudest)
            continue;
        found.push_back(m_begun + static_cast<std::int64_t>(i) * 1'000'000'000 / kSampleRate);
        i += apart;
    }
    return found;
}

} // namespace sc::bench

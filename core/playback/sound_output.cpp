// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/sound_output.h"

#include "core/playback/ring_device.h"

#include <QtCore/QCoreApplication>
#include <QtMultimedia/QAudioDevice>
#include <QtMultimedia/QAudioSink>
#include <QtMultimedia/QMediaDevices>

#include <array>

namespace sc::playback {

namespace {

constexpr int kSampleRate = 48000; // where the device has no say
constexpr auto kWatch = std::chrono::milliseconds(700);
constexpr auto kTick = std::chrono::milliseconds(8);
constexpr std::int64_t kPatience = 4'000'000'000; // ns without a sign of life, then a device counts as lost
constexpr std::int64_t kDrain = 400'000'000;      // ns that a device may take to play what it holds

// Float stereo at 48 kHz if the device takes it, else what it likes best, as far as RingDevice can write it.
QAudioFormat formatFor(const QAudioDevice &device)
{
    QAudioFormat format;
    format.setSampleRate(kSampleRate);
    format.setChannelCount(2);
    format.setSampleFormat(QAudioFormat::Float);
    if (device.isFormatSupported(format))
        return format;
    format.setSampleFormat(QAudioFormat::Int16);
    if (device.isFormatSupported(format))
        return format;
    format = device.preferredFormat();
    if (format.sampleFormat() != QAudioFormat::Float)
        format.setSampleFormat(QAudioFormat::Int16);
    return format;
}

} // namespace

SoundOutput::SoundOutput(std::shared_ptr<SoundControls> controls, bool mayUseDevice)
    : m_controls(std::move(controls)), m_mayUseDevice(mayUseDevice), m_timer(this), m_watch(this)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kTick);
    connect(&m_timer, &QTimer::timeout, this, &SoundOutput::tick);
}

SoundOutput::~SoundOutput() = default;

void SoundOutput::open()
{
    if (m_mayUseDevice) {
        m_devices = std::make_unique<QMediaDevices>();
        connect(m_devices.get(), &QMediaDevices::audioOutputsChanged, this, &SoundOutput::lookForChange);
        // Qt 6.4 on PulseAudio keeps its list of devices up to date, but does not always say that it changed.
        connect(&m_watch, &QTimer::timeout, this, &SoundOutput::lookForChange);
        m_watch.start(kWatch);
    }
    chooseDevice();
}

void SoundOutput::lookForChange()
{
    const QAudioDevice device = QMediaDevices::defaultAudioOutput();
    if (device.id() == m_deviceId)
        return;
    if (!device.isNull())
        chooseDevice();
    else if (m_sink)
        loseDevice(QString::fromUtf8(m_deviceId));
    else
        m_deviceId.clear();
}

void SoundOutput::chooseDevice()
{
    const bool wasBusy = m_session != nullptr;
    stop();
    m_sink.reset();
    const QAudioDevice device = m_mayUseDevice ? QMediaDevices::defaultAudioOutput() : QAudioDevice();
    m_deviceId = device.id();
    int sampleRate = kSampleRate;
    if (!device.isNull()) {
        const QAudioFormat format = formatFor(device);
        m_sink = std::make_unique<QAudioSink>(device, format);
        m_sink->setBufferSize(static_cast<qsizetype>(format.bytesForDuration(80'000)));
        if (!m_source)
            m_source = std::make_unique<RingDevice>(m_controls);
        sampleRate = format.sampleRate();
    }
    Q_EMIT outputChanged(m_sink != nullptr, sampleRate, wasBusy);
}

void SoundOutput::start(std::shared_ptr<PlaySession> session)
{
    stop();
    m_session = std::move(session);
    m_timer.start();
}

void SoundOutput::stop()
{
    m_timer.stop();
    if (m_isPlaying && m_sink)
        m_sink->reset(); // what the device still holds is not wanted any more
    m_isPlaying = false;
    m_session.reset();
}

void SoundOutput::shutDown()
{
    m_watch.stop();
    stop();
    m_sink.reset();
    m_source.reset();
    m_devices.reset();
}

void SoundOutput::tick()
{
    if (!m_session)
        return;
    if (!m_isPlaying) {
        if (m_session->isPrimed)
            begin();
        return;
    }
    if (m_sink)
        tickDevice();
    else
        tickSilent();
}

void SoundOutput::begin()
{
    m_isPlaying = true;
    m_startTime = steadyNow();
    m_lastProgress = m_startTime;
    m_lastHeard = 0;
    m_played = 0;
    if (m_sink) {
        m_source->begin(m_session, m_sink->format());
        m_sink->start(m_source.get());
    }
}

void SoundOutput::tickDevice()
{
    const std::int64_t rate = m_session->route.sampleRate;
    const std::int64_t heard = mulDivFloor(m_sink->processedUSecs(), rate, 1'000'000) - m_source->missed();
    m_session->observe(heard);
    if (heard != m_lastHeard) {
        m_lastHeard = heard;
        m_lastProgress = steadyNow();
    }
    const bool hasFailed =
        m_sink->error() == QAudio::FatalError || m_sink->error() == QAudio::IOError || m_sink->error() == QAudio::OpenError;
    if (hasFailed || steadyNow() - m_lastProgress > kPatience)
        loseDevice(QStringLiteral("error %1").arg(static_cast<int>(m_sink->error())));
    else if (m_session->limit && steadyNow() - m_startTime > mulDivRound(*m_session->limit, 1'000'000'000, rate) + kDrain)
        stop();
}

void SoundOutput::tickSilent()
{
    const std::int64_t rate = m_session->route.sampleRate;
    std::int64_t due = mulDivFloor(steadyNow() - m_startTime, rate, 1'000'000'000) - m_played;
    std::array<float, 1024> block{};
    while (due > 0) {
        const size_t wanted =
            static_cast<size_t>(std::min<std::int64_t>(due, std::ssize(block) / PlaySession::kChannels)) * PlaySession::kChannels;
        const size_t got = m_session->ring.read(std::span(block.data(), wanted));
        notePeaks(*m_session, std::span(block.data(), got));
        m_played += static_cast<std::int64_t>(got) / PlaySession::kChannels;
        due -= static_cast<std::int64_t>(got) / PlaySession::kChannels;
        if (got < wanted) {
            // The decoder is late: the time that was lost does not count.
            m_startTime += mulDivRound(due, 1'000'000'000, rate);
            break;
        }
    }
    m_session->observe(m_played);
    if (m_session->limit && m_played >= *m_session->limit)
        stop();
}

void SoundOutput::loseDevice(const QString &detail)
{
    stop();
    m_sink.reset();
    // One that is there and does not answer is not tried again until something changes.
    m_deviceId = QMediaDevices::defaultAudioOutput().id();
    Q_EMIT problemOccurred(
        Problem(ProblemCode::ExternalServiceError,
                QCoreApplication::translate("sc::playback", "The sound output does not answer. Playing goes on without sound."))
            .withDetail(detail));
    Q_EMIT outputChanged(false, kSampleRate, true);
}

} // namespace sc::playback

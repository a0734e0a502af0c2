// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/wav_writer.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QtEndian>

#include <algorithm>
#include <cmath>

namespace sc::interchange {

namespace {

constexpr qint64 kHeaderSize = 44;
constexpr qint64 kMaxBytes = 0xffffffffLL - kHeaderSize;
constexpr double kFullScale = 8'388'607; // 2^23 - 1

template<class Integer> void append(QByteArray &bytes, Integer value)
{
    char raw[sizeof(Integer)];
    qToLittleEndian(value, raw);
    bytes.append(raw, sizeof(Integer));
}

} // namespace

WavWriter::WavWriter(const QString &path, int sampleRate, int channels) : m_file(path), m_sampleRate(sampleRate), m_channels(channels) {}

Result<std::unique_ptr<WavWriter>> WavWriter::create(const QString &path, int sampleRate, int channels)
{
    std::unique_ptr<WavWriter> writer(new WavWriter(path, sampleRate, channels));
    if (!writer->m_file.open(QIODevice::WriteOnly | QIODevice::Truncate)) {
        return std::unexpected(
            Problem(ProblemCode::PermissionDenied, QCoreApplication::translate("sc::interchange", "“%1” cannot be written.").arg(path))
                .withDetail(writer->m_file.errorString()));
    }
    SC_TRY(writer->put(writer->header()));
    return writer;
}

QByteArray WavWriter::header() const
{
    const int blockSize = 3 * m_channels;
    QByteArray bytes("RIFF");
    append(bytes, static_cast<quint32>(m_bytes + kHeaderSize - 8 + m_bytes % 2));
    bytes += "WAVEfmt ";
    append(bytes, quint32(16));
    append(bytes, quint16(1)); // PCM
    append(bytes, static_cast<quint16>(m_channels));
    append(bytes, static_cast<quint32>(m_sampleRate));
    append(bytes, static_cast<quint32>(m_sampleRate * blockSize));
    append(bytes, static_cast<quint16>(blockSize));
    append(bytes, quint16(24));
    bytes += "data";
    append(bytes, static_cast<quint32>(m_bytes));
    return bytes;
}

Result<> WavWriter::put(const QByteArray &bytes)
{
    if (m_file.write(bytes) == bytes.size())
        return {};
    return std::unexpected(Problem(ProblemCode::InsufficientStorage,
                                   QCoreApplication::translate("sc::interchange", "The disk has no room for the sound of the song in “%1”.")
                                       .arg(QFileInfo(m_file).absolutePath()))
                               .withDetail(m_file.errorString()));
}

Result<> WavWriter::write(std::span<const float> samples)
{
    QByteArray bytes(static_cast<qsizetype>(samples.size()) * 3, Qt::Uninitialized);
    char *out = bytes.data();
    for (const float sample : samples) {
        const auto value = static_cast<std::int32_t>(std::lround(std::clamp(static_cast<double>(sample), -1.0, 1.0) * kFullScale));
        *out++ = static_cast<char>(value & 0xff);
        *out++ = static_cast<char>((value >> 8) & 0xff);
        *out++ = static_cast<char>((value >> 16) & 0xff);
    }
    if (m_bytes + bytes.size() > kMaxBytes)
        return std::unexpected(
            Problem(ProblemCode::FileTooLarge,
                    QCoreApplication::translate("sc::interchange", "The song is too long for a WAV file, which holds at most 4 GB.")));
    SC_TRY(put(bytes));
    m_bytes += bytes.size();
    return {};
}

Result<> WavWriter::writeSilence(std::int64_t frames)
{
    const std::vector<float> silence(static_cast<size_t>(frames * m_channels), 0.f);
    return write(silence);
}

Result<> WavWriter::finish()
{
    if (m_bytes % 2 != 0)
        SC_TRY(put(QByteArray(1, '\0'))); // chunks are padded to even sizes
    const bool rewound = m_file.seek(0);
    SC_TRY(put(header()));
    m_file.close();
    if (!rewound || m_file.error() != QFileDevice::NoError) {
        return std::unexpected(
            Problem(ProblemCode::InsufficientStorage,
                    QCoreApplication::translate("sc::interchange", "The sound of the song could not be finished in “%1”.")
                        .arg(m_file.fileName()))
                .withDetail(m_file.errorString()));
    }
    return {};
}

} // namespace sc::interchange

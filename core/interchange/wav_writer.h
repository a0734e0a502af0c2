// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QFile>

#include <memory>
#include <span>

namespace sc::interchange {

// Writes 24-bit PCM WAV, one or two channels: what every editor reads with the first sample where it belongs. One owner
// thread. INSUFFICIENT_STORAGE or PERMISSION_DENIED when the disk says so, FILE_TOO_LARGE beyond 4 GB.
class WavWriter
{
public:
    [[nodiscard]] static Result<std::unique_ptr<WavWriter>> create(const QString &path, int sampleRate, int channels);

    // Interleaved, -1..1; what lies beyond is clipped.
    [[nodiscard]] Result<> write(std::span<const float> samples);
    [[nodiscard]] Result<> writeSilence(std::int64_t frames);
    // Fills in the header's sizes and closes.
    [[nodiscard]] Result<> finish();
    [[nodiscard]] std::int64_t frames() const { return m_bytes / (3 * m_channels); }

private:
    WavWriter(const QString &path, int sampleRate, int channels);
    [[nodiscard]] QByteArray header() const;
    [[nodiscard]] Result<> put(const QByteArray &bytes);

    QFile m_file;
    int m_sampleRate;
    int m_channels;
    qint64 m_bytes = 0; // of samples
};

} // namespace sc::interchange

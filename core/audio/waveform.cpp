// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/waveform.h"

#include "core/audio/waveform_builder.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDataStream>
#include <QtCore/QIODevice>

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

constexpr quint32 kMagic = 0x53435746; // "SCWF"
constexpr quint16 kVersion = 1;
constexpr qint64 kPlanes = 6;
constexpr qint64 kMostPoints = 24LL * 3600 * 192000 / WaveformPyramid::kBaseStride; // 24 hours at 192 kHz
constexpr qint64 kBestRatio = 1100;                                                 // zlib cannot do better than about 1032 : 1

Problem damaged(const QString &why)
{
    return Problem(ProblemCode::FileDamaged,
                   QCoreApplication::translate("sc::audio", "The stored waveform is damaged. Analyse the song again."))
        .withDetail(why);
}

QByteArray planesOf(const std::vector<WaveformPoint> &points)
{
    // Plane by plane, and in differences, the same data packs to about half.
    QByteArray bytes;
    bytes.reserve(static_cast<qsizetype>(points.size()) * kPlanes);
    const auto addPlane = [&](auto field) {
        int last = 0;
        for (const WaveformPoint &point : points) {
            // Signed for the extremes, unsigned for the levels. NOLINTNEXTLINE(bugprone-signed-char-misuse)
            const int value = static_cast<int>(point.*field);
            bytes.append(static_cast<char>(value - last));
            last = value;
        }
    };
    addPlane(&WaveformPoint::min);
    addPlane(&WaveformPoint::max);
    addPlane(&WaveformPoint::rms);
    addPlane(&WaveformPoint::low);
    addPlane(&WaveformPoint::mid);
    addPlane(&WaveformPoint::high);
    return bytes;
}

std::vector<WaveformPoint> pointsOf(const QByteArray &bytes)
{
    std::vector<WaveformPoint> points(static_cast<size_t>(bytes.size() / kPlanes));
    qsizetype at = 0;
    const auto readPlane = [&](auto field) {
        using Value = std::remove_reference_t<decltype(points.front().*field)>;
        std::uint8_t last = 0;
        for (WaveformPoint &point : points) {
            last = static_cast<std::uint8_t>(last + static_cast<std::uint8_t>(bytes[at++]));
            point.*field = static_cast<Value>(last);
        }
    };
    readPlane(&WaveformPoint::min);
    readPlane(&WaveformPoint::max);
    readPlane(&WaveformPoint::rms);
    readPlane(&WaveformPoint::low);
    readPlane(&WaveformPoint::mid);
    readPlane(&WaveformPoint::high);
    return points;
}

qint64 pointsFor(qint64 samples)
{
    return (samples + WaveformPyramid::kBaseStride - 1) / WaveformPyramid::kBaseStride;
}

} // namespace

int WaveformPyramid::levelFor(Ticks span) const
{
    int level = 0;
    const std::int64_t samples = span.toSamples(sampleRate > 0 ? sampleRate : 1);
    while (level + 1 < static_cast<int>(levels.size()) && (std::int64_t(kBaseStride) << (level + 1)) <= samples)
        ++level;
    return level;
}

WaveformPoint WaveformPyramid::over(int level, Ticks from, Ticks to) const
{
    if (isEmpty() || sampleRate <= 0 || level < 0 || level >= static_cast<int>(levels.size()) || to <= from)
        return {};
    const std::vector<WaveformPoint> &points = levels[static_cast<size_t>(level)];
    const std::int64_t stride = std::int64_t(kBaseStride) << level;
    const std::int64_t firstSample = mulDivFloor(from.value(), sampleRate, Ticks::kPerSecond);
    const std::int64_t endSample = std::max(firstSample + 1, mulDivFloor(to.value() - 1, sampleRate, Ticks::kPerSecond) + 1);
    const std::int64_t first = std::max<std::int64_t>(0, mulDivFloor(firstSample, 1, stride));
    const std::int64_t end = std::min<std::int64_t>(std::ssize(points), mulDivFloor(endSample + stride - 1, 1, stride));
    if (first >= end)
        return {};
    WaveformPoint sum = points[static_cast<size_t>(first)];
    double power = 0;
    for (std::int64_t i = first; i < end; ++i) {
        const WaveformPoint &point = points[static_cast<size_t>(i)];
        sum.min = std::min(sum.min, point.min);
        sum.max = std::max(sum.max, point.max);
        sum.low = std::max(sum.low, point.low);
        sum.mid = std::max(sum.mid, point.mid);
        sum.high = std::max(sum.high, point.high);
        power += double(point.rms) * point.rms;
    }
    sum.rms = static_cast<std::uint8_t>(std::lround(std::sqrt(power / static_cast<double>(end - first))));
    return sum;
}

QByteArray toBytes(const WaveformPyramid &pyramid)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    const QByteArray packed = qCompress(planesOf(pyramid.isEmpty() ? std::vector<WaveformPoint>() : pyramid.levels.front()), 6);
    stream << kMagic << kVersion << qint32(pyramid.sampleRate) << qint64(pyramid.sampleCount) << packed;
    // zlib checks the packed part; this checks the rest.
    stream << qChecksum(QByteArrayView(bytes).first(bytes.size()));
    return bytes;
}

Result<WaveformPyramid> waveformFromBytes(const QByteArray &bytes)
{
    if (bytes.size() < 2 + 22)
        return std::unexpected(damaged(QStringLiteral("too short")));
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_4);
    quint32 magic = 0;
    quint16 version = 0;
    qint32 sampleRate = 0;
    qint64 sampleCount = 0;
    quint32 packedSize = 0;
    stream >> magic >> version >> sampleRate >> sampleCount >> packedSize;
    const qint64 headerSize = stream.device()->pos();
    if (magic != kMagic || version != kVersion)
        return std::unexpected(damaged(QStringLiteral("unknown form")));
    if (headerSize + qint64(packedSize) + 2 != bytes.size())
        return std::unexpected(damaged(QStringLiteral("wrong length")));
    quint16 checksum = 0;
    stream.skipRawData(static_cast<int>(packedSize));
    stream >> checksum;
    if (checksum != qChecksum(QByteArrayView(bytes).first(bytes.size() - 2)))
        return std::unexpected(damaged(QStringLiteral("checksum")));
    if (sampleRate < 0 || sampleCount < 0 || pointsFor(sampleCount) > kMostPoints)
        return std::unexpected(damaged(QStringLiteral("sample rate or count out of bounds")));
    const qint64 expected = pointsFor(sampleCount) * kPlanes;
    const QByteArray packed = bytes.mid(headerSize, packedSize);
    if (packed.size() < 4 || expected > (packed.size() + 64) * kBestRatio)
        return std::unexpected(damaged(QStringLiteral("more points than its bytes can hold")));
    QDataStream sizeReader(packed);
    quint32 unpackedSize = 0;
    sizeReader >> unpackedSize;
    if (unpackedSize != expected)
        return std::unexpected(damaged(QStringLiteral("unpacked size")));
    const QByteArray planes = qUncompress(packed);
    if (planes.size() != expected)
        return std::unexpected(damaged(QStringLiteral("packed data")));
    WaveformPyramid pyramid;
    pyramid.sampleRate = sampleRate;
    pyramid.sampleCount = sampleCount;
    if (expected > 0) {
        pyramid.levels.push_back(pointsOf(planes));
        buildUpperLevels(pyramid);
    }
    return pyramid;
}

} // namespace sc::audio

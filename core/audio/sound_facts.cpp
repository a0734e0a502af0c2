// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/sound_facts.h"

#include "core/audio/packed_bytes.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDataStream>
#include <QtCore/QIODevice>
#include <QtCore/QJsonArray>

#include <cmath>

namespace sc::audio {

namespace {

constexpr quint32 kPictureMagic = 0x53435350; // "SCSP"
constexpr quint16 kPictureVersion = 1;
constexpr qint64 kColumnSize = SpectrumPicture::kBands + SpectrumPicture::kNotes;
constexpr qint64 kHeaderSize = 8 + 4;
constexpr qint64 kMostColumns = 24LL * 3600 * 10;

QJsonValue numberOrNull(const std::optional<double> &value)
{
    return value && std::isfinite(*value) ? QJsonValue(*value) : QJsonValue();
}

template<size_t N> QJsonArray arrayOf(const std::array<double, N> &values)
{
    QJsonArray array;
    for (const double value : values)
        array.append(std::isfinite(value) ? std::round(value * 1e4) / 1e4 : 0.0);
    return array;
}

// Reads straight through and keeps the first complaint.
class FactReader
{
public:
    explicit FactReader(const QJsonObject &json) : m_json(json) {}

    [[nodiscard]] std::optional<double> maybe(const char *name, double low, double high)
    {
        const QJsonValue value = m_json.value(QLatin1String(name));
        if (value.isNull() || value.isUndefined())
            return std::nullopt;
        const double number = value.toDouble(low - 1);
        if (!value.isDouble() || !(number >= low && number <= high))
            complain(name);
        return number;
    }

    template<size_t N> void read(const char *name, std::array<double, N> &values)
    {
        const QJsonValue value = m_json.value(QLatin1String(name));
        if (value.isNull() || value.isUndefined())
            return;
        const QJsonArray array = value.toArray();
        if (array.size() != qsizetype(N))
            complain(name);
        for (size_t i = 0; i < N; ++i) {
            const QJsonValue entry = array.at(qsizetype(i));
            if (!entry.isDouble())
                complain(name);
            values[i] = entry.toDouble();
        }
    }

    [[nodiscard]] bool isGood() const { return m_bad.isEmpty(); }
    [[nodiscard]] Problem problem() const
    {
        return Problem(ProblemCode::ValidationError,
                       QCoreApplication::translate("sc::audio", "The song's analysis cannot be read. Analyse the song again."))
            .withDetail(QStringLiteral("%1 is out of its bounds or of the wrong kind").arg(m_bad));
    }

private:
    void complain(const char *name)
    {
        if (m_bad.isEmpty())
            m_bad = QLatin1String(name);
    }

    const QJsonObject &m_json;
    QString m_bad;
};

} // namespace

QString qualityWord(double score)
{
    if (score >= 85)
        return QStringLiteral("excellent");
    if (score >= 65)
        return QStringLiteral("good");
    return score >= 40 ? QStringLiteral("fair") : QStringLiteral("poor");
}

QJsonObject toJson(const SpectralDetail &detail)
{
    if (detail == SpectralDetail())
        return {};
    return {
        {QStringLiteral("bandwidth_hz"), numberOrNull(detail.bandwidthHz)},
        {QStringLiteral("rolloff_hz"), numberOrNull(detail.rolloffHz)},
        {QStringLiteral("flatness"), numberOrNull(detail.flatness)},
        {QStringLiteral("flux"), numberOrNull(detail.flux)},
        {QStringLiteral("rms_db"), numberOrNull(detail.rmsDb)},
        {QStringLiteral("stereo_width"), numberOrNull(detail.stereoWidth)},
        {QStringLiteral("crest_db"), numberOrNull(detail.crestDb)},
        {QStringLiteral("contrast_db"), arrayOf(detail.contrast)},
        {QStringLiteral("mfcc"), arrayOf(detail.mfcc)},
        {QStringLiteral("mfcc_spread"), arrayOf(detail.mfccSpread)},
    };
}

Result<SpectralDetail> spectralDetailFromJson(const QJsonObject &json)
{
    FactReader reader(json);
    SpectralDetail detail;
    detail.bandwidthHz = reader.maybe("bandwidth_hz", 0, 1e6);
    detail.rolloffHz = reader.maybe("rolloff_hz", 0, 1e6);
    detail.flatness = reader.maybe("flatness", 0, 1);
    detail.flux = reader.maybe("flux", 0, 1);
    detail.rmsDb = reader.maybe("rms_db", -1000, 1000);
    detail.stereoWidth = reader.maybe("stereo_width", 0, 1);
    detail.crestDb = reader.maybe("crest_db", -1000, 1000);
    reader.read("contrast_db", detail.contrast);
    reader.read("mfcc", detail.mfcc);
    reader.read("mfcc_spread", detail.mfccSpread);
    if (!reader.isGood())
        return std::unexpected(reader.problem());
    return detail;
}

QJsonObject toJson(const Quality &quality)
{
    if (quality == Quality())
        return {};
    return {
        {QStringLiteral("score"), numberOrNull(quality.score)},
        {QStringLiteral("clipped_samples"), static_cast<qint64>(quality.clippedSamples)},
        {QStringLiteral("clipping_share"), quality.clippingShare},
        {QStringLiteral("noise_floor_db"), numberOrNull(quality.noiseFloorDb)},
        {QStringLiteral("bandwidth_hz"), numberOrNull(quality.bandwidthHz)},
    };
}

Result<Quality> qualityFromJson(const QJsonObject &json)
{
    FactReader reader(json);
    Quality quality;
    quality.score = reader.maybe("score", 0, 100);
    quality.clippedSamples = static_cast<std::int64_t>(reader.maybe("clipped_samples", 0, 9e15).value_or(0));
    quality.clippingShare = reader.maybe("clipping_share", 0, 1).value_or(0);
    quality.noiseFloorDb = reader.maybe("noise_floor_db", -1000, 1000);
    quality.bandwidthHz = reader.maybe("bandwidth_hz", 0, 1e6);
    if (!reader.isGood())
        return std::unexpected(reader.problem());
    return quality;
}

// Row by row over time, and in differences, the same data packs to about half.
QByteArray toBytes(const SpectrumPicture &picture)
{
    const size_t columns = std::min(picture.bands.size(), picture.notes.size());
    QByteArray content;
    QDataStream stream(&content, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << qint64(picture.step.value()) << quint32(columns);
    content.reserve(kHeaderSize + qsizetype(columns) * kColumnSize);
    const auto addRows = [&](const auto &table) {
        for (size_t row = 0; row < std::tuple_size_v<typename std::decay_t<decltype(table)>::value_type>; ++row) {
            int last = 0;
            for (size_t column = 0; column < columns; ++column) {
                content.append(static_cast<char>(table[column][row] - last));
                last = table[column][row];
            }
        }
    };
    addRows(picture.bands);
    addRows(picture.notes);
    return packBytes(kPictureMagic, kPictureVersion, content);
}

Result<SpectrumPicture> spectrumPictureFromBytes(const QByteArray &bytes)
{
    SC_TRY_ASSIGN(content, unpackBytes(kPictureMagic, kPictureVersion, bytes, kHeaderSize + kMostColumns * kColumnSize));
    QDataStream stream(content);
    stream.setVersion(QDataStream::Qt_6_4);
    qint64 step = 0;
    quint32 columns = 0;
    stream >> step >> columns;
    if (stream.status() != QDataStream::Ok || step <= 0 || content.size() != kHeaderSize + qint64(columns) * kColumnSize)
        return std::unexpected(damagedBytes(QStringLiteral("step or number of columns")));
    SpectrumPicture picture;
    picture.step = Ticks(step);
    picture.bands.resize(columns);
    picture.notes.resize(columns);
    qsizetype at = kHeaderSize;
    const auto readRows = [&](auto &table) {
        for (size_t row = 0; row < std::tuple_size_v<typename std::decay_t<decltype(table)>::value_type>; ++row) {
            std::uint8_t last = 0;
            for (auto &column : table) {
                last = static_cast<std::uint8_t>(last + static_cast<std::uint8_t>(content[at++]));
                column[row] = last;
            }
        }
    };
    readRows(picture.bands);
    readRows(picture.notes);
    return picture;
}

} // namespace sc::audio

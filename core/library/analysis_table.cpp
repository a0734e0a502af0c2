// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/analysis_table.h"

#include "core/base/json.h"

#include <QtCore/QDateTime>

#include <algorithm>
#include <array>

namespace sc::library {

namespace {

constexpr size_t kOverviewPoints = 512;
constexpr qsizetype kPointBytes = 6;

QByteArray packed(const std::vector<audio::WaveformPoint> &points)
{
    QByteArray bytes;
    bytes.reserve(std::ssize(points) * kPointBytes);
    for (const audio::WaveformPoint &point : points) {
        const std::array<char, kPointBytes> one = {char(point.min), char(point.max), char(point.rms),
                                                   char(point.low), char(point.mid), char(point.high)};
        bytes.append(one.data(), kPointBytes);
    }
    return bytes;
}

std::vector<audio::WaveformPoint> unpacked(const QByteArray &bytes)
{
    std::vector<audio::WaveformPoint> points(size_t(bytes.size() / kPointBytes));
    for (size_t i = 0; i < points.size(); ++i) {
        const char *one = bytes.constData() + qsizetype(i) * kPointBytes;
        points[i] = {static_cast<std::int8_t>(one[0]),  static_cast<std::int8_t>(one[1]),  static_cast<std::uint8_t>(one[2]),
                     static_cast<std::uint8_t>(one[3]), static_cast<std::uint8_t>(one[4]), static_cast<std::uint8_t>(one[5])};
    }
    return points;
}

audio::WaveformPoint merged(std::span<const audio::WaveformPoint> points)
{
    audio::WaveformPoint result = points.front();
    unsigned sum = 0;
    for (const audio::WaveformPoint &point : points) {
        result.min = std::min(result.min, point.min);
        result.max = std::max(result.max, point.max);
        result.low = std::max(result.low, point.low);
        result.mid = std::max(result.mid, point.mid);
        result.high = std::max(result.high, point.high);
        sum += point.rms;
    }
    result.rms = static_cast<std::uint8_t>(sum / points.size());
    return result;
}

// Nothing, instead of an empty picture's header, where there is none.
QVariant pictureBytes(const audio::SpectrumPicture &picture)
{
    return picture.isEmpty() ? QVariant() : QVariant(audio::toBytes(picture));
}

// Of a row json, waveform, picture. The last two may be missing: history, and what an older engine stored.
Result<audio::Analysis> readAnalysis(const store::Statement &row)
{
    SC_TRY_ASSIGN(json, parseJsonObject(row.text(0).toUtf8(), QStringLiteral("analysis")));
    SC_TRY_ASSIGN(analysis, audio::analysisFromJson(json));
    if (!row.isNull(1)) {
        SC_TRY_ASSIGN(waveform, audio::waveformFromBytes(row.value(1).toByteArray()));
        analysis.waveform = std::move(waveform);
    }
    if (!row.isNull(2)) {
        SC_TRY_ASSIGN(picture, audio::spectrumPictureFromBytes(row.value(2).toByteArray()));
        analysis.picture = std::move(picture);
    }
    return analysis;
}

} // namespace

std::vector<audio::WaveformPoint> overviewOf(const audio::WaveformPyramid &pyramid)
{
    if (pyramid.isEmpty())
        return {};
    const std::vector<audio::WaveformPoint> &coarse = pyramid.levels.back();
    if (coarse.size() <= kOverviewPoints)
        return coarse;
    std::vector<audio::WaveformPoint> points;
    points.reserve(kOverviewPoints);
    for (size_t i = 0; i < kOverviewPoints; ++i) {
        const size_t from = i * coarse.size() / kOverviewPoints;
        const size_t to = (i + 1) * coarse.size() / kOverviewPoints;
        points.push_back(merged(std::span(coarse).subspan(from, to - from)));
    }
    return points;
}

Result<> AnalysisTable::add(const TrackId &track, const audio::Analysis &analysis)
{
    SC_TRY(retire(track));
    return m_db.execute(
        QStringLiteral("INSERT INTO analysis (id, track, level, engine_version, made_at, is_current, json, waveform, overview, picture) "
                       "SELECT ?, n, ?, ?, ?, 1, ?, ?, ?, ? FROM track WHERE id = ?"),
        {AnalysisId::create().text(), QString::fromLatin1(audio::kLevelNames[static_cast<size_t>(analysis.level)]), analysis.engineVersion,
         QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs), QString::fromUtf8(toCompactJson(audio::toJson(analysis))),
         audio::toBytes(analysis.waveform), packed(overviewOf(analysis.waveform)), pictureBytes(analysis.picture), track.text()});
}

Result<std::optional<audio::Analysis>> AnalysisTable::current(const TrackId &track) const
{
    SC_TRY_ASSIGN(rows, m_db.query(QStringLiteral("SELECT json, waveform, picture FROM analysis JOIN track ON track.n = analysis.track "
                                                  "WHERE track.id = ? AND is_current = 1"),
                                   {track.text()}));
    SC_TRY_ASSIGN(hasRow, rows.next());
    if (!hasRow)
        return std::nullopt;
    SC_TRY_ASSIGN(analysis, readAnalysis(rows));
    return analysis;
}

Result<std::vector<Library::AnalysisNote>> AnalysisTable::history(const TrackId &track) const
{
    // Ids rise with time, so two of one millisecond keep their order.
    SC_TRY_ASSIGN(rows, m_db.query(QStringLiteral("SELECT analysis.id, made_at, level, engine_version, is_current FROM analysis "
                                                  "JOIN track ON track.n = analysis.track WHERE track.id = ? "
                                                  "ORDER BY is_current DESC, made_at DESC, analysis.id DESC"),
                                   {track.text()}));
    std::vector<Library::AnalysisNote> notes;
    for (;;) {
        SC_TRY_ASSIGN(hasRow, rows.next());
        if (!hasRow)
            return notes;
        const auto level = std::ranges::find(audio::kLevelNames, rows.text(2), [](const char *name) { return QLatin1String(name); });
        notes.push_back(
            {AnalysisId(rows.text(0)), rows.text(1),
             level == audio::kLevelNames.end() ? audio::AnalysisLevel::Custom : static_cast<audio::AnalysisLevel>(level - audio::kLevelNames.begin()),
             static_cast<int>(rows.integer(3)), rows.integer(4) != 0});
    }
}

Result<audio::Analysis> AnalysisTable::byId(const AnalysisId &id) const
{
    SC_TRY_ASSIGN(rows, m_db.query(QStringLiteral("SELECT json, waveform, picture FROM analysis WHERE id = ?"), {id.text()}));
    SC_TRY_ASSIGN(hasRow, rows.next());
    if (!hasRow)
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, Library::tr("There is no such analysis any more."))
                                   .withEntity(QStringLiteral("analysis"), id.text()));
    return readAnalysis(rows);
}

Result<std::vector<audio::WaveformPoint>> AnalysisTable::overview(const TrackId &track) const
{
    SC_TRY_ASSIGN(bytes, m_db.value(QStringLiteral("SELECT overview FROM analysis JOIN track ON track.n = analysis.track "
                                                   "WHERE track.id = ? AND is_current = 1"),
                                    {track.text()}));
    return unpacked(bytes.toByteArray());
}

// History keeps what was found, not the pictures of it: those are most of the bytes.
Result<> AnalysisTable::retire(const TrackId &track)
{
    return m_db.execute(QStringLiteral("UPDATE analysis SET is_current = 0, waveform = NULL, overview = NULL, picture = NULL "
                                       "WHERE is_current = 1 AND track = (SELECT n FROM track WHERE id = ?)"),
                        {track.text()});
}

} // namespace sc::library

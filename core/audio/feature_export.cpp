// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/feature_export.h"

#include "core/audio/midi_export.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <algorithm>
#include <array>

namespace sc::audio {

namespace {

constexpr qsizetype kLongestList = 40; // longer ones are curves

struct FormatName
{
    const char *name;
    const char *suffix;
};
constexpr std::array<FormatName, kFeatureFormats> kFormats = {
    FormatName{"json", "json"}, {"csv", "csv"}, {"beats", "csv"}, {"sections", "csv"}, {"labels", "txt"}, {"sv", "csv"}, {"midi", "mid"}};

QByteArray seconds(Ticks time)
{
    return QByteArray::number(time.toSeconds(), 'f', 6);
}

// RFC 4180; a text that a spreadsheet would take for a formula gets an apostrophe.
QByteArray cell(QString text)
{
    static const QString formulaSigns = QStringLiteral("=+-@");
    bool isNumber = false;
    static_cast<void>(text.toDouble(&isNumber));
    if (!text.isEmpty() && !isNumber && formulaSigns.contains(text.front()))
        text.prepend(u'\'');
    if (text.contains(u',') || text.contains(u'"') || text.contains(u'\n'))
        return '"' + text.replace(u'"', QStringLiteral("\"\"")).toUtf8() + '"';
    return text.toUtf8();
}

QString scalarText(const QJsonValue &value)
{
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 12);
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    return value.toString();
}

// Every single fact of the report is a line; an object's confidence stands beside the facts in it.
class FactTable
{
public:
    QByteArray run(const QJsonObject &report)
    {
        m_csv = "feature,value,confidence\n";
        addObject(QString(), report);
        return m_csv;
    }

private:
    void addLine(const QString &path, const QJsonValue &value, const QJsonValue &confidence)
    {
        m_csv +=
            cell(path) + ',' + cell(scalarText(value)) + ',' + (confidence.isDouble() ? cell(scalarText(confidence)) : QByteArray()) + '\n';
    }

    void addObject(const QString &path, const QJsonObject &object)
    {
        const QJsonValue confidence = object.value(u"confidence");
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (it.key() == QLatin1String("confidence") || it.value().isNull())
                continue;
            const bool isItself = it.key() == QLatin1String("value");
            add(path.isEmpty() ? it.key() : isItself ? path : path + u'.' + it.key(), it.value(), confidence);
        }
    }

    void add(const QString &path, const QJsonValue &value, const QJsonValue &confidence)
    {
        if (value.isObject())
            addObject(path, value.toObject());
        else if (value.isArray())
            addList(path, value.toArray());
        else
            addLine(path, value, confidence);
    }

    void addList(const QString &path, const QJsonArray &list)
    {
        // Times have a file of their own, whatever their number.
        static const QStringList times = {QStringLiteral("beats"), QStringLiteral("beat_positions"), QStringLiteral("downbeats"),
                                          QStringLiteral("onsets")};
        if (list.size() > kLongestList || times.contains(path))
            return;
        for (qsizetype i = 0; i < list.size(); ++i) {
            const QString one = QStringLiteral("%1[%2]").arg(path).arg(i + 1);
            const QJsonObject object = list[i].toObject();
            // So have stretches of time.
            if (object.contains(u"start") || object.contains(u"time"))
                return;
            add(one, list[i], QJsonValue());
        }
    }

    QByteArray m_csv;
};

QByteArray beatTable(const std::vector<Beat> &beats)
{
    QByteArray csv = "time,bar,beat,downbeat\n";
    for (const Beat &beat : beats)
        csv += seconds(beat.time) + ',' + QByteArray::number(beat.bar) + ',' + QByteArray::number(beat.beatInBar) + ',' +
               (beat.isDownbeat() ? "1\n" : "0\n");
    return csv;
}

QByteArray sectionTable(const std::vector<Section> &sections)
{
    QByteArray csv = "start,end,label,energy,confidence\n";
    for (const Section &section : sections)
        csv += seconds(section.start) + ',' + seconds(section.end) + ',' + cell(section.label) + ',' +
               QByteArray::number(section.energy, 'f', 3) + ',' + QByteArray::number(section.confidence, 'f', 3) + '\n';
    return csv;
}

QByteArray placeName(const Beat &beat)
{
    return QByteArray::number(beat.bar) + '.' + QByteArray::number(beat.beatInBar);
}

// Start, end and text with tabs between; a label's two ends are one time for a beat.
QByteArray audacityLabels(const Analysis &analysis, const std::vector<Beat> &beats)
{
    struct Line
    {
        Ticks start;
        QByteArray text;
    };
    std::vector<Line> lines;
    for (size_t i = 0; i < analysis.map.sections.size(); ++i) {
        const Section &section = analysis.map.sections[i];
        QString title = sectionTitle(analysis.map, i);
        title.replace(u'\t', u' ');
        lines.push_back({section.start, seconds(section.start) + '\t' + seconds(section.end) + '\t' + title.toUtf8()});
    }
    for (const Beat &beat : beats)
        lines.push_back({beat.time, seconds(beat.time) + '\t' + seconds(beat.time) + '\t' + placeName(beat)});
    std::ranges::stable_sort(lines, {}, &Line::start);
    QByteArray text;
    for (const Line &line : lines)
        text += line.text + '\n';
    return text;
}

QByteArray instants(const std::vector<Beat> &beats)
{
    QByteArray csv;
    for (const Beat &beat : beats)
        csv += seconds(beat.time) + ',' + placeName(beat) + '\n';
    return csv;
}

Problem nothingThere(const QString &sentence)
{
    return Problem(ProblemCode::ValidationError, sentence);
}

} // namespace

QString featureFormatName(FeatureFormat format)
{
    return QLatin1String(kFormats[static_cast<size_t>(format)].name);
}

QString featureFormatSuffix(FeatureFormat format)
{
    return QLatin1String(kFormats[static_cast<size_t>(format)].suffix);
}

std::optional<FeatureFormat> featureFormatFromName(const QString &name)
{
    for (size_t i = 0; i < kFormats.size(); ++i) {
        if (name == QLatin1String(kFormats[i].name))
            return static_cast<FeatureFormat>(i);
    }
    return std::nullopt;
}

Result<QByteArray> exportFeatures(const Analysis &analysis, const QString &file, FeatureFormat format)
{
    const std::vector<Beat> beats = analysis.map.grid.beats();
    const bool needsBeats = format == FeatureFormat::Beats || format == FeatureFormat::SonicVisualiser || format == FeatureFormat::Midi;
    if (needsBeats && beats.empty())
        return std::unexpected(nothingThere(QCoreApplication::translate("sc::audio", "This song has no beats that could be written.")));
    if (format == FeatureFormat::Sections && analysis.map.sections.empty())
        return std::unexpected(nothingThere(QCoreApplication::translate("sc::audio", "This song has no sections that could be written.")));
    switch (format) {
    case FeatureFormat::Json:
        return QJsonDocument(toReportJson(analysis, file)).toJson(QJsonDocument::Indented);
    case FeatureFormat::Csv:
        return FactTable().run(toReportJson(analysis, file));
    case FeatureFormat::Beats:
        return beatTable(beats);
    case FeatureFormat::Sections:
        return sectionTable(analysis.map.sections);
    case FeatureFormat::Labels:
        if (beats.empty() && analysis.map.sections.empty())
            return std::unexpected(
                nothingThere(QCoreApplication::translate("sc::audio", "This song has neither beats nor sections that could be written.")));
        return audacityLabels(analysis, beats);
    case FeatureFormat::SonicVisualiser:
        return instants(beats);
    case FeatureFormat::Midi:
        return exportMidi(analysis);
    }
    return QByteArray();
}

} // namespace sc::audio

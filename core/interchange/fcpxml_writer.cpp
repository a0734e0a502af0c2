// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/fcpxml_document.h"
#include "core/interchange/file_url.h"
#include "core/interchange/rational_time.h"
#include "core/interchange/xml_tree.h"

#include <QtCore/QXmlStreamWriter>

#include <array>

namespace sc::interchange {

namespace {

struct NamedSize
{
    int width;
    int height;
    const char *word;
};
// Only sizes and rates whose names Final Cut is known to use; any other format goes without a name.
constexpr std::array<NamedSize, 4> kNamedSizes = {
    {{1280, 720, "720"}, {1920, 1080, "1080"}, {3840, 2160, "3840x2160"}, {4096, 2160, "4096x2160"}}};

struct NamedRate
{
    int numerator;
    int denominator;
    const char *word;
};
constexpr std::array<NamedRate, 8> kNamedRates = {{{24000, 1001, "2398"},
                                                   {24, 1, "24"},
                                                   {25, 1, "25"},
                                                   {30000, 1001, "2997"},
                                                   {30, 1, "30"},
                                                   {50, 1, "50"},
                                                   {60000, 1001, "5994"},
                                                   {60, 1, "60"}}};

QString formatName(const FcpxmlDocument &document)
{
    const char *size = nullptr;
    const char *rate = nullptr;
    for (const NamedSize &named : kNamedSizes) {
        if (named.width == document.width && named.height == document.height)
            size = named.word;
    }
    for (const NamedRate &named : kNamedRates) {
        if (named.numerator == document.rate.numerator() && named.denominator == document.rate.denominator())
            rate = named.word;
    }
    return size && rate ? QStringLiteral("FFVideoFormat%1p%2").arg(QLatin1String(size), QLatin1String(rate)) : QString();
}

// Commas separate keywords.
QString keywordOf(const QString &name)
{
    return xmlName(name).replace(u',', u';');
}

class Writer
{
public:
    Writer(const FcpxmlDocument &document, const QString &mediaFolder)
        : m_document(document),
          m_mediaFolder(mediaFolder),
          m_rate(document.rate),
          m_localStart(std::int64_t(3600) * document.rate.nominal()),
          m_xml(&m_bytes)
    {
    }

    QByteArray write()
    {
        m_xml.setAutoFormatting(true);
        m_xml.setAutoFormattingIndent(2);
        m_xml.writeStartDocument();
        m_xml.writeDTD(QStringLiteral("<!DOCTYPE fcpxml>"));
        start("fcpxml", {{"version", m_document.version}});
        writeResources();
        start("library", {});
        start("event", {{"name", xmlName(m_document.name)}});
        start("project", {{"name", xmlName(m_document.name)}});
        writeSequence();
        m_xml.writeEndDocument();
        return std::move(m_bytes);
    }

private:
    using Attributes = std::initializer_list<std::pair<const char *, QString>>;

    void attributes(const Attributes &values)
    {
        for (const auto &[name, value] : values) {
            if (!value.isNull())
                m_xml.writeAttribute(QLatin1String(name), value);
        }
    }
    void start(const char *name, const Attributes &values)
    {
        m_xml.writeStartElement(QLatin1String(name));
        attributes(values);
    }
    void empty(const char *name, const Attributes &values)
    {
        m_xml.writeEmptyElement(QLatin1String(name));
        attributes(values);
    }
    [[nodiscard]] QString time(std::int64_t frames) const { return frameTime(frames, m_rate); }
    [[nodiscard]] bool isOldGrammar() const { return m_document.version == QLatin1String("1.8"); }
    [[nodiscard]] QString nextId() { return QStringLiteral("r%1").arg(++m_ids); }

    void writeResources()
    {
        const QString width = QString::number(m_document.width);
        const QString height = QString::number(m_document.height);
        const QString name = formatName(m_document);
        m_format = nextId();
        m_stillFormat = nextId();
        start("resources", {});
        empty("format", {{"id", m_format},
                         {"name", name.isEmpty() ? QString() : name},
                         {"frameDuration", frameDuration(m_rate)},
                         {"width", width},
                         {"height", height},
                         {"colorSpace", QStringLiteral("1-1-1 (Rec. 709)")}});
        empty("format", {{"id", m_stillFormat},
                         {"name", QStringLiteral("FFVideoFormatRateUndefined")},
                         {"width", width},
                         {"height", height},
                         {"colorSpace", QStringLiteral("1-13-1")}});
        if (m_document.song)
            writeSongAsset(*m_document.song);
        for (const DocumentItem &item : m_document.items) {
            if (!item.isGap)
                writeStillAsset(item);
        }
        m_xml.writeEndElement();
    }

    void writeSongAsset(const DocumentSong &song)
    {
        m_songAsset = nextId();
        openAsset(song.mediaFile, {{"id", m_songAsset},
                                   {"name", song.mediaFile},
                                   {"start", QStringLiteral("0s")},
                                   {"duration", exactTime(Ticks::fromSamples(song.samples, kSongSampleRate))},
                                   {"hasAudio", QStringLiteral("1")},
                                   {"audioSources", QStringLiteral("1")},
                                   {"audioChannels", QString::number(song.channels)},
                                   {"audioRate", QString::number(kSongSampleRate)}});
    }

    void writeStillAsset(const DocumentItem &item)
    {
        m_stillAssets.push_back(nextId());
        openAsset(item.mediaFile, {{"id", m_stillAssets.back()},
                                   {"name", item.mediaFile},
                                   {"start", QStringLiteral("0s")},
                                   {"duration", QStringLiteral("0s")},
                                   {"hasVideo", QStringLiteral("1")},
                                   {"format", m_stillFormat},
                                   {"videoSources", isOldGrammar() ? QString() : QStringLiteral("1")}});
    }

    // Below 1.9 the file is an attribute of the asset, from 1.9 on an element of its own.
    void openAsset(const QString &mediaFile, const Attributes &values)
    {
        const QString url = fileUrl(m_mediaFolder + u'/' + mediaFile);
        start("asset", values);
        if (isOldGrammar())
            m_xml.writeAttribute(QStringLiteral("src"), url);
        else
            empty("media-rep", {{"kind", QStringLiteral("original-media")}, {"src", url}});
        m_xml.writeEndElement();
    }

    void writeSequence()
    {
        start("sequence", {{"format", m_format},
                           {"tcStart", time(m_document.tcStart)},
                           {"tcFormat", QStringLiteral("NDF")},
                           {"duration", time(m_document.length)},
                           {"audioLayout", QStringLiteral("stereo")},
                           {"audioRate", QStringLiteral("48k")}});
        start("spine", {});
        size_t still = 0;
        for (size_t i = 0; i < m_document.items.size(); ++i) {
            const DocumentItem &item = m_document.items[i];
            startItem(item, item.isGap ? QString() : m_stillAssets[still++]);
            if (!item.note.isEmpty())
                m_xml.writeTextElement(QStringLiteral("note"), xmlText(item.note));
            if (i == 0 && m_document.song)
                writeSong(*m_document.song, item);
            writeItemMarkers(item);
            m_xml.writeEndElement();
        }
    }

    void startItem(const DocumentItem &item, const QString &asset)
    {
        const QString offset = time(m_document.tcStart + item.start);
        const QString name = xmlName(item.name);
        if (item.isGap)
            start("gap", {{"name", name}, {"offset", offset}, {"start", time(m_localStart)}, {"duration", time(item.length)}});
        else
            start("video",
                  {{"ref", asset}, {"offset", offset}, {"name", name}, {"start", time(m_localStart)}, {"duration", time(item.length)}});
    }

    // On lane -1 of the first item, whose own time begins at m_localStart.
    void writeSong(const DocumentSong &song, const DocumentItem &host)
    {
        start("asset-clip", {{"ref", m_songAsset},
                             {"lane", QStringLiteral("-1")},
                             {"offset", time(m_localStart + song.start - host.start)},
                             {"name", xmlName(song.title)},
                             {"start", time(song.in)},
                             {"duration", time(song.length)},
                             {"audioRole", QStringLiteral("music")}});
        if (song.gainDb != 0)
            empty("adjust-volume", {{"amount", QString::number(song.gainDb, 'g', 6)}});
        for (const DocumentMarker &marker : song.markers)
            writeMarker(marker, exactTime(marker.time));
        m_xml.writeEndElement();
    }

    void writeItemMarkers(const DocumentItem &item)
    {
        for (const DocumentMarker &marker : item.markers)
            writeMarker(marker, time(m_localStart + m_rate.frameAt(marker.time, Rounding::Nearest) - item.start));
        if (!item.keyword.isEmpty())
            empty("keyword", {{"start", time(m_localStart)}, {"duration", time(item.length)}, {"value", keywordOf(item.keyword)}});
    }

    void writeMarker(const DocumentMarker &marker, const QString &at)
    {
        const QString note = marker.note.isEmpty() ? QString() : xmlText(marker.note);
        const QString name = xmlName(marker.name);
        if (marker.kind == DocumentMarker::Kind::Chapter)
            empty("chapter-marker",
                  {{"start", at}, {"duration", time(1)}, {"value", name}, {"note", note}, {"posterOffset", QStringLiteral("0s")}});
        else
            empty("marker", {{"start", at},
                             {"duration", time(1)},
                             {"value", name},
                             {"completed", marker.kind == DocumentMarker::Kind::ToDo ? QStringLiteral("0") : QString()},
                             {"note", note}});
    }

    const FcpxmlDocument &m_document;
    QString m_mediaFolder;
    FrameRate m_rate;
    std::int64_t m_localStart; // frames: every item's own timeline begins at one hour, as in Final Cut's own files
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
    int m_ids = 0;
    QString m_format;
    QString m_stillFormat;
    QString m_songAsset;
    std::vector<QString> m_stillAssets;
};

} // namespace

QByteArray writeFcpxml(const FcpxmlDocument &document, const QString &mediaFolder)
{
    return Writer(document, mediaFolder).write();
}

} // namespace sc::interchange

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/fcpxml.h"
#include "core/interchange/fcpxml_sequence.h"
#include "core/interchange/file_url.h"
#include "core/interchange/rational_time.h"

#include <QtCore/QCoreApplication>

namespace sc::interchange {

namespace {

Result<Ticks> timeOf(const XmlNode &node, QLatin1String attribute, Ticks absent)
{
    if (!node.has(attribute))
        return absent;
    const auto time = RationalTime::parse(node.attribute(attribute));
    if (!time) {
        return std::unexpected(xmlProblem(
            QCoreApplication::translate("sc::interchange", "“%1” is no time").arg(node.attribute(attribute).left(40)), node.line));
    }
    return time->nearestTicks();
}

class Reader
{
public:
    explicit Reader(const XmlNode &root) : m_root(root) {}

    Result<ReadFcpxml> read()
    {
        SC_TRY_ASSIGN(sequence, findSequence(m_root));
        m_read.version = m_root.attribute(QLatin1String("version"));
        m_resources = resourcesOf(m_root);
        SC_TRY(readFormat(*sequence));
        SC_TRY_ASSIGN(tcStart, timeOf(*sequence, QLatin1String("tcStart"), {}));
        SC_TRY_ASSIGN(duration, timeOf(*sequence, QLatin1String("duration"), {}));
        m_tcStart = tcStart;
        m_read.duration = duration;
        if (const XmlNode *spine = sequence->child(QLatin1String("spine")))
            SC_TRY(readSpine(*spine));
        sequence->visit([&](const XmlNode &node) {
            if (node.name == QLatin1String("marker") || node.name == QLatin1String("chapter-marker"))
                ++m_read.markers;
        });
        return std::move(m_read);
    }

private:
    Result<> readFormat(const XmlNode &sequence)
    {
        const XmlNode *format = m_resources.value(sequence.attribute(QLatin1String("format")));
        const auto frame = format ? RationalTime::parse(format->attribute(QLatin1String("frameDuration"))) : std::nullopt;
        const auto ticks = frame ? frame->exactTicks() : std::nullopt;
        for (const FrameRate rate : FrameRate::supported()) {
            if (ticks && *ticks == rate.frameLength()) {
                m_read.frameRate = rate;
                m_read.width = format->attribute(QLatin1String("width")).toInt();
                m_read.height = format->attribute(QLatin1String("height")).toInt();
                return {};
            }
        }
        return std::unexpected(
            xmlProblem(QCoreApplication::translate("sc::interchange", "its sequence has no frame rate that is supported"), sequence.line));
    }

    Result<> readSpine(const XmlNode &spine)
    {
        Ticks cursor = m_tcStart;
        for (const XmlNode &node : spine.children) {
            if (!isStoryItem(node))
                continue;
            SC_TRY_ASSIGN(offset, timeOf(node, QLatin1String("offset"), cursor));
            const XmlNode &shown = pickOf(node);
            SC_TRY_ASSIGN(clip, readClip(shown, offset - m_tcStart));
            SC_TRY(readConnected(shown, clip));
            cursor = std::min(offset + clip.length, Ticks::seconds(1'000'000'000)); // hostile lengths must not overflow
            m_read.spine.push_back(std::move(clip));
        }
        return {};
    }

    Result<ReadClip> readClip(const XmlNode &node, Ticks start)
    {
        ReadClip clip;
        clip.name = node.attribute(QLatin1String("name"));
        clip.start = start;
        clip.isGap = node.name == QLatin1String("gap");
        const XmlNode *asset = m_resources.value(node.attribute(QLatin1String("ref")));
        SC_TRY_ASSIGN(assetDuration, asset ? timeOf(*asset, QLatin1String("duration"), {}) : Result<Ticks>(Ticks()));
        SC_TRY_ASSIGN(length, timeOf(node, QLatin1String("duration"), assetDuration));
        if (length < Ticks())
            return std::unexpected(xmlProblem(QCoreApplication::translate("sc::interchange", "a clip has a negative length"), node.line));
        clip.length = length;
        if (asset)
            clip.mediaFile = pathOfFileUrl(mediaUrl(*asset));
        return clip;
    }

    // The first clip with sound alone, connected below the storyline, is the song.
    Result<> readConnected(const XmlNode &host, const ReadClip &hostClip)
    {
        SC_TRY_ASSIGN(hostStart, timeOf(host, QLatin1String("start"), {}));
        for (const XmlNode &node : host.children) {
            const XmlNode *asset = m_resources.value(node.attribute(QLatin1String("ref")));
            const bool isSound = asset && asset->attribute(QLatin1String("hasAudio")) == QLatin1String("1") &&
                                 asset->attribute(QLatin1String("hasVideo")) != QLatin1String("1");
            if (m_read.song || !isStoryItem(node) || !isSound)
                continue;
            SC_TRY_ASSIGN(offset, timeOf(node, QLatin1String("offset"), hostStart));
            SC_TRY_ASSIGN(song, readClip(node, hostClip.start + offset - hostStart));
            m_read.song = std::move(song);
        }
        return {};
    }

    const XmlNode &m_root;
    QHash<QString, const XmlNode *> m_resources;
    Ticks m_tcStart;
    ReadFcpxml m_read;
};

} // namespace

Result<ReadFcpxml> readFcpxml(const QByteArray &xml)
{
    SC_TRY_ASSIGN(root, parseXml(xml));
    return Reader(root).read();
}

} // namespace sc::interchange

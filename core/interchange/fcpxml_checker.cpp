// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/fcpxml.h"
#include "core/interchange/fcpxml_sequence.h"
#include "core/interchange/file_url.h"
#include "core/interchange/rational_time.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QSet>

#include <array>

namespace sc::interchange {

namespace {

constexpr qsizetype kMaxBreaches = 500; // a broken file says the same thing on every line

constexpr Ticks kFarthest = Ticks::seconds(1'000'000'000); // keeps sums of hostile lengths inside 64 bits

QString translated(const char *text)
{
    return QCoreApplication::translate("sc::interchange", text);
}

class Checker
{
public:
    Checker(const XmlNode &root, MediaLookup media) : m_root(root), m_media(media) {}

    QStringList run()
    {
        const auto sequence = findSequence(m_root);
        if (!sequence)
            return {sequence.error().text()};
        m_resources = resourcesOf(m_root);
        checkIds();
        m_root.visit([&](const XmlNode &node) { checkTimes(node); });
        m_root.visit([&](const XmlNode &node) { checkReferences(node); });
        for (const XmlNode *resource : std::as_const(m_resources)) {
            if (resource->name == QLatin1String("asset"))
                checkMedia(*resource);
        }
        checkSequence(**sequence);
        return std::move(m_breaches);
    }

private:
    void add(const XmlNode &node, const QString &text)
    {
        if (m_breaches.size() >= kMaxBreaches)
            return;
        const QString name = node.attribute(QLatin1String("name"));
        const QString who = name.isEmpty() ? QStringLiteral("<%1>").arg(node.name) : QStringLiteral("<%1> “%2”").arg(node.name, name);
        m_breaches += QCoreApplication::translate("sc::interchange", "Line %1, %2: %3").arg(node.line).arg(who, text);
    }

    void checkIds()
    {
        QSet<QString> ids;
        m_root.visit([&](const XmlNode &node) {
            const QString id = node.attribute(QLatin1String("id"));
            if (id.isEmpty())
                return;
            if (ids.contains(id))
                add(node, translated(QT_TRANSLATE_NOOP("sc::interchange", "the id “%1” is used twice.")).arg(id));
            if (!id[0].isLetter())
                add(node, translated(QT_TRANSLATE_NOOP("sc::interchange", "the id “%1” does not begin with a letter.")).arg(id));
            ids.insert(id);
        });
    }

    void checkTimes(const XmlNode &node)
    {
        static constexpr std::array<const char *, 6> kTimes = {"offset", "start", "duration", "tcStart", "frameDuration", "posterOffset"};
        for (const char *name : kTimes) {
            const QLatin1String attribute(name);
            if (node.has(attribute) && !RationalTime::parse(node.attribute(attribute))) {
                add(node, translated(QT_TRANSLATE_NOOP(
                                         "sc::interchange",
                                         "%1=\"%2\" is no time; it must be a whole number or a fraction of seconds such as 1001/24000s."))
                              .arg(attribute, node.attribute(attribute).left(40)));
            }
        }
    }

    void checkReferences(const XmlNode &node)
    {
        for (const QLatin1String attribute : {QLatin1String("ref"), QLatin1String("format")}) {
            // A text style refers to a definition beside it, not to a resource.
            if (!node.has(attribute) || node.name == QLatin1String("text-style") || node.name == QLatin1String("resources"))
                continue;
            if (!m_resources.contains(node.attribute(attribute)))
                add(node, translated(QT_TRANSLATE_NOOP("sc::interchange", "%1=\"%2\" refers to nothing."))
                              .arg(attribute, node.attribute(attribute)));
        }
    }

    void checkMedia(const XmlNode &asset)
    {
        const QString url = mediaUrl(asset);
        if (!isStrictFileUrl(url))
            add(asset, translated(QT_TRANSLATE_NOOP("sc::interchange", "“%1” is no percent-encoded file URL.")).arg(url));
        else if (m_media == MediaLookup::Look && !QFileInfo::exists(pathOfFileUrl(url)))
            add(asset, translated(QT_TRANSLATE_NOOP("sc::interchange", "its media “%1” do not exist.")).arg(pathOfFileUrl(url)));
    }

    // Absent or unreadable times count as `absent`: what cannot be read was reported once already.
    Ticks time(const XmlNode &node, QLatin1String attribute, Ticks absent = {}) const
    {
        const auto parsed = node.has(attribute) ? RationalTime::parse(node.attribute(attribute)) : std::nullopt;
        return parsed ? parsed->nearestTicks() : absent;
    }

    void checkSequence(const XmlNode &sequence)
    {
        const XmlNode *format = m_resources.value(sequence.attribute(QLatin1String("format")));
        m_frame = format ? time(*format, QLatin1String("frameDuration")) : Ticks();
        if (m_frame <= Ticks())
            add(sequence, translated(QT_TRANSLATE_NOOP("sc::interchange", "its format has no frame duration.")));
        if (sequence.attribute(QLatin1String("audioLayout")) == QLatin1String("mono"))
            add(sequence, translated(QT_TRANSLATE_NOOP("sc::interchange", "Final Cut Pro refuses the audio layout mono.")));
        requireGrid(sequence, QLatin1String("tcStart"));
        requireGrid(sequence, QLatin1String("duration"));
        m_tcStart = time(sequence, QLatin1String("tcStart"));
        m_furthest = m_tcStart;
        if (const XmlNode *spine = sequence.child(QLatin1String("spine")))
            checkSpine(*spine, m_tcStart, {});
        if (sequence.has(QLatin1String("duration")) && m_tcStart + time(sequence, QLatin1String("duration")) != m_furthest)
            add(sequence, translated(QT_TRANSLATE_NOOP("sc::interchange", "its duration is not the end of its last item.")));
    }

    void requireGrid(const XmlNode &node, QLatin1String attribute)
    {
        const auto parsed = RationalTime::parse(node.attribute(attribute));
        if (!parsed || m_frame <= Ticks())
            return;
        const auto exact = parsed->exactTicks();
        if (!exact || exact->value() % m_frame.value() != 0)
            add(node, translated(QT_TRANSLATE_NOOP("sc::interchange", "%1=\"%2\" does not lie on an edit frame."))
                          .arg(attribute, node.attribute(attribute)));
    }

    // `begin`: where the storyline's own time starts; `shift` leads from there to the sequence's time.
    void checkSpine(const XmlNode &spine, Ticks begin, Ticks shift)
    {
        Ticks end = begin;
        for (const XmlNode &node : spine.children) {
            if (!isStoryItem(node))
                continue;
            const XmlNode &shown = pickOf(node);
            requireGrid(node, QLatin1String("offset"));
            requireGrid(shown, QLatin1String("duration"));
            if (node.has(QLatin1String("lane")) && node.attribute(QLatin1String("lane")) != QLatin1String("0"))
                add(node, translated(QT_TRANSLATE_NOOP("sc::interchange", "an item of the primary storyline has no lane.")));
            const Ticks offset = time(node, QLatin1String("offset"), end);
            const Ticks length = lengthOf(shown);
            if (offset > end)
                add(node,
                    translated(QT_TRANSLATE_NOOP("sc::interchange", "there is a hole of %1 s before it.")).arg((offset - end).toSeconds()));
            else if (offset < end)
                add(node, translated(QT_TRANSLATE_NOOP("sc::interchange", "it overlaps the item before it by %1 s."))
                              .arg((end - offset).toSeconds()));
            if (length <= Ticks())
                add(node, translated(QT_TRANSLATE_NOOP("sc::interchange", "it has no length.")));
            checkExtent(shown, length);
            checkAudition(node, length);
            checkChildren(shown, offset + shift, length);
            end = std::min(offset + length, kFarthest);
            m_furthest = std::max(m_furthest, end + shift);
        }
        checkTransitions(spine, begin, end);
    }

    // The other choices last as long as the pick, or choosing one would move all that follows.
    void checkAudition(const XmlNode &node, Ticks length)
    {
        if (node.name != QLatin1String("audition"))
            return;
        for (const XmlNode &choice : node.children) {
            if (choice.has(QLatin1String("offset")) || choice.has(QLatin1String("lane")))
                add(choice, translated(QT_TRANSLATE_NOOP("sc::interchange", "a choice of an audition has neither offset nor lane.")));
            const Ticks own = lengthOf(choice);
            if (own != length)
                add(choice, translated(QT_TRANSLATE_NOOP("sc::interchange", "it is not as long as the picked choice.")));
            checkExtent(choice, own);
        }
    }

    // Media of an item beyond what it shows, at either side; without limit for stills, gaps and what is retimed.
    struct Handles
    {
        Ticks head = kFarthest;
        Ticks tail = kFarthest;
    };
    Handles handlesOf(const XmlNode *item, Ticks length) const
    {
        const XmlNode *asset = item ? m_resources.value(pickOf(*item).attribute(QLatin1String("ref"))) : nullptr;
        if (!asset || asset->name != QLatin1String("asset") || pickOf(*item).child(QLatin1String("timeMap")))
            return {};
        const Ticks assetStart = time(*asset, QLatin1String("start"));
        const Ticks assetLength = time(*asset, QLatin1String("duration"));
        if (assetLength <= Ticks())
            return {};
        const Ticks in = time(pickOf(*item), QLatin1String("start"), assetStart) - assetStart;
        return {in, assetLength - in - length};
    }

    void checkTransitions(const XmlNode &spine, Ticks begin, Ticks end)
    {
        const XmlNode *left = nullptr;
        Ticks cursor = begin;
        bool wasTransition = false;
        for (size_t i = 0; i < spine.children.size(); ++i) {
            const XmlNode &node = spine.children[i];
            if (isStoryItem(node)) {
                left = &node;
                cursor = std::min(time(node, QLatin1String("offset"), cursor) + lengthOf(pickOf(node)), kFarthest);
                wasTransition = false;
            } else if (node.name == QLatin1String("transition")) {
                const auto next =
                    std::ranges::find_if(spine.children.begin() + static_cast<std::ptrdiff_t>(i), spine.children.end(), isStoryItem);
                checkTransition(node, left, next == spine.children.end() ? nullptr : &*next, cursor, begin, end);
                if (wasTransition)
                    add(node, translated(QT_TRANSLATE_NOOP("sc::interchange", "it follows another transition.")));
                wasTransition = true;
            }
        }
    }

    void checkTransition(const XmlNode &node, const XmlNode *left, const XmlNode *right, Ticks cut, Ticks begin, Ticks end)
    {
        requireGrid(node, QLatin1String("offset"));
        requireGrid(node, QLatin1String("duration"));
        const Ticks length = time(node, QLatin1String("duration"));
        const Ticks start = time(node, QLatin1String("offset"), cut);
        const Ticks before = cut - start;
        const Ticks behind = start + length - cut;
        if (length <= Ticks() || before < Ticks() || behind < Ticks() || start < begin || start + length > end) {
            add(node, translated(QT_TRANSLATE_NOOP("sc::interchange", "it does not lie over the cut.")));
            return;
        }
        const Ticks leftLength = left ? lengthOf(pickOf(*left)) : Ticks();
        const Ticks rightLength = right ? lengthOf(pickOf(*right)) : Ticks();
        if (before > leftLength || behind > rightLength)
            add(node, translated(QT_TRANSLATE_NOOP("sc::interchange", "it is longer than a clip beside it.")));
        const Ticks tail = handlesOf(left, leftLength).tail;
        const Ticks head = handlesOf(right, rightLength).head;
        if (tail + m_frame <= behind || head + m_frame <= before)
            add(node, translated(QT_TRANSLATE_NOOP("sc::interchange", "a clip beside it has no media left for it.")));
    }

    Ticks lengthOf(const XmlNode &node) const
    {
        const XmlNode *asset = m_resources.value(node.attribute(QLatin1String("ref")));
        return time(node, QLatin1String("duration"), asset ? time(*asset, QLatin1String("duration")) : Ticks());
    }

    // A clip shows only what its asset has. Stills have no length and can be as long as they like, as <video>.
    void checkExtent(const XmlNode &node, Ticks length)
    {
        const XmlNode *asset = m_resources.value(node.attribute(QLatin1String("ref")));
        if (!asset || asset->name != QLatin1String("asset") || node.child(QLatin1String("timeMap")))
            return;
        const Ticks assetStart = time(*asset, QLatin1String("start"));
        const Ticks assetEnd = assetStart + time(*asset, QLatin1String("duration"));
        const bool isStill = assetEnd == assetStart && asset->attribute(QLatin1String("hasVideo")) == QLatin1String("1");
        if (isStill && node.name == QLatin1String("video"))
            return;
        const Ticks start = time(node, QLatin1String("start"), assetStart);
        if (start < assetStart || start + length > assetEnd)
            add(node, translated(QT_TRANSLATE_NOOP("sc::interchange", "it shows more than its media hold.")));
    }

    void checkChildren(const XmlNode &host, Ticks hostTime, Ticks hostLength)
    {
        const Ticks hostStart = time(host, QLatin1String("start"));
        for (const XmlNode &node : host.children) {
            if (node.name == QLatin1String("marker") || node.name == QLatin1String("chapter-marker")) {
                const Ticks at = time(node, QLatin1String("start"));
                if (at < hostStart || at >= hostStart + hostLength)
                    add(node, translated(QT_TRANSLATE_NOOP("sc::interchange", "the marker lies outside its clip and cannot be seen.")));
            } else if (node.name == QLatin1String("spine")) {
                requireLane(node);
                const Ticks start = hostTime + time(node, QLatin1String("offset")) - hostStart;
                checkSpine(node, {}, start);
            } else if (isStoryItem(node) && host.name != QLatin1String("clip")) {
                checkConnected(node, hostTime + time(node, QLatin1String("offset")) - hostStart);
            }
        }
    }

    void requireLane(const XmlNode &node)
    {
        bool ok = false;
        if (node.attribute(QLatin1String("lane")).toInt(&ok) == 0 || !ok)
            add(node, translated(QT_TRANSLATE_NOOP("sc::interchange", "a connected clip needs a lane other than 0.")));
    }

    void checkConnected(const XmlNode &node, Ticks start)
    {
        requireLane(node);
        const XmlNode &shown = pickOf(node);
        const Ticks length = lengthOf(shown);
        if (start < m_tcStart)
            add(node, translated(QT_TRANSLATE_NOOP("sc::interchange", "it begins before the sequence.")));
        checkExtent(shown, length);
        checkChildren(shown, start, length);
        m_furthest = std::max(m_furthest, start + length);
    }

    const XmlNode &m_root;
    MediaLookup m_media;
    QHash<QString, const XmlNode *> m_resources;
    QStringList m_breaches;
    Ticks m_frame;
    Ticks m_tcStart;
    Ticks m_furthest;
};

} // namespace

QStringList checkFcpxml(const QByteArray &xml, MediaLookup media)
{
    const auto root = parseXml(xml);
    if (!root)
        return {root.error().text()};
    return Checker(*root, media).run();
}

} // namespace sc::interchange

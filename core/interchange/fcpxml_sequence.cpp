// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/fcpxml_sequence.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace sc::interchange {

Result<const XmlNode *> findSequence(const XmlNode &root)
{
    if (root.name != QLatin1String("fcpxml"))
        return std::unexpected(
            xmlProblem(QCoreApplication::translate("sc::interchange", "it is no FCPXML, its first element is “%1”").arg(root.name.left(40)),
                       root.line));
    const XmlNode *sequence = nullptr;
    root.visit([&](const XmlNode &node) {
        if (!sequence && node.name == QLatin1String("project"))
            sequence = node.child(QLatin1String("sequence"));
    });
    if (!sequence)
        return std::unexpected(
            xmlProblem(QCoreApplication::translate("sc::interchange", "it holds no project with a sequence"), root.line));
    return sequence;
}

QHash<QString, const XmlNode *> resourcesOf(const XmlNode &root)
{
    QHash<QString, const XmlNode *> resources;
    if (const XmlNode *list = root.child(QLatin1String("resources"))) {
        for (const XmlNode &node : list->children) {
            const QString id = node.attribute(QLatin1String("id"));
            if (!id.isEmpty() && !resources.contains(id))
                resources.insert(id, &node);
        }
    }
    return resources;
}

bool isStoryItem(const XmlNode &node)
{
    static constexpr std::array<const char *, 10> kNames = {"asset-clip", "video",     "audio",   "gap",   "clip",
                                                            "ref-clip",   "sync-clip", "mc-clip", "title", "audition"};
    return std::ranges::any_of(kNames, [&](const char *name) { return node.name == QLatin1String(name); });
}

const XmlNode &pickOf(const XmlNode &node)
{
    return node.name == QLatin1String("audition") && !node.children.empty() ? node.children.front() : node;
}

QString mediaUrl(const XmlNode &asset)
{
    for (const XmlNode &child : asset.children) {
        const bool isOriginal =
            child.name == QLatin1String("media-rep") && child.attribute(QLatin1String("kind")) != QLatin1String("proxy-media");
        if (isOriginal)
            return child.attribute(QLatin1String("src"));
    }
    return asset.attribute(QLatin1String("src"));
}

} // namespace sc::interchange

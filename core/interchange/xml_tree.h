// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QXmlStreamAttributes>

#include <functional>
#include <vector>

namespace sc::interchange {

// One element of a small document held in memory.
struct XmlNode
{
    QString name;
    QXmlStreamAttributes attributes;
    std::vector<XmlNode> children;
    QString text;    // of the element itself, not of its children
    qint64 line = 0; // where its start tag ends, from 1

    [[nodiscard]] bool has(QLatin1String attribute) const { return attributes.hasAttribute(attribute); }
    [[nodiscard]] QString attribute(QLatin1String attribute) const { return attributes.value(attribute).toString(); }
    [[nodiscard]] const XmlNode *child(QLatin1String childName) const; // the first one; nullptr
    // The node itself and all below it, in document order.
    void visit(const std::function<void(const XmlNode &)> &visitor) const;
};

// Reads foreign XML safely: no entities of its own, at most 64 MB, 64 levels and two million elements. VALIDATION_ERROR
// with line and reason.
[[nodiscard]] Result<XmlNode> parseXml(const QByteArray &xml);
[[nodiscard]] Problem xmlProblem(const QString &reason, qint64 line);

// Text as XML 1.0 may hold it: characters that no XML file can contain are taken out.
[[nodiscard]] QString xmlText(const QString &text);
// The same on one line, at most 250 characters, for names.
[[nodiscard]] QString xmlName(const QString &text);

} // namespace sc::interchange

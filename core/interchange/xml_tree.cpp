// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/xml_tree.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QXmlStreamReader>

#include <algorithm>

namespace sc::interchange {

namespace {

constexpr qsizetype kMaxBytes = 64 * 1024 * 1024;
constexpr size_t kMaxDepth = 64;
constexpr qsizetype kMaxElements = 2'000'000;
constexpr qsizetype kMaxNameLength = 250;

QString refusalOfDtd(const QXmlStreamReader &reader)
{
    if (!reader.entityDeclarations().isEmpty() || !reader.notationDeclarations().isEmpty())
        return QCoreApplication::translate("sc::interchange", "it declares entities of its own, which are not read");
    return {};
}

class TreeBuilder
{
public:
    explicit TreeBuilder(const QByteArray &xml) : m_reader(xml) { m_reader.setNamespaceProcessing(false); }

    Result<XmlNode> build()
    {
        while (!m_reader.atEnd()) {
            const QString refusal = take(m_reader.readNext());
            if (!refusal.isEmpty())
                return std::unexpected(xmlProblem(refusal, m_reader.lineNumber()));
        }
        if (m_reader.hasError())
            return std::unexpected(xmlProblem(m_reader.errorString(), m_reader.lineNumber()));
        return std::move(m_root);
    }

private:
    QString take(QXmlStreamReader::TokenType token)
    {
        switch (token) {
        case QXmlStreamReader::DTD:
            return refusalOfDtd(m_reader);
        case QXmlStreamReader::StartElement:
            return open();
        case QXmlStreamReader::EndElement:
            m_open.pop_back();
            return {};
        case QXmlStreamReader::Characters:
            if (!m_open.empty() && !m_reader.isWhitespace())
                m_open.back()->text += m_reader.text();
            return {};
        case QXmlStreamReader::EntityReference:
            return QCoreApplication::translate("sc::interchange", "it refers to an unknown entity");
        default:
            return {};
        }
    }

    QString open()
    {
        if (m_open.size() >= kMaxDepth)
            return QCoreApplication::translate("sc::interchange", "its elements are nested too deeply");
        if (++m_elements > kMaxElements)
            return QCoreApplication::translate("sc::interchange", "it has too many elements");
        XmlNode node;
        node.name = m_reader.qualifiedName().toString();
        node.attributes = m_reader.attributes();
        node.line = m_reader.lineNumber();
        if (m_open.empty()) {
            m_root = std::move(node);
            m_open.push_back(&m_root);
        } else {
            // An open element's siblings come later, so that pointers to open elements hold.
            m_open.back()->children.push_back(std::move(node));
            m_open.push_back(&m_open.back()->children.back());
        }
        return {};
    }

    QXmlStreamReader m_reader;
    XmlNode m_root;
    std::vector<XmlNode *> m_open;
    qsizetype m_elements = 0;
};

} // namespace

const XmlNode *XmlNode::child(QLatin1String childName) const
{
    const auto it = std::ranges::find_if(children, [&](const XmlNode &node) { return node.name == childName; });
    return it == children.end() ? nullptr : &*it;
}

void XmlNode::visit(const std::function<void(const XmlNode &)> &visitor) const
{
    visitor(*this);
    for (const XmlNode &node : children)
        node.visit(visitor);
}

Problem xmlProblem(const QString &reason, qint64 line)
{
    return Problem(ProblemCode::ValidationError,
                   QCoreApplication::translate("sc::interchange", "This XML file cannot be read: %1 (line %2).").arg(reason).arg(line));
}

Result<XmlNode> parseXml(const QByteArray &xml)
{
    if (xml.size() > kMaxBytes)
        return std::unexpected(xmlProblem(QCoreApplication::translate("sc::interchange", "it is larger than 64 MB"), 0));
    return TreeBuilder(xml).build();
}

QString xmlText(const QString &text)
{
    QString safe;
    safe.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            safe += c;
            safe += text[++i];
        } else if (!c.isSurrogate() && (c >= u' ' || c == u'\n' || c == u'\t') && c.unicode() < 0xfffe) {
            safe += c;
        }
    }
    return safe;
}

QString xmlName(const QString &text)
{
    QString name = xmlText(text).simplified();
    if (name.size() <= kMaxNameLength)
        return name;
    name.truncate(kMaxNameLength - 1);
    if (name.back().isHighSurrogate())
        name.chop(1);
    return name + QChar(0x2026);
}

} // namespace sc::interchange

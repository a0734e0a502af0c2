// SPDX-License-Identifier: GPL-3.0-or-later
// Template files: ours, and what can be understood of others.
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/generation/templates.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>

namespace sc::generation {

namespace {

constexpr qsizetype kMaxFileTemplates = 2000;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

StudioItem itemFrom(const QJsonObject &json)
{
    QJsonObject content = json;
    content.remove(QStringLiteral("name"));
    StudioItem item;
    item.name = json[u"name"].toString();
    item.content = content;
    return item;
}

// Parameters that are unknown or out of range are left out one by one and named; the rest is kept.
void keepGoodParams(StyleTemplate &style, QStringList &notes)
{
    for (const QString &key : style.params.keys()) {
        const Result<comfy::GenerationParams> read = comfy::paramsFromJson({{key, style.params[key]}});
        if (read)
            continue;
        notes.append(tr("“%1”: %2").arg(style.name, read.error().text()));
        style.params.remove(key);
    }
}

void addStyle(StyleTemplate style, ReadTemplates &read)
{
    keepGoodParams(style, read.notes);
    if (Result<StyleTemplate> checked = checkedTemplate(style))
        read.styles.push_back(std::move(*checked));
    else
        read.notes.append(tr("“%1” was left out: %2").arg(style.name.left(60), checked.error().text()));
}

void addPrompt(const PromptTemplate &prompt, ReadTemplates &read)
{
    if (Result<PromptTemplate> checked = checkedTemplate(prompt))
        read.prompts.push_back(std::move(*checked));
    else
        read.notes.append(tr("“%1” was left out: %2").arg(prompt.name.left(60), checked.error().text()));
}

// "cinematic still {prompt} . shallow focus": what stands before and behind the shot's words.
void addForeign(const QString &name, const QString &prompt, const QString &negative, ReadTemplates &read)
{
    StyleTemplate style;
    style.name = name;
    const qsizetype at = prompt.indexOf(QStringLiteral("{prompt}"));
    style.prefix = at < 0 ? prompt.trimmed() : prompt.left(at).trimmed();
    style.suffix = at < 0 ? QString() : prompt.mid(at + 8).trimmed();
    style.negative = negative;
    addStyle(style, read);
}

// One line of a table with quoted fields (RFC 4180). Moves `at` behind it.
QStringList csvLine(const QString &text, qsizetype &at)
{
    QStringList fields{QString()};
    bool quoted = false;
    for (; at < text.size(); ++at) {
        const QChar c = text[at];
        if (quoted && c == u'"' && at + 1 < text.size() && text[at + 1] == u'"')
            fields.back() += text[at++];
        else if (c == u'"')
            quoted = !quoted;
        else if (c == u',' && !quoted)
            fields.append(QString());
        else if (c == u'\n' && !quoted)
            break;
        else if (c != u'\r' || quoted)
            fields.back() += c;
    }
    ++at;
    return fields;
}

void readTable(const QString &text, ReadTemplates &read)
{
    qsizetype at = 0;
    QStringList head = csvLine(text, at);
    for (QString &name : head)
        name = name.trimmed().toLower();
    const qsizetype name = head.indexOf(QStringLiteral("name"));
    const qsizetype prompt = head.indexOf(QStringLiteral("prompt"));
    const qsizetype negative = head.indexOf(QStringLiteral("negative_prompt"));
    if (name < 0 || prompt < 0)
        return;
    while (at < text.size() && std::ssize(read.styles) < kMaxFileTemplates) {
        const QStringList fields = csvLine(text, at);
        if (fields.size() == 1 && fields.front().trimmed().isEmpty())
            continue;
        addForeign(fields.value(name), fields.value(prompt), negative < 0 ? QString() : fields.value(negative), read);
    }
}

void readOwn(const QJsonObject &json, ReadTemplates &read)
{
    for (const QJsonValue &style : json[u"styles"].toArray())
        addStyle(styleTemplateFrom(itemFrom(style.toObject()), Scope::Project), read);
    for (const QJsonValue &prompt : json[u"prompts"].toArray())
        addPrompt(promptTemplateFrom(itemFrom(prompt.toObject()), Scope::Project), read);
}

} // namespace

QByteArray templateFile(const std::vector<StyleTemplate> &styles, const std::vector<PromptTemplate> &prompts)
{
    const auto listOf = [](const auto &templates) {
        QJsonArray list;
        for (const auto &one : templates) {
            QJsonObject json = toJson(one);
            json.insert(QStringLiteral("name"), one.name);
            list.append(json);
        }
        return list;
    };
    const QJsonObject json{{QStringLiteral("storycanvas"), QStringLiteral("templates")},
                           {QStringLiteral("version"), 1},
                           {QStringLiteral("styles"), listOf(styles)},
                           {QStringLiteral("prompts"), listOf(prompts)}};
    return QJsonDocument(json).toJson();
}

Result<ReadTemplates> readTemplates(const QByteArray &bytes)
{
    ReadTemplates read;
    const QJsonDocument json = QJsonDocument::fromJson(bytes);
    if (json.isObject() && json[u"storycanvas"] == QStringLiteral("templates")) {
        if (json[u"version"].toInt() > 1)
            return std::unexpected(Problem(ProblemCode::NewerVersion, tr("The template file was made by a newer program."))
                                       .withDetail(tr("Version %1; this program reads version 1.").arg(json[u"version"].toInt())));
        readOwn(json.object(), read);
    } else if (json.isArray()) {
        for (const QJsonValue &one : json.array()) {
            if (std::ssize(read.styles) < kMaxFileTemplates)
                addForeign(one[u"name"].toString(), one[u"prompt"].toString(), one[u"negative_prompt"].toString(), read);
        }
    } else if (json.isNull()) {
        readTable(QString::fromUtf8(bytes), read);
    }
    if (read.styles.empty() && read.prompts.empty())
        return std::unexpected(
            Problem(ProblemCode::InvalidFileType, tr("There is no template in this file that can be read."))
                .withDetail(read.notes.isEmpty() ? tr("Template files of this program work, and lists of name, prompt and negative_prompt "
                                                      "as JSON or CSV.")
                                                 : read.notes.join(u'\n')));
    return read;
}

} // namespace sc::generation

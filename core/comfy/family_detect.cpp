// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/family_detect.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>

#include <vector>

namespace sc::comfy {

namespace {

struct Rule
{
    QString family; // empty: not one of ours
    QRegularExpression is;
    QRegularExpression isNot;
    const char *note = nullptr;
};

QRegularExpression matching(const char *pattern)
{
    return QRegularExpression(QString::fromLatin1(pattern));
}

Rule rule(const char *family, const char *is, const char *isNot = nullptr, const char *note = nullptr)
{
    return {QString::fromLatin1(family), matching(is), isNot ? matching(isNot) : QRegularExpression(QStringLiteral("(?!)")), note};
}

// Names are folded before: lower case, one '-' for every run of space, '_', '.' and '-'. (^|-) and (-|$) are word edges.
const std::vector<Rule> &rules()
{
    static const std::vector<Rule> all = {
        rule("", "flux.*kontext", nullptr,
             QT_TRANSLATE_NOOP("sc::comfy", "FLUX Kontext edits pictures; it is used for characters, not as a family.")),
        rule("", "flux.*(fill|canny|depth|redux)", nullptr, QT_TRANSLATE_NOOP("sc::comfy", "This FLUX file is a tool for other graphs.")),
        rule("", "flux-?2(-|$)", nullptr, QT_TRANSLATE_NOOP("sc::comfy", "FLUX.2 needs graphs of its own.")),
        rule("", "schnell", nullptr, QT_TRANSLATE_NOOP("sc::comfy", "FLUX schnell is none of the families.")),
        rule("flux_krea", "flux.*krea|krea.*flux|open-source-candidate-2025-07-14"),
        rule("flux_dev", "flux.*(^|-)pro(-|$)", "vae|lora",
             QT_TRANSLATE_NOOP("sc::comfy", "There are no public files of FLUX pro: this is a merge of FLUX dev and is treated as such.")),
        rule("flux_dev", "flux", "vae|lora"),
        rule("", "qwen.*layered", nullptr, QT_TRANSLATE_NOOP("sc::comfy", "Qwen layered needs graphs of its own.")),
        rule("qwen_edit", "qwen.*edit"),
        rule("qwen_image", "qwen", "vl(-|$)"),
        rule("", "hidream-(o1|e1)", nullptr, QT_TRANSLATE_NOOP("sc::comfy", "This HiDream file needs graphs of its own.")),
        rule("hidream", "hidream", "clip|llama"),
        rule("", "hunyuan-?video-?1-?5", nullptr, QT_TRANSLATE_NOOP("sc::comfy", "HunyuanVideo 1.5 needs graphs of its own.")),
        rule("hunyuan_video", "hunyuan|hyvid", "vae|clip"),
        rule("", "ltx-?2(-|$)|ltxav", "ltxv-2b|ltx-video-2b",
             QT_TRANSLATE_NOOP("sc::comfy", "The LTX-2 line makes sound and picture and needs graphs of its own.")),
        rule("ltx_video", "ltxv|(^|-)ltx(-|$)|ltx-?video", "upscaler|lora"),
        rule("", "wan.*(s2v|animate)|humo", nullptr, QT_TRANSLATE_NOOP("sc::comfy", "This model sings or acts; it is used for lip-sync.")),
        rule("wan_2_2", "(^|-)wan-?(2-?2)(?![0-9])", "vae"),
        rule("wan_2_1", "(^|-)wan-?(2-?1)(?![0-9])|(^|-)wan(-|[0-9]|$)", "vae|lightx|infinitetalk"),
        rule("sdxl", "refiner"),
        rule("pony", "pony|autismmix|pdxl"),
        rule("illustrious", "illustrious|noob|ilxl|wai.*(nsfw|illu)|(^|-)il(-|$)"),
        rule("sdxl", "sd-?xl|xl(-|v|[0-9]|$)"),
    };
    return all;
}

QString folded(const QString &fileName)
{
    static const QRegularExpression separators(QStringLiteral("[ _.\\-]+"));
    static const QRegularExpression extension(QStringLiteral("\\.(safetensors|sft|ckpt|pt|pth|bin|gguf|onnx)$"));
    QString name = fileName.toLower();
    name = name.mid(std::max(name.lastIndexOf(u'/'), name.lastIndexOf(u'\\')) + 1);
    name.remove(extension);
    return name.replace(separators, QStringLiteral("-"));
}

QString firstWordOf(const QString &name, const QStringList &words)
{
    for (const QString &word : words) {
        if (QRegularExpression(QStringLiteral("(^|[^a-z0-9])%1([^a-z0-9]|$)").arg(word)).match(name).hasMatch())
            return word;
    }
    return {};
}

QString variantOf(const QString &family, const QString &name)
{
    if (family.startsWith(u"wan"))
        return firstWordOf(name, {QStringLiteral("ti2v"), QStringLiteral("flf2v"), QStringLiteral("vace"), QStringLiteral("fun"),
                                  QStringLiteral("i2v"), QStringLiteral("t2v")});
    if (family == u"hunyuan_video")
        return name.contains(u"image-to-video") || name.contains(u"i2v") ? QStringLiteral("i2v") : QStringLiteral("t2v");
    if (family == u"hidream")
        return firstWordOf(name, {QStringLiteral("full"), QStringLiteral("dev"), QStringLiteral("fast")});
    if (family == u"qwen_edit")
        return firstWordOf(name, {QStringLiteral("2511"), QStringLiteral("2509")});
    if (family == u"sdxl" && name.contains(u"refiner"))
        return QStringLiteral("refiner");
    return {};
}

} // namespace

FamilyGuess guessFamily(const QString &fileName)
{
    static const QRegularExpression fast(QStringLiteral("lightning|turbo|hyper|distill|schnell|(^|-)[48]-?steps?(-|$)"));
    const QString name = folded(fileName);
    FamilyGuess guess;
    guess.distilled = fast.match(name).hasMatch();
    guess.noise = firstWordOf(name, {QStringLiteral("high"), QStringLiteral("low")});
    for (const Rule &one : rules()) {
        if (!one.is.match(name).hasMatch() || one.isNot.match(name).hasMatch())
            continue;
        guess.family = one.family;
        guess.variant = variantOf(one.family, name);
        if (one.family != u"wan_2_2")
            guess.noise.clear();
        if (one.note)
            guess.note = QCoreApplication::translate("sc::comfy", one.note);
        return guess;
    }
    guess.noise.clear();
    guess.family = QStringLiteral("sdxl");
    guess.guessed = true;
    guess.note = QCoreApplication::translate("sc::comfy", "The name tells nothing; taken for SDXL until you say otherwise.");
    return guess;
}

QString familyOfArchitecture(const QString &architecture)
{
    const QString name = architecture.toLower();
    if (name.startsWith(u"stable-diffusion-xl"))
        return QStringLiteral("sdxl");
    if (name.startsWith(u"flux-1-dev") || name == u"flux-1")
        return QStringLiteral("flux_dev");
    if (name.startsWith(u"hunyuan-video"))
        return QStringLiteral("hunyuan_video");
    if (name.startsWith(u"qwen-image-edit"))
        return QStringLiteral("qwen_edit");
    if (name.startsWith(u"qwen-image"))
        return QStringLiteral("qwen_image");
    if (name.startsWith(u"hidream-i1"))
        return QStringLiteral("hidream");
    if (name.startsWith(u"wan2.2") || name.startsWith(u"wan-2.2"))
        return QStringLiteral("wan_2_2");
    if (name.startsWith(u"wan2.1") || name.startsWith(u"wan-2.1") || name == u"wan")
        return QStringLiteral("wan_2_1");
    if (name.startsWith(u"ltx-video") || name.startsWith(u"ltxv"))
        return QStringLiteral("ltx_video");
    return {};
}

} // namespace sc::comfy

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/take_facts.h"

#include "core/base/json.h"
#include "ui/generate/time_words.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QLocale>

#include <algorithm>

namespace sc::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui)
};

QString number(const QJsonValue &value)
{
    return value.isDouble() ? QLocale().toString(value.toDouble(), 'g', 6) : value.toString();
}

QString baseName(const QString &model)
{
    return model.section(u'/', -1).section(u'\\', -1);
}

QString lorasOf(const QJsonObject &params)
{
    QStringList names;
    for (const QJsonValue &lora : params.value(u"loras").toArray())
        names.append(QStringLiteral("%1 %2").arg(baseName(lora[u"name"].toString()).section(u'.', 0, 0), number(lora[u"weight"])));
    return names.join(QStringLiteral(", "));
}

QString sizeOf(const timeline::Take &take)
{
    QString text = QStringLiteral("%1 × %2").arg(take.width).arg(take.height);
    if (take.isVideo())
        text += QStringLiteral(", ") + Text::tr("%n frame(s)", nullptr, int(take.frames));
    return text;
}

QString timeOf(const timeline::Take &take, const timeline::TakeRecipe &made)
{
    const QDateTime start = QDateTime::fromString(made.startedAt, Qt::ISODateWithMs);
    const QDateTime end = QDateTime::fromString(made.finishedAt, Qt::ISODateWithMs);
    QStringList words;
    if (start.isValid() && end.isValid())
        words.append(durationWords(double(start.msecsTo(end)) / 1000));
    if (!take.serverName.isEmpty())
        words.append(take.serverName);
    if (words.isEmpty() && take.provider == timeline::TakeProvider::Import)
        words.append(Text::tr("brought along"));
    return words.join(QStringLiteral(", "));
}

} // namespace

QString checkName(const QString &check)
{
    if (check == u"black")
        return Text::tr("black frames");
    if (check == u"frozen")
        return Text::tr("stands still");
    if (check == u"repeated")
        return Text::tr("repeated frames");
    if (check == u"blurred")
        return Text::tr("blurred");
    if (check == u"flicker")
        return Text::tr("flickers");
    if (check == u"wrong_length")
        return Text::tr("other length");
    return check;
}

QString checkWords(const timeline::Take &take)
{
    QStringList words;
    for (const timeline::TakeCheck &check : take.checks)
        words.append(checkName(check.name));
    if (!words.isEmpty())
        return words.join(QStringLiteral(", "));
    return take.isVideo() ? Text::tr("sharp, no flicker") : Text::tr("sharp");
}

std::vector<FactRow> factsOf(const timeline::Take &a, const timeline::TakeRecipe &madeA, const timeline::Take *b,
                             const timeline::TakeRecipe &madeB)
{
    const QJsonObject paramsA = parseJsonObject(madeA.params.toUtf8(), QString()).value_or(QJsonObject());
    const QJsonObject paramsB = parseJsonObject(madeB.params.toUtf8(), QString()).value_or(QJsonObject());
    std::vector<FactRow> rows;
    const auto add = [&](const QString &label, const QString &left, const QString &right) {
        if (!left.isEmpty() || (b && !right.isEmpty()))
            rows.push_back({label, left, b ? right : QString(), b && left != right});
    };
    add(Text::tr("Prompt"), madeA.prompt.simplified(), madeB.prompt.simplified());
    add(Text::tr("Seed"), a.seed ? seedWords(*a.seed) : QString(), b && b->seed ? seedWords(*b->seed) : QString());
    add(Text::tr("Model"), baseName(a.modelName), b ? baseName(b->modelName) : QString());
    add(Text::tr("Steps"), number(paramsA.value(u"steps")), number(paramsB.value(u"steps")));
    add(Text::tr("CFG"), number(paramsA.value(u"cfg")), number(paramsB.value(u"cfg")));
    add(Text::tr("Sampler"), paramsA.value(u"sampler").toString(), paramsB.value(u"sampler").toString());
    add(Text::tr("LoRAs"), lorasOf(paramsA), lorasOf(paramsB));
    add(Text::tr("Negative"), madeA.negativePrompt.simplified(), madeB.negativePrompt.simplified());
    add(Text::tr("Size"), sizeOf(a), b ? sizeOf(*b) : QString());
    add(Text::tr("Checks"), checkWords(a), b ? checkWords(*b) : QString());
    add(Text::tr("Time"), timeOf(a, madeA), b ? timeOf(*b, madeB) : QString());
    std::ranges::stable_sort(rows, std::greater<>(), &FactRow::differs);
    return rows;
}

} // namespace sc::ui

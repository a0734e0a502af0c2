// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/practice/practice_options.h"

#include <QtCore/QCoreApplication>

#include <utility>

namespace sc::practice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::practice", text);
}

using Counter = std::pair<const char *, int PracticeFaults::*>;
constexpr Counter kCounters[] = {{"out_of_memory", &PracticeFaults::outOfMemory},
                                 {"node_error", &PracticeFaults::nodeError},
                                 {"undecodable", &PracticeFaults::undecodable},
                                 {"truncated", &PracticeFaults::truncated},
                                 {"empty", &PracticeFaults::empty},
                                 {"refuse", &PracticeFaults::refuse},
                                 {"lost_answer", &PracticeFaults::lostAnswer},
                                 {"restart", &PracticeFaults::restart},
                                 {"drop_sockets", &PracticeFaults::dropSockets},
                                 {"lose_history", &PracticeFaults::loseHistory},
                                 {"cut_downloads", &PracticeFaults::cutDownloads},
                                 {"restart_pause", &PracticeFaults::restartPause}};
constexpr std::pair<const char *, double PracticeFaults::*> kNumbers[] = {{"slow", &PracticeFaults::slow},
                                                                          {"memory_megapixels", &PracticeFaults::memoryMegapixels}};
constexpr std::pair<const char *, bool PracticeFaults::*> kSwitches[] = {
    {"deaf", &PracticeFaults::deaf}, {"web_page", &PracticeFaults::webPage}, {"offline", &PracticeFaults::offline}};

Problem wrong(const QString &name)
{
    return Problem(ProblemCode::InvalidParameter, tr("\"%1\" is no fault of a practice server, or its value is not of its kind.").arg(name))
        .withDetail(tr("There are: %1").arg(PracticeFaults::names().join(QStringLiteral(", "))));
}

bool isCounter(const QString &name)
{
    return std::ranges::any_of(kCounters, [&name](const Counter &counter) { return name == QLatin1String(counter.first); });
}

} // namespace

QStringList PracticeFaults::names()
{
    QStringList all;
    for (const auto &[name, member] : kCounters)
        all += QString::fromLatin1(name);
    for (const auto &[name, member] : kNumbers)
        all += QString::fromLatin1(name);
    for (const auto &[name, member] : kSwitches)
        all += QString::fromLatin1(name);
    return all << QStringLiteral("key") << QStringLiteral("chance");
}

Result<> PracticeFaults::apply(const QJsonObject &changes)
{
    PracticeFaults changed = *this;
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        bool known = false;
        for (const auto &[name, member] : kCounters)
            if (it.key() == QLatin1String(name) && it.value().isDouble() && it.value().toDouble() >= 0) {
                changed.*member = it.value().toInt();
                known = true;
            }
        for (const auto &[name, member] : kNumbers)
            if (it.key() == QLatin1String(name) && it.value().isDouble() && it.value().toDouble() >= 0) {
                changed.*member = it.value().toDouble();
                known = true;
            }
        for (const auto &[name, member] : kSwitches)
            if (it.key() == QLatin1String(name) && it.value().isBool()) {
                changed.*member = it.value().toBool();
                known = true;
            }
        if (it.key() == u"key" && it.value().isString()) {
            changed.key = it.value().toString();
            known = true;
        }
        if (it.key() == u"chance" && it.value().isObject()) {
            changed.chance = it.value().toObject();
            const QStringList drawn = changed.chance.keys();
            known = std::ranges::all_of(drawn, isCounter);
        }
        if (!known)
            return std::unexpected(wrong(it.key()));
    }
    *this = changed;
    return {};
}

QJsonObject PracticeFaults::toJson() const
{
    QJsonObject json{{QStringLiteral("key"), key}, {QStringLiteral("chance"), chance}};
    for (const auto &[name, member] : kCounters)
        json.insert(QLatin1String(name), this->*member);
    for (const auto &[name, member] : kNumbers)
        json.insert(QLatin1String(name), this->*member);
    for (const auto &[name, member] : kSwitches)
        json.insert(QLatin1String(name), this->*member);
    return json;
}

bool PracticeFaults::draw(int PracticeFaults::*counter, double dice)
{
    if (this->*counter > 0) {
        --(this->*counter);
        return true;
    }
    for (const auto &[name, member] : kCounters)
        if (member == counter)
            return dice < chance.value(QLatin1String(name)).toDouble();
    return false;
}

} // namespace sc::practice

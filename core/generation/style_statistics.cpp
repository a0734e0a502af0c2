// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/style_statistics.h"

#include "core/base/json.h"
#include "core/generation/prompt.h"
#include "core/project/project_session.h"
#include "core/project/take_shelf.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QSet>

#include <algorithm>

namespace sc::generation {

namespace {

void count(ApprovedShare &share, timeline::TakeVerdict verdict)
{
    ++share.takes;
    share.approved += verdict == timeline::TakeVerdict::Approved ? 1 : 0;
    share.rejected += verdict == timeline::TakeVerdict::Rejected ? 1 : 0;
}

QSet<QString> setOf(const QString &words)
{
    const QStringList parts = commaParts(words);
    return {parts.begin(), parts.end()};
}

} // namespace

std::optional<double> ApprovedShare::share() const
{
    if (judged() < kFewestJudged)
        return std::nullopt;
    return double(approved) / judged();
}

JudgedTake judgedTake(const timeline::Take &take, const timeline::TakeRecipe &inputs)
{
    JudgedTake judged{take.id, {}, take.family, take.verdict, take.createdAt};
    QStringList words;
    for (const timeline::PromptPart &part : inputs.promptParts) {
        if (part.origin == QLatin1String(kFromTemplate))
            words.append(part.text);
    }
    judged.templateWords = words.join(QStringLiteral(", "));
    if (const auto params = parseJsonObject(inputs.params.toUtf8(), QString())) {
        if (const QString preset = params->value(QStringLiteral("preset")).toString(); !preset.isEmpty())
            judged.recipe += u' ' + preset;
    }
    return judged;
}

StyleStatistics statisticsOf(const std::vector<StyleWords> &versions, const std::vector<JudgedTake> &takes, const QDateTime &today)
{
    std::vector<QSet<QString>> known;
    for (const StyleWords &words : versions) {
        QSet<QString> parts = setOf(words.prefix) + setOf(words.suffix);
        if (!parts.isEmpty())
            known.push_back(std::move(parts));
    }
    StyleStatistics all;
    all.weeks.resize(kStatisticWeeks);
    std::vector<const JudgedTake *> mine;
    for (const JudgedTake &take : takes) {
        const QSet<QString> said = setOf(take.templateWords);
        // Parts that something else said before are not said again: fewer words than the style has are still its words.
        const auto holds = [&](const QSet<QString> &parts) { return parts.contains(said); };
        if (!said.isEmpty() && std::ranges::any_of(known, holds))
            mine.push_back(&take);
    }
    std::ranges::stable_sort(mine, std::greater<>(), &JudgedTake::createdAt);
    for (const JudgedTake *take : mine) {
        all.takes.push_back(take->id);
        count(all.all, take->verdict);
        const qint64 days = QDateTime::fromString(take->createdAt, Qt::ISODateWithMs).daysTo(today);
        if (days >= 0 && days < qint64(kStatisticWeeks) * 7)
            count(all.weeks[static_cast<size_t>(kStatisticWeeks - 1 - days / 7)], take->verdict);
        auto recipe = std::ranges::find(all.byRecipe, take->recipe, &std::pair<QString, ApprovedShare>::first);
        if (recipe == all.byRecipe.end())
            recipe = all.byRecipe.insert(all.byRecipe.end(), {take->recipe, {}});
        count(recipe->second, take->verdict);
    }
    std::ranges::stable_sort(all.byRecipe, std::greater<>(), [](const auto &one) { return one.second.takes; });
    return all;
}

ApprovedShare shareOf(const std::vector<JudgedTake> &takes)
{
    ApprovedShare share;
    for (const JudgedTake &take : takes)
        count(share, take.verdict);
    return share;
}

void JudgedTakes::forget()
{
    m_takes.clear();
    m_waiting.clear();
}

bool JudgedTakes::look(const project::ProjectSession &session, int budgetMs)
{
    if (m_waiting.empty()) {
        m_takes.clear();
        m_waiting = session.takes().all().value_or(std::vector<timeline::Take>());
        std::erase_if(m_waiting, [](const timeline::Take &take) { return take.provider == timeline::TakeProvider::Import; });
    }
    QElapsedTimer clock;
    clock.start();
    while (!m_waiting.empty() && clock.elapsed() < budgetMs) {
        if (const timeline::TakeRecipe *inputs = session.takes().inputsOf(m_waiting.back().id))
            m_takes.push_back(judgedTake(m_waiting.back(), *inputs));
        m_waiting.pop_back();
    }
    return m_waiting.empty();
}

} // namespace sc::generation

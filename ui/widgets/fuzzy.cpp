// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fuzzy.h"

namespace sc::ui {

namespace {

bool startsWord(QStringView text, qsizetype at)
{
    return at == 0 || !text[at - 1].isLetterOrNumber() || (text[at].isUpper() && text[at - 1].isLower());
}

// Takes each letter at its first place at or after the last one, beginning at `from`.
std::optional<FuzzyMatch> matchFrom(QStringView pattern, QStringView text, qsizetype from)
{
    FuzzyMatch match;
    qsizetype at = from;
    qsizetype last = -2;
    for (const QChar wanted : pattern) {
        if (wanted.isSpace())
            continue;
        while (at < text.size() && text[at].toCaseFolded() != wanted.toCaseFolded())
            ++at;
        if (at == text.size())
            return std::nullopt;
        match.score += 1 + (at == last + 1 ? 6 : 0) + (startsWord(text, at) ? 5 : 0) -
                       (last >= 0 ? static_cast<int>(std::min<qsizetype>(at - last - 1, 4)) : 0);
        match.positions.append(static_cast<int>(at));
        last = at++;
    }
    match.score -= static_cast<int>(text.size()) / 16;
    if (from == 0)
        match.score += 2;
    return match;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text)
{
    pattern = pattern.trimmed();
    if (pattern.isEmpty())
        return FuzzyMatch{};
    std::optional<FuzzyMatch> best;
    for (qsizetype from = 0; from < text.size(); ++from) {
        if (text[from].toCaseFolded() != pattern[0].toCaseFolded())
            continue;
        auto match = matchFrom(pattern, text, from);
        if (!match)
            break;
        if (!best || match->score > best->score)
            best = std::move(match);
    }
    return best;
}

} // namespace sc::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/prompt_tools.h"

#include "core/generation/prompt_variables.h"

#include <QtCore/QRegularExpression>

#include <algorithm>
#include <cmath>

namespace sc::generation {

namespace {

constexpr int kLettersPerToken = 6; // of a word that the vocabulary does not hold as a whole

bool isWordLetter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'\'';
}

const QRegularExpression &weighted()
{
    static const QRegularExpression expression(QStringLiteral("\\(([^()]*):([0-9]*\\.?[0-9]+)\\)"));
    return expression;
}

QString weightText(double weight)
{
    return QString::number(weight, 'g', 3);
}

// The weighted group that holds the whole selection; nothing matched when there is none.
QRegularExpressionMatch groupAround(const TextSelection &selection)
{
    auto matches = weighted().globalMatch(selection.text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedStart() <= selection.start && match.capturedEnd() >= selection.start + selection.length)
            return match;
    }
    return {};
}

} // namespace

TextSelection withWeight(const TextSelection &selection, double by)
{
    const auto louder = [by](double weight) { return std::clamp(std::round((weight + by) * 100) / 100, 0.0, kMostWeight); };
    if (const QRegularExpressionMatch group = groupAround(selection); group.hasMatch()) {
        const double weight = louder(group.captured(2).toDouble());
        const QString words = group.captured(1);
        const bool isPlain = std::abs(weight - 1) < 0.001;
        const QString next = isPlain ? words : QStringLiteral("(%1:%2)").arg(words, weightText(weight));
        TextSelection out = selection;
        out.text.replace(group.capturedStart(), group.capturedLength(), next);
        out.start = group.capturedStart() + (isPlain ? 0 : 1);
        out.length = words.size();
        return out;
    }
    qsizetype start = selection.start;
    qsizetype end = selection.start + selection.length;
    if (selection.length == 0) {
        while (start > 0 && isWordLetter(selection.text.at(start - 1)))
            --start;
        while (end < selection.text.size() && isWordLetter(selection.text.at(end)))
            ++end;
    }
    while (start < end && selection.text.at(start).isSpace())
        ++start;
    while (end > start && selection.text.at(end - 1).isSpace())
        --end;
    const QString words = selection.text.mid(start, end - start);
    if (words.isEmpty() || words.contains(u'(') || words.contains(u')'))
        return selection;
    TextSelection out = selection;
    out.text.replace(start, words.size(), QStringLiteral("(%1:%2)").arg(words, weightText(louder(1))));
    out.start = start + 1;
    out.length = words.size();
    return out;
}

std::vector<PromptMark> marksIn(const QString &text)
{
    std::vector<PromptMark> marks;
    auto weights = weighted().globalMatch(text);
    while (weights.hasNext()) {
        const auto match = weights.next();
        marks.push_back({PromptMark::Kind::Weight, match.capturedStart(), match.capturedLength()});
    }
    static const QRegularExpression braces(QStringLiteral("\\{([^{}]+)\\}"));
    auto all = braces.globalMatch(text);
    while (all.hasNext()) {
        const auto match = all.next();
        const QString inside = match.captured(1);
        const auto kind = inside.contains(u'|')                              ? PromptMark::Kind::Alternatives
                          : promptVariableNames().contains(inside.trimmed()) ? PromptMark::Kind::Variable
                                                                             : PromptMark::Kind::UnknownVariable;
        marks.push_back({kind, match.capturedStart(), match.capturedLength()});
    }
    std::ranges::sort(marks, {}, &PromptMark::start);
    return marks;
}

int estimatedTokens(const QString &text)
{
    int tokens = 0;
    qsizetype letters = 0;
    const auto endWord = [&] {
        tokens += letters == 0 ? 0 : 1 + static_cast<int>((letters - 1) / (kLettersPerToken + 2));
        letters = 0;
    };
    for (const QChar c : text) {
        if (c.isLetterOrNumber()) {
            ++letters;
            continue;
        }
        endWord();
        tokens += c.isSpace() ? 0 : 1;
    }
    endWord();
    return tokens;
}

int tokenLimit(const QString &family)
{
    if (family.startsWith(u"flux") || family.startsWith(u"wan") || family.startsWith(u"qwen"))
        return 512;
    if (family == u"ltx_video" || family == u"hunyuan_video")
        return 256;
    return family == u"hidream" ? 128 : 75;
}

} // namespace sc::generation

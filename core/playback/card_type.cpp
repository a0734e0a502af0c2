// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/card_type.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QFontMetricsF>
#include <QtGui/QTextLayout>

#include <algorithm>
#include <cmath>

namespace sc::playback {

namespace {

// More than any card can show; keeps a long text from costing time.
constexpr qsizetype kLongestText = 1200;

QFont fontOf(const QStringList &families, double pixelSize, QFont::Weight weight)
{
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixelSize))));
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::PreferAntialias);
    return font;
}

QString prepared(const QString &text)
{
    QString cut = text.trimmed();
    if (cut.size() > kLongestText) {
        cut.truncate(kLongestText);
        if (cut.back().isHighSurrogate())
            cut.chop(1);
    }
    cut.replace(u'\t', u' ').replace(u'\r', u' ').replace(u'\n', QChar::LineSeparator);
    return cut;
}

QStringList wrapPrepared(const QString &text, const QFont &font, double width, int maxLines)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QTextLayout layout(text, font);
    layout.setTextOption(option);
    QStringList lines;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid() && lines.size() < maxLines; line = layout.createLine()) {
        line.setLineWidth(width);
        const qsizetype end = line.textStart() + line.textLength();
        const bool isCut = lines.size() + 1 == maxLines && end < text.size();
        QString words = isCut ? text.mid(line.textStart()) : text.mid(line.textStart(), line.textLength());
        words = words.replace(QChar::LineSeparator, u' ').trimmed();
        lines << (isCut ? QFontMetricsF(font).elidedText(words, Qt::ElideRight, width) : words);
    }
    layout.endLayout();
    return lines;
}

bool isWholeWithin(const QString &text, const QFont &font, double width, int maxLines)
{
    const QFontMetricsF metrics(font);
    const QStringList words = text.split(QRegularExpression(QStringLiteral("[\\s\\x{2028}]+")), Qt::SkipEmptyParts);
    if (std::ranges::any_of(words, [&](const QString &word) { return metrics.horizontalAdvance(word) > width; }))
        return false;
    return wrapPrepared(text, font, width, maxLines + 1).size() <= maxLines;
}

// The same number of lines, as narrow as can be: so the last line does not hold one lonely word.
QStringList balanced(const QString &text, const QFont &font, double width, int maxLines)
{
    QStringList lines = wrapPrepared(text, font, width, maxLines);
    const qsizetype count = lines.size();
    double tooNarrow = width * 0.4;
    double wideEnough = width;
    while (count > 1 && wideEnough - tooNarrow > width * 0.02) {
        const double middle = (tooNarrow + wideEnough) / 2;
        (isWholeWithin(text, font, middle, static_cast<int>(count)) ? wideEnough : tooNarrow) = middle;
    }
    return wideEnough < width ? wrapPrepared(text, font, wideEnough, maxLines) : lines;
}

} // namespace

QFont cardFont(double pixelSize, QFont::Weight weight)
{
    QFont font = fontOf({QStringLiteral("StoryCanvas Sans"), QStringLiteral("Inter"), QStringLiteral("sans-serif")}, pixelSize, weight);
    font.setLetterSpacing(QFont::PercentageSpacing, pixelSize > 26 ? 98 : 100);
    return font;
}

QFont cardMonoFont(double pixelSize)
{
    return fontOf({QStringLiteral("JetBrains Mono"), QStringLiteral("monospace")}, pixelSize, QFont::Normal);
}

QStringList wrapText(const QString &text, const QFont &font, double width, int maxLines)
{
    const QString words = prepared(text);
    return words.isEmpty() || maxLines < 1 || width < 1 ? QStringList{} : wrapPrepared(words, font, width, maxLines);
}

double FittedText::lineHeight() const
{
    return font.pixelSize() * 1.2;
}

FittedText fitText(const QString &text, QFont::Weight weight, double largest, double smallest, double width, int maxLines)
{
    const QString words = prepared(text);
    FittedText fitted;
    fitted.font = cardFont(largest, weight);
    if (words.isEmpty() || width < 1)
        return fitted;
    double size = std::max(largest, smallest);
    while (size > smallest && !isWholeWithin(words, cardFont(size, weight), width, maxLines))
        size = std::max(smallest, size * 0.9);
    fitted.font = cardFont(size, weight);
    fitted.lines = balanced(words, fitted.font, width, maxLines);
    return fitted;
}

} // namespace sc::playback

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/colour.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

struct Part
{
    double value = 0;
    bool percent = false;
};

// The numbers between the brackets; empty when one of them is none.
QList<Part> partsOf(QStringView inside)
{
    QString spaced = inside.toString();
    spaced.replace(u',', u' ').replace(u'/', u' ');
    QList<Part> parts;
    for (QStringView word : QStringView(spaced).split(u' ', Qt::SkipEmptyParts)) {
        const bool percent = word.endsWith(u'%');
        if (percent)
            word.chop(1);
        bool ok = false;
        const double value = word.toDouble(&ok);
        if (!ok)
            return {};
        parts.append({value, percent});
    }
    return parts;
}

// CSS's own formula, rounded once to 8 bits: QColor's detour over 16-bit hue is off by one here and there.
QColor fromHsl(double hue, double saturation, double lightness, double alpha)
{
    const double a = saturation * std::min(lightness, 1 - lightness);
    const auto channel = [&](double n) {
        const double k = std::fmod(n + hue / 30 + 12, 12.0);
        return static_cast<int>(std::lround(255 * (lightness - a * std::max(-1.0, std::min({k - 3, 9 - k, 1.0})))));
    };
    return {channel(0), channel(8), channel(4), static_cast<int>(std::lround(alpha * 255))};
}

} // namespace

std::optional<QColor> parseColour(QStringView text)
{
    text = text.trimmed();
    if (text.startsWith(u'#')) {
        const QColor colour(text.toString());
        return colour.isValid() ? std::optional(colour) : std::nullopt;
    }
    const qsizetype open = text.indexOf(u'(');
    if (open < 0 || !text.endsWith(u')'))
        return std::nullopt;
    const QList<Part> parts = partsOf(text.sliced(open + 1, text.size() - open - 2));
    if (parts.size() < 3 || parts.size() > 4)
        return std::nullopt;
    const double alpha = parts.size() == 4 ? std::clamp(parts[3].percent ? parts[3].value / 100 : parts[3].value, 0.0, 1.0) : 1.0;
    const auto unit = [&](int i, double scale) { return std::clamp(parts[i].value / scale, 0.0, 1.0); };
    if (text.startsWith(u"hsl"))
        return fromHsl(parts[0].value, unit(1, 100), unit(2, 100), alpha);
    if (text.startsWith(u"rgb"))
        return QColor::fromRgbF(static_cast<float>(unit(0, 255)), static_cast<float>(unit(1, 255)), static_cast<float>(unit(2, 255)),
                                static_cast<float>(alpha));
    return std::nullopt;
}

QColor withAlpha(QColor colour, double alpha)
{
    colour.setAlphaF(static_cast<float>(std::clamp(alpha, 0.0, 1.0)));
    return colour;
}

QColor mix(const QColor &a, const QColor &b, double shareOfB)
{
    const auto t = static_cast<float>(std::clamp(shareOfB, 0.0, 1.0));
    const auto between = [t](float from, float to) { return from + (to - from) * t; };
    return QColor::fromRgbF(between(a.redF(), b.redF()), between(a.greenF(), b.greenF()), between(a.blueF(), b.blueF()),
                            between(a.alphaF(), b.alphaF()));
}

QColor over(const QColor &bottom, const QColor &top)
{
    return mix(bottom, withAlpha(top, 1), static_cast<double>(top.alphaF()));
}

} // namespace sc::ui

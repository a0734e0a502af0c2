// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/compatible_keys.h"

#include "core/audio/analysis.h"

#include <array>
#include <cmath>

namespace sc::audio {

namespace {

// By fifths, spelled as the key estimator spells them.
constexpr std::array<const char *, 12> kMajor = {"C", "G", "D", "A", "E", "B", "F#", "C#", "Ab", "Eb", "Bb", "F"};
constexpr std::array<const char *, 12> kMinor = {"A", "E", "B", "F#", "C#", "Ab", "Eb", "Bb", "F", "C", "G", "D"};
constexpr double kOtherMode = 0.7; // of a step: a relative key is nearer than a neighbour
constexpr int kCamelotOfC = 8;

} // namespace

std::optional<KeyPlace> keyPlace(const QString &key)
{
    const QString camelot = camelotOf(key);
    if (camelot.isEmpty())
        return std::nullopt;
    return KeyPlace{(camelot.chopped(1).toInt() - kCamelotOfC + 12) % 12, camelot.endsWith(u'A')};
}

QString keyAt(const KeyPlace &place)
{
    const auto at = static_cast<size_t>(((place.fifths % 12) + 12) % 12);
    return QLatin1String(place.isMinor ? kMinor[at] : kMajor[at]) + QLatin1String(place.isMinor ? " minor" : " major");
}

double keyDistance(const KeyPlace &a, const KeyPlace &b)
{
    const int steps = std::abs(a.fifths - b.fifths);
    return std::min(steps, 12 - steps) + (a.isMinor == b.isMinor ? 0 : kOtherMode);
}

QStringList compatibleKeys(const QString &key)
{
    const auto place = keyPlace(key);
    if (!place)
        return {};
    return {keyAt(*place), keyAt({place->fifths + 1, place->isMinor}), keyAt({place->fifths - 1, place->isMinor}),
            keyAt({place->fifths, !place->isMinor})};
}

} // namespace sc::audio
